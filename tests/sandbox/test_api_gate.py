"""The way into the Web API: tokens, scopes, arguments, rates. Each test names its source in slack-facts.md."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import yaml
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from tests.sandbox.conftest import MANIFEST, Etaten
from tests.sandbox.puppet import client, plain, refusal


def another(folder: Path, *, drop: str | None = None, add: str | None = None, tabs: bool = True) -> Path:
    """The test manifest with a scope less or more, or without the Home and Messages tabs; it hears almost nothing."""
    document = yaml.safe_load(MANIFEST.read_text())
    scopes = [scope for scope in document["oauth_config"]["scopes"]["bot"] if scope != drop]
    document["oauth_config"]["scopes"]["bot"] = scopes + ([add] if add else [])
    document["settings"]["event_subscriptions"] = {"bot_events": ["app_home_opened"]}
    if not tabs:
        del document["features"]["app_home"]
    (folder / "manifest.yml").write_text(yaml.safe_dump(document))
    return folder / "manifest.yml"


def test_auth_test_tells_who_the_bot_is_and_which_scopes_it_has(etaten: Etaten) -> None:
    answer = client(etaten.ws).auth_test()
    assert (answer["user_id"], answer["team_id"]) == (etaten.ws.bot.id, etaten.ws.id)
    assert "chat:write" in answer.headers["x-oauth-scopes"]  # 8.1


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-no-such", "auth.test", "invalid_auth"),
        ("app", "auth.test", "not_allowed_token_type"),
        ("bot", "apps.connections.open", "not_allowed_token_type"),
        ("bot", "chat.shout", "unknown_method"),
    ],
)
def test_8_2_tokens_are_of_a_kind(etaten: Etaten, token: str, method: str, error: str) -> None:
    own = {"bot": etaten.ws.bot_token, "app": etaten.ws.app_token}
    request = Request(etaten.slack.api_url + method, data=b"")
    request.add_header("Authorization", f"Bearer {own.get(token, token)}")
    assert json.loads(urlopen(request).read())["error"] == error


def test_6_5_an_uninstalled_app_is_inactive(etaten: Etaten) -> None:
    etaten.ws.uninstall()
    assert refusal(client(etaten.ws).auth_test)["error"] == "account_inactive"
    assert etaten.kari.types("/tema x", etaten.helse).error == "dispatch_failed"


def test_8_1_a_missing_scope_is_named(tmp_path: Path) -> None:
    with Sandbox(another(tmp_path, drop="users:read")) as slack:
        ws = slack.add_workspace("Etaten")
        answer = refusal(client(ws).users_info, user=ws.bot.id)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
    assert "chat:write" in answer["provided"]


def test_8_1_reading_a_private_channel_needs_the_groups_scope(tmp_path: Path) -> None:
    with Sandbox(another(tmp_path, drop="groups:read")) as slack:
        ws = slack.add_workspace("Etaten")
        kari = ws.add_person("Kari")
        channel = ws.add_channel("styret", creator=kari, private=True)
        kari.invites(ws.bot, channel)
        answer = refusal(client(ws).conversations_info, channel=channel.id)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:read")


def test_8_1_with_chat_write_public_the_bot_posts_in_public_channels_it_is_not_in(tmp_path: Path) -> None:
    with Sandbox(another(tmp_path, add="chat:write.public")) as slack:
        ws = slack.add_workspace("Etaten")
        kari = ws.add_person("Kari")
        public, private = (ws.add_channel("x", creator=kari, private=private) for private in (False, True))
        client(ws).chat_postMessage(channel=public.id, text="hei")
        answer = refusal(client(ws).chat_postMessage, channel=private.id, text="hei")
    assert answer["error"] == "channel_not_found"


def test_9_and_11_without_the_tabs_there_is_neither_home_nor_direct_message(tmp_path: Path) -> None:
    with Sandbox(another(tmp_path, tabs=False)) as slack:
        ws = slack.add_workspace("Etaten")
        kari = ws.add_person("Kari")
        home = refusal(client(ws).views_publish, user_id=kari.id, view={"type": "home", "blocks": []})
        direct = refusal(client(ws).chat_postMessage, channel=kari.id, text="hei")
    assert (home["error"], direct["error"]) == ("not_enabled", "messages_tab_disabled")


def test_unknown_arguments_are_refused_on_purpose(etaten: Etaten) -> None:
    call = client(etaten.ws).chat_postMessage
    answer = refusal(call, channel=etaten.helse.id, text="hei", unfurl_link=False)
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] unknown argument: unfurl_link"]


def test_8_2_missing_arguments_are_named(etaten: Etaten) -> None:
    answer = refusal(client(etaten.ws).api_call, api_method="users.info")
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


def test_forms_and_json_text_are_understood(etaten: Etaten) -> None:
    blocks = json.dumps([{"type": "header", "text": plain("Æøå")}])
    data = {"channel": etaten.helse.id, "blocks": blocks, "token": etaten.ws.bot_token, "text": "Æøå"}
    client(etaten.ws).api_call("chat.postMessage", data=data)
    assert etaten.kari.reads(etaten.helse)[-1].says == "Æøå"


def test_2_one_message_a_second_in_a_channel_with_a_small_burst(etaten: Etaten) -> None:
    api = client(etaten.ws)
    for _ in range(5):
        api.chat_postMessage(channel=etaten.helse.id, text="hei")
    with pytest.raises(SlackApiError) as error:
        api.chat_postMessage(channel=etaten.helse.id, text="hei")
    response = error.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "1")
    etaten.kari.invites(etaten.ws.bot, etaten.styret)
    api.chat_postMessage(channel=etaten.styret.id, text="another channel is free")
    etaten.slack.clock.turn(timedelta(seconds=1))
    api.chat_postMessage(channel=etaten.helse.id, text="after a second")


def accepted(call: Callable[[], object], most: int) -> int:
    """How many calls pass until one is refused by its rate."""
    for number in range(most):
        try:
            call()
        except SlackApiError as error:
            if error.response["error"] != "ratelimited":
                raise
            return number
    raise AssertionError(f"{most} calls passed")


def test_2_several_hundred_messages_a_minute_in_a_workspace(etaten: Etaten) -> None:
    api = client(etaten.ws)

    def post() -> None:
        channel = etaten.ws.add_channel("ny", creator=etaten.ws.bot)
        api.chat_postMessage(channel=channel.id, text="hei")

    assert accepted(post, 400) >= 300


@pytest.mark.parametrize(("method", "per_minute"), [("conversations.info", 50), ("users.info", 100)])
def test_2_tiers_are_per_method_and_workspace(etaten: Etaten, method: str, per_minute: int) -> None:
    api = client(etaten.ws)
    arguments = {"conversations.info": {"channel": etaten.helse.id}, "users.info": {"user": etaten.kari.id}}[method]
    assert accepted(lambda: api.api_call(method, params=arguments), per_minute + 20) >= per_minute
    api.auth_test()  # only that method is blocked
    other = etaten.slack.add_workspace("Direktoratet")
    assert refusal(client(other).api_call, api_method=method, params=arguments)["error"] != "ratelimited"


def test_rates_can_be_switched_off() -> None:
    with Sandbox(MANIFEST, rate_limits=False) as slack:
        ws = slack.add_workspace("Etaten")
        channel = ws.add_channel("helse", creator=ws.bot)
        for _ in range(50):
            client(ws).chat_postMessage(channel=channel.id, text="hei")


def test_what_is_not_slacks_is_not_found(etaten: Etaten) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{etaten.slack.url}/elsewhere")


def test_two_workspaces_share_names_but_neither_ids_nor_tokens(slack: Sandbox) -> None:
    one, two = slack.add_workspace("Etaten"), slack.add_workspace("Direktoratet")
    assert one.add_person("Kari").id != two.add_person("Kari").id
    assert client(two).auth_test()["team_id"] == two.id != client(one).auth_test()["team_id"]
    secret = one.add_channel("helse", creator=one.bot)
    assert refusal(client(two).conversations_info, channel=secret.id)["error"] == "channel_not_found"
