"""What the listeners of agendas stand on: a meeting whose agenda can be changed, and how that is shown."""

from __future__ import annotations

from handlers.agenda import views
from handlers.announcements import plan
from handlers.refusals import CancelledError, MeetingOffError, MeetingOverError
from handlers.replies import Open
from handlers.visit import Visit
from handlers.words import Shown
from storage.agendas import Item, agenda_of, carried, template_of
from storage.meetings import Meeting, coming_meetings, topic_of
from storage.networks import alone_in
from storage.topics import questions_about


def held(visit: Visit) -> Meeting:
    """The meeting, if it is not cancelled."""
    visit.at_work()
    if visit.meeting.cancelled_at:
        raise CancelledError
    return visit.meeting


def alone(visit: Visit) -> Meeting:
    """The same, alone with whoever changes an agenda: what others have done to it meanwhile is seen."""
    alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.subject)
    visit.session.refresh(visit.meeting)
    return held(visit)


def not_over(visit: Visit, meeting: Meeting) -> Meeting:
    """The meeting, if its agenda can still be changed."""
    if meeting.ends_at <= visit.now:
        raise MeetingOverError
    return meeting


def taking_place(visit: Visit) -> Meeting:
    """The meeting, for what anybody does to it: if it will take place, or does now."""
    visit.at_work()
    if visit.meeting.cancelled_at:
        raise MeetingOffError
    return not_over(visit, visit.meeting)


def next_after(visit: Visit, meeting: Meeting) -> Meeting | None:
    """The meeting that takes up what this one did not reach."""
    coming = coming_meetings(visit.session, meeting.network, visit.now)
    return next((one for one in coming if one.starts_at > meeting.starts_at), None)


def changed(visit: Visit, meeting: Meeting) -> None:
    """What shows the agenda follows."""
    visit.session.flush()
    plan.changed(visit.session, meeting, visit.now)


def agenda(
    visit: Visit, meeting: Meeting, told: Shown | None = None, *, removed: Item | None = None, back: bool = False
) -> Open:
    """The agenda, as it is now. `told`: what was done just now."""
    items, topic = agenda_of(visit.session, meeting), topic_of(visit.session, meeting)
    shown = views.agenda(
        visit.words,
        meeting,
        items,
        topic=topic,
        questions=questions_about(visit.session, topic) if topic else [],
        carried=carried(visit.session, items),
        to_carry=next_after(visit, meeting) is not None,
        has_template=bool(template_of(visit.session, meeting.network)),
        now=visit.now,
        told=told,
        removed=removed,
    )
    return Open(shown, back=back)
