"""A network's charter («felles rammer»): the rules it gives itself, and the answers of rounds that they came from.

What participants think of the rules is choices. They are asked more than once, so each asking has a key of its own:
the charter's `proposal_id`, or the meeting after which they are asked midway in the cycle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, Select, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage import choices
from storage.base import Base, Kept, column, new_id
from storage.choices import Choice
from storage.meetings import Meeting
from storage.networks import Network
from storage.people import Person
from storage.rounds import Round, RoundKind

ABOUT = "charter.rule"  # what is chosen of each rule
BECOME_RULES = (RoundKind.EXPECTATIONS, RoundKind.GROUND_RULES)


class Opinion(StrEnum):
    """What one can think of a rule."""

    SUPPORT = "support"
    OBJECT = "object"


class RuleState(StrEnum):
    """How far a rule has come."""

    DRAFT = "draft"  # only those who lead see it
    PROPOSED = "proposed"  # the network is asked about it
    PUBLISHED = "published"


class Charter(Base):
    """What a network's rules have in common."""

    __tablename__ = "charters"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("whose charter", Kept.NETWORK)
    proposal_id: Mapped[str] = column(
        "what the network is asked about, or was last; empty: it never was", Kept.NETWORK, default=""
    )
    version: Mapped[int] = column("of two who change the rules at once, the later is told", Kept.NETWORK, default=0)
    changed_by: Mapped[str | None] = column("who changed them last, for whoever is told", Kept.NETWORK, personal=True)

    __table_args__ = (
        UniqueConstraint("team_id", "network_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
    )


class Rule(Base):
    """One thing that a network agrees on (H02, H03)."""

    __tablename__ = "rules"
    TEXT_MAX, RULES_MAX = 200, 20

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("whose rule", Kept.NETWORK)
    view_id: Mapped[str] = column("the form it was written in: the same form twice is one rule", Kept.NETWORK)
    text: Mapped[str] = column("the rule", Kept.NETWORK)
    position: Mapped[int] = column("its place among the others", Kept.NETWORK)
    state: Mapped[RuleState] = column("how far it has come", Kept.NETWORK, default=RuleState.DRAFT)
    removed_at: Mapped[datetime | None] = column("a leader has removed it, and may take it in again", Kept.NETWORK)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        Index(None, "team_id", "network_id"),
    )


class RuleAnswer(Base):
    """An answer of a round that a rule has come from. It tells of nobody, as little as the answer does."""

    __tablename__ = "rule_answers"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    rule_id: Mapped[str] = column("the rule", Kept.NETWORK, primary_key=True)
    answer_id: Mapped[str] = column("the answer", Kept.NETWORK, primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "rule_id"], ["rules.team_id", "rules.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["team_id", "answer_id"], ["round_answers.team_id", "round_answers.id"], ondelete="CASCADE"
        ),
        Index(None, "team_id", "answer_id"),
    )


def charter_of(session: Session, network: Network) -> Charter:
    """As it is. One that nobody has begun is empty, and not written down yet."""
    its = Charter.team_id == network.team_id, Charter.network_id == network.id
    found = session.scalar(select(Charter).where(*its))
    return found or Charter(team_id=network.team_id, id=new_id(), network_id=network.id, proposal_id="", version=0)


def hold(session: Session, charter: Charter) -> None:
    """Let it stay as it is now until the end of this transaction, whoever else holds it too."""
    session.refresh(charter, with_for_update={"read": True})


def charters_in(network: Network) -> Select[str]:
    """The key of what is published there, or was."""
    return select(Charter.id).where(Charter.team_id == network.team_id, Charter.network_id == network.id)


def proposals_in(network: Network) -> Select[str]:
    """The key of what was proposed there last."""
    return select(Charter.proposal_id).where(Charter.team_id == network.team_id, Charter.network_id == network.id)


def rules_of(session: Session, network: Network, *states: RuleState) -> list[Rule]:
    """A network's rules in their order: all that stand, or those of some states."""
    its = Rule.team_id == network.team_id, Rule.network_id == network.id, Rule.removed_at.is_(None)
    found = session.scalars(select(Rule).where(*its).order_by(Rule.position, Rule.id))
    return [rule for rule in found if not states or rule.state in states]


