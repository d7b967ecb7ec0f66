-- What a minor edit may change at most, whoever writes the row: all words, numbers and signs are the same in the same
-- order, but for one word of letters alone that is replaced by one at most two letters away.

CREATE OR REPLACE FUNCTION articles_words(snapshot text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(lower(found[1]) ORDER BY place)
    FROM regexp_matches(
        snapshot,
        '([0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[-−+]?[0-9]+(?:[-.,:/–−]?[0-9]+)*|[[:alpha:]]+'
        || '|[<>≤≥=≈±%‰+−×÷µ°$€£@#&*^~|/§])',
        'g') WITH ORDINALITY AS matches (found, place)
$$;

-- Levenshtein's distance: how many letters must be put in, taken out or replaced.
CREATE OR REPLACE FUNCTION articles_letters_apart(one text, other text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    above integer[];
    this_row integer[];
BEGIN
    SELECT array_agg(n ORDER BY n) INTO above FROM generate_series(0, length(other)) AS n;
    FOR i IN 1..length(one) LOOP
        this_row := ARRAY[i];
        FOR j IN 1..length(other) LOOP
            this_row := this_row || least(
                above[j + 1] + 1, this_row[j] + 1,
                above[j] + CASE WHEN substr(one, i, 1) = substr(other, j, 1) THEN 0 ELSE 1 END);
        END LOOP;
        above := this_row;
    END LOOP;
    RETURN above[length(other) + 1];
END
$$;

CREATE OR REPLACE FUNCTION articles_minoredit_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before record;
    after record;
    old_words text[];
    new_words text[];
    changed integer[];
BEGIN
    SELECT page_id, number, snapshot INTO before FROM articles_edition WHERE id = NEW.from_edition_id;
    SELECT page_id, number, snapshot INTO after FROM articles_edition WHERE id = NEW.to_edition_id;
    IF before.page_id <> NEW.page_id OR after.page_id <> NEW.page_id OR after.number <= before.number THEN
        PERFORM articles_refuse_signature('a minor edit leads from one edition of a page to a newer one');
    END IF;
    IF NEW.from_edition_id IS DISTINCT FROM
        articles_newest_in_force(NEW.page_id, (clock_timestamp() AT TIME ZONE 'UTC')::date) THEN
        PERFORM articles_refuse_signature('a minor edit starts from the newest edition whose signature holds');
    END IF;
    old_words := articles_words(before.snapshot);
    new_words := articles_words(after.snapshot);
    SELECT array_agg(place) INTO changed FROM generate_subscripts(old_words, 1) AS place
        WHERE old_words[place] IS DISTINCT FROM new_words[place];
    IF cardinality(old_words) <> cardinality(new_words) OR cardinality(changed) > 1 THEN
        PERFORM articles_refuse_signature('a minor edit changes one word at most');
    END IF;
    IF changed IS NOT NULL AND (articles_protected(old_words[changed[1]]) OR articles_protected(new_words[changed[1]])) THEN
        PERFORM articles_refuse_signature('a minor edit touches no number, unit, drug, disease, body part or direction');
    END IF;
    IF changed IS NOT NULL AND (
        old_words[changed[1]] !~ '^[[:alpha:]]+$' OR new_words[changed[1]] !~ '^[[:alpha:]]+$'
        OR articles_letters_apart(old_words[changed[1]], new_words[changed[1]]) > 2
    ) THEN
        PERFORM articles_refuse_signature('a minor edit changes at most two letters of a word');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER articles_rules BEFORE INSERT ON articles_minoredit
    FOR EACH ROW EXECUTE FUNCTION articles_minoredit_rules();

CREATE OR REPLACE FUNCTION articles_minoreditvoid_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM articles_minoredit WHERE id = NEW.minor_edit_id AND page_id = NEW.page_id)
        OR NOT articles_is_reviewer(NEW.by_id) THEN
        PERFORM articles_refuse_signature('a reviewer voids a minor edit of this page');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER articles_rules BEFORE INSERT ON articles_minoreditvoid
    FOR EACH ROW EXECUTE FUNCTION articles_minoreditvoid_rules();
