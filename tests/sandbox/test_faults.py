"""Bad days, to order: what the SDK's client meets, and what has happened at Slack by then."""

from datetime import timedelta
from http.client import RemoteDisconnected
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from sandbox import Sandbox
from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import Puppet, client, refusal


def post(etaten: Etaten) -> Any:
    """Post in #helse."""
    return client(etaten.ws).chat_postMessage(channel=etaten.helse.id, text="hei")


def posted(etaten: Etaten) -> int:
    """How many messages stand in #helse."""
    return len(etaten.kari.reads(etaten.helse))


def test_ratelimited_comes_with_retry_after_and_without_effect(etaten: Etaten) -> None:
    etaten.slack.faults.add("chat.postMessage", "ratelimited", retry_after=7)
    with pytest.raises(SlackApiError) as error:
        post(etaten)
    assert (error.value.response.status_code, error.value.response.headers["Retry-After"]) == (429, "7")
    assert posted(etaten) == 0
    post(etaten)  # once only
    assert etaten.ws.calls("chat.postMessage")[0].response == {"fault": "ratelimited"}


def test_an_http_error_is_no_json(etaten: Etaten) -> None:
    etaten.slack.faults.add("chat.postMessage", "http_error", status=503, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as error:
            post(etaten)
        assert error.value.response.status_code == 503
    assert posted(etaten) == 0


def test_a_lost_reply_has_had_its_effect(etaten: Etaten) -> None:
    etaten.slack.faults.add("chat.postMessage", "lost_reply")
    with pytest.raises(RemoteDisconnected):
        post(etaten)
    assert posted(etaten) == 1


def test_no_reply_before_any_effect(etaten: Etaten) -> None:
    etaten.slack.faults.add("chat.postMessage", "no_reply_before")
    with pytest.raises(RemoteDisconnected):
        post(etaten)
    assert posted(etaten) == 0


def test_10_the_sdks_own_retry_posts_twice_when_a_reply_is_lost(etaten: Etaten) -> None:
    etaten.slack.faults.add("chat.postMessage", "lost_reply")
    WebClient(etaten.ws.bot_token, base_url=etaten.slack.api_url).chat_postMessage(channel=etaten.helse.id, text="hei")
    assert posted(etaten) == 2


def test_a_slow_call_takes_effect_late(etaten: Etaten) -> None:
    etaten.slack.faults.add("chat.postMessage", "slow", seconds=0.3)
    impatient = WebClient(etaten.ws.bot_token, base_url=etaten.slack.api_url, timeout=0.1, retry_handlers=[])  # type: ignore[arg-type]
    with pytest.raises(TimeoutError):
        impatient.chat_postMessage(channel=etaten.helse.id, text="hei")
    assert posted(etaten) == 0
    etaten.slack.wait_until(lambda: posted(etaten) == 1, what="the late effect")


def test_any_error_string_can_be_ordered_and_the_order_taken_back(etaten: Etaten) -> None:
    etaten.slack.faults.add("users.info", "slack_error", error="fatal_error", times=5)
    assert refusal(client(etaten.ws).users_info, user=etaten.kari.id)["error"] == "fatal_error"
    etaten.slack.faults.clear()
    client(etaten.ws).users_info(user=etaten.kari.id)


def test_a_response_url_can_fail_too(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.types("/tema x", etaten.helse)
    etaten.slack.faults.add("response_url", "http_error", status=500)
    url = WebhookClient(bot.envelopes[-1]["payload"]["response_url"])
    assert [url.send(text="hei").status_code for _ in range(2)] == [500, 200]


def test_an_unknown_fault_is_a_mistake_of_the_test(slack: Sandbox) -> None:
    with pytest.raises(ValueError, match="there are ratelimited"):
        slack.faults.add("chat.postMessage", "rain")  # type: ignore[arg-type]


def test_the_clock_turns_forwards_only(slack: Sandbox) -> None:
    before = slack.clock.now()
    slack.clock.turn(timedelta(days=7))
    assert slack.clock.now() - before >= timedelta(days=7)
    with pytest.raises(ValueError, match="forwards only"):
        slack.clock.turn(timedelta(seconds=-1))


def test_waiting_in_vain_tells_what_for_and_what_happened(etaten: Etaten) -> None:
    post(etaten)
    etaten.ws.complain("noe er galt")
    with pytest.raises(AssertionError) as error:
        etaten.slack.wait_until(lambda: False, timeout=0.05, what="snow in July")
    for part in ("snow in July", "chat.postMessage", "noe er galt"):
        assert part in str(error.value)
