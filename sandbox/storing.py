"""What Slack does to a text or a list of blocks before it keeps it."""

import random
import re
from collections.abc import Iterable
from typing import Any

from sandbox.world import Member

Json = dict[str, Any]

ENTITY = re.compile(r"&(?!(?:amp|lt|gt);)")
TAG = re.compile(r"<(?=[@#!][^<>]+>|(?:https?|mailto|tel|slack):[^<>]*>)[^<>]+>")


def typed_text(text: str) -> str:
    """What a person typed, as Slack keeps it: its three characters escaped. [slack-facts 1.6]"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_mentions(text: str, members: Iterable[Member]) -> str:
    """A typed message with `@Full Name` of a member, @channel, @here and @everyone made mentions. [slack-facts 1.6]

    So Slack's client does when one picks from its list; here the whole name does it, the longest that fits. The text
    and the names are taken as `typed_text` makes them.
    """
    if "@" not in text:
        return text
    mentions = {typed_text(member.name): f"<@{member.id}>" for member in members if not member.deleted}
    mentions |= {word: f"<!{word}>" for word in ("channel", "here", "everyone")}
    names = "|".join(re.escape(name) for name in sorted(mentions, key=len, reverse=True))
    return re.sub(rf"(?<!\w)@({names})(?!\w)", lambda found: mentions[found[1]], text)


def posted_text(text: str) -> str:
    """What an app sent, as Slack keeps it: entities, mentions and links stay; stray & < > are escaped. [1.6]"""
    if not any(sign in text for sign in "&<>"):
        return text
    text = ENTITY.sub("&amp;", text)
    kept, at = [], 0
    for tag in TAG.finditer(text):
        kept += [text[at : tag.start()].replace("<", "&lt;").replace(">", "&gt;"), tag.group()]
        at = tag.end()
    # A leading > is mrkdwn's quote. Slack keeps it as an entity and still draws the quote.
    return "".join(kept) + text[at:].replace("<", "&lt;").replace(">", "&gt;")


def with_ids(blocks: list[Json]) -> list[Json]:
    """The blocks with the block_ids and action_ids that Slack makes up where they are missing. [slack-facts 1.3]"""
    for block in blocks:
        if "block_id" not in block:
            block["block_id"] = _made_up()
        inside = block.get("elements", []) if block["type"] == "actions" else [block.get("element")]
        for element in (*inside, block.get("accessory")):
            if isinstance(element, dict) and element.get("type") != "image" and "action_id" not in element:
                element["action_id"] = _made_up()
    return blocks


def _made_up() -> str:
    return f"{random.getrandbits(32):x}"
