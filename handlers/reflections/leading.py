"""Hears what leaders do with reflections: read what is written to them, and decide what is asked."""

from __future__ import annotations

from handlers.announcements.names import moment
from handlers.announcements.plan import plan
from handlers.prompts import bank, question_of, questions
from handlers.reflections import bank_views, views
from handlers.refusals import NotThereAnyMoreError, SaidAlreadyError
from handlers.replies import Errors, Open, Reply
from handlers.typed import one_line
from handlers.visit import Visit
from handlers.words import Shown, escape
from storage import planned, posts, reflections
from storage.base import new_id
from storage.networks import Network, alone_in
from storage.reflections import Prompt, prompt_from, prompts_of, struck_in, thoughts_for_leaders


def read(visit: Visit) -> Reply:
    """Whoever leads now."""
    question = question_of(visit.words, visit.session, visit.reflection)
    if question is None:
        raise NotThereAnyMoreError
    page = int(visit.heard.text) if visit.heard.text.isdecimal() else 0
    those = thoughts_for_leaders(visit.session, visit.reflection)
    visit.meet([one.user_id for one in views.on_page(those, page)])
    return Open(views.read(visit.words, visit.reflection, question, those, page))


def open_choice(visit: Visit) -> Reply:
    visit.at_work()
    _not_said(visit)
    offered = questions(visit.words, visit.session, visit.the_network)
    if not offered:
        return _bank(visit, visit.the_network)
    return Open(bank_views.form_to_choose(visit.words, visit.reflection, offered))


def choose(visit: Visit) -> Reply:
    network = alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.reflection)
    _not_said(visit)
    chosen = visit.heard.fields["prompt"]
    if chosen not in questions(visit.words, visit.session, network):
        raise NotThereAnyMoreError
    visit.reflection.prompt, visit.reflection.is_chosen = chosen, True
    plan(visit.session, network, visit.now)
    posts.renew(visit.session, network.team_id, "meeting.reflection", visit.reflection.id)
    question = question_of(visit.words, visit.session, visit.reflection)
    comes = moment(visit.words, visit.reflection.comes_at, network.tz)
    return Open(bank_views.chosen(visit.words, network, question or escape(chosen), comes))


def see_bank(visit: Visit) -> Reply:
    return _bank(visit, visit.the_network)


def open_add(visit: Visit) -> Reply:
    network = visit.at_work()
    return Open(bank_views.form_to_add(visit.words, network), on_top=bool(visit.heard.view_id))


def add(visit: Visit) -> Reply:
    """A form that was accepted before is the same question: it changes what it wrote."""
    _ = visit.words
    network = alone_in(visit.session, visit.at_work())
    text, form = one_line(visit.heard.fields["text"]), f"{visit.heard.message} of {visit.person.user_id}"
    own = prompts_of(visit.session, network)
    known = prompt_from(visit.session, network.team_id, form)
    others = {one.text for one in own if one is not known} | set(bank(_).values())
    fault = bank_views.fault(_, text, is_there=text in others, is_full=known is None and len(own) >= Prompt.PROMPTS_MAX)
    if fault:
        return Errors({"text": fault})
    if known is None:
        known = Prompt(team_id=network.team_id, id=new_id(), network_id=network.id, view_id=form, added_at=visit.now)
        visit.session.add(known)
    known.text = text
    visit.session.flush()
    plan(visit.session, network, visit.now)
    return _bank(visit, network, _("The question is added. It is asked next."), back=True)


def strike(visit: Visit) -> Reply:
    return _decided(visit, asked=False)


def unstrike(visit: Visit) -> Reply:
    return _decided(visit, asked=True)


def _decided(visit: Visit, *, asked: bool) -> Reply:
    network, prompt = alone_in(visit.session, visit.at_work()), visit.heard.text
    if prompt not in {*bank(visit.words), *(one.id for one in prompts_of(visit.session, network))}:
        raise NotThereAnyMoreError
    if asked:
        reflections.unstrike(visit.session, network, prompt)
    else:
        reflections.strike(visit.session, network, prompt)
    visit.session.flush()
    plan(visit.session, network, visit.now)
    return _bank(visit, network)


def _bank(visit: Visit, network: Network, told: Shown | None = None, *, back: bool = False) -> Open:
    own, struck = prompts_of(visit.session, network), struck_in(visit.session, network)
    return Open(bank_views.bank(visit.words, network, own, struck, told), back=back)


def _not_said(visit: Visit) -> None:
    """It still waits, so that another question can take its place."""
    there = planned.planned_about(visit.session, visit.reflection.team_id, [visit.reflection.id])
    if not any(planned.is_waiting(post) for post in there):
        raise SaidAlreadyError
