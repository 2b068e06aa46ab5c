"""The workspace's clock, turned by hand: post by post, so that the bot lives through the time it passes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.yard import Sandbox

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
PATIENCE = 10.0  # seconds of real time for the bot to post what is due


class Turning:
    """Turns the clock of a sandbox. `upcoming` gives the moment of the bot's next post that is not posted yet."""

    def __init__(self, yard: "Sandbox", upcoming: Callable[[], datetime | None]) -> None:
        self._yard = yard
        self.upcoming = upcoming
        self._turning = Lock()

    @property
    def is_planned(self) -> bool:
        """Whether a post is still to come, besides those that are on their way."""
        due = self.upcoming()
        return due is not None and due > self._yard.clock.now()

    def turn(self, by: str) -> None:
        """By an `hour`, a `day` or a `week`, or to the `next` post. Other words do nothing; one turn at a time."""
        with self._turning:
            self._turn(by)

    def _turn(self, by: str) -> None:
        self._settled()
        now = self._yard.clock.now()
        target = self.upcoming() if by == "next" else now + STEPS.get(by, timedelta())
        if target is None:
            return
        while (due := self.upcoming()) and due <= target:
            self._to(due)
            if not self._settled():
                break  # the bot does not get it posted: the clock goes on all the same
        self._to(target)

    def _to(self, moment: datetime) -> None:
        self._yard.clock.turn(max(moment - self._yard.clock.now(), timedelta()))

    def _settled(self) -> bool:
        """Wait until the bot has posted what is due."""
        return self._yard.news.wait_until(self._nothing_due, PATIENCE)

    def _nothing_due(self) -> bool:
        due = self.upcoming()
        return due is None or due > self._yard.clock.now()
