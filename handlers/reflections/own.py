"""What one person has written of a reflection, and how it is written: once, where its reader finds it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.prompts import question_of
from handlers.visit import Visit
from handlers.words import unescape
from storage import journal, planned, posts
from storage.base import new_id
from storage.journal import entry_about
from storage.networks import alone_in
from storage.reflections import Reader, Thought, thought_of


@dataclass(frozen=True)
class Mine:
    """What the person has written, and who reads it."""

    text: str
    reader: Reader

    @classmethod
    def of(cls, visit: Visit) -> Mine | None:
        entry = entry_about(visit.session, visit.reflection.id, visit.person)
        if entry and not entry.deleted_at:
            return cls(entry.text, Reader.SELF)
        thought = thought_of(visit.session, visit.reflection, visit.person)
        return cls(thought.text, thought.reader) if thought else None


def write(visit: Visit, text: str, reader: Reader) -> None:
    """Let this be what the person has written. It is in the journal, or where others read it, never in both."""
    alone_in(visit.session, visit.at_work())
    if reader is Reader.SELF:
        _drop_thought(visit)
        _write_entry(visit, text)
    else:
        _drop_entry(visit)
        _write_thought(visit, text, reader)
    visit.session.flush()
    posts.renew(visit.session, visit.reflection.team_id, "meeting.reflection", visit.reflection.id)


def drop(visit: Visit) -> None:
    """Let it be as if they had written nothing."""
    alone_in(visit.session, visit.at_work())
    _drop_thought(visit)
    _drop_entry(visit)
    visit.session.flush()
    posts.renew(visit.session, visit.reflection.team_id, "meeting.reflection", visit.reflection.id)


def _write_entry(visit: Visit, text: str) -> None:
    question = unescape(question_of(visit.words, visit.session, visit.reflection) or "")
    journal.write(
        visit.session,
        visit.the_network,
        visit.person,
        about_id=visit.reflection.id,
        question=question,
        text=text,
        now=visit.now,
    )


def _drop_entry(visit: Visit) -> None:
    if entry := entry_about(visit.session, visit.reflection.id, visit.person):
        visit.session.delete(entry)


def _write_thought(visit: Visit, text: str, reader: Reader) -> None:
    thought = thought_of(visit.session, visit.reflection, visit.person)
    was = thought.reader if thought else None
    if thought is None:
        thought = Thought(
            team_id=visit.person.team_id, id=new_id(), reflection=visit.reflection, user_id=visit.person.user_id
        )
        visit.session.add(thought)
    thought.text, thought.reader = text, reader
    visit.session.flush()
    if reader is not Reader.ALL:
        _hide(visit, thought)
    else:
        _show(visit, thought, anew=was is not Reader.ALL)


def _drop_thought(visit: Visit) -> None:
    if thought := thought_of(visit.session, visit.reflection, visit.person):
        _hide(visit, thought)
        visit.session.delete(thought)


def _show(visit: Visit, thought: Thought, *, anew: bool) -> None:
    """In the thread of what was asked. What a leader has taken back there does not come back by being changed."""
    post = posts.post_of(visit.session, thought.team_id, "reflection.shared", thought.id)
    if post and post.is_unwanted and anew:
        posts.put_back(visit.session, post)
    above = planned.key_of("meeting.reflection", visit.reflection.id)
    posts.want(visit.session, "reflection.shared", thought.id, channel=visit.channel, now=visit.now, reply_to=above)


def _hide(visit: Visit, thought: Thought) -> None:
    if post := posts.post_of(visit.session, thought.team_id, "reflection.shared", thought.id):
        posts.take_back(visit.session, post)
