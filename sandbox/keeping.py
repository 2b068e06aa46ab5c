"""What a person does with channels and pins. Nothing of it waits for the bot, which is only told."""

import re
from dataclasses import dataclass

from sandbox.onlooker import Onlooker
from sandbox.world import Channel, Member, Message

# Lower case letters, digits, hyphens, underscores [D:/reference/methods/conversations.create]; æøå UNVERIFIED.
CHANNEL_NAME = re.compile(r"[\w-]{1,80}")


@dataclass(eq=False)
class Keeper(Onlooker):
    """A member who starts, enters, leaves and keeps channels, takes others in and out, and pins messages.

    What Slack's client would not offer her raises AssertionError.
    """

    def starts_channel(self, name: str, *, private: bool = False) -> Channel:
        """Create a channel and be in it."""
        with self._lock:
            if self.guest or self.is_outsider:
                raise AssertionError(f"{self.name} is a guest: guests create no channels")
            self._must_be_free(name)
            return self.workspace.add_channel(name, creator=self, private=private)

    def joins(self, channel: Channel) -> None:
        """Enter a public channel by herself."""
        with self._lock:
            self._must_see(channel)
            if channel.kind != "public" or channel.archived or self.id in channel.members:
                raise AssertionError(f"{self.name} finds no way to join {channel.name}")
            self.workspace.joins(self, channel)

    def leaves(self, channel: Channel) -> None:
        """Go out of a channel by herself."""
        with self._lock:
            if channel.kind == "im" or self.id not in channel.members:
                raise AssertionError(f"{self.name} finds no way to leave {channel.name}")
            self.workspace.leaves(self, channel)

    def pins(self, message: Message, channel: Channel) -> None:
        """Pin a message to its channel."""
        with self._lock:
            self._must_hold(message, channel)
            if message.ts in channel.pinned:
                raise AssertionError("the message is pinned already")
            channel.pinned.append(message.ts)
            self.workspace.yard.news.changed()

    def unpins(self, message: Message, channel: Channel) -> None:
        """Take a message's pin away, whoever pinned it."""
        with self._lock:
            self._must_hold(message, channel)
            if message.ts not in channel.pinned:
                raise AssertionError("the message is not pinned")
            channel.pinned.remove(message.ts)
            self.workspace.yard.news.changed()

    def invites(self, other: Member, channel: Channel, *, inviter: bool = True) -> None:
        """Bring a member in. `inviter=False`: the event names no inviter, which Slack allows."""
        self._must_see(channel)
        if other.team_id not in (self.workspace.id, *channel.shared_with):
            raise AssertionError(f"{channel.name} is not shared with the organisation of {other.name}")
        self.workspace.joins(other, channel, self if inviter else None)

    def removes(self, other: Member, channel: Channel, *, told: bool = True) -> None:
        """Take a member out; with `told=False` a removed bot hears nothing of it."""
        self._must_see(channel)
        self.workspace.leaves(other, channel, self, told=told)

    def archives(self, channel: Channel) -> None:
        """Archive a channel."""
        self.workspace.archives(channel, self, True)

    def unarchives(self, channel: Channel) -> None:
        """Take a channel out of the archive."""
        self.workspace.archives(channel, self, False)

    def renames(self, channel: Channel, name: str) -> None:
        """Give a channel another name."""
        with self._lock:
            if self.guest or self.is_outsider or channel.kind == "im" or self.id not in channel.members:
                raise AssertionError(f"{self.name} finds no way to rename {channel.name}")
            self._must_be_free(name)
            self.workspace.renames(channel, name)

    def converts(self, channel: Channel) -> None:
        """Make a public channel private, or a private one public."""
        with self._lock:
            self._must_rule(channel)
            self.workspace.converts(channel, private=channel.kind == "public")

    def deletes(self, channel: Channel) -> None:
        """Delete a channel for good."""
        with self._lock:
            self._must_rule(channel)
            self.workspace.deletes(channel, self)

    def shares(self, channel: Channel) -> str:
        """Share a channel with an organisation that is new here; gives its team id."""
        with self._lock:
            self._must_rule(channel)
            return self.workspace.shares(channel)

    def unshares(self, channel: Channel, team_id: str) -> None:
        """Part from an organisation the channel is shared with."""
        with self._lock:
            self._must_rule(channel)
            self.workspace.unshares(channel, team_id)

    def invites_guest(self, name: str, channel: Channel) -> Member:
        """Bring somebody new into the workspace, as a guest in this channel."""
        with self._lock:
            self._must_rule(channel)
            guest = self.workspace.add_person(name, guest=True)
            self.invites(guest, channel)
            return guest

    def deactivates(self, other: Member) -> None:
        """Shut somebody out of the workspace."""
        with self._lock:
            if not self.is_admin or other is self or other.is_bot or other.is_outsider or other.deleted:
                raise AssertionError(f"{self.name} finds no way to deactivate {other.name}")
            self.workspace.deactivate(other)

    def reactivates(self, other: Member) -> None:
        """Let somebody in again."""
        with self._lock:
            if not self.is_admin or not other.deleted:
                raise AssertionError(f"{self.name} finds no way to let {other.name} in again")
            self.workspace.reactivate(other)

    def _must_be_free(self, name: str) -> None:
        """A channel may be called so, and none is."""
        if name != name.lower() or not CHANNEL_NAME.fullmatch(name):
            raise AssertionError(f"{name!r} is no name of a channel: small letters, digits, - and _, 80 at most")
        if any(channel.name == name for channel in self.workspace.channels.values() if channel.kind != "im"):
            raise AssertionError(f"there is a channel {name!r} already")

    def _must_rule(self, channel: Channel) -> None:
        """Slack leaves this to owners and admins, unless they have let others."""
        self._must_see(channel)
        if channel.kind == "im" or not self.is_admin:
            raise AssertionError(f"{self.name} is no admin, who alone could do this to {channel.name}")

    def _must_hold(self, message: Message, channel: Channel) -> None:
        """The message has a menu for her: all can see it, and she is in its channel, which is no archive."""
        there = channel.messages.get(message.ts) is message and self.id in channel.members
        if message.ephemeral or channel.archived or not there:
            raise AssertionError(f"{self.name} has no menu for {message!r} in {channel.name}")
