"""Every rule of the manifest at its limit and one step over it; sources are the marks of slack-facts.md."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox.manifest import EVENT_SCOPES, RESERVED_COMMANDS, Manifest, ManifestError, Shortcut, check_manifest

Json = dict[str, Any]
OURS = Path(__file__).parents[2] / "manifest.yml"


def command(name: str = "/tema", **more: Any) -> Json:
    return {"command": name, "description": "x"} | more


def shortcuts(count: int, kind: str = "global", **more: Any) -> list[Json]:
    return [{"type": kind, "name": "x", "callback_id": str(i), "description": "x"} | more for i in range(count)]


def manifest(path: str = "", value: Any = None) -> Json:
    """A whole manifest, with the value put at the path ("settings/interactivity"); None takes the key out."""
    document: Json = {
        "display_information": {"name": "Nettverksbot"},
        "features": {"bot_user": {"display_name": "bot"}, "slash_commands": [command()]},
        "oauth_config": {"scopes": {"bot": ["commands", "channels:read", "users:read"]}},
        "settings": {
            "event_subscriptions": {"bot_events": ["channel_archive"]},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }
    *parents, last = path.split("/")
    part = document
    for name in parents:
        part = part.setdefault(name, {})
    if path and value is None:
        del part[last]
    elif path:
        part[last] = value
    return document


# source, path, fewest and most characters
LENGTHS = [
    ("9 M", "display_information/name", 1, 35),
    ("9 M", "display_information/description", 1, 140),
    ("9 M", "display_information/long_description", 175, 4000),
    ("9 D:reference/app-manifest", "features/bot_user/display_name", 1, 80),
    ("9 M", "features/slash_commands/0/description", 1, 2000),
    ("9 M", "features/slash_commands/0/usage_hint", 1, 1000),
    ("9 M", "features/slash_commands/0/command", 2, 32),
    ("9 M", "features/slash_commands/0/url", 8, 3000),
    ("9 M", "features/shortcuts/0/name", 1, 24),
    ("9 M", "features/shortcuts/0/callback_id", 1, 255),
    ("9 M", "features/shortcuts/0/description", 1, 150),
    ("9 M", "settings/interactivity/request_url", 8, 3500),
    ("9 M", "settings/interactivity/message_menu_options_url", 8, 3500),
    ("9 M", "settings/event_subscriptions/request_url", 8, 3500),
]


def with_words(path: str, length: int) -> Json:
    words = "x" * length
    last = path.rsplit("/", 1)[-1]
    if last.endswith("url"):
        words = "https://" + words[8:]
    elif last == "command":
        words = "/" + words[1:]
    if path.startswith("features/slash_commands"):
        return manifest("features/slash_commands", [command(**{last: words} if last != "command" else {"name": words})])
    if path.startswith("features/shortcuts"):
        return manifest("features/shortcuts", shortcuts(1, **{last: words}))
    return manifest(path, words)


@pytest.mark.parametrize(("source", "path", "fewest", "most"), LENGTHS)
def test_lengths(source: str, path: str, fewest: int, most: int) -> None:
    over = f"must be less than {most + 1} characters [json-pointer:/{path}]"
    assert check_manifest(with_words(path, fewest)) == [], source
    assert check_manifest(with_words(path, most)) == [], source
    assert check_manifest(with_words(path, most + 1)) == [over], source
    if fewest != 8:  # an address has no shortest form
        (under,) = check_manifest(with_words(path, fewest - 1))
        assert under.endswith(f"[json-pointer:/{path}]"), source


def commands(count: int) -> list[Json]:
    return [command(f"/c{index}") for index in range(count)]


def names(count: int) -> list[str]:
    return ["commands", "channels:read", *(f"x{index}" for index in range(count - 2))][:count]


# source, path, a value that passes, one that does not, where the only complaint points
RULES: list[tuple[str, str, Any, Any, str]] = [
    ("9 M 50 commands", "features/slash_commands", commands(50), commands(51), "/features/slash_commands"),
    ("9 M 5 global shortcuts", "features/shortcuts", shortcuts(5), shortcuts(6), "/features/shortcuts"),
    ("9 M 5 message shortcuts", "features/shortcuts", shortcuts(5) + shortcuts(5, "message"),
     shortcuts(6, "message"), "/features/shortcuts"),
    ("9 M 10 shortcuts", "features/shortcuts", shortcuts(1), shortcuts(11), "/features/shortcuts"),
    ("9 M shortcut type", "features/shortcuts", shortcuts(1, "message"), shortcuts(1, "user"),
     "/features/shortcuts/0/type"),
    ("9 M 255 scopes", "oauth_config/scopes/bot", names(255), names(256), "/oauth_config/scopes/bot"),
    ("9 M scope 50", "oauth_config/scopes/bot_optional", ["x" * 50], ["x" * 51], "/oauth_config/scopes/bot_optional/0"),
    ("9 M 1000 redirects", "oauth_config/redirect_urls", names(1000), names(1001), "/oauth_config/redirect_urls"),
    ("9 M redirects differ", "oauth_config/redirect_urls", ["a", "b"], ["a", "a"], "/oauth_config/redirect_urls/1"),
    ("9 M redirect 2500", "oauth_config/redirect_urls", ["x" * 2500], ["x" * 2501], "/oauth_config/redirect_urls/0"),
    ("9 M events differ", "settings/event_subscriptions/bot_events", ["team_join", "user_change"], ["team_join"] * 2,
     "/settings/event_subscriptions/bot_events/1"),
    ("9 M 20 metadata", "settings/event_subscriptions/metadata_subscriptions",
     [{"app_id": "A", "event_type": "x"}] * 20,
     [{"app_id": "A", "event_type": "x"}] * 21, "/settings/event_subscriptions/metadata_subscriptions"),
    ("9 M colour", "display_information/background_color", "#1f4d3a", "1f4d3a",
     "/display_information/background_color"),
    ("9 M colour of 6", "display_information/background_color", "#fff", "#1f4d3",
     "/display_information/background_color"),
    ("9 D bot name", "features/bot_user/display_name", "nett-verks_bot.1", "Nettverksbot",
     "/features/bot_user/display_name"),
    ("9 M / first", "features/slash_commands", [command("/tema")], [command("tema")],
     "/features/slash_commands/0/command"),
    ("4 no space", "features/slash_commands", [command("/t-e_m4")], [command("/te ma")],
     "/features/slash_commands/0/command"),
    ("4 ASCII only", "features/slash_commands", [command("/mote")], [command("/møte")],
     "/features/slash_commands/0/command"),
    ("4 lower case", "features/slash_commands", [command("/mote")], [command("/Mote")],
     "/features/slash_commands/0/command"),
    ("9 M should_escape", "features/slash_commands", [command(should_escape=True)], [command(should_escape="yes")],
     "/features/slash_commands/0/should_escape"),
    ("9 M interactivity", "settings/interactivity", {"is_enabled": False}, {}, "/settings/interactivity"),
    ("9 M app_home", "features/app_home", {"home_tab_enabled": True, "messages_tab_enabled": True},
     {"home_tab": True}, "/features/app_home"),
    ("9 M metadata 50", "settings/event_subscriptions/metadata_subscriptions",
     [{"app_id": "A", "event_type": "x" * 50}], [{"app_id": "A", "event_type": "x" * 51}],
     "/settings/event_subscriptions/metadata_subscriptions/0/event_type"),
    ("9 M 50 address ranges", "settings/allowed_ip_address_ranges", [str(i) for i in range(50)],
     [str(i) for i in range(51)], "/settings/allowed_ip_address_ranges"),
    ("9 M address ranges differ", "settings/allowed_ip_address_ranges", ["10.0.0.1"], ["10.0.0.1"] * 2,
     "/settings/allowed_ip_address_ranges/1"),
    ("9 M address ranges not empty", "settings/allowed_ip_address_ranges", ["10.0.0.0/8"], [],
     "/settings/allowed_ip_address_ranges"),
    ("9 M metadata not empty", "settings/event_subscriptions/metadata_subscriptions",
     [{"app_id": "A", "event_type": "x"}], [], "/settings/event_subscriptions/metadata_subscriptions"),
    ("9 M colour no longer", "display_information/background_color", "#abcdef", "#abcdef0",
     "/display_information/background_color"),
    ("9 M metadata version 1", "_metadata", {"major_version": 1}, {"major_version": 0}, "/_metadata/major_version"),
    ("9 M metadata version", "_metadata", {"major_version": 2}, {"major_version": 3}, "/_metadata/major_version"),
    ("9 M name needed", "display_information", {"name": "x"}, {"description": "x"}, "/display_information"),
    ("9 M display_information needed", "display_information", {"name": "x"}, None, ""),
    ("9 M description needed", "features/slash_commands", [command()], [{"command": "/x"}],
     "/features/slash_commands/0"),
    ("9 M display_name needed", "features/bot_user", {"display_name": "x"}, {}, "/features/bot_user"),
    ("9 a socket or an address", "settings/socket_mode_enabled", True, False, "/settings"),
    ("8.1 commands", "oauth_config/scopes/bot", ["commands", "channels:read"], ["channels:read"],
     "/features/slash_commands"),
    ("7 scope of the event", "oauth_config/scopes/bot", ["commands", "channels:read"], ["commands", "groups:read"],
     "/settings/event_subscriptions/bot_events/0"),
    ("7 unknown event", "settings/event_subscriptions/bot_events", ["app_home_opened"], ["app_home_closed"],
     "/settings/event_subscriptions/bot_events/0"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "path", "good", "bad", "pointer"), RULES, ids=[rule[0] for rule in RULES])
def test_rules(source: str, path: str, good: Any, bad: Any, pointer: str) -> None:
    assert check_manifest(manifest(path, good)) == [], source
    found = check_manifest(manifest(path, bad))
    assert found, source
    assert all(f"[json-pointer:{pointer}" in complaint for complaint in found), source


def test_shortcuts_need_the_commands_scope() -> None:
    """8.1"""
    document = manifest("features/slash_commands") | {"oauth_config": {"scopes": {"bot": ["channels:read"]}}}
    assert check_manifest(document) == []
    document["features"]["shortcuts"] = shortcuts(1)
    assert check_manifest(document) == ["needs the scope commands [json-pointer:/features/shortcuts]"]


def test_events_and_clicks_need_a_socket_or_an_address() -> None:
    """9, cross rules"""
    document = manifest("settings/socket_mode_enabled")
    assert check_manifest(document) == [
        "needs a request_url or socket_mode_enabled [json-pointer:/settings/event_subscriptions]",
        "needs a request_url or socket_mode_enabled [json-pointer:/settings/interactivity]",
    ]
    document["settings"]["event_subscriptions"]["request_url"] = "https://x.no/slack"
    document["settings"]["interactivity"]["request_url"] = "https://x.no/slack"
    assert check_manifest(document) == []


@pytest.mark.parametrize("event", sorted(EVENT_SCOPES))
def test_an_event_needs_one_of_its_scopes(event: str) -> None:
    """7"""
    document = manifest("settings/event_subscriptions/bot_events", [event])
    for scope in EVENT_SCOPES[event]:
        document["oauth_config"]["scopes"]["bot"] = ["commands", scope]
        assert check_manifest(document) == []
    document["oauth_config"]["scopes"]["bot"] = ["commands"]
    assert bool(check_manifest(document)) == bool(EVENT_SCOPES[event])


def test_a_hundred_events_at_most() -> None:
    """9 M; there are not so many that the sandbox knows, so each of them is a complaint of its own."""
    events = [f"event_{index}" for index in range(101)]
    assert len(check_manifest(manifest("settings/event_subscriptions/bot_events", events[:100]))) == 100
    assert check_manifest(manifest("settings/event_subscriptions/bot_events", events)) == [
        "no more than 100 items allowed [json-pointer:/settings/event_subscriptions/bot_events]"
    ]


def test_scopes_of_events() -> None:
    """7 D:/reference/events/<name>"""
    assert all(EVENT_SCOPES[f"message.{kind}"] == {f"{kind}:history"} for kind in ("channels", "groups", "im", "mpim"))
    assert EVENT_SCOPES["member_joined_channel"] == {"channels:read", "groups:read"}
    assert EVENT_SCOPES["group_left"] == {"groups:read"}
    assert EVENT_SCOPES["channel_left"] == {"channels:read"}
    assert EVENT_SCOPES["user_change"] == EVENT_SCOPES["team_join"] == {"users:read"}
    assert EVENT_SCOPES["app_uninstalled"] == set()


@pytest.mark.parametrize("name", sorted(RESERVED_COMMANDS))
def test_slacks_own_commands_are_taken(name: str) -> None:
    """4 #NousResearch/hermes-agent#17054"""
    (complaint,) = check_manifest(manifest("features/slash_commands", [command(name)]))
    assert complaint.endswith("[json-pointer:/features/slash_commands/0/command]")


