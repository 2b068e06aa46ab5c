"""Hears who wants meetings in their calendar. Also where the network rests: a file changes nothing there."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.blocks import Message
from handlers.calendar import views
from handlers.calendar.ics import calendar
from handlers.replies import Reply, Say, Send
from handlers.visit import Visit
from handlers.words import Shown, escape, unescape
from storage.calendar_files import is_new_wish
from storage.meetings import Meeting, coming_meetings, topic_of


def get(visit: Visit) -> Reply:
    """A cancelled one too, so that calendars let go of it."""
    _, meeting = visit.words, visit.meeting
    title = views.summary(_, meeting, topic_of(visit.session, meeting))
    return _sent(visit, meeting.id, [meeting], title, views.one(_, meeting))


def get_all(visit: Visit) -> Reply:
    """All that will still begin."""
    _, network = visit.words, visit.the_network
    meetings = coming_meetings(visit.session, network, visit.now)
    if not meetings:
        return Say(views.nothing(_))
    return _sent(visit, network.id, meetings, escape(network.name), views.several(_, network, len(meetings)))


def _sent(visit: Visit, subject_id: str, meetings: Sequence[Meeting], title: Shown, message: Message) -> Reply:
    """The file, unless this very press of the button has brought it already."""
    if not is_new_wish(visit.session, visit.the_network, visit.person, subject_id, visit.heard.press):
        return None
    rows = [(meeting, topic_of(visit.session, meeting)) for meeting in meetings]
    return Send(
        name=f"{'_'.join(sorted({meeting.day.isoformat() for meeting in (meetings[0], meetings[-1])}))}.ics",
        title=unescape(title),
        content=calendar(visit.words, rows, visit.now),
        message=message,
        told=views.on_its_way(visit.words),
        failed=views.failed(visit.words),
    )
