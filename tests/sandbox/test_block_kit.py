"""Every rule of blocks and views at its limit and one step over it; sources are the marks of slack-facts.md."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextInputElement,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
    StaticMultiSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from sandbox.block_kit import MAX_VIEW_BYTES, Surface, check_blocks, check_view
from tests.sandbox.pieces import (
    Blocks,
    Json,
    actions,
    at,
    button,
    confirm,
    divider,
    field,
    group,
    image,
    mrkdwn,
    option,
    options,
    plain,
    section,
)

# source, surface, pointer, fewest and most, blocks with that many
COUNTS: list[tuple[str, Surface, str, int, int, Callable[[int], Blocks]]] = [
    ("1.1 D:block-kit", "message", "", 0, 50, divider),
    ("1.1 D:surfaces/modals; S:models/views", "modal", "", 1, 100, divider),
    ("1.1 D:surfaces/app-home; S:models/views", "home", "", 1, 100, divider),
    ("1.1 D:section-block", "message", "/0/fields", 1, 10, lambda n: section(fields=[plain()] * n)),
    ("1.1 D:context-block", "message", "/0/elements", 1, 10,
     lambda n: [{"type": "context", "elements": [plain()] * n}]),
    ("1.1 D:actions-block", "message", "/0/elements", 1, 25, lambda n: actions(*[button()] * n)),
    *(("1.1 L; S:models", "modal", "/0/element/options", 1, most, lambda n, kind=kind: field(kind, options=options(n)))
      for kind, most in (
          ("static_select", 100), ("multi_static_select", 100), ("radio_buttons", 10), ("checkboxes", 10))),
    ("1.1 L; S:models", "modal", "/0/element/option_groups", 1, 100,
     lambda n: field("static_select", option_groups=[group(1)] * n)),
    ("1.1 L; S:models", "modal", "/0/element/option_groups/0/options", 1, 100,
     lambda n: field("multi_static_select", option_groups=[group(n)])),
    ("1.1 L; S:models", "message", "/0/elements/0/options", 1, 5,
     lambda n: actions({"type": "overflow", "options": options(n)})),
    ("1.1 L max_selected_items", "modal", "/0/element/initial_options", 1, 2,
     lambda n: field("multi_static_select", options=options(9), initial_options=options(n), max_selected_items=2)),
    ("1.1 L max_selected_items", "modal", "/0/element/initial_users", 1, 2,
     lambda n: field("multi_users_select", initial_users=["U1"] * n, max_selected_items=2)),
]  # fmt: skip


@pytest.mark.parametrize(("source", "surface", "pointer", "fewest", "most", "make"), COUNTS)
def test_counts(
    source: str, surface: Surface, pointer: str, fewest: int, most: int, make: Callable[[int], Blocks]
) -> None:
    over = f"no more than {most} items allowed [json-pointer:/blocks{pointer}]"
    assert check_blocks(make(fewest), surface) == [], source
    assert check_blocks(make(most), surface) == [], source
    assert check_blocks(make(most + 1), surface) == [over], source
    if fewest:
        under = f"must provide at least {fewest} items [json-pointer:/blocks{pointer}]"
        assert check_blocks(make(fewest - 1), surface) == [under], source


SURELY = {"confirm": confirm()["confirm"]}
FULL: dict[str, Json] = {
    "button": confirm() | {"style": "danger", "action_id": "a", "value": "v", "url": "u", "accessibility_label": "l"},
    "overflow": {"options": [option(description=plain(), url="u")], **SURELY},
    "static_select": {"options": options(2), "initial_option": option("1"), "focus_on_load": True},
    "multi_static_select": {"option_groups": [group(2)], "initial_options": options(1), "max_selected_items": 2},
    "users_select": {"initial_user": "U1", "action_id": "a", **SURELY},
    "multi_users_select": {"initial_users": ["U1"], "max_selected_items": 2},
    "conversations_select": {
        "initial_conversation": "C1",
        "default_to_current_conversation": True,
        "response_url_enabled": True,
        "filter": {"include": ["public"], "exclude_bot_users": True, "exclude_external_shared_channels": True},
    },
    "channels_select": {"initial_channel": "C1", "response_url_enabled": True},
    "radio_buttons": {"options": options(2), "initial_option": option("1"), "focus_on_load": True, **SURELY},
    "checkboxes": {"options": options(2), "initial_options": options(1), "focus_on_load": False, **SURELY},
    "datepicker": {"initial_date": "2027-01-01", "placeholder": plain(), "focus_on_load": False},
    "timepicker": {"initial_time": "09:00", "timezone": "Europe/Oslo", "placeholder": plain()},
    "datetimepicker": {"initial_date_time": 1_800_000_000, "focus_on_load": False, **SURELY},
    "plain_text_input": {
        "initial_value": "",
        "multiline": True,
        "min_length": 0,
        "max_length": 9,
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]},
    },
    "number_input": {"is_decimal_allowed": True, "initial_value": "1", "min_value": "1", "max_value": "1"},
    "email_text_input": {"initial_value": "a@b.no", "placeholder": plain()},
    "url_text_input": {"initial_value": "https://x.no", "placeholder": plain()},
}
TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
ACCEPTS = {  # [1.5 L; T:block-kit/blocks.ts]
    "actions": FULL.keys() - TYPED,
    "section": FULL.keys() - TYPED - {"datetimepicker"},
    "input": FULL.keys() - {"button", "overflow"},
}


def holding(holder: str, element: Json) -> Json:
    return {
        "actions": {"type": "actions", "elements": [element]},
        "section": section(accessory=element)[0],
        "input": {"type": "input", "label": plain(), "hint": plain(), "optional": True, "dispatch_action": True}
        | {"element": element},
    }[holder]


@pytest.mark.parametrize("holder", ACCEPTS)
@pytest.mark.parametrize("kind", [*FULL, "external_select", "file_input", "workflow_button", "marquee"])
def test_which_element_in_which_block(holder: str, kind: str) -> None:
    found = check_blocks([holding(holder, FULL.get(kind, {}) | {"type": kind})], "modal")
    where = {"actions": "elements/0", "section": "accessory", "input": "element"}[holder]
    refused = [f"unsupported type: {kind} [json-pointer:/blocks/0/{where}/type]"]
    assert found == ([] if kind in ACCEPTS[holder] else refused)


EVERY_BLOCK: Blocks = [
    *(
        holding(holder, FULL[kind] | {"type": kind, "action_id": "a"})
        for holder, kinds in ACCEPTS.items()
        for kind in sorted(kinds)
    ),
    {"type": "header", "text": plain() | {"emoji": True}, "block_id": "h"},
    {"type": "divider", "block_id": "d"},
    *section(fields=[plain(), mrkdwn() | {"verbatim": True}], accessory=image()[0], expand=True, block_id="s"),
    *image(title=plain(), block_id="i"),
    {"type": "context", "elements": [plain(), mrkdwn(), *image()], "block_id": "c"},
    {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": []}], "block_id": "r"},
]


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from nodes(part, (*path, key))


@pytest.mark.parametrize("block", EVERY_BLOCK, ids=lambda block: block["type"])
def test_every_part_is_looked_at(block: Json) -> None:
    """No object takes a property Slack does not know (1.1 #bolt-js#1891), no property a value of another kind."""
    assert check_blocks([block], "home") == []
    for path in nodes(block):
        if isinstance(at(block, path), dict) and "rich_text" not in str(at(block, path)):
            copy = deepcopy(block)
            at(copy, path)["disabled"] = True
            pointer = "".join(f"/{key}" for key in path)
            assert check_blocks([copy], "home") == [
                f"invalid additional property: disabled [json-pointer:/blocks/0{pointer}]"
            ]
        if path:
            copy = deepcopy(block)
            at(copy, path[:-1])[path[-1]] = 3.5
            assert check_blocks([copy], "home"), f"{path} may be 3.5"


# [1.5 L; D:/reference/block-kit/blocks/input-block names modals and Home only]
@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize("block", EVERY_BLOCK, ids=lambda block: block["type"])
def test_which_block_on_which_surface(surface: Surface, block: Json) -> None:
    refused = surface == "message" and block["type"] == "input"
    expected = ["unsupported type: input [json-pointer:/blocks/0/type]"] if refused else []
    assert check_blocks([block], surface) == expected


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_what_is_unique_in_a_payload(surface: Surface) -> None:
    """1.3 #slack-go/slack#823; T:block-kit/extensions.ts"""
    focused = actions({"type": "datepicker", "focus_on_load": True})
    twice = "block_id needs to be unique: a [json-pointer:/blocks/1/block_id]"
    assert check_blocks(section(block_id="a") * 2, surface) == [twice]
    assert check_blocks(section() * 2 + focused, surface) == []
    assert check_blocks(focused * 2, surface) == ["only one element can have focus_on_load [json-pointer:/blocks/1]"]


def modal(**changes: Any) -> Json:
    view = {"type": "modal", "title": plain(), "blocks": divider(1)} | changes
    return {name: value for name, value in view.items() if value is not None}


def home(**changes: Any) -> Json:
    return {"type": "home", "blocks": divider(1)} | changes


FORM = field("plain_text_input")
# source, a view that passes, a view that does not, where the only complaint points
VIEWS: list[tuple[str, Json, object, str]] = [
    ("1.1 D:reference/views title", modal(title=plain("x" * 24)), modal(title=plain("x" * 25)), "/title/text"),
    ("1.1 D:reference/views submit", modal(submit=plain("x" * 24)), modal(submit=plain("x" * 25)), "/submit/text"),
    ("1.1 D:reference/views close", modal(close=plain("x" * 24)), modal(close=plain("x" * 25)), "/close/text"),
    ("1.1 title is plain_text", modal(), modal(title=mrkdwn()), "/title/type"),
    ("1.1 submit is plain_text", modal(submit=plain()), modal(submit=mrkdwn()), "/submit/type"),
    ("1.1 close is plain_text", modal(close=plain()), modal(close=mrkdwn()), "/close/type"),
    ("1.1 title is not empty", modal(), modal(title=plain("")), "/title/text"),
    ("T:views.ts title", modal(), modal(title=None), ""),
    ("T:views.ts blocks", modal(), modal(blocks=None), ""),
    ("T:views.ts home blocks", home(), {"type": "home"}, ""),
    ("1.1 private_metadata", modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001),
     "/private_metadata"),
    ("11 private_metadata of Home", home(private_metadata="x" * 3000), home(private_metadata="x" * 3001),
     "/private_metadata"),
    ("1.1 callback_id", modal(callback_id="x" * 255), modal(callback_id="x" * 256), "/callback_id"),
    ("1.1 external_id", modal(external_id="x" * 255), modal(external_id="x" * 256), "/external_id"),
    ("1.4 submit with inputs", modal(blocks=FORM, submit=plain()), modal(blocks=divider(2) + FORM), "/blocks/2/input"),
    ("11 Home has no submit", home(blocks=FORM), home(submit=plain()), ""),
    ("T:views.ts Home has no title", home(callback_id="x"), home(title=plain()), ""),
    ("T:views.ts notify_on_close", modal(notify_on_close=True), modal(notify_on_close="yes"), "/notify_on_close"),
    ("T:views.ts clear_on_close", modal(clear_on_close=True), modal(clear_on_close="yes"), "/clear_on_close"),
    ("T:views.ts what Slack adds stays out", modal(callback_id="x"), modal(id="V1"), ""),
    ("1.4 type", modal(), modal(type="dialog"), "/type"),
    ("1.4 type is needed", modal(), modal(type=None), ""),
    ("1.1 blocks in a modal", modal(blocks=divider(100)), modal(blocks=divider(101)), "/blocks"),
    ("1.1 blocks in a Home", home(blocks=divider(100)), home(blocks=divider(101)), "/blocks"),
    ("1.1 Block Kit inside", home(blocks=section()), home(blocks=section(text=plain(""))), "/blocks/0/text/text"),
    ("1.4 a view is an object", modal(), [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("source", "good", "bad", "pointer"), VIEWS, ids=[rule[0] for rule in VIEWS])
def test_views(source: str, good: Json, bad: object, pointer: str) -> None:
    assert check_view(good) is None, source
    refusal = check_view(bad)
    assert refusal is not None, source
    error, (complaint,) = refusal
    assert error == "invalid_arguments", source
    assert complaint.endswith(f"[json-pointer:/view{pointer}]"), source


def test_a_view_weighs_250_kilobytes_at_most() -> None:
    """1.1 D:/reference/methods/views.open; bytes, so that æ weighs two."""
    view = home(blocks=[section(text=mrkdwn("æ" * 2930))[0] for _ in range(42)], private_metadata="")
    spare = MAX_VIEW_BYTES - (len(str(view).replace(": ", ":").replace(", ", ",")) + 42 * 2930)
    assert MAX_VIEW_BYTES == 250_000
    assert 0 < spare < 3000
    assert check_view(view | {"private_metadata": "x" * spare}) is None
    refusal = check_view(view | {"private_metadata": "x" * (spare + 1)})
    assert refusal is not None
    assert refusal[0] == "view_too_large"


def test_every_complaint_is_told() -> None:
    blocks = [*section(text=plain("")), {"type": "video"}, {"type": "header", "text": plain("x" * 151)}]
    assert check_blocks(blocks, "message") == [
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        "unsupported type: video [json-pointer:/blocks/1/type]",
        "must be less than 151 characters [json-pointer:/blocks/2/text/text]",
    ]
    assert check_blocks("[]", "message") == ["must be an array [json-pointer:/blocks]"]


OPTIONS = [Option(text=f"Valg {index}", value=str(index), description="om valget") for index in range(3)]
SDK_INPUTS = [
    InputBlock(label="Tema", hint="Kort", element=PlainTextInputElement(action_id="a", multiline=True, max_length=300)),
    InputBlock(label="Dag", element=DatePickerElement(action_id="a", initial_date="2027-01-05", placeholder="Dag")),
    InputBlock(label="Tid", element=TimePickerElement(action_id="a", initial_time="09:30")),
    InputBlock(label="Form", element=RadioButtonsElement(action_id="a", options=OPTIONS, initial_option=OPTIONS[0])),
    InputBlock(label="Hva", optional=True, element=CheckboxesElement(options=OPTIONS, initial_options=OPTIONS[1:])),
    InputBlock(label="Hvem", element=UserMultiSelectElement(initial_users=["U1"], max_selected_items=3)),
    InputBlock(label="Flere", element=StaticMultiSelectElement(options=OPTIONS, initial_options=OPTIONS[:1])),
]
SURE = ConfirmObject(title="Sikker?", text="Det kan ikke gjøres om.", confirm="Ja", deny="Nei", style="danger")
SDK_BLOCKS = [
    HeaderBlock(text="Møtet"),
    SectionBlock(text="*Tema*", accessory=OverflowMenuElement(action_id="o", options=OPTIONS)),
    SectionBlock(fields=["en", "to"], accessory=ButtonElement(text="Avlys", action_id="c", confirm=SURE)),
    DividerBlock(),
    ContextBlock(elements=[MarkdownTextObject(text="Foreslått av <@U1>", verbatim=True)]),
    ActionsBlock(elements=[ButtonElement(text="Støtt", action_id=f"s{i}", value="1", style="primary") for i in (1, 2)]),
    RichTextBlock(elements=[RichTextSectionElement(elements=[RichTextElementParts.Text(text="hei")])]),
]


def test_what_slack_sdk_builds_passes() -> None:
    form = View(type="modal", title="Nytt tema", submit="Send", close="Avbryt", callback_id="t", blocks=SDK_INPUTS)
    tab = View(type="home", blocks=[*SDK_BLOCKS, *SDK_INPUTS], private_metadata="x")
    assert check_view(form.to_dict()) is None
    assert check_view(tab.to_dict()) is None
    assert check_blocks([block.to_dict() for block in SDK_BLOCKS], "message") == []
