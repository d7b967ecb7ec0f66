"""What stands below an editioned page's own address: its record, the same as JSON, and its earlier editions."""

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.citing import citation_of
from articles.editions.models import Publication
from articles.reading import Reading, current_reading
from articles.review.claims import Claim
from articles.review.record import EDITION, RecordedEdition, Signature, record_of
from articles.review.shown import NotShown, withheld_pictures
from articles.review.standing_words import standing_words
from clinic.core.frame import Link, load_frame

if TYPE_CHECKING:
    from articles.models.contributors import ContributedPage

RECORD, AS_JSON = "record", "review-record.json"


def answers(step: str) -> bool:
    """Whether a step below a page's address is one of those that its record answers."""
    return step in (RECORD, AS_JSON) or (step.startswith(EDITION) and step.removeprefix(EDITION).isdecimal())


def steps(page_id: int) -> list[str]:
    """Return every step below a page's address that answers: its record, and each edition that readers have had."""
    numbers = (
        Publication.objects.filter(page=page_id).order_by("edition__number").values_list("edition__number", flat=True)
    )
    return [RECORD, AS_JSON, *(f"{EDITION}{number}" for number in dict.fromkeys(numbers))] if numbers else []


def answer(request: HttpRequest, page: "ContributedPage", step: str) -> HttpResponse:
    """Serve the record, its JSON or an earlier edition. Raises Http404 for what was never published."""
    reading = current_reading(page)
    if reading is None:
        raise Http404
    entries = record_of(page.edition_page_id)
    if step == RECORD:
        return _record(request, page, entries, reading)
    if step == AS_JSON:
        return _as_json(request, page, entries, reading)
    if isinstance(reading, NotShown):  # what is withdrawn is read no more, as it is or was
        raise Http404
    return _edition(request, page, entries, step.removeprefix(EDITION))


def _record(
    request: HttpRequest, page: "ContributedPage", entries: list[RecordedEdition], reading: Reading | NotShown
) -> HttpResponse:
    frame = load_frame(request, page)
    base = request.path.removesuffix(f"{RECORD}/")
    title = entries[0].edition.card["title"] if entries[0].withheld is None else _("A page that is withheld")
    context = {
        **Page.get_context(page, request),
        "frame": frame,
        "trail": [*frame.breadcrumbs, Link(title, base)],
        "title": title,
        "base": base,
        "entries": entries,
        "claim": reading.claim if isinstance(reading, Reading) else None,
        "not_shown": reading if isinstance(reading, NotShown) else None,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
    }
    return TemplateResponse(request, "pages/record.html", context)


def _edition(
    request: HttpRequest, page: "ContributedPage", entries: list[RecordedEdition], number: str
) -> HttpResponse:
    """Print an edition that readers once got as its page printed it, with nothing claimed of its review."""
    entry = next((found for found in entries if str(found.number) == number), None)
    if entry is None or entry.withheld is not None:
        raise Http404
    base = request.path.removesuffix(f"{EDITION}{number}/")
    if entry.edition.pk == entries[0].edition.pk:
        return HttpResponseRedirect(base)
    context = page.edition_context(request, entry.edition, Claim("superseded"))
    context |= {
        "request": request,
        "structured_data": None,
        "canonical_url": "",
        "card": None,
        "superseded_on": entry.superseded,
        "current_url": base,
        "dates": {"published": entry.became_current, "updated": entry.became_current},
    }
    context["citation"] = citation_of(context)
    response = TemplateResponse(request, page.get_template(request), context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _as_json(
    request: HttpRequest, page: "ContributedPage", entries: list[RecordedEdition], reading: Reading | NotShown
) -> HttpResponse:
    address = f"{settings.SITE_URL}{request.path.removesuffix(AS_JSON)}"
    newest, *older = entries
    content = json.loads(newest.edition.snapshot)
    answer = {
        "page": address,
        "record": f"{address}{RECORD}/",
        "form": newest.edition.form,
        "current": {
            **_entry_as_json(newest, address),
            "status": reading.claim.status if isinstance(reading, Reading) else reading.status,
            "snapshot": newest.edition.snapshot if isinstance(reading, Reading) else None,
            "withheld_pictures": sorted(sha for sha in withheld_pictures() if sha in newest.edition.snapshot),
        },
        "earlier": [_entry_as_json(entry, address) for entry in older],
        "standing_words": standing_words(content["language"], load_frame(request, page)),
    }
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["X-Robots-Tag"] = "noindex"
    return response


def _entry_as_json(entry: RecordedEdition, address: str) -> dict[str, Any]:
    return {
        "edition": entry.number,
        "digest": entry.digest,
        "address": f"{address}{entry.step}" if entry.superseded else address,
        "became_current": entry.became_current.isoformat(),
        "superseded": entry.superseded.isoformat() if entry.superseded else None,
        "sign_offs": [_signature_as_json(row) for row in entry.signatures],
        "changes": entry.account,
        "minor_edit_of": entry.minor_edit.from_edition.number if entry.minor_edit else None,
        "withheld": entry.withheld,
    }


def _signature_as_json(row: Signature) -> dict[str, Any]:
    return {
        "decision": row.decision,
        "name": row.name,
        "credential": row.credential,
        "signed_at": row.signed_at.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "sample": row.is_sample,
    }
