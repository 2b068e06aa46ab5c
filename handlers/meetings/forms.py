"""The forms of single meetings, and what is said at their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block
from handlers.lengths import lengths
from handlers.meeting_lines import when_and_where
from handlers.meetings.entry import NO_TOPIC, Entry, Fault
from handlers.typed import too_long
from handlers.words import Shown, Words, cut, escape
from storage.meetings import Meeting
from storage.networks import Network
from storage.topics import Topic

TOPICS_MAX = 98  # in a menu of a hundred, beside none and the one it has


def form_to_add(_: Words, network: Network, entry: Entry, topics: Sequence[Topic]) -> dict[str, Any]:
    """One more meeting, with what is usual filled in. `topics`: those to choose from."""
    return b.modal(
        _("Add a meeting"),
        [
            b.quiet(_("What you usually do is filled in.")),
            *_fields(_, entry, topics),
        ],
        submit=_("Add the meeting"),
        close=_("Cancel"),
        deed="meeting.add",
        about=network.id,
    )


def form_to_edit(
    _: Words, meeting: Meeting, entry: Entry, topics: Sequence[Topic], *, changed_by: str | None = None
) -> dict[str, Any]:
    """The same for a meeting that stands. `changed_by`: somebody was faster; their name, if it is known."""
    return b.modal(
        _("Edit the meeting"),
        [*_late(_, meeting, changed_by), *_fields(_, entry, topics)],
        submit=_("Save the changes"),
        close=_("Cancel"),
        deed="meeting.edit",
        about=meeting.id,
        version=meeting.version,
    )


def form_to_cancel(_: Words, meeting: Meeting) -> dict[str, Any]:
    """What will happen, and why it does."""
    return b.modal(
        _("Cancel the meeting"),
        [
            b.said(when_and_where(_, meeting)),
            b.section(
                _(
                    "The channel is told that the meeting is cancelled. What I was to post about it is not posted. "
                    "You can undo it until the time of the meeting has come."
                )
            ),
            b.text_field(
                "reason",
                _("Why is it cancelled?"),
                value=meeting.cancelled_because,
                hint=_(
                    "Everyone in the channel sees the reason. Leave it empty if you like. At most {n} characters.",
                    n=Meeting.REASON_MAX,
                ),
            ),
        ],
        submit=_("Cancel the meeting"),
        close=_("Don't cancel it"),
        deed="meeting.cancel",
        about=meeting.id,
    )


def sentences(_: Words, found: Mapping[str, Fault], entry: Entry) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_DAY: _("Choose a day."),
        Fault.PAST: _("That is over already. Choose a later day."),
        Fault.FAR: _("That is many years ahead. Choose a day before."),
        Fault.BEGUN: _("The meeting has begun, so it can't be moved. Add a new meeting instead."),
        Fault.PLACE_TOO_LONG: too_long(_, Network.PLACE_MAX, len(entry.place)),
        Fault.GOALS_TOO_LONG: too_long(_, Meeting.GOALS_MAX, len(entry.goals)),
        Fault.TOPIC_GONE: _("This topic was withdrawn while you chose. Choose another."),
        Fault.HOST_CANNOT: _(
            "The one you chose is a bot or has left the workspace. Choose somebody who can be the host."
        ),
    }
    return {name: said[fault] for name, fault in found.items()}


def _late(_: Words, meeting: Meeting, changed_by: str | None) -> list[Block]:
    if changed_by is None:
        return []
    somebody = (
        _("{name} changed the meeting while you wrote, so yours is not saved yet.", name=changed_by)
        if changed_by
        else _("Somebody changed the meeting while you wrote, so yours is not saved yet.")
    )
    return [
        b.said(somebody),
        b.quiet(_("This is how the meeting stands now")),
        b.said(when_and_where(_, meeting)),
        b.section(_("What you wrote is below. Save it if it should count instead.")),
    ]


def _fields(_: Words, entry: Entry, topics: Sequence[Topic]) -> list[Block]:
    offered = {NO_TOPIC: _("No topic yet")} | {topic.id: cut(escape(topic.name), b.OPTION_MAX) for topic in topics}
    return [
        b.date_field(
            "day",
            _("Which day?"),
            value=entry.day,
            needed=True,
        ),
        b.time_field("begins", _("When does the meeting begin?"), value=f"{entry.begins:%H:%M}"),
        b.select_field("minutes", _("How long does it last?"), lengths(_), value=str(entry.minutes)),
        b.text_field(
            "place",
            _("Where do you meet?"),
            value=entry.place,
            hint=_("A room, an address or a link. Leave it empty if it varies."),
        ),
        b.select_field(
            "topic",
            _("What is it about?"),
            offered,
            value=entry.topic_id if entry.topic_id in offered else NO_TOPIC,
            hint=_("The open topics, the most supported first."),
        ),
        b.text_field(
            "goals",
            _("What do you want to achieve?"),
            value=entry.goals,
            hint=_("One or two goals, which everyone sees beforehand. At most {n} characters.", n=Meeting.GOALS_MAX),
            tall=True,
        ),
        b.people_field(
            "host",
            _("Who is the host?"),
            value=[entry.host_id] if entry.host_id else [],
            most=1,
            hint=_("Who receives the others. Leave it empty if nobody does."),
            needed=False,
        ),
        b.several_field(
            "booked",
            _("Do you have to know how many come?"),
            {"yes": _("Places are booked")},
            value=["yes"] if entry.is_booked else [],
            hint=_(
                "Then I ask participants who have not answered: once, in a direct message, three working days before. "
                "If I am set to «Quiet», I don't ask."
            ),
        ),
    ]
