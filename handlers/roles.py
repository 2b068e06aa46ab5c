"""Who may do what: one table, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from handlers.words import Shown, Words
from storage.networks import Network
from storage.people import Channel, Person
from storage.topics import Hand, Question, Topic


class Role(Enum):
    """What a person can be to a network, a channel or a topic. One can be several at once."""

    ANYONE = auto()  # in the channel, guests too
    INVITER = auto()  # invited the bot; where Slack doesn't say who did, the channel's creator
    ADMIN = auto()  # of the workspace
    LEADER = auto()
    PROPOSER = auto()
    ASKER = auto()  # of a question about a topic
    GIVER = auto()  # of an offer to help with a topic


@dataclass(frozen=True)
class Row:
    """A deed's roles, and the sentence that says to others whose it is."""

    roles: frozenset[Role]
    who: Callable[[Words], Shown]


def _anyone(_: Words) -> Shown:
    return _("Anyone in the channel can do this.")


def _inviter(_: Words) -> Shown:
    return _("Only the person who invited me here, or a workspace admin, can set up the network.")


def _leader(_: Words) -> Shown:
    return _("Only network leaders can do this.")


def _proposer(_: Words) -> Shown:
    return _("Only the leaders and the person who proposed the topic can change it.")


def _asker(_: Words) -> Shown:
    return _("Only the leaders and the person who asked can take a question away.")


def _giver(_: Words) -> Shown:
    return _("Only the leaders and the person who made the offer can take it back.")


MAY = {
    "network.see": Row(frozenset({Role.ANYONE}), _anyone),
    "network.set_up": Row(frozenset({Role.INVITER, Role.ADMIN}), _inviter),
    "network.more": Row(frozenset({Role.ANYONE}), _anyone),
    "network.settings": Row(frozenset({Role.LEADER}), _leader),
    "network.pause": Row(frozenset({Role.LEADER}), _leader),
    "network.resume": Row(frozenset({Role.LEADER}), _leader),
    "network.post_again": Row(frozenset({Role.LEADER}), _leader),
    "topic.propose": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.from_message": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.list": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.ask": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.strike": Row(frozenset({Role.ASKER, Role.LEADER}), _asker),
    "topic.contribute": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.refer": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.see_referral": Row(frozenset({Role.GIVER, Role.PROPOSER, Role.LEADER}), _proposer),
    "topic.take_back": Row(frozenset({Role.GIVER, Role.LEADER}), _giver),
    "topic.support": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.unsupport": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.more": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.edit": Row(frozenset({Role.PROPOSER, Role.LEADER}), _proposer),
    "topic.withdraw": Row(frozenset({Role.PROPOSER, Role.LEADER}), _proposer),
    "topic.park": Row(frozenset({Role.LEADER}), _leader),
    "topic.take_up": Row(frozenset({Role.LEADER}), _leader),
    "topic.merge": Row(frozenset({Role.LEADER}), _leader),
    "topic.unmerge": Row(frozenset({Role.LEADER}), _leader),
    "topic.see_name": Row(frozenset({Role.PROPOSER, Role.LEADER}), _proposer),
    "topic.restore": Row(frozenset({Role.PROPOSER, Role.LEADER}), _proposer),
}


def roles_of(
    person: Person, channel: Channel, network: Network | None, topic: Topic | None, part: Question | Hand | None = None
) -> frozenset[Role]:
    """All that the person is here. `part`: what somebody added to the topic."""
    roles = {Role.ANYONE}
    if person.user_id == (channel.inviter_id or channel.creator_id):
        roles.add(Role.INVITER)
    if person.is_admin:
        roles.add(Role.ADMIN)
    if network and network.is_led_by(person):
        roles.add(Role.LEADER)
    if topic and topic.proposer_id == person.user_id:
        roles.add(Role.PROPOSER)
    if isinstance(part, Question) and part.asker_id == person.user_id:
        roles.add(Role.ASKER)
    if isinstance(part, Hand) and part.giver_id == person.user_id:
        roles.add(Role.GIVER)
    return frozenset(roles)
