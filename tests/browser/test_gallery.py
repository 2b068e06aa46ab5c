"""Whatever Block Kit the product may use, as a puppet shows it: drawn, filled in, sent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sandbox import Message, Person, Sandbox
from sandbox.page import Page as Workplace
from tests.browser.conftest import PHONE, Tabs, scrolls_sideways, violations
from tests.browser.gallery import BLOCKS, INPUTS, PICTURE, field, modal, mrkdwn, options, plain
from tests.sandbox.conftest import MANIFEST, Etaten, small_workspace
from tests.sandbox.puppet import Json, Puppet

QUICK = 2.0  # seconds: what a full channel may take to open, or to show one message more, on a busy machine


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """A sandbox whose app may do more than ours."""
    with Sandbox(MANIFEST) as sandbox:
        sandbox.page = Workplace(sandbox).app
        yield sandbox


@pytest.fixture
def etaten(slack: Sandbox) -> Etaten:
    return small_workspace(slack)


@dataclass
class Show:
    """A puppet, and one tab of Kari's in #helse."""

    etaten: Etaten
    puppet: Puppet
    tabs: Tabs

    def opens(self, blocks: list[Json], **more: Any) -> Page:
        """Kari writes a command, and gets this modal."""
        tab = self.tabs.open(self.etaten.kari, self.etaten.helse)
        self.etaten.kari.types("/tema", self.etaten.helse)
        trigger = self.puppet.envelopes[-1]["payload"]["trigger_id"]
        self.puppet.api.views_open(trigger_id=trigger, view=modal(blocks, **more))
        expect(tab.get_by_role("dialog")).to_be_visible()
        return tab

    def says(self, *blocks: Json, text: str = "Se her", **more: Any) -> str:
        posted = self.puppet.api.chat_postMessage(
            channel=self.etaten.helse.id, text=text, blocks=list(blocks) or None, **more
        )
        ts: str = posted["ts"]
        return ts

    def heard(self) -> Json:
        """The last thing a person did."""
        payload: Json = self.puppet.envelopes[-1]["payload"]
        return payload

    def hears(self, **what: str) -> Json:
        """Wait for a new payload with these values, and forget those before it."""
        self.etaten.slack.wait_until(
            lambda: self.puppet.envelopes and what.items() <= self.heard().items(), what=f"the app to hear {what}"
        )
        heard = self.heard()
        self.puppet.heard.clear()
        return heard


@pytest.fixture
def show(etaten: Etaten, tabs: Tabs) -> Iterator[Show]:
    with Puppet(etaten.ws) as puppet:
        yield Show(etaten, puppet, tabs)


def fill(tab: Page) -> None:
    """Put something into every input of the gallery."""
    tab.get_by_label("Tekst", exact=True).fill("Hei & <b>hå</b>")
    tab.get_by_label("Lang tekst").fill("En\nto")
    tab.get_by_label("Tall").fill("12")
    tab.get_by_label("E-post").fill("kari@example.org")
    tab.get_by_label("Lenke").fill("https://example.org")
    tab.get_by_label("Dato").fill("2026-12-08")
    tab.get_by_label("Klokkeslett").fill("10:30")
    tab.get_by_label("Dag og tid").fill("2026-07-01T09:00")
    tab.get_by_label("Én av noen").select_option("Rød & rosa")
    tab.get_by_label("Én i grupper").select_option("Turkis")
    for group, label in (("Flere av noen", "Mandag"), ("Flere av noen", "Onsdag"), ("Radio", "Alt"), ("Bokser", "Te")):
        tab.get_by_role("group", name=group).first.get_by_label(label).check()
    tab.get_by_label("Person", exact=True).select_option("Ola Nordmann")
    for name in ("Ola Nordmann", "Kari Nordmann"):
        tab.get_by_role("group", name="Personer").first.get_by_label(name).check()
    tab.get_by_label("Kanal", exact=True).select_option("#helse")


