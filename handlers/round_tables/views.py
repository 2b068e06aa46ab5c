"""Shows a round table: in the channel, where it stands current, and to one person with what they may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button, Message
from handlers.practice import Rendering
from handlers.programme import clock
from handlers.visit import need_names
from handlers.words import Shown, Words, cut, escape, lines
from storage.round_tables import RoundTable, Seat, SeatState

THEN = 8  # names after the next one
LISTED = 12  # names, to who does not lead
NAME_IN_BUTTON = 45


def in_channel(rendering: Rendering) -> Message:
    """Who has the word, and who comes then; at the end, whether anybody has not been heard."""
    _, session = rendering.words, rendering.session
    table = session.get_one(RoundTable, (rendering.team_id, rendering.subject_id))
    need_names((seat.person for seat in table.seats), rendering.asked)
    more = b.button(_("More …"), "table.more", table.id)
    return Message.of(
        b.quiet(_("🗣️ Round table")),
        b.said(escape(table.question)) if table.question else None,
        *_state(_, table, rendering.now),
        b.buttons(*([] if table.ended_at else _to_press(_, table)), more),
    )


def more(
    _: Words,
    table: RoundTable,
    *,
    mine: Seat | None,
    begins_next: bool,
    following: Sequence[Block],
    allows: Callable[[str], bool],
    now: datetime,
    told: Shown | None = None,
) -> dict[str, Any]:
    """`mine`: this person's seat, if they have one. `begins_next`: they have asked to. `following`: what comes on the
    agenda, for those who lead, once it is over. `told`: what was done just now.
    """
    leads = allows("table.end")
    own = _own(_, table, mine, begins_next=begins_next, leads=leads)
    return b.modal(
        _("Round table"),
        [
            *([b.section(told)] if told else []),
            *([b.said(escape(table.question))] if table.question else []),
            *_state(_, table, now),
            *([b.said(_place(_, table, mine))] if mine and not table.ended_at else []),
            *([b.buttons(*own)] if own else []),
            *(_leading(_, table) if leads and not table.ended_at else []),
            *(following if leads and table.ended_at else []),
            *([] if leads or table.ended_at else _order(_, table)),
        ],
        close=_("Close"),
    )


def alone(told: Shown) -> Message:
    """A sentence to one person."""
    return Message.of(b.section(told))


def not_waiting(_: Words, mine: Seat | None) -> Shown:
    """To who presses for themselves, and does not wait for the word."""
    if mine and mine.state is SeatState.SPOKEN:
        return _("You have had the word. It is somebody else's turn now.")
    return _("You are not in this round. If you want the word, press «More …».")


def passed(_: Words) -> Shown:
    """To who passes before their turn."""
    said = _("You pass in this round. When it is over, that is forgotten.")
    return lines(said, _("If you want the word after all, press «More …»."))


def joined(_: Words, mine: Seat) -> Shown:
    if mine.state is SeatState.SPOKEN:
        return _("You have had the word. You can ask to begin next time.")
    return _("You are in the round, and get the word after those who wait.")


def name_of(_: Words, seat: Seat) -> str:
    return seat.name or (seat.person and seat.person.name) or _("somebody without a name")


def _state(_: Words, table: RoundTable, now: datetime) -> list[Block]:
    """How the round stands."""
    if table.ended_at:
        return [b.section(_over(_, table))]
    heard = b.quiet(_("{n} of {whole} have had the word", n=table.spoken, whole=table.spoken + len(table.waiting)))
    if table.current is None:
        return [b.section(_all_heard(_, table)), *([heard] if table.spoken else [])]
    return [
        b.heading(_("Now: {name}", name=name_of(_, table.current))),
        *([b.said(_then(_, table))] if len(table.waiting) > 1 else []),
        *([b.quiet(_minutes(_, table, table.minutes_each, now))] if table.minutes_each else []),
        *([heard] if table.spoken else []),
    ]


def _then(_: Words, table: RoundTable) -> Shown:
    """Who comes next, and who then."""
    following, *rest = [name_of(_, seat) for seat in table.waiting[1:]]
    after = _names(_, rest, THEN)
    said = lines(_("Next: {name}", name=following), _("Then: {names}", names=after) if rest else None)
    return cut(said, b.SECTION_MAX)


def _names(_: Words, names: Sequence[str], most: int) -> Shown:
    """As many as fit, and how many more."""
    rest = len(names) - most
    return _.all_of([*names[:most], *([_("{n} more", n=rest)] if rest > 0 else [])])


def _minutes(_: Words, table: RoundTable, minutes: int, now: datetime) -> Shown:
    """How long the one who has the word still has it; the gentle sign when that is over."""
    if table.is_too_long(now):
        return _.many("⏳ That was {n} minute. Round off.", "⏳ That was {n} minutes. Round off.", minutes)
    until = clock(_, table.turn_began_at + timedelta(minutes=minutes), table.network.tz)
    return _.many(
        "{n} minute each. This turn is until {time}.",
        "{n} minutes each. This turn is until {time}.",
        minutes,
        time=until,
    )


def _all_heard(_: Words, table: RoundTable) -> Shown:
    """When nobody waits any more."""
    if not table.spoken:
        return _("Nobody waits for the word. If you want it, press «I want the word».")
    return lines(_("*All have had the word.*"), _("Is there anybody who has not? Then press «I want the word»."))


def _over(_: Words, table: RoundTable) -> Shown:
    """How many had the word, if anybody had it."""
    if not table.had_the_word or table.were_here is None:
        return _("The round is over.")
    if table.had_the_word == table.were_here:
        return _.many(
            "The round is over. All had the word.", "The round is over. All {n} had the word.", table.were_here
        )
    return _("The round is over. {n} of {whole} had the word.", n=table.had_the_word, whole=table.were_here)


def _to_press(_: Words, table: RoundTable) -> list[Button]:
    """In the channel: whose turn it is presses, or a leader for them."""
    if table.current is None:
        return [b.button(_("I want the word"), "table.join", table.id, style="primary")]
    about = f"{table.id}@{table.current.number}"
    return [
        b.button(_("Done"), "table.done", about, style="primary"),
        b.button(_("I pass"), "table.pass", table.id),
        *([b.button(_("Come back to me"), "table.later", about)] if len(table.waiting) > 1 else []),
    ]


def _place(_: Words, table: RoundTable, mine: Seat) -> Shown:
    """A person's own place, to them alone."""
    if mine.state is SeatState.SPOKEN:
        return _("You have had the word.")
    if mine.state is SeatState.OUT:
        return _("You are not in this round.")
    before = table.waiting.index(mine)
    if not before:
        return _("You have the word now.")
    return _.many("There is {n} before you.", "There are {n} before you.", before)


