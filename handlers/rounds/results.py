"""Shows what was answered in a round: numbers in a line, texts one below the other, in pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from handlers import blocks as b
from handlers.blocks import Block
from handlers.rounds.kind import Question
from handlers.rounds.kinds import questions_of
from handlers.words import Shown, Words, cut, escape, lines
from storage.rounds import Round, RoundAnswer, Style, answers_to, counts

PAGE = 20  # texts in a modal
EXCERPT, EXCERPT_LENGTH = 3, 300  # texts to each question in a message, and the characters of each


@dataclass(frozen=True)
class Result:
    """What was answered to one question: how often what, or the texts."""

    question: Question
    count: Counter[str]
    texts: Sequence[RoundAnswer] = ()


def results_of(_: Words, session: Session, asked: Round) -> list[Result]:
    """Of all questions. Whether the reader may see them, and whether anybody may yet, is for others to ask."""
    questions = questions_of(_, asked)
    counted = counts(session, asked, [question.name for question in questions if question.style is not Style.TEXT])
    return [
        Result(question, Counter(), answers_to(session, asked, question.name))
        if question.style is Style.TEXT
        else Result(question, counted[question.name])
        for question in questions
    ]


def excerpts(those: Sequence[Result]) -> list[RoundAnswer]:
    """The texts that a message shows."""
    return [answer for result in those for answer in result.texts[:EXCERPT]]


def texts_on(those: Sequence[Result], number: int) -> list[RoundAnswer]:
    """The texts of one page, from 1 on."""
    return [answer for result in those for answer in result.texts][(number - 1) * PAGE : number * PAGE]


def in_short(_: Words, those: Sequence[Result]) -> Iterator[Block]:
    """For a message: all numbers, and the first texts."""
    for result in those:
        if result.question.style is not Style.TEXT:
            yield b.said(numbers(_, result))
        elif result.texts:
            said = [cut(_one(_, answer), EXCERPT_LENGTH) for answer in result.texts[:EXCERPT]]
            rest = len(result.texts) - len(said)
            more = _.many("and {n} more", "and {n} more", rest) if rest else None
            yield b.said(lines(result.question.text, *said, more))


def pages(those: Sequence[Result]) -> int:
    """How many there are; one at least."""
    return max(1, -(-sum(len(result.texts) for result in those) // PAGE))


def page(_: Words, those: Sequence[Result], number: int) -> Iterator[Block]:
    """One page, from 1 on: the numbers stand on the first."""
    if number == 1:
        yield from (b.said(numbers(_, result)) for result in those if result.question.style is not Style.TEXT)
    questions = {result.question.name: result.question.text for result in those}
    for name, answers in groupby(texts_on(those, number), key=lambda answer: answer.question):
        yield b.quiet(questions[name])
        yield from (b.said(_one(_, answer)) for answer in answers)


def numbers(_: Words, result: Result) -> Shown:
    """«Var det verdt tiden? 4,3 av 5 (8 svar)», or a choice's options with how many have chosen each."""
    question, people = result.question, result.count.total()
    if not people:
        return lines(question.text, _("Nobody has answered this."))
    if question.style is Style.SCALE:
        average = sum(int(answer) * n for answer, n in result.count.items()) / people
        said = _.many("{average} of 5 ({n} answer)", "{average} of 5 ({n} answers)", people, average=_.decimal(average))
        return lines(question.text, said)
    chosen = [_("– {option}: {n}", option=text, n=result.count[option]) for option, text in question.offered.items()]
    return cut(lines(question.text, *chosen), b.SECTION_MAX)


def turning(_: Words, asked: Round, number: int, last: int) -> list[dict[str, Any]]:
    """The ways to the pages before and after."""
    return [
        *([b.button(_("Earlier answers"), "round.before", f"{asked.id}@{number - 1}")] if number > 1 else []),
        *([b.button(_("More answers"), "round.after", f"{asked.id}@{number + 1}")] if number < last else []),
    ]


def _one(_: Words, answer: RoundAnswer) -> Shown:
    """An answer, with the name of who gives it where that is kept."""
    name = answer.person.name if answer.person else None
    said = _("– {text} ({name})", text=answer.content, name=name) if name else escape(f"– {answer.content}")
    return cut(said, b.SECTION_MAX)
