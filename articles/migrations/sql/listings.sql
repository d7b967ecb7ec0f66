-- The lists of current editions: made from the editions, by these triggers and by nobody else.

CREATE OR REPLACE FUNCTION articles_currentedition_is_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM articles_listing WHERE current_id = OLD.page_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO articles_listing (current_id, publication_id, heading, language, made_current_at)
            SELECT NEW.page_id, made.id, heading, edition.card ->> 'language', made.made_current_at
            FROM articles_publication AS made JOIN articles_edition AS edition ON edition.id = made.edition_id,
                articles_headings(edition.card) AS heading
            WHERE made.id = NEW.publication_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER articles_currentedition_is_listed AFTER INSERT OR UPDATE OR DELETE ON articles_currentedition
    FOR EACH ROW EXECUTE FUNCTION articles_currentedition_is_listed();

-- At depth 1 somebody writes the table itself; below another trigger it is the one above.
CREATE OR REPLACE FUNCTION articles_listing_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'lists follow the current editions: % of articles_listing refused', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER articles_listing_follows AFTER INSERT OR UPDATE OR DELETE ON articles_listing
    FOR EACH ROW EXECUTE FUNCTION articles_listing_follows();
CREATE OR REPLACE TRIGGER articles_listing_no_truncate BEFORE TRUNCATE ON articles_listing
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
