"""Nouns to start from: two workspaces with the same channel, the same person and the same network in each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from storage.networks import Network
from storage.people import Channel, Person
from storage.posts import Post, want

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OURS, THEIRS = "T1", "T2"
HELSE, SKOLE = "C1", "C2"
LIV = "U1"
NETWORK = "n1"

Given = TypeVar("Given")


def fill(session: Session) -> None:
    """The rows, for both workspaces."""
    for team_id in (OURS, THEIRS):
        person = Person(team_id=team_id, user_id=LIV, name="Liv Berg", is_admin=False, is_bot=False, is_gone=False)
        channels = [
            Channel(team_id=team_id, channel_id=channel_id, bot_is_in=True, is_archived=False)
            for channel_id in (HELSE, SKOLE)
        ]
        session.add_all([person, *channels])
        session.flush()
        network = Network(team_id=team_id, id=NETWORK, channel_id=HELSE, name="Helse", language="nb", set_up_at=NOW)
        network.leaders.append(person)
        session.add(network)
    session.flush()


def wanted(session: Session, subject_id: str = "s1", team_id: str = OURS, channel_id: str = HELSE) -> Post:
    """A post that is due."""
    channel = session.get_one(Channel, (team_id, channel_id))
    want(session, "topic.card", subject_id, channel=channel, now=NOW)
    session.flush()
    return session.query(Post).filter_by(team_id=team_id, subject_id=subject_id).one()


def at_once(*calls: Callable[[], Given]) -> list[Given | Exception]:
    """What each call gives, or fails with, when all begin at the same moment in threads of their own."""
    begin = threading.Barrier(len(calls))
    found: list[Given | Exception] = [AssertionError("never ran")] * len(calls)

    def run(number: int, call: Callable[[], Given]) -> None:
        begin.wait()
        try:
            found[number] = call()
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            found[number] = error

    threads = [threading.Thread(target=run, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
