"""Hears what those who lead make of an evaluation: pick what the channel sees, and write down how it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.announcements.plan import plan
from handlers.announcements.rules import Kind
from handlers.evaluating import PICKED_MAX, TEXTS
from handlers.evaluations import views
from handlers.evaluations.rules import Notes, on_page, pages, too_long, too_many
from handlers.meetings import leading as meetings
from handlers.practice import Chore
from handlers.refusals import NotAllowedError, NotBegunError, UnreadError
from handlers.replies import Errors, Open, Reply
from handlers.roles import LEADING, MAY
from handlers.visit import Visit
from storage import evaluations, planned, posts
from storage.evaluations import Evaluation, notes_of, notes_to_write, texts_in
from storage.meetings import Meeting, following
from storage.networks import Network, Volume, alone_in
from storage.people import Person
from storage.rounds import Round, RoundAnswer, evaluation_of


def open_pick(visit: Visit) -> Reply:
    asked, texts = _read(visit)
    return Open(views.form_to_pick(visit.words, asked, texts))


def pick(visit: Visit) -> Reply:
    """A page of them; then the next one."""
    _, session = visit.words, visit.session
    alone_in(session, visit.at_work())
    asked, texts = _read(visit)
    number, chosen = visit.heard.version, visit.heard.fields.get("picked", ())
    if asked.network.volume is not Volume.QUIET:
        if too_many(texts, number, chosen):
            return Errors({"picked": _("Choose fewer: the channel sees at most {n} in all.", n=PICKED_MAX)})
        for text in on_page(texts, number):
            text.is_picked = text.id in chosen
        if asked.meeting:
            _tell_anew(session, asked.meeting, visit.now)
    if number < pages(texts):
        return Open(views.form_to_pick(_, asked, texts, number + 1))
    return Open(views.picked(_, [text for text in texts if text.is_picked]))


def open_form(visit: Visit) -> Reply:
    visit.at_work()
    meeting, notes = _begun(visit), notes_of(visit.session, visit.meeting)
    return Open(views.form_to_write(visit.words, meeting, Notes.of(notes), notes.version if notes else 0))


def write(visit: Visit) -> Reply:
    """Of two leaders who write at once the later is told, and keeps what they have put in."""
    _, session = visit.words, visit.session
    alone_in(session, visit.at_work())
    session.refresh(visit.meeting)
    meeting, typed = _begun(visit), Notes.from_form(visit.heard.fields)
    known = notes_of(session, meeting)
    if typed == Notes.of(known):
        return meetings.see(visit)
    if lengths := too_long(typed):
        return Errors(views.sentences(_, lengths))
    notes = known or notes_to_write(session, meeting.team_id, meeting.id)
    if visit.heard.version != notes.version:
        form = views.form_to_write(_, meeting, typed, notes.version, changed_by=_changer(visit, notes))
        return Open(form)
    typed.write(notes)
    notes.version, notes.changed_by = notes.version + 1, visit.person.user_id
    _tell_anew(session, meeting, visit.now)
    return meetings.see(visit, _("What you wrote is saved."))


def _read(visit: Visit) -> tuple[Round, list[RoundAnswer]]:
    """The round and what was written in it, to who may read and pick: also of an open one only those who lead."""
    asked = visit.round
    if visit.person not in asked.readers or not visit.roles & LEADING:
        who = MAY["evaluation.pick"].who
        raise NotAllowedError(who, visit.channel, visit.network, visit.the_network.leaders)
    if not (asked.is_settled and asked.is_shown):
        raise UnreadError
    return asked, texts_in(visit.session, asked, TEXTS)


def _begun(visit: Visit) -> Meeting:
    meetings.not_cancelled(visit.meeting)
    if visit.now < visit.meeting.starts_at:
        raise NotBegunError
    return visit.meeting


def _changer(visit: Visit, notes: Evaluation) -> str:
    """The name of who wrote last, as far as it is known."""
    changer = visit.session.get(Person, (notes.team_id, notes.changed_by)) if notes.changed_by else None
    return changer.name or "" if changer else ""


def _tell_anew(session: Session, meeting: Meeting, now: datetime) -> None:
    """In the summary, which may come after all; in the next preview; and to those who lead."""
    session.flush()
    plan(session, meeting.network, now)
    comes, _is_off = following(session, meeting)
    planned.renew_about(session, meeting.team_id, [meeting.id], view=Kind.NEXT)
    planned.renew_about(session, meeting.team_id, [meeting.id], view=Kind.EVALUATION)
    if comes:
        planned.renew_about(session, meeting.team_id, [comes.id], view=Kind.PREVIEW)


def to_tell(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Meetings whose evaluation is counted up."""
    return evaluations.to_tell(session, team_id, now)


def tell(session: Session, team_id: str, meeting_id: str, now: datetime) -> None:
    """Those who may read it what came of it, once."""
    meeting = session.get_one(Meeting, (team_id, meeting_id))
    network = alone_in(session, meeting.network)
    asked, notes = evaluation_of(session, meeting), notes_to_write(session, team_id, meeting_id)
    if asked is None or notes.told_at:
        return
    notes.told_at = now
    for leader in _readers(network, asked):
        posts.tell(session, "evaluation.results", asked.id, to=leader.user_id, channel=network.channel, now=now)
    _tell_anew(session, meeting, now)


def _readers(network: Network, asked: Round) -> list[Person]:
    return [leader for leader in asked.readers if leader in network.leaders and leader.wants_leads]


CHORES = (Chore(to_tell, tell),)
