"""Days and moments as the tests reckon them, in other ways than the bot does.

Red days by Easter's own rule and the Norwegian law on public holidays; moments by walking through UTC, minute by
minute, with an eye on the wall.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache

A_DAY, AN_HOUR, A_MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
FIXED = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
MOVABLE = (-3, -2, 0, 1, 39, 49, 50)  # days from Easter: Maundy Thursday to Whit Monday
EVES = {(12, 24), (12, 31)}  # no public holidays, but nobody is at work


def easter(year: int) -> date:
    """By the rule of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * rest) // 433
    month = (h + rest - 7 * m + 90) // 25
    return date(year, month, (h + rest - 7 * m + 33 * month + 19) % 32)


def is_red(day: date) -> bool:
    return (day.month, day.day) in FIXED or (day - easter(day.year)).days in MOVABLE


def is_off(day: date) -> bool:
    """A day on which a cycle has no meeting: red, an eve, or in July."""
    return is_red(day) or (day.month, day.day) in EVES or day.month == 7


def is_workday(day: date) -> bool:
    return day.isoweekday() <= 5 and not is_off(day)


def workdays(day: date, step: int) -> date:
    """So many working days after it or, below zero, before it."""
    there = [day + n * A_DAY * (1 if step > 0 else -1) for n in range(1, 400)]
    return [other for other in there if is_workday(other)][abs(step) - 1]


def wall(moment: datetime, zone: tzinfo) -> datetime:
    """What the calendar and the clock show there."""
    return moment.astimezone(zone).replace(tzinfo=None)


def first_showing(day: date, hour: time, zone: tzinfo) -> datetime:
    """The first minute at which they show this or, if they never do, what comes after it."""
    sought = datetime.combine(day, hour)
    moment = sought.replace(tzinfo=UTC) - 15 * AN_HOUR  # no zone is farther ahead
    while wall(moment, zone) < sought:
        moment += A_MINUTE
    return moment


@cache
def put_on_or_back(zone: tzinfo, first: int, last: int) -> list[datetime]:
    """The moments in all these years from which the clocks show another time than they would have.

    At full or half hours: they are put on or back at no other.
    """
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    found, before = [], wall(moment, zone) - moment.replace(tzinfo=None)
    while moment < end:
        after = wall(moment, zone) - moment.replace(tzinfo=None)
        if after != before:
            found.append(moment)
        before, moment = after, moment + AN_HOUR / 2
    return found
