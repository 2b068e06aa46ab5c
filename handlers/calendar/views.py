"""What stands in a calendar of a meeting, and what is said to who wants it there."""

from __future__ import annotations

from handlers import blocks as b
from handlers.blocks import Message
from handlers.meeting_lines import when
from handlers.words import Shown, Words, escape, lines
from storage.meetings import Meeting
from storage.networks import Network
from storage.topics import Topic


def summary(_: Words, meeting: Meeting, topic: Topic | None) -> Shown:
    """What a calendar shows of it at first sight. Some show nothing else that tells that it is cancelled."""
    name = meeting.network.name
    named = _("{network}: {topic}", network=name, topic=topic.name) if topic else escape(name)
    return _("Cancelled: {what}", what=named) if meeting.cancelled_at else named


def description(_: Words, meeting: Meeting) -> Shown:
    """What else there is to know, and the way back to the channel."""
    network = meeting.network
    channel = f"https://slack.com/app_redirect?team={network.team_id}&channel={network.channel_id}"
    return lines(
        escape(meeting.goals) if meeting.goals else None,
        _("Host: {name}", name=meeting.host.name) if meeting.host and meeting.host.name else None,
        _("The channel: {address}", address=channel),
    )


def one(_: Words, meeting: Meeting) -> Message:
    """What stands with the file."""
    name, time = meeting.network.name, when(_, meeting)
    if meeting.cancelled_at:
        return Message.of(
            b.said(_("The meeting of {network} on {when} is cancelled.", network=name, when=time)),
            b.section(_("Open the file, and the meeting is taken out of your calendar.")),
        )
    return Message.of(
        b.said(_("For your calendar: the meeting of {network} on {when}.", network=name, when=time)),
        b.section(_("Open the file to add the meeting.")),
        b.quiet(_("If the meeting is moved, fetch the file anew. Then it moves in your calendar, too.")),
    )


def several(_: Words, network: Network, count: int) -> Message:
    """The same for all that are coming."""
    what = _.many(
        "For your calendar: the one meeting of {network} that is coming.",
        "For your calendar: the {n} meetings of {network} that are coming.",
        count,
        network=network.name,
    )
    return Message.of(
        b.said(what),
        b.section(_("Open the file to add them.")),
        b.quiet(_("If a meeting is moved, fetch the file anew. Then it moves in your calendar, too.")),
    )


def on_its_way(_: Words) -> Message:
    """Where one has asked for it."""
    return Message.of(b.section(_("I am sending you the file now. You find it in your messages from me.")))


def failed(_: Words) -> Message:
    """In the same place. Slack may have taken it all the same, if only its answer was lost."""
    return Message.of(
        b.section(
            _(
                "I could not send you the file. Look in your messages from me. If it is not there, try again. "
                "If that does not help, tell whoever runs me here that Slack refuses the file."
            )
        )
    )


def nothing(_: Words) -> Message:
    return Message.of(b.section(_("No meetings are planned yet.")))
