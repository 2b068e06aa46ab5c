"""Block Kit's composition objects and elements: what may stand inside a block, and how much of it.

Marks name the sources as slack-facts.md does: D = Slack's pages, S = slack_sdk, T = @slack/types, L = slackblocks
3.0.0, a third party that follows Slack's pages. From L only, and so weaker: 150 characters for the placeholders of
e-mail, URL, number, date and time inputs; at least one option. Stricter than Slack may be, on purpose: an option's
value over 75 (T says 75; D, S and L say 150); empty strings; empty arrays (Block Kit does "usually" not take them, says
S:models/basic_objects.py); image addresses that are not http(s); properties newer than this bot (a button's
agent_prompt). Left out, and so refused: external selects, multi-selects of channels and conversations, file_input,
rich_text_input, workflow_button, icon_button, feedback_buttons. Not known, and so not looked at: whether Slack counts
an emoji or `&amp;` as one character (here: Python's len).
"""

import re
from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import Any

from sandbox.shapes import (
    FINE,
    Found,
    Rule,
    anything,
    at_least_one_of,
    by_type,
    exactly_one_of,
    flag,
    integer,
    items,
    record,
    string,
    word,
)

ID = string(255)  # action_id, block_id, callback_id, external_id [1.1 L; S:models/blocks/block_elements.py]


def texts(high: int) -> dict[str, Rule]:
    """Text objects of 1 to `high` characters by their type. [1.1 T:block-kit/composition-objects.ts]"""
    words = {"type": anything, "text": string(high)}
    return {"plain_text": record(words, {"emoji": flag}), "mrkdwn": record(words, {"verbatim": flag})}


def text(high: int) -> Rule:
    return by_type(texts(high))


def plain(high: int) -> Rule:
    return by_type({"plain_text": texts(high)["plain_text"]})


STYLE = word("primary", "danger")  # [T:block-kit/composition-objects.ts]

# Slack's page says plain_text for `text`; T and S take mrkdwn too. [1.1 S:models/blocks/basic_components.py]
CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)

# [1.1 D:/reference/block-kit/composition-objects/option-object]: mrkdwn only in checkboxes and radio buttons.
MENU_OPTION = record({"text": plain(75), "value": string(75)}, {"description": plain(75)})
LIST_OPTION = record({"text": text(75), "value": string(75)}, {"description": text(75)})
OVERFLOW_OPTION = record({"text": plain(75), "value": string(75)}, {"description": plain(75), "url": string(3000)})
OPTION_GROUP = record({"label": plain(75), "options": items(MENU_OPTION, 100)}, {})

