"""Hears what people do with topics."""

from __future__ import annotations

from dataclasses import replace

from handlers.blocks import FIELD_MAX, Message
from handlers.refusals import WithdrawnError
from handlers.topics import views
from handlers.topics.rules import Proposal, faults
from handlers.visit import Close, Errors, Open, Reply, Say, Visit
from storage import posts
from storage.base import new_id
from storage.networks import alone_in
from storage.topics import Support, Topic, open_titles, topic_from


def open_form(visit: Visit) -> Reply:
    network = visit.at_work()
    if len(visit.heard.text) > FIELD_MAX:
        return Say(views.too_much(visit.words, visit.heard.text))
    return Open(views.form_to_propose(visit.words, network, Proposal.from_command(visit.heard.text)))


def propose(visit: Visit) -> Reply:
    """A form that was accepted before is the same topic: it changes what it wrote."""
    network = alone_in(visit.session, visit.at_work())
    proposal = Proposal.from_form(visit.heard.fields)
    known = topic_from(visit.session, visit.heard.team_id, visit.heard.view_id)
    wrong = faults(proposal, open_titles(visit.session, network, besides=known))
    if wrong:
        return Errors(views.sentences(visit.words, wrong))
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
    )
    _write(topic, proposal)
    visit.session.add(topic)
    posts.make(visit.session, "topic.card", topic.id, channel=visit.channel, now=visit.now)
    return Close()


def support(visit: Visit) -> Reply:
    visit.at_work()
    topic = _open(visit)
    anew = _supported(visit) is None
    if anew:
        visit.session.add(Support(team_id=topic.team_id, topic_id=topic.id, user_id=visit.person.user_id))
        _renew_card(visit)
    return _more(visit) if visit.heard.view_id else Say(views.thanks(visit.words, topic, anew))


def unsupport(visit: Visit) -> Reply:
    visit.at_work()
    given = _supported(visit)
    if given is not None:
        visit.session.delete(given)
        _renew_card(visit)
    return _more(visit)


def open_more(visit: Visit) -> Reply:
    return _more(visit)


def open_edit(visit: Visit) -> Reply:
    visit.at_work()
    return Open(views.form_to_edit(visit.words, _open(visit), _is_theirs(visit)), on_top=True)


def edit(visit: Visit) -> Reply:
    network = alone_in(visit.session, visit.at_work())
    topic = _open(visit)
    proposal = Proposal.from_form(visit.heard.fields)
    if not _is_theirs(visit):
        proposal = replace(proposal, shows_name=None)
    wrong = faults(proposal, open_titles(visit.session, network, besides=topic))
    if wrong:
        return Errors(views.sentences(visit.words, wrong))
    _write(topic, proposal)
    _renew_card(visit)
    return Close()


def withdraw(visit: Visit) -> Reply:
    visit.at_work()
    if not visit.topic.withdrawn_at:
        visit.topic.withdrawn_at = visit.now
        _renew_card(visit)
    return _more(visit)


def restore(visit: Visit) -> Reply:
    """Unless someone has proposed the same meanwhile: then it stays withdrawn, and the reason is said."""
    network = alone_in(visit.session, visit.at_work())
    topic = visit.topic
    if topic.withdrawn_at and faults(views.proposal_of(topic), open_titles(visit.session, network, besides=topic)):
        return Say(Message.of(views.taken(visit.words)))
    if topic.withdrawn_at:
        topic.withdrawn_at = None
        _renew_card(visit)
    return _more(visit)


def _write(topic: Topic, proposal: Proposal) -> None:
    topic.title, topic.need, topic.form, topic.expert = (
        proposal.title, proposal.need, proposal.form, proposal.expert,
    )  # fmt: skip
    if proposal.shows_name is not None:
        topic.shows_name = proposal.shows_name


def _more(visit: Visit) -> Reply:
    topic = visit.topic
    return Open(
        views.more(
            visit.words,
            topic,
            supported=_supported(visit) is not None,
            may_change=visit.may("topic.edit"),
            may_see_name=topic.shows_name or visit.may("topic.see_name"),
        )
    )


def _open(visit: Visit) -> Topic:
    if visit.topic.withdrawn_at:
        raise WithdrawnError
    return visit.topic


def _is_theirs(visit: Visit) -> bool:
    return visit.topic.proposer_id == visit.person.user_id


def _supported(visit: Visit) -> Support | None:
    return visit.session.get(Support, (visit.topic.team_id, visit.topic.id, visit.person.user_id))


def _renew_card(visit: Visit) -> None:
    posts.renew(visit.session, visit.topic.team_id, "topic.card", visit.topic.id)
