"""Topics: proposed, supported, sharpened, led."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.stage import Scene, Stage


def propose(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    stage.types(tab, "/tema Hvem eier dataene?")
    expect(tab.get_by_role("dialog")).to_be_visible()


def propose_error(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    stage.types(tab, "/tema Samtykke når alle har det travelt")
    tab.get_by_role("button", name="Foreslå temaet").click()
    expect(tab.locator(".problem")).to_be_visible()


def from_message(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    message = tab.locator("article", has_text="Ingen spørsmål er for små").first
    message.hover()
    message.locator("button.more").click()
    tab.get_by_role("button", name="Foreslå som tema").locator("visible=true").click()
    expect(tab.get_by_role("dialog", name="Foreslå et tema")).to_be_visible()


def more(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    tab.locator("article", has_text="Samtykke").first.get_by_role("button", name="Mer …").click()
    expect(tab.get_by_role("dialog")).to_be_visible()


def withdraw(tab: Page, stage: Stage) -> None:
    more(tab, stage)
    tab.get_by_role("button", name="Trekk temaet").click()
    expect(tab.locator("#confirm")).to_be_visible()


def edit(tab: Page, stage: Stage) -> None:
    more(tab, stage)
    tab.get_by_role("button", name="Rediger temaet").click()
    expect(tab.get_by_role("dialog", name="Rediger temaet")).to_be_visible()


def topics(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    stage.types(tab, "/tema liste")
    expect(tab.get_by_text("De med mest støtte står først.").last).to_be_visible()


def ask(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "ola")
    tab.locator("article", has_text="Samtykke").first.get_by_role("button", name="Legg til spørsmål").click()
    expect(tab.get_by_role("dialog", name="Legg til spørsmål")).to_be_visible()


def support(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "jonas")
    tab.locator("article", has_text="Opplæring").get_by_role("button", name="Støtt temaet").click()
    expect(tab.locator("article", has_text="Opplæring som varer").last).to_contain_text("Bare du ser dette")


def contribute(tab: Page, stage: Stage) -> None:
    more(tab, stage)
    tab.get_by_role("button", name="Jeg kan bidra").click()
    expect(tab.get_by_role("dialog", name="Jeg kan bidra")).to_be_visible()


def refer(tab: Page, stage: Stage) -> None:
    more(tab, stage)
    tab.get_by_role("button", name="Jeg vet om noen").click()
    expect(tab.get_by_role("dialog", name="Jeg vet om noen")).to_be_visible()


def more_of_leaders(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv")
    tab.locator("article", has_text="Samtykke").first.get_by_role("button", name="Mer …").click()
    expect(tab.get_by_role("dialog", name="Mer om temaet")).to_be_visible()


def park(tab: Page, stage: Stage) -> None:
    more_of_leaders(tab, stage)
    tab.get_by_role("button", name="Legg på vent").click()
    expect(tab.get_by_role("dialog", name="Legg på vent")).to_be_visible()


def merge(tab: Page, stage: Stage) -> None:
    more_of_leaders(tab, stage)
    tab.get_by_role("button", name="Slå sammen med et annet tema").click()
    expect(tab.get_by_role("dialog", name="Slå sammen temaer")).to_be_visible()


def on_hold(tab: Page, stage: Stage) -> None:
    topics(tab, stage)
    tab.get_by_label("Hvilke temaer?").last.select_option("På vent")
    expect(tab.locator("article.only-you").last).to_contain_text("Besøk hos noen som har lyktes")


def correct(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv")
    card = tab.locator("article", has_text="Opplæring").first
    card.hover()
    card.locator("button.more").click()
    tab.get_by_role("button", name="Rett eller ta tilbake").locator("visible=true").click()
    expect(tab.get_by_role("dialog", name="Meldingen min")).to_be_visible()


SCENES: list[Scene] = [
    propose,
    propose_error,
    from_message,
    more,
    withdraw,
    edit,
    topics,
    on_hold,
    ask,
    support,
    contribute,
    refer,
    more_of_leaders,
    correct,
    park,
    merge,
]
