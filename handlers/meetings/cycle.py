"""Shows how a cycle is laid out: the form, the dates before they are saved, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block
from handlers.lengths import lengths
from handlers.meetings.plan import Row, listed
from handlers.meetings.rules import AS_THE_FIRST, NUMBERS, WEEKS, Fault, Frame, Rhythm, day_field
from handlers.words import Shown, Words, cut, escape
from handlers.working_days import SUMMER_BREAK
from storage.meetings import Cycle
from storage.networks import Network
from storage.topics import Topic

TOPICS_MAX = 100  # in a menu


def form_to_lay_out(
    _: Words, network: Network, rhythm: Rhythm, frame: Frame, topics: Sequence[Topic]
) -> dict[str, Any]:
    """How often, and from when on. `topics`: those to choose from, the most supported first."""
    return b.modal(
        _("Plan the meetings"),
        [
            b.section(_("Plan as many meetings as you like at once. You see the dates before they are saved.")),
            *_fields_of_rhythm(_, rhythm),
            *_fields_of_frame(_, frame, topics),
        ],
        submit=_("See the dates"),
        close=_("Cancel"),
        deed="cycle.lay_out",
        about=network.id,
    )


def form_to_save(
    _: Words,
    network: Network,
    days: Sequence[date],
    skipped: Sequence[tuple[date, str]],
    frame: Frame,
    topics: Sequence[Topic],
) -> dict[str, Any]:
    """The dates, each to adjust, with what was skipped between them. All that was chosen before is carried along."""
    rows = [(day, _field_of_day(_, number, day)) for number, day in enumerate(days, 1)]
    rows += [(day, b.quiet(_skipped(_, day, reason))) for day, reason in skipped]
    return b.modal(
        _("Plan the meetings"),
        [
            b.section(_("These are the dates. Nothing is saved yet: change what doesn't suit you.")),
            *(row for _day, row in sorted(rows, key=lambda row: row[0])),
            *_fields_of_frame(_, frame, topics),
        ],
        submit=_("Save the plan"),
        close=_("Cancel"),
        deed="cycle.save",
        about=network.id,
    )


def planned(_: Words, network: Network, rows: Sequence[Row]) -> dict[str, Any]:
    """What is said when it is done, in the form's place."""
    return b.modal(
        _("The plan is saved"),
        [
            b.section(
                _("The plan is saved. It is pinned in the channel, and changes there when you change a meeting.")
            ),
            *listed(_, network, rows),
        ],
        close=_("Close"),
    )


def sentences(_: Words, found: Mapping[str, Fault], number: int = 0) -> dict[str, Shown]:
    """What is said at each field. `number`: of meetings."""
    said = {
        Fault.NO_DAY: _("Choose a day."),
        Fault.IS_OVER: _("That is over already. Choose a later day."),
        Fault.TOO_FAR: _("That is many years ahead. Choose a day before."),
        Fault.SAME_DAY: _("Another meeting is on that day. Choose another."),
        Fault.PLACE_TOO_LONG: _("Write at most {n} characters.", n=Network.PLACE_MAX),
        Fault.TOO_MANY_TOPICS: _("Choose at most {n}: one for each meeting.", n=number),
    }
    return {name: said[fault] for name, fault in found.items()}


def _fields_of_rhythm(_: Words, rhythm: Rhythm) -> list[Block]:
    weekdays = {str(day): Shown(_.weekday(day).capitalize()) for day in range(7)}
    return [
        b.date_field(
            "first",
            _("When is the first meeting?"),
            value=rhythm.first,
            hint=_("The first meeting is on this day or, if you choose a weekday below, the next such day."),
            needed=True,
        ),
        b.select_field(
            "every",
            _("How often do you meet?"),
            {str(n): _.many("Every week", "Every {n} weeks", n) for n in WEEKS},
            value=str(rhythm.every),
        ),
        b.select_field(
            "weekday",
            _("On which day?"),
            {AS_THE_FIRST: _("The same day as the first"), **weekdays},
            value=AS_THE_FIRST if rhythm.weekday is None else str(rhythm.weekday),
            hint=_("Red days and July are skipped, and so are Christmas Eve and New Year's Eve."),
        ),
        b.select_field(
            "number", _("How many meetings?"), {str(n): Shown(str(n)) for n in NUMBERS}, value=str(rhythm.number)
        ),
    ]


def _fields_of_frame(_: Words, frame: Frame, topics: Sequence[Topic]) -> list[Block]:
    chosen = b.select_several_field(
        "topics",
        _("What are they about?"),
        {topic.id: cut(escape(topic.name), b.OPTION_MAX) for topic in topics},
        value=frame.topic_ids,
        most=Cycle.MEETINGS_MAX,
        hint=_("The topic you choose first is for the first meeting, and so on. You can leave it empty."),
    )
    return [
        b.time_field("begins", _("When do they begin?"), value=f"{frame.begins:%H:%M}"),
        b.select_field("minutes", _("How long do they last?"), lengths(_), value=str(frame.minutes)),
        b.text_field(
            "place",
            _("Where do you meet?"),
            value=frame.place,
            hint=_("A room, an address or a link. Leave it empty if it varies."),
        ),
        *([chosen] if topics else []),
    ]


def _field_of_day(_: Words, number: int, day: date) -> Block:
    return b.date_field(day_field(number), _("Meeting {n}: {day}", n=number, day=_.day(day)), value=day, needed=True)


def _skipped(_: Words, day: date, reason: str) -> Shown:
    """`reason`: as `handlers.working_days` gives it."""
    names = {
        SUMMER_BREAK: _("Summer break"),
        "New Year's Day": _("New Year's Day"),
        "Maundy Thursday": _("Maundy Thursday"),
        "Good Friday": _("Good Friday"),
        "Easter Sunday": _("Easter Sunday"),
        "Easter Monday": _("Easter Monday"),
        "Labor Day": _("The first of May"),
        "Constitution Day": _("Constitution Day"),
        "Ascension Day": _("Ascension Day"),
        "Pentecost": _("Whit Sunday"),
        "Pentecost Monday": _("Whit Monday"),
        "Christmas Eve": _("Christmas Eve"),
        "Christmas Day": _("Christmas Day"),
        "Second Day of Christmas": _("Boxing Day"),
        "New Year's Eve": _("New Year's Eve"),
    }
    reasons = _.all_of(names[name] for name in reason.split("; "))
    return _("{reasons}: I skip {day}.", reasons=reasons, day=_.day(day))
