"""Hears what anyone does in thinking time: note something down, look. And lets the countdown count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import live
from handlers.journal.views import fault
from handlers.practice import Chore
from handlers.replies import Errors, Open, Reply
from handlers.thinking import forms, views
from handlers.typed import whole
from handlers.visit import Visit
from handlers.words import Shown
from storage import journal, posts
from storage.networks import alone_in
from storage.thinking import ThinkingTime, counting_down


def open_notepad(visit: Visit) -> Reply:
    """While it lasts, and afterwards."""
    visit.at_work()
    entry = journal.entry_about(visit.session, visit.thinking.id, visit.person)
    noted = entry.text if entry and not entry.deleted_at else ""
    return Open(forms.notepad(visit.words, visit.thinking, noted, visit.now))


def write(visit: Visit) -> Reply:
    """One note of each person: sent again, it is what they have noted by now."""
    _, network, text = visit.words, alone_in(visit.session, visit.at_work()), whole(visit.heard.fields["text"])
    if wrong := fault(_, text):
        return Errors({"text": wrong})
    question = visit.thinking.question or _("Thinking time")
    journal.write(
        visit.session, network, visit.person, about_id=visit.thinking.id, question=question, text=text, now=visit.now
    )
    return sheet(visit, visit.thinking, _("Your note is in your journal. Only you read it."))


def more(visit: Visit) -> Reply:
    """Also where the network rests."""
    return sheet(visit, visit.thinking)


def sheet(visit: Visit, thinking: ThinkingTime, told: Shown | None = None) -> Open:
    """All about it, as far as it concerns this person."""
    following = live.then(visit.words, visit.session, thinking.item, visit.now)
    return Open(
        views.more(
            visit.words, thinking, visit.person, following=following, allows=visit.may, now=visit.now, told=told
        )
    )  # fmt: skip


def to_tick(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Of which another countdown is to be shown."""
    return [thinking.id for thinking in counting_down(session, team_id) if thinking.is_due(now)]


def tick(session: Session, team_id: str, thinking_id: str, now: datetime) -> None:
    """Once, however long we have slept."""
    thinking = session.get_one(ThinkingTime, (team_id, thinking_id))
    alone_in(session, thinking.network)
    session.refresh(thinking)
    if thinking.is_due(now):
        thinking.tick(now)
        posts.renew(session, team_id, "thinking.time", thinking_id)


CHORES = (Chore(to_tick, tick),)
