"""How a cycle is laid out, and what a working day is: ten years of it, beside a reckoning of the tests' own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as some

from handlers.meetings.rules import laid_out
from handlers.working_days import free_because, is_working, last_working, next_working, working_days_before
from storage.meetings import Cycle, Meeting
from storage.networks import Network
from tests.reckoning import A_DAY, first_showing, is_off, is_workday, wall, workdays
from tests.test_wall_time import YEARS, days, hours, zones

weekdays = some.integers(0, 6)
weeks = some.integers(1, 8)
numbers = some.integers(1, Cycle.MEETINGS_MAX)


@given(days, weekdays, weeks, numbers)
@example(date(2027, 3, 1), 3, 1, 20)  # Thursdays: Maundy Thursday, and Ascension Day
@example(date(2026, 12, 1), 3, 1, 5)  # both eves
@example(date(2027, 4, 3), 5, 4, 3)  # Saturdays: 1 May is one
def test_a_cycle_keeps_its_weekday_and_its_weeks_and_skips_what_is_off(
    first: date, weekday: int, every: int, number: int
) -> None:
    met, skipped = laid_out(first, weekday, every, number)
    passed = sorted([*met, *(day for day, _why in skipped)])
    assert len(met) == number
    assert first <= passed[0] < first + timedelta(days=7)
    assert {day.weekday() for day in passed} == {weekday}
    assert all(later - sooner == timedelta(weeks=every) for sooner, later in pairwise(passed))
    assert passed[-1] == met[-1]  # it does not go on past its last meeting
    assert [day for day in passed if is_off(day)] == [day for day, _why in skipped]
    assert all(why == free_because(day) != "weekend" for day, why in skipped)


@given(days, weekdays, weeks, numbers, hours, zones)
def test_each_meeting_begins_when_the_clocks_show_it(
    first: date, weekday: int, every: int, number: int, hour: time, zone: ZoneInfo
) -> None:
    network = Network(zone=zone.key)
    for day in laid_out(first, weekday, every, number)[0][-3:]:
        meeting = Meeting(day=day, begins=hour, minutes=90, network=network)
        assert meeting.starts_at == first_showing(day, hour, zone)
        assert meeting.ends_at - meeting.starts_at == timedelta(minutes=90)
        assert meeting.ends == wall(meeting.ends_at, zone).time()


@given(days, weekdays, weeks, numbers, zones)
def test_nine_o_clock_is_nine_o_clock_all_through_a_cycle(
    first: date, weekday: int, every: int, number: int, zone: ZoneInfo
) -> None:
    for day in laid_out(first, weekday, every, number)[0]:
        starts_at = Meeting(day=day, begins=time(9), minutes=60, network=Network(zone=zone.key)).starts_at
        assert wall(starts_at, zone) == datetime.combine(day, time(9))


def test_every_day_of_ten_years_is_a_working_day_or_not() -> None:
    day = date(YEARS[0], 1, 1)
    while day.year <= YEARS[1]:
        assert is_working(day) == is_workday(day), (day, free_because(day))
        assert (free_because(day) is None) == is_workday(day)
        day += A_DAY


@given(days, some.integers(1, 30))
def test_working_days_are_counted(day: date, number: int) -> None:
    assert next_working(day) == workdays(day, 1)
    assert last_working(day) == (day if is_workday(day) else workdays(day, -1))
    assert working_days_before(day, number) == workdays(day, -number)
