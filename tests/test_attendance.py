"""Leaders confirm who came to a meeting: how many, or by name where the network has chosen to keep that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.attending import ABOUT, WHILE, Answer
from sandbox import Person
from sandbox.forms import Modal
from storage.attendance import attendance_of
from storage.choices import choose
from storage.meetings import Meeting
from tests.living import House
from tests.meetings import ahead, changes, lays, turns_to
from tests.test_coming import ABOUT_IT, starts
from tests.test_cycle import ids
from tests.test_networks import LEADERS
from tests.test_settings import opens as opens_settings

CONFIRM, SAVED = "Bekreft oppmøtet", "Oppmøtet er lagret."
HEADS, PEOPLE, OTHERS = "Hvor mange kom?", "Hvem kom?", "Hvem kom uten å være i Slack?"
COUNTING, BY_HEAD, BY_NAME = "Hvordan teller dere oppmøte?", "Bare hvor mange som kom", "Navnene på dem som kom"
NOT_NOW = "Du bekrefter oppmøtet fra møtet begynner, og i to uker etterpå. Nå går det ikke."


@pytest.fixture
def key(helse: House) -> str:
    """A meeting that begins now. Kari and Ola have said that they come, Liv that she may."""
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know who is there")
    (key,) = lays(helse, ahead(helse, 3))
    with helse.bot.database.writing() as session:
        network = session.get_one(Meeting, (helse.ws.id, key)).network
        for person, answer in ((helse.kari, Answer.YES), (helse.ola, Answer.YES), (helse.liv, Answer.MAYBE)):
            choose(session, network, ABOUT, key, person.id, answer)
    turns_to(helse, starts(helse, key))
    return key


@pytest.fixture
def by_name(helse: House, key: str) -> str:
    counts_by(helse, BY_NAME)
    return key


def counts_by(house: House, how: str) -> None:
    opens_settings(house, house.liv)
    house.liv.chooses(COUNTING, how)
    house.liv.submits()
    assert "Endringene er lagret." in house.liv.sees_modal("Innstillinger").text
    house.liv.closes(all_=True)


def opens(house: House, key: str, person: Person) -> Modal:
    """All about the meeting, by the button that stands in many messages."""
    if person.modal:
        person.closes(all_=True)
    house.forges(person, "meeting.more", key)
    return person.sees_modal(ABOUT_IT)


def opens_form(house: House, key: str, person: Person | None = None) -> Modal:
    leader = person or house.liv
    opens(house, key, leader)
    leader.presses(CONFIRM)
    return leader.sees_modal(CONFIRM)


def saves(house: House, person: Person | None = None) -> None:
    leader = person or house.liv
    leader.submits()
    assert SAVED in leader.sees_modal(ABOUT_IT).text


def stored(house: House, key: str) -> tuple[int, list[str]] | None:
    """How many, and the ids and names of who came."""
    with house.bot.database.reading() as session:
        found = attendance_of(session, session.get_one(Meeting, (house.ws.id, key)))
        return (found.head_count, [one.user_id or one.name for one in found.attendees]) if found else None


# Heads


def test_how_many_said_that_they_come_is_filled_in_and_everyone_reads_how_many_came(helse: House, key: str) -> None:
    assert opens_form(helse, key).values == {HEADS: "2"}
    assert stored(helse, key) is None  # opening it wrote nothing
    helse.liv.fills(HEADS, "14")
    saves(helse)
    assert "14 kom." in opens(helse, key, helse.ola).text
    assert stored(helse, key) == (14, [])
    assert opens_form(helse, key).values == {HEADS: "14"}
    helse.liv.fills(HEADS, "0")
    saves(helse)
    assert "0 kom." in opens(helse, key, helse.ola).text


def test_the_form_twice_is_one_and_with_another_number_changes_it(helse: House, key: str) -> None:
    form = opens_form(helse, key).view.as_json(*ids(helse))
    helse.ws.deliver_twice()
    helse.liv.submits()
    assert helse.liv.repeats().acked
    assert stored(helse, key) == (2, [])
    form["state"]["values"]["heads"]["heads"]["value"] = "3"
    helse.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert stored(helse, key) == (3, [])
    assert not helse.ws.complaints


@pytest.mark.parametrize("typed", ["1001", "-1", "to", "99999999999", "²"])
def test_what_is_no_number_gets_a_sentence(helse: House, key: str, typed: str) -> None:
    """Slack's own form takes none of these."""
    form = opens_form(helse, key).view.as_json(*ids(helse))
    form["state"]["values"]["heads"]["heads"]["value"] = typed
    answer = helse.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert "Skriv et helt tall fra 0 til 1000." in str(helse.ws.calls("envelope:interactive")[-1].response)
    assert answer.acked
    assert stored(helse, key) is None


def test_of_two_leaders_the_later_holds(helse: House, key: str) -> None:
    opens_settings(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, helse.kari)
    helse.liv.submits()
    opens_form(helse, key)
    opens_form(helse, key, helse.kari)
    helse.kari.fills(HEADS, "5")
    saves(helse, helse.kari)
    helse.liv.fills(HEADS, "6")
    saves(helse)
    assert stored(helse, key) == (6, [])


# Names


