"""The programme of a meeting: what is on its agenda, each item with its clock time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from handlers import blocks as b
from handlers.blocks import Block
from handlers.words import Shown, Words, escape
from storage.agendas import Item
from storage.meetings import Meeting
from storage.topics import Topic

SHOWN = 20  # items
ROOM = 4_500  # characters: with more, and all else that a message says, it would not pass the socket


@dataclass(frozen=True)
class Timed:
    """An item, and the moments in which it begins and ends."""

    item: Item
    begins: datetime
    ends: datetime


def timed(meeting: Meeting, items: Sequence[Item]) -> list[Timed]:
    """Reckoned with moments, so that midnight and the clock's changes are right."""
    found, begins = [], meeting.starts_at
    for item in items:
        ends = begins + timedelta(minutes=item.minutes)
        found.append(Timed(item, begins, ends))
        begins = ends
    return found


def programme(
    _: Words, meeting: Meeting, items: Sequence[Item], topic: Topic | None, *, in_short: bool = False
) -> list[Block]:
    """As much as fits, then how many more. Nothing, if there is no agenda."""
    tz, rows, room = meeting.network.tz, [], ROOM
    for one in timed(meeting, items)[:SHOWN]:
        row = line(_, one, topic, tz) if in_short else _whole(_, one, topic, tz)
        room -= len(row)
        if room < 0:
            break
        rows.append(row)
    if not rows:
        return []
    rest = len(items) - len(rows)
    return [
        b.quiet(_("Programme")),
        *(b.said(part) for part in _parts(rows)),
        *([b.quiet(_.many("and {n} more", "and {n} more", rest))] if rest else []),
    ]


def line(_: Words, one: Timed, topic: Topic | None, tz: tzinfo) -> Shown:
    """«09.20 Samtykke (50 min)»."""
    begins, title = clock(_, one.begins, tz), title_of(_, one.item, topic)
    return _("{begins} {title} ({minutes} min)", begins=begins, title=title, minutes=one.item.minutes)


def title_of(_: Words, item: Item, topic: Topic | None) -> str:
    """Its own; or the topic's, if that is what it is about. `topic`: of the meeting."""
    return item.title or (topic.name[: Item.TITLE_MAX] if topic else _("Topic"))


def clock(_: Words, moment: datetime, tz: tzinfo) -> Shown:
    """What the clock on the wall shows then."""
    return _.clock(moment.astimezone(tz).time())


def _whole(_: Words, one: Timed, topic: Topic | None, tz: tzinfo) -> Shown:
    """With how, and who sees to it, in the same line."""
    more = (escape(text) for text in (one.item.method, one.item.responsible) if text)
    return Shown(" · ".join([line(_, one, topic, tz), *more]))


def _parts(rows: Sequence[Shown]) -> list[Shown]:
    """The rows below each other, in as few sections as hold them."""
    parts = [rows[0]]
    for row in rows[1:]:
        joined = Shown(f"{parts[-1]}\n{row}")
        parts = [*parts[:-1], joined] if len(joined) <= b.SECTION_MAX else [*parts, row]
    return parts
