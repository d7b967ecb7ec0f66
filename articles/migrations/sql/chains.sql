-- Rows of one page are chained one after another in each table: the lock makes the order of ids the order of the chain.

-- Arguments: the column that holds the time, then the columns that the hash covers besides.
CREATE OR REPLACE FUNCTION articles_chain_row() RETURNS trigger LANGUAGE plpgsql SET timezone TO 'UTC' AS $$
DECLARE
    words jsonb := jsonb_build_array(TG_TABLE_NAME);
    written jsonb;
    name text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext(TG_TABLE_NAME), NEW.page_id);
    NEW.id := nextval(pg_get_serial_sequence(TG_TABLE_NAME, 'id'));
    NEW := jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], clock_timestamp()));
    EXECUTE format('SELECT hash FROM %I WHERE page_id = $1 ORDER BY id DESC LIMIT 1', TG_TABLE_NAME)
        INTO NEW.previous_hash USING NEW.page_id;
    NEW.previous_hash := coalesce(NEW.previous_hash, '');
    written := to_jsonb(NEW);
    FOREACH name IN ARRAY TG_ARGV LOOP
        words := words || jsonb_build_array(written -> name);
    END LOOP;
    words := words || jsonb_build_array(NEW.id, NEW.page_id, NEW.by_id, NEW.why, NEW.previous_hash);
    NEW.hash := encode(sha256(convert_to(words::text, 'UTF8')), 'hex');
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER articles_chain BEFORE INSERT ON articles_minoredit
    FOR EACH ROW EXECUTE FUNCTION articles_chain_row('made_at', 'from_edition_id', 'to_edition_id', 'changes');
CREATE OR REPLACE TRIGGER articles_chain BEFORE INSERT ON articles_minoreditvoid
    FOR EACH ROW EXECUTE FUNCTION articles_chain_row('voided_at', 'minor_edit_id');
CREATE OR REPLACE TRIGGER articles_chain BEFORE INSERT ON articles_withholding
    FOR EACH ROW EXECUTE FUNCTION articles_chain_row('since', 'edition_id', 'picture_sha256');
CREATE OR REPLACE TRIGGER articles_chain BEFORE INSERT ON articles_withdrawal
    FOR EACH ROW EXECUTE FUNCTION articles_chain_row('since');
CREATE OR REPLACE TRIGGER articles_chain BEFORE INSERT ON articles_urgentwarning
    FOR EACH ROW EXECUTE FUNCTION articles_chain_row('put_at', 'warning');

CREATE OR REPLACE FUNCTION articles_publication_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('articles_publication'), NEW.page_id);
    NEW.id := nextval(pg_get_serial_sequence('articles_publication', 'id'));
    IF NOT NEW.is_sample THEN
        NEW.made_current_at := clock_timestamp();
    END IF;
    PERFORM articles_check_readable(NEW);
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
CREATE OR REPLACE TRIGGER articles_publication_chain BEFORE INSERT ON articles_publication
    FOR EACH ROW EXECUTE FUNCTION articles_publication_chain();
