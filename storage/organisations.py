"""The organisation that a workspace belongs to: what holds for all its networks, and its coordinators."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column
from storage.people import Person


class Creators(StrEnum):
    """Who may set up networks."""

    INVITERS = "inviters"  # whoever invites the bot to a channel
    ORGANISERS = "organisers"  # workspace admins and coordinators alone


class Organisation(Base):
    """What no leader should have to think of. There is no row before somebody has changed anything."""

    __tablename__ = "organisations"
    WHISTLE_MAX = 300
    FEWEST, FEWEST_MAX, MONTHS_MAX = 3, 20, 120

    team_id: Mapped[str] = column("the workspace", Kept.WORKSPACE, primary_key=True)
    creators: Mapped[Creators] = column("who may set up networks", Kept.WORKSPACE)
    retention_months: Mapped[int | None] = column(
        "what people write is kept no longer in any network; empty: there is no limit", Kept.WORKSPACE
    )
    fewest_shown: Mapped[int] = column("no numbers are shown of fewer people", Kept.WORKSPACE)
    whistle: Mapped[str] = column("where serious matters are told, since the bot is no such place", Kept.WORKSPACE)
    version: Mapped[int] = column("of two who change it at once, the later is told", Kept.WORKSPACE)
    changed_by: Mapped[str | None] = column("who changed it last, for whoever is told", Kept.WORKSPACE, personal=True)


def organisation_of(session: Session, team_id: str) -> Organisation:
    """What holds in a workspace: what somebody has chosen, or else what is usual."""
    return session.get(Organisation, team_id) or Organisation(
        team_id=team_id, creators=Creators.INVITERS, fewest_shown=5, whistle="", version=0
    )


def alone_in_organisation(session: Session, team_id: str) -> Organisation:
    """The row, made if need be, while others who change it wait."""
    organisation = organisation_of(session, team_id)
    if organisation not in session:
        session.add(organisation)
        session.flush()  # of two who make it at once the later begins anew
    elif session.get_bind().dialect.name != "sqlite":  # whose writers are alone anyway
        session.refresh(organisation, with_for_update=True)
    return organisation


def coordinators_in(session: Session, team_id: str) -> list[Person]:
    """Those who can be asked, by name."""
    named = select(Person).where(Person.team_id == team_id, Person.is_coordinator, ~Person.is_gone)
    return list(session.scalars(named.order_by(Person.name, Person.user_id)))


def name_coordinators(
    session: Session, team_id: str, people: Sequence[Person], by: str | None = None
) -> Sequence[Person]:
    """These, and nobody else. Gives those who are new to it."""
    new = [person for person in people if not person.is_coordinator]
    for person in session.scalars(select(Person).where(Person.team_id == team_id, Person.is_coordinator)):
        person.is_coordinator = person in people
    for person in people:
        person.is_coordinator = True
    organisation = alone_in_organisation(session, team_id)
    organisation.version, organisation.changed_by = organisation.version + 1, by
    return new
