"""The forms that the public fills in. Each asks only what a call-back needs (docs/consultations.md says why)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from clinic.consultations.contacts import read_email, read_phone, shown_phone
from clinic.consultations.definitions import Definition
from clinic.consultations.models import ConsentKind
from clinic.consultations.words import CONSENTS, STATES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REACHED_BY = [("phone", _("By phone")), ("email", _("By e-mail"))]
DAY_TIMES = [
    ("", _("Any time")),
    ("morning", _("In the morning")),
    ("midday", _("Around noon")),
    ("afternoon", _("In the afternoon")),
]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
INITIALS = re.compile(r"^\s*\w\.?(?:[\s-]?\w\.?){0,3}\s*$")
MISSING: "StrOrPromise" = _("Choose one of the answers.")


@dataclass(frozen=True)
class Answer:
    """One line of "check your answers"."""

    name: str
    label: str
    text: str
    field_id: str


def typed(label: "StrOrPromise", missing: "StrOrPromise" = "", **options: Any) -> forms.CharField:
    """Make a text field: required if ``missing`` says what to do without it."""
    attributes = {"autocomplete": options.pop("autocomplete", "off"), **options.pop("attrs", {})}
    length = options.setdefault("max_length", 100)
    widget = options.pop("widget", forms.TextInput)
    return forms.CharField(
        label=label,
        required=bool(missing),
        widget=widget(attrs=attributes),
        error_messages={"required": missing, "max_length": _("Keep it to %(length)s characters.") % {"length": length}},
        **options,
    )


def choice(label: "StrOrPromise", choices: Any, *, required: bool = True, **options: Any) -> forms.ChoiceField:
    """Make a list of radio buttons, or what ``widget`` says."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=options.pop("widget", forms.RadioSelect),
        error_messages={"required": MISSING, "invalid_choice": _("This answer is no longer offered. Choose another.")},
        **options,
    )


