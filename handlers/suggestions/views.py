"""What is shown of suggestions: the form, what leaders are told, and what stands below the preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button, Message
from handlers.meeting_lines import more
from handlers.practice import Rendering
from handlers.typed import too_long
from handlers.visit import need_names
from handlers.words import Shown, Words, escape, lines
from storage.base import new_id
from storage.meetings import Meeting
from storage.suggestions import Suggestion, SuggestionKind
from storage.wall_time import day_of

LISTED = 30  # in a modal, which holds a hundred blocks


def form(_: Words, meeting: Meeting) -> dict[str, Any]:
    """What somebody would like of the meeting."""
    kinds: dict[str, Shown] = {
        SuggestionKind.MORE: _("Something more to take up"),
        SuggestionKind.CHANGE: _("Something to change"),
        SuggestionKind.PART: _("I would like to do a part"),
    }
    return b.modal(
        _("Make a suggestion"),
        [
            b.said(_("📅 The meeting on {day}", day=_.day(meeting.day))),
            b.choice_field("kind", _("What is it about?"), kinds, value=SuggestionKind.MORE),
            b.text_field(
                "text",
                _("What do you suggest?"),
                hint=_(
                    "The leaders see what you write, and your name. If they take it in, the channel reads it too. "
                    "At most {n} characters.",
                    n=Suggestion.TEXT_MAX,
                ),
                tall=True,
                needed=True,
            ),
            b.several_field(
                "thanks",
                _("If the leaders take it in"),
                {"thanks": _("The channel may see that it comes from me")},
                value=["thanks"],
            ),
        ],
        submit=_("Send the suggestion"),
        close=_("Cancel"),
        deed="suggestion.make",
        about=meeting.id,
        message=new_id(),  # to know it by: Slack calls a modal the same, whatever comes to stand in it
    )


def fault(_: Words, text: str) -> Shown | None:
    """What is said at the field, if something is wrong with the suggestion."""
    if not text:
        return _("Write what you suggest.")
    if len(text) > Suggestion.TEXT_MAX:
        return too_long(_, Suggestion.TEXT_MAX, len(text))
    return None


def made(_: Words, suggestion: Suggestion) -> dict[str, Any]:
    """To its maker: what has become of it so far."""
    offered = []
    if suggestion.withdrawn_at:
        told = _("You have taken the suggestion back. The leaders no longer see it.")
    elif suggestion.taken_at:
        told = _("The leaders have taken it in.")
    elif suggestion.left_at:
        told = _("The leaders have read it, and leave it for now.")
    else:
        told = _("The leaders have got your suggestion. If they take it in, the programme in the channel shows it.")
        offered = [b.buttons(b.button(_("Take the suggestion back"), "suggestion.withdraw", suggestion.id))]
    return b.modal(
        _("Your suggestion"),
        [b.section(told), b.said(escape(suggestion.text)), *offered],
        close=_("Close"),
    )


def new(rendering: Rendering) -> Message | None:
    """To somebody who leads: a suggestion, and what has become of it."""
    _ = rendering.words
    suggestion = rendering.session.get_one(Suggestion, (rendering.team_id, rendering.subject_id))
    network = suggestion.meeting.network
    need_names([suggestion.maker], rendering.asked)
    if suggestion.withdrawn_at:
        return Message.of(b.section(_("A suggestion was taken back by its maker."))) if rendering.stands else None
    if not network.is_led_by(rendering.reader, day_of(rendering.now, network.tz)):
        return None
    return Message.of(
        b.said(_("📝 A suggestion for the meeting on {day}", day=_.day(suggestion.meeting.day))),
        b.quiet(escape(network.name)),
        *_told(_, suggestion),
        b.buttons(*_choices(_, suggestion), more(_, suggestion.meeting))
        if suggestion.meeting.cancelled_at is None and rendering.now < suggestion.meeting.ends_at
        else None,
    )


def taken(rendering: Rendering) -> Message | None:
    """Below the preview: what is new in the programme and, if they agree, thanks to whom."""
    _ = rendering.words
    suggestion = rendering.session.get_one(Suggestion, (rendering.team_id, rendering.subject_id))
    if suggestion.thanks:
        need_names([suggestion.maker], rendering.asked)
    if not suggestion.stands:
        again = _("The leaders have changed the programme back: «{text}»", text=suggestion.text)
        return Message.of(b.said(again)) if rendering.stands else None
    changed = suggestion.kind is SuggestionKind.CHANGE
    told = (
        _("The leaders follow a suggestion: «{text}»", text=suggestion.text)
        if changed
        else _("New in the programme: «{text}»", text=suggestion.text)
    )
    name = suggestion.maker.name if suggestion.thanks else None
    return Message.of(b.said(lines(told, _("Thanks to {name} for the suggestion.", name=name) if name else None)))


def all_of(_: Words, meeting: Meeting, those: Sequence[Suggestion]) -> dict[str, Any]:
    """To those who lead: all suggestions for a meeting, the open ones first."""
    rows: list[Block] = []
    for one in those[:LISTED]:
        rows += [*_told(_, one), b.buttons(*_choices(_, one))]
    rest = len(those) - LISTED
    return b.modal(
        _("Suggestions"),
        [
            b.said(_("📅 The meeting on {day}", day=_.day(meeting.day))),
            *(
                rows
                or [b.section(_("Nobody has suggested anything yet. Participants do it with «More …» on the preview."))]
            ),
            *([b.quiet(_.many("and {n} more", "and {n} more", rest))] if rest > 0 else []),
        ],
        close=_("Close"),
    )


def _told(_: Words, suggestion: Suggestion) -> list[Block]:
    name = suggestion.maker.name or _("Somebody")
    match suggestion.kind:
        case SuggestionKind.CHANGE:
            says = _("{name} would like a change:", name=name)
        case SuggestionKind.MORE:
            says = _("{name} would like to take up:", name=name)
        case SuggestionKind.PART:
            says = _("{name} would like to do a part:", name=name)
    return [b.said(lines(says, escape(suggestion.text))), *_state(_, suggestion)]


def _state(_: Words, suggestion: Suggestion) -> list[Block]:
    if suggestion.taken_at and suggestion.kind is SuggestionKind.CHANGE:
        return [b.quiet(_("You follow it. Change the agenda, so that it is true."))]
    if suggestion.taken_at:
        in_it = _("It is in the agenda.") if suggestion.stands else _("It was in the agenda, and is removed from it.")
        return [b.quiet(in_it)]
    return [b.quiet(_("It is left for now."))] if suggestion.left_at else []


def _choices(_: Words, suggestion: Suggestion) -> list[Button]:
    if not suggestion.is_open:
        agenda = b.button(_("Edit the agenda"), "agenda.see", suggestion.meeting_id)
        return [*([agenda] if suggestion.taken_at else []), b.button(_("Undo"), "suggestion.reopen", suggestion.id)]
    label = _("Follow it") if suggestion.kind is SuggestionKind.CHANGE else _("Take it into the agenda")
    return [
        b.button(label, "suggestion.take", suggestion.id, style="primary"),
        b.button(_("Leave it"), "suggestion.leave", suggestion.id),
    ]
