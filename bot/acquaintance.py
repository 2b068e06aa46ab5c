"""First sight: asks Slack who a person is and what a channel is, once, and remembers it.

Who must be known before a listener can decide is asked for at once. Everyone else waits their turn, one a second, since
a crowd that presses one button would otherwise use up what Slack permits (users.info: 100 a minute).
"""

from __future__ import annotations

import logging
import time

from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.slack import FAILED, Slack
from handlers.people import learn
from storage.database import Database
from storage.people import Channel, Facts, Person, enter, next_unknown

PACE = 1.0  # seconds between two introductions

log = logging.getLogger(__name__)


class Acquaintance:
    """Asks outside any transaction. Where Slack doesn't answer, the person or channel stays as known as it was."""

    def __init__(self, database: Database, slack: Slack, clock: Clock, team_id: str) -> None:
        self._database = database
        self._slack = slack
        self._clock = clock
        self._team_id = team_id
        self._next_introduction = 0.0  # monotonic seconds

    def person(self, user_id: str) -> None:
        """Learn who a person is, if that isn't known. Changes come by themselves later (`user_change`)."""
        with self._database.reading() as session:
            known = session.get(Person, (self._team_id, user_id))
            if known and known.known_at:
                return
        self._ask(user_id)

    def introduce(self) -> bool:
        """Learn who one of those is whom the bot has only seen. Never True: the next can wait for the next second."""
        now = time.monotonic()
        if now < self._next_introduction:
            return False
        self._next_introduction = now + PACE
        with self._database.reading() as session:
            user_id = next_unknown(session, self._team_id)
        if user_id:
            self._ask(user_id)
        return False

    def _ask(self, user_id: str) -> None:
        try:
            facts = self._slack.person(user_id)
        except SlackApiError as error:
            if error.response["error"] not in ("user_not_found", "user_not_visible"):
                log.warning("Slack doesn't say who somebody is: %s", error.response["error"])
                return
            facts = Facts(user_id, name="", is_admin=False, is_bot=False, is_gone=False)  # and never will
        except FAILED as error:
            log.warning("Slack doesn't say who somebody is: %s", type(error).__name__)
            return
        with self._database.writing() as session:
            learn(session, self._team_id, facts, self._clock.now())

    def channel(self, channel_id: str) -> None:
        """Learn of a channel the bot is in but was never told of, or isn't in as far as it knows."""
        with self._database.reading() as session:
            known = session.get(Channel, (self._team_id, channel_id))
            if known and known.bot_is_in and (known.inviter_id or known.creator_id):
                return
        place = self._slack.place(channel_id)
        if place is None or not place.bot_is_in:
            return
        with self._database.writing() as session:
            channel = enter(session, self._team_id, channel_id)
            channel.bot_is_in, channel.is_archived, channel.creator_id = True, place.is_archived, place.creator_id
