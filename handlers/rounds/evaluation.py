"""Evaluation (H21): how a meeting was."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.evaluating import BETTER, GOOD, HEARD, SERVED, WORTH
from handlers.rounds.kind import Kind, Question
from handlers.words import Shown, Words
from storage.rounds import Style, Visibility


def title(_: Words) -> Shown:
    return _("Evaluation of a meeting")


def why(_: Words) -> Shown:
    return _("When we say how a meeting was, the next one can be better.")


def questions(_: Words) -> Sequence[Question]:
    return [
        Question(WORTH, _("Was the meeting worth your time?"), Style.SCALE),
        Question(HEARD, _("Did everyone get a say?"), Style.SCALE),
        Question(SERVED, _("Did the meeting serve why we meet?"), Style.SCALE),
        Question(GOOD, _("What was good?")),
        Question(BETTER, _("What would make the next meeting better?")),
    ]


KIND = Kind(title, why, questions, usually=Visibility.ANONYMOUS)
