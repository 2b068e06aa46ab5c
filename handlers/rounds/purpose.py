"""The purpose (H03): why the network exists, what matters to its people, what it wants to achieve."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.rounds.kind import Kind, Question
from handlers.words import Shown, Words


def title(_: Words) -> Shown:
    return _("Our purpose")


def why(_: Words) -> Shown:
    return _("When we know why we meet, we choose better topics, and each meeting is worth the time.")


def questions(_: Words) -> Sequence[Question]:
    return [
        Question("why", _("Why does this network exist?")),
        Question("matters", _("What matters the most to you here?")),
        Question("achieve", _("What would you like us to have achieved in a year?")),
    ]


KIND = Kind(title, why, questions)
