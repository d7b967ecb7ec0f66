"""What stands one step below the address of a page that is signed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from articles.reading import Reading, current_reading
from articles.reports.views import REPORT, report
from articles.review import record_views
from articles.sharing import CARD

if TYPE_CHECKING:
    from articles.models.contributors import ContributedPage

CARD_KEPT = 3600  # seconds; what it says of the review may change
RIS_TYPE = "application/x-research-info-systems"


def as_ris(request: HttpRequest, page: "ContributedPage") -> HttpResponse:
    """Offer the citation of the current edition as a file. Raises Http404 where readers get no text."""
    reading = current_reading(page)
    citation = page.reading_context(request, reading)["citation"] if isinstance(reading, Reading) else None
    if citation is None:
        raise Http404
    response = HttpResponse(citation.ris, content_type=f"{RIS_TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.ris"'
    response["X-Robots-Tag"] = "noindex"
    return response


def as_picture(request: HttpRequest, page: "ContributedPage") -> HttpResponse:
    """Serve the card of the current edition to other sites. Raises Http404 where readers get no text."""
    reading = current_reading(page)
    card = page.reading_context(request, reading)["card"] if isinstance(reading, Reading) else None
    if card is None:
        raise Http404
    response = HttpResponse(card.jpeg(), content_type="image/jpeg")
    response["Cache-Control"] = f"public, max-age={CARD_KEPT}"  # of a private page, Wagtail lets nothing be kept
    return response


VIEWS: Mapping[str, Callable[[HttpRequest, "ContributedPage"], HttpResponse]] = {
    "cite.ris": as_ris,
    CARD: as_picture,
    REPORT: report,
}


def answers(step: str) -> bool:
    """Whether a step below a page's address is one that is answered."""
    return step in VIEWS or record_views.answers(step)


def steps(page_id: int) -> list[str]:
    """Return every step below a page's address that answers; none where readers have had nothing."""
    record = record_views.steps(page_id)
    return [*record, *VIEWS] if record else []


def answer(request: HttpRequest, page: "ContributedPage", step: str) -> HttpResponse:
    """Serve what stands there. Raises Http404."""
    view = VIEWS.get(step)
    return view(request, page) if view else record_views.answer(request, page, step)
