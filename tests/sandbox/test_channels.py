"""What becomes of channels and people: renamed, converted, deleted, shared; gone and back. [slack-facts 7, 12]"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk.webhook import WebhookClient

from sandbox import Channel, Person, Sandbox, slack_commands
from tests.sandbox.conftest import MANIFEST, Etaten
from tests.sandbox.puppet import Puppet, buttons, client, modal, refusal


@pytest.fixture
def sjef(etaten: Etaten) -> Person:
    """An admin, who sees #helse and is in the private #styret."""
    sjef = etaten.ws.add_person("Siri Sjef", admin=True)
    etaten.kari.invites(sjef, etaten.styret)
    return sjef


@pytest.fixture
def nina(etaten: Etaten, sjef: Person) -> Person:
    """Somebody from another organisation, which #helse is shared with."""
    nina = etaten.ws.add_outsider("Nina Nabo", sjef.shares(etaten.helse))
    etaten.kari.invites(nina, etaten.helse)
    return nina


def both(etaten: Etaten) -> tuple[Channel, Channel]:
    """A public and a private channel, the bot in both."""
    etaten.kari.invites(etaten.ws.bot, etaten.styret)
    return etaten.helse, etaten.styret


def test_7_a_channel_gets_another_name(etaten: Etaten, bot: Puppet) -> None:
    for channel, kind in zip(both(etaten), ("channel_rename", "group_rename"), strict=True):
        etaten.kari.renames(channel, f"ny-{channel.name}")
        told = bot.waits_for(kind)["channel"]
        assert (told["id"], told["name"], told["created"]) == (channel.id, channel.name, channel.created)
        assert bot.api.conversations_info(channel=channel.id)["channel"]["name"] == channel.name
    assert etaten.helse.name == "ny-helse"


def test_who_renames_what(etaten: Etaten) -> None:
    guest, liv = etaten.ws.add_person("Gjest", guest=True), etaten.ws.add_person("Liv")
    etaten.kari.invites(guest, etaten.helse)
    for person, channel, name, complaint in (
        (guest, etaten.helse, "nytt", "no way to rename"),
        (liv, etaten.helse, "nytt", "no way to rename"),
        (etaten.kari, etaten.kari.dm(etaten.ola), "nytt", "no way to rename"),
        (etaten.kari, etaten.helse, "styret", "there is a channel 'styret' already"),
        (etaten.kari, etaten.helse, "To ord", "no name of a channel"),
    ):
        with pytest.raises(AssertionError, match=complaint):
            person.renames(channel, name)
    assert etaten.helse.name == "helse"


def test_7_a_converted_channel_has_another_id(etaten: Etaten, bot: Puppet, sjef: Person) -> None:
    etaten.kari.types("før", etaten.helse)
    sjef.joins(etaten.helse)
    for time, private in ((1, True), (2, False)):
        old = etaten.helse.id
        sjef.converts(etaten.helse)
        event = bot.waits_for("channel_id_changed", time)
        assert (event["old_channel_id"], event["new_channel_id"]) == (old, etaten.helse.id)
        assert old != etaten.helse.id
        assert refusal(bot.api.chat_postMessage, channel=old, text="hei")["error"] == "channel_not_found"
        assert bot.api.conversations_info(channel=etaten.helse.id)["channel"]["is_private"] is private
        bot.api.chat_postMessage(channel=etaten.helse.id, text="etter")
    assert [m.text for m in etaten.ola.reads(etaten.helse)] == ["før", "etter", "etter"]


