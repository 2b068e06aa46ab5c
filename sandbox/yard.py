"""The sandbox as a whole: its workspaces, its clock, its lock, and the server that answers for them."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.interactions import ResponseUrl, Trigger
from sandbox.manifest import Manifest
from sandbox.news import News
from sandbox.rates import Rates
from sandbox.server import ASGIApp, Server
from sandbox.socket_mode import Sockets
from sandbox.workspace import App, Workspace
from sandbox.world import Member, new_id


class Sandbox:
    """Slack on this machine. Use it as a context manager; every method may be called from any thread.

    `ack_seconds` is how long a person, or an event, waits for the bot's acknowledgement (three at Slack).
    """

    def __init__(
        self,
        manifest: Path,
        *,
        rate_limits: bool = True,
        ack_seconds: float = 3.0,
        port: int = 0,
        clock: Clock | None = None,
    ) -> None:
        self.manifest = Manifest.load(manifest)
        self.ack_seconds = ack_seconds
        self.clock = clock or Clock()
        self.news = News()
        self.lock = self.news.lock
        self.faults = Faults(self.lock)
        self.rates = Rates(rate_limits)
        self.workspaces: dict[str, Workspace] = {}
        self.owners: dict[str, Workspace] = {}  # by token
        self.tickets: dict[str, App] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.page: ASGIApp | None = None  # answers for the browser (sandbox/page), if somebody has put it here
        self._due: list[tuple[datetime, Callable[[], None]]] = []
        self._server = Server(self, port)
        self.url = self._server.url
        self.api_url = f"{self.url}/api/"
        self.clock.on_turn.append(self._time_turned)

    def __enter__(self) -> "Sandbox":
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server; open connections are cut."""
        self._server.stop()

    def add_workspace(self, name: str, *, app_of: Workspace | None = None) -> Workspace:
        """A new workspace with the bot installed. With `app_of`, it shares that workspace's app (and its sockets)."""
        with self.lock:
            app = app_of.app if app_of else self._new_app()
            team_id = new_id("T")
            bot = Member(new_id("U"), self.manifest.bot_name, team_id, is_bot=True)
            workspace = Workspace(self, team_id, name, app, bot)
            self.workspaces[team_id] = workspace
            self.owners[workspace.bot_token] = workspace
            self.owners.setdefault(workspace.app_token, workspace)
            return workspace

    def wait_until(self, condition: Callable[[], object], timeout: float = 15.0, what: str = "the condition") -> None:
        """Wait for the condition, which may be about anything. Raises AssertionError with `what` and the last calls."""
        if not self.news.wait_until(condition, timeout):
            last = [f"{ws.name}: {call}" for ws in self.workspaces.values() for call in list(ws.traffic)[-8:]]
            complaints = [f"{ws.name} complains: {c}" for ws in self.workspaces.values() for c in ws.complaints]
            raise AssertionError("\n  ".join([f"waited {timeout} s in vain for {what}", *last, *complaints]))

    def on_loop(self, act: Callable[..., None], *args: object) -> None:
        """Run something on the server's event loop, soon."""
        self._server.loop.call_soon_threadsafe(act, *args)

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        """Run something on the event loop when the sandbox's clock reaches a moment."""
        with self.lock:
            self._due.append((moment, act))
        self.on_loop(self._run_due)

    def _time_turned(self) -> None:
        self.on_loop(self._run_due)
        self.news.changed()

    def _run_due(self) -> None:
        with self.lock:
            now = self.clock.now()
            due = sorted((entry for entry in self._due if entry[0] <= now), key=lambda entry: entry[0])
            self._due = [entry for entry in self._due if entry[0] > now]
            if self._due:
                wait = min(moment for moment, _ in self._due) - now
                asyncio.get_running_loop().call_later(wait.total_seconds(), self._run_due)
        for _, act in due:
            act()

    def _new_app(self) -> App:
        app_id = new_id("A")
        return App(app_id, f"xapp-1-{app_id}-{new_id('')}", Sockets(self, app_id))
