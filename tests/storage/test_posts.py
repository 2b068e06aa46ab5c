"""Posts as rows: who may take one, what becomes of it, and that nobody meddles with another's."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text

from storage import claims, posts
from storage.database import Database
from storage.posts import Parked, Post
from tests.storage.pieces import HELSE, NOW, OURS, SKOLE, THEIRS, at_once, wanted

LEASE = timedelta(minutes=10)
RUN_OUT = -timedelta(minutes=10)  # a lease that is over as soon as it is given


def made(database: Database, subject_id: str = "s1", **changes: object) -> str:
    """A post that is due, and then changed. Gives its id."""
    with database.writing() as session:
        post = wanted(session, subject_id)
        for name, value in changes.items():
            setattr(post, name, value)
        return post.id


def row(database: Database, post_id: str, team_id: str = OURS) -> Post:
    with database.reading() as session:
        return session.get_one(Post, (team_id, post_id))


def claimed(database: Database, post_id: str, lease: timedelta = LEASE, team_id: str = OURS) -> Post | None:
    with database.writing() as session:
        return claims.claim(session, team_id, post_id, lease, NOW)


def released(database: Database, post: Post, hold: timedelta = timedelta(), **changes: object) -> bool:
    with database.writing() as session:
        return claims.release(session, post, hold=hold, **changes)


def due(database: Database, team_id: str = OURS, now: datetime = NOW) -> list[str]:
    with database.reading() as session:
        found = [one.post_id for one in claims.due(session, team_id, now)]
        assert claims.may_be_due(session.connection(), team_id, now) or not found
        return found


# Wanting


def test_a_post_is_made_once_and_then_wanted_anew(filled: Database) -> None:
    post_id = made(filled)
    assert (row(filled, post_id).wanted, row(filled, post_id).shown) == (1, 0)
    assert made(filled) == post_id
    assert row(filled, post_id).wanted == 2


def test_two_who_want_the_same_make_one(filled: Database, another: Database) -> None:
    """The second who comes at the same moment fails, and wants it again."""

    def want(database: Database) -> str:
        with database.writing() as session:
            return wanted(session).id

    found = at_once(partial(want, filled), partial(want, another))
    assert any(isinstance(one, str) for one in found)
    with filled.reading() as session:
        assert session.query(Post).count() == 1


def test_to_renew_what_nobody_wanted_is_nothing(filled: Database) -> None:
    with filled.writing() as session:
        assert posts.renew(session, OURS, "topic.card", "never") is False


@pytest.mark.parametrize("why", [None, *Parked])
@pytest.mark.parametrize("rank", [0, 1])
def test_a_change_unparks_what_slack_refused_and_what_had_nothing_to_say(
    filled: Database, why: Parked | None, rank: int
) -> None:
    post_id = made(filled, parked=why, rank=rank)
    made(filled)
    comes = why is Parked.REFUSED or (why is Parked.LATE and rank == 0)
    assert row(filled, post_id).parked is (None if comes else why)


# What is due


def test_what_is_due_comes_in_order(filled: Database) -> None:
    late = made(filled, "late", due_at=NOW)
    early = made(filled, "early", due_at=NOW - timedelta(hours=1))
    made(filled, "not yet", due_at=NOW + timedelta(seconds=1))
    assert due(filled) == [early, late]


def test_what_is_shown_is_not_due(filled: Database) -> None:
    post_id = made(filled, shown=1, ts="1.0")
    assert due(filled) == []
    assert claimed(filled, post_id) is None
    made(filled)
    assert due(filled) == [post_id]


@pytest.mark.parametrize("why", Parked)
def test_what_is_parked_is_not_due(filled: Database, why: Parked) -> None:
    post_id = made(filled, parked=why)
    assert due(filled) == []
    assert claimed(filled, post_id) is None


def test_what_is_held_is_not_due(filled: Database) -> None:
    post_id = made(filled)
    post = claimed(filled, post_id)
    assert post
    assert due(filled) == []
    assert released(filled, post, hold=timedelta(minutes=10))
    assert due(filled) == []
    assert claimed(filled, post_id) is None


def test_not_too_many_at_once(filled: Database) -> None:
    with filled.writing() as session:
        for number in range(claims.AT_ONCE + 5):
            wanted(session, f"s{number}")
    assert len(due(filled)) == claims.AT_ONCE


# Claims


def test_of_two_one_gets_it(filled: Database, another: Database) -> None:
    for number in range(20):
        post_id = made(filled, f"s{number}")
        found = at_once(*[partial(claimed, database, post_id) for database in (filled, another)])
        assert sorted(type(one).__name__ for one in found) == ["NoneType", "Post"]


def test_of_sixteen_one_gets_it(filled: Database, another: Database) -> None:
    post_id = made(filled)
    found = at_once(*[partial(claimed, database, post_id) for database in (filled, another) for _thread in range(8)])
    assert sorted(type(one).__name__ for one in found) == ["NoneType"] * 15 + ["Post"]


def test_a_claim_follows_the_databases_time(filled: Database) -> None:
    """Not the bot's clock, which two processes could have set apart."""
    before = datetime.now(UTC)
    post = claimed(filled, made(filled))
    assert post
    assert post.held_until
    # SQLite's clock knows milliseconds
    assert (
        before - timedelta(milliseconds=2) <= post.held_until - LEASE <= datetime.now(UTC) + timedelta(milliseconds=2)
    )


