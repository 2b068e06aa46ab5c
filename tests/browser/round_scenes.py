"""Rounds: those in writing, around the table, and time to think."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import Scene, Stage

TABLE, QUIET, WRITTEN = "🗣️ Runde rundt bordet", "🤫 Stille til kl.", "💬 Runde: Verdier og forventninger"
ORDER = [TABLE, QUIET, WRITTEN]  # in which one can choose them


def rounds(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv")
    stage.types(tab, "/runde")
    expect(tab.get_by_role("dialog", name="Runder")).to_be_visible()


def to_start(tab: Page, stage: Stage, which: str) -> None:
    rounds(tab, stage)
    tab.get_by_role("dialog", name="Runder").get_by_role("button", name="Velg").nth(ORDER.index(which)).click()
    expect(tab.get_by_role("dialog").get_by_role("button", name="Start")).to_be_visible()


def standing(tab: Page, stage: Stage, which: str) -> Locator:
    """As Sunniva sees it in the channel; Liv starts it, if nobody has."""
    if not any(message.says.startswith(which) for message in stage.whole.liv.reads(stage.whole.helse)):
        to_start(tab, stage, which)
        if which == TABLE:
            tab.get_by_label("Hva skal hver av dere si noe om?").fill("Hva tar du med deg?")
        tab.get_by_role("dialog").get_by_role("button", name="Start").click()
        expect(tab.locator("article:not(.only-you)", has_text=which)).to_be_visible()
    stage.channel(tab, "sunniva")
    message = tab.locator("article:not(.only-you)", has_text=which)
    expect(message).to_be_visible()
    message.scroll_into_view_if_needed()
    return message


def table_to_start(tab: Page, stage: Stage) -> None:
    to_start(tab, stage, TABLE)


def table(tab: Page, stage: Stage) -> None:
    standing(tab, stage, TABLE)


def table_for_leaders(tab: Page, stage: Stage) -> None:
    standing(tab, stage, TABLE)
    stage.channel(tab, "liv")
    tab.locator("article:not(.only-you)", has_text=TABLE).get_by_role("button", name="Mer …").click()
    expect(tab.get_by_role("dialog").get_by_role("button", name="Avslutt runden")).to_be_visible()


def thinking_to_start(tab: Page, stage: Stage) -> None:
    to_start(tab, stage, QUIET)


def thinking(tab: Page, stage: Stage) -> None:
    standing(tab, stage, QUIET)


def notepad(tab: Page, stage: Stage) -> None:
    standing(tab, stage, QUIET).get_by_role("button", name="Åpne notatblokken").click()
    expect(tab.get_by_role("dialog", name="Notatblokk")).to_be_visible()


def round_to_start(tab: Page, stage: Stage) -> None:
    to_start(tab, stage, WRITTEN)


def written_round(tab: Page, stage: Stage) -> None:
    standing(tab, stage, WRITTEN)


def answer_round(tab: Page, stage: Stage) -> None:
    standing(tab, stage, WRITTEN).get_by_role("button", name="Svar", exact=True).click()
    expect(tab.get_by_role("dialog")).to_be_visible()


SCENES: list[Scene] = [
    rounds, table_to_start, table, table_for_leaders, thinking_to_start, thinking, notepad,
    round_to_start, written_round, answer_round,
]  # fmt: skip
