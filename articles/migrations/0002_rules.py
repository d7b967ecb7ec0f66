"""What PostgreSQL itself holds of the record: who may sign, what readers may get, its chains, and the lists.

The rules are in sql/: they are written so that running them again puts them back.
"""

from pathlib import Path

from django.db import migrations

from articles.review.lexicon import protected_stems, protected_words
from clinic.core.append_only import append_only

SQL = Path(__file__).parent / "sql"
FILES = ("sign_offs", "standing", "chains", "minor_edits", "headings", "listings")
TRIGGERS = {
    "articles_minoredit": ("articles_chain", "articles_rules"),
    "articles_minoreditvoid": ("articles_chain", "articles_rules"),
    "articles_withholding": ("articles_chain",),
    "articles_withdrawal": ("articles_chain",),
    "articles_urgentwarning": ("articles_chain",),
    "articles_publication": ("articles_publication_chain",),
    "articles_currentedition": ("articles_currentedition_follows", "articles_currentedition_is_listed"),
    "articles_signoff": ("articles_signoff_rules",),
    "articles_listing": ("articles_listing_follows", "articles_listing_no_truncate"),
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
    "articles_currentedition_is_listed()",
    "articles_listing_follows()",
    "articles_headings(jsonb)",
)
ONLY_GROW = (
    "edition",
    "editioncontributor",
    "publication",
    "signoff",
    "minoredit",
    "minoreditvoid",
    "withholding",
    "withdrawal",
    "urgentwarning",
)
TRUE_DIGEST = """
ALTER TABLE articles_edition ADD CONSTRAINT edition_digest_is_true
    CHECK (digest = encode(sha256(convert_to(snapshot, 'UTF8')), 'hex'));
"""
TOPICS_INDEX = """
CREATE INDEX articles_edition_topics ON articles_edition USING gin ((card -> 'topics') jsonb_path_ops);
"""
PROTECTED = """
CREATE OR REPLACE FUNCTION articles_protected(word text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT word = ANY ('{{{words}}}'::text[]) OR word ~ '{stems}'
$$;
""".format(words=",".join(sorted(protected_words())), stems=protected_stems().pattern)
UNDO = "".join(f"DROP TRIGGER {name} ON {table};" for table, names in TRIGGERS.items() for name in names) + "".join(
    f"DROP FUNCTION {name};" for name in FUNCTIONS
)


class Migration(migrations.Migration):
    # The names by which a database made before the first release knows it.
    replaces = [
        ("articles", "0001_initial"),
        ("articles", "0002_relations"),
        ("articles", "0003_the_record"),
        ("articles", "0004_library"),
        ("articles", "0005_review"),
        ("articles", "0006_review_rules"),
        ("articles", "0007_editorial_workflow"),
        ("articles", "0008_problem_reports"),
        ("articles", "0009_listings"),
    ]

    dependencies = [
        ("articles", "0001_tables"),
        ("accounts", "0001_initial"),
        ("core", "0001_tables"),
        ("people", "0001_initial"),
    ]

    operations = [
        *(append_only(f"articles_{table}") for table in ONLY_GROW),
        migrations.RunSQL(TRUE_DIGEST, "ALTER TABLE articles_edition DROP CONSTRAINT edition_digest_is_true;"),
        migrations.RunSQL(TOPICS_INDEX, "DROP INDEX articles_edition_topics;"),
        migrations.RunSQL(
            PROTECTED + "".join((SQL / f"{name}.sql").read_text(encoding="utf-8") for name in FILES), UNDO
        ),
    ]
