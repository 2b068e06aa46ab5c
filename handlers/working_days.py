"""Working days in Norway: not weekends, public holidays, the eves before Christmas and New Year, or July."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import holidays

A_DAY = timedelta(days=1)
SUMMER = 7  # the month in which networks rest
WEEKEND, SUMMER_BREAK = "weekend", "summer break"
EVES = {(12, 24): "Christmas Eve", (12, 31): "New Year's Eve"}  # no public holidays, but nobody is at work


def free_because(day: date) -> str | None:
    """Why nobody is at work that day: the holidays' names in English, or one of the words above. None: they are."""
    if day.month == SUMMER:
        return SUMMER_BREAK
    return _red_days(day.year).get(day) or EVES.get((day.month, day.day)) or (WEEKEND if day.weekday() >= 5 else None)


def is_working(day: date) -> bool:
    return free_because(day) is None


def next_working(day: date) -> date:
    """The first working day after it."""
    day += A_DAY
    while not is_working(day):
        day += A_DAY
    return day


def last_working(day: date) -> date:
    """The day itself, if it is a working day, or else the last one before it."""
    while not is_working(day):
        day -= A_DAY
    return day


def working_days_before(day: date, number: int) -> date:
    """So many working days before it, whatever day it is itself."""
    for _ in range(number):
        day = last_working(day - A_DAY)
    return day


def working_days_after(day: date, number: int) -> date:
    """So many working days after it, whatever day it is itself."""
    for _ in range(number):
        day = next_working(day)
    return day


@cache
def _red_days(year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays("NO", years=year, language="en_US"))
