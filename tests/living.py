"""Bots that live in the sandbox for a test, in the mode that production runs, and the people around them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.config import Settings
from bot.slack import PACE
from bot.wiring import ACKNOWLEDGED, Bot, build
from handlers.words import LANGUAGES
from sandbox import Channel, Person, Sandbox, Workspace
from sandbox.reading import pressable
from storage.networks import network_in
from storage.people import Channel as Place
from storage.people import some_unknown

ENDING: list[threading.Thread] = []  # bots on their way out


@dataclass
class House:
    """A workspace: Liv invites the bot and leads; Kari and Ola take part; Per is not in the channel."""

    slack: Sandbox
    ws: Workspace
    bot: Bot
    liv: Person
    kari: Person
    ola: Person
    per: Person
    helse: Channel

    def set_up(self, name: str, language: str = "nb") -> None:
        """Liv invites the bot and sets the network up, as anyone would: by what she sees."""
        self.liv.invites(self.ws.bot, self.helse)
        self.liv.sees("småjobbene", in_=self.helse)
        self.liv.presses("Sett opp nettverket", in_=self.helse)
        self.liv.fills("Hva heter nettverket?", name)
        self.liv.chooses("Hvilket språk skal jeg bruke i kanalen?", LANGUAGES[language])
        assert self.liv.submits().acked
        self.liv.sees(name, in_=self.helse)

    def wait_until_awake(self) -> None:
        """Until the bot has heard that it can speak in the channel again."""
        self.slack.wait_until(self.is_awake, what="the bot to know that the channel is back")

    def is_awake(self) -> bool:
        with self.bot.database.reading() as session:
            network = network_in(session, self.ws.id, self.helse.id)
            return network is not None and network.is_awake

    def knows_everybody(self) -> bool:
        """Has the bot read who is in the channel, and asked Slack who they are?"""
        with self.bot.database.reading() as session:
            read = session.get_one(Place, (self.ws.id, self.helse.id)).read_at
            return bool(read) and not some_unknown(session, self.ws.id, most=1)

    def opens_menu(self, person: Person) -> None:
        """What a leader may do with the network: `/nettverk`, and «Mer …» in the answer."""
        person.types("/nettverk", self.helse)
        person.presses("Mer …", in_=self.helse)
        person.sees_modal("Mer om nettverket")

    def offers(self, person: Person) -> list[str]:
        """What the network's menu offers the person."""
        self.opens_menu(person)
        buttons = person.sees_modal("Mer om nettverket").buttons
        person.closes()
        return buttons

    def button(self, deed: str, person: Person) -> dict[str, Any]:
        """The button of this deed in the menu that the person has open."""
        shown = pressable(person.sees_modal("Mer om nettverket").view.blocks)
        return next(button for _label, _block, button in shown if button["action_id"] == deed)

    def forges(self, person: Person, deed: str, about: str, channel: Channel | None = None) -> None:
        """A person presses a button that nobody has shown them."""
        place = channel or self.helse
        person.types("/nettverk", place)
        person.sends(
            "interactive",
            {
                "type": "block_actions",
                "actions": [{"type": "button", "block_id": "b", "action_id": deed, "value": about}],
                "channel": {"id": place.id, "name": place.name},
                "response_url": person._last.body["response_url"],  # type: ignore[union-attr]
            },
        )

    def proposes(self, person: Person, title: str, need: str = "") -> None:
        """A person proposes a topic, and the card stands. `more`: label=text, with _ for the spaces."""
        person.types(f"/tema {title}", self.helse)
        person.fills("Hva trenger du?", need)
        assert person.submits().acked
        assert person.modal is None, person.modal.errors
        person.sees(title, in_=self.helse)

    def cards(self, words: str = "") -> list[Any]:
        """The cards in the channel, as Ola reads them."""
        return [m for m in self.ola.reads(self.helse) if m.says.startswith("💡") and words in m.says]


