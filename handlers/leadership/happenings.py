"""Hears who leaves a network's channel, and its leadership with it."""

from __future__ import annotations

from handlers.leaders import no_longer_leads
from handlers.practice import Happening
from storage.networks import network_in
from storage.people import Person


def left(happening: Happening) -> None:
    network = network_in(happening.session, happening.team_id, happening.event["channel"])
    person = happening.session.get(Person, (happening.team_id, happening.event["user"]))
    if network and person:
        no_longer_leads(happening.session, network, person, happening.now)
