"""The command as an operator meets it: a process of its own, what it prints, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import yaml
from sqlalchemy import text

from sandbox import Sandbox, Workspace
from storage import migrations
from storage.database import Database
from storage.heartbeats import Heartbeat
from tests.conftest import MANIFEST, ON_POSTGRES
from tests.living import House, Living
from tests.storage.pieces import at_once
from tests.test_house import ROOT

pytestmark = pytest.mark.processes
NO_FOLDER = "sqlite:////no/such/folder/bot.db"
FOLDER = "Mappen /no/such/folder finnes ikke. Lag den, eller endre DATABASE_URL."
NOBODY_LISTENS = "http://127.0.0.1:9/api/"
PATIENCE = 30.0  # seconds; a machine that is busy takes a few


@pytest.fixture
def ws(slack: Sandbox) -> Workspace:
    return slack.add_workspace("Etaten")


@pytest.fixture
def environment(living: Living, ws: Workspace, tmp_path: Path) -> dict[str, str]:
    """All that the bot needs, and nothing of this process's own."""
    settings = {name: value for name, value in living.environment(ws).items() if value}
    return {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "HOME": str(tmp_path), **settings}


def command(word: str, environment: dict[str, str], folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", word, *more],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


# check


def test_check_when_all_is_fine(environment: dict[str, str], tmp_path: Path) -> None:
    run = command("check", environment, tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert lines[0] == "✓ Slack kjenner boten som nettverksbot i Etaten."
    assert lines[1] == "✓ Appen har alle tillatelsene (scopes) den trenger."
    assert lines[2] == "✓ Socket Mode er åpent for boten."
    assert re.fullmatch("✓ Databasen .* er klar.", lines[3])
    assert len(lines) == 5


def test_an_operator_reads_plain_text(slack: Sandbox, environment: dict[str, str], tmp_path: Path) -> None:
    """What goes to a terminal is not escaped for Slack."""
    ws = slack.add_workspace("Råd & <Rett>")
    run = command("check", {**environment, "SLACK_BOT_TOKEN": ws.bot_token}, tmp_path)
    assert "i Råd & <Rett>." in run.stdout


def test_check_of_an_empty_database(environment: dict[str, str], empty_database_url: str, tmp_path: Path) -> None:
    run = command("check", {**environment, "DATABASE_URL": empty_database_url}, tmp_path)
    assert run.returncode == 0
    assert ("er tom. `run` lager tabellene." if ON_POSTGRES else "finnes ikke ennå. `run` lager den.") in run.stdout


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "✗ Slack godtar ikke SLACK_BOT_TOKEN (invalid_auth)."),
        ("SLACK_APP_TOKEN", "xapp-wrong", "✗ Slack godtar ikke SLACK_APP_TOKEN (invalid_auth)."),
        ("SLACK_API_URL", NOBODY_LISTENS, f"✗ Får ikke kontakt med Slack på {NOBODY_LISTENS}. Sjekk nettet"),
        ("DATABASE_URL", NO_FOLDER, f"✗ Databasen {NO_FOLDER} kan ikke brukes: {FOLDER}"),
        ("DATABASE_URL", "postgresql://bot:hemmelig@127.0.0.1:9/x", "✗ Databasen postgresql://bot:***@127.0.0.1:9/x"),
    ],
)  # fmt: skip
def test_check_says_what_is_wrong(
    environment: dict[str, str], tmp_path: Path, name: str, value: str, told: str
) -> None:
    run = command("check", {**environment, name: value}, tmp_path)
    assert run.returncode == 1
    assert told in run.stdout
    assert "Traceback" not in run.stderr
    assert "hemmelig" not in run.stdout
    assert "Databasen" in run.stdout  # the rest is looked at all the same


def test_check_of_a_revoked_token(environment: dict[str, str], ws: Workspace, tmp_path: Path) -> None:
    ws.uninstall()
    run = command("check", environment, tmp_path)
    assert run.returncode == 1
    assert "✗ Slack godtar ikke SLACK_BOT_TOKEN (account_inactive)." in run.stdout


