"""How posts are shown: by whoever claims them, one at a time.

Delivery *claims* a post, shows it, and writes down what it has shown. The claim is one conditional update with a lease
in the database's own time, so that of several processes one speaks; what a process that died or froze may have left
behind is looked for in the channel's history (see `bot/delivery.py`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.orm import Session

from storage.base import new_id
from storage.database import from_now
from storage.people import Person
from storage.posts import Parked, Post

AT_ONCE = 100  # how many are looked at in one go


class Due(NamedTuple):
    """What can be claimed."""

    post_id: str
    place: str  # the channel's id or, for a direct message, the person's
    stands: bool  # there already, so it is to be changed there


def may_be_due(connection: Connection, team_id: str, now: datetime) -> bool:
    """Does anything wait, though held? Most seconds nothing does, and `due` and `to_sweep` need not be asked."""
    return bool(connection.scalar(_MAY_BE_DUE, {"team_id": team_id, "now": now}))


def due(session: Session, team_id: str, now: datetime, resting: Collection[str] = ()) -> list[Due]:
    """What is due and free, by rank and then the longest due first.

    Nothing new for places that rest, or people who want quiet.
    """
    place = func.coalesce(Post.user_id, Post.channel_id)
    quiet = select(Person.user_id).where(Person.team_id == team_id, Person.snoozed_until > now)
    found = session.execute(
        select(Post.id, place, Post.ts.is_not(None))
        .where(Post.team_id == team_id, Post.due_at <= now, _is_free())
        .where(or_(Post.ts.is_not(None), place.not_in(resting)))
        .where(or_(Post.user_id.is_(None), Post.user_id.not_in(quiet)))
        .order_by(Post.rank, Post.due_at, Post.id)
        .limit(AT_ONCE)
    )
    return [Due(*row) for row in found]


def next_due(session: Session, team_id: str) -> datetime | None:
    """When the next post is due: in the past if it is on its way. To people who want quiet: when that is over."""
    waits = and_(Post.team_id == team_id, Post.wanted > Post.shown, Post.parked.is_(None))
    reader = and_(Person.team_id == Post.team_id, Person.user_id == Post.user_id)
    due_at = case((Person.snoozed_until > Post.due_at, Person.snoozed_until), else_=Post.due_at)
    earliest: datetime | None = session.scalar(
        select(func.min(due_at)).select_from(Post).outerjoin(Person, reader).where(waits)
    )
    return earliest


def claim(session: Session, team_id: str, post_id: str, lease: timedelta, now: datetime) -> Post | None:
    """Take a post that is due for as long as the lease; None if another has it or nothing is left to do.

    Whoever takes it over from a claim that ran out can't know whether that one still speaks: it marks the post for a
    later look at the channel.
    """
    until = from_now(lease)
    return session.scalar(
        update(Post)
        .where(Post.team_id == team_id, Post.id == post_id, Post.due_at <= now, _is_free())
        .values(claim=new_id(), held_until=until, sweep_at=case((Post.claim.is_not(None), until), else_=Post.sweep_at))
        .returning(Post)
        .execution_options(synchronize_session=False)
    )


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


def taken_out(session: Session, post: Post, hold: timedelta) -> bool:
    """Give back a claimed post whose message is gone. It waits, unless somebody wants it again meanwhile."""
    parked = case((Post.is_unwanted, Parked.TAKEN_BACK), else_=None)
    return release(session, post, hold=hold, ts=None, tried_at=None, shown=post.wanted, failures=0, parked=parked)


def _is_free() -> ColumnElement[bool]:
    return and_(
        Post.wanted > Post.shown, Post.parked.is_(None), or_(Post.held_until.is_(None), Post.held_until <= from_now())
    )


_OURS = Post.team_id == bindparam("team_id")
_MAY_BE_DUE = select(  # made once, as that takes longer than asking
    or_(
        exists().where(_OURS, Post.due_at <= bindparam("now"), Post.wanted > Post.shown, Post.parked.is_(None)),
        exists().where(_OURS, Post.sweep_at <= from_now(), Post.ts.is_not(None), Post.parked.is_(None)),
    )
)
