"""Topics that participants propose, and who supports them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import (
    CTE,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Select,
    UniqueConstraint,
    and_,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, aliased, relationship

from storage.base import Base, Kept, column, new_id
from storage.networks import Network
from storage.people import Person
from storage.posts import Post

Column: TypeAlias = InstrumentedAttribute[str]


class Topic(Base):
    """Something a participant wants the network to take up, or a wish for how it works."""

    __tablename__ = "topics"
    TITLE_MAX, NEED_MAX, FORM_MAX, EXPERT_MAX, REASON_MAX = 150, 500, 300, 150, 300
    REGRET = timedelta(days=1)  # how long a merge can be undone

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

    parked_at: Mapped[datetime | None] = column("since when it is on hold", Kept.TOPIC)
    parked_because: Mapped[str] = column("why, if a leader has said so", Kept.TOPIC, default="")
    merged_into_id: Mapped[str | None] = column("the topic that gathers what it has", Kept.TOPIC)
    merged_at: Mapped[datetime | None] = column("when: for a while it can be undone", Kept.TOPIC)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    proposer: Mapped[Person] = relationship(viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "proposer_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "network_id"),
        ForeignKeyConstraint(["team_id", "merged_into_id"], ["topics.team_id", "topics.id"]),
        Index(None, "team_id", "proposer_id"),
        Index(None, "team_id", "merged_into_id"),
    )

    @property
    def name(self) -> str:
        """What it is called: its title, or else the wish that it is."""
        return self.title or " ".join(self.form.split())

    @property
    def is_standing(self) -> bool:
        """Can it be supported and changed? It may be on hold."""
        return self.withdrawn_at is None and self.merged_into_id is None

    def can_be_parted(self, now: datetime) -> bool:
        """Is its merge fresh enough to be undone?"""
        return self.merged_at is not None and now < self.merged_at + self.REGRET


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


def hand_of(session: Session, topic: Topic, person: Person, kind: HandKind) -> Hand | None:
    """What a person has offered already: for the topic itself or else, the first, for what it gathers."""
    theirs = Hand.giver_id == person.user_id, Hand.kind == kind
    offered = select(Hand).where(*_of(topic, Hand.team_id, Hand.topic_id), *theirs)
    return session.scalar(offered.order_by(Hand.topic_id != topic.id, Hand.offered_at, Hand.id).limit(1))


def people_behind(hands: Sequence[Hand]) -> set[str]:
    """Who offers these, each person once."""
    return {hand.giver_id for hand in hands}


def question_from(session: Session, team_id: str, view_id: str) -> Question | None:
    """The question that an accepted form has become."""
    return session.scalar(select(Question).where(Question.team_id == team_id, Question.view_id == view_id))


def gathered_under(session: Session, topic: Topic) -> list[Topic]:
    """The topic and all that is merged into it, through however many others; the oldest first."""
    return list(
        session.scalars(select(Topic).where(*_of(topic, Topic.team_id, Topic.id)).order_by(Topic.proposed_at, Topic.id))
    )


def survivor_of(session: Session, topic: Topic) -> Topic:
    """The topic that it is gathered under in the end: itself, if it is not merged."""
    while topic.merged_into_id:
        topic = session.get_one(Topic, (topic.team_id, topic.merged_into_id))
    return topic


def questions_about(session: Session, topic: Topic) -> list[Question]:
    """What is asked about it and what it gathers, the oldest first."""
    asked = select(Question).where(*_of(topic, Question.team_id, Question.topic_id))
    return list(session.scalars(asked.order_by(Question.asked_at, Question.id)))


def hands_for(session: Session, topic: Topic) -> list[Hand]:
    """What is offered to help with it and what it gathers, the oldest first."""
    offered = select(Hand).where(*_of(topic, Hand.team_id, Hand.topic_id))
    return list(session.scalars(offered.order_by(Hand.offered_at, Hand.id)))


def supports_by(session: Session, topic: Topic, person: Person) -> list[Support]:
    """What a person has given to it and what it gathers."""
    given = select(Support).where(*_of(topic, Support.team_id, Support.topic_id))
    return list(session.scalars(given.where(Support.user_id == person.user_id)))


def count_support(session: Session, topic: Topic) -> int:
    """How many support it or what it gathers: each person once."""
    people = select(func.count(Support.user_id.distinct()))
    return session.scalar(people.where(*_of(topic, Support.team_id, Support.topic_id))) or 0


class Which(StrEnum):
    """Which of a network's topics somebody wants to see."""

    OPEN = "open"
    MINE = "mine"
    PARKED = "on hold"
    CLOSED = "withdrawn or merged"


def ranked(
    session: Session, network: Network, which: Which, person: Person, most: int
) -> tuple[list[tuple[Topic, int]], int]:
    """Those topics with their support, the most supported first, of equals the older; and how many there are in all."""
    here = Topic.team_id == network.team_id, Topic.network_id == network.id
    those = {
        Which.OPEN: _open_in(network),
        Which.MINE: [*here, Topic.proposer_id == person.user_id],
        Which.PARKED: [*_standing_in(network), Topic.parked_at.is_not(None)],
        Which.CLOSED: [*here, or_(Topic.withdrawn_at.is_not(None), Topic.merged_into_id.is_not(None))],
    }[which]
    return _ranked(session, those, most), _count(session, those)


