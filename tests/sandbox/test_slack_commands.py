"""Channels kept by people: by their client's buttons, and by Slack's own commands, which never reach the bot."""

from typing import Any

import pytest

from sandbox import slack_commands
from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import Puppet


def commands(bot: Puppet) -> list[Any]:
    return [envelope for envelope in bot.envelopes if envelope["type"] == "slash_commands"]


def test_somebody_is_invited_and_removed_by_name_in_whatever_case(etaten: Etaten, bot: Puppet) -> None:
    liv = etaten.ws.add_person("Liv Moe")
    assert etaten.kari.types("/invite @liv moe", etaten.helse).acked
    assert bot.waits_for("member_joined_channel")["inviter"] == etaten.kari.id
    assert liv.id in etaten.helse.members
    assert etaten.kari.types("/remove Liv Moe", etaten.helse).acked
    assert bot.waits_for("member_left_channel")["user"] == liv.id
    assert liv.id not in etaten.helse.members
    assert commands(bot) == []


def test_the_bot_is_invited_and_removed_by_its_name(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.types("/invite @prove", etaten.styret)
    assert bot.waits_for("member_joined_channel")["user"] == etaten.ws.bot.id
    etaten.kari.types("/remove @Prove", etaten.styret)
    assert bot.waits_for("group_left")["channel"] == etaten.styret.id


def test_one_leaves_and_archives(etaten: Etaten, bot: Puppet) -> None:
    assert etaten.ola.types("/leave", etaten.helse).acked
    assert etaten.ola.id not in etaten.helse.members
    assert etaten.kari.types("/archive", etaten.helse).acked
    assert bot.waits_for("channel_archive")["user"] == etaten.kari.id
    assert etaten.helse.archived


def test_a_channel_is_renamed(etaten: Etaten, bot: Puppet) -> None:
    assert etaten.ola.types("/rename #folkehelse", etaten.helse).acked
    assert bot.waits_for("channel_rename")["channel"]["name"] == etaten.helse.name == "folkehelse"
    with pytest.raises(AssertionError, match="there is a channel 'styret' already"):
        etaten.ola.types("/rename styret", etaten.helse)


def test_what_slack_answers_instead(etaten: Etaten, bot: Puppet) -> None:
    guest, gone = etaten.ws.add_person("Gjest", guest=True), etaten.ws.add_person("Sluttet")
    etaten.kari.invites(guest, etaten.helse)
    etaten.ws.deactivate(gone)
    direct = etaten.kari.dm(etaten.ws.bot)
    for person, text, channel, sentence in (
        (etaten.kari, "/invite @Ola Nordmann", etaten.helse, slack_commands.ALREADY_IN),
        (etaten.kari, "/invite @Ingen", etaten.helse, slack_commands.NOBODY),
        (etaten.kari, "/invite @Sluttet", etaten.helse, slack_commands.NOBODY),
        (etaten.kari, "/invite", etaten.helse, slack_commands.NOBODY),
        (etaten.kari, "/remove @Ola Nordmann", etaten.styret, slack_commands.NOBODY),
        (etaten.kari, "/invite @Ola Nordmann", direct, slack_commands.NOT_IN_DIRECT_MESSAGES),
        (etaten.kari, "/leave", direct, slack_commands.NOT_IN_DIRECT_MESSAGES),
        (guest, "/invite @prove", etaten.helse, slack_commands.NOT_FOR_GUESTS),
        (guest, "/remove @prove", etaten.helse, slack_commands.NOT_FOR_GUESTS),
        (guest, "/archive", etaten.helse, slack_commands.NOT_FOR_GUESTS),
        (guest, "/rename nytt", etaten.helse, slack_commands.NOT_FOR_GUESTS),
        (etaten.kari, "/topic Nytt", etaten.helse, "/topic is not a valid command"),
    ):
        answer = person.types(text, channel)
        assert (answer.acked, answer.error) == (False, sentence)
    assert guest.failed == slack_commands.NOT_FOR_GUESTS
    assert guest.types("/leave", etaten.helse).acked
    assert guest.failed is None
    assert commands(bot) == []


def test_public_channels_are_open_to_all_but_guests(etaten: Etaten, bot: Puppet) -> None:
    liv, guest = etaten.ws.add_person("Liv"), etaten.ws.add_person("Gjest", guest=True)
    liv.joins(etaten.helse)
    assert "inviter" not in bot.waits_for("member_joined_channel")
    liv.leaves(etaten.helse)
    assert bot.waits_for("member_left_channel")["user"] == liv.id
    with pytest.raises(AssertionError, match="no access"):
        guest.joins(etaten.helse)
    with pytest.raises(AssertionError, match="no access"):
        liv.joins(etaten.styret)
    with pytest.raises(AssertionError, match="no way to join"):
        etaten.kari.joins(etaten.helse)
    with pytest.raises(AssertionError, match="no way to leave"):
        liv.leaves(etaten.helse)
    with pytest.raises(AssertionError, match="no way to leave"):
        liv.leaves(liv.dm(etaten.ws.bot))
    etaten.kari.archives(etaten.helse)
    with pytest.raises(AssertionError, match="no way to join"):
        liv.joins(etaten.helse)


def test_people_start_channels(etaten: Etaten) -> None:
    for name, private, kind in (("skole-på_nett", False, "public"), ("nemnda", True, "private")):
        channel = etaten.kari.starts_channel(name, private=private)
        assert (channel.name, channel.kind, list(channel.members)) == (name, kind, [etaten.kari.id])
        assert etaten.ws.channels[channel.id] is channel
    guest = etaten.ws.add_person("Gjest", guest=True)
    for person, name, complaint in (
        (guest, "nytt", "guests create no channels"),
        (etaten.kari, "helse", "there is a channel 'helse' already"),
        (etaten.ola, "styret", "there is a channel 'styret' already"),
        (etaten.kari, "Nytt", "no name of a channel"),
        (etaten.kari, "to ord", "no name of a channel"),
        (etaten.kari, "x" * 81, "no name of a channel"),
        (etaten.kari, "", "no name of a channel"),
    ):
        with pytest.raises(AssertionError, match=complaint):
            person.starts_channel(name)