def test_check_of_a_missing_scope(environment: dict[str, str], tmp_path: Path) -> None:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    manifest["oauth_config"]["scopes"]["bot"].remove("groups:history")
    (tmp_path / "manifest.yml").write_text(yaml.safe_dump(manifest))
    with Sandbox(tmp_path / "manifest.yml") as slack:
        ws = slack.add_workspace("Etaten")
        tokens = {"SLACK_BOT_TOKEN": ws.bot_token, "SLACK_APP_TOKEN": ws.app_token, "SLACK_API_URL": slack.api_url}
        run = command("check", {**environment, **tokens}, tmp_path)
    assert run.returncode == 1
    assert "✗ Appen mangler disse tillatelsene (scopes): groups:history." in run.stdout


def test_check_of_a_database_that_cannot_be_written(
    environment: dict[str, str], database: Database, tmp_path: Path
) -> None:
    if database.is_sqlite:
        database.close()
        url = f"sqlite:///file:{database.url.database}?mode=ro&uri=true"
    else:
        url = f"{environment['DATABASE_URL']}&options=-cdefault_transaction_read_only%3Don"
    run = command("check", {**environment, "DATABASE_URL": url}, tmp_path)
    assert run.returncode == 1, run.stdout
    assert "kan ikke brukes" in run.stdout


def test_check_says_whether_the_clock_runs(living: Living, environment: dict[str, str], tmp_path: Path) -> None:
    house = living.house()
    tokens = {"SLACK_BOT_TOKEN": house.ws.bot_token, "SLACK_APP_TOKEN": house.ws.app_token}
    house.slack.wait_until(lambda: has_beaten(house), what="the first beat")
    run = command("check", {**environment, **tokens}, tmp_path)
    assert run.returncode == 0, run.stdout
    assert "✓ Klokka går." in run.stdout
    living.end(house.bot)
    with house.bot.database.writing() as session:
        session.get_one(Heartbeat, house.ws.id).beat_at -= timedelta(minutes=30)
    run = command("check", {**environment, **tokens}, tmp_path)
    assert run.returncode == 1
    assert "✗ Klokka har stått stille i 30 minutter" in run.stdout


def has_beaten(house: House) -> bool:
    with house.bot.database.reading() as session:
        return session.get(Heartbeat, house.ws.id) is not None


@pytest.mark.parametrize("word", ["check", "migrate", "tick"])
def test_a_database_of_a_newer_version(
    environment: dict[str, str], database: Database, tmp_path: Path, word: str
) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    run = command(word, environment, tmp_path)
    assert run.returncode == 1
    assert "Databasen er laget av en nyere versjon av boten. Installer den versjonen." in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("word", ["check", "migrate", "tick"])
def test_a_database_whose_driver_is_not_installed(environment: dict[str, str], tmp_path: Path, word: str) -> None:
    """As PostgreSQL's is not where the bot was installed without its extra."""
    run = command(word, {**environment, "DATABASE_URL": "mysql://bot:hemmelig@127.0.0.1:9/x"}, tmp_path)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "database" in (run.stdout + run.stderr).lower()
    assert "hemmelig" not in run.stdout + run.stderr


# run and tick, before they get anywhere


def test_run_without_settings(tmp_path: Path) -> None:
    run = command("run", {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}, tmp_path)
    assert run.returncode == 1
    assert run.stdout == ""
    assert [line.split()[0] for line in run.stderr.splitlines()] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]
    assert list(tmp_path.iterdir()) == []


def test_no_command_and_a_wrong_one(tmp_path: Path) -> None:
    for words in ([], ["dance"]):
        run = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 2
        assert "{run,tick,check,migrate,coordinators}" in run.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "Slack svarer «invalid_auth». Kjør nettverksbot check"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "Slack svarer «invalid_auth». Kjør nettverksbot check"),
        ("SLACK_API_URL", NOBODY_LISTENS, f"Får ikke kontakt med Slack på {NOBODY_LISTENS}. Sjekk nettet"),
        ("DATABASE_URL", NO_FOLDER, f"Databasen {NO_FOLDER} kan ikke brukes: {FOLDER}"),
    ],
)  # fmt: skip
def test_run_says_what_is_wrong_and_ends(
    environment: dict[str, str], tmp_path: Path, name: str, value: str, told: str
) -> None:
    run = command("run", {**environment, name: value}, tmp_path)
    assert run.returncode == 1
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert "wrong" not in run.stderr  # no token in a log


