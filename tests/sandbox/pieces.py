"""Pieces of Block Kit for the tests of the sandbox: each as small as Slack takes it."""

from typing import Any

Json = dict[str, Any]
Blocks = list[Json]


def plain(words: str = "x") -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str = "x") -> Json:
    return {"type": "mrkdwn", "text": words}


def option(words: str = "x", **more: Any) -> Json:
    return {"text": plain(words), "value": words} | more


def options(count: int) -> Blocks:
    return [option(str(index)) for index in range(count)]


def section(**more: Any) -> Blocks:
    return [{"type": "section", "text": mrkdwn()} | more]


def field(kind: str, **more: Any) -> Blocks:
    """An element in an input block."""
    return [{"type": "input", "label": plain(), "element": {"type": kind} | more}]


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain()} | more


def actions(*elements: Json) -> Blocks:
    return [{"type": "actions", "elements": list(elements)}]


def image(**more: Any) -> Blocks:
    return [{"type": "image", "alt_text": "x", "image_url": "https://x.no/x.png"} | more]


def confirm(**more: Any) -> Json:
    return button(confirm={name: plain() for name in ("title", "text", "confirm", "deny")} | more)


def divider(count: int) -> Blocks:
    return [{"type": "divider"} for _ in range(count)]


def group(count: int) -> Json:
    return {"label": plain(), "options": options(count)}


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value
