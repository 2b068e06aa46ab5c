"""Every input and every kind of block the product may use, as a puppet shows them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str, **more: Any) -> Json:
    return {"type": "mrkdwn", "text": text} | more


def options(*labels: str) -> list[Json]:
    return [{"text": plain(label), "value": label.lower()} for label in labels]


def field(label: str, kind: str, **element: Any) -> Json:
    """An input block; its ids are its label."""
    made = {"type": kind, "action_id": label} | element
    return {"type": "input", "block_id": label, "label": plain(label), "element": made}


INPUTS = [
    field("Tekst", "plain_text_input", placeholder=plain("Skriv her")) | {"hint": plain("Noen få ord.")},
    field("Lang tekst", "plain_text_input", multiline=True, initial_value="Først\nså"),
    field("Tall", "number_input", is_decimal_allowed=False, min_value="1", max_value="40"),
    field("E-post", "email_text_input"),
    field("Lenke", "url_text_input"),
    field("Dato", "datepicker", initial_date="2026-12-01"),
    field("Klokkeslett", "timepicker", initial_time="09:00"),
    field("Dag og tid", "datetimepicker"),
    field("Én av noen", "static_select", options=options("Rød &amp; rosa", "Blå", "Grønn")),
    field("Én i grupper", "static_select", option_groups=[
        {"label": plain("Varme"), "options": options("Gul", "Oransje")},
        {"label": plain("Kalde"), "options": options("Fiolett", "Turkis")},
    ]),
    field("Flere av noen", "multi_static_select", options=options("Mandag", "Tirsdag", "Onsdag"), max_selected_items=2),
    field("Radio", "radio_buttons", options=options("Stille", "Vanlig", "Alt"), initial_option=options("Vanlig")[0]),
    field("Bokser", "checkboxes", options=options("Kaffe", "Te", "Vann")),
    field("Person", "users_select"),
    field("Personer", "multi_users_select"),
    field("Kanal", "channels_select"),
]  # fmt: skip

PICTURE = bytes.fromhex(  # one green pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d76390f7b502000182009aa3f7"
    "0b530000000049454e44ae426082"
)

BLOCKS: list[Json] = [
    {"type": "header", "text": plain("Overskrift :tada:")},
    {"type": "section", "text": mrkdwn("*Fet*, _kursiv_, ~strøket~ og `kode` med <https://example.org|en lenke>")},
    {"type": "section", "text": mrkdwn("&gt; et sitat\n&gt; på to linjer\n```\nkode <b>\n```")},
    {"type": "section", "fields": [mrkdwn("*Når*\nTirsdag"), mrkdwn("*Hvor*\nRådhuset")]},
    {"type": "divider"},
    {"type": "context", "elements": [plain("Liten grå linje"), mrkdwn("og <!date^1795000000^{date} kl. {time}|da>")]},
    {"type": "image", "image_url": "https://example.org/kart.png", "alt_text": "Et kart over byen"},
    {"type": "actions", "block_id": "handlinger", "elements": [
        {"type": "button", "action_id": "forst", "text": plain("Først"), "style": "primary"},
        {"type": "button", "action_id": "slett", "text": plain("Slett"), "style": "danger", "confirm": {
            "title": plain("Slette?"), "text": plain("Det kan ikke angres."),
            "confirm": plain("Slett"), "deny": plain("Behold"),
        }},
        {"type": "static_select", "action_id": "velg", "placeholder": plain("Velg farge"), "options": options("Rød")},
        {"type": "overflow", "action_id": "mer", "options": options("Flytt", "Hopp over")},
    ]},
]  # fmt: skip


def modal(blocks: list[Json], title: str = "Galleri", **more: Any) -> Json:
    view = {"type": "modal", "callback_id": title, "title": plain(title), "submit": plain("Send inn"), "blocks": blocks}
    return view | more