def test_7_a_deleted_channel_is_gone(etaten: Etaten, bot: Puppet, sjef: Person) -> None:
    helse, styret = both(etaten)
    bot.api.chat_postMessage(channel=helse.id, text="x", blocks=[buttons("Støtt")])
    etaten.kari.presses("Støtt", in_=helse)
    url = bot.envelopes[-1]["payload"]["response_url"]
    sjef.deletes(helse)
    event = bot.waits_for("channel_deleted")
    assert (event["channel"], event["actor_id"], "date_deleted" in event) == (helse.id, sjef.id, False)
    sjef.deletes(styret)
    assert bot.waits_for("group_deleted").keys() >= {"channel", "actor_id", "date_deleted"}
    for call in (bot.api.conversations_info, bot.api.conversations_history, bot.api.conversations_members):
        assert refusal(call, channel=helse.id)["error"] == "channel_not_found"
    assert refusal(bot.api.chat_postMessage, channel=helse.id, text="hei")["error"] == "channel_not_found"
    assert WebhookClient(url).send(text="hei").status_code == 400
    with pytest.raises(AssertionError, match="no access"):
        etaten.kari.reads(helse)
    with pytest.raises(AssertionError, match="is not in helse"):
        etaten.kari.types("hei", helse)
    assert etaten.kari.starts_channel("helse").id != helse.id, "its name is free"


def test_admins_alone_convert_delete_and_share(etaten: Etaten, sjef: Person) -> None:
    acts: list[Callable[[Person, Channel], Any]] = [Person.converts, Person.deletes, Person.shares]
    for act in acts:
        with pytest.raises(AssertionError, match="is no admin"):
            act(etaten.kari, etaten.helse)
        with pytest.raises(AssertionError, match="is no admin"):
            act(sjef, sjef.dm(etaten.kari))
    hidden = etaten.ws.add_channel("hemmelig", creator=etaten.ola, private=True)
    with pytest.raises(AssertionError, match="no access"):
        sjef.deletes(hidden)


# Shared with another organisation


def test_7_sharing_is_told_and_seen(etaten: Etaten, bot: Puppet, sjef: Person) -> None:
    def is_shared() -> bool:
        shared: bool = bot.api.conversations_info(channel=etaten.helse.id)["channel"]["is_ext_shared"]
        return shared

    assert is_shared() is False
    one, other = sjef.shares(etaten.helse), sjef.shares(etaten.helse)
    event = bot.waits_for("channel_shared", 2)
    assert (event["channel"], event["connected_team_id"]) == (etaten.helse.id, other)
    assert bot.envelopes[-1]["payload"]["is_ext_shared_channel"] is True
    assert is_shared() is True
    sjef.unshares(etaten.helse, one)
    event = bot.waits_for("channel_unshared")
    assert (event["previously_connected_team_id"], event["is_ext_shared"]) == (one, True)
    sjef.unshares(etaten.helse, other)
    assert bot.waits_for("channel_unshared", 2)["is_ext_shared"] is False
    assert is_shared() is False


def test_12_outsiders_come_through_the_shared_channel_alone(etaten: Etaten, bot: Puppet, nina: Person) -> None:
    assert bot.waits_for("member_joined_channel")["team"] == nina.team_id
    for act in (lambda: etaten.kari.invites(nina, etaten.styret), lambda: nina.starts_channel("nytt")):
        with pytest.raises(AssertionError, match=r"not shared with|create no channels"):
            act()
    other = etaten.ws.add_channel("annet", creator=etaten.kari)
    with pytest.raises(AssertionError, match="no access"):
        nina.reads(other)
    etaten.ws.unshares(etaten.helse, nina.team_id)
    assert bot.waits_for("member_left_channel")["user"] == nina.id
    assert nina.id not in etaten.helse.members


def test_12_whoever_is_of_another_team_is_an_outsider_but_a_stranger_only_until_met(
    etaten: Etaten, nina: Person
) -> None:
    def told(member: Person) -> Any:
        return client(etaten.ws).users_info(user=member.id, include_locale=True)["user"]

    unmet = etaten.ws.add_outsider("Nils Nabo", nina.team_id)
    assert (told(nina)["is_stranger"], told(unmet)["is_stranger"]) == (False, True)
    assert told(nina)["team_id"] == nina.team_id != etaten.ws.id
    assert not told(nina).keys() & {"is_admin", "is_restricted", "locale", "tz"}
    assert "is_stranger" not in told(etaten.kari)
    assert nina.id in [member["id"] for member in client(etaten.ws).users_list()["members"]]


