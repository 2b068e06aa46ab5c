"""The one way into the database: short transactions, on SQLite or PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Float, create_engine, event, literal
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.base import UTCDateTime

Result = TypeVar("Result")
DEADLOCK = "40P01"  # PostgreSQL's word for it
BUSY = 30  # seconds to wait for another process that writes


class Database:
    """An engine with two doors, `reading()` and `writing()`, and a window, `looking()`.

    Never hold one open across a call to Slack.
    """

    def __init__(self, url: str, threads: int = 16) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        # Errors go to the log, and what people wrote must not: no parameters in them.
        shared: dict[str, Any] = {"pool_size": threads, "max_overflow": 5, "hide_parameters": True}
        if self.is_sqlite:
            self.engine = create_engine(self.url, connect_args={"timeout": BUSY}, **shared)
            _set_up_sqlite(self.engine)
            self._readers = self.engine.execution_options(sqlite_begin="DEFERRED")
            # SQLite lets one write at a time and wakes those who wait in no order; a lock of our own
            # in front of it keeps the longest wait in a burst short.
            self._write_lock: threading.Lock | nullcontext[None] = threading.Lock()
        else:
            self.engine = create_engine(self.url, pool_pre_ping=True, **shared)
            self._readers = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            self._write_lock = nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state and keeps nothing of what is done to it."""
        with Session(self._readers, expire_on_commit=False, autoflush=False) as session:
            yield session

    def looking(self) -> AbstractContextManager[Connection]:
        """A bare connection for one statement that is asked each second: a session costs as much again."""
        return self._readers.connect()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed at the end of the block, or rolled back whole if the block raises."""
        with self._write_lock, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def write(self, work: Callable[[Session], Result]) -> Result:
        """Do the work in a session of `writing()`. Two processes may write the same row at one moment, or each wait for
        what the other writes: then one of them does its work again, and sees what stands."""
        try:
            with self.writing() as session:
                return work(session)
        except DBAPIError as error:
            if not (isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", "") == DEADLOCK):
                raise
            with self.writing() as session:
                return work(session)

    def forget_deleted(self, tables: Collection[str]) -> bool:
        """Leave nothing in the database's files of what is deleted from these tables. False: ask again.

        SQLite overwrites it at once (`secure_delete`), but for its log, which is emptied when nobody reads. PostgreSQL
        keeps old rows, and which of them were written together, until the table is written anew; it waits a second.
        """
        if self.is_sqlite:
            # A connection of its own, which does not wait for those who read.
            with self._write_lock, closing(sqlite3.connect(str(self.url.database), timeout=0)) as driver:
                (is_busy, *_frames) = driver.execute("pragma wal_checkpoint(truncate)").fetchone()
            return not is_busy
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("set lock_timeout = '1s'")
            try:
                for table in sorted(tables):
                    connection.exec_driver_sql(f"vacuum full {table}")
            except OperationalError:  # somebody is at it
                return False
            finally:
                connection.exec_driver_sql("reset lock_timeout")
        return True

    def close(self) -> None:
        self.engine.dispose()


class from_now(FunctionElement[datetime]):  # noqa: N801 (it reads as the SQL function it is)
    """The database's own time, the one clock that all processes share, and a while after it.

    Leases and holds use it, and nothing else does: everything that people see follows the bot's clock.
    """

    type = UTCDateTime()
    inherit_cache = True
    name = "from_now"

    def __init__(self, while_: timedelta = timedelta()) -> None:
        super().__init__(literal(while_.total_seconds(), Float))


@compiles(from_now, "sqlite")
def _on_sqlite(element: from_now, compiler: SQLCompiler, **options: Any) -> str:
    """As SQLAlchemy writes moments there: text with six decimals, of which SQLite's clock knows three."""
    (seconds,) = element.clauses
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', {compiler.process(seconds, **options)} || ' seconds')"


@compiles(from_now, "postgresql")
def _on_postgresql(element: from_now, compiler: SQLCompiler, **options: Any) -> str:
    (seconds,) = element.clauses
    return f"(statement_timestamp() + make_interval(secs => {compiler.process(seconds, **options)}))"


def _set_up_sqlite(engine: Engine) -> None:
    """Measured under 16 threads: no lost update, no "database is locked"; the last commit survives a power cut.

    The driver's own BEGIN would come too late (its SELECTs run outside the transaction), so we begin ourselves.
    """

    @event.listens_for(engine, "connect")
    def connected(driver: sqlite3.Connection, _record: object) -> None:
        driver.isolation_level = None
        _use_wal(driver)
        for pragma in ("synchronous=full", "foreign_keys=on", "secure_delete=on"):
            driver.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        how = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {how}")


def _use_wal(driver: sqlite3.Connection) -> None:
    """The file remembers it. The first who asks needs it alone, and unlike all else SQLite doesn't wait for that."""
    give_up = time.monotonic() + BUSY
    while driver.execute("pragma journal_mode").fetchone() != ("wal",):
        try:
            driver.execute("pragma journal_mode=wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
