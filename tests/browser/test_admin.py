"""What an admin does from the channel's header, before the others' eyes; and what the app writes to one alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.test_gallery import Show, etaten, show, slack
from tests.sandbox.conftest import Etaten

__all__ = ["etaten", "show", "slack"]


def administers(tab: Page, name: str) -> None:
    tab.get_by_role("button", name="Administrer").click()
    tab.get_by_role("button", name=name).click()


def opened(etaten: Etaten, tabs: Tabs, **how: object) -> tuple[Page, Page]:
    """Before Siri, who is an admin, and before Kari."""
    siri = etaten.ws.add_person("Siri Sjef", admin=True)
    siri.joins(etaten.helse)
    return tabs.open(siri, etaten.helse, **how), tabs.open(etaten.kari, etaten.helse, **how)


def is_nowhere(tab: Page, tabs: Tabs) -> None:
    """What was before her is gone: the browser tells of the 404 too."""
    expect(tab.get_by_role("heading", name="Her er det ingenting")).to_be_visible()
    assert all("404" in fault for fault in tabs.faults)
    tabs.faults.clear()


def test_what_the_app_writes_to_one_alone_is_marked_until_it_is_read(show: Show) -> None:
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)
    row = tab.get_by_role("navigation").get_by_role("link", name="prove").last
    expect(row).not_to_have_class(re.compile("unread"))
    show.puppet.api.chat_postMessage(channel=show.etaten.kari.id, text="Bare til Kari")
    expect(row).to_have_class(re.compile("unread"))
    expect(row).to_contain_text("1 til deg")
    row.click()
    expect(tab.locator("article", has_text="Bare til Kari")).to_be_visible()
    tab.get_by_role("navigation").get_by_role("link", name="helse").click()
    expect(row).not_to_have_class(re.compile("unread"))


def test_the_others_follow_what_becomes_of_their_channel(etaten: Etaten, tabs: Tabs) -> None:
    siri, kari = opened(etaten, tabs)
    kari.locator("#composer").fill("/rename folkehelse")
    kari.keyboard.press("Escape")
    kari.keyboard.press("Enter")
    expect(siri.get_by_role("heading", name="folkehelse")).to_be_visible()
    administers(siri, "Gjør kanalen privat")
    for tab in (siri, kari):
        expect(tab.locator("h1")).to_contain_text("🔒")
    etaten.ola.types("Her er vi ennå", etaten.helse)
    expect(kari.locator("article", has_text="Her er vi ennå")).to_be_visible()
    administers(siri, "Slett kanalen")
    siri.get_by_role("dialog", name="Slette kanalen?").get_by_role("button", name="Slett kanalen").click()
    expect(siri.locator("h1")).not_to_contain_text("folkehelse")
    siri.context.close()  # her browser may tell of a 404 too, as it still looks what is new there
    is_nowhere(kari, tabs)


def test_somebody_from_outside_comes_and_somebody_goes(etaten: Etaten, tabs: Tabs) -> None:
    siri, kari = opened(etaten, tabs)
    siri.get_by_role("button", name="Administrer").click()
    siri.get_by_label("Navn på en ny person").fill("Nina Nabo")
    etaten.ola.types("Noe annet skjer", etaten.helse)
    expect(siri.locator("article", has_text="Noe annet skjer")).to_be_visible()
    expect(siri.get_by_label("Navn på en ny person")).to_have_value("Nina Nabo")
    siri.get_by_role("button", name="Inviter fra en annen organisasjon").click()
    expect(kari.locator("h1")).to_contain_text("delt med andre")
    siri.get_by_role("button", name="Administrer").click()
    expect(siri.get_by_label("Navn på en ny person")).to_have_value("")
    siri.get_by_role("button", name="Deaktiver Kari Nordmann").click()
    is_nowhere(kari, tabs)
    administers(siri, "Slipp inn Kari Nordmann igjen")
    expect(kari.get_by_role("button", name="Bli med i kanalen")).to_be_visible()


def test_the_menu_is_in_nobodys_way(etaten: Etaten, tabs: Tabs) -> None:
    for how in ({}, PHONE):
        siri, _kari = opened(etaten, tabs, **how)
        siri.get_by_role("button", name="Administrer").click()
        expect(siri.get_by_role("button", name="Inviter som gjest")).to_be_visible()
        assert (violations(siri), scrolls_sideways(siri)) == ([], False)
