"""A dozen words of Block Kit. `slack_sdk.models` checks Slack's limits when a block is built.

Whatever is shown is `Shown`, so people's text can't get here unescaped; what a field holds is raw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from handlers.words import Shown

HEADER_MAX = HeaderBlock.text_max_length
SPOKEN_MAX = 3_500  # of a message's `text`; Slack cuts and refuses from 4,000 on
FIELD_MAX = 3_000  # what a text field can hold at all


def heading(text: Shown) -> Block:
    """A title in bold, never parsed. One that escaping made too long for a header stands whole in a section."""
    plain = PlainTextObject(text=text, emoji=True)
    return HeaderBlock(text=plain) if len(text) <= HEADER_MAX else SectionBlock(text=plain)


def section(text: Shown) -> Block:
    """A paragraph of ours, with `*bold*`. `verbatim`, or Slack would turn "@here" in it into a ping."""
    return SectionBlock(text=MarkdownTextObject(text=text, verbatim=True))


def said(text: Shown) -> Block:
    """A paragraph as a person wrote it: asterisks stay asterisks."""
    return SectionBlock(text=PlainTextObject(text=text, emoji=True))


def quiet(text: Shown) -> Block:
    """A small grey line."""
    return ContextBlock(elements=[MarkdownTextObject(text=text, verbatim=True)])


def buttons(*those: ButtonElement) -> Block:
    return ActionsBlock(elements=list(those))


def button(
    label: Shown, deed: str, value: str, *, style: str | None = None, confirm: tuple[Shown, Shown, Shown] | None = None
) -> ButtonElement:
    """A button that does a deed to the noun whose key is `value`.

    confirm: question, what will happen, and the way back; the button's own label is what confirms.
    """
    asked = None
    if confirm:
        title, text, deny = confirm
        asked = ConfirmObject(title=title, text=PlainTextObject(text=text), confirm=label, deny=deny, style=style)
    return ButtonElement(text=label, action_id=deed, value=value, style=style, confirm=asked)


def text_field(
    name: str, label: Shown, *, hint: Shown | None, value: str = "", example: Shown | None = None, tall: bool = False
) -> Block:
    """A text to fill in. It never stops anybody at a length: what is too long gets a sentence, and keeps its text."""
    element = PlainTextInputElement(
        action_id=name, initial_value=value or None, multiline=tall, placeholder=example, max_length=FIELD_MAX
    )
    return _field(name, label, element, hint, optional=True)


def choice_field(name: str, label: Shown, options: Mapping[str, Shown], *, value: str) -> Block:
    """One of a few, all in view."""
    offered = [Option(value=key, text=PlainTextObject(text=text)) for key, text in options.items()]
    chosen = next(option for option in offered if option.value == value)
    return _field(name, label, RadioButtonsElement(action_id=name, options=offered, initial_option=chosen), None)


def select_field(
    name: str, label: Shown, options: Mapping[str, Shown], *, value: str, hint: Shown | None = None
) -> Block:
    """One of several, from a list."""
    offered = [Option(value=key, text=PlainTextObject(text=text)) for key, text in options.items()]
    chosen = next(option for option in offered if option.value == value)
    return _field(name, label, StaticSelectElement(action_id=name, options=offered, initial_option=chosen), hint)


def people_field(name: str, label: Shown, *, value: Sequence[str], most: int, hint: Shown | None = None) -> Block:
    """Some of the workspace's people."""
    element = UserMultiSelectElement(action_id=name, initial_users=list(value), max_selected_items=most)
    return _field(name, label, element, hint)


def _field(
    name: str, label: Shown, element: InputInteractiveElement, hint: Shown | None, *, optional: bool = False
) -> Block:
    return InputBlock(block_id=name, label=label, element=element, hint=hint, optional=optional)


def modal(
    title: Shown,
    blocks: Sequence[Block | dict[str, Any]],
    *,
    close: Shown,
    submit: Shown | None = None,
    deed: str = "",
    about: str = "",
) -> dict[str, Any]:
    """A modal for views.open. Submitting it does the deed to the noun whose key is `about`."""
    return View(
        type="modal", title=title, close=close, submit=submit, callback_id=deed or None, private_metadata=about,
        blocks=list(blocks),
    ).to_dict()  # fmt: skip


@dataclass(frozen=True)
class Message:
    """A message: its blocks, and `text`, which says the same in words: a screen reader reads nothing else."""

    text: str
    blocks: list[dict[str, Any]]

    @classmethod
    def of(cls, *those: Block | None) -> Message:
        built = [block.to_dict() for block in those if block is not None]
        spoken = "\n".join(text for block in built if (text := _spoken(block)))
        return cls(spoken if len(spoken) <= SPOKEN_MAX else spoken[: SPOKEN_MAX - 1] + "…", built)


def _spoken(block: dict[str, Any]) -> str:
    """What a block says, without its buttons."""
    if "text" in block:
        return str(block["text"]["text"])
    if block["type"] == "context":
        return " ".join(element["text"] for element in block["elements"])
    return ""
