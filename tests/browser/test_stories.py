"""The product on the page: people propose, support and read, each in a tab of their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.deeds import card
from tests.living import House

TEXT_FIELD = "#composer"


def test_a_topic_is_proposed_by_keyboard_alone_and_supported_before_the_others_eyes(helse: House, tabs: Tabs) -> None:
    kari, ola = tabs.open(helse.kari, helse.helse), tabs.open(helse.ola, helse.helse)
    kari.keyboard.press("Tab")  # the first stop is the way past the menus
    kari.keyboard.press("Enter")
    kari.keyboard.type("/te")
    expect(kari.get_by_role("option", name="/tema")).to_be_visible()
    kari.keyboard.press("Enter")
    kari.keyboard.type("Samtykke")
    kari.keyboard.press("Enter")
    expect(kari.get_by_role("dialog", name="Foreslå et tema")).to_be_visible()
    expect(kari.get_by_label("Tittel")).to_be_focused()
    expect(kari.get_by_label("Tittel")).to_have_value("Samtykke")
    kari.keyboard.press("Tab")
    kari.keyboard.type("Når må vi spørre?")
    kari.keyboard.press("Tab")
    kari.keyboard.press("Enter")
    expect(kari.get_by_role("dialog")).to_have_count(0)
    expect(kari.locator(TEXT_FIELD)).to_be_focused()

    mine, theirs = (tab.locator("article", has_text="Når må vi spørre?") for tab in (kari, ola))
    expect(mine).to_be_visible()
    theirs.get_by_role("button", name="Støtt temaet").click()
    expect(mine).to_contain_text("1 støtter temaet")
    told = "Du støtter «Samtykke»."
    expect(ola.locator("article", has_text=told)).to_contain_text("Bare du ser dette")
    expect(kari.get_by_text(told)).to_have_count(0)
    ola.locator("article", has_text=told).get_by_label("Mer om meldingen").click()
    ola.get_by_role("button", name="Fjern fra visningen").click()
    expect(ola.get_by_text(told)).to_have_count(0)


def test_an_error_stands_at_its_field_and_what_was_typed_stays(helse: House, tabs: Tabs) -> None:
    tab = tabs.open(helse.kari, helse.helse)
    tab.locator(TEXT_FIELD).fill("/tema")
    tab.keyboard.press("Enter")
    tab.get_by_label("Hva trenger du?").fill("Noe jeg ikke vil miste")
    tab.get_by_role("button", name="Foreslå temaet").click()
    title = tab.get_by_label("Tittel")
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_be_focused()
    expect(title).to_have_accessible_description(re.compile("Skriv en tittel, eller et ønske om metode"))
    expect(tab.get_by_label("Hva trenger du?")).to_have_value("Noe jeg ikke vil miste")
    assert violations(tab) == []
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)


def test_a_button_asks_before_it_does_and_more_is_behind_more(helse: House, tabs: Tabs) -> None:
    helse.proposes(helse.kari, "Samtykke")
    tab = tabs.open(helse.kari, helse.helse)
    card(tab, "Samtykke").get_by_role("button", name="Mer …").click()
    tab.get_by_role("button", name="Trekk temaet").click()
    question = tab.get_by_role("dialog", name="Trekke temaet?")
    expect(question).to_contain_text("Du kan ta det inn igjen.")
    expect(question.get_by_role("button", name="Trekk temaet")).to_have_class("danger")
    question.get_by_role("button", name="Behold temaet").click()
    expect(tab.get_by_role("button", name="Trekk temaet")).to_be_focused()
    tab.get_by_role("button", name="Trekk temaet").click()
    question.get_by_role("button", name="Trekk temaet").click()
    expect(tab.get_by_role("dialog").get_by_role("button", name="Ta temaet inn igjen")).to_be_visible()
    tab.get_by_role("button", name="Lukk", exact=True).click()
    expect(tab.get_by_text("Trukket tema")).to_be_visible()


def test_a_modal_on_top_of_a_modal(helse: House, tabs: Tabs) -> None:
    helse.proposes(helse.kari, "Samtykke")
    tab = tabs.open(helse.kari, helse.helse)
    card(tab, "Samtykke").get_by_role("button", name="Mer …").click()
    tab.get_by_role("button", name="Rediger temaet").click()
    tab.get_by_label("Tittel").fill("Samtykke i skolen")
    tab.get_by_role("button", name="Tilbake").click()
    expect(tab.get_by_role("dialog", name="Mer om temaet")).to_be_visible()
    tab.get_by_role("button", name="Rediger temaet").click()
    tab.get_by_label("Tittel").fill("Samtykke i skolen")
    tab.get_by_role("button", name="Lagre endringene").click()
    expect(tab.locator("article h3", has_text="Samtykke i skolen")).to_be_visible()


def test_the_inviter_sets_a_network_up(house: House, tabs: Tabs) -> None:
    tab = tabs.open(house.liv, house.helse)
    tab.locator(TEXT_FIELD).fill("/invite @nettverksbot")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Sett opp nettverket").click()
    tab.get_by_label("Hva heter nettverket?").fill("Nettverk for helse")
    leaders = tab.get_by_role("group", name="Hvem skal lede nettverket?")
    expect(leaders.get_by_label("Liv Berg")).to_be_checked()
    leaders.get_by_label("Kari Nordmann").check()
    tab.get_by_role("button", name="Sett opp", exact=True).click()
    expect(tab.locator("article", has_text="Nettverk for helse")).to_contain_text("Kari Nordmann og Liv Berg")


def test_unread_and_mentions_are_marked_until_they_are_read(helse: House, tabs: Tabs) -> None:
    kaffe = helse.ws.add_channel("kaffe", creator=helse.liv)
    helse.liv.invites(helse.kari, kaffe)
    tab = tabs.open(helse.kari, helse.helse)
    there = tab.get_by_role("navigation").get_by_role("link", name="kaffe")
    expect(there).not_to_have_class(re.compile("unread"))
    helse.liv.types("Kaffe?", kaffe)
    expect(there).to_have_class(re.compile("unread"))
    helse.liv.types("@Kari Nordmann kommer du?", kaffe)
    expect(there).to_contain_text("1 til deg")
    there.click()
    expect(tab.locator("article", has_text="Kaffe?")).to_be_visible()
    expect(tab.locator(".mention.mine")).to_have_text("@Kari Nordmann")
    expect(tab.get_by_text("Nytt", exact=True)).to_be_visible()
    tab.get_by_role("link", name="helse").click()
    expect(there).not_to_have_class(re.compile("unread"))


def test_a_thread_beside_the_channel(helse: House, tabs: Tabs) -> None:
    helse.liv.types("Hvem tar referat?", helse.helse)
    kari, ola = tabs.open(helse.kari, helse.helse), tabs.open(helse.ola, helse.helse)
    kari.locator("article", has_text="Hvem tar referat?").hover()
    kari.locator("article", has_text="Hvem tar referat?").get_by_label("Mer om meldingen").click()
    kari.get_by_role("link", name="Svar i tråd").click()
    kari.get_by_role("complementary").get_by_role("textbox").fill("Jeg!")
    kari.keyboard.press("Enter")
    expect(kari.get_by_role("complementary").get_by_text("Jeg!")).to_be_visible()
    ola.get_by_role("link", name="1 svar").click()
    expect(ola.get_by_role("complementary").get_by_text("Jeg!")).to_be_visible()
    assert violations(ola) == []


def test_what_one_types_stays_while_others_act_and_while_one_looks_elsewhere(helse: House, tabs: Tabs) -> None:
    tab = tabs.open(helse.kari, helse.helse)
    tab.locator(TEXT_FIELD).fill("Halvferdig")
    helse.proposes(helse.ola, "Samtykke")
    expect(tab.locator("article", has_text="Samtykke").first).to_be_visible()
    expect(tab.locator(TEXT_FIELD)).to_have_value("Halvferdig")
    expect(tab.locator(TEXT_FIELD)).to_be_focused()
    tab.get_by_role("link", name="Per Ås").click()
    expect(tab.locator(TEXT_FIELD)).to_have_value("")
    tab.get_by_role("link", name="helse").click()
    expect(tab.locator(TEXT_FIELD)).to_have_value("Halvferdig")


def test_two_people_side_by_side_in_one_window(helse: House, tabs: Tabs) -> None:
    helse.proposes(helse.kari, "Samtykke")
    tab = tabs.blank()
    tab.goto(f"{helse.slack.url}/beside/{helse.kari.id}/{helse.ola.id}")
    kari, ola = tab.frame_locator("iframe >> nth=0"), tab.frame_locator("iframe >> nth=1")
    ola.get_by_role("button", name="Støtt temaet").click()
    expect(kari.locator("article").filter(has_text="1 støtter temaet")).to_be_visible()


def test_what_goes_over_the_wire_is_shown_for_the_last_act(helse: House, tabs: Tabs) -> None:
    helse.proposes(helse.kari, "Samtykke")
    tab = tabs.open(helse.ola, helse.helse)
    tab.get_by_role("link", name="Trafikk").click()
    drawer = tab.get_by_role("region", name="Trafikk")
    expect(drawer).to_contain_text("Ingenting ennå.")
    tab.get_by_role("button", name="Støtt temaet").click()
    for exchange in ("til appen interactive", "fra appen response_url", "fra appen chat.update"):
        expect(drawer).to_contain_text(exchange)
    assert violations(tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("how", [{}, PHONE], ids=["desk", "phone"])
def test_nothing_is_in_anybodys_way(helse: House, tabs: Tabs, how: dict[str, object], scheme: str) -> None:
    """No violation by axe and no sideways scrolling: the first page, a channel, a long word, a modal, a menu."""
    helse.proposes(helse.kari, "x" * 150, "Dette er et " + "langt" * 60)
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    tab = tabs.open(helse.kari, helse.helse, color_scheme=scheme, **how)
    helse.kari.types("/nettverk", helse.helse)
    expect(tab.get_by_text("1 tema kan støttes")).to_be_visible()
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)
    if how:
        tab.get_by_role("button", name="Kanaler").click()
        assert violations(tab) == []
        tab.get_by_role("navigation").get_by_role("link", name="helse").click()
    tab.get_by_role("button", name="Kari Nordmann").click()
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Mer …").first.click()
    expect(tab.get_by_role("dialog")).to_be_visible()
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)
    tab.goto(helse.slack.url)
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)
