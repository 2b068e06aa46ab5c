"""A real browser on the sandbox's page. Each person is a tab of their own; nothing may leave the machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from sandbox import Channel, Person, Sandbox
from sandbox.page import Page as Workplace
from tests.living import House, Living

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
    yield launched
    launched.close()


@dataclass
class Tabs:
    """Opens tabs, and keeps what went wrong in them."""

    browser: Browser
    slack: Sandbox
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, person: Person, channel: Channel | None = None, **how: Any) -> Page:
        """The workspace as this person sees it, live. `how`: a browser context's settings."""
        tab = self.blank(**how)
        self.goes(tab, person, channel)
        return tab

    def goes(self, tab: Page, person: Person, channel: Channel | None = None) -> None:
        tab.goto(f"{self.slack.url}/as/{person.id}/{channel.id if channel else ''}".rstrip("/"))
        expect(tab.locator("body.live")).to_be_attached()

    def blank(self, **how: Any) -> Page:
        usual = {"viewport": {"width": 1280, "height": 800}, "locale": "nb-NO", "reduced_motion": "reduce"}
        context = self.browser.new_context(**usual | how)
        self.contexts.append(context)
        context.set_default_timeout(10_000)
        tab = context.new_page()
        tab.on("request", self._goes_out)
        tab.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        tab.on("console", self._says)
        return tab

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _says(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def _goes_out(self, request: Request) -> None:
        if urlsplit(request.url).hostname != "127.0.0.1":
            self.faults.append(f"asked for {request.url}")


@pytest.fixture
def tabs(browser: Browser, slack: Sandbox) -> Iterator[Tabs]:
    """Fails the test if a page had an error, or asked for anything from elsewhere."""
    opened = Tabs(browser, slack)
    yield opened
    opened.close()
    assert opened.faults == []


@pytest.fixture
def page(slack: Sandbox) -> Workplace:
    """The sandbox's page."""
    workplace = Workplace(slack)
    slack.page = workplace.app
    return workplace


@pytest.fixture
def house(living: Living, page: Workplace) -> House:
    """The house, with the page in it."""
    assert page
    return living.house()


def violations(tab: Page) -> list[str]:
    """What axe finds against WCAG and good practice."""
    found = Axe().run(tab)
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes']][:3]}"
        for rule in found.response["violations"]
    ]


def scrolls_sideways(tab: Page) -> bool:
    wide: bool = tab.evaluate(
        "() => [document.scrollingElement, ...document.querySelectorAll('.scroll, dialog, main, aside')]"
        ".some((one) => one.scrollWidth > one.clientWidth + 1)"
    )
    return wide
