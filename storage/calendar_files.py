"""Calendar files that people have asked for. They are made anew each time; what is kept is which press asked."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column
from storage.networks import Network
from storage.people import Person


class CalendarFile(Base):
    """What a person has wanted in their calendar: a meeting, or all of a network."""

    __tablename__ = "calendar_files"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    network_id: Mapped[str] = column("who meets", Kept.NETWORK, primary_key=True)
    subject_id: Mapped[str] = column("the meeting, or the network", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str] = column("who wants it", Kept.NETWORK, personal=True, primary_key=True)
    press: Mapped[str] = column("of which button, the last time: delivered twice, it sends one file", Kept.NETWORK)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
    )


def is_new_wish(session: Session, network: Network, person: Person, subject_id: str, press: str) -> bool:
    """Remember it. False if this press was heard before."""
    key = {"team_id": network.team_id, "network_id": network.id, "subject_id": subject_id, "user_id": person.user_id}
    there = session.get(CalendarFile, key)
    if there and there.press == press:
        return False
    if there:
        there.press = press
    else:
        session.add(CalendarFile(**key, press=press))
    session.flush()
    return True
