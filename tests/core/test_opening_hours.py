"""Opening hours in real time: time zones, midnight, closures, and the nights on which clocks change."""

import datetime
from datetime import date, time
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from clinic.core.opening_hours import Hours, Interval, SpecialDays, Timetable
from clinic.core.opening_words import clock, hours_in_words, state_in_words

PACIFIC, MOUNTAIN, ARIZONA = (ZoneInfo(f"America/{city}") for city in ("Los_Angeles", "Denver", "Phoenix"))
OFFICE = Hours(time(9), time(17))
WEEK = {day: [OFFICE] for day in range(5)}
SET_FORWARD, SET_BACK = date(2026, 3, 8), date(2026, 11, 1)  # at 2 AM, in the US; both are Sundays


def at(zone: ZoneInfo, *moment: int, fold: int = 0) -> datetime.datetime:
    """Return a moment given on the clocks of a zone."""
    return datetime.datetime(*moment, tzinfo=zone, fold=fold)  # type: ignore[arg-type, misc]  # a moment is five whole numbers


def words(timetable: Timetable, *moment: int) -> str:
    """Return what a reader is told at a moment given on the clocks of the place."""
    return state_in_words(timetable.state_at(at(timetable.zone, *moment)))


def utc(*moment: int) -> datetime.datetime:
    return at(ZoneInfo("UTC"), *moment)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ((2026, 11, 23, 9, 0), "Open now until 5 PM"),  # Monday, the first moment
        ((2026, 11, 23, 16, 59), "Open now until 5 PM"),
        ((2026, 11, 23, 17, 0), "Closed now. Opens tomorrow at 9 AM"),  # the moment after the last
        ((2026, 11, 23, 8, 59), "Closed now. Opens today at 9 AM"),
        ((2026, 11, 27, 17, 0), "Closed now. Opens on Monday at 9 AM"),  # Friday evening
        ((2026, 11, 28, 12, 0), "Closed now. Opens on Monday at 9 AM"),
    ],
)
def test_a_reader_is_told_whether_it_is_open_and_until_when(moment: tuple[int, ...], said: str) -> None:
    assert words(Timetable(PACIFIC, WEEK), *moment) == said


def test_the_clocks_of_the_place_count_wherever_the_reader_is() -> None:
    moment = utc(2026, 11, 23, 16, 30)  # 8:30 in Seattle, 9:30 in Boise and in Phoenix
    assert [Timetable(zone, WEEK).state_at(moment).is_open for zone in (PACIFIC, MOUNTAIN, ARIZONA)] == [
        False,
        True,
        True,
    ]
    summer = utc(2026, 7, 6, 15, 30)  # 8:30 in Seattle and in Phoenix, which does not change its clocks; 9:30 in Boise
    assert [Timetable(zone, WEEK).state_at(summer).is_open for zone in (PACIFIC, MOUNTAIN, ARIZONA)] == [
        False,
        True,
        False,
    ]


def test_a_break_at_noon_closes_the_place() -> None:
    parts = Timetable(PACIFIC, {0: [Hours(time(13, 30), time(18)), Hours(time(10), time(12, 30))]})
    assert words(parts, 2026, 11, 23, 12, 45) == "Closed now. Opens today at 1:30 PM"
    assert words(parts, 2026, 11, 23, 11, 0) == "Open now until 12:30 PM"


def test_a_night_that_passes_midnight_belongs_to_the_day_on_which_it_began() -> None:
    late = Timetable(PACIFIC, {4: [Hours(time(20), time(2))]})
    assert words(late, 2026, 11, 27, 23, 59) == "Open now until 2 AM"
    assert words(late, 2026, 11, 28, 1, 59) == "Open now until 2 AM"
    assert words(late, 2026, 11, 28, 2, 0) == "Closed now. Opens on Friday at 8 PM"
    assert words(late, 2026, 11, 27, 20, 0) == "Open now until 2 AM"
    assert words(late, 2026, 11, 27, 1, 0) == "Closed now. Opens today at 8 PM"
    closed_saturday = Timetable(late.zone, late.weekly, [SpecialDays(date(2026, 11, 28), date(2026, 11, 28))])
    assert words(closed_saturday, 2026, 11, 28, 1, 0) == "Open now until 2 AM"
    closed_friday = Timetable(late.zone, late.weekly, [SpecialDays(date(2026, 11, 27), date(2026, 11, 27))])
    assert words(closed_friday, 2026, 11, 27, 21) == "Closed now. Opens on December 4 at 8 PM"
    assert not closed_friday.state_at(at(PACIFIC, 2026, 11, 28, 1, 0)).is_open


def test_closing_at_midnight_is_said_so() -> None:
    assert words(Timetable(PACIFIC, {0: [Hours(time(12), time(0))]}), 2026, 11, 23, 23, 59) == "Open now until midnight"


