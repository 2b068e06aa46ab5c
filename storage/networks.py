"""Networks and their leaders."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.people import Channel, Person
from storage.wall_time import ZONE


class Volume(StrEnum):
    """How much the bot says of its own accord."""

    QUIET = "quiet"
    USUAL = "usual"
    EVERYTHING = "everything"


class Evaluating(StrEnum):
    """How a network evaluates its meetings. The first three are who sees what is answered in writing."""

    ANONYMOUS = "anonymous"
    LEADERS = "leaders"
    OPEN = "open"
    SPOKEN = "spoken"  # those who lead write down what was said
    NONE = "none"


class Network(Base):
    """A standing group of professionals with one channel."""

    __tablename__ = "networks"
    NAME_MAX, PURPOSE_MAX, PLACE_MAX, HOME_MAX = 80, 300, 150, 80

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    channel_id: Mapped[str] = column("the channel it lives in", Kept.NETWORK)
    name: Mapped[str] = column("what people call it", Kept.NETWORK)
    language: Mapped[str] = column("nb, nn or en: how the bot speaks there", Kept.NETWORK)
    set_up_at: Mapped[datetime] = column("when it began here", Kept.NETWORK)
    paused_at: Mapped[datetime | None] = column("a leader has let it rest since then", Kept.NETWORK)
    ended_at: Mapped[datetime | None] = column("a leader has ended it, until it is taken up again", Kept.NETWORK)
    weekday: Mapped[int | None] = column("when it usually meets: 0 is Monday; empty: it varies", Kept.NETWORK)
    begins: Mapped[time] = column("when its meetings usually begin, in wall time", Kept.NETWORK, default=time(9))
    minutes: Mapped[int] = column("how long they usually last", Kept.NETWORK, default=120)
    zone: Mapped[str] = column("the time zone of its wall time", Kept.NETWORK, default=ZONE.key)
    place: Mapped[str] = column("where it usually meets: a room, an address or a link", Kept.NETWORK, default="")
    purpose: Mapped[str] = column("what it is for, as newcomers are told", Kept.NETWORK, default="")
    home: Mapped[str] = column("where it is at home: gatherings are not far from there", Kept.NETWORK, default="")
    has_gatherings: Mapped[bool] = column("does it have lunch-to-lunch meetings", Kept.NETWORK, default=False)
    counts_names: Mapped[bool] = column(
        "is it kept who came to a meeting, or only how many", Kept.NETWORK, default=False
    )
    fewest_shown: Mapped[int | None] = column(
        "what is anonymous is not shown of fewer people; empty: as in the organisation", Kept.NETWORK
    )
    evaluation: Mapped[Evaluating] = column(
        "how its meetings are evaluated", Kept.NETWORK, default=Evaluating.ANONYMOUS
    )
    volume: Mapped[Volume] = column("how much the bot says of its own accord", Kept.NETWORK, default=Volume.USUAL)
    version: Mapped[int] = column("of two who change it at once, the later is told", Kept.NETWORK, default=1)
    changed_by: Mapped[str | None] = column("who changed it last, for whoever is told", Kept.NETWORK, personal=True)

    channel: Mapped[Channel] = relationship(lazy="joined", innerjoin=True)
    stand_in: Mapped[StandIn | None] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    leaders: Mapped[list[Person]] = relationship(secondary="leaders", order_by=Person.name)

    __table_args__ = (
        UniqueConstraint("team_id", "channel_id"),
        ForeignKeyConstraint(["team_id", "channel_id"], ["channels.team_id", "channels.channel_id"]),
    )

    @property
    def tz(self) -> ZoneInfo:
        """The zone of its wall time."""
        return ZoneInfo(self.zone)

    @property
    def rests(self) -> bool:
        """Does nothing happen there of itself, whatever becomes of the channel?"""
        return bool(self.ended_at or self.paused_at or not self.leaders)

    @property
    def is_awake(self) -> bool:
        """Can anything be changed here now?"""
        return self.channel.bot_is_in and not self.channel.is_archived and not self.rests

    @property
    def ends(self) -> time:
        """When its meetings usually end, in wall time."""
        return (datetime.combine(date.min, self.begins) + timedelta(minutes=self.minutes)).time()

    def stand_in_on(self, today: date) -> StandIn | None:
        """Who stands in for the leaders that day."""
        return self.stand_in if self.stand_in and today <= self.stand_in.last_day else None

    def led_by(self, today: date) -> list[Person]:
        """The leaders, and who stands in for them that day."""
        stand_in = self.stand_in_on(today)
        return [*self.leaders, stand_in.person] if stand_in else list(self.leaders)

    def is_led_by(self, person: Person, today: date) -> bool:
        return person in self.led_by(today)


class Leader(Base):
    """Who leads which network."""

    __tablename__ = "leaders"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    network_id: Mapped[str] = column("the network", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str] = column("its leader", Kept.NETWORK, personal=True, primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
    )


class StandIn(Base):
    """Who leads a network beside its leaders until a day is over. Nothing needs to happen for it to end."""

    __tablename__ = "stand_ins"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    network_id: Mapped[str] = column("the network", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str] = column("who stands in", Kept.NETWORK, personal=True)
    last_day: Mapped[date] = column("the last day of it, in wall time", Kept.NETWORK, personal=True)

    person: Mapped[Person] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
    )


def network_in(session: Session, team_id: str, channel_id: str) -> Network | None:
    """The network that lives in a channel."""
    return session.scalar(select(Network).where(Network.team_id == team_id, Network.channel_id == channel_id))


def networks_led_by(session: Session, person: Person) -> list[Network]:
    """All that a person leads, or has stood in for leaders of."""
    led = select(Leader.network_id).where(Leader.team_id == person.team_id, Leader.user_id == person.user_id)
    stood = select(StandIn.network_id).where(StandIn.team_id == person.team_id, StandIn.user_id == person.user_id)
    theirs = select(Network).where(Network.team_id == person.team_id, or_(Network.id.in_(led), Network.id.in_(stood)))
    return list(session.scalars(theirs))


def leaderless_networks(session: Session, team_id: str) -> list[Network]:
    """Those that wait for somebody to lead them."""
    waits = Network.team_id == team_id, ~Network.leaders.any(), Network.ended_at.is_(None)
    return list(session.scalars(select(Network).where(*waits)))


def lost_networks(session: Session, team_id: str) -> list[Network]:
    """Those whose channel is deleted, by name. One that has ended needs no other."""
    lost = Network.team_id == team_id, Network.channel.has(Channel.is_deleted), Network.ended_at.is_(None)
    return list(session.scalars(select(Network).where(*lost).order_by(Network.name, Network.id)))


def alone_in(session: Session, network: Network) -> Network:
    """Wait for others who decide something in the network, so that what is decided still holds when it is written."""
    if session.get_bind().dialect.name != "sqlite":  # whose writers are alone anyway
        # Its row alone: joined to a channel that it leaves while we wait, it would not be found any more.
        its_row = select(Network.id).where(Network.team_id == network.team_id, Network.id == network.id)
        session.execute(its_row.with_for_update())
        session.refresh(network)
    return network
