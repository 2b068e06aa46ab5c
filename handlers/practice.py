"""What a practice is made of: which acts, events and posts it answers to, and with what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from handlers.blocks import Message
from handlers.replies import Reply
from handlers.visit import Noun, Visit
from handlers.words import Words
from storage.people import Person
from storage.posts import Post


class How(Enum):
    """By what a person reaches a listener."""

    COMMAND = auto()
    BUTTON = auto()
    FORM = auto()
    SHORTCUT = auto()  # of a message


@dataclass(frozen=True)
class Listener:
    """A line in a practice's table of contents: this, done in this way, is answered by that."""

    how: How
    name: str  # the command, or the button's, form's or shortcut's deed
    answer: Callable[[Visit], Reply]
    about: type[Noun]
    deed: str = ""  # the row in the table of roles; of all but a command the name is its deed
    writes: bool = False

    @property
    def row(self) -> str:
        return self.deed or self.name


@dataclass(frozen=True)
class Happening:
    """Something that Slack tells of, that no person asks an answer to."""

    session: Session
    team_id: str
    bot_user_id: str
    event: Mapping[str, Any]
    now: datetime


@dataclass(frozen=True)
class Rendering:
    """What a post's view is drawn from: the noun as it is now."""

    session: Session
    team_id: str
    channel_id: str
    subject_id: str
    words: Words
    workspace: str  # its address at Slack, for links
    now: datetime
    asked: Collection[str] = ()  # people that Slack has been asked about for the sake of this post
    reader_id: str | None = None  # of a direct message
    stands: bool = False  # it is there already, so it is told what has become of it

    @property
    def reader(self) -> Person:
        """In views of direct messages. What was true of them when they were to be told may be so no longer."""
        return self.session.get_one(Person, (self.team_id, self.reader_id))


Renderer: TypeAlias = Callable[[Rendering], Message | None]  # None: there is nothing to say any more
Relinker: TypeAlias = Callable[[Session, Post], None]  # renews what links to a post whose message is another, or gone


@dataclass(frozen=True)
class Chore:
    """What becomes due by itself, with nobody who asks for it."""

    find: Callable[
        [Session, str, datetime], Sequence[str]
    ]  # in a workspace, at a moment: the keys of what it is due for
    do: Callable[[Session, str, str, datetime], None]  # for one of them
    deletes: Collection[str] = ()  # tables: what is deleted there must not be found in the database's files


@dataclass(frozen=True)
class Homecoming:
    """Somebody looks at the bot's Home tab."""

    session: Session
    person: Person
    now: datetime


@dataclass(frozen=True)
class Practice:
    """A room's table of contents."""

    listeners: Sequence[Listener]
    events: Mapping[str, Callable[[Happening], None]] = field(default_factory=dict)
    posts: Mapping[str, Renderer] = field(default_factory=dict)
    chores: Sequence[Chore] = ()
    home: Callable[[Homecoming], dict[str, Any]] | None = None
    links: Mapping[str, Relinker] = field(default_factory=dict)
