"""Who may do what: one table, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from handlers.words import Shown, Words
from storage.networks import Network
from storage.people import Channel, Person
from storage.round_tables import Seat
from storage.rounds import Round
from storage.suggestions import Suggestion
from storage.topics import Hand, Question, Topic


class Role(Enum):
    """What a person can be to a network, a channel or a topic. One can be several at once."""

    ANYONE = auto()  # in the channel, guests too
    INVITER = auto()  # invited the bot; where Slack doesn't say who did, the channel's creator
    ADMIN = auto()  # of the workspace
    COORDINATOR = auto()  # of all networks; does nothing in one that has leaders
    LEADER = auto()
    STAND_IN = auto()  # leads beside the leaders until a day is over
    PREDECESSOR = auto()  # handed the network over less than a day ago
    PROPOSER = auto()
    ASKER = auto()  # of a question about a topic
    GIVER = auto()  # of an offer to help with a topic
    MAKER = auto()  # of a suggestion for a meeting
    READER = auto()  # of what is answered in a round: by who sees it, as was said before anybody answered
    SPEAKER = auto()  # in a round table, has the seat that a button was drawn for
    WRITER = auto()  # of a journal: nobody else even hears that it is there (`Visit.check`)


@dataclass(frozen=True)
class Row:
    """A deed's roles, and the sentence that says to others whose it is."""

    roles: frozenset[Role]
    who: Callable[[Words], Shown]


def _anyone(_: Words) -> Shown:
    return _("Anyone in the channel can do this.")


def _inviter(_: Words) -> Shown:
    return _("Only the person who invited me here, a coordinator or a workspace admin can set up the network.")


def _leader(_: Words) -> Shown:
    return _("Only network leaders can do this.")


def _no_stand_in(_: Words) -> Shown:
    return _("Only network leaders can do this, and no stand-in.")


def _taker_up(_: Words) -> Shown:
    return _("Only leaders, coordinators and workspace admins can take the network up again.")


def _mover(_: Words) -> Shown:
    return _("Only leaders, coordinators and workspace admins can move the network to another channel.")


def _predecessor(_: Words) -> Shown:
    return _("Only who handed the network over can take it back, and only for a day.")


def _proposer(_: Words) -> Shown:
    return _("Only the leaders and the person who proposed the topic can change it.")


def _asker(_: Words) -> Shown:
    return _("Only the leaders and the person who asked can take a question away.")


def _organiser(_: Words) -> Shown:
    return _("Only coordinators and workspace admins can do this.")


def _coordinator(_: Words) -> Shown:
    return _("Only coordinators can do this.")


def _maker(_: Words) -> Shown:
    return _("Only the person who made the suggestion can take it back.")


def _reader(_: Words) -> Shown:
    return _("Only those who led the network when the round began, and still do, can read the answers.")


def _speaker(_: Words) -> Shown:
    return _("It is somebody else's turn. Only the person who has the word and the leaders can press this.")


def _writer(_: Words) -> Shown:
    return _("Only the person whose journal it is can do this.")


ORGANISERS = frozenset({Role.ADMIN, Role.COORDINATOR})
LEADING = frozenset({Role.LEADER, Role.STAND_IN})


def _giver(_: Words) -> Shown:
    return _("Only the leaders and the person who made the offer can take it back.")


