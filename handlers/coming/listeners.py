"""Hears whether people come to a meeting."""

from __future__ import annotations

from handlers.announcements.rules import Kind
from handlers.attending import ABOUT, Answer, answer_of
from handlers.coming import views
from handlers.meetings.leading import see
from handlers.refusals import BegunError, CalledOffError
from handlers.replies import Errors, Open, Reply, Say
from handlers.typed import one_line, too_long
from handlers.visit import Visit
from storage import planned
from storage.choices import Choice, choose
from storage.meetings import Meeting


def come(visit: Visit) -> Reply:
    return _answer(visit, Answer.YES)


def come_perhaps(visit: Visit) -> Reply:
    return _answer(visit, Answer.MAYBE)


def open_form(visit: Visit) -> Reply:
    visit.at_work()
    meeting = _to_come(visit)
    mine = answer_of(visit.session, meeting, visit.person)
    return Open(views.form_to_decline(visit.words, meeting, mine.word if mine else ""))


def decline(visit: Visit) -> Reply:
    visit.at_work()
    meeting, word = _to_come(visit), one_line(visit.heard.fields["word"])
    if len(word) > Choice.WORD_MAX:
        return Errors({"word": too_long(visit.words, Choice.WORD_MAX, len(word))})
    anew = _write(visit, meeting, Answer.NO, word)
    return see(visit, views.noted(visit.words, anew))


def _answer(visit: Visit, answer: Answer) -> Reply:
    """Who pressed in the direct message sees their answer there."""
    visit.at_work()
    meeting = _to_come(visit)
    anew = _write(visit, meeting, answer)
    if visit.heard.view_id:
        return see(visit, views.noted(visit.words, anew))
    if anew and visit.heard.channel_id is None:
        return None
    mine = answer_of(visit.session, meeting, visit.person)
    assert mine
    return Say(views.answered(visit.words, meeting, mine, anew))


def _write(visit: Visit, meeting: Meeting, answer: Answer, word: str = "") -> bool:
    """Another answer takes the place of the first. False if it is the same."""
    anew = choose(visit.session, meeting.network, ABOUT, meeting.id, visit.person.user_id, answer, word)
    if anew:
        about = visit.session, meeting.team_id, [meeting.id]
        planned.renew_about(*about, view=Kind.PREVIEW)
        planned.renew_about(*about, view=Kind.PLANNING)
        planned.renew_about(*about, view=Kind.COMING, to=visit.person.user_id)
    return anew


def _to_come(visit: Visit) -> Meeting:
    """The meeting, if one can still say whether one comes."""
    meeting = visit.meeting
    if meeting.cancelled_at:
        raise CalledOffError
    if meeting.starts_at <= visit.now:
        raise BegunError
    return meeting
