"""A bot on strings: it holds one raw WebSocket, remembers every envelope, and acknowledges as the test says."""

import json
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from sandbox import Workspace

Json = dict[str, Any]
SILENCE = "no acknowledgement"
Acks = Callable[[Json], Json | str | None]


def client(workspace: Workspace, token: str | None = None) -> WebClient:
    """The SDK's client for a workspace, without retries."""
    return WebClient(token or workspace.bot_token, base_url=workspace.yard.api_url, retry_handlers=[])


def refusal(call: Callable[..., SlackResponse], **arguments: Any) -> Json:
    """The answer of a call that must be refused."""
    try:
        answer = call(**arguments)
    except SlackApiError as error:
        body: Json = error.response.data
        return body
    raise AssertionError(f"accepted: {answer.data!r}")


class Puppet:
    """Use as a context manager. `acks` gets an envelope and returns the acknowledgement's payload, None or SILENCE."""

    def __init__(self, workspace: Workspace, acks: Acks = lambda _envelope: None) -> None:
        self.workspace = workspace
        self.acks = acks
        self.api = client(workspace)
        self.heard: list[Json] = []  # every frame, hello included
        self.closed = False
        self._stack = ExitStack()

    def __enter__(self) -> "Puppet":
        before = self.workspace.connections
        url = client(self.workspace, self.workspace.app_token).apps_connections_open(
            app_token=self.workspace.app_token
        )["url"]
        self.socket = self._stack.enter_context(connect(url, compression=None, proxy=None))
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        self._until(lambda: self.heard or self.closed, "hello")
        if not self.closed:
            self.workspace.wait_for_bot(min(before + 1, 10))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        self._thread.join()

    @property
    def envelopes(self) -> list[Json]:
        """What came in envelopes."""
        return [frame for frame in list(self.heard) if "envelope_id" in frame]

    def events(self, kind: str) -> list[Json]:
        """The events of a type."""
        events = [e["payload"]["event"] for e in self.envelopes if e["type"] == "events_api"]
        return [event for event in events if event["type"] == kind]

    def waits_for(self, kind: str, n: int = 1) -> Json:
        """The n-th event of a type."""
        self._until(lambda: len(self.events(kind)) >= n, f"event {kind}")
        return self.events(kind)[n - 1]

    def waits_for_envelopes(self, n: int) -> list[Json]:
        """The first n envelopes."""
        self._until(lambda: len(self.envelopes) >= n, f"{n} envelopes")
        return self.envelopes

    def _until(self, condition: Callable[[], object], what: str) -> None:
        self.workspace.yard.wait_until(condition, 5.0, what)

    def _listen(self) -> None:
        with suppress(ConnectionClosed):  # the way every connection of a test ends
            for text in self.socket:
                envelope = json.loads(text)
                self.heard.append(envelope)
                self.workspace.yard.news.changed()
                if "envelope_id" in envelope:
                    ack = self.acks(envelope)
                    if ack != SILENCE:
                        payload = {} if ack is None else {"payload": ack}
                        self.socket.send(json.dumps({"envelope_id": envelope["envelope_id"]} | payload))
        self.closed = True
        self.workspace.yard.news.changed()


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def section(text: str) -> Json:
    """A section with mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def buttons(*labels: str, **more: Any) -> Json:
    """An actions block; action_ids are the labels in lower case."""
    elements = [{"type": "button", "action_id": label.lower(), "text": plain(label)} | more for label in labels]
    return {"type": "actions", "block_id": "buttons", "elements": elements}


def text_input(label: str = "Tittel", block_id: str = "tittel", optional: bool = False, **element: Any) -> Json:
    """An input block to type into."""
    inner = {"type": "plain_text_input", "action_id": "tekst"} | element
    return {"type": "input", "block_id": block_id, "label": plain(label), "optional": optional, "element": inner}


def modal(*blocks: Json, title: str = "Nytt tema", **more: Any) -> Json:
    """A modal with a submit button."""
    body: Json = {"type": "modal", "callback_id": "tema", "title": plain(title), "submit": plain("Send")}
    return body | {"blocks": list(blocks) or [text_input()]} | more
