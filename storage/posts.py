"""What shall stand in a channel: rows that say which view of which noun, where, from when and in which version.

A listener *wants* a post in the transaction that changes the noun. How it is claimed and shown: `storage/claims.py`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Select,
    UniqueConstraint,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column, new_id
from storage.people import Channel, Person


class Parked(StrEnum):
    """Why a post waits although something is wanted of it."""

    CHANNEL_LOST = "channel lost"  # until the bot is back in the channel
    UNSETTLED = "unsettled"  # it may stand there or not, and history can't be read: until a leader posts it again
    REFUSED = "refused"  # Slack would not take it: until what it shows changes, or a leader posts it again
    DELETED = "deleted"  # somebody deleted the message: until a leader posts it again
    LATE = "late"  # no longer useful, or nothing to say: until that changes
    SKIPPED = "skipped"  # a leader skips it this once: until one wants it after all
    TAKEN_BACK = "taken back"  # a leader has taken it out of the channel: until one puts it back


# Partial indexes: planned posts by the million cost nothing where none is due. A query that is to use one says the
# same in these very words: with parameters in them, SQLite doesn't see it.
_DUE = text("wanted > shown AND parked IS NULL")
_TO_SWEEP = text("sweep_at IS NOT NULL")
TO_TELL = text("rank > 0 AND user_id IS NULL AND told_at IS NULL AND parked IN ('late', 'refused', 'unsettled')")


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
    rank: Mapped[int] = column(
        "0: at once; planned ahead: which goes first, and keeps others from speaking", Kept.POST, default=0
    )
    is_moved: Mapped[bool] = column("a leader has set the moment of a planned one", Kept.POST, default=False)
    reply_to: Mapped[str | None] = column("the key of the post in whose thread it stands, if that stands", Kept.POST)
    is_pinned: Mapped[bool] = column("is it pinned to the channel", Kept.POST, default=False)
    told_at: Mapped[datetime | None] = column("when its leaders were told that it did not come", Kept.POST)
    is_unwanted: Mapped[bool] = column("a leader wants it out of the channel", Kept.POST, default=False)

    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        ForeignKeyConstraint(["team_id", "channel_id"], ["channels.team_id", "channels.channel_id"]),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index("posts_due", "team_id", "due_at", sqlite_where=_DUE, postgresql_where=_DUE),
        Index("posts_to_sweep", "team_id", "sweep_at", sqlite_where=_TO_SWEEP, postgresql_where=_TO_SWEEP),
        Index("posts_to_tell", "team_id", sqlite_where=TO_TELL, postgresql_where=TO_TELL),
        Index(None, "team_id", "channel_id"),
        Index(None, "team_id", "subject_id"),
    )


_HAD_NOTHING_TO_SAY = and_(Post.parked == Parked.LATE, Post.rank == 0)
_ANEW = {
    Post.wanted: Post.wanted + 1,
    Post.parked: case((or_(Post.parked == Parked.REFUSED, _HAD_NOTHING_TO_SAY), None), else_=Post.parked),
}


def want(
    session: Session, view: str, subject_id: str, *, channel: Channel, now: datetime, reply_to: str | None = None
) -> None:
    """Ask for a post to be made or, if it is there, to be shown anew. `reply_to`: the key of the one it answers."""
    if not renew(session, channel.team_id, view, subject_id):
        make(session, view, subject_id, channel=channel, now=now, reply_to=reply_to)


def make(
    session: Session, view: str, subject_id: str, *, channel: Channel, now: datetime, reply_to: str | None = None
) -> None:
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
            reply_to=reply_to,
        )
    )


def tell(session: Session, view: str, subject_id: str, *, to: str | None, channel: Channel, now: datetime) -> None:
    """Ask for a direct message to this person about a channel, or to all in it: a new one, whatever was said before."""
    key = f"{_key(view, subject_id)}:{to}" if to else _key(view, subject_id)
    post = session.scalar(select(Post).where(Post.team_id == channel.team_id, Post.key == key))
    if post is None:
        post = Post(team_id=channel.team_id, id=new_id(), key=key, view=view, subject_id=subject_id, user_id=to)
        post.wanted = 0
        session.add(post)
    post.channel_id, post.due_at, post.wanted = channel.channel_id, now, post.wanted + 1
    if not post.claim:  # else it is on its way, and says what is true then
        post.ts = post.tried_at = post.parked = None


def renew(session: Session, team_id: str, view: str, subject_id: str, *, now: datetime | None = None) -> bool:
    """Ask for a post to be shown anew, since what it shows has changed. False if there is none.

    `now`: what has changed it is the time, and from this moment one sees that it was asked for since.
    """
    changed = session.scalar(
        update(Post)
        .where(Post.team_id == team_id, Post.key == _key(view, subject_id))
        .values({**_ANEW, Post.due_at: now} if now else _ANEW)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def post_of(session: Session, team_id: str, view: str, subject_id: str) -> Post | None:
    """The post that shows it, if one was ever asked for."""
    return session.scalar(select(Post).where(Post.team_id == team_id, Post.key == _key(view, subject_id)))


def ts_of(session: Session, team_id: str, view: str, subject_id: str) -> str | None:
    """Slack's name for the message that shows it, once it stands."""
    return ts_by_key(session, team_id, _key(view, subject_id))


