"""The forms of a date poll, and what is said at their fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block
from handlers.date_polls.rules import NUMBERS, Fault, Slot, begins_field, day_field
from handlers.date_polls.views import about, answer_names, counted, time_of
from handlers.meeting_lines import when_and_where
from handlers.words import Shown, Words, cut
from storage.base import new_id
from storage.date_polls import Answer, DatePoll, PollDay
from storage.meetings import Meeting
from storage.topics import Topic


def form_to_ask(_: Words, meeting: Meeting, slots: Sequence[Slot]) -> dict[str, Any]:
    """Which days people shall choose between. `slots`: those that are filled in."""
    return b.modal(
        _("Find a day that suits"),
        [
            b.said(when_and_where(_, meeting)),
            b.section(
                _(
                    "I ask in the channel which of these days suit. Then you choose one, and the meeting moves there. "
                    "Leave empty what you don't need."
                )
            ),
            *_fields_of_days(_, meeting, slots),
        ],
        submit=_("Ask in the channel"),
        close=_("Cancel"),
        deed="date_poll.open",
        about=meeting.id,
        message=new_id(),  # to know it by: Slack calls a modal the same, whatever comes to stand in it
    )


def form_to_answer(
    _: Words, poll: DatePoll, topic: Topic | None, days: Sequence[PollDay], answers: Mapping[str, Answer]
) -> dict[str, Any]:
    """What each day is to this person. `answers`: what they have said before."""
    return b.modal(
        _("Which days suit you?"),
        [
            b.said(about(_, poll, topic)),
            *(b.choice_field(day.id, time_of(_, day), answer_names(_), value=answers.get(day.id, "")) for day in days),
            b.quiet(_("The channel sees how many have answered what. The leaders see your name.")),
        ],
        submit=_("Save my answers"),
        close=_("Cancel"),
        deed="date_poll.answer",
        about=poll.id,
    )


def form_to_pick(
    _: Words, poll: DatePoll, topic: Topic | None, days: Sequence[PollDay], counts: Mapping[str, Counter[str]]
) -> dict[str, Any]:
    """`days`: the best first, which is chosen."""
    offered = {}
    for day in days:
        of_it = counted(_, counts[day.id])
        said = _("{when}: {counts}", when=time_of(_, day), counts=of_it) if of_it else time_of(_, day)
        offered[day.id] = cut(said, b.OPTION_MAX)
    return b.modal(
        _("Choose the day"),
        [
            b.said(about(_, poll, topic)),
            b.choice_field("day", _("Which day is it to be?"), offered, value=days[0].id),
            b.section(
                _(
                    "The meeting moves to the day you choose, and what I post about it moves along. "
                    "The channel is told. Then nobody can answer any more."
                )
            ),
        ],
        submit=_("Choose this day"),
        close=_("Cancel"),
        deed="date_poll.pick",
        about=poll.id,
    )


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.TOO_FEW: _("Choose at least two days, so that there is something to choose between."),
        Fault.PAST: _("That is over already. Choose a later day."),
        Fault.FAR: _("That is many years ahead. Choose a day before."),
        Fault.TWICE: _("This day and time stand here already. Choose others, or leave it empty."),
    }
    return {name: said[fault] for name, fault in found.items()}


def _fields_of_days(_: Words, meeting: Meeting, slots: Sequence[Slot]) -> Iterator[Block]:
    for n in NUMBERS:
        slot = slots[n - 1] if n <= len(slots) else None
        yield b.date_field(day_field(n), _("Day {n}", n=n), value=slot.day if slot else None)
        begins = slot.begins if slot else meeting.begins
        yield b.time_field(begins_field(n), _("Day {n}: when does the meeting begin?", n=n), value=f"{begins:%H:%M}")
