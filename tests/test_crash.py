"""The promise that matters most: what was acknowledged is never lost, and the card stands exactly once.

A real process dies, or freezes, at points before and after every commit, every call to Slack and every
acknowledgement (`tests/rigged.py`); people do what people do (press again), and a supervisor starts the bot again.
CI tries 20 points, and `make soak` 200.
"""

from __future__ import annotations

import os
import random
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import Answer, Message
from storage.database import Database
from storage.people import Person
from storage.posts import Post
from storage.topics import Support, Topic
from tests.living import House, Living, Start

pytestmark = [pytest.mark.processes, pytest.mark.paced]  # they know no other pace
KILLS = int(os.environ.get("KILLS", "8"))


class Story:
    """Kari proposes, Ola supports; whoever gets no answer tries again once there is a bot to answer."""

    def __init__(self, house: House, database: Database, title: str) -> None:
        self.house, self.database, self.title = house, database, title
        # Others in each story, whom the bot doesn't know: it slept when they came, and welcomes nobody.
        self.kari, self.ola = house.ws.add_person("Kari Nordmann"), house.ws.add_person("Ola Li")
        for person in (self.kari, self.ola):
            house.helse.members[person.id] = person

    def tell(self) -> None:
        house = self.house
        while not self.kari.modal:
            self.until_acked(lambda: self.kari.types(f"/tema {self.title}", house.helse))
        self.until_acked(self.kari.submits)
        assert self.kari.modal is None, self.kari.modal.errors
        house.slack.wait_until(self.cards, 20, f"the card of {self.title}")
        self.until_acked(lambda: self.ola.presses("Støtt temaet", message=self.cards()[0]))

    def cards(self) -> list[Message]:
        return [card for card in self.house.cards() if self.title in card.says.splitlines()]

    def until_acked(self, act: Callable[[], Answer]) -> None:
        for _try in range(10):
            self.house.slack.wait_until(lambda: self.house.ws.connections, 20, "a bot that listens")
            if act().acked:
                return
        raise AssertionError("nobody answers")

    def must_hold(self) -> None:
        """However it went: one topic, one support, one card that shows them."""
        self.house.slack.wait_until(self.is_settled, 30, f"{self.title} to be shown and settled")
        with self.database.reading() as session:
            topic = session.query(Topic).filter(Topic.title == self.title).one()
            assert session.query(Support).filter(Support.topic_id == topic.id).count() == 1
        assert [card.says.splitlines()[-4] for card in self.cards()] == [
            "Foreslått av Kari Nordmann · 1 støtter temaet"
        ]
        assert self.house.ws.complaints == []

    def is_settled(self) -> bool:
        """All that is wanted is shown, no doubt is left about what stands in the channel, and everybody is known."""
        with self.database.reading() as session:
            open_ones = session.query(Post).filter((Post.wanted > Post.shown) | Post.sweep_at.is_not(None))
            claimed = session.query(Post).filter(Post.claim.is_not(None))
            strangers = session.query(Person).filter(Person.known_at.is_(None))
            return not (open_ones.count() or claimed.count() or strangers.count())


@pytest.fixture
def stage(living: Living) -> House:
    """A network with nobody at home: its bot has been stopped, and others take its place."""
    house = living.house()
    house.set_up("Helse")
    house.proposes(house.kari, "Først")
    house.ola.presses("Støtt temaet", in_=house.helse)
    house.ola.sees("1 støtter temaet", in_=house.helse)
    living.end(house.bot)
    return house


