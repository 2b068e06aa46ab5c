"""Networks that are lived through by turning the clock, and what was said in them, as it stands in the channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.announcements import plan
from sandbox import Message
from sandbox.demo import upcoming
from storage.base import new_id
from storage.charter import Rule, RuleState
from storage.meetings import Cycle, Meeting
from storage.networks import Network, network_in
from storage.planned import noun_of
from storage.posts import Post
from storage.topics import Topic
from storage.wall_time import ZONE
from tests.living import House, Living
from tests.reckoning import first_showing, wall

CHANNEL, THREAD, DIRECT = "in the channel", "in the thread of the preview", "to the leader"


@dataclass(frozen=True, order=True)
class Said:
    """What the bot said of a meeting by itself. `at`: what the clock on the wall showed, to the minute."""

    at: datetime
    what: str
    meeting: int  # of the network's meetings, counted from 0
    where: str
    text: str = field(default="", compare=False)


class Year:
    """A network's life, from when its meetings are laid out."""

    def __init__(self, house: House, living: Living, name: str, language: str = "nb") -> None:
        self.house, self.living = house, living
        self._meeting_ids: list[str] = []
        house.set_up(name, language)
        house.slack.wait_until(house.knows_everybody, what="the bot to know who is there")
        self.began = house.slack.clock.now()

    def settle(self, **settings: Any) -> None:
        """As a leader does in the settings."""
        with self.house.bot.database.writing() as session:
            for name, value in settings.items():
                setattr(self.network(session), name, value)

    def agrees_on(self, text: str) -> None:
        """A rule is published."""
        with self.house.bot.database.writing() as session:
            network = self.network(session)
            rule = {"id": new_id(), "view_id": new_id(), "text": text, "position": 0, "state": RuleState.PUBLISHED}
            session.add(Rule(team_id=network.team_id, network_id=network.id, **rule))

    def lay_out(
        self,
        days: Sequence[date],
        begins: time,
        has_topic: Callable[[int], bool],
        is_booked: Callable[[int], bool] = lambda _number: False,
    ) -> None:
        """A cycle with all these meetings, a topic each for some, and places booked for others."""
        with self.house.bot.database.writing() as session:
            network, now = self.network(session), self.house.slack.clock.now()
            place = {"team_id": network.team_id, "network_id": network.id}
            cycle = Cycle(id=new_id(), view_id=new_id(), laid_out_at=now, **place)
            session.add(cycle)
            for number, day in enumerate(days):
                topic = _topic(number, self.house.liv.id, now, place) if has_topic(number) else None
                session.add_all([topic] if topic else [])
                session.flush()
                met = {"day": day, "begins": begins, "minutes": 90, "topic_id": topic.id if topic else None}
                met["is_booked"] = is_booked(number)
                self._meeting_ids.append(new_id())
                session.add(Meeting(id=self._meeting_ids[-1], cycle_id=cycle.id, **met, **place))
            session.flush()
            plan.plan(session, network, now)

    def changes(self, number: int, **to: Any) -> None:
        """A leader changes a meeting: its day, say, or that it is cancelled."""
        with self.house.bot.database.writing() as session:
            meeting = self.meetings(session)[number]
            for name, value in to.items():
                setattr(meeting, name, value)
            plan.changed(session, meeting, self.house.slack.clock.now())

    def moves(self, view: str, number: int, shown: datetime) -> None:
        """A leader gives a planned post another moment."""
        with self.house.bot.database.writing() as session:
            about = Post.view == view, Post.subject_id == self._meeting_ids[number]
            moment = first_showing(shown.date(), shown.time(), ZONE)
            session.execute(update(Post).where(*about).values(due_at=moment, is_moved=True))
            plan.plan(session, self.network(session), self.house.slack.clock.now())

    def plan_anew(self) -> None:
        """Something else changes, so all is planned once more."""
        with self.house.bot.database.writing() as session:
            plan.plan(session, self.network(session), self.house.slack.clock.now())

    def lives_until(self, shown: datetime) -> None:
        """Turn the clock, from one post to the next, until it shows this in Oslo."""
        moment = first_showing(shown.date(), shown.time(), ZONE)
        self._settles()
        while (due := upcoming(self.house.bot, self.house.ws)) and due <= moment:
            self._turn(due)
        self._turn(moment)

    def is_down_until(self, shown: datetime) -> None:
        """No process runs until then."""
        house = self.house
        self.living.end(house.bot)
        house.slack.clock.turn(first_showing(shown.date(), shown.time(), ZONE) - house.slack.clock.now())
        house.bot = self.living.bot(house.ws)
        self._settles()

    def transcript(self) -> list[Said]:
        """All that was said by itself of the meetings since they were laid out, the earliest first."""
        with self.house.bot.database.reading() as session:
            network = self.network(session)
            numbers = {meeting.id: number for number, meeting in enumerate(self.meetings(session))}
            there = session.scalars(select(Post).where(Post.team_id == network.team_id))
            posts = {post.id: post for post in there if noun_of(post.subject_id) in numbers}
            stands = {post.key: post.ts for post in posts.values()}
            found = []
            for message, where in self.messages():
                post = posts.get(message.metadata["event_payload"]["post"]) if message.metadata else None
                assert post or where is DIRECT, message.says
                if post is None:  # of another network
                    continue
                if message.thread_ts:
                    assert message.thread_ts == stands[f"meeting.preview:{post.subject_id}"]
                    where = THREAD
                at = wall(datetime.fromtimestamp(float(message.ts), self.began.tzinfo), network.tz)
                at = at.replace(second=0, microsecond=0)
                found.append(Said(at, post.view, numbers[noun_of(post.subject_id)], where, message.text))
            return sorted(found)

    def messages(self) -> list[tuple[Message, str]]:
        """What the bot has said since it was set up, and where."""
        liv, house = self.house.liv, self.house
        direct = [(message, DIRECT) for message in liv.reads(liv.dm(house.ws.bot))]
        there = [(message, CHANNEL) for message in liv.reads(house.helse)]
        since = f"{self.began.timestamp():.6f}"
        return [(m, where) for m, where in direct + there if m.author is house.ws.bot and m.ts > since]

    def network(self, session: Session) -> Network:
        network = network_in(session, self.house.ws.id, self.house.helse.id)
        assert network
        return network

    def meetings(self, session: Session) -> list[Meeting]:
        """In the order in which they were laid out."""
        return [session.get_one(Meeting, (self.house.ws.id, meeting_id)) for meeting_id in self._meeting_ids]

    def _turn(self, moment: datetime) -> None:
        clock = self.house.slack.clock
        clock.turn(max(moment - clock.now(), timedelta()))
        self._settles()

    def _settles(self) -> None:
        """The bot looks for what is due, as `nettverksbot tick` does: no second of real time goes by between two."""
        bot = self.house.bot
        bot.metronome.stop()
        bot.chores.do()
        bot.delivery.drain()


def _topic(number: int, proposer_id: str, now: datetime, place: dict[str, str]) -> Topic:
    said = {"title": f"Tema {number}", "need": "", "form": "", "expert": "", "shows_name": True}
    return Topic(id=new_id(), proposer_id=proposer_id, view_id=new_id(), proposed_at=now, **said, **place)
