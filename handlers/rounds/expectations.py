"""Values and expectations (H02): what participants expect of who leads, and of each other."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.rounds.kind import Kind, Question
from handlers.words import Shown, Words
from storage.rounds import Visibility


def title(_: Words) -> Shown:
    return _("Values and expectations")


def why(_: Words) -> Shown:
    return _("When we know what we expect of each other, it is easier to be open and to keep what we agree on.")


def questions(_: Words) -> Sequence[Question]:
    return [
        Question("of_leaders", _("What do you expect of those who lead the network?")),
        Question("of_each_other", _("What do you expect of the other participants, and of yourself?")),
        Question("values", _("Which values should mark the way we work together?")),
    ]


KIND = Kind(title, why, questions, usually=Visibility.ANONYMOUS)
