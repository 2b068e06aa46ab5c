"""Where posts find room in a channel: whatever the meetings, whatever was said already, whenever it is planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from handlers.announcements.rules import SAYS, Kind, Slot, placed, slots
from storage.meetings import Meeting
from storage.networks import Network, Volume
from tests.reckoning import A_DAY, AN_HOUR, is_workday, wall, workdays
from tests.test_wall_time import hours

DAYTIME = time(8), time(17)
ROUND_THE_CLOCK = [time(0, 20), time(8, 30), time(9), time(9, 30), time(10), time(12), time(18), time(23, 50)]


@dataclass(frozen=True)
class Life:
    """What a network's meetings ask for in a year: all that is said of them, each at its own time."""

    zone: ZoneInfo
    meetings: Sequence[Meeting]
    wants: Sequence[Slot]

    def day(self, moment: datetime) -> date:
        return wall(moment, self.zone).date()


@some.composite
def lives(draw: some.DrawFn) -> Life:
    """Every so many weeks, with some more that were added and some that nobody would expect."""
    zone = draw(some.sampled_from(["Europe/Oslo", "America/New_York", "Australia/Lord_Howe"]))
    network = Network(zone=zone, volume=draw(some.sampled_from(Volume)))
    first = draw(some.dates(date(2026, 1, 1), date(2034, 12, 31)))
    every = timedelta(weeks=draw(some.integers(1, 8)))
    met = [first + number * every for number in range(draw(some.integers(1, 10)))]
    added = draw(some.lists(some.integers(0, 200), max_size=2))
    began = draw(hours)
    meetings = [
        Meeting(id=f"m{number}", day=day, begins=began, minutes=90, network=network)
        for number, day in enumerate(sorted([*met, *(first + n * A_DAY for n in added)]))
    ]
    has_topic = draw(some.lists(some.booleans(), min_size=len(meetings), max_size=len(meetings)))
    says = SAYS[network.volume] - draw(some.sets(some.sampled_from(Kind), max_size=2))
    return Life(ZoneInfo(zone), meetings, [slot for slot in slots(meetings, has_topic) if slot.kind in says])


@some.composite
def moments(draw: some.DrawFn, life: Life) -> datetime:
    """From long before the first meeting until after the last."""
    first, last = life.meetings[0].day - 60 * A_DAY, life.meetings[-1].day + 5 * A_DAY
    return datetime.combine(draw(some.dates(first, last)), draw(hours), UTC)


@some.composite
def heard(draw: some.DrawFn, life: Life) -> list[date]:
    """Days on which the channel hears something else, or has heard it."""
    first, last = life.meetings[0].day - 30 * A_DAY, life.meetings[-1].day
    return draw(some.lists(some.dates(first, last), max_size=12))


def week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def is_at_rest(moment: datetime, life: Life) -> bool:
    """Nobody is at work, or it is night."""
    there = wall(moment, life.zone)
    return not is_workday(there.date()) or not DAYTIME[0] <= there.time() < DAYTIME[1]


@given(some.data(), lives())
def test_a_channel_hears_one_a_day_and_two_a_week(data: some.DataObject, life: Life) -> None:
    taken = data.draw(heard(life))
    found = placed(life.wants, taken, data.draw(moments(life)), life.zone)
    days = [life.day(slot.due_at) for slot in found if slot.kind.is_counted]
    assert len({*days, *taken}) == len(days) + len(set(taken))
    in_week = Counter(week(day) for day in [*days, *taken])
    assert all(in_week[week(day)] <= 2 for day in days)


@given(some.data(), lives())
def test_each_comes_while_it_is_of_use_and_disturbs_nobody(data: some.DataObject, life: Life) -> None:
    now = data.draw(moments(life))
    own = {slot.key: slot for slot in life.wants}
    found = placed(life.wants, data.draw(heard(life)), now, life.zone)
    assert len({slot.key for slot in found}) == len(found)
    for slot in found:
        assert max(now, own[slot.key].due_at) <= slot.due_at < slot.until <= slot.last
        if slot.kind is Kind.EVALUATION and slot.due_at < slot.meeting.ends_at:
            continue  # people are at the meeting
        if slot.kind is Kind.TODAY:
            assert slot.due_at <= max(slot.meeting.starts_at - AN_HOUR, now)
        else:
            assert not is_at_rest(slot.due_at, life), slot