DISPATCH = {
    "dispatch_action_config": record(
        {}, {"trigger_actions_on": items(word("on_enter_pressed", "on_character_entered"), 2)}
    )
}
CONVERSATION_FILTER = record(
    {},
    {
        "include": items(word("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    at_least_one_of("include", "exclude_external_shared_channels", "exclude_bot_users"),
)

# A public address or a file that Slack holds, never both. [1.5 D:/reference/block-kit/blocks/image-block]
PICTURE = {
    "image_url": string(3000, pattern=r"https?://\S+", looks="a public http(s) address"),
    "slack_file": record({}, {"id": string(None), "url": string(None)}, exactly_one_of("id", "url")),
}
ALT_TEXT = string(2000)
IMAGE_ELEMENT = record({"type": anything, "alt_text": ALT_TEXT}, PICTURE, exactly_one_of("image_url", "slack_file"))


def _initial_among_options(element: Mapping[str, Any]) -> Found:
    """An initial option "exactly matches" one of the options: every property alike [T:block-kit/block-elements.ts]."""
    groups = element.get("option_groups", [])
    offered = element.get("options") or list(chain.from_iterable(group["options"] for group in groups))
    if "initial_option" in element and element["initial_option"] not in offered:
        return [("/initial_option", "must exactly match one of the options")]
    return [
        (f"/initial_options/{index}", "must exactly match one of the options")
        for index, option in enumerate(element.get("initial_options", []))
        if option not in offered
    ]


def _initial_within_most(name: str) -> Rule:
    def check(element: Mapping[str, Any]) -> Found:
        most = element.get("max_selected_items")
        if most is not None and len(element.get(name, ())) > most:
            return [(f"/{name}", f"no more than {most} items allowed")]
        return FINE

    return check


def _lengths_agree(element: Mapping[str, Any]) -> Found:
    """min_length and max_length of a text input fit each other, and the initial value fits max_length."""
    low, high = element.get("min_length", 0), element.get("max_length", 3000)
    if low > high:
        return [("/min_length", "must not be greater than max_length")]
    if len(element.get("initial_value", "")) > high:
        return [("/initial_value", f"must be less than {high + 1} characters")]
    return FINE


def _numbers_agree(element: Mapping[str, Any]) -> Found:
    """[T:block-kit/block-elements.ts, NumberInput]; the numbers themselves are sent as strings."""
    values = {name: element[name] for name in ("min_value", "initial_value", "max_value") if name in element}
    if not element["is_decimal_allowed"]:
        whole = re.compile(r"-?\d+")
        if found := [(f"/{name}", "must be a whole number") for name in values if not whole.fullmatch(values[name])]:
            return found
    numbers = [float(value) for value in values.values()]
    return (
        FINE if numbers == sorted(numbers) else [("", "min_value, initial_value and max_value must be in this order")]
    )


def _a_date(value: Any) -> Found:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            date.fromisoformat(value)
        except ValueError:
            return [("", "must be a day that exists")]
        return FINE
    return [("", "must look like YYYY-MM-DD")]


TIME = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d", looks="HH:mm, 24 hours with a leading zero")
NUMBER = string(None, pattern=r"-?\d+(\.\d+)?", looks="a number")
WHO = string(None)  # the id of a person or a conversation: that it exists is for the workspace to say
CONFIRMED = {"confirm": CONFIRM}
FOCUSED = {"focus_on_load": flag}
HINTED = {**FOCUSED, "placeholder": plain(150)}
PICKED = {**CONFIRMED, **HINTED}
TYPED = {**HINTED, **DISPATCH}
SEVERAL = {"max_selected_items": integer(1)}


def _element(needed: Mapping[str, Rule], optional: Mapping[str, Rule], *also: Rule) -> Rule:
    return record({"type": anything, **needed}, {"action_id": ID, **optional}, *also)


def _menu(initial: Mapping[str, Rule], *also: Rule) -> Rule:
    sources = {"options": items(MENU_OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
    one_source = exactly_one_of("options", "option_groups")
    return _element({}, {**PICKED, **sources, **initial}, one_source, *also, _initial_among_options)


# Limits: 1.1 and 1.2. Properties: T:block-kit/block-elements.ts and extensions.ts.
ELEMENTS: Mapping[str, Rule] = {
    "button": _element(
        {"text": plain(75)},
        {
            **CONFIRMED,
            "value": string(2000),
            "url": string(3000),
            "style": STYLE,
            "accessibility_label": string(75),
        },
    ),
    "overflow": _element({"options": items(OVERFLOW_OPTION, 5)}, CONFIRMED),
    "static_select": _menu({"initial_option": MENU_OPTION}),
    "multi_static_select": _menu(
        {**SEVERAL, "initial_options": items(MENU_OPTION, 100)}, _initial_within_most("initial_options")
    ),
    "users_select": _element({}, {**PICKED, "initial_user": WHO}),
    "multi_users_select": _element(
        {}, {**PICKED, **SEVERAL, "initial_users": items(WHO, None)}, _initial_within_most("initial_users")
    ),
    "conversations_select": _element(
        {},
        {
            **PICKED,
            "initial_conversation": WHO,
            "default_to_current_conversation": flag,
            "filter": CONVERSATION_FILTER,
            "response_url_enabled": flag,
        },
    ),
    "channels_select": _element({}, {**PICKED, "initial_channel": WHO, "response_url_enabled": flag}),
    "radio_buttons": _element(
        {"options": items(LIST_OPTION, 10)},
        {**CONFIRMED, **FOCUSED, "initial_option": LIST_OPTION},
        _initial_among_options,
    ),
    "checkboxes": _element(
        {"options": items(LIST_OPTION, 10)},
        {**CONFIRMED, **FOCUSED, "initial_options": items(LIST_OPTION, 10)},
        _initial_among_options,
    ),
    "plain_text_input": _element(
        {},
        {
            **TYPED,
            "initial_value": string(None, low=0),
            "multiline": flag,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        _lengths_agree,
    ),
    "number_input": _element(
        {"is_decimal_allowed": flag},
        {**TYPED, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
        _numbers_agree,
    ),
    "email_text_input": _element({}, {**TYPED, "initial_value": string(None, low=0)}),
    "url_text_input": _element({}, {**TYPED, "initial_value": string(None, low=0)}),
    "datepicker": _element({}, {**PICKED, "initial_date": _a_date}),
    "timepicker": _element({}, {**PICKED, "initial_time": TIME, "timezone": string(None)}),
    # Ten digits of Unix seconds. [1.2 D:/reference/block-kit/block-elements/datetime-picker-element]
    "datetimepicker": _element(
        {}, {**CONFIRMED, **FOCUSED, "initial_date_time": integer(1_000_000_000, 9_999_999_999)}
    ),
}
