"""What shall stand in a channel: rows that say which view of which noun, where, from when and in which version.

A listener *wants* a post in the transaction that changes the noun. Delivery *claims* it, shows it, and writes down
what it has shown. The claim is one conditional update with a lease in the database's own time, so that of several
processes one speaks; what a process that died or froze may have left behind is looked for in the channel's history
(see `bot/delivery.py`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    and_,
    case,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column, new_id
from storage.database import from_now
from storage.people import Channel, Person


class Parked(StrEnum):
    """Why a post waits although something is wanted of it."""

    CHANNEL_LOST = "channel lost"  # until the bot is back in the channel
    UNSETTLED = "unsettled"  # it may stand there or not, and history can't be read: until a leader posts it again
    REFUSED = "refused"  # Slack would not take it: until what it shows changes, or a leader posts it again
    DELETED = "deleted"  # somebody deleted the message: until a leader posts it again
    LATE = "late"  # no longer useful: for good
    TAKEN_BACK = "taken back"  # a leader has taken it out of the channel: until one puts it back


# Partial indexes: planned posts by the million cost nothing where none is due.
_DUE = text("wanted > shown AND parked IS NULL")
_TO_SWEEP = text("sweep_at IS NOT NULL")


class Post(Base):
    """A message that stays, from the wish for it to what stands in the channel."""

    __tablename__ = "posts"

    team_id: Mapped[str] = column("the workspace", Kept.POST, primary_key=True)
    id: Mapped[str] = column("our key, which Slack's message carries as metadata", Kept.POST, primary_key=True)
    key: Mapped[str] = column("what makes it this post and no other: it is made once", Kept.POST)
    view: Mapped[str] = column("which view shows it", Kept.POST)
    subject_id: Mapped[str] = column("the noun it shows", Kept.POST)
    channel_id: Mapped[str] = column("where it stands; of a direct message, the channel it is about", Kept.POST)
    user_id: Mapped[str | None] = column("to whom, if it is a direct message", Kept.POST, personal=True)
    due_at: Mapped[datetime] = column("not before this moment", Kept.POST)
    useful_until: Mapped[datetime | None] = column("not for the first time after this moment", Kept.POST)
    wanted: Mapped[int] = column("the version that shall be seen", Kept.POST, default=1)
    shown: Mapped[int] = column("the version that is seen", Kept.POST, default=0)
    ts: Mapped[str | None] = column("Slack's name for the message, once it stands", Kept.POST)
    tried_at: Mapped[datetime | None] = column("it may stand in the channel since then", Kept.POST)
    claim: Mapped[str | None] = column("the delivery that is at it", Kept.POST)
    held_until: Mapped[datetime | None] = column("nobody touches it before (the database's time)", Kept.POST)
    failures: Mapped[int] = column("how often in a row it could not be shown", Kept.POST, default=0)
    sweep_at: Mapped[datetime | None] = column("when to look for a second copy (the database's time)", Kept.POST)
    parked: Mapped[Parked | None] = column("why it waits", Kept.POST)
    is_unwanted: Mapped[bool] = column("a leader wants it out of the channel", Kept.POST, default=False)

    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        ForeignKeyConstraint(["team_id", "channel_id"], ["channels.team_id", "channels.channel_id"]),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index("posts_due", "team_id", "due_at", sqlite_where=_DUE, postgresql_where=_DUE),
        Index("posts_to_sweep", "team_id", "sweep_at", sqlite_where=_TO_SWEEP, postgresql_where=_TO_SWEEP),
        Index(None, "team_id", "channel_id"),
    )


_ANEW = {
    Post.wanted: Post.wanted + 1,
    Post.parked: case((Post.parked == Parked.REFUSED, None), else_=Post.parked),
}


def want(session: Session, view: str, subject_id: str, *, channel: Channel, now: datetime) -> None:
    """Ask for a post to be made or, if it is there, to be shown anew."""
    if not renew(session, channel.team_id, view, subject_id):
        make(session, view, subject_id, channel=channel, now=now)


def make(session: Session, view: str, subject_id: str, *, channel: Channel, now: datetime) -> None:
    """Ask for a post of something that is new itself."""
    session.add(
        Post(
            team_id=channel.team_id,
            id=new_id(),
            key=_key(view, subject_id),
            view=view,
            subject_id=subject_id,
            channel_id=channel.channel_id,
            due_at=now,
        )
    )


def tell(session: Session, view: str, subject_id: str, *, to: str, channel: Channel, now: datetime) -> None:
    """Ask for a direct message to this person about a channel: a new one, whatever they were told before."""
    key = f"{_key(view, subject_id)}:{to}"
    post = session.scalar(select(Post).where(Post.team_id == channel.team_id, Post.key == key))
    if post is None:
        post = Post(team_id=channel.team_id, id=new_id(), key=key, view=view, subject_id=subject_id, user_id=to)
        post.wanted = 0
        session.add(post)
    post.channel_id, post.due_at, post.wanted = channel.channel_id, now, post.wanted + 1
    if not post.claim:  # else it is on its way, and says what is true then
        post.ts = post.tried_at = post.parked = None


def renew(session: Session, team_id: str, view: str, subject_id: str) -> bool:
    """Ask for a post to be shown anew, since what it shows has changed. False if there is none."""
    changed = session.scalar(
        update(Post)
        .where(Post.team_id == team_id, Post.key == _key(view, subject_id))
        .values(_ANEW)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def ts_of(session: Session, team_id: str, view: str, subject_id: str) -> str | None:
    """Slack's name for the message that shows it, once it stands."""
    return session.scalar(select(Post.ts).where(Post.team_id == team_id, Post.key == _key(view, subject_id)))


