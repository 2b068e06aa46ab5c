"""What a kind of round is made of, and which there are. A new one is a file beside these, and a line here."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks import OPTION_MAX
from handlers.rounds import evaluation, expectations, ground_rules, own, purpose
from handlers.rounds.kind import Kind, Question
from handlers.words import Shown, Words, cut, escape
from storage.rounds import Round, RoundKind

KINDS = {
    RoundKind.EXPECTATIONS: expectations.KIND,
    RoundKind.PURPOSE: purpose.KIND,
    RoundKind.GROUND_RULES: ground_rules.KIND,
    RoundKind.EVALUATION: evaluation.KIND,
    RoundKind.OWN: own.KIND,
}


def kind_of(asked: Round) -> Kind:
    return KINDS[asked.kind]


def title_of(_: Words, asked: Round) -> Shown:
    return kind_of(asked).title(_)


def questions_of(_: Words, asked: Round) -> Sequence[Question]:
    """What is asked, in the reader's language; a leader's own as they are written."""
    if asked.kind is not RoundKind.OWN:
        return kind_of(asked).questions(_)
    return [
        Question(
            str(one.number),
            escape(one.text),
            one.style,
            options=[cut(escape(option), OPTION_MAX) for option in one.choices],
        )
        for one in asked.questions
    ]
