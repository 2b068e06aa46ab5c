"""Hears what people do with networks."""

from __future__ import annotations

from dataclasses import replace

from handlers import refusals
from handlers.announcements import plan as announcements
from handlers.leaders import ask_for_a_leader, lead
from handlers.meetings.listeners import see_plan
from handlers.networks import menu, views
from handlers.networks.rules import Plan, faults, faults_of_leaders
from handlers.replies import Close, Errors, Open, Reply, Say
from handlers.roles import Role
from handlers.visit import Visit, words_for
from storage import posts
from storage.attendance import forget_names
from storage.charter import RuleState, charter_of, rules_of
from storage.handovers import unread_note
from storage.meetings import cycles_of
from storage.members import head_count, outside, takes_part
from storage.moving import settle
from storage.networks import Network, alone_in, lost_networks, network_in
from storage.organisations import Creators, coordinators_in
from storage.people import Channel, Person
from storage.topics import count_open


def see(visit: Visit) -> Reply:
    """`/nettverk`: the network, or its set-up for who may. `/nettverk plan`: its meetings."""
    if visit.network:
        return see_plan(visit) if visit.heard.text.casefold() == "plan" else show(visit)
    if visit.may("organisation.settings"):
        return Say(menu.beginning(visit.words, visit.channel.channel_id))
    if _may_set_up(visit) or _lost(visit):
        return open_set_up(visit)
    raise visit.no_network()


def open_set_up(visit: Visit) -> Reply:
    """Or first the choice to move a network here. A new one is chosen there too."""
    if visit.network:
        raise refusals.AlreadySetUpError(visit.network)
    if not visit.heard.view_id and (lost := _lost(visit)):
        words = words_for(visit.person, lost[0])
        return Open(menu.lost(words, visit.channel.channel_id, lost, may_set_up=_may_set_up(visit)))
    _check_organiser(visit)
    plan = Plan("", [visit.person.user_id], visit.words.language)
    return Open(views.form_to_set_up(visit.words, visit.channel.channel_id, plan))


def set_up(visit: Visit) -> Reply:
    """One network a channel: the second who sends the form is told of the first's."""
    channel = visit.channel
    plan = Plan.from_form(visit.heard.fields)
    if visit.network:
        if plan == Plan.of(visit.network):
            return Close()  # the same form, delivered again
        raise refusals.AlreadySetUpError(visit.network)
    _check_organiser(visit)
    leaders = visit.meet(plan.leader_ids)
    wrong = faults(plan) | faults_of_leaders(leaders, outside(visit.session, channel, leaders))
    if wrong:
        return Errors(views.sentences(visit.words, wrong))
    network = Network(team_id=channel.team_id, channel=channel, set_up_at=visit.now)
    plan.write(network)
    visit.session.add(network)
    visit.session.flush()
    lead(visit.session, network, leaders, by=visit.person, now=visit.now)
    posts.want(visit.session, "network.greeting", channel.channel_id, channel=channel, now=visit.now)
    return Close()


def move(visit: Visit) -> Reply:
    """To the channel in which it was offered. Of two who move it at once, the later is too late."""
    network = alone_in(visit.session, visit.the_network)
    channel = visit.session.get(Channel, (network.team_id, visit.heard.text))
    if network.channel is channel:
        return Open(menu.moved(visit.words, network))  # pressed again
    if channel is None or not network.channel.is_deleted or outside(visit.session, channel, [visit.person]):
        raise refusals.NotThereAnyMoreError
    if not channel.bot_is_in:
        raise refusals.NotHereError
    there = network_in(visit.session, channel.team_id, channel.channel_id)
    if there:
        raise refusals.AlreadySetUpError(there)
    settle(visit.session, network, channel, visit.today)
    announcements.plan(visit.session, network, visit.now)
    posts.want(visit.session, "network.greeting", channel.channel_id, channel=channel, now=visit.now)
    for leader in network.led_by(visit.today):
        if leader.wants_leads and leader is not visit.person:
            posts.tell(visit.session, "network.moved", network.id, to=leader.user_id, channel=channel, now=visit.now)
    return Open(menu.moved(visit.words, network))


def open_more(visit: Visit) -> Reply:
    return _more(visit)


def open_settings(visit: Visit) -> Reply:
    network, by_leader = visit.the_network, visit.may("network.leaders")
    return Open(views.form_of_settings(visit.words, network, Plan.of(network), by_leader))


