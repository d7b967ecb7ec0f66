"""The forms of the public: asked, checked, kept. No session, no account, nothing personal in an address."""

import logging
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import View

from clinic.consultations.definitions import Definition, load_definition
from clinic.consultations.forms import (
    ConsultationForm,
    InsuranceForm,
    PersonForm,
    QuestionForm,
    ReferralForm,
)
from clinic.consultations.keyring import DecryptionError
from clinic.consultations.models import ConsentKind, Kind, SlotBooking
from clinic.consultations.services import AlreadySentError, ConsentGiven, Received, SlotTakenError, Submission, receive
from clinic.consultations.slots import moment_in_words, promised_by, slot_of
from clinic.consultations.spam import doubts_about
from clinic.consultations.words import TITLES, consent_wording
from clinic.core.models import Location
from clinic.core.spam import hand_out, read_token

logger = logging.getLogger(__name__)

# The answers that have a field of their own, and what is no answer.
OWN_FIELDS = {"name", "phone", "email", "slot", "location", "website", "token", *ConsentKind.values}


class _CsrfCheck(CsrfViewMiddleware):
    """Tells whether a post came from our own form, instead of answering with a page that loses the answers."""

    def _reject(self, request: HttpRequest, reason: str) -> str:  # noqa: ARG002  # type: ignore[override]  # Django's own way to do this
        return reason


def from_our_form(request: HttpRequest) -> bool:
    """Say whether a post carries the token of our cookie."""
    check = _CsrfCheck(lambda _request: HttpResponse())
    return check.process_view(request, from_our_form, (), {}) is None  # type: ignore[arg-type]  # asks the view only whether it is exempt


