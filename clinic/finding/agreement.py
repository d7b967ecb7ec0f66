"""Whether the index says what readers get.

The index is a copy of words, and PostgreSQL guards no copies: whoever can write to its table could put words before
readers that nobody signed. So what is about to be shown is held against the editions themselves.
"""

import logging
from collections.abc import Mapping

from wagtail.models import Page

from articles.editions.freezing import plain_text
from articles.editions.models import CurrentEdition
from articles.editions.pages import EditionedPage
from articles.review.claims import current_editions
from clinic.finding.documents import edition_document
from clinic.finding.models import TITLE_LETTERS, SearchEntry
from clinic.finding.search import Fact, Found

logger = logging.getLogger(__name__)


def editions_of(found: Found) -> dict[int, CurrentEdition]:
    """Return what readers get now of all pages that were found, by page, in one query."""
    ids = {entry.pk for entry in found.entries} | {fact.page_id for fact in found.facts}
    return {row.page_id: row for row in current_editions(with_snapshot=True).filter(page__in=ids)} if ids else {}


def says_what_is_read(entry: SearchEntry, page: Page, current: Mapping[int, CurrentEdition]) -> bool:
    """Whether an entry holds the words of its page's current edition; of pages without editions it holds the page's."""
    if not issubclass(page.specific_class, EditionedPage):
        return True
    row = current.get(entry.pk)
    document = edition_document(row) if row is not None else None
    words = (entry.edition_id, entry.title, entry.lead, entry.body)
    agrees = document is not None and words == (
        document.edition_id,
        document.title[:TITLE_LETTERS],
        document.lead,
        document.body,
    )
    return agrees or _told(entry.pk)


def is_answered(fact: Fact, current: Mapping[int, CurrentEdition]) -> bool:
    """Whether a fact stands in its treatment's current edition as it is about to be shown."""
    row = current.get(fact.page_id)
    document = edition_document(row) if row is not None else None
    shown = (fact.treatment, fact.key, fact.aspect, fact.answer, fact.strength_label)
    agrees = document is not None and shown in {
        (document.title, known["key"], known["aspect"], plain_text(known["html"]), known["strength_label"])
        for known in document.facts
    }
    return agrees or _told(fact.page_id)


def _told(page_id: int) -> bool:
    logger.error("the search index does not say what page %s says: run rebuild_search", page_id)
    return False
