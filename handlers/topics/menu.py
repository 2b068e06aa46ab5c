"""Shows one person how a topic stands, and what they may do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button
from handlers.topics.forms import content
from handlers.topics.views import know_someone, more_questions, offer_of, planned, proposed_by
from handlers.words import Shown, Words, escape, lines
from storage.meetings import Meeting
from storage.topics import Hand, Question, Topic

QUESTIONS_MAX, HANDS_MAX, GATHERED_MAX = 40, 20, 10  # in a modal, which holds a hundred blocks


def more(
    _: Words,
    topic: Topic,
    *,
    now: datetime,
    survivor: Topic,
    gathers: Sequence[Topic],
    meetings: Sequence[Meeting],
    supported: bool,
    may_see_name: bool,
    questions: Sequence[Question],
    hands: Sequence[Hand],
    unseen: int,
    allows: Callable[..., bool],
) -> dict[str, Any]:
    """What this person may do with the topic. Only they see it.

    `survivor`: the topic it is merged into, or itself. `gathers`: what is merged into it.
    `meetings`: those that it is given to.
    `unseen`: from how many people there are offers that are not for them to read.
    `allows`: may they do that deed (to that part of the topic)?
    """
    is_open = topic.network.is_awake and topic.is_standing
    offered = [
        (caption, [button for button in those if allows(button["action_id"])])
        for caption, those in (
            (None, _offers(_, topic, supported, now)),
            (_("Change the topic"), _changes(_, topic, bool(gathers))),
        )
    ]
    return b.modal(
        _("More about the topic"),
        [
            *content(_, topic),
            *_questions(_, questions, lambda question: is_open and allows("topic.strike", question)),
            *_hands(_, hands, unseen, lambda hand: is_open and allows("topic.take_back", hand)),
            *_gathered(_, gathers),
            b.quiet(proposed_by(_, topic, may_see_name)),
            b.said(_state(_, topic, survivor, supported, now)),
            *([b.said(plan)] if topic.is_standing and (plan := planned(_, meetings, now)) else []),
            *b.grouped(*offered),
            *_rest(_, topic, allows("topic.edit")),
        ],
        close=_("Close"),
    )


def _offers(_: Words, topic: Topic, supported: bool, now: datetime) -> list[Button]:
    """A button for each deed that the topic's state allows."""
    if not topic.network.is_awake:
        return []
    if topic.withdrawn_at:
        return [b.button(_("Bring the topic back"), "topic.restore", topic.id)]
    if topic.merged_into_id:
        return [b.button(_("Undo the merge"), "topic.unmerge", topic.id)] if topic.can_be_parted(now) else []
    return [
        b.button(_("Take back my support"), "topic.unsupport", topic.id)
        if supported
        else b.button(_("Support the topic"), "topic.support", topic.id),
        b.button(_("Add a question"), "topic.ask", topic.id),
        b.button(_("I can contribute"), "topic.contribute", topic.id),
        b.button(_("I know someone"), "topic.refer", topic.id),
    ]


def _changes(_: Words, topic: Topic, gathers: bool) -> list[Button]:
    """What leaders do with a topic, and partly its proposer."""
    if not topic.network.is_awake or topic.withdrawn_at:
        return []
    edit = b.button(_("Edit the topic"), "topic.edit", topic.id)
    if topic.merged_into_id:
        return [edit, _withdraw(_, topic, gathers)]
    return [
        edit,
        b.button(_("Plan for a meeting"), "topic.plan", topic.id),
        b.button(_("Take it up again"), "topic.take_up", topic.id)
        if topic.parked_at
        else b.button(_("Put on hold"), "topic.park", topic.id),
        b.button(_("Merge with another topic"), "topic.merge", topic.id),
        _withdraw(_, topic, gathers),
    ]


def _withdraw(_: Words, topic: Topic, gathers: bool) -> Button:
    also = None
    if topic.merged_into_id:
        also = _("Its support still counts for the topic it is merged into.")
    elif gathers:
        also = _("Topics that are merged into it stand on their own again. They still do if you bring it back.")
    ask = (
        _("Withdraw the topic?"),
        lines(_("The card says that it is withdrawn. You can bring it back."), also),
        _("Keep it"),
    )
    return b.button(_("Withdraw the topic"), "topic.withdraw", topic.id, style="danger", confirm=ask)


def _questions(_: Words, questions: Sequence[Question], may_strike: Callable[[Question], bool]) -> list[Block]:
    if not questions:
        return []
    rows = []
    for question in questions[:QUESTIONS_MAX]:
        strike = b.button(_("Take the question away"), "topic.strike", question.id)
        rows.append(_beside(escape(f"– {question.text}"), strike if may_strike(question) else None))
    return [b.quiet(_("Questions from participants")), *rows, *more_questions(_, len(questions) - len(rows))]


def _hands(_: Words, hands: Sequence[Hand], unseen: int, may_take_back: Callable[[Hand], bool]) -> list[Block]:
    """`unseen`: from how many people there are some that are not for this person to read."""
    if not hands and not unseen:
        return []
    rows = []
    for hand in hands[:HANDS_MAX]:
        take_back = b.button(_("Take the offer away"), "topic.take_back", hand.id)
        rows.append(_beside(offer_of(_, hand), take_back if may_take_back(hand) else None))
    rest = len(hands) - len(rows)
    return [
        b.quiet(_("Offers to help")),
        *rows,
        *([b.quiet(_.many("and {n} more offer", "and {n} more offers", rest))] if rest else []),
        *([b.quiet(know_someone(_, unseen))] if unseen else []),
    ]


def _gathered(_: Words, gathers: Sequence[Topic]) -> list[Block]:
    if not gathers:
        return []
    rows = [b.said(escape(f"– {other.name}")) for other in gathers[:GATHERED_MAX]]
    rest = len(gathers) - len(rows)
    return [
        b.quiet(_("Merged into this topic")),
        *rows,
        *([b.quiet(_.many("and {n} more topic", "and {n} more topics", rest))] if rest else []),
    ]


def _beside(text: Shown, button: Button | None) -> Block:
    return b.said_beside(text, button) if button else b.said(text)


def _rest(_: Words, topic: Topic, may_change: bool) -> list[Block]:
    """What a person is told who can't change it."""
    if not topic.network.is_awake:
        return [b.quiet(_("The network rests, so you can't change anything now."))]
    if not may_change and not topic.merged_into_id:
        return [b.quiet(_("Only the leaders and the person who proposed the topic can change it."))]
    return []


def _state(_: Words, topic: Topic, survivor: Topic, supported: bool, now: datetime) -> Shown:
    if topic.withdrawn_at:
        return _("The topic is withdrawn, and the card in the channel says so.")
    if topic.merged_into_id:
        return lines(
            _("The topic is merged into «{title}», and all it had is gathered there.", title=survivor.name),
            _("Leaders can undo it for a day.") if topic.can_be_parted(now) else None,
        )
    return _("You support this topic.") if supported else _("You don't support this topic yet.")