@method_decorator([csrf_exempt, sensitive_post_parameters(), sensitive_variables()], name="dispatch")
class RequestView(View):
    """One form: its questions, "check your answers", and the confirmation, each at the same address.

    Answers travel in hidden fields and are checked anew each time. ``intent`` says which button was pressed.
    """

    kind = Kind.CONTACT
    form_class: type[PersonForm] = QuestionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep every answer out of caches and search engines."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response  # type: ignore[return-value]  # the views below return nothing else

    def get(self, request: HttpRequest) -> HttpResponse:
        """Hand the form out."""
        definition = load_definition(request, self.kind)
        form = self.form_class(definition=definition, initial={"token": hand_out()})
        return self.ask(definition, form) if definition.fresh else self.unavailable(definition, form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Go a step on, or back; with what is wrong, or without the database, show the answers again."""
        definition = load_definition(request, self.kind)
        token = read_token(request.POST.get("token", ""))
        form = self.form_class(self._renewed(token.id, restart=token.too_old), definition=definition)
        if not definition.fresh:
            return self.unavailable(definition, form)
        if request.POST.get("intent", "").startswith("change"):
            form.show_as_typed()
            return self.ask(definition, form)
        if token.too_old or not from_our_form(request):
            problem = _("The form lay open for a while, or your browser blocks cookies. Check it, and send it again.")
            return self.ask(definition, form, problem=problem)
        if not form.is_valid():
            return self.ask(definition, form)
        if token.too_fast:
            return self.ask(definition, form, problem=_("That was quick. Check your answers, and send them again."))
        if request.POST.get("intent") != "send":
            return self.show(request, "check.html", definition, form=form)
        try:
            return self.send(definition, form)
        except (Error, DecryptionError) as error:
            logger.error("A request could not be kept: %s.", type(error).__name__)
            return self.unavailable(definition, form)

    def send(self, definition: Definition, form: PersonForm) -> HttpResponse:
        """Keep the request, and confirm it once that is committed."""
        try:
            received = receive(self.submission(definition, form))
        except SlotTakenError:
            return self.slot_gone(definition, form)
        except AlreadySentError as before:
            form = self.form_class(self._renewed(None), definition=definition)
            problem = _(
                "You have sent this form already: its reference is %(reference)s. What you have changed since was not"
                " sent. Call us about it, or send this as a second request."
            ) % {"reference": before.reference}
            return self.ask(definition, form, problem=problem)
        return self.confirm(definition, received)

    def submission(self, definition: Definition, form: PersonForm) -> Submission:
        """Put together what is kept. Raises SlotTakenError for a time that is none any more."""
        cleaned = form.cleaned_data
        slot, location = None, None
        if cleaned.get("slot"):
            try:
                slot, location = slot_of(cleaned["slot"], definition.settings)
            except (ValueError, Location.DoesNotExist) as error:
                raise SlotTakenError from error
        elif cleaned.get("location"):
            location = Location.objects.filter(pk=cleaned["location"]).first()
        words = [value for name, value in cleaned.items() if isinstance(value, str) and name not in ("token", "email")]
        contacts = {"phone": cleaned["phone"], "email": cleaned["email"]}
        return Submission(
            kind=self.kind,
            name=cleaned["name"],
            phone=cleaned["phone"],
            email=cleaned["email"],
            answers={name: value for name, value in cleaned.items() if name not in OWN_FIELDS and value},
            token=read_token(cleaned["token"]).id,
            language=get_language() or "en",
            promised_at=promised_by(definition.settings, location or definition.home),
            location_id=location.pk if location else None,
            consents=tuple(ConsentGiven(kind, *consent_wording(kind)) for kind in form.consents),
            slot=slot,
            doubts=tuple(doubts_about(self.request, trapped=bool(cleaned["website"]), words=words, contacts=contacts)),
        )

    def confirm(self, definition: Definition, received: Received) -> HttpResponse:
        """Say what the reference is, what happens next and by when."""
        request = received.request
        booking = SlotBooking.objects.filter(request=request).first()
        place = request.location or definition.home
        return self.show(
            self.request,
            "done.html",
            definition,
            reference=request.reference,
            slot=moment_in_words(booking.starts_at, booking.time_zone) if booking else "",
            promised=moment_in_words(request.promised_at, place.time_zone if place else settings.TIME_ZONE),
        )

    def slot_gone(self, definition: Definition, form: PersonForm) -> HttpResponse:
        """Show the form again: somebody else has just taken that time."""
        definition = load_definition(self.request, self.kind)
        data = self._renewed(read_token(form.cleaned_data["token"]).id)
        data["slot"] = ""
        form = self.form_class(data, definition=definition)
        if form.is_valid() and "slot" in form.fields:
            form.add_error("slot", _("This time has just been taken. Choose another."))
        return self.ask(definition, form)

    def ask(self, definition: Definition, form: PersonForm, problem: str = "") -> HttpResponse:
        """Show the questions, with what is wrong above them."""
        if problem:
            form.show_as_typed()
            form.add_error(None, problem)
        return self.show(self.request, "form.html", definition, form=form)

    def unavailable(self, definition: Definition, form: PersonForm) -> HttpResponse:
        """Give the answers back, and the phone number: nothing was kept, and nothing says it was."""
        if form.is_bound:
            form.show_as_typed()
        definition = replace(definition, fresh=False)
        return self.show(self.request, "form.html", definition, form=form, status=503)

    def show(
        self, request: HttpRequest, template: str, definition: Definition, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        """Print a page of this form."""
        context = {"definition": definition, "frame": definition.frame, "title": TITLES[self.kind], **more}
        return render(request, f"consultations/{template}", context, status=status)

    def _renewed(self, token_id: Any, *, restart: bool = False) -> Any:
        """Return the answers as they came, with a token that is ours, and as old as it is unless it starts anew."""
        data = self.request.POST.copy()
        if restart or token_id is None or token_id != read_token(data.get("token", "")).id:
            data["token"] = hand_out(token_id)
        return data


FORMS: dict[Kind, type[PersonForm]] = {
    Kind.CONTACT: QuestionForm,
    Kind.CONSULTATION: ConsultationForm,
    Kind.REFERRAL: ReferralForm,
    Kind.INSURANCE: InsuranceForm,
}


class QuestionView(RequestView):
    """Ask a question."""


class ConsultationView(RequestView):
    """Request a consultation."""

    kind, form_class = Kind.CONSULTATION, ConsultationForm


class ReferralView(RequestView):
    """Refer a patient."""

    kind, form_class = Kind.REFERRAL, ReferralForm


class InsuranceView(RequestView):
    """Check insurance."""

    kind, form_class = Kind.INSURANCE, InsuranceForm
