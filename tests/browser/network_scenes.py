"""Networks: set up, led, taken part in."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.stage import Scene, Stage


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


def not_here(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "liv", stage.whole.kaffe)
    stage.types(tab, "/tema Kaffe")
    expect(tab.locator("article.only-you").last).to_be_visible()


def greeting(tab: Page, stage: Stage) -> None:
    if stage.whole.workspace.bot.id not in stage.whole.arkiv.members:
        stage.whole.tor.invites(stage.whole.workspace.bot, stage.whole.arkiv)
    stage.channel(tab, "tor", stage.whole.arkiv)
    expect(tab.get_by_role("button", name="Sett opp nettverket").first).to_be_visible()


def set_up(tab: Page, stage: Stage) -> None:
    greeting(tab, stage)
    tab.get_by_role("button", name="Sett opp nettverket").first.click()
    expect(tab.get_by_role("dialog")).to_be_visible()


def organisation(tab: Page, stage: Stage) -> None:
    greeting(tab, stage)
    stage.types(tab, "/nettverk")
    tab.get_by_role("button", name="Endre felles innstillinger").last.click()
    expect(tab.get_by_role("dialog")).to_be_visible()


def refused(tab: Page, stage: Stage) -> None:
    greeting(tab, stage)
    stage.channel(tab, "jonas", stage.whole.arkiv)
    tab.get_by_role("button", name="Sett opp nettverket").first.click()
    expect(tab.locator("article.only-you").last).to_be_visible()


def own_settings(tab: Page, stage: Stage) -> None:
    menu(tab, stage)
    tab.get_by_role("button", name="Mine innstillinger").click()
    expect(tab.get_by_role("dialog", name="Mine innstillinger")).to_be_visible()


def participants(tab: Page, stage: Stage) -> None:
    menu(tab, stage)
    tab.get_by_role("button", name="Se deltakerne").click()
    expect(tab.get_by_role("dialog", name="Deltakerne")).to_be_visible()


def nynorsk(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "sunniva")
    stage.types(tab, "/nettverk")
    tab.locator("article.only-you").last.get_by_role("button", name="Meir …").click()
    expect(tab.get_by_role("dialog", name="Meir om nettverket")).to_be_visible()


def welcome(tab: Page, stage: Stage) -> None:
    stage.channel(tab, "sunniva", stage.whole.sunniva.dm(stage.whole.workspace.bot))
    expect(tab.get_by_text("Velkommen til")).to_be_visible()


def before_set_up(tab: Page, stage: Stage) -> None:
    greeting(tab, stage)
    stage.types(tab, "/nettverk")
    expect(tab.get_by_role("button", name="Endre felles innstillinger").last).to_be_visible()


def taken_back(tab: Page, stage: Stage) -> None:
    whole = stage.whole
    stage.channel(tab, "liv")
    if any("Dette er kanalen til et nettverk" in message.says for message in whole.liv.reads(whole.helse)):
        whole.liv.uses("Rett eller ta tilbake", on=whole.liv.sees("Dette er kanalen", in_=whole.helse))
        whole.liv.presses("Ta den tilbake", confirm="Ta den tilbake")
        whole.liv.closes()
    menu(tab, stage)
    tab.get_by_role("button", name="Se det som er tatt tilbake").click()
    expect(tab.get_by_role("dialog", name="Tatt tilbake")).to_be_visible()


def news(tab: Page, stage: Stage) -> None:
    if not stage.whole.helse.archived:
        stage.whole.tor.joins(stage.whole.helse)
        stage.whole.tor.archives(stage.whole.helse)
    stage.channel(tab, "liv", stage.whole.liv.dm(stage.whole.workspace.bot))
    expect(tab.get_by_text("arkivert kanalen")).to_be_visible()


def leader_wanted(tab: Page, stage: Stage) -> None:
    whole = stage.whole
    if whole.helse.archived:
        whole.tor.unarchives(whole.helse)
        whole.liv.leaves(whole.helse)
    stage.channel(tab, "tor", whole.tor.dm(whole.workspace.bot))
    expect(tab.get_by_role("button", name="Velg ny leder")).to_be_visible()


def lost(tab: Page, stage: Stage) -> None:
    """Jonas has set a network up in a channel that Tor deletes."""
    whole = stage.whole
    if not any("slettet kanalen" in message.says for message in whole.jonas.reads(whole.jonas.dm(whole.workspace.bot))):
        channel = whole.workspace.add_channel("nettverk-skole", creator=whole.jonas)
        for one in (whole.tor, whole.workspace.bot):
            whole.jonas.invites(one, channel)
        whole.jonas.sees("småjobbene", in_=channel)
        whole.jonas.presses("Sett opp nettverket", in_=channel)
        whole.jonas.fills("Hva heter nettverket?", "Nettverk for digital skole")
        whole.jonas.submits()
        whole.jonas.sees("digital skole", in_=channel)
        whole.tor.deletes(channel)
        whole.jonas.sees("slettet kanalen", in_=whole.jonas.dm(whole.workspace.bot))
    greeting(tab, stage)
    tab.get_by_role("button", name="Sett opp nettverket").first.click()
    expect(tab.get_by_role("button", name="Flytt nettverket hit")).to_be_visible()


def moved(tab: Page, stage: Stage) -> None:
    whole = stage.whole
    if not any("har flyttet" in message.says for message in whole.jonas.reads(whole.jonas.dm(whole.workspace.bot))):
        lost(tab, stage)
        whole.tor.presses("Flytt nettverket hit", confirm="Flytt nettverket hit")
    stage.channel(tab, "jonas", whole.jonas.dm(whole.workspace.bot))
    expect(tab.get_by_text("har flyttet til")).to_be_visible()


# The last ones change what the others show.
SCENES: list[Scene] = [
    network, menu, nynorsk, settings, own_settings, participants, welcome, stand_in, hand_over, not_here, greeting,
    before_set_up, set_up, organisation, refused, taken_back, news, leader_wanted,
    lost, moved,
]  # fmt: skip
