"""Between moments and what a calendar and a clock on the wall show where the networks are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Oslo")


def day_of(moment: datetime) -> date:
    """The day that a calendar there shows."""
    return moment.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """The moment when a day begins there, in UTC."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)
