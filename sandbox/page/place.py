"""What one person has before her at one address of the page: nothing that Slack would not show her."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from markupsafe import Markup

from sandbox import reading
from sandbox.manifest import Shortcut
from sandbox.page.fields import Field, field
from sandbox.page.mrkdwn import Mrkdwn
from sandbox.page.words import DAY, Words
from sandbox.people import Person
from sandbox.workspace import Workspace
from sandbox.world import Channel, Member, Message, View

Json = dict[str, Any]
HOME = "home"  # the address of the app's Home tab; every other place is a conversation's id
PAGE = 50  # messages that are drawn at first; older ones on demand
FEW = 12  # people of a workspace who all stand in the sidebar


class NowhereError(Exception):
    """There is no such person or conversation, or she may not see it."""


@dataclass(frozen=True)
class Day:
    """The messages of one day."""

    name: str
    messages: list[Message]


class Seen:
    """Up to where everybody has read. Slack keeps it beside the messages; no app is told."""

    def __init__(self) -> None:
        self._up_to: dict[tuple[str, Channel], str] = {}
        self._new_from: dict[tuple[str, Channel], str] = {}

    def arrives(self, person: Person, channel: Channel) -> None:
        """She opens the conversation: what she has not read yet is marked as new while she stays."""
        first = self.unread(person, channel)[-1:]
        self._new_from[person.id, channel] = first[0].ts if first else ""

    def reads(self, person: Person, channel: Channel) -> None:
        """She has it before her."""
        self._up_to[person.id, channel] = next(reversed(channel.messages), "")

    def is_first_new(self, person: Person, channel: Channel, message: Message) -> bool:
        return self._new_from.get((person.id, channel)) == message.ts

    def unread(self, person: Person, channel: Channel) -> list[Message]:
        """The newest first."""
        up_to, found = self._up_to.get((person.id, channel), ""), []
        for message in reversed(channel.messages.values()):
            if message.ts <= up_to:
                break
            theirs = message.author is not person and message.ephemeral_to in (None, person.id)
            if theirs and message.thread_ts in (None, message.ts):
                found.append(message)
        return found


@dataclass(frozen=True)
class Row:
    """A conversation in the sidebar. `calls`: how many messages in it are meant for her."""

    channel: Channel
    name: str
    unread: bool
    calls: int


class Place:
    """An address, and all that stands there. Templates ask it; nothing in it changes anything."""

    def __init__(
        self,
        person: Person,
        where: str,
        words: Words,
        seen: Seen,
        *,
        thread: str = "",
        wire: bool = False,
        most: int = PAGE,
    ) -> None:
        self.person = person
        self.workspace: Workspace = person.workspace
        self.channel = None if where == HOME else self._conversation(where)
        self.where = self.channel.id if self.channel else where
        self.words = words
        self.seen = seen
        self.wire = wire
        self.most = most
        self.thread = next((m for m in self._visible if m.ts == thread and not m.ephemeral), None)
        self.draw = Mrkdwn(self.name_of, self.when, person.id, self.here)

    def _conversation(self, key: str) -> Channel:
        for channel in self.workspace.channels.values():
            if key in (channel.id, *channel.former_ids) and channel.open_to(self.person):
                return channel
        raise NowhereError(key)

    # Addresses

    def address(self, where: str | None = None, *, act: str = "", **other: str | bool) -> str:
        """This place, another, or what a form here is sent to. `other`: thread, wire or most, if not as now."""
        asked: dict[str, str | bool] = {"thread": self.thread.ts if self.thread else "", "wire": self.wire}
        asked["most"] = "" if self.most == PAGE else str(self.most)
        if where not in (None, self.where):
            asked |= {"thread": "", "most": ""}
        asked |= other
        query = urlencode({name: "1" if value is True else value for name, value in asked.items() if value})
        path = "/".join(filter(None, ("/as", self.person.id, where or self.where, act)))
        return f"{path}?{query}" if query else path

    def draft_key(self, composer: str) -> str:
        """What names a text field in which something may stand unsent: hers, in the channel or in one `thread`."""
        thread = self.thread.ts if self.thread and composer == "thread" else ""
        return f"{self.person.id}-{self.where}-{thread}"

    def here(self, link: str) -> str | None:
        """Where on the page a message stands, by its address in the workspace."""
        found = re.fullmatch(rf"{re.escape(self.workspace.yard.url)}/archives/(\w+)/p(\d+)(\d{{6}})(\?.*)?", link)
        if not found:
            return None
        channel, seconds, rest, query = found.groups()
        thread = parse_qs((query or "")[1:]).get("thread_ts", [""])[0]
        return f"{self.address(channel, thread=thread)}#{'t' if thread else 'm'}{seconds}.{rest}"

    # Names and times

    def name_of(self, key: str) -> str | None:
        """A person's or channel's name by its id."""
        member, channel = self.workspace.members.get(key), self.workspace.channels.get(key)
        if member:
            return member.name
        return channel.name if channel and channel.open_to(self.person) else None

    def title(self, channel: Channel) -> str:
        """What she knows a conversation by."""
        if channel.kind != "im":
            return channel.name
        return next((m.name for m in channel.members.values() if m is not self.person), self.person.name)

    def when(self, moment: datetime, pattern: str) -> str:
        return self.words.when(moment, pattern, self.person.tz)

    def moment_of(self, message: Message) -> datetime:
        return datetime.fromtimestamp(float(message.ts), UTC)

    # The sidebar

    @property
    def rows(self) -> list[Row]:
        """Her channels."""
        return sorted(map(self._row, self._mine("public", "private")), key=lambda row: row.name)

    @property
    def directs(self) -> list[Row]:
        """Her direct messages with people; the one with the app stands under the app."""
        bot = self.workspace.bot.id
        return sorted(map(self._row, (c for c in self._mine("im") if bot not in c.members)), key=lambda row: row.name)

    @property
    def with_app(self) -> Row | None:
        """Her direct message with the app, if it takes any."""
        if self.person.is_outsider or not self.workspace.yard.manifest.messages_tab:
            return None
        return self._row(self.workspace.direct(self.person, self.workspace.bot))

    @property
    def others(self) -> list[Channel]:
        """The channels she may enter."""
        channels = self.workspace.channels.values()
        return [c for c in channels if c.open_to(self.person) and self.person.id not in c.members and not c.archived]

    @property
    def colleagues(self) -> list[Member]:
        """Whom she can write to, where she has no direct message with them yet: in a small workspace all."""
        if self.person.is_outsider:
            return []
        people = [m for m in self.workspace.members.values() if not m.is_bot and not m.deleted and m is not self.person]
        met = {key for row in self.directs for key in row.channel.members}
        return [m for m in people if m.id not in met] if len(people) < FEW else []

    def _mine(self, *kinds: str) -> Iterator[Channel]:
        return (c for c in self.workspace.channels.values() if c.kind in kinds and self.person.id in c.members)

    def _row(self, channel: Channel) -> Row:
        unread = self.seen.unread(self.person, channel) if channel is not self.channel else []
        calls = sum(channel.kind == "im" or self.calls(message) for message in unread)
        return Row(channel, self.title(channel), bool(unread), calls)

    def calls(self, message: Message) -> bool:
        """Whether a message mentions her, or everybody."""
        return any(ping.startswith(("<!", "@", f"<@{self.person.id}")) for ping in message.pings)

    def shortcuts(self, kind: str) -> list[Shortcut]:
        """The app's shortcuts that she may use: global ones, or those of a message."""
        theirs = [] if self.person.is_outsider else self.workspace.yard.manifest.shortcuts.values()
        return [shortcut for shortcut in theirs if shortcut.type == kind]

    @property
    def rules(self) -> bool:
        """Whether she may do here what admins do."""
        return self.person.is_admin and self.channel is not None and self.channel.kind != "im"

    @property
    def ruled(self) -> list[Member]:
        """Whom an admin can shut out or let in again."""
        everybody = self.workspace.members.values()
        return [m for m in everybody if not m.is_bot and not m.is_outsider and m is not self.person]

    # The conversation

    @property
    def days(self) -> list[Day]:
        """The newest messages of the channel, threads' replies left out, day by day."""
        days: list[Day] = []
        for message in self._said[-self.most :]:
            name = self.when(self.moment_of(message), DAY[self.words.language])
            if not days or days[-1].name != name:
                days.append(Day(name, []))
            days[-1].messages.append(message)
        return days

    @property
    def older(self) -> int:
        """How many messages are not drawn."""
        return max(0, len(self._said) - self.most)

    @cached_property
    def _visible(self) -> list[Message]:
        return self.person.reads(self.channel) if self.channel else []

    @cached_property
    def _said(self) -> list[Message]:
        there = {message.ts for message in self._visible}
        return [m for m in self._visible if m.thread_ts in (None, m.ts) or m.thread_ts not in there]

    @cached_property
    def _replies(self) -> dict[str, list[Message]]:
        found: dict[str, list[Message]] = {}
        for message in self._visible:
            if message.thread_ts and message.thread_ts != message.ts:
                found.setdefault(message.thread_ts, []).append(message)
        return found

    def replies(self, message: Message) -> list[Message]:
        """What was answered in a message's thread, as far as she sees it."""
        return self._replies.get(message.ts, [])

    @property
    def pinned(self) -> list[Message]:
        """The channel's pins, the newest first."""
        if not self.channel:
            return []
        return [self.channel.messages[ts] for ts in reversed(self.channel.pinned) if ts in self.channel.messages]

    @property
    def may_write(self) -> bool:
        return bool(self.channel and self.person.id in self.channel.members and not self.channel.archived)

    # The view on top

    @property
    def modal(self) -> View | None:
        return self.person.modal.view if self.person.modal else None

    @property
    def home(self) -> View | None:
        return self.person.home.view if self.person.home else None

    def fields(self, holder: View | Message) -> dict[tuple[str, str], Field]:
        """(block_id, action_id) -> the inputs of a view or message."""
        return {
            (block["block_id"], element["action_id"]): field(self.person, holder, block, element)
            for block, element in reading.stateful(holder.blocks)
        }

    def picture(self, image: Json) -> str | None:
        """Where the page gets a picture from: this machine only. None for those that stand elsewhere on the web."""
        named = image.get("slack_file") or {}
        file = self.workspace.files.get(named.get("id", ""))
        address: str = file.url if file else named.get("url") or image.get("image_url") or ""
        return urlsplit(address).path if address.startswith(f"{self.workspace.yard.url}/") else None

    def text(self, message: Message) -> Markup:
        """A message that has no blocks."""
        return self.draw.rich(message.text)
