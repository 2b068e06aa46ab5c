"""What holds for all networks: read from the form, what is wrong with it, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from handlers.typed import one_line
from storage.organisations import Creators, Organisation
from storage.people import Person

COORDINATORS_MAX = 10


@dataclass(frozen=True)
class Choices:
    """What stands in the form; numbers as they were typed."""

    creators: Creators
    months: str
    fewest: str
    whistle: str
    coordinator_ids: Sequence[str] | None  # None: not theirs to choose

    @classmethod
    def from_form(cls, fields: Mapping[str, Any], *, names_coordinators: bool) -> Choices:
        return cls(
            creators=Creators(fields["creators"]),
            months=fields["months"].strip(),
            fewest=fields["fewest"].strip(),
            whistle=one_line(fields["whistle"]),
            coordinator_ids=sorted(fields["coordinators"]) if names_coordinators else None,
        )

    @classmethod
    def of(cls, organisation: Organisation, coordinators: Sequence[Person] | None) -> Choices:
        """What the form would hold of an organisation as it stands."""
        return cls(
            creators=organisation.creators,
            months=str(organisation.retention_months or ""),
            fewest=str(organisation.fewest_shown),
            whistle=organisation.whistle,
            coordinator_ids=None if coordinators is None else sorted(one.user_id for one in coordinators),
        )

    def write(self, organisation: Organisation) -> None:
        organisation.creators = self.creators
        organisation.retention_months = int(self.months) if self.months else None
        organisation.fewest_shown, organisation.whistle = int(self.fewest), self.whistle


class Fault(Enum):
    NO_NUMBER_OF_MONTHS = auto()
    NO_NUMBER_OF_PEOPLE = auto()
    WHISTLE_TOO_LONG = auto()
    NOBODY = auto()
    CANNOT = auto()


def faults(choices: Choices, coordinators: Sequence[Person]) -> dict[str, Fault]:
    """Field name -> what is wrong there."""
    found = {}
    if choices.months and not _is_within(choices.months, 1, Organisation.MONTHS_MAX):
        found["months"] = Fault.NO_NUMBER_OF_MONTHS
    if not _is_within(choices.fewest, Organisation.FEWEST, Organisation.FEWEST_MAX):
        found["fewest"] = Fault.NO_NUMBER_OF_PEOPLE
    if len(choices.whistle) > Organisation.WHISTLE_MAX:
        found["whistle"] = Fault.WHISTLE_TOO_LONG
    if choices.coordinator_ids is not None and not coordinators:
        found["coordinators"] = Fault.NOBODY
    elif any(one.is_bot or one.is_gone for one in coordinators):
        found["coordinators"] = Fault.CANNOT
    return found


def _is_within(typed: str, least: int, most: int) -> bool:
    return typed.isdecimal() and len(typed) < 5 and least <= int(typed) <= most
