"""Pins, by the bot and by people. [slack-facts 8.2; D:/reference/methods/pins.add, pins.remove, pins.list]"""

from pathlib import Path

import pytest
from slack_sdk.webhook import WebhookClient

from sandbox import Message, Sandbox
from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import Puppet, buttons, client, refusal
from tests.sandbox.test_api_gate import another


def said(etaten: Etaten, text: str = "hei") -> Message:
    """A message of Ola's in #helse."""
    etaten.ola.types(text, etaten.helse)
    return etaten.ola.reads(etaten.helse)[-1]


def test_a_message_is_pinned_listed_and_unpinned(etaten: Etaten) -> None:
    api = client(etaten.ws)
    one, two = said(etaten, "en"), said(etaten, "to")
    for message in (two, one):
        api.pins_add(channel=etaten.helse.id, timestamp=message.ts)
    assert etaten.helse.pinned == [two.ts, one.ts]
    items = api.pins_list(channel=etaten.helse.id)["items"]
    assert [(item["type"], item["channel"]) for item in items] == [("message", etaten.helse.id)] * 2
    assert [(item["message"]["text"], item["message"]["pinned_to"]) for item in items] == [
        ("en", [etaten.helse.id]),
        ("to", [etaten.helse.id]),
    ]
    api.pins_remove(channel=etaten.helse.id, timestamp=two.ts)
    assert etaten.helse.pinned == [one.ts]


def test_8_2_what_cannot_be_pinned(etaten: Etaten) -> None:
    api = client(etaten.ws)
    message = said(etaten)
    api.chat_postEphemeral(channel=etaten.helse.id, user=etaten.kari.id, text="bare deg")
    whispered = etaten.kari.reads(etaten.helse)[-1]
    api.pins_add(channel=etaten.helse.id, timestamp=message.ts)
    outside = etaten.ws.add_channel("annet", creator=etaten.kari)
    for channel, ts, error in (
        (etaten.helse, message.ts, "already_pinned"),
        (etaten.helse, "1.000000", "message_not_found"),
        (etaten.helse, whispered.ts, "message_not_found"),
        (etaten.helse, None, "no_item_specified"),
        (etaten.styret, message.ts, "channel_not_found"),
        (outside, message.ts, "not_in_channel"),
    ):
        assert refusal(api.pins_add, channel=channel.id, timestamp=ts)["error"] == error
    assert refusal(api.pins_list, channel=outside.id)["error"] == "not_in_channel"
    etaten.kari.archives(etaten.helse)
    assert refusal(api.pins_add, channel=etaten.helse.id, timestamp=message.ts)["error"] == "is_archived"  # UNVERIFIED
    assert etaten.helse.pinned == [message.ts]


def test_8_2_what_is_not_pinned_cannot_be_unpinned(etaten: Etaten) -> None:
    api = client(etaten.ws)
    there = {"channel": etaten.helse.id, "timestamp": said(etaten).ts}
    assert refusal(api.pins_remove, **there)["error"] == "no_pin"
    assert refusal(api.pins_remove, **there | {"timestamp": "1.000000"})["error"] == "message_not_found"


@pytest.mark.parametrize(("scope", "method"), [("pins:write", "pins.add"), ("pins:write", "pins.remove"),
                                               ("pins:read", "pins.list")])  # fmt: skip
def test_8_1_pins_have_scopes(tmp_path: Path, scope: str, method: str) -> None:
    with Sandbox(another(tmp_path, drop=scope)) as slack:
        answer = refusal(client(slack.add_workspace("Etaten")).api_call, api_method=method, params={"channel": "C1"})
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)


@pytest.mark.parametrize("way", ["chat.delete", "response_url"])
def test_a_deleted_message_loses_its_pin(etaten: Etaten, bot: Puppet, way: str) -> None:
    ts = bot.api.chat_postMessage(channel=etaten.helse.id, text="kort", blocks=[buttons("Støtt")])["ts"]
    bot.api.pins_add(channel=etaten.helse.id, timestamp=ts)
    if way == "chat.delete":
        bot.api.chat_delete(channel=etaten.helse.id, ts=ts)
    else:
        etaten.kari.presses("Støtt", in_=etaten.helse)
        WebhookClient(bot.envelopes[-1]["payload"]["response_url"]).send(delete_original=True)
    assert etaten.kari.reads(etaten.helse) == []
    assert etaten.helse.pinned == []
    assert bot.api.pins_list(channel=etaten.helse.id)["items"] == []


def test_people_pin_what_the_bot_wrote_and_the_other_way_round(etaten: Etaten) -> None:
    api = client(etaten.ws)
    api.chat_postMessage(channel=etaten.helse.id, text="kort")
    card = etaten.kari.reads(etaten.helse)[-1]
    etaten.kari.pins(card, etaten.helse)
    assert [item["message"]["text"] for item in api.pins_list(channel=etaten.helse.id)["items"]] == ["kort"]
    with pytest.raises(AssertionError, match="pinned already"):
        etaten.ola.pins(card, etaten.helse)
    etaten.ola.unpins(card, etaten.helse)
    assert etaten.helse.pinned == []
    with pytest.raises(AssertionError, match="not pinned"):
        etaten.ola.unpins(card, etaten.helse)


def test_nobody_pins_what_has_no_menu_for_her(etaten: Etaten) -> None:
    message = said(etaten)
    client(etaten.ws).chat_postEphemeral(channel=etaten.helse.id, user=etaten.kari.id, text="bare deg")
    outsider = etaten.ws.add_person("Liv")
    for person, what, where in (
        (etaten.kari, etaten.kari.reads(etaten.helse)[-1], etaten.helse),
        (etaten.kari, message, etaten.styret),
        (outsider, message, etaten.helse),
    ):
        with pytest.raises(AssertionError, match="has no menu"):
            person.pins(what, where)
    etaten.kari.archives(etaten.helse)
    with pytest.raises(AssertionError, match="has no menu"):
        etaten.kari.pins(message, etaten.helse)
