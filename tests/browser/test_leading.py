"""Leaders at work on the page: a full channel, topics that are merged, and a network that changes hands."""

from __future__ import annotations

import re
import time

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.deeds import card, opens_menu, presses, uses, writes
from tests.browser.test_gallery import QUICK
from tests.living import House
from tests.test_participants import counts

GUESTS = 40


def test_a_channel_of_three_hundred_is_led_as_quickly_as_a_small_one(house: House, tabs: Tabs) -> None:
    for n in range(297):
        house.ws.joins(house.ws.add_person(f"Deltaker {n:03}", guest=n < GUESTS), house.helse)
    house.set_up("Nettverk for helse")
    counts(house, 300 - GUESTS, GUESTS, within=30)
    before = time.monotonic()
    liv = tabs.open(house.liv, house.helse)
    assert time.monotonic() - before < QUICK
    opens_menu(liv)
    expect(liv.locator("article.only-you").last).to_contain_text("260 personer deltar. 40 følger bare med.")
    before = time.monotonic()
    presses(liv, "Se deltakerne")
    form = liv.get_by_role("dialog", name="Deltakerne")
    expect(form).to_contain_text("Følger bare med: Deltaker 000, Deltaker 001")
    assert time.monotonic() - before < QUICK
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    form.get_by_label("Søk i listen").fill("Deltaker 299")
    expect(form.locator(".choices label:visible", has_text=re.compile(r"^Deltaker \d"))).to_have_count(0)
    form.get_by_label("Søk i listen").fill("Deltaker 296")
    form.get_by_label("Deltaker 296").check()
    presses(liv, "Lagre valget")
    expect(form).to_contain_text("Lagret for 1 person.")
    expect(form).to_contain_text("259 personer deltar. 41 følger bare med.")


def test_a_message_becomes_a_topic_by_its_menu_and_only_once(helse: House, tabs: Tabs) -> None:
    helse.ola.types("Når må vi spørre pasienten på nytt?", helse.helse)
    kari, liv = tabs.open(helse.kari, helse.helse, **PHONE), tabs.open(helse.liv, helse.helse)
    uses(kari, "Foreslå som tema", kari.locator("article", has_text="Når må vi spørre"))
    form = kari.get_by_role("dialog", name="Foreslå et tema")
    expect(form.get_by_label("Tittel")).to_have_value("Når må vi spørre pasienten på nytt?")
    expect(form).to_contain_text("Kortet lenker til meldingen hvis alle i kanalen ser navnet ditt.")
    form.get_by_label("Tittel").fill("Samtykke")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)
    presses(kari, "Foreslå temaet")
    expect(card(liv, "Samtykke").get_by_role("link", name="Fra en melding i kanalen")).to_be_visible()

    uses(liv, "Foreslå som tema", liv.locator("article", has_text="Når må vi spørre"))
    told = liv.locator("article.only-you")
    expect(told).to_contain_text("Dette er allerede et tema: «Samtykke».")
    told.get_by_role("button", name="Støtt temaet").click()
    expect(card(kari, "Samtykke")).to_contain_text("1 støtter temaet")


def test_two_topics_are_merged_before_everyones_eyes_and_parted_again(helse: House, tabs: Tabs) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.proposes(helse.ola, "Lov til å dele")
    liv, kari = tabs.open(helse.liv, helse.helse), tabs.open(helse.kari, helse.helse)
    for title in ("Samtykke", "Lov til å dele"):
        card(kari, title).get_by_role("button", name="Støtt temaet").click()
        expect(card(kari, title)).to_contain_text("1 støtter temaet")
    card(liv, "Lov til å dele").get_by_role("button", name="Støtt temaet").click()
    expect(card(liv, "Lov til å dele")).to_contain_text("2 støtter temaet")
    card(liv, "Lov til å dele").get_by_role("button", name="Mer …").click()
    presses(liv, "Slå sammen med et annet tema")
    expect(liv.get_by_role("dialog", name="Slå sammen temaer")).to_be_visible()
    liv.get_by_label("Hvilket tema vil du slå det sammen med?").select_option("Samtykke")
    assert violations(liv) == []
    presses(liv, "Slå sammen temaene")

    expect(card(kari, "Samtykke")).to_contain_text("2 støtter temaet")  # Kari is counted once
    expect(card(kari, "Samtykke")).to_contain_text("1 annet tema er slått sammen med dette")
    gone = card(kari, "Lov til å dele")
    expect(gone.get_by_role("button", name="Støtt temaet")).to_have_count(0)
    expect(gone.get_by_role("link", name="Se kortet")).to_be_visible()
    writes(kari, "/tema liste")
    kari.get_by_label("Hvilke temaer?").select_option("Trukket og slått sammen")
    expect(kari.locator("article.only-you").last).to_contain_text("Slått sammen med «Samtykke»")

    gone_for_liv = card(liv, "Lov til å dele")
    gone_for_liv.get_by_role("button", name="Mer …").click()
    presses(liv, "Angre sammenslåingen")
    expect(card(kari, "Samtykke")).to_contain_text("1 støtter temaet")
    expect(card(kari, "Lov til å dele")).to_contain_text("2 støtter temaet")


def test_a_network_is_handed_over_and_taken_back(helse: House, tabs: Tabs) -> None:
    liv, kari = tabs.open(helse.liv, helse.helse, **PHONE), tabs.open(helse.kari, helse.helse)
    opens_menu(liv)
    presses(liv, "Overlat nettverket")
    form = liv.get_by_role("dialog", name="Overlat nettverket")
    form.get_by_role("group", name="Hvem tar over?").get_by_label("Kari Nordmann").check()
    form.get_by_label("Hva bør de vite?").fill("Rommet er bestilt til jul.")
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Overlat nettverket")
    expect(liv.get_by_role("dialog")).to_contain_text("I et døgn kan du ta det tilbake.")

    menu = opens_menu(kari)
    expect(menu).to_contain_text("Rommet er bestilt til jul.")
    assert violations(kari) == []
    presses(kari, "Jeg har lest det")
    expect(menu).not_to_contain_text("Rommet er bestilt til jul.")
    expect(menu.get_by_role("button", name="Avslutt nettverket")).to_be_visible()
    presses(kari, "Lukk")

    presses(liv, "Ta tilbake ledelsen")
    expect(liv.get_by_role("dialog").get_by_role("button", name="Overlat nettverket")).to_be_visible()
    expect(opens_menu(kari).get_by_role("button", name="Endre innstillingene")).to_have_count(0)
