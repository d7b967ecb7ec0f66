"""The review calendar: every live page that is signed, with the day until which its review holds."""

import datetime
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, DateField, F, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput

from articles.editions.models import CurrentEdition
from articles.review.claims import pointed_at
from articles.review.due import SOON
from articles.review.models import Decision
from clinic.core.screens import DayColumn

STATES = {
    "lapsed": _("Lapsed"),
    "due": _("Due within 60 days"),
    "reviewed": _("Reviewed"),
    "unreviewed": _("Not reviewed"),
}


def calendar_rows() -> QuerySet[CurrentEdition]:
    """Return current editions of live pages with ``title``, ``reviewer``, ``signed_on``, ``valid_until``, ``state``.

    ``state`` is a key of STATES; without a signature that answers for the text the days are empty.
    """
    today = timezone.localdate()
    approved = {"sign_off__decision": Decision.APPROVED}
    said = {name: KeyTextTransform(name, F("sign_off")) for name in ("name", "signed_at", "valid_until")}
    return pointed_at().annotate(
        title=KeyTextTransform("title", F("edition__card")),
        reviewer=Coalesce(
            Case(When(**approved, then=said["name"]), output_field=TextField()), Value(""), output_field=TextField()
        ),
        signed_on=Case(When(**approved, then=Cast(said["signed_at"], DateField())), output_field=DateField()),
        valid_until=Case(When(**approved, then=Cast(said["valid_until"], DateField())), output_field=DateField()),
        state=Case(
            When(valid_until=None, then=Value("unreviewed")),
            When(valid_until__lt=today, then=Value("lapsed")),
            When(valid_until__lte=today + SOON, then=Value("due")),
            default=Value("reviewed"),
            output_field=CharField(),
        ),
    )


class CalendarFilters(WagtailFilterSet):
    """What the calendar can be cut down to."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=list(STATES.items()))
    reviewer = django_filters.CharFilter(label=_("Reviewer"), lookup_expr="icontains")
    before = django_filters.DateFilter(
        label=_("Holds until, at most"), field_name="valid_until", lookup_expr="lte", widget=AdminDateInput
    )

    class Meta:
        model = CurrentEdition
        fields: list[str] = []


def state_label(row: Any) -> str:
    """Return a row's state in words."""
    return str(STATES[row.state])


class ReviewCalendarView(ReportView):
    """Sortable by each column, filterable, exported as CSV and XLSX. Lapsed reviews head it."""

    page_title = _("Review calendar")
    header_icon = "calendar-alt"
    filterset_class = CalendarFilters
    index_url_name = "review_calendar"
    index_results_url_name = "review_calendar_results"
    default_ordering = "valid_until"
    model = CurrentEdition
    columns = [
        TitleColumn(
            "title", label=_("Page"), sort_key="title", get_url=lambda row: reverse("editions", args=(row.page_id,))
        ),
        Column("state", label=_("State"), accessor=state_label, sort_key="state"),
        DayColumn("valid_until", label=_("Holds until"), sort_key="valid_until"),
        DayColumn("signed_on", label=_("Signed on"), sort_key="signed_on"),
        Column("reviewer", label=_("Reviewer"), sort_key="reviewer"),
    ]
    list_export = ["title", "edition.number", "state", "valid_until", "signed_on", "reviewer", "edition.digest"]
    export_headings = {
        "title": _("Page"),
        "edition.number": _("Edition"),
        "state": _("State"),
        "valid_until": _("Holds until"),
        "signed_on": _("Signed on"),
        "reviewer": _("Reviewer"),
        "edition.digest": "SHA-256",
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer those who may see what was signed. Raises PermissionDenied."""
        if not request.user.has_perm("articles.view_signoff"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[CurrentEdition]:
        """Return every row; filters and order come on top."""
        return calendar_rows()

    def get_filename(self) -> str:
        """Name the export by the day."""
        return f"review-calendar-{datetime.date.isoformat(timezone.localdate())}"
