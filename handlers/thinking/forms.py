"""The forms of thinking time: a leader's, with what is said at its fields, and the notepad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers import blocks as b
from handlers.programme import clock
from handlers.typed import one_line, too_long
from handlers.words import Shown, Words, escape
from storage.base import new_id
from storage.journal import JournalEntry
from storage.networks import Network
from storage.thinking import Follows, ThinkingTime


@dataclass(frozen=True)
class Setting:
    """What stands in the form."""

    minutes: str = str(ThinkingTime.MINUTES)
    question: str = ""
    follows: Follows = Follows.NONE

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Setting:
        question, follows = one_line(fields.get("question", "")), Follows(fields["follows"])
        return cls(fields.get("minutes", "").strip(), question, follows)


def form_to_start(_: Words, network: Network, setting: Setting, item_id: str = "") -> dict[str, Any]:
    """`item_id`: of the item on the agenda that it is."""
    return b.modal(
        _("Thinking time"),
        [
            b.section(
                _("Everyone thinks for themselves. The channel sees how much time is left, and each has a notepad.")
            ),
            b.number_field(
                "minutes",
                _("How many minutes?"),
                hint=_("From 1 to {n}. You can give more while it lasts.", n=ThinkingTime.MINUTES_MAX),
                value=setting.minutes,
                least=1,
                most=ThinkingTime.MINUTES_MAX,
                needed=True,
            ),
            b.text_field(
                "question",
                _("What shall everyone think about?"),
                hint=_("Leave it empty if you say it aloud. At most {n} characters.", n=ThinkingTime.QUESTION_MAX),
                value=setting.question,
            ),
            b.choice_field("follows", _("What comes afterwards?"), rounds(_), value=setting.follows),
        ],
        submit=_("Start the thinking time"),
        close=_("Cancel"),
        deed="thinking.start",
        about=network.id,
        message=f"{item_id}@{new_id()}",  # to know it by: Slack calls a modal the same, whatever comes to stand in it
    )


def rounds(_: Words) -> dict[str, Shown]:
    """That can follow."""
    return {
        Follows.NONE: _("No round"),
        Follows.TABLE: _("A round around the table"),
        Follows.WRITTEN: _("A written round"),
    }


def faults(_: Words, setting: Setting) -> dict[str, Shown]:
    """What is said at each field where something is wrong."""
    found = {}
    is_number = setting.minutes.isdecimal() and len(setting.minutes) < 4
    if not is_number or not 1 <= int(setting.minutes) <= ThinkingTime.MINUTES_MAX:
        found["minutes"] = _("Write a whole number from 1 to {most}.", most=ThinkingTime.MINUTES_MAX)
    if len(setting.question) > ThinkingTime.QUESTION_MAX:
        found["question"] = too_long(_, ThinkingTime.QUESTION_MAX, len(setting.question))
    return found


def notepad(_: Words, thinking: ThinkingTime, text: str, now: datetime) -> dict[str, Any]:
    """`text`: what one has noted already. It covers the countdown, so it says until when."""
    until = clock(_, thinking.ends_at, thinking.network.tz)
    return b.modal(
        _("Notepad"),
        [
            *([b.heading(escape(thinking.question))] if thinking.question else []),
            *([] if thinking.is_over(now) else [b.quiet(_("Quiet until {time}", time=until))]),
            b.text_field(
                "text",
                _("What do you think?"),
                hint=_(
                    "At most {n} characters. Only you read it. Save it before you close this.",
                    n=JournalEntry.TEXT_MAX,
                ),
                value=text,
                tall=True,
                needed=True,
            ),
        ],
        submit=_("Save the note"),
        close=_("Cancel"),
        deed="thinking.write",
        about=thinking.id,
    )
