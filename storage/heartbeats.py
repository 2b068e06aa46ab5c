"""The heartbeat: when somebody last looked for what is due. `nettverksbot check` reads it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column
from storage.database import from_now


class Heartbeat(Base):
    """One for each workspace, in the database's own time: it tells of processes, and no clock that people turn."""

    __tablename__ = "heartbeats"

    team_id: Mapped[str] = column("the workspace", Kept.WORKSPACE, primary_key=True)
    beat_at: Mapped[datetime] = column("when it was last looked for what is due", Kept.WORKSPACE)


def beat(session: Session, team_id: str) -> None:
    """Now."""
    here = update(Heartbeat).where(Heartbeat.team_id == team_id).values(beat_at=from_now())
    if not session.scalar(here.returning(Heartbeat.team_id).execution_options(synchronize_session=False)):
        session.add(Heartbeat(team_id=team_id, beat_at=from_now()))


def since_beat(session: Session, team_id: str) -> timedelta | None:
    """How long ago it was. None if it never was."""
    row = session.execute(select(Heartbeat.beat_at, from_now()).where(Heartbeat.team_id == team_id)).one_or_none()
    return row[1] - row[0] if row else None
