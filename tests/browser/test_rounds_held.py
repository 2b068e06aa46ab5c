"""What people are asked, from the first click to what came of it: an evaluation of a meeting, and a round to rules."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.deeds import presses, writes
from tests.living import House
from tests.meetings import ahead, lays
from tests.test_evaluations import answers as evaluates
from tests.test_evaluations import closes, crowd, day_after, is_asked
from tests.test_rounds import answers

FINAL, KIND, SHOP = "Send endelig svar", "Verdier og forventninger", "Spilleregler"
EACH_OTHER = "Hva forventer du av de andre deltakerne, og av deg selv?"
PHONES, TIMES = "Vi legger bort telefonene", "Vi begynner og slutter presis"


def test_a_meeting_is_evaluated_and_the_channel_reads_what_came_of_it(helse: House, tabs: Tabs) -> None:
    helse.slack.clock.on_turn.append(helse.bot.metronome.ring)
    people = crowd(helse, 5)
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know everybody")
    meeting, _next = lays(helse, ahead(helse, 15), ahead(helse, 60))
    kari, liv = tabs.open(helse.kari, helse.helse, **PHONE), tabs.open(helse.liv, helse.helse)

    is_asked(helse, meeting)
    asked = said(kari, "📝 Evaluering av møtet")
    expect(asked).to_contain_text("Svaret ditt er anonymt. Lederne ser svarene hvis minst 5 svarer.")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)
    asked.get_by_role("button", name="Svar", exact=True).click()
    form = kari.get_by_role("dialog", name="Evaluering av et møte")
    expect(form).to_contain_text("Svaret ditt er anonymt og endelig")
    form.get_by_role("group", name="Var møtet verdt tiden din?").get_by_label("5").check()
    form.get_by_role("group", name="Fikk alle sagt sitt?").get_by_label("4").check()
    form.get_by_label("Hva var bra?").fill("Alle kom til orde")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)
    presses(kari, FINAL)
    expect(form).to_contain_text("ingen kan se at det er ditt")
    expect(form).not_to_contain_text("Alle kom til orde")
    presses(kari, "Lukk")
    expect(asked).to_contain_text("1 har svart")
    for n, person in enumerate(people[1:]):
        evaluates(helse, person, worth="4", heard="4", better=f"Kortere innledning {n}")
    expect(asked).to_contain_text("5 har svart")

    closes(helse, meeting)
    expect(asked).to_contain_text("avsluttet")
    expect(asked.get_by_role("button", name="Svar", exact=True)).to_have_count(0)
    tabs.goes(liv, helse.liv, helse.liv.dm(helse.ws.bot))
    result = said(liv, "📝 Dette kom ut av evalueringen")
    expect(result).to_contain_text("Verdt tiden: 4,2 av 5")
    expect(result).to_contain_text("Det er 5 skriftlige svar.")
    result.get_by_role("button", name="Velg hva kanalen får se").click()
    written = liv.get_by_role("dialog", name="Det dere skrev")
    expect(written).to_contain_text("Kortere innledning 3")
    written.get_by_role("group", name="Hva får kanalen se?").get_by_label("Alle kom til orde").check()
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Lagre valget")
    expect(written).to_contain_text("Kanalen får se dette")
    presses(liv, "Lukk")

    day_after(helse, meeting)
    summary = said(kari, "📝 Slik var møtet")
    expect(summary).to_contain_text("Verdt tiden: 4,2 av 5")
    expect(summary).to_contain_text("Alle fikk sagt sitt: 4,0 av 5")
    expect(summary).to_contain_text("Alle kom til orde")
    expect(summary).not_to_contain_text("Kortere innledning")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)


def test_what_people_expect_of_each_other_becomes_rules_that_stand_in_the_channel(helse: House, tabs: Tabs) -> None:
    people = crowd(helse, 5)
    liv, kari = tabs.open(helse.liv, helse.helse), tabs.open(helse.kari, helse.helse, **PHONE)

    writes(liv, "/runde")
    kinds = liv.get_by_role("dialog", name="Runder")
    kinds.get_by_role("button", name="Velg").nth(2).click()  # after the two that are held in the meeting
    form = liv.get_by_role("dialog", name=KIND)
    expect(form.get_by_label("Anonym: alle ser svarene")).to_be_checked()
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Start runden")
    expect(form).to_contain_text("Runden er i gang.")
    presses(liv, "Lukk")

    asked = said(kari, f"💬 Runde: {KIND}")
    expect(asked).to_contain_text("Alle kan lese det etter runden, hvis minst 5 svarer.")
    asked.get_by_role("button", name="Svar", exact=True).click()
    mine = kari.get_by_role("dialog", name=KIND)
    mine.get_by_label(EACH_OTHER).fill("At vi legger telefonene i vesken")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)
    presses(kari, FINAL)
    expect(mine).to_contain_text("ingen kan se at det er ditt")
    expect(mine.get_by_role("button", name="Svar", exact=True)).to_have_count(0)
    presses(kari, "Lukk")
    for n, person in enumerate(people[1:]):
        answers(helse, person, "Ingen telefoner, takk" if n == 0 else f"Tenk på {n} ting", EACH_OTHER, KIND)
    expect(asked).to_contain_text("5 har svart")

    opens(liv, f"💬 Runde: {KIND}", KIND)
    presses(liv, "Avslutt runden", asked="Vil du avslutte runden?")
    expect(form).to_contain_text("Runden er avsluttet.")
    presses(liv, "Lukk")
    summary = said(kari, f"💬 Dette kom ut av runden: {KIND}")
    expect(summary).to_contain_text("5 har svart")
    expect(asked).to_contain_text("Runden er avsluttet.")
    summary.get_by_role("button", name="Se svarene").click()
    expect(mine).to_contain_text("At vi legger telefonene i vesken")
    expect(mine.get_by_role("button", name="Lag spilleregler av svarene")).to_have_count(0)
    presses(kari, "Lukk")

    opens(liv, f"💬 Runde: {KIND}", KIND)
    presses(liv, "Lag spilleregler av svarene")
    shop = liv.get_by_role("dialog", name=SHOP)
    expect(shop).to_contain_text("Det er ingen regler ennå.")
    presses(liv, "Grupper svar")
    group = liv.get_by_role("dialog", name="Grupper svar")
    which = group.get_by_role("group", name="Hvilke svar sier det samme?")
    for words in ("telefonene i vesken", "Ingen telefoner"):
        which.get_by_label(words).check()
    group.get_by_label("Regelen").fill(PHONES)
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Lag regelen")
    expect(shop).to_contain_text("samler 2 svar")
    presses(liv, "Legg til en regel")
    liv.get_by_role("dialog", name="Legg til en regel").get_by_label("Regelen").fill(TIMES)
    presses(liv, "Legg til regelen")
    expect(shop).to_contain_text(f"2. {TIMES}")
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Legg fram for nettverket", asked="Legge fram reglene?")
    expect(shop).to_contain_text("Reglene står i kanalen nå.")

    proposal = said(kari, "🤝 Forslag til felles rammer")
    expect(proposal).to_contain_text(f"2. {TIMES}")
    proposal.get_by_role("button", name="Si hva du mener").click()
    think = kari.get_by_role("dialog", name="Hva mener du?")
    think.get_by_role("group", name=f"1. {PHONES}").get_by_label("Jeg støtter den").check()
    think.get_by_role("group", name=f"2. {TIMES}").get_by_label("Jeg har en innvending").check()
    think.get_by_label("Et ord til lederne om regel 2").fill("Bussen min kommer fem over.")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)
    presses(kari, "Lagre det jeg mener")
    expect(kari.get_by_role("dialog", name="Om de felles rammene")).to_contain_text("Bussen min")
    presses(kari, "Lukk")
    expect(proposal).to_contain_text("1 innvending")
    expect(proposal).not_to_contain_text("Bussen min")

    presses(liv, "Lukk skjemaet")
    about = opens(liv, "🤝 Forslag til felles rammer", "Om de felles rammene")
    expect(about).to_contain_text("Kari Nordmann har en innvending: Bussen min kommer fem over.")
    presses(liv, SHOP)
    presses(liv, "Publiser felles rammer", asked="Publisere felles rammer?")
    expect(shop).to_contain_text("De felles rammene står festet i kanalen nå.")

    rules = said(kari, "🤝 Felles rammer")
    expect(rules).to_contain_text(f"1. {PHONES}")
    expect(rules).to_contain_text(f"2. {TIMES}")
    expect(rules).not_to_contain_text("innvending")
    expect(rules).to_contain_text("festet")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)


def opens(tab: Page, words: str, name: str) -> Locator:
    """All about what stands in the channel."""
    said(tab, words).get_by_role("button", name="Mer …").click()
    sheet = tab.get_by_role("dialog", name=name)
    expect(sheet).to_be_visible()
    return sheet


def said(tab: Page, words: str) -> Locator:
    """What all in the channel read."""
    return tab.locator("article:not(.only-you)", has_text=words).first
