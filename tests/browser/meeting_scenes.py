"""Meetings: laid out, looked at, and the plan of them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.network_scenes import menu
from tests.browser.stage import Scene, Stage
from tests.browser.topic_scenes import more_of_leaders


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
    if not any("Planen for våren 2027" in message.says for message in stage.whole.liv.reads(stage.whole.helse)):
        saved(tab, stage)
    stage.channel(tab, "sunniva")
    expect(tab.get_by_text("Planen for våren 2027").last).to_be_visible()


def coming(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv")
    stage.types(tab, "/nettverk plan")
    expect(tab.locator("article.only-you").last.get_by_text("Møter i")).to_be_visible()


def add_meeting(tab: Page, stage: Stage) -> None:
    menu(tab, stage)
    tab.get_by_role("button", name="Legg til et møte").click()
    expect(tab.get_by_role("dialog", name="Legg til et møte")).to_be_visible()


def meeting(tab: Page, stage: Stage) -> None:
    plan(tab, stage)
    coming(tab, stage)
    tab.locator("article.only-you").last.get_by_role("button", name="Mer …").first.click()
    expect(tab.get_by_role("dialog", name="Om møtet")).to_be_visible()


def edit_meeting(tab: Page, stage: Stage) -> None:
    meeting(tab, stage)
    tab.get_by_role("button", name="Endre møtet").click()
    expect(tab.get_by_role("dialog", name="Endre møtet")).to_be_visible()


def cancel_meeting(tab: Page, stage: Stage) -> None:
    meeting(tab, stage)
    tab.get_by_role("button", name="Avlys møtet").click()
    expect(tab.get_by_role("dialog", name="Avlys møtet")).to_be_visible()


def agenda(tab: Page, stage: Stage) -> None:
    meeting(tab, stage)
    tab.get_by_role("button", name="Agenda").click()
    dialog = tab.get_by_role("dialog", name="Agenda")
    expect(dialog).to_be_visible()
    if dialog.get_by_role("button", name="Bruk malen").count():
        dialog.get_by_role("button", name="Bruk malen").click()
    expect(dialog).to_contain_text("Til sammen 120 av 120 minutter")


def agenda_item(tab: Page, stage: Stage) -> None:
    agenda(tab, stage)
    tab.get_by_role("button", name="Endre").nth(1).click()
    expect(tab.get_by_role("dialog", name="Endre punktet")).to_be_visible()


def cannot_come(tab: Page, stage: Stage) -> None:
    meeting(tab, stage)
    tab.get_by_role("button", name="Jeg kan ikke komme").click()
    expect(tab.get_by_role("dialog", name="Jeg kan ikke komme")).to_be_visible()


def who_comes(tab: Page, stage: Stage) -> None:
    meeting(tab, stage)
    tab.get_by_role("button", name="Se hvem som kommer").click()
    expect(tab.get_by_role("dialog", name="Hvem kommer?")).to_be_visible()


def plan_topic(tab: Page, stage: Stage) -> None:
    plan(tab, stage)
    more_of_leaders(tab, stage)
    tab.get_by_role("button", name="Sett på et møte").click()
    expect(tab.get_by_role("dialog", name="Planlegg temaet")).to_be_visible()


def find_day(tab: Page, stage: Stage) -> None:
    meeting(tab, stage)
    tab.get_by_role("button", name="Finn en dag som passer").click()
    expect(tab.get_by_role("dialog", name="Finn en dag som passer")).to_be_visible()


def date_poll(tab: Page, stage: Stage) -> None:
    if not any("Hvilken dag passer?" in message.says for message in stage.whole.liv.reads(stage.whole.helse)):
        find_day(tab, stage)
        tab.get_by_role("button", name="Spør i kanalen").click()
        expect(tab.get_by_role("dialog", name="Om avstemningen")).to_be_visible()
    stage.channel(tab, "kari")
    expect(tab.get_by_text("📅 Hvilken dag passer?").last).to_be_visible()


def answer_poll(tab: Page, stage: Stage) -> None:
    date_poll(tab, stage)
    tab.locator("article", has_text="Hvilken dag passer?").last.get_by_role("button", name="Svar").click()
    expect(tab.get_by_role("dialog", name="Hvilke dager passer?")).to_be_visible()


def more_of_poll(tab: Page, stage: Stage) -> None:
    answer_poll(tab, stage)
    for choice in tab.get_by_label("Passer for meg", exact=True).all():
        choice.check()
    tab.get_by_role("button", name="Lagre svarene mine").click()
    expect(tab.get_by_role("dialog", name="Om avstemningen")).to_be_visible()


def choose_day(tab: Page, stage: Stage) -> None:
    more_of_poll(tab, stage)
    stage.channel(tab, "liv")
    tab.locator("article", has_text="Hvilken dag passer?").last.get_by_role("button", name="Mer …").click()
    tab.get_by_role("button", name="Velg dag").click()
    expect(tab.get_by_role("dialog", name="Velg dag")).to_be_visible()


def calendar_file(tab: Page, stage: Stage) -> None:
    meeting(tab, stage)
    tab.get_by_role("button", name="Legg i kalenderen").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Jeg sender deg filen nå.")


def cancelled_meeting(tab: Page, stage: Stage) -> None:
    if not any("Avlyst møte" in message.says for message in stage.whole.liv.reads(stage.whole.helse)):
        cancel_meeting(tab, stage)
        tab.get_by_label("Hvorfor avlyser du møtet?").fill("Jeg er syk")
        tab.get_by_role("dialog").get_by_role("button", name="Avlys møtet").click()
        expect(tab.get_by_role("dialog", name="Om møtet")).to_contain_text("Kanalen får vite det.")
    stage.channel(tab, "sunniva")
    expect(tab.get_by_text("📅 Avlyst møte").last).to_be_visible()


SCENES: list[Scene] = [
    lay_out, dates, saved, plan, coming, add_meeting, meeting, agenda, agenda_item, edit_meeting, cannot_come,
    who_comes, cancel_meeting, plan_topic, find_day, date_poll, answer_poll, more_of_poll, choose_day, calendar_file,
    cancelled_meeting,
]  # fmt: skip
