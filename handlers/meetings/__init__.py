"""Meetings (H04, H10): a leader lays out a cycle at once, then adjusts single ones. The plan is in the channel."""

from handlers.practice import Practice

PRACTICE = Practice(listeners=[])
