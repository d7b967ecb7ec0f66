"""The chains of the record, recomputed from the rows themselves.

What a row's hash covers is written down here once more, apart from the triggers that wrote it
(articles/migrations/sql): a check that asked them would believe whoever had changed them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

_DIGEST = "(SELECT digest FROM articles_edition WHERE id = edition_id)"
_UTC = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_LATER = "'{table}', {own}, id, page_id, by_id, why, previous_hash"

# By table, the SQL of what a row's hash covers, in order.
COVERED = {
    "articles_publication": f"'publication', id, page_id, edition_id, {_DIGEST}, by_id, reason,"
    f" {_UTC.format('made_current_at')}, is_sample, previous_hash",
    "articles_signoff": f"'sign-off', id, page_id, edition_id, {_DIGEST}, person_id, user_id, credential_id, name,"
    " credential_title, credential_issuer, credential_jurisdiction, credential_number, credential_valid_until,"
    " credential_checked_by, credential_checked_where, decision, declaration, declaration_version, answers, comment,"
    f" {_UTC.format('signed_at')}, valid_until, is_sample, previous_hash",
} | {
    f"articles_{name}": _LATER.format(table=f"articles_{name}", own=own)
    for name, own in {
        "minoredit": "made_at, from_edition_id, to_edition_id, changes",
        "minoreditvoid": "voided_at, minor_edit_id",
        "withholding": "since, edition_id, picture_sha256",
        "withdrawal": "since",
        "urgentwarning": "put_at, warning",
    }.items()
}
EDITIONS = "articles_edition"
TABLES = (EDITIONS, *COVERED)
# Editions have no hash of their own but their digest; this is what their chain is made of.
_EDITION_WORDS = (
    "id, page_id, number, form, digest, own_digest, revision_id, frozen_by_id, frozen_at,"
    " (SELECT jsonb_agg(jsonb_build_array(person_id, role) ORDER BY id)"
    " FROM articles_editioncontributor WHERE edition_id = articles_edition.id)"
)


@dataclass(frozen=True)
class Link:
    """One row of a page's chain in a table: what it says its hash is, and what its content hashes to."""

    table: str
    page: int
    id: int
    previous: str
    hash: str
    true_hash: str


@dataclass(frozen=True)
class Head:
    """The end of a chain: after so many rows, that one with that hash."""

    table: str
    page: int
    rows: int
    last: int
    hash: str


def links(table: str) -> Iterator[Link]:
    """Return the rows of a table, page by page in the order in which they were written."""
    if table == EDITIONS:
        yield from _edition_links()
        return
    rows = f"SELECT id, page_id, previous_hash, hash, jsonb_build_array({COVERED[table]})::text FROM {table}"  # noqa: S608 -- constants of this module
    with connection.cursor() as cursor:
        cursor.execute(f"{rows} ORDER BY page_id, id")
        for row_id, page, previous, stated, words in cursor.fetchall():
            yield Link(table, page, row_id, previous, stated, _sha256(words))


def _edition_links() -> Iterator[Link]:
    rows = f"SELECT id, page_id, jsonb_build_array({_EDITION_WORDS})::text FROM {EDITIONS} ORDER BY page_id, id"  # noqa: S608 -- constants of this module
    with connection.cursor() as cursor:
        cursor.execute(rows)
        found = cursor.fetchall()
    page_before, previous = None, ""
    for row_id, page, words in found:
        if page != page_before:
            page_before, previous = page, ""
        digest = _sha256(previous + words)
        yield Link(EDITIONS, page, row_id, previous, digest, digest)
        previous = digest


def heads() -> list[Head]:
    """Return the end of every chain that there is."""
    ends: dict[tuple[str, int], Head] = {}
    for table in TABLES:
        for link in links(table):
            before = ends.get((table, link.page))
            ends[table, link.page] = Head(table, link.page, before.rows + 1 if before else 1, link.id, link.true_hash)
    return list(ends.values())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
