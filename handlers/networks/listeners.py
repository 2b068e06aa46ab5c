"""Hears what people do with networks."""

from __future__ import annotations

from handlers import refusals
from handlers.networks import views
from handlers.networks.rules import Plan, faults
from handlers.visit import Close, Errors, Open, Reply, Say, Visit
from storage import networks, posts
from storage.topics import count_open


def see(visit: Visit) -> Reply:
    """`/nettverk`: the network, or its set-up for who may."""
    if visit.network:
        return _show(visit)
    if visit.may("network.set_up"):
        return open_set_up(visit)
    raise refusals.NoNetworkError(visit.channel)


def open_set_up(visit: Visit) -> Reply:
    if visit.network:
        raise refusals.AlreadySetUpError(visit.network)
    return Open(views.form_to_set_up(visit.words, visit.channel.channel_id, visit.person.user_id))


def set_up(visit: Visit) -> Reply:
    """One network a channel: the second who sends the form is told of the first's."""
    channel = visit.channel
    plan = Plan.from_form(visit.heard.fields)
    if visit.network:
        if plan == Plan(
            visit.network.name, sorted(one.user_id for one in visit.network.leaders), visit.network.language
        ):
            return Close()  # the same form, delivered again
        raise refusals.AlreadySetUpError(visit.network)
    leaders = visit.meet(plan.leader_ids)
    wrong = faults(plan, leaders)
    if wrong:
        return Errors(views.sentences(visit.words, wrong))
    networks.found(visit.session, channel, name=plan.name, language=plan.language, leaders=leaders, now=visit.now)
    visit.session.flush()
    posts.want(visit.session, "network.greeting", channel.channel_id, channel=channel, now=visit.now)
    return Close()


def pause(visit: Visit) -> Reply:
    visit.the_network.paused_at = visit.the_network.paused_at or visit.now
    return _show(visit, instead=True)


def resume(visit: Visit) -> Reply:
    visit.the_network.paused_at = None
    return _show(visit, instead=True)


def post_again(visit: Visit) -> Reply:
    posts.post_again(visit.session, visit.channel.team_id, visit.channel.channel_id)
    return _show(visit, instead=True)


def _show(visit: Visit, *, instead: bool = False) -> Reply:
    network = visit.the_network
    message = views.overview(
        visit.words,
        network,
        topics=count_open(visit.session, network),
        missing=posts.count_missing(visit.session, network.team_id, network.channel_id),
        leads=visit.may("network.pause"),
    )
    return Say(message, instead)