def test_who_said_that_they_come_is_filled_in_and_others_are_added(helse: House, by_name: str) -> None:
    form = opens_form(helse, by_name)
    assert (form.values[PEOPLE], form.values[OTHERS]) == ([helse.kari.id, helse.ola.id], None)
    helse.liv.picks(PEOPLE, helse.ola, helse.per)
    helse.liv.fills(OTHERS, "  Åse   Vik\n\n<!here> & co\n")
    saves(helse)
    assert stored(helse, by_name) == (4, [helse.ola.id, helse.per.id, "Åse Vik", "<!here> & co"])
    assert "4 kom." in opens(helse, by_name, helse.kari).text
    again = opens_form(helse, by_name).values
    assert again == {PEOPLE: [helse.ola.id, helse.per.id], OTHERS: "Åse Vik\n<!here> & co"}
    helse.liv.picks(PEOPLE)
    helse.liv.fills(OTHERS, "")
    saves(helse)
    assert stored(helse, by_name) == (0, [])


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("Åse\n" * 51, "Skriv høyst 50 navn."),
        ("x" * 51, "Skriv navn på høyst 50 tegn, ett på hver linje."),
    ],
)
def test_too_much_gets_a_sentence_and_stays(helse: House, by_name: str, names: str, told: str) -> None:
    opens_form(helse, by_name)
    helse.liv.fills(OTHERS, names)
    helse.liv.submits()
    form = helse.liv.sees_modal(CONFIRM)
    assert (form.errors, form.values[OTHERS]) == ({OTHERS: told}, names)
    assert stored(helse, by_name) is None


def test_a_bot_did_not_come(helse: House, by_name: str) -> None:
    opens_form(helse, by_name)
    helse.liv.picks(PEOPLE, helse.ola, helse.ws.bot)
    helse.liv.submits()
    assert helse.liv.sees_modal(CONFIRM).errors == {
        PEOPLE: "En av dem du valgte, er en bot. Velg de menneskene som kom."
    }


def test_where_heads_are_counted_no_name_is_ever_kept(helse: House, by_name: str) -> None:
    """Not from a form that stood open meanwhile, and what was kept before is deleted."""
    opens_form(helse, by_name)
    saves(helse)
    assert stored(helse, by_name) == (2, [helse.kari.id, helse.ola.id])
    form = opens_form(helse, by_name).view.as_json(*ids(helse))
    counts_by(helse, BY_HEAD)
    assert stored(helse, by_name) == (2, [])
    form["state"]["values"]["others"]["others"]["value"] = "Åse Vik"
    helse.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert stored(helse, by_name) == (3, [])
    assert opens_form(helse, by_name).values == {HEADS: "3"}
    counts_by(helse, BY_NAME)
    assert opens_form(helse, by_name).values[PEOPLE] == [helse.kari.id, helse.ola.id]


# When, and who


def test_from_when_it_begins_until_two_weeks_after(helse: House, key: str) -> None:
    form = opens_form(helse, key).view.as_json(*ids(helse))
    turns_to(helse, starts(helse, key) + WHILE - timedelta(minutes=1))
    assert CONFIRM in opens(helse, key, helse.liv).buttons
    turns_to(helse, starts(helse, key) + WHILE)
    assert CONFIRM not in opens(helse, key, helse.liv).buttons
    helse.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert NOT_NOW in str(helse.ws.calls("envelope:interactive")[-1].response)
    helse.forges(helse.liv, "attendance.confirm", key)
    helse.liv.sees(NOT_NOW, in_=helse.helse)
    (coming,) = lays(helse, ahead(helse, 3))
    assert CONFIRM not in opens(helse, coming, helse.liv).buttons
    helse.liv.closes()
    helse.forges(helse.liv, "attendance.confirm", coming)
    helse.slack.wait_until(
        lambda: sum(one.says.startswith(NOT_NOW) for one in helse.liv.reads(helse.helse)) == 2,
        what="Liv to be told again",
    )
    assert stored(helse, key) is stored(helse, coming) is None


def test_not_of_a_cancelled_meeting_nor_in_a_pause(helse: House, key: str) -> None:
    form = opens_form(helse, key).view.as_json(*ids(helse))
    changes(helse, key, cancelled_at=helse.slack.clock.now())
    assert opens(helse, key, helse.liv).buttons == []
    helse.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert NOT_NOW in str(helse.ws.calls("envelope:interactive")[-1].response)
    changes(helse, key, cancelled_at=None)
    helse.liv.closes(all_=True)
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    helse.liv.closes(all_=True)
    assert CONFIRM not in opens(helse, key, helse.liv).buttons
    helse.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert "satt på pause" in str(helse.ws.calls("envelope:interactive")[-1].response)
    assert stored(helse, key) is None


def test_only_those_who_lead_confirm_it(helse: House, key: str) -> None:
    form = opens_form(helse, key).view.as_json(*ids(helse))
    assert CONFIRM not in opens(helse, key, helse.kari).buttons
    helse.kari.closes()
    helse.kari.sends("interactive", {"type": "view_submission", "view": form})
    helse.forges(helse.kari, "attendance.confirm", key)
    helse.kari.sees("Bare nettverksledere kan gjøre dette.", in_=helse.helse)
    assert stored(helse, key) is None
