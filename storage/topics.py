"""Topics that participants propose, and who supports them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.networks import Network
from storage.people import Person


class Topic(Base):
    """Something a participant wants the network to take up, or a wish for how it works."""

    __tablename__ = "topics"
    TITLE_MAX, NEED_MAX, FORM_MAX, EXPERT_MAX = 150, 500, 300, 150

    team_id: Mapped[str] = column("the workspace", Kept.TOPIC, primary_key=True)
    id: Mapped[str] = column("our key", Kept.TOPIC, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("the network it is proposed to", Kept.TOPIC)
    proposer_id: Mapped[str] = column("who proposed it, and may edit it", Kept.TOPIC, personal=True)
    view_id: Mapped[str] = column("the form it came from: the same form twice is one topic", Kept.TOPIC)
    title: Mapped[str] = column("what it is about; empty for a mere wish", Kept.TOPIC, personal=True)
    need: Mapped[str] = column("what the proposer needs from it", Kept.TOPIC, personal=True)
    form: Mapped[str] = column("the method and form they wish for", Kept.TOPIC, personal=True)
    expert: Mapped[str] = column("the expert they would like to hear", Kept.TOPIC, personal=True)
    shows_name: Mapped[bool] = column("may the channel see who proposed it", Kept.TOPIC)
    proposed_at: Mapped[datetime] = column("when", Kept.TOPIC)
    withdrawn_at: Mapped[datetime | None] = column("since when it is taken back", Kept.TOPIC)
    version: Mapped[int] = column("of two who edit it at once, the later is told", Kept.TOPIC, default=1)
    changed_by: Mapped[str | None] = column("who edited it last, for whoever is told", Kept.TOPIC, personal=True)
    message: Mapped[str | None] = column("the message it came from: its ts, and that of its thread", Kept.TOPIC)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    proposer: Mapped[Person] = relationship(viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "proposer_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "network_id"),
        Index(None, "team_id", "proposer_id"),
    )


class Support(Base):
    """One person's support of one topic. A row is there or it is not, so a double click counts once."""

    __tablename__ = "supports"

    team_id: Mapped[str] = column("the workspace", Kept.TOPIC, primary_key=True)
    topic_id: Mapped[str] = column("the topic", Kept.TOPIC, primary_key=True)
    user_id: Mapped[str] = column("who supports it", Kept.TOPIC, personal=True, primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "topic_id"], ["topics.team_id", "topics.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
    )


class Question(Base):
    """What a participant would like to know about a topic: so it is sharpened (H18)."""

    __tablename__ = "questions"
    TEXT_MAX = 300

    team_id: Mapped[str] = column("the workspace", Kept.TOPIC, primary_key=True)
    id: Mapped[str] = column("our key", Kept.TOPIC, primary_key=True, default=new_id)
    topic_id: Mapped[str] = column("the topic", Kept.TOPIC)
    asker_id: Mapped[str] = column("who asks, and may take it back; not shown", Kept.TOPIC, personal=True)
    view_id: Mapped[str] = column("the form it came from: the same form twice is one question", Kept.TOPIC)
    text: Mapped[str] = column("the question", Kept.TOPIC, personal=True)
    asked_at: Mapped[datetime] = column("when, for their order", Kept.TOPIC)

    topic: Mapped[Topic] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "topic_id"], ["topics.team_id", "topics.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "asker_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "topic_id"),
    )


class HandKind(StrEnum):
    """What kind of help a participant offers."""

    CONTRIBUTES = "contributes"  # themselves
    KNOWS = "knows someone"  # a third person, whom the channel need not hear of


class Hand(Base):
    """A participant's offer to help with a topic. One of each kind, so offering again changes it."""

    __tablename__ = "hands"
    TEXT_MAX = 300

    team_id: Mapped[str] = column("the workspace", Kept.TOPIC, primary_key=True)
    id: Mapped[str] = column("our key", Kept.TOPIC, primary_key=True, default=new_id)
    topic_id: Mapped[str] = column("the topic", Kept.TOPIC)
    giver_id: Mapped[str] = column("who offers it, and may take it back", Kept.TOPIC, personal=True)
    kind: Mapped[HandKind] = column("themselves, or someone they know", Kept.TOPIC)
    text: Mapped[str] = column("with what, or whom and how", Kept.TOPIC, personal=True)
    offered_at: Mapped[datetime] = column("when first, for their order", Kept.TOPIC)

    topic: Mapped[Topic] = relationship(lazy="joined", innerjoin=True)
    giver: Mapped[Person] = relationship(lazy="joined", innerjoin=True, viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "topic_id", "giver_id", "kind"),
        ForeignKeyConstraint(["team_id", "topic_id"], ["topics.team_id", "topics.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "giver_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "giver_id"),
    )


