"""What becomes of a network whose leaders change: who is told, and who is asked when none is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.announcements import plan as announcements
from storage import posts
from storage.networks import Network, leaderless_networks
from storage.organisations import coordinators_in
from storage.people import Person


def no_longer_leads(session: Session, network: Network, person: Person, now: datetime) -> None:
    """The person has left the channel, or Slack. Who comes back is a participant until somebody names them again."""
    if network.stand_in and network.stand_in.user_id == person.user_id:
        network.stand_in = None
        announcements.plan(session, network, now)
    if person not in network.leaders:
        return
    network.leaders.remove(person)
    leaders_changed(session, network, by=None, now=now)


def lead(session: Session, network: Network, people: Sequence[Person], *, by: Person, now: datetime) -> None:
    """These lead it from now on. Who comes or goes because of somebody else is told."""
    before = list(network.leaders)
    network.leaders = list(people)
    leaders_changed(session, network, by=by, now=now)
    tell_who_leads(session, network, [one for one in people if one not in (*before, by)], now)
    for person in before:
        if person.wants_leads and person not in (*people, by):
            posts.tell(session, "leadership.over", network.id, to=person.user_id, channel=network.channel, now=now)


def leaders_changed(session: Session, network: Network, *, by: Person | None, now: datetime) -> None:
    """Show who leads it now. Settings that somebody has open list others, so they are told before they save."""
    network.version, network.changed_by = network.version + 1, by.user_id if by else None
    announcements.plan(session, network, now)
    posts.renew(session, network.team_id, "network.greeting", network.channel_id)
    if network.leaders:
        posts.renew_told(session, network.team_id, "leadership.wanted", network.id)
    else:
        ask_for_a_leader(session, [network], coordinators_in(session, network.team_id), now)


def coordinators_named(session: Session, people: Sequence[Person], now: datetime) -> None:
    """Ask them for what the others have been asked for before."""
    for person in people:
        ask_for_a_leader(session, leaderless_networks(session, person.team_id), [person], now)


def ask_for_a_leader(session: Session, networks: Sequence[Network], people: Sequence[Person], now: datetime) -> None:
    """Of those networks that have no leader and have not ended."""
    for network in networks:
        for person in people:
            if not network.ended_at:
                posts.tell(
                    session, "leadership.wanted", network.id, to=person.user_id, channel=network.channel, now=now
                )


def tell_who_leads(session: Session, network: Network, people: Sequence[Person], now: datetime) -> None:
    """They lead it now, or stand in, because somebody else said so."""
    for person in people:
        if person.wants_leads:
            posts.tell(session, "leadership.given", network.id, to=person.user_id, channel=network.channel, now=now)
