"""What the templates of services and conditions are given."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import BooleanField, Case, Q, Value, When
from django.http import HttpRequest

from articles.cards import Card, card_from
from articles.editions.freezing import plain_text
from articles.jsonld import medical_page_graph
from articles.reading import Reading, contents_of, edition_context
from articles.review.claims import current_editions, public
from articles.review.lists import listed, of_any
from clinic.core.frame import Frame, Link
from clinic.core.jsonld import node
from clinic.core.models import BasePage

if TYPE_CHECKING:
    from clinic.pages.models.care import CareIndexPage, CarePage

MOST_ARTICLES = 3


def care_context(request: HttpRequest, page: "CarePage", reading: Reading) -> dict[str, Any]:
    """Return all that a service's or condition's template prints.

    Three queries for the frame, which fetches what belongs to the page too, and one for the articles about it.
    """
    belonging = page.belonging()
    context = edition_context(
        request,
        page,
        reading,
        also=reduce(or_, belonging.values()),
        annotate={f"is_{name}": _flag(which) for name, which in belonging.items()},
    )
    frame, content = context["frame"], reading.content
    entity = node(
        page.entity_type,
        id=f"{settings.SITE_URL}{context['path']}#{content['type']}",
        name=content["title"],
        description=plain_text(content["standfirst"]),
    )
    return {
        **context,
        "contents": contents_of(content["body"]),
        "related": _articles_about(page, content, frame),
        **{name: _links(frame, f"is_{name}") for name in belonging},
        "structured_data": medical_page_graph(context, settings.SITE_URL, context["path"], entity),
    }


def cards_below(page: "CareIndexPage", frame: Frame) -> list[Card]:
    """Return the cards of what readers may read below a list, in the order of the page tree."""
    rows = public(current_editions().filter(page__path__startswith=page.path)).order_by("page__path")
    return [card_from(row, frame.pages) for row in rows]


def care_on_home(page: BasePage, frame: Frame) -> dict[str, list[Card]]:
    """Return the cards of all ``conditions`` and ``services``, in one query, in the order of the page tree."""
    rows = current_editions().filter(page__locale=page.locale_id, listings__heading__in=("condition", "service"))
    cards: dict[str, list[Card]] = {"conditions": [], "services": []}
    for row in public(rows).order_by("page__path"):
        cards[f"{row.edition.card['type']}s"].append(card_from(row, frame.pages))
    return cards


def _flag(which: Q) -> Any:
    """Return whether a page is one of them, as an annotation."""
    return Case(When(which, then=Value(True)), default=Value(False), output_field=BooleanField())


def _links(frame: Frame, flag: str) -> list[Link]:
    """Return links to the pages with a flag, each once, in the order of the page tree."""
    pages = {page.pk: page for page in frame.pages.found if getattr(page, flag)}
    return [Link(page.title, frame.pages.url(page)) for page in pages.values()]


def _articles_about(page: "CarePage", content: Any, frame: Frame) -> list[Card]:
    """Return the newest articles about the same uses; if the page is about none, about the same treatments."""
    headings = [f"article/indication/{key}" for key in content["indications"]] or [
        f"article/treatment/{key}" for key in content["treatments"]
    ]
    rows = of_any([listed(heading, page.locale_id) for heading in headings], MOST_ARTICLES)
    return [card_from(row, frame.pages) for row in rows[:MOST_ARTICLES]]
