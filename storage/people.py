"""The people of a workspace whom the bot has met, the channels it has been asked into, and who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, func, select, text
from sqlalchemy.orm import Mapped, Session

from storage.base import Base, Kept, column

_UNKNOWN = text("known_at IS NULL")


class Person(Base):
    """Somebody who used the bot, was named to it or is in one of its channels. Nobody else is here."""

    __tablename__ = "people"

    team_id: Mapped[str] = column("the workspace", Kept.WORKSPACE, primary_key=True)
    user_id: Mapped[str] = column("Slack's id of the person", Kept.WORKSPACE, personal=True, primary_key=True)
    name: Mapped[str | None] = column("the name to show", Kept.WORKSPACE, personal=True)
    is_admin: Mapped[bool] = column("may set up networks", Kept.WORKSPACE, personal=True, default=False)
    is_coordinator: Mapped[bool] = column(
        "helps all networks; named by the operator or another coordinator", Kept.WORKSPACE, personal=True, default=False
    )
    is_bot: Mapped[bool] = column("a program can't lead a network", Kept.WORKSPACE, default=False)
    is_gone: Mapped[bool] = column(
        "deactivated, so never asked or counted", Kept.WORKSPACE, personal=True, default=False
    )
    is_guest: Mapped[bool] = column(
        "of another organisation, or invited to some channels: follows along",
        Kept.WORKSPACE,
        personal=True,
        default=False,
    )
    language: Mapped[str | None] = column("nb, nn or en; empty: as the network", Kept.WORKSPACE, personal=True)
    snoozed_until: Mapped[datetime | None] = column(
        "no direct messages before this moment", Kept.WORKSPACE, personal=True
    )
    wants_welcomes: Mapped[bool] = column(
        "a word on coming into a network", Kept.WORKSPACE, personal=True, default=True
    )
    wants_leads: Mapped[bool] = column(
        "a word when a network they lead needs something", Kept.WORKSPACE, personal=True, default=True
    )
    wants_prompts: Mapped[bool] = column(
        "asked whether they come to a meeting", Kept.WORKSPACE, personal=True, default=True
    )
    direct_id: Mapped[str | None] = column("Slack's id of their direct message with the bot", Kept.WORKSPACE)
    known_at: Mapped[datetime | None] = column("when Slack was last asked who it is; empty: not yet", Kept.WORKSPACE)

    __table_args__ = (Index("people_unknown", "team_id", sqlite_where=_UNKNOWN, postgresql_where=_UNKNOWN),)


@dataclass(frozen=True)
class Facts:
    """What Slack says of a person."""

    user_id: str
    name: str
    is_admin: bool = False
    is_bot: bool = False
    is_gone: bool = False
    is_guest: bool = False  # invited to some channels only
    home_id: str = ""  # of their own workspace: people of other organisations may be in our channels


def meet(session: Session, team_id: str, user_id: str) -> Person:
    """The person's row, made on first sight."""
    person = session.get(Person, (team_id, user_id))
    if person is None:
        person = Person(team_id=team_id, user_id=user_id, is_admin=False, is_bot=False, is_gone=False)
        session.add(person)
    return person


def some_unknown(session: Session, team_id: str, most: int) -> list[str]:
    """People of whom Slack hasn't been asked yet."""
    unknown = select(Person.user_id).where(Person.team_id == team_id, Person.known_at.is_(None))
    return list(session.scalars(unknown.order_by(func.random()).limit(most)))  # who never answers must not block others


class Channel(Base):
    """A conversation the bot is or was in, and who may set up a network there."""

    __tablename__ = "channels"

    team_id: Mapped[str] = column("the workspace", Kept.WORKSPACE, primary_key=True)
    channel_id: Mapped[str] = column("Slack's id of the channel", Kept.WORKSPACE, primary_key=True)
    inviter_id: Mapped[str | None] = column("who invited the bot may set up the network", Kept.WORKSPACE, personal=True)
    creator_id: Mapped[str | None] = column("stands in where Slack names no inviter", Kept.WORKSPACE, personal=True)
    bot_is_in: Mapped[bool] = column("can the bot speak here", Kept.WORKSPACE, default=True)
    is_archived: Mapped[bool] = column("an archived channel rests", Kept.WORKSPACE, default=False)
    is_deleted: Mapped[bool] = column("gone for good, with all that stood in it", Kept.WORKSPACE, default=False)
    is_shared: Mapped[bool] = column("people of another organisation are in it", Kept.WORKSPACE, default=False)
    read_at: Mapped[datetime | None] = column("when all its members were last read; empty: not yet", Kept.WORKSPACE)


def channels_of(session: Session, team_id: str) -> list[Channel]:
    """All of a workspace that the bot has been in."""
    return list(session.scalars(select(Channel).where(Channel.team_id == team_id)))


def enter(session: Session, team_id: str, channel_id: str) -> Channel:
    """The channel's row, made when the bot first hears of being there."""
    channel = session.get(Channel, (team_id, channel_id))
    if channel is None:
        channel = Channel(team_id=team_id, channel_id=channel_id, bot_is_in=True, is_archived=False)
        session.add(channel)
    return channel
