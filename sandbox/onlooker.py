"""What a person sees in her client, without touching anything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox.forms import Modal
from sandbox.world import Channel, Member, Message

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

T = TypeVar("T")


@dataclass(eq=False)
class Onlooker(Member):
    """A member who looks. `failed` is what she saw go wrong with her last act."""

    workspace: "Workspace" = field(kw_only=True, repr=False)
    failed: str | None = None

    @property
    def is_stranger(self) -> bool:
        there = (channel.members for channel in self.workspace.channels.values() if channel.kind != "im")
        return self.is_outsider and not any({self.id, self.workspace.bot.id} <= members.keys() for members in there)

    def finds(self, channel: Channel) -> bool:
        """Whether it is there, and she may see it."""
        return self.workspace.channels.get(channel.id) is channel and channel.open_to(self)

    def reads(self, channel: Channel) -> list[Message]:
        """All she can see there, oldest first, her own ephemerals included. AssertionError where she has no access."""
        with self._lock:
            self._must_see(channel)
            return [m for m in channel.messages.values() if m.ephemeral_to in (None, self.id)]

    def sees(self, words: str, *, in_: Channel, timeout: float = 15.0) -> Message:
        """Wait until she can read the words there; the newest message that holds them."""

        def newest() -> Message | None:
            return next((m for m in reversed(self.reads(in_)) if words in m.says or words in m.text), None)

        try:
            self.workspace.yard.wait_until(newest, timeout, f"{self.name} to read {words!r} in {in_.name}")
        except AssertionError as error:
            read = "\n  ".join(repr(message.says) for message in self.reads(in_))
            raise AssertionError(f"{error}\nshe reads:\n  {read}") from None
        found = newest()
        assert found is not None, f"{words!r} was there and is gone"
        return found

    @property
    def modal(self) -> Modal | None:
        """The modal on top before her."""
        stack = self.workspace.modals.get(self.id)
        return Modal(stack[-1]) if stack else None

    @property
    def home(self) -> Modal | None:
        """Her Home tab, once the bot has published it."""
        view = self.workspace.homes.get(self.id)
        return Modal(view) if view else None

    def sees_modal(self, title: str, timeout: float = 15.0) -> Modal:
        """Wait until a modal with this title is on top."""
        found = f"{self.name} to see the modal {title!r}"
        self.workspace.yard.wait_until(lambda: self.modal and self.modal.title == title, timeout, found)
        return self._top()

    def _waits_for(self, look: Callable[[], T]) -> T:
        """What she finds, once it is shown. AssertionError, of the last look, if it is not within the time for an
        acknowledgement."""
        seen: list[T] = []
        complaint = AssertionError()

        def is_there() -> bool:
            nonlocal complaint
            try:
                seen.append(look())
            except AssertionError as error:
                complaint = error
            return bool(seen)

        if self.workspace.yard.news.wait_until(is_there, self.workspace.yard.ack_seconds):
            return seen[0]
        raise complaint

    @property
    def _lock(self) -> Any:
        return self.workspace.yard.lock

    def _top(self) -> Modal:
        modal = self.modal
        if modal is None:
            raise AssertionError(f"{self.name} has no modal open; she saw go wrong: {self.failed}")
        return modal

    def _must_see(self, channel: Channel) -> None:
        if not self.finds(channel):
            raise AssertionError(f"{self.name} has no access to {channel.name}")
