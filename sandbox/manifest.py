"""The app's manifest as Slack judges it, and what the sandbox reads from it: name, scopes, events, commands.

Sources: slack-facts.md 4 (commands), 7 (events and their scopes), 8.1 (scopes), 9 (manifest). Weaker or unverified: the
reserved commands and the characters of a command name come from reports, not from Slack's pages, and non-ASCII names
are untried, so refused; 5 global and 5 message shortcuts stand in the guide, the schema says 10 in all. Stricter than
Slack on purpose: every empty array is refused (the schema lets a few through), and so are events not listed here,
user scopes, and the keys that only hosted apps, workflows, AI apps, legacy steps and the app directory need.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sandbox.shapes import (
    Found,
    Rule,
    complaints,
    distinct,
    flag,
    integer,
    items,
    record,
    string,
    word,
)

# An event arrives when one of its scopes is granted, and always when it needs none. [7 D:/reference/events/<name>]
EVENT_SCOPES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        ("channel_archive", "channel_unarchive", "channel_left", "channel_rename", "channel_deleted"),
        frozenset({"channels:read"}),
    ),
    **dict.fromkeys(
        ("group_archive", "group_unarchive", "group_left", "group_rename", "group_deleted"), frozenset({"groups:read"})
    ),
    **dict.fromkeys(
        (
            *("member_joined_channel", "member_left_channel"),
            *("channel_id_changed", "channel_shared", "channel_unshared"),
        ),
        frozenset({"channels:read", "groups:read"}),
    ),
    **dict.fromkeys(("user_change", "team_join"), frozenset({"users:read"})),
    **dict.fromkeys(("app_home_opened", "app_uninstalled", "tokens_revoked"), frozenset[str]()),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
    "message.mpim": frozenset({"mpim:history"}),
}

# Slack's own commands: one of these rejects the whole manifest. [4 #NousResearch/hermes-agent#17054; not official]
RESERVED_COMMANDS = frozenset(
    f"/{name}"
    for name in (
        *("status", "me", "join", "away", "dnd", "shrug", "remind", "msg", "feed", "who", "collapse", "expand"),
        *("leave", "open", "search", "topic", "mute", "pro", "shortcuts"),
    )
)


class ManifestError(ValueError):
    """Slack would refuse this manifest; `complaints` says why."""

    def __init__(self, path: Path, complaints: list[str]) -> None:
        super().__init__(f"{path}: " + "; ".join(complaints))
        self.complaints = complaints


@dataclass(frozen=True)
class Command:
    command: str  # with its slash
    description: str
    usage_hint: str = ""
    should_escape: bool = False
    url: str = ""


@dataclass(frozen=True)
class Shortcut:
    type: str  # "global" or "message"
    name: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class Manifest:
    name: str
    bot_name: str
    bot_scopes: tuple[str, ...]
    bot_events: tuple[str, ...]
    commands: Mapping[str, Command]  # by name, with the slash
    shortcuts: Mapping[str, Shortcut]  # by callback_id
    home_tab: bool  # off: views.publish answers not_enabled
    messages_tab: bool  # off: posting in the bot's own DMs answers messages_tab_disabled [9]

    @classmethod
    def load(cls, path: Path) -> "Manifest":
        """Read a manifest (YAML or JSON). Raises OSError, yaml.YAMLError, or ManifestError if Slack would refuse it."""
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if found := check_manifest(document):
            raise ManifestError(path, found)
        features, settings = document.get("features", {}), document.get("settings", {})
        commands = [Command(**command) for command in features.get("slash_commands", [])]
        shortcuts = [Shortcut(**shortcut) for shortcut in features.get("shortcuts", [])]
        home = features.get("app_home", {})
        name = document["display_information"]["name"]
        return cls(
            name=name,
            bot_name=features.get("bot_user", {}).get("display_name", name),
            bot_scopes=tuple(_scopes(document)),
            bot_events=tuple(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands={command.command: command for command in commands},
            shortcuts={shortcut.callback_id: shortcut for shortcut in shortcuts},
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", False),
        )


def _scopes(document: Mapping[str, Any]) -> list[str]:
    scopes: list[str] = document.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    return scopes


def _not_reserved(command: Mapping[str, Any]) -> Found:
    taken = command["command"] in RESERVED_COMMANDS
    return [("/command", "the slash command has an invalid name: it is Slack's own")] if taken else []


def _five_of_each(shortcuts: list[Mapping[str, Any]]) -> Found:
    kinds = [shortcut["type"] for shortcut in shortcuts]
    return [("", f"no more than 5 {kind} shortcuts allowed") for kind in ("global", "message") if kinds.count(kind) > 5]


_web = string(3500, pattern=r"https?://.*", looks="a web address")
_names = items(string(50), 255)

_features = record(
    {},
    {
        "app_home": record(
            {},
            {
                "home_tab_enabled": flag,
                "messages_tab_enabled": flag,
                "messages_tab_read_only_enabled": flag,
            },
        ),
        "bot_user": record(
            {"display_name": string(80, pattern=r"[a-z0-9._-]+", looks="a-z 0-9 - _ .")}, {"always_online": flag}
        ),
        "slash_commands": items(
            record(
                {
                    "command": string(32, pattern=r"/[a-z0-9_-]+", looks="/ and then a-z 0-9 - _"),
                    "description": string(2000),
                },
                {
                    "usage_hint": string(1000),
                    "should_escape": flag,
                    "url": string(3000, pattern=r"https?://.*", looks="a web address"),
                },
                _not_reserved,
            ),
            50,
        ),
        "shortcuts": items(
            record(
                {
                    "type": word("global", "message"),
                    "name": string(24),
                    "callback_id": string(255),
                    "description": string(150),
                },
                {},
            ),
            10,
            1,
            _five_of_each,
        ),
    },
)
_settings = record(
    {},
    {
        "event_subscriptions": record(
            {},
            {
                "request_url": _web,
                "bot_events": items(string(None), 100, 1, distinct),
                "metadata_subscriptions": items(record({"app_id": string(None), "event_type": string(50)}, {}), 20),
            },
        ),
        "interactivity": record({"is_enabled": flag}, {"request_url": _web, "message_menu_options_url": _web}),
        "socket_mode_enabled": flag,
        "org_deploy_enabled": flag,
        "token_rotation_enabled": flag,
        "is_hosted": flag,
        "function_runtime": string(None),
        "allowed_ip_address_ranges": items(string(None), 50, 1, distinct),
    },
)


def _way_in(document: Mapping[str, Any]) -> Found:
    """Events and clicks need somewhere to go: a request URL, or a socket. [9, cross rules]"""
    settings = document.get("settings", {})
    events, clicks = settings.get("event_subscriptions", {}), settings.get("interactivity", {})
    wanted = {"event_subscriptions": "bot_events" in events, "interactivity": clicks.get("is_enabled", False)}
    return [
        (f"/settings/{name}", "needs a request_url or socket_mode_enabled")
        for name in wanted
        if wanted[name] and "request_url" not in settings[name] and not settings.get("socket_mode_enabled")
    ]


def _scopes_for_what_it_hears(document: Mapping[str, Any]) -> Found:
    """Every subscribed event and every command needs its scope. [7, 8.1, 9]"""
    granted = set(_scopes(document))
    events = document.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])
    found = []
    for index, event in enumerate(events):
        pointer = f"/settings/event_subscriptions/bot_events/{index}"
        alternatives = EVENT_SCOPES.get(event)
        if alternatives is None:
            found.append((pointer, f"unknown event: {event}"))
        elif alternatives and not alternatives & granted:
            found.append((pointer, f"{event} needs the scope {' or '.join(sorted(alternatives))}"))
    if "commands" not in granted:
        features = document.get("features", {}).keys() & {"slash_commands", "shortcuts"}
        found += [(f"/features/{name}", "needs the scope commands") for name in sorted(features)]
    return found


_MANIFEST: Rule = record(
    {
        "display_information": record(
            {"name": string(35)},
            {
                "description": string(140),
                "long_description": string(4000, 175),
                "background_color": string(7, pattern=r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?", looks="#rrggbb"),
            },
        )
    },
    {
        "_metadata": record({}, {"major_version": integer(1, 2)}),
        "features": _features,
        "oauth_config": record(
            {},
            {
                "scopes": record({}, {"bot": _names, "bot_optional": _names}),
                "redirect_urls": items(string(2500), 1000, 1, distinct),
            },
        ),
        "settings": _settings,
    },
    _way_in,
    _scopes_for_what_it_hears,
)


def check_manifest(document: object) -> list[str]:
    """What Slack would complain of in this manifest (as parsed from YAML or JSON), with JSON pointers; empty = fine."""
    return complaints(_MANIFEST(document), "")
