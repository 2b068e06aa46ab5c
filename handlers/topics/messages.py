"""Reads messages in a channel: from Slack's markup to the plain text that stands in a form, and back to the message."""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers.words import Words, escape, unescape

TAG = re.compile(r"<([^<>|]*)\|?([^<>]*)>")  # a mention, a channel, a date or a link; then its label, if it has one


def readable(text: str, _: Words, name_of: Callable[[str], str | None]) -> str:
    """A message as one would read it aloud. A mention becomes the name of `name_of(user_id)`, and calls nobody."""

    def said(found: re.Match[str]) -> str:
        target, label = found.groups()
        match target[:1]:
            case "@":
                return escape(name_of(target[1:]) or "") or label or _("someone")
            case "#":
                return f"#{label}" if label else _("a channel")
            case "!":
                return label or ("@" + target[1:] if target[1:].isalpha() else _("someone"))
        if not label or target.endswith(label):  # the label is what was typed: «example.com» of https://example.com
            return label if target.startswith("mailto:") else target
        return f"{label} ({target})"

    return unescape(TAG.sub(said, text))


def address_of(message: str, channel_id: str, workspace: str) -> str:
    """Where Slack shows it; `workspace` is the address of that."""
    ts, _, thread = message.partition(":")
    address = f"{workspace}archives/{channel_id}/p{ts.replace('.', '')}"
    return f"{address}?thread_ts={thread}&cid={channel_id}" if thread else address
