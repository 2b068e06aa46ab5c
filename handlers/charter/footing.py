"""What the listeners of a charter stand on: the rules as they are now, and the workshop that shows them to leaders."""

from __future__ import annotations

from handlers.announcements import plan
from handlers.charter import views
from handlers.replies import Open
from handlers.rounds.kinds import title_of
from handlers.visit import Visit
from handlers.words import Shown
from storage import posts
from storage.charter import Charter, Rule, charter_of, counts_of, gathered, rules_of, settled_rounds
from storage.networks import alone_in
from storage.rounds import Round

ROUNDS_MAX = 5  # the latest


def alone(visit: Visit) -> Charter:
    """The charter, alone with whoever changes it: what others have done to it meanwhile is seen."""
    network = alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.subject)
    return charter_of(visit.session, network)


def changed(visit: Visit, charter: Charter) -> None:
    """What shows the rules follows, and somebody else's open form is old now."""
    charter.version, charter.changed_by = charter.version + 1, visit.person.user_id
    visit.session.add(charter)
    visit.session.flush()
    if charter.proposal_id:
        posts.renew(visit.session, charter.team_id, "charter.proposal", charter.proposal_id)
    posts.renew(visit.session, charter.team_id, "charter.rules", charter.id)
    plan.charter_changed(visit.session, visit.the_network, visit.now)


def may_read(visit: Visit, asked: Round) -> bool:
    """May this leader read its answers? What was for leaders, only if they led when it was opened."""
    return asked.is_settled and asked.is_shown and (asked.is_for_all or visit.person in asked.readers)


def workshop(visit: Visit, told: Shown | None = None, *, removed: Rule | None = None, back: bool = False) -> Open:
    """The rules as they are now. `told`: what was done just now. `removed`: what can be taken in again."""
    session, network = visit.session, visit.the_network
    charter, rules = charter_of(session, network), rules_of(session, network)
    readable = [asked for asked in settled_rounds(session, network) if may_read(visit, asked)]
    shown = views.workshop(
        visit.words,
        network,
        charter,
        rules,
        gathered={rule_id: len(keys) for rule_id, keys in gathered(session, rules).items()},
        counts=counts_of(session, network.team_id, rules, charter.proposal_id),
        rounds=[(asked, title_of(visit.words, asked)) for asked in readable[:ROUNDS_MAX]],
        told=told,
        removed=removed,
    )
    return Open(shown, back=back)
