"""Taking requests out of the inbox as a table: its own permission, a reason, and a fresh second factor."""

import csv
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.accounts.reauthentication import spend_fresh_second_factor
from clinic.consultations.audit import record, record_apart, stated_reason
from clinic.consultations.contacts import shown_phone
from clinic.consultations.inbox.queries import FilterForm
from clinic.consultations.inbox.views import InboxScreen
from clinic.consultations.models import Action, ConsultationRequest
from clinic.consultations.permissions import may_export, may_handle
from clinic.consultations.reading import answers_in_words

AT_MOST = 5000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class ExportView(InboxScreen):
    """Asks why, then for the second factor, then gives out a table of what the list shows."""

    template_name = "consultations/admin/export.html"
    page_title = gettext_lazy("Export")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let in those with the permission of its own."""
        if may_handle(request.user) and not may_export(request.user):
            record_apart(Action.REFUSED, actor=self.user, what="intake_export")
            return render(request, "403.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many there are."""
        form = FilterForm(self.request.GET)
        found = form.apply(self.user)
        return {**super().get_context_data(**kwargs), "count": found.count(), "form": form, "at_most": AT_MOST}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Give it out, or say what is missing."""
        reason = stated_reason(request.POST.get("reason", ""))
        found = FilterForm(request.GET).apply(self.user).defer(None).order_by("-received_at", "-pk")
        if not reason or found.count() > AT_MOST:
            problem = _("Choose fewer requests.") if reason else _("Say what it is for, without names.")
            return self.render_to_response(self.get_context_data(problem=problem))
        spend_fresh_second_factor(request)
        rows = list(found)
        record(Action.EXPORTED, actor=self.user, reason=reason, count=len(rows))
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="requests.csv"'
        table = csv.writer(response)
        table.writerow(["Reference", "Kind", "Status", "Received", "Name", "Phone", "E-mail", "Answers"])
        for each in rows:
            table.writerow([safe_cell(value) for value in _row(each)])
        return response


def safe_cell(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip().startswith(FORMULA) or value.startswith(FORMULA) else value


def _row(request: ConsultationRequest) -> list[str]:
    answers = answers_in_words(json.loads(request.answers))
    return [
        request.reference,
        str(request.get_kind_display()),
        str(request.get_status_display()),
        request.received_at.isoformat(),
        request.name,
        shown_phone(request.phone) if request.phone else "",
        request.email,
        "; ".join(f"{question}: {answer}" for question, answer in answers),
    ]
