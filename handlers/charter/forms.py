"""The forms of a charter, and what is said at their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button
from handlers.charter.rules import FIRST, NEW, NONE, STAYS, Entry, Fault, Said, word_field
from handlers.charter.views import short
from handlers.typed import one_line, too_long
from handlers.words import Shown, Words, cut, escape
from storage.base import new_id
from storage.charter import Charter, Opinion, Rule
from storage.choices import Choice
from storage.networks import Network
from storage.rounds import Round, RoundAnswer

PIECE = 550  # characters of a text which fit a block however many of them are escaped


def form_to_add(_: Words, network: Network, entry: Entry, others: Sequence[Rule]) -> dict[str, Any]:
    """One more rule."""
    return b.modal(
        _("Add a rule"),
        [_text(_, entry.text), *([_place(_, entry, _places(_, others))] if others else [_only(_)])],
        submit=_("Add the rule"),
        close=_("Cancel"),
        deed="charter.add",
        about=network.id,
        message=new_id(),  # to know it by: Slack calls a modal the same, whatever comes to stand in it
    )


def form_to_edit(
    _: Words,
    rule: Rule,
    entry: Entry,
    others: Sequence[Rule],
    *,
    version: int,
    spoken: int,
    changed_by: str | None = None,
) -> dict[str, Any]:
    """The same for a rule that stands. `version`: of the charter. `spoken`: how many have said what they think of it.
    `changed_by`: somebody was faster; their name, if it is known.
    """
    warning = _.many(
        "{n} has said what they think of this rule. If you change its text, that is forgotten.",
        "{n} have said what they think of this rule. If you change its text, that is forgotten.",
        spoken,
    )
    return b.modal(
        _("Edit the rule"),
        [
            *_late(_, rule, changed_by),
            *([b.section(warning)] if spoken else []),
            _text(_, entry.text),
            _place(_, entry, {STAYS: _("Where it stands now")} | _places(_, others)),
            b.buttons(b.button(_("Remove the rule"), "charter.remove", rule.id)),
        ],
        submit=_("Save the changes"),
        close=_("Cancel"),
        deed="charter.edit",
        about=rule.id,
        version=version,
    )


def form_to_group(
    _: Words,
    asked: Round,
    title: Shown,
    rows: Sequence[tuple[int, str, RoundAnswer]],
    rules: Sequence[Rule],
    *,
    taken: Mapping[str, Rule],
    page: int,
    has_more: bool,
) -> dict[str, Any]:
    """Answers whole and numbered, and which of them become one rule. `taken`: the rule that gathers an answer."""
    turns = [  # each in a block of its own: Slack takes a deed only once in one
        *([b.buttons(_turn(_("The answers before"), asked, page - 1))] if page else []),
        *([b.buttons(_turn(_("More answers"), asked, page + 1))] if has_more else []),
    ]
    lost = b.quiet(_("Make the rule first: what you have chosen here is lost when you turn."))
    head = [b.heading(title), *turns, *([lost] if turns else [])]
    if not rows:
        nothing = b.section(_("There are no answers to make rules of."))
        return b.modal(_("Group the answers"), [*head, nothing], close=_("Close"))
    options = {answer.id: cut(escape(f"{n}. {one_line(answer.content)}"), b.OPTION_MAX) for n, _q, answer in rows}
    fields = [
        b.select_several_field(
            "answers",
            _("Which answers say the same?"),
            options,
            value=[],
            most=len(options),
            hint=_("Choose one or several. An answer can be in several rules."),
        ),
        *([_rule_of(_, rules)] if rules else []),
        _text(_, "", needed=False),
    ]
    return b.modal(
        _("Group the answers"),
        [*head, *_listed(_, rows, taken), b.divider(), *fields],
        submit=_("Make the rule"),
        close=_("Cancel"),
        deed="charter.group",
        about=asked.id,
        message=new_id(),
    )


def _turn(label: Shown, asked: Round, page: int) -> Button:
    return b.button(label, "charter.group", f"{asked.id}@{page}")


def form_to_answer(
    _: Words, charter: Charter, rules: Sequence[Rule], said: Mapping[str, Said], *, asking: str, is_late: bool = False
) -> dict[str, Any]:
    """What this person thinks of each rule. `said`: what they have said before, or in the form that came too late."""
    late = _("The leaders changed the rules while you wrote, so nothing is saved yet. Look at them once more.")
    return b.modal(
        _("What is your opinion?"),
        [
            *([b.section(late)] if is_late else []),
            b.section(
                _("The channel sees only how many support a rule or object. The leaders see your name and your words.")
            ),
            *(block for n, rule in enumerate(rules, 1) for block in _opinion(_, n, rule, said[rule.id])),
        ],
        submit=_("Save what I think"),
        close=_("Cancel"),
        deed="charter.answer",
        about=charter.network_id,
        version=charter.version,
        message=asking,
    )


def sentences(_: Words, found: Mapping[str, Fault], text: str) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_TEXT: _("Write the rule, such as «We begin and end on time»."),
        Fault.TOO_LONG: too_long(_, Rule.TEXT_MAX, len(text)),
        Fault.NO_ANSWERS: _("Choose the answers that the rule is made of."),
    }
    return {name: said[fault] for name, fault in found.items()}


def _late(_: Words, rule: Rule, changed_by: str | None) -> list[Block]:
    if changed_by is None:
        return []
    somebody = (
        _("{name} changed the rules while you wrote, so yours is not saved yet.", name=changed_by)
        if changed_by
        else _("Somebody changed the rules while you wrote, so yours is not saved yet.")
    )
    return [
        b.said(somebody),
        b.quiet(_("This is how the rule stands now")),
        b.said(escape(rule.text)),
        b.section(_("What you wrote is below. Save it if it should count instead.")),
    ]


def _text(_: Words, text: str, *, needed: bool = True) -> Block:
    hint = (
        _("Short, and as people say it. At most {n} characters.", n=Rule.TEXT_MAX)
        if needed
        else _("Write it if the rule is new. At most {n} characters.", n=Rule.TEXT_MAX)
    )
    return b.text_field("text", _("The rule"), value=text, hint=hint, tall=True, needed=needed)


def _place(_: Words, entry: Entry, places: Mapping[str, Shown]) -> Block:
    value = entry.place if entry.place in places else list(places)[-1]
    return b.select_field("place", _("Where does it stand?"), places, value=value)


def _only(_: Words) -> Block:
    return b.select_field("place", _("Where does it stand?"), {FIRST: _("First")}, value=FIRST)


def _places(_: Words, others: Sequence[Rule]) -> dict[str, Shown]:
    after = {rule.id: cut(_("After «{title}»", title=rule.text), b.OPTION_MAX) for rule in others}
    return {FIRST: _("First")} | after


def _rule_of(_: Words, rules: Sequence[Rule]) -> Block:
    offered = {NEW: _("A new rule")} | {rule.id: short(rule) for rule in rules}
    return b.select_field("rule", _("Which rule do they become?"), offered, value=NEW)


def _listed(_: Words, rows: Sequence[tuple[int, str, RoundAnswer]], taken: Mapping[str, Rule]) -> Iterator[Block]:
    """Each question once, and under it its answers."""
    before = None
    for number, question, answer in rows:
        if question != before:
            yield b.quiet(Shown(question))
            before = question
        yield from _whole(f"{number}. {answer.content}")
        if answer.id in taken:
            yield b.quiet(_("In the rule «{rule}»", rule=taken[answer.id].text))


def _whole(text: str) -> Iterator[Block]:
    """A text of any length."""
    if len(escape(text)) <= b.FIELD_MAX:
        yield b.said(escape(text))
        return
    for start in range(0, len(text), PIECE):
        yield b.said(escape(text[start : start + PIECE]))


def _opinion(_: Words, number: int, rule: Rule, said: Said) -> list[Block]:
    """What one thinks of a rule, and a word to go with it."""
    options = {
        Opinion.SUPPORT: _("I support it"),
        Opinion.OBJECT: _("I have an objection"),
        NONE: _("I have no opinion"),
    }
    return [
        b.choice_field(rule.id, escape(f"{number}. {rule.text}"), options, value=said.opinion or NONE),
        b.text_field(
            word_field(rule),
            _("A word to the leaders about rule {n}", n=number),
            value=said.word,
            hint=_("For example what you would change. At most {n} characters.", n=Choice.WORD_MAX),
        ),
    ]
