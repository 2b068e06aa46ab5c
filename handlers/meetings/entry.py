"""What makes a single meeting: read from its form, what is wrong with it, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum, auto
from typing import Any

from handlers.lengths import LENGTHS
from handlers.meetings.rules import FURTHEST, chosen, laid_out
from handlers.typed import one_line, whole
from handlers.working_days import A_DAY
from storage.meetings import Meeting
from storage.networks import Network
from storage.people import Person
from storage.topics import Topic
from storage.wall_time import day_of, moment_of

NO_TOPIC = "none"  # in the menu of topics


@dataclass(frozen=True)
class Entry:
    """What stands in the form."""

    day: date | None
    begins: time
    minutes: int
    place: str = ""
    topic_id: str | None = None
    goals: str = ""
    host_id: str | None = None
    is_booked: bool = False

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Entry:
        return cls(
            day=date.fromisoformat(fields["day"]) if fields["day"] else None,
            begins=time.fromisoformat(fields["begins"]),
            minutes=chosen(fields["minutes"], LENGTHS),
            place=one_line(fields["place"]),
            topic_id=None if fields["topic"] == NO_TOPIC else fields["topic"],
            goals=whole(fields["goals"]),
            host_id=next(iter(fields["host"]), None),
            is_booked=bool(fields["booked"]),
        )

    @classmethod
    def of(cls, meeting: Meeting, topic: Topic | None) -> Entry:
        """What the form would hold of a meeting that stands. `topic`: what it is about by now."""
        return cls(
            meeting.day,
            meeting.begins,
            meeting.minutes,
            meeting.place,
            topic.id if topic else None,
            meeting.goals,
            meeting.host_id,
            meeting.is_booked,
        )

    @classmethod
    def usual(cls, network: Network, meetings: Sequence[Meeting], now: datetime) -> Entry:
        """One more, as the network usually meets: on the next such day on which it has none of `meetings` yet."""
        free = None
        if network.weekday is not None:
            days, _skipped = laid_out(day_of(now, network.tz) + A_DAY, network.weekday, 1, len(meetings) + 1)
            free = next(day for day in days if day not in {meeting.day for meeting in meetings})
        return cls(free, network.begins, network.minutes, network.place)

    def about(self, topic: Topic | None) -> Entry:
        """The same about this topic."""
        return replace(self, topic_id=topic.id if topic else None)

    def moves(self, meeting: Meeting) -> bool:
        return (self.day, self.begins) != (meeting.day, meeting.begins)

    def write(self, meeting: Meeting) -> None:
        """All but the topic: others show that it is given to a meeting."""
        assert self.day, "`faults` finds that it is missing"
        meeting.day, meeting.begins, meeting.minutes = self.day, self.begins, self.minutes
        meeting.place, meeting.goals, meeting.host_id = self.place, self.goals, self.host_id
        meeting.is_booked = self.is_booked


class Fault(Enum):
    NO_DAY = auto()
    PAST = auto()
    FAR = auto()
    BEGUN = auto()
    PLACE_TOO_LONG = auto()
    GOALS_TOO_LONG = auto()
    TOPIC_GONE = auto()
    HOST_CANNOT = auto()


def faults(
    entry: Entry, network: Network, now: datetime, *, meeting: Meeting | None, hosts: Sequence[Person], topic_gone: bool
) -> dict[str, Fault]:
    """Field name -> what is wrong there. `meeting`: what it was so far. `hosts`: who is chosen."""
    found = {}
    if wrong := _fault_of_day(entry, network, now, meeting):
        found["day"] = wrong
    if len(entry.place) > Network.PLACE_MAX:
        found["place"] = Fault.PLACE_TOO_LONG
    if len(entry.goals) > Meeting.GOALS_MAX:
        found["goals"] = Fault.GOALS_TOO_LONG
    if topic_gone:
        found["topic"] = Fault.TOPIC_GONE
    if any(host.is_bot or host.is_gone for host in hosts):
        found["host"] = Fault.HOST_CANNOT
    return found


def _fault_of_day(entry: Entry, network: Network, now: datetime, meeting: Meeting | None) -> Fault | None:
    """Only of a day or time that is new: what has been held can be corrected, but not be moved."""
    if entry.day is None:
        return Fault.NO_DAY
    if meeting and not entry.moves(meeting):
        return None
    if meeting and meeting.starts_at <= now:
        return Fault.BEGUN
    today = day_of(now, network.tz)
    if entry.day > today + FURTHEST:
        return Fault.FAR
    is_over = entry.day < today or moment_of(entry.day, entry.begins, network.tz) <= now
    return Fault.PAST if is_over else None
