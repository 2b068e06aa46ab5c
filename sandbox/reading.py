"""What a person can read, press and fill in a list of blocks: all that looks into Block Kit for people's eyes."""

import html
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

# The key that holds an element's answer in `state`, and its empty value. [slack-facts 1.1, 1.2; D:/reference/block-kit]
ANSWER: dict[str, tuple[str, Any]] = {
    "plain_text_input": ("value", None),
    "number_input": ("value", None),
    "email_text_input": ("value", None),
    "url_text_input": ("value", None),
    "static_select": ("selected_option", None),
    "radio_buttons": ("selected_option", None),
    "checkboxes": ("selected_options", []),
    "multi_static_select": ("selected_options", []),
    "users_select": ("selected_user", None),
    "multi_users_select": ("selected_users", []),
    "conversations_select": ("selected_conversation", None),
    "multi_conversations_select": ("selected_conversations", []),
    "channels_select": ("selected_channel", None),
    "multi_channels_select": ("selected_channels", []),
    "datepicker": ("selected_date", None),
    "timepicker": ("selected_time", None),
    "datetimepicker": ("selected_date_time", None),
}
INITIAL = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}


def shown(text: str) -> str:
    """Text as it meets the eye: Slack's three entities decoded; mentions and links stay as written."""
    return html.unescape(text)


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in blocks:
        if block["type"] == "actions":
            for element in block["elements"]:
                yield block, element
        elif block["type"] == "input":
            yield block, block["element"]
        elif block["type"] == "section" and block.get("accessory", {}).get("type") not in (None, "image"):
            yield block, block["accessory"]


def stateful(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """The elements that hold an answer."""
    return ((block, element) for block, element in elements(blocks) if element["type"] in ANSWER)


def answer(block: Json, element: Json, typed: dict[tuple[str, str], Json]) -> Json:
    """An element's entry in `state.values`: what was typed, else its initial value, else Slack's empty value."""
    told = typed.get((block["block_id"], element["action_id"]))
    if told is not None:
        return told
    key, empty = ANSWER[element["type"]]
    return {"type": element["type"], key: element.get(INITIAL[key], empty)}


def state_values(blocks: list[Json], typed: dict[tuple[str, str], Json]) -> dict[str, dict[str, Json]]:
    """`state.values`: {block_id: {action_id: answer}} of every element that holds an answer, filled in or not."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in stateful(blocks):
        values.setdefault(block["block_id"], {})[element["action_id"]] = answer(block, element, typed)
    return values


def pressable(blocks: list[Json]) -> Iterator[tuple[str, Json, Json]]:
    """(label, block, element) of every button, and of every line in an overflow menu."""
    for block, element in elements(blocks):
        if element["type"] == "button":
            yield shown(element["text"]["text"]), block, element
        elif element["type"] == "overflow":
            for option in element["options"]:
                yield shown(option["text"]["text"]), block, element


def label_of(block: Json, element: Json) -> str:
    """The words a person knows an input by: its label, the text beside it, or its placeholder."""
    if block["type"] == "input":
        return shown(block["label"]["text"])
    if block["type"] == "section" and block.get("text"):
        return shown(block["text"]["text"])
    return shown(element.get("placeholder", {}).get("text", ""))


def options_of(element: Json) -> list[Json]:
    """An element's options, those in groups included."""
    options: list[Json] = element.get("options") or [o for g in element.get("option_groups", []) for o in g["options"]]
    return options


def value_shown(entry: Json) -> Any:
    """An answer as a person sees it: labels of chosen options, text, ids of people."""
    value = entry[ANSWER[entry["type"]][0]]
    if isinstance(value, dict):
        return shown(value["text"]["text"])
    if entry["type"] in ("checkboxes", "multi_static_select"):
        return [shown(option["text"]["text"]) for option in value]
    return value


def texts(node: Any) -> Iterator[str]:
    """Every text in reading order, wherever it stands; what only a screen reader or a click shows is left out."""
    if isinstance(node, list):
        for child in node:
            yield from texts(child)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield shown(node["text"])
        for key, child in node.items():
            if key not in ("confirm", "value", "alt_text", "placeholder") and isinstance(child, dict | list):
                yield from texts(child)


def blocks_text(blocks: list[Json]) -> str:
    """All readable words of some blocks, one text per line."""
    return "\n".join(texts(blocks))


def pings(text: str, blocks: list[Json]) -> list[str]:
    """What in a message notifies somebody. Without `verbatim` Slack also makes mentions of bare words. [1.6]"""
    found = re.findall(r"<(?:!(?:channel|here|everyone|subteam)[^>]*|@[UW][^>]*)>", text)
    for part in mrkdwn(blocks):
        found += re.findall(r"<(?:!(?:channel|here|everyone|subteam)[^>]*|@[UW][^>]*)>", part["text"])
        if not part.get("verbatim"):
            found += re.findall(r"(?<![\w<!])@(?:channel|here|everyone)\b", part["text"])
    return found


def mrkdwn(node: Any) -> Iterator[Json]:
    """Every mrkdwn text object."""
    if isinstance(node, list):
        for child in node:
            yield from mrkdwn(child)
    elif isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node
        for child in node.values():
            if isinstance(child, dict | list):
                yield from mrkdwn(child)
