"""The settings, and what never gets into a log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.config import APP_TOKEN, BOT_TOKEN, IncompleteError, Settings
from bot.log import Redacting
from tests.test_house import ROOT

BOTH = (BOT_TOKEN, APP_TOKEN)
GOOD = {BOT_TOKEN: "xoxb-1-2-abc", APP_TOKEN: "xapp-1-A1-2-def"}


def problems(environment: dict[str, str | None], needed: tuple[str, ...] = BOTH) -> list[str]:
    with pytest.raises(IncompleteError) as raised:
        Settings.read(needed, environment)
    return list(raised.value.problems)


def test_all_that_is_missing_is_named_at_once() -> None:
    assert problems({}) == [
        "SLACK_BOT_TOKEN mangler: bot-tokenet (xoxb-…), fra «OAuth & Permissions» på appens side hos Slack.",
        "SLACK_APP_TOKEN mangler: app-tokenet (xapp-…), fra «Basic Information» → «App-Level Tokens».",
    ]


@pytest.mark.parametrize(("language", "word"), [("nn", "manglar"), ("en", "is missing"), ("nb", "mangler")])
def test_problems_are_told_in_the_language_asked_for(language: str, word: str) -> None:
    assert all(word in problem for problem in problems({"NETTVERKSBOT_LANGUAGE": language}))


def test_empty_and_blank_are_missing() -> None:
    assert len(problems({BOT_TOKEN: "", APP_TOKEN: "  "})) == 2


def test_so_is_what_nobody_has_filled_in_after_copying_the_example() -> None:
    copied = dotenv_values(ROOT / ".env.example")
    assert problems(copied) == problems({})


def test_only_what_the_command_needs_is_asked_for() -> None:
    assert Settings.read((), {}).bot_token == ""
    assert len(problems({}, needed=(BOT_TOKEN,))) == 1


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (BOT_TOKEN, "xoxp-1", "SLACK_BOT_TOKEN er av feil type: Verdien skal begynne med xoxb-."),
        (BOT_TOKEN, "xapp-1", "SLACK_BOT_TOKEN er av feil type: Verdien skal begynne med xoxb-."),
        (APP_TOKEN, "xoxb-1", "SLACK_APP_TOKEN er av feil type: Verdien skal begynne med xapp-."),
        ("SLACK_API_URL", "slack.com/api/", "SLACK_API_URL må være en adresse som begynner med https:// eller http://."),
        ("PORT", "tretti", "PORT må være et helt tall."),
        ("PORT", "-1", "PORT må være et helt tall."),
        ("PORT", "3²", "PORT må være et helt tall."),
        ("LEASE_SECONDS", "0.5", "LEASE_SECONDS må være et antall sekunder fra 1 til 3600."),
        ("LEASE_SECONDS", "nan", "LEASE_SECONDS må være et antall sekunder fra 1 til 3600."),
        ("LEASE_SECONDS", "inf", "LEASE_SECONDS må være et antall sekunder fra 1 til 3600."),
        ("LEASE_SECONDS", "snart", "LEASE_SECONDS må være et antall sekunder fra 1 til 3600."),
        ("NETTVERKSBOT_LANGUAGE", "se", "NETTVERKSBOT_LANGUAGE må være nb, nn eller en."),
        (
            "DATABASE_URL",
            "nettverksbot.db",
            "DATABASE_URL må være adressen til en database i SQLite eller PostgreSQL, for eksempel sqlite:///nettverksbot.db.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(name: str, value: str, told: str) -> None:
    assert problems({**GOOD, name: value}) == [told]


def test_missing_and_wrong_are_named_together() -> None:
    assert len(problems({BOT_TOKEN: "xoxp-1", "PORT": "x", "LEASE_SECONDS": "x", "DATABASE_URL": "x"})) == 5


def test_a_signing_secret_alone_is_explained() -> None:
    told = problems({BOT_TOKEN: GOOD[BOT_TOKEN], "SLACK_SIGNING_SECRET": "abc"})
    assert len(told) == 2
    assert (
        told[1]
        == "Bare SLACK_SIGNING_SECRET er satt, men boten kan ikke ta imot over HTTP ennå. Den trenger app-tokenet."
    )


def test_no_secret_is_told_with_what_is_wrong() -> None:
    assert "hemmelig" not in "".join(
        problems({BOT_TOKEN: "hemmelig", APP_TOKEN: "hemmelig", "DATABASE_URL": "hemmelig"})
    )


def test_settings_are_read() -> None:
    found = Settings.read(
        BOTH, {**GOOD, "SLACK_API_URL": "http://127.0.0.1:1/api", "LEASE_SECONDS": "2.5", "PORT": " 8080 "}
    )
    assert (found.bot_token, found.app_token) == ("xoxb-1-2-abc", "xapp-1-A1-2-def")
    assert found.api_url == "http://127.0.0.1:1/api/"
    assert found.lease == timedelta(seconds=2.5)
    assert found.port == 8080
    assert found.database_url == f"sqlite:///{Path.cwd()}/nettverksbot.db"  # whole, so that a message says which


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.env` of the working directory, and of no folder above it."""
    for name in (*BOTH, "DATABASE_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "folder").mkdir()
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-above\n")
    monkeypatch.chdir(tmp_path / "folder")
    assert Settings.read().bot_token == ""
    Path(".env").write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN='xapp-file'\nPORT=1\n")
    monkeypatch.setenv(BOT_TOKEN, "xoxb-environment")
    found = Settings.read(BOTH)
    assert (found.bot_token, found.app_token, found.port) == ("xoxb-environment", "xapp-file", 1)


def test_secrets_stay_out_of_repr() -> None:
    shown = repr(
        Settings.read(
            (), {**GOOD, "SLACK_SIGNING_SECRET": "signering", "DATABASE_URL": "postgresql://bot:passord@db/bot"}
        )
    )
    for secret in ("xoxb", "xapp", "signering", "passord"):
        assert secret not in shown


# The log

SECRETS = {
    "bot token": "xoxb-123-456-AbC",
    "user token": "xoxp-123-AbC",
    "app token": "xapp-1-A0-123-abc",
    "configuration token": "xoxe.xoxp-1-AbC",
    "database password": "postgresql://bot:hemmelig@db.example.org:5432/bot",
    "awkward password": "postgresql://bot:hem/me!lig@db/bot",
    "password alone": "redis://:hemmelig@cache",
    "response URL": "https://hooks.slack.com/actions/T1/2/AbC",
    "command's response URL": "https://hooks.slack.com/commands/T1/2/AbC",
    "webhook": "https://hooks.slack.com/services/T1/B1/AbC",
}


def lines() -> dict[str, Callable[[logging.Logger, str], None]]:
    """The ways in which something gets into a log."""

    def trace(logger: logging.Logger, secret: str) -> None:
        try:
            raise ValueError(f"failed with {secret}")
        except ValueError:
            logger.exception("it failed")

    return {
        "message": lambda logger, secret: logger.warning(f"used {secret} today"),
        "argument": lambda logger, secret: logger.warning("used %s today", secret),
        "in quotes": lambda logger, secret: logger.warning("used %r", {"secret": secret}),
        "trace": trace,
    }


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
@pytest.mark.parametrize("write", lines().values(), ids=lines())
def test_no_secret_gets_into_a_line(
    write: Callable[[logging.Logger, str], None], secret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting("%(levelname)s %(message)s"))
    logger = logging.Logger("a logger of its own")
    logger.addHandler(handler)
    write(logger, secret)
    written = capsys.readouterr().err
    assert "[redacted]" in written
    for part in ("hemmelig", "hem/me", "AbC", "-abc", "123"):
        assert part not in written


def test_the_rest_of_a_line_stays() -> None:
    record = logging.LogRecord(
        "bot", logging.INFO, "", 1, "post %s of bot@example.org at %s", ("1a2b", "https://x/y"), None
    )
    assert Redacting("%(message)s").format(record) == "post 1a2b of bot@example.org at https://x/y"