def hands_for(session: Session, topic: Topic) -> list[Hand]:
    """What participants offer, the oldest first."""
    offered = select(Hand).where(Hand.team_id == topic.team_id, Hand.topic_id == topic.id)
    return list(session.scalars(offered.order_by(Hand.offered_at, Hand.id)))


def hand_of(session: Session, topic: Topic, person: Person, kind: HandKind) -> Hand | None:
    """What a person has offered already."""
    theirs = Hand.giver_id == person.user_id, Hand.kind == kind
    return session.scalar(select(Hand).where(Hand.team_id == topic.team_id, Hand.topic_id == topic.id, *theirs))


def questions_about(session: Session, topic: Topic) -> list[Question]:
    """The oldest first."""
    about = Question.team_id == topic.team_id, Question.topic_id == topic.id
    return list(session.scalars(select(Question).where(*about).order_by(Question.asked_at, Question.id)))


def question_from(session: Session, team_id: str, view_id: str) -> Question | None:
    """The question that an accepted form has become."""
    return session.scalar(select(Question).where(Question.team_id == team_id, Question.view_id == view_id))


def ranked(session: Session, network: Network, most: int) -> list[tuple[Topic, int]]:
    """The open topics with their support: the most supported first, of equals the older."""
    support = (
        select(func.count())
        .where(Support.team_id == Topic.team_id, Support.topic_id == Topic.id)
        .correlate(Topic)
        .scalar_subquery()
    )
    listed = select(Topic, support).where(*_open_in(network))
    listed = listed.order_by(support.desc(), Topic.proposed_at, Topic.id).limit(most)
    return [(topic, count) for topic, count in session.execute(listed)]


def topic_from(session: Session, team_id: str, view_id: str) -> Topic | None:
    """The topic that an accepted form has become."""
    return session.scalar(select(Topic).where(Topic.team_id == team_id, Topic.view_id == view_id))


def topic_of(session: Session, network: Network, message: str) -> Topic | None:
    """The topic that a message has become, unless it is withdrawn. Should two be, the older."""
    made = select(Topic).where(*_open_in(network), Topic.message == message)
    return session.scalar(made.order_by(Topic.proposed_at, Topic.id).limit(1))


def open_titles(session: Session, network: Network, besides: Topic | None) -> dict[str, str]:
    """The titles of a network's open topics by their keys, but for one topic's own."""
    titles = select(Topic.id, Topic.title).where(*_open_in(network), Topic.title != "")
    titles = titles if besides is None else titles.where(Topic.id != besides.id)
    return dict(session.execute(titles).all())


def count_open(session: Session, network: Network) -> int:
    """How many topics are not withdrawn."""
    return session.scalar(select(func.count()).where(*_open_in(network))) or 0


def count_support(session: Session, topic: Topic) -> int:
    """How many support it."""
    counted = select(func.count()).where(Support.team_id == topic.team_id, Support.topic_id == topic.id)
    return session.scalar(counted) or 0


def _open_in(network: Network) -> list[ColumnElement[bool]]:
    return [Topic.team_id == network.team_id, Topic.network_id == network.id, Topic.withdrawn_at.is_(None)]


def topics_naming(session: Session, person: Person) -> list[Topic]:
    """All on whose cards a person's name may stand, as who proposed it or offers to contribute."""
    offered = select(Hand.topic_id).where(Hand.team_id == person.team_id, Hand.giver_id == person.user_id)
    named = or_(Topic.proposer_id == person.user_id, Topic.id.in_(offered))
    return list(session.scalars(select(Topic).where(Topic.team_id == person.team_id, named)))
