"""Date polls: which day suits people, for a meeting that could be on one of several. What they answer is choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage import choices
from storage.base import Base, Kept, column, new_id
from storage.choices import Choice
from storage.meetings import Meeting
from storage.networks import Network
from storage.people import Person
from storage.posts import Post
from storage.wall_time import moment_of

ABOUT = "date_poll.day"  # what is chosen of each day


class Answer(StrEnum):
    """What a day can be to somebody."""

    WORKS = "works"
    IF_NEED_BE = "if_need_be"
    DOES_NOT = "does_not"


class Closing(StrEnum):
    """Why nobody answers any more."""

    PICKED = "picked"  # a leader has chosen a day
    GIVEN_UP = "given up"  # a leader has ended it without
    CANCELLED = "cancelled"  # the meeting is
    MOVED = "moved"  # the meeting is, by hand
    OVER = "over"  # the meeting has begun, or its days are over


class DatePoll(Base):
    """A question that a leader asks about the day of a meeting."""

    __tablename__ = "date_polls"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    meeting_id: Mapped[str] = column("which meeting", Kept.NETWORK)
    view_id: Mapped[str] = column("the form it came from: the same form twice is one poll", Kept.NETWORK)
    day: Mapped[date] = column("the meeting's day when it was asked, in wall time", Kept.NETWORK)
    begins: Mapped[time] = column("and when it began then", Kept.NETWORK)
    closing: Mapped[Closing | None] = column("why it is closed; empty: it is not", Kept.NETWORK)
    picked_id: Mapped[str | None] = column("the day that a leader has chosen", Kept.NETWORK)

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)
    days: Mapped[list[PollDay]] = relationship(
        order_by="PollDay.day, PollDay.begins",
        cascade="all, delete-orphan",
        passive_deletes=True,
        back_populates="poll",
    )

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
        Index(None, "team_id", "meeting_id"),
        Index(None, "team_id", "closing"),
    )

    @property
    def network(self) -> Network:
        return self.meeting.network

    @property
    def picked(self) -> PollDay | None:
        return next((day for day in self.days if day.id == self.picked_id), None)

    def ahead(self, now: datetime) -> list[PollDay]:
        """The days that a meeting can still be on."""
        return [day for day in self.days if now < day.starts_at]

    def closed_by(self, now: datetime) -> Closing | None:
        """Why nobody answers any more, also if nobody has written it down yet. None: they do."""
        if self.closing:
            return self.closing
        if self.meeting.cancelled_at:
            return Closing.CANCELLED
        if (self.day, self.begins) != (self.meeting.day, self.meeting.begins):
            return Closing.MOVED
        return None if self.meeting.is_coming(now) and self.ahead(now) else Closing.OVER


class PollDay(Base):
    """A day and a time of it that the meeting could be on."""

    __tablename__ = "poll_days"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    poll_id: Mapped[str] = column("the poll", Kept.NETWORK)
    day: Mapped[date] = column("the day, in wall time", Kept.NETWORK)
    begins: Mapped[time] = column("when it would begin, in wall time", Kept.NETWORK)

    poll: Mapped[DatePoll] = relationship(back_populates="days")

    __table_args__ = (
        UniqueConstraint("team_id", "poll_id", "day", "begins"),
        ForeignKeyConstraint(["team_id", "poll_id"], ["date_polls.team_id", "date_polls.id"], ondelete="CASCADE"),
    )

    @property
    def starts_at(self) -> datetime:
        """The moment, in UTC."""
        return moment_of(self.day, self.begins, self.poll.network.tz)


def poll_from(session: Session, team_id: str, view_id: str) -> DatePoll | None:
    """The poll that an accepted form has become."""
    return session.scalar(select(DatePoll).where(DatePoll.team_id == team_id, DatePoll.view_id == view_id))


def open_poll(session: Session, meeting: Meeting, now: datetime) -> DatePoll | None:
    """The one that is still asked about the meeting."""
    asked = _open(meeting.team_id).where(DatePoll.meeting_id == meeting.id)
    return next((poll for poll in session.scalars(asked) if poll.closed_by(now) is None), None)


def overtaken(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Those that nobody has closed, although there is nothing left to ask."""
    return [poll.id for poll in session.scalars(_open(team_id)) if poll.closed_by(now)]


def polls_open_in(network: Network) -> Select[str]:
    """The keys of those of a network that nobody has closed."""
    theirs = Meeting.team_id == DatePoll.team_id, Meeting.id == DatePoll.meeting_id, Meeting.network_id == network.id
    those = DatePoll.team_id == network.team_id, DatePoll.closing.is_(None), theirs[2]
    return select(DatePoll.id).join(Meeting, theirs[0] & theirs[1]).where(*those)


def meeting_asked_about(session: Session, post: Post) -> Meeting | None:
    """The meeting of the poll that a message shows. None if it shows none."""
    poll = session.get(DatePoll, (post.team_id, post.subject_id)) if post.view == "date_poll.poll" else None
    return poll.meeting if poll else None


def answered(session: Session, poll: DatePoll, day: PollDay, person: Person, answer: Answer) -> bool:
    """Write it down. False if it is the person's answer already."""
    return choices.choose(session, poll.network, ABOUT, day.id, person.user_id, answer)


def answers_of(session: Session, poll: DatePoll, person: Person) -> dict[str, Answer]:
    """What a person has answered: the key of a day -> what it is to them."""
    found = choices.chosen_by(session, poll.team_id, ABOUT, [day.id for day in poll.days], person.user_id)
    return {day_id: Answer(choice.chosen) for day_id, choice in found.items()}


def counts_of(session: Session, poll: DatePoll) -> Mapping[str, Counter[str]]:
    """The key of a day -> how many have answered what."""
    return choices.counts(session, poll.team_id, ABOUT, [day.id for day in poll.days])


def answers_to(session: Session, day: PollDay) -> list[Choice]:
    """All, by name."""
    return choices.those(session, day.team_id, ABOUT, day.id)


def _open(team_id: str) -> Select[DatePoll]:
    return select(DatePoll).where(DatePoll.team_id == team_id, DatePoll.closing.is_(None))
