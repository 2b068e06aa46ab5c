"""Shows what meetings are planned: the plan of a cycle in the channel, and all that are coming to whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers import blocks as b
from handlers.blocks import Block, Message
from handlers.meeting_lines import when
from handlers.practice import Rendering
from handlers.words import Shown, Words, cut, escape, lines
from storage.meetings import Cycle, Meeting, topic_of
from storage.networks import Network
from storage.topics import Topic

MEETINGS_MAX = 30  # in a message, which holds fifty blocks
TOPIC_MAX = 200  # characters: a wish that is no title may be long


@dataclass(frozen=True)
class Row:
    """A meeting in a list."""

    meeting: Meeting
    topic: Topic | None
    is_past: bool = False


def rows_of(session: Session, meetings: Sequence[Meeting], now: datetime) -> list[Row]:
    return [Row(meeting, topic_of(session, meeting), meeting.starts_at <= now) for meeting in meetings]


def plan(rendering: Rendering) -> Message:
    """The plan of a cycle in the channel, pinned while a meeting is coming."""
    _, session = rendering.words, rendering.session
    cycle = session.get_one(Cycle, (rendering.team_id, rendering.subject_id))
    network, rows = cycle.network, rows_of(session, cycle.meetings, rendering.now)
    is_on = network.ended_at is None and any(one.meeting.is_coming(rendering.now) for one in rows)
    offered = [b.button(_("More …"), "network.more", network.id)]
    if is_on:
        offered.insert(0, b.button(_("Propose a topic"), "topic.propose", network.id))
    return Message.of(
        b.heading(_heading(_, rows[0].meeting.day, rows[-1].meeting.day)),
        *listed(_, network, rows[-MEETINGS_MAX:]),
        b.section(_("Is there something you miss? Write /tema, or press the button.")) if is_on else None,
        b.buttons(*offered),
        is_pinned=is_on,
    )


def overview(_: Words, network: Network, rows: Sequence[Row], *, may_plan: bool) -> Message:
    """`/nettverk plan`: what is coming, to one person."""
    rest = len(rows) - MEETINGS_MAX
    offered = [b.button(_("More …"), "network.more", network.id)]
    if network.is_awake:
        offered.insert(0, b.button(_("Propose a topic"), "topic.propose", network.id))
    if any(row.meeting.cancelled_at is None for row in rows):
        offered.insert(-1, b.button(_("Add all to your calendar"), "calendar.get_all", network.id))
    if may_plan and not rows:
        offered.insert(0, b.button(_("Plan the meetings"), "cycle.lay_out", network.id, style="primary"))
    return Message.of(
        b.heading(_("Meetings in {name}", name=network.name)),
        *(
            listed(_, network, rows[:MEETINGS_MAX], to_open=True)
            if rows
            else [b.section(_("No meetings are planned yet."))]
        ),
        b.quiet(_.many("and {n} more meeting", "and {n} more meetings", rest)) if rest > 0 else None,
        b.buttons(*offered),
    )


def listed(_: Words, network: Network, rows: Sequence[Row], *, to_open: bool = False) -> list[Block]:
    """A block for each meeting; what is over is quiet. The network's usual place is said once.

    `to_open`: each with a button for more about it.
    """
    usual = [row for row in rows if row.meeting.place == network.place]
    there = _("Place, unless another is named: {place}", place=network.place)
    return [
        *([b.quiet(there)] if network.place and usual else []),
        *(_listed(_, network, row, to_open=to_open) for row in rows),
    ]


def _listed(_: Words, network: Network, row: Row, *, to_open: bool) -> Block:
    said = line(_, network, row)
    if to_open:
        return b.said_beside(said, b.button(_("More …"), "meeting.more", row.meeting.id))
    return b.quiet(said) if row.is_past else b.said(said)


def line(_: Words, network: Network, row: Row) -> Shown:
    """When it is and, if it is not cancelled, about what; and where, if not where the network usually meets."""
    meeting = row.meeting
    if meeting.cancelled_at:
        why = escape(meeting.cancelled_because) if meeting.cancelled_because else None
        return lines(_("Cancelled: {when}", when=when(_, meeting)), why)
    facts = [cut(escape(row.topic.name), TOPIC_MAX)] if row.topic else []
    facts += [escape(meeting.place)] if meeting.place and meeting.place != network.place else []
    return lines(when(_, meeting), Shown(" · ".join(facts)) if facts else None)


def _heading(_: Words, first: date, last: date) -> Shown:
    begins, ends = _half(_, first), _half(_, last)
    if begins == ends:
        return _("📅 The plan for {season}", season=begins)
    return _("📅 The plan from {begins} to {ends}", begins=begins, ends=ends)


def _half(_: Words, day: date) -> Shown:
    """«våren 2027»."""
    return _("spring {year}", year=day.year) if day.month < 7 else _("autumn {year}", year=day.year)
