"""Anonymous means it: what is left of a round ties no answer to a person, on either database."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import rounds
from storage.base import Base
from storage.database import Database
from storage.networks import Network
from storage.people import meet
from storage.rounds import TIED, Round, RoundAnswer, RoundClosing, RoundKind, RoundMark, Visibility
from tests.conftest import ON_POSTGRES, new_database
from tests.storage.pieces import NETWORK, NOW, OURS, at_once, fill

ROUND = "r1"
KARI, OLA = "U2", "U3"
OTHERS = ("U4", "U5", "U6")
A = {"why": "For å lære", "matters": "Åpenhet", "worth": "5"}
B = {"why": "Vet ikke", "worth": "2"}
Answers = Mapping[str, str]


def asks(database: Database, visibility: Visibility, fewest: int = 5, key: str = ROUND) -> None:
    """A round that is open."""
    with database.writing() as session:
        asked = Round(
            team_id=OURS,
            id=key,
            network=session.get_one(Network, (OURS, NETWORK)),
            kind=RoundKind.PURPOSE,
            view_id=f"V{key}",
            visibility=visibility,
            fewest_shown=fewest,
            opens_at=NOW,
            closes_at=NOW + timedelta(days=1),
        )
        session.add(asked)
        asked.open(fewest)


def answers(database: Database, by: str, given: Answers, key: str = ROUND) -> set[str] | None:
    """As a listener does it. The keys that the round's answers have then; None: it is closed, or this changes
    nothing."""

    def work(session: Session) -> set[str] | None:
        asked = rounds.hold(session, session.get_one(Round, (OURS, key)), alone=False)
        if not (asked.is_open(NOW) and rounds.answer(session, asked, meet(session, OURS, by), given)):
            return None
        session.flush()
        return set(session.scalars(select(RoundAnswer.id).where(RoundAnswer.round_id == key)))

    return database.write(work)


def settles(database: Database, key: str = ROUND) -> None:
    database.write(
        lambda session: rounds.settle(session, session.get_one(Round, (OURS, key)), RoundClosing.BY_HAND),
    )


def kept(database: Database, key: str = ROUND) -> list[RoundAnswer]:
    with database.reading() as session:
        return list(session.scalars(select(RoundAnswer).where(RoundAnswer.round_id == key)))


def marks(database: Database, key: str = ROUND) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(RoundMark.user_id).where(RoundMark.round_id == key)))


def counted(database: Database, key: str = ROUND) -> int | None:
    with database.reading() as session:
        return session.get_one(Round, (OURS, key)).had_their_say


def dump(database: Database) -> bytes:
    """Every column of every row there is, in an order that only they give."""
    with database.reading() as session:
        rows = [
            f"{table.name} {row}" for table in Base.metadata.sorted_tables for row in session.execute(select(table))
        ]
    return "\n".join(sorted(rows)).encode()


# Who said what


@pytest.fixture
def two(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[list[Database]]:
    """Fresh ones, alike."""
    with ExitStack() as stack:
        found = []
        for name in ("one", "other"):
            (tmp_path / name).mkdir()
            url = stack.enter_context(new_database(tmp_path / name, request))
            found.append(stack.enter_context(closing(Database(url))))
        yield found


def lives(
    database: Database, visibility: Visibility, said: Sequence[tuple[str, Answers]], monkeypatch: pytest.MonkeyPatch
) -> bytes:
    """A round from its beginning to its end, with the same chances each time. What is left in the database."""
    chance = random.Random(7)
    with monkeypatch.context() as patch:
        patch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=chance.getrandbits(128), version=4))
        with database.writing() as session:
            fill(session)
            for user_id in (KARI, OLA, *OTHERS):
                meet(session, OURS, user_id)
        asks(database, visibility)
        for user_id, given in said:
            assert answers(database, user_id, given)
        settles(database)
    assert counted(database) == len(said)
    assert len(kept(database)) == sum(len(given) for _user_id, given in said)
    return dump(database)


OTHERS_SAID = [(user_id, {"why": "Samarbeid", "matters": f"Ro {user_id}"}) for user_id in OTHERS]


@pytest.mark.parametrize(
    "swapped", [[(KARI, B), (OLA, A)], [(OLA, A), (KARI, B)], [(OLA, B), (KARI, A)]], ids=["who", "both", "when"]
)
def test_who_said_what_and_when_leaves_no_trace(
    two: list[Database], swapped: list[tuple[str, Answers]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is in the database after a round would be there too, byte for byte, if two had said each other's."""
    one, other = two
    before = lives(one, Visibility.ANONYMOUS, [(KARI, A), (OLA, B), *OTHERS_SAID], monkeypatch)
    assert "For å lære".encode() in before
    assert before == lives(other, Visibility.ANONYMOUS, [*OTHERS_SAID, *swapped], monkeypatch)


