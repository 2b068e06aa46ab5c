"""The page itself."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.stage import Scene, Stage


def start(tab: Page, stage: Stage) -> None:
    tab.goto(stage.url)


def channel(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")


def beginning(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv")
    tab.locator("#messages").evaluate("(box) => box.scrollTo(0, 0)")


def thread(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    tab.get_by_role("link", name="2 svar").click()
    expect(tab.get_by_role("complementary")).to_be_visible()
    tab.locator("article", has_text="Samtykke").first.evaluate("(card) => card.scrollIntoView()")


def suggestions(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    tab.locator("#composer").press_sequentially("/")
    expect(tab.get_by_role("listbox")).to_be_visible()


def traffic(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "ola")
    tab.locator("article", has_text="Opplæring").first.get_by_role("button", name="Støtt temaet").click()
    tab.get_by_role("link", name="Trafikk").click()
    tab.locator(".exchange summary").last.click()


def people(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    tab.get_by_role("button", name="Kari Nordmann").click()


def admin(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "tor", stage.whole.arkiv)
    tab.get_by_role("button", name="Administrer").click()


def beside(tab: Page, stage: Stage) -> None:
    tab.goto(f"{stage.url}/beside/{stage.whole.kari.id}/{stage.whole.liv.id}")
    expect(tab.frame_locator("iframe >> nth=1").locator("article").first).to_be_visible()


def nowhere(tab: Page, stage: Stage) -> None:
    tab.goto(f"{stage.url}/as/nobody")


SCENES: list[Scene] = [start, channel, beginning, thread, suggestions, traffic, people, admin, beside, nowhere]
