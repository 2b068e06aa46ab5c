"""What makes an item: read from its form, what is wrong with it, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from handlers.typed import one_line
from storage.agendas import Item, arrange

FIRST, STAYS = "first", "stays"  # in the menu of places, beside the items that it can stand after


@dataclass(frozen=True)
class Entry:
    """What stands in the form. `place`: FIRST, STAYS or the key of the item that it stands after."""

    title: str
    minutes: str
    method: str = ""
    responsible: str = ""
    place: str = STAYS

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Entry:
        return cls(
            one_line(fields["title"]),
            fields["minutes"].strip(),
            one_line(fields["method"]),
            one_line(fields["responsible"]),
            fields["place"],
        )

    @classmethod
    def of(cls, item: Item, title: str) -> Entry:
        """What the form would hold of an item that stands. `title`: as it is shown."""
        return cls(title, str(item.minutes), item.method, item.responsible)

    def changes(self, item: Item, title: str, before: Sequence[Item]) -> bool:
        """`title`: as it is shown. `before`: the items before it on the agenda."""
        stands_after = before[-1].id if before else FIRST
        place = STAYS if self.place == stands_after else self.place
        return replace(self, place=place) != Entry.of(item, title)

    def write(self, item: Item, title: str) -> None:
        """A title that is as it was shown stays what it was: it may follow the meeting's topic."""
        if self.title != title:
            item.title = self.title
        item.minutes, item.method, item.responsible = int(self.minutes), self.method, self.responsible

    def put(self, item: Item, others: Sequence[Item]) -> None:
        """At its place among the others on the agenda; last, if what it should stand after is gone."""
        if self.place == STAYS:
            return
        keys = [FIRST, *(other.id for other in others)]
        at = keys.index(self.place) if self.place in keys else len(others)
        arrange([*others[:at], item, *others[at:]])


class Fault(Enum):
    NO_TITLE = auto()
    TITLE_TOO_LONG = auto()
    MINUTES = auto()
    METHOD_TOO_LONG = auto()
    RESPONSIBLE_TOO_LONG = auto()


def faults(entry: Entry) -> dict[str, Fault]:
    """Field name -> what is wrong there."""
    found = {}
    if not entry.title:
        found["title"] = Fault.NO_TITLE
    if len(entry.title) > Item.TITLE_MAX:
        found["title"] = Fault.TITLE_TOO_LONG
    if not (entry.minutes.isdecimal() and 1 <= int(entry.minutes) <= Item.MINUTES_MAX):
        found["minutes"] = Fault.MINUTES
    if len(entry.method) > Item.METHOD_MAX:
        found["method"] = Fault.METHOD_TOO_LONG
    if len(entry.responsible) > Item.RESPONSIBLE_MAX:
        found["responsible"] = Fault.RESPONSIBLE_TOO_LONG
    return found
