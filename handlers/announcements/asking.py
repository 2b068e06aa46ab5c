"""Asks those who have not answered whether they come, once, where places are booked."""

from __future__ import annotations

from handlers import blocks as b
from handlers.announcements.views import cancelled
from handlers.attending import answer_of, answers, own
from handlers.blocks import Message
from handlers.meeting_lines import more, when_and_where
from handlers.practice import Rendering
from handlers.visit import need_names
from handlers.words import Words
from storage.choices import Choice
from storage.meetings import Meeting, topic_of
from storage.members import is_prompted
from storage.topics import Topic


def asked(rendering: Rendering) -> Message | None:
    """To one person. Where it stands, it shows what they have answered since."""
    session, reader = rendering.session, rendering.reader
    meeting = session.get_one(Meeting, (rendering.team_id, rendering.subject_id))
    if meeting.cancelled_at:
        return cancelled(rendering, meeting)
    need_names([reader], rendering.asked)
    mine = answer_of(session, meeting, reader)
    is_open = meeting.network.is_awake and meeting.is_coming(rendering.now)
    to_ask = is_open and meeting.is_booked and mine is None and is_prompted(session, meeting.network, reader)
    if not (rendering.stands or to_ask):
        return None
    return question(rendering.words, meeting, topic_of(session, meeting), mine, is_open=is_open)


def question(
    _: Words, meeting: Meeting, topic: Topic | None, mine: Choice | None = None, *, is_open: bool = True
) -> Message:
    """`mine`: the person's answer. `is_open`: can they still answer?"""
    offered = answers(_, meeting) if is_open else []
    booked = _("Places are booked, so the leaders need to know how many come.")
    way_out = _("I ask once. Don't you want such questions? Press «More …», and then «My settings».")
    return Message.of(
        b.said(_("📅 Are you coming to the meeting in {name}?", name=meeting.network.name)),
        b.said(_("Topic: {title}", title=topic.name)) if topic else None,
        b.said(when_and_where(_, meeting)),
        b.section(booked) if is_open and meeting.is_booked and mine is None else None,
        own(_, mine) if mine else None,
        b.buttons(*offered, more(_, meeting)),
        b.quiet(way_out) if is_open and meeting.is_booked else None,
    )
