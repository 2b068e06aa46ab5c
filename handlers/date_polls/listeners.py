"""Hears what anyone does with a date poll: answers it, and looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.date_polls import forms, views
from handlers.practice import Chore
from handlers.refusals import PollClosedError
from handlers.replies import Open, Reply
from handlers.visit import Visit
from handlers.words import Shown
from storage import posts
from storage.date_polls import Answer, DatePoll, answered, answers_of, answers_to, counts_of, overtaken
from storage.meetings import topic_of
from storage.networks import alone_in


def open_answer(visit: Visit) -> Reply:
    poll = still_open(visit)
    answers = answers_of(visit.session, poll, visit.person)
    topic = topic_of(visit.session, poll.meeting)
    return Open(forms.form_to_answer(visit.words, poll, topic, poll.ahead(visit.now), answers))


def answer(visit: Visit) -> Reply:
    """To each day that the form has shown and that is not over by now."""
    _, poll, fields = visit.words, still_open(visit), visit.heard.fields
    given = [(day, Answer(fields[day.id])) for day in poll.ahead(visit.now) if day.id in fields]
    changed = [answered(visit.session, poll, day, visit.person, chosen) for day, chosen in given]
    if any(changed):
        posts.renew(visit.session, poll.team_id, "date_poll.poll", poll.id)
    return sheet(visit, poll, _("Your answers are saved. You can change them until a day is chosen."))


def more(visit: Visit) -> Reply:
    """Also where the network rests, and when the poll is closed."""
    return sheet(visit, visit.poll)


def still_open(visit: Visit) -> DatePoll:
    visit.at_work()
    if visit.poll.closed_by(visit.now):
        raise PollClosedError
    return visit.poll


def sheet(visit: Visit, poll: DatePoll, told: Shown | None = None) -> Open:
    """All about it, as far as this person may see it."""
    leads = visit.may("date_poll.pick")
    return Open(
        views.more(
            visit.words,
            poll,
            topic=topic_of(visit.session, poll.meeting),
            answers=answers_of(visit.session, poll, visit.person),
            counts=counts_of(visit.session, poll),
            names={day.id: answers_to(visit.session, day) for day in poll.days} if leads else {},
            now=visit.now,
            allows=visit.may,
            told=told,
        )
    )


def left_behind(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Polls that something has overtaken: their meeting is cancelled or moved, or its time has come."""
    return overtaken(session, team_id, now)


def shut(session: Session, team_id: str, poll_id: str, now: datetime) -> None:
    """So that the message says so, and it stays so."""
    poll = session.get_one(DatePoll, (team_id, poll_id))
    alone_in(session, poll.network)
    session.refresh(poll)
    poll.closing = poll.closed_by(now)
    posts.renew(session, team_id, "date_poll.poll", poll_id)


CHORES = (Chore(left_behind, shut),)
