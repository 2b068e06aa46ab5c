"""What each person has chosen of what was asked: whether they come, whether they agree, whether a day suits them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, Select, delete, exists, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, relationship
from sqlalchemy.sql.dml import ReturningDelete, ReturningUpdate

from storage.base import Base, Kept, column
from storage.members import Member
from storage.networks import Network
from storage.people import Person


class Choice(Base):
    """One person's answer to one question. There is one row or none, so pressing twice counts once."""

    __tablename__ = "choices"
    WORD_MAX = 300

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    network_id: Mapped[str] = column("the network it is asked in", Kept.NETWORK)
    about: Mapped[str] = column("which question", Kept.NETWORK, primary_key=True)
    subject_id: Mapped[str] = column("the noun that it is asked about", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str] = column("who has chosen", Kept.NETWORK, personal=True, primary_key=True)
    chosen: Mapped[str] = column("what", Kept.NETWORK, personal=True)
    word: Mapped[str] = column("a word to the leaders alone", Kept.NETWORK, personal=True, default="")

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "network_id"),
        Index(None, "team_id", "user_id"),
    )


def choose(
    session: Session, network: Network, about: str, subject_id: str, user_id: str, chosen: str, word: str = ""
) -> bool:
    """Let this be the person's answer. False if it is already.

    Two processes may write the first answer at one moment: then the later fails, and `Database.write` does it again.
    """
    session.flush()  # the person first: their answer points at them
    theirs = _of(network.team_id, about, [subject_id], user_id)
    if session.scalar(select(Choice.chosen).where(*theirs)) is None:
        key = {"team_id": network.team_id, "about": about, "subject_id": subject_id, "user_id": user_id}
        session.add(Choice(**key, network_id=network.id, chosen=chosen, word=word))
        session.flush()
        return True
    other = or_(Choice.chosen != chosen, Choice.word != word)
    return _did(
        session, update(Choice).where(*theirs, other).values(chosen=chosen, word=word).returning(Choice.user_id)
    )


def take_back(session: Session, team_id: str, about: str, subject_id: str, user_id: str) -> bool:
    """The person has not answered after all. False if they had not."""
    theirs = _of(team_id, about, [subject_id], user_id)
    return _did(session, delete(Choice).where(*theirs).returning(Choice.user_id))


def counts(session: Session, team_id: str, about: str, subject_ids: Collection[str]) -> dict[str, Counter[str]]:
    """How many have chosen what, of each of these."""
    counted = select(Choice.subject_id, Choice.chosen, func.count()).join(Choice.person)
    counted = counted.where(*_of(team_id, about, subject_ids), _is_there())
    found: dict[str, Counter[str]] = {subject_id: Counter() for subject_id in subject_ids}
    for subject_id, chosen, people in session.execute(counted.group_by(Choice.subject_id, Choice.chosen)):
        found[subject_id][chosen] = people
    return found


def people(session: Session, team_id: str, about: str) -> int:
    """How many have answered the question, whatever noun it was asked about."""
    counted = select(func.count(Choice.user_id.distinct())).join(Choice.person)
    return session.scalar(counted.where(Choice.team_id == team_id, Choice.about == about, _is_there())) or 0


def chosen_by(
    session: Session, team_id: str, about: str, subject_ids: Collection[str], user_id: str
) -> dict[str, Choice]:
    """What a person has chosen, of those of these that they have answered."""
    found = session.scalars(_fresh(*_of(team_id, about, subject_ids, user_id)))
    return {choice.subject_id: choice for choice in found}


def those(session: Session, team_id: str, about: str, subject_id: str) -> list[Choice]:
    """All answers, by name."""
    found = _fresh(*_of(team_id, about, [subject_id]), _is_there()).join(Choice.person)
    return list(session.scalars(found.order_by(Person.name, Person.user_id)))


def forget(session: Session, team_id: str, abouts: Collection[str], subject_id: str) -> None:
    """What was asked is another question now: nobody has answered it yet."""
    asked = Choice.team_id == team_id, Choice.about.in_(abouts), Choice.subject_id == subject_id
    session.execute(delete(Choice).where(*asked).execution_options(synchronize_session=False))


def _is_there() -> ColumnElement[bool]:
    """Who is deactivated, or has left the channel, is not counted any more."""
    of_them = Member.team_id == Choice.team_id, Member.user_id == Choice.user_id, ~Member.is_in
    there = Network.team_id == Choice.team_id, Network.id == Choice.network_id, Member.channel_id == Network.channel_id
    return ~Person.is_gone & ~exists().where(*of_them, *there)


def _of(
    team_id: str, about: str, subject_ids: Collection[str], user_id: str | None = None
) -> list[ColumnElement[bool]]:
    """The answers to a question about these, or one person's alone."""
    asked = [Choice.team_id == team_id, Choice.about == about, Choice.subject_id.in_(subject_ids)]
    return asked if user_id is None else [*asked, Choice.user_id == user_id]


def _fresh(*where: ColumnElement[bool]) -> Select[Choice]:
    """As it is now: answers are changed past the session."""
    return select(Choice).where(*where).execution_options(populate_existing=True)


def _did(session: Session, change: ReturningUpdate[str] | ReturningDelete[str]) -> bool:
    return session.scalar(change.execution_options(synchronize_session=False)) is not None
