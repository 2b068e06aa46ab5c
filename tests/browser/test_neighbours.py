"""Two workspaces in which everything has the same name, on one database, each with a bot in a process of its own."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from sandbox.page import Page as Workplace
from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.deeds import card, opens_menu, presses, writes
from tests.living import House, Living, Start
from tests.test_participants import counts
from tests.test_stories import in_its_own_process

NETWORK, TOPIC = "Nettverk for helse", "Samtykke"


def sets_up(tab: Page, purpose: str) -> None:
    writes(tab, "/invite @nettverksbot")
    tab.get_by_role("button", name="Sett opp nettverket").click()
    tab.get_by_label("Hva heter nettverket?").fill(NETWORK)
    tab.get_by_label("Hva er det til for?").fill(purpose)
    presses(tab, "Sett opp")
    expect(tab.get_by_role("heading", name=NETWORK)).to_be_visible()


def proposes(tab: Page, title: str, need: str) -> None:
    writes(tab, f"/tema {title}")
    tab.get_by_label("Hva trenger du?").fill(need)
    presses(tab, "Foreslå temaet")
    expect(card(tab, title)).to_contain_text(need)


def supports(tab: Page, title: str, *, makes: int) -> None:
    card(tab, title).get_by_role("button", name="Støtt temaet").click()
    expect(card(tab, title)).to_contain_text(f"{makes} støtter temaet")


def lists(tab: Page, *lines: str) -> None:
    """The topics, as `/tema liste` shows them: these and no others."""
    writes(tab, "/tema liste")
    told = tab.locator("article.only-you", has=tab.get_by_role("heading", name=f"Temaer i {NETWORK}"))
    expect(told.locator(".section .text")).to_have_text(lines, use_inner_text=True)


def keeps_to_itself(tab: Page, house: House, *theirs: str) -> None:
    """Nothing says what the neighbours wrote, and their people and channels are not even there to be called."""
    tab.bring_to_front()
    seen = tab.locator("body").inner_text()
    assert [words for words in theirs if words in seen] == []
    called = tab.locator("#suggestions [data-inserts^='@']")
    expect(called).to_have_count(sum(not member.deleted for member in house.ws.members.values()))


def test_neighbours_of_the_same_names_share_nothing(living: Living, page: Workplace, start: Start, tabs: Tabs) -> None:
    assert page
    east, west = living.house("Etaten"), living.house("Etaten")
    processes = [in_its_own_process(house, living, start) for house in (east, west)]
    liv_east, liv_west = tabs.open(east.liv, east.helse), tabs.open(west.liv, west.helse, **PHONE)
    sets_up(liv_east, "For oss i øst.")
    sets_up(liv_west, "For oss i vest.")
    proposes(liv_east, TOPIC, "Slik er det i øst.")
    proposes(liv_west, TOPIC, "Slik er det i vest.")
    proposes(liv_east, "Vakter", "Bare i øst.")

    ola_east, ola_west = tabs.open(east.ola, east.helse), tabs.open(west.ola, west.helse)
    supports(ola_east, TOPIC, makes=1)
    supports(liv_east, TOPIC, makes=2)
    supports(ola_west, TOPIC, makes=1)
    lists(liv_east, "1. Samtykke 2 støtter temaet", "2. Vakter")
    lists(liv_west, "1. Samtykke 1 støtter temaet")
    tabs.open(east.per, east.helse).get_by_role("button", name="Bli med i kanalen").click()
    for tab, house, count in ((liv_east, east, 4), (liv_west, west, 3)):
        counts(house, count, 0)
        opens_menu(tab)
        presses(tab, "Se deltakerne")
        expect(tab.get_by_role("dialog")).to_contain_text(f"{count} personer deltar.")
        tab.get_by_role("button", name="Lukk skjemaet").click()
    for tab in (liv_east, ola_east):
        keeps_to_itself(tab, east, "i vest")
    for tab in (liv_west, ola_west):
        keeps_to_itself(tab, west, "i øst", "Vakter", "2 støtter")
    assert ola_east.request.get(f"{east.slack.url}/as/{east.ola.id}/{west.helse.id}").status == 404

    processes[0].end()  # the one in the east alone
    card(ola_east, "Vakter").get_by_role("button", name="Støtt temaet").click()
    expect(ola_east.get_by_role("alert")).to_contain_text("Appen")
    supports(liv_west, TOPIC, makes=2)
    proposes(ola_west, "Turnus", "Nytt i vest.")
    lists(ola_west, "1. Samtykke 2 støtter temaet", "2. Turnus")
    start(east)
    supports(ola_east, "Vakter", makes=1)
    keeps_to_itself(ola_east, east, "i vest", "Turnus")
    assert east.ws.complaints == west.ws.complaints == []


def test_one_goes_from_one_workspace_to_the_other(living: Living, page: Workplace, tabs: Tabs) -> None:
    """By the first page, by the menu of people, and by the browser's tabs, which tell them apart."""
    assert page
    east, west = living.house("Øst"), living.house("Vest")
    east.kari.types("Her er øst", east.helse)
    west.kari.types("Her er vest", west.helse)
    tab = tabs.blank(**PHONE)
    tab.goto(east.slack.url)
    expect(tab.get_by_role("heading")).to_have_text(["Velg hvem du er", "Øst", "Vest"])
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)
    tab.get_by_role("link", name="Kari Nordmann", exact=True).last.click()
    expect(tab.locator("article", has_text="Her er vest")).to_be_visible()
    expect(tab).to_have_title("#helse · Kari Nordmann · Vest")
    tab.get_by_role("button", name="Kari Nordmann", exact=True).click()
    expect(tab.get_by_text("Et annet arbeidsområde: Øst")).to_be_visible()
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)
    tab.get_by_role("link", name="Kari Nordmann", exact=True).click()
    expect(tab.locator("article", has_text="Her er øst")).to_be_visible()
    expect(tab).to_have_title("#helse · Kari Nordmann · Øst")
