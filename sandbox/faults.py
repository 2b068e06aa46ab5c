"""Bad days at Slack, ordered by a test: errors, silence, slowness, replies that get lost on the way."""

from dataclasses import dataclass
from threading import RLock
from typing import Literal, get_args

Kind = Literal["ratelimited", "http_error", "slow", "lost_reply", "no_reply_before", "slack_error"]


@dataclass
class Fault:
    """What goes wrong with a method, and how many more times."""

    method: str
    kind: Kind
    times: int
    retry_after: int
    status: int
    seconds: float
    error: str


class Faults:
    """The faults still to come. The method name `response_url` stands for posts to response URLs."""

    def __init__(self, lock: RLock) -> None:
        self._lock = lock
        self._coming: list[Fault] = []

    def add(
        self,
        method: str,
        kind: Kind,
        times: int = 1,
        *,
        retry_after: int = 1,
        status: int = 503,
        seconds: float = 1.0,
        error: str = "fatal_error",
    ) -> None:
        """Order a fault for the next `times` calls of a method.

        ratelimited      429 with Retry-After (seconds), before any effect
        http_error       an answer with this HTTP status that is not JSON, before any effect
        slow             the call takes effect and is answered only after so many seconds
        lost_reply       the call takes effect, then the connection closes without an answer
        no_reply_before  the connection closes before any effect
        slack_error      {"ok": false, "error": …}, before any effect
        """
        if kind not in get_args(Kind):
            raise ValueError(f"{kind!r} is no fault; there are {', '.join(get_args(Kind))}")
        with self._lock:
            self._coming.append(Fault(method, kind, times, retry_after, status, seconds, error))

    def clear(self) -> None:
        """Good weather again."""
        with self._lock:
            self._coming.clear()

    def take(self, method: str) -> Fault | None:
        """The fault this call meets, if any; faults of one method come in the order they were added."""
        if not self._coming:
            return None
        with self._lock:
            fault = next((f for f in self._coming if f.method == method), None)
            if fault:
                fault.times -= 1
                if not fault.times:
                    self._coming.remove(fault)
            return fault
