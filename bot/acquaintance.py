"""First sight: asks Slack who a person is and what a channel is, once, and remembers it.

Who must be known before a listener can decide is asked for at once. Everyone else waits their turn, one a second, since
a crowd that presses one button would otherwise use up what Slack permits (users.info: 100 a minute). Slack's list of
everybody is read page by page when the process starts and each day, for what it may have slept through, and where many
are unknown, as when the bot comes into a large channel.
"""

from __future__ import annotations

import logging
import time

from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.slack import FAILED, QUICK, Slack, name_of
from handlers.people import learn
from handlers.visit import UnknownError
from storage import posts
from storage.database import Database
from storage.people import Facts, Person, enter, some_unknown

A_PAGE = 3.5  # introductions: users.list is permitted 20 times a minute
CROWD = 20  # unknown people from which on the list is read again after an hour
AN_HOUR, A_DAY = 3600.0, 86_400.0  # seconds between two readings of the list
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
        self._cursor = ""  # in the list
        self._for_crowd = False  # it is read for a crowd that was there when the reading began
        self._next_list = self._next_list_for_crowd = 0.0  # monotonic seconds

    def make(self, unknown: UnknownError, give_up: float) -> None:
        """Learn what a visit could not go on without, as far as it goes before `give_up` (monotonic seconds)."""
        for user_id in unknown.people:
            self._person(user_id, give_up - time.monotonic())
        if unknown.channel_id:
            self._channel(unknown.channel_id, give_up - time.monotonic())

    def introduce(self) -> bool:
        """Learn who some of those are whom the bot has only seen. Never True: the next can wait for the next second."""
        now = time.monotonic()
        if now < self._next_introduction:
            return False
        self._next_introduction = now + self._slack.pace
        with self._database.reading() as session:
            unknown = some_unknown(session, self._team_id, most=CROWD)
        crowd = len(unknown) == CROWD
        if self._cursor or now >= self._next_list or (crowd and now >= self._next_list_for_crowd):
            if not self._cursor:
                self._for_crowd = crowd
            fine = self._page_of_everybody()
            if fine and not self._cursor:
                self._next_list = now + A_DAY
                self._next_list_for_crowd = now + AN_HOUR if self._for_crowd else 0.0
            self._next_introduction = now + A_PAGE * self._slack.pace
        else:
            fine = not unknown or self._person(unknown[0], QUICK)
        if not fine:
            self._next_introduction = now + BACK_OFF
        return False

    def _page_of_everybody(self) -> bool:
        """Learn who those on the next page are whom the bot has met. False if Slack didn't answer."""
        try:
            page, self._cursor = self._slack.everybody(self._cursor)
        except FAILED as error:
            log.warning("Slack doesn't list who there is: %s", name_of(error))
            self._cursor = ""
            return False
        with self._database.reading() as session:
            met = [facts for facts in page if session.get(Person, (self._team_id, facts.user_id))]
        for facts in met:  # each alone: people who act meanwhile must not wait for the whole page
            self._learn(facts)
        return True

    def _person(self, user_id: str, seconds: float) -> bool:
        """Ask, with that much patience. False if Slack didn't answer."""
        if seconds <= 0:
            return False
        try:
            facts = self._slack.person(user_id, seconds)
        except SlackApiError as error:
            if name_of(error) not in ("user_not_found", "user_not_visible"):
                log.warning("Slack doesn't say who somebody is: %s", name_of(error))
                return False
            facts = Facts(user_id, name="")  # and never will
        except FAILED as error:
            log.warning("Slack doesn't say who somebody is: %s", name_of(error))
            return False
        self._learn(facts)
        return True

    def _learn(self, facts: Facts) -> None:
        self._database.write(lambda session: learn(session, self._team_id, facts, self._clock.now()))

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
