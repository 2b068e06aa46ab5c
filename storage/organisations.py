"""The organisation that a workspace belongs to: its coordinators."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.people import Person


def coordinators_in(session: Session, team_id: str) -> list[Person]:
    """Those who can be asked, by name."""
    named = select(Person).where(Person.team_id == team_id, Person.is_coordinator, ~Person.is_gone)
    return list(session.scalars(named.order_by(Person.name, Person.user_id)))


def name_coordinators(session: Session, team_id: str, people: Sequence[Person]) -> None:
    """These, and nobody else."""
    for person in session.scalars(select(Person).where(Person.team_id == team_id, Person.is_coordinator)):
        person.is_coordinator = person in people
    for person in people:
        person.is_coordinator = True
