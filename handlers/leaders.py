"""What becomes of a network whose leader is gone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from storage import posts
from storage.networks import Network
from storage.people import Person


def no_longer_leads(session: Session, network: Network, person: Person) -> None:
    """The person has left the channel, or Slack. Who comes back is a participant until somebody names them again."""
    if network.stand_in and network.stand_in.user_id == person.user_id:
        network.stand_in = None
    if person not in network.leaders:
        return
    network.leaders.remove(person)
    leaders_changed(session, network, by=None)


def leaders_changed(session: Session, network: Network, by: Person | None) -> None:
    """Show who leads it now. Settings that somebody has open list others, so they are told before they save."""
    network.version, network.changed_by = network.version + 1, by.user_id if by else None
    session.flush()
    posts.renew(session, network.team_id, "network.greeting", network.channel_id)
