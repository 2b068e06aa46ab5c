"""What a leader confirms of those who came: read from the form, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from handlers.typed import one_line
from storage.attendance import Attendance
from storage.people import Person


@dataclass(frozen=True)
class Turnout:
    """What stands in the form: how many or, where names are kept, who."""

    heads: str = ""
    user_ids: Sequence[str] = ()
    others: Sequence[str] = ()

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Turnout:
        names = (one_line(name) for name in fields.get("others", "").splitlines())
        return cls(fields.get("heads", "").strip(), fields.get("people", ()), [name for name in names if name])

    @classmethod
    def of(cls, attendance: Attendance) -> Turnout:
        """What was confirmed before."""
        there = attendance.attendees
        return cls(
            str(attendance.head_count),
            [one.user_id for one in there if one.user_id],
            [one.name for one in there if not one.user_id],
        )

    @property
    def count(self) -> int:
        """How many that are. `faults` sees to it that there is a number."""
        return int(self.heads) if self.heads else len(self.user_ids) + len(self.others)


class Fault(Enum):
    NO_NUMBER = auto()
    A_BOT = auto()
    TOO_MANY = auto()
    NAME_TOO_LONG = auto()


def faults(turnout: Turnout, people: Sequence[Person]) -> dict[str, Fault]:
    """Field name -> what is wrong there. `people`: those of the workspace who are chosen."""
    found = {}
    if turnout.heads and not _is_number(turnout.heads):
        found["heads"] = Fault.NO_NUMBER
    if any(one.is_bot for one in people):
        found["people"] = Fault.A_BOT
    if len(turnout.others) > Attendance.OTHERS_MAX:
        found["others"] = Fault.TOO_MANY
    elif any(len(name) > Attendance.NAME_MAX for name in turnout.others):
        found["others"] = Fault.NAME_TOO_LONG
    return found


def _is_number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 5 and int(typed) <= Attendance.HEADS_MAX
