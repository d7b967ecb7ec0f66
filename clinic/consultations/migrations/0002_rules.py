"""What PostgreSQL itself holds: tables that only grow, sealed values in their format, keys that say what wrapped them."""

from django.db import migrations

from clinic.core.append_only import append_only

REQUEST = "consultations_consultationrequest"
# version 1, the id of the request's own data key, a nonce of 12 bytes, a tag of 16
SEALED = """
ALTER TABLE {table} ADD CONSTRAINT {column}_is_sealed CHECK (
    octet_length({column}) >= 45 AND get_byte({column}, 0) = 1 AND {key}
);
"""


def sealed(table: str, column: str, key: str = "true") -> migrations.RunSQL:
    return migrations.RunSQL(
        SEALED.format(table=table, column=column, key=key),
        f"ALTER TABLE {table} DROP CONSTRAINT {column}_is_sealed;",
    )


class Migration(migrations.Migration):
    # The names by which a database made before the first release knows it.
    replaces = [
        ("consultations", "0001_requests"),
        ("consultations", "0002_constraints"),
        ("consultations", "0003_quarantine_index"),
        ("consultations", "0004_tally_moved"),
        ("consultations", "0005_language_help"),
        ("consultations", "0006_figures_index"),
    ]

    dependencies = [("consultations", "0001_tables")]

    operations = [
        *(
            sealed(REQUEST, column, f"substring({column} from 2 for 16) = uuid_send(key_id)")
            for column in ("name", "phone", "email", "answers")
        ),
        sealed("consultations_note", "text"),
        sealed("consultations_attempt", "text"),
        migrations.RunSQL(
            "ALTER TABLE consultations_wrappedkey ADD CONSTRAINT wrapped_names_its_key CHECK ("
            " get_byte(wrapped, 0) = 1 AND encode(substring(wrapped from 2 for 8), 'hex') = kek_id);",
            "ALTER TABLE consultations_wrappedkey DROP CONSTRAINT wrapped_names_its_key;",
        ),
        *(
            append_only(f"consultations_{table}")
            for table in ("consent", "auditentry", "auditseal", "tombstone")
        ),
    ]
