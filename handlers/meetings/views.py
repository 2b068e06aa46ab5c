"""Shows meetings."""

from __future__ import annotations

from handlers.words import Shown, Words
from storage.meetings import Meeting


def when(_: Words, meeting: Meeting) -> Shown:
    """«onsdag 9. desember kl. 09.00–11.00»."""
    day, begins, ends = _.day(meeting.day), _.clock(meeting.begins), _.clock(meeting.ends)
    return _("{day} at {begins}–{ends}", day=day, begins=begins, ends=ends)
