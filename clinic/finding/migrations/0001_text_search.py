"""Text search in each language, deaf to accents, and trigrams for misspelled words."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


def configuration(name: str, language: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{language});
        ALTER TEXT SEARCH CONFIGURATION {name}
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {language}_stem;
        """,
        f"DROP TEXT SEARCH CONFIGURATION {name};",
    )


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        configuration("clinic_english", "english"),
        configuration("clinic_spanish", "spanish"),
    ]
