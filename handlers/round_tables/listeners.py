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
from handlers.visit import Visit, need_names
from handlers.words import Shown
from storage import posts, round_tables
from storage.members import member_of, members_begin_next
from storage.networks import alone_in
from storage.round_tables import RoundTable, Seat, open_tables


def done(visit: Visit) -> Reply:
    table = going_on(visit)
    seat = table.numbered(visit.heard.text)
    did = seat is not None and table.done(seat, visit.now)
    if table.began_with:
        round_tables.forget_beginners(visit.session, table)
    return acted(visit, table, did=did)


def later(visit: Visit) -> Reply:
    table = going_on(visit)
    seat = table.numbered(visit.heard.text)
    return acted(visit, table, did=seat is not None and table.later(seat, visit.now))


def passes(visit: Visit) -> Reply:
    """For oneself, also before one's turn."""
    table = going_on(visit)
    mine = table.seat_of(visit.person.user_id)
    has_the_word = mine is not None and mine is table.current
    if mine and table.out(mine, visit.now):
        return acted(visit, table, None if has_the_word else views.passed(visit.words))
    return acted(visit, table, views.not_waiting(visit.words, mine), did=False)


def join(visit: Visit) -> Reply:
    """Who has passed, or comes late, gets the word last."""
    table = going_on(visit)
    visit.meet([visit.person.user_id])
    if table.seat_of(visit.person.user_id) is None and len(table.seats) >= RoundTable.SEATS_MAX:
        raise TableFullError
    did = table.join([Seat(user_id=visit.person.user_id, name="")], visit.now)
    mine = table.seat_of(visit.person.user_id)
    assert mine
    return acted(visit, table, views.joined(visit.words, mine), did=did)


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


def acted(visit: Visit, table: RoundTable, told: Shown | None = None, *, did: bool = True) -> Reply:
    """In the channel the message shows by itself what came of it; `told` is what it does not show."""
    if visit.heard.view_id:
        return changed(visit, table, told, did=did)
    if did:
        show_anew(visit.session, table)
    return Say(views.alone(told)) if told else None


def changed(
    visit: Visit, table: RoundTable, told: Shown | None = None, *, did: bool = True, back: bool = False
) -> Open:
    """The channel follows if anything was done, and the person has the sheet."""
    visit.session.flush()
    if did:
        show_anew(visit.session, table)
    return sheet(visit, table, told, back=back)


def sheet(visit: Visit, table: RoundTable, told: Shown | None = None, *, back: bool = False) -> Open:
    """All about it, as far as it concerns this person."""
    _, session = visit.words, visit.session
    need_names((seat.person for seat in table.seats), visit.asked)
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


def sign(session: Session, team_id: str, table_id: str, now: datetime) -> None:
    """Once for each who has the word."""
    table = session.get_one(RoundTable, (team_id, table_id))
    alone_in(session, table.network)
    session.refresh(table)
    if table.signs_at and table.signs_at <= now:
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
