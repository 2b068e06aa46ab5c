"""The one place that knows what time it is, and the metronome that makes time pass for delivery."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger(__name__)


class Clock(Protocol):
    """Tells the moment, in UTC. The sandbox has one that can be turned."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Metronome:
    """Does one piece of work whenever the bell rings: each second by APScheduler, and at once when `ring` is called.

    The work runs in a thread of its own, never twice at a time; rings while it runs are one more run. Work that says
    it left something (True) is done again soon.
    """

    SOON = 0.1  # seconds

    def __init__(self, work: Callable[[], bool], seconds: float = 1.0) -> None:
        self._work = work
        self._bell = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._scheduler.add_job(
            self.ring, "interval", seconds=seconds, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # else a line each second

    def start(self) -> None:
        self._thread.start()
        self._scheduler.start()
        self.ring()

    def ring(self) -> None:
        self._bell.set()

    def stop(self) -> None:
        """Ends after the run that is under way, if it was ever started."""
        if not self._thread.is_alive():
            return
        self._ended.set()
        self._scheduler.shutdown(wait=True)
        self.ring()
        self._thread.join()

    def _run(self) -> None:
        left = False
        while True:
            self._bell.wait(self.SOON if left else None)
            self._bell.clear()
            if self._ended.is_set():
                return
            left = self._try()

    def _try(self) -> bool:
        """A database that is away for a while must not end the thread: at the next beat it may be back."""
        try:
            return self._work()
        except Exception:  # the delivery loop's own net
            log.exception("failed at a beat")
            return False
