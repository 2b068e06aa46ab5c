"""Shows one person how a network stands, and what they may do there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button, Message
from handlers.charter_lines import to_show
from handlers.networks.views import ended, leaderless, leaders, paused, stood_in, usually
from handlers.participants.views import counted
from handlers.words import Shown, Words, escape, lines
from storage.handovers import HandOver
from storage.members import HeadCount
from storage.networks import Network, StandIn

BUTTONS_MAX = 3  # beside «More …»
LOST_MAX = 40  # networks in a modal, which holds a hundred blocks


def beginning(_: Words, channel_id: str) -> Message:
    """`/nettverk` where there is no network yet, to an admin or a coordinator."""
    return Message.of(
        b.section(
            _("No network is set up in this channel yet. You can set it up, or decide what holds for all networks.")
        ),
        b.buttons(
            b.button(_("Set up the network"), "network.set_up", channel_id, style="primary"),
            b.button(_("Change the settings in common"), "organisation.settings", channel_id),
        ),
    )


def lost(_: Words, channel_id: str, networks: Sequence[Network], *, may_set_up: bool) -> dict[str, Any]:
    """Where there is no network yet, to who can bring one here whose channel is deleted."""
    rest = len(networks) - LOST_MAX
    return b.modal(
        _("Set up the network"),
        [
            b.section(
                _.many(
                    "The channel of this network is deleted. You can move it here, with its topics.",
                    "The channels of these networks are deleted. You can move one of them here, with its topics.",
                    len(networks),
                )
            ),
            *(b.said_beside(escape(network.name), _move(_, network, channel_id)) for network in networks[:LOST_MAX]),
            *([b.quiet(_.many("and {n} more network", "and {n} more networks", rest))] if rest > 0 else []),
            *([b.buttons(b.button(_("Set up a new network"), "network.set_up", channel_id))] if may_set_up else []),
        ],
        close=_("Close"),
    )


def moved(_: Words, network: Network) -> dict[str, Any]:
    """What is said when it is done, in the place of that."""
    return b.modal(
        _("Move the network here"),
        [
            b.said(
                _(
                    "«{name}» is at home in this channel now. Its topics get new cards here, one after another.",
                    name=network.name,
                )
            ),
            b.section(_("Is somebody missing? Invite them to the channel.")),
        ],
        close=_("Close"),
    )


@dataclass(frozen=True)
class Counts:
    """How many there are, as far as this person may know."""

    topics: int  # that are open
    heads: HeadCount
    missing: int = 0  # posts that may be missing in the channel
    taken_back: int = 0  # posts
    rules: int = 0  # that are published


@dataclass(frozen=True)
class Leading:
    """What one person is to know of who leads, and what they may do about it now."""

    stand_in: StandIn | None = None
    note: HandOver | None = None  # which they have not read
    may_choose: bool = False  # a leader, where there is none
    may_take_back: bool = False


def overview(_: Words, network: Network, *, counts: Counts, leading: Leading) -> Message:
    """`/nettverk`."""
    offered = []
    if leading.note:
        offered.append(b.button(_("I have read it"), "leadership.read", network.id))
    if leading.may_choose:
        offered.append(b.button(_("Choose a new leader"), "leadership.choose", network.id, style="primary"))
    if network.is_awake:
        offered.append(b.button(_("Propose a topic"), "topic.propose", network.id))
    offered.append(b.button(_("See the topics"), "topic.list", network.id))
    if len(offered) < BUTTONS_MAX and not network.ended_at:
        offered.append(b.button(_("See the plan"), "meeting.see_plan", network.id))
    offered.append(b.button(_("More …"), "network.more", network.id))
    return Message.of(
        b.heading(escape(network.name)),
        b.said(escape(network.purpose)) if network.purpose else None,
        b.section(lines(_state(_, network, counts.topics), _lost(_, counts.missing))),
        b.said(usually(_, network)),
        leaders(_, network),
        b.quiet(stood_in(_, leading.stand_in)) if leading.stand_in else None,
        b.quiet(heads) if (heads := counted(_, counts.heads)) else None,
        *_note(_, leading.note),
        b.buttons(*offered),
    )


def more(
    _: Words,
    network: Network,
    *,
    counts: Counts,
    takes_part: bool,
    leading: Leading,
    allows: Callable[[str], bool],
) -> dict[str, Any]:
    """What else there is to do. `allows`: may this person do that deed?"""
    stands = [
        b.heading(escape(network.name)),
        b.section(lines(_state(_, network, counts.topics), _lost(_, counts.missing))),
    ]
    if leading.stand_in:
        stands.append(b.quiet(stood_in(_, leading.stand_in)))
    stands += _note(_, leading.note)
    offered = [
        (caption, [button for button in those if allows(button["action_id"])])
        for caption, those in (
            (None, _needed_now(_, network, counts, leading)),
            (_("For you"), [*_of_all(_, network, counts), *_mine(_, network, takes_part)]),
            (_("The network"), _work(_, network, counts, leading)),
            (
                _("All networks"),
                [b.button(_("Change the settings in common"), "organisation.settings", network.channel_id)],
            ),
            (_("Hand over or end"), _farewells(_, network, leading)),
        )
    ]
    return b.modal(_("More about the network"), [*stands, *b.grouped(*offered)], close=_("Close"))


def _needed_now(_: Words, network: Network, counts: Counts, leading: Leading) -> list[Button]:
    """The answers to what stands above."""
    offered = []
    if leading.note:
        offered.append(b.button(_("I have read it"), "leadership.read", network.id))
    if network.ended_at:
        return [*offered, b.button(_("Take the network up again"), "network.take_up", network.id, style="primary")]
    if not network.leaders:
        offered.append(b.button(_("Choose a new leader"), "leadership.choose", network.id, style="primary"))
    if network.paused_at:
        offered.append(b.button(_("Start the network again"), "network.resume", network.id, style="primary"))
    if counts.missing:
        offered.append(b.button(_("Post again"), "network.post_again", network.id))
    return offered


def _of_all(_: Words, network: Network, counts: Counts) -> list[Button]:
    """What everyone may look at, where it is there."""
    shown = [to_show(_, network.id)] if counts.rules else []
    return [*shown, b.button(_("See the rounds"), "round.list", network.id)] if network.is_awake else shown


def _mine(_: Words, network: Network, takes_part: bool) -> list[Button]:
    """What concerns this person alone."""
    settings = b.button(_("My settings"), "participant.settings", network.id)
    if network.ended_at:
        return [settings]
    if takes_part:
        return [b.button(_("I only follow along"), "participant.follow", network.id), settings]
    return [b.button(_("I take part"), "participant.take_part", network.id), settings]


def _work(_: Words, network: Network, counts: Counts, leading: Leading) -> list[Button]:
    """What leaders do the most comes first."""
    if network.ended_at:
        return []
    plans = [
        b.button(_("Plan the meetings"), "cycle.lay_out", network.id),
        b.button(_("Add a meeting"), "meeting.add", network.id),
    ]
    offered = [
        *(plans if network.is_awake else []),
        b.button(_("See what is coming"), "announcement.see", network.id),
        *([b.button(_("Ground rules"), "charter.see", network.id)] if network.is_awake else []),
        b.button(_("See the participants"), "participant.choose", network.id),
        b.button(_("Change the settings"), "network.settings", network.id),
    ]
    if counts.taken_back:
        offered.append(b.button(_("See what is taken back"), "post.see_taken_back", network.id))
    if leading.stand_in:
        offered.append(b.button(_("End the stand-in's time"), "leadership.end_stand_in", network.id))
    else:
        offered.append(b.button(_("Choose a stand-in"), "leadership.stand_in", network.id))
    return offered if network.paused_at else [*offered, _pause(_, network)]


def _farewells(_: Words, network: Network, leading: Leading) -> list[Button]:
    if network.ended_at:
        return []
    if leading.may_take_back:
        passed_on = b.button(_("Take the leadership back"), "leadership.take_back", network.id)
    else:
        passed_on = b.button(_("Hand the network over"), "leadership.hand_over", network.id)
    return [passed_on, _end(_, network)]


def _note(_: Words, note: HandOver | None) -> list[Block]:
    """What a leader before this person wrote to them."""
    if note is None:
        return []
    return [
        b.quiet(_("{name} has handed the network over, and wrote this to you:", name=note.leader.name))
        if note.leader.name
        else b.quiet(_("Who handed the network over wrote this to you:")),
        b.said(escape(note.note)),
    ]


def _lost(_: Words, missing: int) -> Shown | None:
    if not missing:
        return None
    return _.many(
        "{n} message of mine may be missing in the channel. Look for it before you post it again.",
        "{n} messages of mine may be missing in the channel. Look for them before you post them again.",
        missing,
    )


def _state(_: Words, network: Network, topics: int) -> Shown:
    if network.channel.is_archived:
        return _("The channel is archived, so the network rests.")
    if network.ended_at:
        return ended(_)
    if not network.leaders:
        return leaderless(_)
    if network.paused_at:
        return paused(_)
    if not topics:
        return _("No topics are open now. What should the network take up?")
    return _.many(
        "{n} topic is open for support in the channel.", "{n} topics are open for support in the channel.", topics
    )


def _move(_: Words, network: Network, channel_id: str) -> Button:
    ask = (
        _("Move the network here?"),
        _(
            "Topics that are open or on hold get new cards here. Whoever is in this channel is in the network. "
            "Leaders who are not in it lead no longer. You can't undo this."
        ),
        _("Don't move it"),
    )
    return b.button(_("Move the network here"), "network.move", f"{network.id}@{channel_id}", confirm=ask)


def _pause(_: Words, network: Network) -> Button:
    ask = (
        _("Pause the network?"),
        _("Nobody can propose or support topics until a leader starts it again. Nothing is lost."),
        _("Don't pause"),
    )
    return b.button(_("Pause the network"), "network.pause", network.id, confirm=ask)


def _end(_: Words, network: Network) -> Button:
    ask = (
        _("End the network?"),
        _(
            "Nothing more is posted, and nobody can propose or support topics. "
            "The topics are kept, and a leader can take the network up again."
        ),
        _("Don't end it"),
    )
    return b.button(_("End the network"), "network.end", network.id, style="danger", confirm=ask)
