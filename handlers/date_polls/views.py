"""Shows a date poll: in the channel, and to one person with what they have answered, or who has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button, Message
from handlers.meeting_lines import when
from handlers.practice import Rendering
from handlers.words import Shown, Words, escape, lines
from storage.choices import Choice
from storage.date_polls import Answer, Closing, DatePoll, PollDay, counts_of
from storage.meetings import topic_of
from storage.topics import Topic

NAMES_MAX, NAMES_LENGTH = 100, 2_500  # of those who have answered the same, and of all their characters


def poll(rendering: Rendering) -> Message:
    """In the channel: what it is for, and how each day suits. Once it is closed, what came of it."""
    _, session = rendering.words, rendering.session
    asked = session.get_one(DatePoll, (rendering.team_id, rendering.subject_id))
    closing, counts = asked.closed_by(rendering.now), counts_of(session, asked)
    people = max((counts[day.id].total() for day in asked.days), default=0)
    days = lines(*(line(_, day, counts[day.id]) for day in asked.days))
    offered = [b.button(_("More …"), "date_poll.more", asked.id)]
    if not closing:
        offered.insert(0, b.button(_("Answer"), "date_poll.answer", asked.id, style="primary"))
    return Message.of(
        b.quiet(_("📅 The date poll is closed") if closing else _("📅 Which day suits you?")),
        b.said(about(_, asked, topic_of(session, asked.meeting))),
        b.said(outcome(_, asked, closing)) if closing else None,
        b.quiet(days) if closing else b.said(days),
        b.section(_("Answer for each day. A leader chooses one of them.")) if not closing else None,
        b.quiet(_.many("{n} has answered", "{n} have answered", people)) if people else None,
        b.buttons(*offered),
    )


def more(
    _: Words,
    poll: DatePoll,
    *,
    topic: Topic | None,
    answers: Mapping[str, Answer],
    counts: Mapping[str, Counter[str]],
    names: Mapping[str, Sequence[Choice]],
    now: datetime,
    allows: Callable[[str], bool],
    told: Shown | None = None,
) -> dict[str, Any]:
    """`topic`: what its meeting is about by now. `answers`: this person's. `names`: of each day, for those who lead."""
    closing = poll.closed_by(now)
    offered = [button for button in _buttons(_, poll, closing, answers) if allows(button["action_id"])]
    return b.modal(
        _("About the date poll"),
        [
            *([b.section(told)] if told else []),
            b.said(about(_, poll, topic)),
            *([b.said(outcome(_, poll, closing))] if closing else []),
            *_own(_, poll, answers),
            *(block for day in poll.days if names for block in _day(_, day, counts[day.id], names[day.id])),
            *([b.buttons(*offered)] if offered else []),
        ],
        close=_("Close"),
    )


def about(_: Words, poll: DatePoll, topic: Topic | None) -> Shown:
    """Which meeting it is, as it was set when the poll began."""
    set_to = _("{day} at {time}", day=_.day(poll.day), time=_.clock(poll.begins))
    if topic:
        return _("It is about the meeting on {when}: «{title}».", when=set_to, title=topic.name)
    return _("It is about the meeting on {when}.", when=set_to)


def outcome(_: Words, poll: DatePoll, closing: Closing) -> Shown:
    """Why nobody answers any more."""
    match closing:
        case Closing.PICKED if poll.picked:
            return _("The day is chosen: {when}.", when=time_of(_, poll.picked))
        case Closing.CANCELLED:
            return _("The meeting is cancelled, so nobody needs to answer any more.")
        case Closing.MOVED:
            return _("The meeting is moved to {when}, so nobody needs to answer any more.", when=when(_, poll.meeting))
        case Closing.OVER:
            return _("Its time has come, so nobody can answer any more.")
    return _("A leader has closed the date poll without choosing a day.")


def line(_: Words, day: PollDay, count: Counter[str]) -> Shown:
    """«– tirsdag 1. desember kl. 09.00: passer for 5, om nødvendig for 2»."""
    of_it = counted(_, count)
    if not of_it:
        return _("– {when}", when=time_of(_, day))
    return _("– {when}: {counts}", when=time_of(_, day), counts=of_it)


def counted(_: Words, count: Counter[str]) -> Shown | None:
    """How it suits. None: nobody has answered yet."""
    works, if_need_be = count[Answer.WORKS], count[Answer.IF_NEED_BE]
    if works and if_need_be:
        return _("suits {n}, if need be {m} more", n=works, m=if_need_be)
    if works:
        return _("suits {n}", n=works)
    if if_need_be:
        return _("suits {n} if need be", n=if_need_be)
    return _("suits nobody") if count.total() else None


def time_of(_: Words, day: PollDay) -> Shown:
    return _("{day} at {time}", day=_.day(day.day), time=_.clock(day.begins))


def answer_names(_: Words) -> dict[str, Shown]:
    return {
        Answer.WORKS: _("Suits me"),
        Answer.IF_NEED_BE: _("If need be"),
        Answer.DOES_NOT: _("Does not suit me"),
    }


def _buttons(_: Words, poll: DatePoll, closing: Closing | None, answers: Mapping[str, Answer]) -> list[Button]:
    """A button for each deed that its state allows."""
    to_meeting = b.button(_("See the meeting"), "meeting.more", poll.meeting_id)
    if closing or not poll.network.is_awake:
        return [to_meeting]
    ask = (
        _("Close the date poll?"),
        _("Nobody can answer any more, and the meeting stays on its day."),
        _("Keep it open"),
    )
    return [
        b.button(_("Change my answers") if answers else _("Answer"), "date_poll.answer", poll.id),
        b.button(_("Choose the day"), "date_poll.pick", poll.id, style="primary"),
        b.button(_("Close without choosing"), "date_poll.close", poll.id, confirm=ask),
        to_meeting,
    ]


def _own(_: Words, poll: DatePoll, answers: Mapping[str, Answer]) -> list[Block]:
    said = [
        _("– {when}: {answer}", when=time_of(_, day), answer=answer_names(_)[answers[day.id]])
        for day in poll.days
        if day.id in answers
    ]
    if not said:
        return [b.quiet(_("You have not answered."))]
    return [b.quiet(_("Your answers")), b.said(lines(*said))]


def _day(_: Words, day: PollDay, count: Counter[str], those: Sequence[Choice]) -> Iterator[Block]:
    """Who has answered what, for those who lead."""
    yield b.divider()
    of_it = counted(_, count)
    yield b.said(_("{when}: {counts}", when=time_of(_, day), counts=of_it) if of_it else time_of(_, day))
    for answer, name in _answers_of_others(_).items():
        same = [choice for choice in those if choice.chosen == answer]
        if same:
            yield b.quiet(_("{answer}: {names}", answer=name, names=_names(_, same)))


def _answers_of_others(_: Words) -> dict[str, Shown]:
    return {
        Answer.WORKS: _("Suits"),
        Answer.IF_NEED_BE: _("If need be"),
        Answer.DOES_NOT: _("Does not suit"),
    }


def _names(_: Words, those: Sequence[Choice]) -> Shown:
    """«Kari, Ola og 12 til». Who is not known yet is one of those."""
    shown: list[Shown] = []
    length = 0
    for name in [escape(choice.person.name) for choice in those if choice.person.name][:NAMES_MAX]:
        length += len(name) + 2
        if length > NAMES_LENGTH:
            break
        shown.append(name)
    rest = len(those) - len(shown)
    if not (shown and rest):
        return _.all_of(shown) if shown else Shown(str(rest))
    return _.many("{names} and {n} more", "{names} and {n} more", rest, names=Shown(", ".join(shown)))
