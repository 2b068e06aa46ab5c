"""People: they type, press, fill in, submit and read by what they SEE, and wait three seconds for an answer."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sandbox import events, forms, interactions, payloads, reading, slack_commands, storing
from sandbox.forms import Modal
from sandbox.interactions import Answer
from sandbox.keeping import Keeper
from sandbox.world import Channel, Member, Message, View

Json = dict[str, Any]
FINE = Answer(acked=True, seconds=0.0)


@dataclass(frozen=True)
class Sent:
    """A payload a person has sent, kept to be sent again."""

    kind: str
    text: str
    body: Json
    applied: Callable[[Json], str | None]
    seen: dict[str, str]


@dataclass(eq=False)
class Person(Keeper):
    """A member who acts. An act returns once the bot has acknowledged it, or has not within three seconds.

    Whatever Slack's client would not let her do raises AssertionError; `failed` is what she saw go wrong last. A button
    or an input that is not there yet she waits for, as long as for an acknowledgement.
    """

    _last: Sent | None = field(default=None, repr=False)

    # In channels

    def types(self, text: str, channel: Channel, *, thread: Message | None = None) -> Answer:
        """Type into a channel or DM: a command if it starts with a slash, else a message, in which `@Full Name` of a
        member, @channel, @here and @everyone become mentions."""
        with self._lock:
            if self.id not in channel.members:
                raise AssertionError(f"{self.name} is not in {channel.name}")
            if channel.archived:
                raise AssertionError(f"{channel.name} is archived: nobody can type there")
            if not text.startswith("/"):
                said = storing.with_mentions(storing.typed_text(text), self.workspace.members.values())
                message = Message(self.workspace.next_ts(), self, said)
                message.thread_ts = thread.ts if thread else None
                self.workspace.post(channel, message)
                return FINE
            if thread:
                raise AssertionError("Slack lets nobody use an app's command in a thread")
            name, _, rest = text.partition(" ")
            if name in slack_commands.COMMANDS:
                self.failed = slack_commands.obey(self, channel, name, rest)
                return Answer(acked=False, seconds=0.0, error=self.failed) if self.failed else FINE
            if self.is_outsider or name not in self.workspace.yard.manifest.commands:
                return Answer(acked=False, seconds=0.0, error=f"{name} is not a valid command")
            payload = payloads.command(self.workspace, self, channel, name, rest.strip())
            applied = partial(interactions.command_answered, self.workspace, self, channel, text)
            sent = Sent("slash_commands", json.dumps(payload), payload, applied, interactions.COMMAND_FAILURES)
        return self._send(sent)

    def dm(self, other: Member) -> Channel:
        """Her direct message with the bot or another person."""
        return self.workspace.direct(self, other)

    def renames_self(self, name: str) -> None:
        """Change her own name."""
        self.name = name
        self.workspace.changes(self)

    # Home

    def opens_home(self) -> None:
        """Look at the bot's Home tab. The event has `view` only once one was published. [slack-facts 7]"""
        with self._lock:
            event: Json = {"type": "app_home_opened", "user": self.id, "tab": "home"}
            event["channel"] = self.dm(self.workspace.bot).id
            if home := self.workspace.homes.get(self.id):
                event["view"] = home.as_json(self.workspace.app.id, self.workspace.bot_id, self.workspace.id)
            events.emit(self.workspace, event)

    # Filling in

    def fills(self, label: str, text: str, *, in_: Message | Modal | None = None) -> Answer:
        """Type into an input, or set a date (YYYY-MM-DD) or time (HH:mm); AssertionError if it is not there."""
        return self._puts(label, in_, lambda element: forms.written(element, text))

    def chooses(self, label: str, *options: str, in_: Message | Modal | None = None) -> Answer:
        """Choose exactly these options of a menu, radio buttons or checkboxes."""
        return self._puts(label, in_, lambda element: forms.chosen(element, options))

    def picks(self, label: str, *whom: Member | Channel, in_: Message | Modal | None = None) -> Answer:
        """Pick exactly these people or channels."""
        return self._puts(label, in_, lambda element: forms.picked(element, whom))

    def _puts(self, label: str, in_: Message | Modal | None, entry: Callable[[Json], Json]) -> Answer:
        def found() -> tuple[Message | View, Json, Json, Json]:
            with self._lock:
                holder = in_ if isinstance(in_, Message) else (in_ or self._top()).view
                block, element = forms.find_input(holder.blocks, label)
                return holder, block, element, entry(element)

        return self.put(*self._waits_for(found))

    def put(self, holder: Message | View, block: Json, element: Json, entry: Json) -> Answer:
        """Put an entry (as in `state`, with its type) into an input, and tell the bot at once where Slack would."""
        with self._lock:
            told = forms.put(holder, self, block, element, entry)
            self.workspace.yard.news.changed()
            if not told:
                return FINE
            sent = self._action(holder, payloads.answered(element, block, entry))
        return self._send(sent)

    # Pressing and sending in

    def presses(
        self,
        label: str,
        *,
        in_: Channel | Modal | None = None,
        message: Message | None = None,
        confirm: str | None = None,
    ) -> Answer:
        """Press a button, or a line of an overflow menu: in a message, in a channel's newest message that has it, in
        the Home tab, or (with nothing said) in the modal on top. `confirm` is the label of the confirming button, to
        be given exactly when the button asks."""

        def found() -> tuple[Message | View, Json, Json]:
            with self._lock:
                return self._find_button(label, in_, message)

        holder, block, element = self._waits_for(found)
        with self._lock:
            dialog = element.get("confirm")
            asked = reading.shown(dialog["confirm"]["text"]) if dialog else None
            if asked != confirm:
                raise AssertionError(f"{label!r} asks for confirmation by {asked!r}, not {confirm!r}")
            lines = (o for o in element.get("options", ()) if reading.shown(o["text"]["text"]) == label)
        return self.press(holder, block, element, next(lines, None))

    def press(self, holder: Message | View, block: Json, element: Json, option: Json | None = None) -> Answer:
        """Press this very button, or the option of an overflow menu. Whether it asks first is not looked at."""
        with self._lock:
            sent = self._action(holder, payloads.pressed(element, block, option))
        return self._send(sent)

    def uses(self, name: str, *, on: Message | None = None) -> Answer:
        """Use a shortcut of the bot by its name: a global one, or one from the menu of a message."""
        with self._lock:
            kind, shortcuts = "message" if on else "global", self.workspace.yard.manifest.shortcuts.values()
            mine = (one for one in shortcuts if one.type == kind and not self.is_outsider)
            there = {shortcut.name: shortcut.callback_id for shortcut in mine}
            if name not in there:
                raise AssertionError(f"{self.name} finds no {kind} shortcut {name!r}; there are {list(there)}")
            payload = payloads.shortcut(self.workspace, self, there[name])
            if on:
                channel = self._channel_of(on)
                self._must_hold(on, channel)
                payload |= payloads.on_message(self.workspace, self, channel, on)
            applied = partial(interactions.action_answered, self.workspace)
            sent = Sent("interactive", json.dumps(payload), payload, applied, interactions.COMMAND_FAILURES)
        return self._send(sent)

    def submits(self) -> Answer:
        """Send the modal on top in. AssertionError if Slack's client would not let her."""
        with self._lock:
            view = self._top().view
            if not view.source.get("submit"):
                raise AssertionError("the modal has no submit button")
            if wrong := forms.objections(view):
                raise AssertionError(f"the form does not let her: {'; '.join(map(str, wrong.values()))}")
            view.errors = {}
            payload = payloads.view_submission(self.workspace, self, view)
            applied = partial(interactions.submission_answered, self.workspace, view)
            sent = Sent("interactive", json.dumps(payload), payload, applied, interactions.SUBMISSION_FAILURES)
        return self._send(sent)

    def closes(self, *, all_: bool = False) -> Answer:
        """Press Close on the modal on top, or (`all_`) the x, which closes the whole stack. [slack-facts 1.4]"""
        with self._lock:
            view = self._top().view
            cleared = all_ or bool(view.source.get("clear_on_close"))
            payload = payloads.view_closed(self.workspace, self, view, cleared=cleared)
            if cleared:
                self.workspace.close_stack(view.stack)
            else:
                self.workspace.close_view(view)
            self.workspace.yard.news.changed()
            if not view.source.get("notify_on_close"):
                return FINE
            sent = Sent("interactive", json.dumps(payload), payload, _nothing, interactions.ACTION_FAILURES)
        return self._send(sent)

    # Beyond what a client does

    def repeats(self) -> Answer:
        """Send her last payload again, unchanged: a doubled delivery."""
        if self._last is None:
            raise AssertionError(f"{self.name} has sent nothing yet")
        return self._send(self._last)

    def sends(self, payload_type: str, payload: Json) -> Answer:
        """Send a made-up payload (`slash_commands` or `interactive`) in her name; team, user and app are filled in."""
        with self._lock:
            kind, command = str(payload.get("type", "")), payload_type == "slash_commands"
            base = payloads.interaction(self.workspace, self, kind)
            if command:
                base = {"team_id": self.workspace.id, "user_id": self.id, "api_app_id": self.workspace.app.id}
            if kind != "view_closed":
                base["trigger_id"] = interactions.new_trigger(self.workspace, self)
            body = base | payload
            failures = interactions.COMMAND_FAILURES if command else interactions.ACTION_FAILURES
            view = self.workspace.views.get(body.get("view", {}).get("id", ""))
            applied: Callable[[Json], str | None] = _nothing
            if view and kind == "view_submission":
                applied = partial(interactions.submission_answered, self.workspace, view)
            sent = Sent(payload_type, json.dumps(body), body, applied, failures)
        return self._send(sent)

    # Inside

    def _send(self, sent: Sent) -> Answer:
        self._last = sent
        return interactions.act(self, sent.kind, sent.text, sent.body, sent.applied, sent.seen)

    def _action(self, holder: Message | View, action: Json) -> Sent:
        workspace = self.workspace
        if isinstance(holder, View):
            payload = payloads.view_action(workspace, self, holder, action)
        else:
            payload = payloads.message_action(workspace, self, self._channel_of(holder), holder, action)
        applied = partial(interactions.action_answered, workspace)
        return Sent("interactive", json.dumps(payload), payload, applied, interactions.ACTION_FAILURES)

    def _channel_of(self, message: Message) -> Channel:
        there = (c for c in self.workspace.channels.values() if c.messages.get(message.ts) is message)
        channel = next(there, None)
        if channel is None:
            raise AssertionError(f"{self.name} finds the message nowhere: {message!r}")
        return channel

    def _find_button(
        self, label: str, in_: Channel | Modal | None, message: Message | None
    ) -> tuple[Message | View, Json, Json]:
        holders: list[Message | View]
        if message:
            holders = [message]
        elif isinstance(in_, Channel):
            holders = [*reversed(self.reads(in_))]
        else:
            holders = [(in_ or self._top()).view]
        for holder in holders:
            for there, block, element in reading.pressable(holder.blocks):
                if there == label:
                    return holder, block, element
        there_are = [there for holder in holders for there, _, _ in reading.pressable(holder.blocks)]
        raise AssertionError(f"{self.name} finds no button {label!r}; there are {there_are}")


def _nothing(_ack: Json) -> None:
    """What an acknowledgement nobody waits for does."""
