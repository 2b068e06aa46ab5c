"""Block Kit as Slack judges it: which blocks a message, a modal or a Home tab may hold, and what a view may be.

Pure, and quick enough to run on every call. Slack answers `invalid_blocks` or `invalid_arguments`, and the complaints
in `response_metadata.messages`; here they are only found. Elements and text objects: sandbox/elements.py, which also
says which rules have weaker sources, and where the sandbox is stricter than Slack.

Weaker or unverified here: which block stands on which surface is from a third party (slack-facts 1.5, L). It lets input
blocks into messages, but Slack's page names modals and Home only, so they are refused there. An empty Home or modal
is refused because slack_sdk refuses it. How Slack weighs 250 kB is not written down: here 250,000 bytes of compact
UTF-8 JSON. Only the blocks this bot could want are known: card, table, video, markdown, file, alert and the other newer
ones are refused as unsupported. Of a rich_text block only the outer shape is looked at.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sandbox.elements import ALT_TEXT, ELEMENTS, ID, IMAGE_ELEMENT, PICTURE, plain, text, texts
from sandbox.shapes import (
    FINE,
    Found,
    Rule,
    anything,
    at_least_one_of,
    by_type,
    complaints,
    distinct_by,
    exactly_one_of,
    flag,
    items,
    record,
    string,
)

Surface = Literal["message", "modal", "home"]

MAX_VIEW_BYTES = 250_000  # [1.1 D:/reference/methods/views.open]

_TYPED_IN = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
_in_an_input = by_type({name: rule for name, rule in ELEMENTS.items() if name not in {"button", "overflow"}})
_in_actions = by_type({name: rule for name, rule in ELEMENTS.items() if name not in _TYPED_IN})
_beside_a_section = by_type(
    {name: rule for name, rule in ELEMENTS.items() if name not in {*_TYPED_IN, "datetimepicker"}}
    | {"image": IMAGE_ELEMENT}
)
_in_a_context = by_type(texts(3000) | {"image": IMAGE_ELEMENT})
_rich_text_part = by_type(
    dict.fromkeys(
        ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"),
        lambda value: FINE if isinstance(value.get("elements"), list) else [("", "missing required field: elements")],
    )
)


def _block(needed: Mapping[str, Rule], optional: Mapping[str, Rule], *also: Rule) -> Rule:
    return record({"type": anything, **needed}, {"block_id": ID, **optional}, *also)


_BLOCKS: Mapping[str, Rule] = {
    # Two elements with one action_id: invalid_blocks, and nothing is posted. [1.3 #knacklabs/gantry#458]
    "actions": _block({"elements": items(_in_actions, 25, 1, distinct_by("action_id"))}, {}),
    "context": _block({"elements": items(_in_a_context, 10)}, {}),
    "divider": _block({}, {}),
    "header": _block({"text": plain(150)}, {}),
    "image": _block({"alt_text": ALT_TEXT}, {**PICTURE, "title": plain(2000)}, exactly_one_of(*PICTURE)),
    "input": _block(
        {"label": plain(2000), "element": _in_an_input},
        {"hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": _block({"elements": items(_rich_text_part, None)}, {}),
    "section": _block(
        {},
        {"text": text(3000), "fields": items(text(2000), 10), "accessory": _beside_a_section, "expand": flag},
        at_least_one_of("text", "fields"),
    ),
}


def _one_focus(blocks: Sequence[Mapping[str, Any]]) -> Found:
    """Only one element of a view may take the focus as it opens [T:block-kit/extensions.ts]."""
    found = []
    for index, block in enumerate(blocks):
        parts = [block.get("element"), block.get("accessory"), *block.get("elements", ())]
        found += [
            (f"/{index}", "only one element can have focus_on_load")
            for part in parts
            if part and part.get("focus_on_load")
        ]
    return found[1:]


# Block ids are unique in one payload. [1.3 #slack-go/slack#823]
_unique_blocks = distinct_by("block_id")
_in_a_message = by_type({name: rule for name, rule in _BLOCKS.items() if name != "input"})
_in_a_view = by_type(_BLOCKS)
# No blocks in a message is allowed: chat.update takes an empty list to remove them.
_CONTENT: Mapping[Surface, Rule] = {
    "message": items(_in_a_message, 50, 0, _unique_blocks, _one_focus),
    "modal": items(_in_a_view, 100, 1, _unique_blocks, _one_focus),
    "home": items(_in_a_view, 100, 1, _unique_blocks, _one_focus),
}


def _submit_with_inputs(view: Mapping[str, Any]) -> Found:
    """[1.4 D:/reference/views]"""
    inputs = [index for index, block in enumerate(view["blocks"]) if block["type"] == "input"]
    if not inputs or "submit" in view:
        return FINE
    return [(f"/blocks/{inputs[0]}/input", "must define `submit` to use an `input` block in modals")]


# What Slack adds to the views it returns (id, hash, state …) may not be sent back. [1.1 D:/reference/views; T:views.ts]
_EVERY_VIEW: Mapping[str, Rule] = {"private_metadata": string(3000, low=0), "callback_id": ID, "external_id": ID}
_VIEW = by_type(
    {
        "modal": record(
            {"type": anything, "title": plain(24), "blocks": _CONTENT["modal"]},
            {**_EVERY_VIEW, "submit": plain(24), "close": plain(24), "clear_on_close": flag, "notify_on_close": flag},
            _submit_with_inputs,
        ),
        "home": record({"type": anything, "blocks": _CONTENT["home"]}, _EVERY_VIEW),
    }
)
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def check_blocks(blocks: object, surface: Surface) -> list[str]:
    """What Slack would complain of in these blocks (as parsed from JSON), with JSON pointers; empty = fine."""
    return complaints(_CONTENT[surface](blocks), "/blocks")


def check_view(view: object) -> tuple[str, list[str]] | None:
    """Slack's error for this view (as parsed from JSON) and its complaints, or None when all is well.

    Errors: `view_too_large`, `invalid_arguments`. [slack-facts 1.4; D:/reference/methods/views.open]
    """
    size = len(_COMPACT.encode(view).encode(errors="surrogatepass"))
    if size > MAX_VIEW_BYTES:
        return "view_too_large", [f"{size} bytes, and a view may have {MAX_VIEW_BYTES} [json-pointer:/view]"]
    found = complaints(_VIEW(view), "/view")
    return ("invalid_arguments", found) if found else None
