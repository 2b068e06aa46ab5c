"""Shows topics: the form, the card in the channel, and what a person may do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Message
from handlers.practice import Rendering
from handlers.topics.rules import Fault, NothingAsked, NothingWished, Proposal, TitleTaken, TooLong
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
            *_content(_, topic),
            b.buttons(b.button(_("More …"), "topic.more", topic.id)),
        )
    supporters = count_support(rendering.session, topic)
    status = [_from(_, topic, may_see_name=topic.shows_name)]
    if supporters:
        status.append(_.many("{n} supports the topic", "{n} support the topic", supporters))
    return Message.of(
        b.quiet(_("💡 Topic proposed") if topic.title else _("💡 A wish for how we work")),
        *_content(_, topic),
        *_questions(_, questions_about(rendering.session, topic)),
        b.quiet(Shown(" · ".join(status))),
        b.buttons(
            b.button(_("Support the topic"), "topic.support", topic.id),
            b.button(_("Add a question"), "topic.ask", topic.id),
            b.button(_("More …"), "topic.more", topic.id),
        ),
    )


def form_to_propose(_: Words, network: Network, proposal: Proposal) -> dict[str, Any]:
    """The form of `/tema`, with what stood after it."""
    moved = _("Your text was too long for a title. All of it stands below: write a short title here.")
    return b.modal(
        _("Propose a topic"),
        [
            b.said(_("The topic gets a card in {name}, where others can support it.", name=network.name)),
            b.quiet(_("A title, or a wish for method and form, is enough. The rest is up to you.")),
            *_fields(_, proposal, by_proposer=True, title_hint=moved if proposal.need else None),
        ],
        submit=_("Propose the topic"),
        close=_("Cancel"),
        deed="topic.propose",
        about=network.channel_id,
    )  # fmt: skip


def form_to_edit(
    _: Words, topic: Topic, proposal: Proposal, by_proposer: bool, *, changed_by: str | None = None
) -> dict[str, Any]:
    """The same form for a topic that stands. Whether the name is shown is the proposer's own choice.

    `changed_by`: somebody was faster; their name, if it may be told.
    """
    return b.modal(
        _("Edit the topic"),
        [*_late(_, topic, changed_by), *_fields(_, proposal, by_proposer=by_proposer)],
        submit=_("Save the changes"),
        close=_("Cancel"),
        deed="topic.edit",
        about=topic.id,
        version=topic.version,
    )


def form_to_ask(_: Words, topic: Topic) -> dict[str, Any]:
    """A question of one's own about a topic."""
    return b.modal(
        _("Add a question"),
        [
            *_content(_, topic),
            b.text_field(
                "question",
                _("What do you want to know about this?"),
                hint=_(
                    "Your question stands on the card in the channel, without your name. At most {n} characters.",
                    n=Question.TEXT_MAX,
                ),
                tall=True,
            ),
        ],
        submit=_("Add the question"),
        close=_("Cancel"),
        deed="topic.ask",
        about=topic.id,
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
            *_content(_, topic),
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


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    return {name: _sentence(_, fault) for name, fault in found.items()}


def proposal_of(topic: Topic) -> Proposal:
    return Proposal(topic.title, topic.need, topic.form, topic.expert, topic.shows_name)


def _sentence(_: Words, fault: Fault) -> Shown:
    match fault:
        case TooLong():
            return _(
                "Write at most {limit} characters here. Now there are {length}.",
                limit=fault.limit,
                length=fault.length,
            )
        case NothingWished():
            return _("Write a title, or a wish for method and form further down. One of them is enough.")
        case NothingAsked():
            return _("Write your question.")
        case TitleTaken():
            return _(
                "There is a topic with this title in the channel already. Support it there, or write another title."
            )


def _fields(_: Words, proposal: Proposal, *, by_proposer: bool, title_hint: Shown | None = None) -> list[Block]:
    fields = [
        b.text_field(
            "title",
            _("Title"),
            value=proposal.title,
            hint=title_hint
            or _("A few words that say what it is about. At most {n} characters.", n=Topic.TITLE_MAX),
        ),
        b.text_field(
            "need",
            _("What do you need?"),
            value=proposal.need,
            hint=_("A question, or a situation you are in. At most {n} characters.", n=Topic.NEED_MAX),
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


def _content(_: Words, topic: Topic) -> list[Block]:
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
    return lines(title, _.many("{n} supports the topic", "{n} support the topic", support) if support else None)


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
        *_content(_, topic),
        b.section(_("What you wrote stands below. Save it if it shall hold instead.")),
    ]


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
