"""Acts, acknowledgements and response URLs. Each test names its source in slack-facts.md."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from sandbox.interactions import TROUBLE_CONNECTING, WARNING_TRIANGLE
from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import SILENCE, Json, Puppet, buttons, modal, plain, section, text_input


def with_modal(etaten: Etaten, bot: Puppet, *blocks: Json, **view: Any) -> None:
    """Open a modal before Kari."""
    etaten.kari.types("/tema x", etaten.helse)
    trigger_id = bot.envelopes[-1]["payload"]["trigger_id"]
    bot.api.views_open(trigger_id=trigger_id, view=modal(*blocks, **view))


def with_button(etaten: Etaten, bot: Puppet) -> Any:
    """Post a message with a button; Kari presses it; the payload."""
    bot.api.chat_postMessage(
        channel=etaten.helse.id, text="kort", blocks=[section("kort"), buttons("Støtt", value="7")]
    )
    assert etaten.kari.presses("Støtt", in_=etaten.helse).acked
    return bot.envelopes[-1]["payload"]


def urls(payload: Json) -> WebhookClient:
    """The client of a payload's response URL."""
    return WebhookClient(payload["response_url"])


def test_4_what_a_command_carries(etaten: Etaten, bot: Puppet) -> None:
    answer = etaten.kari.types("/tema a & <b> @Ola", etaten.helse)
    payload = bot.envelopes[-1]["payload"]
    assert answer.acked
    assert answer.error is None
    assert (payload["command"], payload["text"]) == ("/tema", "a & <b> @Ola")  # raw: should_escape is false
    assert (payload["channel_id"], payload["channel_name"]) == (etaten.helse.id, "helse")
    assert (payload["user_id"], payload["team_id"]) == (etaten.kari.id, etaten.ws.id)
    assert "thread_ts" not in payload


def test_4_commands_work_where_the_bot_is_not(etaten: Etaten, bot: Puppet) -> None:
    bot.acks = lambda _envelope: {"text": "hei"}
    for channel, name in ((etaten.kari.dm(etaten.ola), "directmessage"), (etaten.styret, "privategroup")):
        assert etaten.kari.types("/tema", channel).acked
        payload = bot.envelopes[-1]["payload"]
        assert payload["channel_name"] == name
        assert etaten.kari.sees("hei", in_=channel).ephemeral
        assert urls(payload).send(text="også her").status_code == 200
        etaten.kari.sees("også her", in_=channel)


def test_3_what_a_person_sees_without_a_bot_or_without_an_answer(etaten: Etaten) -> None:
    assert etaten.kari.types("/tema x", etaten.helse).error == "dispatch_failed"
    with Puppet(etaten.ws) as bot:
        with_button(etaten, bot)
        with_modal(etaten, bot)
        etaten.kari.fills("Tittel", "x")
        bot.acks = lambda _envelope: SILENCE
        slow = etaten.kari.types("/tema x", etaten.helse)
        assert (slow.acked, slow.error, slow.seconds >= 0.5) == (False, "operation_timeout", True)
        assert etaten.kari.presses("Støtt", in_=etaten.helse).error == WARNING_TRIANGLE
        assert etaten.kari.submits().error == etaten.kari.failed == TROUBLE_CONNECTING
        assert etaten.kari.modal is not None  # it stays, with what she wrote


def test_4_an_unknown_command_goes_nowhere(etaten: Etaten, bot: Puppet) -> None:
    assert etaten.kari.types("/ukjent", etaten.helse).error == "/ukjent is not a valid command"
    assert bot.envelopes == []


def test_4_an_answer_is_for_her_or_for_all(etaten: Etaten, bot: Puppet) -> None:
    bot.acks = lambda _envelope: {"text": "bare deg"}
    etaten.kari.types("/tema x", etaten.helse)
    assert [m.says for m in etaten.ola.reads(etaten.helse)] == []
    bot.acks = lambda _envelope: {"blocks": [section("alle")], "response_type": "in_channel"}
    etaten.kari.types("/tema x", etaten.helse)
    assert [m.says for m in etaten.ola.reads(etaten.helse)] == ["/tema x", "alle"]


