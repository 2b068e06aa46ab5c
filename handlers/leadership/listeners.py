"""Hears who shall lead a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers import refusals
from handlers.announcements import plan as announcements
from handlers.leaders import lead, tell_who_leads
from handlers.leadership import views
from handlers.leadership.rules import faults_of_hand_over, faults_of_stand_in
from handlers.networks.listeners import open_more, show
from handlers.networks.rules import faults_of_leaders
from handlers.networks.views import sentences
from handlers.replies import Errors, Open, Reply
from handlers.typed import whole
from handlers.visit import Visit
from storage.handovers import HandOver, Successor, to_take_back, unread_note
from storage.members import outside
from storage.networks import StandIn, alone_in
from storage.people import Person


def open_choice(visit: Visit) -> Reply:
    """From a message in the channel, or from the network's menu."""
    if visit.the_network.leaders:
        raise refusals.HasLeadersError(visit.the_network)
    return Open(views.form_to_choose(visit.words, visit.the_network))


def choose(visit: Visit) -> Reply:
    """New leaders for a network that has none. Of two who choose at once the later is told of the first's choice."""
    network = alone_in(visit.session, visit.the_network)
    chosen = visit.heard.fields["leaders"]
    if network.leaders:
        if sorted(chosen) != sorted(leader.user_id for leader in network.leaders):
            raise refusals.HasLeadersError(network)
        return Open(views.chosen(visit.words, network))  # the same form, delivered again
    leaders = visit.meet(chosen)
    wrong = faults_of_leaders(leaders, _absent(visit, leaders))
    if wrong:
        return Errors(sentences(visit.words, wrong))
    lead(visit.session, network, leaders, by=visit.person, now=visit.now)
    return Open(views.chosen(visit.words, network))


def open_stand_in(visit: Visit) -> Reply:
    return Open(views.form_of_stand_in(visit.words, visit.the_network))


def stand_in(visit: Visit) -> Reply:
    """One at a time: the form sent again is the same stand-in, and another one takes the place of the first."""
    network, fields = alone_in(visit.session, visit.the_network), visit.heard.fields
    people = visit.meet(fields["stand_in"])
    last_day = date.fromisoformat(fields["last_day"]) if fields["last_day"] else None
    wrong = faults_of_stand_in(network, people, _absent(visit, people), last_day, visit.today)
    if wrong or last_day is None:
        return Errors(views.sentences(visit.words, wrong))
    known = network.stand_in
    if known and (known.user_id, known.last_day) == (people[0].user_id, last_day):
        return Open(views.stands_in(visit.words, known))  # the same form, delivered again
    network.stand_in = StandIn(user_id=people[0].user_id, last_day=last_day)
    announcements.plan(visit.session, network, visit.now)
    tell_who_leads(visit.session, network, people, visit.now)
    return Open(views.stands_in(visit.words, network.stand_in))


def end_stand_in(visit: Visit) -> Reply:
    visit.the_network.stand_in = None
    announcements.plan(visit.session, visit.the_network, visit.now)
    return open_more(replace(visit))  # who stood in may do less now


def open_hand_over(visit: Visit) -> Reply:
    others_lead = any(leader is not visit.person for leader in visit.the_network.leaders)
    return Open(views.form_to_hand_over(visit.words, visit.the_network, others_lead))


def hand_over(visit: Visit) -> Reply:
    """Who has handed over and does so again, within the day, does it otherwise: what was done is undone first."""
    network, note = alone_in(visit.session, visit.the_network), whole(visit.heard.fields["note"])
    chosen, done = visit.meet(visit.heard.fields["successors"]), _handed_over(visit)
    stay = [leader for leader in _without(visit, done) if leader is not visit.person]
    may_be_nobody = bool(stay or visit.heard.fields.get("nobody"))  # where others lead, nobody is asked that
    wrong = faults_of_hand_over(visit.person, chosen, _absent(visit, chosen), note, may_be_nobody=may_be_nobody)
    if wrong:
        return Errors(views.sentences(visit.words, wrong))
    if done and (done.note, {one.user_id for one in done.successors if one.is_new}) == (note, _ids(chosen)):
        return Open(views.handed_over(visit.words, network))  # the same form, delivered again
    if done:
        _undo(visit, done)
    new = [person for person in chosen if person not in stay]
    visit.session.add(
        HandOver(
            team_id=network.team_id,
            network_id=network.id,
            leader_id=visit.person.user_id,
            note=note,
            handed_over_at=visit.now,
            successors=[Successor(user_id=one.user_id, is_new=one in new) for one in (*stay, *new)],
        )
    )
    lead(visit.session, network, [*stay, *new], by=visit.person, now=visit.now)
    return Open(views.handed_over(visit.words, network))


def take_back(visit: Visit) -> Reply:
    """Who presses once more leads already, and is shown how it stands."""
    alone_in(visit.session, visit.the_network)
    done = _handed_over(visit)
    if done:
        leaders = [*_without(visit, done), visit.person]
        _undo(visit, done)
        lead(visit.session, visit.the_network, leaders, by=visit.person, now=visit.now)
    return open_more(replace(visit))  # who leads again may do more now


def read(visit: Visit) -> Reply:
    """The note is not shown to this person any more: neither in the message nor in the menu that it stood in."""
    note = unread_note(visit.session, visit.the_network, visit.person)
    for successor in note.successors if note else ():
        successor.has_read = successor.has_read or successor.user_id == visit.person.user_id
    visit.session.flush()
    return open_more(visit) if visit.heard.view_id else replace(show(visit), instead=True)


def _handed_over(visit: Visit) -> HandOver | None:
    """What this person has handed over and can take back."""
    if visit.person in visit.the_network.leaders:
        return None
    return to_take_back(visit.session, visit.the_network, visit.person, visit.now)


def _undo(visit: Visit, done: HandOver) -> None:
    visit.session.delete(done)
    visit.session.flush()


def _without(visit: Visit, done: HandOver | None) -> list[Person]:
    """Those who lead, but for those whom the hand-over made leaders."""
    new = {one.user_id for one in done.successors if one.is_new} if done else set()
    return [leader for leader in visit.the_network.leaders if leader.user_id not in new]


def _absent(visit: Visit, people: Sequence[Person]) -> list[Person]:
    return outside(visit.session, visit.channel, people)


def _ids(people: Sequence[Person]) -> set[str]:
    return {person.user_id for person in people}
