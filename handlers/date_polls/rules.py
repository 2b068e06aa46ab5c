"""Which days a poll lets people choose between, what is wrong with those in its form, and which is the best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import Enum, auto
from typing import Any

from handlers.meetings.rules import FURTHEST
from handlers.working_days import next_working, working_days_before
from storage.base import new_id
from storage.date_polls import Answer, DatePoll, PollDay
from storage.meetings import Meeting
from storage.wall_time import day_of, moment_of

LEAST, NUMBERS = 2, range(1, 7)


@dataclass(frozen=True, order=True)
class Slot:
    """A day and a time of it."""

    day: date
    begins: time

    def starts_at(self, tz: tzinfo) -> datetime:
        return moment_of(self.day, self.begins, tz)


def proposed(meeting: Meeting, now: datetime) -> list[Slot]:
    """What is filled in: the meeting's own day, and the working days around it."""
    days = working_days_before(meeting.day, 1), meeting.day, next_working(meeting.day)
    slots = [Slot(day, meeting.begins) for day in days]
    return [slot for slot in slots if now < slot.starts_at(meeting.network.tz)]


def day_field(number: int) -> str:
    return f"day_{number}"


def begins_field(number: int) -> str:
    return f"begins_{number}"


def slots_from(fields: Mapping[str, Any]) -> dict[str, Slot]:
    """The name of a day's field -> what stands there, without what is left empty."""
    return {
        day_field(n): Slot(date.fromisoformat(fields[day_field(n)]), time.fromisoformat(fields[begins_field(n)]))
        for n in NUMBERS
        if fields[day_field(n)]
    }


class Fault(Enum):
    TOO_FEW = auto()
    PAST = auto()
    FAR = auto()
    TWICE = auto()


def faults(slots: Mapping[str, Slot], meeting: Meeting, now: datetime) -> dict[str, Fault]:
    """Field name -> what is wrong there."""
    found, tz = {}, meeting.network.tz
    furthest = max(day_of(now, tz), meeting.day) + FURTHEST
    for place, (name, slot) in enumerate(slots.items()):
        if slot.day > furthest:
            found[name] = Fault.FAR
        elif slot.day < day_of(now, tz) or slot.starts_at(tz) <= now:
            found[name] = Fault.PAST
        elif slot in list(slots.values())[:place]:
            found[name] = Fault.TWICE
    if len(slots) < LEAST:
        found[next(name for n in NUMBERS if (name := day_field(n)) not in slots)] = Fault.TOO_FEW
    return found


def write(poll: DatePoll, slots: Sequence[Slot]) -> bool:
    """Let these be the days of the poll. What stays keeps its answers. False if they are its days already."""
    there = {Slot(day.day, day.begins): day for day in poll.days}
    if there.keys() == set(slots):
        return False
    poll.days = [
        there.get(slot) or PollDay(team_id=poll.team_id, id=new_id(), day=slot.day, begins=slot.begins)
        for slot in sorted(slots)
    ]
    return True


def best_first(days: Sequence[PollDay], counts: Mapping[str, Counter[str]]) -> list[PollDay]:
    """Those that suit the most; of equals, those that suit more if need be; of equals, the earlier."""

    def rank(day: PollDay) -> tuple[int, int]:
        return -counts[day.id][Answer.WORKS], -counts[day.id][Answer.IF_NEED_BE]

    return sorted(days, key=rank)
