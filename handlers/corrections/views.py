"""Shows a leader what can be done with a message of the bot's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from handlers import blocks as b
from handlers.blocks import Button
from handlers.words import Shown, Words, escape
from storage.meetings import Meeting
from storage.networks import Network
from storage.posts import Post
from storage.reflections import Reflection, Thought
from storage.topics import Topic

About: TypeAlias = Topic | Meeting | Reflection | Thought | None  # the greeting is about none of these

LISTED = 40  # in a modal, which holds a hundred blocks


def correction(_: Words, post: Post, network: Network, about: About) -> dict[str, Any]:
    """One message: correct what it shows, take it back, or put it back."""
    if post.is_unwanted:
        told = _("The message is taken back, and vanishes from the channel. What it is about stands as it was.")
        offered = [_put_back(_, post)]
    else:
        told = _("Correct what it says, or take it back. Then it vanishes from the channel.")
        offered = [*_correct(_, network, about), _take_back(_, post)]
    return b.modal(
        _("My message"),
        [b.heading(_name(_, about)), b.section(told), b.buttons(*offered)],
        close=_("Close"),
    )


def taken_back(_: Words, gone: Sequence[tuple[Post, About]]) -> dict[str, Any]:
    """All that was taken back, each with the way back."""
    rows = [b.said_beside(_name(_, about), _put_back(_, post)) for post, about in gone[:LISTED]]
    rest = len(gone) - len(rows)
    return b.modal(
        _("Taken back"),
        [
            b.section(
                _("You can put these messages into the channel again. They come as new ones, with what is true then.")
                if rows
                else _("No message of mine is taken back now.")
            ),
            *rows,
            *([b.quiet(_.many("and {n} more message", "and {n} more messages", rest))] if rest > 0 else []),
        ],
        close=_("Close"),
    )


def _name(_: Words, about: About) -> Shown:
    """What a message is about, in a few words."""
    match about:
        case Topic():
            return escape(about.title or about.form)
        case Meeting():
            return _("📅 The meeting on {day}", day=_.day(about.day))
        case Reflection():
            return _("A question to reflect on")
        case Thought():
            return _("A reflection that somebody has shared")
    return _("My greeting in the channel")


def _correct(_: Words, network: Network, about: About) -> list[Button]:
    """What leads to what it shows. Somebody's own words nobody else corrects."""
    match about:
        case Topic():
            return [b.button(_("Edit the topic"), "topic.edit", about.id)]
        case Meeting():
            return [b.button(_("Edit the meeting"), "meeting.edit", about.id)]
        case Reflection():
            return [b.button(_("See all questions"), "reflection.bank", network.id)]
        case Thought():
            return []
    return [b.button(_("Change the settings"), "network.settings", network.id)]


def _take_back(_: Words, post: Post) -> Button:
    ask = (
        _("Take the message back?"),
        _("It vanishes from the channel for everyone. You can put it back."),
        _("Keep the message"),
    )
    return b.button(_("Take it back"), "post.take_back", post.id, style="danger", confirm=ask)


def _put_back(_: Words, post: Post) -> Button:
    return b.button(_("Put it back"), "post.put_back", post.id)
