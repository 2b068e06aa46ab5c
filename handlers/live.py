"""What can be begun from an item of the agenda, in the meeting itself: a round table, or thinking time."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy.orm import Session

from handlers import blocks as b
from handlers.blocks import Block, Button
from handlers.programme import title_of
from handlers.refusals import CancelledError, ItemRemovedError, MeetingOverError, TooEarlyError
from handlers.words import LANGUAGES, Shown, Words
from storage.agendas import Item, agenda_of
from storage.meetings import Meeting, meetings_since, topic_of
from storage.networks import Network
from storage.wall_time import day_of


class Way(Enum):
    """How a part of a meeting is done, where the bot can help with it."""

    THINKING = auto()
    TABLE = auto()


def name_of(_: Words, way: Way) -> Shown:
    return {Way.TABLE: _("Round table"), Way.THINKING: _("Thinking time")}[way]


def ways_of(item: Item) -> list[Way]:
    """By its method or its title, which name it in one of our languages. Of several, one begins with the first."""
    said = f"{item.method} {item.title}".casefold()
    return [way for way in Way if any(name.casefold() in said for name in _names(way))]


def question_of(item: Item, topic_name: str) -> str:
    """What it is about: its title, or the meeting's topic where that only names the way it is done."""
    is_named = item.title.casefold() in {name.casefold() for way in Way for name in _names(way)}
    return topic_name[: Item.TITLE_MAX] if is_named or not item.title else item.title


def may_begin(meeting: Meeting, now: datetime) -> bool:
    """On its day, until it is over."""
    is_on = meeting.day <= day_of(now, meeting.network.tz) and now < meeting.ends_at
    return is_on and meeting.cancelled_at is None and meeting.network.is_awake


def on_now(item: Item, now: datetime) -> Meeting:
    """The item's meeting, if what is on its agenda can be begun. Raises a refusal if not."""
    meeting = item.meeting
    if item.removed_at or meeting is None:
        raise ItemRemovedError
    if meeting.cancelled_at:
        raise CancelledError
    if meeting.ends_at <= now:
        raise MeetingOverError
    if not may_begin(meeting, now):
        raise TooEarlyError
    return meeting


def meeting_now(session: Session, network: Network, now: datetime) -> Meeting | None:
    """The one that is held now, also over midnight, or will be today."""
    those = meetings_since(session, network, day_of(now, network.tz) - timedelta(days=1))
    return next((meeting for meeting in those if may_begin(meeting, now)), None)


def button_of(_: Words, item: Item) -> Button | None:
    """What begins it, if the bot can help with it."""
    match ways_of(item):
        case [Way.TABLE, *_rest]:
            return b.button(_("Start the round"), "table.from_item", item.id)
        case [Way.THINKING, *_rest]:
            return b.button(_("Start the thinking time"), "thinking.from_item", item.id)
    return None


def then(_: Words, session: Session, item: Item | None, now: datetime) -> list[Block]:
    """What comes on the agenda after an item that is done, with what begins it. Buttons are for those who lead."""
    if item is None or item.meeting is None or not may_begin(item.meeting, now):
        return []
    those = agenda_of(session, item.meeting)
    following = next((one for one in those if one.position > item.position), None)
    if following is None:
        return []
    title = title_of(_, following, topic_of(session, item.meeting))
    said = _("Next on the agenda: {title} ({minutes} min)", title=title, minutes=following.minutes)
    begins = button_of(_, following)
    return [b.said_beside(said, begins) if begins else b.said(said)]


def _names(way: Way) -> list[str]:
    return [name_of(Words(language), way) for language in LANGUAGES]
