"""A time zone as a calendar file has to tell it (RFC 5545, 3.6.5): from when on the clocks there are how far ahead."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from handlers.working_days import A_DAY
from storage.wall_time import MINUTE

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    Part: TypeAlias = TimezoneStandard | TimezoneDaylight

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVER = 1970  # the year in which rules begin, whatever was true then: calendars ask for no day before the first meeting


@dataclass(frozen=True)
class Change:
    """Clocks are put on, or back. `at`: what they showed when it was time."""

    at: datetime
    was: timedelta
    becomes: timedelta
    name: str

    @property
    def which(self) -> int:
        """Which of its weekdays of the month it is, as calendars count: the last is -1."""
        is_last = (self.at + 7 * A_DAY).month != self.at.month
        return -1 if is_last else (self.at.day + 6) // 7

    @property
    def rule(self) -> tuple[int, str]:
        return self.at.month, f"{self.which}{WEEKDAYS[self.at.weekday()]}"

    @property
    def first(self) -> datetime:
        """The first one by the rule."""
        days = range(1, monthrange(EVER, self.at.month)[1] + 1)
        those = [at for day in days if (at := self.at.replace(year=EVER, day=day)).weekday() == self.at.weekday()]
        return those[self.which if self.which < 0 else self.which - 1]


def described(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """True for these days and all between. By a rule for each year where there is one, as calendars like it best.

    icalendar can do it, too: but it lists the changes of each year until 2038, and begins the summer an hour late.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    years = range(first.year - 1, last.year + 1)  # the change before the first day may be one of the year before
    changes = list(_changes(zone, years)) or [_never(zone, first)]
    told = Timezone()
    told.add("tzid", zone.key)
    for kind, puts_on in ((TimezoneStandard, False), (TimezoneDaylight, True)):
        those = [change for change in changes if (change.becomes > change.was) is puts_on]
        is_yearly = _are_yearly(those, years)
        for change in those[:1] if is_yearly else those:
            told.add_component(_filled(kind(), change, is_yearly=is_yearly))
    return told


def _filled(part: Part, change: Change, *, is_yearly: bool) -> Part:
    part.add("tzoffsetfrom", change.was)
    part.add("tzoffsetto", change.becomes)
    part.add("tzname", change.name)
    part.add("dtstart", change.first if is_yearly else change.at)
    if is_yearly:
        month, weekday = change.rule
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": weekday})
    else:
        part.add("rdate", change.at)  # says no more than dtstart, but some programs look for a date here
    return part


def _are_yearly(those: Sequence[Change], years: range) -> bool:
    return len(those) == len(years) and len({change.rule for change in those}) == 1


def _changes(zone: ZoneInfo, years: range) -> Iterator[Change]:
    moment, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (years.start, years.stop))
    while moment < end:
        was, becomes = _offset(moment, zone), _offset(moment + A_DAY, zone)
        if was != becomes:
            minutes = range(A_DAY // MINUTE)
            at = moment + MINUTE * bisect_left(minutes, 1, key=lambda n: _offset(moment + n * MINUTE, zone) != was)
            yield Change((at + was).replace(tzinfo=None), was, becomes, str(at.astimezone(zone).tzname()))
        moment += A_DAY


def _never(zone: ZoneInfo, day: date) -> Change:
    """Where the clocks stay as they are, that begins some time."""
    there = datetime(day.year, 1, 1, tzinfo=zone)
    offset = _offset(there, zone)
    return Change(there.replace(year=EVER, tzinfo=None), offset, offset, str(there.tzname()))


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
