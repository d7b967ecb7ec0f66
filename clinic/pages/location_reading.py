"""What a reader is told of a location: plain values, on the day on which they read."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dates import WEEKDAYS

from clinic.core.models import Location
from clinic.core.opening_hours import Hours, SpecialDays
from clinic.core.opening_words import Opening, hours_in_words, opening_of

ANNOUNCED_DAYS = 92  # closures further ahead are not on the page yet


@dataclass(frozen=True)
class Day:
    """One day of the regular week. ``hours`` empty is closed; ``words`` are those hours as printed, one each."""

    number: int
    name: str
    is_today: bool
    hours: list[Hours]

    @property
    def words(self) -> list[str]:
        """The hours as printed."""
        return [hours_in_words(hours) for hours in self.hours]


@dataclass(frozen=True)
class Announcement:
    """Days on which the place is closed or has other hours. ``last`` is None for a single day."""

    first: datetime.date
    last: datetime.date | None
    hours: list[Hours]
    reason: str

    @property
    def words(self) -> list[str]:
        """The hours as printed; empty is closed."""
        return [hours_in_words(hours) for hours in self.hours]


@dataclass(frozen=True)
class Place:
    """A location as it is printed. ``url`` is that of its page."""

    location: Location
    url: str
    opening: Opening | None
    week: list[Day] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)


def described(location: Location, url: str, moment: datetime.datetime | None = None) -> Place:
    """Describe a location at a moment (now unless given), without a query."""
    timetable = location.timetable
    moment = moment or timezone.now()
    today = moment.astimezone(timetable.zone).date()
    if timetable.is_empty:
        return Place(location, url, None)
    week = [
        Day(number, str(name), number == today.weekday(), list(timetable.weekly.get(number, ())))
        for number, name in WEEKDAYS.items()
    ]
    until = today + datetime.timedelta(days=ANNOUNCED_DAYS)
    ahead = [days for days in timetable.special if days.last >= today and days.first <= until]
    return Place(location, url, opening_of(location, moment), week, _announced(ahead))


def _announced(special: list[SpecialDays]) -> list[Announcement]:
    """Return what is ahead in order; hours of the same days in parts are one."""
    found: dict[tuple[datetime.date, datetime.date, str], list[Hours]] = {}
    for days in special:
        found.setdefault((days.first, days.last, days.reason), []).extend(days.hours)
    return [
        Announcement(first, last if last != first else None, hours, reason)
        for (first, last, reason), hours in found.items()
    ]
