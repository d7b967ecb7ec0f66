"""Under what each current edition is listed, kept by triggers, so that a list is a walk along an index."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"
UNDO = """
DROP TRIGGER articles_currentedition_is_listed ON articles_currentedition;
DROP TRIGGER articles_listing_follows ON articles_listing;
DROP TRIGGER articles_listing_no_truncate ON articles_listing;
DROP FUNCTION articles_currentedition_is_listed();
DROP FUNCTION articles_listing_follows();
"""
LIST_WHAT_IS_CURRENT = """
INSERT INTO articles_listing (current_id, publication_id, heading, language, made_current_at)
    SELECT current.page_id, made.id, heading, edition.card ->> 'language', made.made_current_at
    FROM articles_currentedition AS current
    JOIN articles_publication AS made ON made.id = current.publication_id
    JOIN articles_edition AS edition ON edition.id = made.edition_id,
        articles_headings(edition.card) AS heading;
SET CONSTRAINTS ALL IMMEDIATE;
"""


def _sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_problem_reports")]

    operations = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heading", models.CharField(max_length=255)),
                ("language", models.CharField(max_length=16)),
                ("made_current_at", models.DateTimeField()),
                (
                    "current",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="listings",
                        to="articles.currentedition",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.publication",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        models.F("heading"),
                        models.F("language"),
                        models.OrderBy(models.F("made_current_at"), descending=True),
                        models.OrderBy(models.F("publication"), descending=True),
                        name="listing_newest_first",
                    )
                ],
            },
        ),
        migrations.RunSQL(_sql("headings"), "DROP FUNCTION articles_headings(jsonb);"),
        # Before the triggers, which let nobody write here.
        migrations.RunSQL(LIST_WHAT_IS_CURRENT, migrations.RunSQL.noop),
        migrations.RunSQL(_sql("listings"), UNDO),
    ]
