"""Networks that a leader has handed over to others, and what those are to know."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKeyConstraint, Index, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.networks import Network
from storage.people import Person


class HandOver(Base):
    """One leader's going, for those who lead after them."""

    __tablename__ = "hand_overs"
    NOTE_MAX = 500
    CAN_BE_UNDONE = timedelta(days=1)

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("the network", Kept.NETWORK)
    leader_id: Mapped[str] = column("who led it, and can take it back for a day", Kept.NETWORK, personal=True)
    note: Mapped[str] = column("what the next leaders are to know, and nobody else", Kept.NETWORK, personal=True)
    handed_over_at: Mapped[datetime] = column("when", Kept.NETWORK)

    leader: Mapped[Person] = relationship(viewonly=True)
    successors: Mapped[list[Successor]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "leader_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "network_id"),
    )


class Successor(Base):
    """One of those who lead after a hand-over."""

    __tablename__ = "successors"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    hand_over_id: Mapped[str] = column("what was handed over", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str] = column("who leads after it", Kept.NETWORK, personal=True, primary_key=True)
    is_new: Mapped[bool] = column("leads because of it: no longer, if it is undone", Kept.NETWORK)
    has_read: Mapped[bool] = column("is not shown the note any more", Kept.NETWORK, personal=True, default=False)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "hand_over_id"], ["hand_overs.team_id", "hand_overs.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
    )


def to_take_back(session: Session, network: Network, person: Person, now: datetime) -> HandOver | None:
    """The person's last hand-over of the network, as long as it can be undone."""
    theirs = (
        HandOver.team_id == network.team_id,
        HandOver.network_id == network.id,
        HandOver.leader_id == person.user_id,
    )
    recent = HandOver.handed_over_at > now - HandOver.CAN_BE_UNDONE
    return session.scalar(select(HandOver).where(*theirs, recent).order_by(HandOver.handed_over_at.desc()).limit(1))


def unread_note(session: Session, network: Network, person: Person) -> HandOver | None:
    """The oldest note to the person that they have not read."""
    of_network = HandOver.team_id == network.team_id, HandOver.network_id == network.id, HandOver.note != ""
    unread = HandOver.successors.any((Successor.user_id == person.user_id) & ~Successor.has_read)
    return session.scalar(select(HandOver).where(*of_network, unread).order_by(HandOver.handed_over_at).limit(1))