@pytest.mark.parametrize(
    "ack",
    [
        {"text": "x", "colour": "red"},
        {"blocks": [section("x" * 3001)]},
        {"text": 5},
        {"text": "x", "response_type": "x"},
    ],
)
def test_4_an_answer_that_is_no_message_is_complained_of(etaten: Etaten, bot: Puppet, ack: Json) -> None:
    bot.acks = lambda _envelope: ack
    assert etaten.kari.types("/tema x", etaten.helse).error == "dispatch_failed"
    assert len(etaten.ws.complaints) == 1


def test_what_a_button_carries(etaten: Etaten, bot: Puppet) -> None:
    payload = with_button(etaten, bot)
    action = payload["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"]) == ("støtt", "buttons", "7")
    assert action["text"] == plain("Støtt")
    assert payload["container"] == {
        "type": "message",
        "message_ts": payload["message"]["ts"],
        "channel_id": etaten.helse.id,
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": etaten.helse.id, "name": "helse"}
    assert payload["user"]["id"] == etaten.kari.id


def test_a_button_in_an_ephemeral_message_names_it_in_its_container_only(etaten: Etaten, bot: Puppet) -> None:
    blocks = [buttons("Ja")]
    bot.api.chat_postEphemeral(channel=etaten.helse.id, user=etaten.kari.id, text="?", blocks=blocks)
    etaten.kari.presses("Ja", in_=etaten.helse)
    payload = bot.envelopes[-1]["payload"]
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    urls(payload).send_dict({"replace_original": True, "text": "Takk"})
    assert [(m.says, m.ephemeral) for m in etaten.kari.reads(etaten.helse)] == [("Takk", True)]


def test_5_1_a_button_is_acknowledged_without_words(etaten: Etaten, bot: Puppet) -> None:
    bot.acks = lambda _envelope: {"text": "x"}
    with_button(etaten, bot)
    assert "carries a payload" in etaten.ws.complaints[0]


def test_1_4_an_empty_answer_closes_this_view_only(etaten: Etaten, bot: Puppet) -> None:
    with_modal(etaten, bot, buttons("Mer"))
    etaten.kari.presses("Mer")
    bot.api.views_push(trigger_id=bot.envelopes[-1]["payload"]["trigger_id"], view=modal(title="To"))
    etaten.kari.fills("Tittel", "Samtykke")
    assert etaten.kari.submits().error is None
    view = bot.envelopes[-1]["payload"]["view"]
    assert view["state"]["values"]["tittel"]["tekst"] == {"type": "plain_text_input", "value": "Samtykke"}
    assert etaten.kari.modal.title == "Nytt tema"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("ack", "title", "depth"),
    [
        ({"response_action": "update", "view": modal(title="Takk")}, "Takk", 1),
        ({"response_action": "push", "view": modal(title="Mer")}, "Mer", 2),
    ],
)
def test_1_4_an_answer_may_update_or_push(etaten: Etaten, bot: Puppet, ack: Json, title: str, depth: int) -> None:
    with_modal(etaten, bot, text_input(optional=True))
    bot.acks = lambda _envelope: ack
    etaten.kari.submits()
    modal_now = etaten.kari.sees_modal(title)
    assert modal_now.depth == depth


def test_1_4_an_answer_may_clear_all_and_show_errors(etaten: Etaten, bot: Puppet) -> None:
    with_modal(etaten, bot, text_input(optional=True))
    bot.acks = lambda _envelope: {"response_action": "errors", "errors": {"tittel": "For kort"}}
    etaten.kari.submits()
    assert etaten.kari.modal.errors == {"Tittel": "For kort"}  # type: ignore[union-attr]
    bot.acks = lambda _envelope: {"response_action": "clear"}
    etaten.kari.submits()
    assert etaten.kari.modal is None


@pytest.mark.parametrize(
    "ack",
    [
        {"response_action": "errors", "errors": {"ukjent": "x"}},
        {"response_action": "errors", "errors": {"tekst": "a section is no input"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"tittel": ""}},
        {"response_action": "update", "view": modal(title="x" * 25)},
        {"response_action": "push", "view": {"type": "home", "blocks": []}},
        {"response_action": "update"},
        {"response_action": "close"},
        {"text": "ok"},
    ],
)
def test_1_4_a_wrong_answer_is_trouble_connecting(etaten: Etaten, bot: Puppet, ack: Json) -> None:
    with_modal(etaten, bot, text_input(optional=True), section("x") | {"block_id": "tekst"})
    bot.acks = lambda _envelope: ack
    answer = etaten.kari.submits()
    assert (answer.acked, answer.error) == (True, TROUBLE_CONNECTING)
    assert etaten.kari.modal is not None
    assert len(etaten.ws.complaints) == 1


