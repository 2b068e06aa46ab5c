"""A modal (or Home tab) as the person before it sees it, and what her client lets her put into its inputs."""

from collections.abc import Sequence
from typing import Any

from sandbox import reading
from sandbox.world import Channel, Member, Message, View

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
    return _one_or_many(element, picked)


def picked(element: Json, whom: Sequence[Member | Channel]) -> Json:
    """The answer of a picker of people or channels: exactly these."""
    return _one_or_many(element, [one.id for one in whom])


def _one_or_many(element: Json, values: Sequence[Any]) -> Json:
    key = reading.ANSWER[element["type"]][0]
    if key.endswith("s"):
        return {"type": element["type"], key: list(values)}
    if len(values) > 1:
        raise AssertionError(f"one can choose one only in a {element['type']}")
    return {"type": element["type"], key: values[0] if values else None}


def put(holder: View | Message, block: Json, element: Json, entry: Json) -> bool:
    """Put an answer in; True if the bot is to hear of it at once. [slack-facts 11; D:/reference/block-kit]"""
    holder.typed[(block["block_id"], element["action_id"])] = entry
    return block["type"] != "input" or bool(block.get("dispatch_action"))


def objections(view: View) -> list[str]:
    """What Slack's client would not let pass when the form is sent in."""
    wrong = []
    for block, element in reading.stateful(view.blocks):
        label = reading.label_of(block, element)
        value = reading.answer(block, element, view.typed)[reading.ANSWER[element["type"]][0]]
        if value in (None, "", []):
            if block["type"] == "input" and not block.get("optional"):
                wrong.append(f"{label!r} is required")
            continue
        if isinstance(value, str) and element["type"] == "plain_text_input":
            if len(value) > element.get("max_length", 3000):
                wrong.append(f"{label!r} is longer than {element.get('max_length', 3000)}")
            if len(value) < element.get("min_length", 0):
                wrong.append(f"{label!r} is shorter than {element['min_length']}")
        if isinstance(value, list) and len(value) > element.get("max_selected_items", len(value)):
            wrong.append(f"{label!r} takes {element['max_selected_items']} at most")
        if element["type"] == "number_input" and (problem := _number_problem(element, str(value))):
            wrong.append(f"{label!r} {problem}")
    return wrong


def _number_problem(element: Json, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return f"is no number: {value}"
    if not element["is_decimal_allowed"] and not number.is_integer():
        return f"is no whole number: {value}"
    low, high = float(element.get("min_value", number)), float(element.get("max_value", number))
    return None if low <= number <= high else f"is not within {low:g} to {high:g}"
