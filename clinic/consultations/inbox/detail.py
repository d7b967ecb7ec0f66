"""One request: everything needed for the call on one screen, and what staff do with it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View
from wagtail.admin import messages

from clinic.accounts.models import User
from clinic.consultations.audit import record
from clinic.consultations.changes import given_consents
from clinic.consultations.contacts import shown_phone
from clinic.consultations.inbox import acts
from clinic.consultations.inbox.queries import SEALED, FilterForm, neighbours, same_contact
from clinic.consultations.inbox.views import InboxMixin, InboxScreen
from clinic.consultations.models import Action, Attempt, AuditEntry, ConsultationRequest, Note, SlotBooking, Status
from clinic.consultations.models.requests import FOLLOWED_BY
from clinic.consultations.permissions import staff
from clinic.consultations.reading import answers_in_words
from clinic.consultations.slots import moment_in_words
from clinic.consultations.words import DOUBTS

AT_THE_SAME_TIME = timedelta(minutes=10)
HISTORY = 40


class RequestScreen(InboxScreen):
    """A screen about one request. Opening it is written down first."""

    action = Action.VIEWED

    @cached_property
    def intake(self) -> ConsultationRequest:
        """The request; 404 if it was purged."""
        requests = ConsultationRequest.objects.select_related("assignee", "location", "merged_into")
        return get_object_or_404(requests, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Name the request."""
        return self.intake.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Write the look down, then add what is needed for the call."""
        others = self.others()
        record(self.action, actor=self.user, request_id=self.intake.pk)
        return {**super().get_context_data(**kwargs), **call_details(self.intake), "others": others}

    def others(self) -> list[str]:
        """Return who else opened it in the last minutes."""
        since = timezone.now() - AT_THE_SAME_TIME
        entries = AuditEntry.objects.filter(request_id=self.intake.pk, action=Action.VIEWED, at__gte=since)
        return sorted(set(entries.exclude(actor=self.user).values_list("actor_name", flat=True)))


def call_details(request: ConsultationRequest) -> dict[str, Any]:
    """Return who to call, how, when and about what. Raises DecryptionError."""
    booking = SlotBooking.objects.filter(request=request).first()
    answers: dict[str, Any] = json.loads(request.answers)
    return {
        "intake": request,
        "name": request.name,
        "phone": shown_phone(request.phone) if request.phone else "",
        "email": request.email,
        "answers": answers_in_words(answers),
        "discreet": bool(answers.get("discreet")),
        "interpreter": answers.get("interpreter", ""),
        "by_email": answers.get("reach_by") == "email",
        "consents": {consent.kind for consent in given_consents(request.pk)},
        "slot": moment_in_words(booking.starts_at, booking.time_zone) if booking else "",
    }


class DetailView(RequestScreen):
    """The screen from which a call is made."""

    template_name = "consultations/admin/detail.html"
    page_title = gettext_lazy("Request")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add notes, history, duplicates, neighbours and what can be done."""
        form = FilterForm(self.request.GET)
        newer, older = neighbours(form.apply(self.user), self.intake)
        status = Status(self.intake.status)
        return {
            **super().get_context_data(**kwargs),
            "so_far": so_far(self.intake),
            "history": AuditEntry.objects.filter(request_id=self.intake.pk).order_by("-pk")[:HISTORY],
            "same": same_contact(self.intake),
            "merged": self.intake.merged.defer(*SEALED),
            "newer": newer,
            "older": older,
            "filters": form.address,
            "canned": acts.CANNED,
            "followed_by": [(each.value, each.label) for each in FOLLOWED_BY[status]],
            "staff": staff(),
            "doubts": [DOUBTS[doubt] for doubt in self.intake.doubts if doubt in DOUBTS],
            "typed": kwargs.get("typed", ""),
        }


def so_far(request: ConsultationRequest) -> list[Note | Attempt]:
    """Return what colleagues noted and tried, the latest first."""
    entries: list[Note | Attempt] = [
        *request.notes.select_related("author", "request"),
        *request.attempts.select_related("author", "request"),
    ]
    return sorted(entries, key=lambda entry: entry.written_at, reverse=True)


class CallSheetView(RequestScreen):
    """The same on a sheet of paper; printing it is written down as such."""

    template_name = "consultations/admin/call_sheet.html"
    page_title = gettext_lazy("Call sheet")
    action = Action.CALL_SHEET

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who printed it when."""
        return {**super().get_context_data(**kwargs), "printed_at": timezone.now(), "printed_by": self.user}


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ActView(InboxMixin, View):
    """Carries out one act. If somebody was quicker, nothing is done, and what was typed is given back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Do it and go back to the request, or on to the next one of the list."""
        name = request.POST.get("act", "")
        try:
            version = int(request.POST.get("version", "0"))
        except ValueError:
            version = 0
        get_object_or_404(ConsultationRequest, pk=pk)
        try:
            with acts.changing(pk, version) as intake:
                self.carry_out(intake, name)
        except acts.RefusedError as refusal:
            messages.error(request, str(refusal))
            return self.back(pk, typed=request.POST.get("text", ""))
        messages.success(request, _("Saved."))
        filters = request.GET.urlencode()
        return redirect(reverse("intake_request", args=(pk,)) + (f"?{filters}" if filters else ""))

    def carry_out(self, intake: ConsultationRequest, name: str) -> None:
        """Carry out the act of this name."""
        post, user = self.request.POST, self.user
        known: dict[str, Callable[[], None]] = {
            "outcome": lambda: acts.come_of_call(intake, user, post.get("outcome", ""), post.get("text", "")),
            "note": lambda: acts.note(intake, user, post.get("text", "")),
            "status": lambda: acts.move(intake, user, self.status()),
            "assign": lambda: acts.assign(intake, user, self.assignee()),
            "spam": lambda: acts.judge(intake, user, spam=True),
            "not-spam": lambda: acts.judge(intake, user, spam=False),
            "hold": lambda: acts.hold(intake, user, on=True, reason=post.get("text", "")),
            "release": lambda: acts.hold(intake, user, on=False, reason=post.get("text", "")),
            "hand-over": lambda: acts.hand_over(intake, user),
            "part": lambda: acts.part(intake, user),
            "merge": lambda: acts.merge(intake, user, post.get("reference", "")),
        }
        if name not in known:
            raise acts.RefusedError(_("Choose what to do."))
        known[name]()

    def status(self) -> Status:
        """Return the status that was chosen."""
        try:
            return Status(self.request.POST.get("status", ""))
        except ValueError as error:
            raise acts.RefusedError(_("Choose a status.")) from error

    def assignee(self) -> User | None:
        """Return the colleague who was chosen; None for nobody."""
        chosen = self.request.POST.get("assignee", "")
        if not chosen:
            return None
        found = staff().filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 12 else None
        if found is None:
            raise acts.RefusedError(_("Choose somebody of Intake staff."))
        return found

    def back(self, pk: Any, *, typed: str) -> HttpResponse:
        """Show the request as it is now, with the words that were not saved."""
        screen = DetailView()
        screen.setup(self.request, pk=pk)
        return screen.render_to_response(screen.get_context_data(typed=typed))
