"""Rounds: questions that a network is asked in writing, and what each person answers.

An anonymous answer is never tied to a person: it lies apart from the mark that says who has answered, and neither
knows when. When the round closes, the marks are deleted, and the answers are written anew in the order of what they
say. In SQLite neither table has row numbers, which would tell in which order they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, Select, UniqueConstraint, delete, func, or_, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.meetings import Meeting
from storage.networks import Network
from storage.people import Person


class RoundKind(StrEnum):
    """What is asked."""

    EXPECTATIONS = "expectations"
    PURPOSE = "purpose"
    GROUND_RULES = "ground_rules"
    EVALUATION = "evaluation"  # of a meeting
    OWN = "own"  # questions of a leader's own


class Visibility(StrEnum):
    """Who sees what is answered. Chosen before it opens, and never changed."""

    OPEN = "open"
    LEADERS = "leaders"  # those who led when it was opened, as long as they do
    ANONYMOUS = "anonymous"


class Style(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    SCALE = "scale"  # 1 to 5
    CHOICE = "choice"


class RoundClosing(StrEnum):
    """Why nobody answers any more."""

    TIME = "time"
    BY_HAND = "by hand"
    CANCELLED = "cancelled"  # its meeting is, or a leader has called it off before it opened


class Round(Base):
    """A written round in a network (H02, H03, H07, H21)."""

    __tablename__ = "rounds"
    ANSWER_MAX, QUESTION_MAX, OPTION_MAX, OPTIONS_MAX, QUESTIONS_MAX = 1_000, 150, 75, 10, 5

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("the network", Kept.NETWORK)
    kind: Mapped[RoundKind] = column("what is asked", Kept.NETWORK)
    meeting_id: Mapped[str | None] = column("the meeting that it is about", Kept.NETWORK)
    view_id: Mapped[str] = column("the form it came from: the same form twice is one round", Kept.NETWORK)
    visibility: Mapped[Visibility] = column("who sees what is answered", Kept.NETWORK)
    fewest_shown: Mapped[int] = column("how many must have answered before anonymous answers are shown", Kept.NETWORK)
    opens_at: Mapped[datetime] = column("from when it can be answered", Kept.NETWORK)
    closes_at: Mapped[datetime] = column("and until when", Kept.NETWORK)
    has_opened: Mapped[bool] = column("it has, and its readers and numbers stay", Kept.NETWORK, default=False)
    closing: Mapped[RoundClosing | None] = column("why it is closed; empty: by time, if that has come", Kept.NETWORK)
    had_their_say: Mapped[int | None] = column("how many have answered, once it is counted up", Kept.NETWORK)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    meeting: Mapped[Meeting | None] = relationship(viewonly=True)
    readers: Mapped[list[Person]] = relationship(secondary="round_readers", order_by=Person.name)
    questions: Mapped[list[RoundQuestion]] = relationship(
        order_by="RoundQuestion.number", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        UniqueConstraint("team_id", "meeting_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
        Index(None, "team_id", "network_id"),
        Index(None, "team_id", "had_their_say"),
    )

    @property
    def is_for_all(self) -> bool:
        """May everybody in the channel read what is answered? Of a meeting's evaluation, only what leaders pick."""
        if self.visibility is Visibility.ANONYMOUS:
            return self.kind is not RoundKind.EVALUATION
        return self.visibility is Visibility.OPEN

    @property
    def is_settled(self) -> bool:
        """Is it closed, and counted up?"""
        return self.had_their_say is not None

    @property
    def is_shown(self) -> bool:
        """Can its answers be read by those who may? Anonymous ones when it is settled, and enough have answered."""
        if self.visibility is not Visibility.ANONYMOUS:
            return True
        return self.had_their_say is not None and self.had_their_say >= self.fewest_shown

    def closed_by(self, now: datetime) -> RoundClosing | None:
        """Why nobody answers any more, also if nobody has written it down yet. None: they do, or will."""
        if self.closing:
            return self.closing
        if self.meeting and self.meeting.cancelled_at:
            return RoundClosing.CANCELLED
        return RoundClosing.TIME if self.closes_at <= now else None

    def is_open(self, now: datetime) -> bool:
        return self.has_opened and self.closed_by(now) is None

    def open(self, fewest_shown: int) -> None:
        """From now on people answer it. Who reads what is for leaders, are those who lead now."""
        self.has_opened, self.readers = True, list(self.network.leaders)
        self.fewest_shown = self.network.fewest_shown or fewest_shown


