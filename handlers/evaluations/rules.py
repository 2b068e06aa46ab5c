"""What those who lead write down of a meeting, what is wrong with it, and which answers stand on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.evaluating import PICKED_MAX
from handlers.typed import whole
from storage.evaluations import Evaluation
from storage.rounds import RoundAnswer

PAGE = 10  # as many boxes as one field holds


@dataclass(frozen=True)
class Notes:
    """What stands in the form."""

    said: str = ""
    woke: str = ""
    changed: str = ""

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Notes:
        return cls(*(whole(fields[name]) for name in LIMITS))

    @classmethod
    def of(cls, known: Evaluation | None) -> Notes:
        return cls(known.said, known.woke, known.changed) if known else cls()

    def write(self, evaluation: Evaluation) -> None:
        evaluation.said, evaluation.woke, evaluation.changed = self.said, self.woke, self.changed


LIMITS = {"said": Evaluation.SAID_MAX, "woke": Evaluation.WOKE_MAX, "changed": Evaluation.CHANGED_MAX}


def too_long(notes: Notes) -> dict[str, int]:
    """The names of fields that hold too much -> how long that is."""
    return {name: length for name, most in LIMITS.items() if (length := len(getattr(notes, name))) > most}


def pages(texts: Sequence[RoundAnswer]) -> int:
    """How many there are; one at least."""
    return max(1, -(-len(texts) // PAGE))


def on_page(texts: Sequence[RoundAnswer], number: int) -> Sequence[RoundAnswer]:
    """From 1 on."""
    return texts[(number - 1) * PAGE : number * PAGE]


def too_many(texts: Sequence[RoundAnswer], number: int, chosen: Sequence[str]) -> bool:
    """Are more picked than the channel is shown, with these on this page?"""
    page = on_page(texts, number)
    elsewhere = sum(text.is_picked for text in texts if text not in page)
    return elsewhere + sum(text.id in chosen for text in page) > PICKED_MAX
