"""What is remembered of how a meeting was: the round in which it was asked, and what those who lead wrote down."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKeyConstraint, exists, select
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column
from storage.meetings import Meeting
from storage.rounds import Round, RoundAnswer, RoundKind

LATELY = timedelta(days=14)  # what is looked through at every beat


class Evaluation(Base):
    """What those who lead write down of a meeting (H19, H21). There is no row before anybody has, or is told."""

    __tablename__ = "evaluations"
    SAID_MAX, WOKE_MAX, CHANGED_MAX = 1_000, 1_000, 500

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    meeting_id: Mapped[str] = column("the meeting", Kept.NETWORK, primary_key=True)
    said: Mapped[str] = column("what was said, for the channel's summary", Kept.NETWORK, default="")
    woke: Mapped[str] = column("what woke engagement, for those who lead alone", Kept.NETWORK, default="")
    changed: Mapped[str] = column("what becomes other because of it, for the next preview", Kept.NETWORK, default="")
    version: Mapped[int] = column("of two who change it at once, the later is told", Kept.NETWORK, default=0)
    changed_by: Mapped[str | None] = column("who changed it last, for whoever is told", Kept.NETWORK, personal=True)
    told_at: Mapped[datetime | None] = column("when its leaders were told of the answers", Kept.NETWORK)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
    )


def notes_of(session: Session, meeting: Meeting) -> Evaluation | None:
    """What is written down of a meeting."""
    return session.get(Evaluation, (meeting.team_id, meeting.id), populate_existing=True)


def notes_to_write(session: Session, team_id: str, meeting_id: str) -> Evaluation:
    """The row, made if need be."""
    notes = session.get(Evaluation, (team_id, meeting_id))
    if notes is None:
        notes = Evaluation(team_id=team_id, meeting_id=meeting_id, said="", woke="", changed="", version=0)
        session.add(notes)
        session.flush()  # of two who make it at once the later begins anew
    return notes


def evaluations_of(session: Session, team_id: str, meeting_ids: Collection[str]) -> dict[str, Round]:
    """The key of a meeting -> the round in which it is evaluated."""
    those = select(Round).where(Round.team_id == team_id, Round.meeting_id.in_(meeting_ids))
    return {asked.meeting_id: asked for asked in session.scalars(those) if asked.meeting_id}


def texts_in(session: Session, asked: Round, questions: Sequence[str]) -> list[RoundAnswer]:
    """What people have written, question by question; each in the order of what it says."""
    those = RoundAnswer.team_id == asked.team_id, RoundAnswer.round_id == asked.id, RoundAnswer.question.in_(questions)
    found = session.scalars(select(RoundAnswer).where(*those))
    return sorted(found, key=lambda one: (questions.index(one.question), one.content, one.id))


def to_tell(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Meetings whose round is counted up, and whose leaders have not been told what came of it."""
    settled = Round.team_id == team_id, Round.kind == RoundKind.EVALUATION, Round.had_their_say > 0
    told = exists().where(
        Evaluation.team_id == Round.team_id, Evaluation.meeting_id == Round.meeting_id, Evaluation.told_at.is_not(None)
    )
    lately = select(Round.meeting_id).where(*settled, Round.closes_at > now - LATELY, ~told)
    return [meeting_id for meeting_id in session.scalars(lately) if meeting_id]