class PersonForm(forms.Form):
    """What every form asks: who, about what, and how and when to reach them.

    ``order`` lists the questions as they are asked; those that do not apply are left out. ``website`` is the honeypot.
    """

    order: tuple[str, ...] = ()

    name = typed(_("Your name"), _("Enter your name."), autocomplete="name")
    topic = choice(_("What is it about?"), [])
    reach_by = choice(_("How may we reach you about this request?"), REACHED_BY)
    phone = typed(
        _("Phone"),
        max_length=40,
        autocomplete="tel",
        attrs={"type": "tel"},
        help_text=_("With its area code."),
    )
    discreet = forms.BooleanField(
        label=_("Somebody else may answer: ask for me, and do not say who is calling."), required=False
    )
    voicemail = forms.BooleanField(label=CONSENTS[ConsentKind.VOICEMAIL], required=False)
    text = forms.BooleanField(label=CONSENTS[ConsentKind.TEXT], required=False)
    email = typed(_("E-mail"), max_length=254, autocomplete="email", attrs={"type": "email", "spellcheck": "false"})
    email_copy = forms.BooleanField(label=CONSENTS[ConsentKind.EMAIL_COPY], required=False)
    location = choice(_("Which location suits you?"), [])
    slot = choice(
        _("When shall we call?"),
        [],
        required=False,
        widget=forms.Select,
        help_text=_("If you choose no time, we call when we are open."),
    )
    best_time = choice(_("When is a good time?"), DAY_TIMES, required=False)
    interpreter = typed(_("Language, if you need an interpreter"), max_length=60)
    message = typed(
        _("Anything else we should know before we call"),
        max_length=1000,
        widget=forms.Textarea,
        attrs={"rows": 5},
        help_text=_("Please no diagnoses, medicines or test results: they are for the call."),
    )
    website = forms.CharField(required=False)
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        self._choice("topic").choices = [(topic, topic) for topic in definition.topics]
        self._choice("location").choices = definition.locations
        self._choice("slot").choices = [("", _("Any time when you are open")), *definition.grouped_times]
        left_out = {
            "location": not definition.locations,
            "slot": not definition.times,
            "best_time": bool(definition.times),
            "email_copy": not definition.acknowledges,
        }
        for name in [
            name for name in self.fields if name not in (*self.order, "website", "token") or left_out.get(name)
        ]:
            del self.fields[name]
        self.order_fields(self.order)

    def clean_name(self) -> str:
        """Write white space as one blank."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_phone(self) -> str:
        """Return E.164, or nothing."""
        given = self.cleaned_data["phone"]
        return read_phone(given) if given else ""

    def clean_email(self) -> str:
        """Return small letters, or nothing."""
        given = self.cleaned_data["email"]
        return read_email(given) if given else ""

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs."""
        cleaned = super().clean() or {}
        needed = {
            "phone": _("Enter the number at which we may call you."),
            "email": _("Enter the address at which we may write to you."),
        }
        way = cleaned.get("reach_by", "")
        if way in needed and way not in self.errors and not cleaned.get(way):
            self.add_error(way, needed[way])
        if (
            (cleaned.get("text") or cleaned.get("voicemail"))
            and not cleaned.get("phone")
            and "phone" not in self.errors
        ):
            self.add_error("phone", _("Enter the number for voicemail or text messages."))
        if cleaned.get("slot") and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Enter the number that we call at the time you chose."))
        if cleaned.get("slot") and cleaned.get("location", "") not in ("", cleaned["slot"].partition("~")[0]):
            self.add_error("slot", _("This time is at another location. Choose a time at the one you chose."))
        if cleaned.get("email_copy") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the address for the e-mail with your reference."))
        return cleaned

    def show_as_typed(self) -> None:
        """Show the answers without saying what is wrong with them."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    @property
    def consents(self) -> list[str]:
        """Return which consents were given."""
        return [kind for kind in ConsentKind.values if self.cleaned_data.get(kind)]

    def questions(self) -> Iterator[forms.BoundField]:
        """Yield the fields that people see, in order."""
        for name in self.fields:
            if name not in ("website", "token"):
                yield self[name]

    def carried(self) -> Iterator[tuple[str, str]]:
        """Yield every answer as it was given, for the hidden fields of the next page."""
        for name, form_field in self.fields.items():
            value = self.data.get(self.add_prefix(name), "")
            if name != "token" and value and not (isinstance(form_field, forms.BooleanField) and value == "False"):
                yield name, value

    def check_list(self) -> list[Answer]:
        """Return what was answered, in words."""
        found = []
        for bound in self.questions():
            value = self.cleaned_data.get(bound.name)
            if isinstance(bound.field, forms.BooleanField):
                said = str(_("Yes")) if value else str(_("No"))
            elif isinstance(bound.field, forms.ChoiceField):
                said = _chosen(bound.field, value) if value else str(_("Any time"))
            else:
                said = shown_phone(value) if bound.name == "phone" and value else str(value or _("Not given"))
            found.append(Answer(bound.name, str(bound.label), said, bound.id_for_label or bound.auto_id))
        return found

    def _choice(self, name: str) -> forms.ChoiceField:
        found = self.fields[name]
        if not isinstance(found, forms.ChoiceField):
            raise TypeError(f"{name} is no choice")
        return found


REACHING = ("reach_by", "phone", "discreet", "voicemail", "text", "email", "email_copy")
WHEN = ("location", "slot", "best_time", "interpreter", "message")


class QuestionForm(PersonForm):
    """Ask a question."""

    order = ("topic", "name", *REACHING, *WHEN)


class ConsultationForm(PersonForm):
    """Request a consultation. What bears on suitability is for the call; here are only the three that cannot wait."""

    order = ("emergency", "adult", "state", "topic", "name", *REACHING, *WHEN)

    emergency = choice(_("Is this an emergency now?"), YES_NO)
    adult = choice(_("Is the person who would be treated 18 or older?"), YES_NO)
    state = choice(
        _("In which state do they live?"),
        [("", _("Choose a state")), *((state, state) for state in STATES), ("elsewhere", _("Elsewhere"))],
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )

    def clean_emergency(self) -> str:
        """Send an emergency where there is help now: nobody reads this form in time."""
        if self.cleaned_data["emergency"] == "yes":
            raise ValidationError(
                _(
                    "Call 911 now, or call or text 988. Nobody reads this form in time. Your answers are still here for"
                    " later: choose “No” then."
                )
            )
        return str(self.cleaned_data["emergency"])


class InsuranceForm(PersonForm):
    """Check insurance."""

    order = ("carrier", "plan", "topic", "name", *REACHING, *WHEN)

    carrier = typed(_("Insurance carrier"), _("Enter the name of your insurance."), help_text=_("As on the card."))
    plan = typed(_("Plan"), help_text=_("No member number, please: we ask for it when we talk."))


class ReferralForm(PersonForm):
    """The way for a referring professional: who they are, and of the patient the initials only."""

    order = (
        "name",
        "practice",
        "reach_by",
        "phone",
        "voicemail",
        "email",
        "email_copy",
        "initials",
        "topic",
        "message",
    )

    practice = typed(_("Your profession and practice"), _("Enter your profession and where you practice."))
    initials = typed(
        _("The patient's initials"),
        _("Enter the patient's initials, such as S. O."),
        max_length=12,
        help_text=_("Initials only, such as S. O."),
    )

    def clean_initials(self) -> str:
        """Refuse what looks like a name."""
        given = str(self.cleaned_data["initials"])
        if not INITIALS.match(given):
            raise ValidationError(_("Enter initials only, such as S. O. Please do not give the patient's name."))
        return given.strip()


def _chosen(form_field: forms.ChoiceField, value: str) -> str:
    for key, label in list(form_field.choices):  # type: ignore[arg-type]  # a list by now, whatever it was given as
        if isinstance(label, list | tuple):
            for inner, inner_label in label:
                if inner == value:
                    return str(inner_label)
        elif key == value:
            return str(label)
    return value
