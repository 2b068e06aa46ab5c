"""Announcements (H10, H22): what the bot says of meetings by itself, and how leaders steer it."""

from handlers.announcements import views
from handlers.announcements.plan import CHORES
from handlers.announcements.rules import Kind
from handlers.practice import Practice

PRACTICE = Practice(
    listeners=[],
    posts={
        Kind.TODAY: views.today,
        Kind.PREVIEW: views.preview,
        Kind.NEXT: views.following_one,
        Kind.REMINDER: views.reminder,
        Kind.CALL: views.call,
        Kind.PLANNING: views.planning,
        "announcement.missed": views.missed,
    },
    chores=CHORES,
)