def test_the_reserved_names_are_those_reported() -> None:
    assert len(RESERVED_COMMANDS) == 19
    assert {"/topic", "/remind", "/who", "/feed"} <= RESERVED_COMMANDS


OBJECTS = [(), ("display_information",), ("features",), ("features", "bot_user"), ("features", "slash_commands", 0)]
OBJECTS += [("features", "shortcuts", 0), ("features", "app_home"), ("oauth_config",), ("oauth_config", "scopes")]
OBJECTS += [("settings",), ("settings", "event_subscriptions"), ("settings", "interactivity"), ("_metadata",)]
LISTS = [("features", "slash_commands"), ("features", "shortcuts"), ("oauth_config", "scopes", "bot")]
LISTS += [("oauth_config", "scopes", "bot_optional"), ("oauth_config", "redirect_urls")]
LISTS += [("settings", "event_subscriptions", "bot_events")]


def wide() -> Json:
    document = manifest("features/shortcuts", shortcuts(1)) | {"_metadata": {"major_version": 1}}
    document["features"]["app_home"] = {"home_tab_enabled": True, "messages_tab_read_only_enabled": False}
    document["settings"] |= {"is_hosted": False, "function_runtime": "remote", "org_deploy_enabled": False}
    document["settings"] |= {"token_rotation_enabled": False, "allowed_ip_address_ranges": ["10.0.0.1"]}
    document["oauth_config"]["redirect_urls"] = ["https://x.no"]
    document["oauth_config"]["scopes"]["bot_optional"] = ["users:read"]
    return document


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_unknown_keys_are_refused_at_every_level(path: tuple[Any, ...]) -> None:
    """9 M additionalProperties false"""
    document = wide()
    assert check_manifest(document) == []
    part = document
    for name in path:
        part = part[name]
    part["colour"] = "green"
    pointer = "".join(f"/{name}" for name in path)
    assert check_manifest(document) == [f"invalid additional property: colour [json-pointer:{pointer}]"]


