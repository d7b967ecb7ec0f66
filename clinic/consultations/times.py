"""When calls can be, and by when an answer is promised: counted in opening hours. Knows no model."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from clinic.core.opening_hours import Hours, Interval, Timetable

WEEKS_AHEAD = timedelta(weeks=8)  # beyond the longest closure that can be between a request and its answer
OFFICE_HOURS = {day: (Hours(time(9), time(17)),) for day in range(5)}


def timetable_or_office_hours(timetable: Timetable | None) -> Timetable:
    """Return the timetable, or Monday to Friday from nine to five where none was written down."""
    if timetable is None or timetable.is_empty:
        return Timetable(timetable.zone if timetable else ZoneInfo(settings.TIME_ZONE), OFFICE_HOURS)
    return timetable


def promise(timetable: Timetable, received: datetime, hours: int) -> datetime:
    """Return the moment by which so many opening hours have passed since ``received``, in UTC."""
    left = timedelta(hours=hours)
    for interval in _open_from(timetable, received):
        length = interval.end - interval.start
        if length >= left:
            return interval.start + left
        left -= length
    return received.astimezone(UTC) + WEEKS_AHEAD


def call_times(timetable: Timetable, now: datetime, *, minutes: int, days: int, notice: int) -> list[datetime]:
    """Return when calls can begin, in UTC: on the next ``days`` open days, ``notice`` hours from now at the earliest.

    They stand on round times from the opening on, and end before the place closes.
    """
    length, earliest = timedelta(minutes=minutes), now + timedelta(hours=notice)
    found: dict[str, list[datetime]] = {}
    for interval in _open_from(timetable, now, whole=True):
        begin = interval.start
        while begin + length <= interval.end:
            if begin >= earliest:
                found.setdefault(begin.astimezone(timetable.zone).date().isoformat(), []).append(begin)
            begin += length
        if len(found) > days:
            break
    return [begin for day in sorted(found)[:days] for begin in found[day]]


def _open_from(timetable: Timetable, moment: datetime, *, whole: bool = False) -> Iterator[Interval]:
    """Yield the open stretches that end after ``moment``; unless ``whole``, the first begins no earlier than it."""
    today = moment.astimezone(timetable.zone).date()
    for interval in timetable.intervals(today - timedelta(days=1), today + WEEKS_AHEAD):
        if interval.end > moment:
            yield interval if whole else Interval(max(interval.start, moment.astimezone(UTC)), interval.end)
