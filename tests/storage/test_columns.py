"""What every table and column promises: what it is for, whose it is, and that no row reaches into another workspace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, DateTime, Table, UniqueConstraint
from sqlalchemy.exc import StatementError

from storage import (  # noqa: F401 (naming them makes their tables known)
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
from storage.base import Base, Kept, UTCDateTime
from storage.database import Database
from storage.people import Person
from storage.posts import Post
from tests.storage.pieces import LIV, NOW, OURS, fill, wanted

TABLES = list(Base.metadata.tables.values())
COLUMNS = [column for table in TABLES for column in table.columns]
every_table = pytest.mark.parametrize("table", TABLES, ids=str)
every_column = pytest.mark.parametrize("column", COLUMNS, ids=str)


def test_there_are_tables() -> None:
    assert len(TABLES) >= 7


@every_column
def test_a_column_says_what_it_is_for_and_how_long_it_is_kept(column: Column[object]) -> None:
    assert column.info.keys() == {"why", "personal", "kept"}
    assert column.info["why"].strip()
    assert isinstance(column.info["personal"], bool)
    assert isinstance(column.info["kept"], Kept)


@every_column
def test_what_names_a_person_is_personal(column: Column[object]) -> None:
    """A key of the table of people is personal wherever it stands."""
    points_at_people = any(key.target_fullname == "people.user_id" for key in column.foreign_keys)
    assert column.info["personal"] or not (points_at_people or column.name == "user_id")


@every_column
def test_moments_are_moments_in_utc(column: Column[object]) -> None:
    assert not isinstance(column.type, DateTime)
    assert isinstance(column.type, UTCDateTime) == (column.name.endswith("_at") or column.name.endswith("_until"))


@every_table
def test_the_workspace_is_part_of_every_key(table: Table) -> None:
    assert next(iter(table.primary_key.columns)).name == "team_id"
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            assert "team_id" in constraint.columns
    for key in table.foreign_key_constraints:
        there = {element.parent.name: element.target_fullname.partition(".")[2] for element in key.elements}
        assert there["team_id"] == "team_id"
    for index in table.indexes:
        assert next(iter(index.columns)).name == "team_id"


@pytest.mark.parametrize("moment", [datetime(2026, 11, 23, 9), datetime.min])  # noqa: DTZ001, DTZ901 (what is refused)
def test_a_moment_without_its_time_zone_is_refused(database: Database, moment: datetime) -> None:
    with database.writing() as session:
        fill(session)
    with pytest.raises(StatementError, match="a moment needs its time zone"), database.writing() as session:
        session.get_one(Person, (OURS, LIV)).known_at = moment


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Europe/Oslo"), timezone(timedelta(hours=-3, minutes=-30))])
def test_a_moment_comes_back_in_utc(database: Database, zone: timezone | ZoneInfo) -> None:
    moment = NOW.replace(microsecond=123456)
    with database.writing() as session:
        fill(session)
        session.get_one(Person, (OURS, LIV)).known_at = moment.astimezone(zone)
    with database.reading() as session:
        found = session.get_one(Person, (OURS, LIV)).known_at
        assert found == moment
        assert found.tzinfo is UTC
        there = session.query(Person).filter(Person.known_at == moment.astimezone(zone)).one()  # and is found by it
        assert there.user_id == LIV


def test_no_moment_is_none(database: Database) -> None:
    with database.writing() as session:
        fill(session)
        wanted(session)
    with database.reading() as session:
        assert session.query(Post).one().held_until is None
