"""Which events reach the bot, and how often. Each test names its source in slack-facts.md."""

from datetime import timedelta

import pytest

from sandbox import Channel
from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import SILENCE, Json, Puppet


def other(etaten: Etaten, *, private: bool = False) -> Channel:
    """A new channel, whose creator is told of it in an event only if the bot is there: it is not."""
    return etaten.ws.add_channel("annet", creator=etaten.kari, private=private)


def test_7_the_outer_body(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.renames_self("Kari N.")
    bot.waits_for("user_change")
    body = bot.envelopes[-1]["payload"]
    assert (body["type"], body["team_id"], body["api_app_id"]) == ("event_callback", etaten.ws.id, etaten.ws.app.id)
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == etaten.ws.bot.id
    assert body["event"]["user"]["real_name"] == "Kari N."


@pytest.mark.parametrize("inviter", [True, False])
def test_7_and_12_the_bot_hears_of_its_own_invitation(etaten: Etaten, bot: Puppet, inviter: bool) -> None:
    channel = other(etaten)
    etaten.kari.invites(etaten.ws.bot, channel, inviter=inviter)
    event = bot.waits_for("member_joined_channel")
    assert (event["user"], event["channel"], event["team"]) == (etaten.ws.bot.id, channel.id, etaten.ws.id)
    assert event.get("inviter") == (etaten.kari.id if inviter else None)


def test_7_nothing_is_told_of_channels_the_bot_is_not_in(etaten: Etaten, bot: Puppet) -> None:
    channel = other(etaten)
    etaten.kari.invites(etaten.ola, channel)
    etaten.kari.archives(channel)
    etaten.kari.renames_self("sist")
    bot.waits_for("user_change")
    assert len(bot.envelopes) == 1


@pytest.mark.parametrize(("private", "kind"), [(False, "channel_archive"), (True, "group_archive")])
def test_7_archiving_is_told_by_kind_of_channel(etaten: Etaten, bot: Puppet, private: bool, kind: str) -> None:
    channel = other(etaten, private=private)
    etaten.kari.invites(etaten.ws.bot, channel)
    etaten.kari.archives(channel)
    event = bot.waits_for(kind)
    assert (event["channel"], event["user"]) == (channel.id, etaten.kari.id)


def test_7_only_what_is_subscribed_to_arrives(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.invites(etaten.ws.bot, etaten.styret)
    etaten.kari.archives(etaten.styret)
    etaten.kari.unarchives(etaten.styret)  # group_unarchive is not in the test manifest
    etaten.kari.types("hemmelig", etaten.styret)  # nor is message.groups
    etaten.kari.types("åpent", etaten.helse)
    assert bot.waits_for("message")["text"] == "åpent"
    assert [e["payload"]["event"]["type"] for e in bot.envelopes] == [
        "member_joined_channel",
        "group_archive",
        "message",
    ]


def test_7_a_removed_bot_hears_that_it_left(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.removes(etaten.ws.bot, etaten.helse)
    event = bot.waits_for("channel_left")
    assert (event["channel"], event["actor_id"]) == (etaten.helse.id, etaten.kari.id)


def test_7_or_it_hears_nothing(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.removes(etaten.ws.bot, etaten.helse, told=False)
    etaten.kari.renames_self("sist")
    bot.waits_for("user_change")
    assert bot.events("channel_left") == []


def test_12_a_deactivated_person_leaves_and_is_told_as_changed(etaten: Etaten, bot: Puppet) -> None:
    etaten.ws.deactivate(etaten.ola)
    assert bot.waits_for("member_left_channel")["user"] == etaten.ola.id
    assert bot.waits_for("user_change")["user"]["deleted"] is True


def test_7_opening_home_holds_the_view_once_there_is_one(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.opens_home()
    event = bot.waits_for("app_home_opened")
    assert (event["tab"], "view" in event, event["channel"][0]) == ("home", False, "D")
    bot.api.views_publish(user_id=etaten.kari.id, view={"type": "home", "blocks": [{"type": "divider"}]})
    etaten.kari.opens_home()
    assert bot.waits_for("app_home_opened", 2)["view"]["type"] == "home"


def test_3_an_event_without_an_answer_comes_again_at_once_then_after_one_and_five_minutes(etaten: Etaten) -> None:
    def envelopes(bot: Puppet) -> list[Json]:
        return [e for e in bot.envelopes if e["payload"]["event"]["type"] == "user_change"]

    def has_failed(times: int) -> None:
        failed = etaten.ws.calls
        etaten.slack.wait_until(
            lambda: len([c for c in failed("envelope:events_api") if "failure" in (c.response or {})]) >= times,
            what=f"{times} failures",
        )

    with Puppet(etaten.ws, lambda _envelope: SILENCE) as bot:
        before = len(etaten.ws.calls("envelope:events_api"))
        etaten.kari.renames_self("Kari N.")
        for attempt, wait in enumerate((timedelta(0), timedelta(minutes=1), timedelta(minutes=5))):
            has_failed(before + attempt + 1)
            etaten.slack.clock.turn(wait)
            bot.waits_for("user_change", attempt + 2)
        has_failed(before + 4)
        etaten.slack.clock.turn(timedelta(hours=1))
        tries = envelopes(bot)
    assert [e.get("retry_attempt") for e in tries] == [None, 1, 2, 3]
    assert [e.get("retry_reason") for e in tries] == [None, "http_timeout", "http_timeout", "http_timeout"]
    assert len({e["payload"]["event_id"] for e in tries}) == 1


def test_3_an_event_nobody_was_there_for_comes_when_the_bot_is_back(etaten: Etaten) -> None:
    etaten.kari.renames_self("Kari N.")
    tried = "envelope:events_api"
    etaten.slack.wait_until(lambda: [c.args["event"]["type"] for c in etaten.ws.calls(tried)].count("user_change") == 2)
    with Puppet(etaten.ws) as bot:
        etaten.slack.clock.turn(timedelta(minutes=1))
        bot.waits_for("user_change")
        retried = next(e for e in bot.envelopes if e["payload"]["event"]["type"] == "user_change")
    assert (retried["retry_attempt"], retried["retry_reason"]) == (2, "connection_failed")


def test_3_an_event_over_two_hours_late_is_dropped(etaten: Etaten) -> None:
    etaten.kari.renames_self("Kari N.")
    tried = "envelope:events_api"
    etaten.slack.wait_until(lambda: [c.args["event"]["type"] for c in etaten.ws.calls(tried)].count("user_change") == 2)
    with Puppet(etaten.ws) as bot:
        etaten.slack.clock.turn(timedelta(hours=3))
        etaten.kari.types("/tema x", etaten.helse)
        assert [envelope["type"] for envelope in bot.envelopes] == ["slash_commands"]


def test_3_interactions_are_never_sent_again(etaten: Etaten) -> None:
    with Puppet(etaten.ws, lambda _envelope: SILENCE) as bot:
        etaten.kari.types("/tema x", etaten.helse)
        etaten.slack.clock.turn(timedelta(hours=1))
        etaten.kari.types("/tema y", etaten.helse)
        texts = [e["payload"]["text"] for e in bot.envelopes if e["type"] == "slash_commands"]
    assert texts == ["x", "y"]
