"""Between moments and what a calendar and a clock on the wall show where the networks are."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Oslo")
MINUTE = timedelta(minutes=1)


def day_of(moment: datetime, zone: tzinfo = ZONE) -> date:
    """The day that a calendar there shows."""
    return moment.astimezone(zone).date()


def start_of(day: date, zone: tzinfo = ZONE) -> datetime:
    """The moment when a day begins there, in UTC."""
    return moment_of(day, time(), zone)


def moment_of(day: date, wall: time, zone: tzinfo = ZONE) -> datetime:
    """The moment, in UTC, when the clocks there show this.

    Of a time that they show twice in an autumn's night, the first. Of one that they leave out in a spring's, the first
    minute after.
    """
    there = datetime.combine(day, wall, zone)
    moment = there.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == there.replace(tzinfo=None):
        return moment
    before = there.replace(fold=1).astimezone(UTC)  # as if the clocks had been put on already
    minutes = range((moment - before) // MINUTE)
    put_on = bisect_left(minutes, _offset(moment, zone), key=lambda n: _offset(before + n * MINUTE, zone))
    return before + put_on * MINUTE


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
