"""The times for a call that are still free, for a form to offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from clinic.consultations.models import IntakeSettings, SlotBooking
from clinic.consultations.services import Slot
from clinic.consultations.times import call_times, promise, timetable_or_office_hours
from clinic.core.models import Location
from clinic.core.opening_words import clock


@dataclass(frozen=True)
class Offer:
    """A time that is offered: its value in the form, its words, and the day and place it is listed under."""

    value: str
    label: str
    heading: str


def free_times(settings: IntakeSettings, locations: Iterable[Location]) -> list[Offer]:
    """Return the times with room left, at each location that has hours, on its own clocks."""
    if not settings.offers_slots:
        return []
    now, places = timezone.now(), [location for location in locations if not location.timetable.is_empty]
    length = timedelta(minutes=settings.slot_minutes)
    booked: dict[int | None, list[tuple[datetime, datetime]]] = {}
    for place, begins, ends in SlotBooking.objects.filter(ends_at__gt=now, location__in=places).values_list(
        "location_id", "starts_at", "ends_at"
    ):
        booked.setdefault(place, []).append((begins, ends))
    return [
        offered(location, begin, several=len(places) > 1)
        for location in places
        for begin in call_times(
            location.timetable,
            now,
            minutes=settings.slot_minutes,
            days=settings.slot_days,
            notice=settings.slot_notice,
        )
        if sum(begins < begin + length and begin < ends for begins, ends in booked.get(location.pk, ()))
        < settings.slot_capacity
    ]


def offered(location: Location, begin: datetime, *, several: bool) -> Offer:
    """Put a time into words, with the name of its time zone."""
    day = date_format(begin.astimezone(location.timetable.zone), "l, F j")
    return Offer(
        value=f"{location.pk}~{begin.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
        label=moment_in_words(begin, location.time_zone, day="D, M j"),
        heading=f"{day} · {location.name}" if several else day,
    )


def slot_of(value: str, settings: IntakeSettings) -> tuple[Slot, Location]:
    """Return the time that a form's value names. Raises ValueError or Location.DoesNotExist for one that is none."""
    number, _, begin = value.partition("~")
    starts_at = datetime.strptime(begin, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    location = Location.objects.get(pk=int(number))
    ends_at = starts_at + timedelta(minutes=settings.slot_minutes)
    return Slot(starts_at, ends_at, location.time_zone, settings.slot_capacity, location.pk), location


def promised_by(settings: IntakeSettings, location: Location | None) -> datetime:
    """Return by when a request of now is answered, counted in the hours of a location."""
    timetable = timetable_or_office_hours(location.timetable if location else None)
    return promise(timetable, timezone.now(), settings.answer_within)


def moment_in_words(moment: datetime, zone: str, day: str = "l, F j") -> str:
    """Return a moment as people say it, with the name of the zone: Tuesday, November 24, 3 PM (Pacific time)."""
    return f"{date_format(moment.astimezone(ZoneInfo(zone)), day)}, {time_in_words(moment, zone)}"


def time_in_words(moment: datetime, zone: str) -> str:
    """Return the time of a moment with the name of the zone: 3 PM (Pacific time)."""
    named = dict(Location._meta.get_field("time_zone").flatchoices).get(zone, zone.replace("_", " "))
    return f"{clock(moment.astimezone(ZoneInfo(zone)).time())} ({named})"
