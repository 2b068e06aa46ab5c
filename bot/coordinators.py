"""`nettverksbot coordinators`: names those who coordinate the organisation's networks, and says who they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.config import Settings
from bot.slack import QUICK, Slack
from bot.wiring import open_database
from handlers.leaders import coordinators_named
from handlers.people import learn
from handlers.words import Shown, Words, unescape
from storage.organisations import coordinators_in, name_coordinators
from storage.people import Facts, meet


def appoint(settings: Settings, user_ids: Sequence[str]) -> list[Shown]:
    """These coordinate from now on, and nobody else. Gives what is wrong with them; then nothing is changed."""
    _, slack, clock = Words(settings.language), Slack(settings), SystemClock()
    team_id = slack.who_am_i().team_id
    found: list[Facts] = []
    wrong: list[Shown] = []
    for user_id in user_ids:
        try:
            facts = slack.person(user_id, QUICK * 5)
        except SlackApiError as error:
            if error.response["error"] not in ("user_not_found", "user_not_visible"):
                raise
            wrong.append(_("Slack knows nobody called {user_id} in this workspace.", user_id=user_id))
            continue
        if facts.is_bot or facts.is_gone:
            wrong.append(_("{name} is a bot or has left the workspace, and can't coordinate.", name=facts.name))
        found.append(facts)

    def appointed(session: Session) -> None:
        for facts in found:
            learn(session, team_id, facts, clock.now())
        people = [meet(session, team_id, facts.user_id) for facts in found]
        coordinators_named(session, name_coordinators(session, team_id, people), clock.now())

    if not wrong:
        with closing(open_database(settings, clock)) as database:
            database.write(appointed)
    return wrong


def tell(settings: Settings, write: Callable[[str], object]) -> None:
    """Write a line for each."""
    _, team_id = Words(settings.language), Slack(settings).who_am_i().team_id
    with closing(open_database(settings, SystemClock())) as database, database.reading() as session:
        people = coordinators_in(session, team_id)
    if not people:
        write(
            _("Nobody coordinates the networks yet. Name who does with `nettverksbot coordinators U0123456789`.") + "\n"
        )
    for person in people:
        write(f"{person.user_id} {unescape(person.name or '')}\n")
