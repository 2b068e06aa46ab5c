"""Hears what happens to the bot's channels, and to the people it knows.

Channels are known by their ids, so a new name changes nothing. Leaders are told what keeps their network from working.
"""

from __future__ import annotations

from handlers.people import facts_of, learn
from handlers.practice import Happening
from storage import posts
from storage.moving import move
from storage.networks import network_in
from storage.people import Channel, Person, enter
from storage.wall_time import day_of


def joined(happening: Happening) -> None:
    """The bot came into a channel: the first time it greets, later it goes on where it was."""
    if happening.event["user"] != happening.bot_user_id:
        return
    channel = _channel(happening)
    channel.bot_is_in, channel.is_archived, channel.is_deleted, channel.read_at = True, False, False, None
    channel.inviter_id = happening.event.get("inviter") or channel.inviter_id
    happening.session.flush()
    if network_in(happening.session, channel.team_id, channel.channel_id) is None:
        posts.want(happening.session, "network.greeting", channel.channel_id, channel=channel, now=happening.now)
    posts.unpark_channel(happening.session, channel.team_id, channel.channel_id)


def left(happening: Happening) -> None:
    _rest(happening, bot_is_in=False)


def archived(happening: Happening) -> None:
    _rest(happening, is_archived=True)


def unarchived(happening: Happening) -> None:
    channel = _channel(happening)
    channel.is_archived = False
    if channel.bot_is_in:
        posts.unpark_channel(happening.session, channel.team_id, channel.channel_id)


def deleted(happening: Happening) -> None:
    _rest(happening, bot_is_in=False, is_deleted=True)


def shared(happening: Happening) -> None:
    """With people of another organisation, who can press buttons but have no commands."""
    channel = _channel(happening)
    if not channel.is_shared:
        _tell_leaders(happening, channel)
    channel.is_shared = True


def unshared(happening: Happening) -> None:
    _channel(happening).is_shared = bool(happening.event.get("is_ext_shared"))


def converted(happening: Happening) -> None:
    """From public to private or back: all that stands in the channel stands there still, under a new id."""
    old, new = happening.event["old_channel_id"], happening.event["new_channel_id"]
    channel = move(happening.session, happening.team_id, old, new)
    if channel:
        channel.bot_is_in = True  # else we were not told; a post to the old id may have made us think otherwise
        posts.unpark_channel(happening.session, channel.team_id, channel.channel_id)
        posts.renew_all(happening.session, channel)


def changed(happening: Happening) -> None:
    """Somebody's name or standing changed. Who never met the bot stays unknown to it."""
    facts = facts_of(happening.event["user"])
    if happening.session.get(Person, (happening.team_id, facts.user_id)):
        learn(happening.session, happening.team_id, facts, happening.now)


def _rest(happening: Happening, **state: bool) -> None:
    """Nothing can be said in the channel. Its leaders are told, unless that is no news."""
    channel = _channel(happening)
    if any(getattr(channel, name) != value for name, value in state.items()):
        _tell_leaders(happening, channel)
    for name, value in state.items():
        setattr(channel, name, value)
    posts.park_channel(happening.session, channel.team_id, channel.channel_id)


def _tell_leaders(happening: Happening, channel: Channel) -> None:
    session = happening.session
    network = network_in(session, channel.team_id, channel.channel_id)
    if network is None:
        return
    for leader in network.led_by(day_of(happening.now, network.tz)):
        if leader.wants_leads:
            posts.tell(session, "network.news", network.id, to=leader.user_id, channel=channel, now=happening.now)


def _channel(happening: Happening) -> Channel:
    return enter(happening.session, happening.team_id, happening.event["channel"])