def test_12_outsiders_press_and_submit(etaten: Etaten, bot: Puppet, nina: Person) -> None:
    bot.api.chat_postMessage(channel=etaten.helse.id, text="x", blocks=[buttons("Støtt")])
    assert nina.presses("Støtt", in_=etaten.helse).acked
    sent = bot.envelopes[-1]["payload"]
    assert (sent["user"]["team_id"], sent["team"]["id"]) == (nina.team_id, etaten.ws.id)
    bot.api.chat_postEphemeral(channel=etaten.helse.id, user=nina.id, text="takk")
    nina.sees("takk", in_=etaten.helse)
    bot.api.views_open(trigger_id=sent["trigger_id"], view=modal())
    nina.fills("Tittel", "x")
    assert nina.submits().acked
    assert bot.envelopes[-1]["payload"]["view"]["app_installed_team_id"] == etaten.ws.id


def test_12_outsiders_have_neither_commands_nor_shortcuts(etaten: Etaten, bot: Puppet, nina: Person) -> None:
    assert nina.types("/tema x", etaten.helse).error == "/tema is not a valid command"
    assert nina.types("/archive", etaten.helse).error == slack_commands.NOT_FOR_GUESTS
    nina.types("hei", etaten.helse)
    for on, name in ((nina.reads(etaten.helse)[-1], "Gjør til tema"), (None, "Nytt tema")):
        with pytest.raises(AssertionError, match="shortcut"):
            nina.uses(name, on=on)
    assert bot.waits_for("message")["team"] == nina.team_id
    assert {envelope["type"] for envelope in bot.envelopes} == {"events_api"}


def test_12_nobody_writes_to_outsiders_directly(bot: Puppet, nina: Person) -> None:
    assert refusal(bot.api.chat_postMessage, channel=nina.id, text="hei")["error"] == "channel_not_found"
    assert refusal(bot.api.conversations_open, users=nina.id)["error"] == "user_not_visible"


# People


def test_12_somebody_let_in_again(etaten: Etaten, bot: Puppet) -> None:
    etaten.ws.deactivate(etaten.ola)
    etaten.ws.reactivate(etaten.ola)
    assert [bot.waits_for("user_change", n)["user"]["deleted"] for n in (1, 2)] == [True, False]
    assert etaten.ola.id not in etaten.helse.members
    assert bot.api.chat_postMessage(channel=etaten.ola.id, text="hei")["ok"]


def test_admins_invite_guests_and_shut_people_out_and_let_them_in(etaten: Etaten, sjef: Person) -> None:
    assert sjef.invites_guest("Gunn Gjest", etaten.helse).guest == "multi_channel"
    sjef.deactivates(etaten.ola)
    assert etaten.ola.deleted
    nobody = etaten.ws.add_outsider("Nina Nabo", sjef.shares(etaten.helse))
    acts: list[Callable[[], object]] = [
        lambda: etaten.kari.invites_guest("Gunn", etaten.helse),
        lambda: etaten.kari.deactivates(sjef),
        lambda: etaten.kari.reactivates(etaten.ola),
        lambda: sjef.deactivates(sjef),
        lambda: sjef.deactivates(etaten.ws.bot),
        lambda: sjef.deactivates(nobody),
        lambda: sjef.deactivates(etaten.ola),
        lambda: sjef.reactivates(etaten.kari),
    ]
    for act in acts:
        with pytest.raises(AssertionError, match=r"no way|no admin"):
            act()
    sjef.reactivates(etaten.ola)
    assert not etaten.ola.deleted


def test_8_1_a_direct_message_needs_chat_write_alone(tmp_path: Path) -> None:
    document = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    document["oauth_config"]["scopes"]["bot"] = ["chat:write", "commands"]
    document["settings"]["event_subscriptions"]["bot_events"] = ["app_home_opened"]
    (tmp_path / "manifest.yml").write_text(yaml.safe_dump(document), encoding="utf-8")
    with Sandbox(tmp_path / "manifest.yml") as slack:
        ws = slack.add_workspace("Etaten")
        kari = ws.add_person("Kari Nordmann")
        answer = client(ws).chat_postMessage(channel=kari.id, text="hei")
        assert answer["channel"] == kari.dm(ws.bot).id
        client(ws).chat_update(channel=answer["channel"], ts=answer["ts"], text="hallo")
        assert [m.text for m in kari.reads(kari.dm(ws.bot))] == ["hallo"]
