"""Socket Mode, by a raw WebSocket and by the SDK's own client. Each test names its source in slack-facts.md."""

import threading
from contextlib import ExitStack
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import SILENCE, Json, Puppet, client, modal


def test_5_1_hello_tells_the_app_and_the_number_of_connections(etaten: Etaten) -> None:
    with Puppet(etaten.ws) as first, Puppet(etaten.ws) as second:
        assert first.heard[0]["type"] == "hello"
        assert first.heard[0]["connection_info"] == {"app_id": etaten.ws.app.id}
        assert second.heard[0]["num_connections"] == 2
        assert etaten.ws.connections == 2


def test_5_1_a_ticket_is_good_once(etaten: Etaten) -> None:
    token = etaten.ws.app_token
    url = client(etaten.ws, token).apps_connections_open(app_token=token)["url"]
    with connect(url, proxy=None):
        pass
    with pytest.raises(InvalidStatus), connect(url, proxy=None):
        pass


def test_5_1_an_envelope_says_whether_it_takes_an_answer(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.types("/tema x", etaten.helse)
    etaten.kari.sends("interactive", {"type": "block_actions", "actions": []})
    etaten.kari.renames_self("Kari N.")
    bot.waits_for("user_change")
    accepts = [(e["type"], e["accepts_response_payload"]) for e in bot.envelopes]
    assert accepts == [("slash_commands", True), ("interactive", False), ("events_api", False)]


def test_5_1_each_payload_goes_to_one_connection(etaten: Etaten) -> None:
    with Puppet(etaten.ws) as first, Puppet(etaten.ws) as second:
        for _ in range(6):
            etaten.kari.types("/tema x", etaten.helse)
        assert (len(first.envelopes), len(second.envelopes)) == (3, 3)


def test_5_1_ten_connections_and_no_more(etaten: Etaten) -> None:
    with ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(Puppet(etaten.ws))
        eleventh = stack.enter_context(Puppet(etaten.ws))
        etaten.slack.wait_until(lambda: eleventh.closed, what="the eleventh to be turned away")
        assert [frame["type"] for frame in eleventh.heard] == ["disconnect"]
        assert etaten.ws.connections == 10


def test_an_acknowledgement_over_64_kb_never_arrives(etaten: Etaten, bot: Puppet) -> None:
    bot.acks = lambda _envelope: {"text": "x" * 66_000}
    assert etaten.kari.types("/tema x", etaten.helse).error == "operation_timeout"
    assert "cannot leave the SDK's client" in etaten.ws.complaints[0]


def test_what_is_no_acknowledgement_is_complained_of(etaten: Etaten, bot: Puppet) -> None:
    bot.socket.send("hello?")
    etaten.slack.wait_until(lambda: etaten.ws.complaints, what="a complaint")


def test_5_1_twice_the_same_payload_over_two_connections(etaten: Etaten) -> None:
    with Puppet(etaten.ws) as first, Puppet(etaten.ws) as second:
        etaten.ws.deliver_twice()
        etaten.kari.types("/tema x", etaten.helse)
        one, two = first.waits_for_envelopes(1)[0], second.waits_for_envelopes(1)[0]
        assert one["payload"] == two["payload"]
        assert one["envelope_id"] != two["envelope_id"]


def test_5_1_a_refreshed_connection_gets_nothing_more_while_there_is_another(etaten: Etaten) -> None:
    with Puppet(etaten.ws) as old:
        etaten.ws.refresh_sockets("refresh_requested")
        etaten.slack.wait_until(lambda: old.heard[-1]["type"] == "disconnect", what="the word to leave")
        assert old.heard[-1]["reason"] == "refresh_requested"
        with Puppet(etaten.ws) as new:
            etaten.kari.types("/tema x", etaten.helse)
            assert (len(old.envelopes), len(new.envelopes)) == (0, 1)


def test_sockets_can_be_dropped(etaten: Etaten) -> None:
    with Puppet(etaten.ws) as bot:
        etaten.ws.drop_sockets()
        etaten.slack.wait_until(lambda: bot.closed and etaten.ws.connections == 0, what="the drop")
        assert etaten.kari.types("/tema x", etaten.helse).error == "dispatch_failed"


def test_a_late_acknowledgement_changes_nothing(etaten: Etaten) -> None:
    late = threading.Event()

    def slow(_envelope: Json) -> str:
        late.wait()
        return SILENCE

    with Puppet(etaten.ws, slow) as bot:
        assert etaten.kari.types("/tema x", etaten.helse).error == "operation_timeout"
        late.set()
        envelope = bot.waits_for_envelopes(1)[0]
        bot.socket.send(f'{{"envelope_id": "{envelope["envelope_id"]}", "payload": {{"text": "for sent"}}}}')
        bot.acks = lambda _envelope: None
        assert etaten.kari.types("/tema x", etaten.helse).acked
        assert etaten.kari.reads(etaten.helse) == []


def test_an_app_in_two_workspaces_has_one_set_of_sockets(etaten: Etaten, bot: Puppet) -> None:
    other = etaten.slack.add_workspace("Direktoratet", app_of=etaten.ws)
    liv = other.add_person("Liv")
    channel = other.add_channel("helse", creator=liv)
    assert liv.types("/tema x", channel).acked
    assert bot.envelopes[-1]["payload"]["team_id"] == other.id
    assert other.app_token == etaten.ws.app_token
    assert other.bot_token != etaten.ws.bot_token


def test_payloads_can_be_injected_without_a_person(etaten: Etaten, bot: Puppet) -> None:
    acks: list[Json | None] = []
    bot.acks = lambda envelope: {"text": "ja"} if envelope["payload"]["n"] else SILENCE
    for n in (1, 0):
        etaten.ws.inject("slash_commands", {"n": n}, acks.append)
    etaten.slack.wait_until(lambda: len(acks) == 2, what="both answers")
    assert acks == [{"text": "ja"}, None]


def test_5_2_the_sdks_client_follows_a_refresh(etaten: Etaten) -> None:
    token = etaten.ws.app_token
    sdk = SocketModeClient(app_token=token, web_client=client(etaten.ws), ping_interval=0.5)

    def listen(socket: BaseSocketModeClient, request: SocketModeRequest) -> None:
        socket.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    sdk.socket_mode_request_listeners.append(listen)
    sdk.connect()
    try:
        etaten.ws.wait_for_bot()
        assert etaten.kari.types("/tema x", etaten.helse).acked
        sockets = etaten.ws.app.sockets
        old = list(sockets.connections)
        etaten.ws.refresh_sockets()
        etaten.slack.wait_until(
            lambda: etaten.ws.connections == 1 and sockets.connections != old, what="a new connection for the old"
        )
        assert etaten.kari.types("/tema x", etaten.helse).acked
    finally:
        sdk.close()


def test_bolt_cannot_tell_the_difference(etaten: Etaten) -> None:
    app = App(client=WebClient(etaten.ws.bot_token, base_url=etaten.slack.api_url), process_before_response=True)

    def tema(ack: Ack, client: WebClient, command: dict[str, Any]) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=modal(private_metadata=command["channel_id"]))
        ack()

    def sent(ack: Ack, client: WebClient, view: dict[str, Any]) -> None:
        title = view["state"]["values"]["tittel"]["tekst"]["value"]
        if title == "feil":
            ack(response_action="errors", errors={"tittel": "Prøv igjen"})
            return
        ack()
        client.chat_postMessage(channel=view["private_metadata"], text=title)

    app.command("/tema")(tema)
    app.view("tema")(sent)
    handler = SocketModeHandler(app, etaten.ws.app_token)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        etaten.ws.wait_for_bot()
        assert etaten.kari.types("/tema", etaten.helse).acked
        etaten.kari.fills("Tittel", "feil")
        assert etaten.kari.submits().acked
        assert etaten.kari.sees_modal("Nytt tema").errors == {"Tittel": "Prøv igjen"}
        etaten.kari.fills("Tittel", "Samtykke")
        etaten.kari.submits()
        assert etaten.ola.sees("Samtykke", in_=etaten.helse).author is etaten.ws.bot
        assert etaten.ws.complaints == []
    finally:
        handler.close()  # type: ignore[no-untyped-call]
