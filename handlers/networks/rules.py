"""What makes a network: read from the form of its settings, what is wrong with it, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import Enum, auto
from typing import Any

from handlers.typed import one_line
from storage.networks import Evaluating, Network, Volume
from storage.organisations import Organisation
from storage.people import Person
from storage.wall_time import ZONE

LEADERS_MAX = 5
ZONES = (
    "Europe/Oslo", "Arctic/Longyearbyen", "Europe/Copenhagen", "Europe/Stockholm", "Europe/Helsinki",
    "Atlantic/Reykjavik", "Europe/London", "Europe/Brussels", "Atlantic/Faroe", "America/Nuuk", "America/New_York",
    "Asia/Tokyo",
)  # fmt: skip
IT_VARIES = "varies"  # in place of a weekday
HEADS, NAMES = "heads", "names"  # what is kept of who came


@dataclass(frozen=True)
class Plan:
    """What stands in the form. But for the name all of it is filled in when a network begins."""

    name: str
    leader_ids: Sequence[str]
    language: str
    weekday: int | None = 2
    begins: time = time(9)
    minutes: int = 120
    purpose: str = ""
    place: str = ""
    home: str = ""
    has_gatherings: bool = False
    volume: Volume = Volume.USUAL
    zone: str = ZONE.key
    counts_names: bool = False
    evaluation: Evaluating = Evaluating.ANONYMOUS
    fewest_shown: int | None = None  # as in the organisation

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Plan:
        return cls(
            name=one_line(fields["network_name"]),
            leader_ids=sorted(fields.get("leaders", ())),  # not everybody is asked
            language=fields["language"],
            weekday=None if fields["weekday"] == IT_VARIES else int(fields["weekday"]),
            begins=time.fromisoformat(fields["begins"]),
            minutes=int(fields["minutes"]),
            purpose=one_line(fields["purpose"]),
            place=one_line(fields["place"]),
            home=one_line(fields["home"]),
            has_gatherings=fields["gatherings"] == "yes",
            volume=Volume(fields["volume"]),
            zone=ZONES[ZONES.index(fields.get("zone", ZONE.key))],  # not asked when a network is set up
            counts_names=fields.get("attendance") == NAMES,  # nor is this
            evaluation=Evaluating(fields.get("evaluation", Evaluating.ANONYMOUS)),
            fewest_shown=int(fields.get("fewest") or 0) or None,  # nor this
        )

    @classmethod
    def of(cls, network: Network) -> Plan:
        """What the form would hold of a network that stands."""
        return cls(
            name=network.name,
            leader_ids=sorted(leader.user_id for leader in network.leaders),
            language=network.language,
            weekday=network.weekday,
            begins=network.begins,
            minutes=network.minutes,
            purpose=network.purpose,
            place=network.place,
            home=network.home,
            has_gatherings=network.has_gatherings,
            volume=network.volume,
            zone=network.zone,
            counts_names=network.counts_names,
            evaluation=network.evaluation,
            fewest_shown=network.fewest_shown,
        )

    def write(self, network: Network) -> None:
        """All but who leads, which is written by itself: people are told of it."""
        network.name, network.language = self.name, self.language
        network.weekday, network.begins, network.minutes = self.weekday, self.begins, self.minutes
        network.purpose, network.place, network.home = self.purpose, self.place, self.home
        network.has_gatherings, network.volume, network.zone = self.has_gatherings, self.volume, self.zone
        network.counts_names, network.evaluation = self.counts_names, self.evaluation
        network.fewest_shown = self.fewest_shown


class Fault(Enum):
    NO_NAME = auto()
    NAME_TOO_LONG = auto()
    NO_LEADER = auto()
    LEADER_CANNOT = auto()
    LEADER_OUTSIDE = auto()
    PURPOSE_TOO_LONG = auto()
    PLACE_TOO_LONG = auto()
    HOME_TOO_LONG = auto()
    NO_NUMBER_OF_PEOPLE = auto()


def faults(plan: Plan) -> dict[str, Fault]:
    """Field name -> what is wrong there, but for who leads."""
    found = {}
    if not plan.name:
        found["network_name"] = Fault.NO_NAME
    elif len(plan.name) > Network.NAME_MAX:
        found["network_name"] = Fault.NAME_TOO_LONG
    if len(plan.purpose) > Network.PURPOSE_MAX:
        found["purpose"] = Fault.PURPOSE_TOO_LONG
    if len(plan.place) > Network.PLACE_MAX:
        found["place"] = Fault.PLACE_TOO_LONG
    if len(plan.home) > Network.HOME_MAX:
        found["home"] = Fault.HOME_TOO_LONG
    if plan.fewest_shown and not Organisation.FEWEST <= plan.fewest_shown <= Organisation.FEWEST_MAX:
        found["fewest"] = Fault.NO_NUMBER_OF_PEOPLE
    return found


def faults_of_leaders(leaders: Sequence[Person], absent: Sequence[Person]) -> dict[str, Fault]:
    """The same of those who are to lead. `absent`: those of them who are not in the channel."""
    if not leaders:
        return {"leaders": Fault.NO_LEADER}
    if any(leader.is_bot or leader.is_gone for leader in leaders):
        return {"leaders": Fault.LEADER_CANNOT}
    return {"leaders": Fault.LEADER_OUTSIDE} if absent else {}
