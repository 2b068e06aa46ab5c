"""`make pictures`: what people see, light, dark and on a phone, to be looked at; and the picture of the README."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import Browser, Page, expect, sync_playwright

from sandbox.demo import sample
from sandbox.sample import OSLO, Sample
from sandbox.world import Channel
from tests.browser.conftest import CHROMIUM, PHONE, QUIET

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "pictures"
README = ROOT / "sandbox/page"
NOW = datetime(2026, 11, 24, 10, 12, tzinfo=OSLO)
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"color_scheme": "light", **PHONE},
    "phone-dark": {"color_scheme": "dark", **PHONE},
}
DESK = {"viewport": {"width": 1280, "height": 800}}
Scene: TypeAlias = Callable[[Page, "Stage"], None]


class Stage:
    """The sample, and how a scene gets to what it shows."""

    def __init__(self, url: str, whole: Sample) -> None:
        self.url = url
        self.whole = whole

    def channel(self, tab: Page, who: str, channel: Channel | None = None) -> None:
        """Before this person, with nothing open."""
        person = getattr(self.whole, who)
        while person.modal:
            person.closes(all_=True)
        tab.goto(f"{self.url}/as/{person.id}/{(channel or self.whole.helse).id}")
        expect(tab.locator("body.live")).to_be_attached()

    def types(self, tab: Page, text: str) -> None:
        tab.locator("#composer").fill(text)
        tab.keyboard.press("Escape")
        tab.keyboard.press("Enter")


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


def suggestions(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    tab.locator("#composer").press_sequentially("/")
    expect(tab.get_by_role("listbox")).to_be_visible()


def propose(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    stage.types(tab, "/tema Hvem eier dataene?")
    expect(tab.get_by_role("dialog")).to_be_visible()


def propose_error(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    stage.types(tab, "/tema Samtykke når alle har det travelt")
    tab.get_by_role("button", name="Foreslå temaet").click()
    expect(tab.locator(".problem")).to_be_visible()


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


def network(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv")
    stage.types(tab, "/nettverk")
    expect(tab.get_by_text("kan støttes i kanalen").last).to_be_visible()


def menu(tab: Page, stage: Stage) -> None:
    network(tab, stage)
    tab.locator("article.only-you").last.get_by_role("button", name="Mer …").click()
    expect(tab.get_by_role("dialog", name="Mer om nettverket")).to_be_visible()


def settings(tab: Page, stage: Stage) -> None:
    menu(tab, stage)
    tab.get_by_role("button", name="Endre innstillingene").click()
    expect(tab.get_by_role("dialog", name="Innstillinger")).to_be_visible()


def stand_in(tab: Page, stage: Stage) -> None:
    menu(tab, stage)
    tab.get_by_role("button", name="Velg vikar").click()
    expect(tab.get_by_role("dialog", name="Velg vikar")).to_be_visible()


def hand_over(tab: Page, stage: Stage) -> None:
    menu(tab, stage)
    tab.get_by_role("button", name="Overlat nettverket").click()
    expect(tab.get_by_role("dialog", name="Overlat nettverket")).to_be_visible()


def topics(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    stage.types(tab, "/tema liste")
    expect(tab.get_by_text("De med mest støtte står først.").last).to_be_visible()


def ask(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "ola")
    tab.locator("article", has_text="Samtykke").first.get_by_role("button", name="Legg til spørsmål").click()
    expect(tab.get_by_role("dialog", name="Legg til spørsmål")).to_be_visible()


def from_message(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "kari")
    message = tab.locator("article", has_text="Ingen spørsmål er for små").first
    message.hover()
    message.locator("button.more").click()
    tab.get_by_role("button", name="Foreslå som tema").locator("visible=true").click()
    expect(tab.get_by_role("dialog", name="Foreslå et tema")).to_be_visible()


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


def support(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "jonas")
    tab.locator("article", has_text="Opplæring").get_by_role("button", name="Støtt temaet").click()
    expect(tab.locator("article", has_text="Opplæring som varer").last).to_contain_text("Bare du ser dette")


def not_here(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv", stage.whole.kaffe)
    stage.types(tab, "/tema Kaffe")
    expect(tab.locator("article.only-you").last).to_be_visible()


def greeting(tab: Page, stage: Stage) -> None:
    if stage.whole.workspace.bot.id not in stage.whole.arkiv.members:
        stage.whole.tor.invites(stage.whole.workspace.bot, stage.whole.arkiv)
    stage.channel(tab, "tor", stage.whole.arkiv)
    expect(tab.get_by_role("button", name="Sett opp nettverket")).to_be_visible()


def set_up(tab: Page, stage: Stage) -> None:
    greeting(tab, stage)
    tab.get_by_role("button", name="Sett opp nettverket").click()
    expect(tab.get_by_role("dialog")).to_be_visible()


def organisation(tab: Page, stage: Stage) -> None:
    greeting(tab, stage)
    stage.types(tab, "/nettverk")
    tab.get_by_role("button", name="Endre felles innstillinger").last.click()
    expect(tab.get_by_role("dialog")).to_be_visible()


def refused(tab: Page, stage: Stage) -> None:
    greeting(tab, stage)
    stage.channel(tab, "jonas", stage.whole.arkiv)
    tab.get_by_role("button", name="Sett opp nettverket").click()
    expect(tab.locator("article.only-you").last).to_be_visible()


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


SCENES: list[Scene] = [
    start, channel, beginning, thread, suggestions, propose, propose_error, more, withdraw, edit, topics, ask, support,
    from_message, contribute, refer, more_of_leaders, park, merge,
    network, menu, settings, stand_in, hand_over, not_here, greeting, set_up, organisation, refused, traffic, people,
    admin, beside, nowhere,
]  # fmt: skip


def take(browser: Browser, stage: Stage, scene: Scene, look: str, path: Path, **how: Any) -> None:
    context = browser.new_context(**DESK | {"locale": "nb-NO", "reduced_motion": "reduce"} | LOOKS[look] | how)
    context.set_default_timeout(10_000)
    tab = context.new_page()
    scene(tab, stage)
    tab.mouse.move(0, 0)
    tab.screenshot(path=path)
    context.close()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack:
        slack, whole = stack.enter_context(sample(now=NOW))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        stage = Stage(slack.url, whole)
        for look in ("light", "dark"):
            take(browser, stage, thread, look, README / f"picture-{look}.png", viewport={"width": 1200, "height": 720})
        for scene in SCENES:
            for look in LOOKS:
                take(browser, stage, scene, look, FOLDER / f"{scene.__name__}-{look}.png")
        browser.close()
    sys.stdout.write(f"{len(SCENES) * len(LOOKS)} pictures are in {FOLDER.name}/\n")


if __name__ == "__main__":
    main()
