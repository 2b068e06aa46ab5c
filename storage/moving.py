"""A channel's new id: Slack gives one when a public channel becomes private, or the other way round."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from storage.members import Member
from storage.networks import Network, network_in
from storage.people import Channel, enter
from storage.posts import Post


def move(session: Session, team_id: str, old: str, new: str) -> Channel | None:
    """Let all that belongs to a channel belong to its new id. None if the bot knew no such channel, or it has moved.

    Slack may tell of the channel under its new id before it tells of the change: what was noted since gives way.
    """
    before = session.get(Channel, (team_id, old))
    if before is None or network_in(session, team_id, new):
        return None
    for made in (Member, Post):
        session.execute(delete(made).where(made.team_id == team_id, made.channel_id == new))
    channel = enter(session, team_id, new)
    for name in ("inviter_id", "creator_id", "bot_is_in", "is_archived", "is_shared", "read_at"):
        setattr(channel, name, getattr(before, name))
    session.flush()
    for noun in (Network, Post, Member):
        here = noun.team_id == team_id, noun.channel_id == old
        session.execute(update(noun).where(*here).values(channel_id=new))
    about_it = Post.team_id == team_id, Post.subject_id == old
    session.execute(update(Post).where(*about_it).values(subject_id=new, key=Post.view + ":" + new))
    session.delete(before)
    session.flush()
    session.expire_all()
    return channel
