"""What a planned post is called, and what is said of it in a line."""

from __future__ import annotations

from datetime import datetime, tzinfo

from handlers.announcements.rules import Kind
from handlers.words import Shown, Words
from storage.meetings import Meeting
from storage.planned import NOT_COME
from storage.posts import Parked, Post

AFTERWARDS = (Kind.NEXT, Kind.CHARTER)  # what comes when the meeting is over


def name_of(_: Words, kind: Kind) -> Shown:
    """What it is, for those who lead."""
    return {
        Kind.TODAY: _("A reminder on the day"),
        Kind.EVALUATION: _("The evaluation"),
        Kind.PREVIEW: _("What the meeting is about"),
        Kind.NEXT: _("A summary and our next meeting"),
        Kind.REMINDER: _("A reminder of the topic"),
        Kind.CALL: _("A call for topics"),
        Kind.CHARTER: _("A question whether our charter is still good"),
        Kind.REFLECTION: _("A question to reflect on"),
        Kind.COMING: _("A question to participants who have not said whether they come"),
        Kind.PLANNING: _("Help with planning, to those who lead"),
    }[kind]


def named(_: Words, kind: Kind, meeting: Meeting) -> Shown:
    """The same, and of which meeting."""
    what, day = name_of(_, kind), _.day(meeting.day)
    if kind in AFTERWARDS or kind is Kind.REFLECTION:
        return _("{what} (after the meeting on {day})", what=what, day=day)
    return _("{what} (the meeting on {day})", what=what, day=day)


def moment(_: Words, at: datetime, tz: tzinfo) -> Shown:
    """«onsdag 2. desember kl. 09.00»."""
    there = at.astimezone(tz)
    return _("{day} at {time}", day=_.day(there.date()), time=_.clock(there.time()))


def line(_: Words, post: Post, tz: tzinfo) -> Shown:
    """What comes, and when; or that it is skipped."""
    what = name_of(_, Kind(post.view))
    if post.parked is Parked.SKIPPED:
        return _("– {what}: skipped this time", what=what)
    return _("– {what}: {when}", what=what, when=moment(_, post.due_at, tz))


def state(_: Words, post: Post, meeting: Meeting, now: datetime) -> Shown:
    """What becomes of it, and why."""
    day, comes = _.day(meeting.day), moment(_, post.due_at, meeting.network.tz)
    if post.parked in NOT_COME:
        return reason(_, post)
    if post.parked is Parked.SKIPPED:
        return _("Skipped this time.")
    if post.ts or post.parked:
        return _("The message is posted.")
    if post.claim or post.due_at <= now:
        return _("The message is on its way.")
    if post.is_moved:
        return _("A leader has moved it. It comes {when}.", when=comes)
    if post.view == Kind.REFLECTION:
        return _("Comes {when}, because the time between two meetings is for thinking too.", when=comes)
    if post.view in AFTERWARDS:
        return _("Comes {when}, because the meeting is on {day}, and is over then.", when=comes, day=day)
    return _("Comes {when}, because the meeting is on {day}.", when=comes, day=day)


def reason(_: Words, post: Post) -> Shown:
    """Why it has not come."""
    if post.parked is Parked.LATE:
        return _("I could not post it while it was of use.")
    if post.parked is Parked.REFUSED:
        return _("Slack did not take it.")
    return _("Slack gave no answer, so I don't know whether it stands there.")
