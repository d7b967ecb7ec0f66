"""What PostgreSQL itself holds of the record: true digests, growing tables, chains, and who may approve."""

from django.db import migrations

from clinic.core.append_only import append_only

TRUE_DIGEST = """
ALTER TABLE articles_edition ADD CONSTRAINT edition_digest_is_true
    CHECK (digest = encode(sha256(convert_to(snapshot, 'UTF8')), 'hex'));
"""

TOPICS_INDEX = """
CREATE INDEX articles_edition_topics ON articles_edition USING gin ((card -> 'topics') jsonb_path_ops);
"""

# Rows of one page are chained one after another: the lock makes the order of ids the order of the chain.
PUBLICATION = """
CREATE FUNCTION articles_publication_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('articles_publication'), NEW.page_id);
    IF NOT EXISTS (SELECT 1 FROM articles_edition WHERE id = NEW.edition_id AND page_id = NEW.page_id) THEN
        RAISE EXCEPTION 'edition % is not of page %', NEW.edition_id, NEW.page_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT NEW.is_sample THEN
        NEW.made_current_at := clock_timestamp();
    END IF;
    NEW.previous_hash := coalesce(
        (SELECT hash FROM articles_publication WHERE page_id = NEW.page_id ORDER BY id DESC LIMIT 1), '');
    NEW.hash := encode(sha256(convert_to(jsonb_build_array(
        'publication', NEW.id, NEW.page_id, NEW.edition_id,
        (SELECT digest FROM articles_edition WHERE id = NEW.edition_id), NEW.by_id, NEW.reason,
        to_char(NEW.made_current_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        NEW.is_sample, NEW.previous_hash
    )::text, 'UTF8')), 'hex');
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_publication_chain BEFORE INSERT ON articles_publication
    FOR EACH ROW EXECUTE FUNCTION articles_publication_chain();
"""

POINTER = """
CREATE FUNCTION articles_currentedition_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM articles_publication
        WHERE id = NEW.publication_id AND page_id = NEW.page_id AND edition_id = NEW.edition_id
            AND id = (SELECT max(id) FROM articles_publication WHERE page_id = NEW.page_id)
    ) THEN
        RAISE EXCEPTION 'the current edition of page % is that of its newest publication', NEW.page_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_currentedition_follows BEFORE INSERT OR UPDATE ON articles_currentedition
    FOR EACH ROW EXECUTE FUNCTION articles_currentedition_follows();
"""

# An approval is refused here too, so that no way around the form makes one. Days are those of UTC.
SIGN_OFF = """
CREATE FUNCTION articles_signoff_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signed_on date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('articles_signoff'), NEW.page_id);
    IF NOT NEW.is_sample THEN
        NEW.signed_at := clock_timestamp();
    ELSIF NOT EXISTS (SELECT 1 FROM people_person WHERE id = NEW.person_id AND is_sample) THEN
        RAISE EXCEPTION 'only a sample person signs a sample' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    signed_on := (NEW.signed_at AT TIME ZONE 'UTC')::date;
    IF NOT EXISTS (SELECT 1 FROM articles_edition WHERE id = NEW.edition_id AND page_id = NEW.page_id) THEN
        RAISE EXCEPTION 'edition % is not of page %', NEW.edition_id, NEW.page_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM people_person WHERE id = NEW.person_id AND user_id = NEW.user_id) THEN
        RAISE EXCEPTION 'the account is not that of the person who signs'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.decision = 'approved' THEN
        IF EXISTS (SELECT 1 FROM articles_editioncontributor
                   WHERE edition_id = NEW.edition_id AND person_id = NEW.person_id) THEN
            RAISE EXCEPTION 'a contributor cannot approve' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM people_credential
            WHERE id = NEW.credential_id AND person_id = NEW.person_id AND kind = 'licence'
                AND (valid_from IS NULL OR valid_from <= signed_on)
                AND (valid_until IS NULL OR valid_until >= signed_on)
        ) THEN
            RAISE EXCEPTION 'the reviewer holds no such licence on %', signed_on
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NEW.valid_until IS NULL OR NEW.valid_until <= signed_on
            OR NEW.valid_until > (signed_on + interval '24 months')::date THEN
            RAISE EXCEPTION 'an approval is valid for at most 24 months'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    NEW.previous_hash := coalesce(
        (SELECT hash FROM articles_signoff WHERE page_id = NEW.page_id ORDER BY id DESC LIMIT 1), '');
    NEW.hash := encode(sha256(convert_to(jsonb_build_array(
        'sign-off', NEW.id, NEW.page_id, NEW.edition_id,
        (SELECT digest FROM articles_edition WHERE id = NEW.edition_id), NEW.person_id, NEW.user_id,
        NEW.credential_id, NEW.name, NEW.credential_title, NEW.credential_issuer, NEW.credential_jurisdiction,
        NEW.credential_number, NEW.credential_valid_until, NEW.credential_checked_by, NEW.credential_checked_where,
        NEW.decision, NEW.declaration, NEW.declaration_version, NEW.answers, NEW.comment,
        to_char(NEW.signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        NEW.valid_until, NEW.is_sample, NEW.previous_hash
    )::text, 'UTF8')), 'hex');
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_signoff_rules BEFORE INSERT ON articles_signoff
    FOR EACH ROW EXECUTE FUNCTION articles_signoff_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_relations"), ("people", "0001_initial")]

    operations = [
        migrations.RunSQL(TRUE_DIGEST, "ALTER TABLE articles_edition DROP CONSTRAINT edition_digest_is_true;"),
        migrations.RunSQL(TOPICS_INDEX, "DROP INDEX articles_edition_topics;"),
        migrations.RunSQL(
            PUBLICATION,
            "DROP TRIGGER articles_publication_chain ON articles_publication;"
            "DROP FUNCTION articles_publication_chain();",
        ),
        migrations.RunSQL(
            POINTER,
            "DROP TRIGGER articles_currentedition_follows ON articles_currentedition;"
            "DROP FUNCTION articles_currentedition_follows();",
        ),
        migrations.RunSQL(
            SIGN_OFF,
            "DROP TRIGGER articles_signoff_rules ON articles_signoff; DROP FUNCTION articles_signoff_rules();",
        ),
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
