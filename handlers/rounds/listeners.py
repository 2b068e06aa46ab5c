"""Hears what anyone does with a round: answers it, and looks at it. And does what becomes due of it by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.practice import Chore
from handlers.refusals import RoundClosedError
from handlers.replies import Errors, Open, Reply
from handlers.rounds import forms, rules, views
from handlers.rounds.kinds import questions_of
from handlers.rounds.results import pages, results_of, texts_on
from handlers.typed import too_long
from handlers.visit import Visit, need_names
from handlers.words import Shown
from storage import posts, rounds
from storage.networks import alone_in
from storage.organisations import organisation_of
from storage.rounds import Round, RoundClosing, Visibility


def open_answer(visit: Visit) -> Reply:
    """The form; of an anonymous round that one has answered, what that means."""
    _, asked = visit.words, still_open(visit)
    is_anonymous = asked.visibility is Visibility.ANONYMOUS
    if is_anonymous and rounds.has_answered(visit.session, asked, visit.person):
        return sheet(visit, asked, _final(visit))
    answers = {} if is_anonymous else rounds.answers_by(visit.session, asked, visit.person)
    return Open(forms.form_to_answer(_, asked, questions_of(_, asked), answers))


def answer(visit: Visit) -> Reply:
    """While it is open: what comes with its closing is refused, and stays in the form."""
    _ = visit.words
    rounds.hold(visit.session, visit.round, alone=False)
    asked = still_open(visit)
    questions = questions_of(_, asked)
    given = rules.given(questions, visit.heard.fields)
    if not given:
        return Errors({questions[0].name: _("Answer at least one of the questions.")})
    if lengths := rules.too_long(given):
        return Errors({name: too_long(_, Round.ANSWER_MAX, length) for name, length in lengths.items()})
    if rounds.answer(visit.session, asked, visit.person, given):
        show_anew(visit.session, asked)
    elif asked.visibility is Visibility.ANONYMOUS:
        return sheet(visit, asked, _final(visit))
    if asked.visibility is Visibility.ANONYMOUS:
        return sheet(visit, asked, _("Your answer is in. It is final, and nobody can tell that it is yours."))
    return sheet(visit, asked, _("Your answers are saved. You can change them until the round closes."))


def more(visit: Visit) -> Reply:
    """Also where the network rests, and when it is closed."""
    return sheet(visit, visit.round)


def turn(visit: Visit) -> Reply:
    """To another page of the answers."""
    return sheet(visit, visit.round, number=int(visit.heard.text))


def promise(visit: Visit) -> Reply:
    return Open(views.promise(visit.words, visit.round), on_top=True)


def still_open(visit: Visit) -> Round:
    visit.at_work()
    if not visit.round.is_open(visit.now):
        raise RoundClosedError
    return visit.round


def sheet(visit: Visit, asked: Round, told: Shown | None = None, number: int = 1) -> Open:
    """All about it, as far as this person may see it."""
    _, session = visit.words, visit.session
    reads = asked.is_shown and visit.may("round.read", asked)
    results = results_of(_, session, asked) if reads else None
    number = min(number, pages(results or []))
    need_names((answer.person for answer in texts_on(results or [], number)), visit.asked)
    is_anonymous = asked.visibility is Visibility.ANONYMOUS
    return Open(
        views.more(
            _,
            asked,
            said=rounds.count(session, asked),
            answers={} if is_anonymous else rounds.answers_by(session, asked, visit.person),
            is_final=is_anonymous and rounds.has_answered(session, asked, visit.person),
            results=results,
            number=number,
            now=visit.now,
            allows=visit.may,
            told=told,
        )
    )


def show_anew(session: Session, asked: Round) -> None:
    """In the channel."""
    if asked.meeting_id:
        posts.renew(session, asked.team_id, "meeting.evaluation", asked.meeting_id)
    else:
        posts.renew(session, asked.team_id, "round.round", asked.id)


def _final(visit: Visit) -> Shown:
    _ = visit.words
    return _("You have answered already. Anonymous answers are final, so that one counts.")


def to_open(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Rounds whose time has come."""
    return rounds.to_open(session, team_id, now)


def begin(session: Session, team_id: str, round_id: str, now: datetime) -> None:  # noqa: ARG001 (every chore is asked so)
    """Who may read it, and from how many on, is what holds now."""
    asked = session.get_one(Round, (team_id, round_id))
    alone_in(session, asked.network)
    session.refresh(asked)
    if not asked.has_opened:
        asked.open(organisation_of(session, team_id).fewest_shown)
        show_anew(session, asked)


def to_settle(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Rounds that are closed, by time or by hand, and not counted up."""
    return rounds.to_settle(session, team_id, now)


def settle(session: Session, team_id: str, round_id: str, now: datetime) -> None:
    """Count it up, and let the channel see what came of it."""
    asked = session.get_one(Round, (team_id, round_id))
    alone_in(session, asked.network)
    rounds.settle(session, asked, asked.closed_by(now) or RoundClosing.TIME)
    show_anew(session, asked)
    if asked.meeting_id is None and asked.had_their_say:
        posts.want(session, "round.summary", asked.id, channel=asked.network.channel, now=now)


CHORES = (Chore(to_open, begin), Chore(to_settle, settle, deletes=rounds.TIED))
