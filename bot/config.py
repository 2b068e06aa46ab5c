"""The settings, from the environment and `.env`. All that is missing or wrong is named at once."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from dotenv import dotenv_values
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from handlers.words import LANGUAGES, Shown, Words

SLACK = "https://slack.com/api/"
BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"


LEASE_MAX = 3_600
NOT_FILLED_IN = ("", "xoxb-", "xapp-")  # as in .env.example


class IncompleteError(Exception):
    """The settings can't be used as they are. `problems`: a sentence for each."""

    def __init__(self, problems: list[Shown]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """What the operator decides. Secrets stay out of its `repr`."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str = SLACK
    database_url: str = field(default="sqlite:///nettverksbot.db", repr=False)  # may hold a password
    port: int = 3000
    lease: timedelta = timedelta(seconds=30)
    language: str = "nb"

    @classmethod
    def read(cls, needed: Collection[str] = (), environment: Mapping[str, str | None] | None = None) -> Settings:
        """Read the environment; what it lacks is taken from `.env` in the working directory.

        needed: names of variables that the command can't do without.
        """
        if environment is None:
            environment = {**_dotenv(), **os.environ}
        found = {
            name: value.strip() for name, value in environment.items() if value and value.strip() not in NOT_FILLED_IN
        }
        language = found.get("NETTVERKSBOT_LANGUAGE", "nb")
        _ = Words(language if language in LANGUAGES else "nb")
        problems = [*_missing(_, found, needed), *_malformed(_, found)]
        if problems:
            raise IncompleteError(problems)
        return cls(
            bot_token=found.get(BOT_TOKEN, ""),
            app_token=found.get(APP_TOKEN, ""),
            signing_secret=found.get(SIGNING_SECRET, ""),
            api_url=found.get("SLACK_API_URL", SLACK).rstrip("/") + "/",
            database_url=_absolute(found.get("DATABASE_URL", cls.database_url)),
            port=int(found.get("PORT", cls.port)),
            lease=timedelta(seconds=float(found.get("LEASE_SECONDS", cls.lease.total_seconds()))),
            language=language,
        )


def _dotenv() -> dict[str, str | None]:
    """What stands in `.env`. One that can't be read is named, or its operator would look in the wrong place."""
    try:
        return dotenv_values(".env")
    except (OSError, UnicodeDecodeError) as error:
        _ = Words("nb")
        path = str(Path(".env").absolute())
        raise IncompleteError([_("{path} can't be read: {error}.", path=path, error=str(error))]) from error


def _absolute(url: str) -> str:
    """A SQLite file by its whole path, so that a command in another folder says which file it means."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database.startswith("file:"):
        return url
    return parsed.set(database=str(Path(parsed.database).absolute())).render_as_string(hide_password=False)


def _missing(_: Words, found: Mapping[str, str], needed: Collection[str]) -> list[Shown]:
    what = {
        BOT_TOKEN: _("the bot token (xoxb-…), from «OAuth & Permissions» on the app's page at Slack"),
        APP_TOKEN: _("the app token (xapp-…), from «Basic Information» → «App-Level Tokens»"),
    }
    problems = [_("{name} is missing: {what}.", name=name, what=what[name]) for name in needed if name not in found]
    if APP_TOKEN in needed and APP_TOKEN not in found and SIGNING_SECRET in found:
        problems.append(
            _("Only a signing secret is set, but the bot can't receive over HTTP yet. It needs the app token.")
        )
    return problems


def _malformed(_: Words, found: Mapping[str, str]) -> list[Shown]:
    problems = []
    for name, start in ((BOT_TOKEN, "xoxb-"), (APP_TOKEN, "xapp-")):
        if name in found and not found[name].startswith(start):
            problems.append(_("{name} is not of the right kind: it starts with {start}.", name=name, start=start))
    if not found.get("SLACK_API_URL", SLACK).startswith(("http://", "https://")):
        problems.append(_("{name} must be an address that starts with https:// or http://.", name="SLACK_API_URL"))
    if not found.get("PORT", "1").isdecimal():
        problems.append(_("{name} must be a whole number.", name="PORT"))
    try:
        url = make_url(found.get("DATABASE_URL", Settings.database_url))
        usable = url.get_backend_name() in ("sqlite", "postgresql") and bool(url.database)
    except (ArgumentError, ValueError):
        usable = False
    if not usable:
        problems.append(
            _(
                "{name} must be the address of a SQLite or PostgreSQL database, such as sqlite:///nettverksbot.db.",
                name="DATABASE_URL",
            )
        )
    try:
        usable = 1 <= float(found.get("LEASE_SECONDS", "30")) <= LEASE_MAX
    except ValueError:
        usable = False
    if not usable:
        problems.append(_("{name} must be a number of seconds from 1 to {most}.", name="LEASE_SECONDS", most=LEASE_MAX))
    if found.get("NETTVERKSBOT_LANGUAGE", "nb") not in LANGUAGES:
        problems.append(_("{name} must be nb, nn or en.", name="NETTVERKSBOT_LANGUAGE"))
    return problems
