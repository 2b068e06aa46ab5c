"""The forms of topics, and what is said at their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block
from handlers.topics.rules import (
    Fault,
    MeetingChanged,
    MergedIntoNothing,
    NothingAsked,
    NothingOffered,
    NothingWished,
    Proposal,
    TitleTaken,
    TooLong,
    is_too_long,
)
from handlers.typed import too_long
from handlers.words import Shown, Words, escape, lines
from storage.networks import Network
from storage.topics import Topic

SEEN = 1  # the version of a form to propose in which likely duplicates are shown


def form_to_propose(
    _: Words,
    network: Network,
    proposal: Proposal,
    *,
    alike: Sequence[tuple[Topic, int]] = (),
    message: str = "",
    hints: Mapping[str, Shown] | None = None,
) -> dict[str, Any]:
    """The form of `/tema`, with what stood after it. `alike`: topics with their support that may mean the same.

    `message`: the one in the channel that is proposed. `hints`: field name -> what is said there for once.
    """
    moved = _("Your text was too long for a title. All of it is below: write a short title here.")
    hints = hints or ({"title": moved} if proposal.need and not alike else {})
    return b.modal(
        _("Propose a topic"),
        [
            b.said(_("The topic gets a card in {name}, where others can support it.", name=network.name)),
            b.quiet(_("A title, or a wish for method and form, is enough. The rest is optional.")),
            *([b.quiet(_linked(_))] if message else []),
            *_alike(_, alike),
            *_fields(_, proposal, by_proposer=True, hints=hints),
        ],
        submit=_("Propose the topic"),
        close=_("Cancel"),
        deed="topic.propose",
        about=network.id,
        version=SEEN if alike else 0,
        message=message,
    )  # fmt: skip


def form_from_message(_: Words, network: Network, text: str, message: str) -> dict[str, Any]:
    """The same form with the text of a message. What it can't hold is named, and stays in the message."""
    proposal, hints = Proposal.from_message(text), {}
    if proposal.need:
        hints["title"] = _("The message is too long for a title, so it is below. Write a short title here.")
    if is_too_long(text):
        hints["need"] = _(
            "Only the beginning of the message fits here: at most {n} characters. The rest stands in the channel.",
            n=Topic.NEED_MAX,
        )
    return form_to_propose(_, network, proposal, message=message, hints=hints)


def form_to_edit(
    _: Words, topic: Topic, proposal: Proposal, by_proposer: bool, *, changed_by: str | None = None
) -> dict[str, Any]:
    """The same form for a topic that stands. Whether the name is shown is the proposer's own choice.

    `changed_by`: somebody was faster; their name, if it may be told.
    """
    return b.modal(
        _("Edit the topic"),
        [*_late(_, topic, changed_by), *_fields(_, proposal, by_proposer=by_proposer, hints={})],
        submit=_("Save the changes"),
        close=_("Cancel"),
        deed="topic.edit",
        about=topic.id,
        version=topic.version,
    )


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    return {name: _sentence(_, fault) for name, fault in found.items()}


def proposal_of(topic: Topic) -> Proposal:
    return Proposal(topic.title, topic.need, topic.form, topic.expert, topic.shows_name)


def content(_: Words, topic: Topic) -> list[Block]:
    """Title, need, method and form, expert: those that there are."""
    shown = [b.heading(escape(topic.title))] if topic.title else []
    for caption, text in (
        (_("What I need"), topic.need),
        (_("Method and form"), topic.form),
        (_("Expert"), topic.expert),
    ):
        if text:
            shown += [b.quiet(caption), b.said(escape(text))]
    return shown


def _sentence(_: Words, fault: Fault) -> Shown:
    match fault:
        case TooLong():
            return too_long(_, fault.limit, fault.length)
        case NothingWished():
            return _("Write a title, or a wish for method and form further down. One of them is enough.")
        case NothingAsked():
            return _("Write your question.")
        case NothingOffered():
            return _("Write a few words about it.")
        case MergedIntoNothing():
            return _("This topic was withdrawn or merged while you chose. Choose another.")
        case MeetingChanged():
            return _("The meeting was changed while you chose. Close this form and open it again.")
        case TitleTaken():
            return _(
                "There is a topic with this title in the channel already. Support it there, or write another title."
            )


def _alike(_: Words, alike: Sequence[tuple[Topic, int]]) -> list[Block]:
    if not alike:
        return []
    rows = [
        b.said(lines(escape(f"– {topic.title}"), support_of(_, support) if support else None))
        for topic, support in alike
    ]
    return [
        b.section(_("*This is there already. Is it the same?*")),
        *rows,
        b.section(_("If it is, cancel here and support it on its card. If not, press «Propose the topic» once more.")),
    ]


def _linked(_: Words) -> Shown:
    return _(
        "The card links to the message if everyone in the channel sees your name. "
        "If only the leaders do, there is no link, but others may recognise the text."
    )


def support_of(_: Words, support: int) -> Shown:
    return _.many("{n} supports the topic", "{n} support the topic", support)


def _fields(_: Words, proposal: Proposal, *, by_proposer: bool, hints: Mapping[str, Shown]) -> list[Block]:
    fields = [
        b.text_field(
            "title",
            _("Title"),
            value=proposal.title,
            hint=hints.get("title")
            or _("A few words that say what it is about. At most {n} characters.", n=Topic.TITLE_MAX),
        ),
        b.text_field(
            "need",
            _("What do you need?"),
            value=proposal.need,
            hint=hints.get("need")
            or _("A question, or a situation you are in. At most {n} characters.", n=Topic.NEED_MAX),
            tall=True,
        ),
        b.text_field(
            "form",
            _("Method and form you would like"),
            value=proposal.form,
            hint=_("For example a discussion in pairs, a visit or a case from your own work."),
        ),
        b.text_field(
            "expert",
            _("An expert you would like to hear"),
            value=proposal.expert,
            hint=_("A name, or the field they know. Leave it empty if you don't need one."),
        ),
    ]  # fmt: skip
    if by_proposer:
        fields.append(
            b.choice_field(
                "name",
                _("Who sees that it comes from you?"),
                {"shown": _("Everyone in the channel"), "hidden": _("Only the network leaders")},
                value="hidden" if proposal.shows_name is False else "shown",
            )
        )
    return fields


def _late(_: Words, topic: Topic, changed_by: str | None) -> list[Block]:
    if changed_by is None:
        return []
    somebody = (
        _("{name} edited the topic while you wrote, so yours is not saved yet.", name=changed_by)
        if changed_by
        else _("Somebody edited the topic while you wrote, so yours is not saved yet.")
    )
    return [
        b.said(somebody),
        b.quiet(_("This is how the topic stands now")),
        *content(_, topic),
        b.section(_("What you wrote is below. Save it if it should count instead.")),
    ]
