"""The page on which a person changes their own request, with its reference and the contact they gave."""

import logging
from collections.abc import Callable
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import View

from clinic.consultations import changes, spam
from clinic.consultations.contacts import read_email, read_phone
from clinic.consultations.definitions import Definition, load_definition
from clinic.consultations.forms import typed
from clinic.consultations.keyring import DecryptionError
from clinic.consultations.models import ConsultationRequest, Kind, SlotBooking
from clinic.consultations.models.requests import OPEN
from clinic.consultations.references import read_reference
from clinic.consultations.services import SlotTakenError
from clinic.consultations.slots import moment_in_words, slot_of
from clinic.core.models import Location

logger = logging.getLogger(__name__)

SALT = "clinic.consultations.change"
OPEN_FOR = 20 * 60  # seconds
GUESSES_PER_PLACE, GUESSES_PER_REFERENCE = 20, 5  # a day


class FindForm(forms.Form):
    """Which request, and proof that it is theirs."""

    reference = typed(
        gettext_lazy("Reference"), gettext_lazy("Enter the reference, such as KC-7F4Q-9X2M."), max_length=20
    )
    contact = typed(
        gettext_lazy("Phone number or e-mail address"),
        gettext_lazy("Enter the phone number or e-mail address that you gave."),
        max_length=254,
    )

    def clean_reference(self) -> str:
        """Return it as it is stored. One that cannot be is told apart at once: that gives nothing away."""
        reference = read_reference(self.cleaned_data["reference"])
        if reference is None:
            raise ValidationError(_("This is not a reference of ours. Look at it again: it looks like KC-7F4Q-9X2M."))
        return reference

    def clean_contact(self) -> tuple[str, str]:
        """Return phone and address, one of them empty. What cannot be either finds nothing."""
        given = self.cleaned_data["contact"]
        try:
            return ("", read_email(given)) if "@" in given else (read_phone(given), "")
        except ValidationError:
            return "", ""


@method_decorator([sensitive_post_parameters(), sensitive_variables()], name="dispatch")
class ChangeView(View):
    """Find a request, then change it. Between the two a signed number travels in the form, good for twenty minutes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep it out of caches; without the database, say so and give the phone number."""
        self.definition = load_definition(request, Kind.CONTACT)
        try:
            response = super().dispatch(request, *args, **kwargs) if self.definition.fresh else self.unavailable()
        except (Error, DecryptionError) as error:
            logger.error("A request could not be changed: %s.", type(error).__name__)
            response = self.unavailable()
        response["Cache-Control"] = "no-store"
        return response  # type: ignore[return-value]  # the views below return nothing else

    def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002 -- Django's signature
        """Ask which request."""
        return self.show("find.html", form=FindForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Find it, or change the one that was found."""
        if "found" not in request.POST:
            return self.find(request)
        try:
            number = signing.loads(request.POST["found"], salt=SALT, max_age=OPEN_FOR)
        except signing.BadSignature:
            return self.again(FindForm(), _("The page lay open for too long. Enter the reference once more."))
        own = ConsultationRequest.objects.filter(pk=number).first()
        if own is None:
            return self.again(FindForm(), _("This request is no longer here."))
        return self.manage(own, self.act(own))

    def find(self, request: HttpRequest) -> HttpResponse:
        """Look for it. Every failure says the same, and there are few a day."""
        form = FindForm(request.POST)
        if not form.is_valid():
            return self.show("find.html", form=form)
        reference = form.cleaned_data["reference"]
        tries = spam.count(request, "guesses"), spam.count_for("guesses", reference)
        if tries[0] > GUESSES_PER_PLACE or tries[1] > GUESSES_PER_REFERENCE:
            return self.again(form, _("Too many attempts today. Please call us."), status=429)
        own = changes.find_own(reference, *form.cleaned_data["contact"])
        if own is None:
            return self.again(form, _("We found no request with this reference and this phone number or address."))
        return self.manage(own)

    def act(self, own: ConsultationRequest) -> str:
        """Do what the pressed button says, and return what to tell."""
        what, _colon, which = self.request.POST.get("intent", "").partition(":")
        acts: dict[str, Callable[[], str]] = {"withdraw-consent": lambda: self._withdraw_consent(own, which)}
        if own.status in OPEN:
            acts["withdraw"] = lambda: self._withdraw(own)
            if not own.merged_into_id:  # the time of the call is then that of the request it is part of
                acts |= {"cancel-slot": lambda: self._cancel(own), "move-slot": lambda: self._move(own)}
        return acts[what]() if what in acts else ""

    def manage(self, own: ConsultationRequest, said: str = "") -> HttpResponse:
        """Show what can be changed."""
        own.refresh_from_db(fields=["status"])
        booking = SlotBooking.objects.filter(request=own).first()
        return self.show(
            "change.html",
            own=own,
            said=said,
            found=signing.dumps(str(own.pk), salt=SALT),
            is_open=own.status in OPEN,
            has_times=own.status in OPEN and not own.merged_into_id,
            slot=moment_in_words(booking.starts_at, booking.time_zone) if booking else "",
            consents=changes.given_consents(own.pk),
        )

    def again(self, form: FindForm, problem: str, *, status: int = 200) -> HttpResponse:
        """Ask once more, saying why."""
        return self.show("find.html", form=form, problem=problem, status=status)

    def unavailable(self) -> HttpResponse:
        """Say that nothing can be changed now."""
        return self.show("change_unavailable.html", status=503)

    def show(self, template: str, *, status: int = 200, **more: Any) -> HttpResponse:
        """Print a page."""
        definition: Definition = self.definition
        context = {
            "definition": definition,
            "frame": definition.frame,
            "title": _("Change your request"),
            **more,
        }
        return render(self.request, f"consultations/{template}", context, status=status)

    def _cancel(self, own: ConsultationRequest) -> str:
        changes.cancel_slot(own)
        return _("The call at that time is canceled. We still answer your request.")

    def _move(self, own: ConsultationRequest) -> str:
        chosen, gone = self.request.POST.get("slot", ""), _("This time is not free any more. Choose another.")
        if chosen not in {offer.value for offer in self.definition.times}:
            return gone
        try:
            booking = changes.move_slot(own, slot_of(chosen, self.definition.settings)[0])
        except (Location.DoesNotExist, SlotTakenError):
            return gone
        self.definition = load_definition(self.request, Kind.CONTACT)
        return _("We call you on %(when)s.") % {"when": moment_in_words(booking.starts_at, booking.time_zone)}

    def _withdraw_consent(self, own: ConsultationRequest, kind: str) -> str:
        changes.withdraw_consent(own, kind)
        return _("Withdrawn. We keep to it from now on.")

    def _withdraw(self, own: ConsultationRequest) -> str:
        changes.withdraw_request(own)
        return _("Your request is canceled. Nobody will call you about it.")
