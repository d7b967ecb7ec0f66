"""The times for a call that are still free, for a form to offer."""

from collections import Counter
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
    taken = Counter(
        SlotBooking.objects.filter(starts_at__gte=now, location__in=places).values_list("location_id", "starts_at")
    )
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
        if taken[location.pk, begin] < settings.slot_capacity
    ]


def offered(location: Location, begin: datetime, *, several: bool) -> Offer:
    """Put a time into words, with the name of its time zone."""
    zone = str(location.get_time_zone_display())
    local = begin.astimezone(location.timetable.zone)
    day = date_format(local, "l, F j")
    return Offer(
        value=f"{location.pk}~{begin.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
        label=f"{date_format(local, 'D, M j')}, {clock(local.time())} ({zone})",
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


def moment_in_words(moment: datetime, zone: str) -> str:
    """Return a moment as people say it, with the name of the zone: Tuesday, November 24, 3 PM (Pacific time)."""
    local = moment.astimezone(ZoneInfo(zone))
    named = dict(Location._meta.get_field("time_zone").flatchoices).get(zone, zone.replace("_", " "))
    return f"{date_format(local, 'l, F j')}, {clock(local.time())} ({named})"
