"""Hears who comes into the bot's channels and who leaves them."""

from __future__ import annotations

from handlers.practice import Happening
from storage import posts
from storage.members import member_of
from storage.networks import network_in
from storage.people import Channel, enter, meet


def joined(happening: Happening) -> None:
    """Who comes into a network for the first time is welcomed, to them alone."""
    channel, user_id = _where(happening)
    if user_id == happening.bot_user_id:
        return
    session, team_id = happening.session, happening.team_id
    member = member_of(session, channel, user_id)
    member.is_in = True
    network = network_in(session, team_id, channel.channel_id)
    if network and network.is_awake and not member.is_welcomed and meet(session, team_id, user_id).wants_welcomes:
        member.is_welcomed = True
        posts.tell(session, "participant.welcome", network.id, to=user_id, channel=channel, now=happening.now)


def left(happening: Happening) -> None:
    channel, user_id = _where(happening)
    if user_id != happening.bot_user_id:
        member_of(happening.session, channel, user_id).is_in = False


def _where(happening: Happening) -> tuple[Channel, str]:
    channel = enter(happening.session, happening.team_id, happening.event["channel"])
    return channel, happening.event["user"]
