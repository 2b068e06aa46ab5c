"""What becomes of a network, from its set-up on: strangers come, leaders go, summers pass, and rooms are closed."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bot.coordinators import appoint
from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.deeds import card, opens_menu, presses, writes
from tests.living import House
from tests.test_participants import counts

PURPOSE = "Vi lærer av hverandre når noe er nytt."
RESTS = "Nettverket har ingen leder nå, så det hviler."


def test_a_participant_cannot_set_it_up_and_a_stranger_comes_in_and_is_welcomed(house: House, tabs: Tabs) -> None:
    liv, kari = tabs.open(house.liv, house.helse, **PHONE), tabs.open(house.kari, house.helse)
    writes(liv, "/invite @nettverksbot")
    kari.get_by_role("button", name="Sett opp nettverket").click()
    told = kari.locator("article.only-you")
    expect(told).to_contain_text("Bare den som inviterte meg hit, en koordinator eller en administrator")
    expect(told).to_contain_text("Spør @Liv Berg")

    liv.get_by_role("button", name="Sett opp nettverket").click()
    liv.get_by_label("Hva heter nettverket?").fill("Nettverk for helse")
    liv.get_by_label("Hva er det til for?").fill(PURPOSE)
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Sett opp")
    expect(kari.get_by_role("heading", name="Nettverk for helse")).to_be_visible()

    per = tabs.open(house.per, house.helse)
    per.get_by_role("button", name="Bli med i kanalen").click()
    written = per.get_by_role("navigation").get_by_role("link", name=re.compile("^nettverksbot(?! hjem)"))
    expect(written).to_contain_text("1 til deg")
    written.click()
    expect(per.get_by_text(PURPOSE)).to_be_visible()
    assert violations(per) == []
    per.get_by_role("button", name="Jeg følger bare med").click()
    expect(per.get_by_role("dialog", name="Din rolle")).to_contain_text("Nå følger du bare med")
    assert violations(per) == []
    counts(house, 3, 1)
    opens_menu(liv)
    presses(liv, "Se deltakerne")
    expect(liv.get_by_role("dialog")).to_contain_text("Følger bare med: Per Ås")


def test_the_leader_leaves_and_a_coordinator_who_is_not_there_chooses_another(helse: House, tabs: Tabs) -> None:
    tor = helse.ws.add_person("Tor Eide")
    assert appoint(helse.bot.settings, [tor.id]) == []
    helse.proposes(helse.ola, "Samtykke")
    liv, kari = tabs.open(helse.liv, helse.helse), tabs.open(helse.kari, helse.helse)
    coordinator = tabs.open(tor, tor.dm(helse.ws.bot), **PHONE)
    writes(liv, "/leave")
    expect(kari.get_by_text(RESTS)).to_be_visible()
    card(kari, "Samtykke").get_by_role("button", name="Støtt temaet").click()
    expect(kari.locator("article.only-you")).to_contain_text("Spør Tor Eide.")

    expect(coordinator.get_by_text(RESTS)).to_be_visible()
    coordinator.get_by_role("button", name="Velg ny leder").click()
    coordinator.get_by_role("group", name="Hvem skal lede nettverket?").get_by_label("Kari Nordmann").check()
    assert (violations(coordinator), scrolls_sideways(coordinator)) == ([], False)
    presses(coordinator, "Velg")
    expect(coordinator.get_by_role("dialog")).to_contain_text("har fått leder igjen, og fortsetter der det slapp.")
    presses(coordinator, "Lukk")
    expect(coordinator.get_by_text("Nettverket har fått leder igjen.")).to_be_visible()
    expect(coordinator.get_by_role("button", name="Velg ny leder")).to_have_count(0)

    expect(kari.locator("article", has_text="Leder: Kari Nordmann").first).to_be_visible()
    card(kari, "Samtykke").get_by_role("button", name="Støtt temaet").click()
    expect(card(kari, "Samtykke")).to_contain_text("1 støtter temaet")
    expect(opens_menu(kari).get_by_role("button", name="Endre innstillingene")).to_be_visible()
    presses(kari, "Lukk")
    kari.get_by_role("navigation").get_by_role("link", name=re.compile("^nettverksbot(?! hjem)")).click()
    expect(kari.get_by_text("Nå leder du nettverket.")).to_be_visible()


def test_a_network_sleeps_through_the_summer_and_goes_on_where_it_was(helse: House, tabs: Tabs) -> None:
    helse.proposes(helse.kari, "Samtykke")
    liv, ola = tabs.open(helse.liv, helse.helse), tabs.open(helse.ola, helse.helse, **PHONE)
    opens_menu(liv)
    presses(liv, "Sett nettverket på pause", asked="Sette nettverket på pause?")
    expect(liv.get_by_role("dialog")).to_contain_text("Nettverket er satt på pause")
    assert violations(liv) == []
    presses(liv, "Lukk")
    writes(ola, "/tema Ferie")
    expect(ola.locator("article.only-you")).to_contain_text("En leder kan starte det igjen med /nettverk.")

    before = helse.slack.clock.now()
    shown = liv.locator(".clock time")
    for _week in range(13):
        told = shown.inner_text()
        liv.get_by_role("button", name="En uke").click()
        expect(shown).not_to_have_text(told)
    assert (helse.slack.clock.now() - before).days == 13 * 7
    card(ola, "Samtykke").get_by_role("button", name="Støtt temaet").click()
    expect(ola.locator("article.only-you").last).to_contain_text("er satt på pause, så du kan ikke endre noe nå.")

    opens_menu(liv)
    presses(liv, "Start nettverket igjen")
    expect(liv.get_by_role("dialog")).to_contain_text("1 tema kan støttes i kanalen.")
    presses(liv, "Lukk")
    card(ola, "Samtykke").get_by_role("button", name="Støtt temaet").click()
    expect(card(liv, "Samtykke")).to_contain_text("1 støtter temaet")
    assert (violations(ola), scrolls_sideways(ola)) == ([], False)


def test_a_private_channel_has_its_network_and_nobody_outside_sees_it(house: House, tabs: Tabs) -> None:
    room = house.ws.add_channel("lukket", creator=house.liv, private=True)
    for person in (house.kari, house.ola):
        house.liv.invites(person, room)
    liv, kari, ola = (tabs.open(person, room) for person in (house.liv, house.kari, house.ola))
    writes(liv, "/invite @nettverksbot")
    liv.get_by_role("button", name="Sett opp nettverket").click()
    liv.get_by_label("Hva heter nettverket?").fill("Lukket nettverk")
    presses(liv, "Sett opp")
    kari.get_by_role("button", name="Foreslå et tema").click()
    kari.get_by_label("Tittel").fill("Fortrolig")
    presses(kari, "Foreslå temaet")
    card(ola, "Fortrolig").get_by_role("button", name="Støtt temaet").click()
    expect(card(kari, "Fortrolig")).to_contain_text("1 støtter temaet")

    per = tabs.open(house.per, house.helse)
    expect(per.get_by_role("navigation").get_by_role("link", name="helse")).to_be_visible()
    expect(per.get_by_role("navigation").get_by_role("link", name=re.compile("lukket"))).to_have_count(0)
    assert per.request.get(f"{house.slack.url}/as/{house.per.id}/{room.id}").status == 404
