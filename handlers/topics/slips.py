"""The short forms: what one adds to a topic that stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers import blocks as b
from handlers.topics.forms import content
from handlers.words import Shown, Words, cut, escape
from storage.meetings import Meeting
from storage.topics import Hand, Question, Topic

CHOICES_MAX = 100  # in a menu
MEETINGS_MAX = CHOICES_MAX - 1  # beside none
NO_MEETING = "none"


def form_to_ask(_: Words, topic: Topic) -> dict[str, Any]:
    """A question of one's own about a topic."""
    return b.modal(
        _("Add a question"),
        [
            *content(_, topic),
            b.text_field(
                "question",
                _("What do you want to know about this?"),
                hint=_(
                    "Your question stands on the card in the channel, without your name. At most {n} characters.",
                    n=Question.TEXT_MAX,
                ),
                tall=True,
                needed=True,
            ),
        ],
        submit=_("Add the question"),
        close=_("Cancel"),
        deed="topic.ask",
        about=topic.id,
    )


def form_to_contribute(_: Words, topic: Topic, text: str) -> dict[str, Any]:
    """An offer to help, with what was offered before."""
    return b.modal(
        _("I can contribute"),
        [
            *content(_, topic),
            b.text_field(
                "offer",
                _("What can you contribute?"),
                value=text,
                hint=_(
                    "Your name and what you write stand on the card in the channel. At most {n} characters.",
                    n=Hand.TEXT_MAX,
                ),
                tall=True,
                needed=True,
            ),
        ],
        submit=_("Offer to contribute"),
        close=_("Cancel"),
        deed="topic.contribute",
        about=topic.id,
    )


def form_to_refer(_: Words, topic: Topic, text: str) -> dict[str, Any]:
    """Somebody who could help, with what was written before."""
    return b.modal(
        _("I know someone"),
        [
            *content(_, topic),
            b.text_field(
                "offer",
                _("Whom do you know, and how can they help?"),
                value=text,
                hint=_(
                    "Only the leaders and the person who proposed the topic see what you write, and your name. "
                    "The card says only how many know someone. At most {n} characters.",
                    n=Hand.TEXT_MAX,
                ),
                tall=True,
                needed=True,
            ),
        ],
        submit=_("Send the tip"),
        close=_("Cancel"),
        deed="topic.refer",
        about=topic.id,
    )


def form_to_park(_: Words, topic: Topic) -> dict[str, Any]:
    """On hold, with a reason if there is one to tell."""
    return b.modal(
        _("Put on hold"),
        [
            *content(_, topic),
            b.section(
                _("The topic leaves the list of open topics. It can still be supported, and you can take it up again.")
            ),
            b.text_field(
                "reason",
                _("Why is it put on hold?"),
                value=topic.parked_because,
                hint=_(
                    "The reason stands on the card in the channel. Leave it empty if you like. At most {n} characters.",
                    n=Topic.REASON_MAX,
                ),
            ),
        ],
        submit=_("Put the topic on hold"),
        close=_("Cancel"),
        deed="topic.park",
        about=topic.id,
    )


def form_to_merge(_: Words, topic: Topic, choices: Sequence[Topic], *, likely: bool, there_are: int) -> dict[str, Any]:
    """Which topic shall gather what this one has. `likely`: the first is likely the same, so it is chosen."""
    rest = there_are - len(choices)
    left_out = _.many(
        "{n} topic with less support is not in the list. To merge with it, begin at its own card.",
        "{n} topics with less support are not in the list. To merge with one of them, begin at its own card.",
        rest,
    )
    return b.modal(
        _("Merge topics"),
        [
            *content(_, topic),
            b.section(
                _(
                    "Its support, questions and offers to help are gathered under the topic you choose. "
                    "You can undo it for a day."
                )
            ),
            b.select_field(
                "into",
                _("Merge it into which topic?"),
                {other.id: _choice(_, other) for other in choices},
                value=choices[0].id if likely else "",
                hint=left_out if rest else None,
            ),
        ],
        submit=_("Merge the topics"),
        close=_("Cancel"),
        deed="topic.merge",
        about=topic.id,
    )


def form_to_plan(_: Words, topic: Topic, choices: Sequence[tuple[Meeting, Topic | None]]) -> dict[str, Any]:
    """Which meeting takes the topic up. `choices`: meetings to come, with what they are about so far."""
    offered = {key(meeting, about): _meeting(_, meeting, about) for meeting, about in choices}
    given = (key(meeting, about) for meeting, about in choices if about is topic)
    return b.modal(
        _("Plan the topic"),
        [
            *content(_, topic),
            b.select_field(
                "meeting",
                _("At which meeting do you take it up?"),
                offered | {NO_MEETING: _("At no meeting")},
                value=next(given, NO_MEETING),
                hint=_("If the meeting has a topic already, this one takes its place."),
            ),
        ],
        submit=_("Save the choice"),
        close=_("Cancel"),
        deed="topic.plan",
        about=topic.id,
    )


def key(meeting: Meeting, about: Topic | None) -> str:
    """Of a choice: the meeting, and what it was about when it was offered."""
    return f"{meeting.id}:{about.id if about else ''}"


def _meeting(_: Words, meeting: Meeting, about: Topic | None) -> Shown:
    day = _.day(meeting.day)
    return cut(_("{day}: {title}", day=day, title=about.name), b.OPTION_MAX) if about else day


def _choice(_: Words, topic: Topic) -> Shown:
    """A topic in a menu. One on hold would take an open one off the list, so it says that it is."""
    if not topic.parked_at:
        return cut(escape(topic.name), b.OPTION_MAX)
    on_hold = _("(on hold)")
    return Shown(f"{cut(escape(topic.name), b.OPTION_MAX - len(on_hold) - 1)} {on_hold}")
