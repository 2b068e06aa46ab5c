"""Hears what people add to a topic that others have proposed: support, questions, and offers to help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.replies import Close, Errors, Open, Reply, Say
from handlers.topics import forms, slips, views
from handlers.topics.footing import menu_of, renew_card, standing
from handlers.topics.rules import faults_of_offer, faults_of_question
from handlers.typed import one_line
from handlers.visit import Visit
from handlers.words import Words
from storage.topics import Hand, HandKind, Question, Support, Topic, hand_of, question_from, supports_by


def support(visit: Visit) -> Reply:
    visit.at_work()
    topic = standing(visit)
    anew = not supports_by(visit.session, topic, visit.person)
    if anew:
        visit.session.add(Support(team_id=topic.team_id, topic_id=topic.id, user_id=visit.person.user_id))
        renew_card(visit)
    return menu_of(visit) if visit.heard.view_id else Say(views.thanks(visit.words, topic, anew))


def unsupport(visit: Visit) -> Reply:
    """Also what was given to topics that this one gathers: the person counts once, and takes back all."""
    visit.at_work()
    given = supports_by(visit.session, standing(visit), visit.person)
    for one in given:
        visit.session.delete(one)
    if given:
        renew_card(visit)
    return menu_of(visit)


def open_question(visit: Visit) -> Reply:
    visit.at_work()
    return Open(slips.form_to_ask(visit.words, standing(visit)), on_top=bool(visit.heard.view_id))


def ask(visit: Visit) -> Reply:
    """A form that was accepted before is the same question: it changes what it wrote."""
    visit.at_work()
    topic, text = standing(visit), one_line(visit.heard.fields["question"])
    wrong = faults_of_question(text)
    if wrong:
        return Errors(forms.sentences(visit.words, wrong))
    known = question_from(visit.session, topic.team_id, visit.heard.view_id)
    if known:
        known.text = text
    else:
        visit.session.add(
            Question(
                team_id=topic.team_id,
                topic_id=topic.id,
                asker_id=visit.person.user_id,
                view_id=visit.heard.view_id,
                text=text,
                asked_at=visit.now,
            )
        )
    renew_card(visit)
    return Close()


def open_contribution(visit: Visit) -> Reply:
    return _open_offer(visit, HandKind.CONTRIBUTES, slips.form_to_contribute)


def contribute(visit: Visit) -> Reply:
    return _offer(visit, HandKind.CONTRIBUTES)


def open_referral(visit: Visit) -> Reply:
    return _open_offer(visit, HandKind.KNOWS, slips.form_to_refer)


def refer(visit: Visit) -> Reply:
    return _offer(visit, HandKind.KNOWS)


def take_away(visit: Visit) -> Reply:
    """A question or an offer, by whose it is or by a leader."""
    visit.at_work()
    visit.session.delete(visit.part)
    visit.session.flush()
    renew_card(visit)
    return menu_of(visit)


def _open_offer(visit: Visit, kind: HandKind, form: Callable[[Words, Topic, str], dict[str, Any]]) -> Reply:
    visit.at_work()
    topic = standing(visit)
    offered = hand_of(visit.session, topic, visit.person, kind)
    return Open(form(visit.words, topic, offered.text if offered else ""), on_top=True)


def _offer(visit: Visit, kind: HandKind) -> Reply:
    """One of each kind from each person: a second form changes what the first one wrote.

    Also if that is gathered here: it moves here, for those to read whom the form named.
    """
    visit.at_work()
    topic, text = standing(visit), one_line(visit.heard.fields["offer"])
    wrong = faults_of_offer(text)
    if wrong:
        return Errors(forms.sentences(visit.words, wrong))
    offered = hand_of(visit.session, topic, visit.person, kind)
    if offered:
        offered.topic, offered.text = topic, text
    else:
        visit.session.add(
            Hand(
                team_id=topic.team_id,
                topic_id=topic.id,
                giver_id=visit.person.user_id,
                kind=kind,
                text=text,
                offered_at=visit.now,
            )
        )
    renew_card(visit)
    return Close()
