"""What a person may ask of us about their data: to see it, to put it right, to have it erased."""

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View
from wagtail.admin import messages

from clinic.accounts.reauthentication import spend_fresh_second_factor
from clinic.consultations.audit import record, stated_reason
from clinic.consultations.contacts import read_email, read_phone, shown_phone
from clinic.consultations.forms import typed
from clinic.consultations.inbox import acts
from clinic.consultations.inbox.detail import RequestScreen
from clinic.consultations.inbox.views import InboxMixin
from clinic.consultations.models import Action, Consent, ConsultationRequest
from clinic.consultations.retention import is_held, remove


class ContactForm(forms.Form):
    """How somebody is called and reached."""

    name = typed(gettext_lazy("Name"), gettext_lazy("Enter a name."))
    phone = typed(gettext_lazy("Phone"), max_length=40)
    email = typed(gettext_lazy("E-mail"), max_length=254)

    def clean_phone(self) -> str:
        """Return E.164, or nothing."""
        given = self.cleaned_data["phone"]
        return read_phone(given) if given else ""

    def clean_email(self) -> str:
        """Return small letters, or nothing."""
        given = self.cleaned_data["email"]
        return read_email(given) if given else ""

    def clean(self) -> dict[str, Any]:
        """Keep one way to reach them."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            raise forms.ValidationError(_("Keep a phone number or an e-mail address."))
        return cleaned


@method_decorator(sensitive_post_parameters(), name="dispatch")
class CorrectView(RequestScreen):
    """Put right how somebody is called and reached; they are found by the new from then on."""

    template_name = "consultations/admin/correct.html"
    page_title = gettext_lazy("Correct")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        now = {
            "name": self.intake.name,
            "phone": shown_phone(self.intake.phone) if self.intake.phone else "",
            "email": self.intake.email,
        }
        return {"form": ContactForm(initial=now), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Save it, or say what is wrong."""
        form = ContactForm(request.POST)
        version = request.POST.get("version", "")
        if form.is_valid():
            try:
                with acts.changing(pk, int(version) if version.isdecimal() else 0) as intake:
                    acts.correct(intake, self.user, **form.cleaned_data)
            except acts.RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Corrected."))
                return redirect("intake_request", pk)
        return self.render_to_response(self.get_context_data(form=form))


class GiveOutView(InboxMixin, View):
    """Everything we hold of a request, as a file for the person it is of."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:  # noqa: ARG002 -- Django's signature
        """Write it down, then hand the file out."""
        intake = get_object_or_404(ConsultationRequest, pk=pk)
        record(Action.GIVEN_OUT, actor=self.user, request_id=intake.pk)
        consents = Consent.objects.filter(request_id=intake.pk)
        held = {
            "reference": intake.reference,
            "kind": intake.kind,
            "status": intake.status,
            "received": intake.received_at.isoformat(),
            "name": intake.name,
            "phone": intake.phone,
            "email": intake.email,
            "answers": json.loads(intake.answers),
            "notes": [{"at": note.written_at.isoformat(), "text": note.text} for note in intake.notes.all()],
            "attempts": [
                {"at": each.written_at.isoformat(), "outcome": each.outcome, "text": each.text}
                for each in intake.attempts.all()
            ],
            "consents": [
                {"at": each.at.isoformat(), "given": each.given, "wording": each.wording} for each in consents
            ],
        }
        response = HttpResponse(json.dumps(held, indent=2, ensure_ascii=False), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{intake.reference}.json"'
        return response


class EraseView(RequestScreen):
    """Erase a request because the person asks for it. Asks for the second factor; a legal hold stands in the way."""

    template_name = "consultations/admin/erase.html"
    page_title = gettext_lazy("Erase")

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:  # noqa: ARG002 -- Django's signature
        """Erase it, with a tombstone left."""
        reason = stated_reason(request.POST.get("reason", ""))
        if not reason or is_held(self.intake):
            problem = _("It is under a legal hold.") if reason else _("Say why, without names.")
            return self.render_to_response(self.get_context_data(problem=problem))
        spend_fresh_second_factor(request)
        reference = self.intake.reference
        remove(self.intake, why="erasure", actor=self.user, reason=reason)
        messages.success(request, _("%(reference)s is erased.") % {"reference": reference})
        return redirect("intake_inbox")
