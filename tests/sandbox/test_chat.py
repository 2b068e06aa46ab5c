"""Messages through the Web API. Each test names its source in slack-facts.md."""

from typing import Any

import pytest

from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import Json, buttons, client, refusal, section

METADATA = {"event_type": "post", "event_payload": {"id": 7, "tags": ["a"]}}


def post(etaten: Etaten, **more: Any) -> str:
    """Post in #helse; the ts."""
    ts: str = client(etaten.ws).chat_postMessage(channel=etaten.helse.id, **({"text": "hei"} | more))["ts"]
    return ts


def channel_of(etaten: Etaten, which: str) -> str:
    """A channel id of some kind, from the bot's point of view."""
    match which:
        case "private without the bot":
            return etaten.styret.id
        case "direct message between others":
            return etaten.kari.dm(etaten.ola).id
        case "public without the bot":
            return etaten.ws.add_channel("annet", creator=etaten.kari).id
        case "archived":
            etaten.kari.archives(etaten.helse)
            return etaten.helse.id
        case "a deactivated person":
            etaten.ws.deactivate(etaten.ola)
            return etaten.ola.id
        case "the bot itself":
            return etaten.ws.bot.id
    return "C0000000000"


@pytest.mark.parametrize(
    ("which", "error"),
    [
        ("nowhere", "channel_not_found"),
        ("private without the bot", "channel_not_found"),
        ("direct message between others", "channel_not_found"),
        ("public without the bot", "not_in_channel"),
        ("archived", "is_archived"),
        ("a deactivated person", "channel_not_found"),
        ("the bot itself", "cannot_dm_bot"),
    ],
)
def test_8_2_where_a_message_may_go(etaten: Etaten, which: str, error: str) -> None:
    call = client(etaten.ws).chat_postMessage
    assert refusal(call, channel=channel_of(etaten, which), text="hei")["error"] == error


def test_8_3_a_user_id_opens_the_direct_message(etaten: Etaten) -> None:
    answer = client(etaten.ws).chat_postMessage(channel=etaten.kari.id, text="hei")
    assert answer["channel"] == etaten.kari.dm(etaten.ws.bot).id
    assert [m.text for m in etaten.kari.reads(etaten.kari.dm(etaten.ws.bot))] == ["hei"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": 5}, "invalid_arguments"),
        ({"blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"blocks": [section("x")] * 51}, "invalid_blocks"),
        ({"blocks": [{"type": "markdown", "text": "x", "colour": "red"}]}, "invalid_blocks"),
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "x", "event_payload": {}, "more": 1}}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "x", "event_payload": []}}, "invalid_metadata_schema"),
        ({"metadata": {"event_type": "x", "event_payload": {"a": {"b": 1}}}}, "invalid_metadata_schema"),
        ({"metadata": {"event_type": "x", "event_payload": {"a": None}}}, "invalid_metadata_schema"),
        ({"thread_ts": "1.000000"}, "thread_not_found"),
    ],
)
def test_1_and_10_what_a_message_may_hold(etaten: Etaten, arguments: dict[str, Any], error: str) -> None:
    body = {"channel": etaten.helse.id, "text": "hei"} | arguments
    answer = refusal(client(etaten.ws).api_call, api_method="chat.postMessage", json=body)
    assert answer["error"] == error
    if error == "invalid_blocks":
        assert "json-pointer" in answer["response_metadata"]["messages"][0]


def test_1_6_a_long_text_is_cut_in_a_post_and_refused_in_an_update(etaten: Etaten) -> None:
    api = client(etaten.ws)
    long = api.chat_postMessage(channel=etaten.helse.id, text="x" * 40_001)
    assert long["response_metadata"]["warnings"] == ["message_truncated"]
    assert len(etaten.kari.reads(etaten.helse)[-1].text) == 40_000
    update: Json = {"channel": etaten.helse.id, "ts": long["ts"]}
    api.chat_update(**update, text="x" * 4_000)
    assert refusal(api.chat_update, **update, text="x" * 4_001)["error"] == "msg_too_long"
    whisper: Json = {"channel": etaten.helse.id, "user": etaten.kari.id}
    api.chat_postEphemeral(**whisper, text="ø" * 2_000)
    assert refusal(api.chat_postEphemeral, **whisper, text="ø" * 2_001)["error"] == "msg_too_long"


def test_1_6_stray_signs_are_escaped_and_mentions_kept(etaten: Etaten) -> None:
    post(etaten, text="a & b < c, <@U1> <https://x.no|x> &amp; &lt;")
    message = etaten.kari.reads(etaten.helse)[-1]
    assert message.text == "a &amp; b &lt; c, <@U1> <https://x.no|x> &amp; &lt;"
    assert message.says == "a & b < c, <@U1> <https://x.no|x> & <"


