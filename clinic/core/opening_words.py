"""Opening hours in a reader's words."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clinic.core.opening_hours import Hours, State

if TYPE_CHECKING:
    from clinic.core.models.locations import Location


@dataclass(frozen=True)
class Opening:
    """Whether a location is open as this page is written, in ``words``, and on whose clocks (``zone``)."""

    is_open: bool
    words: str
    zone: str


def opening_of(location: "Location | None", moment: datetime.datetime | None = None) -> Opening | None:
    """Return whether ``location`` is open at a moment (now unless given); None where no hours are known."""
    if location is None or location.timetable.is_empty:
        return None
    state = location.state_at(moment)
    return Opening(state.is_open, state_in_words(state), location.get_time_zone_display())


def clock(time: datetime.time) -> str:
    """Return a time of day as it is spoken: 9 AM, 1:30 PM, noon, midnight."""
    if time == datetime.time(0):
        return _("midnight")
    if time == datetime.time(12):
        return _("noon")
    # The format is Django's for dates; a language with a 24-hour clock translates it as "H:i".
    form = pgettext("time with minutes", "g:i A") if time.minute else pgettext("time on the hour", "g A")
    return date_format(datetime.datetime.combine(datetime.date.min, time), form)


def hours_in_words(hours: Hours) -> str:
    """Return one stretch of a day."""
    if hours.opens == hours.closes:
        return _("24 hours") if hours.opens == datetime.time(0) else _("24 hours from %s") % clock(hours.opens)
    return _("%(opens)s to %(closes)s") % {"opens": clock(hours.opens), "closes": clock(hours.closes)}


def state_in_words(state: State) -> str:
    """Return whether a place is open and until when, as a short line: "Open now until 5 PM"."""
    if state.is_open:
        if state.changes_at is None:
            return _("Open now, day and night")
        return _("Open now until %(when)s") % {"when": _until(state.changes_at, state.now)}
    closed = _("Closed today: %(reason)s.") % {"reason": state.reason} if state.reason else _("Closed now.")
    if state.changes_at is None:
        return closed
    return f"{closed} {_opens(state.changes_at, state.now)}"


def _until(end: datetime.datetime, now: datetime.datetime) -> str:
    """Return a closing time; with its day unless it is today or the coming night."""
    if end.date() == now.date() or end - now <= datetime.timedelta(hours=18):
        return clock(end.time())
    return _("%(time)s on %(day)s") % {"time": clock(end.time()), "day": _day(end.date(), now.date())}


def _opens(start: datetime.datetime, now: datetime.datetime) -> str:
    days, time = (start.date() - now.date()).days, clock(start.time())
    if days == 0:
        return _("Opens today at %(time)s") % {"time": time}
    if days == 1:
        return _("Opens tomorrow at %(time)s") % {"time": time}
    return _("Opens on %(day)s at %(time)s") % {"day": _day(start.date(), now.date()), "time": time}


def _day(day: datetime.date, today: datetime.date) -> str:
    """Return a day by its name within a week, and by its date beyond."""
    if (day - today).days < len(WEEKDAYS):
        return str(WEEKDAYS[day.weekday()])
    return date_format(day, "MONTH_DAY_FORMAT")
