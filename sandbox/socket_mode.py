"""Socket Mode, Slack's side: hello, envelopes, acknowledgements, disconnects. [slack-facts 5.1]

Everything here runs on the server's event loop; `deliver`, `drop` and `refresh` may be called from any thread.
"""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.yard import Sandbox

Json = dict[str, Any]
Done = Callable[[Json | None, str | None], None]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

MOST_CONNECTIONS = 10
# The SDK's own client packs a frame's length in 16 bits: a larger acknowledgement cannot leave the bot.
# [S:socket_mode/builtin/internals.py, _build_data_frame_for_sending]
LARGEST_ACK = 65_535
SECONDS_TO_LEAVE = 10.0  # between the warning and the close

NO_SOCKET, NO_ACK = "no open socket", "no acknowledgement"


@dataclass(eq=False)
class Connection:
    """One open WebSocket: what waits to be sent, None to close it."""

    out: "asyncio.Queue[str | None]" = field(default_factory=asyncio.Queue)
    leaving: bool = False


@dataclass(eq=False)
class Delivery:
    """An envelope on its way: who hears its acknowledgement (or why there is none)."""

    done: Done
    timer: asyncio.TimerHandle


class Sockets:
    """The open connections of one app."""

    def __init__(self, yard: "Sandbox", app_id: str) -> None:
        self.yard = yard
        self.app_id = app_id
        self.connections: list[Connection] = []
        self.complain: Callable[[str], None] = lambda _complaint: None
        self._awaiting: dict[str, Delivery] = {}
        self._turn = 0
        self._twice = 0

    def deliver(self, kind: str, payload: str, done: Done, *, accepts: bool = False, retry: Json | None = None) -> None:
        """Send a payload (JSON text) to ONE connection; `done(ack payload, None)` or `done(None, failure)` follows."""
        self.yard.on_loop(self._send, kind, payload, done, accepts, retry)

    def drop(self) -> None:
        """Cut every connection without a word."""
        self.yard.on_loop(self._drop, list(self.connections))

    def refresh(self, reason: str) -> None:
        """Ask every connection to make way for a new one; each is cut ten seconds later."""
        self.yard.on_loop(self._refresh, reason)

    def deliver_next_twice(self) -> None:
        """The next envelope goes out twice with its payload unchanged, over two connections where there are two."""
        self._twice += 1

    def _send(self, kind: str, payload: str, done: Done, accepts: bool, retry: Json | None) -> None:
        if not self.connections:
            done(None, NO_SOCKET)
            return
        self._envelope(kind, payload, done, accepts, retry)
        if self._twice:
            self._twice -= 1
            self._envelope(kind, payload, lambda _ack, _failure: None, accepts, retry)

    def _envelope(self, kind: str, payload: str, done: Done, accepts: bool, retry: Json | None) -> None:
        envelope_id = secrets.token_hex(16)
        staying = [c for c in self.connections if not c.leaving] or self.connections
        self._turn += 1
        loop = asyncio.get_running_loop()
        timer = loop.call_later(self.yard.ack_seconds, self._settle, envelope_id, None, NO_ACK)
        self._awaiting[envelope_id] = Delivery(done, timer)
        head = {"type": kind, "envelope_id": envelope_id, "accepts_response_payload": accepts} | (retry or {})
        staying[self._turn % len(staying)].out.put_nowait(f'{json.dumps(head)[:-1]}, "payload": {payload}}}')

    def _settle(self, envelope_id: str, ack: Json | None, failure: str | None) -> None:
        delivery = self._awaiting.pop(envelope_id, None)
        if delivery:  # else it came too late, or twice
            delivery.timer.cancel()
            delivery.done(ack, failure)

    def _drop(self, connections: list[Connection]) -> None:
        for connection in connections:
            connection.out.put_nowait(None)

    def _refresh(self, reason: str) -> None:
        told = list(self.connections)
        for connection in told:
            connection.leaving = True
            connection.out.put_nowait(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {}}))
        asyncio.get_running_loop().call_later(SECONDS_TO_LEAVE, self._drop, told)

    async def serve(self, receive: Receive, send: Send) -> None:
        """Hold one WebSocket (ASGI, already let in by its ticket) until either side closes it."""
        await receive()
        await send({"type": "websocket.accept"})
        if len(self.connections) >= MOST_CONNECTIONS:
            # [slackapi/bolt-js#2225: more than ten get `too_many_websockets`]
            await send({"type": "websocket.send", "text": '{"type": "disconnect", "reason": "too_many_websockets"}'})
            await send({"type": "websocket.close"})
            return
        connection = Connection()
        self.connections.append(connection)
        hello = {"type": "hello", "num_connections": len(self.connections), "connection_info": {"app_id": self.app_id}}
        hello["debug_info"] = {"approximate_connection_time": 18_060, "host": "sandbox"}
        connection.out.put_nowait(json.dumps(hello))
        speaking = asyncio.create_task(self._speak(connection, send))
        self.yard.news.changed()
        try:
            while (message := await receive())["type"] == "websocket.receive":
                self._hear(message.get("text") or "")
        finally:
            self.connections.remove(connection)
            speaking.cancel()
            self.yard.news.changed()

    async def _speak(self, connection: Connection, send: Send) -> None:
        while (text := await connection.out.get()) is not None:
            await send({"type": "websocket.send", "text": text})
        await send({"type": "websocket.close", "code": 1000})

    def _hear(self, text: str) -> None:
        if len(text) > LARGEST_ACK:  # the SDK sends ASCII only: one character, one byte
            self.complain(f"an acknowledgement of {len(text)} bytes cannot leave the SDK's client")
            return
        try:
            ack = json.loads(text)
            envelope_id = ack["envelope_id"]
            payload = ack.get("payload") or {}
        except (ValueError, KeyError, TypeError, AttributeError):
            self.complain(f"not an acknowledgement: {text[:200]}")
            return
        self._settle(envelope_id, payload if isinstance(payload, dict) else {"text": payload}, None)