def test_of_an_open_round_it_is_kept_who_said_what(two: list[Database], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two
    before = lives(one, Visibility.OPEN, [(KARI, A), (OLA, B), *OTHERS_SAID], monkeypatch)
    assert before != lives(other, Visibility.OPEN, [(KARI, B), (OLA, A), *OTHERS_SAID], monkeypatch)


# What the files hold


def is_in(database: Database, words: set[str]) -> set[str]:
    """Those words that lie in the files: SQLite's, wherever that is; in PostgreSQL those of the two tables."""
    if database.is_sqlite:
        path = Path(str(database.url.database))
        held = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    else:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("checkpoint")
            read = "select pg_read_binary_file(pg_relation_filepath('{}'))"
            held = b"".join(connection.exec_driver_sql(read.format(table)).scalar_one() for table in TIED)
    return {word for word in words if word.encode() in held}


@pytest.mark.parametrize("fewest", [5, 500], ids=["enough", "too few"])
@pytest.mark.parametrize("crowd", [5, 200])
def test_nothing_is_left_in_the_files_of_what_was_there_while_it_was_open(
    filled: Database, fewest: int, crowd: int
) -> None:
    """Of many answers SQLite moves some from page to page meanwhile."""
    asks(filled, Visibility.ANONYMOUS, fewest)
    people = [f"U{number:04}" for number in range(crowd)]
    said = {user_id: {"why": f"Fordi {user_id[::-1]} " + "x" * 300, "worth": "4"} for user_id in people}
    for user_id in random.Random(7).sample(people, crowd):
        assert answers(filled, user_id, said[user_id])
    # As a mark's row begins; in PostgreSQL each part of it stands by itself, and the persons are in the marks alone.
    pairs = set(people) if ON_POSTGRES else {f"{OURS}{ROUND}{user_id}" for user_id in people}
    keys = {answer.id for answer in kept(filled)}
    texts = {f"Fordi {user_id[::-1]} " for user_id in people}
    assert is_in(filled, pairs | keys | texts) == pairs | keys | texts
    assert filled.forget_deleted(TIED)
    assert is_in(filled, pairs | keys | texts) == pairs | keys | texts
    settles(filled)
    assert filled.forget_deleted(TIED)
    assert is_in(filled, pairs) == set()
    assert is_in(filled, keys) == set()
    assert is_in(filled, texts) == (texts if crowd >= fewest else set())


# At one moment


@pytest.mark.parametrize("visibility", [Visibility.ANONYMOUS, Visibility.OPEN])
def test_who_sends_twice_at_once_answers_once(filled: Database, another: Database, visibility: Visibility) -> None:
    """Somebody new, whom each process meets for the first time."""
    asks(filled, visibility)
    found = at_once(*[partial(answers, (filled, another)[n % 2], KARI, (A, B)[n % 2]) for n in range(8)])
    assert not [one for one in found if isinstance(one, Exception)]
    assert marks(filled) == [KARI]
    assert {answer.question: answer.content for answer in kept(filled)} in (A, B)
    if visibility is Visibility.ANONYMOUS:
        assert len([one for one in found if one]) == 1


def test_what_comes_as_the_round_closes_is_counted_or_refused(filled: Database, another: Database) -> None:
    """Whichever it is, no answer keeps the key that it had while the round was open."""
    for number in range(20):
        key = f"r{number}"
        asks(filled, Visibility.ANONYMOUS, fewest=1, key=key)
        first = answers(filled, KARI, A, key)
        assert first
        late = [(OLA, B), *OTHERS_SAID]
        calls = [partial(answers, (filled, another)[n % 2], *one, key) for n, one in enumerate(late)]
        *told, closed = at_once(*calls, partial(settles, another, key))
        assert closed is None
        assert not [one for one in told if isinstance(one, Exception)]
        accepted = [(KARI, A)] + [one for one, seen in zip(late, told, strict=True) if seen]
        expected = sorted(pair for _user_id, given in accepted for pair in given.items())
        assert counted(filled, key) == len(accepted)
        assert sorted((answer.question, answer.content) for answer in kept(filled, key)) == expected
        old = first.union(*[seen for seen in told if isinstance(seen, set)])
        assert not old & {answer.id for answer in kept(filled, key)}
        assert marks(filled, key) == []
        assert answers(filled, "U9", A, key) is None


def test_of_two_changes_at_once_one_holds_whole(filled: Database, another: Database) -> None:
    """Each answers a question that the other leaves empty."""
    asks(filled, Visibility.OPEN)
    answers(filled, KARI, A)
    for number in range(20):
        each = {"why": f"Det ene {number}"}, {"matters": f"Det andre {number}"}
        found = at_once(*[partial(answers, *one) for one in zip((filled, another), (KARI, KARI), each, strict=True)])
        assert not [one for one in found if isinstance(one, Exception)]
        assert {answer.question: answer.content for answer in kept(filled)} in each
