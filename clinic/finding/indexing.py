"""Writing the index: one page when it changes, or everything anew."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from articles.editions.freezing import plain_text
from articles.editions.models import CurrentEdition
from articles.editions.pages import EditionedPage
from articles.review.claims import current_editions
from clinic.core.models import BasePage
from clinic.finding.documents import Document, edition_document, kind_of, page_document
from clinic.finding.models import TITLE_LETTERS, FactEntry, Kind, SearchEntry, SearchWord
from clinic.finding.words import folded, spelled

Row = TypeVar("Row")

_RANKS = {kind: rank for rank, kind in enumerate(Kind)}
_COLUMNS = [
    "language",
    "kind",
    "rank",
    "edition",
    "title",
    "keywords",
    "lead",
    "body",
    "topics",
    "published_at",
    "words_digest",
    "changed_at",
]
_AT_ONCE = 500
_NOT_LETTERS = re.compile(r"[\W_]+")


@transaction.atomic
def index_page(page_id: int) -> None:
    """Write what readers get of a page now; forget one of which they get nothing."""
    page = _indexed_pages().filter(pk=page_id).first()
    document = _document(page) if page is not None else None
    if page is None or document is None:
        SearchEntry.objects.filter(pk=page_id).delete()
        return
    _write([(page, document)])


def rebuild() -> int:
    """Write the whole index anew in one transaction, and return how many pages it holds.

    What has not changed in substance keeps the time at which it last did.
    """
    with transaction.atomic():
        SearchWord.objects.all().delete()
        kept: set[int] = set()
        for some in _in_parts(_documents()):
            kept |= {page.pk for page, _document_of in some}
            _write(some)
        SearchEntry.objects.exclude(pk__in=kept).delete()
    return len(kept)


def _indexed_pages() -> "QuerySet[Page]":
    """Return the live pages that have words of their own: aliases show those of their source."""
    return Page.objects.live().filter(depth__gt=1, alias_of=None).select_related("locale")


def _documents() -> Iterator[tuple[Page, Document]]:
    """Yield every page that readers get with its words, in a few queries for each part."""
    for part in _in_parts(_indexed_pages().order_by("pk").iterator(_AT_ONCE)):
        editions = {row.page_id: row for row in _current(page.pk for page in part)}
        plain = [page for page in part if page.pk not in editions]
        specific = {page.pk: page for page in Page.objects.filter(pk__in=[p.pk for p in plain]).specific()}
        for page in part:
            if page.pk in editions:
                yield page, edition_document(editions[page.pk])
            elif (document := _plain_document(specific[page.pk])) is not None:
                yield page, document


def _document(page: Page) -> Document | None:
    if issubclass(page.specific_class, EditionedPage):
        current = _current([page.pk]).first()
        return edition_document(current) if current is not None else None
    return _plain_document(page.specific)


def _plain_document(page: Page) -> Document | None:
    if not isinstance(page, BasePage) or isinstance(page, EditionedPage):
        return None
    return page_document(page, page.last_published_at or page.first_published_at or timezone.now())


def _current(page_ids: Iterable[int]) -> "QuerySet[CurrentEdition]":
    return current_editions(with_snapshot=True).filter(page__in=list(page_ids)).order_by("page")


def _write(documents: list[tuple[Page, Document]]) -> None:
    before = SearchEntry.objects.select_for_update().order_by("pk").in_bulk([page.pk for page, _ in documents])
    entries = [_entry(page, document, before.get(page.pk)) for page, document in documents]
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["page"], update_fields=_COLUMNS, batch_size=_AT_ONCE
    )
    FactEntry.objects.filter(entry__in=entries).delete()
    FactEntry.objects.bulk_create(
        FactEntry(
            entry_id=page.pk,
            language=page.locale.language_code,
            key=fact["key"],
            treatment=document.title,
            aspect=fact["aspect"],
            answer=plain_text(fact["html"]),
            strength=fact["strength"],
            strength_label=fact["strength_label"],
        )
        for page, document in documents
        for fact in document.facts
    )
    # In one order, so that two who publish at once do not wait for each other.
    words = sorted({(entry.language, word) for entry in entries for word in _words_of(entry)})
    SearchWord.objects.bulk_create(
        (SearchWord(language=language, word=word) for language, word in words), ignore_conflicts=True
    )


def _entry(page: Page, document: Document, before: SearchEntry | None) -> SearchEntry:
    kind = kind_of(page)
    digest = _substance(document)
    unchanged = before is not None and before.words_digest == digest
    return SearchEntry(
        page_id=page.pk,
        language=page.locale.language_code,
        kind=kind,
        rank=_RANKS[kind],
        edition_id=document.edition_id,
        title=document.title[:TITLE_LETTERS],
        keywords=document.keywords,
        lead=document.lead,
        body=document.body,
        topics=document.topics,
        published_at=document.published_at,
        words_digest=digest,
        changed_at=before.changed_at if before is not None and unchanged else document.published_at,
    )


def _substance(document: Document) -> str:
    """Return a digest of the words: the same whatever their capitals, accents, spaces and punctuation."""
    words = folded(" ".join([document.title, document.lead, document.body]))
    return hashlib.sha256(_NOT_LETTERS.sub(" ", words).strip().encode()).hexdigest()


def _words_of(entry: SearchEntry) -> set[str]:
    return spelled(" ".join([entry.title, entry.keywords, entry.lead, entry.body]))


def _in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while part := list(islice(rows, _AT_ONCE)):
        yield part