MAY = {
    "organisation.settings": Row(ORGANISERS, _organiser),
    "organisation.coordinators": Row(frozenset({Role.COORDINATOR}), _coordinator),
    "network.see": Row(frozenset({Role.ANYONE}), _anyone),
    "network.set_up": Row(frozenset({Role.INVITER, Role.ADMIN, Role.COORDINATOR}), _inviter),
    "network.set_up_always": Row(ORGANISERS, _organiser),
    "network.more": Row(frozenset({Role.ANYONE}), _anyone),
    "network.settings": Row(LEADING, _leader),
    "network.leaders": Row(frozenset({Role.LEADER}), _no_stand_in),
    "network.pause": Row(LEADING, _leader),
    "network.resume": Row(LEADING, _leader),
    "network.post_again": Row(LEADING, _leader),
    "post.correct": Row(LEADING, _leader),
    "post.take_back": Row(LEADING, _leader),
    "post.put_back": Row(LEADING, _leader),
    "post.see_taken_back": Row(LEADING, _leader),
    "participant.follow": Row(frozenset({Role.ANYONE}), _anyone),
    "participant.take_part": Row(frozenset({Role.ANYONE}), _anyone),
    "participant.choose": Row(LEADING, _leader),
    "participant.settings": Row(frozenset({Role.ANYONE}), _anyone),
    "network.end": Row(frozenset({Role.LEADER}), _no_stand_in),
    "network.take_up": Row(ORGANISERS | {Role.LEADER}, _taker_up),
    "network.move": Row(ORGANISERS | {Role.LEADER}, _mover),
    "leadership.choose": Row(ORGANISERS, _organiser),
    "leadership.stand_in": Row(frozenset({Role.LEADER}), _no_stand_in),
    "leadership.end_stand_in": Row(LEADING, _leader),
    "leadership.hand_over": Row(frozenset({Role.LEADER, Role.PREDECESSOR}), _no_stand_in),
    "leadership.take_back": Row(frozenset({Role.LEADER, Role.PREDECESSOR}), _predecessor),
    "leadership.read": Row(frozenset({Role.LEADER}), _leader),
    "announcement.see": Row(LEADING, _leader),
    "announcement.more": Row(LEADING, _leader),
    "announcement.send": Row(LEADING, _leader),
    "announcement.move": Row(LEADING, _leader),
    "announcement.skip": Row(LEADING, _leader),
    "announcement.unskip": Row(LEADING, _leader),
    "announcement.silence": Row(LEADING, _leader),
    "announcement.unsilence": Row(LEADING, _leader),
    "announcement.call": Row(LEADING, _leader),
    "topic.propose": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.from_message": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.list": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.ask": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.strike": Row(LEADING | {Role.ASKER}, _asker),
    "topic.contribute": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.refer": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.see_referral": Row(LEADING | {Role.GIVER, Role.PROPOSER}, _proposer),
    "topic.take_back": Row(LEADING | {Role.GIVER}, _giver),
    "topic.support": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.unsupport": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.more": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.edit": Row(LEADING | {Role.PROPOSER}, _proposer),
    "topic.withdraw": Row(LEADING | {Role.PROPOSER}, _proposer),
    "topic.park": Row(LEADING, _leader),
    "topic.take_up": Row(LEADING, _leader),
    "topic.merge": Row(LEADING, _leader),
    "topic.unmerge": Row(LEADING, _leader),
    "topic.see_name": Row(LEADING | {Role.PROPOSER}, _proposer),
    "topic.restore": Row(LEADING | {Role.PROPOSER}, _proposer),
    "suggestion.make": Row(frozenset({Role.ANYONE}), _anyone),
    "suggestion.withdraw": Row(frozenset({Role.MAKER}), _maker),
    "suggestion.see": Row(LEADING, _leader),
    "suggestion.take": Row(LEADING, _leader),
    "suggestion.leave": Row(LEADING, _leader),
    "suggestion.reopen": Row(LEADING, _leader),
    "round.list": Row(frozenset({Role.ANYONE}), _anyone),
    "round.start": Row(LEADING, _leader),
    "round.answer": Row(frozenset({Role.ANYONE}), _anyone),
    "round.more": Row(frozenset({Role.ANYONE}), _anyone),
    "round.read": Row(frozenset({Role.READER}), _reader),
    "round.before": Row(frozenset({Role.READER}), _reader),
    "round.after": Row(frozenset({Role.READER}), _reader),
    "round.promise": Row(frozenset({Role.ANYONE}), _anyone),
    "round.close": Row(LEADING, _leader),
    "table.start": Row(LEADING, _leader),
    "table.from_item": Row(LEADING, _leader),
    "table.done": Row(LEADING | {Role.SPEAKER}, _speaker),
    "table.later": Row(LEADING | {Role.SPEAKER}, _speaker),
    "table.pass": Row(frozenset({Role.ANYONE}), _anyone),
    "table.join": Row(frozenset({Role.ANYONE}), _anyone),
    "table.more": Row(frozenset({Role.ANYONE}), _anyone),
    "table.begin_next": Row(frozenset({Role.ANYONE}), _anyone),
    "table.not_begin_next": Row(frozenset({Role.ANYONE}), _anyone),
    "table.seat": Row(LEADING, _leader),
    "table.unseat": Row(LEADING, _leader),
    "table.add": Row(LEADING, _leader),
    "table.draw": Row(LEADING, _leader),
    "table.undo": Row(LEADING, _leader),
    "table.end": Row(LEADING, _leader),
    "thinking.start": Row(LEADING, _leader),
    "thinking.from_item": Row(LEADING, _leader),
    "thinking.write": Row(frozenset({Role.ANYONE}), _anyone),
    "thinking.more": Row(frozenset({Role.ANYONE}), _anyone),
    "thinking.extend": Row(LEADING, _leader),
    "thinking.end": Row(LEADING, _leader),
    "thinking.table": Row(LEADING, _leader),
    "thinking.ask": Row(LEADING, _leader),
    "room.start": Row(LEADING, _leader),
    "room.agree": Row(frozenset({Role.ANYONE}), _anyone),
    "cycle.lay_out": Row(LEADING, _leader),
    "cycle.save": Row(LEADING, _leader),
    "meeting.see_plan": Row(frozenset({Role.ANYONE}), _anyone),
    "topic.plan": Row(LEADING, _leader),
    "meeting.more": Row(frozenset({Role.ANYONE}), _anyone),
    "calendar.get": Row(frozenset({Role.ANYONE}), _anyone),
    "calendar.get_all": Row(frozenset({Role.ANYONE}), _anyone),
    "date_poll.open": Row(LEADING, _leader),
    "date_poll.answer": Row(frozenset({Role.ANYONE}), _anyone),
    "date_poll.more": Row(frozenset({Role.ANYONE}), _anyone),
    "date_poll.pick": Row(LEADING, _leader),
    "date_poll.close": Row(LEADING, _leader),
    "charter.show": Row(frozenset({Role.ANYONE}), _anyone),
    "charter.more": Row(frozenset({Role.ANYONE}), _anyone),
    "charter.answer": Row(frozenset({Role.ANYONE}), _anyone),
    "charter.see": Row(LEADING, _leader),
    "charter.add": Row(LEADING, _leader),
    "charter.edit": Row(LEADING, _leader),
    "charter.remove": Row(LEADING, _leader),
    "charter.restore": Row(LEADING, _leader),
    "charter.group": Row(LEADING, _leader),
    "charter.propose": Row(LEADING, _leader),
    "charter.publish": Row(LEADING, _leader),
    "charter.withdraw": Row(LEADING, _leader),
    "meeting.add": Row(LEADING, _leader),
    "meeting.edit": Row(LEADING, _leader),
    "meeting.cancel": Row(LEADING, _leader),
    "agenda.see": Row(LEADING, _leader),
    "agenda.fill": Row(LEADING, _leader),
    "agenda.save": Row(LEADING, _leader),
    "agenda.add": Row(LEADING, _leader),
    "agenda.edit": Row(LEADING, _leader),
    "agenda.remove": Row(LEADING, _leader),
    "agenda.restore": Row(LEADING, _leader),
    "agenda.carry": Row(LEADING, _leader),
    "agenda.where": Row(frozenset({Role.ANYONE}), _anyone),
    "meeting.restore": Row(LEADING, _leader),
    "coming.yes": Row(frozenset({Role.ANYONE}), _anyone),
    "coming.maybe": Row(frozenset({Role.ANYONE}), _anyone),
    "coming.no": Row(frozenset({Role.ANYONE}), _anyone),
    "coming.see": Row(LEADING, _leader),
    "attendance.confirm": Row(LEADING, _leader),
    "evaluation.pick": Row(frozenset({Role.READER}), _reader),
    "evaluation.write": Row(LEADING, _leader),
    "reflection.write": Row(frozenset({Role.ANYONE}), _anyone),
    "reflection.take_back": Row(frozenset({Role.ANYONE}), _anyone),
    "reflection.more": Row(frozenset({Role.ANYONE}), _anyone),
    "reflection.read": Row(LEADING, _leader),
    "reflection.choose": Row(LEADING, _leader),
    "reflection.bank": Row(LEADING, _leader),
    "reflection.add": Row(LEADING, _leader),
    "reflection.strike": Row(LEADING, _leader),
    "reflection.unstrike": Row(LEADING, _leader),
    "journal.see": Row(frozenset({Role.WRITER}), _writer),
    "journal.edit": Row(frozenset({Role.WRITER}), _writer),
    "journal.delete": Row(frozenset({Role.WRITER}), _writer),
    "journal.restore": Row(frozenset({Role.WRITER}), _writer),
}


