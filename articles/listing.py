"""What the list of articles prints."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, QueryDict

from articles.cards import card_from
from articles.models.topics import Topic
from articles.review.lists import listed
from clinic.core.frame import Frame
from clinic.core.paging import page_of

if TYPE_CHECKING:
    from articles.models.index import ArticleIndexPage

CARDS_A_PAGE = 20


def index_context(request: HttpRequest, page: "ArticleIndexPage", frame: Frame) -> dict[str, Any]:
    """Return the cards of one page of the list, filtered by ``?topic=``.

    A page number that is no number or out of range shows the nearest page; an unknown topic lists nothing and says so.
    """
    wanted = request.GET.get("topic", "")
    rows = listed(f"article/topic/{wanted}" if wanted else "article", page.locale_id)
    topics = list(Topic.objects.filter(locale=page.locale_id))
    # Texts in PostgreSQL have no NUL, and no slug has one.
    rows = rows.none() if "\0" in wanted else rows.filter(page__path__startswith=page.path)
    page_obj = page_of(rows, CARDS_A_PAGE, request.GET.get("page"))
    query = urlencode(
        {key: value for key, value in (("topic", wanted), ("page", page_obj.number)) if value and value != 1}
    )
    return {
        "canonical_url": f"{settings.SITE_URL}{request.path}" + (f"?{query}" if query else ""),
        "cards": [card_from(row, frame.pages) for row in page_obj],
        "topics": topics,
        "topic": next((topic for topic in topics if topic.slug == wanted), None),
        "topic_wanted": wanted,
        "filters": QueryDict(urlencode({"topic": wanted} if wanted else {})),
        "page_obj": page_obj,
    }
