"""Which events reach the bot, and what Slack does when one is not acknowledged. [slack-facts 3, 7]"""

import json
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sandbox.manifest import EVENT_SCOPES
from sandbox.socket_mode import NO_SOCKET
from sandbox.world import Channel, Message, new_id

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]
RETRY_AFTER = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
TOO_LATE = timedelta(hours=2)  # events later than this are dropped


def emit(workspace: "Workspace", event: Json, channel: Channel | None = None, *, gone: bool = False) -> None:
    """Tell the bot, if it is installed, subscribed, granted the scope, and in the channel (or just `gone` from it)."""
    _emit(workspace, event["type"], event, channel, gone)


def emit_message(workspace: "Workspace", channel: Channel, message: Message) -> None:
    """A posted message: subscribed to by kind of channel, delivered as `message`. [slack-facts 7]"""
    kind = {"public": "message.channels", "private": "message.groups", "im": "message.im"}[channel.kind]
    if kind not in workspace.yard.manifest.bot_events:
        return
    event = message.as_json(workspace.bot_id, workspace.app.id) | {"channel": channel.id}
    event["channel_type"] = {"public": "channel", "private": "group", "im": "im"}[channel.kind]
    if message.files:
        event["subtype"] = "file_share"  # [D:/reference/events/message/file_share]
    _emit(workspace, kind, event, channel, False)


def _emit(workspace: "Workspace", subscription: str, event: Json, channel: Channel | None, gone: bool) -> None:
    manifest = workspace.yard.manifest
    if not workspace.installed or subscription not in manifest.bot_events:
        return
    needed = EVENT_SCOPES[subscription]
    if channel and len(needed) > 1:  # channels:read or groups:read, by the kind of channel
        needed = needed & {f"{channel.family}:read"}
    if EVENT_SCOPES[subscription] and not needed & set(manifest.bot_scopes):
        return
    if channel and workspace.bot.id not in channel.members and not gone:
        return
    event["event_ts"] = workspace.next_ts()
    authorization = {"enterprise_id": None, "team_id": workspace.id, "user_id": workspace.bot.id}
    body: Json = {
        "token": "deprecated",
        "team_id": workspace.id,
        "api_app_id": workspace.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": workspace.seconds(),
        "authorizations": [authorization | {"is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": bool(channel and channel.shared_with),
        "event_context": f"4-{new_id('')}",
    }
    _deliver(workspace, body, json.dumps(body), attempt=0, retry=None)


def _deliver(workspace: "Workspace", body: Json, text: str, attempt: int, retry: Json | None) -> None:
    if workspace.seconds() - body["event_time"] > TOO_LATE.total_seconds():
        return
    done = partial(_delivered, workspace, body, text, attempt)
    workspace.app.sockets.deliver("events_api", text, done, retry=retry)


def _delivered(
    workspace: "Workspace", body: Json, text: str, attempt: int, ack: Json | None, failure: str | None
) -> None:
    """After the acknowledgement, or 3 s without one: the same event again, at once, after 1 and after 5 minutes."""
    yard = workspace.yard
    with yard.lock:
        workspace.record("envelope:events_api", body, {"ack": ack} if failure is None else {"failure": failure})
        if failure and attempt < len(RETRY_AFTER):
            reason = "connection_failed" if failure == NO_SOCKET else "http_timeout"
            retry = {"retry_attempt": attempt + 1, "retry_reason": reason}
            again = partial(_deliver, workspace, body, text, attempt + 1, retry)
            yard.at(yard.clock.now() + RETRY_AFTER[attempt], again)
        yard.news.changed()
