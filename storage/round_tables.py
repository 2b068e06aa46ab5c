"""Round tables: who has the word in a meeting, and who comes then (H12, H20).

While one goes on, each person has a seat. Of who passes nothing is known but that they are not in it (any more). When
it ends, the seats are deleted; what stays is how many had the word, and who began, until the next round has begun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, relationship

from storage.agendas import Item
from storage.base import Base, Kept, column, new_id
from storage.meetings import Meeting
from storage.networks import Network
from storage.people import Person

AFTERWARDS = timedelta(hours=1)  # in which a round of a meeting that is over can still go on
LONGEST = timedelta(hours=12)  # of one without a meeting


class SeatState(StrEnum):
    """What has become of a person's word."""

    WAITING = "waiting"
    SPOKEN = "spoken"
    OUT = "out"  # passed, left or was never here: nobody knows which


class RoundTable(Base):
    """A spoken round in which one after the other has the word."""

    __tablename__ = "round_tables"
    QUESTION_MAX, SEATS_MAX, NAME_MAX, MINUTES_MAX = 150, 60, 50, 30

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    id: Mapped[str] = column("our key", Kept.NETWORK, primary_key=True, default=new_id)
    network_id: Mapped[str] = column("the network", Kept.NETWORK)
    meeting_id: Mapped[str | None] = column("the meeting it is held in", Kept.NETWORK)
    item_id: Mapped[str | None] = column("the item on the agenda that it began with", Kept.NETWORK)
    view_id: Mapped[str] = column("the form or the item it came from: the same twice is one round", Kept.NETWORK)
    question: Mapped[str] = column("what each says something about", Kept.NETWORK)
    minutes_each: Mapped[int | None] = column("how long each should speak", Kept.NETWORK)
    began_at: Mapped[datetime] = column("when, for their order", Kept.NETWORK)
    turn_began_at: Mapped[datetime] = column("since when the one who has the word has it", Kept.NETWORK)
    signs_at: Mapped[datetime | None] = column("when their minutes are over, until that is shown", Kept.NETWORK)
    began_with: Mapped[str | None] = column(
        "who of Slack had the word first, so that somebody else has it next time; forgotten then",
        Kept.NETWORK,
        personal=True,
    )
    acts: Mapped[int] = column("how much has been done, to undo what one has seen", Kept.NETWORK, default=0)
    seats_made: Mapped[int] = column("how many seats there were, so that none gets another's number", Kept.NETWORK)
    ended_at: Mapped[datetime | None] = column("when it ended", Kept.NETWORK)
    had_the_word: Mapped[int | None] = column("how many had the word", Kept.NETWORK)
    were_here: Mapped[int | None] = column("and of how many", Kept.NETWORK)

    network: Mapped[Network] = relationship(lazy="joined", innerjoin=True)
    meeting: Mapped[Meeting | None] = relationship(viewonly=True)
    item: Mapped[Item | None] = relationship(viewonly=True)
    seats: Mapped[list[Seat]] = relationship(
        order_by="Seat.position", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        UniqueConstraint("team_id", "view_id"),
        ForeignKeyConstraint(["team_id", "network_id"], ["networks.team_id", "networks.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "item_id"], ["agenda_items.team_id", "agenda_items.id"], ondelete="CASCADE"),
        Index(None, "team_id", "network_id", "began_at"),
        Index(None, "team_id", "meeting_id"),
        Index(None, "team_id", "item_id"),
        Index(None, "team_id", "ended_at"),
    )

    @property
    def waiting(self) -> list[Seat]:
        """Those who have not had the word yet, the one who has it now first."""
        return sorted((seat for seat in self.seats if seat.state is SeatState.WAITING), key=lambda seat: seat.position)

    @property
    def current(self) -> Seat | None:
        """Whose turn it is."""
        return next(iter(self.waiting), None)

    @property
    def spoken(self) -> int:
        """How many have had the word."""
        return sum(seat.state is SeatState.SPOKEN for seat in self.seats)

    @property
    def can_be_undone(self) -> bool:
        """Has anything been done since it began, or was undone?"""
        return any((seat.state_before, seat.position_before) != (seat.state, seat.position) for seat in self.seats)

    def seat_of(self, user_id: str) -> Seat | None:
        return next((seat for seat in self.seats if seat.user_id == user_id), None)

    def numbered(self, number: str) -> Seat | None:
        """The seat that a button was drawn for: of two presses, the later finds that its turn is over."""
        return next((seat for seat in self.seats if str(seat.number) == number), None)

    def is_over(self, now: datetime) -> bool:
        """Does it end by itself, since nobody has ended it?"""
        of_meeting = self.meeting and (self.meeting.cancelled_at or self.meeting.ends_at + AFTERWARDS <= now)
        return bool(of_meeting) or self.began_at + LONGEST <= now

    def is_too_long(self, now: datetime) -> bool:
        """Has the one who has the word had their minutes?"""
        return self.minutes_each is not None and self.turn_began_at + timedelta(minutes=self.minutes_each) <= now

    def begin(self, order: Sequence[Seat], now: datetime) -> None:
        """With these people, in this order."""
        for n, seat in enumerate(order, 1):
            seat.number = seat.position = seat.position_before = n
            seat.state = seat.state_before = SeatState.WAITING
        self.seats, self.acts, self.seats_made = list(order), 0, len(order)
        self._turns(now)

    def done(self, seat: Seat, now: datetime) -> bool:
        """Whose turn it is has had the word. False if it is not that one's turn (any more)."""
        did = self._leaves(seat, SeatState.SPOKEN, now, only_now=True)
        if did and self.spoken == 1:
            self.began_with = seat.user_id
        return did

    def out(self, seat: Seat, now: datetime) -> bool:
        """Somebody who waits does not want the word, or is not here. False if they don't wait."""
        return self._leaves(seat, SeatState.OUT, now, only_now=False)

    def later(self, seat: Seat, now: datetime) -> bool:
        """Whose turn it is gets the word when all others have had it. False if there is nobody else, or it is not."""
        if seat is not self.current or len(self.waiting) == 1:
            return False
        with self._acting(now):
            seat.position = self._last + 1
        return True

    def join(self, those: Sequence[Seat], now: datetime) -> bool:
        """People have come: they get the word last. Who waits, or has had it, stays so; False if all do."""
        known = {seat.key: seat for seat in self.seats}
        back = [known[one.key] for one in those if one.key in known and known[one.key].state is SeatState.OUT]
        new = [one for one in those if one.key not in known]
        if not back and not new:
            return False
        with self._acting(now):
            for seat in back:
                seat.state, seat.position = SeatState.WAITING, self._last + 1
            for seat in new:
                self.seats_made += 1
                seat.number, seat.position, seat.state = self.seats_made, self._last + 1, SeatState.WAITING
                self.seats.append(seat)
        return True

    def admit(self, seat: Seat, now: datetime) -> bool:
        """Somebody who is not in it, or has had the word, gets it last. False if they wait already."""
        if seat.state is SeatState.WAITING:
            return False
        with self._acting(now):
            seat.state, seat.position = SeatState.WAITING, self._last + 1
        return True

    def arrange(self, order: Sequence[Seat], now: datetime) -> None:
        """Let those who wait have the word in this order."""
        with self._acting(now):
            last = self._last
            for n, seat in enumerate(order, 1):
                seat.position = last + n

    def undo(self, now: datetime) -> bool:
        """Let it be as it was before what was done last. False if nothing was."""
        if not self.can_be_undone:
            return False
        self.seats = [seat for seat in self.seats if seat.state_before is not None]
        for seat in self.seats:
            assert seat.state_before is not None
            assert seat.position_before is not None
            seat.state, seat.position = seat.state_before, seat.position_before
        self.began_with = self.began_with if self.spoken else None
        self.acts += 1
        self._turns(now)
        return True

    @property
    def _last(self) -> int:
        return max((seat.position for seat in self.seats), default=0)

    def _leaves(self, seat: Seat, state: SeatState, now: datetime, *, only_now: bool) -> bool:
        if seat not in self.waiting or (only_now and seat is not self.current):
            return False
        with self._acting(now):
            seat.state = state
        return True

    @contextmanager
    def _acting(self, now: datetime) -> Iterator[None]:
        """One act, which can be undone until the next."""
        before = self.current
        self.acts += 1
        for seat in self.seats:
            seat.state_before, seat.position_before = seat.state, seat.position
        yield
        if self.current is not before:
            self._turns(now)

    def _turns(self, now: datetime) -> None:
        """Somebody else has the word from now on."""
        self.turn_began_at, self.signs_at = now, None
        if self.minutes_each and self.current:
            self.signs_at = now + timedelta(minutes=self.minutes_each)


class Seat(Base):
    """One who is at the table: a person of the workspace, or a name alone."""

    __tablename__ = "seats"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    table_id: Mapped[str] = column("the round", Kept.NETWORK, primary_key=True)
    number: Mapped[int] = column("to know it by in a button", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str | None] = column("who sits there", Kept.ROUND, personal=True)
    name: Mapped[str] = column("the name of who is not in Slack", Kept.ROUND, personal=True, default="")
    position: Mapped[int] = column("its place in the order", Kept.ROUND)
    state: Mapped[SeatState] = column("has this one had the word", Kept.ROUND, personal=True)
    position_before: Mapped[int | None] = column("before what was done last, to undo it", Kept.ROUND)
    begins: Mapped[bool] = column("this one has asked to begin", Kept.ROUND, personal=True, default=False)
    state_before: Mapped[SeatState | None] = column("the same; empty: it was not there", Kept.ROUND, personal=True)

    person: Mapped[Person | None] = relationship(lazy="joined", viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "table_id"], ["round_tables.team_id", "round_tables.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "user_id"),
    )

    @property
    def key(self) -> str:
        """Who it is, also in another round."""
        return self.user_id or self.name.casefold()


def table_from(session: Session, team_id: str, view_id: str) -> RoundTable | None:
    """The round that an accepted form, or an item of an agenda, has become."""
    return session.scalar(select(RoundTable).where(RoundTable.team_id == team_id, RoundTable.view_id == view_id))


def open_tables(session: Session, team_id: str, network: Network | None = None) -> list[RoundTable]:
    """The rounds that go on, the first begun first: in all networks, or in one."""
    on = [RoundTable.team_id == team_id, RoundTable.ended_at.is_(None)]
    if network:
        on.append(RoundTable.network_id == network.id)
    return list(session.scalars(select(RoundTable).where(*on).order_by(RoundTable.began_at, RoundTable.id)))


def last_beginner(session: Session, network: Network) -> str | None:
    """Who had the word first in the network's last round in which anybody had it; empty if that is not known."""
    began = (
        RoundTable.team_id == network.team_id,
        RoundTable.network_id == network.id,
        RoundTable.began_with.is_not(None),
    )
    newest = select(RoundTable.began_with).where(*began).order_by(RoundTable.began_at.desc()).limit(1)
    return session.scalar(newest)


def forget_beginners(session: Session, table: RoundTable) -> None:
    """Of the network's other rounds: somebody has begun this one."""
    others = RoundTable.team_id == table.team_id, RoundTable.network_id == table.network_id, RoundTable.id != table.id
    session.execute(update(RoundTable).where(*others).values(began_with=None))


def end(session: Session, table: RoundTable, now: datetime) -> None:
    """Forget who was there. How many had the word is kept."""
    here = [seat for seat in table.seats if seat.state is not SeatState.OUT]
    table.ended_at, table.signs_at = now, None
    table.had_the_word, table.were_here = table.spoken, len(here)
    table.seats = []
    session.flush()


def heard_in(session: Session, meeting: Meeting) -> tuple[int, int] | None:
    """How many had the word there, and of how many, in the round in which most had it; if there was one."""
    those = RoundTable.team_id == meeting.team_id, RoundTable.meeting_id == meeting.id, RoundTable.had_the_word > 0
    told = session.scalars(select(RoundTable).where(*those))
    return max(((one.had_the_word or 0, one.were_here or 0) for one in told), default=None)