def test_a_place_that_never_closes_says_no_time() -> None:
    always = Timetable(PACIFIC, {day: [Hours(time(0), time(0))] for day in range(7)})
    assert words(always, 2026, 3, 8, 2, 30) == "Open now, day and night"
    until_christmas = Timetable(PACIFIC, always.weekly, [SpecialDays(date(2026, 12, 25), date(2026, 12, 25))])
    assert words(until_christmas, 2026, 12, 1, 12) == "Open now until midnight on December 25"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ((2026, 11, 26, 10, 0), "Closed today: Thanksgiving. Opens on Monday at 9 AM"),
        ((2026, 11, 27, 10, 0), "Closed today: Thanksgiving. Opens on Monday at 9 AM"),
        ((2026, 11, 25, 17, 0), "Closed now. Opens on Monday at 9 AM"),
        ((2026, 12, 24, 11, 59), "Open now until noon"),
        ((2026, 12, 24, 13, 0), "Closed now. Opens tomorrow at 9 AM"),
    ],
)
def test_closures_and_other_hours_come_before_the_regular_ones(moment: tuple[int, ...], said: str) -> None:
    special = [
        SpecialDays(date(2026, 11, 26), date(2026, 11, 27), reason="Thanksgiving"),
        SpecialDays(date(2026, 12, 24), date(2026, 12, 24), (Hours(time(9), time(12)),)),
    ]
    assert words(Timetable(PACIFIC, WEEK, special), *moment) == said


def test_a_closed_weekday_may_be_open_for_once() -> None:
    saturday = [SpecialDays(date(2026, 11, 28), date(2026, 11, 28), (Hours(time(10), time(11)),))]
    assert words(Timetable(PACIFIC, WEEK, saturday), 2026, 11, 28, 10, 30) == "Open now until 11 AM"
    assert words(Timetable(PACIFIC, {}, saturday), 2026, 11, 28, 11) == "Closed now."


def test_a_night_on_which_clocks_are_set_forward_is_an_hour_shorter() -> None:
    [night] = Timetable(PACIFIC, {5: [Hours(time(22), time(6))]}).intervals(date(2026, 3, 7), date(2026, 3, 7))
    assert night == Interval(utc(2026, 3, 8, 6), utc(2026, 3, 8, 13))
    [short] = Timetable(PACIFIC, {6: [Hours(time(2, 30), time(4))]}).intervals(SET_FORWARD, SET_FORWARD)
    assert short == Interval(utc(2026, 3, 8, 10, 30), utc(2026, 3, 8, 11))  # 2:30 does not exist: it is 3:30
    closes = Timetable(PACIFIC, {6: [Hours(time(1), time(2, 30))]}).intervals(SET_FORWARD, SET_FORWARD)
    assert closes == [Interval(utc(2026, 3, 8, 9), utc(2026, 3, 8, 10, 30))]


def test_a_night_on_which_clocks_are_set_back_is_an_hour_longer() -> None:
    twice = Timetable(PACIFIC, {6: [Hours(time(1), time(1, 30))]})
    [interval] = twice.intervals(SET_BACK, SET_BACK)
    assert interval == Interval(utc(2026, 11, 1, 8), utc(2026, 11, 1, 9, 30))  # from the first 1:00 to the second 1:30
    assert twice.state_at(at(PACIFIC, 2026, 11, 1, 1, 45, fold=0)).is_open
    assert not twice.state_at(at(PACIFIC, 2026, 11, 1, 1, 45, fold=1)).is_open


def test_the_day_after_a_clock_change_opens_by_the_new_clock() -> None:
    days = Timetable(PACIFIC, WEEK).intervals(date(2026, 10, 30), date(2026, 11, 2))
    assert [interval.start.hour for interval in days] == [16, 17]
    assert words(Timetable(PACIFIC, WEEK), 2026, 11, 1, 0, 30) == "Closed now. Opens tomorrow at 9 AM"


times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
any_hours = st.lists(st.builds(Hours, times, times), max_size=2)
days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
timetables: Any = st.builds(
    Timetable,
    st.sampled_from([PACIFIC, MOUNTAIN, ARIZONA]),
    st.dictionaries(st.integers(0, 6), any_hours, max_size=7),
    st.lists(
        st.builds(
            lambda first, length, hours: SpecialDays(first, first + datetime.timedelta(days=length), tuple(hours)),
            days_of_2026,
            st.integers(0, 3),
            any_hours,
        ),
        max_size=4,
    ),
)
moments = st.integers(0, 350 * 24 * 60).map(lambda minutes: utc(2026, 1, 2) + datetime.timedelta(minutes=minutes))


@given(timetables, moments)
def test_what_is_said_of_a_moment_is_what_the_intervals_say(timetable: Timetable, moment: datetime.datetime) -> None:
    day = moment.astimezone(timetable.zone).date()
    near = timetable.intervals(day - datetime.timedelta(days=8), day + datetime.timedelta(days=8))
    assert all(before.end < after.start for before, after in pairwise(near))
    state = timetable.state_at(moment)
    assert state.is_open == any(each.start <= moment < each.end for each in near)
    if state.changes_at is not None:
        assert state.changes_at > moment
        instant = datetime.timedelta(microseconds=1)
        assert timetable.state_at(state.changes_at).is_open != state.is_open
        assert timetable.state_at(state.changes_at.astimezone(datetime.UTC) - instant).is_open == state.is_open


def test_times_are_said_as_people_say_them() -> None:
    assert [clock(time(hour, minute)) for hour, minute in ((0, 0), (0, 30), (9, 0), (12, 0), (13, 5))] == [
        "midnight",
        "12:30 AM",
        "9 AM",
        "noon",
        "1:05 PM",
    ]
    assert hours_in_words(Hours(time(0), time(0))) == "24 hours"
    with override("es"):
        assert clock(time(13, 5))
