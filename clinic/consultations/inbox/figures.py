"""How many requests came and how soon they were answered: numbers alone, nobody's name."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Count,
    DateTimeField,
    F,
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


class Minutes(Func):
    """A length of time in whole minutes."""

    template = "floor(date_part('epoch', %(expressions)s) / 60)::int"
    output_field = IntegerField()


class Bucket(Func):
    """Between which of some moments another lies: 0 before the first, 1 from the first on."""

    function = "width_bucket"
    output_field = IntegerField()


@dataclass
class Sum:
    """What the table says of some requests. ``waited``: how many were first answered after so many minutes."""

    label: str = ""
    received: int = 0
    decided: int = 0
    in_time: int = 0
    waited: Counter[int] = field(default_factory=Counter)

    def add(self, received: int, decided: int, in_time: int, minutes: int | None) -> None:
        """Count requests that waited equally long."""
        self.received += received
        self.decided += decided
        self.in_time += in_time
        if minutes is not None:
            self.waited[minutes] += received

    @property
    def median(self) -> float | None:
        """The seconds after which half of those who were answered had been; None if nobody was."""
        half, passed = self.waited.total() / 2, 0
        for minutes in sorted(self.waited):
            passed += self.waited[minutes]
            if passed >= half:
                return 60.0 * minutes
        return None


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
            **summed(counted),
            "bars": bars,
            "plot_width": len(bars) * (BAR_WIDTH + BAR_GAP) + BAR_GAP,
            "bar_width": BAR_WIDTH,
            "plot_height": PLOT_HEIGHT,
            "weeks": WEEKS,
        }


def counted_since(moment: datetime) -> QuerySet[ConsultationRequest]:
    """Return the requests that count: no spam, no suspicion of it, no duplicate."""
    return ConsultationRequest.objects.filter(COUNTED, received_at__gte=moment)


def summed(counted: QuerySet[ConsultationRequest]) -> dict[str, Any]:
    """Return the sums of all, of each kind and of each location, those without one last.

    PostgreSQL counts those alike in one pass: sorting all of them for each median would take several times as long.
    """
    alike = (
        counted.values_list("kind", "location")
        .annotate(minutes=Minutes(F("first_contact_at") - F("received_at")))
        .annotate(received=Count("*"), decided=Count("kind", filter=DECIDED), in_time=Count("kind", filter=IN_TIME))
        .order_by()
    )
    names = dict(Location.objects.values_list("pk", "name"))
    total, kinds, places = Sum(), dict[str, Sum](), dict[int | None, Sum]()
    for kind, place, minutes, received, decided, in_time in alike:
        of_kind = kinds.setdefault(kind, Sum(str(Kind(kind).label)))
        of_place = places.setdefault(place, Sum(names[place] if place else _("No location")))
        for each in (total, of_kind, of_place):
            each.add(received, decided, in_time, minutes)
    return {
        "total": total,
        "by_kind": [kinds[kind] for kind in sorted(kinds)],
        "by_location": [places[key] for key in sorted(places, key=lambda key: (key is None, names.get(key or 0, "")))],
    }


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
