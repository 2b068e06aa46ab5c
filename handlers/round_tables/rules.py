"""What makes a round table: read from its form, what is wrong with it, and the order in which people have the word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from random import Random, SystemRandom
from typing import Any

from handlers.typed import one_line
from storage.agendas import Item
from storage.people import Person
from storage.round_tables import RoundTable, Seat

CHANCE = SystemRandom()


@dataclass(frozen=True)
class Setting:
    """What stands in the form: about what, who is here, and for how long each speaks."""

    question: str = ""
    user_ids: Sequence[str] = ()
    others: Sequence[str] = ()
    minutes: str = ""

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Setting:
        names = (one_line(name) for name in fields.get("others", "").splitlines())
        return cls(
            one_line(fields.get("question", "")),
            fields.get("people", ()),
            list(dict.fromkeys(name for name in names if name)),
            fields.get("minutes", "").strip(),
        )

    @property
    def seats(self) -> list[Seat]:
        """One for each, not yet in any order."""
        people = [Seat(user_id=user_id, name="") for user_id in dict.fromkeys(self.user_ids)]
        return [*people, *(Seat(user_id=None, name=name) for name in self.others)]


class Fault(Enum):
    QUESTION_TOO_LONG = auto()
    NOBODY = auto()
    A_BOT = auto()
    TOO_MANY = auto()
    NAME_TOO_LONG = auto()
    MINUTES = auto()


def faults(setting: Setting, people: Sequence[Person], there: Sequence[Seat] = ()) -> dict[str, Fault]:
    """Field name -> what is wrong there. `people`: those who are chosen. `there`: the seats that there are already."""
    found = {}
    if len(setting.question) > RoundTable.QUESTION_MAX:
        found["question"] = Fault.QUESTION_TOO_LONG
    if not setting.user_ids and not setting.others:
        found["people"] = Fault.NOBODY
    elif any(one.is_bot for one in people):
        found["people"] = Fault.A_BOT
    elif len({seat.key for seat in (*there, *setting.seats)}) > RoundTable.SEATS_MAX:
        found["people"] = Fault.TOO_MANY
    if any(len(name) > RoundTable.NAME_MAX for name in setting.others):
        found["others"] = Fault.NAME_TOO_LONG
    if setting.minutes and not _is_number(setting.minutes):
        found["minutes"] = Fault.MINUTES
    return found


def drawn(seats: Sequence[Seat], began_last: str | None, chance: Random = CHANCE) -> list[Seat]:
    """An order by lot: first who has asked to begin, and not the one who began last time."""
    order = list(seats)
    chance.shuffle(order)
    order.sort(key=lambda seat: not seat.begins)
    if len(order) > 1 and order[0].key == began_last and not order[0].begins:
        other = chance.randrange(1, len(order))
        order[0], order[other] = order[other], order[0]
    return order


def minutes_each(item: Item, people: int) -> int:
    """What an item's minutes make for each."""
    return min(max(item.minutes // people, 1), RoundTable.MINUTES_MAX)


def _is_number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= RoundTable.MINUTES_MAX
