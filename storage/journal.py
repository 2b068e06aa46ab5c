"""Journals: what people write for themselves. Every look at one is a look at one person's own."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.networks import Network
from storage.people import Person

UNDO = timedelta(days=1)  # for which one can take an entry in again


class JournalEntry(Base):
    """Something that a person wrote for nobody but themselves."""

    __tablename__ = "journal_entries"
    TEXT_MAX = 2_000

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("the network in which they wrote it", Kept.NETWORK, personal=True)
    user_id: Mapped[str] = column("whose journal", Kept.NETWORK, personal=True)
    about_id: Mapped[str | None] = column(
        "the reflection or thinking time it answers; empty: written of oneself", Kept.NETWORK, personal=True
    )
    question: Mapped[str] = column(
        "what was asked, in the language they read it in", Kept.NETWORK, personal=True, default=""
    )
    text: Mapped[str] = column("what they wrote", Kept.NETWORK, personal=True)
    written_at: Mapped[datetime] = column("when, for their order and its day", Kept.NETWORK, personal=True)
    deleted_at: Mapped[datetime | None] = column(
        "they have deleted it; a day later it is gone", Kept.NETWORK, personal=True
    )

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        UniqueConstraint("team_id", "user_id", "about_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "network_id"),
        Index(None, "team_id", "about_id"),
        Index(None, "team_id", "deleted_at"),
    )


def entries_of(session: Session, person: Person) -> list[JournalEntry]:
    """All of a person's, also what they can still take in again, the newest first."""
    newest = JournalEntry.written_at.desc(), JournalEntry.id
    return list(session.scalars(select(JournalEntry).where(*_theirs(person)).order_by(*newest)))


def count_entries(session: Session, person: Person) -> int:
    """How many a person has."""
    return session.scalar(select(func.count()).where(*_theirs(person), JournalEntry.deleted_at.is_(None))) or 0


def entry_about(session: Session, about_id: str, person: Person) -> JournalEntry | None:
    """What a person wrote for themselves when they were asked this, deleted or not."""
    return session.scalar(select(JournalEntry).where(*_theirs(person), JournalEntry.about_id == about_id))


def count_about(session: Session, team_id: str, about_id: str) -> int:
    """How many wrote for themselves when they were asked this. Not who."""
    those = JournalEntry.team_id == team_id, JournalEntry.about_id == about_id
    return session.scalar(select(func.count()).where(*those, JournalEntry.deleted_at.is_(None))) or 0


def deleted_before(session: Session, team_id: str, moment: datetime) -> list[str]:
    """The keys of those that were deleted before that moment."""
    those = JournalEntry.team_id == team_id, JournalEntry.deleted_at < moment
    return list(session.scalars(select(JournalEntry.id).where(*those)))


def write(
    session: Session, network: Network, person: Person, *, about_id: str, question: str, text: str, now: datetime
) -> None:
    """Let this be what a person wrote for themselves when they were asked this. Deleted before, it is there again."""
    entry = entry_about(session, about_id, person)
    if entry is None:
        entry = JournalEntry(
            team_id=person.team_id, id=new_id(), network=network, user_id=person.user_id, about_id=about_id,
            question=question, written_at=now,
        )  # fmt: skip
        session.add(entry)
    entry.text, entry.deleted_at = text, None


def _theirs(person: Person) -> list[ColumnElement[bool]]:
    return [JournalEntry.team_id == person.team_id, JournalEntry.user_id == person.user_id]
