"""`make demo`: it prints an address that works, ends when asked, and says what to do when the port is taken."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.client import HTTPException

import pytest
from sqlalchemy import update

from sandbox.demo import upcoming
from sandbox.page.turning import PATIENCE, Turning
from storage.posts import Post
from tests.living import House
from tests.test_house import ROOT
from tests.test_participants import heads, snoozes, told


@contextmanager
def demo(port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "sandbox", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


@pytest.mark.processes
def test_it_prints_an_address_and_ends_when_asked() -> None:
    with demo(0) as running:
        assert running.stdout
        progress, ready = running.stdout.readline(), running.stdout.readline()
        assert progress.startswith("Starter")
        found = re.search(r"http://127\.0\.0\.1:\d+", ready)
        assert found, ready
        with urllib.request.urlopen(found.group()) as answer:
            first = answer.read().decode()
        assert "Kari Nordmann" in first
        kari = re.search(r"/as/\w+", first)
        assert kari
        with urllib.request.urlopen(found.group() + kari.group()) as answer:
            assert "Samtykke når alle har det travelt" in answer.read().decode()
        with ThreadPoolExecutor() as tabs:
            for _ in range(4):
                tabs.submit(looks_until_it_ends, found.group() + kari.group())
            running.send_signal(signal.SIGINT)
            try:
                assert (running.wait(20), running.stdout.read()) == (0, "")
            finally:
                running.kill()  # or the tabs would go on looking


def looks_until_it_ends(address: str) -> None:
    """As a page that is open does."""
    with suppress(OSError, HTTPException):
        while True:
            with urllib.request.urlopen(address) as answer:
                answer.read()


def test_it_says_what_to_do_when_the_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with demo(port) as running:
            assert running.stdout
            said = running.stdout.read()
            assert running.wait(20) == 1
    assert f"Port {port} er opptatt. Skriv «make demo PORT={port + 1}»" in said
    assert "Traceback" not in said


def test_the_clock_goes_to_the_bots_next_post(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.slack.clock.on_turn.append(helse.bot.metronome.ring)

    def due() -> object:
        return upcoming(helse.bot, helse.ws)

    helse.slack.wait_until(lambda: due() is None, what="everything to be posted")
    then = helse.slack.clock.now() + timedelta(days=3)
    with helse.bot.database.writing() as session:
        session.execute(update(Post).where(Post.view == "topic.card").values(wanted=Post.wanted + 1, due_at=then))
    assert due() == then
    updates = len(helse.ws.calls("chat.update"))
    Turning(helse.slack, lambda: upcoming(helse.bot, helse.ws)).turn("next")
    assert helse.slack.clock.now() >= then
    assert due() is None
    assert len(helse.ws.calls("chat.update")) == updates + 1


def test_the_clock_waits_for_nobody_who_wants_quiet(helse: House) -> None:
    snoozes(helse, helse.kari)
    helse.slack.clock.on_turn.append(helse.bot.metronome.ring)
    helse.kari.leaves(helse.helse)
    helse.slack.wait_until(lambda: heads(helse).participants == 2, what="the bot to know that Kari has left")
    helse.liv.invites(helse.kari, helse.helse)
    turning = Turning(helse.slack, lambda: upcoming(helse.bot, helse.ws))
    helse.slack.wait_until(lambda: turning.is_planned, what="a welcome that waits until Kari's quiet days are over")
    before = time.monotonic()
    turning.turn("day")
    assert time.monotonic() - before < PATIENCE
    assert not told(helse, helse.kari)
    turning.turn("next")
    assert "Velkommen" in told(helse, helse.kari)[0].says