def test_1_6_words_that_ping_are_seen(etaten: Etaten) -> None:
    quiet = {"type": "section", "text": {"type": "mrkdwn", "text": "@here", "verbatim": True}}
    post(etaten, text="hei", blocks=[section("@here og kari@channel.no <!channel>"), quiet])
    assert etaten.kari.reads(etaten.helse)[-1].pings == ["<!channel>", "@here"]


def test_8_3_text_without_blocks_takes_the_blocks_away(etaten: Etaten) -> None:
    ts = post(etaten, blocks=[section("blokk"), buttons("Støtt")], metadata=METADATA)
    message = etaten.kari.reads(etaten.helse)[-1]
    client(etaten.ws).chat_update(channel=etaten.helse.id, ts=ts, text="bare tekst")
    assert (message.says, message.buttons, message.metadata) == ("bare tekst", [], METADATA)


def test_8_3_only_a_change_of_text_shows_the_edited_mark(etaten: Etaten) -> None:
    ts = post(etaten, blocks=[section("blokk")])
    message = etaten.kari.reads(etaten.helse)[-1]
    there: Json = {"channel": etaten.helse.id, "ts": ts}
    client(etaten.ws).api_call("chat.update", json=there | {"blocks": [section("ny")]})
    assert (message.says, message.text, message.edited) == ("ny", "hei", None)
    client(etaten.ws).chat_update(**there, text="ny")
    assert message.edited


def test_8_3_empty_metadata_removes_it(etaten: Etaten) -> None:
    ts = post(etaten, metadata=METADATA)
    client(etaten.ws).chat_update(channel=etaten.helse.id, ts=ts, text="x", metadata={})
    assert etaten.kari.reads(etaten.helse)[-1].metadata is None


def test_8_2_only_the_bots_own_messages_can_be_changed_or_deleted(etaten: Etaten) -> None:
    api = client(etaten.ws)
    etaten.kari.types("mitt", etaten.helse)
    api.chat_postEphemeral(channel=etaten.helse.id, user=etaten.kari.id, text="hviskende")
    hers, whispered = etaten.kari.reads(etaten.helse)
    for ts in (hers.ts, whispered.ts):
        there: Json = {"channel": etaten.helse.id, "ts": ts}
        assert refusal(api.chat_update, **there, text="x")["error"] == "cant_update_message"
        assert refusal(api.chat_delete, **there)["error"] == "cant_delete_message"
    nowhere = {"channel": etaten.helse.id, "ts": "1.000000"}
    assert refusal(api.chat_update, **nowhere, text="x")["error"] == "message_not_found"
    assert refusal(api.chat_delete, **nowhere)["error"] == "message_not_found"


def test_8_2_no_update_once_the_bot_is_out_or_the_channel_archived(etaten: Etaten) -> None:
    there: Json = {"channel": etaten.helse.id, "ts": post(etaten)}
    api = client(etaten.ws)
    etaten.kari.archives(etaten.helse)
    assert refusal(api.chat_update, **there, text="x")["error"] == "is_inactive"
    assert refusal(api.chat_delete, **there)["error"] == "cant_delete_message"  # UNVERIFIED string
    etaten.kari.unarchives(etaten.helse)
    api.chat_update(**there, text="x")
    etaten.kari.removes(etaten.ws.bot, etaten.helse)
    assert refusal(api.chat_update, **there, text="x")["error"] == "not_in_channel"


def test_a_message_can_be_deleted(etaten: Etaten) -> None:
    client(etaten.ws).chat_delete(channel=etaten.helse.id, ts=post(etaten))
    assert etaten.kari.reads(etaten.helse) == []


def test_8_2_an_ephemeral_message_is_for_one_member_only(etaten: Etaten) -> None:
    api = client(etaten.ws)
    liv = etaten.ws.add_person("Liv")
    assert refusal(api.chat_postEphemeral, channel=etaten.helse.id, user=liv.id, text="x")["error"] == (
        "user_not_in_channel"
    )
    api.chat_postEphemeral(channel=etaten.helse.id, user=etaten.kari.id, text="bare deg")
    assert [(m.text, m.ephemeral) for m in etaten.kari.reads(etaten.helse)] == [("bare deg", True)]
    assert etaten.ola.reads(etaten.helse) == []
    assert api.conversations_history(channel=etaten.helse.id)["messages"] == []
