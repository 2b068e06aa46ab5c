"""Shows networks: the greeting, the set-up and how a network stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button, Message
from handlers.networks.rules import LEADERS_MAX, Fault
from handlers.practice import Rendering
from handlers.words import LANGUAGES, Shown, Words, escape, lines
from storage.networks import Network, network_in


def greeting(rendering: Rendering) -> Message:
    """What the bot says when it comes into a channel, and what has become of it since."""
    _ = rendering.words
    network = network_in(rendering.session, rendering.team_id, rendering.channel_id)
    if network is None:
        return Message.of(
            b.section(_("👋 *Hi! I help networks with the small chores.*")),
            b.section(
                _(
                    "When the network is set up, everyone here can propose topics with /tema and support each other's. "
                    "The person who invited me, or a workspace admin, sets it up. It takes a minute."
                )
            ),
            b.buttons(b.button(_("Set up the network"), "network.set_up", rendering.channel_id, style="primary")),
        )
    return Message.of(
        b.quiet(_("👋 This is the channel of a network")),
        b.heading(escape(network.name)),
        b.section(
            _(
                "What should the network take up? Write /tema, or press the button. "
                "The topic gets a card here, where others can support it."
            )
        ),
        _leaders(_, network),
        b.buttons(b.button(_("Propose a topic"), "topic.propose", rendering.channel_id)),
    )


def form_to_set_up(_: Words, channel_id: str, user_id: str) -> dict[str, Any]:
    """The set-up, with all but the name filled in."""
    return b.modal(
        _("Set up the network"),
        [
            b.section(_("When the network is set up, everyone in the channel can propose topics.")),
            b.text_field(
                "network_name",
                _("What is the network called?"),
                hint=_("As people say it, for example «The digital health network»."),
            ),
            b.people_field(
                "leaders",
                _("Who leads it?"),
                value=[user_id],
                most=LEADERS_MAX,
                hint=_("Leaders can edit topics and pause the network. Up to {n} people.", n=LEADERS_MAX),
            ),
            b.select_field(
                "language",
                _("Which language do I speak in the channel?"),
                {code: escape(name) for code, name in LANGUAGES.items()},
                value=_.language,
            ),
        ],
        submit=_("Set up"),
        close=_("Cancel"),
        deed="network.set_up",
        about=channel_id,
    )  # fmt: skip


def overview(_: Words, network: Network, *, topics: int, missing: int, leads: bool) -> Message:
    """`/nettverk`: how the network stands, for one person."""
    state, offered = [_state(_, network, topics)], []
    if network.is_awake:
        offered.append(b.button(_("Propose a topic"), "topic.propose", network.channel_id))
    if leads:
        offered.append(_pause_or_resume(_, network))
    if leads and missing:
        state.append(
            _.many(
                "{n} message of mine may be missing in the channel. Look for it before you post it again.",
                "{n} messages of mine may be missing in the channel. Look for them before you post them again.",
                missing,
            )
        )
        offered.append(b.button(_("Post again"), "network.post_again", network.id))
    return Message.of(
        b.heading(escape(network.name)),
        b.section(lines(*state)),
        _leaders(_, network),
        b.buttons(*offered) if offered else None,
    )


def _state(_: Words, network: Network, topics: int) -> Shown:
    if network.channel.is_archived:
        return _("The channel is archived, so the network rests.")
    if network.paused_at:
        return _("The network is paused: nobody can propose or support topics now. Nothing is lost.")
    if not topics:
        return _("No topics are open now. What should the network take up? Press the button, or write /tema.")
    return _.many(
        "{n} topic is open for support in the channel.", "{n} topics are open for support in the channel.", topics
    )


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_NAME: _("Write what the network is called."),
        Fault.NAME_TOO_LONG: _("Write a name of at most {n} characters.", n=Network.NAME_MAX),
        Fault.NO_LEADER: _("Choose at least one person who leads the network."),
        Fault.LEADER_CANNOT: _(
            "One of those you chose is a bot or has left the workspace. Choose people who can lead."
        ),
    }
    return {name: said[fault] for name, fault in found.items()}


def _leaders(_: Words, network: Network) -> Block | None:
    names = [leader.name for leader in network.leaders if leader.name]
    return b.quiet(_.many("Leader: {names}", "Leaders: {names}", len(names), names=_.all_of(names))) if names else None


def _pause_or_resume(_: Words, network: Network) -> Button:
    if network.paused_at:
        return b.button(_("Start the network again"), "network.resume", network.id, style="primary")
    ask = (
        _("Pause the network?"),
        _("Nobody can propose or support topics until a leader starts it again. Nothing is lost."),
        _("Don't pause"),
    )
    return b.button(_("Pause the network"), "network.pause", network.id, confirm=ask)
