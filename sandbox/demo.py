"""`make demo`: the sample workspace with the bot in it, and its page in the browser."""

from __future__ import annotations

import errno
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from bot import ending
from bot.config import Settings
from bot.coordinators import appoint
from bot.wiring import Bot, build
from sandbox import Sandbox, Workspace
from sandbox.clock import Clock
from sandbox.page import Page
from sandbox.page.words import Words
from sandbox.sample import Sample, beginning
from storage import claims

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
PORT = 8765
LAST_PORT = 65_535


def demo(port: int, language: str) -> int:
    """Serve the sample until Ctrl-C. Gives the exit status: 1 when the port is taken."""
    _ = Words(language)
    _tell(_("Starting a workspace and the bot. This takes ten seconds."))
    try:
        with sample(port) as (slack, _sample):
            until_told = ending.listen()
            _tell(_("Ready. Open {address} in your browser. End with Ctrl-C.", address=slack.url))
            until_told()
    except PortTakenError:
        other = port + 1 if port < LAST_PORT else PORT
        _tell(_("Port {port} is taken. Write «make demo PORT={other}» to use another.", port=port, other=other))
        return 1
    except KeyboardInterrupt:  # before it was ready
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
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError from error
        raise
    with tempfile.TemporaryDirectory() as folder, slack:  # whose page reads the database until it is closed
        whole = Sample.people(slack)
        bot = living(slack, whole.workspace, f"sqlite:///{folder}/demo.db")
        connection = bot.start()
        try:
            whole.workspace.wait_for_bot()
            appoint(bot.settings, [whole.tor.id])
            whole.live(until=now)
            page = Page(slack, tour=whole.tour, upcoming=partial(upcoming, bot, whole.workspace))
            for person in page.people:  # they have read it all, but for what is said in the coffee corner
                page.seen.reads(person, whole.helse)
            slack.page = page.app
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
        return claims.next_due(session, workspace.id)


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
