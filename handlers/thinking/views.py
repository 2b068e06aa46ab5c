"""Shows thinking time: the countdown, the word when it is over, and to one person what they may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button, Message
from handlers.practice import Rendering
from handlers.programme import clock
from handlers.words import Shown, Words, escape
from storage.people import Person
from storage.planned import noun_of
from storage.thinking import Follows, ThinkingTime

LATE = timedelta(minutes=10)  # after which nobody needs to hear that it is over


def in_channel(rendering: Rendering) -> Message | None:
    """How long still. If nobody saw it while it lasted, there is nothing to say."""
    _, now = rendering.words, rendering.now
    thinking = rendering.session.get_one(ThinkingTime, (rendering.team_id, rendering.subject_id))
    is_over = thinking.is_over(now)
    if is_over and not rendering.stands:
        return None
    return Message.of(
        *_state(_, thinking, now), b.buttons(*([] if is_over else [_notepad(_, thinking)]), _more(_, thinking))
    )


def over(rendering: Rendering) -> Message | None:
    """A message of its own, since nobody hears that another one changes."""
    _ = rendering.words
    thinking = rendering.session.get_one(ThinkingTime, (rendering.team_id, noun_of(rendering.subject_id)))
    is_other = thinking.ending_id != rendering.subject_id  # it ends at another time by now, which has its own word
    rests = thinking.is_off or not thinking.network.is_awake
    if not rendering.stands and (is_other or rests or thinking.ends_at + LATE < rendering.now):
        return None
    if is_other:
        return Message.of(b.quiet(_("🔔 Time was up. Then there was more.")), b.buttons(_more(_, thinking)))
    follows = {
        Follows.NONE: None,
        Follows.TABLE: _("Whoever leads can start a round around the table now, under «More …»."),
        Follows.WRITTEN: _("Whoever leads can ask you all in writing now, under «More …»."),
    }[thinking.follows]
    return Message.of(
        b.heading(_("🔔 Time is up.")),
        b.section(follows) if follows else None,
        b.buttons(_more(_, thinking)),
    )


def more(
    _: Words,
    thinking: ThinkingTime,
    person: Person,
    *,
    following: Sequence[Block],
    allows: Callable[[str], bool],
    now: datetime,
    told: Shown | None = None,
) -> dict[str, Any]:
    """`following`: what comes on the agenda, for those who lead, once it is over. `told`: what was done just now."""
    leads, is_awake = allows("thinking.end"), thinking.network.is_awake
    own = [
        *([_notepad(_, thinking)] if is_awake else []),
        b.button(_("My journal"), "journal.see", person.user_id),
    ]
    leading = _leading(_, thinking, now) if leads and is_awake and not thinking.is_off else []
    return b.modal(
        _("Thinking time"),
        [
            *([b.section(told)] if told else []),
            *_state(_, thinking, now),
            *b.grouped((None, own), (_("For leaders"), leading)),
            *(following if leads and thinking.is_over(now) else []),
        ],
        close=_("Close"),
    )


def _state(_: Words, thinking: ThinkingTime, now: datetime) -> list[Block]:
    """Until when, what to think about, and how long still."""
    if thinking.is_off:
        head = _("🤫 The meeting is cancelled, and so is the thinking time.")
    elif thinking.is_over(now):
        head = _("🤫 The thinking time is over.")
    else:
        head = _("🤫 Quiet until {time}", time=clock(_, thinking.ends_at, thinking.network.tz))
    left = _.many("{n} minute left.", "{n} minutes left.", thinking.minutes_left(now))
    return [
        b.heading(head),
        *([b.said(escape(thinking.question))] if thinking.question else []),
        *([] if thinking.is_over(now) else [b.quiet(left)]),
    ]


def _leading(_: Words, thinking: ThinkingTime, now: datetime) -> list[Button]:
    about = f"{thinking.id}@{thinking.end}"  # of two who give more time at once, one does
    extend = b.button(_("Give five more minutes"), "thinking.extend", about)
    if not thinking.is_over(now):
        return [*([extend] if thinking.has_room(now) else []), b.button(_("End it now"), "thinking.end", thinking.id)]
    table, written = ("primary" if thinking.follows is chosen else None for chosen in (Follows.TABLE, Follows.WRITTEN))
    return [
        b.button(_("Start a round table"), "thinking.table", thinking.id, style=table),
        b.button(_("Ask in writing"), "thinking.ask", thinking.id, style=written),
        *([extend] if thinking.has_room(now) else []),
    ]


def _notepad(_: Words, thinking: ThinkingTime) -> Button:
    return b.button(_("Open the notepad"), "thinking.write", thinking.id)


def _more(_: Words, thinking: ThinkingTime) -> Button:
    return b.button(_("More …"), "thinking.more", thinking.id)
