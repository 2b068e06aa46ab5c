"""What every method of the Web API has, and what several of them ask."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sandbox.modals import SlackError
from sandbox.world import Channel

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]
MOST = 999  # on one page


@dataclass
class Reply:
    """An HTTP answer; JSON if its text starts with a brace."""

    status: int
    text: str
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)


def ratelimited(seconds: int) -> Reply:
    """429: come again after so many seconds. [slack-facts 2]"""
    return Reply(429, '{"ok": false, "error": "ratelimited"}', [(b"retry-after", str(seconds).encode())])


@dataclass(frozen=True)
class Method:
    """One row of the table. `scopes`: any one lets the call in; the kind of channel may then ask for its own.

    `tier`: 1–4, "post" for chat.postMessage's own limits, "special" where Slack gives no number. [slack-facts 2, 8.1]
    """

    function: "Callable[[Workspace, Json], Json]"
    tier: int | Literal["post", "special"]
    scopes: tuple[str, ...] = ()
    needed: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    token: Literal["xoxb", "xapp"] = "xoxb"


def words(text: str) -> frozenset[str]:
    """A set of names from a line of text."""
    return frozenset(text.split())


def any_of(verb: str) -> tuple[str, ...]:
    """The four scopes of a verb: channels:read, groups:read, im:read, mpim:read."""
    return tuple(f"{family}:{verb}" for family in ("channels", "groups", "im", "mpim"))


def need(workspace: "Workspace", scope: str) -> None:
    """Raises missing_scope unless the manifest grants the scope. [slack-facts 8.1]"""
    granted = workspace.yard.manifest.bot_scopes
    if scope not in granted:
        raise SlackError("missing_scope", needed=scope, provided=",".join(granted))


def find_channel(workspace: "Workspace", channel_id: object, verb: str) -> Channel:
    """The conversation, if the bot may know of it: others' DMs and private channels without it are not found."""
    channel = workspace.channels.get(str(channel_id))
    if channel is None or (channel.kind != "public" and workspace.bot.id not in channel.members):
        raise SlackError("channel_not_found")
    if verb != "write":
        need(workspace, f"{channel.family}:{verb}")
    return channel


def check_direct(workspace: "Workspace", channel: Channel) -> None:
    """Raises what keeps the bot from posting in this conversation if it is a direct message. [slack-facts 9]"""
    if channel.kind == "im":
        if any(member.deleted or member.is_outsider for member in channel.members.values()):
            raise SlackError("channel_not_found")  # UNVERIFIED string for their DM
        if not workspace.yard.manifest.messages_tab:
            raise SlackError("messages_tab_disabled")


def truth(value: object) -> bool:
    """A boolean argument, which a form body sends as text."""
    return value in (True, 1, "1", "true", "True")


def number(args: Json, key: str, default: int, most: int) -> int:
    """A whole number from 1 to `most`. Raises invalid_arguments."""
    value = str(args.get(key) or default)
    if not value.isdigit() or not 1 <= int(value) <= most:
        raise SlackError("invalid_arguments", f"{key} must be 1 to {most}")
    return int(value)


def page(items: list[Any], args: Json, default: int) -> tuple[list[Any], str]:
    """One page and the cursor of the next; an empty cursor is the end. [D:/apis/web-api/pagination]"""
    limit = number(args, "limit", default, MOST)
    cursor = str(args.get("cursor") or "0")
    if not cursor.isdigit():
        raise SlackError("invalid_cursor")
    start = int(cursor)
    return items[start : start + limit], str(start + limit) if start + limit < len(items) else ""
