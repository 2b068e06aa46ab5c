"""Builds the bot: the one place where the parts meet, for the product, the tests and the sandbox alike."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.acquaintance import Acquaintance
from bot.chores import Chores
from bot.clock import Clock, Metronome, SystemClock
from bot.config import Settings
from bot.delivery import Delivery
from bot.mouth import PATIENCE, Mouth
from bot.net import Net
from bot.roll_call import RollCall
from bot.slack import PACE, Identity, Slack
from handlers.practice import How
from handlers.practices import CHORES, EVENTS, HOME, LINKS, LISTENERS, POSTS
from storage import migrations
from storage.database import Database

THREADS = 8  # that hear at once; each needs the database for a moment
ACKNOWLEDGED = 3.0  # seconds that Slack waits for an answer
CUT_NOTICED = 3.0  # seconds until a socket that was cut is opened anew
EVERYTHING = re.compile("")


@dataclass(frozen=True)
class Bot:
    """A bot that is put together, for one workspace. `connect` makes it hear, `start` makes it speak by itself."""

    settings: Settings
    database: Database
    app: App
    chores: Chores
    delivery: Delivery
    metronome: Metronome
    mouth: Mouth
    after: ThreadPoolExecutor

    def start(self) -> SocketModeHandler:
        """Speak, then hear. Gives the connection, which is open."""
        self.metronome.start()
        socket = SocketModeHandler(self.app, self.settings.app_token, concurrency=THREADS, ping_interval=CUT_NOTICED)
        socket.connect()  # type: ignore[no-untyped-call]
        return socket

    def stop(self, socket: SocketModeHandler | None = None) -> None:
        """Finish what is under way, stop hearing, and close."""
        self.mouth.wait_for_quiet(ACKNOWLEDGED)
        if socket:
            socket.close()  # type: ignore[no-untyped-call]
        self.after.shutdown(wait=True)
        self.metronome.stop()
        self.database.close()


def open_database(settings: Settings, clock: Clock) -> Database:
    """The database, with the tables of this version."""
    database = Database(settings.database_url, threads=THREADS)
    migrations.upgrade(database, clock.now())
    return database


def build(settings: Settings, clock: Clock | None = None, pace: float = PACE) -> Bot:
    """Put a bot together for the workspace of its token. Asks Slack once who it is. `pace`: of what is said by
    itself (`bot/slack.py`), and of the beats in which it looks for what is due."""
    clock = clock or SystemClock()
    slack = Slack(settings, pace)
    identity = slack.who_am_i()
    database = open_database(settings, clock)
    after = ThreadPoolExecutor(max_workers=2, thread_name_prefix="after")
    acquaintance = Acquaintance(database, slack, clock, identity.team_id)
    roll_call = RollCall(database, slack, clock, identity.team_id)
    delivery = Delivery(
        database=database,
        slack=slack,
        clock=clock,
        identity=identity,
        acquaintance=acquaintance,
        renderers=POSTS,
        links=LINKS,
        lease=settings.lease,
    )
    chores = Chores(database, clock, identity.team_id, CHORES)
    mouth = Mouth(slack, after)

    def beat() -> bool:
        mouth.wait_for_quiet(PATIENCE)  # in a crowd, acknowledging comes first
        chores.do()
        return delivery.tick() or roll_call.go_on() or acquaintance.introduce()

    metronome = Metronome(beat, pace)
    net = Net(
        database=database,
        clock=clock,
        identity=identity,
        acquaintance=acquaintance,
        mouth=mouth,
        wake=metronome.ring,
        listeners=LISTENERS,
    )
    return Bot(settings, database, _app(slack, identity, net), chores, delivery, metronome, mouth, after)


def _app(slack: Slack, identity: Identity, net: Net) -> App:
    """Bolt, with all that the practices listen to behind the net."""
    # Bolt would ask Slack who it is for requests of its own; we know.
    me = AuthorizeResult(
        enterprise_id=None,
        team_id=identity.team_id,
        bot_user_id=identity.bot_user_id,
        bot_id=identity.bot_id,
        bot_token=slack.quick.token,
    )
    app = App(
        name="nettverksbot",  # Bolt would look for the name of the calling file, in all that is imported
        client=WebClient(base_url=slack.quick.base_url, retry_handlers=[]),  # the token comes from `me`
        authorize=lambda: me,
        process_before_response=True,
        request_verification_enabled=False,  # a socket's requests are not signed: the connection itself is proof
        logger=logging.getLogger("slack_bolt"),
    )
    # Bolt would ask each of some two hundred listeners whether it is meant; the net looks the one up.
    register = {How.COMMAND: app.command, How.BUTTON: app.action, How.FORM: app.view, How.SHORTCUT: app.shortcut}
    for how, everything in register.items():
        everything(EVERYTHING)(_hearing(net.person_did, how))
    for name, answers in EVENTS.items():
        app.event(name)(_hearing(net.happened, answers))
    app.event("app_home_opened")(_hearing(net.came_home, HOME))
    app.event(EVERYTHING)(lambda: BoltResponse(status=200))
    return app


def _hearing(hear: Callable[[Any, dict[str, Any]], BoltResponse], what: Any) -> Callable[..., BoltResponse]:
    """Bolt fills in arguments by their name, so each listener is a function of `body` alone."""

    def listener(body: dict[str, Any]) -> BoltResponse:
        return hear(what, body)

    return listener
