"""Alembic's way in. It is handed an open connection (`storage.migrations.configuration`) and never makes one."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

# Naming them here is what lets autogenerate see their tables.
from storage import (  # noqa: F401
    agendas,
    attendance,
    calendar_files,
    charter,
    choices,
    date_polls,
    evaluations,
    handovers,
    heartbeats,
    journal,
    meetings,
    members,
    networks,
    organisations,
    people,
    planned,
    posts,
    reflections,
    round_tables,
    rounds,
    suggestions,
    thinking,
    topics,
)
from storage.base import Base, UTCDateTime


def plainly(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Migrations outlive the code: they name SQLAlchemy's types, not ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=plainly,
    transactional_ddl=True,
)
context.run_migrations()
