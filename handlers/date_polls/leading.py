"""Hears what leaders do with a date poll: ask, choose a day, or end it without."""

from __future__ import annotations

from dataclasses import replace

from handlers.date_polls import forms
from handlers.date_polls.listeners import sheet, still_open
from handlers.date_polls.rules import best_first, faults, proposed, slots_from, write
from handlers.meetings.entry import Entry
from handlers.meetings.leading import change, not_begun, not_cancelled
from handlers.refusals import NotThereAnyMoreError, PollOpenError
from handlers.replies import Errors, Open, Reply
from handlers.visit import Visit
from storage import posts
from storage.base import new_id
from storage.date_polls import Closing, DatePoll, counts_of, open_poll, poll_from
from storage.meetings import Meeting, topic_of
from storage.networks import alone_in


def open_form(visit: Visit) -> Reply:
    """The form; or the poll, if one is open."""
    meeting = _to_come(visit)
    poll = open_poll(visit.session, meeting, visit.now)
    if poll:
        return sheet(visit, poll)
    return Open(forms.form_to_ask(visit.words, meeting, proposed(meeting, visit.now)))


def ask(visit: Visit) -> Reply:
    """A form that was accepted before is the same poll."""
    _, session = visit.words, visit.session
    alone_in(session, visit.at_work())
    session.refresh(visit.meeting)
    meeting = _to_come(visit)
    slots = slots_from(visit.heard.fields)
    wrong = faults(slots, meeting, visit.now)
    if wrong:
        return Errors(forms.sentences(_, wrong))
    poll = poll_from(session, meeting.team_id, visit.heard.message)
    if poll and poll.closed_by(visit.now):
        return sheet(visit, poll)
    if poll is None:
        poll = _begun(visit, meeting)
    if write(poll, [*slots.values()]):
        session.flush()
        posts.want(session, "date_poll.poll", poll.id, channel=visit.channel, now=visit.now)
    return sheet(visit, poll, _("The channel is asked. When enough have answered, you choose the day here."))


def open_pick(visit: Visit) -> Reply:
    poll = still_open(visit)
    counts = counts_of(visit.session, poll)
    days = best_first(poll.ahead(visit.now), counts)
    return Open(forms.form_to_pick(visit.words, poll, topic_of(visit.session, poll.meeting), days, counts))


def pick(visit: Visit) -> Reply:
    """The meeting moves there, as if its day had been edited. Of two who choose at once, the first has chosen."""
    _, poll = visit.words, _alone_with_poll(visit)
    day = next((day for day in poll.days if day.id == visit.heard.fields["day"]), None)
    if day is None:
        raise NotThereAnyMoreError
    if poll.picked_id == day.id:
        return sheet(visit, poll)
    still_open(visit)
    if day.starts_at <= visit.now:
        return Errors({"day": _("That is over already. Choose a later day.")})
    poll.closing, poll.picked_id = Closing.PICKED, day.id
    meeting = poll.meeting
    entry = replace(Entry.of(meeting, topic_of(visit.session, meeting)), day=day.day, begins=day.begins)
    told = change(visit, meeting, entry, is_known=True)
    posts.renew(visit.session, poll.team_id, "date_poll.poll", poll.id)
    return sheet(visit, poll, told or _("The meeting stays on its day."))


def close(visit: Visit) -> Reply:
    """Without a day. Once it is closed, it stays as it was closed."""
    poll = _alone_with_poll(visit)
    if poll.closed_by(visit.now) is None:
        poll.closing = Closing.GIVEN_UP
        posts.renew(visit.session, poll.team_id, "date_poll.poll", poll.id)
    return sheet(visit, poll)


def _to_come(visit: Visit) -> Meeting:
    visit.at_work()
    not_cancelled(visit.meeting)
    return not_begun(visit)


def _begun(visit: Visit, meeting: Meeting) -> DatePoll:
    """One at a time: the answers to two would not fit together."""
    if open_poll(visit.session, meeting, visit.now):
        raise PollOpenError
    poll = DatePoll(
        team_id=meeting.team_id,
        id=new_id(),
        meeting=meeting,
        view_id=visit.heard.message,
        day=meeting.day,
        begins=meeting.begins,
    )
    visit.session.add(poll)
    return poll


def _alone_with_poll(visit: Visit) -> DatePoll:
    """As it is once others have finished with it."""
    alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.poll)
    visit.session.refresh(visit.poll.meeting)
    return visit.poll