def test_each_kind_of_input_is_filled_in_and_sent(show: Show) -> None:
    tab = show.opens(INPUTS)
    fill(tab)
    tab.get_by_role("button", name="Send inn").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)
    values = show.heard()["view"]["state"]["values"]
    kari, ola = show.etaten.kari.id, show.etaten.ola.id
    red, _blue, _green = options("Rød &amp; rosa", "Blå", "Grønn")
    assert {label: next(v for k, v in answer[label].items() if k != "type") for label, answer in values.items()} == {
        "Tekst": "Hei & <b>hå</b>",
        "Lang tekst": "En\nto",
        "Tall": "12",
        "E-post": "kari@example.org",
        "Lenke": "https://example.org",
        "Dato": "2026-12-08",
        "Klokkeslett": "10:30",
        "Dag og tid": 1782889200,  # 09.00 in Oslo's summer is 07.00 UTC
        "Én av noen": red,
        "Én i grupper": options("Turkis")[0],
        "Flere av noen": options("Mandag", "Onsdag"),
        "Radio": options("Alt")[0],
        "Bokser": options("Te"),
        "Person": ola,
        "Personer": [kari, ola],
        "Kanal": show.etaten.helse.id,
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("how", [{}, PHONE], ids=["desk", "phone"])
def test_the_gallery_is_in_nobodys_way(show: Show, tabs: Tabs, how: Json, scheme: str) -> None:
    show.says(*BLOCKS)
    tab = tabs.open(show.etaten.kari, show.etaten.helse, color_scheme=scheme, **how)
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)
    tab.close()
    show.etaten.kari.types("/tema", show.etaten.helse)
    show.puppet.api.views_open(trigger_id=show.heard()["trigger_id"], view=modal(INPUTS))
    tab = tabs.open(show.etaten.kari, show.etaten.helse, color_scheme=scheme, **how)
    expect(tab.get_by_role("dialog")).to_be_visible()
    assert (violations(tab), scrolls_sideways(tab)) == ([], False)


def test_the_client_says_what_it_has_against_a_field(show: Show) -> None:
    needed = field("Navn", "plain_text_input", max_length=5)
    number = field("Tall", "number_input", is_decimal_allowed=False, max_value="40")
    days = field("Dager", "checkboxes", options=options("Mandag", "Tirsdag"))
    tab = show.opens([needed, number, days])
    sent = len(show.puppet.envelopes)
    tab.get_by_label("Tall").fill("41")
    tab.get_by_label("Tall").press("Enter")
    expect(tab.get_by_label("Navn")).to_have_accessible_description("⚠ Fyll ut dette feltet.")
    expect(tab.get_by_label("Navn")).to_be_focused()
    expect(tab.get_by_label("Tall")).to_have_accessible_description("⚠ Tallet må være høyst 40.")
    expect(tab.get_by_role("group", name="Dager").first).to_have_accessible_description("⚠ Fyll ut dette feltet.")
    tab.get_by_label("Navn").fill("For langt")
    tab.get_by_role("button", name="Send inn").click()
    expect(tab.get_by_label("Navn")).to_have_accessible_description("⚠ Skriv høyst 5 tegn.")
    assert len(show.puppet.envelopes) == sent
    assert violations(tab) == []


def test_a_view_that_changes_keeps_what_stands_in_its_fields(show: Show) -> None:
    blocks = [field("Tekst", "plain_text_input"), field("Radio", "radio_buttons", options=options("Ja", "Nei"))]
    tab = show.opens(blocks)
    tab.get_by_label("Tekst").fill("Mitt")
    tab.get_by_label("Nei").check()
    tab.get_by_label("Tekst").press("End")
    with tab.expect_response(lambda answer: answer.url.endswith("/typed") and answer.status == 204):
        tab.get_by_label("Tekst").press_sequentially("!")
    view = show.etaten.ws.modals[show.etaten.kari.id][-1]
    said = {"type": "section", "text": plain("Noe har skjedd.")}
    show.puppet.api.views_update(view_id=view.id, view=modal([said, *blocks]))
    expect(tab.get_by_text("Noe har skjedd.")).to_be_visible()
    expect(tab.get_by_label("Tekst")).to_have_value("Mitt!")
    expect(tab.get_by_label("Nei")).to_be_checked()


def test_a_stack_of_three(show: Show) -> None:
    push = {"type": "actions", "elements": [{"type": "button", "action_id": "p", "text": plain("Dypere")}]}
    tab = show.opens([push], title="Første")
    for title in ("Andre", "Tredje"):
        tab.get_by_role("button", name="Dypere").click()
        trigger = show.hears(type="block_actions")["trigger_id"]
        show.puppet.api.views_push(trigger_id=trigger, view=modal([push], title))
        expect(tab.get_by_role("dialog", name=title)).to_be_visible()
    tab.get_by_role("button", name="Tilbake").click()
    expect(tab.get_by_role("dialog", name="Andre")).to_be_visible()
    tab.get_by_role("button", name="Lukk skjemaet").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)


