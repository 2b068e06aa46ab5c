"""Suggestions: what participants would like to change about a meeting, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, foreign, relationship

from storage.agendas import Item
from storage.base import Base, Kept, column, new_id
from storage.meetings import Meeting
from storage.people import Person


class SuggestionKind(StrEnum):
    """What somebody would like."""

    CHANGE = "change"  # of what is planned
    MORE = "more"  # something else to take up
    PART = "part"  # to do something in the meeting


class Suggestion(Base):
    """One person's suggestion for a meeting (H11, H12). The leaders take it in, or leave it."""

    __tablename__ = "suggestions"
    TEXT_MAX = Item.TITLE_MAX  # which it may become

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    meeting_id: Mapped[str] = column("the meeting", Kept.NETWORK)
    maker_id: Mapped[str] = column("who suggests it, which the leaders see", Kept.NETWORK, personal=True)
    view_id: Mapped[str] = column("the form it came from: the same form twice is one suggestion", Kept.NETWORK)
    kind: Mapped[SuggestionKind] = column("what they would like", Kept.NETWORK)
    text: Mapped[str] = column("the suggestion", Kept.NETWORK, personal=True)
    thanks: Mapped[bool] = column("may the channel see whom it thanks", Kept.NETWORK)
    made_at: Mapped[datetime] = column("when, for their order", Kept.NETWORK)
    taken_at: Mapped[datetime | None] = column("a leader has taken it in", Kept.NETWORK)
    left_at: Mapped[datetime | None] = column("a leader has left it", Kept.NETWORK)
    withdrawn_at: Mapped[datetime | None] = column("its maker has taken it back", Kept.NETWORK)
    item_id: Mapped[str | None] = column("the item of the agenda that it became", Kept.NETWORK)

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)
    maker: Mapped[Person] = relationship(viewonly=True)
    item: Mapped[Item | None] = relationship(
        primaryjoin=lambda: (Suggestion.team_id == foreign(Item.team_id)) & (Suggestion.item_id == foreign(Item.id)),
        viewonly=True,
        uselist=False,
    )

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "maker_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "meeting_id"),
    )

    @property
    def stands(self) -> bool:
        """Is it taken in, and has nobody removed it from the agenda since?"""
        return self.taken_at is not None and not (self.item and self.item.removed_at)

    @property
    def is_open(self) -> bool:
        """Does it wait for a leader?"""
        return not (self.taken_at or self.left_at or self.withdrawn_at)


def suggestion_from(session: Session, team_id: str, view_id: str) -> Suggestion | None:
    """The suggestion that an accepted form has become."""
    return session.scalar(select(Suggestion).where(Suggestion.team_id == team_id, Suggestion.view_id == view_id))


def suggestions_for(session: Session, meeting: Meeting) -> list[Suggestion]:
    """All that stand, the open ones first, and then in their order."""
    of = Suggestion.team_id == meeting.team_id, Suggestion.meeting_id == meeting.id, Suggestion.withdrawn_at.is_(None)
    found = session.scalars(select(Suggestion).where(*of).order_by(Suggestion.made_at, Suggestion.id))
    return sorted(found, key=lambda one: not one.is_open)
