"""How tables come about: the migrations make what the models say, whole or not at all, and lose nothing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import handovers, migrations, networks, organisations, people, posts, topics  # noqa: F401 (naming them makes their tables known)
from storage.base import Base
from storage.database import Database
from storage.networks import Leader, Network
from storage.people import Person
from tests.storage.pieces import LIV, OURS, fill
from tests.test_house import ROOT

LATER = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def empty(empty_database_url: str) -> Any:
    database = Database(empty_database_url)
    yield database
    database.close()


@pytest.fixture
def filled(database: Database) -> Database:
    with database.writing() as session:
        fill(session)
    return database


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this a version of the bot with one migration more, which does what it is given."""
    here = tmp_path / "migrations"
    shutil.copytree(migrations.HERE, here, ignore=shutil.ignore_patterns("__pycache__"))

    def write(*upgrade: str) -> None:
        body = "\n    ".join(upgrade)
        (here / "versions" / "9001_the_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n\n"
            f"revision, down_revision = '9001', '{newest}'\n\n"
            f"def upgrade() -> None:\n    {body}\n"
        )
        monkeypatch.setattr(migrations, "HERE", here)
        monkeypatch.setattr(migrations, "NEWEST", "9001")

    newest = migrations.NEWEST
    return write


def tables(database: Database) -> dict[str, list[str]]:
    """Every table there, with its columns."""
    with database.engine.connect() as connection:
        look = inspect(connection)
        return {table: [column["name"] for column in look.get_columns(table)] for table in look.get_table_names()}


def indexes(database: Database) -> set[str]:
    """Every index, as the database would make it again."""
    asked = (
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if database.is_sqlite
        else "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    )
    with database.engine.connect() as connection:
        return set(connection.scalars(text(asked)))


def copies(database: Database) -> list[Path]:
    if not database.is_sqlite:
        return []
    file = Path(str(database.url.database))
    return sorted(file.parent.glob(f"{file.name}.backup-*"))


def name_of_liv(database: Database) -> str | None:
    with database.reading() as session:
        return session.scalar(select(Person.name).where(Person.team_id == OURS, Person.user_id == LIV))


# The migrations themselves


def test_migrations_make_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_indexes_cover_what_the_models_say(database: Database, empty: Database) -> None:
    """Alembic doesn't compare for which rows an index is made."""
    Base.metadata.create_all(empty.engine)
    assert indexes(database) == indexes(empty)


def test_up_and_down_and_up_again(empty: Database) -> None:
    assert migrations.revision_of(empty) is None
    migrations.upgrade(empty, LATER)
    made = tables(empty)
    assert made.keys() == {*Base.metadata.tables, "alembic_version"}
    with empty.engine.begin() as connection:
        command.downgrade(migrations.configuration(connection), "base")
    assert tables(empty).keys() == {"alembic_version"}
    with empty.engine.begin() as connection:
        command.upgrade(migrations.configuration(connection), "head")
    assert tables(empty) == made


def test_the_newest_revision_is_the_only_head(database: Database) -> None:
    with database.engine.connect() as connection:
        scripts = ScriptDirectory.from_config(migrations.configuration(connection))
    assert scripts.get_heads() == [migrations.NEWEST]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert all(revision.isdecimal() and len(revision) == 4 for revision in revisions)  # so they sort as text
    assert revisions == sorted(revisions, reverse=True)


def test_nothing_to_do_is_nothing_done(filled: Database) -> None:
    assert migrations.upgrade(filled, LATER) == migrations.NEWEST
    assert copies(filled) == []


def test_a_new_database_needs_no_copy(empty: Database) -> None:
    assert migrations.upgrade(empty, LATER) is None
    assert copies(empty) == []


# From one version to the next


def test_a_sqlite_file_is_copied_before_it_is_changed(filled: Database, next_version: Callable[..., None]) -> None:
    before = migrations.NEWEST
    next_version(
        "op.add_column('people', sa.Column('shoe_size', sa.Integer()))", "op.execute('UPDATE people SET name = NULL')"
    )
    assert migrations.upgrade(filled, LATER) == before
    assert migrations.revision_of(filled) == "9001"
    assert name_of_liv(filled) is None
    if not filled.is_sqlite:
        return  # whoever runs a server has backups of their own
    (copy,) = copies(filled)
    assert copy.name.endswith(f".backup-{before}-20270102-030405")
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT name FROM people WHERE team_id = ? AND user_id = ?", (OURS, LIV)).fetchall() == [
        ("Liv Berg",)
    ]
    assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [(before,)]
    assert "shoe_size" not in [column[1] for column in kept.execute("PRAGMA table_info(people)")]
    assert kept.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    kept.close()


