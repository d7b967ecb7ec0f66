"""When a place is open, in real time: midnight, closures and clock changes included. Knows no model and no request.

A ``Timetable`` says what stands on the door: wall-clock times in the place's own time zone. ``intervals()`` and
``state_at()`` turn that into moments, which every other room asks for (a page, a slot for a call back).
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

# Within this many days something must change, or it is as good as never: the longest closure that is announced.
HORIZON_DAYS = 400
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Hours:
    """From ``opens`` to ``closes`` on the wall clock. A closing time that is not later is on the next day.

    The same time twice is a whole day.
    """

    opens: datetime.time
    closes: datetime.time

    @property
    def past_midnight(self) -> bool:
        """Whether the place closes on the day after it opened."""
        return self.closes <= self.opens


@dataclass(frozen=True)
class SpecialDays:
    """Days, first and last included, on which other hours hold; closed where ``hours`` is empty."""

    first: datetime.date
    last: datetime.date
    hours: tuple[Hours, ...] = ()
    reason: str = ""

    def holds_on(self, day: datetime.date) -> bool:
        """Whether ``day`` is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, order=True)
class Interval:
    """A stretch of time, in UTC; ``end`` is the first moment after it."""

    start: datetime.datetime
    end: datetime.datetime


@dataclass(frozen=True)
class State:
    """Whether a place is open at a moment. Moments are in the place's own time zone.

    ``changes_at`` is when it closes or next opens; None if it never does. ``now`` is the moment that was asked about.
    ``reason`` says why it is closed today, where that is known.
    """

    is_open: bool
    now: datetime.datetime
    changes_at: datetime.datetime | None
    reason: str = ""


@dataclass(frozen=True)
class Timetable:
    """The regular hours by weekday (Monday is 0), and the days on which others hold. Hours of a day do not overlap."""

    zone: ZoneInfo
    weekly: Mapping[int, Sequence[Hours]] = field(default_factory=dict)
    special: Sequence[SpecialDays] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said about when the place is open."""
        return not any(self.weekly.values()) and not any(days.hours for days in self.special)

    def special_on(self, day: datetime.date) -> list[SpecialDays]:
        """Return what is announced for a day; several where its hours are in parts."""
        return [days for days in self.special if days.holds_on(day)]

    def hours_on(self, day: datetime.date) -> list[Hours]:
        """Return the hours that begin on a day, in order; empty where the place is closed.

        What began the evening before runs on: closing Friday does not cut Thursday's night short.
        """
        announced = self.special_on(day)
        hours = [each for days in announced for each in days.hours] if announced else self.weekly.get(day.weekday(), ())
        return sorted(hours)

    def intervals(self, first: datetime.date, last: datetime.date) -> list[Interval]:
        """Return when the place is open, for all hours that begin from ``first`` to ``last``; what touches is one."""
        return list(_joined(self._unjoined(first, last)))

    def state_at(self, moment: datetime.datetime) -> State:
        """Return whether the place is open at ``moment`` (aware), and until when that holds."""
        now = moment.astimezone(self.zone)
        today = now.date()
        if self.is_empty:
            return State(False, now, None)
        # What is open now began today or yesterday; that what touches it began earlier changes nothing.
        ahead = _joined(self._unjoined(today - _DAY, today + HORIZON_DAYS * _DAY))
        interval = next((each for each in ahead if each.end > moment), None)
        if interval is None or interval.start > moment:
            reasons = [days.reason for days in self.special_on(today) if not days.hours]
            return State(False, now, self._local(interval.start if interval else None), next(filter(None, reasons), ""))
        never_closes = interval.end > moment + (HORIZON_DAYS - 1) * _DAY
        return State(True, now, None if never_closes else self._local(interval.end))

    def _local(self, moment: datetime.datetime | None) -> datetime.datetime | None:
        return moment.astimezone(self.zone) if moment else None

    def _unjoined(self, first: datetime.date, last: datetime.date) -> Iterator[Interval]:
        day = first
        while day <= last:
            yield from sorted(self._intervals_of(day))  # where clocks are set forward, two may change places
            day += _DAY

    def _intervals_of(self, day: datetime.date) -> Iterator[Interval]:
        for hours in self.hours_on(day):
            start = _moment(day, hours.opens, self.zone)
            end = _last_moment(day + _DAY if hours.past_midnight else day, hours.closes, self.zone)
            if start < end:
                yield Interval(start, end)


def _moment(day: datetime.date, time: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    """Return a wall-clock time as a moment in UTC: the first of two where clocks are set back.

    A time that clocks skip is as long after the change as it says, so 2:30 is 3:30.
    """
    return datetime.datetime.combine(day, time.replace(fold=0), tzinfo=zone).astimezone(datetime.UTC)


def _last_moment(day: datetime.date, time: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    """Return a wall-clock time as a moment in UTC: the second of two where clocks are set back."""
    second = datetime.datetime.combine(day, time.replace(fold=1), tzinfo=zone).astimezone(datetime.UTC)
    return max(_moment(day, time, zone), second)


def _joined(intervals: Iterator[Interval]) -> Iterator[Interval]:
    """Yield intervals, which come in the order of their starts, with those that touch or overlap made one."""
    current: Interval | None = None
    for interval in intervals:
        if current is None:
            current = interval
        elif interval.start <= current.end:
            current = Interval(current.start, max(current.end, interval.end))
        else:
            yield current
            current = interval
    if current is not None:
        yield current