def renew_told(session: Session, team_id: str, view: str, subject_id: str) -> None:
    """Ask for what people were told of it in direct messages to be shown anew."""
    session.execute(
        update(Post)
        .where(Post.team_id == team_id, Post.view == view, Post.subject_id == subject_id, Post.user_id.is_not(None))
        .values(wanted=Post.wanted + 1)
        .execution_options(synchronize_session=False)
    )


def renew_all(session: Session, channel: Channel) -> None:
    """Ask for all that stands in a channel to be shown anew."""
    session.execute(
        update(Post)
        .where(*_of_channel(channel.team_id, channel.channel_id))
        .values(_ANEW)
        .execution_options(synchronize_session=False)
    )


AT_ONCE = 100  # how many are looked at in one go


class Due(NamedTuple):
    """What can be claimed."""

    post_id: str
    place: str  # the channel's id or, for a direct message, the person's
    stands: bool  # there already, so it is to be changed there


def due(session: Session, team_id: str, now: datetime, resting: Collection[str] = ()) -> list[Due]:
    """What is due and free, the longest due first; nothing new for places that rest, or people who want quiet."""
    place = func.coalesce(Post.user_id, Post.channel_id)
    quiet = select(Person.user_id).where(Person.team_id == team_id, Person.snoozed_until > now)
    found = session.execute(
        select(Post.id, place, Post.ts.is_not(None))
        .where(Post.team_id == team_id, Post.due_at <= now, _is_free())
        .where(or_(Post.ts.is_not(None), place.not_in(resting)))
        .where(or_(Post.user_id.is_(None), Post.user_id.not_in(quiet)))
        .order_by(Post.due_at, Post.id)
        .limit(AT_ONCE)
    )
    return [Due(*row) for row in found]


def next_due(session: Session, team_id: str) -> datetime | None:
    """When the next post is due: in the past if it is on its way."""
    waits = and_(Post.team_id == team_id, Post.wanted > Post.shown, Post.parked.is_(None))
    return session.scalar(select(func.min(Post.due_at)).where(waits))


