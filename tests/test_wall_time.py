"""Nine o'clock is nine o'clock, whatever is done to the clocks: ten years of it, in zones that do it in all ways."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from storage.wall_time import day_of, moment_of, start_of
from tests.reckoning import A_DAY, A_MINUTE, first_showing, put_on_or_back, wall

ZONES = [
    "Europe/Oslo",
    "Europe/London",
    "America/New_York",
    "America/Nuuk",  # on a Saturday evening
    "America/Sao_Paulo",  # no more
    "Australia/Lord_Howe",  # half an hour
    "Africa/Casablanca",  # by the moon
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Pacific/Apia",  # 30 December 2011 never came
    "Pacific/Chatham",
    "UTC",
]
YEARS = 2026, 2035

days = some.dates(date(YEARS[0], 1, 1), date(YEARS[1], 12, 31))
hours = some.builds(time, some.integers(0, 23), some.integers(0, 59))
zones = some.sampled_from([ZoneInfo(name) for name in ZONES])


@given(days, hours, zones)
@example(date(2011, 12, 30), time(9), ZoneInfo("Pacific/Apia"))
@example(date(2027, 3, 28), time(2, 30), ZoneInfo("Europe/Oslo"))
@example(date(2026, 10, 25), time(2, 30), ZoneInfo("Europe/Oslo"))
@example(date(2027, 3, 27), time(23, 30), ZoneInfo("America/Nuuk"))
def test_a_moment_is_the_first_at_which_the_clocks_show_it(day: date, hour: time, zone: ZoneInfo) -> None:
    assert moment_of(day, hour, zone) == first_showing(day, hour, zone)


@pytest.mark.parametrize("name", ZONES)
def test_nine_is_nine_on_both_sides_of_each_change(name: str) -> None:
    zone = ZoneInfo(name)
    changes = put_on_or_back(zone, *YEARS)
    if name == "Europe/Oslo":
        assert len(changes) == 20  # two a year: else nothing is tried here
    for change in changes:
        for number in range(-3, 4):
            day = wall(change, zone).date() + number * A_DAY
            assert wall(moment_of(day, time(9), zone), zone) == datetime.combine(day, time(9))


@pytest.mark.parametrize("name", ZONES)
def test_each_minute_around_a_change_comes_once(name: str) -> None:
    """What the clocks show twice comes the first time, and what they leave out at the first minute after."""
    zone = ZoneInfo(name)
    for change in put_on_or_back(zone, *YEARS):
        walked = [change + n * A_MINUTE for n in range(-180, 181)]
        shown: dict[datetime, datetime] = {}
        for moment in walked:
            shown.setdefault(wall(moment, zone), moment)
        for n in range(-90, 91):
            sought = wall(change, zone) + n * A_MINUTE
            expected = shown.get(sought) or min(moment for moment in walked if moment >= change)
            assert moment_of(sought.date(), sought.time(), zone) == expected, (name, sought)


@given(days, zones)
def test_a_day_begins_with_the_first_moment_whose_calendar_shows_it(day: date, zone: ZoneInfo) -> None:
    begins = start_of(day, zone)
    assert day_of(begins, zone) == day
    assert day_of(begins - timedelta(microseconds=1), zone) < day


@given(days, hours, zones)
def test_a_moments_day_is_what_the_calendar_shows(day: date, hour: time, zone: ZoneInfo) -> None:
    moment = datetime.combine(day, hour, UTC)
    assert day_of(moment, zone) == wall(moment, zone).date()
    assert start_of(day_of(moment, zone), zone) <= moment < start_of(day_of(moment, zone) + A_DAY, zone)
