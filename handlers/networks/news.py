"""Tells leaders, in a direct message, what has happened to their network's channel."""

from __future__ import annotations

from handlers import blocks as b
from handlers.blocks import Message
from handlers.networks.views import leaders
from handlers.practice import Rendering
from handlers.words import Shown, Words
from storage.networks import Network
from storage.wall_time import day_of


def news(rendering: Rendering) -> Message | None:
    """What a leader should know of the channel as it is now. Nothing if all is well again, or others lead."""
    _ = rendering.words
    network = rendering.session.get_one(Network, (rendering.team_id, rendering.subject_id))
    if not network.is_led_by(rendering.reader, day_of(rendering.now, network.tz)):
        return None
    told = _told(_, network)
    return Message.of(b.said(_("📣 News about {name}", name=network.name)), b.section(told)) if told else None


def moved(rendering: Rendering) -> Message | None:
    """To those who led it when somebody else moved it. Nothing if the new channel is gone too."""
    _ = rendering.words
    network = rendering.session.get_one(Network, (rendering.team_id, rendering.subject_id))
    if network.channel.is_deleted:
        return None
    return Message.of(
        b.said(_("📣 News about {name}", name=network.name)),
        b.section(
            _(
                "The channel was deleted, so the network has moved to {channel}. "
                "Only people who are in there can lead it. "
                "If you are not, ask the others to invite you and to choose you again.",
                channel=Shown(f"<#{network.channel_id}>"),
            )
        ),
        leaders(_, network),
    )


def _told(_: Words, network: Network) -> Shown | None:
    channel = network.channel
    if channel.is_deleted:
        return _(
            "Somebody has deleted the channel, so the network rests. What I remember of it is kept. "
            "Do you want to go on? Invite me to another channel, and write /nettverk there. "
            "Then a leader can move the network to it."
        )
    if channel.is_archived:
        return _(
            "Somebody has archived the channel, so the network rests. Nothing is lost. "
            "It goes on when the channel is taken out of the archive."
        )
    if not channel.bot_is_in:
        return _(
            "I am no longer in the channel, so the network rests. Nothing is lost. "
            "To go on, write /invite @nettverksbot in the channel."
        )
    if channel.is_shared:
        return _(
            "The channel is shared with another organisation now. People from there see what is written in it. "
            "They use the buttons, since Slack gives them no commands. They follow along until you say otherwise: "
            "write /nettverk in the channel, and press «More …»."
        )
    return None
