"""What went over the wire for somebody's last act, and where a reviewer would frown."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox import reading
from sandbox.workspace import Workspace
from sandbox.world import Call

Json = dict[str, Any]
MOST = 60  # exchanges that are shown
PINGS_ALL = re.compile(r"<!(?:channel|here|everyone)|^@")


@dataclass(frozen=True)
class Exchange:
    """One exchange, ready to be read. `to_app`: sent by the workspace; else the app called."""

    to_app: bool
    name: str
    asked: str
    answered: str
    warnings: list[tuple[str, str]]  # (which sentence of wire.html, what stands in it)


class Traffic:
    """Remembers where the last act of a workspace began."""

    def __init__(self) -> None:
        self._before: dict[str, Call | None] = {}

    def begins(self, workspace: Workspace) -> None:
        """Somebody acts: what comes now belongs to it."""
        self._before[workspace.id] = workspace.traffic[-1] if workspace.traffic else None

    def has_begun(self, workspace: Workspace) -> bool:
        """Whether anybody has acted on the page yet."""
        return workspace.id in self._before

    def since(self, workspace: Workspace) -> list[Exchange]:
        """The exchanges since then, oldest first; none before anybody has acted on the page."""
        if not self.has_begun(workspace):
            return []
        before = self._before[workspace.id]
        found: list[Call] = []
        with workspace.yard.lock:
            for call in reversed(workspace.traffic):
                if call is before or len(found) == MOST:
                    break
                found.append(call)
        typed = "\n".join(_typed(found))
        return [_exchange(call, typed) for call in sorted(found, key=lambda call: call.at)]


def _exchange(call: Call, typed: str) -> Exchange:
    to_app = call.method.startswith("envelope:")
    return Exchange(
        to_app=to_app,
        name=call.method.removeprefix("envelope:"),
        asked=json.dumps(call.args, indent=2, ensure_ascii=False),
        answered=json.dumps(call.response, indent=2, ensure_ascii=False),
        warnings=list(_frowns(call, typed)),
    )


def _typed(calls: list[Call]) -> Iterator[str]:
    """What people wrote, as the app was told of it."""
    for call in calls:
        if call.method.startswith("envelope:"):
            yield str(call.args.get("text", ""))
            for answers in call.args.get("view", {}).get("state", {}).get("values", {}).values():
                yield from (str(answer.get("value") or "") for answer in answers.values())


def _frowns(call: Call, typed: str) -> Iterator[tuple[str, str]]:
    response = call.response or {}
    if response.get("ok") is False:
        yield "refused", str(response.get("error"))
    if failure := response.get("failure") or response.get("fault"):
        yield "lost", str(failure)
    for message in _messages(call):
        blocks, text = message.get("blocks") or [], message.get("text") or ""
        if blocks and not text:
            yield "no text", ""
        for ping in dict.fromkeys(reading.pings(text, blocks)):
            if ping in typed:
                yield "ping of a person", ping
            elif PINGS_ALL.search(ping):
                yield "ping to all", ping


def _messages(call: Call) -> Iterator[Json]:
    """The messages that the app sends with an exchange."""
    if call.method in ("chat.postMessage", "chat.update", "chat.postEphemeral", "response_url"):
        yield call.args
    ack = (call.response or {}).get("ack") or {}
    if ack.get("blocks") or ack.get("text"):
        yield ack
