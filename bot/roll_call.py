"""Reads who is in the bot's channels, page by page.

When the bot comes into one, and once a day for what it may have slept through.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.slack import FAILED, Slack, name_of
from handlers.leaders import no_longer_leads
from storage.database import Database
from storage.members import channel_to_read, enter_all, leave_all, members_in
from storage.networks import network_in
from storage.people import Channel

BACK_OFF = 60.0  # seconds after one that failed
A_DAY = timedelta(days=1)

log = logging.getLogger(__name__)


class RollCall:
    """One channel at a time. What is half read when the process ends is read again."""

    def __init__(self, database: Database, slack: Slack, clock: Clock, team_id: str) -> None:
        self._database = database
        self._slack = slack
        self._clock = clock
        self._team_id = team_id
        self._channel_id = ""  # that is being read
        self._cursor = ""
        self._network_id: str | None = None  # that lived there when the reading began
        self._before: set[str] = set()  # who was in it then
        self._seen: set[str] = set()
        self._next_page = 0.0  # monotonic seconds

    def go_on(self) -> bool:
        """Read a page, if one is wanted. True while a channel is half read: who else is there is not known yet."""
        now = time.monotonic()
        if now < self._next_page:
            return bool(self._channel_id)
        self._next_page = now + self._slack.pace
        if not self._channel_id:
            self._begin()
        if self._channel_id:
            try:
                self._read()
            except FAILED as error:
                log.warning("Slack doesn't say who is in a channel: %s", name_of(error))
                self._next_page = now + BACK_OFF
                self._end(heard=isinstance(error, SlackApiError) and error.response.status_code == 200)
        return bool(self._channel_id)

    def _begin(self) -> None:
        with self._database.reading() as session:
            channel = channel_to_read(session, self._team_id, before=self._clock.now() - A_DAY)
            self._before = members_in(session, channel) if channel else set()
            self._network_id = _network_of(session, channel)
        self._channel_id, self._cursor, self._seen = channel.channel_id if channel else "", "", set()

    def _read(self) -> None:
        user_ids, self._cursor = self._slack.members(self._channel_id, self._cursor)
        self._seen.update(user_ids)
        with self._database.writing() as session:
            channel = session.get(Channel, (self._team_id, self._channel_id))
            # It may have got a new id meanwhile, or another network with people of its own: then it is read anew.
            if channel is None or _network_of(session, channel) != self._network_id:
                self._channel_id = ""
                return
            enter_all(session, channel, user_ids)
            if not self._cursor:
                session.flush()
                gone = leave_all(session, channel, self._before - self._seen)  # who came meanwhile is in neither
                network = network_in(session, self._team_id, self._channel_id)
                if network:
                    for person in gone:
                        no_longer_leads(session, network, person, self._clock.now())
        if not self._cursor:
            self._end(heard=True)

    def _end(self, *, heard: bool) -> None:
        """`heard`: Slack has answered, be it that the bot may not know. Tomorrow it is asked again."""
        channel_id, self._channel_id = self._channel_id, ""
        with self._database.writing() as session:
            channel = session.get(Channel, (self._team_id, channel_id))
            if heard and channel:
                channel.read_at = self._clock.now()


def _network_of(session: Session, channel: Channel | None) -> str | None:
    """The key of the network that lives there."""
    network = network_in(session, channel.team_id, channel.channel_id) if channel else None
    return network.id if network else None
