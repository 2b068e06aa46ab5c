"""Posts that are planned ahead: rows that are rewritten in the transaction that changes what they follow from.

Which ones there shall be, and when, is decided by a practice (`handlers/announcements`). Here they are laid beside
those that are there: what stands in the channel or is on its way stays, and so does what a leader has skipped.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKeyConstraint, delete, insert, or_, select, update
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column, new_id
from storage.networks import Network
from storage.people import Channel
from storage.posts import TO_TELL, Parked, Post

SETTLED = (Parked.TAKEN_BACK, Parked.DELETED, Parked.UNSETTLED, Parked.REFUSED)  # its time has come, and it was tried
NOT_COME = (Parked.LATE, Parked.REFUSED, Parked.UNSETTLED)


class Silence(Base):
    """A kind of post that a network's leaders have switched off."""

    __tablename__ = "silences"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    network_id: Mapped[str] = column("the network", Kept.NETWORK, primary_key=True)
    view: Mapped[str] = column("the kind", Kept.NETWORK, primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
    )


@dataclass(frozen=True)
class Planned:
    """A post as it shall be. `to`: the person, if it is a direct message."""

    view: str
    subject_id: str
    due_at: datetime
    useful_until: datetime
    rank: int
    to: str | None = None
    reply_to: str | None = None  # the key of the post in whose thread it stands

    @property
    def key(self) -> str:
        return key_of(self.view, self.subject_id, self.to)


def key_of(view: str, subject_id: str, to: str | None = None) -> str:
    """What makes a planned post this one and no other."""
    return f"{view}:{subject_id}:{to}" if to else f"{view}:{subject_id}"


def numbered(subject_id: str, number: int) -> str:
    """What a post is about that is one of several of its kind about the same noun."""
    return f"{subject_id}.{number}" if number else subject_id


def noun_of(subject_id: str) -> str:
    """The key of the noun itself, whichever of several posts about it this is."""
    return subject_id.partition(".")[0]


def silenced(session: Session, network: Network) -> set[str]:
    """The kinds of post that are switched off."""
    off = select(Silence.view).where(Silence.team_id == network.team_id, Silence.network_id == network.id)
    return set(session.scalars(off))


def has_spoken(post: Post) -> bool:
    """Does it stand, is it on its way, or was it tried and is done with?"""
    return bool(post.ts or post.claim) or post.parked in SETTLED


def is_waiting(post: Post) -> bool:
    """Is it still to come, or skipped? What a leader can steer."""
    return not has_spoken(post) and post.parked is not Parked.LATE


def planned_about(session: Session, team_id: str, subject_ids: Collection[str], *, alone: bool = False) -> list[Post]:
    """All that is or was planned about these, the earliest first. `alone`: delivery waits with them meanwhile."""
    about = Post.team_id == team_id, Post.subject_id.in_(subject_ids), Post.rank > 0
    found = select(Post).where(*about).order_by(Post.due_at, Post.id)
    if alone:
        found = found.with_for_update().execution_options(populate_existing=True)
    return list(session.scalars(found))


def coming_in(session: Session, channel: Channel, now: datetime) -> list[Post]:
    """What will still be said there, or is skipped, the earliest first. What goes to several people is there once."""
    there = Post.team_id == channel.team_id, Post.channel_id == channel.channel_id, Post.rank > 0
    waits = Post.ts.is_(None), Post.claim.is_(None), or_(Post.parked.is_(None), Post.parked == Parked.SKIPPED)
    found = session.scalars(
        select(Post).where(*there, *waits, Post.useful_until > now).order_by(Post.due_at, Post.rank, Post.id)
    )
    return list({(post.view, post.subject_id): post for post in reversed(found.all())}.values())[::-1]


def steer(session: Session, post: Post, *, parked: Parked | None, **moved: datetime | bool) -> bool:
    """A leader decides of it, for all whom it goes to. False if it has been said, or is on its way."""
    those = Post.team_id == post.team_id, Post.view == post.view, Post.subject_id == post.subject_id
    waits = Post.ts.is_(None), Post.claim.is_(None), or_(Post.parked.is_(None), Post.parked.not_in(SETTLED))
    steered = update(Post).where(*those, *waits).values(parked=parked, **moved).returning(Post.id)
    return bool(session.scalars(steered).all())


def say_now(session: Session, channel: Channel, plan: Planned) -> None:
    """A leader wants it at once, planned or not. If it has been said, that is enough."""
    post = session.scalar(select(Post).where(Post.team_id == channel.team_id, Post.key == plan.key))
    if post:
        steer(session, post, parked=None, due_at=plan.due_at, is_moved=True)
    else:
        session.add(Post(**_row(channel, plan), is_moved=True))
    session.flush()


def silence(session: Session, network: Network, view: str) -> None:
    """Switch a kind of post off. Those that a leader has moved do not come either."""
    session.merge(Silence(team_id=network.team_id, network_id=network.id, view=view))
    those = Post.team_id == network.team_id, Post.channel_id == network.channel_id, Post.view == view
    session.execute(update(Post).where(*those, Post.ts.is_(None), Post.claim.is_(None)).values(is_moved=False))


def unsilence(session: Session, network: Network, view: str) -> None:
    """Switch it on again."""
    off = Silence.team_id == network.team_id, Silence.network_id == network.id, Silence.view == view
    session.execute(delete(Silence).where(*off))


