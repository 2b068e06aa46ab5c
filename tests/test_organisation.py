"""What holds for all networks, through the front door: who decides it, and what becomes of it."""

from __future__ import annotations

import pytest

from bot.coordinators import appoint
from sandbox import Person
from tests.living import House
from tests.test_coordinators import coordinator
from tests.test_networks import MENU, SET_UP

CHANGE, TITLE, SAVE = "Endre felles innstillinger", "Felles innstillinger", "Lagre endringene"
WHO, ORGANISERS = "Hvem kan sette opp nettverk?", "Bare koordinatorer og administratorer"
MONTHS = "Hvor mange måneder kan nettverkene ta vare på det folk skriver?"
FEWEST = "Hvor mange må ha svart før jeg viser tall?"
WHISTLE = "Hvor kan man varsle om alvorlige forhold?"
COORDINATORS = "Hvem koordinerer nettverkene?"


def admin(house: House) -> Person:
    """Siri, who is in the channel."""
    siri = house.ws.add_person("Siri Sjef", admin=True)
    house.liv.invites(siri, house.helse)
    return siri


def opens(house: House, person: Person) -> None:
    house.opens_menu(person)
    person.presses(CHANGE)
    person.sees_modal(TITLE)


def test_an_admin_decides_what_holds_for_all_networks(helse: House) -> None:
    siri = admin(helse)
    opens(helse, siri)
    form = siri.sees_modal(TITLE)
    assert form.values == {WHO: "Den som inviterer meg til en kanal", MONTHS: None, FEWEST: "5", WHISTLE: None}
    siri.chooses(WHO, ORGANISERS)
    siri.fills(MONTHS, "24")
    siri.fills(FEWEST, "8")
    siri.fills(WHISTLE, "ring 123")
    siri.submits()
    told = siri.sees_modal(TITLE).text
    assert "Det folk skriver, blir tatt vare på i høyst 24 måneder." in told
    assert "Tall vises når minst 8 personer står bak dem." in told
    siri.closes()
    opens(helse, siri)
    assert siri.sees_modal(TITLE).values[WHISTLE] == "ring 123"


def test_it_can_be_decided_before_there_is_a_network(house: House) -> None:
    tor = coordinator(house)
    house.liv.invites(house.ws.bot, house.helse)
    tor.sees("småjobbene", in_=house.helse)
    tor.types("/nettverk", house.helse)
    assert tor.sees("Du kan sette det opp", in_=house.helse).buttons == [SET_UP, CHANGE]
    tor.presses(CHANGE, in_=house.helse)
    tor.chooses(WHO, ORGANISERS)
    tor.submits()
    house.ola.sees("En koordinator eller en administrator setter det opp.", in_=house.helse)


def test_where_it_is_left_to_few_others_are_told_whom_to_ask(house: House) -> None:
    """Also those who have the form open already."""
    tor = coordinator(house)
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    house.liv.presses(SET_UP, in_=house.helse)
    house.liv.fills("Hva heter nettverket?", "Helse")
    tor.types("/nettverk", house.helse)
    tor.presses(CHANGE, in_=house.helse)
    tor.chooses(WHO, ORGANISERS)
    tor.submits()
    house.liv.submits()
    told = house.liv.sees_modal(SET_UP).errors["Hva heter nettverket?"]
    assert told == "Bare koordinatorer og administratorer kan sette opp nettverk.\nSpør Tor Eide."
    house.liv.closes()
    house.liv.types("/nettverk", house.helse)
    told = house.liv.sees("En koordinator eller en administrator kan gjøre det.", in_=house.helse).says
    assert "Spør Tor Eide." in told
    house.liv.presses(SET_UP, in_=house.helse)
    house.liv.sees("Bare koordinatorer og administratorer", in_=house.helse)
    tor.closes()
    tor.presses(SET_UP, in_=house.helse)
    tor.sees_modal(SET_UP)


