"""A year of networks, lived through by turning the clock, beside what was promised (`tests/promises.py`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time

import pytest

from bot.clock import Metronome
from handlers.words import Words
from sandbox import Sandbox
from sandbox.clock import Clock
from storage.networks import Volume
from storage.wall_time import ZONE
from tests.conftest import MANIFEST
from tests.living import House, Living
from tests.promises import LAST_DAY, OPENS, RHYTHMS, TABLE, Met, has_topic, is_booked, promised
from tests.reckoning import A_DAY, is_workday
from tests.years import DIRECT, Said, Year

wall = datetime.fromisoformat  # what the clock on it shows

BEGINS, NOVEMBER, ENDS = wall("2026-08-03 09:00"), wall("2026-11-01"), datetime.combine(LAST_DAY, time(22))
MORNING, NIGHT = time(7), time(22)
MONTHLY = RHYTHMS[0]
THINKING = "meeting.reflection"


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> float:
    """What is said at once in one place comes at this pace, in seconds of real time."""
    monkeypatch.setattr(Metronome, "SOON", 0.01)
    return 0.01


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """It is the beginning of August."""
    with Sandbox(MANIFEST, rate_limits=False, clock=Clock(BEGINS.replace(tzinfo=ZONE) - Clock().now())) as sandbox:
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
        year.agrees_on("Vi begynner presis")
        year.lay_out([one.day for one in rhythm.met()], rhythm.begins, has_topic, is_booked)
    month = BEGINS
    while month < ENDS:
        month += 30 * A_DAY
        for year in years.values():
            year.plan_anew()  # which changes nothing
        next(iter(years.values())).lives_until(min(month, ENDS))
    for (volume, rhythm), year in years.items():
        met, said = rhythm.met(), year.transcript()
        assert said == [one for one in promised(met, volume) if one.at < ENDS]
        assert_peace(said)
        assert_words(said, met, rhythm.language)
    direct = [message for message, where in year.messages() if where is DIRECT]
    assert len(direct) == sum(one.where is DIRECT for year in years.values() for one in year.transcript())


def assert_peace(said: Sequence[Said]) -> None:
    """None twice, none at night, on a day off or in July; one a day in the channel, two a week."""
    assert len({(one.what, one.meeting, one.text) for one in said}) == len(said) > 0
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
        assert one.what in (THINKING, "meeting.charter") or _.day(about.day) in one.text
    asked = [one.text for one in said if one.what == THINKING]
    assert len(set(asked)) == len(asked)  # the bank is larger than a year


# What leaders and machines do to it


@pytest.fixture
def year(house: House, living: Living) -> Year:
    """A network that hears everything, with a meeting every fourth Wednesday."""
    begun = Year(house, living, "Nettverk for helse")
    begun.settle(volume=Volume.EVERYTHING)
    begun.agrees_on("Vi begynner presis")
    begun.lay_out([one.day for one in MONTHLY.met()], MONTHLY.begins, has_topic, is_booked)
    return begun


def said_by(moment: datetime, before: Sequence[Met], after: Sequence[Met], until: datetime) -> list[Said]:
    """What was promised of meetings that are others from a moment on. What was asked midway is not asked again."""
    so_far = [one for one in promised(before, Volume.EVERYTHING) if one.at < moment]
    asked = {one.meeting for one in so_far if one.what == THINKING}
    midway = {met.number: at for met in after for at in met.midway() if met.number in asked}
    anew = [one for one in promised(after, Volume.EVERYTHING) if moment <= one.at < until]
    return so_far + [one for one in anew if one.what != THINKING or one.at != midway.get(one.meeting)]


@pytest.mark.parametrize("days", [-1, 7, 14])
@pytest.mark.parametrize("when", [wall("2026-09-04 12:00"), wall("2026-09-18 12:00"), wall("2026-09-23 12:00")])
def test_a_meeting_that_moves_takes_its_posts_along(year: Year, days: int, when: datetime) -> None:
    """Before its posts, between them, and after its preview, which then comes again."""
    moved = MONTHLY.met({1: MONTHLY.met()[1].day + days * A_DAY})
    year.lives_until(when)
    year.changes(1, day=moved[1].day)
    year.lives_until(NOVEMBER)
    said = year.transcript()
    assert said == said_by(when, MONTHLY.met(), moved, NOVEMBER)
    day = Words("nb").day(moved[1].day)
    of_it = [one for one in said if one.meeting == 1 and one.what not in ("meeting.next", THINKING)]
    assert all(day in one.text for one in of_it)


@pytest.mark.parametrize("when", [wall("2026-09-04 12:00"), wall("2026-09-23 12:00")])
def test_a_cancelled_meeting_takes_its_posts_away(year: Year, when: datetime) -> None:
    """What stands of it says so."""
    year.lives_until(when)
    year.changes(1, cancelled_at=year.began, cancelled_because="Liv er syk")
    year.lives_until(NOVEMBER)
    said = year.transcript()
    assert said == said_by(when, MONTHLY.met(), MONTHLY.met({1: None}), NOVEMBER)
    of_it = [one for one in said if one.meeting == 1 and one.what != THINKING]
    assert all("Avlyst møte" in one.text and "Liv er syk" in one.text for one in of_it)


@pytest.mark.parametrize(
    ("down", "up"),
    [
        (wall("2026-09-23 08:30"), wall("2026-09-23 09:30")),  # for an hour
        (wall("2026-09-14 12:00"), wall("2026-09-21 12:00")),  # for a week
        (wall("2026-09-30 12:00"), wall("2026-10-14 22:00")),  # for two, until the evening
        (wall("2026-12-11 12:00"), wall("2027-01-04 08:30")),  # over the new year
    ],
)
def test_the_bot_catches_up_without_a_burst(year: Year, down: datetime, up: datetime) -> None:
    """What is late and useful comes one a day; the rest does not come, and the leader is told once."""
    until = wall("2027-02-01")
    year.lives_until(down)
    year.is_down_until(up)
    year.lives_until(until)
    said = year.transcript()
    met, rows = MONTHLY.met(), {row.view: row for row in TABLE}
    due = [one for one in promised(met, Volume.EVERYTHING) if one.at < until]
    missed = [one for one in due if down <= one.at < up]
    assert missed
    lost = [one for one in missed if rows[one.what].useful_until(met[one.meeting], one.at) <= up]
    came = {(one.what, one.meeting): one for one in said}
    assert came.keys() == {(one.what, one.meeting) for one in due if one not in lost}
    assert {one for one in due if one not in missed and one.what != THINKING} <= set(said)  # which yields to the late
    assert all(up <= came[one.what, one.meeting].at for one in missed if one not in lost)
    assert_peace(said)
    told = [message for message, where in year.messages() if "Dette har ikke kommet" in message.text]
    assert len(told) == (1 if any(one.where is not DIRECT for one in lost) else 0)
    assert all(told[0].text.count(Words("nb").day(met[one.meeting].day)) for one in lost if one.where is not DIRECT)


def test_what_a_leader_moved_does_not_burst_either(year: Year) -> None:
    """Three that a leader has given other days are late at once, and one of them is of no use any more."""
    year.lives_until(wall("2026-09-14 12:00"))
    year.moves("meeting.reminder", 1, wall("2026-09-22 12:00"))
    year.moves("meeting.preview", 1, wall("2026-09-24 12:00"))
    year.moves("meeting.call", 2, wall("2026-09-25 12:00"))
    year.is_down_until(wall("2026-09-28 12:00"))
    year.lives_until(NOVEMBER)
    said = year.transcript()
    assert_peace(said)
    assert [(one.at, one.what) for one in said if wall("2026-09-25") < one.at < wall("2026-10-06")] == [
        (wall("2026-09-28 12:00"), "meeting.preview"),
        (wall("2026-09-30 08:00"), "meeting.today"),
        (wall("2026-09-30 10:20"), "meeting.evaluation"),
        (wall("2026-10-01 10:00"), "meeting.next"),
        (wall("2026-10-05 12:00"), "meeting.call"),  # the week had two
    ]
