"""The clock: what a second with nothing due costs, and planning and waking beside APScheduler's own job store.

The job store is the one for SQLAlchemy, on a database that is opened as ours is: WAL, synchronous=FULL.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from apscheduler.executors.base import BaseExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy import insert

from bot.chores import Chores
from bot.clock import SystemClock
from handlers.practices import CHORES
from storage import claims, migrations, planned
from storage.base import new_id
from storage.database import Database
from storage.people import Channel
from storage.planned import Planned
from storage.posts import Post
from tests.bench.table import Beside

TEAM = "T1"
CHANNELS = 100
FEW = 10_000  # planned for later in every database here
LEASE = timedelta(seconds=30)
TICKS = 200


def nothing_due(folder: Path, many: int) -> Beside:
    """What the bot asks of its database each second, with few posts planned and with many."""
    few_took, many_took = (_tick(folder / f"planned-{number}.db", number) * 1000 for number in (FEW, many))
    return Beside(f"a tick with nothing due, {many:,} beside {FEW:,} planned", "ms", few_took, many_took, 1.5, False)


def beside_the_job_store(folder: Path, number: int) -> list[Beside]:
    """So many posts planned, and then due at once, among `FEW` that are not.

    Each claim of ours is a commit, so that one post at most is in doubt after a crash; Slack takes five a second.
    """
    with _planned(folder / "ours.db", FEW) as database, _job_store(folder / "theirs.db", FEW) as scheduler:
        looks = [
            1 / median(_seconds(look) for _ in range(TICKS))
            for look in (scheduler._process_jobs, partial(_look, database))
        ]
        adding = number / _seconds(lambda: _plan(database, number)), number / _seconds(lambda: _add(scheduler, number))
        waking = number / _seconds(lambda: _claim(database)), number / _seconds(scheduler._process_jobs)
        assert scheduler.ran == number
    return [
        Beside("adding planned posts, beside APScheduler's job store", "posts/s", adding[1], adding[0], 5),
        Beside("waking with nothing due, beside APScheduler's job store", "wakes/s", looks[0], looks[1], 3),
        Beside("waking: found and claimed, beside APScheduler's job store", "posts/s", waking[1], waking[0], 3),
    ]


def _tick(file: Path, number: int) -> float:
    """Seconds, the median of many."""
    with _planned(file, number) as database:
        clock = SystemClock()
        chores = Chores(database, clock, TEAM, CHORES)

        def tick() -> None:
            chores.do()
            with database.looking() as connection:
                assert not claims.may_be_due(connection, TEAM, clock.now())

        tick()
        return median(_seconds(tick) for _ in range(TICKS))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def _planned(file: Path, number: int) -> Iterator[Database]:
    """A database with so many posts that are planned for the years to come."""
    now = datetime.now(UTC)
    with closing(Database(f"sqlite:///{file}")) as database:
        migrations.upgrade(database, now)
        with database.writing() as session:
            session.add_all(Channel(team_id=TEAM, channel_id=f"C{n}") for n in range(CHANNELS))
            session.flush()
            for first in range(0, number, FEW):
                rows = [_row(n, now + timedelta(days=1, minutes=n)) for n in range(first, first + FEW)]
                session.execute(insert(Post), rows)
    with closing(Database(f"sqlite:///{file}")) as database:  # anew, so that nothing is left in the write-ahead log
        yield database


def _row(number: int, due_at: datetime) -> dict[str, Any]:
    planned = Planned("meeting.preview", f"m{number}", due_at, due_at + timedelta(days=7), rank=2)
    return {
        "team_id": TEAM, "id": new_id(), "key": planned.key, "view": planned.view, "subject_id": planned.subject_id,
        "channel_id": f"C{number % CHANNELS}", "due_at": due_at, "useful_until": planned.useful_until, "rank": 2,
    }  # fmt: skip


def _plan(database: Database, number: int) -> None:
    """A network's posts in one commit, as a leader plans them: twenty meetings with five posts each."""
    now = datetime.now(UTC)
    for channel in range(number // 100):
        with database.writing() as session:
            place = session.get_one(Channel, (TEAM, f"C{channel}"))
            subjects = [f"new{channel}-{meeting}" for meeting in range(20)]
            there = planned.planned_about(session, TEAM, subjects)
            wanted = [
                Planned(f"view{view}", subject, now, now + timedelta(days=7), rank=view + 1)
                for subject in subjects
                for view in range(5)
            ]
            planned.lay(session, place, wanted, there, now)


def _look(database: Database) -> None:
    with database.looking() as connection:
        assert not claims.may_be_due(connection, TEAM, datetime.now(UTC))


def _claim(database: Database) -> None:
    now = datetime.now(UTC)
    while True:
        with database.reading() as session:
            due = claims.due(session, TEAM, now)
        if not due:
            return
        for one in due:
            with database.writing() as session:
                assert claims.claim(session, TEAM, one.post_id, LEASE, now)


class Still(BaseScheduler):  # type: ignore[misc]
    """A scheduler that wakes when it is told to."""

    ran = 0

    def wakeup(self) -> None:
        pass

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)


class Counting(BaseExecutor):  # type: ignore[misc]
    """Runs nothing: what is measured is how a job is found and taken out of the store."""

    def _do_submit_job(self, job: Any, _run_times: Sequence[datetime]) -> None:
        self._scheduler.ran += 1
        self._instances[job.id] -= 1


def said(_meeting_id: str) -> None:
    """What a job would do."""


@contextmanager
def _job_store(file: Path, number: int) -> Iterator[Still]:
    """APScheduler with as many jobs as there are posts in ours."""
    with closing(Database(f"sqlite:///{file}")) as database:
        store = SQLAlchemyJobStore(engine=database.engine)
        scheduler = Still(jobstores={"default": store}, executors={"default": Counting()}, timezone="UTC")
        scheduler.start()
        now = datetime.now(UTC)
        job = scheduler.add_job(said, "date", run_date=now + timedelta(days=1), args=["m"], misfire_grace_time=None)
        with database.engine.begin() as connection:
            (state,) = connection.execute(store.jobs_t.select()).scalars("job_state")
            rows = [
                {"id": new_id(), "next_run_time": now.timestamp() + 86_400 + 60 * n, "job_state": state}
                for n in range(number - 1)
            ]
            connection.execute(store.jobs_t.insert(), rows)
        assert job
        yield scheduler
        scheduler.shutdown()


def _add(scheduler: Still, number: int) -> None:
    now = datetime.now(UTC)
    for meeting in range(number):
        scheduler.add_job(said, "date", run_date=now, args=[f"m{meeting}"], misfire_grace_time=None)