def test_everything_that_can_be_pressed_in_a_message(show: Show) -> None:
    show.says(*BLOCKS)
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)

    def heard(action: str) -> Json:
        acted: Json = show.hears(type="block_actions")["actions"][0]
        assert acted["action_id"] == action
        return acted

    tab.get_by_role("button", name="Først").click()
    heard("forst")
    tab.get_by_role("button", name="Slett").click()
    expect(tab.get_by_role("dialog", name="Slette?")).to_contain_text("Det kan ikke angres.")
    tab.get_by_role("dialog").get_by_role("button", name="Slett").click()
    heard("slett")
    tab.get_by_label("Velg farge").select_option("Rød")
    assert heard("velg")["selected_option"]["value"] == "rød"
    tab.get_by_label("Flere valg").click()
    tab.get_by_role("button", name="Hopp over").click()
    assert heard("mer")["selected_option"]["value"] == "hopp over"


def test_shortcuts_on_a_message_and_anywhere(show: Show) -> None:
    show.etaten.ola.types("Kan vi snakke om samtykke?", show.etaten.helse)
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)
    for shortcut in show.etaten.slack.manifest.shortcuts.values():
        if shortcut.type == "message":
            tab.locator("article").first.hover()
            tab.get_by_label("Mer om meldingen").first.click()
        else:
            tab.get_by_role("button", name="Snarveier").click()
        tab.get_by_role("button", name=shortcut.name).click()
        show.hears(callback_id=shortcut.callback_id)


def test_the_home_tab_and_the_direct_message(show: Show) -> None:
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)
    tab.get_by_role("link", name="prove hjem").click()
    expect(tab.get_by_text("Appen har ikke lagt noe her ennå.")).to_be_visible()
    show.puppet.waits_for("app_home_opened")
    show.puppet.api.views_publish(user_id=show.etaten.kari.id, view={"type": "home", "blocks": BLOCKS[:2]})
    expect(tab.get_by_role("heading", name="Overskrift 🎉")).to_be_visible()
    assert violations(tab) == []
    direct = tab.get_by_role("navigation").get_by_role("link", name="prove", exact=True)
    show.puppet.api.chat_postMessage(channel=show.etaten.kari.id, text="Til deg alene")
    expect(tab.get_by_role("link", name="prove 1 til deg")).to_be_visible()
    tab.get_by_role("link", name="prove 1 til deg").click()
    expect(tab.locator("article", has_text="Til deg alene")).to_be_visible()
    expect(direct).to_have_attribute("aria-current", "page")


def test_pictures_files_and_pins(show: Show) -> None:
    uploaded = show.puppet.api.files_upload_v2(
        channel=show.etaten.helse.id, content=PICTURE, filename="kart.png", title="Kartet", alt_txt="Et kart"
    )
    show.puppet.api.files_upload_v2(
        channel=show.etaten.helse.id, content="BEGIN:VCALENDAR", filename="mote.ics", title="Møtet"
    )
    image = {"type": "image", "slack_file": {"id": uploaded["file"]["id"]}, "alt_text": "Det samme kartet"}
    ts = show.says(image, {"type": "image", "image_url": "https://example.org/x.png", "alt_text": "Et annet sted"})
    show.puppet.api.pins_add(channel=show.etaten.helse.id, timestamp=ts)
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)
    for name in ("Et kart", "Det samme kartet"):
        drawn = tab.get_by_role("img", name=name).first
        expect(drawn).to_be_visible()
        assert drawn.evaluate("(it) => it.complete && it.naturalWidth") == 1
    expect(tab.get_by_role("img", name="Et annet sted").first).to_be_visible()
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Møtet").click()
    assert saved.value.suggested_filename == "mote.ics"
    tab.get_by_role("button", name="1 festet").click()
    expect(tab.locator("#pins article")).to_be_visible()
    assert violations(tab) == []


def test_people_and_apps_write_text_and_nothing_else(show: Show) -> None:
    """Not HTML, in a message, a block, a name, a file's title, an error, a confirmation."""
    evil = "<script>document.title = 'tatt'</script><img src=x onerror=\"document.title='tatt'\">"
    entities = evil.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    show.etaten.ola.renames_self(f"Ola {evil}")
    show.etaten.ola.types(evil, show.etaten.helse)
    danger = {"type": "button", "action_id": "b", "text": plain(entities[:75]), "value": evil, "confirm": {
        "title": plain(entities[:100]), "text": plain(entities), "confirm": plain("Ja vel"), "deny": plain("Nei takk"),
    }}  # fmt: skip
    show.says(
        {"type": "section", "text": mrkdwn(f"{entities} <javascript:alert(1)|her> <https://x.no\"onmouseover=\"x|og>")},
        {"type": "header", "text": plain(entities[:150])},
        {"type": "actions", "elements": [danger]},
        {"type": "image", "image_url": "https://x.no/\"onerror=\"x", "alt_text": evil},
    )  # fmt: skip
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)
    expect(tab.locator("article", has_text="<script>document.title").first).to_be_visible()
    tab.locator("article button", has_text="<script>").click()
    expect(tab.get_by_role("dialog")).to_contain_text(evil)
    tab.keyboard.press("Escape")
    show.etaten.kari.types("/tema", show.etaten.helse)
    show.puppet.api.views_open(trigger_id=show.heard()["trigger_id"], view=modal([field(entities, "plain_text_input")]))
    expect(tab.get_by_role("dialog").get_by_label("<script>")).to_be_visible()
    assert tab.title() == "#helse · Kari Nordmann"
    assert tab.locator("body script, body img[src=x], [onerror], [onmouseover], a[href^=javascript]").count() == 0


