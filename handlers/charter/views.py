"""Shows a charter: proposed and published in the channel, to one person, and to leaders who work on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button, Message
from handlers.charter_lines import all_counted, counted, heard, numbered, to_answer, to_show
from handlers.practice import Rendering
from handlers.words import Shown, Words, cut, escape, lines
from storage.charter import (
    Charter,
    Opinion,
    Rule,
    RuleState,
    asked_about,
    charter_of,
    counts_of,
    had_their_say,
    rules_of,
)
from storage.choices import Choice
from storage.networks import Network, network_in
from storage.rounds import Round

WORDS, WORDS_LENGTH = 12, 2_800  # of what is written about one rule, and of all its characters


def proposal(rendering: Rendering) -> Message | None:
    """In the channel: the rules that people are asked about; later, what became of them."""
    _, session, asking = rendering.words, rendering.session, rendering.subject_id
    network = network_in(session, rendering.team_id, rendering.channel_id)
    assert network, "it is posted in a network's channel"
    rules = asked_about(session, network, charter_of(session, network), asking)
    if not rules:
        return _closed(rendering, network) if rendering.stands else None
    counts = all_counted(_, counts_of(session, network.team_id, rules, asking))
    return Message.of(
        b.quiet(_("🤝 Proposal for our charter")),
        b.section(_("The leaders propose these rules. Do you support them, or do you have objections?")),
        *numbered(rules, counts),
        *heard(_, had_their_say(session, network.team_id, asking)),
        b.buttons(*to_answer(_, network.id, asking)),
    )


def published(rendering: Rendering) -> Message | None:
    """Pinned in the channel, and kept current; without rules it is taken down."""
    _, session = rendering.words, rendering.session
    network = network_in(session, rendering.team_id, rendering.channel_id)
    assert network, "it is posted in a network's channel"
    rules = rules_of(session, network, RuleState.PUBLISHED)
    if not rules:
        down = b.section(_("The charter is taken down. The leaders are working on it."))
        return Message.of(b.quiet(_("🤝 Our charter")), down) if rendering.stands else None
    return Message.of(
        b.quiet(_("🤝 Our charter")),
        b.said(escape(network.purpose)) if network.purpose else None,
        *numbered(rules),
        b.buttons(b.button(_("More …"), "charter.more", network.id)),
        is_pinned=not network.ended_at,
    )


def show(_: Words, network: Network, rules: Sequence[Rule], *, leads: bool) -> dict[str, Any]:
    """To one person: what the network is for, and its rules."""
    return b.modal(
        _("Our charter"),
        [
            b.heading(escape(network.name)),
            *([b.said(escape(network.purpose))] if network.purpose else []),
            *(numbered(rules) if rules else [b.section(_("The network has published no rules."))]),
            *([b.buttons(_to_workshop(_, network))] if leads and network.is_awake else []),
        ],
        close=_("Close"),
    )


def more(
    _: Words,
    network: Network,
    rules: Sequence[Rule],
    *,
    asking: str,
    is_open: bool,
    counts: Mapping[str, Counter[str]],
    mine: Mapping[str, Choice],
    words_to_leaders: Mapping[str, Sequence[Choice]] | None,
    told: Shown | None = None,
) -> dict[str, Any]:
    """`mine`: what this person thinks of each rule. `words_to_leaders`: what all do, for those who lead."""
    offered: list[Button] = []
    if is_open:
        label = _("Change what I think") if mine else _("Say what you think")
        offered.append(b.button(label, "charter.answer", f"{network.id}@{asking}"))
    if words_to_leaders is not None and network.is_awake:
        offered.append(_to_workshop(_, network))
    return b.modal(
        _("About our charter"),
        [
            *([b.section(told)] if told else []),
            *(block for n, rule in enumerate(rules, 1) for block in _row(_, n, rule, counts, mine, words_to_leaders)),
            *([] if rules else [b.section(_("The network has published no rules."))]),
            *([] if is_open else [b.quiet(_("Nobody is asked about the rules now."))]),
            *([b.buttons(*offered)] if offered else []),
        ],
        close=_("Close"),
    )


def workshop(
    _: Words,
    network: Network,
    charter: Charter,
    rules: Sequence[Rule],
    *,
    gathered: Mapping[str, int],
    counts: Mapping[str, Counter[str]],
    rounds: Sequence[tuple[Round, Shown]],
    told: Shown | None = None,
    removed: Rule | None = None,
) -> dict[str, Any]:
    """To leaders: every rule with its state, what can be done, and the rounds whose answers can become rules."""
    undo = b.button(_("Take it in again"), "charter.restore", removed.id) if removed else None
    rows = [
        b.said_beside(
            lines(
                escape(f"{n}. {rule.text}"),
                Shown(" · ".join(_stands(_, rule, gathered[rule.id], counts[rule.id]))),
            ),
            b.button(_("Edit"), "charter.edit", rule.id),
        )
        for n, rule in enumerate(rules, 1)
    ]
    nothing = _("There are no rules yet. Write one, or make them of what people have answered in a round.")
    return b.modal(
        _("Ground rules"),
        [
            *([b.said_beside(told, undo) if undo else b.said(told)] if told else []),
            *(rows or [b.section(nothing)]),
            *([b.section(_("There is room for {n} rules.", n=Rule.RULES_MAX))] if _is_full(rules) else []),
            *_buttons(_, network, charter, rules),
            *([b.divider(), b.quiet(_("Answers that can become rules"))] if rounds else []),
            *(_round(_, asked, title) for asked, title in rounds),
        ],
        close=_("Close"),
    )


def _closed(rendering: Rendering, network: Network) -> Message:
    """What became of what was proposed."""
    _ = rendering.words
    out = rules_of(rendering.session, network, RuleState.PUBLISHED)
    return Message.of(
        b.quiet(_("🤝 Proposal for our charter")),
        b.section(
            _("The rules are published. Thank you to all who have said what they think.")
            if out
            else _("The leaders have taken the proposal back, and are working on it.")
        ),
        b.buttons(to_show(_, network.id)) if out else None,
    )


def _row(
    _: Words,
    number: int,
    rule: Rule,
    counts: Mapping[str, Counter[str]],
    mine: Mapping[str, Choice],
    words_to_leaders: Mapping[str, Sequence[Choice]] | None,
) -> Iterator[Block]:
    """A rule, how it stands, what this person thinks of it, and what is written about it."""
    own = mine.get(rule.id)
    yield b.said(
        lines(
            escape(f"{number}. {rule.text}"),
            counted(_, counts[rule.id]),
            _own(_, own) if own else None,
        )
    )
    written = [one for one in (words_to_leaders or {}).get(rule.id, ()) if _is_worth_telling(one)]
    if written:
        yield b.quiet(_told(_, written))


def _is_worth_telling(one: Choice) -> bool:
    """An objection, or anything with a word."""
    return one.chosen == Opinion.OBJECT or bool(one.word)


def _told(_: Words, written: Sequence[Choice]) -> Shown:
    """What leaders read of what people think. What finds no room is counted."""
    rows: list[Shown] = []
    for one in sorted(written, key=lambda one: one.chosen != Opinion.OBJECT)[:WORDS]:
        name = one.person.name or _("somebody without a name")
        row = _objects(_, name, one.word) if one.chosen == Opinion.OBJECT else _supports(_, name, one.word)
        if sum(map(len, rows)) + len(row) > WORDS_LENGTH:
            break
        rows.append(row)
    rest = len(written) - len(rows)
    return lines(*rows, _.many("and {n} more", "and {n} more", rest) if rest else None)


def _objects(_: Words, name: str, word: str) -> Shown:
    return _("{name} objects: {word}", name=name, word=word) if word else _("{name} objects", name=name)


def _supports(_: Words, name: str, word: str) -> Shown:
    return _("{name} supports it: {word}", name=name, word=word)


def _own(_: Words, own: Choice) -> Shown:
    said = _("You support it.") if own.chosen == Opinion.SUPPORT else _("You have an objection.")
    return lines(said, _("What you wrote: {word}", word=own.word) if own.word else None)


def _stands(_: Words, rule: Rule, gathers: int, counts: Counter[str]) -> Iterator[Shown]:
    """«Utkast · samler 3 svar · støttes av 7, 1 innvending»."""
    yield {
        RuleState.DRAFT: _("Draft"),
        RuleState.PROPOSED: _("Proposed"),
        RuleState.PUBLISHED: _("Published"),
    }[rule.state]
    if gathers:
        yield _.many("gathers {n} answer", "gathers {n} answers", gathers)
    of_it = counted(_, counts)
    if of_it:
        yield of_it


def _buttons(_: Words, network: Network, charter: Charter, rules: Sequence[Rule]) -> list[Block]:
    """A button for each deed that the rules' states allow. What is seen before it, is what it is done to."""
    states, seen = {rule.state for rule in rules}, f"{network.id}@{charter.version}"
    offered = [] if _is_full(rules) else [b.button(_("Add a rule"), "charter.add", network.id)]
    if RuleState.DRAFT in states:
        ask = (
            _("Propose the rules?"),
            _("The channel sees the rules, and everyone can say what they think of them."),
            _("Not yet"),
        )
        offered.append(b.button(_("Propose to the network"), "charter.propose", seen, style="primary", confirm=ask))
    if states & {RuleState.DRAFT, RuleState.PROPOSED}:
        ask = (
            _("Publish the charter?"),
            _("All rules here are pinned in the channel, and newcomers see them. You can change them later."),
            _("Not yet"),
        )
        style = None if RuleState.DRAFT in states else "primary"  # first people say what they think
        offered.append(b.button(_("Publish the charter"), "charter.publish", seen, style=style, confirm=ask))
    if states & {RuleState.PROPOSED, RuleState.PUBLISHED}:
        ask = (
            _("Take the rules down?"),
            _("The channel no longer sees them. They are kept here as drafts, and you can publish them again."),
            _("Let them stand"),
        )
        offered.append(b.button(_("Take them down"), "charter.withdraw", network.id, confirm=ask))
    return [b.buttons(*offered)] if offered else []


def _is_full(rules: Sequence[Rule]) -> bool:
    return len(rules) >= Rule.RULES_MAX


def _round(_: Words, asked: Round, title: Shown) -> Block:
    day = _.day(asked.opens_at.astimezone(asked.network.tz).date())
    said = _.many(
        "{title}: {n} has answered ({day})",
        "{title}: {n} have answered ({day})",
        asked.had_their_say or 0,
        title=title,
        day=day,
    )
    return b.said_beside(said, b.button(_("Group the answers"), "charter.group", asked.id))


def _to_workshop(_: Words, network: Network) -> Button:
    return b.button(_("Ground rules"), "charter.see", network.id)


def short(rule: Rule) -> Shown:
    """As much of it as an option holds."""
    return cut(escape(f"«{rule.text}»"), b.OPTION_MAX)
