"""Checking the record: every digest, chain, pointer and trigger, and what signed heads remember."""

import json
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import F

from articles.editions.canonical import canonical, digest
from articles.editions.models import CurrentEdition, Edition, Publication
from articles.review.chains import TABLES, Head, Link, links
from articles.review.claims import with_claims
from articles.review.models import Decision, unsigned_allowed

GUARDED = (*TABLES, "articles_editioncontributor")
# What keeps the rows as they are. One that is missing or switched off is as good as an altered row.
TRIGGERS = {
    *((table, f"{table}_{name}") for table in GUARDED for name in ("append_only", "no_truncate")),
    *((table, "articles_chain") for table in TABLES[3:]),
    ("articles_minoredit", "articles_rules"),
    ("articles_minoreditvoid", "articles_rules"),
    ("articles_publication", "articles_publication_chain"),
    ("articles_signoff", "articles_signoff_rules"),
    ("articles_currentedition", "articles_currentedition_follows"),
    ("articles_currentedition", "articles_currentedition_is_listed"),
    ("articles_listing", "articles_listing_follows"),
    ("articles_listing", "articles_listing_no_truncate"),
}


def problems(heads: Iterable[Head] = ()) -> list[str]:
    """Return what does not match, a line each; empty if the record is whole as far as can be told."""
    chains = {table: list(links(table)) for table in TABLES}
    return [
        *_editions(),
        *(problem for table in TABLES for problem in _chain(chains[table])),
        *_pointers(),
        *_triggers(),
        *_heads(chains, heads),
    ]


def _editions() -> Iterator[str]:
    numbers: dict[int, int] = {}
    for edition in Edition.objects.order_by("page_id", "pk").defer("card").iterator(chunk_size=100):
        where = f"edition {edition.pk} (page {edition.page_id}, number {edition.number})"
        if digest(edition.snapshot) != edition.digest:
            yield f"{where}: its words do not have its digest"
        elif canonical(json.loads(edition.snapshot)) != edition.snapshot:
            yield f"{where}: its words are not in canonical form"
        expected = numbers.get(edition.page_id, 0) + 1
        if edition.number != expected:
            yield f"{where}: number {expected} is missing before it"
        numbers[edition.page_id] = edition.number


def _chain(chain: Iterable[Link]) -> Iterator[str]:
    last: Link | None = None
    for link in chain:
        where = f"{link.table} row {link.id} (page {link.page})"
        if link.hash != link.true_hash:
            yield f"{where}: altered, its content does not have its hash"
        expected = last.hash if last is not None and last.page == link.page else ""
        if link.previous != expected:
            yield f"{where}: the row before it is gone or was altered"
        last = link


def _pointers() -> Iterator[str]:
    newest = {
        row["page"]: row
        for row in Publication.objects.order_by("page", "pk").values("page", "pk", "edition", "edition__page")
    }
    for current in CurrentEdition.objects.select_related("edition").defer("edition__snapshot", "edition__card"):
        made = newest.get(current.page_id)
        if made is None or (made["pk"], made["edition"]) != (current.publication_id, current.edition_id):
            yield f"page {current.page_id}: what readers get is not what was published last"
        elif current.edition.page_id != current.page_id:
            yield f"page {current.page_id}: readers get an edition of page {current.edition.page_id}"
    if not unsigned_allowed():
        for current in with_claims(CurrentEdition.objects.filter(page__live=True, page=F("edition__page"))):
            if not current.sign_off or current.sign_off["decision"] != Decision.APPROVED:
                yield f"page {current.page_id}: no signature answers for edition {current.edition_id}, which is current"


def _triggers() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        )
        there = set(cursor.fetchall())
    for table, name in sorted(TRIGGERS - there):
        yield f"{table}: the trigger {name} is missing or switched off"


def _heads(chains: dict[str, list[Link]], heads: Iterable[Head]) -> Iterator[str]:
    for head in dict.fromkeys(heads):
        chain = [link for link in chains.get(head.table, ()) if link.page == head.page and link.id <= head.last]
        where = f"{head.table} (page {head.page})"
        if not chain or chain[-1].id != head.last:
            yield f"{where}: row {head.last}, which a signed head names, is gone"
        elif len(chain) != head.rows:
            yield f"{where}: a signed head counts {head.rows} rows up to row {head.last}, there are {len(chain)}"
        elif chain[-1].true_hash != head.hash:
            yield f"{where}: rewritten, row {head.last} is not what a signed head remembers"
