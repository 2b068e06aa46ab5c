"""Hears what people do with their journal. `Visit.check` lets nobody else come here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.journal import views
from handlers.practice import Chore
from handlers.replies import Errors, Open, Reply
from handlers.typed import whole
from handlers.visit import Visit
from storage import posts
from storage.journal import UNDO, JournalEntry, deleted_before, entries_of


def see(visit: Visit) -> Reply:
    return _opened(visit, int(visit.heard.text) if visit.heard.text.isdecimal() else 0)


def open_edit(visit: Visit) -> Reply:
    return Open(views.form(visit.words, visit.entry), on_top=bool(visit.heard.view_id))


def edit(visit: Visit) -> Reply:
    """What is deleted meanwhile is there again, as it is written now."""
    text = whole(visit.heard.fields["text"])
    if fault := views.fault(visit.words, text):
        return Errors({"text": fault})
    visit.entry.text = text
    _let(visit, visit.entry, deleted_at=None)
    return _opened(visit, _page(visit), back=True)


def delete(visit: Visit) -> Reply:
    _let(visit, visit.entry, deleted_at=visit.entry.deleted_at or visit.now)
    return _opened(visit, _page(visit))


def restore(visit: Visit) -> Reply:
    _let(visit, visit.entry, deleted_at=None)
    return _opened(visit, _page(visit))


def _let(visit: Visit, entry: JournalEntry, *, deleted_at: datetime | None) -> None:
    """And the channel counts with it, or without."""
    entry.deleted_at = deleted_at
    visit.session.flush()
    if entry.about_id:
        posts.renew(visit.session, entry.team_id, "meeting.reflection", entry.about_id)


def _page(visit: Visit) -> int:
    return entries_of(visit.session, visit.person).index(visit.entry) // views.PAGE


def _opened(visit: Visit, page: int, *, back: bool = False) -> Open:
    return Open(views.journal(visit.words, visit.person, entries_of(visit.session, visit.person), page), back=back)


def thrown_away(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Entries that can't be taken in again any more."""
    return deleted_before(session, team_id, now - UNDO)


def forget(session: Session, team_id: str, entry_id: str, now: datetime) -> None:
    """For good, unless it has been taken in at the last moment."""
    entry = session.get(JournalEntry, (team_id, entry_id), with_for_update=True)
    if entry and entry.deleted_at and entry.deleted_at < now - UNDO:
        session.delete(entry)


CHORES = (Chore(thrown_away, forget),)