class RoundQuestion(Base):
    """A question of a leader's own. Those of the other kinds are the same for all, in each reader's language."""

    __tablename__ = "round_questions"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    round_id: Mapped[str] = column("the round", Kept.NETWORK, primary_key=True)
    number: Mapped[int] = column("which one, from 1 on", Kept.NETWORK, primary_key=True)
    text: Mapped[str] = column("the question", Kept.NETWORK)
    style: Mapped[Style] = column("how it is answered", Kept.NETWORK)
    options: Mapped[str] = column("what one can choose, a line each", Kept.NETWORK, default="")

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "round_id"], ["rounds.team_id", "rounds.id"], ondelete="CASCADE"),
    )

    @property
    def choices(self) -> list[str]:
        return self.options.splitlines()


class RoundReader(Base):
    """Who led the network when a round was opened: they read what is for leaders, as long as they lead."""

    __tablename__ = "round_readers"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    round_id: Mapped[str] = column("the round", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str] = column("who may read it", Kept.NETWORK, personal=True, primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "round_id"], ["rounds.team_id", "rounds.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
    )


class RoundMark(Base):
    """That a person has had their say in a round, and not what or when. It is gone when the round closes."""

    __tablename__ = "round_marks"

    team_id: Mapped[str] = column("the workspace", Kept.ROUND, primary_key=True)
    round_id: Mapped[str] = column("the round", Kept.ROUND, primary_key=True)
    user_id: Mapped[str] = column("who has answered", Kept.ROUND, personal=True, primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "round_id"], ["rounds.team_id", "rounds.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        {"sqlite_with_rowid": False},
    )


