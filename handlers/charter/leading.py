"""Hears what leaders do with the rules: write, change and remove them, propose, publish and take them down."""

from __future__ import annotations

from handlers.charter import forms
from handlers.charter.footing import alone, changed, workshop
from handlers.charter.refusals import RuleRemovedError, RulesFullError
from handlers.charter.rules import STAYS, Entry
from handlers.replies import Errors, Open, Reply
from handlers.visit import Visit
from handlers.words import Shown
from storage import posts
from storage.base import new_id
from storage.charter import (
    Charter,
    Rule,
    RuleState,
    arrange,
    charter_of,
    forget_answers,
    rule_from,
    rules_of,
    spoken,
)
from storage.people import Person


def see(visit: Visit) -> Reply:
    visit.at_work()
    return workshop(visit)


def open_add(visit: Visit) -> Reply:
    rules = with_room(visit)
    entry = Entry("", rules[-1].id if rules else STAYS)
    return Open(forms.form_to_add(visit.words, visit.the_network, entry, rules), on_top=bool(visit.heard.view_id))


def add(visit: Visit) -> Reply:
    """A form that was accepted before is the same rule: it changes what it wrote."""
    charter, entry = alone(visit), Entry.from_form(visit.heard.fields)
    if wrong := entry.faults():
        return Errors(forms.sentences(visit.words, wrong, entry.text))
    rule = rule_from(visit.session, visit.the_network, visit.heard.message)
    if rule:
        return _edited(visit, charter, _standing(rule), entry)
    rule, others = written(visit, entry.text), rules_of(visit.session, visit.the_network)
    entry.put(rule, [other for other in others if other is not rule])
    changed(visit, charter)
    return workshop(visit, back=True)


def open_edit(visit: Visit) -> Reply:
    visit.at_work()
    rule = _standing(_rule(visit))
    return _form(visit, rule, Entry(rule.text))


def edit(visit: Visit) -> Reply:
    """Of two leaders who change the rules at once the later is told, and keeps what they have put in."""
    charter, rule, entry = alone(visit), _standing(_rule(visit)), Entry.from_form(visit.heard.fields)
    if (entry.text, entry.place) == (rule.text, STAYS):
        return workshop(visit, back=True)
    if wrong := entry.faults():
        return Errors(forms.sentences(visit.words, wrong, entry.text))
    if visit.heard.version != charter.version and entry.text != rule.text:
        return _form(visit, rule, entry, changed_by=_changer(visit, charter))
    return _edited(visit, charter, rule, entry)


def remove(visit: Visit) -> Reply:
    """It can be taken in again."""
    _, charter, rule = visit.words, alone(visit), _rule(visit)
    if not rule.removed_at:
        rule.removed_at = visit.now
        changed(visit, charter)
    return workshop(visit, _("«{rule}» is removed.", rule=rule.text), removed=rule, back=True)


def restore(visit: Visit) -> Reply:
    """Where it stood."""
    charter, rule = alone(visit), _rule(visit)
    if rule.removed_at:
        others = with_room(visit)
        rule.removed_at = None
        arrange([*others[: rule.position], rule, *others[rule.position :]])
        changed(visit, charter)
    return workshop(visit, back=True)


def propose(visit: Visit) -> Reply:
    """What is proposed already stays so, in the same message. After that is published, there is a new one."""
    _, session, charter = visit.words, visit.session, alone(visit)
    drafts = rules_of(session, visit.the_network, RuleState.DRAFT)
    if not drafts:
        return workshop(visit)
    if late := _late(visit, charter):
        return workshop(visit, late)
    if not charter.proposal_id or not rules_of(session, visit.the_network, RuleState.PROPOSED):
        charter.proposal_id = new_id()
    for rule in drafts:
        rule.state = RuleState.PROPOSED
    changed(visit, charter)
    posts.want(session, "charter.proposal", charter.proposal_id, channel=visit.channel, now=visit.now)
    return workshop(visit, _("The rules stand in the channel now. Here you see what people think of them."))


def publish(visit: Visit) -> Reply:
    """All rules that stand, whether they were proposed or not."""
    _, session, charter = visit.words, visit.session, alone(visit)
    waiting = rules_of(session, visit.the_network, RuleState.DRAFT, RuleState.PROPOSED)
    if not waiting:
        return workshop(visit)
    if late := _late(visit, charter):
        return workshop(visit, late)
    for rule in waiting:
        rule.state = RuleState.PUBLISHED
    changed(visit, charter)
    posts.want(session, "charter.rules", charter.id, channel=visit.channel, now=visit.now)
    return workshop(visit, _("The charter stands pinned in the channel now. If you change a rule, it changes there."))


def withdraw(visit: Visit) -> Reply:
    """All are drafts again, for leaders alone."""
    _, charter = visit.words, alone(visit)
    out = rules_of(visit.session, visit.the_network, RuleState.PROPOSED, RuleState.PUBLISHED)
    for rule in out:
        rule.state = RuleState.DRAFT
    if out:
        changed(visit, charter)
    return workshop(visit, _("The rules are drafts again, which only the leaders see."))


def with_room(visit: Visit) -> list[Rule]:
    """The rules, if there is room for one more."""
    rules = rules_of(visit.session, visit.at_work())
    if len(rules) >= Rule.RULES_MAX:
        raise RulesFullError
    return rules


def written(visit: Visit, text: str) -> Rule:
    """One more, as a draft, after the others."""
    others, network = with_room(visit), visit.the_network
    rule = Rule(
        team_id=network.team_id,
        id=new_id(),
        network=network,
        view_id=visit.heard.message,
        text=text,
        position=len(others),
        state=RuleState.DRAFT,
    )
    visit.session.add(rule)
    visit.session.flush()
    return rule


def _edited(visit: Visit, charter: Charter, rule: Rule, entry: Entry) -> Open:
    """With another text it is another rule: what people think of that, nobody has said yet."""
    is_other = entry.text != rule.text
    if is_other:
        rule.text = entry.text
        forget_answers(visit.session, rule)
    others = [other for other in rules_of(visit.session, rule.network) if other is not rule]
    if entry.put(rule, others) or is_other:
        changed(visit, charter)
    return workshop(visit, back=True)


def _form(visit: Visit, rule: Rule, entry: Entry, changed_by: str | None = None) -> Open:
    form = forms.form_to_edit(
        visit.words,
        rule,
        entry,
        [other for other in rules_of(visit.session, rule.network) if other is not rule],
        version=charter_of(visit.session, rule.network).version,
        spoken=spoken(visit.session, rule),
        changed_by=changed_by,
    )
    return Open(form, on_top=bool(visit.heard.view_id))


def _rule(visit: Visit) -> Rule:
    assert isinstance(visit.subject, Rule)
    return visit.subject


def _standing(rule: Rule) -> Rule:
    if rule.removed_at:
        raise RuleRemovedError
    return rule


def _late(visit: Visit, charter: Charter) -> Shown | None:
    """What is said to a leader who has not seen the rules as they are now."""
    _ = visit.words
    if visit.heard.text == str(charter.version):
        return None
    return _("Somebody has changed the rules meanwhile. Look at them once more before you go on.")


def _changer(visit: Visit, charter: Charter) -> str:
    """The name of who changed the rules last, as far as it is known."""
    changer = visit.session.get(Person, (charter.team_id, charter.changed_by)) if charter.changed_by else None
    return changer.name or "" if changer else ""
