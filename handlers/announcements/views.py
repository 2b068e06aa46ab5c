"""What the bot says of meetings by itself, each drawn from the meeting as it is now."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import blocks as b
from handlers.announcements import reflecting
from handlers.announcements.midway import are_they_good
from handlers.announcements.names import line, named, reason
from handlers.announcements.plan import slot_of
from handlers.announcements.rules import Kind
from handlers.attending import ABOUT, answers, counted, counts_of
from handlers.blocks import Block, Button, Message
from handlers.evaluating import came_of_it, summary, was_it_worth_it
from handlers.meeting_lines import because, goals, led_by, more, when, when_and_where
from handlers.practice import Renderer, Rendering
from handlers.programme import programme
from handlers.visit import need_names
from handlers.words import Shown, Words, cut, escape, lines
from storage import choices, planned, posts
from storage.agendas import Item, agenda_of
from storage.meetings import Meeting, coming_meetings, following, meeting_of, topic_of
from storage.networks import Network
from storage.posts import Parked
from storage.topics import Topic, Which, questions_about, ranked
from storage.wall_time import day_of

NEED_MAX, QUESTIONS, TOPICS, LISTED = 250, 2, 3, 10


def preview(rendering: Rendering) -> Message | None:
    """Why it is worth coming, when and where, and what has come of the last one. It stands when it is over, too."""
    _, meeting = rendering.words, _meeting(rendering)
    if meeting.cancelled_at:
        return cancelled(rendering, meeting)
    shown = _presented(rendering, meeting, _("📅 The meeting on {day}", day=_.day(meeting.day)), who_comes=True)
    return Message.of(*came_of_it(_, rendering.session, meeting), *shown.blocks)


def today(rendering: Rendering) -> Message | None:
    """On the day, in short."""
    _, meeting = rendering.words, _meeting(rendering)
    if meeting.cancelled_at:
        return cancelled(rendering, meeting)
    topic, this_day = topic_of(rendering.session, meeting), day_of(rendering.now, meeting.network.tz)
    on_the_day = meeting.day == this_day
    head = _("📅 We meet today") if on_the_day else _("📅 The meeting on {day}", day=_.day(meeting.day))
    about = _("Topic: {title}", title=topic.name) if topic else None
    return Message.of(
        b.quiet(head),
        b.said(lines(about, when_and_where(_, meeting))),
        *programme(_, meeting, agenda_of(rendering.session, meeting), topic, in_short=True),
        *goals(_, meeting),
        b.buttons(more(_, meeting)),
    )


def following_one(rendering: Rendering) -> Message | None:
    """After a meeting: how it was, and what comes next."""
    _, meeting = rendering.words, _meeting(rendering)
    told, comes = summary(_, rendering.session, meeting), _what_comes(rendering, meeting)
    if not told:
        return comes
    return Message.of(*told, *(comes.blocks if comes else [b.buttons(more(_, meeting))]))


def _what_comes(rendering: Rendering, meeting: Meeting) -> Message | None:
    """The next one. If that is cancelled and there is no other, it says so."""
    _ = rendering.words
    comes, is_off = following(rendering.session, meeting)
    if comes is None:
        return cancelled(rendering, is_off) if is_off else None
    need_names([comes.host], rendering.asked)
    if rendering.now >= comes.starts_at:
        return None
    return _presented(rendering, comes, _("📅 Our next meeting"))


def reminder(rendering: Rendering) -> Message | None:
    """Of the topic, for whoever wants to know more about it."""
    _, meeting = rendering.words, _meeting(rendering)
    topic = topic_of(rendering.session, meeting)
    if meeting.cancelled_at:
        return cancelled(rendering, meeting)
    if not rendering.stands and (topic is None or rendering.now >= meeting.starts_at):
        return None
    return Message.of(
        b.quiet(_("📅 The topic on {day}", day=_.day(meeting.day))),
        *(_why(rendering, topic) if topic else [b.section(_("No topic is set."))]),
        b.said(when_and_where(_, meeting)),
        b.section(_("What do you want to know about it? Add a question.")) if topic else None,
        b.buttons(*([b.button(_("Add a question"), "topic.ask", topic.id)] if topic else []), more(_, meeting)),
    )


def call(rendering: Rendering) -> Message | None:
    """Asks for topics. Once there is one, nobody is asked any more."""
    _, meeting = rendering.words, _meeting(rendering)
    topic = topic_of(rendering.session, meeting)
    if meeting.cancelled_at:
        return cancelled(rendering, meeting)
    if topic is None and rendering.now < meeting.starts_at:
        told, offered = _("What shall we take up? Propose a topic, or support one that is here already."), True
    elif rendering.stands:
        told, offered = _("Topic: {title}", title=topic.name) if topic else _("No topic is set."), False
    else:
        return None
    return Message.of(
        b.quiet(_("📅 The meeting on {day}", day=_.day(meeting.day))),
        b.said(told),
        b.said(when_and_where(_, meeting)),
        b.buttons(*([_propose(_, meeting)] if offered else []), more(_, meeting)),
    )


def planning(rendering: Rendering) -> Message | None:
    """To somebody who leads: what is set, what to choose from, and what will be said in the channel."""
    _, meeting = rendering.words, _meeting(rendering)
    network, now = meeting.network, rendering.now
    if not network.is_led_by(rendering.reader, day_of(now, network.tz)):
        return None
    if not rendering.stands and not (rendering.reader.wants_leads and network.is_awake):
        return None
    if meeting.cancelled_at:
        return cancelled(rendering, meeting)
    head = b.said(_("📅 A meeting to plan in {name}", name=network.name)), b.said(when_and_where(_, meeting))
    topic = topic_of(rendering.session, meeting)
    about = b.said(_("Topic: {title}", title=topic.name)) if topic else b.section(_("No topic is set."))
    if not meeting.is_coming(now):
        return Message.of(*head, about) if rendering.stands else None
    there = planned.planned_about(rendering.session, meeting.team_id, [meeting.id])
    asked = any(post.view == Kind.CALL and (post.ts or post.is_moved) for post in there)
    to_ask = None if asked else slot_of(rendering.session, network, Kind.CALL, meeting.id, now)
    waiting = [post for post in there if planned.is_waiting(post) and post.user_id is None]
    items = agenda_of(rendering.session, meeting)
    offered = [
        b.button(_("Edit the agenda") if items else _("Make an agenda"), "agenda.see", meeting.id),
        b.button(_("Ask for topics in the channel"), "announcement.call", meeting.id)
        if to_ask and now < to_ask.last
        else b.button(_("Edit the meeting"), "meeting.edit", meeting.id),
        b.button(_("See what is coming"), "announcement.see", network.id),
        more(_, meeting),
    ]
    counts = counted(_, counts_of(rendering.session, meeting), to_leaders=True)
    wrote = sum(bool(one.word) for one in choices.those(rendering.session, meeting.team_id, ABOUT, meeting.id))
    return Message.of(
        *head,
        about,
        b.quiet(counts) if counts else None,
        b.section(
            _.many(
                "{n} has written to you. See it with «More …».", "{n} have written to you. See it with «More …».", wrote
            )
        )
        if wrote
        else None,
        b.said(_agenda(_, meeting, items)),
        *([] if topic else _choices(rendering, network)),
        b.section(_("I have asked for topics in the channel.")) if asked and topic is None else None,
        b.quiet(_("What I say in the channel")) if waiting else None,
        b.said(lines(*(line(_, post, network.tz) for post in waiting))) if waiting else None,
        b.buttons(*offered),
    )


def missed(rendering: Rendering) -> Message | None:
    """To somebody who leads: what has not come in the channel, why, and what to do."""
    _ = rendering.words
    network = rendering.session.get_one(Network, (rendering.team_id, rendering.subject_id))
    since = posts.told_since(rendering.session, rendering.team_id, "announcement.missed", network.id, rendering.reader)
    lost = planned.not_come(rendering.session, network.channel, since or rendering.now)
    if not lost or not network.is_led_by(rendering.reader, day_of(rendering.now, network.tz)):
        return None
    rows = []
    for post in lost[:LISTED]:
        meeting = meeting_of(rendering.session, post)
        rows.append(b.said(lines(named(_, Kind(post.view), meeting), reason(_, post))))
    rest = len(lost) - len(rows)
    offered = [b.button(_("See what is coming"), "announcement.see", network.id)]
    may_stand = any(post.parked is not Parked.LATE for post in lost)
    if may_stand:
        offered.insert(0, b.button(_("Post again"), "network.post_again", network.id))
    return Message.of(
        b.said(_("📣 News about {name}", name=network.name)),
        b.section(_("This has not come in the channel:")),
        *rows,
        b.quiet(_.many("and {n} more", "and {n} more", rest)) if rest else None,
        b.section(
            _("Look in the channel first. What is missing there you can post again.")
            if may_stand
            else _("It is not posted any more. If the participants need to know, write it in the channel yourself.")
        ),
        b.buttons(*offered),
    )


BY_KIND: dict[str, Renderer] = {
    Kind.TODAY: today,
    Kind.EVALUATION: was_it_worth_it,
    Kind.PREVIEW: preview,
    Kind.NEXT: following_one,
    Kind.REMINDER: reminder,
    Kind.CALL: call,
    Kind.CHARTER: are_they_good,
    Kind.REFLECTION: reflecting.asked,
    Kind.PLANNING: planning,
}


def _meeting(rendering: Rendering) -> Meeting:
    meeting = rendering.session.get_one(Meeting, (rendering.team_id, rendering.subject_id))
    need_names([meeting.host], rendering.asked)
    return meeting


def _presented(rendering: Rendering, meeting: Meeting, head: Shown, *, who_comes: bool = False) -> Message:
    """A meeting that comes or has been: topic, when and where, goals. `who_comes`: people say whether they do."""
    _, topic = rendering.words, topic_of(rendering.session, meeting)
    is_coming = rendering.now < meeting.starts_at
    asks, who_comes = topic is None and is_coming, who_comes and is_coming
    leaders, counts = led_by(_, meeting), counted(_, counts_of(rendering.session, meeting)) if who_comes else None
    if who_comes:
        invited = _("No topic is set yet. What shall we take up? Press «More …», or write /tema.")
    else:
        invited = _("No topic is set yet. What shall we take up? Press the button, or write /tema.")
    offered = answers(_, meeting) if who_comes else [_propose(_, meeting)] if asks else []
    return Message.of(
        b.quiet(head),
        *(_why(rendering, topic) if topic else []),
        b.said(when_and_where(_, meeting)),
        b.quiet(leaders) if who_comes and leaders else None,
        *programme(_, meeting, agenda_of(rendering.session, meeting), topic),
        *goals(_, meeting),
        b.section(invited) if asks else None,
        b.quiet(counts) if counts else None,
        b.buttons(*offered, more(_, meeting)),
    )


def cancelled(rendering: Rendering, meeting: Meeting) -> Message | None:
    """Where something has been said of it already. Else nothing needs to be."""
    if not rendering.stands:
        return None
    _, topic = rendering.words, topic_of(rendering.session, meeting)
    return Message.of(
        b.quiet(_("📅 Cancelled meeting")),
        b.said(_("The meeting is cancelled: {when}", when=when(_, meeting))),
        *because(_, meeting),
        b.said(_("Topic: {title}", title=topic.name)) if topic else None,
        b.buttons(more(_, meeting)),
    )


def _why(rendering: Rendering, topic: Topic) -> list[Block]:
    """The topic, with what somebody needs from it, and would like to know."""
    _, asked = rendering.words, questions_about(rendering.session, topic)
    rest = len(asked) - QUESTIONS
    return [
        b.heading(escape(topic.name)),
        *([b.said(cut(escape(topic.need), NEED_MAX))] if topic.need else []),
        *([b.quiet(_("Questions from participants"))] if asked else []),
        *(b.said(escape(f"– {question.text}")) for question in asked[:QUESTIONS]),
        *([b.quiet(_.many("and {n} more question", "and {n} more questions", rest))] if rest > 0 else []),
    ]


def _agenda(_: Words, meeting: Meeting, items: Sequence[Item]) -> Shown:
    """How far the agenda is."""
    if not items:
        return _("There is no agenda yet.")
    minutes = sum(item.minutes for item in items)
    return _.many(
        "The agenda has {n} item: {minutes} of {whole} minutes.",
        "The agenda has {n} items: {minutes} of {whole} minutes.",
        len(items),
        minutes=minutes,
        whole=meeting.minutes,
    )


def _choices(rendering: Rendering, network: Network) -> list[Block]:
    """The most supported topics that no coming meeting has."""
    _, session = rendering.words, rendering.session
    given = {topic_of(session, one) for one in coming_meetings(session, network, rendering.now)}
    found, _count = ranked(session, network, Which.OPEN, rendering.reader, most=TOPICS + len(given))
    rows = [
        lines(
            escape(f"– {topic.name}"),
            _.many("{n} supports the topic", "{n} support the topic", support) if support else None,
        )
        for topic, support in found
        if topic not in given
    ]
    if not rows:
        return [b.section(_("No topics are open now. What should the network take up?"))]
    return [b.quiet(_("Topics to choose from, the most supported first")), b.said(lines(*rows[:TOPICS]))]


def _propose(_: Words, meeting: Meeting) -> Button:
    return b.button(_("Propose a topic"), "topic.propose", meeting.network_id)