def test_rebuilding_a_table_keeps_what_points_to_it(filled: Database, next_version: Callable[..., None]) -> None:
    """SQLite would delete a network's leaders and topics as the old table goes."""
    next_version(
        "with op.batch_alter_table('networks', recreate='auto') as table:",
        "    table.alter_column('name', existing_type=sa.String(), nullable=True)",
    )
    migrations.upgrade(filled, LATER)
    with filled.reading() as session:
        assert session.query(Leader).count() == 2
        assert [leader.name for leader in session.query(Network).first().leaders] == ["Liv Berg"]  # type: ignore[union-attr]


def refuses_orphans(database: Database) -> bool:
    try:
        with database.writing() as session:
            session.execute(text("INSERT INTO leaders (team_id, network_id, user_id) VALUES ('T1', 'none', 'none')"))
    except IntegrityError:
        return True
    return False


def test_rows_still_have_to_point_somewhere_after_it(filled: Database, next_version: Callable[..., None]) -> None:
    next_version("op.execute('UPDATE people SET name = NULL')")
    migrations.upgrade(filled, LATER)
    assert refuses_orphans(filled)


FAILING = {
    "in the middle": ["op.add_column('people', sa.Column('shoe_size', sa.Integer()))", "op.drop_table('no_such')"],
    "in a rebuilt table": [
        "with op.batch_alter_table('people') as table:",
        "    table.alter_column('name', existing_type=sa.String(), nullable=False)",
        "op.execute('UPDATE people SET name = NULL')",
    ],
    "leaving orphans": ["op.execute('DELETE FROM people')"],
}


@pytest.mark.parametrize("steps", FAILING.values(), ids=FAILING)
def test_a_migration_that_fails_leaves_everything_as_it_was(
    filled: Database, next_version: Callable[..., None], steps: list[str]
) -> None:
    before, made = migrations.revision_of(filled), tables(filled)
    next_version(*steps)
    with pytest.raises((DBAPIError, RuntimeError)):
        migrations.upgrade(filled, LATER)
    assert migrations.revision_of(filled) == before
    assert tables(filled) == made
    assert name_of_liv(filled) == "Liv Berg"


def test_rows_still_have_to_point_somewhere_after_one_that_failed(
    filled: Database, next_version: Callable[..., None]
) -> None:
    next_version("op.drop_table('no_such')")
    with pytest.raises(DBAPIError):
        migrations.upgrade(filled, LATER)
    assert refuses_orphans(filled)


def test_a_newer_database_is_left_alone(filled: Database) -> None:
    with filled.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    made = tables(filled)
    with pytest.raises(migrations.NewerDatabaseError, match="9999"):
        migrations.upgrade(filled, LATER)
    assert migrations.revision_of(filled) == "9999"
    assert tables(filled) == made
    assert copies(filled) == []


MIGRATE = """
import sys
from datetime import datetime, UTC
from storage import migrations
from storage.database import Database
import alembic.command
database = Database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
migrations.upgrade(database, datetime.now(UTC))
print(migrations.revision_of(database))
"""


@pytest.mark.processes
@pytest.mark.parametrize("processes", [2, 8])
def test_processes_that_start_at_once_all_find_their_tables(empty_database_url: str, processes: int) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE, empty_database_url],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _number in range(processes)
    ]  # fmt: skip
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [(*process.communicate(timeout=60), process.returncode) for process in started]
    assert ended == [(f"{migrations.NEWEST}\n", "", 0)] * processes
