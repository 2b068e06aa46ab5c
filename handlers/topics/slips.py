"""The short forms: what one adds to a topic that stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers import blocks as b
from handlers.topics.forms import content
from handlers.words import Shown, Words, cut, escape
from storage.topics import Hand, Question, Topic

CHOICES_MAX = 100  # in a menu


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


def _choice(_: Words, topic: Topic) -> Shown:
    """A topic in a menu. One on hold would take an open one off the list, so it says that it is."""
    if not topic.parked_at:
        return cut(escape(topic.name), b.OPTION_MAX)
    on_hold = _("(on hold)")
    return Shown(f"{cut(escape(topic.name), b.OPTION_MAX - len(on_hold) - 1)} {on_hold}")
