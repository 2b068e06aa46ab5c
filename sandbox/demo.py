"""`make demo`: a workspace, the bot, and people who use it; prints what they read."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.config import Settings
from bot.wiring import build
from sandbox import Channel, Person, Sandbox

MANIFEST = Path(__file__).parent.parent / "manifest.yml"


def demo(write: Callable[[str], object] = sys.stdout.write) -> None:
    """From the invitation to a supported topic, in a workspace that is gone afterwards."""
    with Sandbox(MANIFEST) as slack, tempfile.TemporaryDirectory() as folder:
        etaten = slack.add_workspace("Etaten")
        liv, kari, ola = (etaten.add_person(name) for name in ("Liv Berg", "Kari Nordmann", "Ola Li"))
        kanal = etaten.add_channel("nettverk-digital-helse", creator=liv)
        for person in (kari, ola):
            liv.invites(person, kanal)
        bot = build(
            Settings(
                bot_token=etaten.bot_token,
                app_token=etaten.app_token,
                api_url=slack.api_url,
                database_url=f"sqlite:///{folder}/demo.db",
            ),
            slack.clock,
        )
        connection = bot.start()
        try:
            etaten.wait_for_bot()
            _story(_Transcript(write, kanal), liv, kari, ola, kanal)
        finally:
            bot.stop(connection)


def _story(tell: _Transcript, liv: Person, kari: Person, ola: Person, kanal: Channel) -> None:
    tell.act(f"Liv inviterer @nettverksbot til #{kanal.name}")
    liv.invites(liv.workspace.bot, kanal)
    tell.reads(liv, "småjobbene")

    tell.act("Liv trykker «Sett opp nettverket»")
    liv.presses("Sett opp nettverket", in_=kanal)
    liv.fills("Hva heter nettverket?", "Digital helse")
    tell.form(liv)
    liv.submits()
    tell.reads(kari, "Hva bør nettverket")

    tell.act("Kari skriver /tema Samtykke når alle har det travelt")
    kari.types("/tema Samtykke når alle har det travelt", kanal)
    kari.fills("Hva trenger du?", "Når må vi spørre på nytt, og hvordan gjør dere andre det?")
    kari.fills("Metode og form du ønsker deg", "Samtale to og to, så en runde")
    tell.form(kari)
    kari.submits()
    tell.reads(ola, "Forslag til tema")

    tell.act("Ola trykker «Støtt temaet»")
    ola.presses("Støtt temaet", in_=kanal)
    tell.reads(ola, "Du støtter")
    tell.reads(liv, "1 støtter temaet")

    tell.act("Ola skriver /tema Samtykke når alle har det travelt")
    ola.types("/tema Samtykke når alle har det travelt", kanal)
    ola.submits()
    tell.form(ola)
    ola.closes()

    tell.act("Kari trykker «Mer …» på kortet sitt")
    kari.presses("Mer …", in_=kanal)
    tell.form(kari)
    kari.closes()

    tell.act("Liv skriver /nettverk")
    liv.types("/nettverk", kanal)
    tell.reads(liv, "1 tema kan støttes")


class _Transcript:
    """Writes what people do, and what they then have before them."""

    def __init__(self, write: Callable[[str], object], channel: Channel) -> None:
        self._write = write
        self._channel = channel

    def act(self, what: str) -> None:
        self._write(f"\n▸ {what}\n")

    def reads(self, person: Person, words: str) -> None:
        message = person.sees(words, in_=self._channel)
        seen = "bare synlig for " + person.name if message.ephemeral else f"#{self._channel.name}"
        self._frame(f"{message.author.name} · {seen}", message.says, message.buttons)

    def form(self, person: Person) -> None:
        form = person.modal
        assert form is not None
        lines = [line for line in form.text.splitlines() if line not in form.buttons]
        if form.labels:
            lines = []
            for label, value in form.values.items():
                lines.append(f"{label}: {_shown(person, value)}")
                lines += [f"  ! {form.errors[label]}"] if label in form.errors else []
        buttons = [*form.buttons, *([form.submit] if form.submit else [])]
        self._frame(f"Skjema for {person.name}: {form.title}", "\n".join(lines), buttons)

    def _frame(self, title: str, text: str, buttons: list[str]) -> None:
        lines = [line for line in text.splitlines() if line not in buttons]
        self._write(f"  ┌ {title}\n")
        self._write("".join(f"  │ {line}\n" for line in lines))
        self._write(f"  └ {' '.join(f'[{label}]' for label in buttons)}\n")


def _shown(person: Person, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(member.name for member in person.workspace.members.values() if member.id in value)
    return str(value or "–")