def test_1_4_a_fourth_modal_cannot_be_pushed_by_an_answer(etaten: Etaten, bot: Puppet) -> None:
    with_modal(etaten, bot, text_input(optional=True))
    push = {"response_action": "push", "view": modal(text_input(optional=True))}
    bot.acks = lambda _envelope: push
    assert [etaten.kari.submits().error for _ in range(3)] == [None, None, TROUBLE_CONNECTING]
    assert "push_limit_reached" in etaten.ws.complaints[0]


def test_1_4_closing_is_told_only_when_asked_for(etaten: Etaten, bot: Puppet) -> None:
    with_modal(etaten, bot)
    heard = len(bot.envelopes)
    etaten.kari.closes()
    assert len(bot.envelopes) == heard
    with_modal(etaten, bot, buttons("Mer"), notify_on_close=True)
    etaten.kari.presses("Mer")
    bot.api.views_push(
        trigger_id=bot.envelopes[-1]["payload"]["trigger_id"], view=modal(notify_on_close=True, title="To")
    )
    etaten.kari.closes(all_=True)
    closed = bot.envelopes[-1]["payload"]
    assert (closed["type"], closed["is_cleared"], etaten.kari.modal) == ("view_closed", True, None)


def test_3_a_response_url_is_good_five_times(etaten: Etaten, bot: Puppet) -> None:
    url = urls(with_button(etaten, bot))
    assert [url.send(text=str(n)).status_code for n in range(6)] == [200] * 5 + [404]


def test_3_a_response_url_is_good_for_half_an_hour(etaten: Etaten, bot: Puppet) -> None:
    url = urls(with_button(etaten, bot))
    etaten.slack.clock.turn(timedelta(minutes=29))
    assert url.send(text="i tide").status_code == 200
    etaten.slack.clock.turn(timedelta(minutes=2))
    assert url.send(text="for sent").status_code == 404


def test_3_a_response_url_whispers_speaks_replaces_and_deletes(etaten: Etaten, bot: Puppet) -> None:
    url = urls(with_button(etaten, bot))
    url.send_dict({"text": "hvisker"})
    url.send_dict({"text": "alle", "response_type": "in_channel"})
    url.send_dict({"text": "nytt kort", "replace_original": True})
    assert [m.says for m in etaten.kari.reads(etaten.helse)] == ["nytt kort", "hvisker", "alle"]
    assert [m.says for m in etaten.ola.reads(etaten.helse)] == ["nytt kort", "alle"]
    url.send_dict({"delete_original": True})
    assert [m.says for m in etaten.ola.reads(etaten.helse)] == ["alle"]


@pytest.mark.parametrize(
    "body",
    [
        {"delete_original": True, "text": "x"},
        {"text": "x", "replace_original": True, "thread_ts": "1.0"},
        {"text": ""},
        {"text": "x", "colour": "red"},
        {"blocks": [section("x" * 3001)]},
    ],
)
def test_3_a_wrong_post_to_a_response_url_is_complained_of(etaten: Etaten, bot: Puppet, body: Json) -> None:
    assert urls(with_button(etaten, bot)).send_dict(body).status_code == 400
    assert len(etaten.ws.complaints) == 1


def test_a_response_url_that_never_was(etaten: Etaten) -> None:
    assert WebhookClient(f"{etaten.slack.url}/response/T1/x").send(text="hei").status_code == 404


def test_response_urls_of_a_submission_are_for_the_channel_chosen(etaten: Etaten, bot: Puppet) -> None:
    picker = {"type": "conversations_select", "action_id": "kanal", "response_url_enabled": True}
    with_modal(etaten, bot, {"type": "input", "block_id": "kanal", "label": plain("Kanal"), "element": picker})
    etaten.kari.picks("Kanal", etaten.styret)
    etaten.kari.submits()
    given = bot.envelopes[-1]["payload"]["response_urls"][0]
    assert given["channel_id"] == etaten.styret.id
    WebhookClient(given["response_url"]).send(text="hit", response_type="in_channel")
    assert etaten.kari.reads(etaten.styret)[-1].says == "hit"
