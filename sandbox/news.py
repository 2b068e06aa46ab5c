"""Waiting for something to become true: every change in the sandbox wakes whoever waits."""

import threading
import time
from collections.abc import Callable

BLIND = 0.1  # seconds; a condition may also look at what the sandbox cannot see change, such as the bot's database


class News:
    """One lock for the whole sandbox, and the bell that rings after each change made under it."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._bell = threading.Condition(self.lock)
        self.changes = 0  # so far

    def changed(self) -> None:
        """Ring the bell."""
        with self._bell:
            self.changes += 1
            self._bell.notify_all()

    def wait_until(self, condition: Callable[[], object], timeout: float) -> bool:
        """Whether the condition came true within `timeout` seconds of real time. Evaluated without the lock."""
        end = time.monotonic() + timeout
        while True:
            seen = self.changes
            if condition():
                return True
            left = end - time.monotonic()
            if left <= 0:
                return False
            with self._bell:
                if self.changes == seen:
                    self._bell.wait(min(left, BLIND))