def roles_of(
    person: Person,
    channel: Channel,
    network: Network | None,
    topic: Topic | None,
    part: Question | Hand | Suggestion | Round | Seat | None = None,
    *,
    today: date,
    handed_over: bool = False,
) -> frozenset[Role]:
    """All that the person is here. `part`: what somebody added to the topic the meeting, a round, or a seat."""
    roles = {Role.ANYONE}
    if person.user_id == (channel.inviter_id or channel.creator_id):
        roles.add(Role.INVITER)
    if person.is_admin:
        roles.add(Role.ADMIN)
    if person.is_coordinator:
        roles.add(Role.COORDINATOR)
    if network and person in network.leaders:
        roles.add(Role.LEADER)
    elif network and network.is_led_by(person, today):
        roles.add(Role.STAND_IN)
    if handed_over and Role.LEADER not in roles:
        roles.add(Role.PREDECESSOR)
    if topic and topic.proposer_id == person.user_id:
        roles.add(Role.PROPOSER)
    if isinstance(part, Question) and part.asker_id == person.user_id:
        roles.add(Role.ASKER)
    if isinstance(part, Hand) and part.giver_id == person.user_id:
        roles.add(Role.GIVER)
    if isinstance(part, Suggestion) and part.maker_id == person.user_id:
        roles.add(Role.MAKER)
    if isinstance(part, Round) and (part.is_for_all or (person in part.readers and roles & LEADING)):
        roles.add(Role.READER)
    if isinstance(part, Seat) and part.user_id == person.user_id:
        roles.add(Role.SPEAKER)
    return frozenset(roles)
