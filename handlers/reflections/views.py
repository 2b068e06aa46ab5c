"""What is shown of reflections: the form, one's own, what leaders read, and what stands in the thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Button, Message
from handlers.practice import Rendering
from handlers.reflections.own import Mine
from handlers.typed import too_long
from handlers.visit import need_names
from handlers.words import Shown, Words, cut, escape
from storage import planned, posts
from storage.journal import JournalEntry
from storage.people import Person
from storage.reflections import Reader, Reflection, Thought

TEXT_MAX = JournalEntry.TEXT_MAX
SECTION_MAX = 3_000  # which escaping can make a text too long for
PAGE = 10  # in a modal, which holds a hundred blocks


def form(_: Words, reflection: Reflection, question: Shown, mine: Mine | None) -> dict[str, Any]:
    """What the person writes, and who shall read it."""
    readers: dict[str, Shown] = {
        Reader.SELF: _("Only I, in my journal"),
        Reader.LEADERS: _("The leaders, with my name"),
        Reader.ALL: _("Everyone in the channel, in the thread, with my name"),
    }
    return b.modal(
        _("Something to think about"),
        [
            b.heading(question),
            b.text_field(
                "text",
                _("What do you think?"),
                hint=_("At most {n} characters.", n=TEXT_MAX),
                value=mine.text if mine else "",
                tall=True,
                needed=True,
            ),
            b.choice_field("reader", _("Who shall read it?"), readers, value=mine.reader if mine else Reader.SELF),
            b.quiet(
                _(
                    "Nobody else sees your journal, not even the leaders. The leaders are those who lead when it is "
                    "read. The channel sees how many have written, not who."
                )
            ),
        ],
        submit=_("Save the reflection"),
        close=_("Cancel"),
        deed="reflection.write",
        about=reflection.id,
    )


def fault(_: Words, text: str) -> Shown | None:
    """What is said at the field, if something is wrong with the text."""
    if not text:
        return _("Write a few words, or close the form.")
    if len(text) > TEXT_MAX:
        return too_long(_, TEXT_MAX, len(text))
    return None


def more(
    _: Words,
    reflection: Reflection,
    question: Shown,
    mine: Mine | None,
    person: Person,
    *,
    allows: Callable[[str], bool],
    told: Shown | None = None,
) -> dict[str, Any]:
    """One's own, and what one may do. `told`: what was done just now."""
    awake = reflection.network.is_awake
    of_leaders = [
        b.button(_("Read what is written to the leaders"), "reflection.read", reflection.id),
        b.button(_("See all questions"), "reflection.bank", reflection.network_id),
    ]
    offered = (
        (None, _own_buttons(_, reflection, mine, person, awake=awake)),
        (_("For leaders"), [one for one in of_leaders if allows(one["action_id"])]),
    )
    return b.modal(
        _("About the reflection"),
        [
            *([b.section(told)] if told else []),
            b.heading(question),
            *(_own(_, mine) if mine else [b.quiet(_("You have written nothing here."))]),
            *b.grouped(*offered),
        ],
        close=_("Close"),
    )


def read(_: Words, reflection: Reflection, question: Shown, those: Sequence[Thought], page: int) -> dict[str, Any]:
    """To those who lead now: what is written to the leaders."""
    rows = [block for one in on_page(those, page) for block in _by(_, one)]
    return b.modal(
        _("To the leaders"),
        [
            b.heading(question),
            *(rows or [b.section(_("Nobody has written to the leaders here."))]),
            *([b.buttons(_turn(_, reflection, page - 1, _("Previous")))] if page else []),
            *([b.buttons(_turn(_, reflection, page + 1, _("Next")))] if len(those) > (page + 1) * PAGE else []),
        ],
        close=_("Close"),
    )


def on_page(those: Sequence[Thought], page: int) -> Sequence[Thought]:
    """Those of them that stand there."""
    return those[page * PAGE : (page + 1) * PAGE]


def shared(rendering: Rendering) -> Message | None:
    """In the thread of what was asked, and nowhere else."""
    session = rendering.session
    thought = session.get(Thought, (rendering.team_id, rendering.subject_id))
    if thought is None or thought.reader is not Reader.ALL:
        return None
    above = planned.key_of("meeting.reflection", thought.reflection_id)
    if not (rendering.stands or posts.ts_by_key(session, rendering.team_id, above)):
        return None
    need_names([thought.person], rendering.asked)
    return Message.of(*_by(rendering.words, thought))


def _by(_: Words, thought: Thought) -> list[Block]:
    name = escape(thought.person.name) if thought.person.name else _("Somebody")
    return [b.quiet(name), _text(thought.text)]


def _text(text: str) -> Block:
    return b.said(cut(escape(text), SECTION_MAX))


def _own(_: Words, mine: Mine) -> list[Block]:
    told = {
        Reader.SELF: _("You have written this in your journal. Only you read it."),
        Reader.LEADERS: _("You have written this to the leaders. They see your name."),
        Reader.ALL: _("You have shared this in the thread. Everyone here reads it."),
    }[mine.reader]
    return [b.quiet(told), _text(mine.text)]


def _own_buttons(_: Words, reflection: Reflection, mine: Mine | None, person: Person, *, awake: bool) -> list[Button]:
    ask = (
        _("Delete what you wrote?"),
        _("It is deleted for good. Or change who reads it, and let only your journal have it."),
        _("Keep it"),
    )
    offered = []
    if awake:
        label = _("Change the reflection") if mine else _("Write a reflection")
        offered.append(b.button(label, "reflection.write", reflection.id))
    if awake and mine:
        offered.append(b.button(_("Delete what I wrote"), "reflection.take_back", reflection.id, confirm=ask))
    return [*offered, b.button(_("My journal"), "journal.see", person.user_id)]


def _turn(_: Words, reflection: Reflection, page: int, label: Shown) -> Button:
    return b.button(label, "reflection.read", f"{reflection.id}@{page}")
