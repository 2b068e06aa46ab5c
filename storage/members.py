"""Who is in the bot's channels, and who of them takes part in the network there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, and_, func, or_, select, update
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column
from storage.networks import Leader, Network
from storage.people import Channel, Person, meet


class Member(Base):
    """One person in one channel. Who leaves keeps their choice, for the day they come back."""

    __tablename__ = "members"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    channel_id: Mapped[str] = column("the channel", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str] = column("who is in it", Kept.NETWORK, personal=True, primary_key=True)
    is_in: Mapped[bool] = column("or has been, and has left", Kept.NETWORK, personal=True, default=True)
    is_welcomed: Mapped[bool] = column("one welcome is enough", Kept.NETWORK, personal=True, default=False)
    follows_along: Mapped[bool | None] = column(
        "counted and prompted, or not; empty: nobody has chosen", Kept.NETWORK, personal=True
    )

    begins_next: Mapped[bool] = column(
        "they were cut short, and have asked to begin the next round table", Kept.NETWORK, personal=True, default=False
    )

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "channel_id"], ["channels.team_id", "channels.channel_id"]),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "user_id"),
    )


class HeadCount(NamedTuple):
    """How many of a channel's people take part in its network, and how many follow along."""

    participants: int
    followers: int


def member_of(session: Session, channel: Channel, user_id: str) -> Member:
    """The person's row in a channel, made where Slack has not told yet that they are in it."""
    member = session.get(Member, (channel.team_id, channel.channel_id, user_id))
    if member is None:
        meet(session, channel.team_id, user_id)
        session.flush()  # the person first: the member points at them
        member = Member(team_id=channel.team_id, channel_id=channel.channel_id, user_id=user_id, is_in=True)
        session.add(member)
        session.flush()
    return member


def takes_part(session: Session, network: Network, person: Person) -> bool:
    """Is this person counted and prompted there?"""
    in_channel = and_(_OF, *_in(network.channel))
    asked = select(~_follows_along(network)).select_from(Person).outerjoin(Member, in_channel)
    return bool(session.scalar(asked.where(Person.team_id == person.team_id, Person.user_id == person.user_id)))


def networks_of(session: Session, person: Person) -> list[Network]:
    """Those that a person is in the channel of, or leads, by name; without those that have ended."""
    inside = select(Member.channel_id).where(
        Member.team_id == person.team_id, Member.user_id == person.user_id, Member.is_in
    )
    led = select(Leader.network_id).where(Leader.team_id == person.team_id, Leader.user_id == person.user_id)
    theirs = or_(Network.channel_id.in_(inside), Network.id.in_(led))
    here = Network.team_id == person.team_id, Network.ended_at.is_(None), theirs
    return list(session.scalars(select(Network).where(*here).order_by(Network.name, Network.id)))


def head_count(session: Session, network: Network) -> HeadCount:
    """Nobody is counted until the channel has been read, and Slack has told who each one there is."""
    strangers = select(Person.user_id).join_from(Member, Person, _OF).where(*_in(network.channel), Member.is_in)
    if not network.channel.read_at or session.scalar(strangers.where(Person.known_at.is_(None)).limit(1)):
        return HeadCount(0, 0)
    follows = _follows_along(network)
    counted = select(func.count().filter(~follows), func.count().filter(follows)).join_from(Member, Person, _OF)
    return HeadCount(*session.execute(counted.where(*_people_in(network))).one())


def participants(session: Session, network: Network) -> list[Person]:
    """Those who are counted, by name."""
    listed = select(Person).join_from(Member, Person, _OF).where(*_people_in(network), ~_follows_along(network))
    return list(session.scalars(listed.order_by(Person.name, Person.user_id)))


def to_prompt(session: Session, network: Network) -> list[str]:
    """The ids of those who may be asked something in a direct message, as far as is known before it is sent."""
    there = *_in(network.channel), Member.is_in, ~Person.is_bot, ~Person.is_gone, Person.wants_prompts
    asked = select(Person.user_id).join_from(Member, Person, _OF).where(*there, ~_follows_along(network))
    return list(session.scalars(asked.order_by(Person.user_id)))


