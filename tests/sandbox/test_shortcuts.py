"""Shortcuts, global and of a message. [slack-facts 3, 9; D:/reference/interaction-payloads]"""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from sandbox import Answer
from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import SILENCE, Puppet, modal


def payload(bot: Puppet) -> Any:
    return bot.envelopes[-1]["payload"]


def typed(etaten: Etaten) -> Any:
    """A message of Ola's in #helse."""
    etaten.ola.types("kan vi snakke om samtykke?", etaten.helse)
    return etaten.ola.reads(etaten.helse)[-1]


def test_a_global_shortcut_has_a_trigger_but_no_channel(etaten: Etaten, bot: Puppet) -> None:
    assert etaten.kari.uses("Nytt tema").acked
    assert payload(bot).keys() == {
        "type", "callback_id", "trigger_id", "action_ts", "team", "user", "token", "enterprise",
        "is_enterprise_install",
    }  # fmt: skip
    assert (payload(bot)["type"], payload(bot)["callback_id"]) == ("shortcut", "nytt_tema")
    assert payload(bot)["user"]["id"] == etaten.kari.id
    assert (bot.envelopes[-1]["type"], bot.envelopes[-1]["accepts_response_payload"]) == ("interactive", False)
    bot.api.views_open(trigger_id=payload(bot)["trigger_id"], view=modal())
    etaten.kari.sees_modal("Nytt tema")


def test_a_message_shortcut_tells_of_the_message(etaten: Etaten, bot: Puppet) -> None:
    message = typed(etaten)
    assert etaten.kari.uses("Gjør til tema", on=message).acked
    sent = payload(bot)
    assert (sent["type"], sent["callback_id"]) == ("message_action", "gjor_til_tema")
    assert sent["channel"] == {"id": etaten.helse.id, "name": "helse"}
    assert (sent["message_ts"], sent["message"]["ts"], sent["message"]["text"]) == (
        message.ts,
        message.ts,
        message.text,
    )
    assert (sent["user"]["id"], sent["message"]["user"]) == (etaten.kari.id, etaten.ola.id)
    bot.api.views_open(trigger_id=sent["trigger_id"], view=modal())
    etaten.kari.sees_modal("Nytt tema")


def test_a_message_shortcut_may_answer_but_not_replace_what_another_wrote(etaten: Etaten, bot: Puppet) -> None:
    message = typed(etaten)
    etaten.kari.uses("Gjør til tema", on=message)
    WebhookClient(payload(bot)["response_url"]).send(text="notert", replace_original=True)
    assert etaten.kari.sees("notert", in_=etaten.helse).ephemeral
    assert message.text == "kan vi snakke om samtykke?"


def test_message_shortcuts_reach_where_the_bot_is_not(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.types("hemmelig", etaten.styret)
    assert etaten.kari.uses("Gjør til tema", on=etaten.kari.reads(etaten.styret)[-1]).acked
    assert payload(bot)["channel"]["id"] == etaten.styret.id


def test_a_shortcut_without_an_answer_fails_before_her_eyes(etaten: Etaten) -> None:
    assert etaten.kari.uses("Nytt tema").error == etaten.kari.failed == "dispatch_failed"
    with Puppet(etaten.ws, lambda _envelope: SILENCE):
        answer = etaten.kari.uses("Nytt tema")
    assert (answer.acked, answer.error) == (False, "operation_timeout")


def test_an_acknowledgement_with_a_payload_is_complained_of(etaten: Etaten, bot: Puppet) -> None:
    bot.acks = lambda _envelope: {"text": "hei"}
    etaten.kari.uses("Nytt tema")
    assert len(etaten.ws.complaints) == 1


def test_what_the_menus_do_not_hold(etaten: Etaten, bot: Puppet) -> None:
    message = typed(etaten)
    bot.api.chat_postEphemeral(channel=etaten.helse.id, user=etaten.kari.id, text="bare deg")
    outsider = etaten.ws.add_person("Liv")
    acts: list[tuple[Callable[[], Answer], str]] = [
        (lambda: etaten.kari.uses("Nytt tema", on=message), r"no message shortcut .*\['Gjør til tema'\]"),
        (lambda: etaten.kari.uses("Gjør til tema"), r"no global shortcut .*\['Nytt tema'\]"),
        (lambda: etaten.kari.uses("Gjør til tema", on=etaten.kari.reads(etaten.helse)[-1]), "has no menu"),
        (lambda: outsider.uses("Gjør til tema", on=message), "has no menu"),
    ]
    for act, complaint in acts:
        with pytest.raises(AssertionError, match=complaint):
            act()
    etaten.helse.drop(message.ts)
    with pytest.raises(AssertionError, match="finds the message nowhere"):
        etaten.kari.uses("Gjør til tema", on=message)
    assert [envelope for envelope in bot.envelopes if envelope["type"] == "interactive"] == []