def rule_from(session: Session, network: Network, view_id: str) -> Rule | None:
    """The rule that an accepted form has become."""
    its = Rule.team_id == network.team_id, Rule.network_id == network.id
    return session.scalar(select(Rule).where(*its, Rule.view_id == view_id))


def arrange(rules: Sequence[Rule]) -> None:
    """Let this be their order."""
    for position, rule in enumerate(rules):
        rule.position = position


# The answers that they came from


def settled_rounds(session: Session, network: Network) -> list[Round]:
    """Those whose answers can become rules, the latest first."""
    its = Round.team_id == network.team_id, Round.network_id == network.id, Round.kind.in_(BECOME_RULES)
    settled = select(Round).where(*its, Round.had_their_say > 0).order_by(Round.closes_at.desc(), Round.id)
    return [asked for asked in session.scalars(settled) if asked.is_shown]


def gather(session: Session, rule: Rule, answer_ids: Collection[str]) -> bool:
    """Let the rule gather these answers too. False if it does already."""
    its = RuleAnswer.team_id == rule.team_id, RuleAnswer.rule_id == rule.id
    new = set(answer_ids).difference(session.scalars(select(RuleAnswer.answer_id).where(*its)))
    session.add_all(RuleAnswer(team_id=rule.team_id, rule_id=rule.id, answer_id=key) for key in sorted(new))
    session.flush()
    return bool(new)


def gathered(session: Session, rules: Sequence[Rule]) -> dict[str, list[str]]:
    """The key of a rule -> those of the answers that it gathers."""
    found: dict[str, list[str]] = {rule.id: [] for rule in rules}
    if rules:
        those = RuleAnswer.team_id == rules[0].team_id, RuleAnswer.rule_id.in_(found)
        for one in session.scalars(select(RuleAnswer).where(*those)):
            found[one.rule_id].append(one.answer_id)
    return found


# What participants think of them


def asked_about(session: Session, network: Network, charter: Charter, asking: str) -> list[Rule]:
    """The rules that can be answered in that asking; none, once it is over."""
    if asking == charter.proposal_id:
        return rules_of(session, network, RuleState.PROPOSED)
    meeting = session.get(Meeting, (network.team_id, asking))
    if meeting is None or meeting.network_id != network.id:
        return []
    return rules_of(session, network, RuleState.PUBLISHED)


def answer(session: Session, rule: Rule, asking: str, person: Person, opinion: Opinion | None, word: str) -> bool:
    """Write down what a person thinks of it, if anything. False if that changes nothing."""
    if opinion is None:
        return choices.take_back(session, rule.team_id, _about(asking), rule.id, person.user_id)
    return choices.choose(session, rule.network, _about(asking), rule.id, person.user_id, opinion, word)


def answers_by(session: Session, rules: Sequence[Rule], asking: str, person: Person) -> dict[str, Choice]:
    """What a person has answered: the key of a rule -> what they think of it."""
    keys = [rule.id for rule in rules]
    return choices.chosen_by(session, person.team_id, _about(asking), keys, person.user_id)


def answers_to(session: Session, rule: Rule, asking: str) -> list[Choice]:
    """All, by name. Who may read them is for others to ask."""
    return choices.those(session, rule.team_id, _about(asking), rule.id)


def counts_of(session: Session, team_id: str, rules: Sequence[Rule], asking: str) -> dict[str, Counter[str]]:
    """The key of a rule -> how many think what of it."""
    return choices.counts(session, team_id, _about(asking), [rule.id for rule in rules])


def had_their_say(session: Session, team_id: str, asking: str) -> int:
    """How many have answered anything."""
    return choices.people(session, team_id, _about(asking))


def spoken(session: Session, rule: Rule) -> int:
    """How many have said what they think of the rule, whenever they were asked."""
    return session.scalar(select(func.count(Choice.user_id.distinct())).where(*_about_it(rule))) or 0


def forget_answers(session: Session, rule: Rule) -> None:
    """It is another rule now: nobody has said what they think of it yet."""
    session.execute(delete(Choice).where(*_about_it(rule)).execution_options(synchronize_session=False))


def _about_it(rule: Rule) -> list[ColumnElement[bool]]:
    return [Choice.team_id == rule.team_id, Choice.network_id == rule.network_id, Choice.subject_id == rule.id]


def _about(asking: str) -> str:
    return f"{ABOUT}:{asking}"
