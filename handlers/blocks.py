"""A dozen words of Block Kit, for modals and messages. Slack's limits on lengths are checked where a block is built.

They build plain dicts: the SDK's own models take a millisecond for a form, which is most of what opening one costs.
Whatever is shown is `Shown`, so people's text can't get here unescaped; what a field holds is raw.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from handlers.words import Shown, cut, escape

Block: TypeAlias = dict[str, Any]
Button: TypeAlias = dict[str, Any]

HEADER_MAX, SECTION_MAX = 150, 3_000
SPOKEN_MAX = 3_500  # of a message's `text`; Slack cuts and refuses from 4,000 on
OPTION_MAX = 75
FIELD_MAX = 3_000  # what a text field can hold at all


class TooLongError(ValueError):
    """A text of ours that Slack would refuse. People's texts are shorter by the rules of their nouns."""


def heading(text: Shown) -> Block:
    """A title in bold, never parsed. One that escaping made too long for a header stands whole in a section."""
    fits = len(text) <= HEADER_MAX
    return {"type": "header" if fits else "section", "text": _plain(text, SECTION_MAX)}


def section(text: Shown) -> Block:
    """A paragraph of ours alone, with `*bold*` and mentions. What holds a person's words is `said`."""
    if len(text) > SECTION_MAX:
        raise TooLongError(f"{len(text)} characters where Slack takes {SECTION_MAX}")
    # `verbatim`, or Slack would turn an "@here" in it into a ping.
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def said(text: Shown) -> Block:
    """A paragraph with a person's words in it: their asterisks stay asterisks."""
    return {"type": "section", "text": _plain(text, SECTION_MAX)}


def said_beside(text: Shown, button: Button) -> Block:
    """A person's words, with a button that is about them."""
    return said(text) | {"accessory": button}


def quiet(text: Shown) -> Block:
    """A small grey line."""
    return {"type": "context", "elements": [_plain(text, SECTION_MAX)]}


def link(label: Shown, address: str) -> Block:
    """A small grey line of ours that leads somewhere."""
    led = {"type": "mrkdwn", "text": f"<{escape(address)}|{label}>", "verbatim": True}
    return {"type": "context", "elements": [led]}


def divider() -> Block:
    return {"type": "divider"}


def buttons(*those: Button) -> Block:
    return {"type": "actions", "elements": list(those)}


def grouped(*groups: tuple[Shown | None, Sequence[Button]]) -> list[Block]:
    """Buttons in groups, each under a small heading if it has one. With one group alone, headings tell nothing."""
    there = [(caption, those) for caption, those in groups if those]
    shown = []
    for caption, those in there:
        shown += [quiet(caption)] if caption and len(there) > 1 else []
        shown.append(buttons(*those))
    return shown


def button(
    label: Shown,
    deed: str,
    value: str,
    *,
    style: str | None = None,
    confirm: tuple[Shown, Shown, Shown] | None = None,
    spoken: Shown | None = None,
) -> Button:
    """A button that does a deed to the noun whose key is `value`.

    style: "primary" or "danger". confirm: question, what will happen, and the way back; what confirms has the
    button's own label and style. spoken: what a screen reader says instead of the label, where many are alike.
    """
    made = {"type": "button", "text": _plain(label, 75), "action_id": deed, "value": value}
    if style:
        made["style"] = style
    if spoken:
        made["accessibility_label"] = spoken
    if confirm:
        question, consequence, back = confirm
        made["confirm"] = {
            "title": _plain(question, 100),
            "text": _plain(consequence, 300),
            "confirm": _plain(label, 30),
            "deny": _plain(back, 30),
        } | ({"style": style} if style else {})
    return made


def menu(label: Shown, deed: str, about: str, options: Mapping[str, Shown], *, value: str) -> Button:
    """A choice beside buttons that does a deed at once, with what was chosen, to the noun whose key is `about`."""
    choices = {f"{about}@{key}": text for key, text in options.items()}
    made = _one_of("static_select", choices, f"{about}@{value}")
    return made | {"action_id": deed, "placeholder": _plain(label, 150)}


def text_field(
    name: str, label: Shown, *, hint: Shown, value: str = "", tall: bool = False, needed: bool = False
) -> Block:
    """A text to fill in. It never stops anybody at a length: what is too long gets a sentence, and keeps its text."""
    element: dict[str, Any] = {"type": "plain_text_input", "max_length": FIELD_MAX, "multiline": tall}
    if value:
        element["initial_value"] = value
    return _field(name, label, element, hint, optional=not needed)


def number_field(
    name: str, label: Shown, *, hint: Shown, value: str, least: int, most: int, needed: bool = False
) -> Block:
    """A whole number, which Slack keeps within its bounds."""
    element = {"type": "number_input", "is_decimal_allowed": False, "min_value": str(least), "max_value": str(most)}
    if value:
        element["initial_value"] = value
    return _field(name, label, element, hint, optional=not needed)


