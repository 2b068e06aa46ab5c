"""`make demo`: the sample workspace with the bot in it, and its page in the browser."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.config import Settings
from bot.wiring import Bot, build
from sandbox import Sandbox, Workspace
from sandbox.clock import Clock
from sandbox.page import Page
from sandbox.page.words import Words
from sandbox.sample import Sample, beginning
from storage import posts

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
PORT = 8765


def demo(port: int, language: str) -> int:
    """Serve the sample until Ctrl-C. Gives the exit status: 1 when the port is taken."""
    _ = Words(language)
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    _tell(_("Starting a workspace and the bot. This takes ten seconds."))
    try:
        with sample(port) as (slack, _sample):
            _tell(_("Ready. Open {address} in your browser. End with Ctrl-C.", address=slack.url))
            ended.wait()
    except PortTakenError:
        _tell(_("Port {port} is taken. Write «make demo PORT={other}» to use another.", port=port, other=port + 1))
        return 1
    return 0


class PortTakenError(Exception):
    """Another program listens there."""


@contextmanager
def sample(port: int = 0, now: datetime | None = None) -> Iterator[tuple[Sandbox, Sample]]:
    """The sample with its page, and the bot in this process: they follow one clock, which reaches `now` at the end."""
    now = now or Clock().now()
    clock = Clock(ahead=beginning(now) - Clock().now())
    try:
        slack = Sandbox(MANIFEST, port=port, clock=clock)
    except OSError as error:
        raise PortTakenError from error
    with slack, tempfile.TemporaryDirectory() as folder:
        whole = Sample.people(slack)
        bot = living(slack, whole.workspace, f"sqlite:///{folder}/demo.db")
        connection = bot.start()
        try:
            whole.workspace.wait_for_bot()
            whole.live(until=now)
            slack.page = Page(slack, tour=whole.tour, upcoming=partial(upcoming, bot, whole.workspace)).app
            yield slack, whole
        finally:
            bot.stop(connection)


def living(slack: Sandbox, workspace: Workspace, database_url: str) -> Bot:
    """A bot for the workspace, which looks for what is due whenever the clock is turned."""
    bot = build(
        Settings(
            bot_token=workspace.bot_token,
            app_token=workspace.app_token,
            api_url=slack.api_url,
            database_url=database_url,
        ),
        slack.clock,
    )
    slack.clock.on_turn.append(bot.metronome.ring)
    return bot


def upcoming(bot: Bot, workspace: Workspace) -> datetime | None:
    """When the bot's next post is due."""
    with bot.database.reading() as session:
        return posts.next_due(session, workspace.id)


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