def lay(session: Session, channel: Channel, wanted: Sequence[Planned], there: Sequence[Post], now: datetime) -> None:
    """Let what is planned be what is `wanted`. `there`: what is planned, and what stands, so far.

    What is wanted no more vanishes, but for what has become useless while it waited: its leaders shall hear of that.
    """
    waiting = {post.key: post for post in there if not has_spoken(post)}
    standing = {post.key for post in there if has_spoken(post)}
    new: list[dict[str, Any]] = []
    for plan in wanted:
        post = waiting.pop(plan.key, None)
        if post:
            _rewrite(session, post, plan, now)
        elif plan.key not in standing:
            new.append(_row(channel, plan))
    if new:
        session.execute(insert(Post), new)
    for post in waiting.values():
        if post.parked is None and post.useful_until and post.useful_until <= now:
            session.execute(update(Post).where(*_untouched(post)).values(parked=Parked.LATE).execution_options(**_RAW))
        elif post.parked not in (Parked.LATE, Parked.SKIPPED):
            session.execute(delete(Post).where(*_untouched(post)).execution_options(**_RAW))
    session.flush()


def say_anew(session: Session, post: Post) -> None:
    """It stands, or is on its way, and shall be said once more at another time: it gives the key away."""
    post.key = f"{post.key}@{post.id}"
    session.flush()


def renew_about(
    session: Session, team_id: str, subject_ids: Collection[str], *, view: str | None = None, to: str | None = None
) -> None:
    """Ask for all that stands about these, or is on its way, to be shown anew; or one kind alone, to one person."""
    stands = Post.team_id == team_id, Post.subject_id.in_(subject_ids), Post.rank > 0, Post.ts.is_not(None) | _CLAIMED
    those = [*stands, *([Post.view == view] if view else []), *([Post.user_id == to] if to else [])]
    session.execute(update(Post).where(*those).values(wanted=Post.wanted + 1).execution_options(**_RAW))


def forget_moves(session: Session, team_id: str, subject_id: str) -> None:
    """What leaders have moved goes where it belongs again: what it is about has moved."""
    moved = Post.team_id == team_id, Post.subject_id == subject_id, Post.is_moved
    session.execute(update(Post).where(*moved).values(is_moved=False))


def overdue_in(session: Session, team_id: str, since: datetime) -> list[str]:
    """Channels with planned posts that should have come before that moment, and wait."""
    waits = Post.team_id == team_id, Post.due_at < since, Post.rank > 0, Post.wanted > Post.shown, Post.ts.is_(None)
    there = select(Post.channel_id).where(*waits, Post.parked.is_(None), Post.claim.is_(None))
    return list(session.scalars(there.distinct()))


def to_tell_in(session: Session, team_id: str) -> list[str]:
    """Channels in which planned posts have not come, and nobody has been told yet."""
    there = session.scalars(select(Post.channel_id).where(Post.team_id == team_id, TO_TELL))
    return list(dict.fromkeys(there))  # a DISTINCT would lead SQLite to another index, and through all posts


def told(session: Session, channel: Channel, now: datetime) -> bool:
    """Its leaders are told now of what has not come there. False if somebody else was faster, and tells them."""
    there = Post.team_id == channel.team_id, Post.channel_id == channel.channel_id
    marked = update(Post).where(*there, TO_TELL).values(told_at=now).returning(Post.id)
    return bool(session.scalars(marked).all())


def not_come(session: Session, channel: Channel, since: datetime) -> list[Post]:
    """What its leaders have been told of since then, the earliest first. Not what had nothing to say in its time."""
    there = Post.team_id == channel.team_id, Post.channel_id == channel.channel_id, *_MISSED, Post.told_at >= since
    missed = select(Post).where(*there, or_(Post.parked != Parked.LATE, Post.useful_until <= Post.told_at))
    return list(session.scalars(missed.order_by(Post.due_at, Post.id)))


_RAW = {"synchronize_session": False}
_CLAIMED = Post.claim.is_not(None)
_MISSED = (Post.rank > 0, Post.user_id.is_(None), Post.parked.in_(NOT_COME))


def _untouched(post: Post) -> list[ColumnElement[bool]]:
    """Delivery may have begun with it at this very moment: then it is too late."""
    return [Post.team_id == post.team_id, Post.id == post.id, Post.ts.is_(None), Post.claim.is_(None)]


def _rewrite(session: Session, post: Post, plan: Planned, now: datetime) -> None:
    changed = {
        name: value
        for name in ("due_at", "useful_until", "rank", "reply_to")
        if getattr(post, name) != (value := getattr(plan, name))
    }
    if post.parked is Parked.LATE and plan.useful_until > now:
        changed |= {"parked": None, "told_at": None}
    if changed:
        session.execute(update(Post).where(*_untouched(post)).values(changed).execution_options(**_RAW))
        session.expire(post)


def _row(channel: Channel, plan: Planned) -> dict[str, Any]:
    return {
        "team_id": channel.team_id,
        "id": new_id(),
        "key": plan.key,
        "view": plan.view,
        "subject_id": plan.subject_id,
        "channel_id": channel.channel_id,
        "user_id": plan.to,
        "due_at": plan.due_at,
        "useful_until": plan.useful_until,
        "rank": plan.rank,
        "reply_to": plan.reply_to,
    }
