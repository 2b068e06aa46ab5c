"""Every rule of elements and texts at its limit and one step over it; sources are the marks of slack-facts.md."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from sandbox.block_kit import check_blocks
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

# source, pointer, fewest and most characters, blocks with words of that length
LENGTHS: list[tuple[str, str, int, int, Callable[[str], Blocks]]] = [
    ("1.1 T:block-kit/blocks.ts", "/0/text/text", 1, 3000, lambda w: section(text=mrkdwn(w))),
    ("1.1 T:block-kit/blocks.ts plain", "/0/text/text", 1, 3000, lambda w: section(text=plain(w))),
    ("1.1 D:section-block", "/0/fields/0/text", 1, 2000, lambda w: section(fields=[mrkdwn(w)])),
    ("1.1 D:header-block", "/0/text/text", 1, 150, lambda w: [{"type": "header", "text": plain(w)}]),
    ("1.1 D:context-block", "/0/elements/0/text", 1, 3000, lambda w: [{"type": "context", "elements": [mrkdwn(w)]}]),
    ("1.1 D:button-element", "/0/elements/0/text/text", 1, 75, lambda w: actions(button(text=plain(w)))),
    ("1.1 D:button-element", "/0/elements/0/value", 1, 2000, lambda w: actions(button(value=w))),
    ("1.1 D:button-element", "/0/elements/0/url", 1, 3000, lambda w: actions(button(url=w))),
    ("1.1 D:button-element", "/0/elements/0/accessibility_label", 1, 75,
     lambda w: actions(button(accessibility_label=w))),
    ("1.1 S:block_elements.py", "/0/elements/0/action_id", 1, 255, lambda w: actions(button(action_id=w))),
    ("1.1 L; 1.3 never empty", "/0/block_id", 1, 255, lambda w: section(block_id=w)),
    ("1.1 D:option-object", "/0/element/options/0/text/text", 1, 75,
     lambda w: field("static_select", options=[option(text=plain(w))])),
    ("1.1 T: value, keep to 75", "/0/element/options/0/value", 1, 75,
     lambda w: field("static_select", options=[option(value=w)])),
    ("1.1 D:option-object", "/0/element/options/0/description/text", 1, 75,
     lambda w: field("static_select", options=[option(description=plain(w))])),
    ("1.1 D:option-object radio", "/0/element/options/0/text/text", 1, 75,
     lambda w: field("radio_buttons", options=[option(text=mrkdwn(w))])),
    ("1.1 D:option-object radio", "/0/element/options/0/value", 1, 75,
     lambda w: field("radio_buttons", options=[option(value=w)])),
    ("1.1 D:option-object checkboxes", "/0/element/options/0/description/text", 1, 75,
     lambda w: field("checkboxes", options=[option(description=mrkdwn(w))])),
    ("1.1 D:option-object overflow", "/0/accessory/options/0/text/text", 1, 75,
     lambda w: section(accessory={"type": "overflow", "options": [option(text=plain(w))]})),
    ("1.1 D:option-object overflow", "/0/accessory/options/0/value", 1, 75,
     lambda w: section(accessory={"type": "overflow", "options": [option(value=w)]})),
    ("1.1 D:option-object overflow", "/0/accessory/options/0/description/text", 1, 75,
     lambda w: section(accessory={"type": "overflow", "options": [option(description=plain(w))]})),
    ("1.1 T:composition-objects.ts", "/0/accessory/options/0/url", 1, 3000,
     lambda w: section(accessory={"type": "overflow", "options": [option(url=w)]})),
    ("1.1 L; S:models", "/0/element/option_groups/0/label/text", 1, 75,
     lambda w: field("static_select", option_groups=[{"label": plain(w), "options": options(1)}])),
    ("1.1 D:input-block", "/0/label/text", 1, 2000, lambda w: [field("datepicker")[0] | {"label": plain(w)}]),
    ("1.1 D:input-block", "/0/hint/text", 1, 2000, lambda w: [field("datepicker")[0] | {"hint": plain(w)}]),
    *(("1.1 S:block_elements.py; L " + kind, "/0/element/placeholder/text", 1, 150,
       lambda w, kind=kind, more=more: field(kind, placeholder=plain(w), **more))
      for kind, more in {
          "static_select": {"options": options(1)}, "multi_static_select": {"options": options(1)}, "users_select": {},
          "multi_users_select": {}, "conversations_select": {}, "channels_select": {}, "plain_text_input": {},
          "email_text_input": {}, "url_text_input": {}, "number_input": {"is_decimal_allowed": True}, "datepicker": {},
          "timepicker": {}}.items()),
    ("1.1 D:plain-text-input-element", "/0/element/initial_value", 0, 3000,
     lambda w: field("plain_text_input", initial_value=w)),
    ("1.1 S:basic_components.py", "/0/elements/0/confirm/title/text", 1, 100,
     lambda w: actions(confirm(title=plain(w)))),
    ("1.1 S:basic_components.py", "/0/elements/0/confirm/text/text", 1, 300,
     lambda w: actions(confirm(text=mrkdwn(w)))),
    ("1.1 S:basic_components.py", "/0/elements/0/confirm/confirm/text", 1, 30,
     lambda w: actions(confirm(confirm=plain(w)))),
    ("1.1 S:basic_components.py", "/0/elements/0/confirm/deny/text", 1, 30, lambda w: actions(confirm(deny=plain(w)))),
    ("1.1 L", "/0/image_url", 9, 3000, lambda w: image(image_url="https://" + w[8:])),
    ("1.1 D:image-block", "/0/alt_text", 1, 2000, lambda w: image(alt_text=w)),
    ("1.1 D:image-block", "/0/title/text", 1, 2000, lambda w: image(title=plain(w))),
    ("1.1 L in a context", "/0/elements/0/alt_text", 1, 2000,
     lambda w: [{"type": "context", "elements": image(alt_text=w)}]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "pointer", "fewest", "most", "make"), LENGTHS)
def test_lengths(source: str, pointer: str, fewest: int, most: int, make: Callable[[str], Blocks]) -> None:
    over = f"must be less than {most + 1} characters [json-pointer:/blocks{pointer}]"
    assert check_blocks(make("æ" * fewest), "modal") == [], source
    assert check_blocks(make("æ" * most), "modal") == [], source
    assert check_blocks(make("æ" * (most + 1)), "modal") == [over], source
    if fewest:
        (under,) = check_blocks(make("x" * (fewest - 1)), "modal")
        assert under.endswith(f"[json-pointer:/blocks{pointer}]"), source


SELECT = field("static_select", options=options(2))[0]["element"]
# source, blocks that pass, blocks that do not, where the only complaint points
RULES: list[tuple[str, Blocks, Blocks, str]] = [
    ("1.1 text or fields", [{"type": "section", "fields": [plain()]}], [{"type": "section"}], "/0"),
    ("1.3 block_id unique", section(block_id="a") + section(block_id="b"), section(block_id="a") * 2, "/1/block_id"),
    ("1.3 action_id unique in actions", actions(button(action_id="a"), button(action_id="b")),
     actions(button(action_id="a"), button(action_id="a")), "/0/elements/1/action_id"),
    ("1.3 … but free across blocks", actions(button(action_id="a")) * 2, actions(button(action_id="")),
     "/0/elements/0/action_id"),
    ("1.1 T: header is plain_text", [{"type": "header", "text": plain()}], [{"type": "header", "text": mrkdwn()}],
     "/0/text/type"),
    ("1.1 D: button text is plain_text", actions(button()), actions(button(text=mrkdwn())), "/0/elements/0/text/type"),
    ("1.1 mrkdwn option only in lists", field("checkboxes", options=[option(text=mrkdwn())]),
     field("static_select", options=[option(text=mrkdwn())]), "/0/element/options/0/text/type"),
    ("1.1 option url only in overflow", actions({"type": "overflow", "options": [option(url="https://x.no")]}),
     field("checkboxes", options=[option(url="https://x.no")]), "/0/element/options/0"),
    ("1.6 emoji for plain_text", section(text=plain() | {"emoji": True}), section(text=mrkdwn() | {"emoji": True}),
     "/0/text"),
    ("1.6 verbatim for mrkdwn", section(text=mrkdwn() | {"verbatim": True}),
     section(text=plain() | {"verbatim": True}), "/0/text"),
    ("1.1 #bolt-js#1891 unknown property", actions(button(style="danger")), actions(button(disabled=True)),
     "/0/elements/0"),
    ("T: button style", actions(button(style="primary")), actions(button(style="default")), "/0/elements/0/style"),
    ("T: confirm style", actions(confirm(style="danger")), actions(confirm(style="warning")),
     "/0/elements/0/confirm/style"),
    ("T: options or option_groups", [{"type": "input", "label": plain(), "element": SELECT}],
     field("static_select", options=options(1), option_groups=[group(1)]), "/0/element"),
    ("T: initial_option among options", field("static_select", options=options(2), initial_option=option("1")),
     field("static_select", options=options(2), initial_option=option("2")), "/0/element/initial_option"),
    ("T: initial_option alike in all", field("radio_buttons", options=options(2), initial_option=option("1")),
     field("radio_buttons", options=options(2), initial_option=option("1", text=plain("x"))),
     "/0/element/initial_option"),
    ("T: initial_option among groups",
     field("static_select", option_groups=[group(1), group(2)], initial_option=option("1")),
     field("static_select", option_groups=[group(1), group(2)], initial_option=option("2")),
     "/0/element/initial_option"),
    ("T: initial_options among options", field("checkboxes", options=options(2), initial_options=options(2)),
     field("checkboxes", options=options(2), initial_options=options(3)), "/0/element/initial_options/2"),
    ("T: multi initial_options", field("multi_static_select", options=options(2), initial_options=options(2)),
     field("multi_static_select", options=options(2), initial_options=options(3)), "/0/element/initial_options/2"),
    ("1.1 L max_selected_items ≥ 1", field("multi_users_select", max_selected_items=1),
     field("multi_users_select", max_selected_items=0), "/0/element/max_selected_items"),
    ("1.1 min_length 0", field("plain_text_input", min_length=0), field("plain_text_input", min_length=-1),
     "/0/element/min_length"),
    ("1.1 min_length 3000", field("plain_text_input", min_length=3000), field("plain_text_input", min_length=3001),
     "/0/element/min_length"),
    ("1.1 max_length 1", field("plain_text_input", max_length=1), field("plain_text_input", max_length=0),
     "/0/element/max_length"),
    ("1.1 max_length 3000", field("plain_text_input", max_length=3000), field("plain_text_input", max_length=3001),
     "/0/element/max_length"),
    ("1.1 min within max", field("plain_text_input", min_length=5, max_length=5),
     field("plain_text_input", min_length=6, max_length=5), "/0/element/min_length"),
    ("1.1 initial_value within max_length", field("plain_text_input", max_length=5, initial_value="12345"),
     field("plain_text_input", max_length=5, initial_value="123456"), "/0/element/initial_value"),
    ("1.1 L trigger_actions_on",
     field("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}),
     field("plain_text_input", dispatch_action_config={"trigger_actions_on": []}),
     "/0/element/dispatch_action_config/trigger_actions_on"),
    ("T: trigger_actions_on",
     field("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}),
     field("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_blur"]}),
     "/0/element/dispatch_action_config/trigger_actions_on/0"),
    ("1.1 L trigger_actions_on at most 2",
     field("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"] * 2}),
     field("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"] * 3}),
     "/0/element/dispatch_action_config/trigger_actions_on"),
    ("T: number range",
     field("number_input", is_decimal_allowed=True, min_value="-1.5", initial_value="9", max_value="10"),
     field("number_input", is_decimal_allowed=True, min_value="1.5", initial_value="1", max_value="10"), "/0/element"),
    ("T: number whole", field("number_input", is_decimal_allowed=False, initial_value="-12"),
     field("number_input", is_decimal_allowed=False, initial_value="1.5"), "/0/element/initial_value"),
    ("T: number says if decimal", field("number_input", is_decimal_allowed=False), field("number_input"), "/0/element"),
    ("1.2 date YYYY-MM-DD", field("datepicker", initial_date="2028-02-29"),
     field("datepicker", initial_date="29.02.2028"), "/0/element/initial_date"),
    ("1.2 date leading zeros", field("datepicker", initial_date="2027-01-09"),
     field("datepicker", initial_date="20270109"), "/0/element/initial_date"),
    ("1.2 date that exists", field("datepicker", initial_date="2027-02-28"),
     field("datepicker", initial_date="2027-02-29"), "/0/element/initial_date"),
    ("1.2 time HH:mm", field("timepicker", initial_time="09:05"), field("timepicker", initial_time="9:05"),
     "/0/element/initial_time"),
    ("1.2 time of 24 hours", field("timepicker", initial_time="23:59"), field("timepicker", initial_time="24:00"),
     "/0/element/initial_time"),
    ("1.2 date_time of ten digits", field("datetimepicker", initial_date_time=9_999_999_999),
     field("datetimepicker", initial_date_time=10_000_000_000), "/0/element/initial_date_time"),
    ("1.2 date_time at least ten digits", field("datetimepicker", initial_date_time=1_000_000_000),
     field("datetimepicker", initial_date_time=999_999_999), "/0/element/initial_date_time"),
    ("1.5 D: image_url or slack_file", image(), image(slack_file={"id": "F1"}), "/0"),
    ("1.5 D: slack_file id or url", [{"type": "image", "alt_text": "x", "slack_file": {"id": "F1"}}],
     [{"type": "image", "alt_text": "x", "slack_file": {"id": "F1", "url": "https://x.no"}}], "/0/slack_file"),
    ("1.5 D: slack_file by url", [{"type": "image", "alt_text": "x", "slack_file": {"url": "https://x.no"}}],
     [{"type": "image", "alt_text": "x", "slack_file": {}}], "/0/slack_file"),
    ("1.5 D: image in context likewise", [{"type": "context", "elements": image()}],
     [{"type": "context", "elements": image(slack_file={"id": "F1"})}], "/0/elements/0"),
    ("1.1 image_url is an address", image(image_url="http://x.no"), image(image_url="x.no/y.png"), "/0/image_url"),
    ("T: filter says something", field("conversations_select", filter={"include": ["private"]}),
     field("conversations_select", filter={}), "/0/element/filter"),
    ("T: filter of strangers", field("conversations_select", filter={"exclude_external_shared_channels": True}),
     field("conversations_select", filter={"include": []}), "/0/element/filter/include"),
    ("T: filter of bots", field("conversations_select", filter={"exclude_bot_users": True}),
     field("conversations_select", filter={"include": ["im"] * 5}), "/0/element/filter/include"),
    ("T: filter kinds", field("conversations_select", filter={"include": ["im", "mpim"]}),
     field("conversations_select", filter={"include": ["channels"]}), "/0/element/filter/include/0"),
    ("T: one focus_on_load", field("datepicker", focus_on_load=True) + section(),
     field("datepicker", focus_on_load=True) * 2, "/1"),
    ("rich_text parts", [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}],
     [{"type": "rich_text", "elements": [{"type": "rich_text_section"}]}], "/0/elements/0"),
    ("rich_text kinds", [{"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": []}]}],
     [{"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}], "/0/elements/0/type"),
    ("1.5 the type is needed", divider(1), [{}], "/0"),
    ("1.5 a block is an object", divider(1), ["divider"], "/0"),  # type: ignore[list-item]
]  # fmt: skip


@pytest.mark.parametrize(("source", "good", "bad", "pointer"), RULES, ids=[rule[0] for rule in RULES])
def test_rules(source: str, good: Blocks, bad: Blocks, pointer: str) -> None:
    assert check_blocks(good, "modal") == [], source
    (complaint,) = check_blocks(bad, "modal")
    assert complaint.endswith(f"[json-pointer:/blocks{pointer}]"), source


REQUIRED = [  # [T:block-kit/*.ts]: path to the object, and what it cannot do without
    (confirm(), ("confirm",), {"title", "text", "confirm", "deny"}),
    (button(), (), {"text", "type"}),
    ({"type": "overflow", "options": options(1)}, ("options", 0), {"text", "value"}),
    (SELECT, ("options", 0), {"text", "value"}),
    ({"type": "radio_buttons", "options": options(1)}, (), {"options"}),
    ({"type": "checkboxes", "options": options(1)}, ("options", 0), {"text", "value"}),
    ({"type": "static_select", "option_groups": [group(1)]}, ("option_groups", 0), {"label", "options"}),
    (SELECT, ("options", 0, "text"), {"text", "type"}),
]


@pytest.mark.parametrize(("element", "path", "needed"), REQUIRED)
def test_required_fields_of_elements(element: Json, path: tuple[Any, ...], needed: set[str]) -> None:
    for name in needed:
        copy = deepcopy(element)
        del at(copy, path)[name]
        pointer = "".join(f"/{key}" for key in path)
        missing = f"missing required field: {name} [json-pointer:/blocks/0/elements/0{pointer}]"
        assert check_blocks(actions(copy), "modal") == [missing]


@pytest.mark.parametrize(
    ("block", "needed"),
    [
        (field("datepicker")[0], {"label", "element"}),
        ({"type": "header", "text": plain()}, {"text"}),
        (actions(button())[0], {"elements"}),
        ({"type": "context", "elements": [plain()]}, {"elements"}),
        ({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}, {"elements"}),
        (image()[0], {"alt_text"}),
    ],
)
def test_required_fields_of_blocks(block: Json, needed: set[str]) -> None:
    for name in needed:
        without = {key: value for key, value in block.items() if key != name}
        assert check_blocks([without], "modal") == [f"missing required field: {name} [json-pointer:/blocks/0]"]
