"""A meeting from its planning to its end, with everything that helps people come; and with nothing of it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from handlers.announcements.rules import Kind
from storage.meetings import Meeting
from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.deeds import presses
from tests.living import House
from tests.meetings import ahead, lays, post, settle, topic, turns_to


def test_three_people_prepare_a_meeting_hold_it_and_confirm_who_came(helse: House, tabs: Tabs) -> None:
    helse.slack.clock.on_turn.append(helse.bot.metronome.ring)
    helse.proposes(helse.kari, "Samtykke", need="Hvem kan samtykke for andre?")
    (key,) = lays(helse, ahead(helse, 20), topic_id=topic(helse, "Samtykke"), goals="Én felles mal")
    turns_to(helse, post(helse, Kind.PLANNING, key).due_at)

    liv = tabs.open(helse.liv, helse.liv.dm(helse.ws.bot))
    planning = liv.locator("article", has_text="Et møte å planlegge")
    planning.get_by_role("button", name="Lag agenda").click()
    presses(liv, "Bruk malen")
    agenda = liv.get_by_role("dialog", name="Agenda")
    expect(agenda).to_contain_text("Til sammen 120 av 120 minutter")
    assert violations(liv) == []
    agenda.get_by_role("button", name="Endre").first.click()
    form = liv.get_by_role("dialog", name="Endre punktet")
    form.get_by_label("Hvor mange minutter tar det?").fill("10")
    form.get_by_label("Hvem har ansvaret?").fill("Berit fra kommunen")
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Lagre endringene")
    expect(agenda).to_contain_text("Berit fra kommunen")
    presses(liv, "Lukk")
    expect(planning).to_contain_text("Endre agendaen")

    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    kari = tabs.open(helse.kari, helse.helse, **PHONE)
    ola = tabs.open(helse.ola, helse.helse)
    expect(preview(kari)).to_contain_text("Berit fra kommunen")
    expect(preview(kari)).to_contain_text("Én felles mal")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)
    preview(kari).get_by_role("button", name="Jeg kommer").click()
    expect(preview(ola)).to_contain_text("1 kommer")
    preview(ola).get_by_role("button", name="Jeg kan ikke komme").click()
    ola.get_by_role("dialog").get_by_label("Vil du si noe til lederne?").fill("Jeg er på kurs.")
    presses(ola, "Send svaret")
    expect(preview(ola)).not_to_contain_text("1 kan ikke")

    preview(kari).get_by_role("button", name="Mer …").click()
    presses(kari, "Foreslå noe")
    kari.get_by_role("dialog", name="Foreslå noe").get_by_label("Hva foreslår du?").fill("Barn under 16 år")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)
    presses(kari, "Send forslaget")
    expect(kari.get_by_role("dialog", name="Forslaget ditt")).to_contain_text("Lederne har fått forslaget ditt")
    presses(kari, "Lukk")
    expect(kari.get_by_role("dialog", name="Forslaget ditt")).to_have_count(0)
    presses(kari, "Lukk")  # the meeting that it stood on
    expect(kari.get_by_role("dialog")).to_have_count(0)
    liv.locator("article", has_text="Et forslag til møtet").get_by_role("button", name="Ta det inn i agendaen").click()
    expect(liv.get_by_role("dialog", name="Forslag")).to_contain_text("Det står i agendaen.")
    presses(liv, "Lukk")
    expect(preview(kari)).to_contain_text("Barn under 16 år")
    expect(preview(kari)).to_contain_text("1 svar")

    tabs.goes(liv, helse.liv, helse.helse)
    opens(liv)
    presses(liv, "Endre møtet")
    day = liv.get_by_role("dialog", name="Endre møtet").get_by_label("Hvilken dag?")
    day.fill((date.fromisoformat(day.input_value()) + timedelta(days=7)).isoformat())
    presses(liv, "Lagre endringene")
    presses(liv, "Lukk")
    moved = kari.locator("article", has_text="Møtet om «Samtykke» er flyttet")
    expect(moved).to_contain_text("Si på nytt om du kommer.")
    expect(preview(kari)).not_to_contain_text("1 kommer")

    turns_to(helse, post(helse, Kind.TODAY, key).due_at)
    opens(liv)
    assert (violations(liv), scrolls_sideways(liv)) == ([], False)
    presses(liv, "Start møtet")
    expect(liv.get_by_role("dialog", name="Møtet begynner")).to_contain_text("spør høyt")
    presses(liv, "Lukk")
    begun = kari.locator("article:not(.only-you)", has_text="Vi begynner")
    expect(begun).to_contain_text("Er vi enige om innhold og rekkefølge?")
    expect(begun).to_contain_text("Barn under 16 år")
    begun.get_by_role("button", name="Jeg er enig").click()
    expect(begun).to_contain_text("1 er enig")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)

    helse.slack.clock.turn(timedelta(hours=1, minutes=12))
    begun.get_by_role("button", name="Mer …").click()
    presses(kari, "Hvor er vi nå?")
    expect(kari.get_by_role("dialog", name="Hvor vi er")).to_contain_text("minutter igjen")
    presses(kari, "Lukk")

    opens(liv)
    presses(liv, "Bekreft oppmøtet")
    attendance = liv.get_by_role("dialog", name="Bekreft oppmøtet")
    assert attendance.get_by_label("Hvor mange kom?").input_value() == "0"  # nobody has answered for the new day
    attendance.get_by_label("Hvor mange kom?").fill("2")
    presses(liv, "Lagre oppmøtet")
    expect(liv.get_by_role("dialog")).to_contain_text("2 kom.")


def test_with_everything_skipped_it_is_date_and_place(helse: House, tabs: Tabs) -> None:
    helse.slack.clock.on_turn.append(helse.bot.metronome.ring)
    (key,) = lays(helse, ahead(helse, 12), place="Rådhuset")
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    kari = tabs.open(helse.kari, helse.helse, **PHONE)
    expect(preview(kari)).to_contain_text("Sted: Rådhuset")
    expect(preview(kari)).not_to_contain_text("Program")
    turns_to(helse, ends(helse, key))
    settle(helse)
    expect(kari.locator("article", has_text=re.compile("Vi begynner|kom\\."))).to_have_count(0)
    opens(kari)
    expect(kari.get_by_role("dialog", name="Om møtet")).not_to_contain_text("Program")
    assert (violations(kari), scrolls_sideways(kari)) == ([], False)


def preview(tab: Page) -> Locator:
    return tab.locator("article:not(.only-you)", has_text=re.compile("📅 Møtet [a-zø]+dag")).first


def opens(tab: Page) -> Locator:
    """All about the meeting, from the preview."""
    preview(tab).get_by_role("button", name="Mer …").click()
    sheet = tab.get_by_role("dialog", name="Om møtet")
    expect(sheet).to_be_visible()
    return sheet


def ends(house: House, key: str) -> datetime:
    with house.bot.database.reading() as session:
        return session.get_one(Meeting, (house.ws.id, key)).ends_at