def choice_field(
    name: str, label: Shown, options: Mapping[str, Shown], *, value: str, hint: Shown | None = None, needed: bool = True
) -> Block:
    """One of a few, all in view."""
    return _field(name, label, _one_of("radio_buttons", options, value), hint, optional=not needed)


def select_field(
    name: str, label: Shown, options: Mapping[str, Shown], *, value: str = "", hint: Shown | None = None
) -> Block:
    """One of several, from a list; without a value, none is chosen yet."""
    return _field(name, label, _one_of("static_select", options, value), hint)


def select_several_field(
    name: str, label: Shown, options: Mapping[str, Shown], *, value: Sequence[str], most: int, hint: Shown
) -> Block:
    """Some of several, from a list, in the order in which they are chosen; none is an answer too."""
    offered = {key: {"value": key, "text": _plain(text, OPTION_MAX)} for key, text in options.items()}
    element = {"type": "multi_static_select", "options": list(offered.values()), "max_selected_items": most}
    if chosen := [offered[key] for key in value if key in offered]:
        element["initial_options"] = chosen
    return _field(name, label, element, hint, optional=True)


def time_field(name: str, label: Shown, *, value: str) -> Block:
    """A wall time, HH:MM."""
    return _field(name, label, {"type": "timepicker", "initial_time": value})


def date_field(
    name: str, label: Shown, *, hint: Shown | None = None, value: date | None = None, needed: bool = False
) -> Block:
    """A day of the calendar."""
    element = {"type": "datepicker"} | ({"initial_date": value.isoformat()} if value else {})
    return _field(name, label, element, hint, optional=not needed)


def several_field(
    name: str, label: Shown, options: Mapping[str, Shown], *, value: Collection[str], hint: Shown | None = None
) -> Block:
    """Any of a few, all in view; none is an answer too."""
    offered = {key: {"value": key, "text": _plain(text, 75)} for key, text in options.items()}
    element: dict[str, Any] = {"type": "checkboxes", "options": list(offered.values())}
    if value:
        element["initial_options"] = [option for key, option in offered.items() if key in value]
    return _field(name, label, element, hint, optional=True)


def people_field(
    name: str, label: Shown, *, value: Sequence[str], most: int, hint: Shown, needed: bool = True
) -> Block:
    """Some of the workspace's people."""
    element: dict[str, Any] = {"type": "multi_users_select", "max_selected_items": most}
    if value:
        element["initial_users"] = list(value)
    return _field(name, label, element, hint, optional=not needed)


def modal(
    title: Shown,
    blocks: Sequence[Block],
    *,
    close: Shown,
    submit: Shown | None = None,
    deed: str = "",
    about: str = "",
    version: int = 0,
    message: str = "",
) -> dict[str, Any]:
    """A modal for views.open. Submitting it does the deed to the noun whose key is `about`, as it was in `version`.

    `message`: the one in the channel that it began with.
    """
    made = {"type": "modal", "title": _plain(title, 24), "close": _plain(close, 24), "blocks": list(blocks)}
    if submit:
        made |= {"submit": _plain(submit, 24), "callback_id": deed, "private_metadata": f"{about}@{version}@{message}"}
    return made


def home(*those: Block) -> dict[str, Any]:
    """A view for views.publish."""
    return {"type": "home", "blocks": list(those)}


@dataclass(frozen=True)
class Message:
    """A message: its blocks, and `text`, which says the same in words: a screen reader reads nothing else."""

    text: str
    blocks: list[Block]
    is_pinned: bool = False  # to the channel

    @classmethod
    def of(cls, *those: Block | None, is_pinned: bool = False) -> Message:
        blocks = [block for block in those if block is not None]
        spoken = "\n".join(text for block in blocks if (text := _spoken(block)))
        return cls(cut(Shown(spoken), SPOKEN_MAX), blocks, is_pinned)


def _plain(text: Shown, most: int) -> dict[str, Any]:
    if len(text) > most:
        raise TooLongError(f"{len(text)} characters where Slack takes {most}")
    return {"type": "plain_text", "text": text, "emoji": True}


def _one_of(kind: str, options: Mapping[str, Shown], value: str) -> dict[str, Any]:
    offered = {key: {"value": key, "text": _plain(text, OPTION_MAX)} for key, text in options.items()}
    chosen = {"initial_option": offered[value]} if value else {}
    return {"type": kind, "options": list(offered.values()), **chosen}


def _field(
    name: str, label: Shown, element: dict[str, Any], hint: Shown | None = None, *, optional: bool = False
) -> Block:
    made = {
        "type": "input",
        "block_id": name,
        "label": _plain(label, 2_000),
        "element": element | {"action_id": name},
        "optional": optional,
    }
    if hint:
        made["hint"] = _plain(hint, 2_000)
    return made


def _spoken(block: Block) -> str:
    """What a block says, without its buttons."""
    if "text" in block:
        return str(block["text"]["text"])
    if block["type"] == "context":
        return " ".join(element["text"] for element in block["elements"])
    return ""
