"""Meetings, and the cycles that they are laid out in. What is kept is wall time: a day, and a time of that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ForeignKeyConstraint, Index, Select, UniqueConstraint, and_, or_, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column, new_id
from storage.networks import Network
from storage.people import Person
from storage.planned import noun_of
from storage.posts import Post
from storage.topics import Topic, survivor_of
from storage.wall_time import day_of, moment_of

LATELY = timedelta(days=7)  # what is looked through at every beat


class Cycle(Base):
    """Meetings that a leader laid out at once, and those added since. Its plan stands in the channel."""

    __tablename__ = "cycles"
    MEETINGS_MAX = 20  # laid out at once

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("whose cycle", Kept.NETWORK)
    view_id: Mapped[str] = column("the form it came from: the same form twice is one cycle", Kept.NETWORK)
    laid_out_at: Mapped[datetime] = column("when, for their order", Kept.NETWORK)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    meetings: Mapped[list[Meeting]] = relationship(order_by="Meeting.day, Meeting.begins, Meeting.id", viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        Index(None, "team_id", "network_id"),
    )


class Meeting(Base):
    """When and where a network meets, and about what."""

    __tablename__ = "meetings"
    GOALS_MAX, REASON_MAX = 500, 300

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    cycle_id: Mapped[str] = column("the cycle it belongs to", Kept.NETWORK)
    network_id: Mapped[str] = column("who meets", Kept.NETWORK)
    view_id: Mapped[str | None] = column(
        "the form it was added with: the same form twice is one meeting; empty: it came with its cycle", Kept.NETWORK
    )
    day: Mapped[date] = column("the day, in wall time", Kept.NETWORK)
    begins: Mapped[time] = column("when it begins, in wall time", Kept.NETWORK)
    minutes: Mapped[int] = column("how long it lasts", Kept.NETWORK)
    place: Mapped[str] = column("a room, an address or a link", Kept.NETWORK, default="")
    topic_id: Mapped[str | None] = column("what it is about", Kept.NETWORK)
    goals: Mapped[str] = column("what it shall lead to", Kept.NETWORK, default="")
    host_id: Mapped[str | None] = column("who receives the others", Kept.NETWORK, personal=True)
    cancelled_at: Mapped[datetime | None] = column("a leader has cancelled it", Kept.NETWORK)
    cancelled_because: Mapped[str] = column("why", Kept.NETWORK, default="")
    is_booked: Mapped[bool] = column("are places booked, so that it matters who comes", Kept.NETWORK, default=False)
    version: Mapped[int] = column("of two who change it at once, the later is told", Kept.NETWORK, default=1)
    changed_by: Mapped[str | None] = column("who changed it last, for whoever is told", Kept.NETWORK, personal=True)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    topic: Mapped[Topic | None] = relationship(viewonly=True)
    host: Mapped[Person | None] = relationship(viewonly=True)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "cycle_id"], ["cycles.team_id", "cycles.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "topic_id"], ["topics.team_id", "topics.id"]),
        ForeignKeyConstraint(["team_id", "host_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "network_id", "day"),
        Index(None, "team_id", "cycle_id"),
        Index(None, "team_id", "topic_id"),
        Index(None, "team_id", "host_id"),
    )

    @property
    def starts_at(self) -> datetime:
        """The moment, in UTC."""
        return moment_of(self.day, self.begins, self.network.tz)

    @property
    def ends_at(self) -> datetime:
        """The moment, in UTC."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def ends(self) -> time:
        """When it ends, in wall time."""
        return self.ends_at.astimezone(self.network.tz).time()

    def is_coming(self, now: datetime) -> bool:
        """Will it still begin?"""
        return self.cancelled_at is None and now < self.starts_at

    def is_on(self, now: datetime) -> bool:
        """Is it going on?"""
        return self.cancelled_at is None and self.starts_at <= now < self.ends_at


def cycle_from(session: Session, team_id: str, view_id: str) -> Cycle | None:
    """The cycle that an accepted form has become."""
    return session.scalar(select(Cycle).where(Cycle.team_id == team_id, Cycle.view_id == view_id))


def cycles_of(session: Session, network: Network) -> list[Cycle]:
    """A network's cycles, the latest first."""
    here = Cycle.team_id == network.team_id, Cycle.network_id == network.id
    return list(session.scalars(select(Cycle).where(*here).order_by(Cycle.laid_out_at.desc(), Cycle.id)))


