"""manifest.yml and .env.example: what the operator is asked for is what the code uses, all of it and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient

from bot import config
from bot.check import SCOPES
from handlers.practice import How
from handlers.practices import EVENTS, LISTENERS
from sandbox.manifest import EVENT_SCOPES, check_manifest
from sandbox.web_api import METHODS
from tests.conftest import MANIFEST
from tests.test_house import ROOT, called, every, sources

# The bot lives in public and private channels; in direct messages it only speaks.
FAMILIES = ("channels:", "groups:")


@pytest.fixture(scope="module")
def manifest() -> Any:
    return yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))


def methods_called() -> set[str]:
    """The Web API's methods that the code calls, by Slack's names."""
    offered = {name for name in vars(WebClient) if not name.startswith("_")}
    names = {called(call) for tree in sources("bot", "handlers").values() for call in every(ast.Call, tree)}
    assert "api_call" not in names
    by_python = {name.replace(".", "_"): name for name in METHODS}
    by_python["files_upload_v2"] = "files.completeUploadExternal"  # the last of its three steps
    return {by_python[name] for name in names & offered}


def where_the_bot_lives(alternatives: set[str]) -> set[str]:
    """Of the scopes that one can do it with, those for the bot's kinds of channels; of others all."""
    return {scope for scope in alternatives if scope.startswith(FAMILIES)} or alternatives


def test_slack_takes_the_manifest(manifest: Any) -> None:
    assert check_manifest(manifest) == []


def test_its_commands_are_those_the_bot_answers_to(manifest: Any) -> None:
    commands = [row["command"] for row in manifest["features"]["slash_commands"]]
    assert sorted(commands) == sorted(listener.name for listener in LISTENERS if listener.how is How.COMMAND)


def test_its_shortcuts_are_those_the_bot_answers_to(manifest: Any) -> None:
    shortcuts = [row["callback_id"] for row in manifest["features"]["shortcuts"]]
    assert sorted(shortcuts) == sorted(listener.name for listener in LISTENERS if listener.how is How.SHORTCUT)
    assert all(row["type"] == "message" for row in manifest["features"]["shortcuts"])


def test_commands_come_as_they_were_typed(manifest: Any) -> None:
    assert not any(row["should_escape"] for row in manifest["features"]["slash_commands"])


def test_its_events_are_those_the_bot_hears(manifest: Any) -> None:
    assert sorted(manifest["settings"]["event_subscriptions"]["bot_events"]) == sorted([*EVENTS, "app_home_opened"])


def test_its_scopes_are_what_the_code_needs(manifest: Any) -> None:
    needed = {"commands", "im:history"}  # it looks for its posts in direct messages too
    for method in methods_called():
        needed |= where_the_bot_lives(set(METHODS[method].scopes))
    for event in EVENTS:
        needed |= where_the_bot_lives(set(EVENT_SCOPES[event]))
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert sorted(scopes) == sorted(needed)
    assert needed == SCOPES


def test_the_bot_receives_over_a_socket(manifest: Any) -> None:
    """And nowhere else: no address of ours stands in the manifest."""
    settings = manifest["settings"]
    assert settings["socket_mode_enabled"]
    assert settings["interactivity"] == {"is_enabled": True}
    assert not settings["token_rotation_enabled"]


def test_the_example_names_every_setting() -> None:
    """`.env.example` holds each variable that the bot reads, commented out or not, and no other."""
    tree = ast.parse(Path(config.__file__).read_text(encoding="utf-8"))
    constants = [one.value for one in every(ast.Constant, tree) if isinstance(one.value, str)]
    read = sorted(name for name in set(constants) if re.fullmatch("[A-Z][A-Z_]{3,}", name))
    assert "SLACK_BOT_TOKEN" in read
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE)) == read
