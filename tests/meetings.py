"""Meetings of a network for tests, and what is said of them when the sandbox's clock is turned."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.announcements.plan import changed, plan
from handlers.announcements.rules import Kind
from handlers.working_days import next_working
from sandbox import Message, Person
from storage.base import new_id
from storage.claims import next_due
from storage.meetings import Cycle, Meeting
from storage.networks import Network, Volume, network_in
from storage.posts import Post
from storage.topics import Topic
from storage.wall_time import day_of
from tests.living import House

PREVIEW, TODAY, NEXT = "📅 Møtet", "📅 Vi møtes i dag", "📅 Neste møte"
CALL, REMINDER, PLANNING = "Hva skal vi ta opp? Foreslå", "📅 Temaet", "📅 Et møte å planlegge"
MISSED = "Dette har ikke kommet i kanalen:"


def ahead(house: House, days: int) -> date:
    """So many working days from today."""
    day = day_of(house.slack.clock.now())
    for _ in range(days):
        day = next_working(day)
    return day


def network_of(house: House, session: Session) -> Network:
    network = network_in(session, house.ws.id, house.helse.id)
    assert network
    return network


def lays(house: House, *days: date, **more: Any) -> list[str]:
    """Meetings on these days, at nine if nothing else is said. Their keys."""
    with house.bot.database.writing() as session:
        network = network_of(house, session)
        cycle = Cycle(team_id=house.ws.id, network_id=network.id, view_id=new_id(), laid_out_at=house.slack.clock.now())
        session.add(cycle)
        session.flush()
        whole = {"begins": network.begins, "minutes": 120} | more
        meetings = [
            Meeting(team_id=house.ws.id, id=new_id(), cycle_id=cycle.id, network_id=network.id, day=day, **whole)
            for day in days
        ]
        session.add_all(meetings)
        plan(session, network, house.slack.clock.now())
        keys = [meeting.id for meeting in meetings]
    house.bot.metronome.ring()
    return keys


def changes(house: House, key: str, **values: Any) -> None:
    """The meeting becomes other than it was."""
    with house.bot.database.writing() as session:
        meeting = session.get_one(Meeting, (house.ws.id, key))
        for name, value in values.items():
            setattr(meeting, name, value)
        session.flush()
        changed(session, meeting, house.slack.clock.now())
    house.bot.metronome.ring()


def says_as_much(house: House, volume: Volume) -> None:
    """Liv has chosen how much the bot says."""
    with house.bot.database.writing() as session:
        network_of(house, session).volume = volume


def topic(house: House, title: str) -> str:
    """The key of the topic of that title."""
    with house.bot.database.reading() as session:
        return session.scalars(select(Topic.id).where(Topic.team_id == house.ws.id, Topic.title == title)).one()


def post(house: House, kind: Kind, key: str) -> Post:
    """The row of what is planned of that kind about a meeting, or about the one before."""
    with house.bot.database.reading() as session:
        about = Post.team_id == house.ws.id, Post.view == kind, Post.subject_id == key
        return session.scalars(select(Post).where(*about).order_by(Post.due_at.desc()).limit(1)).one()


def turns_to(house: House, moment: datetime) -> None:
    house.slack.clock.turn(max(moment - house.slack.clock.now(), timedelta()))


def settle(house: House) -> None:
    """Until nothing is left to do now, nor in the hands of the bot's own thread, which works beside this one."""
    house.bot.chores.do()
    house.bot.delivery.drain()
    house.slack.wait_until(lambda: _all_is_shown(house), what="the posts that are due")


def _all_is_shown(house: House) -> bool:
    with house.bot.database.reading() as session:
        earliest = next_due(session, house.ws.id)
    return earliest is None or earliest > house.slack.clock.now()


def in_channel(house: House, words: str) -> list[Message]:
    """What Ola reads in the channel that begins so or holds it."""
    return [one for one in house.ola.reads(house.helse) if words in one.says]


def directly(house: House, words: str, person: Person | None = None) -> list[Message]:
    """What Liv, or somebody else, has been told directly."""
    who = person or house.liv
    return [one for one in who.reads(who.dm(house.ws.bot)) if words in one.says]
