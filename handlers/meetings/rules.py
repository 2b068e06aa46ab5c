"""How a cycle is laid out: which days its meetings fall on."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.working_days import WEEKEND, free_because


def laid_out(first: date, weekday: int, every: int, number: int) -> tuple[list[date], list[tuple[date, str]]]:
    """The days of so many meetings, `every` so many weeks from the first such weekday on; and what was skipped, why."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    days: list[date] = []
    skipped: list[tuple[date, str]] = []
    while len(days) < number:
        reason = free_because(day)
        if reason in (None, WEEKEND):  # who chooses a Saturday means it
            days.append(day)
        else:
            skipped.append((day, reason))
        day += timedelta(weeks=every)
    return days, skipped
