"""Channels, history and people through the Web API. Each test names its source in slack-facts.md."""

import pytest

from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import client, refusal


def test_7_a_private_channel_is_told_by_is_private_not_by_its_id(etaten: Etaten) -> None:
    etaten.kari.invites(etaten.ws.bot, etaten.styret)
    answer = client(etaten.ws).conversations_info(channel=etaten.styret.id, include_num_members=True)["channel"]
    assert (answer["id"][0], answer["is_private"], answer["num_members"]) == ("C", True, 2)
    assert answer["creator"] == etaten.kari.id


def test_8_1_public_channels_can_be_looked_up_from_outside(etaten: Etaten) -> None:
    outside = etaten.ws.add_channel("annet", creator=etaten.kari)
    api = client(etaten.ws)
    assert api.conversations_info(channel=outside.id)["channel"]["is_member"] is False
    assert api.conversations_members(channel=outside.id)["members"] == [etaten.kari.id]
    assert refusal(api.conversations_history, channel=outside.id)["error"] == "not_in_channel"
    assert refusal(api.conversations_info, channel=etaten.styret.id)["error"] == "channel_not_found"


def test_8_1_history_of_a_direct_message_needs_its_own_scope(etaten: Etaten) -> None:
    answer = refusal(client(etaten.ws).conversations_history, channel=etaten.kari.dm(etaten.ws.bot).id)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "im:history")


def test_8_3_members_come_page_by_page_and_an_empty_cursor_ends(etaten: Etaten) -> None:
    for number in range(7):
        etaten.ws.joins(etaten.ws.add_person(f"Person {number}"), etaten.helse)
    members: list[str] = []
    cursor = None
    while cursor != "":
        page = client(etaten.ws).conversations_members(channel=etaten.helse.id, limit=4, cursor=cursor)
        members += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
    assert set(members) == etaten.helse.members.keys()
    assert len(members) == 10


def test_history_is_newest_first_between_oldest_and_latest(etaten: Etaten) -> None:
    api = client(etaten.ws)
    stamps = [api.chat_postMessage(channel=etaten.helse.id, text=str(number))["ts"] for number in range(4)]

    def texts(**arguments: object) -> list[str]:
        answer = api.api_call("conversations.history", params={"channel": etaten.helse.id} | arguments)
        return [message["text"] for message in answer["messages"]]

    assert texts() == ["3", "2", "1", "0"]
    assert texts(oldest=stamps[0], latest=stamps[3]) == ["2", "1"]
    assert texts(oldest=stamps[0], latest=stamps[3], inclusive=True) == ["3", "2", "1", "0"]
    assert texts(limit=1) == ["3"]
    assert texts(limit=1, cursor="1") == ["2"]


def test_10_metadata_comes_in_full_only_when_asked_for(etaten: Etaten) -> None:
    api = client(etaten.ws)
    metadata = {"event_type": "post", "event_payload": {"id": 7}}
    api.chat_postMessage(channel=etaten.helse.id, text="hei", metadata=metadata)
    plain = api.conversations_history(channel=etaten.helse.id)["messages"][0]
    full = api.conversations_history(channel=etaten.helse.id, include_all_metadata=True)["messages"][0]
    assert plain["metadata"] == {"event_type": "post"}
    assert full["metadata"] == metadata
    assert full["bot_id"] == etaten.ws.bot_id


def test_replies_are_in_their_thread_only(etaten: Etaten) -> None:
    api = client(etaten.ws)
    parent = api.chat_postMessage(channel=etaten.helse.id, text="tråd")["ts"]
    etaten.ola.types("svar", etaten.helse, thread=etaten.ola.reads(etaten.helse)[-1])
    history = api.conversations_history(channel=etaten.helse.id)["messages"]
    assert [(m["text"], m["reply_count"]) for m in history] == [("tråd", 1)]
    replies = api.conversations_replies(channel=etaten.helse.id, ts=parent)["messages"]
    assert [m["text"] for m in replies] == ["tråd", "svar"]


def test_8_2_whom_a_direct_message_can_be_opened_with(etaten: Etaten) -> None:
    api = client(etaten.ws)
    assert api.conversations_open(users=etaten.kari.id)["channel"]["id"] == etaten.kari.dm(etaten.ws.bot).id
    etaten.ws.deactivate(etaten.ola)
    wrong = {"U0000000000": "user_not_found", etaten.ola.id: "user_disabled", etaten.ws.bot.id: "cannot_dm_bot"}
    for user, error in wrong.items():
        assert refusal(api.conversations_open, users=user)["error"] == error


