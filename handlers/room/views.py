"""What stands in the channel as the meeting begins, and what its leader asks aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers import blocks as b
from handlers.announcements.views import cancelled
from handlers.attending import AGREED
from handlers.blocks import Message
from handlers.live import button_of
from handlers.meeting_lines import goals, more, when_and_where
from handlers.practice import Rendering
from handlers.programme import programme, title_of
from handlers.words import Words, escape, lines
from storage import choices
from storage.agendas import Item, agenda_of
from storage.meetings import Meeting, topic_of
from storage.topics import Topic
from storage.wall_time import day_of

AGREES = "agrees"


def room(rendering: Rendering) -> Message | None:
    """Topic, programme and goals, to show at the start; and whether all agree."""
    _, session = rendering.words, rendering.session
    meeting = session.get_one(Meeting, (rendering.team_id, rendering.subject_id))
    if meeting.cancelled_at:
        return cancelled(rendering, meeting)
    topic, is_today = topic_of(session, meeting), day_of(rendering.now, meeting.network.tz) >= meeting.day
    asks = is_today and rendering.now < meeting.ends_at
    agreed = choices.counts(session, meeting.team_id, AGREED, [meeting.id])[meeting.id][AGREES]
    return Message.of(
        b.quiet(_("🔔 We begin") if is_today else _("📅 The meeting is moved")),
        b.heading(escape(topic.name)) if topic else None,
        b.said(when_and_where(_, meeting)),
        *programme(_, meeting, agenda_of(session, meeting), topic),
        *goals(_, meeting),
        b.section(_("*Do we agree on content and order? Is there anything else?*")) if asks else None,
        b.quiet(_.many("{n} agrees", "{n} agree", agreed)) if agreed else None,
        b.buttons(
            *(
                [
                    b.button(_("I agree"), "room.agree", meeting.id),
                    b.button(_("Suggest something"), "suggestion.make", meeting.id),
                ]
                * asks
            ),
            more(_, meeting),
        ),
    )


def to_ask(_: Words, meeting: Meeting, items: Sequence[Item], topic: Topic | None) -> dict[str, Any]:
    """What the leader says aloud; those on video may press. And what can be begun from the agenda."""
    begins = [(item, button) for item in items if (button := button_of(_, item))]
    return b.modal(
        _("The meeting begins"),
        [
            b.section(_("Topic, programme and goals stand in the channel now. Show them, and ask this aloud.")),
            b.section(_("*Do we agree on content and order? Is there anything else?*")),
            b.section(
                _("Who takes part on video can press. Write what is said into the agenda, and the channel shows it.")
            ),
            b.buttons(
                b.button(_("Edit the agenda"), "agenda.see", meeting.id),
                b.button(_("See the suggestions"), "suggestion.see", meeting.id),
            ),
            *([b.quiet(_("I can help with this on the agenda"))] if begins else []),
            *(b.said_beside(escape(title_of(_, item, topic)), button) for item, button in begins),
        ],
        close=_("Close"),
    )


def thanks(_: Words, anew: bool) -> Message:
    """To who agrees, alone."""
    said = _("You agree.") if anew else _("You agree already.")
    return Message.of(b.section(lines(said, _("If there is something after all, press «Suggest something»."))))
