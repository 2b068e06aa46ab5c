"""Meetings: laid out, looked at, and the plan of them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.network_scenes import menu
from tests.browser.stage import Scene, Stage


def lay_out(tab: Page, stage: Stage) -> None:
    menu(tab, stage)
    tab.get_by_role("button", name="Planlegg møtene").click()
    expect(tab.get_by_label("Når er det første møtet?")).to_be_visible()


def dates(tab: Page, stage: Stage) -> None:
    lay_out(tab, stage)
    tab.get_by_label("Når er det første møtet?").fill("2027-01-29")
    tab.get_by_label("Hvilken dag?").select_option("Samme dag som det første")
    tab.get_by_role("button", name="Se datoene").click()
    expect(tab.get_by_text("Langfredag: Jeg hopper over fredag 26.\u00a0mars.")).to_be_visible()


def saved(tab: Page, stage: Stage) -> None:
    dates(tab, stage)
    tab.get_by_role("button", name="Lagre planen").click()
    expect(tab.get_by_role("dialog", name="Planen er lagret")).to_be_visible()


def plan(tab: Page, stage: Stage) -> None:
    if not any(message.says.startswith("📅") for message in stage.whole.liv.reads(stage.whole.helse)):
        saved(tab, stage)
    stage.channel(tab, "sunniva")
    expect(tab.get_by_text("Planen for våren 2027").last).to_be_visible()


def coming(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv")
    stage.types(tab, "/nettverk plan")
    expect(tab.locator("article.only-you").last.get_by_text("Møter i")).to_be_visible()


SCENES: list[Scene] = [lay_out, dates, saved, plan, coming]
