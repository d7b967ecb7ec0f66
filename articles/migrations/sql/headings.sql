-- Under what an edition is listed once it is current.
CREATE OR REPLACE FUNCTION articles_headings(card jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT card ->> 'type'
    UNION SELECT concat_ws('/', card ->> 'type', 'topic', topic ->> 'slug')
        FROM jsonb_array_elements(coalesce(card -> 'topics', '[]')) AS topic
    UNION SELECT concat_ws('/', card ->> 'type', kind, key)
        FROM (VALUES ('treatment', card -> 'treatments'), ('indication', card -> 'indications')) AS about (kind, keys),
            jsonb_array_elements_text(coalesce(keys, '[]')) AS key
$$;
