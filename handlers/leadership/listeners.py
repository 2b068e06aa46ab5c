"""Hears who shall lead a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers import refusals
from handlers.leadership import views
from handlers.leadership.rules import faults_of_stand_in
from handlers.networks.listeners import open_more
from handlers.networks.rules import fault_of_leaders
from handlers.networks.views import sentences
from handlers.visit import Errors, Open, Reply, Visit
from storage import posts
from storage.networks import StandIn, alone_in


def open_choice(visit: Visit) -> Reply:
    """From a message in the channel, or from the network's menu."""
    if visit.the_network.leaders:
        raise refusals.HasLeadersError(visit.the_network)
    return Open(views.form_to_choose(visit.words, visit.the_network))


def choose(visit: Visit) -> Reply:
    """New leaders for a network that has none. Of two who choose at once the later is told of the first's choice."""
    network = alone_in(visit.session, visit.the_network)
    chosen = visit.heard.fields["leaders"]
    if network.leaders:
        if sorted(chosen) != sorted(leader.user_id for leader in network.leaders):
            raise refusals.HasLeadersError(network)
        return Open(views.chosen(visit.words, network))  # the same form, delivered again
    leaders = visit.meet(chosen)
    wrong = fault_of_leaders(leaders)
    if wrong:
        return Errors(sentences(visit.words, {"leaders": wrong}))
    network.leaders = leaders
    network.version, network.changed_by = network.version + 1, visit.person.user_id
    visit.session.flush()
    posts.renew(visit.session, network.team_id, "network.greeting", network.channel_id)
    return Open(views.chosen(visit.words, network))


def open_stand_in(visit: Visit) -> Reply:
    return Open(views.form_of_stand_in(visit.words, visit.the_network))


def stand_in(visit: Visit) -> Reply:
    """One at a time: the form sent again is the same stand-in, and another one takes the place of the first."""
    network, fields = alone_in(visit.session, visit.the_network), visit.heard.fields
    people = visit.meet(fields["stand_in"])
    last_day = date.fromisoformat(fields["last_day"]) if fields["last_day"] else None
    wrong = faults_of_stand_in(network, people, last_day, visit.today)
    if wrong or last_day is None:
        return Errors(views.sentences(visit.words, wrong))
    network.stand_in = StandIn(user_id=people[0].user_id, last_day=last_day)
    visit.session.flush()
    return Open(views.stands_in(visit.words, network.stand_in))


def end_stand_in(visit: Visit) -> Reply:
    visit.the_network.stand_in = None
    return open_more(replace(visit))  # who stood in may do less now