class RoundAnswer(Base):
    """An answer to one question of a round. Those of one person to two questions are tied together only by name."""

    __tablename__ = "round_answers"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key; another one after an anonymous round", Kept.NETWORK, primary_key=True)
    round_id: Mapped[str] = column("the round", Kept.NETWORK)
    question: Mapped[str] = column("the name of the question", Kept.NETWORK)
    content: Mapped[str] = column("the text, the number, or what was chosen", Kept.NETWORK, personal=True)
    user_id: Mapped[str | None] = column("who answers; never there in an anonymous round", Kept.NETWORK, personal=True)
    is_picked: Mapped[bool] = column("a leader shows it in the channel", Kept.NETWORK, default=False)

    person: Mapped[Person | None] = relationship(lazy="joined", viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "round_id", "user_id", "question"),
        ForeignKeyConstraint(["team_id", "round_id"], ["rounds.team_id", "rounds.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "round_id"),
        {"sqlite_with_rowid": False},
    )


TIED = RoundMark.__tablename__, RoundAnswer.__tablename__  # what must not be found any more when it is deleted


def round_from(session: Session, team_id: str, view_id: str) -> Round | None:
    """The round that an accepted form has become."""
    return session.scalar(select(Round).where(Round.team_id == team_id, Round.view_id == view_id))


def evaluation_of(session: Session, meeting: Meeting) -> Round | None:
    """The round in which a meeting is evaluated."""
    return session.scalar(select(Round).where(Round.team_id == meeting.team_id, Round.meeting_id == meeting.id))


def rounds_in(session: Session, network: Network, since: datetime) -> list[Round]:
    """All that are not over since then, in the order in which they open. Evaluations are at their meetings."""
    those = Round.team_id == network.team_id, Round.network_id == network.id, Round.meeting_id.is_(None)
    recent = select(Round).where(*those, Round.closes_at > since)
    return list(session.scalars(recent.order_by(Round.opens_at, Round.id)))


def rounds_open_in(network: Network) -> Select[str]:
    """The keys of those of a network that are not settled."""
    return select(Round.id).where(
        Round.team_id == network.team_id, Round.network_id == network.id, Round.had_their_say.is_(None)
    )


def to_open(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Those whose time has come."""
    those = Round.team_id == team_id, Round.had_their_say.is_(None), ~Round.has_opened
    return list(session.scalars(select(Round.id).where(*those, Round.opens_at <= now, Round.closing.is_(None))))


def to_settle(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Those that are closed and not counted up: their time is over, or somebody or a cancelled meeting has closed
    them."""
    over = or_(Round.closing.is_not(None), Round.closes_at <= now, Round.meeting.has(Meeting.cancelled_at.is_not(None)))
    return list(session.scalars(select(Round.id).where(Round.team_id == team_id, Round.had_their_say.is_(None), over)))


def hold(session: Session, asked: Round, *, alone: bool) -> Round:
    """As it is now, and stays until the end of this transaction. `alone`: nobody may answer meanwhile."""
    session.flush()
    session.refresh(asked, with_for_update={"read": not alone, "of": Round})
    return asked


def has_answered(session: Session, asked: Round, person: Person) -> bool:
    """While it is open: has this person had their say?"""
    return session.get(RoundMark, (asked.team_id, asked.id, person.user_id)) is not None


def count(session: Session, asked: Round) -> int:
    """How many have had their say."""
    if asked.had_their_say is not None:
        return asked.had_their_say
    marks = RoundMark.team_id == asked.team_id, RoundMark.round_id == asked.id
    return session.scalar(select(func.count()).where(*marks)) or 0


def answer(session: Session, asked: Round, person: Person, given: Mapping[str, str]) -> bool:
    """Write down what a person answers: the name of a question -> what. False if that changes nothing: it is theirs
    already, or they have answered anonymously, which is final.

    Two processes may write the first answer at one moment: then the later fails, and `Database.write` does it again.
    """
    session.flush()  # the person first: the mark points at them
    mark = asked.team_id, asked.id, person.user_id
    is_first = session.get(RoundMark, mark, with_for_update=True) is None  # of two changes at once, one waits
    if is_first:
        session.add(RoundMark(team_id=asked.team_id, round_id=asked.id, user_id=person.user_id))
        session.flush()
    if asked.visibility is Visibility.ANONYMOUS:
        if is_first:
            session.add_all(_answer(asked, question, content) for question, content in given.items())
        return is_first
    before = answers_by(session, asked, person)
    if before == given:
        return False
    session.execute(delete(RoundAnswer).where(*_of(asked), RoundAnswer.user_id == person.user_id))
    session.add_all(_answer(asked, question, content, person) for question, content in given.items())
    return True


def answers_by(session: Session, asked: Round, person: Person) -> dict[str, str]:
    """What a person has answered with their name: the name of a question -> what."""
    theirs = select(RoundAnswer).where(*_of(asked), RoundAnswer.user_id == person.user_id)
    return {found.question: found.content for found in session.scalars(theirs)}


def answers_to(session: Session, asked: Round, question: str) -> list[RoundAnswer]:
    """All answers to one question: by name, or in the order of what they say. Who may see them is for others to ask."""
    found = select(RoundAnswer).outerjoin(RoundAnswer.person).where(*_of(asked), RoundAnswer.question == question)
    in_order = found.order_by(Person.name.nulls_last(), Person.user_id, RoundAnswer.content, RoundAnswer.id)
    return list(session.scalars(in_order))


def counts(session: Session, asked: Round, questions: Collection[str]) -> dict[str, Counter[str]]:
    """The name of a question -> how many have answered what."""
    counted = select(RoundAnswer.question, RoundAnswer.content, func.count()).where(
        *_of(asked), RoundAnswer.question.in_(questions)
    )
    found: dict[str, Counter[str]] = {question: Counter() for question in questions}
    for question, content, people in session.execute(counted.group_by(RoundAnswer.question, RoundAnswer.content)):
        found[question][content] = people
    return found


def settle(session: Session, asked: Round, closing: RoundClosing) -> None:
    """Close it and count it up. Of an anonymous round nothing is left but what was said, in the order of the words;
    and not even that where too few have answered."""
    hold(session, asked, alone=True)
    if asked.is_settled:
        return
    asked.closing, asked.had_their_say = closing, count(session, asked)
    session.execute(delete(RoundMark).where(RoundMark.team_id == asked.team_id, RoundMark.round_id == asked.id))
    if asked.visibility is Visibility.ANONYMOUS:
        said = select(RoundAnswer.question, RoundAnswer.content).where(*_of(asked))
        rows = sorted((question, content) for question, content in session.execute(said))
        session.execute(delete(RoundAnswer).where(*_of(asked)))
        if asked.is_shown:
            session.add_all(_answer(asked, question, content) for question, content in rows)
    session.flush()


def _answer(asked: Round, question: str, content: str, person: Person | None = None) -> RoundAnswer:
    return RoundAnswer(
        team_id=asked.team_id,
        id=new_id(),
        round_id=asked.id,
        question=question,
        content=content,
        user_id=person.user_id if person else None,
    )


def _of(asked: Round) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return RoundAnswer.team_id == asked.team_id, RoundAnswer.round_id == asked.id
