"""Who may sign, what readers may get, and the chains of the record, as PostgreSQL itself holds them.

The rules are in sql/: they are written so that running them again puts them back.
"""

from pathlib import Path

from django.db import migrations

from articles.review.lexicon import protected_stems, protected_words
from clinic.core.append_only import append_only

SQL = Path(__file__).parent / "sql"
FILES = ("sign_offs", "standing", "chains", "minor_edits")
TRIGGERS = {
    "articles_minoredit": ("articles_chain", "articles_rules"),
    "articles_minoreditvoid": ("articles_chain", "articles_rules"),
    "articles_withholding": ("articles_chain",),
    "articles_withdrawal": ("articles_chain",),
    "articles_urgentwarning": ("articles_chain",),
    "articles_publication": ("articles_publication_chain",),
    "articles_currentedition": ("articles_currentedition_follows",),
    "articles_signoff": ("articles_signoff_rules",),
}
FUNCTIONS = (
    "articles_chain_row()",
    "articles_publication_chain()",
    "articles_currentedition_follows()",
    "articles_check_readable(articles_publication)",
    "articles_newest_in_force(bigint, date)",
    "articles_in_force(bigint, date)",
    "articles_withheld(bigint)",
    "articles_answering(bigint)",
    "articles_is_reviewer(bigint)",
    "articles_signoff_rules()",
    "articles_check_signer(articles_signoff, date)",
    "articles_refuse_signature(text)",
    "articles_minoredit_rules()",
    "articles_minoreditvoid_rules()",
    "articles_words(text)",
    "articles_letters_apart(text, text)",
    "articles_protected(text)",
)
PROTECTED = """
CREATE OR REPLACE FUNCTION articles_protected(word text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT word = ANY ('{{{words}}}'::text[]) OR word ~ '{stems}'
$$;
""".format(words=",".join(sorted(protected_words())), stems=protected_stems().pattern)
UNDO = "".join(f"DROP TRIGGER {name} ON {table};" for table, names in TRIGGERS.items() for name in names) + "".join(
    f"DROP FUNCTION {name};" for name in FUNCTIONS
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_review"),
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            PROTECTED + "".join((SQL / f"{name}.sql").read_text(encoding="utf-8") for name in FILES), UNDO
        ),
        *(
            append_only(table)
            for table in (
                "articles_minoredit",
                "articles_minoreditvoid",
                "articles_withholding",
                "articles_withdrawal",
                "articles_urgentwarning",
            )
        ),
    ]
