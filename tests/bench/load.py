"""People who act without pause: each types `/tema`, waits for the modal, sends it in, and begins again.

A closed loop with a fixed window of outstanding acts. All of it runs as callbacks on the fake Slack's own event loop,
so that neither a second thread nor waiting on locks is measured.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

from sandbox import Call, Channel, Person, Workspace, forms, modals, payloads, reading

WORDS = "Vi trenger å snakke om dette fordi mange av oss står midt i det nå, og ingen har svar alene."


class Ear(deque[Call]):
    """The workspace's traffic, which it puts in the place of: tells of every call as it is made."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(maxlen=100)
        self.told: Callable[[Call], None] = lambda _call: None
        workspace.traffic = self

    def append(self, call: Call) -> None:
        super().append(call)
        self.told(call)


@dataclass
class Act:
    """One person's `/tema` and what follows. `awaits`: what must still come before it goes on."""

    person: Person
    channel: Channel
    title: str
    began: float
    awaits: set[str]
    view_id: str = ""


@dataclass
class Measured:
    """What a crowd's acts took, in seconds."""

    wall: float = 0.0
    commands: list[float] = field(default_factory=list)  # `/tema` until acknowledged and the modal is open
    submissions: list[float] = field(default_factory=list)  # until acknowledged
    cards: list[float] = field(default_factory=list)  # from the submission until the card is in the channel
    failed: list[str] = field(default_factory=list)

    @property
    def acts_per_second(self) -> float:
        return len(self.submissions) / self.wall


class Crowd:
    """People in channels of one workspace, who act when told to."""

    def __init__(self, workspace: Workspace, people: Sequence[Person], channels: Sequence[Channel]) -> None:
        self._workspace = workspace
        self._people = people
        self._channels = channels
        self._begun = 0  # ever, so that no title comes twice
        self._ear = Ear(workspace)
        self._ear.told = self._heard

    def act(self, times: int, *, window: int, see_cards: bool = False, patience: float = 60.0) -> Measured:
        """Act so many times, `window` of them at once; with `see_cards` an act ends only when its card is posted.

        Raises TimeoutError when that takes longer than `patience` seconds.
        """
        self._measured = Measured()
        self._to_begin = self._to_end = times
        self._see_cards = see_cards
        self._ended = threading.Event()
        self._opening: dict[str, Act] = {}  # by trigger
        self._showing: dict[str, Act] = {}  # by channel
        began = time.perf_counter()
        for person in self._people[:window]:
            self._next(person)
        if not self._ended.wait(patience):
            raise TimeoutError(f"{self._to_end} of {times} acts have not ended in {patience} s; {self._ear[-1]}")
        self._measured.wall = time.perf_counter() - began
        return self._measured

    def _next(self, person: Person) -> None:
        if self._to_begin:
            self._to_begin -= 1
            self._workspace.yard.on_loop(self._begin, person)

    def _begin(self, person: Person) -> None:
        self._begun += 1
        channel = self._channels[self._begun % len(self._channels)]
        with self._workspace.yard.lock:
            payload = payloads.command(self._workspace, person, channel, "/tema", "")
        act = Act(person, channel, _title(self._begun), time.perf_counter(), {"ack", "modal"})
        self._opening[payload["trigger_id"]] = act
        self._workspace.inject("slash_commands", payload, partial(self._command_acked, act))

    def _heard(self, call: Call) -> None:
        """A call of the bot's has been carried out; its answer is about to leave."""
        response = call.response or {}
        if call.method == "views.open" and (act := self._opening.pop(call.args["trigger_id"], None)):
            if response["ok"]:
                act.view_id = response["view"]["id"]
                self._came(act, "modal")
            else:
                self._end(act, f"views.open: {response['error']}")
        elif call.method == "chat.postMessage" and (act := self._showing.pop(call.args["channel"], None)):
            self._measured.cards.append(time.perf_counter() - act.began)
            self._came(act, "card")

    def _command_acked(self, act: Act, ack: dict[str, Any] | None) -> None:
        if ack is None or ack.get("text"):
            self._end(act, f"/tema was answered with {ack}")
        else:
            self._came(act, "ack")

    def _came(self, act: Act, what: str) -> None:
        act.awaits.discard(what)
        if act.awaits:
            return
        if act.title:
            self._measured.commands.append(time.perf_counter() - act.began)
            self._workspace.yard.on_loop(self._submit, act)
        else:
            self._end(act)

    def _submit(self, act: Act) -> None:
        with self._workspace.yard.lock:
            view = self._workspace.views[act.view_id]
            for block, element in reading.stateful(view.blocks):
                if element["type"] == "plain_text_input":
                    text = act.title if block["block_id"] == "title" else WORDS
                    forms.put(view, act.person, block, element, forms.written(element, text))
            payload = payloads.view_submission(self._workspace, act.person, view)
        act.title = ""
        act.awaits = {"ack"}
        act.began = time.perf_counter()
        if self._see_cards:
            act.awaits.add("card")
            self._showing[act.channel.id] = act
        self._workspace.inject("interactive", payload, partial(self._submission_acked, act))

    def _submission_acked(self, act: Act, ack: dict[str, Any] | None) -> None:
        view = self._workspace.views[act.view_id]
        if ack is None or ack.get("response_action", "clear") != "clear":
            self._end(act, f"the form was answered with {ack}")
            return
        self._measured.submissions.append(time.perf_counter() - act.began)
        modals.answer_submission(self._workspace, view, ack)
        self._came(act, "ack")

    def _end(self, act: Act, failure: str = "") -> None:
        if failure:
            self._measured.failed.append(failure)
        self._next(act.person)
        self._to_end -= 1
        if not self._to_end:
            self._ended.set()


def _title(number: int) -> str:
    """Three words that no other title is like: what is likely the same would be shown first."""
    digits = sha256(str(number).encode()).hexdigest()
    return f"{digits[:8]} {digits[8:16]} {digits[16:24]}"
