"""The short forms: what one adds to a topic that stands."""

from __future__ import annotations

from typing import Any

from handlers import blocks as b
from handlers.topics.forms import content
from handlers.words import Words
from storage.topics import Hand, Question, Topic


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
