"""How editors say when a place is open: regular hours, closures and days with other hours."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from clinic.core.opening_hours import Hours, SpecialDays

_MINUTES_A_DAY = 24 * 60
_WEEK = 7 * _MINUTES_A_DAY
_PAST_MIDNIGHT = _("A time that is not later than the opening time is on the next day; the same time is a whole day.")
_OVERLAP = _("These hours overlap with others above.")
MOST_DAYS = 366

Span = tuple[int, int, int]  # first minute, minute after the last, index of the block


class RegularHoursBlock(blocks.StructBlock):
    """The same hours on one or more days of the week."""

    days = blocks.MultipleChoiceBlock(
        label=_("Days"), choices=[(str(day), name) for day, name in WEEKDAYS.items()], widget=CheckboxSelectMultiple
    )
    opens = blocks.TimeBlock(label=_("Opens"))
    closes = blocks.TimeBlock(label=_("Closes"), help_text=_PAST_MIDNIGHT)

    class Meta:
        icon = "time"
        label = _("Regular hours")
        description = _("The same hours on one or more days. For a break at noon, add a second one for the same days.")
        preview_value = {"days": ["0", "1", "2", "3"], "opens": "09:00", "closes": "17:00"}


class _DaysBlock(blocks.StructBlock):
    """One or more days in a row, and why they differ."""

    first_day = blocks.DateBlock(label=_("First day"))
    last_day = blocks.DateBlock(label=_("Last day"), required=False, help_text=_("Empty for a single day."))
    reason = blocks.CharBlock(
        label=_("Reason"), required=False, max_length=80, help_text=_("Readers see it, for example: Thanksgiving.")
    )

    def clean(self, value: Any) -> Any:
        """Refuse days that end before they begin, and a stretch so long that it must be a slip."""
        cleaned = super().clean(value)
        first, last = cleaned["first_day"], cleaned["last_day"]
        if last and first and last < first:
            raise StructBlockValidationError({"last_day": ValidationError(_("This is before the first day."))})
        if last and first and (last - first).days >= MOST_DAYS:
            raise StructBlockValidationError({"last_day": ValidationError(_("No more than a year at a time."))})
        return cleaned


class ClosureBlock(_DaysBlock):
    """Days on which the place is closed."""

    class Meta:
        icon = "cross"
        label = _("Closed")
        description = _("A holiday or another day on which nobody is there.")
        preview_value = {"first_day": "2026-11-26", "last_day": None, "reason": "Thanksgiving"}


class OtherHoursBlock(_DaysBlock):
    """Days on which hours other than the regular ones hold."""

    opens = blocks.TimeBlock(label=_("Opens"))
    closes = blocks.TimeBlock(label=_("Closes"), help_text=_PAST_MIDNIGHT)

    class Meta:
        icon = "date"
        label = _("Other hours")
        description = _("Days with hours of their own, which replace the regular ones.")
        preview_value = {"first_day": "2026-12-24", "last_day": None, "opens": "09:00", "closes": "12:00", "reason": ""}


class WeekBlock(blocks.StreamBlock):
    """The regular week."""

    hours = RegularHoursBlock()

    def clean(self, value: Any) -> Any:
        """Refuse hours that overlap, the night before Monday included."""
        cleaned = super().clean(value)
        spans: list[Span] = []
        for index, child in enumerate(cleaned):
            for day in child.value["days"]:
                start, end = _minutes(child.value, int(day))
                spans += [(start, end, index), (start - _WEEK, end - _WEEK, index)]
        _refuse(_overlapping(spans), _OVERLAP)
        return cleaned


class SpecialDaysBlock(blocks.StreamBlock):
    """Closures and days with other hours."""

    closed = ClosureBlock()
    other_hours = OtherHoursBlock()

    def clean(self, value: Any) -> Any:
        """Refuse a day that is said to be closed and open, and hours that overlap."""
        cleaned = super().clean(value)
        closed = {day for child in cleaned if child.block_type == "closed" for day in _days(child.value)}
        open_too = [
            index
            for index, child in enumerate(cleaned)
            if child.block_type == "other_hours" and closed.intersection(_days(child.value))
        ]
        _refuse(open_too, _("One of these days is also said to be closed. Say one or the other."))
        spans = [
            (*_minutes(child.value, day.toordinal()), index)
            for index, child in enumerate(cleaned)
            if child.block_type == "other_hours"
            for day in _days(child.value)
        ]
        _refuse(_overlapping(spans), _OVERLAP)
        return cleaned


def weekly_hours(stream: Any) -> dict[int, list[Hours]]:
    """Return the hours of each weekday that ``WeekBlock`` holds."""
    week: dict[int, list[Hours]] = {}
    for child in stream:
        for day in child.value["days"]:
            week.setdefault(int(day), []).append(Hours(child.value["opens"], child.value["closes"]))
    return {day: sorted(hours) for day, hours in sorted(week.items())}


def special_days(stream: Any) -> list[SpecialDays]:
    """Return the days that ``SpecialDaysBlock`` holds, in order."""
    found = []
    for child in stream:
        value = child.value
        hours = (Hours(value["opens"], value["closes"]),) if child.block_type == "other_hours" else ()
        first = value["first_day"]
        found.append(SpecialDays(first, value["last_day"] or first, hours, value["reason"] or ""))
    return sorted(found, key=lambda days: (days.first, days.last, days.hours))


def _minutes(value: Any, day: int) -> tuple[int, int]:
    """Return the hours of a block on a day, in minutes since day 0."""
    hours = Hours(value["opens"], value["closes"])
    start, end = (
        (day * 24 + time.hour) * 60 + time.minute for time in (hours.opens, hours.closes)
    )  # seconds are not asked for
    return start, end + _MINUTES_A_DAY if hours.past_midnight else end


def _days(value: Any) -> Iterator[datetime.date]:
    first, last = value["first_day"], value["last_day"] or value["first_day"]
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield datetime.date.fromordinal(number)


def _overlapping(spans: Iterable[Span]) -> set[int]:
    """Return the blocks whose hours begin before others, from an earlier block, are over."""
    found, end, whose = set(), -_WEEK, -1
    for start, until, index in sorted(spans):
        if start < end:
            found.add(max(index, whose))
        if until > end:
            end, whose = until, index
    return found


def _refuse(indexes: Iterable[int], why: Any) -> None:
    errors = {index: StructBlockValidationError({"opens": ValidationError(why)}) for index in indexes}
    if errors:
        raise StreamBlockValidationError(block_errors=errors)
