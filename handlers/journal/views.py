"""Shows a person their journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block
from handlers.typed import too_long
from handlers.words import Shown, Words, cut, escape
from storage.journal import JournalEntry
from storage.people import Person
from storage.wall_time import day_of

PAGE = 6  # in a modal, which nobody reads through
SECTION_MAX = 3_000  # which escaping can make a text too long for


def journal(_: Words, person: Person, entries: Sequence[JournalEntry], page: int) -> dict[str, Any]:
    """The newest first, so many at once."""
    shown = entries[page * PAGE : (page + 1) * PAGE]
    return b.modal(
        _("My journal"),
        [
            b.quiet(_("Only you see this.")),
            *(
                [block for entry in shown for block in _entry(_, entry)]
                or [
                    b.section(
                        _("You have written nothing yet. When I ask you to reflect, you can answer for yourself.")
                    )
                ]
            ),
            *([b.buttons(b.button(_("Newer"), "journal.see", f"{person.user_id}@{page - 1}"))] if page else []),
            *(
                [b.buttons(b.button(_("Older"), "journal.see", f"{person.user_id}@{page + 1}"))]
                if len(entries) > (page + 1) * PAGE
                else []
            ),
        ],
        close=_("Close"),
    )


def form(_: Words, entry: JournalEntry) -> dict[str, Any]:
    """To change what one has written."""
    return b.modal(
        _("Change the entry"),
        [
            *([b.heading(escape(entry.question))] if entry.question else []),
            b.text_field(
                "text",
                _("What do you think?"),
                hint=_("At most {n} characters. Only you read it.", n=JournalEntry.TEXT_MAX),
                value=entry.text,
                tall=True,
                needed=True,
            ),
        ],
        submit=_("Save the entry"),
        close=_("Cancel"),
        deed="journal.edit",
        about=entry.id,
    )


def fault(_: Words, text: str) -> Shown | None:
    """What is said at the field, if something is wrong with the text."""
    if not text:
        return _("Write a few words, or close the form.")
    if len(text) > JournalEntry.TEXT_MAX:
        return too_long(_, JournalEntry.TEXT_MAX, len(text))
    return None


def _entry(_: Words, entry: JournalEntry) -> list[Block]:
    day = day_of(entry.written_at, entry.network.tz)
    written = b.quiet(_("{day} {year}, {network}", day=_.day(day), year=str(day.year), network=entry.network.name))
    if entry.deleted_at:
        undo = b.button(_("Undo"), "journal.restore", entry.id)
        return [b.divider(), written, b.said_beside(_("Deleted. You can undo it for a day."), undo)]
    return [
        b.divider(),
        written,
        *([b.heading(escape(entry.question))] if entry.question else []),
        b.said(cut(escape(entry.text), SECTION_MAX)),
        b.buttons(
            b.button(_("Change the entry"), "journal.edit", entry.id),
            b.button(_("Delete the entry"), "journal.delete", entry.id),
        ),
    ]
