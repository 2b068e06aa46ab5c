"""What several practices say of a network's charter («felles rammer»): its rules, and what people think of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from handlers import blocks as b
from handlers.blocks import Block, Button
from handlers.words import Shown, Words, cut, escape, lines
from storage.charter import Opinion, Rule

IN_SHORT, SHORT_MAX = 5, 400  # rules, and characters of each once it is escaped


def numbered(rules: Sequence[Rule], counts: Mapping[str, Shown | None] = {}) -> list[Block]:
    """The rules in their order, each with what is said of it."""
    return [b.said(lines(escape(f"{n}. {rule.text}"), counts.get(rule.id))) for n, rule in enumerate(rules, 1)]


def in_short(_: Words, rules: Sequence[Rule]) -> Shown:
    """The first few."""
    first = [cut(escape(f"– {rule.text}"), SHORT_MAX) for rule in rules[:IN_SHORT]]
    rest = len(rules) - len(first)
    return lines(_("Our charter:"), *first, _.many("and {n} more", "and {n} more", rest) if rest else None)


def counted(_: Words, counts: Counter[str]) -> Shown | None:
    """«støttes av 7, 1 innvending». None: nobody has an opinion yet."""
    support, objections = counts[Opinion.SUPPORT], counts[Opinion.OBJECT]
    said = [
        *([_("supported by {n}", n=support)] if support else []),
        *([_.many("{n} objection", "{n} objections", objections)] if objections else []),
    ]
    return Shown(", ".join(said)) if said else None


def all_counted(_: Words, counts: Mapping[str, Counter[str]]) -> dict[str, Shown | None]:
    return {rule_id: counted(_, count) for rule_id, count in counts.items()}


def heard(_: Words, people: int) -> list[Block]:
    """How many have had their say, once somebody has."""
    return [b.quiet(_.many("{n} has had their say", "{n} have had their say", people))] if people else []


def to_answer(_: Words, network_id: str, asking: str) -> list[Button]:
    """In the channel, while one can."""
    return [
        b.button(_("Say what you think"), "charter.answer", f"{network_id}@{asking}", style="primary"),
        b.button(_("More …"), "charter.more", f"{network_id}@{asking}"),
    ]


def to_show(_: Words, network_id: str) -> Button:
    return b.button(_("See our charter"), "charter.show", network_id)
