"""What a listener is handed.

A listener gets one `Visit`: who, where, about what, in which language, with an open session. It changes nouns and
*returns* its reply; `bot/net.py` commits and then says it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias, cast

from sqlalchemy.orm import Session
from sqlalchemy.util import memoized_property

from handlers import refusals
from handlers.roles import MAY, ORGANISERS, Role, roles_of
from handlers.words import Words
from storage.agendas import Item
from storage.charter import Rule
from storage.date_polls import DatePoll
from storage.handovers import to_take_back
from storage.journal import JournalEntry
from storage.meetings import Meeting
from storage.members import has_left, networks_of
from storage.networks import Network, network_in
from storage.organisations import Organisation, coordinators_in, organisation_of
from storage.people import Channel, Person, meet
from storage.posts import Post
from storage.reflections import Reflection
from storage.round_tables import RoundTable
from storage.rounds import Round
from storage.suggestions import Suggestion
from storage.thinking import ThinkingTime
from storage.topics import Hand, Question, Topic
from storage.wall_time import day_of

BEFORE_A_NETWORK = "nb"  # the language where nobody has chosen one yet


@dataclass(frozen=True)
class Heard:
    """What a person did, without Slack's wrapping."""

    team_id: str
    user_id: str
    channel_id: str | None = None  # where it was done; a form and a direct message are no place
    text: str = ""  # after a command, of a message, or chosen in a menu
    message: str = ""  # which message: its ts and, in a thread, a colon and the ts of the thread
    about: str = ""  # the key of the noun: a button's value, a form's metadata
    version: int = 0  # of that noun, when the form was drawn
    view_id: str = ""
    press: str = ""  # which press of the button it was: delivered twice, it is the same
    fields: Mapping[str, Any] = field(default_factory=dict)  # field name -> text, chosen value or list of values

    @property
    def ts(self) -> str:
        """Slack's name for the message."""
        return self.message.partition(":")[0]


def words_for(person: Person | None, network: Network | None) -> Words:
    """The person's own language, else the network's. Slack's locale is no guide: Norwegians often run it in English."""
    own = person.language if person else None
    return Words(own or (network.language if network else BEFORE_A_NETWORK))


Part: TypeAlias = Question | Hand  # of a topic
Own: TypeAlias = Person | JournalEntry  # one's own, and nobody else's
OfMeetings: TypeAlias = Meeting | Item | DatePoll | Reflection | RoundTable | ThinkingTime
Noun: TypeAlias = Channel | Network | Topic | Part | OfMeetings | Suggestion | Rule | Round | Post | Own


class UnknownError(Exception):
    """The visit can't go on before Slack has been asked who these people are, or what this channel is.

    Raised instead of asking, since a session is open here. The net asks, and comes again.
    """

    def __init__(self, *, people: Sequence[str] = (), channel_id: str = "") -> None:
        self.people, self.channel_id = people, channel_id

    @property
    def questions(self) -> frozenset[str]:
        """What is asked, to not ask it again."""
        return frozenset({*self.people, self.channel_id})


def need_names(people: Iterable[Person | None], asked: Collection[str]) -> None:
    """Let Slack be asked for the names of these people, as far as we lack them. `asked`: those it was asked for."""
    if strangers := {one.user_id for one in people if one and not one.known_at} - {*asked}:
        raise UnknownError(people=sorted(strangers))


