"""The two doors into the database: nothing is lost, nothing is half written, and nothing people wrote gets out."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from bot.log import Redacting
from storage.database import Database
from storage.networks import Network, alone_in
from storage.people import Person
from storage.posts import Post
from tests.storage.pieces import LIV, NETWORK, NOW, OURS, THEIRS, at_once, wanted

WROTE = {"wrote": "noe\nhemmelig"}  # not beside the call: a trace shows the lines of code it goes through


def name_in(database: Database) -> str | None:
    with database.reading() as session:
        return session.get_one(Person, (OURS, LIV)).name


def test_sixteen_threads_lose_nothing(filled: Database, another: Database) -> None:
    """Each reads a number and writes the next, under the rule that what is decided in a network is decided alone."""
    with filled.writing() as session:
        post_id = wanted(session).id

    def count_up(database: Database) -> None:
        for _time in range(10):
            with database.writing() as session:
                alone_in(session, session.get_one(Network, (OURS, NETWORK)))
                post = session.get_one(Post, (OURS, post_id))
                post.failures = post.failures + 1

    assert (
        at_once(*[partial(count_up, database) for database in (filled, another) for _thread in range(8)]) == [None] * 16
    )
    with filled.reading() as session:
        assert session.get_one(Post, (OURS, post_id)).failures == 160


def test_sixteen_threads_make_one_row(filled: Database, another: Database) -> None:
    """What is unique stays so: one of them writes it, and the others are told."""

    def add(database: Database, number: int) -> None:
        with database.writing() as session:
            session.add(
                Person(team_id=OURS, user_id="U2", name=str(number), is_admin=False, is_bot=False, is_gone=False)
            )

    found = at_once(*[partial(add, database, n) for n in range(8) for database in (filled, another)])
    assert found.count(None) == 1
    assert all(one is None or isinstance(one, IntegrityError) for one in found)


def test_of_two_who_wait_for_each_other_one_begins_anew(filled: Database, another: Database) -> None:
    """Each has written what the other is about to write. On SQLite one waits for the other from the beginning."""
    with filled.writing() as session:
        session.add(Person(team_id=OURS, user_id="U2", name="Ola", is_admin=False, is_bot=False, is_gone=False))
    met = threading.Barrier(2)

    def rename(first: str, second: str, session: Session) -> None:
        session.execute(update(Person).where(Person.user_id == first).values(name=f"{first} first"))
        with suppress(threading.BrokenBarrierError):
            met.wait(0.5)
        session.execute(update(Person).where(Person.user_id == second).values(name=f"{second} second"))

    works = (partial(filled.write, partial(rename, LIV, "U2")), partial(another.write, partial(rename, "U2", LIV)))
    assert at_once(*works) == [None, None]
    with filled.reading() as session:
        names = {session.get_one(Person, (OURS, user_id)).name for user_id in (LIV, "U2")}
    assert {name.split()[1] for name in names if name} == {"first", "second"}  # all that one of them wrote


def test_reading_keeps_nothing(filled: Database) -> None:
    with filled.reading() as session:
        session.get_one(Person, (OURS, LIV)).name = "Kari"
        session.add(Person(team_id=OURS, user_id="U2"))
    assert name_in(filled) == "Liv Berg"
    with filled.reading() as session:
        assert session.get(Person, (OURS, "U2")) is None


def test_not_even_what_was_sent_to_the_database(filled: Database) -> None:
    """SQLite takes it back at the end; PostgreSQL refuses it at once."""
    change = update(Person).values(name="Kari")
    with filled.reading() as session:
        if filled.is_sqlite:
            session.execute(change)
        else:
            with pytest.raises(DBAPIError, match="read-only"):
                session.execute(change)
    assert name_in(filled) == "Liv Berg"
    with filled.writing() as session:
        session.execute(change)  # the same connection, which may write again
    assert name_in(filled) == "Kari"


def test_reading_sees_one_state(filled: Database, another: Database) -> None:
    asked = text("SELECT name FROM people WHERE team_id = :team").bindparams(team=OURS)
    with filled.reading() as session:
        assert session.scalar(asked) == "Liv Berg"
        with another.writing() as other:
            other.get_one(Person, (OURS, LIV)).name = "Kari"
        assert session.scalar(asked) == "Liv Berg"
    assert name_in(filled) == "Kari"


def test_readers_do_not_wait_for_a_writer(filled: Database, another: Database) -> None:
    with filled.writing() as session:
        session.get_one(Person, (OURS, LIV)).name = "Kari"
        session.flush()
        assert [name_in(filled), name_in(another)] == ["Liv Berg", "Liv Berg"]
    assert [name_in(filled), name_in(another)] == ["Kari", "Kari"]


def test_what_fails_is_taken_back_whole(filled: Database) -> None:
    def fail() -> None:
        with filled.writing() as session:
            session.get_one(Person, (OURS, LIV)).name = "Kari"
            wanted(session)  # all this has been sent to the database
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        fail()
    assert name_in(filled) == "Liv Berg"
    with filled.writing() as session:  # and the door is not locked behind it
        assert session.query(Post).count() == 0


def test_a_row_that_points_nowhere_is_refused(filled: Database) -> None:
    with pytest.raises(IntegrityError), filled.writing() as session:
        session.add(Network(team_id=OURS, channel_id="C9", name="x", language="nb", set_up_at=NOW))


def test_a_row_cannot_point_into_another_workspace(filled: Database) -> None:
    with filled.writing() as session:
        session.add(Person(team_id=THEIRS, user_id="U7", name="Per", is_admin=False, is_bot=False, is_gone=False))
    with pytest.raises(IntegrityError), filled.writing() as session:
        session.execute(
            text("INSERT INTO leaders (team_id, network_id, user_id) VALUES (:team, :network, 'U7')"),
            {"team": OURS, "network": NETWORK},
        )


@pytest.mark.parametrize(
    "broken",
    [
        "INSERT INTO channels VALUES ('T1', 'C1', :wrote, null, true, false)",
        "INSERT INTO channels VALUES ('T1', 'C9', :wrote, null, true, null)",
        "SELECT :wrote FROM no_such_table",
    ],
    ids=["there already", "something missing", "no such table"],
)
def test_an_error_does_not_tell_the_log_what_people_wrote(filled: Database, broken: str) -> None:
    """PostgreSQL shows the row that it would not take, line breaks and all: that is the log's to leave out."""
    with pytest.raises(DBAPIError) as raised, filled.writing() as session:
        session.execute(text(broken), WROTE)
    assert "SQL parameters hidden" in str(raised.value)
    trace = (raised.type, raised.value, raised.tb)
    logged = Redacting("%(message)s").format(logging.LogRecord("bot", logging.ERROR, "", 1, "it failed", None, trace))
    assert "Error" in logged or "Violation" in logged
    assert "noe" not in logged
    assert "hemmelig" not in logged