def test_a_coordinator_names_another_and_an_admin_does_not_see_them(house: House) -> None:
    tor, siri = coordinator(house), admin(house)
    house.set_up("Nettverk for helse")
    opens(house, siri)
    assert COORDINATORS not in siri.sees_modal(TITLE).labels
    siri.closes()
    opens(house, tor)
    assert tor.sees_modal(TITLE).values[COORDINATORS] == [tor.id]
    tor.picks(COORDINATORS, tor, house.kari)
    tor.submits()
    assert "Koordinatorer: Kari Nordmann og Tor Eide" in tor.sees_modal(TITLE).text
    opens(house, house.kari)
    house.kari.picks(COORDINATORS, house.kari)
    house.kari.submits()
    tor.closes()
    house.opens_menu(tor)
    assert CHANGE not in tor.sees_modal(MENU).buttons


def test_it_is_no_leaders_and_no_participants(helse: House) -> None:
    coordinator(helse)
    for person in (helse.liv, helse.kari):
        helse.opens_menu(person)
        assert CHANGE not in person.sees_modal(MENU).buttons
        person.closes()
        helse.forges(person, "organisation.settings", helse.helse.id)
        told = "Bare koordinatorer og administratorer kan gjøre dette.\nSpør Tor Eide."
        person.sees(told, in_=helse.helse)
        assert person.modal is None


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("months", "121", "Skriv et tall fra 1 til 120."),
        ("fewest", "2", "Skriv et tall fra 3 til 20."),
        ("whistle", "x" * 301, "Skriv høyst 300 tegn."),
    ],
)
def test_what_will_not_do_gets_a_sentence_at_its_field(helse: House, field: str, text: str, told: str) -> None:
    """Slack keeps numbers within their bounds; who goes around it is told the same."""
    siri = admin(helse)
    opens(helse, siri)
    view = siri.sees_modal(TITLE).view
    sent = view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    sent["state"]["values"][field][field]["value"] = text
    siri.sends("interactive", {"type": "view_submission", "view": sent})
    assert view.errors == {field: told}


def test_a_bot_cannot_coordinate(house: House) -> None:
    tor = coordinator(house)
    house.set_up("Nettverk for helse")
    opens(house, tor)
    tor.picks(COORDINATORS, tor, house.ws.bot)
    tor.submits()
    assert "er en bot eller har sluttet" in tor.sees_modal(TITLE).errors[COORDINATORS]


def test_of_two_who_decide_at_once_the_later_is_told_and_keeps_the_text(house: House) -> None:
    tor, siri = coordinator(house), admin(house)
    house.set_up("Nettverk for helse")
    for person in (tor, siri):
        opens(house, person)
    siri.fills(MONTHS, "36")
    siri.submits()
    tor.fills(FEWEST, "7")
    tor.submits()
    form = tor.sees_modal(TITLE)
    assert "Siri Sjef endret innstillingene mens du skrev" in form.text
    assert "i høyst 36 måneder" in form.text
    assert form.values[FEWEST] == "7"
    tor.submits()
    assert "minst 7 personer" in tor.sees_modal(TITLE).text


def test_the_operator_who_names_others_meanwhile_is_not_overruled(house: House) -> None:
    tor = coordinator(house)
    house.set_up("Nettverk for helse")
    opens(house, tor)
    assert appoint(house.bot.settings, [tor.id, house.per.id]) == []
    tor.fills(FEWEST, "7")
    tor.submits()
    assert "Noen endret innstillingene mens du skrev" in tor.sees_modal(TITLE).text


def test_the_same_form_twice_is_one_change(helse: House) -> None:
    siri = admin(helse)
    opens(helse, siri)
    siri.fills(FEWEST, "7")
    helse.ws.deliver_twice()
    siri.submits()
    assert "minst 7 personer" in siri.sees_modal(TITLE).text
    assert not helse.ws.complaints
