"""What several practices say of a meeting: a line or two each."""

from __future__ import annotations

from handlers.words import Shown, Words, lines
from storage.meetings import Meeting


def when(_: Words, meeting: Meeting) -> Shown:
    """«onsdag 9. desember kl. 09.00–11.00»."""
    day, begins, ends = _.day(meeting.day), _.clock(meeting.begins), _.clock(meeting.ends)
    return _("{day} at {begins}–{ends}", day=day, begins=begins, ends=ends)


def when_and_where(_: Words, meeting: Meeting) -> Shown:
    """Time, place and host: those that there are."""
    return lines(
        _("Time: {when}", when=when(_, meeting)),
        _("Place: {place}", place=meeting.place) if meeting.place else None,
        _("Host: {name}", name=meeting.host.name) if meeting.host and meeting.host.name else None,
    )
