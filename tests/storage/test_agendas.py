"""Items of agendas as rows: whose they are, in what order, and what becomes of them with their meeting."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.agendas import Item, agenda_of, arrange, carried, carry, item_from, save_as_template, template_of
from storage.database import Database
from storage.meetings import Cycle, Meeting
from storage.networks import Network
from tests.storage.pieces import NETWORK, NOW, OURS, THEIRS


def lays(session: Session, team_id: str = OURS) -> tuple[Meeting, Meeting]:
    """Two meetings, of which the first has an agenda of three items."""
    session.add(Cycle(team_id=team_id, id="c1", network_id=NETWORK, view_id="V1", laid_out_at=NOW))
    session.flush()
    meetings = [
        Meeting(
            team_id=team_id, id=f"m{n}", cycle_id="c1", network_id=NETWORK, day=date(2027, 1, n), begins=time(9),
            minutes=120,
        )
        for n in (1, 2)
    ]  # fmt: skip
    session.add_all(meetings)
    session.flush()
    session.add_all(
        Item(
            team_id=team_id, id=f"i{n}", network_id=NETWORK, meeting_id="m1", view_id=f"W{n}", title=f"Punkt {n}",
            minutes=n, position=3 - n,
        )
        for n in (1, 2, 3)
    )  # fmt: skip
    session.flush()
    return meetings[0], meetings[1]


def titles(items: list[Item]) -> list[str]:
    return [item.title for item in items]


def test_an_agenda_is_its_meetings_own_and_in_order(filled: Database) -> None:
    with filled.writing() as session:
        first, second = lays(session)
        lays(session, THEIRS)
        assert titles(agenda_of(session, first)) == ["Punkt 3", "Punkt 2", "Punkt 1"]
        assert agenda_of(session, second) == []
        arrange(agenda_of(session, first)[::-1])
        agenda_of(session, first)[0].removed_at = NOW
        assert titles(agenda_of(session, first)) == ["Punkt 2", "Punkt 3"]


def test_a_form_is_one_item(filled: Database) -> None:
    with filled.writing() as session:
        first, second = lays(session)
        found = item_from(session, first, "W1")
        assert found
        assert found.title == "Punkt 1"
        assert item_from(session, second, "W1") is None
    with pytest.raises(IntegrityError), filled.writing() as session:
        session.add(Item(team_id=OURS, network_id=NETWORK, view_id="W1", title="Til", minutes=1, position=0))


def test_the_template_is_the_networks_and_the_last_one_saved(filled: Database) -> None:
    with filled.writing() as session:
        first, _second = lays(session)
        network, items = session.get_one(Network, (OURS, NETWORK)), agenda_of(session, first)
        assert template_of(session, network) == []
        save_as_template(session, network, items)
        save_as_template(session, network, items[:2])
        assert titles(template_of(session, network)) == ["Punkt 3", "Punkt 2"]
        assert titles(agenda_of(session, first)) == ["Punkt 3", "Punkt 2", "Punkt 1"]
        assert template_of(session, session.get_one(Network, (THEIRS, NETWORK))) == []


def test_an_item_is_carried_over_once_and_comes_back_if_it_was_removed(filled: Database) -> None:
    with filled.writing() as session:
        first, second = lays(session)
        item, *_rest = agenda_of(session, first)
        assert carried(session, []) == carried(session, [item]) == {}
        copy = carry(session, item, item.title, second)
        assert carried(session, agenda_of(session, first)) == {item.id: copy}
        copy.title, copy.removed_at = "Endret", NOW
        session.flush()
        assert carried(session, [item]) == {}
        assert carry(session, item, item.title, second) is copy
        assert titles(agenda_of(session, second)) == ["Endret"]
        second.cancelled_at = NOW
        assert carried(session, [item]) == {}


@pytest.mark.parametrize("owner", [Meeting, Network])
def test_items_go_with_their_meeting_and_their_network(filled: Database, owner: type[Meeting | Network]) -> None:
    with filled.writing() as session:
        first, second = lays(session)
        carry(session, agenda_of(session, first)[0], "Punkt 3", second)
        save_as_template(session, session.get_one(Network, (OURS, NETWORK)), agenda_of(session, first))
        session.execute(delete(owner).where(owner.team_id == OURS))
    with filled.reading() as session:
        left = session.query(Item).all()
        assert all(item.meeting_id is None for item in left)
        assert len(left) == (3 if owner is Meeting else 0)
