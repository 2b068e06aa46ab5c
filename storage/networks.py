"""Networks and their leaders."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.people import Channel, Person


class Network(Base):
    """A standing group of professionals with one channel."""

    __tablename__ = "networks"
    NAME_MAX = 80

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    channel_id: Mapped[str] = column("the channel it lives in", Kept.NETWORK)
    name: Mapped[str] = column("what people call it", Kept.NETWORK)
    language: Mapped[str] = column("nb, nn or en: how the bot speaks there", Kept.NETWORK)
    set_up_at: Mapped[datetime] = column("when it began here", Kept.NETWORK)
    paused_at: Mapped[datetime | None] = column("a leader has let it rest since then", Kept.NETWORK)

    channel: Mapped[Channel] = relationship(lazy="joined", innerjoin=True)
    leaders: Mapped[list[Person]] = relationship(secondary="leaders", order_by=Person.name)

    __table_args__ = (
        UniqueConstraint("team_id", "channel_id"),
        ForeignKeyConstraint(["team_id", "channel_id"], ["channels.team_id", "channels.channel_id"]),
    )

    @property
    def is_awake(self) -> bool:
        """Can anything be changed here now?"""
        return self.channel.bot_is_in and not self.channel.is_archived and not self.paused_at

    def is_led_by(self, person: Person) -> bool:
        return any(leader.user_id == person.user_id for leader in self.leaders)


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


def network_in(session: Session, team_id: str, channel_id: str) -> Network | None:
    """The network that lives in a channel."""
    return session.scalar(select(Network).where(Network.team_id == team_id, Network.channel_id == channel_id))


def networks_led_by(session: Session, person: Person) -> list[Network]:
    """All that a person leads."""
    led = select(Leader.network_id).where(Leader.team_id == person.team_id, Leader.user_id == person.user_id)
    return list(session.scalars(select(Network).where(Network.team_id == person.team_id, Network.id.in_(led))))


def found(
    session: Session, channel: Channel, *, name: str, language: str, leaders: list[Person], now: datetime
) -> Network:
    """A new network in a channel."""
    network = Network(
        team_id=channel.team_id, channel=channel, name=name, language=language, set_up_at=now, leaders=leaders
    )
    session.add(network)
    return network


def alone_in(session: Session, network: Network) -> Network:
    """Wait for others who decide something in the network, so that what is decided still holds when it is written."""
    if session.get_bind().dialect.name != "sqlite":  # whose writers are alone anyway
        session.refresh(network, ["id"], with_for_update={"of": Network})
    return network
