"""How many came to a meeting and, where the network has chosen to keep that, who."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ForeignKeyConstraint, Index, delete, select
from sqlalchemy.orm import Mapped, Session, relationship

from storage.base import Base, Kept, column
from storage.meetings import Meeting
from storage.networks import Network


class Attendance(Base):
    """What a leader has confirmed of one meeting."""

    __tablename__ = "attendances"
    HEADS_MAX, OTHERS_MAX, NAME_MAX = 1000, 50, 50  # all names fit a field of 3,000 characters

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    meeting_id: Mapped[str] = column("the meeting", Kept.NETWORK, primary_key=True)
    head_count: Mapped[int] = column("how many came", Kept.NETWORK)

    attendees: Mapped[list[Attendee]] = relationship(
        order_by="Attendee.number", cascade="all, delete-orphan", passive_deletes=True
    )

    __table_args__ = (
        ForeignKeyConstraint(["team_id", "meeting_id"], ["meetings.team_id", "meetings.id"], ondelete="CASCADE"),
    )


class Attendee(Base):
    """One who came, where names are kept: a person of the workspace, or a name alone."""

    __tablename__ = "attendees"

    team_id: Mapped[str] = column("the workspace", Kept.NETWORK, primary_key=True)
    meeting_id: Mapped[str] = column("the meeting", Kept.NETWORK, primary_key=True)
    number: Mapped[int] = column("for their order", Kept.NETWORK, primary_key=True)
    user_id: Mapped[str | None] = column("who came", Kept.NETWORK, personal=True)
    name: Mapped[str] = column("the name of who is not in Slack", Kept.NETWORK, personal=True, default="")

    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "meeting_id"], ["attendances.team_id", "attendances.meeting_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["team_id", "user_id"], ["people.team_id", "people.user_id"]),
        Index(None, "team_id", "user_id"),
    )


def attendance_of(session: Session, meeting: Meeting) -> Attendance | None:
    """What is confirmed of a meeting."""
    return session.get(Attendance, (meeting.team_id, meeting.id))


def confirm(
    session: Session, meeting: Meeting, head_count: int, user_ids: Sequence[str] = (), others: Sequence[str] = ()
) -> None:
    """So many came; and who, if that is kept. What was confirmed before is forgotten."""
    attendance = attendance_of(session, meeting)
    if attendance is None:
        attendance = Attendance(team_id=meeting.team_id, meeting_id=meeting.id)
        session.add(attendance)
    attendance.head_count, attendance.attendees = head_count, []
    session.flush()  # the old rows go before new ones take their numbers
    attendance.attendees = [
        *(Attendee(number=number, user_id=user_id) for number, user_id in enumerate(user_ids)),
        *(Attendee(number=number, name=name) for number, name in enumerate(others, len(user_ids))),
    ]


def forget_names(session: Session, network: Network) -> None:
    """Only how many came is kept from now on."""
    meetings = select(Meeting.id).where(Meeting.team_id == network.team_id, Meeting.network_id == network.id)
    those = Attendee.team_id == network.team_id, Attendee.meeting_id.in_(meetings)
    session.execute(delete(Attendee).where(*those).execution_options(synchronize_session=False))