@pytest.mark.parametrize("path", LISTS, ids=str)
def test_empty_arrays_are_refused(path: tuple[str, ...]) -> None:
    """9: drop the key instead"""
    document = wide()
    part = document
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = []
    assert check_manifest(document) == [f"must provide at least 1 items [json-pointer:/{'/'.join(path)}]"]


def test_our_own_manifest_passes() -> None:
    assert check_manifest(yaml.safe_load(OURS.read_text(encoding="utf-8"))) == []
    ours = Manifest.load(OURS)
    assert "/tema" in ours.commands
    assert "chat:write" in ours.bot_scopes
    assert "member_joined_channel" in ours.bot_events


def test_what_is_read(tmp_path: Path) -> None:
    document = wide()
    document["features"]["slash_commands"] = [command("/tema", should_escape=True, usage_hint="[tema]")]
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    read = Manifest.load(path)
    assert (read.name, read.bot_name) == ("Nettverksbot", "bot")
    assert read.bot_scopes == ("commands", "channels:read", "users:read")
    assert read.bot_events == ("channel_archive",)
    assert (read.home_tab, read.messages_tab) == (True, False)
    assert read.commands["/tema"].should_escape
    assert read.commands["/tema"].usage_hint == "[tema]"
    assert read.shortcuts == {"0": Shortcut("global", "x", "0", "x")}


def test_a_small_manifest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text("display_information: {name: Bot}", encoding="utf-8")
    read = Manifest.load(path)
    assert (read.bot_name, read.bot_scopes, read.bot_events, read.commands) == ("Bot", (), (), {})


def test_a_refused_manifest_is_not_read(tmp_path: Path) -> None:
    document = deepcopy(wide())
    document["features"]["slash_commands"] = [command("/topic")]
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(ManifestError, match="invalid name") as refused:
        Manifest.load(path)
    assert len(refused.value.complaints) == 1
