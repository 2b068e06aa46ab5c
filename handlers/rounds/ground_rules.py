"""Ground rules (H02): what people agree on about how they meet and work together."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.rounds.kind import Kind, Question
from handlers.words import Shown, Words


def title(_: Words) -> Shown:
    return _("Ground rules")


def why(_: Words) -> Shown:
    return _("A few ground rules that we have made ourselves make it safe to say what we think.")


def questions(_: Words) -> Sequence[Question]:
    return [
        Question(
            "rules", _("Which ground rules do we need?"), hint=_("As short as you can, with a rule on each line.")
        ),
        Question("speaking", _("What helps you to say what you think in a group?")),
    ]


KIND = Kind(title, why, questions)
