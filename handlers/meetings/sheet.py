"""Shows one person all about one meeting, and what they may do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from handlers import blocks as b
from handlers.attending import Coming, answers, can_be_confirmed, counted, own
from handlers.blocks import Block, Button
from handlers.meeting_lines import because, goals, when_and_where
from handlers.programme import programme
from handlers.words import Shown, Words, escape
from storage.agendas import Item
from storage.meetings import Meeting
from storage.networks import Evaluating
from storage.topics import Topic
from storage.wall_time import day_of


def more(
    _: Words,
    meeting: Meeting,
    *,
    topic: Topic | None,
    questions: int,
    items: Sequence[Item],
    coming: Coming,
    now: datetime,
    allows: Callable[[str], bool],
    told: Shown | None = None,
) -> dict[str, Any]:
    """`topic`: what it is about by now. `questions`: how many there are about that. `items`: its agenda.
    `coming`: who comes. `told`: what was done just now.
    """
    offered = (
        (None, _for_all(_, meeting, topic, now)),
        (_("Lead the meeting"), _for_leaders(_, meeting, now) if meeting.network.is_awake else []),
    )
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
            *_who_comes(_, meeting, coming, now, to_leaders=allows("coming.see")),
            *b.grouped(*((caption, [one for one in those if allows(one["action_id"])]) for caption, those in offered)),
            *_rest(_, meeting, allows("meeting.edit")),
        ],
        close=_("Close"),
    )


def _who_comes(_: Words, meeting: Meeting, coming: Coming, now: datetime, *, to_leaders: bool) -> list[Block]:
    """A person's own answer and how many have answered, with the buttons to do so; and how many came."""
    counts = counted(_, coming.counts, to_leaders=to_leaders)
    is_open = meeting.network.is_awake and meeting.is_coming(now)
    return [
        *([own(_, coming.mine)] if coming.mine else []),
        *([b.quiet(counts)] if counts else []),
        *([b.buttons(*answers(_, meeting))] if is_open else []),
        *([] if coming.came is None else [b.section(_.many("{n} came.", "{n} came.", coming.came))]),
        *([b.section(_heard(_, *coming.heard))] if coming.heard else []),
    ]


def _heard(_: Words, spoken: int, here: int) -> Shown:
    return _("{n} of {whole} had the word in a round table.", n=spoken, whole=here)


def _for_all(_: Words, meeting: Meeting, topic: Topic | None, now: datetime) -> list[Button]:
    """What anybody may do, as the meeting's state allows."""
    is_awake = meeting.network.is_awake
    offered = [b.button(_("See the topic"), "topic.more", topic.id)] if topic else []
    if is_awake and meeting.is_coming(now) and topic is None:
        offered.append(b.button(_("Propose a topic"), "topic.propose", meeting.network_id))
    if now < meeting.starts_at:
        label = _("Take it out of your calendar") if meeting.cancelled_at else _("Add to your calendar")
        offered.append(b.button(label, "calendar.get", meeting.id))
    if meeting.is_on(now):
        offered.append(b.button(_("Where are we now?"), "agenda.where", meeting.id))
    if is_awake and _can_still_change(meeting, now):
        offered.append(b.button(_("Make a suggestion"), "suggestion.make", meeting.id))
    if is_awake and meeting.is_booked:  # so that they may be asked
        offered.append(b.button(_("My settings"), "participant.settings", meeting.network_id))
    return offered


def _for_leaders(_: Words, meeting: Meeting, now: datetime) -> list[Button]:
    """What leaders may do besides."""
    offered = []
    if not meeting.cancelled_at:
        offered.append(b.button(_("Agenda"), "agenda.see", meeting.id))
    if _can_still_change(meeting, now):
        offered.append(b.button(_("See the suggestions"), "suggestion.see", meeting.id))
        if meeting.day <= day_of(now, meeting.network.tz):  # it may go on over midnight
            offered.append(b.button(_("Begin the meeting"), "room.start", meeting.id))
            offered.append(b.button(_("Start a round table"), "table.start", meeting.network_id))
            offered.append(b.button(_("Give time to think"), "thinking.start", meeting.network_id))
    if not meeting.cancelled_at:
        offered.append(b.button(_("See who is coming"), "coming.see", meeting.id))
        offered.append(b.button(_("Edit the meeting"), "meeting.edit", meeting.id))
    if can_be_confirmed(meeting, now):
        offered.append(b.button(_("Confirm the attendance"), "attendance.confirm", meeting.id))
    if meeting.network.evaluation is not Evaluating.NONE and not meeting.cancelled_at and meeting.starts_at <= now:
        offered.append(b.button(_("Write down the evaluation"), "evaluation.write", meeting.id))
    if meeting.is_coming(now):
        offered.append(b.button(_("Find a day that suits"), "date_poll.open", meeting.id))
    if now < meeting.starts_at:
        offered.append(
            b.button(_("Let it take place after all"), "meeting.restore", meeting.id)
            if meeting.cancelled_at
            else b.button(_("Cancel the meeting"), "meeting.cancel", meeting.id)
        )
    return offered


def _can_still_change(meeting: Meeting, now: datetime) -> bool:
    """Will it take place, or does it now?"""
    return meeting.cancelled_at is None and now < meeting.ends_at


def _rest(_: Words, meeting: Meeting, may_change: bool) -> list[Block]:
    """What a leader is told who can change nothing now."""
    if meeting.network.is_awake or not may_change:
        return []
    return [b.quiet(_("The network rests, so you can't change anything now."))]
