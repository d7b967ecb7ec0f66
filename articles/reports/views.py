"""The page on which a reader reports a problem: no account, no session, no script, nothing asked about the person."""

import hashlib
import hmac
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.editions.models import Edition
from articles.reading import Reading, current_reading
from articles.reports.forms import ReportForm
from articles.reports.services import receive_report
from clinic.core import spam
from clinic.core.frame import Link, load_frame

if TYPE_CHECKING:
    from articles.models.contributors import ContributedPage

REPORT = "report"
FROM_ONE_PLACE = 5  # reports a day from one network before there is doubt
MOST_FROM_ONE_PLACE = 40  # beyond these no more are kept


def report(request: HttpRequest, page: "ContributedPage") -> HttpResponse:
    """Ask what is wrong with what readers get, or keep what they say. Raises Http404 where they get nothing."""
    reading = current_reading(page)
    if not isinstance(reading, Reading):
        raise Http404
    response = _sent(request, page, reading) if request.method == "POST" else _asked(request, page, reading, _new())
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _sent(request: HttpRequest, page: "ContributedPage", reading: Reading) -> HttpResponse:
    token = spam.read_token(request.POST.get("token", ""))
    form = _again(request, token.id, restart=token.too_old)
    problem, status = "", 200
    if not form.is_valid():
        return _asked(request, page, reading, form)
    if token.too_old:
        problem = _("The form lay open for a while. Check what you wrote, and send it again.")
    elif token.too_fast:
        problem = _("That was quick. Check what you wrote, and send it again.")
    else:
        sent_today = spam.count(_key(), "reports", request)
        if sent_today > MOST_FROM_ONE_PLACE:
            problem, status = _("Too many reports came from your network today. Please try again tomorrow."), 429
    if problem:
        form.add_error(None, problem)
        return _asked(request, page, reading, form, status)
    edition = Edition.objects.only("pk").get(current__page=page.edition_page_id)
    receive_report(edition, form.words(), token.id, _doubts(form, sent_today))
    return _printed(request, page, reading, "pages/reported.html")


def _doubts(form: ReportForm, sent_today: int) -> list[str]:
    """Return why a report may be spam: nothing for nearly everybody."""
    found = {
        "honeypot": bool(form.cleaned_data["website"]),
        "links": spam.has_many_links(form.words().values()),
        "place": sent_today > FROM_ONE_PLACE,
    }
    return [name for name, doubtful in found.items() if doubtful]


def _new() -> ReportForm:
    return ReportForm(initial={"token": spam.hand_out()})


def _again(request: HttpRequest, token_id: UUID, *, restart: bool) -> ReportForm:
    """Return the form as it was sent, with the clock of a token that is too old, or was none of ours, started anew."""
    data = request.POST.copy()
    if restart:
        data["token"] = spam.hand_out(token_id)
    return ReportForm(data)


def _asked(
    request: HttpRequest, page: "ContributedPage", reading: Reading, form: ReportForm, status: int = 200
) -> HttpResponse:
    return _printed(request, page, reading, "pages/report.html", status, form=form)


def _printed(
    request: HttpRequest, page: "ContributedPage", reading: Reading, template: str, status: int = 200, **more: Any
) -> HttpResponse:
    frame = replace(load_frame(request, page), languages=[])  # the form's translations are not the page's
    base, title = request.path.removesuffix(f"{REPORT}/"), reading.content["title"]
    trail = [*frame.breadcrumbs, Link(title, base)]
    context = {"frame": frame, "trail": trail, "title": title, "base": base, **more}
    return TemplateResponse(request, template, context, status=status)


def _key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"articles.reports", hashlib.sha256)
