"""Tells the channel what becomes of a meeting that it knows of: moved, cancelled, or held after all."""

from __future__ import annotations

from handlers import blocks as b
from handlers.attending import answers
from handlers.blocks import Message
from handlers.meeting_lines import because, more, when
from handlers.practice import Rendering
from handlers.words import Shown, Words, lines
from storage.meetings import Meeting, topic_of


def moved(rendering: Rendering) -> Message | None:
    """When it is now. If it is cancelled since, this says so too."""
    _, meeting = rendering.words, _meeting(rendering)
    if meeting.cancelled_at:
        return _off(rendering, meeting) if rendering.stands else None
    topic = topic_of(rendering.session, meeting)
    return _news(
        _,
        meeting,
        _("📅 The meeting is moved"),
        _("The meeting about «{title}» is moved to {when}.", title=topic.name, when=when(_, meeting))
        if topic
        else _("The meeting is moved to {when}.", when=when(_, meeting)),
        asks=meeting.is_coming(rendering.now),
    )


def cancelled(rendering: Rendering) -> Message | None:
    """That it is off; or, where that was told, that it is not."""
    _, meeting = rendering.words, _meeting(rendering)
    if meeting.cancelled_at:
        return _off(rendering, meeting)
    if not rendering.stands:
        return None
    topic = topic_of(rendering.session, meeting)
    return _news(
        _,
        meeting,
        _("📅 The meeting takes place after all"),
        _("The meeting about «{title}» takes place after all, on {when}.", title=topic.name, when=when(_, meeting))
        if topic
        else _("The meeting takes place after all, on {when}.", when=when(_, meeting)),
    )


def _meeting(rendering: Rendering) -> Meeting:
    return rendering.session.get_one(Meeting, (rendering.team_id, rendering.subject_id))


def _off(rendering: Rendering, meeting: Meeting) -> Message:
    _, topic = rendering.words, topic_of(rendering.session, meeting)
    told = (
        _("The meeting about «{title}» on {when} is cancelled.", title=topic.name, when=when(_, meeting))
        if topic
        else _("The meeting on {when} is cancelled.", when=when(_, meeting))
    )
    return Message.of(
        b.quiet(_("📅 Cancelled meeting")), b.said(told), *because(_, meeting), b.buttons(more(_, meeting))
    )


def _news(_: Words, meeting: Meeting, kind: Shown, told: Shown, *, asks: bool = False) -> Message:
    """`asks`: what people have answered to whether they come was about another time."""
    place = _("Place: {place}", place=meeting.place) if meeting.place else None
    return Message.of(
        b.quiet(kind),
        b.said(lines(told, place)),
        b.section(_("Say anew whether you are coming.")) if asks else None,
        b.buttons(*(answers(_, meeting) if asks else []), more(_, meeting)),
    )
