"""Agendas: what a meeting is made of, item by item; and the network's own template for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.meetings import Meeting
from storage.networks import Network


class Item(Base):
    """Something that takes its minutes of a meeting; or, without a meeting, of those that begin with the template."""

    __tablename__ = "agenda_items"
    ITEMS_MAX, MINUTES_MAX = 40, 480
    TITLE_MAX = METHOD_MAX = RESPONSIBLE_MAX = 150

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("whose item", Kept.NETWORK)
    meeting_id: Mapped[str | None] = column("of which meeting; empty: of the network's template", Kept.NETWORK)
    view_id: Mapped[str | None] = column("the form it was added with: the same form twice is one item", Kept.NETWORK)
    title: Mapped[str] = column("what happens; empty: the topic of the meeting, whatever that is by then", Kept.NETWORK)
    minutes: Mapped[int] = column("how long it takes", Kept.NETWORK)
    method: Mapped[str] = column("how", Kept.NETWORK, default="")
    responsible: Mapped[str] = column("who sees to it, also without Slack", Kept.NETWORK, personal=True, default="")
    position: Mapped[int] = column("its place among the others", Kept.NETWORK)
    removed_at: Mapped[datetime | None] = column("a leader has removed it, and may take it in again", Kept.NETWORK)
    carried_from_id: Mapped[str | None] = column("the item it carries over: each is carried once", Kept.NETWORK)
    version: Mapped[int] = column("of two who change it at once, the later is told", Kept.NETWORK, default=1)
    changed_by: Mapped[str | None] = column("who changed it last, for whoever is told", Kept.NETWORK, personal=True)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    meeting: Mapped[Meeting | None] = relationship(viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        UniqueConstraint("team_id", "carried_from_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
        Index(None, "team_id", "network_id"),
        Index(None, "team_id", "meeting_id"),
    )


def agenda_of(session: Session, meeting: Meeting) -> list[Item]:
    """What the meeting is made of, in its order."""
    its = Item.team_id == meeting.team_id, Item.meeting_id == meeting.id, Item.removed_at.is_(None)
    return list(session.scalars(select(Item).where(*its).order_by(Item.position, Item.id)))


def template_of(session: Session, network: Network) -> list[Item]:
    """What the network's agendas begin with, if its leaders have said so."""
    its = Item.team_id == network.team_id, Item.network_id == network.id, Item.meeting_id.is_(None)
    return list(session.scalars(select(Item).where(*its).order_by(Item.position, Item.id)))


def item_from(session: Session, meeting: Meeting, view_id: str) -> Item | None:
    """The item that an accepted form has become."""
    its = Item.team_id == meeting.team_id, Item.meeting_id == meeting.id
    return session.scalar(select(Item).where(*its, Item.view_id == view_id))


def carried(session: Session, items: Sequence[Item]) -> dict[str, Item]:
    """The keys of those that stand on a later agenda too, with what they are there."""
    if not items:
        return {}
    copies = Item.team_id == items[0].team_id, Item.carried_from_id.in_([item.id for item in items])
    found = session.scalars(select(Item).where(*copies, Item.removed_at.is_(None)))
    standing = (copy for copy in found if copy.meeting and not copy.meeting.cancelled_at)
    return {str(copy.carried_from_id): copy for copy in standing}


def carry(session: Session, item: Item, title: str, meeting: Meeting) -> Item:
    """Let the item stand last on that meeting's agenda. What carried it before stands there now, as it has become."""
    copy = session.scalar(select(Item).where(Item.team_id == item.team_id, Item.carried_from_id == item.id))
    if copy is None:
        copy = Item(
            team_id=item.team_id, id=new_id(), network=item.network, title=title, carried_from_id=item.id,
            minutes=item.minutes, method=item.method, responsible=item.responsible,
        )  # fmt: skip
    others = [one for one in agenda_of(session, meeting) if one is not copy]
    copy.meeting_id, copy.removed_at = meeting.id, None
    arrange([*others, copy])
    session.add(copy)
    session.flush()
    session.refresh(copy)
    return copy


def save_as_template(session: Session, network: Network, items: Sequence[Item]) -> None:
    """From now on the network's agendas begin with these."""
    its = Item.team_id == network.team_id, Item.network_id == network.id, Item.meeting_id.is_(None)
    session.execute(delete(Item).where(*its))
    session.add_all(
        Item(
            team_id=network.team_id, id=new_id(), network=network, title=item.title, minutes=item.minutes,
            method=item.method, responsible=item.responsible, position=position,
        )
        for position, item in enumerate(items)
    )  # fmt: skip
    session.flush()


def arrange(items: Sequence[Item]) -> None:
    """Let this be their order."""
    for position, item in enumerate(items):
        item.position = position
