"""Shows topics: the card in the channel, the list, and what a person may do with a topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Message
from handlers.practice import Rendering
from handlers.topics.forms import content, support_of
from handlers.topics.messages import address_of
from handlers.visit import UnknownError
from handlers.words import Shown, Words, escape, lines
from storage.networks import Network
from storage.topics import Question, Topic, count_support, questions_about

QUESTIONS_ON_CARD = 5
QUESTIONS_MAX = 40  # in a modal, which holds a hundred blocks


def card(rendering: Rendering) -> Message:
    """The card in the channel: a projection of the topic."""
    _ = rendering.words
    topic = rendering.session.get_one(Topic, (rendering.team_id, rendering.subject_id))
    if not topic.proposer.known_at and topic.proposer_id not in rendering.asked:
        raise UnknownError(people=[topic.proposer_id])
    if topic.withdrawn_at:
        return Message.of(
            b.quiet(_("💡 Withdrawn topic")),
            *content(_, topic),
            b.buttons(b.button(_("More …"), "topic.more", topic.id)),
        )
    supporters = count_support(rendering.session, topic)
    status = [_from(_, topic, may_see_name=topic.shows_name)]
    if supporters:
        status.append(support_of(_, supporters))
    return Message.of(
        b.quiet(_("💡 Topic proposed") if topic.title else _("💡 A wish for how we work")),
        *content(_, topic),
        *_questions(_, questions_about(rendering.session, topic)),
        b.quiet(Shown(" · ".join(status))),
        _origin(rendering, topic),
        b.buttons(
            b.button(_("Support the topic"), "topic.support", topic.id),
            b.button(_("Add a question"), "topic.ask", topic.id),
            b.button(_("More …"), "topic.more", topic.id),
        ),
    )


def listed(_: Words, network: Network, topics: Sequence[tuple[Topic, int]], there_are: int) -> Message:
    """`/tema liste`: the most supported first."""
    propose = b.button(_("Propose a topic"), "topic.propose", network.channel_id)
    if not topics:
        return Message.of(
            b.section(_("No topics are open now. What should the network take up?")),
            b.buttons(propose) if network.is_awake else None,
        )
    rows = [
        b.said_beside(_row(_, rank, topic, support), b.button(_("More …"), "topic.more", topic.id))
        for rank, (topic, support) in enumerate(topics, 1)
    ]
    rest = there_are - len(topics)
    return Message.of(
        b.heading(_("Topics in {name}", name=network.name)),
        b.quiet(_("The most supported first. Only you see this list.")),
        *rows,
        b.quiet(_.many("And {n} more, further up in the channel.", "And {n} more, further up in the channel.", rest))
        if rest
        else None,
        b.buttons(propose) if network.is_awake else None,
    )


def more(
    _: Words,
    topic: Topic,
    *,
    supported: bool,
    may_change: bool,
    may_see_name: bool,
    questions: Sequence[Question],
    may_strike: Callable[[Question], bool],
) -> dict[str, Any]:
    """What this person may do with the topic. Only they see it."""
    buttons = []
    is_open = topic.network.is_awake and not topic.withdrawn_at
    if not topic.network.is_awake:
        may_change = False
    elif not topic.withdrawn_at:
        if supported:
            buttons.append(b.button(_("Take back my support"), "topic.unsupport", topic.id))
        else:
            buttons.append(b.button(_("Support the topic"), "topic.support", topic.id))
        buttons.append(b.button(_("Add a question"), "topic.ask", topic.id))
    if may_change and topic.withdrawn_at:
        buttons.append(b.button(_("Bring the topic back"), "topic.restore", topic.id))
    elif may_change:
        ask = _("Withdraw the topic?"), _("The card says that it is withdrawn. You can bring it back."), _("Keep it")
        buttons.append(b.button(_("Edit the topic"), "topic.edit", topic.id))
        buttons.append(b.button(_("Withdraw the topic"), "topic.withdraw", topic.id, style="danger", confirm=ask))
    return b.modal(
        _("More about the topic"),
        [
            *content(_, topic),
            *([b.quiet(_("Questions from participants"))] if questions else []),
            *(_question(_, question, may_strike(question) and is_open) for question in questions[:QUESTIONS_MAX]),
            *_rest_of(_, questions, QUESTIONS_MAX),
            b.quiet(_from(_, topic, may_see_name)),
            b.section(_state(_, topic, supported)),
            *([b.buttons(*buttons)] if buttons else []),
            *([] if may_change else [b.quiet(_rest(_, topic))]),
        ],
        close=_("Close"),
    )


def thanks(_: Words, topic: Topic, anew: bool) -> Message:
    """What a person is told who has pressed «Støtt temaet»."""
    if topic.title:
        said = _("You support «{title}».", title=topic.title)
        again = _("You already support «{title}».", title=topic.title)
    else:
        said, again = _("You support the wish."), _("You already support the wish.")
    return Message.of(b.said(lines(said if anew else again, _("To take it back, press «More …» on the card."))))


def there_already(_: Words, topic: Topic) -> Message:
    """What a person is told who proposes a message that has become this topic, or that is its card."""
    return Message.of(
        b.said(
            lines(
                _("This is a topic already: «{title}».", title=topic.title or topic.form),
                _("Support it, if you want it taken up."),
            )
        ),
        b.buttons(
            b.button(_("Support the topic"), "topic.support", topic.id),
            b.button(_("More …"), "topic.more", topic.id),
        ),
    )


def too_much(_: Words, text: str) -> Message:
    """Words for who typed more after `/tema` than a form can hold: here it is, to copy."""
    told = _(
        "Your text has {length} characters, and the form holds at most {limit}. "
        "Here it is, so that you can copy from it. Then write /tema alone.",
        length=len(text),
        limit=b.FIELD_MAX,
    )
    size = b.FIELD_MAX // len("&amp;")  # escaped, a part still fits a block
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    return Message.of(b.section(told), *(b.said(escape(part)) for part in parts))


def taken(_: Words) -> Block:
    return b.section(
        _(
            "Another topic in the channel has the same title now, so this one stays withdrawn. "
            "Support that one, or use another title."
        )
    )


def _origin(rendering: Rendering, topic: Topic) -> Block | None:
    _ = rendering.words
    if not topic.message:
        return None
    address = address_of(topic.message, rendering.channel_id, rendering.workspace)
    return b.link(_("From a message in the channel"), address)


def _questions(_: Words, questions: Sequence[Question]) -> list[Block]:
    """What is asked, as the card shows it."""
    if not questions:
        return []
    shown = [b.said(escape(f"– {question.text}")) for question in questions[:QUESTIONS_ON_CARD]]
    return [b.quiet(_("Questions from participants")), *shown, *_rest_of(_, questions, QUESTIONS_ON_CARD)]


def _question(_: Words, question: Question, may_strike: bool) -> Block:
    text = escape(f"– {question.text}")
    if not may_strike:
        return b.said(text)
    return b.said_beside(text, b.button(_("Take it away"), "topic.strike", question.id))


def _rest_of(_: Words, questions: Sequence[Question], shown: int) -> list[Block]:
    rest = len(questions) - shown
    return [b.quiet(_.many("and {n} more question", "and {n} more questions", rest))] if rest > 0 else []


def _row(_: Words, rank: int, topic: Topic, support: int) -> Shown:
    title = escape(f"{rank}. {topic.title or topic.form}")
    return lines(title, support_of(_, support) if support else None)


def _from(_: Words, topic: Topic, may_see_name: bool) -> Shown:
    if not may_see_name:
        return _("Only the network leaders see who proposed it")
    if not topic.proposer.name:
        return _("Proposed by a participant")
    if topic.shows_name:
        return _("Proposed by {name}", name=topic.proposer.name)
    return _("Proposed by {name} (only the proposer and the leaders see this name)", name=topic.proposer.name)


def _rest(_: Words, topic: Topic) -> Shown:
    """What a person is told who can't change it."""
    if not topic.network.is_awake:
        return _("The network rests, so nothing can be changed now.")
    return _("Only the leaders and the person who proposed the topic can change it.")


def _state(_: Words, topic: Topic, supported: bool) -> Shown:
    if topic.withdrawn_at:
        return _("The topic is withdrawn, and the card in the channel says so.")
    return _("You support this topic.") if supported else _("You don't support this topic yet.")
