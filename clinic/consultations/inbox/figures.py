"""How many requests came and how soon they were answered: numbers alone, nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Now, TruncWeek
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clinic.consultations.audit import record
from clinic.consultations.inbox.views import InboxScreen
from clinic.consultations.models import Action, ConsultationRequest, Kind, SlotBooking, Status

WEEKS = 12
DAYS_AHEAD = 15
IN_TIME = Q(first_contact_at__lte=F("promised_at"))
# A request still open within its promised time is neither answered in time nor late.
DECIDED = Q(first_contact_at__isnull=False) | Q(promised_at__lt=Now())
PLOT_HEIGHT, BAR_WIDTH, BAR_GAP = 160, 32, 14


class Median(Aggregate):
    """The middle value of a group, by PostgreSQL's percentile_cont."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


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
        counted = counted_since(timezone.now() - timedelta(weeks=WEEKS))
        bars = bars_of(counted)
        return {
            **super().get_context_data(**kwargs),
            "total": next(iter(summed(counted)), None),
            "by_kind": [{**row, "label": Kind(row["kind"]).label} for row in summed(counted, "kind").order_by("kind")],
            "by_location": summed(counted, "location__name").order_by("location__name"),
            "bars": bars,
            "plot_width": len(bars) * (BAR_WIDTH + BAR_GAP) + BAR_GAP,
            "bar_width": BAR_WIDTH,
            "plot_height": PLOT_HEIGHT,
            "weeks": WEEKS,
        }


def counted_since(moment: datetime) -> QuerySet[ConsultationRequest]:
    """Return the requests that count: no spam, no suspicion of it, no duplicate."""
    return ConsultationRequest.objects.filter(received_at__gte=moment, merged_into=None, quarantined=False).exclude(
        status=Status.SPAM
    )


def summed(counted: QuerySet[ConsultationRequest], *by: str) -> Any:
    """Return received, decided, answered in time and median time to first contact: of all, or for each of ``by``."""
    took = ExpressionWrapper(F("first_contact_at") - F("received_at"), output_field=DurationField())
    grouped = counted.values(*by) if by else counted.annotate(everything=Value(1)).values("everything")
    return grouped.annotate(
        received=Count("pk"),
        decided=Count("pk", filter=DECIDED),
        in_time=Count("pk", filter=IN_TIME),
        median=Median(took),
    ).order_by()


def bars_of(counted: QuerySet[ConsultationRequest]) -> list[Bar]:
    """Return a bar for each week, weeks without requests included."""
    rows = {
        row["week"].date(): row
        for row in counted.annotate(week=TruncWeek("received_at"))
        .values("week")
        .annotate(received=Count("pk"), in_time=Count("pk", filter=IN_TIME))
        .order_by()
    }
    today = timezone.localdate()
    this_week = today - timedelta(days=today.weekday())
    weeks = [this_week - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    most = max([row["received"] for row in rows.values()], default=0) or 1
    bars = []
    for number, week in enumerate(weeks):
        row = rows.get(week, {"received": 0, "in_time": 0})
        bars.append(
            Bar(
                week=week,
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
            .defer(*(f"request__{name}" for name in ("name", "phone", "email", "answers")))
            .order_by("starts_at", "seat")
        )
        record(Action.LISTED, actor=self.user, shown=len(bookings))
        return {**super().get_context_data(**kwargs), "bookings": bookings, "days": DAYS_AHEAD}
