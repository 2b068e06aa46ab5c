"""Announcements (H10, H22): what the bot says of meetings by itself, and how leaders steer it."""

from handlers.announcements.plan import CHORES
from handlers.practice import Practice

PRACTICE = Practice(listeners=[], chores=CHORES)
