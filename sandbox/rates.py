"""Slack's rate limits, per method, workspace and app, by the sandbox's clock. [slack-facts 2]

Slack publishes tiers as "so many or more per minute" and says that short bursts are tolerated. How large a burst may be
is our guess: a whole minute's worth for the tiers, and for chat.postMessage five messages per channel and 300 per
workspace.
"""

from datetime import datetime
from math import ceil

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
SPECIAL_PER_MINUTE = 600  # methods Slack calls "special" without a number (auth.test): our guess
POST_BURST = 5  # messages at once in one channel, then one per second
POST_PER_MINUTE = 300  # "several hundred messages per minute" in a workspace


class Bucket:
    """A token bucket: `size` at once, refilled by `per_second`."""

    def __init__(self, size: float, per_second: float, now: datetime) -> None:
        self.size = self.left = size
        self.per_second = per_second
        self.filled = now

    def wait(self, now: datetime) -> int:
        """Seconds until one may be taken; 0 = now."""
        self.left = min(self.size, self.left + (now - self.filled).total_seconds() * self.per_second)
        self.filled = now
        return 0 if self.left >= 1 else ceil((1 - self.left) / self.per_second)


class Rates:
    """The buckets of all workspaces."""

    def __init__(self, enabled: bool) -> None:
        self.enabled = enabled
        self._buckets: dict[tuple[str, ...], Bucket] = {}

    def retry_after(self, owner: str, method: str, tier: int | str, channel: str, now: datetime) -> int:
        """Take one call of a method. Returns 0, or the seconds of Retry-After when it comes too early."""
        if not self.enabled:
            return 0
        if tier == "post":
            buckets = [
                self._bucket((owner, method), POST_PER_MINUTE, POST_PER_MINUTE / 60, now),
                self._bucket((owner, method, channel), POST_BURST, 1.0, now),
            ]
        else:
            per_minute = PER_MINUTE[tier] if isinstance(tier, int) else SPECIAL_PER_MINUTE
            buckets = [self._bucket((owner, method), per_minute, per_minute / 60, now)]
        wait = max(bucket.wait(now) for bucket in buckets)
        if not wait:
            for bucket in buckets:
                bucket.left -= 1
        return wait

    def _bucket(self, key: tuple[str, ...], size: float, per_second: float, now: datetime) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = Bucket(size, per_second, now)
        return bucket
