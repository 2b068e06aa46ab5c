"""Pins. [slack-facts 8.2; D:/reference/methods/pins.add, pins.remove, pins.list]"""

from typing import TYPE_CHECKING, Any

from sandbox.modals import SlackError
from sandbox.web_api.method import Method, find_channel, words
from sandbox.world import Channel

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]


def add(workspace: "Workspace", args: Json) -> Json:
    """pins.add: messages only, and whoever's."""
    channel, ts = _pinnable(workspace, args)
    if ts in channel.pinned:
        raise SlackError("already_pinned")
    channel.pinned.append(ts)
    return {}


def remove(workspace: "Workspace", args: Json) -> Json:
    """pins.remove"""
    channel, ts = _pinnable(workspace, args)
    if ts not in channel.pinned:
        raise SlackError("no_pin")
    channel.pinned.remove(ts)
    return {}


def list_pins(workspace: "Workspace", args: Json) -> Json:
    """pins.list: the newest pin first (UNVERIFIED). Slack also tells who pinned a message, and when."""
    channel = _entered(workspace, args)
    items = []
    for ts in reversed(channel.pinned):
        message = channel.messages[ts].as_json(workspace.bot_id, workspace.app.id) | {"pinned_to": [channel.id]}
        items.append({"type": "message", "channel": channel.id, "message": message})
    return {"items": items}


def _pinnable(workspace: "Workspace", args: Json) -> tuple[Channel, str]:
    channel = _entered(workspace, args)
    if channel.archived:
        raise SlackError("is_archived")  # UNVERIFIED: not on the methods' pages
    if not args.get("timestamp"):
        raise SlackError("no_item_specified")
    message = channel.messages.get(str(args["timestamp"]))
    if message is None or message.ephemeral:
        raise SlackError("message_not_found")
    return channel, message.ts


def _entered(workspace: "Workspace", args: Json) -> Channel:
    channel = find_channel(workspace, args["channel"], "write")
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")  # on the page of pins.add; of pins.remove and pins.list UNVERIFIED
    return channel


METHODS = {
    "pins.add": Method(add, 2, ("pins:write",), words("channel"), words("timestamp")),
    "pins.remove": Method(remove, 2, ("pins:write",), words("channel"), words("timestamp")),
    "pins.list": Method(list_pins, 2, ("pins:read",), words("channel")),
}
