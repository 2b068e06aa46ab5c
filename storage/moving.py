"""A network's other channel: a new id, when Slack converts one; a new place, when one is deleted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from storage import posts
from storage.charter import charters_in, proposals_in
from storage.date_polls import polls_open_in
from storage.meetings import cycles_since
from storage.members import Member, enter_all, members_in
from storage.networks import Network, network_in
from storage.people import Channel, enter
from storage.posts import Post
from storage.rounds import rounds_open_in
from storage.topics import Topic, standing_in


def move(session: Session, team_id: str, old: str, new: str) -> Channel | None:
    """Let all that belongs to a channel belong to its new id. None if the bot knew no such channel, or it has moved.

    Slack gives one when a public channel becomes private, or the other way round. It may tell of the channel under its
    new id before it tells of the change: what was noted since gives way.
    """
    before = session.get(Channel, (team_id, old))
    if before is None or network_in(session, team_id, new):
        return None
    for made in (Member, Post):
        session.execute(delete(made).where(made.team_id == team_id, made.channel_id == new))
    channel = enter(session, team_id, new)
    for name in ("inviter_id", "creator_id", "bot_is_in", "is_archived", "is_shared", "read_at"):
        setattr(channel, name, getattr(before, name))
    about_it = Post.team_id == team_id, Post.subject_id == old
    session.execute(update(Post).where(*about_it).values(subject_id=new, key=Post.view + ":" + new))
    _carry(session, before, channel)
    return channel


def settle(session: Session, network: Network, channel: Channel, today: date) -> None:
    """Let a network whose channel is deleted live in another one, with all that is remembered of it.

    Nothing stands any more where it was, so topics that stand get new cards, and what is planned from today on gets its
    plan. Who is here is read anew. Until then
    those who were there may be here too: whoever isn't, is found to have left.
    """
    before, here = network.channel, members_in(session, channel)
    asked, charter = (polls_open_in(network), rounds_open_in(network)), (charters_in(network), proposals_in(network))
    posts.begin_anew(session, before, standing_in(network), cycles_since(network, today), *asked, *charter)
    topics = Topic.team_id == network.team_id, Topic.network_id == network.id
    session.execute(update(Topic).where(*topics).values(message=None))
    session.execute(delete(Member).where(Member.team_id == channel.team_id, Member.channel_id == channel.channel_id))
    channel.read_at = None
    _carry(session, before, channel)
    enter_all(session, channel, here)


def _carry(session: Session, before: Channel, channel: Channel) -> None:
    """What has the one channel gets the other, and the first is forgotten."""
    session.flush()
    for noun in (Network, Post, Member):
        there = noun.team_id == before.team_id, noun.channel_id == before.channel_id
        session.execute(update(noun).where(*there).values(channel_id=channel.channel_id))
    session.delete(before)
    session.flush()
    session.expire_all()