def _own(_: Words, table: RoundTable, mine: Seat | None, *, begins_next: bool, leads: bool) -> list[Button]:
    """What one may do for oneself. Leaders who have the word press by name, as for the others."""
    state = mine.state if mine else SeatState.OUT
    offered = []
    if not table.ended_at and state is SeatState.OUT:
        offered.append(b.button(_("I want the word"), "table.join", table.id))
    if not table.ended_at and state is SeatState.WAITING and not (leads and mine is table.current):
        offered.append(b.button(_("I pass"), "table.pass", table.id))
    offered.append(
        b.button(_("I need not begin next time"), "table.not_begin_next", table.id)
        if begins_next
        else b.button(_("Let me begin next time"), "table.begin_next", table.id)
    )
    return offered


def _leading(_: Words, table: RoundTable) -> list[Block]:
    """What leaders may do: for the one who has the word, with the round, and with each who is there."""
    return [
        b.divider(),
        *([b.buttons(*_for(_, table, table.current))] if table.current else []),
        b.buttons(
            b.button(_("Somebody has come"), "table.add", table.id),
            *([b.button(_("Undo"), "table.undo", f"{table.id}@{table.acts}")] if table.can_be_undone else []),
            *([b.button(_("Draw the order anew"), "table.draw", table.id)] if len(table.waiting) > 1 else []),
            _to_end(_, table),
        ),
        *(_row(_, table, seat) for seat in _listed(table)),
    ]


def _for(_: Words, table: RoundTable, seat: Seat) -> list[Button]:
    name, about = cut(escape(name_of(_, seat)), NAME_IN_BUTTON), f"{table.id}@{seat.number}"
    return [
        b.button(_("{name} is done", name=name), "table.done", about, style="primary"),
        b.button(_("{name} passes", name=name), "table.unseat", about),
        *([b.button(_("Come back to {name}", name=name), "table.later", about)] if len(table.waiting) > 1 else []),
    ]


def _to_end(_: Words, table: RoundTable) -> Button:
    """Asks first, as long as somebody waits."""
    rest = len(table.waiting)
    asked = (
        _("End the round?"),
        _.many(
            "{n} has not had the word yet. You can't undo this.",
            "{n} have not had the word yet. You can't undo this.",
            rest,
        ),
        _("Cancel"),
    )
    return b.button(_("End the round"), "table.end", table.id, confirm=asked if rest else None)


def _listed(table: RoundTable) -> list[Seat]:
    """Those who wait, in their order; then who has had the word; then who is not in it."""
    rest = [seat for state in (SeatState.SPOKEN, SeatState.OUT) for seat in table.seats if seat.state is state]
    return [*table.waiting, *rest]


def _row(_: Words, table: RoundTable, seat: Seat) -> Block:
    """Many buttons are alike, so who is read to hears whom each is about."""
    name, about = name_of(_, seat), f"{table.id}@{seat.number}"
    match seat.state:
        case SeatState.WAITING:
            said = _("{name} has the word", name=name) if seat is table.current else escape(name)
            label = _("Is not here")
            return b.said_beside(said, b.button(label, "table.unseat", about, spoken=_spoken(label, name)))
        case SeatState.SPOKEN:
            said, label = _("{name} has had the word", name=name), _("Give the word again")
        case SeatState.OUT:
            said, label = _("{name} is not in the round", name=name), _("Is here")
    return b.said_beside(said, b.button(label, "table.seat", about, spoken=_spoken(label, name)))


def _spoken(label: Shown, name: str) -> Shown:
    return cut(Shown(f"{label}: {escape(name)}"), b.OPTION_MAX)


def _order(_: Words, table: RoundTable) -> list[Block]:
    """To all others, who waits."""
    names = [name_of(_, seat) for seat in table.waiting]
    return [b.quiet(_("The order")), b.said(cut(_names(_, names, LISTED), b.SECTION_MAX))] if names else []
