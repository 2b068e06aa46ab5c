"""One small workspace for every test of the sandbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox import Channel, Person, Sandbox, Workspace
from tests.sandbox.puppet import Puppet

MANIFEST = Path(__file__).with_name("manifest.yml")


@dataclass
class Etaten:
    """Kari and Ola in #helse, with the bot; Kari alone in the private #styret, without it."""

    slack: Sandbox
    ws: Workspace
    kari: Person
    ola: Person
    helse: Channel
    styret: Channel


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """A sandbox whose people wait half a second instead of three."""
    with Sandbox(MANIFEST, ack_seconds=1.5) as sandbox:
        yield sandbox


def small_workspace(slack: Sandbox) -> Etaten:
    ws = slack.add_workspace("Etaten")
    kari, ola = ws.add_person("Kari Nordmann"), ws.add_person("Ola Nordmann")
    helse = ws.add_channel("helse", creator=kari)
    styret = ws.add_channel("styret", creator=kari, private=True)
    kari.invites(ola, helse)
    kari.invites(ws.bot, helse)
    return Etaten(slack, ws, kari, ola, helse, styret)


@pytest.fixture
def etaten(slack: Sandbox) -> Etaten:
    """The workspace, with no bot connected."""
    return small_workspace(slack)


@pytest.fixture
def bot(etaten: Etaten) -> Iterator[Puppet]:
    """A puppet that is connected, and acknowledges everything."""
    with Puppet(etaten.ws) as puppet:
        yield puppet
