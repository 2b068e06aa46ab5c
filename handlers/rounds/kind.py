"""What a kind of round is: its name, why one asks, and the questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from handlers.words import Shown, Words
from storage.rounds import Style, Visibility

SCALE = range(1, 6)


@dataclass(frozen=True)
class Question:
    """`name`: by which its answers are kept, also when its words change. `options`: of a choice."""

    name: str
    text: Shown
    style: Style = Style.TEXT
    hint: Shown | None = None
    options: Sequence[Shown] = ()

    @property
    def offered(self) -> dict[str, Shown]:
        """What one can choose between: as it is kept -> as it is shown."""
        shown = [Shown(str(n)) for n in SCALE] if self.style is Style.SCALE else self.options
        return {str(n): text for n, text in enumerate(shown, 1)}


@dataclass(frozen=True)
class Kind:
    """One kind. `usually`: who sees the answers, unless a leader chooses otherwise."""

    title: Callable[[Words], Shown]
    why: Callable[[Words], Shown]
    questions: Callable[[Words], Sequence[Question]] = field(default=lambda _: [])
    usually: Visibility = Visibility.OPEN