def ts_by_key(session: Session, team_id: str, key: str) -> str | None:
    """Slack's name for the message of the post with this key, once it stands."""
    stands = Post.team_id == team_id, Post.key == key, Post.parked.is_distinct_from(Parked.DELETED)
    return session.scalar(select(Post.ts).where(*stands))


def told_since(session: Session, team_id: str, view: str, subject_id: str, reader: Person) -> datetime | None:
    """When the person was last to be told of it in a direct message."""
    key = f"{_key(view, subject_id)}:{reader.user_id}"
    return session.scalar(select(Post.due_at).where(Post.team_id == team_id, Post.key == key))


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


def begin_anew(session: Session, channel: Channel, *subjects: Select[str]) -> None:
    """The channel is deleted with all that stood in it. What shows these nouns is posted anew, and the rest forgotten;
    but what leaders have taken back stays so."""
    here = _of_channel(channel.team_id, channel.channel_id)
    session.execute(delete(Post).where(*here, *(Post.subject_id.not_in(those) for those in subjects)))
    nothing_stands = {"ts": None, "tried_at": None, "claim": None, "held_until": None, "sweep_at": None, "failures": 0}
    parked = case((Post.is_unwanted, Parked.TAKEN_BACK), else_=None)
    session.execute(
        update(Post)
        .where(*here)
        .values(parked=parked, wanted=Post.wanted + 1, **nothing_stands)
        .execution_options(synchronize_session=False)
    )


def standing_at(session: Session, channel: Channel, ts: str) -> Post | None:
    """The post that is this message of a channel, if it is one of ours."""
    return session.scalar(select(Post).where(*_of_channel(channel.team_id, channel.channel_id), Post.ts == ts))


def taken_back_in(session: Session, channel: Channel) -> list[Post]:
    """What leaders have taken back there."""
    unwanted = select(Post).where(*_of_channel(channel.team_id, channel.channel_id), Post.is_unwanted)
    return list(session.scalars(unwanted.order_by(Post.due_at, Post.id)))


def take_back(session: Session, post: Post) -> None:
    """Let it vanish from the channel. What it shows stays as it is."""
    _change(session, post, ~Post.is_unwanted, is_unwanted=True)


def put_back(session: Session, post: Post) -> None:
    """Undo that: as a new message, if the old one is gone."""
    gone = Post.parked.in_([Parked.TAKEN_BACK, Parked.DELETED])
    columns = (Post.parked, Post.ts, Post.tried_at)
    as_new = {column.key: case((gone, None), else_=column) for column in columns}
    _change(session, post, Post.is_unwanted.is_(True), is_unwanted=False, **as_new)


def _change(session: Session, post: Post, where: ColumnElement[bool], **values: object) -> None:
    """In one statement, since delivery may be at the post at this very moment."""
    session.execute(
        update(Post)
        .where(Post.team_id == post.team_id, Post.id == post.id, where)
        .values(wanted=Post.wanted + 1, **values)
        .execution_options(synchronize_session=False)
    )
    session.refresh(post)


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


def _mark(session: Session, team_id: str, channel_id: str, was: Collection[Parked | None], now: Parked | None) -> None:
    states = [Post.parked.is_(None) if state is None else Post.parked == state for state in was]
    session.execute(
        update(Post)
        .where(*_of_channel(team_id, channel_id), or_(*states))
        .values(parked=now)
        .execution_options(synchronize_session=False)
    )
