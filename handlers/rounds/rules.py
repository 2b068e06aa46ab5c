"""What makes a round: read from its form, what is wrong with it, and when it closes and reminds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum, auto
from typing import Any

from handlers.rounds.kind import Question
from handlers.typed import one_line, whole
from handlers.working_days import next_working, working_days_before
from storage.rounds import Round, RoundKind, RoundQuestion, Style, Visibility
from storage.wall_time import moment_of

LONGEST = timedelta(days=92)  # from now until it closes
USUAL_DAYS, NOON = 3, time(12)
TWO_DAYS = timedelta(days=2)
NUMBERS = range(1, Round.QUESTIONS_MAX + 1)


@dataclass(frozen=True)
class Asking:
    """A leader's own question, as it stands in the form."""

    number: int
    text: str
    style: Style
    options: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What stands in the form of a round that is to begin. `opens_at`: empty if it is to begin at once."""

    kind: RoundKind
    visibility: Visibility
    opens_at: datetime | None
    closes_at: datetime | None
    askings: tuple[Asking, ...] = ()

    @classmethod
    def from_form(cls, kind: RoundKind, fields: Mapping[str, Any], tz: tzinfo) -> Plan:
        return cls(
            kind,
            Visibility(fields["visibility"]),
            _moment(fields["opens_day"], fields["opens"], tz),
            _moment(fields["closes_day"], fields["closes"], tz),
            tuple(_askings(fields)),
        )


def closing_day(today: date) -> date:
    """When a round closes if nobody chooses otherwise: people have a few working days."""
    for _each in range(USUAL_DAYS):
        today = next_working(today)
    return today


def reminds_at(asked: Round) -> datetime | None:
    """When it reminds, once: a working day before it closes. None if it is too short for that."""
    tz = asked.network.tz
    closes = asked.closes_at.astimezone(tz)
    at = moment_of(working_days_before(closes.date(), 1), closes.time(), tz)
    return at if asked.closes_at - asked.opens_at >= TWO_DAYS and at > asked.opens_at else None


class Fault(Enum):
    NO_QUESTION = auto()
    QUESTION_TOO_LONG = auto()
    TOO_FEW_OPTIONS = auto()
    TOO_MANY_OPTIONS = auto()
    OPTION_TOO_LONG = auto()
    NO_CHOICE = auto()
    IS_PAST = auto()
    NO_END = auto()
    ENDS_BEFORE = auto()
    TOO_LONG = auto()


def faults(plan: Plan, now: datetime) -> dict[str, Fault]:
    """Field name -> what is wrong there."""
    found = {}
    if plan.kind is RoundKind.OWN:
        if not plan.askings:
            found["question_1"] = Fault.NO_QUESTION
        for asking in plan.askings:
            found |= dict(_faults_of(asking))
    if plan.opens_at and plan.opens_at <= now:
        found["opens_day"] = Fault.IS_PAST
    if plan.closes_at is None:
        found["closes_day"] = Fault.NO_END
    elif plan.closes_at <= max(plan.opens_at or now, now):
        found["closes_day"] = Fault.ENDS_BEFORE
    elif plan.closes_at > now + LONGEST:
        found["closes_day"] = Fault.TOO_LONG
    return found


def _faults_of(asking: Asking) -> Iterator[tuple[str, Fault]]:
    options = f"options_{asking.number}"
    if not asking.text:
        yield f"question_{asking.number}", Fault.NO_QUESTION
    elif len(asking.text) > Round.QUESTION_MAX:
        yield f"question_{asking.number}", Fault.QUESTION_TOO_LONG
    if asking.style is not Style.CHOICE:
        if asking.options:
            yield options, Fault.NO_CHOICE
    elif len(asking.options) < 2:
        yield options, Fault.TOO_FEW_OPTIONS
    elif len(asking.options) > Round.OPTIONS_MAX:
        yield options, Fault.TOO_MANY_OPTIONS
    elif any(len(option) > Round.OPTION_MAX for option in asking.options):
        yield options, Fault.OPTION_TOO_LONG


def given(questions: Sequence[Question], fields: Mapping[str, Any]) -> dict[str, str]:
    """The name of a question -> what somebody answers, without what they leave empty."""
    found = {}
    for question in questions:
        answer = whole(fields.get(question.name, ""))
        if answer and (question.style is Style.TEXT or answer in question.offered):
            found[question.name] = answer
    return found


def too_long(answers: Mapping[str, str]) -> dict[str, int]:
    """The names of questions whose answers are too long -> how long they are."""
    return {name: len(answer) for name, answer in answers.items() if len(answer) > Round.ANSWER_MAX}


def written(asking: Asking) -> RoundQuestion:
    return RoundQuestion(number=asking.number, text=asking.text, style=asking.style, options="\n".join(asking.options))


def _moment(day: str, wall: str, tz: tzinfo) -> datetime | None:
    return moment_of(date.fromisoformat(day), time.fromisoformat(wall), tz) if day else None


def _askings(fields: Mapping[str, Any]) -> Iterator[Asking]:
    """Those that hold something. Of options, each counts once."""
    for n in NUMBERS:
        text = one_line(fields.get(f"question_{n}", ""))
        options = tuple(dict.fromkeys(filter(None, map(one_line, fields.get(f"options_{n}", "").splitlines()))))
        if text or options:
            yield Asking(n, text, Style(fields[f"style_{n}"]), options)