@pytest.mark.parametrize(
    ("guest", "restricted", "ultra"), [(False, False, False), (True, True, False), ("single_channel", True, True)]
)
def test_12_guests_are_told_by_two_flags(etaten: Etaten, guest: bool, restricted: bool, ultra: bool) -> None:
    liv = etaten.ws.add_person("Liv", guest=guest)
    user = client(etaten.ws).users_info(user=liv.id)["user"]
    assert (user["is_restricted"], user["is_ultra_restricted"]) == (restricted, ultra)


def test_12_what_users_info_tells(etaten: Etaten) -> None:
    api = client(etaten.ws)
    admin = etaten.ws.add_person("Sjef", admin=True)
    assert api.users_info(user=admin.id)["user"]["is_admin"] is True
    assert "locale" not in api.users_info(user=admin.id)["user"]
    assert api.users_info(user=admin.id, include_locale=True)["user"]["locale"] == "en-US"
    assert api.users_info(user=etaten.ws.bot.id)["user"]["is_bot"] is True
    etaten.ws.deactivate(etaten.ola)
    assert api.users_info(user=etaten.ola.id)["user"]["deleted"] is True
    assert refusal(api.users_info, user="U0000000000")["error"] == "user_not_found"


def test_12_users_list_names_everybody_page_by_page(etaten: Etaten) -> None:
    liv = etaten.ws.add_person("Liv", guest=True)
    etaten.ws.deactivate(etaten.ola)
    members: list[dict[str, object]] = []
    cursor = None
    while cursor != "":
        page = client(etaten.ws).users_list(limit=2, cursor=cursor, include_locale=True)
        members += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
    told = {member["id"]: member for member in members}
    assert len(members) == len(told) == 5
    assert told[etaten.ws.bot.id]["is_bot"] is True
    assert told[etaten.ola.id]["deleted"] is True
    assert told[liv.id]["is_restricted"] is True
    assert told[etaten.kari.id]["locale"] == "en-US"
    assert told["USLACKBOT"]["is_bot"] is False, "Slack's own robot says so of itself"
    assert "locale" not in client(etaten.ws).users_list()["members"][1]


def test_12_a_large_workspace_wants_a_limit(etaten: Etaten) -> None:
    for number in range(1000):
        etaten.ws.add_person(f"Person {number}")
    assert refusal(client(etaten.ws).users_list)["error"] == "limit_required"
    assert len(client(etaten.ws).users_list(limit=900)["members"]) == 900


def test_2_users_list_is_of_tier_2(etaten: Etaten) -> None:
    api = client(etaten.ws)
    for _ in range(20):
        api.users_list(limit=1)
    assert refusal(api.users_list, limit=1)["error"] == "ratelimited"


def test_8_3_the_channels_the_bot_is_in(etaten: Etaten) -> None:
    api = client(etaten.ws)
    etaten.ws.add_channel("annet", creator=etaten.kari)
    old = etaten.ws.add_channel("gammelt", creator=etaten.kari)
    for channel in (etaten.styret, old):
        etaten.kari.invites(etaten.ws.bot, channel)
    etaten.kari.archives(old)

    def names(**arguments: object) -> list[str]:
        return [channel["name"] for channel in api.api_call("users.conversations", params=arguments)["channels"]]

    assert names() == ["helse", "gammelt"]
    assert names(exclude_archived="true") == ["helse"]
    assert names(types="public_channel,private_channel") == ["helse", "styret", "gammelt"]
    first = api.users_conversations(limit=1)
    assert [channel["id"] for channel in first["channels"]] == [etaten.helse.id]
    assert "is_member" not in first["channels"][0]
    assert names(cursor=first["response_metadata"]["next_cursor"]) == ["gammelt"]
    direct = etaten.kari.dm(etaten.ws.bot)
    assert [channel["id"] for channel in api.users_conversations(types="im")["channels"]] == [direct.id]
    assert refusal(api.users_conversations, types="mpim")["needed"] == "mpim:read"
    assert refusal(api.users_conversations, types="everything")["error"] == "invalid_types"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("conversations.history", {"limit": 0}, "invalid_arguments"),
        ("conversations.history", {"limit": 1000}, "invalid_arguments"),
        ("conversations.history", {"oldest": "in March"}, "invalid_arguments"),
        ("conversations.history", {"cursor": "next"}, "invalid_cursor"),
        ("conversations.replies", {"ts": "1.000000"}, "thread_not_found"),
        ("conversations.open", {"users": "U1,U2"}, "invalid_arguments"),
    ],
)
def test_8_2_wrong_arguments_are_refused(etaten: Etaten, method: str, arguments: dict[str, str], error: str) -> None:
    there = {} if method == "conversations.open" else {"channel": etaten.helse.id}
    answer = refusal(client(etaten.ws).api_call, api_method=method, params=there | arguments)
    assert answer["error"] == error
