"""First sight: asks Slack who a person is and what a channel is, once, and remembers it.

Who must be known before a listener can decide is asked for at once. Everyone else waits their turn, one a second, since
a crowd that presses one button would otherwise use up what Slack permits (users.info: 100 a minute).
"""

from __future__ import annotations

import logging
import time

from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.slack import FAILED, QUICK, Slack
from handlers.people import learn
from handlers.visit import UnknownError
from storage import posts
from storage.database import Database
from storage.people import Facts, enter, next_unknown

PACE = 1.0  # seconds between two introductions
BACK_OFF = 60.0  # seconds after one that failed

log = logging.getLogger(__name__)


class Acquaintance:
    """Asks outside any transaction. Where Slack doesn't answer, the person or channel stays as known as it was."""

    def __init__(self, database: Database, slack: Slack, clock: Clock, team_id: str) -> None:
        self._database = database
        self._slack = slack
        self._clock = clock
        self._team_id = team_id
        self._next_introduction = 0.0  # monotonic seconds

    def make(self, unknown: UnknownError, give_up: float) -> None:
        """Learn what a visit could not go on without, as far as it goes before `give_up` (monotonic seconds)."""
        for user_id in unknown.people:
            self._person(user_id, give_up - time.monotonic())
        if unknown.channel_id:
            self._channel(unknown.channel_id, give_up - time.monotonic())

    def introduce(self) -> bool:
        """Learn who one of those is whom the bot has only seen. Never True: the next can wait for the next second."""
        now = time.monotonic()
        if now < self._next_introduction:
            return False
        self._next_introduction = now + PACE
        with self._database.reading() as session:
            user_id = next_unknown(session, self._team_id)
        if user_id and not self._person(user_id, QUICK):
            self._next_introduction = now + BACK_OFF
        return False

    def _person(self, user_id: str, seconds: float) -> bool:
        """Ask, with that much patience. False if Slack didn't answer."""
        if seconds <= 0:
            return False
        try:
            facts = self._slack.person(user_id, seconds)
        except SlackApiError as error:
            if error.response["error"] not in ("user_not_found", "user_not_visible"):
                log.warning("Slack doesn't say who somebody is: %s", error.response["error"])
                return False
            facts = Facts(user_id, name="", is_admin=False, is_bot=False, is_gone=False)  # and never will
        except FAILED as error:
            log.warning("Slack doesn't say who somebody is: %s", type(error).__name__)
            return False
        self._database.write(lambda session: learn(session, self._team_id, facts, self._clock.now()))
        return True

    def _channel(self, channel_id: str, seconds: float) -> None:
        """A channel the bot is in but was never told of leaves a row; one that it is not in leaves none."""
        if seconds <= 0:
            return
        try:
            place = self._slack.place(channel_id, seconds)
        except FAILED as error:
            log.warning("Slack doesn't say what a channel is: %s", type(error).__name__)
            return
        if place is None or not place.bot_is_in:
            return
        with self._database.writing() as session:
            channel = enter(session, self._team_id, channel_id)
            channel.bot_is_in, channel.is_archived, channel.creator_id = True, place.is_archived, place.creator_id
            if not place.is_archived:
                posts.unpark_channel(session, self._team_id, channel_id)
