"""When the bot speaks of meetings by itself: what follows from a meeting, and how it finds room in the channel.

Days are working days, hours are wall time in the network's zone. On one day only one planned post speaks in a channel,
and at most two in a week. What yields goes to the next working day; what would come when a preview tells the same, or
when it is of no use any more, does not come. A meeting's own day counts towards neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum, StrEnum, auto

from handlers.working_days import A_DAY, is_working, last_working, next_working, working_days_after, working_days_before
from storage.meetings import Meeting
from storage.networks import Evaluating, Volume
from storage.planned import key_of, numbered
from storage.wall_time import day_of, moment_of

A_WEEK, A_WEEK_MAX = timedelta(days=7), 2
EVENING = time(17)  # what is late does not come after it
HOUR, EARLY = time(9), timedelta(hours=1)
NEAR_THE_END, CLOSES = timedelta(minutes=10), time(9, 30)  # of the evaluation: it closes the next working day
A_WHILE = 5  # working days in which a summary is of use, where no meeting follows
WEDNESDAY = 2


class Kind(StrEnum):
    """What the bot says of a meeting, each with the name of its view. The order is their rank."""

    TODAY = "meeting.today"
    EVALUATION = "meeting.evaluation"  # near the end of a meeting; where it is spoken, a direct message to leaders
    PREVIEW = "meeting.preview"
    NEXT = "meeting.next"  # after a meeting: how it was, and what comes next
    REMINDER = "meeting.reminder"  # of the next topic
    CALL = "meeting.call"  # for topics
    CHARTER = "meeting.charter"  # after the meeting in the middle of a cycle: are the rules still good?
    REFLECTION = "meeting.reflection"  # between two meetings: a question to think about
    COMING = "meeting.coming"  # a direct message to participants: do they come? where places are booked
    PLANNING = "meeting.planning"  # a direct message to those who lead

    @property
    def rank(self) -> int:
        """1 goes first."""
        return list(Kind).index(self) + 1

    @property
    def is_counted(self) -> bool:
        """Does it count towards what a channel may hear in a day and a week?"""
        return self not in (Kind.TODAY, Kind.EVALUATION, Kind.COMING, Kind.PLANNING)


class Fault(Enum):
    """What is wrong with the moment to which a leader would move a post."""

    NO_DAY = auto()
    NO_TIME = auto()
    IS_PAST = auto()
    TOO_LATE = auto()


def faults_of_move(day: date | None, wall: time | None, now: datetime, last: datetime, tz: tzinfo) -> dict[str, Fault]:
    """Field name -> what is wrong there. `last`: it must come before that moment."""
    if day is None:
        return {"day": Fault.NO_DAY}
    if wall is None:
        return {"time": Fault.NO_TIME}
    if day < day_of(now, tz):
        return {"day": Fault.IS_PAST}
    if day > day_of(last, tz):
        return {"day": Fault.TOO_LATE}
    due = moment_of(day, wall, tz)
    if due <= now:
        return {"time": Fault.IS_PAST}
    return {"time": Fault.TOO_LATE} if due >= last else {}


SAYS = {
    Volume.QUIET: {Kind.EVALUATION, Kind.PREVIEW, Kind.NEXT},
    Volume.USUAL: set(Kind) - {Kind.REMINDER, Kind.CALL},
    Volume.EVERYTHING: set(Kind),
}


@dataclass(frozen=True)
class Slot:
    """One post about one meeting. `until`: of use before this moment; `last`: however late it comes, not after this."""

    kind: Kind
    meeting: Meeting
    due_at: datetime
    until: datetime
    last: datetime
    to: str | None = None  # the person, if it is a direct message
    number: int = 0  # of several of its kind about one meeting

    @property
    def subject_id(self) -> str:
        return numbered(self.meeting.id, self.number)

    @property
    def key(self) -> str:
        """Of the post that it becomes."""
        return key_of(self.kind, self.subject_id, self.to)


def slots(meetings: Sequence[Meeting], has_topic: Sequence[bool]) -> Iterator[Slot]:
    """What follows from meetings that are not cancelled, in their order, each at its own time. `has_topic`: of each."""
    for number, meeting in enumerate(meetings):
        following = meetings[number + 1] if number + 1 < len(meetings) else None
        yield from _before(meeting, has_topic[number])
        yield from _after(meeting, following)
        yield from _between(meeting, following) if following else ()


def _before(meeting: Meeting, has_topic: bool) -> Iterator[Slot]:
    tz, starts = meeting.network.tz, meeting.starts_at
    preview, planning = _days_before(meeting, 5), _days_before(meeting, 10)
    if has_topic:
        yield Slot(Kind.REMINDER, meeting, planning, until=preview, last=preview)
    else:
        yield Slot(Kind.CALL, meeting, _days_before(meeting, 15), until=planning, last=preview)
    yield Slot(Kind.PLANNING, meeting, planning, until=preview, last=preview)
    yield Slot(Kind.PREVIEW, meeting, preview, until=starts, last=starts)
    if meeting.is_booked:
        yield Slot(Kind.COMING, meeting, _days_before(meeting, 3), until=starts, last=starts)
    today = moment_of(meeting.day, time(8), tz) if meeting.begins >= HOUR else starts - EARLY
    yield Slot(Kind.TODAY, meeting, today, until=starts, last=starts)


def _after(meeting: Meeting, following: Meeting | None) -> Iterator[Slot]:
    network, day = meeting.network, next_working(meeting.day)
    if network.evaluation is not Evaluating.NONE:
        closes = moment_of(day, CLOSES, network.tz)
        yield Slot(Kind.EVALUATION, meeting, meeting.ends_at - NEAR_THE_END, until=closes, last=closes)
    if following:
        until = _days_before(following, 5)
    elif network.evaluation is Evaluating.NONE or network.volume is Volume.QUIET:
        return  # there will be nothing to say
    else:
        until = moment_of(working_days_after(day, A_WHILE), time(10), network.tz)
    yield Slot(Kind.NEXT, meeting, moment_of(day, time(10), network.tz), until=until, last=until)


def midway(meetings: Sequence[Meeting]) -> Iterator[Slot]:
    """What is asked after each of these, which stand in the middle of their cycles."""
    for meeting in meetings:
        due = moment_of(next_working(next_working(meeting.day)), time(10), meeting.network.tz)
        yield Slot(Kind.CHARTER, meeting, due, until=due + A_WEEK, last=due + A_WEEK)


def _between(meeting: Meeting, following: Meeting) -> Iterator[Slot]:
    """Questions to think about. The one midway is the first, so that it stays the same whatever else is asked."""
    tz, everything = meeting.network.tz, meeting.network.volume is Volume.EVERYTHING
    last = moment_of(following.day, time(0), tz)
    for number, day in enumerate(thinking_days(meeting.day, following.day, several=everything), start=1):
        due, until = moment_of(day, time(10), tz), moment_of(day, EVENING, tz)
        yield Slot(Kind.REFLECTION, meeting, due, until=until, last=last, number=number)


def thinking_days(first: date, second: date, *, several: bool = False) -> list[date]:
    """Between two meetings: the Wednesday nearest the middle; and every second one from there, if `several`.

    What is a free day moves earlier. None is on a meeting's own day, nor outside. The nearest to the middle come first.
    """
    gap = [first + n * A_DAY for n in range(1, (second - first).days)]
    there = [day for day in gap if day.weekday() == WEDNESDAY and last_working(day) > first]
    there.sort(key=lambda day: (abs((day - first) - (second - day)), day))
    fitting = [day for day in there if several and (day - there[0]).days % 14 == 0] or there[:1]
    return list(dict.fromkeys(last_working(day) for day in fitting))


def _days_before(meeting: Meeting, number: int) -> datetime:
    return moment_of(working_days_before(meeting.day, number), HOUR, meeting.network.tz)


def placed(those: Sequence[Slot], taken: Sequence[date], now: datetime, tz: tzinfo) -> list[Slot]:
    """Those that find room, each where it does, by rank. `taken`: the days on which the channel hears others anyway."""
    days, weeks = set(taken), Counter(_week(day) for day in taken)

    def with_room(slot: Slot, due: datetime) -> datetime:
        while slot.kind.is_counted and ((day := day_of(due, tz)) in days or weeks[_week(day)] >= A_WEEK_MAX):
            due = moment_of(next_working(day), slot.due_at.astimezone(tz).time(), tz)
        return due

    found = []
    for slot in sorted(those, key=lambda slot: (slot.kind.rank, slot.due_at)):
        due = with_room(slot, slot.due_at)
        until = min(slot.until + (day_of(due, tz) - day_of(slot.due_at, tz)), slot.last)  # only who yields gets longer
        if due <= now:
            due = with_room(slot, _in_time(slot, now, tz))
        if due >= until:
            continue
        found.append(replace(slot, due_at=due, until=until))
        if slot.kind.is_counted:
            days.add(day_of(due, tz))
            weeks[_week(day_of(due, tz))] += 1
    return found


def _in_time(slot: Slot, now: datetime, tz: tzinfo) -> datetime:
    """The first moment from now on when what is late disturbs nobody: its own time of the day, or later in the day.
    Where people are in a meeting anyway, that is at once; what is asked of it later has no time of its own."""
    there, wall = now.astimezone(tz), slot.due_at.astimezone(tz).time()
    in_meeting = False
    if slot.kind is Kind.EVALUATION:
        in_meeting, wall = now < slot.meeting.ends_at, HOUR
    is_early = there.time() < wall
    if slot.kind is Kind.TODAY or in_meeting or (is_working(there.date()) and not is_early and there.time() < EVENING):
        return now
    return moment_of(there.date() if is_working(there.date()) and is_early else next_working(there.date()), wall, tz)


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]
