"""Shows leaders the agenda of a meeting, and everyone where they are in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers import blocks as b
from handlers.agenda.rules import now_and_next
from handlers.blocks import Block, Button
from handlers.live import button_of, may_begin
from handlers.meeting_lines import when
from handlers.programme import Timed, clock, line, timed, title_of
from handlers.words import Shown, Words, escape, lines
from storage.agendas import Item
from storage.meetings import Meeting
from storage.topics import Question, Topic

QUESTIONS = 5
A_MINUTE = timedelta(minutes=1)


def agenda(
    _: Words,
    meeting: Meeting,
    items: Sequence[Item],
    *,
    topic: Topic | None,
    questions: Sequence[Question],
    carried: Mapping[str, Item],
    to_carry: bool,
    has_template: bool,
    now: datetime,
    told: Shown | None = None,
    removed: Item | None = None,
) -> dict[str, Any]:
    """`topic`, `questions`: what it is about by now. `carried`: what stands on a later agenda too. `to_carry`: is there
    a meeting to carry over to? `told`: what was done just now. `removed`: what can be taken in again.
    """
    is_over = meeting.ends_at <= now
    undo = b.button(_("Take it in again"), "agenda.restore", removed.id) if removed else None
    rows = []
    for one in timed(meeting, items):
        copy = carried.get(one.item.id)
        offered = None if is_over and (copy or not to_carry) else _button(_, one.item, is_over=is_over)
        rows.append(_row(_, meeting, one, topic, copy, offered))
        begins = button_of(_, one.item) if may_begin(meeting, now) else None
        rows += [b.buttons(begins)] if begins else []
    return b.modal(
        _("Agenda"),
        [
            *([b.said_beside(told, undo) if undo else b.said(told)] if told else []),
            b.heading(escape(topic.name)) if topic else b.section(_("No topic is set.")),
            *_questions(_, questions),
            b.said(when(_, meeting)),
            *(rows or [b.section(_nothing(_, is_over=is_over))]),
            *([b.said(_in_all(_, meeting, items))] if items else []),
            *_buttons(_, meeting, items, has_template=has_template, is_over=is_over),
        ],
        close=_("Close"),
    )


def where(
    _: Words, meeting: Meeting, items: Sequence[Item], topic: Topic | None, now: datetime, *, leads: bool
) -> dict[str, Any]:
    """What is on now, how long still, what comes then, and when the meeting ends. `leads`: and can begin what is on."""
    those = timed(meeting, items) if meeting.is_on(now) else []
    on, following = now_and_next(those, now)
    tz = meeting.network.tz
    then = following and _(
        "Next: {title}, at {time}", title=title_of(_, following.item, topic), time=clock(_, following.begins, tz)
    )
    begins = button_of(_, on.item) if on and leads else None
    return b.modal(
        _("Where we are"),
        [
            *([_on(_, on, topic, now)] if on else []),
            *([b.buttons(begins)] if begins else []),
            *([b.section(_("You have been through the agenda."))] if those and not on else []),
            *([b.said(then)] if then else []),
            b.section(_state(_, meeting, now)),
            b.buttons(b.button(_("See it anew"), "agenda.where", meeting.id)),
        ],
        close=_("Close"),
    )


def how_and_who(_: Words, item: Item) -> list[Shown]:
    """A line for each that is known."""
    return [
        *([_("Method: {method}", method=item.method)] if item.method else []),
        *([_("Responsible: {names}", names=item.responsible)] if item.responsible else []),
    ]


def carried_to(_: Words, copy: Item) -> Shown:
    """`copy`: what the item is on a later agenda."""
    assert copy.meeting, "what is carried over stands on an agenda"
    return _("Carried over to the meeting on {day}", day=_.day(copy.meeting.day))


def _row(
    _: Words, meeting: Meeting, one: Timed, topic: Topic | None, copy: Item | None, offered: Button | None
) -> Block:
    head, more = line(_, one, topic, meeting.network.tz), how_and_who(_, one.item)
    said = lines(head, *more, carried_to(_, copy) if copy else None)
    return b.said_beside(said, offered) if offered else b.said(said)


def _button(_: Words, item: Item, *, is_over: bool) -> Button:
    if is_over:
        return b.button(_("Carry over to the next meeting"), "agenda.carry", item.id)
    return b.button(_("Edit"), "agenda.edit", item.id)


def _questions(_: Words, questions: Sequence[Question]) -> list[Block]:
    rest = len(questions) - QUESTIONS
    return [
        *([b.quiet(_("Questions from participants"))] if questions else []),
        *(b.quiet(escape(f"– {question.text}")) for question in questions[:QUESTIONS]),
        *([b.quiet(_.many("and {n} more question", "and {n} more questions", rest))] if rest > 0 else []),
    ]


def _nothing(_: Words, *, is_over: bool) -> Shown:
    if is_over:
        return _("The meeting had no agenda.")
    return _("There is no agenda yet. Begin with the template, which you can change, or with an item of your own.")


def _in_all(_: Words, meeting: Meeting, items: Sequence[Item]) -> Shown:
    """The minutes against the meeting's length."""
    minutes = sum(item.minutes for item in items)
    over = minutes - meeting.minutes
    if over > 0:
        return _.many(
            "{minutes} of {whole} minutes in all. That is {n} minute too much.",
            "{minutes} of {whole} minutes in all. That is {n} minutes too much.",
            over,
            minutes=minutes,
            whole=meeting.minutes,
        )
    return _("{minutes} of {whole} minutes in all", minutes=minutes, whole=meeting.minutes)


def _buttons(_: Words, meeting: Meeting, items: Sequence[Item], *, has_template: bool, is_over: bool) -> list[Block]:
    add = b.button(_("Add an item"), "agenda.add", meeting.id)
    offered = [] if is_over or len(items) >= Item.ITEMS_MAX else [add]
    if items:
        asked = _("Save as the template?"), _("The new template takes the place of the one you have."), _("Cancel")
        offered.append(
            b.button(_("Save as template"), "agenda.save", meeting.id, confirm=asked if has_template else None)
        )
    elif not is_over:
        offered.insert(0, b.button(_("Use the template"), "agenda.fill", meeting.id, style="primary"))
    full = b.quiet(_("The agenda is full: it holds {n} items. Remove one first.", n=Item.ITEMS_MAX))
    return [
        *([full] if len(items) >= Item.ITEMS_MAX and not is_over else []),
        *([b.buttons(*offered)] if offered else []),
    ]


def _on(_: Words, on: Timed, topic: Topic | None, now: datetime) -> Block:
    return b.said(
        lines(
            _("Now: {title}", title=title_of(_, on.item, topic)),
            _.many("{n} minute left", "{n} minutes left", -((now - on.ends) // A_MINUTE)),
        )
    )


def _state(_: Words, meeting: Meeting, now: datetime) -> Shown:
    """When the meeting ends; or why there is nothing to be in the middle of."""
    if meeting.cancelled_at:
        return _("The meeting is cancelled.")
    if now < meeting.starts_at:
        return _("The meeting has not begun yet. It is {when}.", when=when(_, meeting))
    if now >= meeting.ends_at:
        return _("The meeting is over.")
    return _("The meeting ends at {time}.", time=_.clock(meeting.ends))
