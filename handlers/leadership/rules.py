"""What is wrong with who shall lead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from storage.handovers import HandOver
from storage.networks import Network
from storage.people import Person


class Fault(Enum):
    NOBODY = auto()
    NO_SUCCESSOR = auto()
    CANNOT = auto()
    OUTSIDE = auto()
    LEADS_ALREADY = auto()
    NO_DAY = auto()
    DAY_IS_OVER = auto()
    ONESELF = auto()
    NOTE_TOO_LONG = auto()


def faults_of_stand_in(
    network: Network, people: Sequence[Person], absent: Sequence[Person], last_day: date | None, today: date
) -> dict[str, Fault]:
    """Field name -> what is wrong there. `absent`: those of them who are not in the channel."""
    found = {}
    if not people:
        found["stand_in"] = Fault.NOBODY
    elif any(one.is_bot or one.is_gone for one in people):
        found["stand_in"] = Fault.CANNOT
    elif any(one in network.leaders for one in people):
        found["stand_in"] = Fault.LEADS_ALREADY
    elif absent:
        found["stand_in"] = Fault.OUTSIDE
    if last_day is None:
        found["last_day"] = Fault.NO_DAY
    elif last_day < today:
        found["last_day"] = Fault.DAY_IS_OVER
    return found


def faults_of_hand_over(
    leader: Person, people: Sequence[Person], absent: Sequence[Person], note: str, *, may_be_nobody: bool
) -> dict[str, Fault]:
    """The same. Nobody is an answer too where others lead, or where the leader says that the network shall rest."""
    found = {}
    if not people and not may_be_nobody:
        found["successors"] = Fault.NO_SUCCESSOR
    elif leader in people:
        found["successors"] = Fault.ONESELF
    elif any(one.is_bot or one.is_gone for one in people):
        found["successors"] = Fault.CANNOT
    elif absent:
        found["successors"] = Fault.OUTSIDE
    if len(note) > HandOver.NOTE_MAX:
        found["note"] = Fault.NOTE_TOO_LONG
    return found
