"""Shows leaders the questions that a network is asked between meetings, and lets them choose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block
from handlers.prompts import themes
from handlers.typed import too_long
from handlers.words import Shown, Words, cut, escape
from storage.base import new_id
from storage.networks import Network
from storage.reflections import Prompt, Reflection


def bank(
    _: Words, network: Network, own: Sequence[Prompt], struck: Collection[str], told: Shown | None = None
) -> dict[str, Any]:
    """All, the network's own first, each with the way to strike it or to take it in again."""
    ours = {prompt.id: escape(prompt.text) for prompt in own}
    groups = {_("The network's own"): ours} if ours else {}
    groups |= themes(_)
    add = [b.buttons(b.button(_("Add a question"), "reflection.add", network.id))] if network.is_awake else []
    return b.modal(
        _("Questions to reflect on"),
        [
            *([b.section(told)] if told else []),
            b.section(
                _(
                    "I ask one of these between two meetings. None comes again before all have come. "
                    "Strike what you don't want asked."
                )
            ),
            *add,
            *(block for theme, those in groups.items() for block in _theme(_, network, theme, those, struck)),
        ],
        close=_("Close"),
    )


def form_to_add(_: Words, network: Network) -> dict[str, Any]:
    """A question of the network's own."""
    return b.modal(
        _("Add a question"),
        [
            b.text_field(
                "text",
                _("What do you want to ask?"),
                hint=_(
                    "Ask about one thing, in a way that nobody can answer with yes or no. At most {n} characters.",
                    n=Prompt.TEXT_MAX,
                ),
                needed=True,
            )
        ],
        submit=_("Add the question"),
        close=_("Cancel"),
        deed="reflection.add",
        about=network.id,
        message=new_id(),  # to know it by: Slack calls a modal the same, whatever comes to stand in it
    )


def fault(_: Words, text: str, *, is_there: bool, is_full: bool) -> Shown | None:
    """What is said at the field, if something is wrong with the question."""
    if not text:
        return _("Write the question.")
    if len(text) > Prompt.TEXT_MAX:
        return too_long(_, Prompt.TEXT_MAX, len(text))
    if is_there:
        return _("This question is here already. Ask about something else.")
    if is_full:
        return _("There is room for {n} questions of your own, and so many are here.", n=Prompt.PROMPTS_MAX)
    return None


def form_to_choose(_: Words, reflection: Reflection, offered: Mapping[str, Shown]) -> dict[str, Any]:
    """Another question in the place of the one that would come."""
    options = {key: cut(text, b.OPTION_MAX) for key, text in offered.items()}
    chosen = reflection.prompt if reflection.prompt in options else ""
    return b.modal(
        _("Choose a question"),
        [b.select_field("prompt", _("What shall I ask?"), options, value=chosen)],
        submit=_("Choose the question"),
        close=_("Cancel"),
        deed="reflection.choose",
        about=reflection.id,
    )


def chosen(_: Words, network: Network, question: Shown, comes: Shown) -> dict[str, Any]:
    """What comes now, and when."""
    return b.modal(
        _("Choose a question"),
        [
            b.section(_("I will ask this {when}:", when=comes)),
            b.heading(question),
            b.buttons(b.button(_("See all that is coming"), "announcement.see", network.id)),
        ],
        close=_("Close"),
    )


def _theme(
    _: Words, network: Network, theme: Shown, those: Mapping[str, Shown], struck: Collection[str]
) -> list[Block]:
    rows = [b.heading(theme)]
    for key, text in those.items():
        about = f"{network.id}@{key}"
        if not network.is_awake:
            rows.append(b.said(text))
        elif key in struck:
            rows.append(
                b.said_beside(
                    _("Struck: {question}", question=text),
                    b.button(_("Take it in again"), "reflection.unstrike", about),
                )
            )
        else:
            rows.append(b.said_beside(text, b.button(_("Strike the question"), "reflection.strike", about)))
    return rows
