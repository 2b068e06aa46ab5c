"""What stands in the forms of a charter, what is wrong with it, and which answers are shown at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from handlers.typed import one_line
from storage.charter import Opinion, Rule, arrange
from storage.choices import Choice
from storage.rounds import RoundAnswer

FIRST, STAYS = "first", "stays"  # places that are no rule's key
NEW, NONE = "new", "none"  # no rule yet; no opinion
PAGE = 20  # answers in one form


class Fault(Enum):
    NO_TEXT = auto()
    TOO_LONG = auto()
    NO_ANSWERS = auto()


@dataclass(frozen=True)
class Entry:
    """A rule as it stands in a form. `place`: after which other one."""

    text: str
    place: str = STAYS

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Entry:
        return cls(one_line(fields["text"]), fields["place"])

    def faults(self) -> dict[str, Fault]:
        """Field name -> what is wrong there."""
        if not self.text:
            return {"text": Fault.NO_TEXT}
        return {"text": Fault.TOO_LONG} if len(self.text) > Rule.TEXT_MAX else {}

    def put(self, rule: Rule, others: Sequence[Rule]) -> bool:
        """Let it stand where the form says; after a rule that is gone by now, last. False if it does already."""
        before, keys = rule.position, [other.id for other in others]
        if self.place != STAYS:
            at = 0 if self.place == FIRST else keys.index(self.place) + 1 if self.place in keys else len(keys)
            arrange([*others[:at], rule, *others[at:]])
        return rule.position != before


@dataclass(frozen=True)
class Grouping:
    """Answers that say the same, and the rule that they become: one that stands already, or a new one."""

    answer_ids: Sequence[str]
    rule_id: str
    text: str

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Grouping:
        return cls(fields["answers"], fields.get("rule", NEW), one_line(fields["text"]))

    def faults(self) -> dict[str, Fault]:
        """Field name -> what is wrong there."""
        found = {} if self.answer_ids else {"answers": Fault.NO_ANSWERS}
        return found | (Entry(self.text).faults() if self.rule_id == NEW else {})


@dataclass(frozen=True)
class Said:
    """What a person says of one rule."""

    opinion: Opinion | None
    word: str = ""

    @classmethod
    def of(cls, choice: Choice | None) -> Said:
        return cls(Opinion(choice.chosen), choice.word) if choice else cls(None)


def said_of(rules: Sequence[Rule], fields: Mapping[str, Any]) -> dict[str, Said]:
    """The key of a rule -> what stands in the form about it. A word without an opinion is none."""
    found = {}
    for rule in rules:
        chosen = fields.get(rule.id, NONE)
        opinion = None if chosen == NONE else Opinion(chosen)
        found[rule.id] = Said(opinion, one_line(fields.get(word_field(rule), "")))
    return found


def word_field(rule: Rule) -> str:
    return f"word_{rule.id}"


def too_long(said: Mapping[str, Said]) -> list[str]:
    """The keys of rules about which somebody has written too much."""
    return [rule_id for rule_id, one in said.items() if len(one.word) > Choice.WORD_MAX]


def page_of(
    asked: Sequence[tuple[str, Sequence[RoundAnswer]]], taken: Collection[str], page: int
) -> tuple[list[tuple[int, str, RoundAnswer]], bool]:
    """The answers on a page, each with its number and the question, and whether more follow.

    `taken`: those that a rule gathers already. They come last.
    """
    rows = [(question, answer) for question, answers in asked for answer in answers]
    rows.sort(key=lambda row: row[1].id in taken)
    numbered = [(n, question, answer) for n, (question, answer) in enumerate(rows, 1)]
    return numbered[page * PAGE : (page + 1) * PAGE], len(rows) > (page + 1) * PAGE
