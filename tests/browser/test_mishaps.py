"""What went wrong on the page once: words in another's name, typing that was lost, a way into another's whispers."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Tabs
from tests.living import House
from tests.test_participants import counts


def become(tab: Page, me: str, other: str) -> None:
    tab.get_by_role("button", name=f"Du er {me}").click()
    tab.get_by_role("link", name=re.compile(rf"^{other}")).first.click()
    expect(tab.get_by_role("button", name=f"Du er {other}")).to_be_visible()


def test_who_becomes_another_writes_as_that_other_and_leaves_the_draft_behind(helse: House, tabs: Tabs) -> None:
    tab = tabs.open(helse.kari, helse.helse)
    tab.locator("#composer").fill("Karis kladd")
    become(tab, "Kari Nordmann", "Ola Li")
    expect(tab.locator("#composer")).to_have_value("")
    tab.locator("#composer").fill("Fra Ola")
    tab.keyboard.press("Enter")
    expect(tab.locator("article", has_text="Fra Ola")).to_contain_text("Ola Li")
    expect(tab.get_by_role("button", name="Du er Ola Li")).to_be_visible()
    become(tab, "Ola Li", "Kari Nordmann")
    expect(tab.locator("#composer")).to_have_value("Karis kladd")


def test_what_stands_beside_stays_when_one_writes(helse: House, tabs: Tabs) -> None:
    counts(helse, 3, 0)  # the bot asks for nobody any more
    tab = tabs.open(helse.kari, helse.helse)
    tab.get_by_role("link", name="Trafikk").click()
    expect(tab.get_by_role("region", name="Trafikk")).to_be_visible()
    tab.locator("#composer").fill("Hei")
    tab.keyboard.press("Enter")
    expect(tab.locator("article", has_text="Hei").last).to_be_visible()
    expect(tab.get_by_role("region", name="Trafikk")).to_contain_text("Boten fikk ikke vite om dette.")


def test_enter_twice_is_once(helse: House, tabs: Tabs) -> None:
    tab = tabs.open(helse.kari, helse.helse)
    tab.locator("#composer").fill("Bare en gang")
    tab.locator("#composer").evaluate("(area) => { area.form.requestSubmit(); area.form.requestSubmit(); }")
    expect(tab.locator("article", has_text="Bare en gang")).to_be_visible()
    expect(tab.locator("#composer")).to_have_value("")
    assert len([m for m in helse.ola.reads(helse.helse) if m.says == "Bare en gang"]) == 1


def test_a_name_from_the_list_can_be_sent(helse: House, tabs: Tabs) -> None:
    arkiv = helse.ws.add_channel("arkiv", creator=helse.kari)
    tab = tabs.open(helse.kari, arkiv)
    tab.locator("#composer").press_sequentially("/inv")
    tab.keyboard.press("Enter")
    tab.locator("#composer").press_sequentially("@nettv")
    tab.keyboard.press("Enter")
    expect(tab.locator("#composer")).to_have_value("/invite @nettverksbot ")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("button", name="Sett opp nettverket")).to_be_visible()


def test_the_list_goes_with_the_caret(helse: House, tabs: Tabs) -> None:
    tab = tabs.open(helse.kari, helse.helse)
    tab.locator("#composer").press_sequentially("/te")
    expect(tab.get_by_role("listbox")).to_be_visible()
    tab.keyboard.press("Home")
    expect(tab.get_by_role("listbox")).to_be_hidden()


def test_the_page_goes_on_after_an_answer_that_is_none(helse: House, tabs: Tabs) -> None:
    tab = tabs.open(helse.kari, helse.helse)

    def broken(route: Route) -> None:
        route.fulfill(status=200, body="Internal Server Error")

    tab.route("**/say", broken)
    tab.locator("#composer").fill("Ikke tapt")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("alert")).to_contain_text("Siden fikk det ikke til.")
    expect(tab.locator("#composer")).to_have_value("Ikke tapt")
    tab.unroute("**/say", broken)
    helse.ola.types("Livet går videre", helse.helse)
    expect(tab.locator("article", has_text="Livet går videre")).to_be_visible()
    tab.keyboard.press("Enter")
    expect(tab.locator("article", has_text="Ikke tapt")).to_be_visible()


def test_older_messages_stay_in_view(helse: House, tabs: Tabs) -> None:
    for n in range(120):
        helse.ola.types(f"Melding {n}", helse.helse)
    tab = tabs.open(helse.kari, helse.helse)
    tab.get_by_role("link", name="Vis eldre meldinger").click()
    expect(tab.locator("article", has_text="Melding 3").first).to_be_visible()
    assert tab.locator("#messages").evaluate("(box) => box.scrollHeight - box.scrollTop - box.clientHeight > 400")
    tab.get_by_role("link", name="Trafikk").click()
    expect(tab.get_by_role("region", name="Trafikk")).to_be_visible()
    assert tab.locator("#messages article").count() > 100


def test_a_whisper_is_no_door_to_anothers_thread(helse: House, tabs: Tabs) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    whisper = helse.ola.sees("Du støtter", in_=helse.helse)
    tab = tabs.blank()
    tab.goto(f"{helse.slack.url}/as/{helse.kari.id}/{helse.helse.id}?thread={whisper.ts}")
    expect(tab.get_by_role("main")).to_be_visible()
    expect(tab.get_by_text("Du støtter")).to_have_count(0)
