"""What people choose: one answer each, whatever they press and however often."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from sqlalchemy import delete

from storage import choices
from storage.database import Database
from storage.members import enter_all, leave_all
from storage.networks import Network
from storage.people import Person, meet
from tests.storage.pieces import LIV, NETWORK, OURS, THEIRS, at_once

ABOUT = "meeting.coming"


def choose(database: Database, chosen: str, word: str = "", *, by: str = LIV, subject: str = "m1") -> bool:
    """As a listener does, which is done again if somebody else has written the same row."""
    return database.write(
        lambda session: choices.choose(
            session,
            session.get_one(Network, (OURS, NETWORK)),
            ABOUT,
            subject,
            meet(session, OURS, by).user_id,
            chosen,
            word,
        )
    )


def answers(database: Database, subject: str = "m1") -> list[tuple[str, str, str]]:
    with database.reading() as session:
        return [(one.user_id, one.chosen, one.word) for one in choices.those(session, OURS, ABOUT, subject)]


def test_the_last_answer_holds_and_the_same_changes_nothing(filled: Database) -> None:
    assert [choose(filled, answer) for answer in ("yes", "yes", "no", "no", "yes")] == [True, False, True, False, True]
    assert answers(filled) == [(LIV, "yes", "")]


def test_another_word_is_another_answer(filled: Database) -> None:
    assert choose(filled, "no", "Jeg er på reise.")
    assert not choose(filled, "no", "Jeg er på reise.")
    assert choose(filled, "no")
    assert answers(filled) == [(LIV, "no", "")]


def test_an_answer_is_taken_back(filled: Database) -> None:
    choose(filled, "yes")
    with filled.writing() as session:
        assert choices.take_back(session, OURS, ABOUT, "m1", LIV)
        assert not choices.take_back(session, OURS, ABOUT, "m1", LIV)
    assert answers(filled) == []


def test_they_are_counted_by_what_they_are_about(filled: Database) -> None:
    for number in range(5):
        choose(filled, "yes" if number < 3 else "no", by=f"U{number}")
    choose(filled, "maybe", by="U0", subject="m2")
    with filled.reading() as session:
        found = choices.counts(session, OURS, ABOUT, ["m1", "m2", "m3"])
        elsewhere = choices.counts(session, THEIRS, ABOUT, ["m1"]), choices.counts(session, OURS, "other", ["m1"])
        mine = choices.chosen_by(session, OURS, ABOUT, ["m1", "m2", "m3"], "U0")
    assert found == {"m1": Counter(yes=3, no=2), "m2": Counter(maybe=1), "m3": Counter()}
    assert elsewhere == ({"m1": Counter()}, {"m1": Counter()})
    assert {subject: choice.chosen for subject, choice in mine.items()} == {"m1": "yes", "m2": "maybe"}


@pytest.mark.parametrize("chosen", [["yes"] * 8, ["yes", "no"] * 4])
def test_who_presses_in_several_processes_at_once_answers_once(
    filled: Database, another: Database, chosen: list[str]
) -> None:
    """Somebody new, whom each process meets for the first time."""
    found = at_once(*[partial(choose, (filled, another)[n % 2], one, by="U2") for n, one in enumerate(chosen)])
    assert not [one for one in found if isinstance(one, Exception)]
    assert len(answers(filled)) == 1
    if len(set(chosen)) == 1:
        assert found.count(True) == 1


def test_they_go_with_the_network(filled: Database) -> None:
    choose(filled, "yes")
    with filled.writing() as session:
        session.execute(delete(Network).where(Network.team_id == OURS, Network.id == NETWORK))
    assert answers(filled) == []
    with filled.reading() as session:
        assert session.get(Person, (OURS, LIV))


def test_who_has_left_is_not_counted_and_what_is_asked_anew_is_open(filled: Database) -> None:
    choose(filled, "yes")
    choose(filled, "yes", by="U9")
    with filled.writing() as session:
        channel = session.get_one(Network, (OURS, NETWORK)).channel
        enter_all(session, channel, ["U9"])
        session.flush()
        leave_all(session, channel, ["U9"])
    with filled.reading() as session:
        assert choices.counts(session, OURS, ABOUT, ["m1"])["m1"] == Counter(yes=1)
    assert [user_id for user_id, _chosen, _word in answers(filled)] == [LIV]
    with filled.writing() as session:
        choices.forget(session, OURS, [ABOUT], "m1")
    assert answers(filled) == []