def claim(session: Session, team_id: str, post_id: str, lease: timedelta) -> Post | None:
    """Take a post for as long as the lease; None if another has it or nothing is left to do.

    Whoever takes it over from a claim that ran out can't know whether that one still speaks: it marks the post for a
    later look at the channel.
    """
    until = from_now(lease)
    taken = session.scalar(
        update(Post)
        .where(Post.team_id == team_id, Post.id == post_id, _is_free())
        .values(claim=new_id(), held_until=until, sweep_at=case((Post.claim.is_not(None), until), else_=Post.sweep_at))
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    return session.get(Post, (team_id, post_id)) if taken else None


def release(session: Session, post: Post, *, hold: timedelta, **changes: object) -> bool:
    """Give a claimed post back with what has become of it. False, and nothing written, if the claim was lost."""
    written = session.scalar(
        update(Post)
        .where(Post.team_id == post.team_id, Post.id == post.id, Post.claim == post.claim)
        .values(claim=None, held_until=from_now(hold), **changes)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    return written is not None


def doubt(session: Session, post: Post, after: timedelta) -> None:
    """Two may have spoken: look at the channel again after a while, and show the post anew then."""
    session.execute(
        update(Post)
        .where(Post.team_id == post.team_id, Post.id == post.id)
        .values(sweep_at=from_now(after))
        .execution_options(synchronize_session=False)
    )


def swept(session: Session, post: Post) -> None:
    """One copy is left: show it anew, since what stands may be the older state."""
    session.execute(
        update(Post)
        .where(Post.team_id == post.team_id, Post.id == post.id)
        .values(sweep_at=None, wanted=Post.wanted + 1)
        .execution_options(synchronize_session=False)
    )


def to_sweep(session: Session, team_id: str) -> list[Post]:
    """Posts whose channel is to be searched for a second copy now."""
    due = and_(Post.team_id == team_id, Post.sweep_at <= from_now(), Post.ts.is_not(None), Post.parked.is_(None))
    return list(session.scalars(select(Post).where(due).limit(20)))


def park_channel(session: Session, team_id: str, channel_id: str) -> None:
    """Nothing can be said in a channel: its posts wait, and keep their place there."""
    _mark(session, team_id, channel_id, [None, Parked.REFUSED], Parked.CHANNEL_LOST)


def unpark_channel(session: Session, team_id: str, channel_id: str) -> None:
    """The channel is back: what changed meanwhile is shown, once."""
    _mark(session, team_id, channel_id, [Parked.CHANNEL_LOST], None)


def count_missing(session: Session, team_id: str, channel_id: str) -> int:
    """How many posts may be missing in the channel."""
    return session.scalar(select(func.count()).where(*_missing_in(team_id, channel_id))) or 0


def post_again(session: Session, team_id: str, channel_id: str) -> None:
    """A leader has looked: what is missing is posted anew."""
    session.execute(
        update(Post)
        .where(*_missing_in(team_id, channel_id))
        .values(parked=None, ts=None, tried_at=None, wanted=Post.wanted + 1)
        .execution_options(synchronize_session=False)
    )


def standing_at(session: Session, channel: Channel, ts: str) -> Post | None:
    """The post that is this message of a channel, if it is one of ours."""
    return session.scalar(select(Post).where(*_of_channel(channel.team_id, channel.channel_id), Post.ts == ts))


def taken_back_in(session: Session, channel: Channel) -> list[Post]:
    """What leaders have taken back there."""
    unwanted = select(Post).where(*_of_channel(channel.team_id, channel.channel_id), Post.is_unwanted)
    return list(session.scalars(unwanted.order_by(Post.due_at, Post.id)))


def take_back(post: Post) -> None:
    """Let it vanish from the channel. What it shows stays as it is."""
    if not post.is_unwanted:
        post.is_unwanted, post.wanted = True, post.wanted + 1


def taken_out(session: Session, post: Post, hold: timedelta) -> bool:
    """Give back a claimed post whose message is gone. It waits, unless somebody wants it again meanwhile."""
    parked = case((Post.is_unwanted, Parked.TAKEN_BACK), else_=None)
    return release(session, post, hold=hold, ts=None, tried_at=None, shown=post.wanted, failures=0, parked=parked)


def put_back(post: Post) -> None:
    """Undo that: as a new message, if the old one is gone."""
    if post.is_unwanted:
        post.is_unwanted, post.wanted = False, post.wanted + 1
        if post.parked in (Parked.TAKEN_BACK, Parked.DELETED):
            post.parked = post.ts = post.tried_at = None


def _key(view: str, subject_id: str) -> str:
    return f"{view}:{subject_id}"


def _of_channel(team_id: str, channel_id: str) -> list[ColumnElement[bool]]:
    """What stands in the channel itself."""
    return [Post.team_id == team_id, Post.channel_id == channel_id, Post.user_id.is_(None)]


def _missing_in(team_id: str, channel_id: str) -> list[ColumnElement[bool]]:
    never_stood = and_(Post.parked.in_([Parked.UNSETTLED, Parked.REFUSED]), Post.ts.is_(None))
    return [
        *_of_channel(team_id, channel_id),
        ~Post.is_unwanted,
        or_(never_stood, Post.parked == Parked.DELETED),
    ]


def _is_free() -> ColumnElement[bool]:
    return and_(
        Post.wanted > Post.shown, Post.parked.is_(None), or_(Post.held_until.is_(None), Post.held_until <= from_now())
    )


def _mark(session: Session, team_id: str, channel_id: str, was: Collection[Parked | None], now: Parked | None) -> None:
    states = [Post.parked.is_(None) if state is None else Post.parked == state for state in was]
    session.execute(
        update(Post)
        .where(*_of_channel(team_id, channel_id), or_(*states))
        .values(parked=now)
        .execution_options(synchronize_session=False)
    )
