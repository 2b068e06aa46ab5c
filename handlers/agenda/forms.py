"""The forms of an item, and what is said at their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers import blocks as b
from handlers.agenda.entry import FIRST, STAYS, Entry, Fault
from handlers.agenda.views import carried_to, how_and_who
from handlers.blocks import Block
from handlers.typed import too_long
from handlers.words import Shown, Words, cut, lines
from storage.agendas import Item
from storage.meetings import Meeting


def form_to_add(_: Words, meeting: Meeting, entry: Entry, others: Mapping[str, str]) -> dict[str, Any]:
    """One more item. `others`: the titles of those on the agenda, by their keys."""
    return b.modal(
        _("Add an item"),
        _fields(_, entry, _places(_, others)),
        submit=_("Add the item"),
        close=_("Cancel"),
        deed="agenda.add",
        about=meeting.id,
    )


def form_to_edit(
    _: Words,
    item: Item,
    entry: Entry,
    others: Mapping[str, str],
    *,
    now: str,
    carried: Item | None,
    to_carry: Meeting | None,
    changed_by: str | None = None,
) -> dict[str, Any]:
    """The same for an item that stands. `now`: its title. `carried`: what it is on a later agenda. `to_carry`: where it
    can be carried over to. `changed_by`: somebody was faster; their name, if it is known.
    """
    offered = [b.button(_("Remove the item"), "agenda.remove", item.id)]
    if to_carry and not carried:
        offered.append(b.button(_("Carry over to the next meeting"), "agenda.carry", item.id))
    return b.modal(
        _("Edit the item"),
        [
            *_late(_, item, now, changed_by),
            *_fields(_, entry, {STAYS: _("Where it stands now")} | _places(_, others)),
            *([b.quiet(carried_to(_, carried))] if carried else []),
            b.buttons(*offered),
        ],
        submit=_("Save the changes"),
        close=_("Cancel"),
        deed="agenda.edit",
        about=item.id,
        version=item.version,
    )


def sentences(_: Words, found: Mapping[str, Fault], entry: Entry) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_TITLE: _("Write what happens, such as «Break»."),
        Fault.TITLE_TOO_LONG: too_long(_, Item.TITLE_MAX, len(entry.title)),
        Fault.MINUTES: _("Write a whole number from 1 to {most}.", most=Item.MINUTES_MAX),
        Fault.METHOD_TOO_LONG: too_long(_, Item.METHOD_MAX, len(entry.method)),
        Fault.RESPONSIBLE_TOO_LONG: too_long(_, Item.RESPONSIBLE_MAX, len(entry.responsible)),
    }
    return {name: said[fault] for name, fault in found.items()}


def _places(_: Words, others: Mapping[str, str]) -> dict[str, Shown]:
    after = {key: cut(_("After «{title}»", title=title), b.OPTION_MAX) for key, title in others.items()}
    return {FIRST: _("First")} | after


def _late(_: Words, item: Item, now: str, changed_by: str | None) -> list[Block]:
    if changed_by is None:
        return []
    somebody = (
        _("{name} changed the item while you wrote, so yours is not saved yet.", name=changed_by)
        if changed_by
        else _("Somebody changed the item while you wrote, so yours is not saved yet.")
    )
    return [
        b.said(somebody),
        b.quiet(_("This is how the item stands now")),
        b.said(lines(_("{title} ({minutes} min)", title=now, minutes=item.minutes), *how_and_who(_, item))),
        b.section(_("What you wrote is below. Save it if it should count instead.")),
    ]


def _fields(_: Words, entry: Entry, places: Mapping[str, Shown]) -> list[Block]:
    return [
        b.text_field(
            "title",
            _("What happens?"),
            value=entry.title,
            hint=_("A few words. At most {n} characters.", n=Item.TITLE_MAX),
            needed=True,
        ),
        b.number_field(
            "minutes",
            _("How many minutes does it take?"),
            value=entry.minutes,
            hint=_("From 1 to {most}. The clock times follow by themselves.", most=Item.MINUTES_MAX),
            least=1,
            most=Item.MINUTES_MAX,
            needed=True,
        ),
        b.text_field(
            "method",
            _("How do you do it?"),
            value=entry.method,
            hint=_("A method or a form, such as a round or work in pairs. Leave it empty if you like."),
        ),
        b.text_field(
            "responsible",
            _("Who is responsible?"),
            value=entry.responsible,
            hint=_("A name or several, also of people who are not in Slack. Leave it empty if you like."),
        ),
        b.select_field(
            "place",
            _("Where does it stand?"),
            places,
            value=entry.place if entry.place in places else list(places)[-1],
        ),
    ]
