"""`nettverksbot check`: is everything there that the bot needs? Says what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from bot.config import APP_TOKEN, BOT_TOKEN, Settings
from bot.slack import FAILED, QUICK
from handlers.words import Shown, Words, unescape
from storage import migrations
from storage.database import Database
from storage.heartbeats import since_beat

# What manifest.yml asks for. tests/test_manifest.py holds the two, and the methods the code calls, against each other.
SCOPES = frozenset(
    {
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "pins:write",
        "users:read",
    }
)
SILENT = timedelta(minutes=10)  # twice what README advises for `tick` from cron
TOKEN_ERRORS = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found, and whether the bot can run with it."""

    says: Shown
    fine: bool


def check(settings: Settings) -> list[Finding]:
    """Look at each thing by itself, so that all that is wrong is named at once."""
    _ = Words(settings.language)
    return [*_bot_token(_, settings), _app_token(_, settings), _database(_, settings), *_clock(_, settings)]


def _bot_token(_: Words, settings: Settings) -> list[Finding]:
    client = WebClient(settings.bot_token, settings.api_url, timeout=QUICK * 5, retry_handlers=[])
    try:
        said = client.auth_test()
    except FAILED as error:
        return [_refused(_, error, BOT_TOKEN, settings)]
    found = [Finding(_("Slack knows the bot as {name} in {team}.", name=said["user"], team=said["team"]), fine=True)]
    headers = {name.lower(): value for name, value in said.headers.items()}
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")}
    missing = sorted(SCOPES - granted)
    if missing:
        lacks = _(
            "The app lacks these scopes: {scopes}. Add them under «OAuth & Permissions» and install the app again.",
            scopes=", ".join(missing),
        )
        found.append(Finding(lacks, fine=False))
    else:
        found.append(Finding(_("The app has all the scopes it needs."), fine=True))
    return found


def _app_token(_: Words, settings: Settings) -> Finding:
    client = WebClient(base_url=settings.api_url, timeout=QUICK * 5, retry_handlers=[])
    try:
        client.apps_connections_open(app_token=settings.app_token)
    except FAILED as error:
        return _refused(_, error, APP_TOKEN, settings)
    return Finding(_("Socket Mode is open to the bot."), fine=True)


def _database(_: Words, settings: Settings) -> Finding:
    where = make_url(settings.database_url).render_as_string(hide_password=True)
    if migrations.is_new(settings.database_url):
        return Finding(_("The database {where} is not there yet. `run` makes it.", where=where), fine=True)
    try:
        with closing(Database(settings.database_url)) as database:
            revision = migrations.revision_of(database)
            with database.engine.begin() as connection:
                connection.execute(text("CREATE TABLE may_i_write (yes INTEGER)"))
                connection.execute(text("DROP TABLE may_i_write"))
    except (SQLAlchemyError, ImportError) as error:
        return Finding(unusable(_, settings, error), fine=False)
    if revision is None:
        return Finding(_("The database {where} is empty. `run` makes its tables.", where=where), fine=True)
    if revision > migrations.NEWEST:
        return Finding(_("The database was made by a newer version of the bot. Install that one."), fine=False)
    if revision < migrations.NEWEST:
        return Finding(
            _("The database {where} has older tables. `run` brings them up to date.", where=where), fine=True
        )
    return Finding(_("The database {where} is ready.", where=where), fine=True)


def _clock(_: Words, settings: Settings) -> list[Finding]:
    """Has anything looked for what is due of late? Says nothing where that can't be known yet."""
    client = WebClient(settings.bot_token, settings.api_url, timeout=QUICK * 5, retry_handlers=[])
    try:
        team_id = client.auth_test()["team_id"]
        if migrations.is_new(settings.database_url):
            return []
        with closing(Database(settings.database_url)) as database, database.reading() as session:
            since = since_beat(session, team_id)
    except (*FAILED, SQLAlchemyError, ImportError):
        return []
    if since is None:
        return [Finding(_("The clock has not run here yet. `run` starts it."), fine=True)]
    minutes = int(since.total_seconds() // 60)
    if since > SILENT:
        stands = _(
            "The clock has stood still for {n} minutes, so nothing is posted by itself. "
            "Start `run`, or let cron call `tick`.",
            n=minutes,
        )
        return [Finding(stands, fine=False)]
    runs = _.many(
        "The clock runs. It looked for posts {n} minute ago.",
        "The clock runs. It looked for posts {n} minutes ago.",
        minutes,
    )
    return [Finding(runs if minutes else _("The clock runs."), fine=True)]


def _refused(_: Words, error: Exception, name: str, settings: Settings) -> Finding:
    if not isinstance(error, SlackApiError):
        return Finding(out_of_reach(_, settings), fine=False)
    said = str(error.response["error"])
    if said in TOKEN_ERRORS:
        says = _(
            "Slack doesn't accept {name} ({error}). Copy it anew from the app's page at Slack.", name=name, error=said
        )
    elif said == "missing_scope":
        says = _("{name} lacks the scope {scope}.", name=name, scope=error.response.get("needed") or "?")
    else:
        says = _("Slack answers «{error}» to {name}.", error=said, name=name)
    return Finding(says, fine=False)


def out_of_reach(_: Words, settings: Settings) -> Shown:
    return _(
        "Slack can't be reached at {url}. Check the network, and whether a proxy stands between.", url=settings.api_url
    )


def unusable(_: Words, settings: Settings, error: Exception) -> Shown:
    """Why the database can't be used: by the first line of the driver's own words, which name no missing folder."""
    url = make_url(settings.database_url)
    where = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and url.database and not url.database.startswith("file:"):
        folder = Path(url.database).parent
        if not folder.is_dir():
            return _(
                "The database {where} can't be used: there is no folder {folder}. Make it, or change DATABASE_URL.",
                where=where,
                folder=str(folder),
            )
    cause = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    return _("The database {where} can't be used: {error}.", where=where, error=cause)


def report(findings: list[Finding], write: Callable[[str], object]) -> bool:
    """Write a line for each; True if the bot can run."""
    for finding in findings:
        write(f"{'✓' if finding.fine else '✗'} {unescape(finding.says)}\n")
    return all(finding.fine for finding in findings)
