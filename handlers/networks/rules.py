"""What makes a network: read from the set-up form, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from storage.networks import Network
from storage.people import Person

LEADERS_MAX = 5


@dataclass(frozen=True)
class Plan:
    """What a person has put in the set-up form."""

    name: str
    leader_ids: Sequence[str]
    language: str

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Plan:
        return cls(" ".join(fields["network_name"].split()), sorted(fields["leaders"]), fields["language"])


class Fault(Enum):
    NO_NAME = auto()
    NAME_TOO_LONG = auto()
    NO_LEADER = auto()
    LEADER_CANNOT = auto()


def faults(plan: Plan, leaders: Sequence[Person]) -> dict[str, Fault]:
    """Field name -> what is wrong there."""
    found = {}
    if not plan.name:
        found["network_name"] = Fault.NO_NAME
    elif len(plan.name) > Network.NAME_MAX:
        found["network_name"] = Fault.NAME_TOO_LONG
    if not leaders:
        found["leaders"] = Fault.NO_LEADER
    elif any(leader.is_bot or leader.is_gone for leader in leaders):
        found["leaders"] = Fault.LEADER_CANNOT
    return found
