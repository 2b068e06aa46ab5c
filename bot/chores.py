"""Does the practices' chores: what becomes due by itself. And leaves a sign that it looked for them."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from functools import partial

from sqlalchemy.orm import Session

from bot.clock import Clock
from handlers.practice import Chore
from storage import heartbeats
from storage.database import Database

BEAT = 30.0  # seconds between two heartbeats

log = logging.getLogger(__name__)


class Chores:
    """In one workspace. Of several processes that do a chore at once, the later finds it done."""

    def __init__(self, database: Database, clock: Clock, team_id: str, chores: Sequence[Chore]) -> None:
        self._database = database
        self._clock = clock
        self._team_id = team_id
        self._chores = chores
        self._next_heartbeat = 0.0  # monotonic seconds
        # What a process before this one has deleted, and perhaps no more than that.
        self._to_forget = {table for chore in chores for table in chore.deletes}

    def do(self) -> None:
        """All that is due now."""
        if time.monotonic() >= self._next_heartbeat:
            self._next_heartbeat = time.monotonic() + BEAT
            self._database.write(lambda session: heartbeats.beat(session, self._team_id))
        for chore in self._chores:
            with self._database.reading() as session:
                found = chore.find(session, self._team_id, self._clock.now())
            for key in found:
                self._guarded(partial(self._do, chore, key), key)
            self._to_forget |= set(chore.deletes if found else ())
        if self._to_forget and self._database.forget_deleted(self._to_forget):
            self._to_forget = set()

    def _do(self, chore: Chore, key: str, session: Session) -> None:
        chore.do(session, self._team_id, key, self._clock.now())

    def _guarded(self, work: partial[None], key: str) -> None:
        """One that we fail at must not keep the others, and the posts, waiting."""
        try:
            self._database.write(work)
        except Exception:  # the delivery loop's own net
            log.exception("failed at a chore for %s", key)
