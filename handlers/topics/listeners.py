"""Hears what people do with topics."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from handlers.blocks import FIELD_MAX, Message
from handlers.replies import Close, Errors, Open, Reply, Say
from handlers.topics import forms, views
from handlers.topics.footing import gathered_with, menu_of, not_withdrawn, renew_cards, standing
from handlers.topics.messages import readable
from handlers.topics.rules import LISTED, LISTS, Proposal, faults, likely_same
from handlers.visit import Visit
from handlers.words import Shown
from storage import posts
from storage.base import new_id
from storage.meetings import meetings_about
from storage.networks import Network, alone_in
from storage.people import Person
from storage.topics import (
    Topic,
    Which,
    count_support,
    gathered_under,
    ranked,
    standing_titles,
    survivor_of,
    topic_from,
    topic_of,
    topic_shown_by,
)


def open_form(visit: Visit) -> Reply:
    if which := LISTS.get(visit.heard.text.casefold()):
        return _list(visit, which)
    network = visit.at_work()
    if len(visit.heard.text) > FIELD_MAX:
        return Say(views.too_much(visit.words, visit.heard.text))
    return Open(forms.form_to_propose(visit.words, network, Proposal.from_command(visit.heard.text)))


def from_message(visit: Visit) -> Reply:
    """The form with the message in it; or the topic, if it has become one or shows one."""
    network, message = visit.at_work(), visit.heard.message
    post = posts.standing_at(visit.session, visit.channel, visit.heard.ts)
    there = topic_shown_by(visit.session, post) if post else None
    there = there or topic_of(visit.session, network, message)
    if there:
        return Say(views.there_already(visit.words, standing(visit, there)))

    def name_of(user_id: str) -> str | None:
        person = visit.session.get(Person, (network.team_id, user_id))
        return person.name if person else None

    text = readable(visit.heard.text, visit.words, name_of)
    return Open(forms.form_from_message(visit.words, network, text, message))


def propose(visit: Visit) -> Reply:
    """A form that was accepted before is the same topic: it changes what it wrote."""
    network = alone_in(visit.session, visit.at_work())
    proposal = Proposal.from_form(visit.heard.fields)
    known = topic_from(visit.session, visit.heard.team_id, visit.heard.view_id)
    others = standing_titles(visit.session, network, besides=known)
    wrong = faults(proposal, others.values())
    if wrong:
        return Errors(forms.sentences(visit.words, wrong))
    if not known and visit.heard.version != forms.SEEN and (alike := _alike(visit, network, proposal, others)):
        form = forms.form_to_propose(visit.words, network, proposal, alike=alike, message=visit.heard.message)
        return Open(form)
    if known:
        _write(known, proposal)
        posts.renew(visit.session, known.team_id, "topic.card", known.id)
        return Close()
    topic = Topic(
        team_id=network.team_id,
        id=new_id(),
        network=network,
        proposer_id=visit.person.user_id,
        view_id=visit.heard.view_id,
        shows_name=False,
        proposed_at=visit.now,
        message=visit.heard.message or None,
    )
    _write(topic, proposal)
    visit.session.add(topic)
    posts.make(visit.session, "topic.card", topic.id, channel=visit.channel, now=visit.now)
    return Close()


def see_list(visit: Visit) -> Reply:
    """The open ones; or others that we know of, in the place of the list in whose menu they were chosen."""
    chosen = visit.heard.text
    return replace(_list(visit, Which(chosen) if chosen in {*Which} else Which.OPEN), instead=bool(chosen))


def open_edit(visit: Visit) -> Reply:
    visit.at_work()
    topic = not_withdrawn(visit.topic)
    return Open(forms.form_to_edit(visit.words, topic, forms.proposal_of(topic), _is_theirs(visit)), on_top=True)


def edit(visit: Visit) -> Reply:
    network = alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.topic)
    topic, theirs = not_withdrawn(visit.topic), _is_theirs(visit)
    proposal = Proposal.from_form(visit.heard.fields)
    if not theirs:
        proposal = replace(proposal, shows_name=topic.shows_name)
    if proposal == forms.proposal_of(topic):
        return Close()
    wrong = faults(proposal, _titles_beside(visit, network))
    if wrong:
        return Errors(forms.sentences(visit.words, wrong))
    if visit.heard.version != topic.version:
        return Open(forms.form_to_edit(visit.words, topic, proposal, theirs, changed_by=_changer(visit)))
    _write(topic, proposal)
    topic.version, topic.changed_by = topic.version + 1, visit.person.user_id
    renew_cards(visit, gathered_with(visit))
    return Close()


def withdraw(visit: Visit) -> Reply:
    """Nothing stays merged into it: it goes on to what the topic itself is merged into, or else stands again.

    Even if its title is taken by now: leaders can merge the two.
    """
    alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.topic)
    topic = visit.topic
    if not topic.withdrawn_at:
        gathered = gathered_with(visit)
        for other in gathered:
            if other.merged_into_id == topic.id:
                other.merged_into_id = topic.merged_into_id
                other.merged_at = other.merged_at if topic.merged_into_id else None
        topic.withdrawn_at = visit.now
        renew_cards(visit, gathered)
    return menu_of(visit)


def restore(visit: Visit) -> Reply:
    """Unless someone has proposed the same meanwhile: then it stays withdrawn, and the reason is said."""
    network = alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.topic)
    topic = visit.topic
    if topic.withdrawn_at and faults(forms.proposal_of(topic), _titles_beside(visit, network)):
        return Say(Message.of(views.taken(visit.words)))
    if topic.withdrawn_at:
        topic.withdrawn_at = None
        renew_cards(visit, gathered_with(visit))
    return menu_of(visit)


def _list(visit: Visit, which: Which) -> Say:
    """The topics as they stand, for one person. Also where the network rests."""
    if visit.network is None:
        raise visit.no_network()
    found, there_are = ranked(visit.session, visit.network, which, visit.person, most=LISTED)
    rows = [
        views.Row(topic, support, survivor_of(visit.session, topic), _planned(visit, topic)) for topic, support in found
    ]
    return Say(views.listed(visit.words, visit.network, which, rows, there_are))


def _planned(visit: Visit, topic: Topic) -> Shown | None:
    meetings = meetings_about(visit.session, gathered_under(visit.session, topic))
    return views.planned(visit.words, meetings, visit.now)


def _alike(visit: Visit, network: Network, proposal: Proposal, others: Mapping[str, str]) -> list[tuple[Topic, int]]:
    """What may be the same, with its support: what the same message has become, and what has much the same title."""
    found = [visit.session.get_one(Topic, (network.team_id, key)) for key in likely_same(proposal.title, others)]
    same = topic_of(visit.session, network, visit.heard.message) if visit.heard.message else None
    if same and same.is_standing and same not in found:
        found = [same, *found]
    return [(topic, count_support(visit.session, topic)) for topic in found]


def _titles_beside(visit: Visit, network: Network) -> Collection[str]:
    """Those that the topic's own must differ from: none, while it is merged."""
    topic = visit.topic
    return [] if topic.merged_into_id else standing_titles(visit.session, network, besides=topic).values()


def _write(topic: Topic, proposal: Proposal) -> None:
    topic.title, topic.need, topic.form, topic.expert = (
        proposal.title, proposal.need, proposal.form, proposal.expert,
    )  # fmt: skip
    if proposal.shows_name is not None:
        topic.shows_name = proposal.shows_name


def _changer(visit: Visit) -> str:
    """The name of who edited the topic last, as far as it may be told."""
    topic = visit.topic
    if topic.changed_by == topic.proposer_id and not topic.shows_name:
        return ""
    changer = visit.session.get(Person, (topic.team_id, topic.changed_by))
    return changer.name or "" if changer else ""


def _is_theirs(visit: Visit) -> bool:
    return visit.topic.proposer_id == visit.person.user_id
