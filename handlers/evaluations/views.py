"""Shows those who lead how a meeting was: the numbers, the texts to pick from, and what they write down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Message
from handlers.evaluating import BETTER, GOOD, PICKED_MAX, TEXTS, numbers, outcome
from handlers.evaluations.rules import Notes, on_page, pages
from handlers.meeting_lines import when
from handlers.practice import Rendering
from handlers.typed import one_line, too_long
from handlers.words import Shown, Words, cut, escape, lines
from storage.evaluations import Evaluation, texts_in
from storage.meetings import Meeting
from storage.networks import Volume
from storage.rounds import Round, RoundAnswer, count
from storage.wall_time import day_of


def results(rendering: Rendering) -> Message | None:
    """To somebody who led when the round began, and still does."""
    _, session = rendering.words, rendering.session
    asked = session.get_one(Round, (rendering.team_id, rendering.subject_id))
    meeting, network, reader = asked.meeting, asked.network, rendering.reader
    if meeting is None or reader not in asked.readers:
        return None
    if not network.is_led_by(reader, day_of(rendering.now, network.tz)):
        return None
    if not rendering.stands and not (reader.wants_leads and network.is_awake):
        return None
    figures = numbers(_, session, asked, to_leaders=True)
    texts = texts_in(session, asked, TEXTS) if asked.is_shown else []
    pick = b.button(label_of_picking(_, asked), "evaluation.pick", asked.id)
    return Message.of(
        b.said(_("📝 What came of the evaluation in {name}", name=network.name)),
        b.said(when(_, meeting)),
        b.section(outcome(_, asked, count(session, asked))),
        b.said(lines(*figures)) if figures else None,
        b.section(_.many("There is {n} written answer.", "There are {n} written answers.", len(texts)))
        if texts
        else None,
        b.buttons(
            *([pick] if texts else []),
            b.button(_("Write it down"), "evaluation.write", meeting.id),
            b.button(_("More …"), "round.more", asked.id),
        ),
    )


def label_of_picking(_: Words, asked: Round) -> Shown:
    """Where the network wants to hear little, the channel sees nothing of it."""
    if asked.network.volume is Volume.QUIET:
        return _("Read what is written")
    return _("Choose what the channel sees")


def form_to_pick(
    _: Words, asked: Round, texts: Sequence[RoundAnswer], number: int = 1, told: Shown | None = None
) -> dict[str, Any]:
    """One page of what people have written, whole, with a box for each."""
    page, last = on_page(texts, number), pages(texts)
    is_quiet = asked.network.volume is Volume.QUIET
    submit = _("Save and see more") if number < last else _("Save the choice")
    return b.modal(
        _("What people wrote"),
        [
            *([b.section(told)] if told else []),
            *([b.quiet(_("Page {n} of {last}", n=number, last=last))] if last > 1 else []),
            *_whole(_, page),
            *([] if is_quiet else [b.divider(), _boxes(_, page)]),
        ],
        submit=_("See more") if is_quiet and number < last else None if is_quiet else submit,
        close=_("Close"),
        deed="evaluation.pick",
        about=asked.id,
        version=number,
    )


def picked(_: Words, those: Sequence[RoundAnswer]) -> dict[str, Any]:
    """What is said when all pages are chosen from."""
    told = (
        _("The channel sees this the working day after the meeting.")
        if those
        else _("The channel sees nothing of what is written.")
    )
    rows = [b.said(cut(escape(f"– {one_line(text.content)}"), b.FIELD_MAX)) for text in those[:PICKED_MAX]]
    return b.modal(_("What people wrote"), [b.section(told), *rows], close=_("Close"))


def form_to_write(
    _: Words, meeting: Meeting, notes: Notes, version: int, changed_by: str | None = None
) -> dict[str, Any]:
    """`changed_by`: somebody was faster; their name, if it is known."""
    is_quiet = meeting.network.volume is Volume.QUIET
    return b.modal(
        _("The evaluation"),
        [
            *_late(_, changed_by),
            b.said(when(_, meeting)),
            b.text_field(
                "said",
                _("What was said?"),
                value=notes.said,
                hint=_("Only the leaders see this.")
                if is_quiet
                else _("The channel reads it the working day after the meeting. Leave out who said what."),
                tall=True,
            ),
            b.text_field(
                "woke",
                _("What woke engagement?"),
                value=notes.woke,
                hint=_("Only the leaders see this. It helps you plan the next meetings."),
                tall=True,
            ),
            b.text_field(
                "changed",
                _("What do we change because of it?"),
                value=notes.changed,
                hint=_("The message about the next meeting begins with it: you said, we did."),
                tall=True,
            ),
        ],
        submit=_("Save what I wrote"),
        close=_("Cancel"),
        deed="evaluation.write",
        about=meeting.id,
        version=version,
    )


def sentences(_: Words, lengths: dict[str, int]) -> dict[str, Shown]:
    """What is said at each field that holds too much."""
    most = {"said": Evaluation.SAID_MAX, "woke": Evaluation.WOKE_MAX, "changed": Evaluation.CHANGED_MAX}
    return {name: too_long(_, most[name], length) for name, length in lengths.items()}


def _late(_: Words, changed_by: str | None) -> list[Block]:
    if changed_by is None:
        return []
    somebody = (
        _("{name} wrote this down while you wrote, so yours is not saved yet.", name=changed_by)
        if changed_by
        else _("Somebody wrote this down while you wrote, so yours is not saved yet.")
    )
    return [b.said(somebody), b.section(_("What you wrote is below. Save it if it should count instead."))]


def _whole(_: Words, page: Sequence[RoundAnswer]) -> list[Block]:
    """The texts, each under its question."""
    asked = {GOOD: _("What was good?"), BETTER: _("What would make the next meeting better?")}
    return [
        block
        for question, those in groupby(page, key=lambda text: text.question)
        for block in (b.quiet(asked[question]), *(b.said(_signed(_, text)) for text in those))
    ]


def _signed(_: Words, text: RoundAnswer) -> Shown:
    """With the name, where that is kept."""
    name = text.person.name if text.person else None
    shown = _("– {text} ({name})", text=text.content, name=name) if name else escape(f"– {text.content}")
    return cut(shown, b.FIELD_MAX)  # what is escaped can be longer than it was written


def _boxes(_: Words, page: Sequence[RoundAnswer]) -> Block:
    boxes = {text.id: cut(escape(one_line(text.content)), b.OPTION_MAX) for text in page}
    hint = _("Up to {n} in all. Names are not shown, unless everyone sees them already.", n=PICKED_MAX)
    chosen = [text.id for text in page if text.is_picked]
    return b.several_field("picked", _("What may the channel see?"), boxes, value=chosen, hint=hint)
