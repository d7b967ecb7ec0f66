"""Finding requests for the list: filtered, newest first, a page at a time by key, never with a word of a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.accounts.models import User
from clinic.consultations.models import ConsultationRequest, ContactIndex, Kind, Status
from clinic.consultations.models.requests import OPEN
from clinic.consultations.permissions import staff
from clinic.core.models import Location

A_PAGE = 25
SEALED = ("name", "phone", "email", "answers")
SHOWN = [
    ("open", _("Open")),
    *Status.choices,
    ("quarantine", _("In quarantine")),
    ("hold", _("Legal hold")),
    ("all", _("All")),
]


class FilterForm(forms.Form):
    """What the list shows. Nothing of it is about a person, so it may stand in the address."""

    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Every kind")), *Kind.choices], required=False)
    assignee = forms.ChoiceField(label=_("Assigned to"), required=False)
    location = forms.ModelChoiceField(
        label=_("Location"), queryset=Location.objects.order_by("name"), required=False, empty_label=_("Every location")
    )
    late = forms.BooleanField(label=_("Past the promised time"), required=False)

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        people = [(str(user.pk), str(user)) for user in staff()]
        choices = [("", _("Anybody")), ("me", _("Me")), ("nobody", _("Nobody yet")), *people]
        self.fields["assignee"] = forms.ChoiceField(label=_("Assigned to"), choices=choices, required=False)

    def apply(self, user: User) -> QuerySet[ConsultationRequest]:
        """Return what is asked for; what makes no sense is passed over."""
        chosen = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        found = shown(chosen.get("show") or "open")
        if kind := chosen.get("kind"):
            found = found.filter(kind=kind)
        if assignee := chosen.get("assignee"):
            whose = {"me": user.pk, "nobody": None}.get(assignee, assignee)
            found = found.filter(assignee=whose) if whose else found.filter(assignee=None)
        if location := chosen.get("location"):
            found = found.filter(location=location)
        if chosen.get("late"):
            found = found.filter(status=Status.NEW, promised_at__lt=timezone.now())
        return found

    @property
    def address(self) -> str:
        """Return the filters as they stand in an address, without the place in the list."""
        return urlencode({name: value for name, value in self.data.items() if name in self.fields and value})


def shown(name: str) -> QuerySet[ConsultationRequest]:
    """Return the requests of one of the views of ``SHOWN``. What is in quarantine is in its own view and in "all"."""
    found = ConsultationRequest.objects.defer(*SEALED).filter(merged_into=None)
    if name == "all":
        return found
    if name == "quarantine":
        return found.filter(quarantined=True, status=Status.NEW)
    if name == "hold":
        return found.filter(legal_hold=True)
    return found.filter(quarantined=False, status__in=OPEN if name == "open" else (name,))


@dataclass(frozen=True)
class Page:
    """A page of the list. ``newer`` and ``older`` are cursors, empty at the ends."""

    requests: list[ConsultationRequest]
    newer: str = ""
    older: str = ""


def page_of(found: QuerySet[ConsultationRequest], *, before: str = "", after: str = "") -> Page:
    """Return the page older than the cursor ``before``, or newer than ``after``, or the newest."""
    found = found.select_related("assignee", "location", "booking")
    cursor = read_cursor(before or after)
    if cursor is not None and after:
        rows = list(_newer_than(found, *cursor)[: A_PAGE + 1])
        more, rows = len(rows) > A_PAGE, rows[:A_PAGE][::-1]
        return Page(rows, newer=cursor_of(rows[0]) if more else "", older=cursor_of(rows[-1]) if rows else "")
    older = _older_than(found, *cursor) if cursor is not None else found.order_by("-received_at", "-pk")
    rows = list(older[: A_PAGE + 1])
    more, rows = len(rows) > A_PAGE, rows[:A_PAGE]
    return Page(rows, newer=cursor_of(rows[0]) if cursor and rows else "", older=cursor_of(rows[-1]) if more else "")


def neighbours(found: QuerySet[ConsultationRequest], here: ConsultationRequest) -> tuple[UUID | None, UUID | None]:
    """Return the next newer and the next older request of a list."""
    newer = _newer_than(found, here.received_at, here.pk).values_list("pk", flat=True).first()
    older = _older_than(found, here.received_at, here.pk).values_list("pk", flat=True).first()
    return newer, older


def same_contact(here: ConsultationRequest) -> list[ConsultationRequest]:
    """Return other requests made with the same phone or address, newest first."""
    values = list(ContactIndex.objects.filter(request=here).values_list("value", flat=True))
    ids = ContactIndex.objects.filter(value__in=values).exclude(request=here).values("request")
    return list(
        ConsultationRequest.objects.defer(*SEALED)
        .filter(pk__in=ids)
        .exclude(merged_into=here)
        .order_by("-received_at")[:10]
    )


def cursor_of(request: ConsultationRequest) -> str:
    """Return the place of a request in the list, for an address."""
    return f"{request.received_at.isoformat()}~{request.pk}"


def read_cursor(text: str) -> tuple[datetime, UUID] | None:
    """Return the place that a cursor names, or None for none and for nonsense."""
    moment, _tilde, number = text.partition("~")
    try:
        at, key = datetime.fromisoformat(moment), UUID(number)
    except ValueError:
        return None
    return None if timezone.is_naive(at) else (at, key)


def _older_than(found: QuerySet[ConsultationRequest], at: datetime, key: UUID) -> QuerySet[ConsultationRequest]:
    # The first condition is implied by the second, and lets the index be used.
    return found.filter(Q(received_at__lt=at) | Q(received_at=at, pk__lt=key), received_at__lte=at).order_by(
        "-received_at", "-pk"
    )


def _newer_than(found: QuerySet[ConsultationRequest], at: datetime, key: UUID) -> QuerySet[ConsultationRequest]:
    return found.filter(Q(received_at__gt=at) | Q(received_at=at, pk__gt=key), received_at__gte=at).order_by(
        "received_at", "pk"
    )