def cycles_since(network: Network, day: date) -> Select[str]:
    """The keys of a network's cycles that have meetings from that day on."""
    here = Meeting.team_id == network.team_id, Meeting.network_id == network.id, Meeting.day >= day
    return select(Meeting.cycle_id).where(*here)


def meetings_in(session: Session, team_id: str, cycle_id: str) -> list[Meeting]:
    """All of a cycle, in their order, cancelled ones too."""
    its = select(Meeting).where(Meeting.team_id == team_id, Meeting.cycle_id == cycle_id)
    return list(session.scalars(its.order_by(Meeting.day, Meeting.begins, Meeting.id)))


def meeting_from(session: Session, team_id: str, view_id: str) -> Meeting | None:
    """The meeting that an accepted form has become."""
    return session.scalar(select(Meeting).where(Meeting.team_id == team_id, Meeting.view_id == view_id))


def meetings_since(session: Session, network: Network, day: date) -> list[Meeting]:
    """A network's meetings from that day on, in their order, cancelled ones too."""
    here = Meeting.team_id == network.team_id, Meeting.network_id == network.id, Meeting.day >= day
    return list(session.scalars(select(Meeting).where(*here).order_by(Meeting.day, Meeting.begins, Meeting.id)))


def coming_meetings(session: Session, network: Network, now: datetime) -> Sequence[Meeting]:
    """Those that will still begin, the next first."""
    return [one for one in meetings_since(session, network, day_of(now, network.tz)) if one.is_coming(now)]


def following(session: Session, meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The next one after it that is not cancelled; and the next one that is."""
    since = meetings_since(session, meeting.network, meeting.day)
    later = [one for one in since if (one.day, one.begins) > (meeting.day, meeting.begins)]
    return (
        next((one for one in later if one.cancelled_at is None), None),
        next((one for one in later if one.cancelled_at), None),
    )


def preceding(session: Session, meeting: Meeting) -> Meeting | None:
    """The last one before it that is not cancelled."""
    here = Meeting.team_id == meeting.team_id, Meeting.network_id == meeting.network_id, Meeting.cancelled_at.is_(None)
    same_day = and_(Meeting.day == meeting.day, Meeting.begins < meeting.begins)
    earlier = or_(Meeting.day < meeting.day, same_day)
    latest = select(Meeting).where(*here, earlier).order_by(Meeting.day.desc(), Meeting.begins.desc(), Meeting.id)
    return session.scalar(latest.limit(1))


def meetings_about(session: Session, topics: Sequence[Topic]) -> list[Meeting]:
    """Those that one of these topics is given to and that are not cancelled, in their order."""
    given = Meeting.team_id == topics[0].team_id, Meeting.topic_id.in_([topic.id for topic in topics])
    standing = select(Meeting).where(*given, Meeting.cancelled_at.is_(None))
    return list(session.scalars(standing.order_by(Meeting.day, Meeting.begins, Meeting.id)))


def meeting_of(session: Session, post: Post) -> Meeting:
    """The meeting of a planned post."""
    return session.get_one(Meeting, (post.team_id, noun_of(post.subject_id)))


def meeting_shown_by(session: Session, post: Post) -> Meeting | None:
    """The meeting that a message is about. None if it is about none."""
    return session.get(Meeting, (post.team_id, post.subject_id)) if post.view.startswith("meeting.") else None


def topic_of(session: Session, meeting: Meeting) -> Topic | None:
    """What it is about: the topic that was chosen, or the one that gathers it by now, unless that is withdrawn."""
    topic = survivor_of(session, meeting.topic) if meeting.topic else None
    return None if topic is None or topic.withdrawn_at else topic


def begun_since_shown(session: Session, team_id: str, now: datetime) -> list[str]:
    """Cycles of which a meeting has begun, not long ago, since their plan was asked for."""
    today = day_of(now)
    lately = Meeting.team_id == team_id, Meeting.day.between(today - LATELY, today + timedelta(days=1))
    plan = Post.team_id == Meeting.team_id, Post.view == "cycle.plan", Post.subject_id == Meeting.cycle_id
    theirs = Meeting.network_id.in_(select(Network.id).where(Network.team_id == team_id))  # they have an index by day
    found = session.execute(select(Meeting, Post.due_at).join(Post, and_(*plan)).where(theirs, *lately))
    return sorted({meeting.cycle_id for meeting, asked_at in found if asked_at < meeting.starts_at <= now})
