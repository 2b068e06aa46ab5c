"""From Slack's payloads to what a person did, and the way back to them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.practice import How
from handlers.visit import BEFORE_A_NETWORK, Heard
from handlers.words import Words


@dataclass(frozen=True)
class Line:
    """The way back to the person who acted."""

    how: How
    name: str  # of the command, or the deed of the button, form or shortcut
    trigger_id: str = ""  # opens one modal, within three seconds
    response_url: str = ""  # for words to them, in the channel where they pressed
    view_id: str = ""  # the modal they pressed in, or sent
    beneath: str = ""  # the modal that it stands on
    first_field: str = ""  # where a form's error can be said if it belongs to no field
    is_direct: bool = False  # done in a direct message
    is_home: bool = False  # pressed in the Home tab, which is no place to answer in


@dataclass
class Act:
    """What a person did, the way back, and the language to answer in, as far as it is known yet."""

    heard: Heard
    line: Line
    words: Words


def hear(how: How, body: Mapping[str, Any], team_id: str) -> Act:
    """Read a slash command, a pressed button, a sent form or a message's shortcut."""
    read = {How.COMMAND: _command, How.BUTTON: _button, How.FORM: _form, How.SHORTCUT: _shortcut}[how]
    return Act(*read(body, team_id), Words(BEFORE_A_NETWORK))


def _command(body: Mapping[str, Any], team_id: str) -> tuple[Heard, Line]:
    heard = Heard(team_id, body["user_id"], channel_id=body["channel_id"], text=_text(body.get("text")).strip())
    is_direct = _is_direct(body["channel_id"], body.get("channel_name", ""))
    name, trigger_id = body["command"], body["trigger_id"]
    return heard, Line(How.COMMAND, name, trigger_id, body.get("response_url", ""), is_direct=is_direct)


def _shortcut(body: Mapping[str, Any], team_id: str) -> tuple[Heard, Line]:
    channel, message = body["channel"], body["message"]
    thread = message.get("thread_ts", message["ts"])
    heard = Heard(
        team_id,
        body["user"]["id"],
        channel_id=channel["id"],
        text=_text(message.get("text")),
        message=message["ts"] if thread == message["ts"] else f"{message['ts']}:{thread}",
    )
    is_direct = _is_direct(channel["id"], channel.get("name", ""))
    name, trigger_id = body["callback_id"], body["trigger_id"]
    return heard, Line(How.SHORTCUT, name, trigger_id, body.get("response_url", ""), is_direct=is_direct)


def _button(body: Mapping[str, Any], team_id: str) -> tuple[Heard, Line]:
    view, channel, pressed = body.get("view") or {}, body.get("channel") or {}, body["actions"][0]
    value = pressed.get("value") or (pressed.get("selected_option") or {}).get("value", "")
    about, _, chosen = value.partition("@")
    heard = Heard(
        team_id,
        body["user"]["id"],
        channel_id=None if channel.get("name") == "directmessage" else channel.get("id"),
        about=about,
        text=chosen,
        view_id=view.get("id", ""),
        press=body.get("trigger_id", ""),
        fields=_fields(view),
    )
    line = Line(
        How.BUTTON,
        pressed.get("action_id", ""),
        body.get("trigger_id", ""),
        body.get("response_url", ""),
        view_id="" if view.get("type") == "home" else view.get("id", ""),
        beneath=view.get("previous_view_id") or "",
        is_home=view.get("type") == "home",
    )
    return heard, line


def _form(body: Mapping[str, Any], team_id: str) -> tuple[Heard, Line]:
    view = body["view"]
    about, _, rest = (view.get("private_metadata") or "").partition("@")
    version, _, message = rest.partition("@")
    heard = Heard(
        team_id,
        body["user"]["id"],
        about=about,
        version=int(version) if version.isdecimal() else 0,
        message=message,
        view_id=_own(view["id"], body["user"]["id"]),
        fields=_fields(view),
    )
    line = Line(
        How.FORM,
        view.get("callback_id", ""),
        body.get("trigger_id", ""),
        view_id=view["id"],
        beneath=view.get("previous_view_id") or "",
        first_field=next((block["block_id"] for block in view["blocks"] if block["type"] == "input"), ""),
    )
    return heard, line


def _is_direct(channel_id: str, name: str) -> bool:
    """The name tells a direct message; the id of one that we can't see may look like any other."""
    return name == "directmessage" or name.startswith("mpdm-") or channel_id.startswith("D")


def _fields(view: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the fields of a form; also when a button in it is pressed."""
    state = (view.get("state") or {}).get("values") or {}
    return {name: _content(next(iter(elements.values()))) for name, elements in state.items()}


def _content(element: Mapping[str, Any]) -> Any:
    """What stands in a field: text, a time, a day, a value, or a list of people or values. An empty text is null."""
    if "selected_users" in element:
        return element["selected_users"]
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"]]
    if "selected_option" in element:
        return (element["selected_option"] or {}).get("value", "")
    return _text(element.get("selected_time") or element.get("selected_date") or element.get("value"))


def _text(typed: str | None) -> str:
    """What somebody typed. PostgreSQL takes no NUL in a text, and nobody means one."""
    return (typed or "").replace("\0", "")


def _own(view_id: str, user_id: str) -> str:
    """A form as this person's own: who sends it has done it, whoever it was opened for. The name tells of nobody."""
    return hashlib.sha256(f"{view_id}:{user_id}".encode()).hexdigest()
