"""What Slack sends when a person acts. [slack-facts 4, 1.4; D:/reference/views]"""

from typing import TYPE_CHECKING, Any

from sandbox import reading
from sandbox.interactions import new_response_url, new_trigger
from sandbox.world import Channel, Member, Message, View

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]


def command(workspace: "Workspace", person: Member, channel: Channel, name: str, text: str) -> Json:
    """A slash command; `text` raw as typed, since the manifest's `should_escape` is false."""
    return {
        "token": "deprecated",
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": _name(channel),
        "user_id": person.id,
        "user_name": person.name.lower().replace(" ", "."),
        "command": name,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": new_response_url(workspace, channel, person),
        "trigger_id": new_trigger(workspace, person),
    }


def _name(channel: Channel) -> str:
    """Every DM is called directmessage [slack-facts 4]; every private channel privategroup (UNVERIFIED)."""
    return {"public": channel.name, "private": "privategroup", "im": "directmessage"}[channel.kind]


def interaction(workspace: "Workspace", person: Member, kind: str) -> Json:
    """What every interaction carries."""
    handle = person.name.lower().replace(" ", ".")
    return {
        "type": kind,
        "team": {"id": workspace.id, "domain": workspace.domain},
        "user": {"id": person.id, "username": handle, "name": handle, "team_id": person.team_id},
        "api_app_id": workspace.app.id,
        "token": "deprecated",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def message_action(workspace: "Workspace", person: Member, channel: Channel, message: Message, action: Json) -> Json:
    """block_actions from a message. An ephemeral message is named in `container` only (the strict reading)."""
    payload = interaction(workspace, person, "block_actions")
    payload["trigger_id"] = new_trigger(workspace, person)
    payload["container"] = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral,
    }
    payload["channel"] = {"id": channel.id, "name": _name(channel)}
    if not message.ephemeral:
        payload["message"] = message.as_json(workspace.bot_id, workspace.app.id)
    payload["state"] = {"values": reading.state_values(message.blocks, message.typed_by(person.id))}
    payload["response_url"] = new_response_url(workspace, channel, person, message)
    payload["actions"] = [action | {"action_ts": workspace.next_ts()}]
    return payload


def view_action(workspace: "Workspace", person: Member, view: View, action: Json) -> Json:
    """block_actions from a modal or Home tab: no channel, no response_url."""
    payload = interaction(workspace, person, "block_actions")
    payload["trigger_id"] = new_trigger(workspace, person, view)
    payload["container"] = {"type": "view", "view_id": view.id}
    payload["view"] = view.as_json(workspace.app.id, workspace.bot_id, workspace.id)
    payload["actions"] = [action | {"action_ts": workspace.next_ts()}]
    return payload


def view_submission(workspace: "Workspace", person: Member, view: View) -> Json:
    """A modal sent in, with all its values."""
    payload = interaction(workspace, person, "view_submission")
    payload["trigger_id"] = new_trigger(workspace, person, view)
    payload["view"] = view.as_json(workspace.app.id, workspace.bot_id, workspace.id)
    payload["response_urls"] = []
    for block, element in reading.stateful(view.blocks):
        if element.get("response_url_enabled"):
            chosen = reading.answer(block, element, view.typed)[reading.ANSWER[element["type"]][0]]
            if channel := workspace.channels.get(chosen or ""):
                url = new_response_url(workspace, channel, person)
                where = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel.id}
                payload["response_urls"].append(where | {"response_url": url})
    return payload


def view_closed(workspace: "Workspace", person: Member, view: View, *, cleared: bool) -> Json:
    """A modal given up; sent only with `notify_on_close`. It has no trigger."""
    payload = interaction(workspace, person, "view_closed")
    payload["view"] = view.as_json(workspace.app.id, workspace.bot_id, workspace.id)
    payload["is_cleared"] = cleared
    return payload


def shortcut(workspace: "Workspace", person: Member, callback_id: str) -> Json:
    """A global shortcut: no channel, no response_url. [D:/reference/interaction-payloads/shortcuts-interaction-payload]

    Slack's lists of the fields of shortcuts have no `api_app_id`, so there is none here (the strict reading).
    """
    payload = interaction(workspace, person, "shortcut")
    del payload["api_app_id"]
    trigger_id = new_trigger(workspace, person)
    return payload | {"callback_id": callback_id, "trigger_id": trigger_id, "action_ts": workspace.next_ts()}


def on_message(workspace: "Workspace", person: Member, channel: Channel, message: Message) -> Json:
    """What makes a shortcut a message shortcut. Its response_url speaks in the channel; it replaces no message."""
    return {
        "type": "message_action",
        "channel": {"id": channel.id, "name": _name(channel)},
        "message_ts": message.ts,
        "message": message.as_json(workspace.bot_id, workspace.app.id),
        "response_url": new_response_url(workspace, channel, person),
    }


def pressed(element: Json, block: Json, option: Json | None) -> Json:
    """The action of a button, or of an option of an overflow menu."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "overflow":
        return action | {"selected_option": option}
    action["text"] = element["text"]
    return action | {key: element[key] for key in ("value", "style", "confirm", "url") if key in element}


def answered(element: Json, block: Json, entry: Json) -> Json:
    """The action of an input that tells at once: a picker outside an input block, or with dispatch_action."""
    return {"action_id": element["action_id"], "block_id": block["block_id"]} | entry