def test_a_full_channel_and_a_long_message_stay_quick(show: Show) -> None:
    section = {"type": "section", "text": mrkdwn("Et punkt på listen, *viktig* og :tada: langt " * 3)}
    ws, helse, ola = show.etaten.ws, show.etaten.helse, show.etaten.ola
    for n in range(1_000):
        ws.post(helse, Message(ws.next_ts(), ola, f"Melding {n}", [section] if n % 10 == 0 else []))
    show.says(*([section] * 50))
    tab = show.tabs.open(ola, show.etaten.ws.direct(ola, show.etaten.kari))  # the page has been used before
    began = time.monotonic()
    show.tabs.goes(tab, show.etaten.kari, helse)
    expect(tab.locator("article", has_text="Melding 999")).to_be_visible()
    opened = time.monotonic() - began
    assert tab.locator("article").count() == 50
    began = time.monotonic()
    ola.types("Den siste", helse)
    expect(tab.locator("article", has_text="Den siste")).to_be_visible()
    seen = time.monotonic() - began
    assert max(opened, seen) < QUICK, (opened, seen)
    tab.get_by_role("link", name="Vis eldre meldinger").click()
    expect(tab.locator("article")).to_have_count(150)


def test_a_person_in_the_list_of_many_is_found_by_typing(show: Show) -> None:
    people: list[Person] = [show.etaten.ws.add_person(f"Deltaker {n}") for n in range(60)]
    tab = show.opens([field("Personer", "multi_users_select", max_selected_items=5)])
    tab.get_by_label("Søk i listen").fill("taker 37")
    expect(tab.get_by_role("checkbox")).to_have_count(1)
    tab.get_by_role("checkbox", name="Deltaker 37").check()
    tab.get_by_role("button", name="Send inn").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)
    assert show.heard()["view"]["state"]["values"]["Personer"]["Personer"]["selected_users"] == [people[37].id]


def test_what_is_done_is_what_was_asked(show: Show) -> None:
    def question(action: str) -> dict[str, object]:
        return {"type": "button", "action_id": action, "text": plain(f"Slett {action}"), "confirm": {
            "title": plain(f"Slette {action}?"), "text": plain("Sikker?"),
            "confirm": plain("Slett"), "deny": plain("Behold"),
        }}  # fmt: skip

    def row(*actions: str) -> list[dict[str, object]]:
        return [{"type": "actions", "block_id": "b", "elements": [question(action) for action in actions]}]

    ts = show.says(*row("en", "to"))
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)
    tab.get_by_role("button", name="Slett en").click()
    show.puppet.api.chat_update(channel=show.etaten.helse.id, ts=ts, text="x", blocks=row("to", "en"))
    expect(tab.locator("article button").first).to_have_text("Slett to")
    tab.get_by_role("dialog", name="Slette en?").get_by_role("button", name="Slett").click()
    assert show.hears(type="block_actions")["actions"][0]["action_id"] == "en"


def test_a_view_may_change_under_somebody_who_writes(show: Show) -> None:
    blocks = [field("Tekst", "plain_text_input", multiline=True)]
    tab = show.opens(blocks)
    view = show.etaten.ws.modals[show.etaten.kari.id][-1]
    text = "Dette er en lang tekst som skrives uten stans"
    for n, word in enumerate(text.split(" ")):
        tab.get_by_label("Tekst").press_sequentially(word + " ")
        told = {"type": "section", "text": plain(f"Endring {n}")}
        show.puppet.api.views_update(view_id=view.id, view=modal([told, *blocks]))
    expect(tab.get_by_text("Endring 8")).to_be_visible()
    expect(tab.get_by_label("Tekst")).to_have_value(text + " ")


@pytest.mark.parametrize("tag", ["<!date^1>", "<!date^²^{date}|x>", "<!date^99999999999999^{date}|x>"])
def test_a_date_that_is_none_breaks_nothing(show: Show, tag: str) -> None:
    show.says({"type": "section", "text": {"type": "mrkdwn", "text": f"Møte {tag}"}})
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)
    expect(tab.locator("article", has_text="Møte")).to_be_visible()
