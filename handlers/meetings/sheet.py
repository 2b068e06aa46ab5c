"""Shows one person all about one meeting, and what they may do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button
from handlers.meeting_lines import because, goals, when_and_where
from handlers.programme import programme
from handlers.words import Shown, Words, escape
from storage.agendas import Item
from storage.meetings import Meeting
from storage.topics import Topic


def more(
    _: Words,
    meeting: Meeting,
    *,
    topic: Topic | None,
    questions: int,
    items: Sequence[Item],
    now: datetime,
    allows: Callable[[str], bool],
    told: Shown | None = None,
) -> dict[str, Any]:
    """`topic`: what it is about by now. `questions`: how many there are about that. `items`: its agenda.
    `told`: what was done just now.
    """
    offered = [button for button in _buttons(_, meeting, topic, now) if allows(button["action_id"])]
    return b.modal(
        _("About the meeting"),
        [
            *([b.section(told)] if told else []),
            *([b.section(_("*The meeting is cancelled.*")), *because(_, meeting)] if meeting.cancelled_at else []),
            b.heading(escape(topic.name)) if topic else b.section(_("No topic is set.")),
            *(
                [b.quiet(_.many("{n} question about the topic", "{n} questions about the topic", questions))]
                * bool(questions)
            ),
            b.said(when_and_where(_, meeting)),
            *programme(_, meeting, items, topic),
            *goals(_, meeting),
            *([b.buttons(*offered)] if offered else []),
            *_rest(_, meeting, allows("meeting.edit")),
        ],
        close=_("Close"),
    )


def _buttons(_: Words, meeting: Meeting, topic: Topic | None, now: datetime) -> list[Button]:
    """A button for each deed that the meeting's state allows."""
    offered = [b.button(_("See the topic"), "topic.more", topic.id)] if topic else []
    if now < meeting.starts_at:
        label = _("Take it out of your calendar") if meeting.cancelled_at else _("Add to your calendar")
        offered.append(b.button(label, "calendar.get", meeting.id))
    if meeting.is_on(now):
        offered.append(b.button(_("Where are we now?"), "agenda.where", meeting.id))
    if not meeting.network.is_awake:
        return offered
    if not meeting.cancelled_at:
        offered.append(b.button(_("Agenda"), "agenda.see", meeting.id))
        offered.append(b.button(_("Edit the meeting"), "meeting.edit", meeting.id))
    if now < meeting.starts_at:
        offered.append(
            b.button(_("Let it take place after all"), "meeting.restore", meeting.id)
            if meeting.cancelled_at
            else b.button(_("Cancel the meeting"), "meeting.cancel", meeting.id)
        )
    return offered


def _rest(_: Words, meeting: Meeting, may_change: bool) -> list[Block]:
    """What a leader is told who can change nothing now."""
    if meeting.network.is_awake or not may_change:
        return []
    return [b.quiet(_("The network rests, so you can't change anything now."))]
