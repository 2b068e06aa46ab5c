"""What several practices say of a meeting: a line or two each, and the way to all about it."""

from __future__ import annotations

from handlers import blocks as b
from handlers.blocks import Block, Button
from handlers.words import Shown, Words, escape, lines
from storage.meetings import Meeting


def when(_: Words, meeting: Meeting) -> Shown:
    """«onsdag 9. desember kl. 09.00–11.00»."""
    day, begins, ends = _.day(meeting.day), _.clock(meeting.begins), _.clock(meeting.ends)
    return _("{day} at {begins}–{ends}", day=day, begins=begins, ends=ends)


def when_and_where(_: Words, meeting: Meeting) -> Shown:
    """Time, place and host: those that there are."""
    return lines(
        _("Time: {when}", when=when(_, meeting)),
        _("Place: {place}", place=meeting.place) if meeting.place else None,
        _("Host: {name}", name=meeting.host.name) if meeting.host and meeting.host.name else None,
    )


def led_by(_: Words, meeting: Meeting) -> Shown | None:
    """The names of the network's leaders, as far as they are known."""
    names = [leader.name for leader in meeting.network.leaders if leader.name]
    return _.many("Leader: {names}", "Leaders: {names}", len(names), names=_.all_of(names)) if names else None


def goals(_: Words, meeting: Meeting) -> list[Block]:
    """What it shall lead to, if somebody has said so."""
    return [b.quiet(_("Goals")), b.said(escape(meeting.goals))] if meeting.goals else []


def because(_: Words, meeting: Meeting) -> list[Block]:
    """Why it is cancelled, if somebody has said so."""
    if not meeting.cancelled_because:
        return []
    return [b.quiet(_("Why")), b.said(escape(meeting.cancelled_because))]


def more(_: Words, meeting: Meeting) -> Button:
    return b.button(_("More …"), "meeting.more", meeting.id)
