-- What readers may get. Days are those of UTC.

-- The edition whose signature answers for this one: itself, or the signed one that minor edits led from.
CREATE OR REPLACE FUNCTION articles_answering(edition bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    answering bigint := edition;
    earlier bigint;
BEGIN
    LOOP
        IF EXISTS (SELECT 1 FROM articles_signoff
                   WHERE edition_id = answering AND decision IN ('approved', 'withdrawn')) THEN
            RETURN answering;
        END IF;
        SELECT from_edition_id INTO earlier FROM articles_minoredit AS minor
            WHERE to_edition_id = answering
                AND NOT EXISTS (SELECT 1 FROM articles_minoreditvoid WHERE minor_edit_id = minor.id);
        IF NOT FOUND THEN
            RETURN answering;
        END IF;
        answering := earlier;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION articles_withheld(edition bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM articles_edition AS this
        JOIN articles_withholding AS held ON held.page_id = this.page_id AND held.picture_sha256 = ''
        JOIN articles_edition AS named ON named.id = held.edition_id AND named.digest = this.digest
        WHERE this.id = edition
    )
$$;

-- Whether an edition's signature holds on a day: the newest decision approves, has not lapsed, is younger than a
-- withdrawal of the article, and nobody has returned to an older edition since.
CREATE OR REPLACE FUNCTION articles_in_force(edition bigint, on_day date) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    answering bigint := articles_answering(edition);
    this record;
    signed record;
    since timestamptz;
BEGIN
    SELECT page_id, number INTO this FROM articles_edition WHERE id = edition;
    SELECT decision, signed_at, valid_until INTO signed FROM articles_signoff
        WHERE edition_id = answering AND decision IN ('approved', 'withdrawn') ORDER BY id DESC LIMIT 1;
    IF NOT FOUND OR signed.decision <> 'approved' OR signed.valid_until < on_day OR articles_withheld(edition) THEN
        RETURN false;
    END IF;
    since := greatest(signed.signed_at, (
        SELECT made_at FROM articles_minoredit WHERE to_edition_id = edition AND edition <> answering));
    RETURN NOT EXISTS (
        SELECT 1 FROM articles_withdrawal AS gone WHERE gone.page_id = this.page_id AND gone.since > signed.signed_at
    ) AND NOT EXISTS (
        SELECT 1 FROM articles_publication AS made JOIN articles_edition AS older ON older.id = made.edition_id
        WHERE made.page_id = this.page_id AND older.number < this.number AND made.made_current_at > since
    );
END
$$;

CREATE OR REPLACE FUNCTION articles_newest_in_force(page bigint, on_day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT id FROM articles_edition WHERE page_id = page AND articles_in_force(id, on_day) ORDER BY number DESC LIMIT 1
$$;

CREATE OR REPLACE FUNCTION articles_is_reviewer(account bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM accounts_user AS staff
        JOIN accounts_user_groups AS member ON member.user_id = staff.id
        JOIN auth_group AS role ON role.id = member.group_id
        WHERE staff.id = account AND staff.is_active AND role.name = 'Medical reviewers'
    )
$$;

-- Raises unless readers may get the edition of this publication now. An edition that is not the newest signed one
-- needs a reviewer and a reason. A sample's date is its own, and needs a sample clinic and a sample's signature.
CREATE OR REPLACE FUNCTION articles_check_readable(made articles_publication) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM articles_edition WHERE id = made.edition_id AND page_id = made.page_id) THEN
        RAISE EXCEPTION 'edition % is not of page %', made.edition_id, made.page_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF articles_withheld(made.edition_id) THEN
        RAISE EXCEPTION 'edition % is withheld', made.edition_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF made.is_sample THEN
        IF EXISTS (SELECT 1 FROM core_clinicsettings WHERE is_sample) AND EXISTS (
            SELECT 1 FROM articles_signoff
            WHERE edition_id = made.edition_id AND is_sample AND decision = 'approved'
                AND signed_at <= made.made_current_at AND valid_until >= (made.made_current_at AT TIME ZONE 'UTC')::date
        ) THEN
            RETURN;
        END IF;
        RAISE EXCEPTION 'only a sample clinic publishes samples, signed before' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM articles_reviewsettings WHERE unsigned_allowed)
        OR made.edition_id = articles_newest_in_force(made.page_id, today)
        OR (articles_in_force(made.edition_id, today) AND made.reason <> '' AND articles_is_reviewer(made.by_id)) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'edition % is not the newest of page % whose signature holds', made.edition_id, made.page_id
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE OR REPLACE FUNCTION articles_currentedition_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    made articles_publication;
BEGIN
    SELECT * INTO made FROM articles_publication WHERE page_id = NEW.page_id ORDER BY id DESC LIMIT 1;
    IF NOT FOUND OR made.id <> NEW.publication_id OR made.edition_id <> NEW.edition_id THEN
        RAISE EXCEPTION 'the current edition of page % is that of its newest publication', NEW.page_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM articles_check_readable(made);
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER articles_currentedition_follows BEFORE INSERT OR UPDATE ON articles_currentedition
    FOR EACH ROW EXECUTE FUNCTION articles_currentedition_follows();