@dataclass(frozen=True)
class Visit:
    """One act of one person. What it finds out is remembered without a lock: functools.cached_property has one for all
    visits on Python 3.11, and they would wait for each other's queries."""

    session: Session
    heard: Heard
    now: datetime
    person: Person
    subject: Noun
    asked: Collection[str]  # people and channels that Slack has been asked about for the sake of this act

    @classmethod
    def enter(
        cls, session: Session, about: type[Noun], heard: Heard, now: datetime, asked: Collection[str] = ()
    ) -> Visit:
        """Find out who does what to which noun. Raises a refusal where there is none; roles are checked apart."""
        subject = session.get(about, (heard.team_id, heard.about or heard.channel_id))
        if subject is None and about is not Channel:
            raise refusals.NotThereAnyMoreError
        if not heard.about and heard.channel_id and heard.channel_id not in asked:
            channel = cast(Channel | None, subject)
            if channel is None or not channel.bot_is_in or channel.is_archived:
                raise UnknownError(channel_id=heard.channel_id)  # we may have slept through what changed that
        if subject is None:
            raise refusals.NotHereError
        person = meet(session, heard.team_id, heard.user_id)
        return cls(session, heard, now, person, cast(Noun, subject), asked)

    @memoized_property
    def network(self) -> Network | None:
        """The network it concerns, if there is one."""
        match self.subject:
            case Network():
                return self.subject
            case Topic() | Question() | Hand():
                return self.topic.network
            case Meeting() | Item() | DatePoll() | Rule() | Round() | RoundTable() | Reflection() | JournalEntry():
                return self.subject.network
            case ThinkingTime():
                return self.subject.network
            case Person():
                return next(iter(networks_of(self.session, self.subject)), None)
            case Suggestion():
                return self.subject.meeting.network
            case Channel() | Post():
                return network_in(self.session, self.heard.team_id, self.subject.channel_id)

    @property
    def today(self) -> date:
        return day_of(self.now, self.network.tz) if self.network else day_of(self.now)

    @property
    def channel(self) -> Channel:
        match self.subject:
            case Channel():
                return self.subject
            case Post():
                return self.session.get_one(Channel, (self.subject.team_id, self.subject.channel_id))
        return self.the_network.channel

    @property
    def topic(self) -> Topic:
        if isinstance(self.subject, Question | Hand):
            return self.subject.topic
        assert isinstance(self.subject, Topic)
        return self.subject

    @property
    def meeting(self) -> Meeting:
        if isinstance(self.subject, Item):
            if self.subject.meeting is None:
                raise refusals.NotThereAnyMoreError  # it is the template's, which nobody is shown
            return self.subject.meeting
        assert isinstance(self.subject, Meeting)
        return self.subject

    @property
    def item(self) -> Item:
        assert isinstance(self.subject, Item)
        return self.subject

    @property
    def suggestion(self) -> Suggestion:
        assert isinstance(self.subject, Suggestion)
        return self.subject

    @property
    def poll(self) -> DatePoll:
        assert isinstance(self.subject, DatePoll)
        return self.subject

    @property
    def round(self) -> Round:
        assert isinstance(self.subject, Round)
        return self.subject

    @property
    def table(self) -> RoundTable:
        assert isinstance(self.subject, RoundTable)
        return self.subject

    @property
    def thinking(self) -> ThinkingTime:
        assert isinstance(self.subject, ThinkingTime)
        return self.subject

    @property
    def reflection(self) -> Reflection:
        assert isinstance(self.subject, Reflection)
        return self.subject

    @property
    def entry(self) -> JournalEntry:
        assert isinstance(self.subject, JournalEntry)
        return self.subject

    @property
    def post(self) -> Post:
        assert isinstance(self.subject, Post)
        return self.subject

    @property
    def part(self) -> Part:
        assert isinstance(self.subject, Question | Hand)
        return self.subject

    @property
    def the_network(self) -> Network:
        """The network, in listeners that are about something which has one."""
        assert self.network is not None
        return self.network

    @memoized_property
    def organisation(self) -> Organisation:
        """What holds for all networks of the workspace."""
        return organisation_of(self.session, self.heard.team_id)

    @memoized_property
    def words(self) -> Words:
        return words_for(self.person, self.network)

    @memoized_property
    def roles(self) -> frozenset[Role]:
        return self._roles_to(self.subject)

    @memoized_property
    def _handed_over(self) -> bool:
        return bool(self.network and to_take_back(self.session, self.network, self.person, self.now))

    def _roles_to(self, noun: Noun) -> frozenset[Role]:
        part = noun if isinstance(noun, Question | Hand) else None
        topic = part.topic if part else noun if isinstance(noun, Topic) else None
        seat = noun.numbered(self.heard.text) if isinstance(noun, RoundTable) else None
        return roles_of(
            self.person,
            self.channel,
            self.network,
            topic,
            part or (noun if isinstance(noun, Suggestion | Round) else seat),
            today=self.today,
            handed_over=self._handed_over,
        )

    def may(self, deed: str, noun: Noun | None = None) -> bool:
        """May this person do it to what the visit is about, or to another noun of the network?"""
        allowed = MAY[deed].roles
        if Role.ANYONE in allowed:  # as most deeds are: no need to look further
            return True
        if allowed & (self._roles_to(noun) if noun else self.roles):
            return True
        if Role.ADMIN in allowed:
            self.meet([self.person.user_id])
        channel = self.channel
        nobody = not (channel.inviter_id or channel.creator_id)
        if Role.INVITER in allowed and nobody and channel.channel_id not in self.asked:
            raise UnknownError(channel_id=channel.channel_id)
        return False

    def meet(self, user_ids: Sequence[str]) -> list[Person]:
        """These people, as far as Slack tells who they are."""
        people = [meet(self.session, self.heard.team_id, user_id) for user_id in user_ids]
        need_names(people, self.asked)
        return people

    def check(self, deed: str) -> None:
        """Refuse who may not do the deed, and what points out of its own channel."""
        if isinstance(self.subject, Own):  # it stays one's own when one has left the channel, and has led nothing
            if self.subject.user_id != self.person.user_id:
                raise refusals.NotThereAnyMoreError
            return
        if self.heard.channel_id not in (None, self.channel.channel_id):
            raise refusals.NotThereAnyMoreError
        # In a modal or a direct message one may still have what one was shown as a participant.
        away = not self.heard.channel_id and has_left(self.session, self.channel, self.person)
        if away and not MAY[deed].roles & ORGANISERS:
            raise refusals.HasLeftError(self.network)
        if not self.may(deed):
            raise refusals.NotAllowedError(MAY[deed].who, self.channel, self.network, self._owners(deed))

    def _owners(self, deed: str) -> Sequence[Person]:
        """Whom to ask for a deed that is not one's own."""
        if self.network and not MAY[deed].roles <= ORGANISERS:
            return self.network.leaders
        return coordinators_in(self.session, self.heard.team_id)

    def no_network(self) -> refusals.NoNetworkError:
        """The refusal of what needs a network, where there is none."""
        coordinators = coordinators_in(self.session, self.heard.team_id)
        return refusals.NoNetworkError(self.channel, self.organisation, coordinators)

    def at_work(self) -> Network:
        """The network, if it is set up and awake; else a refusal that says what to do."""
        if self.network is None:
            raise self.no_network()
        if not self.channel.bot_is_in:
            raise refusals.NotHereError
        if self.channel.is_archived:
            raise refusals.ArchivedError(self.network)
        if self.network.ended_at:
            raise refusals.EndedError(self.network, self.may("network.take_up"))
        if not self.network.leaders:
            coordinators = coordinators_in(self.session, self.heard.team_id)
            raise refusals.LeaderlessError(self.network, coordinators, self.may("leadership.choose"))
        if self.network.paused_at:
            raise refusals.PausedError(self.network, self.network.is_led_by(self.person, self.today))
        return self.network
