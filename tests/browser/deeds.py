"""What people do on the page again and again."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def writes(tab: Page, text: str) -> None:
    """Once what was open is closed: nobody types behind it."""
    expect(tab.locator("dialog.modal")).to_have_count(0)
    tab.locator("#composer").fill(text)
    tab.keyboard.press("Escape")  # the list of suggestions; one that comes later would take an Enter for itself
    tab.locator("form.composer", has=tab.locator("#composer")).locator(".send").click()


def presses(tab: Page, label: str, *, asked: str = "") -> None:
    """Press a button in what is open. `asked`: the question that has to be answered first."""
    tab.get_by_role("dialog").get_by_role("button", name=label, exact=True).click()
    if asked:
        tab.get_by_role("dialog", name=asked).get_by_role("button", name=label).click()


def opens_menu(tab: Page) -> Locator:
    """`/nettverk`, and «Mer …» in the answer."""
    answers = tab.locator("article.only-you", has=tab.get_by_role("button", name="Mer …"))
    before = answers.count()
    writes(tab, "/nettverk")
    expect(answers).to_have_count(before + 1)
    answers.last.get_by_role("button", name="Mer …").click()
    menu = tab.get_by_role("dialog", name="Mer om nettverket")
    expect(menu).to_be_visible()
    return menu


def uses(tab: Page, name: str, message: Locator) -> None:
    """One of the bot's shortcuts, in a message's menu."""
    message.hover()
    message.get_by_label("Mer om meldingen").click()
    tab.get_by_role("button", name=name).locator("visible=true").click()


def card(tab: Page, title: str) -> Locator:
    """A topic's card, by its title."""
    return tab.locator("article:not(.only-you)", has=tab.get_by_role("heading", name=title, exact=True))
