"""Hears what anyone does in a round table: has the word, passes, comes late. And does what becomes due of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import live
from handlers.practice import Chore
from handlers.replies import Open, Reply, Say
from handlers.round_tables import views
from handlers.round_tables.refusals import TableFullError, TableOverError
from handlers.visit import Visit
from handlers.words import Shown
from storage import posts, round_tables
from storage.members import member_of, members_begin_next
from storage.networks import alone_in
from storage.round_tables import RoundTable, Seat, open_tables


def done(visit: Visit) -> Reply:
    table = going_on(visit)
    seat = pressed(visit, table)
    did = seat is not None and table.done(seat, visit.now)
    if did and seat and seat.user_id:  # what they asked for is theirs now
        member_of(visit.session, visit.channel, seat.user_id).begins_next = False
    return acted(visit, table)


def later(visit: Visit) -> Reply:
    table = going_on(visit)
    if seat := pressed(visit, table):
        table.later(seat, visit.now)
    return acted(visit, table)


def passes(visit: Visit) -> Reply:
    """Who leads presses for whose turn it is, everybody else for themselves."""
    table = going_on(visit)
    mine = table.seat_of(visit.person.user_id)
    seat = pressed(visit, table) if visit.may("table.unseat") else mine
    has_the_word = seat is not None and seat is table.current
    if seat and table.out(seat, visit.now):
        return acted(visit, table, None if has_the_word else views.passed(visit.words))
    return acted(visit, table, views.not_waiting(visit.words, mine) if seat is mine else None)


def join(visit: Visit) -> Reply:
    """Who has passed, or comes late, gets the word last."""
    table = going_on(visit)
    visit.meet([visit.person.user_id])
    if table.seat_of(visit.person.user_id) is None and len(table.seats) >= RoundTable.SEATS_MAX:
        raise TableFullError
    table.join([Seat(user_id=visit.person.user_id, name="")], visit.now)
    mine = table.seat_of(visit.person.user_id)
    assert mine
    return acted(visit, table, views.joined(visit.words, mine))


def more(visit: Visit) -> Reply:
    """Also where the network rests, and when it is over."""
    return sheet(visit, visit.table)


def begin_next(visit: Visit) -> Reply:
    """Who was cut short asks for it themselves."""
    return _begins(visit, next_time=True)


def not_begin_next(visit: Visit) -> Reply:
    return _begins(visit, next_time=False)


def going_on(visit: Visit) -> RoundTable:
    """The round, alone with whoever does something in it: what others have done meanwhile is seen."""
    alone_in(visit.session, visit.at_work())
    visit.session.expire_all()
    if visit.table.ended_at:
        raise TableOverError
    return visit.table


def pressed(visit: Visit, table: RoundTable) -> Seat | None:
    """The seat that the button was drawn for: of two presses, the later finds that it is somebody else's turn."""
    return next((seat for seat in table.seats if str(seat.number) == visit.heard.text), None)


def acted(visit: Visit, table: RoundTable, told: Shown | None = None) -> Reply:
    """In the channel the message shows by itself what came of it; `told` is what it does not show."""
    if visit.heard.view_id:
        return changed(visit, table, told)
    show_anew(visit.session, table)
    return Say(views.alone(told)) if told else None


def changed(visit: Visit, table: RoundTable, told: Shown | None = None, *, back: bool = False) -> Open:
    """The channel follows, and the person has the sheet."""
    visit.session.flush()
    show_anew(visit.session, table)
    return sheet(visit, table, told, back=back)


def sheet(visit: Visit, table: RoundTable, told: Shown | None = None, *, back: bool = False) -> Open:
    """All about it, as far as it concerns this person."""
    _, session = visit.words, visit.session
    views.by_name(table.seats, visit.asked)
    return Open(
        views.more(
            _,
            table,
            mine=table.seat_of(visit.person.user_id),
            begins_next=visit.person.user_id in members_begin_next(session, visit.channel),
            following=live.then(_, session, table.item, visit.now),
            allows=visit.may,
            now=visit.now,
            told=told,
        ),
        back=back,
    )


def show_anew(session: Session, table: RoundTable) -> None:
    """In the channel."""
    posts.renew(session, table.team_id, "table.table", table.id)


def _begins(visit: Visit, *, next_time: bool) -> Reply:
    _ = visit.words
    visit.at_work()
    member_of(visit.session, visit.channel, visit.person.user_id).begins_next = next_time
    told = _("You begin next time, if you are there.") if next_time else _("You need not begin next time.")
    return sheet(visit, visit.table, told)


def to_sign(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Rounds in which somebody has had their minutes."""
    return [table.id for table in open_tables(session, team_id) if table.signs_at and table.signs_at <= now]


def sign(session: Session, team_id: str, table_id: str, now: datetime) -> None:  # noqa: ARG001 (every chore is asked so)
    """Once for each who has the word."""
    table = session.get_one(RoundTable, (team_id, table_id))
    table.signs_at = None
    show_anew(session, table)


def to_end(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Rounds that nobody has ended."""
    return [table.id for table in open_tables(session, team_id) if table.is_over(now)]


def end(session: Session, team_id: str, table_id: str, now: datetime) -> None:
    """So that who was there is not kept."""
    table = session.get_one(RoundTable, (team_id, table_id))
    alone_in(session, table.network)
    session.refresh(table)
    if table.ended_at is None:
        round_tables.end(session, table, now)
        show_anew(session, table)


CHORES = (Chore(to_sign, sign), Chore(to_end, end))
