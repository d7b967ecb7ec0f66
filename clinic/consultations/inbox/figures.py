"""How many requests came and how soon they were answered: numbers alone, nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    F,
    FloatField,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.consultations.audit import record
from clinic.consultations.inbox.queries import SEALED
from clinic.consultations.inbox.views import InboxScreen
from clinic.consultations.models import Action, ConsultationRequest, Kind, SlotBooking
from clinic.consultations.models.requests import COUNTED
from clinic.core.models import Location

WEEKS = 12
DAYS_AHEAD = 15
IN_TIME = Q(first_contact_at__lte=F("promised_at"))
# A request still open within its promised time is neither answered in time nor late.
DECIDED = Q(first_contact_at__isnull=False) | Q(promised_at__lt=Now())
PLOT_HEIGHT, BAR_WIDTH, BAR_GAP = 160, 32, 14


class Median(Aggregate):
    """The middle of a group's lengths of time, in seconds: PostgreSQL sorts numbers sooner than intervals."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY date_part('epoch', %(expressions)s))"
    output_field = FloatField()


class Bucket(Func):
    """Between which of some moments another lies: 0 before the first, 1 from the first on."""

    function = "width_bucket"
    output_field = IntegerField()


@dataclass(frozen=True)
class Bar:
    """One week of the plot, in units of the drawing."""

    week: date
    received: int
    in_time: int
    x: int
    height: float
    in_time_height: float

    @property
    def y(self) -> float:
        """The top of the bar."""
        return PLOT_HEIGHT - self.height

    @property
    def in_time_y(self) -> float:
        """The top of the part that was answered in time."""
        return PLOT_HEIGHT - self.in_time_height


class FiguresView(InboxScreen):
    """Figures of the last twelve weeks, with a plot drawn on the server."""

    template_name = "consultations/admin/figures.html"
    page_title = gettext_lazy("Figures")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count what came, by week, kind and location."""
        record(Action.LISTED, actor=self.user, what="figures")
        counted = counted_since(timezone.now() - timedelta(weeks=WEEKS))
        bars = bars_of(counted)
        return {
            **super().get_context_data(**kwargs),
            "total": next(iter(summed(counted)), None),
            "by_kind": [{**row, "label": Kind(row["kind"]).label} for row in summed(counted, "kind").order_by("kind")],
            "by_location": by_location(counted),
            "bars": bars,
            "plot_width": len(bars) * (BAR_WIDTH + BAR_GAP) + BAR_GAP,
            "bar_width": BAR_WIDTH,
            "plot_height": PLOT_HEIGHT,
            "weeks": WEEKS,
        }


def counted_since(moment: datetime) -> QuerySet[ConsultationRequest]:
    """Return the requests that count: no spam, no suspicion of it, no duplicate."""
    return ConsultationRequest.objects.filter(COUNTED, received_at__gte=moment)


def summed(counted: QuerySet[ConsultationRequest], *by: str) -> Any:
    """Return received, decided, answered in time and median seconds to first contact: of all, or for each of ``by``."""
    took = F("first_contact_at") - F("received_at")
    grouped = counted.values(*by) if by else counted.annotate(everything=Value(1)).values("everything")
    return grouped.annotate(
        received=Count("*"),
        decided=Count("kind", filter=DECIDED),
        in_time=Count("kind", filter=IN_TIME),
        median=Median(took),
    ).order_by()


def by_location(counted: QuerySet[ConsultationRequest]) -> list[dict[str, Any]]:
    """Return the sums of each location by its name, those without one last."""
    names = dict(Location.objects.values_list("pk", "name"))
    rows = [{**row, "label": names.get(row["location"], _("No location"))} for row in summed(counted, "location")]
    return sorted(rows, key=lambda row: (row["location"] is None, str(row["label"])))


def bars_of(counted: QuerySet[ConsultationRequest]) -> list[Bar]:
    """Return a bar for each week, weeks without requests included."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight.replace(tzinfo=None) - timedelta(days=midnight.weekday())
    weeks = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    starts = [timezone.make_aware(week) for week in weeks]
    rows = {
        row["week"]: row
        for row in counted.annotate(
            week=Bucket(F("received_at"), Value(starts, output_field=ArrayField(DateTimeField())))
        )
        .values("week")
        .annotate(received=Count("*"), in_time=Count("pk", filter=IN_TIME))
        .order_by()
    }
    rows.pop(0, None)  # the days before the Monday of the first week
    most = max([row["received"] for row in rows.values()], default=0) or 1
    bars = []
    for number, week in enumerate(weeks):
        row = rows.get(number + 1, {"received": 0, "in_time": 0})
        bars.append(
            Bar(
                week=week.date(),
                received=row["received"],
                in_time=row["in_time"],
                x=BAR_GAP + number * (BAR_WIDTH + BAR_GAP),
                height=round(row["received"] / most * (PLOT_HEIGHT - 20), 1),
                in_time_height=round(row["in_time"] / most * (PLOT_HEIGHT - 20), 1),
            )
        )
    return bars


class CalendarView(InboxScreen):
    """The calls that are booked, by day: reference, kind and place; who it is stays closed."""

    template_name = "consultations/admin/calendar.html"
    page_title = gettext_lazy("Booked calls")
    header_icon = "date"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the bookings from today on."""
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        bookings = (
            SlotBooking.objects.filter(starts_at__gte=today, starts_at__lt=today + timedelta(days=DAYS_AHEAD))
            .select_related("request", "request__assignee", "location")
            .defer(*(f"request__{name}" for name in SEALED))
            .order_by("starts_at", "seat")
        )
        record(Action.LISTED, actor=self.user, shown=len(bookings))
        days: dict[date, list[SlotBooking]] = {}
        for booking in bookings:
            days.setdefault(booking.in_place.date(), []).append(booking)
        return {**super().get_context_data(**kwargs), "by_day": sorted(days.items()), "days": DAYS_AHEAD}
