"""Who leads a network, through the front door: when the last leader is gone it rests, and is given a new one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.coordinators import appoint
from sandbox import Person
from sandbox.world import Member
from tests.living import House
from tests.test_coordinators import coordinator
from tests.test_networks import MENU, OUTSIDE, is_read
from tests.test_organisation import admin
from tests.test_participants import snoozes, told
from tests.test_settings import CHANGE, opens

CHOOSE, WHO = "Velg ny leder", "Hvem skal lede nettverket?"
RESTS = "Nettverket har ingen leder nå, så det hviler."


@pytest.fixture
def leaderless(helse: House) -> House:
    """Liv, who led it alone, has left the channel."""
    helse.liv.leaves(helse.helse)
    helse.ola.sees(RESTS, in_=helse.helse)
    return helse


def chooses(house: House, who: Person, *leaders: Member) -> None:
    who.types("/nettverk", house.helse)
    who.presses(CHOOSE, in_=house.helse)
    who.picks(WHO, *leaders)
    who.submits()


def test_the_channel_sees_that_a_network_without_a_leader_rests(leaderless: House) -> None:
    greeting = leaderless.ola.sees(RESTS, in_=leaderless.helse)
    assert greeting.buttons == ["Se temaene", "Mer …"]
    leaderless.kari.types("/tema Noe", leaderless.helse)
    told = leaderless.kari.sees(
        "«Nettverk for helse» har ingen leder nå, så du kan ikke endre noe.", in_=leaderless.helse
    )
    assert "En koordinator eller en administrator kan velge en." in told.says


def test_who_is_told_is_told_of_the_coordinator(helse: House) -> None:
    tor = coordinator(helse)
    helse.liv.leaves(helse.helse)
    helse.ola.sees(RESTS, in_=helse.helse)
    helse.kari.types("/tema Noe", helse.helse)
    assert "Spør Tor Eide." in helse.kari.sees("har ingen leder nå", in_=helse.helse).says
    tor.types("/tema Noe", helse.helse)
    tor.sees("Du kan velge en: Skriv /nettverk.", in_=helse.helse)


def test_a_coordinator_chooses_a_new_leader_and_it_goes_on(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    tor = coordinator(helse)
    helse.liv.leaves(helse.helse)
    helse.ola.sees(RESTS, in_=helse.helse)
    chooses(helse, tor, helse.kari, helse.ola)
    assert "«Nettverk for helse» har fått leder igjen, og fortsetter der det slapp." in tor.sees_modal(CHOOSE).text
    helse.ola.sees("Ledere: Kari Nordmann og Ola Li", in_=helse.helse)
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)


def test_where_there_is_no_coordinator_an_admin_chooses(leaderless: House) -> None:
    siri = leaderless.ws.add_person("Siri Sjef", admin=True)
    leaderless.kari.invites(siri, leaderless.helse)
    leaderless.opens_menu(siri)
    assert CHOOSE in siri.sees_modal(MENU).buttons
    siri.closes()
    chooses(leaderless, siri, leaderless.kari)
    leaderless.ola.sees("Leder: Kari Nordmann", in_=leaderless.helse)


def test_a_leader_who_is_deactivated_leads_no_more_and_does_not_when_back(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.picks(WHO, helse.liv, helse.kari)
    helse.liv.submits()
    helse.ola.sees("Ledere: Kari Nordmann og Liv Berg", in_=helse.helse)
    helse.ws.deactivate(helse.liv)
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)
    helse.liv.deleted = False
    helse.ws.changes(helse.liv)
    helse.kari.invites(helse.liv, helse.helse)
    assert CHANGE not in helse.offers(helse.liv)
    helse.proposes(helse.kari, "Samtykke")  # it has a leader, so it never rested


def test_a_leader_who_left_and_comes_back_is_a_participant(leaderless: House) -> None:
    leaderless.kari.invites(leaderless.liv, leaderless.helse)
    assert CHANGE not in leaderless.offers(leaderless.liv)
    leaderless.liv.types("/nettverk", leaderless.helse)
    leaderless.liv.sees(RESTS, in_=leaderless.helse)


def test_a_network_that_a_leader_has_paused_stays_paused(helse: House) -> None:
    siri = admin(helse)
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    helse.liv.closes()
    helse.liv.leaves(helse.helse)
    helse.ola.sees(RESTS, in_=helse.helse)
    chooses(helse, siri, helse.kari)
    assert "Det var satt på pause fra før, og en leder kan starte det." in siri.sees_modal(CHOOSE).text
    helse.ola.types("/tema Noe", helse.helse)
    helse.ola.sees("«Nettverk for helse» er satt på pause", in_=helse.helse)


def test_choosing_is_no_participants(leaderless: House) -> None:
    leaderless.kari.types("/nettverk", leaderless.helse)
    assert CHOOSE not in leaderless.kari.sees(RESTS, in_=leaderless.helse).buttons
    siri = leaderless.ws.add_person("Siri Sjef", admin=True)
    leaderless.kari.invites(siri, leaderless.helse)
    siri.types("/nettverk", leaderless.helse)
    about = siri.sees(RESTS, in_=leaderless.helse).blocks[-1]["elements"][0]["value"]
    leaderless.forges(leaderless.kari, "leadership.choose", about)
    leaderless.kari.sees("Bare koordinatorer og administratorer", in_=leaderless.helse)
    assert leaderless.kari.modal is None


def test_of_two_who_choose_at_once_the_later_is_told_of_the_first(helse: House) -> None:
    tor, siri = coordinator(helse), admin(helse)
    helse.liv.leaves(helse.helse)
    helse.ola.sees(RESTS, in_=helse.helse)
    for person, leader in ((tor, helse.kari), (siri, helse.ola)):
        person.types("/nettverk", helse.helse)
        person.presses(CHOOSE, in_=helse.helse)
        person.picks(WHO, leader)
    helse.ws.deliver_twice()
    tor.submits()
    siri.submits()
    told = siri.sees_modal(CHOOSE).errors[WHO]
    assert told == "«Nettverk for helse» har ledere, og de bestemmer hvem som leder nettverket.\nSpør Kari Nordmann."
    assert not helse.ws.complaints
    siri.closes()
    siri.types("/nettverk", helse.helse)
    assert CHOOSE not in siri.sees("Ingen temaer er åpne nå.", in_=helse.helse).buttons


def test_a_bot_cannot_be_chosen(helse: House) -> None:
    tor = coordinator(helse)
    helse.liv.leaves(helse.helse)
    helse.ola.sees(RESTS, in_=helse.helse)
    chooses(helse, tor, helse.ws.bot)
    assert "er en bot eller har sluttet" in tor.sees_modal(CHOOSE).errors[WHO]


def test_who_is_not_in_the_channel_cannot_be_chosen(helse: House) -> None:
    tor = coordinator(helse)
    is_read(helse)
    helse.liv.leaves(helse.helse)
    helse.ola.sees(RESTS, in_=helse.helse)
    chooses(helse, tor, helse.kari, helse.liv)
    assert tor.sees_modal(CHOOSE).errors == {WHO: OUTSIDE}


def test_settings_that_were_open_when_a_leader_left_are_not_saved_over_it(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.picks(WHO, helse.liv, helse.kari)
    helse.liv.submits()
    helse.ola.sees("Ledere: Kari Nordmann og Liv Berg", in_=helse.helse)
    is_read(helse)  # so it is known who is not in the channel, and that is no reason to say less
    opens(helse, helse.kari)
    helse.liv.leaves(helse.helse)
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)
    helse.kari.fills("Hvor møtes dere vanligvis?", "Rådhuset")
    helse.kari.submits()
    told = helse.kari.sees_modal("Innstillinger").text
    assert "Noen endret innstillingene mens du skrev" in told
    assert "Leder: Kari Nordmann" in told


# What people are told of it, in direct messages


def test_every_coordinator_is_asked_and_chooses_in_the_message(helse: House) -> None:
    tor, siri = helse.ws.add_person("Tor Eide"), helse.ws.add_person("Siri Li")  # neither is in the channel
    assert appoint(helse.bot.settings, [tor.id, siri.id]) == []
    helse.liv.leaves(helse.helse)
    for person in (tor, siri):
        asked = person.sees("Nettverket har ingen leder nå, så det hviler.", in_=person.dm(helse.ws.bot))
        assert asked.buttons == [CHOOSE]
    tor.presses(CHOOSE, in_=tor.dm(helse.ws.bot))
    tor.picks(WHO, helse.kari)
    tor.submits()
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)
    helse.slack.wait_until(lambda: asked.buttons == [], what="the question to be answered for both")
    assert "Nettverket har fått leder igjen." in asked.says
    helse.kari.sees("Nå leder du nettverket.", in_=helse.kari.dm(helse.ws.bot))


def test_the_button_in_the_message_works_no_more_for_who_coordinates_no_more(helse: House) -> None:
    tor = coordinator(helse)
    helse.liv.leaves(helse.helse)
    tor.sees("Nettverket har ingen leder nå", in_=tor.dm(helse.ws.bot))
    assert appoint(helse.bot.settings, [helse.per.id]) == []
    tor.presses(CHOOSE, in_=tor.dm(helse.ws.bot))
    tor.sees("Bare koordinatorer og administratorer kan gjøre dette.", in_=tor.dm(helse.ws.bot))
    assert tor.modal is None


def test_who_coordinates_no_more_by_then_is_not_asked(helse: House) -> None:
    tor = coordinator(helse)
    snoozes(helse, tor)
    helse.liv.leaves(helse.helse)
    helse.ola.sees(RESTS, in_=helse.helse)
    assert appoint(helse.bot.settings, [helse.per.id]) == []
    helse.slack.clock.turn(timedelta(days=4))
    helse.bot.delivery.drain()
    assert "ingen leder" not in "".join(message.says for message in told(helse, tor))


def test_who_leads_no_more_by_then_gets_no_news(helse: House) -> None:
    snoozes(helse, helse.liv)
    helse.ws.shares(helse.helse)
    helse.opens_menu(helse.liv)
    helse.liv.presses("Overlat nettverket")
    helse.liv.picks("Hvem tar over?", helse.kari)
    helse.liv.submits()
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)
    helse.slack.clock.turn(timedelta(days=4))
    helse.bot.delivery.drain()
    assert not told(helse, helse.liv)


def test_who_coordinates_from_now_on_is_asked_too(leaderless: House) -> None:
    tor = leaderless.ws.add_person("Tor Eide")
    assert appoint(leaderless.bot.settings, [tor.id]) == []
    tor.sees("Nettverket har ingen leder nå", in_=tor.dm(leaderless.ws.bot))


def test_each_is_asked_in_their_own_language(helse: House) -> None:
    tor = coordinator(helse)
    helse.opens_menu(tor)
    tor.presses("Mine innstillinger")
    tor.chooses("Hvilket språk skal jeg bruke når jeg skriver til deg?", "Nynorsk")
    tor.submits()
    tor.closes()
    helse.liv.leaves(helse.helse)
    tor.sees("Nettverket har ingen leiar no, så det kviler.", in_=tor.dm(helse.ws.bot))


def test_a_leader_who_left_while_the_bot_slept_is_found_out(helse: House) -> None:
    tor = coordinator(helse)
    is_read(helse)
    del helse.helse.members[helse.liv.id]  # no event at all
    helse.slack.clock.turn(timedelta(days=1))
    tor.sees("Nettverket har ingen leder nå", in_=tor.dm(helse.ws.bot), timeout=20)
