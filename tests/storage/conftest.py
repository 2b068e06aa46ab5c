"""A database with a few rows in it, and a second way into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from storage.database import Database
from tests.storage.pieces import fill


@pytest.fixture
def filled(database: Database) -> Database:
    with database.writing() as session:
        fill(session)
    return database


@pytest.fixture
def another(database_url: str) -> Iterator[Database]:
    """The same database from another process: nothing in memory is shared."""
    with closing(Database(database_url)) as opened:
        yield opened
