"""Shows those who lead what will be said, and what they may do about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers import blocks as b
from handlers.announcements.names import moment, name_of, named, state
from handlers.announcements.rules import Fault, Kind
from handlers.blocks import Block, Button, Message
from handlers.meeting_lines import when
from handlers.words import Shown, Words, lines
from storage.meetings import Meeting
from storage.networks import Network, Volume
from storage.posts import Parked, Post

LISTED = 15  # a modal holds a hundred blocks, but nobody reads them


def coming(
    _: Words,
    network: Network,
    listed: Sequence[tuple[Post, Meeting]],
    there_are: int,
    off: Collection[str],
    *,
    meets: bool,
    now: datetime,
    asks: Mapping[str, Shown],
) -> dict[str, Any]:
    """What will be said, each with «Mer …», and what is switched off. `meets`: is any meeting planned? `asks`: the key
    of a post -> the question that it asks.
    """
    rows = [
        b.said_beside(
            lines(name_of(_, Kind(post.view)), asks.get(post.id), state(_, post, meeting, now)),
            b.button(_("More …"), "announcement.more", post.id),
        )
        for post, meeting in listed
    ]
    rest = there_are - len(rows)
    silent = [
        b.said_beside(
            name_of(_, kind), b.button(_("Switch on again"), "announcement.unsilence", f"{network.id}@{kind}")
        )
        for kind in Kind
        if kind in off
    ]
    return b.modal(
        _("What is coming"),
        [
            b.section(_because(_, network, meets=meets, comes=bool(rows))),
            *rows,
            *([b.quiet(_.many("and {n} more", "and {n} more", rest))] if rest > 0 else []),
            *([b.quiet(_("Switched off")), *silent] if silent else []),
        ],
        close=_("Close"),
    )


def more(_: Words, post: Post, meeting: Meeting, *, reads: Message | None, now: datetime) -> dict[str, Any]:
    """One of them: when, why, what it says, and what one can do. `reads`: as it would be read now."""
    kind, is_skipped = Kind(post.view), post.parked is Parked.SKIPPED
    waits = is_skipped or not (post.ts or post.claim or post.parked or post.due_at <= now)
    text = [block for block in reads.blocks if block["type"] != "actions"] if reads else []
    return b.modal(
        _("What I will say"),
        [
            b.said(lines(named(_, kind, meeting), state(_, post, meeting, now))),
            *([b.buttons(*_steering(_, post))] if waits else []),
            *([b.quiet(_("This is what it says now:")), *text] if text else [_nothing(_)]),
            b.buttons(b.button(_("See all that is coming"), "announcement.see", meeting.network_id)),
        ],
        close=_("Close"),
    )


def form_to_move(_: Words, post: Post, meeting: Meeting, last: datetime) -> dict[str, Any]:
    """To another moment."""
    tz = meeting.network.tz
    due = post.due_at.astimezone(tz)
    return b.modal(
        _("Move the message"),
        [
            b.said(named(_, Kind(post.view), meeting)),
            b.date_field(
                "day",
                _("On which day shall it come?"),
                value=due.date(),
                hint=_("It is of use before {when}.", when=moment(_, last, tz)),
                needed=True,
            ),
            b.time_field("time", _("At what time?"), value=f"{due:%H:%M}"),
        ],
        submit=_("Move the message"),
        close=_("Cancel"),
        deed="announcement.move",
        about=post.id,
    )


def called(_: Words, meeting: Meeting, *, comes: bool) -> dict[str, Any]:
    """What a leader is told who asks for topics."""
    told = (
        _("I ask for topics in the channel now. Whoever proposes one gets a card there.")
        if comes
        else _("I don't ask for topics: the meeting has one, is cancelled, or comes too soon.")
    )
    return b.modal(_("Ask for topics"), [b.section(told), b.said(when(_, meeting))], close=_("Close"))


def sentences(_: Words, found: Mapping[str, Fault], last: Shown) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_DAY: _("Choose a day."),
        Fault.NO_TIME: _("Choose a time."),
        Fault.IS_PAST: _("Choose a moment that is to come."),
        Fault.TOO_LATE: _("Choose a moment before {when}. After that the message is of no use.", when=last),
    }
    return {name: said[fault] for name, fault in found.items()}


def _because(_: Words, network: Network, *, meets: bool, comes: bool) -> Shown:
    """Why this is what comes, or why nothing does."""
    if network.channel.is_archived:
        return _("The channel is archived, so I say nothing.")
    if not network.channel.bot_is_in:
        return _("I am not in the channel, so I say nothing there.")
    if network.ended_at:
        return _("The network has ended, so I say nothing.")
    if not network.leaders:
        return _("The network has no leader, so I say nothing until somebody leads it.")
    if network.paused_at:
        return _("The network is paused, so I say nothing until a leader starts it again.")
    if not meets:
        return _("No meeting is planned, so I have nothing to say of my own accord.")
    if not comes:
        return _("Nothing is coming now.")
    if network.volume is Volume.QUIET:
        return _("This is what I will say of my own accord. The network has chosen that I say little.")
    return _("This is what I will say of my own accord.")


def _steering(_: Words, post: Post) -> list[Button]:
    off = b.button(_("Switch off such messages"), "announcement.silence", post.id)
    if post.parked is Parked.SKIPPED:
        return [b.button(_("Don't skip it after all"), "announcement.unskip", post.id), off]
    ask = (
        _("Send the message now?"),
        _readers(_, post),
        _("Wait"),
    )
    another = b.button(_("Choose another question"), "reflection.choose", post.subject_id)
    return [
        *([another] if post.view == Kind.REFLECTION else []),
        b.button(_("Send the message now"), "announcement.send", post.id, confirm=ask),
        b.button(_("Move the message"), "announcement.move", post.id),
        b.button(_("Skip it this time"), "announcement.skip", post.id),
        off,
    ]


def _readers(_: Words, post: Post) -> Shown:
    """Who has it before them then."""
    if post.view == Kind.COMING:
        return _("Participants who have not answered get it at once, in a direct message.")
    if post.user_id:
        return _("Those who lead get it at once, in a direct message.")
    return _("Everyone in the channel sees it at once.")


def _nothing(_: Words) -> Block:
    return b.section(_("It has nothing to say as things are now, so it does not come."))
