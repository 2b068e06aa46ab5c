"""In the meeting itself: a round around the table and time to think, on the leader's phone and the room's screen."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.deeds import presses, writes
from tests.living import House, Living
from tests.test_round_tables import others, the_table

TABLE, SHEET = "🗣️ Runde rundt bordet", "Runde rundt bordet"


def said(tab: Page, beginning: str) -> Locator:
    """The bot's message that begins so, in the channel."""
    return tab.locator("article:not(.only-you)", has_text=beginning)


def is_fine(tab: Page) -> None:
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)


def starts(tab: Page) -> None:
    """A leader, on the phone, with one who is not in Slack."""
    writes(tab, "/runde")
    rounds = tab.get_by_role("dialog", name="Runder")
    is_fine(tab)
    rounds.get_by_role("button", name="Velg").first.click()
    form = tab.get_by_role("dialog", name=SHEET)
    form.get_by_label("Hva skal hver av dere si noe om?").fill("Hva tar du med deg?")
    form.get_by_label("Hvem andre er her, uten Slack?").fill("Gro Hagen")
    form.get_by_label("Hvor mange minutter får hver?").fill("2")
    is_fine(tab)
    presses(tab, "Start runden")
    expect(form).to_contain_text("Runden er i gang.")
    is_fine(tab)
    presses(tab, "Lukk")


def test_six_have_the_word_though_one_leaves_one_comes_late_the_phone_and_the_process_go(
    helse: House, living: Living, tabs: Tabs
) -> None:
    helse.slack.clock.on_turn.append(helse.bot.metronome.ring)
    others(helse, 2)
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know everybody")
    phone, screen = tabs.open(helse.liv, helse.helse, **PHONE), tabs.open(helse.kari, helse.helse)
    starts(phone)
    table = said(screen, TABLE)
    expect(table).to_contain_text("Neste: ")
    is_fine(screen)
    is_fine(phone)

    on = said(phone, TABLE)
    on.get_by_role("button", name="Ferdig").click()  # the leader, for whose turn it is
    for tab in (on, table):
        expect(tab).to_contain_text("1 av 6 har hatt ordet")

    stay = {helse.liv.id, helse.kari.id}
    row = next(n for n, one in enumerate(the_table(helse).waiting) if n and one.user_id not in stay)
    on.get_by_role("button", name="Mer …").click()  # one leaves in the middle
    sheet = phone.get_by_role("dialog", name=SHEET)
    sheet.get_by_role("button", name="Er ikke her").nth(row).click()
    expect(sheet).to_contain_text("er ikke med i runden")
    is_fine(phone)
    presses(phone, "Lukk")
    expect(table).to_contain_text("1 av 5 har hatt ordet")

    phone.context.set_offline(True)

    late = helse.ws.add_person("Ida Vik")  # one comes late
    late.joins(helse.helse)
    late.presses("Mer …", message=helse.ola.sees(TABLE, in_=helse.helse))
    late.sees_modal(SHEET)
    late.presses("Jeg vil ha ordet")
    late.sees_modal(SHEET)
    expect(table).to_contain_text("1 av 6 har hatt ordet")

    living.end(helse.bot)  # the process starts again
    helse.slack.clock.turn(timedelta(minutes=2))
    helse.bot = living.bot(helse.ws)
    expect(table).to_contain_text("⏳ Det har gått 2 minutter. Rund gjerne av.")
    phone.context.set_offline(False)
    expect(on).to_contain_text("Rund gjerne av.", timeout=30_000)

    for heard in range(2, 7):
        on.get_by_role("button", name="Ferdig").click()
        for tab in (on, table):
            expect(tab).to_contain_text(f"{heard} av 6 har hatt ordet")
    expect(table).to_contain_text("Alle har hatt ordet.")
    is_fine(screen)
    on.get_by_role("button", name="Mer …").click()
    presses(phone, "Avslutt runden")
    expect(sheet).to_contain_text("Nå har jeg glemt hvem som var med.")
    is_fine(phone)
    presses(phone, "Lukk")
    expect(table).to_contain_text("Runden er over.")
    # What Chromium says of a lost line is no fault of the page.
    tabs.faults[:] = [fault for fault in tabs.faults if "DISCONNECTED" not in fault]


def test_everyone_thinks_for_themselves_and_the_round_follows(helse: House, tabs: Tabs) -> None:
    helse.slack.clock.on_turn.append(helse.bot.metronome.ring)
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know everybody")
    phone, kari = tabs.open(helse.liv, helse.helse, **PHONE), tabs.open(helse.kari, helse.helse)
    writes(phone, "/runde")
    phone.get_by_role("dialog", name="Runder").get_by_role("button", name="Velg").nth(1).click()
    form = phone.get_by_role("dialog", name="Tenkepause")
    form.get_by_label("Hva skal alle tenke over?").fill("Hva tar du med deg?")
    form.get_by_label("En runde rundt bordet").check()
    is_fine(phone)
    presses(phone, "Start tenkepausen")
    expect(form).to_contain_text("🤫 Stille til kl.")
    is_fine(phone)
    presses(phone, "Lukk")

    quiet = said(kari, "🤫 Stille til kl.")
    expect(quiet).to_contain_text("5 minutter igjen.")
    is_fine(kari)
    helse.slack.clock.turn(timedelta(minutes=3))
    expect(quiet).to_contain_text("2 minutter igjen.")
    quiet.get_by_role("button", name="Åpne notatblokken").click()
    kari.get_by_role("dialog", name="Notatblokk").get_by_label("Hva tenker du?").fill("Å spørre oftere")
    is_fine(kari)
    presses(kari, "Lagre notatet")
    mine = kari.get_by_role("dialog", name="Tenkepause")
    expect(mine).to_contain_text("Notatet ligger i dagboken din. Bare du leser det.")
    is_fine(kari)
    presses(kari, "Dagboken min")
    expect(kari.get_by_role("dialog", name="Dagboken min")).to_contain_text("Å spørre oftere")
    kari.keyboard.press("Escape")

    helse.slack.clock.turn(timedelta(minutes=2))
    rang = said(phone, "🔔 Tiden er ute.")
    expect(rang).to_be_visible()
    is_fine(phone)
    rang.get_by_role("button", name="Mer …").click()
    presses(phone, "Start en runde rundt bordet")
    table = phone.get_by_role("dialog", name=SHEET)
    expect(table.get_by_label("Hva skal hver av dere si noe om?")).to_have_value("Hva tar du med deg?")
    is_fine(phone)
    presses(phone, "Start runden")
    expect(said(kari, TABLE)).to_contain_text("Hva tar du med deg?")
    is_fine(kari)
