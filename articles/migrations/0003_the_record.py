"""What PostgreSQL itself holds of the record: true digests, and tables that only grow."""

from django.db import migrations

from clinic.core.append_only import append_only

TRUE_DIGEST = """
ALTER TABLE articles_edition ADD CONSTRAINT edition_digest_is_true
    CHECK (digest = encode(sha256(convert_to(snapshot, 'UTF8')), 'hex'));
"""

TOPICS_INDEX = """
CREATE INDEX articles_edition_topics ON articles_edition USING gin ((card -> 'topics') jsonb_path_ops);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_relations"), ("people", "0001_initial")]

    operations = [
        migrations.RunSQL(TRUE_DIGEST, "ALTER TABLE articles_edition DROP CONSTRAINT edition_digest_is_true;"),
        migrations.RunSQL(TOPICS_INDEX, "DROP INDEX articles_edition_topics;"),
        *(
            append_only(table)
            for table in (
                "articles_edition",
                "articles_editioncontributor",
                "articles_publication",
                "articles_signoff",
            )
        ),
    ]