def others(session: Session, topic: Topic, most: int) -> tuple[list[Topic], int]:
    """The network's other topics that stand, the most supported first; and how many there are in all."""
    standing = [*_standing_in(topic.network), Topic.id != topic.id]
    return [other for other, _support in _ranked(session, standing, most)], _count(session, standing)


def topic_shown_by(session: Session, post: Post) -> Topic | None:
    """The topic of a card. None if the post is no card."""
    return session.get(Topic, (post.team_id, post.subject_id)) if post.view == "topic.card" else None


def topic_from(session: Session, team_id: str, view_id: str) -> Topic | None:
    """The topic that an accepted form has become."""
    return session.scalar(select(Topic).where(Topic.team_id == team_id, Topic.view_id == view_id))


def topic_of(session: Session, network: Network, message: str) -> Topic | None:
    """The topic that a message has become, as anyone may know. Should two be, the older."""
    made = select(Topic).where(Topic.team_id == network.team_id, Topic.network_id == network.id)
    made = made.where(Topic.message == message, Topic.shows_name, Topic.withdrawn_at.is_(None))
    return session.scalar(made.order_by(Topic.proposed_at, Topic.id).limit(1))


def standing_titles(session: Session, network: Network, besides: Topic | None) -> dict[str, str]:
    """The titles of a network's topics that stand by their keys, but for one topic's own."""
    titles = select(Topic.id, Topic.title).where(*_standing_in(network), Topic.title != "")
    titles = titles if besides is None else titles.where(Topic.id != besides.id)
    return dict(session.execute(titles).all())


def count_open(session: Session, network: Network) -> int:
    """How many topics are open: they stand, and are not on hold."""
    return _count(session, _open_in(network))


def topics_naming(session: Session, person: Person) -> list[Topic]:
    """All on whose cards a person's name may stand, as who proposed it or offers to contribute."""
    offered = select(Hand.topic_id).where(Hand.team_id == person.team_id, Hand.giver_id == person.user_id)
    named = or_(Topic.proposer_id == person.user_id, Topic.id.in_(offered))
    return list(session.scalars(select(Topic).where(Topic.team_id == person.team_id, named)))


def standing_in(network: Network) -> Select[str]:
    """The keys of a network's topics that stand."""
    return select(Topic.id).where(*_standing_in(network))


def _standing_in(network: Network) -> list[ColumnElement[bool]]:
    here = Topic.team_id == network.team_id, Topic.network_id == network.id
    return [*here, Topic.withdrawn_at.is_(None), Topic.merged_into_id.is_(None)]


def _open_in(network: Network) -> list[ColumnElement[bool]]:
    return [*_standing_in(network), Topic.parked_at.is_(None)]


_MERGED = aliased(Topic)  # made once: that takes as long as a query


def _gathered(those: Sequence[ColumnElement[bool]]) -> CTE:
    """Topics with all that is merged into them, themselves included: pairs of `survivor_id` and `topic_id`."""
    pairs = select(Topic.team_id, Topic.id.label("survivor_id"), Topic.id.label("topic_id")).where(*those)
    so_far = pairs.cte("gathered", recursive=True)
    into = _MERGED.team_id == so_far.c.team_id, _MERGED.merged_into_id == so_far.c.topic_id
    return so_far.union(select(_MERGED.team_id, so_far.c.survivor_id, _MERGED.id).where(*into))


def _of(topic: Topic, team_id: Column, topic_id: Column) -> list[ColumnElement[bool]]:
    """What belongs to a topic or to one that is merged into it."""
    gathered = _gathered([Topic.team_id == topic.team_id, Topic.id == topic.id])
    return [team_id == topic.team_id, topic_id.in_(select(gathered.c.topic_id))]


def _count(session: Session, those: Sequence[ColumnElement[bool]]) -> int:
    return session.scalar(select(func.count()).select_from(Topic).where(*those)) or 0


def _ranked(session: Session, those: Sequence[ColumnElement[bool]], most: int) -> list[tuple[Topic, int]]:
    gathered = _gathered(those)
    given = Support.team_id == gathered.c.team_id, Support.topic_id == gathered.c.topic_id
    support = select(gathered.c.survivor_id, func.count(Support.user_id.distinct()).label("people"))
    support_of = support.join(Support, and_(*given)).group_by(gathered.c.survivor_id).subquery()
    people = func.coalesce(support_of.c.people, 0)
    listed = select(Topic, people).outerjoin(support_of, support_of.c.survivor_id == Topic.id).where(*those)
    listed = listed.order_by(people.desc(), Topic.proposed_at, Topic.id).limit(most)
    return [(topic, count) for topic, count in session.execute(listed)]
