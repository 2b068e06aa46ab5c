"""How the tables came about. `upgrade` brings a database to the newest revision; a SQLite file is copied first.

Alembic is imported only where there is something to do: it costs a tenth of a second and twelve megabytes.
"""

from __future__ import annotations

import logging
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, make_url, text

from storage.database import Database

HERE = Path(__file__).parent
NEWEST = max(path.stem.split("_")[0] for path in HERE.glob("versions/[0-9]*.py"))
LOCK = 7_285_411  # any number, as long as nothing else in the database takes the same advisory lock

log = logging.getLogger(__name__)


class NewerDatabaseError(Exception):
    """The database was made by a newer version of the bot: going on could spoil it."""


def is_new(url: str) -> bool:
    """Is it a SQLite file that can be made, but isn't there yet?"""
    file = make_url(url)
    if file.get_backend_name() != "sqlite" or not file.database:
        return False
    path = Path(file.database)
    return not path.exists() and os.access(path.parent, os.W_OK)


def revision_of(database: Database) -> str | None:
    """The database's revision; None where there are no tables yet."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision


def upgrade(database: Database, now: datetime) -> str | None:
    """Bring the tables to the newest revision, as a whole or not at all. Gives the revision before.

    A SQLite file that holds something is copied beside itself first.
    """
    before = revision_of(database)
    if before == NEWEST:
        return before
    if before is not None and before > NEWEST:
        raise NewerDatabaseError(before)
    if database.is_sqlite and before is not None:
        _copy(database, before, now)
    log.info("migrating the database from %s to %s", before or "nothing", NEWEST)
    with database.engine.connect() as connection:
        if database.is_sqlite:
            # Rebuilding a table with this on would delete its children; inside a transaction it can't be changed.
            connection.connection.driver_connection.execute("pragma foreign_keys=off")  # type: ignore[union-attr]
        try:
            with connection.begin():
                if not database.is_sqlite:  # SQLite's BEGIN IMMEDIATE is lock enough
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                _run(connection)
                if database.is_sqlite and connection.execute(text("pragma foreign_key_check")).first():
                    raise RuntimeError("the migration left rows that point nowhere; it was rolled back")
        finally:
            connection.invalidate()  # the next connection has its foreign keys on
    return before


def configuration(connection: Connection) -> Any:
    """Alembic's configuration for an open connection, for `upgrade` and for the developer's `make migration`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _run(connection: Connection) -> None:
    from alembic import command

    command.upgrade(configuration(connection), "head")


def _copy(database: Database, revision: str, now: datetime) -> None:
    """A whole copy of the file, taken while others may be writing."""
    path = f"{database.url.database}.backup-{revision}-{now:%Y%m%d-%H%M%S}"
    with database.engine.connect() as connection:
        connection.connection.driver_connection.execute("VACUUM INTO ?", (path,))  # type: ignore[union-attr]
    log.info("kept a copy of the database in %s", path)
