"""Half a year in two minutes: a leader plans a cycle, sees what is coming, and moves a meeting with all its posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from sandbox.demo import upcoming
from sandbox.page import Page as Workplace
from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.deeds import opens_menu, presses, writes
from tests.living import House

PREVIEW, REMINDER = "Hva møtet handler om", "En påminnelse samme dag"


@pytest.fixture
def helse(helse: House, page: Workplace) -> Iterator[House]:
    """The page can turn the clock to the bot's next post."""
    helse.slack.clock.on_turn.append(helse.bot.metronome.ring)
    page.turning.upcoming = partial(upcoming, helse.bot, helse.ws)
    yield helse
    page.turning.upcoming = lambda: None


def test_a_leader_plans_half_a_year_looks_ahead_and_moves_a_meeting(helse: House, tabs: Tabs) -> None:
    helse.proposes(helse.kari, "Samtykke", need="Hvem kan samtykke for andre?")
    liv, kari = tabs.open(helse.liv, helse.helse), tabs.open(helse.kari, helse.helse, **PHONE)

    opens_menu(liv)
    presses(liv, "Planlegg møtene")
    form = liv.get_by_role("dialog", name="Planlegg møtene")
    form.get_by_label("Hvor mange møter?").select_option("3")
    form.get_by_label("Samtykke").check()
    assert violations(liv) == []
    presses(liv, "Se datoene")
    expect(form.get_by_label(re.compile("^Møte 3"))).to_be_visible()
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Lagre planen")
    expect(liv.get_by_role("dialog")).to_contain_text("Planen er lagret")
    presses(liv, "Lukk")

    plan = kari.locator("article[id^=m]", has_text="📅 Planen")
    expect(plan).to_contain_text("Samtykke")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)
    writes(kari, "/nettverk plan")
    expect(kari.locator("article.only-you").last).to_contain_text("Samtykke")

    coming = looks_ahead(liv)
    expect(coming).to_contain_text(REMINDER)
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    before = moments(coming)
    presses(liv, "Lukk")

    turns_until(liv, kari.locator("article", has_text="Hvem kan samtykke for andre?").filter(has_text="📅 Møtet"))

    writes(liv, "/nettverk plan")
    planned = liv.locator("article.only-you", has_text="Møter i Nettverk for helse")
    planned.get_by_role("button", name="Mer …").first.click()
    presses(liv, "Endre møtet")
    day = liv.get_by_role("dialog", name="Endre møtet").get_by_label("Hvilken dag?")
    day.fill((date.fromisoformat(day.input_value()) + timedelta(weeks=1)).isoformat())
    presses(liv, "Lagre endringene")
    presses(liv, "Lukk")
    expect(kari.locator("article", has_text="Møtet er flyttet")).to_be_visible()
    after = moments(looks_ahead(liv))
    assert after
    assert after != before
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)


def looks_ahead(tab: Page) -> Locator:
    opens_menu(tab)
    presses(tab, "Se hva som kommer")
    coming = tab.get_by_role("dialog", name="Dette kommer")
    expect(coming).to_contain_text(PREVIEW)
    return coming


def moments(coming: Locator) -> list[str]:
    return re.findall(r"[a-zø]+dag\s\d+\.\s[a-z]+\skl\.\s\d\d\.\d\d", coming.inner_text())


def turns_until(tab: Page, stands: Locator) -> None:
    for _ in range(12):
        if stands.count():
            break
        tab.get_by_role("button", name="Til neste innlegg").click()
        tab.wait_for_load_state()
    expect(stands.first).to_be_visible()
