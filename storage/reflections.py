"""Reflections (H09): what a network is asked between two meetings, and what people say to its leaders or to all.

What they write for themselves is in their journal (`storage/journal.py`), and in no row here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.meetings import Meeting
from storage.networks import Network
from storage.people import Person
from storage.posts import Post

ASKED, SHARED = "meeting.reflection", "reflection.shared"  # the views of what is asked, and of what is said to all


class Reader(StrEnum):
    """Who reads what somebody writes."""

    SELF = "self"
    LEADERS = "leaders"
    ALL = "all"


class Reflection(Base):
    """A question that is asked after a meeting: planned, or asked already."""

    __tablename__ = "reflections"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("what its post is about: the meeting, and a number", Kept.NETWORK, primary_key=True)
    network_id: Mapped[str] = column("who is asked", Kept.NETWORK)
    meeting_id: Mapped[str] = column("the meeting after which it is asked", Kept.NETWORK)
    prompt: Mapped[str] = column("which question; empty: there is none to ask", Kept.NETWORK)
    is_chosen: Mapped[bool] = column("a leader has chosen it", Kept.NETWORK, default=False)
    comes_at: Mapped[datetime] = column("when it comes or came, for their order", Kept.NETWORK)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    meeting: Mapped[Meeting] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
        Index(None, "team_id", "network_id"),
        Index(None, "team_id", "meeting_id"),
    )


class Prompt(Base):
    """A question of a network's own, beside the bank's."""

    __tablename__ = "prompts"
    TEXT_MAX, PROMPTS_MAX = 150, 30

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("whose question", Kept.NETWORK)
    view_id: Mapped[str] = column("the form it came from: the same form twice is one question", Kept.NETWORK)
    text: Mapped[str] = column("the question", Kept.NETWORK)
    added_at: Mapped[datetime] = column("when, for their order", Kept.NETWORK)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        Index(None, "team_id", "network_id"),
    )


class StruckPrompt(Base):
    """A question that the leaders do not want asked: one of the bank's, or of the network's own."""

    __tablename__ = "struck_prompts"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    network_id: Mapped[str] = column("the network", Kept.NETWORK, primary_key=True)
    prompt: Mapped[str] = column("which question", Kept.NETWORK, primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
    )


class Thought(Base):
    """What a person says to a question, to the leaders or to all. One of each person."""

    __tablename__ = "thoughts"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    reflection_id: Mapped[str] = column("what was asked", Kept.NETWORK)
    user_id: Mapped[str] = column("who says it", Kept.NETWORK, personal=True)
    reader: Mapped[Reader] = column("who reads it", Kept.NETWORK, personal=True)
    text: Mapped[str] = column("what they say", Kept.NETWORK, personal=True)

    reflection: Mapped[Reflection] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "reflection_id", "user_id"),
        ForeignKeyConstraint(
            ["team_id", "reflection_id"], ["reflections.team_id", "reflections.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "user_id"),
    )


def reflections_of(session: Session, network: Network) -> list[Reflection]:
    """All that a network is or was asked, the earliest first."""
    here = Reflection.team_id == network.team_id, Reflection.network_id == network.id
    return list(session.scalars(select(Reflection).where(*here).order_by(Reflection.comes_at, Reflection.id)))


def reflections_after(session: Session, network: Network, meetings: Sequence[Meeting]) -> list[str]:
    """The keys of those that are asked after one of these meetings."""
    after = Reflection.team_id == network.team_id, Reflection.meeting_id.in_([meeting.id for meeting in meetings])
    return list(session.scalars(select(Reflection.id).where(*after)))


def prompts_of(session: Session, network: Network) -> list[Prompt]:
    """A network's own questions, in the order in which they were added."""
    here = Prompt.team_id == network.team_id, Prompt.network_id == network.id
    return list(session.scalars(select(Prompt).where(*here).order_by(Prompt.added_at, Prompt.id)))


def prompt_from(session: Session, team_id: str, view_id: str) -> Prompt | None:
    """The question that an accepted form has become."""
    return session.scalar(select(Prompt).where(Prompt.team_id == team_id, Prompt.view_id == view_id))


def struck_in(session: Session, network: Network) -> set[str]:
    """The questions that are not to be asked."""
    here = StruckPrompt.team_id == network.team_id, StruckPrompt.network_id == network.id
    return set(session.scalars(select(StruckPrompt.prompt).where(*here)))


def strike(session: Session, network: Network, prompt: str) -> None:
    """Let it not be asked from now on."""
    session.merge(StruckPrompt(team_id=network.team_id, network_id=network.id, prompt=prompt))


def unstrike(session: Session, network: Network, prompt: str) -> None:
    """Let it be asked again."""
    here = StruckPrompt.team_id == network.team_id, StruckPrompt.network_id == network.id
    session.execute(delete(StruckPrompt).where(*here, StruckPrompt.prompt == prompt))


def thought_of(session: Session, reflection: Reflection, person: Person) -> Thought | None:
    """What a person says to it, to others than themselves."""
    return session.scalar(select(Thought).where(*_to(reflection), Thought.user_id == person.user_id))


def thoughts_for_leaders(session: Session, reflection: Reflection) -> list[Thought]:
    """What its leaders are to read, by name."""
    theirs = select(Thought).join(Thought.person).where(*_to(reflection), Thought.reader == Reader.LEADERS)
    return list(session.scalars(theirs.order_by(Person.name, Person.user_id)))


def count_thoughts(session: Session, reflection: Reflection) -> int:
    """How many say something to others."""
    return session.scalar(select(func.count()).where(*_to(reflection))) or 0


def reflection_shown_by(session: Session, post: Post) -> Reflection | Thought | None:
    """What a message asks, or what somebody says to it. None if it is neither."""
    key = post.team_id, post.subject_id
    if post.view == SHARED:
        return session.get(Thought, key)
    return session.get(Reflection, key) if post.view == ASKED else None


def is_kept_back(session: Session, post: Post) -> bool:
    """Was it shared, and is no longer? Then it is nobody's but its writer's to show."""
    if post.view != SHARED:
        return False
    thought = session.get(Thought, (post.team_id, post.subject_id))
    return thought is None or thought.reader is not Reader.ALL


def _to(reflection: Reflection) -> list[ColumnElement[bool]]:
    return [Thought.team_id == reflection.team_id, Thought.reflection_id == reflection.id]
