-- An approval is refused here too, so that no way around the form makes one. Days are those of UTC.

CREATE OR REPLACE FUNCTION articles_refuse_signature(why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', why USING ERRCODE = 'integrity_constraint_violation';
END
$$;

-- Raises unless the person of this row may approve this edition on that day.
CREATE OR REPLACE FUNCTION articles_check_signer(signing articles_signoff, signed_on date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    page_type integer := (SELECT id FROM django_content_type WHERE app_label = 'wagtailcore' AND model = 'page');
    last_approval timestamptz := coalesce(
        (SELECT max(signed_at) FROM articles_signoff WHERE page_id = signing.page_id AND decision = 'approved'),
        '-infinity');
BEGIN
    IF EXISTS (SELECT 1 FROM articles_editioncontributor
               WHERE edition_id = signing.edition_id AND person_id = signing.person_id) THEN
        PERFORM articles_refuse_signature('a contributor cannot approve');
    END IF;
    IF EXISTS (SELECT 1 FROM articles_edition WHERE id = signing.edition_id AND frozen_by_id = signing.user_id)
        OR EXISTS (SELECT 1 FROM wagtailcore_workflowstate
                   WHERE base_content_type_id = page_type AND object_id = signing.page_id::text
                       AND requested_by_id = signing.user_id AND created_at > last_approval) THEN
        PERFORM articles_refuse_signature('who handed it in cannot approve');
    END IF;
    IF EXISTS (SELECT 1 FROM wagtailcore_revision
               WHERE base_content_type_id = page_type AND object_id = signing.page_id::text
                   AND user_id = signing.user_id AND created_at > last_approval) THEN
        PERFORM articles_refuse_signature('who has saved the page since it was last approved cannot approve');
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM people_credential
        WHERE id = signing.credential_id AND person_id = signing.person_id AND kind = 'licence'
            AND (valid_from IS NULL OR valid_from <= signed_on)
            AND (valid_until IS NULL OR valid_until >= signed_on)
    ) THEN
        PERFORM articles_refuse_signature(format('the reviewer holds no such licence on %s', signed_on));
    END IF;
    IF EXISTS (SELECT 1 FROM people_person WHERE id = signing.person_id AND left_on <= signed_on) THEN
        PERFORM articles_refuse_signature('the reviewer has left');
    END IF;
    IF signing.user_id = (
        SELECT entry.user_id FROM wagtailcore_modellogentry AS entry
        JOIN django_content_type AS kind ON kind.id = entry.content_type_id
        WHERE kind.app_label = 'people' AND kind.model = 'person' AND entry.object_id = signing.person_id::text
            AND entry.action = 'people.credential_changed'
        ORDER BY entry.timestamp DESC, entry.id DESC LIMIT 1
    ) OR EXISTS (
        SELECT 1 FROM people_credential JOIN people_person ON people_person.id = people_credential.person_id
        WHERE people_credential.id = signing.credential_id
            AND lower(btrim(people_credential.checked_by)) = lower(btrim(people_person.name))
    ) THEN
        PERFORM articles_refuse_signature('a licence that the reviewer entered or checked does not count');
    END IF;
    IF signing.valid_until IS NULL OR signing.valid_until <= signed_on
        OR signing.valid_until > (signed_on + interval '24 months')::date THEN
        PERFORM articles_refuse_signature('an approval is valid for at most 24 months');
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION articles_signoff_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('articles_signoff'), NEW.page_id);
    NEW.id := nextval(pg_get_serial_sequence('articles_signoff', 'id'));
    IF NOT NEW.is_sample THEN
        NEW.signed_at := clock_timestamp();
    ELSIF NOT EXISTS (SELECT 1 FROM people_person WHERE id = NEW.person_id AND is_sample)
        OR NOT EXISTS (SELECT 1 FROM core_clinicsettings WHERE is_sample) THEN
        PERFORM articles_refuse_signature('only a sample person in a sample clinic signs a sample');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM articles_edition WHERE id = NEW.edition_id AND page_id = NEW.page_id) THEN
        PERFORM articles_refuse_signature(format('edition %s is not of page %s', NEW.edition_id, NEW.page_id));
    END IF;
    IF NOT EXISTS (SELECT 1 FROM people_person WHERE id = NEW.person_id AND user_id = NEW.user_id) THEN
        PERFORM articles_refuse_signature('the account is not that of the person who signs');
    END IF;
    IF NOT articles_is_reviewer(NEW.user_id) THEN
        PERFORM articles_refuse_signature('only active members of Medical reviewers decide');
    END IF;
    IF NEW.decision = 'approved' THEN
        PERFORM articles_check_signer(NEW, (NEW.signed_at AT TIME ZONE 'UTC')::date);
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
CREATE OR REPLACE TRIGGER articles_signoff_rules BEFORE INSERT ON articles_signoff
    FOR EACH ROW EXECUTE FUNCTION articles_signoff_rules();
