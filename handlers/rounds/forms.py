"""The forms of a round, and what is said at their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from handlers import blocks as b
from handlers.announcements.names import moment
from handlers.blocks import Block
from handlers.rounds.kind import Question
from handlers.rounds.kinds import KINDS, title_of
from handlers.rounds.rules import NOON, NUMBERS, Fault, closing_day
from handlers.rounds.views import who_sees
from handlers.words import Shown, Words
from storage.base import new_id
from storage.networks import Network
from storage.rounds import Round, RoundKind, Style, Visibility


def form_to_start(
    _: Words, network: Network, kind: RoundKind, today: date, fewest: int, *, number: int, typed: Mapping[str, Any]
) -> dict[str, Any]:
    """`number`: how many questions of their own a leader can write in it. `typed`: what stood in it before that."""
    return b.modal(
        KINDS[kind].title(_),
        [
            b.section(KINDS[kind].why(_)),
            *(b.said(_("– {question}", question=question.text)) for question in KINDS[kind].questions(_)),
            *(_own_questions(_, network, number, typed) if kind is RoundKind.OWN else []),
            b.choice_field(
                "visibility",
                _("Who sees the answers?"),
                visibilities(_),
                value=typed.get("visibility") or KINDS[kind].usually,
                hint=_(
                    "You can't change this afterwards. Anonymous answers are shown if at least {n} people answer.",
                    n=fewest,
                ),
            ),
            b.date_field(
                "opens_day",
                _("When does the round begin?"),
                hint=_("Leave the day empty to begin now."),
                value=_day(typed, "opens_day"),
            ),
            b.time_field("opens", _("At what time does it begin?"), value=typed.get("opens") or "09:00"),
            b.date_field(
                "closes_day",
                _("Until when can one answer?"),
                value=_day(typed, "closes_day") or closing_day(today),
                needed=True,
            ),
            b.time_field("closes", _("At what time does it close?"), value=typed.get("closes") or f"{NOON:%H:%M}"),
        ],
        submit=_("Start the round"),
        close=_("Cancel"),
        deed="round.start",
        about=network.id,
        message=f"{kind}@{new_id()}",  # to know it by: Slack calls a modal the same, whatever comes to stand in it
    )


def form_to_answer(_: Words, asked: Round, questions: Sequence[Question], answers: Mapping[str, str]) -> dict[str, Any]:
    """Who sees it is said before anything is asked. `answers`: what this person has answered before."""
    is_anonymous = asked.visibility is Visibility.ANONYMOUS
    return b.modal(
        title_of(_, asked),
        [
            b.said(who_sees(_, asked)),
            *(_of_anonymity(_, asked) if is_anonymous else []),
            *(_field(_, question, answers.get(question.name, "")) for question in questions),
            b.quiet(
                _("Answer what you like. The round closes {when}.", when=moment(_, asked.closes_at, asked.network.tz))
            ),
        ],
        submit=_("Answer for good") if is_anonymous else _("Save my answers"),
        close=_("Cancel"),
        deed="round.answer",
        about=asked.id,
    )


def visibilities(_: Words) -> dict[str, Shown]:
    return {
        Visibility.OPEN: _("Open: everyone in the channel sees the answers, with names"),
        Visibility.LEADERS: _("To those who lead: only they see the answers, with names"),
        Visibility.ANONYMOUS: _("Anonymous: everyone sees the answers, and nobody sees whose"),
    }


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_QUESTION: _("Write a question."),
        Fault.QUESTION_TOO_LONG: _("The question is too long. Use at most {n} characters.", n=Round.QUESTION_MAX),
        Fault.TOO_FEW_OPTIONS: _("Write at least two things to choose between, each on a line of its own."),
        Fault.TOO_MANY_OPTIONS: _("That is too much to choose between. Write at most {n} lines.", n=Round.OPTIONS_MAX),
        Fault.OPTION_TOO_LONG: _("One of the lines is too long. Use at most {n} characters.", n=Round.OPTION_MAX),
        Fault.NO_CHOICE: _("Only a choice needs this. Empty the field, or let people choose."),
        Fault.IS_PAST: _("That is over already. Choose a later moment, or leave the day empty to begin now."),
        Fault.NO_END: _("Choose the day on which the round closes."),
        Fault.ENDS_BEFORE: _("The round must close after it has begun. Choose a later day or time."),
        Fault.TOO_LONG: _("A round lasts three months at most. Choose an earlier day."),
    }
    return {name: said[fault] for name, fault in found.items()}


def _own_questions(_: Words, network: Network, number: int, typed: Mapping[str, Any]) -> Iterator[Block]:
    for n in list(NUMBERS)[:number]:
        yield b.text_field(
            f"question_{n}",
            _("Question {n}", n=n),
            hint=_("Short, and so that everyone can have something to say."),
            value=typed.get(f"question_{n}", ""),
            needed=n == 1,
        )
        yield b.select_field(
            f"style_{n}",
            _("Question {n}: how is it answered?", n=n),
            styles(_),
            value=typed.get(f"style_{n}") or Style.TEXT,
        )
        yield b.text_field(
            f"options_{n}",
            _("Question {n}: what can one choose?", n=n),
            hint=_("Only for a choice. Each thing to choose on a line of its own."),
            value=typed.get(f"options_{n}", ""),
            tall=True,
        )
    if number < Round.QUESTIONS_MAX:
        yield b.buttons(b.button(_("Add a question"), "round.start", f"{network.id}@{RoundKind.OWN}:{number + 1}"))


def styles(_: Words) -> dict[str, Shown]:
    return {
        Style.TEXT: _("In people's own words"),
        Style.SCALE: _("On a scale from 1 to 5"),
        Style.CHOICE: _("By choosing one of several"),
    }


def _of_anonymity(_: Words, asked: Round) -> list[Block]:
    return [
        b.quiet(_("Don't write anything that only you could have written, or that shows who others are.")),
        b.buttons(b.button(_("What does anonymous mean?"), "round.promise", asked.id)),
    ]


def _field(_: Words, question: Question, value: str) -> Block:
    match question.style:
        case Style.TEXT:
            hint = question.hint or _("A sentence or two is enough.")
            return b.text_field(question.name, question.text, hint=hint, value=value, tall=True)
        case Style.SCALE:
            hint = question.hint or _("1 is not at all, and 5 is very much.")
            return b.choice_field(question.name, question.text, question.offered, value=value, hint=hint, needed=False)
        case Style.CHOICE:
            return b.choice_field(question.name, question.text, question.offered, value=value, needed=False)


def _day(typed: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(typed[name]) if typed.get(name) else None
