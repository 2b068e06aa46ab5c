"""A network ends, through the front door: nothing is lost, and it is taken up again as it was."""

from __future__ import annotations

import pytest

from sandbox import Person
from tests.living import House
from tests.test_coordinators import coordinator
from tests.test_networks import MENU
from tests.test_organisation import admin
from tests.test_stand_ins import names

END, TAKE_UP = "Avslutt nettverket", "Ta nettverket opp igjen"
ENDED = "Nettverket er avsluttet. Jeg legger ikke ut noe mer her, og temaene er tatt vare på."


def ends(house: House) -> None:
    house.opens_menu(house.liv)
    house.liv.presses(END, confirm=END)
    assert house.liv.sees_modal(MENU).buttons == [TAKE_UP, "Mine innstillinger"]
    house.liv.closes()
    house.ola.sees(ENDED, in_=house.helse)


def test_what_has_ended_says_so_and_shows_what_was(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    card = helse.cards()[0]
    ends(helse)
    assert next(m for m in helse.ola.reads(helse.helse) if m.says.startswith("👋")).buttons == ["Se temaene", "Mer …"]
    helse.kari.types("/nettverk", helse.helse)
    shown = helse.kari.sees(ENDED, in_=helse.helse)
    assert shown.buttons == ["Se temaene", "Mer …"]
    assert "Leder: Liv Berg" in shown.says
    helse.kari.types("/tema Noe", helse.helse)
    told = helse.kari.sees("«Nettverk for helse» er avsluttet, så du kan ikke endre noe.", in_=helse.helse)
    assert "En leder kan ta det opp igjen med /nettverk.\nSpør Liv Berg." in told.says
    helse.ola.presses("Støtt temaet", message=card)
    helse.ola.sees("er avsluttet, så du kan ikke endre noe.", in_=helse.helse)
    helse.liv.types("/tema Noe", helse.helse)
    helse.liv.sees("Du kan ta det opp igjen: Skriv /nettverk, og trykk på «Mer …».", in_=helse.helse)


@pytest.mark.parametrize("who", ["leader", "coordinator", "admin"])
def test_it_is_taken_up_again_as_it_was(helse: House, who: str) -> None:
    helse.proposes(helse.kari, "Samtykke")
    ends(helse)
    person: Person = {
        "leader": lambda: helse.liv,
        "coordinator": lambda: coordinator(helse),
        "admin": lambda: admin(helse),
    }[who]()
    helse.opens_menu(person)
    person.presses(TAKE_UP)
    assert TAKE_UP not in person.sees_modal(MENU).buttons
    helse.ola.sees("Hva bør nettverket ta opp?", in_=helse.helse)
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)


def test_a_pause_outlasts_the_end(helse: House) -> None:
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    helse.liv.closes()
    ends(helse)
    helse.opens_menu(helse.liv)
    helse.liv.presses(TAKE_UP)
    assert "Nettverket er satt på pause" in helse.liv.sees_modal(MENU).text


def test_what_ended_and_lost_its_leader_is_taken_up_and_given_another(helse: House) -> None:
    tor = coordinator(helse)
    ends(helse)
    helse.liv.leaves(helse.helse)
    helse.slack.wait_until(lambda: "Leder: Liv Berg" not in overview(helse), what="Liv to lead no more")
    helse.opens_menu(tor)
    tor.presses(TAKE_UP)
    assert "Velg ny leder" in tor.sees_modal(MENU).buttons


def overview(house: House) -> str:
    house.kari.types("/nettverk", house.helse)
    return house.kari.sees(ENDED, in_=house.helse).says


def test_ending_is_a_leaders_and_no_stand_ins_and_taking_up_no_participants(helse: House) -> None:
    names(helse, helse.kari)
    helse.liv.closes()
    helse.opens_menu(helse.kari)
    assert END not in helse.kari.sees_modal(MENU).buttons
    helse.kari.closes()
    helse.opens_menu(helse.liv)
    about = helse.button("network.end", helse.liv)["value"]
    helse.forges(helse.kari, "network.end", about)
    helse.kari.sees("Bare nettverksledere kan gjøre dette, ikke en vikar.", in_=helse.helse)
    helse.liv.closes()
    ends(helse)
    assert TAKE_UP not in helse.offers(helse.ola)
    helse.forges(helse.ola, "network.take_up", about)
    helse.ola.sees("Bare ledere, koordinatorer og administratorer kan", in_=helse.helse)
