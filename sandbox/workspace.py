"""One workspace: its people and channels, what happens in them, and what a test may ask about it."""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sandbox import events
from sandbox.people import Person
from sandbox.socket_mode import Sockets
from sandbox.world import Call, Channel, File, Member, Message, View, new_id

if TYPE_CHECKING:
    from sandbox.yard import Sandbox

Json = dict[str, Any]


@dataclass(eq=False)
class App:
    """The Slack app: what its app-level token opens. Usually one per workspace."""

    id: str
    token: str
    sockets: Sockets


class Workspace:
    """A workspace with the bot installed. Every method may be called from any thread."""

    def __init__(self, yard: "Sandbox", team_id: str, name: str, app: App, bot: Member) -> None:
        self.yard = yard
        self.id = team_id
        self.name = name
        self.domain = name.lower()
        self.app = app
        self.bot = bot
        self.bot_id = new_id("B")
        self.bot_token = f"xoxb-{team_id}-{new_id('')}"
        self.app_token = app.token
        self.installed = True
        self.members: dict[str, Member] = {bot.id: bot}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.uploads: dict[str, File] = {}  # the files whose bytes are awaited, by what their upload URL ends in
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}  # by user id
        self.modals: dict[str, list[View]] = {}  # the stack each person has before her, by user id
        self.complaints: list[str] = []
        self.traffic: deque[Call] = deque(maxlen=5_000)
        self._last_ts = 0
        app.sockets.complain = self.complain

    # What a test may ask

    @property
    def connections(self) -> int:
        """The number of open sockets of the workspace's app."""
        return len(self.app.sockets.connections)

    def wait_for_bot(self, n: int = 1, timeout: float = 10.0) -> None:
        """Wait until the bot has `n` sockets open."""
        self.yard.wait_until(lambda: self.connections >= n, timeout, f"{n} open socket(s) of the bot in {self.name}")

    def calls(self, method: str) -> list[Call]:
        """The exchanges of one method, oldest first (`chat.update`, `response_url`, `envelope:slash_commands` …)."""
        with self.yard.lock:
            return [call for call in self.traffic if call.method == method]

    def complain(self, complaint: str) -> None:
        """Record what Slack would show to nobody but the app's author."""
        with self.yard.lock:
            self.complaints.append(complaint)

    def record(self, method: str, args: Json, response: Json | None, began: datetime | None = None) -> None:
        """Add an exchange to the traffic, once it is over. `began`: when it did, if that was earlier."""
        self.traffic.append(Call(method, args, response, began or self.yard.clock.now()))

    # Who and where

    def add_person(
        self, name: str, *, admin: bool = False, guest: Literal[False, True, "single_channel"] = False
    ) -> Person:
        """A new member. `guest=True` is a multi-channel guest."""
        with self.yard.lock:
            kind: Literal[False, "multi_channel", "single_channel"] = "multi_channel" if guest is True else guest
            person = Person(new_id("U"), name, self.id, is_admin=admin, guest=kind, workspace=self)
            self.members[person.id] = person
            events.emit(self, {"type": "team_join", "user": person.user_object()})
            self.yard.news.changed()
            return person

    def add_outsider(self, name: str, team_id: str) -> Person:
        """Somebody of another organisation (see `shares`), in no channel yet. No event tells of her."""
        with self.yard.lock:
            person = Person(new_id("U"), name, team_id, is_outsider=True, workspace=self)
            self.members[person.id] = person
            self.yard.news.changed()
            return person

    def add_channel(self, name: str, *, creator: Member, private: bool = False) -> Channel:
        """A new channel with its creator in it. Private ones have ids with C too, as at Slack. [slack-facts 7]"""
        with self.yard.lock:
            kind: Literal["public", "private"] = "private" if private else "public"
            created = int(self.yard.clock.now().timestamp())
            channel = Channel(new_id("C"), name, kind, created, creator.id)
            self.channels[channel.id] = channel
            self.joins(creator, channel)
            return channel

    def direct(self, one: Member, other: Member) -> Channel:
        """The direct message between two, opened when needed."""
        with self.yard.lock:
            pair = {one.id: one, other.id: other}
            for channel in self.channels.values():
                if channel.kind == "im" and channel.members.keys() == pair.keys():
                    return channel
            created = int(self.yard.clock.now().timestamp())
            channel = Channel(new_id("D"), "directmessage", "im", created, one.id, members=pair)
            self.channels[channel.id] = channel
            return channel

    # What happens

    def joins(self, member: Member, channel: Channel, inviter: Member | None = None) -> None:
        """A member enters a channel; the event names an inviter only if there is one. [slack-facts 12]"""
        with self.yard.lock:
            channel.members[member.id] = member
            event = {"type": "member_joined_channel", "user": member.id, "channel": channel.id, "team": member.team_id}
            event["channel_type"] = "G" if channel.kind == "private" else "C"
            if inviter:
                event["inviter"] = inviter.id
            events.emit(self, event, channel)
            self.yard.news.changed()

    def leaves(self, member: Member, channel: Channel, actor: Member | None = None, *, told: bool = True) -> None:
        """A member goes out. `told=False`: the removed bot hears nothing, which may be how Slack is (UNVERIFIED)."""
        with self.yard.lock:
            del channel.members[member.id]
            if member is self.bot:
                if told:
                    event = {"type": channel.event("left"), "channel": channel.id, "actor_id": (actor or member).id}
                    events.emit(self, event, channel, gone=True)
            else:
                event = {"type": "member_left_channel", "user": member.id, "channel": channel.id}
                event["team"] = member.team_id
                event["channel_type"] = "G" if channel.kind == "private" else "C"
                events.emit(self, event, channel)
            self.yard.news.changed()

    def archives(self, channel: Channel, actor: Member, archived: bool) -> None:
        """A channel is put away, or taken out again."""
        with self.yard.lock:
            channel.archived = archived
            kind = channel.event("archive" if archived else "unarchive")
            event = {"type": kind, "channel": channel.id, "user": actor.id, "is_moved": 0}
            events.emit(self, event, channel)
            self.yard.news.changed()

    def renames(self, channel: Channel, name: str) -> None:
        """A channel gets another name."""
        with self.yard.lock:
            channel.name = name
            told = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
            told |= {"is_channel": True, "is_mpim": False}
            events.emit(self, {"type": channel.event("rename"), "channel": told}, channel)
            self.yard.news.changed()

    def converts(self, channel: Channel, *, private: bool) -> None:
        """A public channel is private from now on, or the other way about, under another id. Nobody leaves."""
        with self.yard.lock:
            old, channel.id = channel.id, new_id("C")
            channel.kind = "private" if private else "public"
            channel.former_ids.append(old)
            self.channels[channel.id] = self.channels.pop(old)
            event = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": channel.id}
            events.emit(self, event, channel)
            self.yard.news.changed()

    def deletes(self, channel: Channel, actor: Member) -> None:
        """A channel is gone with all that was said in it."""
        with self.yard.lock:
            event: Json = {"type": channel.event("deleted"), "channel": channel.id, "actor_id": actor.id}
            if channel.kind == "private":
                event["date_deleted"] = self.seconds()
            events.emit(self, event, channel)
            del self.channels[channel.id]
            channel.members.clear()
            self.yard.news.changed()

    def shares(self, channel: Channel, team_id: str | None = None) -> str:
        """Connect a channel with another organisation, a new one if it is not named; gives its team id."""
        with self.yard.lock:
            team_id = team_id or new_id("T")
            channel.shared_with.append(team_id)
            event = {"type": "channel_shared", "connected_team_id": team_id, "channel": channel.id}
            events.emit(self, event, channel)
            self.yard.news.changed()
            return team_id

    def unshares(self, channel: Channel, team_id: str) -> None:
        """Part from another organisation: its people leave."""
        with self.yard.lock:
            for member in [one for one in channel.members.values() if one.team_id == team_id]:
                self.leaves(member, channel)
            channel.shared_with.remove(team_id)
            event: Json = {"type": "channel_unshared", "previously_connected_team_id": team_id, "channel": channel.id}
            event["is_ext_shared"] = bool(channel.shared_with)
            events.emit(self, event, channel)
            self.yard.news.changed()

    def deactivate(self, member: Member) -> None:
        """An admin deactivates someone: she leaves every channel; her direct messages stay."""
        with self.yard.lock:
            member.deleted = True
            for channel in self.channels.values():
                if channel.kind != "im" and member.id in channel.members:
                    self.leaves(member, channel)
            self.changes(member)

    def reactivate(self, member: Member) -> None:
        """She is let in again, but is in no channel until somebody invites her."""
        with self.yard.lock:
            member.deleted = False
            self.changes(member)

    def changes(self, member: Member) -> None:
        """Tell that a member's profile or status is another now."""
        with self.yard.lock:
            events.emit(self, {"type": "user_change", "user": member.user_object(), "cache_ts": self.seconds()})
            self.yard.news.changed()

    def uninstall(self) -> None:
        """Remove the app: its token is dead from now on. [slack-facts 6.5]"""
        with self.yard.lock:
            events.emit(self, {"type": "app_uninstalled"})
            events.emit(self, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot.id]}})
            self.installed = False
            self.yard.news.changed()

    def post(self, channel: Channel, message: Message) -> Message:
        """Put a message into a channel."""
        with self.yard.lock:
            channel.messages[message.ts] = message
            if not message.ephemeral:
                events.emit_message(self, channel, message)
            self.yard.news.changed()
            return message

    def next_ts(self) -> str:
        """A message timestamp: unique in the workspace, always growing."""
        with self.yard.lock:
            self._last_ts = max(int(self.yard.clock.now().timestamp() * 1_000_000), self._last_ts + 1)
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def seconds(self) -> int:
        """The sandbox's time as Unix seconds."""
        return int(self.yard.clock.now().timestamp())

    # Views

    def close_view(self, view: View) -> None:
        """Take one modal off its stack; the one under it is on top again."""
        self.views.pop(view.id, None)
        if view in view.stack:
            view.stack.remove(view)

    def close_stack(self, stack: list[View]) -> None:
        """Close a whole stack."""
        for view in list(stack):
            self.close_view(view)

    # The bot's sockets

    def inject(self, payload_type: str, payload: Json, on_ack: Callable[[Json | None], None]) -> None:
        """Send any envelope without anyone waiting: `on_ack(payload)` is called on the event loop, with None if the
        bot did not acknowledge in time. `payload_type` is slash_commands, interactive or events_api."""
        accepts = payload_type == "slash_commands" or payload.get("type") == "view_submission"
        self.app.sockets.deliver(payload_type, json.dumps(payload), lambda ack, _: on_ack(ack), accepts=accepts)

    def drop_sockets(self) -> None:
        """Cut the bot's connections without a word."""
        self.app.sockets.drop()

    def refresh_sockets(self, reason: Literal["warning", "refresh_requested", "link_disabled"] = "warning") -> None:
        """Ask the bot's connections to make way for new ones, as Slack does every few hours."""
        self.app.sockets.refresh(reason)

    def deliver_twice(self) -> None:
        """The next envelope is delivered twice with the same payload, over two connections where there are two."""
        self.app.sockets.deliver_next_twice()