def test_a_lease_that_ran_out_is_taken_over_and_the_channel_searched_later(filled: Database) -> None:
    post_id = made(filled, ts="1.0")
    first = claimed(filled, post_id, RUN_OUT)
    assert first
    assert first.sweep_at is None
    second = claimed(filled, post_id)
    assert second
    assert second.claim != first.claim
    assert second.sweep_at == second.held_until
    with filled.reading() as session:
        assert claims.to_sweep(session, OURS) == []  # not before its own lease is over


def test_what_was_given_back_is_taken_without_a_doubt(filled: Database) -> None:
    post_id = made(filled)
    first = claimed(filled, post_id)
    assert first
    assert released(filled, first)
    second = claimed(filled, post_id)
    assert second
    assert second.sweep_at is None


def test_who_lost_the_claim_writes_nothing(filled: Database) -> None:
    post_id = made(filled)
    first = claimed(filled, post_id, RUN_OUT)
    second = claimed(filled, post_id)
    assert first
    assert second
    assert released(filled, first, ts="1.0", shown=1, parked=Parked.REFUSED) is False
    now = row(filled, post_id)
    assert (now.ts, now.shown, now.parked, now.claim) == (None, 0, None, second.claim)
    assert released(filled, second, ts="2.0", shown=1)
    assert row(filled, post_id).ts == "2.0"
    assert released(filled, second, ts="3.0") is False  # nor twice


def test_what_changed_while_it_was_sent_is_due_again(filled: Database) -> None:
    post_id = made(filled)
    post = claimed(filled, post_id)
    assert post
    made(filled)  # wanted anew
    assert released(filled, post, ts="1.0", shown=post.wanted)
    assert due(filled) == [post_id]


# Second copies


def test_a_doubt_leads_to_a_search_and_then_to_the_newest_state(filled: Database) -> None:
    post_id = made(filled, ts="1.0", shown=1)
    with filled.writing() as session:
        claims.doubt(session, session.get_one(Post, (OURS, post_id)), RUN_OUT)
    with filled.writing() as session:
        (found,) = claims.to_sweep(session, OURS)
        assert claims.may_be_due(session.connection(), OURS, NOW)
        claims.swept(session, found)
    with filled.reading() as session:
        assert claims.to_sweep(session, OURS) == []
    assert due(filled) == [post_id]


@pytest.mark.parametrize("state", [{"ts": None}, {"ts": "1.0", "parked": Parked.CHANNEL_LOST}])
def test_what_does_not_stand_is_not_searched_for(filled: Database, state: dict[str, Any]) -> None:
    made(filled, sweep_at=NOW - timedelta(days=365), **state)
    with filled.reading() as session:
        assert claims.to_sweep(session, OURS) == []


# Channels