def is_prompted(session: Session, network: Network, person: Person) -> bool:
    """Is this person in the channel, takes part, and wants to be asked?"""
    those = select(Person.user_id).join_from(Member, Person, _OF).where(*_people_in(network), ~_follows_along(network))
    return person.wants_prompts and session.scalar(those.where(Person.user_id == person.user_id)) is not None


def followers(session: Session, network: Network, most: int) -> list[Person]:
    """Those who follow along, by name."""
    listed = select(Person).join_from(Member, Person, _OF).where(*_people_in(network), _follows_along(network))
    return list(session.scalars(listed.order_by(Person.name, Person.user_id).limit(most)))


def enter_all(session: Session, channel: Channel, user_ids: Collection[str]) -> None:
    """These people are in the channel: a page of its members."""
    met = select(Person.user_id).where(Person.team_id == channel.team_id, Person.user_id.in_(user_ids))
    known = set(session.scalars(met))
    session.add_all(Person(team_id=channel.team_id, user_id=one) for one in user_ids if one not in known)
    session.flush()
    entered = select(Member).where(*_in(channel), Member.user_id.in_(user_ids))
    members = {member.user_id: member for member in session.scalars(entered)}
    for member in members.values():
        member.is_in = True
    session.add_all(
        Member(team_id=channel.team_id, channel_id=channel.channel_id, user_id=one, is_in=True)
        for one in user_ids
        if one not in members
    )


def outside(session: Session, channel: Channel, people: Sequence[Person]) -> list[Person]:
    """Those of them who are not in the channel. Nobody, until its members have been read."""
    if not channel.read_at:
        return []
    inside = members_in(session, channel)
    return [person for person in people if person.user_id not in inside]


def members_in(session: Session, channel: Channel) -> set[str]:
    """The ids of those who are in the channel, as far as the bot knows."""
    return set(session.scalars(select(Member.user_id).where(*_in(channel), Member.is_in)))


def leave_all(session: Session, channel: Channel, user_ids: Collection[str]) -> list[Person]:
    """These people have left the channel, unseen."""
    gone = session.scalars(select(Member).where(*_in(channel), Member.is_in, Member.user_id.in_(user_ids))).all()
    for member in gone:
        member.is_in = False
    return [session.get_one(Person, (member.team_id, member.user_id)) for member in gone]


def members_begin_next(session: Session, channel: Channel) -> set[str]:
    """The ids of those who have asked to begin the next round table."""
    return set(session.scalars(select(Member.user_id).where(*_in(channel), Member.begins_next)))


def let_begin(session: Session, channel: Channel, user_ids: Collection[str]) -> None:
    """These have what they asked for: they begin a round table."""
    those = *_in(channel), Member.user_id.in_(user_ids)
    session.execute(update(Member).where(*those).values(begins_next=False))


def has_left(session: Session, channel: Channel, person: Person) -> bool:
    """Was this person in the channel, and is no longer? Who was never seen there may just have come."""
    member = session.get(Member, (channel.team_id, channel.channel_id, person.user_id))
    return member is not None and not member.is_in


def channel_to_read(session: Session, team_id: str, before: datetime) -> Channel | None:
    """A channel whose members were not read since then."""
    stale = or_(Channel.read_at.is_(None), Channel.read_at < before)
    wanted = Channel.team_id == team_id, Channel.bot_is_in, ~Channel.is_archived, stale
    return session.scalar(select(Channel).where(*wanted).order_by(Channel.read_at.nulls_first()).limit(1))


_OF = and_(Person.team_id == Member.team_id, Person.user_id == Member.user_id)


def _follows_along(network: Network) -> ColumnElement[bool]:
    """Until somebody chooses, guests and coordinators do, but not those who lead the network."""
    leads = Person.user_id.in_([leader.user_id for leader in network.leaders])
    return func.coalesce(Member.follows_along, or_(Person.is_guest, Person.is_coordinator) & ~leads)


def _in(channel: Channel) -> Sequence[ColumnElement[bool]]:
    return Member.team_id == channel.team_id, Member.channel_id == channel.channel_id


def _people_in(network: Network) -> Sequence[ColumnElement[bool]]:
    """Who is counted at all."""
    return [
        *_in(network.channel),
        Member.is_in.is_(True),
        Person.known_at.is_not(None),
        ~Person.is_bot,
        ~Person.is_gone,
    ]
