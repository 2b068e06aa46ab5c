"""Thinking time (H14): quiet that a leader gives everyone in a meeting, until a moment, and a round on it.

What people note meanwhile is in their journals (`storage/journal.py`), and in no row here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.agendas import Item
from storage.base import Base, Kept, column, new_id
from storage.meetings import Meeting
from storage.networks import Network
from storage.planned import numbered

A_MINUTE = timedelta(minutes=1)
AFTERWARDS = timedelta(hours=1)  # in which more time can be given


class Follows(StrEnum):
    """The round on what people have thought."""

    NONE = "none"
    TABLE = "table"
    WRITTEN = "written"


class ThinkingTime(Base):
    """Some minutes of quiet."""

    __tablename__ = "thinking_times"
    QUESTION_MAX, MINUTES_MAX, MINUTES, MORE = 150, 60, 5, 5

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("the network", Kept.NETWORK)
    meeting_id: Mapped[str | None] = column("the meeting it is part of", Kept.NETWORK)
    item_id: Mapped[str | None] = column("the item on the agenda that it began with", Kept.NETWORK)
    view_id: Mapped[str] = column("the form or the item it came from: the same twice is one", Kept.NETWORK)
    question: Mapped[str] = column("what to think about; empty: it is said aloud", Kept.NETWORK)
    follows: Mapped[Follows] = column("the round on it", Kept.NETWORK)
    began_at: Mapped[datetime] = column("since when it is quiet", Kept.NETWORK)
    ends_at: Mapped[datetime] = column("and until when", Kept.NETWORK)
    ticks_at: Mapped[datetime | None] = column(
        "when the countdown is to be shown anew; empty: it shows that it is over", Kept.NETWORK
    )

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    meeting: Mapped[Meeting | None] = relationship(viewonly=True)
    item: Mapped[Item | None] = relationship(viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "item_id"], ["agenda_items.team_id", "agenda_items.id"], ondelete="CASCADE"),
        Index(None, "team_id", "network_id"),
        Index(None, "team_id", "meeting_id"),
        Index(None, "team_id", "item_id"),
        Index(None, "team_id", "ticks_at"),
    )

    @property
    def end(self) -> str:
        """To know this end by: when more time is given, there is another."""
        return str(int(self.ends_at.timestamp()))

    @property
    def ending_id(self) -> str:
        """What the word is about that it is over, at this end."""
        return numbered(self.id, int(self.end))

    @property
    def is_off(self) -> bool:
        """Is its meeting cancelled?"""
        return self.meeting is not None and self.meeting.cancelled_at is not None

    def has_room(self, now: datetime) -> bool:
        """Can there be more time? Also a while after it was over, and not days later."""
        if self.is_over(now):
            return now < self.ends_at + AFTERWARDS
        return self.ends_at < self.began_at + self.MINUTES_MAX * A_MINUTE

    def is_over(self, now: datetime) -> bool:
        return self.is_off or self.ends_at <= now

    def is_due(self, now: datetime) -> bool:
        """Is another countdown to be shown?"""
        return self.ticks_at is not None and (self.is_off or self.ticks_at <= now)

    def minutes_left(self, now: datetime) -> int:
        """Rounded up. Who has waited for another's click may look a moment before it began."""
        return -((max(now, self.began_at) - self.ends_at) // A_MINUTE)

    def begin(self, minutes: int, now: datetime) -> None:
        """From now on, for so many minutes."""
        self.began_at, self.ends_at = now, now + minutes * A_MINUTE
        self.tick(now)

    def extend(self, now: datetime) -> None:
        """Some minutes more; from now on, if it was over."""
        if self.is_over(now):
            self.begin(self.MORE, now)
            return
        longest = self.began_at + self.MINUTES_MAX * A_MINUTE
        self.ends_at = min(self.ends_at + self.MORE * A_MINUTE, longest)
        self.tick(now)

    def cut_short(self, now: datetime) -> None:
        """It is over now."""
        self.ends_at, self.ticks_at = now, None

    def tick(self, now: datetime) -> None:
        """The countdown of this moment is on its way; it changes when one minute less is left."""
        self.ticks_at = None if self.is_over(now) else self.ends_at - (self.minutes_left(now) - 1) * A_MINUTE


def thinking_from(session: Session, team_id: str, view_id: str) -> ThinkingTime | None:
    """What an accepted form, or an item of an agenda, has become."""
    return session.scalar(select(ThinkingTime).where(ThinkingTime.team_id == team_id, ThinkingTime.view_id == view_id))


def counting_down(session: Session, team_id: str, network: Network | None = None) -> list[ThinkingTime]:
    """Those whose countdown does not show yet that they are over, the first to change first: in all networks, or in
    one."""
    on = [ThinkingTime.team_id == team_id, ThinkingTime.ticks_at.is_not(None)]
    if network:
        on.append(ThinkingTime.network_id == network.id)
    return list(session.scalars(select(ThinkingTime).where(*on).order_by(ThinkingTime.ticks_at, ThinkingTime.id)))
