"""The sandbox's own time: the computer's, plus all the hours somebody has turned it forwards."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Everything in the sandbox follows it: message timestamps, triggers, response URLs, rates, retries of events.

    `ahead` is where it begins, as a distance from the computer's time: a sample workspace begins some days ago.
    """

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.turned = ahead
        self.on_turn: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The moment, as an aware UTC datetime."""
        return datetime.now(UTC) + self.turned

    def turn(self, by: timedelta) -> None:
        """Move the time forwards. Raises ValueError for a negative step: nothing at Slack goes backwards."""
        if by < timedelta():
            raise ValueError(f"the clock turns forwards only, not by {by}")
        self.turned += by
        for told in self.on_turn:
            told()