def test_a_lost_channel_parks_its_posts_and_gives_them_back(filled: Database) -> None:
    kept = {"here": made(filled, "here", ts="1.0"), "refused": made(filled, "refused", parked=Parked.REFUSED)}
    gone = made(filled, "gone", parked=Parked.DELETED)
    elsewhere = made(filled, "elsewhere", channel_id=SKOLE)
    with filled.writing() as session:
        posts.park_channel(session, OURS, HELSE)
    assert {row(filled, post_id).parked for post_id in kept.values()} == {Parked.CHANNEL_LOST}
    assert due(filled) == [elsewhere]
    with filled.writing() as session:
        posts.unpark_channel(session, OURS, HELSE)
    assert {row(filled, post_id).parked for post_id in kept.values()} == {None}
    assert row(filled, kept["here"]).ts == "1.0"
    assert row(filled, gone).parked is Parked.DELETED


def test_what_may_be_missing_is_for_leaders_to_post_again(filled: Database) -> None:
    missing = [
        made(filled, "unsettled", parked=Parked.UNSETTLED, tried_at=NOW),
        made(filled, "refused", parked=Parked.REFUSED),
        made(filled, "deleted", parked=Parked.DELETED, ts="1.0", shown=1),
    ]
    made(filled, "an update refused", parked=Parked.REFUSED, ts="2.0")
    standing = made(filled, "another")
    with filled.writing() as session:
        assert posts.count_missing(session, OURS, HELSE) == 3
        assert posts.count_missing(session, OURS, SKOLE) == 0
        posts.post_again(session, OURS, HELSE)
        assert posts.count_missing(session, OURS, HELSE) == 0
    assert sorted(due(filled)) == sorted([*missing, standing])
    assert {row(filled, post_id).ts for post_id in missing} == {None}


# Workspaces


def test_no_workspace_sees_or_moves_anothers_posts(filled: Database) -> None:
    """The same channel, noun and key in both: only the workspace tells them apart."""
    ours = made(filled, parked=Parked.UNSETTLED, sweep_at=NOW - timedelta(days=365), ts="1.0")
    with filled.writing() as session:
        theirs = wanted(session, team_id=THEIRS).id
    assert due(filled, THEIRS) == [theirs]
    assert due(filled, OURS) == []
    assert claimed(filled, theirs) is None
    with filled.writing() as session:
        assert posts.count_missing(session, THEIRS, HELSE) == 0
        assert claims.to_sweep(session, THEIRS) == []
        assert posts.renew(session, OURS, "topic.card", "s1")
        posts.park_channel(session, OURS, HELSE)
    assert (row(filled, theirs, THEIRS).wanted, row(filled, ours).wanted) == (1, 2)
    assert row(filled, theirs, THEIRS).parked is None
    with filled.writing() as session:
        posts.park_channel(session, THEIRS, HELSE)
        posts.unpark_channel(session, OURS, HELSE)
    assert row(filled, theirs, THEIRS).parked is Parked.CHANNEL_LOST


# Indexes


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda session: claims.due(session, OURS, NOW), "posts_due"),
        (lambda session: claims.to_sweep(session, OURS), "posts_to_sweep"),
        (lambda session: claims.may_be_due(session.connection(), OURS, NOW), "posts_due.*posts_to_sweep"),
        (lambda session: posts.count_missing(session, OURS, HELSE), "posts_team_id_channel_id_index"),
        (lambda session: posts.renew(session, OURS, "topic.card", "s1"), "posts_team_id_key_unique|autoindex"),
    ],
)  # fmt: skip
def test_what_is_asked_each_second_has_an_index(filled: Database, ask: Any, index: str) -> None:
    """So that planned posts by the million cost nothing where none is due."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Connection, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append((statement, parameters))

    shown = [{"subject_id": f"s{n}", "key": f"k{n}", "id": f"p{n}", "shown": 1} for n in range(2000)]
    channel = {"team_id": OURS, "channel_id": SKOLE, "view": "topic.card", "due_at": NOW}
    with filled.writing() as session:
        session.execute(insert(Post), [one | channel for one in shown])
        if not filled.is_sqlite:
            session.execute(text("ANALYZE posts"))  # SQLite plans without
    event.listen(filled.engine, "before_cursor_execute", note)
    with filled.writing() as session:
        ask(session)
    event.remove(filled.engine, "before_cursor_execute", note)
    ((statement, parameters),) = asked
    with filled.engine.connect() as connection:
        if filled.is_sqlite:
            explain = "EXPLAIN QUERY PLAN"
        else:
            explain = "EXPLAIN"
            connection.execute(text("SET enable_seqscan = off"))  # it may be quicker among a few rows
        plan = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
    assert re.search(index, str(plan)), plan
