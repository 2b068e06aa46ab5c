"""What tests stand on: a database, a Slack of our own, and a bot that lives in it, wired as in production."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import URL, Dialect, Engine, create_engine

import storage.database
from bot.slack import PACE
from sandbox import Sandbox
from storage import migrations
from storage.database import Database
from tests import postgres
from tests.living import ENDING, House, Living, Process, Start

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
SHARES = 4  # as many as `make test` has workers
ON_POSTGRES = os.environ.get("TEST_DATABASE") == "postgresql"

# What is tried is the same each time, and a busy machine fails nobody.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("steady")

Empty = Callable[[], str]


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> Iterator[None]:
    """Statements are compiled once for all databases of this process: an engine would else compile each of them anew,
    and every test has an engine of its own. What is compiled belongs to a dialect, so they have that in common too."""
    dialects: dict[str, Dialect] = {}
    statements: dict[Any, Any] = {}

    def with_what_is_compiled(url: URL, **options: Any) -> Engine:
        engine = create_engine(url, execution_options={"compiled_cache": statements}, **options)
        engine.dialect = dialects.setdefault(engine.dialect.name, engine.dialect)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage.database, "create_engine", with_what_is_compiled)
        yield


@pytest.fixture(scope="session")
def _postgres() -> Iterator[str]:
    with postgres.server() as address:
        yield address


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> str:
    """A database with this version's tables, to copy: migrating takes a tenth of a second, copying a hundredth."""
    if ON_POSTGRES:
        url = postgres.create(request.getfixturevalue("_postgres"), "template_tables")
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('template')}/tables.db"
    database = Database(url)
    migrations.upgrade(database, datetime.now(UTC))
    database.close()
    return url


@pytest.fixture
def empty_database_url(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database without tables."""
    if not ON_POSTGRES:
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    address, name = request.getfixturevalue("_postgres"), uuid.uuid4().hex
    yield postgres.create(address, name)
    postgres.drop(address, name)


@contextlib.contextmanager
def new_database(folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with tables and nothing in them."""
    template = request.getfixturevalue("_template")
    if not ON_POSTGRES:
        shutil.copy(template.removeprefix("sqlite:///"), folder / "test.db")
        yield f"sqlite:///{folder}/test.db"
        return
    address, name = request.getfixturevalue("_postgres"), uuid.uuid4().hex
    yield postgres.create(address, name, "template_tables")
    postgres.drop(address, name)


@pytest.fixture
def database_url(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    with new_database(tmp_path, request) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with contextlib.closing(Database(database_url)) as opened:
        yield opened


@pytest.fixture
def pace(request: pytest.FixtureRequest) -> float:
    """Seconds between two messages in a channel: a tenth of what Slack asks for, but where a test is about that."""
    return PACE if request.node.get_closest_marker("paced") else PACE / 10


@pytest.fixture
def slack(pace: float) -> Iterator[Sandbox]:
    # A busy machine may take longer than Slack's three seconds; the tests of that limit set their own.
    with Sandbox(MANIFEST, rate_limits=pace == PACE, ack_seconds=3.0 if pace == PACE else 10.0) as sandbox:
        yield sandbox


@pytest.fixture
def living(slack: Sandbox, database_url: str, pace: float) -> Iterator[Living]:
    """Lets bots live in the sandbox on the test's database; they end with the test."""
    with contextlib.closing(Living(slack, database_url, pace)) as all_of_them:
        yield all_of_them


@pytest.fixture(scope="session", autouse=True)
def _all_ended() -> Iterator[None]:
    yield
    for thread in ENDING:
        thread.join()


@pytest.fixture
def house(living: Living) -> House:
    """A workspace with a channel and people, and a bot that is connected but not invited anywhere."""
    return living.house()


@pytest.fixture
def helse(house: House) -> House:
    """The same with a network that Liv leads, in bokmål."""
    house.set_up("Nettverk for helse")
    return house


@pytest.fixture
def start(living: Living) -> Iterator[Start]:
    """Starts bots in processes of their own, and ends them all."""
    started = []

    def one(house: House, **how: str) -> Process:
        started.append(Process(house, living, **how))
        return started[-1]

    yield one
    for process in started:
        process.end()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin every worker's share with some of what takes longest, so that nobody waits at the end."""
    long = [item for item in items if item.path.name in ("test_crash.py", "test_year.py")]
    short = [item for item in items if item not in long]
    share = len(short) // SHARES + 1
    items[:] = [
        item
        for number in range(SHARES)
        for item in (*long[number::SHARES], *short[number * share : (number + 1) * share])
    ]
