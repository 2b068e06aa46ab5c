"""Hears what those who lead do: they see who comes, and confirm who came."""

from __future__ import annotations

from handlers.attending import ABOUT, Answer, can_be_confirmed
from handlers.coming import views
from handlers.coming.rules import Turnout, faults
from handlers.meetings import leading as meetings
from handlers.refusals import NotNowError
from handlers.replies import Errors, Open, Reply
from handlers.visit import Visit
from storage import attendance, choices
from storage.meetings import Meeting
from storage.members import participants
from storage.networks import alone_in


def see(visit: Visit) -> Reply:
    """Also where the network rests, and when the meeting is over."""
    meeting = visit.meeting
    answers = choices.those(visit.session, meeting.team_id, ABOUT, meeting.id)
    answered = {one.user_id for one in answers}
    rest = [one for one in participants(visit.session, meeting.network) if one.user_id not in answered]
    return Open(views.who_comes(visit.words, meeting, answers, rest), on_top=True)


def open_attendance(visit: Visit) -> Reply:
    """With what was confirmed before or, the first time, with those who said that they come."""
    network, meeting = visit.at_work(), _held(visit)
    known = attendance.attendance_of(visit.session, meeting)
    if known and (known.attendees or not network.counts_names):
        turnout = Turnout.of(known)
    else:
        answers = choices.those(visit.session, meeting.team_id, ABOUT, meeting.id)
        coming = [one.user_id for one in answers if one.chosen == Answer.YES]
        turnout = Turnout(str(len(coming)), coming)
    return Open(views.form_of_attendance(visit.words, meeting, turnout))


def confirm(visit: Visit) -> Reply:
    """Of two who confirm it at once, the later holds. Where heads are counted no name is kept, whatever the form."""
    _ = visit.words
    network = alone_in(visit.session, visit.at_work())
    meeting, turnout = _held(visit), Turnout.from_form(visit.heard.fields)
    wrong = faults(turnout, visit.meet(turnout.user_ids))
    if wrong:
        return Errors(views.sentences(_, wrong))
    names = (turnout.user_ids, turnout.others) if network.counts_names else ((), ())
    attendance.confirm(visit.session, meeting, turnout.count, *names)
    return meetings.see(visit, _("The attendance is saved."))


def _held(visit: Visit) -> Meeting:
    if not can_be_confirmed(visit.meeting, visit.now):
        raise NotNowError
    return visit.meeting
