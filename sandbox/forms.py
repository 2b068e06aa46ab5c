"""A modal (or Home tab) as the person before it sees it, and what her client lets her put into its inputs."""

import math
from collections.abc import Sequence
from typing import Any

from sandbox import reading
from sandbox.world import Channel, Member, Message, Objection, View

Json = dict[str, Any]
TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input", "datepicker", "timepicker"}


class Modal:
    """What one person has open. It shows the view as it is now, not as it was when she first looked."""

    def __init__(self, view: View) -> None:
        self.view = view

    def __repr__(self) -> str:
        return f"<{self.view.source['type']} {self.title!r}: {self.text!r}>"

    @property
    def title(self) -> str:
        """The title; empty for a Home tab."""
        return reading.shown(self.view.source.get("title", {}).get("text", ""))

    @property
    def submit(self) -> str | None:
        """The label of the submit button, None without one."""
        button = self.view.source.get("submit")
        return reading.shown(button["text"]) if button else None

    @property
    def labels(self) -> list[str]:
        """The labels of its inputs, from the top."""
        return [reading.label_of(block, element) for block, element in reading.stateful(self.view.blocks)]

    @property
    def text(self) -> str:
        """All she can read between title and submit, the errors included."""
        return "\n".join([*reading.texts(self.view.blocks), *self.view.errors.values()])

    @property
    def values(self) -> dict[str, Any]:
        """Label -> what stands there: text, the label(s) of chosen options, ids of picked people."""
        return {
            reading.label_of(block, element): reading.value_shown(reading.answer(block, element, self.view.typed))
            for block, element in reading.stateful(self.view.blocks)
        }

    @property
    def errors(self) -> dict[str, str]:
        """Label -> the error text the bot has put there."""
        return {
            reading.label_of(block, block["element"]): self.view.errors[block["block_id"]]
            for block in self.view.blocks
            if block.get("block_id") in self.view.errors
        }

    @property
    def buttons(self) -> list[str]:
        """The labels of what she can press in it, submit and close left out."""
        return [label for label, _, _ in reading.pressable(self.view.blocks)]

    @property
    def depth(self) -> int:
        """How many modals lie in its stack up to this one: 1 to 3."""
        return self.view.stack.index(self.view) + 1


def find_input(blocks: list[Json], label: str) -> tuple[Json, Json]:
    """(block, element) of the input with this label. Raises AssertionError that lists the labels there are."""
    found = [(b, e) for b, e in reading.stateful(blocks) if reading.label_of(b, e) == label]
    if not found:
        there = [reading.label_of(block, element) for block, element in reading.stateful(blocks)]
        raise AssertionError(f"no input {label!r}; there are {there}")
    return found[0]


def written(element: Json, text: str) -> Json:
    """The answer of an input one types into. A datetimepicker takes Unix seconds as text."""
    if element["type"] == "datetimepicker":
        return {"type": element["type"], "selected_date_time": int(text)}
    if element["type"] not in TYPED:
        raise AssertionError(f"one does not type into a {element['type']}")
    return {"type": element["type"], reading.ANSWER[element["type"]][0]: text or None}


def chosen(element: Json, labels: Sequence[str]) -> Json:
    """The answer of a menu, radio buttons or checkboxes: exactly these labels."""
    options = {reading.shown(option["text"]["text"]): option for option in reading.options_of(element)}
    if strangers := [label for label in labels if label not in options]:
        raise AssertionError(f"no option {strangers}; there are {list(options)}")
    picked = [options[label] for label in labels]
    return one_or_many(element, picked)


def picked(element: Json, whom: Sequence[Member | Channel]) -> Json:
    """The answer of a picker of people or channels: exactly these."""
    return one_or_many(element, [one.id for one in whom])


def one_or_many(element: Json, values: Sequence[Any]) -> Json:
    """The answer of an element in which one chooses: these values, which are as many as it takes."""
    key = reading.ANSWER[element["type"]][0]
    if key.endswith("s"):
        return {"type": element["type"], key: list(values)}
    if len(values) > 1:
        raise AssertionError(f"one can choose one only in a {element['type']}")
    return {"type": element["type"], key: values[0] if values else None}


def tells(block: Json) -> bool:
    """Whether the bot hears of each answer in this block at once. [slack-facts 11; D:/reference/block-kit]"""
    return block["type"] != "input" or bool(block.get("dispatch_action"))


def put(holder: View | Message, who: Member, block: Json, element: Json, entry: Json) -> bool:
    """Put her answer in; True if the bot is to hear of it at once."""
    holder.typed_by(who.id)[block["block_id"], element["action_id"]] = entry
    return tells(block)


def objections(view: View) -> dict[str, Objection]:
    """block_id -> what Slack's client would not let pass there when the form is sent in."""
    wrong = {}
    for block, element in reading.stateful(view.blocks):
        value = reading.answer(block, element, view.typed)[reading.ANSWER[element["type"]][0]]
        needed = block["type"] == "input" and not block.get("optional")
        problem = ("empty", "") if needed and value in (None, "", []) else _problem(element, value)
        if problem:
            wrong[block["block_id"]] = Objection(reading.label_of(block, element), *problem)
    return wrong


def _problem(element: Json, value: Any) -> tuple[str, int | float | str] | None:
    """(problem, limit) of what stands in an element, if there is one."""
    if value in (None, "", []):
        return None
    if element["type"] == "number_input":
        return _number_problem(element, str(value))
    if element["type"] == "plain_text_input":
        if len(value) > element.get("max_length", 3000):
            return "too long", element.get("max_length", 3000)
        if len(value) < element.get("min_length", 0):
            return "too short", element["min_length"]
    if isinstance(value, list) and len(value) > element.get("max_selected_items", len(value)):
        return "too many", element["max_selected_items"]
    return None


def _number_problem(element: Json, value: str) -> tuple[str, int | float | str] | None:
    try:
        number = float(value)
    except ValueError:
        return "no number", ""
    if not math.isfinite(number):
        return "no number", ""
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "no whole number", ""
    if "min_value" in element and number < float(element["min_value"]):
        return "too small", element["min_value"]
    if "max_value" in element and number > float(element["max_value"]):
        return "too large", element["max_value"]
    return None
