"""Hears what anyone does with a charter: looks at it, and says what they think of its rules."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.announcements.rules import Kind
from handlers.charter import forms, views
from handlers.charter.refusals import NotAskedError
from handlers.charter.rules import Said, said_of, too_long, word_field
from handlers.replies import Errors, Open, Reply
from handlers.typed import too_long as said_too_long
from handlers.visit import Visit
from handlers.words import Shown
from storage import charter as rules_there
from storage import planned, posts
from storage.charter import Charter, Rule, RuleState, asked_about, charter_of, rules_of
from storage.choices import Choice


def show(visit: Visit) -> Reply:
    """What is published. Also where the network rests."""
    network = visit.the_network
    rules = rules_of(visit.session, network, RuleState.PUBLISHED)
    return Open(views.show(visit.words, network, rules, leads=visit.may("charter.see")))


def more(visit: Visit) -> Reply:
    """Also where the network rests, and when nobody is asked any more."""
    return _sheet(visit, visit.heard.text)


def open_answer(visit: Visit) -> Reply:
    visit.at_work()
    asking, charter = visit.heard.text, charter_of(visit.session, visit.the_network)
    rules = _asked(visit, charter, asking)
    mine = rules_there.answers_by(visit.session, rules, asking, visit.person)
    return _form(visit, charter, rules, asking, {rule.id: Said.of(mine.get(rule.id)) for rule in rules})


def answer(visit: Visit) -> Reply:
    """To rules that have changed since the form was opened, nobody has answered: they are shown anew."""
    visit.at_work()
    _, asking = visit.words, visit.heard.message
    charter = charter_of(visit.session, visit.the_network)
    if charter.version:  # somebody has begun it
        rules_there.hold(visit.session, charter)
    rules = _asked(visit, charter, asking)
    said = said_of(rules, visit.heard.fields)
    if visit.heard.version != charter.version:
        return _form(visit, charter, rules, asking, said, is_late=True)
    if long := too_long(said):
        lengths = {rule: len(said[rule.id].word) for rule in rules if rule.id in long}
        return Errors({word_field(rule): _too_long(visit, length) for rule, length in lengths.items()})
    for rule in rules:
        one = said[rule.id]
        rules_there.answer(visit.session, rule, asking, visit.person, one.opinion, one.word)
    if asking == charter.proposal_id:
        posts.renew(visit.session, charter.team_id, "charter.proposal", asking)
    else:
        planned.renew_about(visit.session, charter.team_id, [asking], view=Kind.CHARTER)
    return _sheet(visit, asking, _("What you think is saved. You can change it as long as people are asked."))


def _asked(visit: Visit, charter: Charter, asking: str) -> list[Rule]:
    rules = asked_about(visit.session, visit.the_network, charter, asking)
    if not rules:
        raise NotAskedError
    return rules


def _form(
    visit: Visit, charter: Charter, rules: list[Rule], asking: str, said: Mapping[str, Said], *, is_late: bool = False
) -> Open:
    form = forms.form_to_answer(visit.words, charter, rules, said, asking=asking, is_late=is_late)
    return Open(form)


def _sheet(visit: Visit, asking: str, told: Shown | None = None) -> Open:
    """How the rules stand in that asking, and for those who lead, what is written about them."""
    session, network = visit.session, visit.the_network
    asked = asked_about(session, network, charter_of(session, network), asking)
    rules = asked or rules_of(session, network, RuleState.PUBLISHED)
    leads = visit.may("charter.see")
    shown = views.more(
        visit.words,
        network,
        rules,
        asking=asking,
        is_open=bool(asked) and network.is_awake,
        counts=rules_there.counts_of(session, network.team_id, rules, asking),
        mine=rules_there.answers_by(session, rules, asking, visit.person),
        words_to_leaders={rule.id: rules_there.answers_to(session, rule, asking) for rule in rules} if leads else None,
        told=told,
    )
    return Open(shown)


def _too_long(visit: Visit, length: int) -> Shown:
    return said_too_long(visit.words, Choice.WORD_MAX, length)