def change(visit: Visit) -> Reply:
    """Of two leaders who change it at once the later is told, and keeps what they have put in."""
    network = alone_in(visit.session, visit.the_network)
    plan, by_leader = Plan.from_form(visit.heard.fields), visit.may("network.leaders")
    if not by_leader:
        plan = replace(plan, leader_ids=Plan.of(network).leader_ids)
    if plan == Plan.of(network):
        return Close()
    if visit.heard.version != network.version:
        return Open(views.form_of_settings(visit.words, network, plan, by_leader, changed_by=_changer(visit)))
    leaders, wrong = visit.meet(plan.leader_ids), faults(plan)
    if by_leader:
        wrong |= faults_of_leaders(leaders, outside(visit.session, visit.channel, leaders))
    if wrong:
        return Errors(views.sentences(visit.words, wrong))
    if plan.leader_ids != Plan.of(network).leader_ids:
        lead(visit.session, network, leaders, by=visit.person, now=visit.now)
    speaks_otherwise = (plan.language, plan.zone) != (network.language, network.zone)
    if network.counts_names and not plan.counts_names:
        forget_names(visit.session, network)
    plan.write(network)
    network.version, network.changed_by = network.version + 1, visit.person.user_id
    announcements.plan(visit.session, network, visit.now)
    if speaks_otherwise:
        posts.renew_all(visit.session, visit.channel)
    else:
        _renew(visit)
    return Open(views.saved(words_for(visit.person, network), network))


def pause(visit: Visit) -> Reply:
    visit.the_network.paused_at = visit.the_network.paused_at or visit.now
    return _shown_anew(visit)


def resume(visit: Visit) -> Reply:
    visit.the_network.paused_at = None
    return _shown_anew(visit)


def end(visit: Visit) -> Reply:
    visit.the_network.ended_at = visit.the_network.ended_at or visit.now
    return _shown_anew(visit)


def take_up(visit: Visit) -> Reply:
    """All is as it was, a pause too."""
    network = visit.the_network
    network.ended_at = None
    if not network.leaders:
        ask_for_a_leader(visit.session, [network], coordinators_in(visit.session, network.team_id), visit.now)
    return _shown_anew(visit)


def post_again(visit: Visit) -> Reply:
    posts.post_again(visit.session, visit.channel.team_id, visit.channel.channel_id)
    return _more(visit)


def _may_set_up(visit: Visit) -> bool:
    left_to_inviters = visit.organisation.creators is Creators.INVITERS
    return (left_to_inviters and visit.may("network.set_up")) or visit.may("network.set_up_always")


def _lost(visit: Visit) -> list[Network]:
    """Networks that this person can move here, since their channel is deleted."""
    lost = lost_networks(visit.session, visit.heard.team_id)
    return [one for one in lost if replace(visit, subject=one).may("network.move")]


def _check_organiser(visit: Visit) -> None:
    """Refuse an inviter where the organisation leaves setting up to others."""
    if not _may_set_up(visit):
        raise refusals.NotAnOrganiserError(coordinators_in(visit.session, visit.heard.team_id))


def _changer(visit: Visit) -> str:
    """The name of who changed the network last, as far as it is known."""
    changer = visit.session.get(Person, (visit.the_network.team_id, visit.the_network.changed_by))
    return changer.name or "" if changer else ""


def show(visit: Visit) -> Say:
    shown = menu.overview(visit.words, visit.the_network, counts=_counted(visit), leading=_leading(visit))
    return Say(shown)


def _more(visit: Visit) -> Reply:
    shown = menu.more(
        visit.words,
        visit.the_network,
        counts=_counted(visit),
        takes_part=takes_part(visit.session, visit.the_network, visit.person),
        leading=_leading(visit),
        allows=visit.may,
    )
    return Open(shown)


def _shown_anew(visit: Visit) -> Reply:
    """The menu; and in the channel what says how the network stands."""
    announcements.plan(visit.session, visit.the_network, visit.now)
    _renew(visit)
    return _more(visit)


def _renew(visit: Visit) -> None:
    """The greeting, the charter and the plans of meetings say other things of the network now."""
    network = visit.the_network
    posts.renew(visit.session, network.team_id, "charter.rules", charter_of(visit.session, network).id)
    posts.renew(visit.session, network.team_id, "network.greeting", network.channel_id)
    for cycle in cycles_of(visit.session, network):
        posts.renew(visit.session, network.team_id, "cycle.plan", cycle.id)


def _leading(visit: Visit) -> menu.Leading:
    network = visit.the_network
    return menu.Leading(
        stand_in=network.stand_in_on(visit.today),
        note=unread_note(visit.session, network, visit.person) if visit.may("leadership.read") else None,
        may_choose=not (network.leaders or network.ended_at) and visit.may("leadership.choose"),
        may_take_back=Role.PREDECESSOR in visit.roles,
    )


def _counted(visit: Visit) -> menu.Counts:
    network, channel = visit.the_network, visit.channel
    open_ones, heads = count_open(visit.session, network), head_count(visit.session, network)
    rules = len(rules_of(visit.session, network, RuleState.PUBLISHED))
    if not visit.may("network.post_again"):
        return menu.Counts(open_ones, heads, rules=rules)
    missing = posts.count_missing(visit.session, channel.team_id, channel.channel_id)
    return menu.Counts(open_ones, heads, missing, len(posts.taken_back_in(visit.session, channel)), rules)
