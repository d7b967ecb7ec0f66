"""Tables that may only grow: the record of what was published and signed."""

from django.db import migrations

# One function for all of them; it has no switch that turns it off.
REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""


def append_only(table: str) -> migrations.RunSQL:
    """Return the migration step after which PostgreSQL refuses UPDATE, DELETE and TRUNCATE on ``table``.

    The refusal reaches Django as ``IntegrityError``. Row triggers do not see TRUNCATE, so it has its own.
    """
    return migrations.RunSQL(
        sql=f"""
        {REFUSE_CHANGE}
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        reverse_sql=f"""
        DROP TRIGGER {table}_append_only ON {table};
        DROP TRIGGER {table}_no_truncate ON {table};
        """,
    )