@dataclass
class Living:
    """Starts bots, and ends them all."""

    slack: Sandbox
    database_url: str
    pace: float = PACE
    _running: list[tuple[Bot, SocketModeHandler]] = field(default_factory=list)

    def settings(self, ws: Workspace, **more: str) -> Settings:
        return Settings.read(environment=self.environment(ws, **more))

    def environment(self, ws: Workspace, **more: str) -> dict[str, str | None]:
        return {
            "SLACK_BOT_TOKEN": ws.bot_token,
            "SLACK_APP_TOKEN": ws.app_token,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self.database_url,
            **more,
        }

    def bot(self, ws: Workspace, **more: str) -> Bot:
        """One more bot for the workspace, connected. `more`: settings by their variables' names."""
        bot = build(self.settings(ws, **more), self.slack.clock, self.pace)
        before = ws.connections
        self._running.append((bot, bot.start()))
        ws.wait_for_bot(before + 1)
        return bot

    def house(self, name: str = "Etaten", **more: str) -> House:
        ws = self.slack.add_workspace(name)
        liv, kari, ola, per = (
            ws.add_person(who) for who in ("Liv Berg", "Kari Nordmann", "Ola Li", "Per Ås")
        )  # fmt: skip
        helse = ws.add_channel("helse", creator=liv)
        for person in (kari, ola):
            liv.invites(person, helse)
        return House(self.slack, ws, self.bot(ws, **more), liv, kari, ola, per, helse)

    def end(self, bot: Bot) -> None:
        """Stop one."""
        for running in self._running:
            if running[0] is bot:
                self._running.remove(running)
                bot.stop(running[1])
                return

    def close(self) -> None:
        """End all. Slack hangs up first: the SDK notices at once, but takes a second to close an open socket itself."""
        for bot, socket in self._running:
            bot.metronome.stop()
            bot.after.shutdown(wait=True)
            bot.mouth.wait_for_quiet(ACKNOWLEDGED)
            socket.client.auto_reconnect_enabled = False
        for ws in self.slack.workspaces.values():
            ws.drop_sockets()
        for bot, socket in self._running:
            self.slack.wait_until(partial(_has_noticed, socket), what="the SDK to notice that Slack hung up")
            thread = threading.Thread(target=bot.stop, args=(socket,))
            thread.start()
            ENDING.append(thread)


class Process:
    """A bot in a process of its own. With a rig it dies, or freezes, at some point."""

    def __init__(self, house: House, living: Living, *, lease: str = "1", **rig: str) -> None:
        settings = living.environment(house.ws, LEASE_SECONDS=lease)
        self._environment = {**os.environ, **{name: value for name, value in settings.items() if value}}
        others = house.ws.connections
        self._ended = self.has_died = False
        self.process = self._start(rig)
        house.slack.wait_until(lambda: house.ws.connections > others or self.died, 20, "a bot to connect, or to die")
        self._supervisor = threading.Thread(target=self._start_again)

    @property
    def died(self) -> bool:
        return self.process.poll() is not None

    def supervise(self) -> None:
        """From now on, when it dies another one is started."""
        self._supervisor.start()

    def signal(self, what: signal.Signals) -> None:
        self.process.send_signal(what)

    def end(self) -> None:
        self._ended = True
        self.process.kill()
        while self._supervisor.is_alive():  # it may be starting another at this moment
            self._supervisor.join(0.1)
            self.process.kill()
        self.process.wait()

    def _start(self, rig: dict[str, str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.rigged", "run"],
            env=self._environment | rig,
            stderr=subprocess.DEVNULL,
        )

    def _start_again(self) -> None:
        self.process.wait()
        self.has_died = True
        if not self._ended:
            self.process = self._start({})
            self.process.wait()


Start = Callable[..., Process]


def _has_noticed(socket: SocketModeHandler) -> bool:
    session = socket.client.current_session
    return session is None or not session.is_active()
