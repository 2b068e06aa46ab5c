"""Hears how leaders make rules of what a round has gathered."""

from __future__ import annotations

from handlers.charter import forms
from handlers.charter.footing import alone, changed, may_read, workshop
from handlers.charter.leading import written
from handlers.charter.rules import NEW, Grouping, page_of
from handlers.refusals import NotThereAnyMoreError
from handlers.replies import Errors, Open, Reply
from handlers.rounds.kinds import questions_of, title_of
from handlers.visit import Visit
from storage.charter import BECOME_RULES, Rule, gather, gathered, rule_from, rules_of
from storage.rounds import Round, RoundAnswer, Style, answers_to


def open_group(visit: Visit) -> Reply:
    """The answers, those first that no rule gathers."""
    visit.at_work()
    asked, rules = _round(visit), rules_of(visit.session, visit.the_network)
    page = int(visit.heard.text) if visit.heard.text.isdecimal() else 0
    taken = {key: rule for rule in rules for key in gathered(visit.session, rules)[rule.id]}
    rows, has_more = page_of(_answers(visit, asked), taken, page)
    form = forms.form_to_group(
        visit.words,
        asked,
        title_of(visit.words, asked),
        rows,
        rules,
        taken=taken,
        page=page,
        has_more=has_more,
    )
    return Open(form, on_top=bool(visit.heard.view_id))


def group(visit: Visit) -> Reply:
    """A form that was accepted before is the same rule: it changes what it wrote."""
    charter, asked = alone(visit), _round(visit)
    grouping = Grouping.from_form(visit.heard.fields)
    if wrong := grouping.faults():
        return Errors(forms.sentences(visit.words, wrong, grouping.text))
    there = {answer.id for _question, answers in _answers(visit, asked) for answer in answers}
    before = rule_from(visit.session, visit.the_network, visit.heard.message)
    rule = _chosen(visit, grouping.rule_id) if grouping.rule_id != NEW else before or written(visit, grouping.text)
    anew = gather(visit.session, rule, there.intersection(grouping.answer_ids))
    if anew or rule is not before:
        changed(visit, charter)
    return workshop(visit, back=True)


def _round(visit: Visit) -> Round:
    """The round, if this leader may read it and rules can come of it."""
    asked = visit.subject
    assert isinstance(asked, Round)
    if asked.kind not in BECOME_RULES or not may_read(visit, asked):
        raise NotThereAnyMoreError
    return asked


def _answers(visit: Visit, asked: Round) -> list[tuple[str, list[RoundAnswer]]]:
    """Each question that is answered in words, with all that was answered."""
    return [
        (question.text, answers_to(visit.session, asked, question.name))
        for question in questions_of(visit.words, asked)
        if question.style is Style.TEXT
    ]


def _chosen(visit: Visit, rule_id: str) -> Rule:
    """The rule that gathers them, if nobody has removed it meanwhile."""
    rule = next((one for one in rules_of(visit.session, visit.the_network) if one.id == rule_id), None)
    if rule is None:
        raise NotThereAnyMoreError
    return rule
