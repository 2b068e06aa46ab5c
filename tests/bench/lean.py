"""The leanest app there could be: acknowledges every envelope, and opens one modal for a command. `… lean`.

No SDK, no database, HTTP connections kept alive. What it reaches is what the fake Slack and the load can do at most.
"""

import asyncio
import json
import os
from urllib.parse import quote_plus, urlsplit

from websockets.asyncio.client import ClientConnection, connect

from tests.bench.bare import FORM

KEPT_ALIVE = 8  # HTTP connections


class WebApi:
    """One connection to the fake Slack's Web API."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def call(self, method: str, token: str, body: bytes = b"") -> bytes:
        """Post a form; gives the answer's body."""
        head = f"POST /api/{method} HTTP/1.1\r\nhost: slack\r\nauthorization: Bearer {token}\r\n"
        head += f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n\r\n"
        self._writer.write(head.encode() + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        length = answer.split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0]
        return await self._reader.readexactly(int(length))


async def main() -> None:
    slack = urlsplit(os.environ["SLACK_API_URL"])
    pool: asyncio.LifoQueue[WebApi] = asyncio.LifoQueue()
    for _ in range(KEPT_ALIVE):
        pool.put_nowait(WebApi(*await asyncio.open_connection(slack.hostname, slack.port)))
    api = await pool.get()
    opened = json.loads(await api.call("apps.connections.open", os.environ["SLACK_APP_TOKEN"]))
    pool.put_nowait(api)
    async with connect(opened["url"], compression=None) as link, asyncio.TaskGroup() as answers:
        async for envelope in link:
            answers.create_task(_answer(link, pool, json.loads(envelope)))


async def _answer(link: ClientConnection, pool: asyncio.LifoQueue[WebApi], envelope: dict[str, object]) -> None:
    if envelope["type"] == "hello":
        return
    await link.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
    payload = envelope["payload"]
    if envelope["type"] == "slash_commands" and isinstance(payload, dict):
        api = await pool.get()
        await api.call(
            "views.open", os.environ["SLACK_BOT_TOKEN"], f"trigger_id={payload['trigger_id']}{_VIEW}".encode()
        )
        pool.put_nowait(api)


_VIEW = f"&view={quote_plus(json.dumps(FORM))}"

if __name__ == "__main__":
    asyncio.run(main())
