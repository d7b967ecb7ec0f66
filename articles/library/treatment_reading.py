"""What the templates of treatments are given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.dateparse import parse_date

from articles.cards import Card, card_from
from articles.jsonld import treatment_graph
from articles.reading import Reading, edition_context
from articles.review.lists import listed
from clinic.core.frame import Frame

if TYPE_CHECKING:
    from articles.library.treatments import TreatmentIndexPage, TreatmentPage

MOST_ARTICLES = 6
# The pages that compare, fetched with those that the frame links to.
COMPARE_PAGES: dict[str, Any] = {"also": Q(comparepage__isnull=False), "annotate": {"compares": F("comparepage__pk")}}


@dataclass(frozen=True)
class TreatmentCard(Card):
    """One treatment in a list."""

    drug_class: str = ""
    schedule: str = ""


def treatment_context(request: HttpRequest, page: "TreatmentPage", reading: Reading) -> dict[str, Any]:
    """Return all that a treatment's template prints: three queries for the frame and one for the articles about it.

    ``compare_url`` is empty where no page compares treatments.
    """
    context = edition_context(request, page, reading, **COMPARE_PAGES)
    context |= {
        "statuses": [
            {**status, "checked_on": parse_date(status["checked_on"])} for status in reading.content["statuses"]
        ],
        "related": _articles_about(page, context["frame"]),
        "compare_url": compare_url(page, context["frame"]),
        "slug": page.slug,
    }
    return {**context, "structured_data": treatment_graph(context, settings.SITE_URL, context["path"])}


def index_context(page: "TreatmentIndexPage", frame: Frame) -> dict[str, Any]:
    """Return the cards of all treatments that readers may read, by name, and the address that compares them."""
    rows = listed("treatment", page.locale_id).filter(page__path__startswith=page.path)
    cards = [_card(row, frame) for row in rows.order_by(Lower("page__title"))]
    return {"cards": cards, "compare_url": compare_url(page, frame)}


def compare_url(page: Any, frame: Frame) -> str:
    """Return the address of the page that compares treatments in the language of ``page``; empty if there is none."""
    pages = [found for found in frame.pages.found if found.compares and found.locale_id == page.locale_id]
    return frame.pages.url(pages[0]) if pages else ""


def _card(row: Any, frame: Frame) -> TreatmentCard:
    content = row.edition.card
    return TreatmentCard(
        **vars(card_from(row, frame.pages)), drug_class=content["drug_class"], schedule=content["schedule"]
    )


def _articles_about(page: "TreatmentPage", frame: Frame) -> list[Card]:
    rows = listed(f"article/treatment/{page.translation_key}", page.locale_id)
    return [card_from(row, frame.pages) for row in rows[:MOST_ARTICLES]]
