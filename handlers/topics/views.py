"""Shows topics: the card in the channel, the list, and what a person may do with a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers import blocks as b
from handlers.blocks import Block, Message
from handlers.practice import Rendering
from handlers.topics.forms import content, support_of
from handlers.topics.messages import address_of
from handlers.visit import need_names
from handlers.words import Shown, Words, escape, lines
from storage import posts
from storage.meetings import Meeting, meetings_about
from storage.networks import Network
from storage.topics import (
    Hand,
    HandKind,
    Question,
    Topic,
    Which,
    count_support,
    gathered_under,
    hands_for,
    people_behind,
    questions_about,
    survivor_of,
)

QUESTIONS_ON_CARD = 5
OFFERS_ON_CARD = 5


def card(rendering: Rendering) -> Message:
    """The card in the channel: a projection of the topic."""
    _ = rendering.words
    topic = rendering.session.get_one(Topic, (rendering.team_id, rendering.subject_id))
    hands = hands_for(rendering.session, topic)
    offers = [hand for hand in hands if hand.kind is HandKind.CONTRIBUTES]
    named = [topic.proposer, *(hand.giver for hand in offers[:OFFERS_ON_CARD])]
    need_names(named, rendering.asked)
    more = b.button(_("More …"), "topic.more", topic.id)
    if topic.withdrawn_at:
        return Message.of(b.quiet(_("💡 Withdrawn topic")), *content(_, topic), b.buttons(more))
    if topic.merged_into_id:
        survivor = survivor_of(rendering.session, topic)
        return Message.of(
            b.quiet(_("💡 Merged topic")),
            *content(_, topic),
            b.said(_("Merged into «{title}». Support it and ask about it on that card.", title=survivor.name)),
            _card_of(rendering, survivor),
            b.buttons(more),
        )
    supporters = count_support(rendering.session, topic)
    status = [proposed_by(_, topic, may_see_name=topic.shows_name)]
    if supporters:
        status.append(support_of(_, supporters))
    gathered = gathered_under(rendering.session, topic)
    if gathers := len(gathered) - 1:
        status.append(_.many("{n} other topic is merged into this", "{n} other topics are merged into this", gathers))
    if know := len(people_behind([hand for hand in hands if hand.kind is HandKind.KNOWS])):
        status.append(know_someone(_, know))
    if plan := planned(_, meetings_about(rendering.session, gathered), rendering.now):
        status.append(plan)
    return Message.of(
        b.quiet(_kind(_, topic)),
        *content(_, topic),
        *([b.quiet(_("Why it is on hold")), b.said(escape(topic.parked_because))] if topic.parked_because else []),
        *_questions(_, questions_about(rendering.session, topic)),
        *_offers(_, offers),
        b.quiet(Shown(" · ".join(status))),
        _origin(rendering, topic),
        b.buttons(
            b.button(_("Support the topic"), "topic.support", topic.id),
            b.button(_("Add a question"), "topic.ask", topic.id),
            more,
        ),
    )


@dataclass(frozen=True)
class Row:
    """A topic in a list."""

    topic: Topic
    support: int
    survivor: Topic  # what it is merged into, or itself
    planned: Shown | None = None


def listed(_: Words, network: Network, which: Which, rows: Sequence[Row], there_are: int) -> Message:
    """`/tema liste`: the most supported first, and a menu to see others instead."""
    rest = there_are - len(rows)
    return Message.of(
        b.heading(_("Topics in {name}", name=network.name)),
        b.quiet(_("The most supported first. Only you see this list.")) if rows else b.section(_none(_, which)),
        *(
            b.said_beside(_row(_, rank, row), b.button(_("More …"), "topic.more", row.topic.id))
            for rank, row in enumerate(rows, 1)
        ),
        b.quiet(_.many("And {n} more, further up in the channel.", "And {n} more, further up in the channel.", rest))
        if rest
        else None,
        b.buttons(
            b.menu(
                _("Which topics?"),
                "topic.list",
                network.id,
                {
                    Which.OPEN: _("Open topics"),
                    Which.MINE: _("Those I proposed"),
                    Which.PARKED: _("On hold"),
                    Which.CLOSED: _("Withdrawn and merged"),
                },
                value=which,
            ),
            *([b.button(_("Propose a topic"), "topic.propose", network.id)] if network.is_awake else []),
        ),
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
                _("This is a topic already: «{title}».", title=topic.name),
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
            "Another topic in the channel has the same title now, so this one stays as it is. "
            "Support that one, or use another title."
        )
    )


def no_meetings(_: Words) -> Block:
    return b.section(_("There are no meetings to come. Write /nettverk, press «More …», and add one."))


def planned(_: Words, meetings: Sequence[Meeting], now: datetime) -> Shown | None:
    """When a topic is taken up next or else was last. `meetings`: those that it is given to, in their order."""
    if not meetings:
        return None
    coming = next((meeting for meeting in meetings if meeting.is_coming(now)), None)
    if coming:
        return _("Planned: {day}", day=_.day(coming.day))
    return _("Taken up on {day}", day=_.day(meetings[-1].day))


def alone(_: Words) -> Block:
    return b.section(_("There is no other topic here to merge it with."))


def _kind(_: Words, topic: Topic) -> Shown:
    if topic.parked_at:
        return _("💡 Topic on hold")
    return _("💡 Topic proposed") if topic.title else _("💡 A wish for how we work")


def _card_of(rendering: Rendering, topic: Topic) -> Block | None:
    _ = rendering.words
    ts = posts.ts_of(rendering.session, topic.team_id, "topic.card", topic.id)
    return b.link(_("See its card"), address_of(ts, rendering.channel_id, rendering.workspace)) if ts else None


def _origin(rendering: Rendering, topic: Topic) -> Block | None:
    """Not of who hides their name: people most often propose what they have written themselves."""
    _ = rendering.words
    if not topic.message or not topic.shows_name:
        return None
    address = address_of(topic.message, rendering.channel_id, rendering.workspace)
    return b.link(_("From a message in the channel"), address)


def _questions(_: Words, questions: Sequence[Question]) -> list[Block]:
    """What is asked, as the card shows it."""
    if not questions:
        return []
    shown = [b.said(escape(f"– {question.text}")) for question in questions[:QUESTIONS_ON_CARD]]
    return [b.quiet(_("Questions from participants")), *shown, *more_questions(_, len(questions) - len(shown))]


def _offers(_: Words, offers: Sequence[Hand]) -> list[Block]:
    """Who can contribute, as the card shows it."""
    shown = [b.said(offer_of(_, hand)) for hand in offers[:OFFERS_ON_CARD]]
    rest = len(people_behind(offers) - people_behind(offers[:OFFERS_ON_CARD]))
    more = b.quiet(_.many("and {n} more can contribute", "and {n} more can contribute", rest))
    return [*shown, more] if rest else shown


def offer_of(_: Words, hand: Hand) -> Shown:
    """Who offers what. That somebody knows someone is not for all eyes."""
    if hand.kind is HandKind.KNOWS:
        if not hand.giver.name:
            return _("A participant knows someone: {text}", text=hand.text)
        return _("{name} knows someone: {text}", name=hand.giver.name, text=hand.text)
    if not hand.giver.name:
        return _("A participant can contribute: {text}", text=hand.text)
    return _("{name} can contribute: {text}", name=hand.giver.name, text=hand.text)


def know_someone(_: Words, n: int) -> Shown:
    return _.many("{n} knows someone who can help", "{n} know someone who can help", n)


def more_questions(_: Words, rest: int) -> list[Block]:
    return [b.quiet(_.many("and {n} more question", "and {n} more questions", rest))] if rest > 0 else []


def _row(_: Words, rank: int, row: Row) -> Shown:
    facts = [_state(_, row), row.planned, support_of(_, row.support) if row.support else None]
    told = " · ".join(fact for fact in facts if fact)
    return lines(escape(f"{rank}. {row.topic.name}"), Shown(told) if told else None)


def _state(_: Words, row: Row) -> Shown | None:
    """What sets it apart from an open one."""
    if row.topic.withdrawn_at:
        return _("Withdrawn")
    if row.topic.merged_into_id:
        return _("Merged into «{title}»", title=row.survivor.name)
    return _("On hold") if row.topic.parked_at else None


def _none(_: Words, which: Which) -> Shown:
    return {
        Which.OPEN: _("No topics are open now. What should the network take up?"),
        Which.MINE: _("You haven't proposed any topic here yet."),
        Which.PARKED: _("No topics are on hold."),
        Which.CLOSED: _("No topics are withdrawn or merged."),
    }[which]


def proposed_by(_: Words, topic: Topic, may_see_name: bool) -> Shown:
    if not may_see_name:
        return _("Only the network leaders see who proposed it")
    if not topic.proposer.name:
        return _("Proposed by a participant")
    if topic.shows_name:
        return _("Proposed by {name}", name=topic.proposer.name)
    return _("Proposed by {name} (only the proposer and the leaders see this name)", name=topic.proposer.name)