@given(some.data(), lives())
def test_none_yields_to_what_matters_less(data: some.DataObject, life: Life) -> None:
    taken, now = data.draw(heard(life)), data.draw(moments(life))
    found = placed(life.wants, taken, now, life.zone)
    for kind in Kind:
        alone = placed([slot for slot in life.wants if slot.kind.rank <= kind.rank], taken, now, life.zone)
        assert alone == [slot for slot in found if slot.kind.rank <= kind.rank]


@given(some.data(), lives())
def test_none_is_left_out_while_there_is_room(data: some.DataObject, life: Life) -> None:
    taken, now = data.draw(heard(life)), data.draw(moments(life))
    found = {slot.key: slot for slot in placed(life.wants, taken, now, life.zone)}
    for slot in life.wants:
        if slot.key in found or max(now, slot.due_at) >= slot.until:
            continue
        before = [other for other in found.values() if other.kind.is_counted and other.kind.rank <= slot.kind.rank]
        full = {*taken, *(life.day(other.due_at) for other in before)}
        in_week = Counter(week(day) for day in [*taken, *(life.day(other.due_at) for other in before)])
        day = life.day(max(now, slot.due_at)) - A_DAY
        while (day := workdays(day, 1)) < life.day(slot.until):
            is_full = slot.kind.is_counted and (day in full or in_week[week(day)] >= 2)
            assert is_full or (day == life.day(now) and wall(now, life.zone).time() >= DAYTIME[1]), (slot, day)


def spoken_in(life: Life, first: Mapping[str, Slot], hour: time, up: Sequence[bool]) -> dict[str, datetime]:
    """When each is said, if all is planned anew once a day while the bot is up. After a while down, it catches up."""
    said: dict[str, datetime] = {}
    plan, was_up = first, bool(first)
    began = life.day(min(slot.due_at for slot in life.wants)) - 30 * A_DAY
    now = datetime.combine(began, hour, life.zone)
    for is_up in up:
        if is_up:
            left = [slot for slot in life.wants if slot.key not in said]
            counted = [life.day(said[slot.key]) for slot in life.wants if slot.key in said and slot.kind.is_counted]
            anew = {slot.key: slot for slot in placed(left, counted, now, life.zone)}
            if was_up:
                assert anew == {key: slot for key, slot in plan.items() if key not in said}
            plan = anew
            said |= {key: slot.due_at for key, slot in plan.items() if slot.due_at < now + A_DAY}
        was_up, now = is_up, now + A_DAY
    return said


@settings(max_examples=25)
@given(lives().filter(lambda life: life.wants), some.sampled_from(ROUND_THE_CLOCK))
def test_planning_anew_each_day_changes_nothing(life: Life, hour: time) -> None:
    began = min(slot.due_at for slot in life.wants) - 40 * A_DAY
    first = {slot.key: slot for slot in placed(life.wants, [], began, life.zone)}
    span = (life.meetings[-1].day - began.date()).days + 3
    assert spoken_in(life, first, hour, [True] * span) == {key: slot.due_at for key, slot in first.items()}


@settings(max_examples=50)
@given(some.data(), lives().filter(lambda life: life.wants), some.sampled_from(ROUND_THE_CLOCK))
def test_after_a_while_down_nothing_bursts(data: some.DataObject, life: Life, hour: time) -> None:
    span = (life.meetings[-1].day - min(slot.due_at for slot in life.wants).date()).days + 40
    down = data.draw(some.sets(some.integers(0, span // 7), max_size=5))  # weeks
    said = spoken_in(life, {}, hour, [day // 7 not in down for day in range(span)])
    own = {slot.key: slot for slot in life.wants}
    days = [life.day(moment) for key, moment in said.items() if own[key].kind.is_counted]
    assert len(set(days)) == len(days)
    assert max(Counter(week(day) for day in days).values(), default=0) <= 2
    for key, moment in said.items():
        assert own[key].due_at <= moment < own[key].last
        in_meeting = own[key].kind is Kind.EVALUATION and moment < own[key].meeting.ends_at
        assert own[key].kind is Kind.TODAY or in_meeting or not is_at_rest(moment, life)
