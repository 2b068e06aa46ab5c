"""A year of networks, lived through by turning the clock, beside what product.md promises: "How much it says".

The table stands here in its words. Whoever builds another row of it adds the row here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.clock import Metronome
from handlers.words import Words
from sandbox import Sandbox
from sandbox.clock import Clock
from storage.networks import Volume
from tests.conftest import MANIFEST
from tests.living import House, Living
from tests.reckoning import A_DAY, AN_HOUR, is_off, is_workday, workdays
from tests.years import CHANNEL, DIRECT, THREAD, Said, Year

BEGINS, ENDS = datetime(2026, 8, 3, 7, tzinfo=UTC), datetime(2027, 8, 30, tzinfo=UTC)
STILLE, VANLIG, ALT = Volume
MORNING, NIGHT = time(7), time(22)


@dataclass(frozen=True)
class Met:
    """A meeting, and what the clock on the wall shows when something is to be said of it."""

    number: int
    day: date
    begins: time
    has_topic: bool
    following: Met | None = None

    def start(self) -> datetime:
        return datetime.combine(self.day, self.begins)

    def days_before(self, number: int) -> datetime:
        """What falls on a free day moves earlier."""
        return datetime.combine(workdays(self.day, -number), time(9))

    def preview(self) -> datetime:
        return self.days_before(5)

    def planning(self) -> datetime:
        return self.days_before(10)

    def reminder(self) -> datetime | None:
        return self.days_before(10) if self.has_topic else None

    def call(self) -> datetime | None:
        return None if self.has_topic else self.days_before(15)

    def this_morning(self) -> datetime:
        return datetime.combine(self.day, time(8)) if self.begins >= time(9) else self.start() - AN_HOUR

    def day_after(self) -> datetime | None:
        return datetime.combine(workdays(self.day, 1), time(10)) if self.following else None

    def next_preview(self) -> datetime:
        assert self.following
        return self.following.preview()


@dataclass(frozen=True)
class Row:
    """A row of the table: where it is said, for each volume, and when."""

    post: str
    view: str
    when: Callable[[Met], datetime | None]
    volumes: Sequence[str | None]
    until: Callable[[Met], datetime]

    @property
    def is_counted(self) -> bool:
        return self.post not in UNCOUNTED


# By their rank.
TABLE = [
    #    post                                      when              Stille   Vanlig   Alt        useful until
    Row("agenda preview", "meeting.preview",       Met.preview,      (CHANNEL, CHANNEL, CHANNEL), Met.start),
    Row("next topic", "meeting.next",              Met.day_after,    (CHANNEL, CHANNEL, CHANNEL), Met.next_preview),
    Row("next-topic reminder", "meeting.reminder", Met.reminder,     (None, None, CHANNEL),       Met.preview),
    Row("ask for topics", "meeting.call",          Met.call,         (None, None, CHANNEL),       Met.planning),
    Row("plan the meeting", "meeting.planning",    Met.planning,     (None, DIRECT, DIRECT),      Met.preview),
    Row("today", "meeting.today",                  Met.this_morning, (None, THREAD, CHANNEL),     Met.start),
]  # fmt: skip
UNCOUNTED = {"plan the meeting", "today"}  # towards one a day and two a week
YIELDS_UNTIL = {"ask for topics": Met.preview}  # where that is not when it ceases to be useful anyway

OPENS = {
    "agenda preview": {"nb": "📅 Møtet ", "nn": "📅 Møtet ", "en": "📅 The meeting on "},
    "next topic": {"nb": "📅 Neste møte", "nn": "📅 Neste møte", "en": "📅 Our next meeting"},
    "next-topic reminder": {"nb": "📅 Temaet ", "nn": "📅 Temaet ", "en": "📅 The topic on "},
    "ask for topics": {"nb": "📅 Møtet ", "nn": "📅 Møtet ", "en": "📅 The meeting on "},
    "plan the meeting": {"nb": "📅 Et møte ", "nn": "📅 Eit møte ", "en": "📅 A meeting to plan "},
    "today": {"nb": "📅 Vi møtes i dag", "nn": "📅 Vi møtest i dag", "en": "📅 We meet today"},
}


@dataclass(frozen=True)
class Rhythm:
    """How often a network meets, when, and how it speaks."""

    language: str
    first: date
    weeks: int
    begins: time
    zone: str = "Europe/Oslo"

    def met(self) -> list[Met]:
        """All its meetings of the year. What falls on a day off is skipped."""
        days, day = [], self.first
        while day < ENDS.date():
            days += [] if is_off(day) else [day]
            day += timedelta(weeks=self.weeks)
        met = [Met(number, day, self.begins, has_topic(number)) for number, day in enumerate(days)]
        return [replace(one, following=met[one.number + 1] if one is not met[-1] else None) for one in met]


RHYTHMS = [
    Rhythm("nb", date(2026, 9, 2), 4, time(9)),
    Rhythm("nn", date(2026, 9, 1), 2, time(8, 30)),  # often, so that posts must yield to each other
    Rhythm("en", date(2026, 9, 3), 5, time(13), "America/New_York"),
]


def has_topic(number: int) -> bool:
    return number % 3 != 2


def promised(met: Sequence[Met], volume: Volume) -> list[Said]:
    """What the table says of these meetings."""
    return sorted(_promised(met, list(Volume).index(volume)))


def _promised(met: Sequence[Met], volume: int) -> Iterator[Said]:
    days: set[date] = set()
    for row in TABLE:
        for one in met:
            at, where = row.when(one), row.volumes[volume]
            if at is None or where is None:
                continue
            until = row.until(one)
            while row.is_counted and (at.date() in days or len(days & _week_of(at.date())) == 2):
                later = datetime.combine(workdays(at.date(), 1), at.time())
                at, until = later, min(until + (later - at), YIELDS_UNTIL.get(row.post, row.until)(one))
            if at < until:
                days |= {at.date()} if row.is_counted else set()
                yield Said(at, row.view, one.number, where)


def _week_of(day: date) -> set[date]:
    monday = day - day.weekday() * A_DAY
    return {monday + n * A_DAY for n in range(7)}


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> float:
    """What is said at once in one place comes at this pace, in seconds of real time."""
    monkeypatch.setattr(Metronome, "SOON", 0.01)
    return 0.01


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """It is the beginning of August."""
    with Sandbox(MANIFEST, rate_limits=False, clock=Clock(BEGINS - Clock().now())) as sandbox:
        yield sandbox


def test_a_year(house: House, living: Living) -> None:
    """Nine networks, each volume in each language: all that was promised is said, and nothing else."""
    years = {
        (volume, rhythm): Year(
            replace(house, helse=house.ws.add_channel(f"{volume}-{rhythm.language}", creator=house.liv)),
            living,
            f"Nettverket {volume} {rhythm.language}",
            rhythm.language,
        )
        for volume in Volume
        for rhythm in RHYTHMS
    }
    for (volume, rhythm), year in years.items():
        year.settle(volume=volume, zone=rhythm.zone)
        year.lay_out([one.day for one in rhythm.met()], rhythm.begins, has_topic)
    month = BEGINS
    while month < ENDS:
        month += 30 * A_DAY
        for year in years.values():
            year.plan_anew()  # which changes nothing
        next(iter(years.values())).lives_until(min(month, ENDS))
    for (volume, rhythm), year in years.items():
        met, said = rhythm.met(), year.transcript()
        until = ENDS.replace(tzinfo=None)
        assert said == [one for one in promised(met, volume) if one.at < until]
        assert_peace(said)
        assert_words(said, met, rhythm.language)
    direct = [message for message, where in year.messages() if where is DIRECT]
    assert len(direct) == sum(one.where is DIRECT for year in years.values() for one in year.transcript())


def assert_peace(said: Sequence[Said]) -> None:
    """None twice, none at night, on a day off or in July; one a day in the channel, two a week."""
    assert len({(one.what, one.meeting) for one in said}) == len(said) > 0
    assert all(is_workday(one.at.date()) and MORNING <= one.at.time() < NIGHT for one in said)
    counted = {row.view for row in TABLE if row.is_counted}
    days = Counter(one.at.date() for one in said if one.what in counted)
    assert max(days.values()) == 1
    assert max(Counter(day.isocalendar()[:2] for day in days).values()) <= 2


def assert_words(said: Sequence[Said], met: Sequence[Met], language: str) -> None:
    """Each in the network's language, and of the right meeting."""
    _ = Words(language)
    rows = {row.view: row.post for row in TABLE}
    for one in said:
        about = met[one.meeting].following if one.what == "meeting.next" else met[one.meeting]
        assert about
        assert one.text.startswith(OPENS[rows[one.what]][language])
        assert _.day(about.day) in one.text
