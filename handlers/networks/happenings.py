"""Hears what happens to the bot's channels, and to the people it knows."""

from __future__ import annotations

from handlers.leaders import no_longer_leads
from handlers.people import facts_of, learn
from handlers.practice import Happening
from storage import posts
from storage.networks import network_in
from storage.people import Channel, Person, enter


def joined(happening: Happening) -> None:
    """The bot came into a channel: the first time it greets, later it goes on where it was."""
    if happening.event["user"] != happening.bot_user_id:
        return
    channel = _channel(happening)
    channel.bot_is_in, channel.is_archived = True, False
    channel.inviter_id = happening.event.get("inviter") or channel.inviter_id
    happening.session.flush()
    if network_in(happening.session, channel.team_id, channel.channel_id) is None:
        posts.want(happening.session, "network.greeting", channel.channel_id, channel=channel, now=happening.now)
    posts.unpark_channel(happening.session, channel.team_id, channel.channel_id)


def went(happening: Happening) -> None:
    """Somebody left the channel, and its network if they led it."""
    network = network_in(happening.session, happening.team_id, happening.event["channel"])
    person = happening.session.get(Person, (happening.team_id, happening.event["user"]))
    if network and person:
        no_longer_leads(happening.session, network, person)


def left(happening: Happening) -> None:
    channel = _channel(happening)
    channel.bot_is_in = False
    posts.park_channel(happening.session, channel.team_id, channel.channel_id)


def archived(happening: Happening) -> None:
    channel = _channel(happening)
    channel.is_archived = True
    posts.park_channel(happening.session, channel.team_id, channel.channel_id)


def unarchived(happening: Happening) -> None:
    channel = _channel(happening)
    channel.is_archived = False
    if channel.bot_is_in:
        posts.unpark_channel(happening.session, channel.team_id, channel.channel_id)


def changed(happening: Happening) -> None:
    """Somebody's name or standing changed. Who never met the bot stays unknown to it."""
    facts = facts_of(happening.event["user"])
    if happening.session.get(Person, (happening.team_id, facts.user_id)):
        learn(happening.session, happening.team_id, facts, happening.now)


def _channel(happening: Happening) -> Channel:
    return enter(happening.session, happening.team_id, happening.event["channel"])