# migrate, tick, run


def test_migrate_makes_the_tables(environment: dict[str, str], empty_database_url: str, tmp_path: Path) -> None:
    """It needs the database and no token, and finds nothing to do the second time."""
    wanted = {name: environment[name] for name in ("PYTHONPATH", "PATH")} | {"DATABASE_URL": empty_database_url}
    for _time in ("first", "second"):
        run = command("migrate", wanted, tmp_path)
        assert (run.returncode, run.stdout) == (0, f"Databasen er oppdatert (revisjon {migrations.NEWEST}).\n")
    database = Database(empty_database_url)
    assert migrations.revision_of(database) == migrations.NEWEST
    database.close()


def test_tick_posts_what_a_stopped_bot_has_left(living: Living, environment: dict[str, str], tmp_path: Path) -> None:
    helse = living.house()
    helse.set_up("Nettverk for helse")
    helse.bot.metronome.stop()  # it hears, and is silent
    helse.kari.types("/tema Samtykke", helse.helse)
    assert helse.kari.submits().acked
    living.end(helse.bot)
    assert helse.cards() == []
    tokens = {"SLACK_BOT_TOKEN": helse.ws.bot_token, "SLACK_APP_TOKEN": helse.ws.app_token}
    tick = partial(command, "tick", {**environment, **tokens}, tmp_path)
    for run in (*at_once(tick, tick), tick()):  # two beside each other, as where cron's last one is still at it
        assert not isinstance(run, Exception)
        assert (run.returncode, run.stdout) == (0, "")
        assert "Traceback" not in run.stderr
    assert len(helse.cards("Samtykke")) == 1


@pytest.fixture
def running(environment: dict[str, str], ws: Workspace, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`nettverksbot run`, connected."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        ws.wait_for_bot(timeout=PATIENCE)
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_run_ends_when_it_is_told_to(
    running: subprocess.Popen[str], ws: Workspace, slack: Sandbox, how: signal.Signals
) -> None:
    """It has answered before, ends by itself within seconds, and leaves no connection behind."""
    kari = ws.add_person("Kari Nordmann")
    channel = ws.add_channel("helse", creator=kari)
    kari.types("/nettverk", channel)
    kari.sees("Jeg er ikke med i denne kanalen", in_=channel)
    running.send_signal(how)
    out, log = running.communicate(timeout=10)
    assert (running.returncode, out) == (0, "")
    assert "Traceback" not in log
    assert "xoxb-" not in log
    assert "xapp-" not in log
    slack.wait_until(lambda: ws.connections == 0, what="the socket to close")


# coordinators


def test_the_operator_names_the_coordinators_and_lists_them(
    environment: dict[str, str], ws: Workspace, tmp_path: Path
) -> None:
    """Who is named last holds: it is the whole list."""
    tor, siri = ws.add_person("Tor Eide"), ws.add_person("Siri Li")
    run = command("coordinators", environment, tmp_path)
    assert (run.returncode, run.stdout.partition(".")[0]) == (0, "Ingen koordinerer nettverkene ennå")
    run = command("coordinators", environment, tmp_path, tor.id, siri.id)
    assert (run.returncode, run.stdout) == (0, f"{siri.id} Siri Li\n{tor.id} Tor Eide\n")
    assert command("coordinators", environment, tmp_path, tor.id).returncode == 0
    assert command("coordinators", environment, tmp_path).stdout == f"{tor.id} Tor Eide\n"


def test_who_cannot_coordinate_is_told_of_and_nothing_is_changed(
    environment: dict[str, str], ws: Workspace, tmp_path: Path
) -> None:
    tor, per = ws.add_person("Tor Eide"), ws.add_person("Per Ås")
    ws.deactivate(per)
    run = command("coordinators", environment, tmp_path, tor.id, "U404", per.id)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines()[-2:] == [
        "Slack kjenner ingen U404 i dette arbeidsområdet.",
        "Per Ås er en bot eller har sluttet i arbeidsområdet, og kan ikke koordinere.",
    ]
    assert "Traceback" not in run.stderr
    assert "Ingen koordinerer" in command("coordinators", environment, tmp_path).stdout
