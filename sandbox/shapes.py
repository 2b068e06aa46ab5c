"""A small language for the shapes of JSON that Slack accepts: the rule books are tables of these words.

A rule takes a value and returns what is wrong with it, as (pointer, message) pairs; the pointer starts at the value
itself, and grows on the way up only when there is something to say. That keeps the common case, all is well, cheap.
The messages are Slack's own where they have been seen in its answers: "must be less than 151 characters", "no more than
25 items allowed", "missing required field: text", "invalid additional property: disabled", "unsupported type: video".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Found = Sequence[tuple[str, str]]
Rule = Callable[[Any], Found]
FINE: Found = ()


def complaints(found: Found, root: str) -> list[str]:
    """Write what was found as Slack does in `response_metadata.messages` (which puts "[ERROR] " in front)."""
    return [f"{message} [json-pointer:{root}{pointer}]" for pointer, message in found]


def under(name: object, found: Found) -> Found:
    """Move what was found in a part to the pointer of the whole."""
    return [(f"/{name}{pointer}", message) for pointer, message in found]


def looked_at(whole: Any, also: Sequence[Rule]) -> Found:
    """The first complaints of the rules that look at a whole of which every part is fine."""
    return next((found for look in also if (found := look(whole))), FINE)


def anything(_value: Any) -> Found:
    return FINE


def flag(value: Any) -> Found:
    return FINE if isinstance(value, bool) else [("", "must be a boolean")]


def string(high: int | None, low: int = 1, pattern: str = "", looks: str = "") -> Rule:
    """A string of `low` to `high` characters (None = no known limit) that matches `pattern` (in words: `looks`)."""
    whole = re.compile(pattern) if pattern else None

    def check(value: Any) -> Found:
        if not isinstance(value, str):
            return [("", "must be a string")]
        if len(value) < low:
            return [("", f"must be more than {low - 1} characters")]
        if high is not None and len(value) > high:
            return [("", f"must be less than {high + 1} characters")]
        if whole and not whole.fullmatch(value):
            return [("", f"must look like {looks}")]
        return FINE

    return check


def integer(low: int, high: int | None = None) -> Rule:
    def check(value: Any) -> Found:
        if type(value) is not int:  # True is an int to isinstance
            return [("", "must be an integer")]
        if value < low or (high is not None and value > high):
            return [("", f"must be at least {low}" + (f" and at most {high}" if high is not None else ""))]
        return FINE

    return check


def word(*allowed: str) -> Rule:
    return lambda value: FINE if value in allowed else [("", f"must be one of {', '.join(allowed)}")]


def items(rule: Rule, high: int | None, low: int = 1, *also: Rule) -> Rule:
    """A list of `low` to `high` things that follow `rule`; `also` looks at the whole list when its parts are fine."""

    def check(value: Any) -> Found:
        if not isinstance(value, list):
            return [("", "must be an array")]
        if len(value) < low:
            return [("", f"must provide at least {low} items")]
        if high is not None and len(value) > high:
            return [("", f"no more than {high} items allowed")]
        found: list[tuple[str, str]] = []
        for index, part in enumerate(value):
            if below := rule(part):
                found += under(index, below)
        return found or (looked_at(value, also) if also else FINE)

    return check


def record(needed: Mapping[str, Rule], optional: Mapping[str, Rule], *also: Rule) -> Rule:
    """An object with these properties and no others; `also` looks at the whole object when its parts are fine."""
    rules, names = {**optional, **needed}, needed.keys()

    def check(value: Any) -> Found:
        if not isinstance(value, dict):
            return [("", "must be an object")]
        found: list[tuple[str, str]] = []
        if not names <= value.keys():
            found += [("", f"missing required field: {name}") for name in needed if name not in value]
        for name, part in value.items():
            rule = rules.get(name)
            if rule is None:
                found.append(("", f"invalid additional property: {name}"))
            elif below := rule(part):
                found += under(name, below)
        return found or (looked_at(value, also) if also else FINE)

    return check


def by_type(table: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which rule of the table it follows."""

    def check(value: Any) -> Found:
        if not isinstance(value, dict):
            return [("", "must be an object")]
        kind = value.get("type")
        rule = table.get(kind) if isinstance(kind, str) else None
        if rule is None:
            return (
                [("/type", f"unsupported type: {kind}")] if "type" in value else [("", "missing required field: type")]
            )
        return rule(value)

    return check


def at_least_one_of(*names: str) -> Rule:
    return lambda value: FINE if any(name in value for name in names) else [("", f"must define {' or '.join(names)}")]


def exactly_one_of(*names: str) -> Rule:
    text = f"must define exactly one of {', '.join(names)}"
    return lambda value: FINE if sum(name in value for name in names) == 1 else [("", text)]


def distinct(values: Sequence[Any]) -> Found:
    return [(f"/{i}", f"duplicate: {value}") for i, value in enumerate(values) if value in values[:i]]


def distinct_by(key: str) -> Rule:
    """No two objects of the list may have the same `key` (Slack makes up those that are left out)."""

    def check(parts: Sequence[Mapping[str, Any]]) -> Found:
        seen: set[str] = set()
        found = []
        for index, part in enumerate(parts):
            if (name := part.get(key)) is None:
                continue
            if name in seen:
                found.append((f"/{index}/{key}", f"{key} needs to be unique: {name}"))
            seen.add(name)
        return found

    return check
