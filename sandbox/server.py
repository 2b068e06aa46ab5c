"""The server: one thread, one event loop, plain ASGI. Paths: /api/<method>, /response/<key>, /link (the WebSocket),
/upload/<key> and /files/<id>/<name>.

It is kept lean because the bot's speed is measured against it: no middleware, no thread per request; the Web API's
functions are synchronous and run on the loop, under the sandbox's lock.
"""

import asyncio
import json
import socket
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import uvicorn
from uvicorn.server import ServerState

from sandbox import uploads, web_api
from sandbox.faults import Fault
from sandbox.interactions import ResponseUrl, respond
from sandbox.web_api.method import Reply, ratelimited

if TYPE_CHECKING:
    from sandbox.workspace import Workspace
    from sandbox.yard import Sandbox

Json = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
ASGIApp = Callable[[Any, Receive, Send], Awaitable[None]]


class Server:
    """Serves one sandbox on the loopback interface; port 0 = a free one."""

    def __init__(self, yard: "Sandbox", port: int) -> None:
        self.yard = yard
        self.loop: asyncio.AbstractEventLoop
        self._socket = socket.create_server(("127.0.0.1", port), backlog=2048)
        # asyncio does this only for sockets made with an explicit protocol; without it each answer waits 40 ms.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self._serve,
            http="httptools",
            ws="websockets-sansio",
            # Slack pings too, more rarely. The SDK's client notices its own close() at the next frame, or after 3 s.
            ws_ping_interval=0.2,
            ws_per_message_deflate=False,  # the SDK's own client has no such thing
            interface="asgi3",
            proxy_headers=False,
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
        )
        config.load()
        self._config = config
        self._running, self._stopping = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="sandbox", daemon=True)

    def start(self) -> None:
        """Start serving; returns when the loop runs."""
        self._thread.start()
        self._running.wait()

    def stop(self) -> None:
        """Stop serving and wait for the thread."""
        if self._thread.is_alive():
            self.loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()
        self._socket.close()

    async def _run(self) -> None:
        """uvicorn's protocols without its server, whose start and stop would cost each test a fifth of a second."""
        self.loop = asyncio.get_running_loop()
        state = ServerState()
        new_connection = partial(self._config.http_protocol_class, self._config, state, {})  # type: ignore[call-arg]
        server = await self.loop.create_server(new_connection, sock=self._socket)
        self._running.set()
        await self._stopping.wait()
        server.close()
        for connection in list(state.connections):
            connection.transport.close()
        if state.tasks:
            await asyncio.wait(state.tasks, timeout=1)

    async def _serve(self, scope: Json, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if scope["type"] == "websocket" and path == "/link":
            await self._link(scope, receive, send)
        elif scope["type"] == "http" and path.startswith("/api/"):
            await self._api(scope, path[5:], receive, send)
        elif scope["type"] == "http" and path.startswith("/response/"):
            await self._response_url(path[10:], receive, send)
        elif scope["type"] == "http" and path.startswith("/upload/"):
            await self._upload(path[8:], receive, send)
        elif scope["type"] == "http" and path.startswith("/files/"):
            await self._file(path[7:], send)
        elif self.yard.page:
            await self.yard.page(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await _answer(send, Reply(404, "not found"))

    async def _link(self, scope: Json, receive: Receive, send: Send) -> None:
        """The WebSocket of Socket Mode: its ticket from apps.connections.open is good for one connection."""
        ticket = dict(parse_qsl(scope["query_string"].decode())).get("ticket", "")
        app = self.yard.tickets.pop(ticket, None)
        if app is None:
            await send({"type": "websocket.close"})  # before the accept: HTTP 403
            return
        await app.sockets.serve(receive, send)

    async def _api(self, scope: Json, method: str, receive: Receive, send: Send) -> None:
        token, args = web_api.read_call(scope, await _read(receive))
        call = partial(web_api.call, self.yard, method, token, args)
        await self._reply(method, self.yard.owners.get(token), args, call, receive, send)

    async def _response_url(self, key: str, receive: Receive, send: Send) -> None:
        body = json.loads(await _read(receive))
        url = self.yard.response_urls.get(key)
        call = partial(self._respond, url, body)
        await self._reply("response_url", url.workspace if url else None, body, call, receive, send)

    def _respond(self, url: ResponseUrl | None, body: Json) -> Reply:
        with self.yard.lock:
            status, text = respond(url, body) if url else (404, "expired_url")
            if url:
                url.workspace.record("response_url", body, {"status": status, "text": text})
        self.yard.news.changed()
        return Reply(status, text)

    async def _upload(self, key: str, receive: Receive, send: Send) -> None:
        """The bytes of a file, POSTed to the URL <team id>/<ticket> of files.getUploadURLExternal."""
        team_id, _, ticket = key.partition("/")
        content = await _read(receive)
        owner = self.yard.workspaces.get(team_id)
        call = partial(self._received, owner, ticket, content)
        await self._reply("upload", owner, {"size": len(content)}, call, receive, send)

    def _received(self, owner: "Workspace | None", ticket: str, content: bytes) -> Reply:
        with self.yard.lock:
            status, text = uploads.receive(owner, ticket, content) if owner else (404, "no such workspace")
            if owner:
                owner.record("upload", {"size": len(content)}, {"status": status, "text": text})
        self.yard.news.changed()
        return Reply(status, text)

    async def _file(self, key: str, send: Send) -> None:
        file = uploads.find(self.yard, key)
        if file:
            await _deliver(send, 200, uploads.headers(file), file.content)
        else:
            await _answer(send, Reply(404, "not found"))

    async def _reply(
        self, name: str, owner: "Workspace | None", args: Json, call: Callable[[], Reply], receive: Receive, send: Send
    ) -> None:
        """Make the call and answer it, unless a fault has been ordered."""
        fault = self.yard.faults.take(name)
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault and fault.kind != "lost_reply":
            if owner:
                owner.record(name, args, {"fault": fault.kind})
            self.yard.news.changed()
            await _fail(fault, receive, send)
            return
        reply = call()
        if fault and fault.kind == "lost_reply":
            await _hang_up(receive, send)
        else:
            await _answer(send, reply)


async def _fail(fault: Fault, receive: Receive, send: Send) -> None:
    """Answer as the fault says, the call not made."""
    match fault.kind:
        case "no_reply_before":
            await _hang_up(receive, send)
        case "http_error":
            await _answer(send, Reply(fault.status, "<html>out of order</html>"))
        case "ratelimited":
            await _answer(send, ratelimited(fault.retry_after))
        case _:
            await _answer(send, Reply(200, json.dumps({"ok": False, "error": fault.error})))


async def _read(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


async def _answer(send: Send, reply: Reply) -> None:
    kind = b"application/json; charset=utf-8" if reply.text.startswith("{") else b"text/html"
    await _deliver(send, reply.status, [(b"content-type", kind), *reply.headers], reply.text.encode())


async def _deliver(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    head = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


async def _hang_up(receive: Receive, send: Send) -> None:
    """Close the connection without a word. ASGI knows no such thing, so this takes uvicorn's own transport."""
    send.__self__.transport.abort()  # type: ignore[attr-defined]
    while (await receive())["type"] != "http.disconnect":
        pass
