"""The inputs of a modal or message as the page draws them, and what comes back from the browser."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox import forms, reading
from sandbox.people import Person
from sandbox.workspace import Workspace
from sandbox.world import Message, View

Json = dict[str, Any]

HTML_TYPES = {
    "plain_text_input": "text",
    "number_input": "number",
    "email_text_input": "email",
    "url_text_input": "url",
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "datetime-local",
}
KINDS = {
    "static_select": "select",
    "users_select": "select",
    "conversations_select": "select",
    "channels_select": "select",
    "multi_static_select": "boxes",
    "multi_users_select": "boxes",
    "multi_conversations_select": "boxes",
    "multi_channels_select": "boxes",
    "checkboxes": "boxes",
    "radio_buttons": "radio",
}


@dataclass(frozen=True)
class Choice:
    """A line of a menu, a radio button or a box to tick. Its texts are text objects of Block Kit."""

    value: str
    text: Json
    description: Json | None
    chosen: bool
    group: str = ""


@dataclass(frozen=True)
class Field:
    """An input: `kind` says how it is drawn (`line`, `area`, `select`, `boxes`, `radio`)."""

    name: str  # of the form's control: ["block_id", "action_id"] as JSON
    kind: str
    html_type: str
    label: str
    element: Json
    value: str
    choices: list[Choice]
    tells: bool  # the app hears of each change at once

    @property
    def most(self) -> int | None:
        """How many may be chosen, if Slack's client would stop at a number."""
        return self.element.get("max_selected_items")


def name_of(block: Json, element: Json) -> str:
    """What names an element in a form."""
    return json.dumps([block["block_id"], element["action_id"]])


def field(person: Person, holder: View | Message, block: Json, element: Json) -> Field:
    """One input, with what she sees standing in it."""
    given = reading.answer(block, element, holder.typed_by(person.id))[reading.ANSWER[element["type"]][0]]
    kind = KINDS.get(element["type"], "area" if element.get("multiline") else "line")
    value = "" if given is None or kind in ("select", "boxes", "radio") else str(given)
    if element["type"] == "datetimepicker" and given:
        value = datetime.fromtimestamp(int(given), UTC).astimezone(ZoneInfo(person.tz)).strftime("%Y-%m-%dT%H:%M")
    return Field(
        name=name_of(block, element),
        kind=kind,
        html_type=HTML_TYPES.get(element["type"], ""),
        label=reading.label_of(block, element),
        element=element,
        value=value,
        choices=list(_choices(person.workspace, element, given)) if kind in ("select", "boxes", "radio") else [],
        tells=forms.tells(block),
    )


def _choices(workspace: Workspace, element: Json, given: Any) -> Iterator[Choice]:
    taken = given if isinstance(given, list) else [given]
    if element["type"].endswith(("users_select", "conversations_select", "channels_select")):
        for key, name in sorted(_whom(workspace, element).items(), key=lambda entry: entry[1].casefold()):
            yield Choice(key, {"type": "plain_text", "text": name, "emoji": False}, None, key in taken)
        return
    for group in element.get("option_groups") or [{"options": element["options"]}]:
        label = reading.shown(group["label"]["text"]) if "label" in group else ""
        for option in group["options"]:
            yield Choice(option["value"], option["text"], option.get("description"), option in taken, label)


def _whom(workspace: Workspace, element: Json) -> dict[str, str]:
    """The people or channels one may pick: id -> name, escaped as Slack keeps texts."""
    if element["type"].endswith("users_select"):
        whom = {member.id: member.name for member in workspace.members.values() if not member.deleted}
    else:
        whom = {c.id: f"#{c.name}" for c in workspace.channels.values() if c.kind == "public" and not c.archived}
    return {key: name.replace("&", "&amp;").replace("<", "&lt;") for key, name in whom.items()}


def entry(zone: str, element: Json, values: Sequence[str]) -> Json:
    """The answer of an element, from what the browser sends of it: nothing, one value, or several."""
    kind = element["type"]
    first = values[0] if values else ""
    if kind in HTML_TYPES:
        if kind == "datetimepicker":
            local = datetime.fromisoformat(first).replace(tzinfo=ZoneInfo(zone)) if first else None
            return {"type": kind, "selected_date_time": int(local.timestamp()) if local else None}
        # A browser sends line breaks as CR LF; Slack sends LF.
        return forms.written(element, first.replace("\r\n", "\n"))
    chosen = [value for value in values if value]
    if kind.endswith(("users_select", "conversations_select", "channels_select")):
        return forms.one_or_many(element, chosen)
    options = {option["value"]: option for option in reading.options_of(element)}
    return forms.one_or_many(element, [options[value] for value in chosen if value in options])
