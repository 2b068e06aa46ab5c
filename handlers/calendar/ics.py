"""Meetings as a calendar file (RFC 5545). icalendar writes it, and makes people's text harmless there.

It is loaded when the first file is asked for: few processes that start ever need it, and it costs a twentieth of a
second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from handlers.calendar.views import description, summary
from handlers.calendar.zones import described
from handlers.words import Words, unescape
from storage.meetings import Meeting
from storage.topics import Topic

if TYPE_CHECKING:
    from icalendar import Event

Row: TypeAlias = tuple[Meeting, Topic | None]


def calendar(_: Words, rows: Sequence[Row], now: datetime) -> bytes:
    """These meetings of one network, in their order."""
    from icalendar import Calendar

    first, last = rows[0][0], rows[-1][0]
    file = Calendar()
    file.add("prodid", "-//Nettverksbot//NO")
    file.add("version", "2.0")
    # PUBLISH is taken in as it is. REQUEST would ask its reader for an answer, which nobody waits for: the bot asks
    # who is coming in Slack. CANCEL is what takes a meeting out again, and holds for the whole file.
    file.add("method", "CANCEL" if first.cancelled_at else "PUBLISH")
    file.add_component(described(first.network.tz, first.day, last.day))
    for meeting, topic in rows:
        file.add_component(_event(_, meeting, topic, now))
    return bytes(file.to_ical())


def _event(_: Words, meeting: Meeting, topic: Topic | None, now: datetime) -> Event:
    """Calendars know it by its key for ever, and let the higher version count."""
    from icalendar import Event

    network, event = meeting.network, Event()
    event.add("uid", f"{meeting.id}@nettverksbot")
    event.add("sequence", meeting.version)
    event.add("dtstamp", now)
    event.add("dtstart", meeting.starts_at.astimezone(network.tz))
    event.add("dtend", meeting.ends_at.astimezone(network.tz))
    event.add("summary", unescape(summary(_, meeting, topic)))
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    if meeting.place:
        event.add("location", meeting.place)
    event.add("description", unescape(description(_, meeting)))
    return event
