"""Shows whether people come to a meeting, and asks leaders who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.attending import WHILE, Answer, heading, own
from handlers.blocks import Block, Message
from handlers.coming.rules import Fault, Turnout
from handlers.meeting_lines import when
from handlers.words import Shown, Words, escape, lines
from storage.attendance import Attendance
from storage.choices import Choice
from storage.meetings import Meeting
from storage.people import Person

NAMES, WROTE = 100, 20  # told at most, of those with one answer; and of those who wrote why
PEOPLE_MAX = 500  # in a field


def answered(_: Words, meeting: Meeting, mine: Choice, anew: bool) -> Message:
    """What a person is told who has answered."""
    return Message.of(own(_, mine), b.said(when(_, meeting)), b.quiet(noted(_, anew)))


def noted(_: Words, anew: bool) -> Shown:
    """What becomes of it."""
    if anew:
        return _("The leaders see your answer. You can change it until the meeting begins.")
    return _("You had answered the same before, so nothing is changed.")


def form_to_decline(_: Words, meeting: Meeting, word: str) -> dict[str, Any]:
    """With a word to those who lead, if one likes."""
    return b.modal(
        _("I can't come"),
        [
            b.said(when(_, meeting)),
            b.text_field(
                "word",
                _("Do you want to tell the leaders something?"),
                value=word,
                hint=_(
                    "Only the leaders see what you write, and that you can't come. You can leave it empty. "
                    "At most {n} characters.",
                    n=Choice.WORD_MAX,
                ),
                tall=True,
            ),
        ],
        submit=_("Send the answer"),
        close=_("Cancel"),
        deed="coming.no",
        about=meeting.id,
    )


def who_comes(_: Words, meeting: Meeting, answers: Sequence[Choice], rest: Sequence[Person]) -> dict[str, Any]:
    """To those who lead. `rest`: participants who have not answered."""
    groups = [(answer, [one for one in answers if one.chosen == answer]) for answer in Answer]
    lacking = _.many("{n} participant has not answered", "{n} participants have not answered", len(rest))
    return b.modal(
        _("Who is coming?"),
        [
            b.said(when(_, meeting)),
            *([] if answers else [b.section(_("Nobody has answered yet."))]),
            *(block for answer, those in groups if those for block in _group(_, answer, those)),
            *([b.quiet(lacking), *_listed(_, (_name(_, one) for one in rest[:NAMES]), len(rest) - NAMES)] * bool(rest)),
        ],
        close=_("Close"),
    )


def form_of_attendance(_: Words, meeting: Meeting, turnout: Turnout) -> dict[str, Any]:
    """Who came, or how many, with what is known filled in."""
    last = _.day((meeting.starts_at + WHILE).astimezone(meeting.network.tz).date())
    return b.modal(
        _("Confirm the attendance"),
        [
            b.said(when(_, meeting)),
            *(_names(_, turnout) if meeting.network.counts_names else [_heads(_, turnout)]),
            b.quiet(_("Everyone in the channel can see how many came. You can change it until {day}.", day=last)),
        ],
        submit=_("Save the attendance"),
        close=_("Cancel"),
        deed="attendance.confirm",
        about=meeting.id,
    )


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_NUMBER: _("Write a whole number, from 0 to {most}.", most=Attendance.HEADS_MAX),
        Fault.A_BOT: _("One of those you chose is a bot. Choose the people who came."),
        Fault.TOO_MANY: _("Write at most {n} names.", n=Attendance.OTHERS_MAX),
        Fault.NAME_TOO_LONG: _("Write names of at most {n} characters, one on each line.", n=Attendance.NAME_MAX),
    }
    return {name: said[fault] for name, fault in found.items()}


def _heads(_: Words, turnout: Turnout) -> Block:
    return b.number_field(
        "heads",
        _("How many came?"),
        value=turnout.heads,
        least=0,
        most=Attendance.HEADS_MAX,
        hint=_("If nothing is confirmed yet, I have filled in how many said that they come."),
        needed=True,
    )


def _names(_: Words, turnout: Turnout) -> list[Block]:
    return [
        b.people_field(
            "people",
            _("Who came?"),
            value=turnout.user_ids,
            most=max(PEOPLE_MAX, len(turnout.user_ids)),
            hint=_("If nothing is confirmed yet, I have filled in those who said that they come."),
            needed=False,
        ),
        b.text_field(
            "others",
            _("Who came without being in Slack?"),
            value="\n".join(turnout.others),
            hint=_("One name on each line, at most {n}. Only the leaders see the names.", n=Attendance.OTHERS_MAX),
            tall=True,
        ),
    ]


def _group(_: Words, answer: Answer, those: Sequence[Choice]) -> list[Block]:
    """Who has answered this. Those who wrote something stand first, each with it."""
    wrote = [one for one in those if one.word]
    silent = [one for one in those if not one.word]
    words = (lines(_name(_, one.person), escape(f"– {one.word}")) for one in wrote[:WROTE])
    return [
        b.quiet(heading(_, answer, len(those))),
        *(b.said(word) for word in words),
        *_more(_, len(wrote) - WROTE),
        *_listed(_, (_name(_, one.person) for one in silent[:NAMES]), len(silent) - NAMES),
    ]


def _listed(_: Words, names: Iterable[Shown], rest: int) -> list[Block]:
    """Names, in as many blocks as they need; and how many more there are."""
    paragraphs: list[Shown] = []
    for name in names:
        longer = Shown(f"{paragraphs[-1]}, {name}") if paragraphs else name
        if paragraphs and len(longer) <= b.SECTION_MAX:
            paragraphs[-1] = longer
        else:
            paragraphs.append(name)
    return [*(b.said(paragraph) for paragraph in paragraphs), *_more(_, rest)]


def _more(_: Words, rest: int) -> list[Block]:
    return [b.quiet(_.many("and {n} more", "and {n} more", rest))] if rest > 0 else []


def _name(_: Words, person: Person) -> Shown:
    return escape(person.name) if person.name else _("somebody without a name")
