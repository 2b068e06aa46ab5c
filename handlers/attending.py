"""Whether people come to a meeting, and how many came: what several practices say of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from handlers import blocks as b
from handlers.blocks import Block, Button
from handlers.words import Shown, Words, lines
from storage import choices
from storage.attendance import attendance_of
from storage.choices import Choice
from storage.meetings import Meeting
from storage.people import Person
from storage.round_tables import heard_in

ABOUT = "meeting.coming"  # the question that is chosen of
AGREED = "meeting.agreed"  # another: on what is planned
WHILE = timedelta(days=14)  # after a meeting has begun, in which leaders confirm who came


class Answer(StrEnum):
    """What one can answer to it."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True)
class Coming:
    """Who comes, as a person may know it. `mine`: their own answer; `came`: how many were there, once it is told;
    `heard`: how many had the word in a round table, and of how many.
    """

    counts: Counter[str]
    mine: Choice | None = None
    came: int | None = None
    heard: tuple[int, int] | None = None

    @classmethod
    def of(cls, session: Session, meeting: Meeting, person: Person) -> Coming:
        told = attendance_of(session, meeting)
        mine = answer_of(session, meeting, person)
        return cls(counts_of(session, meeting), mine, told.head_count if told else None, heard_in(session, meeting))


def can_be_confirmed(meeting: Meeting, now: datetime) -> bool:
    return meeting.cancelled_at is None and meeting.starts_at <= now < meeting.starts_at + WHILE


def counts_of(session: Session, meeting: Meeting) -> Counter[str]:
    """How many have answered what."""
    return choices.counts(session, meeting.team_id, ABOUT, [meeting.id])[meeting.id]


def answer_of(session: Session, meeting: Meeting, person: Person) -> Choice | None:
    """What a person has answered."""
    return choices.chosen_by(session, meeting.team_id, ABOUT, [meeting.id], person.user_id).get(meeting.id)


def answers(_: Words, meeting: Meeting) -> list[Button]:
    """A button for each answer."""
    return [
        b.button(_("I'm coming"), "coming.yes", meeting.id),
        b.button(_("Maybe"), "coming.maybe", meeting.id),
        b.button(_("I can't come"), "coming.no", meeting.id),
    ]


def counted(_: Words, counts: Counter[str], *, to_leaders: bool = False) -> Shown | None:
    """«7 kommer, 2 kanskje». Only those who lead hear of who can't come; nobody hears that there is none."""
    said = [heading(_, answer, counts[answer]) for answer in Answer if counts[answer]]
    if counts[Answer.NO] and not to_leaders:
        said.pop()
    return Shown(", ".join(said)) if said else None


def heading(_: Words, answer: Answer, n: int) -> Shown:
    """So many have answered this."""
    return {
        Answer.YES: _.many("{n} comes", "{n} come", n),
        Answer.MAYBE: _.many("{n} maybe", "{n} maybe", n),
        Answer.NO: _.many("{n} can't come", "{n} can't come", n),
    }[answer]


def own(_: Words, mine: Choice) -> Block:
    """A person's own answer, to them alone."""
    answered = {
        Answer.YES: _("You have answered that you are coming."),
        Answer.MAYBE: _("You have answered that you may come."),
        Answer.NO: _("You have answered that you can't come."),
    }[Answer(mine.chosen)]
    return b.said(lines(answered, _("What you wrote to the leaders: {word}", word=mine.word) if mine.word else None))
