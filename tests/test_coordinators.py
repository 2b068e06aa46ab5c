"""Coordinators, through the front door: they set up networks, and do nothing in those that have leaders."""

from __future__ import annotations

import pytest

from bot.coordinators import appoint
from sandbox import Person
from tests.living import House
from tests.test_networks import MENU, NAME, SET_UP


def coordinator(house: House) -> Person:
    """Tor, who is named by the operator and has joined the channel."""
    tor = house.ws.add_person("Tor Eide")
    house.liv.invites(tor, house.helse)
    assert appoint(house.bot.settings, [tor.id]) == []
    return tor


def test_a_coordinator_sets_up_a_network_for_others(house: House) -> None:
    tor = coordinator(house)
    house.liv.invites(house.ws.bot, house.helse)
    tor.sees("småjobbene", in_=house.helse)
    tor.presses(SET_UP, in_=house.helse)
    tor.fills(NAME, "Nettverk for helse")
    tor.picks("Hvem skal lede nettverket?", house.kari)
    tor.submits()
    house.ola.sees("Leder: Kari Nordmann", in_=house.helse)
    house.kari.sees("Nå leder du nettverket.", in_=house.kari.dm(house.ws.bot))


def test_who_is_not_named_any_more_is_a_participant_like_others(house: House) -> None:
    tor = coordinator(house)
    assert appoint(house.bot.settings, [house.per.id]) == []
    house.liv.invites(house.ws.bot, house.helse)
    tor.sees("småjobbene", in_=house.helse)
    tor.presses(SET_UP, in_=house.helse)
    tor.sees("Bare den som inviterte meg hit, en koordinator eller en administrator", in_=house.helse)


@pytest.mark.parametrize("deed", ["network.settings", "network.pause"])
def test_in_a_network_that_has_leaders_a_coordinator_does_nothing(helse: House, deed: str) -> None:
    tor = coordinator(helse)
    helse.opens_menu(tor)
    assert "Sett nettverket på pause" not in tor.sees_modal(MENU).buttons
    tor.closes()
    helse.opens_menu(helse.liv)
    helse.forges(tor, deed, helse.button(deed, helse.liv)["value"])
    tor.sees("Bare nettverksledere kan gjøre dette.", in_=helse.helse)


def test_a_coordinator_does_not_see_a_hidden_name(helse: House) -> None:
    tor = coordinator(helse)
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    helse.kari.submits()
    tor.sees("Samtykke", in_=helse.helse)
    tor.presses("Mer …", in_=helse.helse)
    assert "Kari" not in tor.sees_modal("Mer om temaet").text
