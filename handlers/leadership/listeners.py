"""Hears who shall lead a network."""

from __future__ import annotations

from handlers import refusals
from handlers.leadership import views
from handlers.networks.rules import fault_of_leaders
from handlers.networks.views import sentences
from handlers.visit import Errors, Open, Reply, Visit
from storage import posts
from storage.networks import alone_in


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
