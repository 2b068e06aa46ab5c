"""How a cycle is laid out: which days its meetings fall on, and what is wrong with what stands in its forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum, auto
from typing import Any

from handlers.lengths import LENGTHS
from handlers.typed import one_line
from handlers.working_days import A_DAY, WEEKEND, free_because, next_working
from storage.meetings import Cycle, Meeting
from storage.networks import Network
from storage.wall_time import moment_of

WEEKS = range(1, 13)  # from one meeting to the next
NUMBERS = range(1, Cycle.MEETINGS_MAX + 1)
EVERY, NUMBER = 4, 5  # what is filled in
NOTICE = timedelta(weeks=2)  # that people have before the first meeting, if its day is not chosen
FURTHEST = timedelta(days=3_650)
AS_THE_FIRST = "first"  # in place of a weekday


@dataclass(frozen=True)
class Rhythm:
    """On which days the network shall meet."""

    first: date | None
    weekday: int | None = None  # None: that of the first day
    every: int = EVERY  # so many weeks
    number: int = NUMBER

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Rhythm:
        return cls(
            first=_day(fields["first"]),
            weekday=None if fields["weekday"] == AS_THE_FIRST else chosen(fields["weekday"], range(7)),
            every=chosen(fields["every"], WEEKS),
            number=chosen(fields["number"], NUMBERS),
        )

    @classmethod
    def of(cls, network: Network, today: date, last: date | None) -> Rhythm:
        """What is filled in for a network. `last`: the last meeting that is planned already."""
        after = last + timedelta(weeks=EVERY) if last else today + NOTICE
        if network.weekday is None:
            return cls(next_working(after - A_DAY))
        return cls(laid_out(after, network.weekday, 1, 1)[0][0], network.weekday)


@dataclass(frozen=True)
class Frame:
    """What the meetings have alike, and what they are about, in their order."""

    begins: time
    minutes: int
    place: str
    topic_ids: Sequence[str] = ()

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Frame:
        return cls(
            begins=time.fromisoformat(fields["begins"]),
            minutes=chosen(fields["minutes"], LENGTHS),
            place=one_line(fields["place"]),
            topic_ids=fields.get("topics", ()),  # not asked where there are none
        )

    @classmethod
    def of(cls, network: Network) -> Frame:
        """As the network usually has it."""
        return cls(network.begins, network.minutes, network.place)

    def write(self, meeting: Meeting, day: date, number: int) -> None:
        """`number`: which of the meetings it is, from 0 on."""
        meeting.day, meeting.begins, meeting.minutes, meeting.place = day, self.begins, self.minutes, self.place
        meeting.topic_id = self.topic_ids[number] if number < len(self.topic_ids) else None


class Fault(Enum):
    NO_DAY = auto()
    IS_OVER = auto()
    TOO_FAR = auto()
    SAME_DAY = auto()
    PLACE_TOO_LONG = auto()
    TOO_MANY_TOPICS = auto()


def faults_of_rhythm(rhythm: Rhythm, today: date) -> dict[str, Fault]:
    """Field name -> what is wrong there."""
    if rhythm.first is None:
        return {"first": Fault.NO_DAY}
    if rhythm.first < today:
        return {"first": Fault.IS_OVER}
    return {"first": Fault.TOO_FAR} if rhythm.first > today + FURTHEST else {}


def faults_of_frame(frame: Frame, number: int) -> dict[str, Fault]:
    """The same. `number`: of meetings."""
    found = {}
    if len(frame.place) > Network.PLACE_MAX:
        found["place"] = Fault.PLACE_TOO_LONG
    if len(frame.topic_ids) > number:
        found["topics"] = Fault.TOO_MANY_TOPICS
    return found


def faults_of_days(days: Mapping[str, date | None], begins: time, now: datetime, tz: tzinfo) -> dict[str, Fault]:
    """The same of days by the names of their fields. Any day may be chosen by hand, a red one too."""
    found = {}
    for number, (name, day) in enumerate(days.items()):
        if day is None:
            found[name] = Fault.NO_DAY
        elif day > now.date() + FURTHEST:
            found[name] = Fault.TOO_FAR
        elif day < now.date() - A_DAY or moment_of(day, begins, tz) <= now:
            found[name] = Fault.IS_OVER
        elif day in list(days.values())[:number]:
            found[name] = Fault.SAME_DAY
    return found


def days_from(fields: Mapping[str, Any]) -> dict[str, date | None]:
    """Field name -> the day that stands there, in the order of the form."""
    names = [name for number in NUMBERS if (name := day_field(number)) in fields]
    return {name: _day(fields[name]) for name in names}


def day_field(number: int) -> str:
    """The name of the field for the day of that meeting, from 1 on."""
    return f"day_{number}"


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


def _day(entered: str) -> date | None:
    return date.fromisoformat(entered) if entered else None


def chosen(value: str, offered: Collection[int]) -> int:
    """The choice of a menu."""
    if value not in map(str, offered):
        raise ValueError(f"{value!r} was not offered")
    return int(value)
