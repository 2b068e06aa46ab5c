"""What every scene of the pictures stands on: the sample, and how one gets to what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from playwright.sync_api import Page, expect

from sandbox.sample import Sample
from sandbox.world import Channel


class Stage:
    """The sample, and how a scene gets to what it shows."""

    def __init__(self, url: str, whole: Sample) -> None:
        self.url = url
        self.whole = whole

    def channel(self, tab: Page, who: str, channel: Channel | None = None) -> None:
        """Before this person, with nothing open, and nothing there that another scene has brought to them alone."""
        person, channel = getattr(self.whole, who), channel or self.whole.helse
        for message in [one for one in channel.messages.values() if one.ephemeral_to == person.id]:
            channel.drop(message.ts)
        while person.modal:
            person.closes(all_=True)
        tab.goto(f"{self.url}/as/{person.id}/{channel.id}")
        expect(tab.locator("body.live")).to_be_attached()

    def types(self, tab: Page, text: str) -> None:
        tab.locator("#composer").fill(text)
        tab.keyboard.press("Escape")
        tab.keyboard.press("Enter")


Scene: TypeAlias = Callable[[Page, Stage], None]
