"""The command: `nettverksbot run | tick | check | migrate | coordinators`."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot import ending, log
from bot.config import APP_TOKEN, BOT_TOKEN, IncompleteError, Settings
from bot.slack import FAILED
from handlers.words import Words, unescape
from storage.migrations import NewerDatabaseError

logger = logging.getLogger("bot")


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says. Gives the exit status: 0, or 1 with a reason on standard error."""
    parser = argparse.ArgumentParser(prog="nettverksbot", description="A Slack bot for professional networks.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_work, _needs, says) in COMMANDS.items():
        commands.add_parser(name, help=says, description=says)
    commands.choices["coordinators"].add_argument(
        "user_ids", nargs="*", metavar="U0123456789", help="Slack's member ID"
    )
    given = vars(parser.parse_args(arguments))
    work, needs, _says = COMMANDS[given.pop("command")]
    log.set_up()
    try:
        settings = Settings.read(needs)
    except IncompleteError as error:
        return _explain(*error.problems)
    return _explained(settings, partial(work, **given))


def _explained(settings: Settings, work: Callable[[Settings], int]) -> int:
    """What an operator can mend gets a sentence; what they can't stays a trace."""
    _ = Words(settings.language)
    try:
        return work(settings)
    except NewerDatabaseError:
        return _explain(_("The database was made by a newer version of the bot. Install that one."))
    except (SQLAlchemyError, ImportError) as error:
        from bot.check import unusable

        return _explain(unusable(_, settings, error))
    except SlackApiError as error:
        return _explain(
            _("Slack answers «{error}». Run nettverksbot check to see what is wrong.", error=error.response["error"])
        )
    except FAILED:
        from bot.check import out_of_reach

        return _explain(out_of_reach(_, settings))


def _run(settings: Settings) -> int:
    from bot.wiring import build

    until_told = ending.listen()
    bot = build(settings)
    socket = bot.start()
    logger.info("connected to Slack; ends with Ctrl-C")
    until_told()
    logger.info("ending")
    bot.stop(socket)
    return 0


def _tick(settings: Settings) -> int:
    from bot.wiring import build

    bot = build(settings)
    bot.chores.do()
    bot.delivery.drain()
    bot.stop()
    return 0


def _check(settings: Settings) -> int:
    from bot.check import check, report

    return 0 if report(check(settings), sys.stdout.write) else 1


def _migrate(settings: Settings) -> int:
    from bot.clock import SystemClock
    from bot.wiring import open_database
    from storage.migrations import NEWEST

    open_database(settings, SystemClock()).close()
    _ = Words(settings.language)
    sys.stdout.write(_("The database is up to date (revision {revision}).", revision=NEWEST) + "\n")
    return 0


def _coordinators(settings: Settings, user_ids: Sequence[str]) -> int:
    from bot.coordinators import appoint, tell

    wrong = appoint(settings, user_ids) if user_ids else []
    if wrong:
        return _explain(*wrong)
    tell(settings, sys.stdout.write)
    return 0


def _explain(*sentences: str) -> int:
    sys.stderr.write("".join(f"{unescape(sentence)}\n" for sentence in sentences))
    return 1


COMMANDS: dict[str, tuple[Callable[..., int], tuple[str, ...], str]] = {
    "run": (_run, (BOT_TOKEN, APP_TOKEN), "connect to Slack and go on until stopped; migrates the database first"),
    "tick": (_tick, (BOT_TOKEN,), "do once what is due, and exit"),
    "check": (_check, (BOT_TOKEN, APP_TOKEN), "look at tokens, scopes and database, and say what is wrong"),
    "migrate": (_migrate, (), "bring the database to this version's tables"),
    "coordinators": (_coordinators, (BOT_TOKEN,), "name who coordinates the networks, or with nobody named list them"),
}

if __name__ == "__main__":
    sys.exit(main())