@pytest.mark.parametrize("half", [0, 1])  # for two workers
def test_the_card_stands_once_wherever_the_process_dies(
    stage: House, start: Start, database: Database, tmp_path: Path, half: int
) -> None:
    log = tmp_path / "points"
    calm = start(stage, RIG_LOG=str(log))
    story = Story(stage, database, "Ingenting skjer")
    story.tell()
    story.must_hold()
    calm.end()
    points = log.read_text().splitlines()
    assert "after commit in net._visit 1" in points
    assert "before call of chat.postMessage 1" in points
    assert "before acknowledgement 2" in points
    alive = 0
    for number, point in enumerate(_chosen(points)[half::2]):
        print(f"Tema {number} dies {point}")  # noqa: T201 (pytest shows it where the test fails)
        stage.slack.wait_until(lambda: not stage.ws.connections, 10, "the stage to be empty")
        bot = start(stage, RIG_AT=point)
        bot.supervise()
        story = Story(stage, database, f"Tema {number}")
        story.tell()
        story.must_hold()
        alive += not bot.has_died
        bot.end()
    assert alive <= max(2, number // 5)  # how often updates are folded into one is a matter of moments


def _chosen(points: list[str]) -> list[str]:
    """All of them as often as there is time for, and a draw of the rest. Without what is asked of Slack once a day: the
    next process does not come by there.
    """
    points = [
        point for point in points if not re.search("roll_call|acquaintance|conversations.members|users.info", point)
    ]
    rest = random.Random(2026).sample(range(len(points)), KILLS % len(points))
    return points * (KILLS // len(points)) + [points[index] for index in sorted(rest)]


@pytest.mark.parametrize("moment", ["before call of chat.postMessage 1", "after call of chat.postMessage 1"])
def test_a_process_that_freezes_and_thaws_after_its_lease(
    stage: House, start: Start, database: Database, moment: str
) -> None:
    frozen = start(stage, RIG_AT=moment, RIG_SIGNAL="SIGSTOP")
    story = Story(stage, database, "Frost")
    story.kari.types("/tema Frost", stage.helse)
    assert story.kari.submits().acked
    start(stage)
    stage.slack.wait_until(lambda: story.cards() and story.is_settled(), 20, "the other to have spoken")
    frozen.signal(signal.SIGCONT)
    story.until_acked(lambda: story.ola.presses("Støtt temaet", message=story.cards()[0]))
    stage.ola.sees("1 støtter temaet", in_=stage.helse)
    stage.slack.wait_until(lambda: len(story.cards()) == 1, 10, "one card")
    story.must_hold()


@pytest.mark.parametrize("moment", ["before call of chat.postMessage 1", "after call of chat.postMessage 1"])
def test_a_direct_message_comes_once_too(stage: House, start: Start, database: Database, moment: str) -> None:
    bot = start(stage, RIG_AT=moment)
    bot.supervise()
    stage.liv.invites(stage.per, stage.helse)
    direct = stage.per.dm(stage.ws.bot)
    stage.slack.wait_until(lambda: bot.has_died and stage.per.reads(direct), 20, "a death, and a welcome")
    stage.slack.wait_until(Story(stage, database, "").is_settled, 20, "no doubt to be left")
    assert [message.says.splitlines()[0] for message in stage.per.reads(direct)] == ["👋 Velkommen til Helse."]


@pytest.mark.parametrize("claimed", [True, False])
def test_it_is_the_claim_that_keeps_two_processes_from_speaking_at_once(
    stage: House, start: Start, database: Database, claimed: bool
) -> None:
    for _process in range(2):
        start(stage, lease="6", RIG_UNCLAIMED="" if claimed else "1")
    # Longer than a beat of the other's metronome, shorter than what a call may take.
    stage.slack.faults.add("chat.postMessage", "slow", times=2, seconds=1.5)
    story = Story(stage, database, "Kappløp")
    story.kari.types("/tema Kappløp", stage.helse)
    story.kari.submits()
    stage.slack.wait_until(story.cards, 20, "a card")
    if not claimed:
        stage.slack.wait_until(lambda: len(story.cards()) > 1, 20, "a second card, since nothing prevents it")
        return
    story.ola.presses("Støtt temaet", message=story.cards()[0])
    stage.ola.sees("1 støtter temaet", in_=stage.helse)
    story.must_hold()
    assert len(stage.ws.calls("chat.postMessage")) == 3  # the greeting, the first topic, this one
