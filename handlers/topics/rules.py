"""What makes a proposal: read from a form or from what stood after `/tema`, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from rapidfuzz import fuzz, process, utils

from handlers.typed import one_line, whole
from storage.topics import Hand, Question, Topic, Which

LIMITS = {
    "title": Topic.TITLE_MAX,
    "need": Topic.NEED_MAX,
    "form": Topic.FORM_MAX,
    "expert": Topic.EXPERT_MAX,
}


# What may stand after `/tema` to see the topics that there are.
LISTS = {"liste": Which.OPEN, "list": Which.OPEN, "liste mine": Which.MINE, "list mine": Which.MINE}
LISTED = 15  # topics in a list; each is a block or two of a message's fifty

ALIKE = 90  # of 100, from where on two titles may mean the same
SHORT = 5  # characters; shorter titles are in too many others
FEW = 3


@dataclass(frozen=True)
class Proposal:
    """What a person has put in the form. Empty strings where they left something out."""

    title: str = ""
    need: str = ""
    form: str = ""
    expert: str = ""
    shows_name: bool | None = None  # None: not theirs to choose

    @classmethod
    def from_form(cls, fields: Mapping[str, str]) -> Proposal:
        name = fields.get("name")
        return cls(
            title=one_line(fields.get("title", "")),
            need=whole(fields.get("need", "")),
            form=whole(fields.get("form", "")),
            expert=one_line(fields.get("expert", "")),
            shows_name=None if name is None else name == "shown",
        )

    @classmethod
    def from_command(cls, text: str) -> Proposal:
        """A text that is too long for a title stands whole in the need: nothing typed is lost."""
        title = one_line(text)
        return cls(title=title) if len(title) <= Topic.TITLE_MAX else cls(need=whole(text))

    @classmethod
    def from_message(cls, text: str) -> Proposal:
        """The same; but of what is too long for the need, too, the beginning alone. The rest is in the message."""
        read = cls.from_command(text)
        return replace(read, need=read.need[: Topic.NEED_MAX - 1] + "…") if is_too_long(text) else read


@dataclass(frozen=True)
class TooLong:
    length: int
    limit: int


@dataclass(frozen=True)
class NothingWished:
    """Neither a title nor a wish for a method or form."""


@dataclass(frozen=True)
class TitleTaken:
    """The network has a topic of that title that stands."""


@dataclass(frozen=True)
class NothingAsked:
    """An empty question."""


@dataclass(frozen=True)
class NothingOffered:
    """An empty offer."""


@dataclass(frozen=True)
class MergedIntoNothing:
    """The topic that was chosen is withdrawn or merged by now."""


@dataclass(frozen=True)
class MeetingChanged:
    """The meeting that was chosen is over, cancelled, or about something else by now."""


Fault: TypeAlias = (
    TooLong | NothingWished | TitleTaken | NothingAsked | NothingOffered | MergedIntoNothing | MeetingChanged
)


def likely_same(title: str, others: Mapping[str, str]) -> list[str]:
    """The keys of the few topics whose titles are most like this one; `others`: key -> title.

    Alike are titles that share their words, in whatever order, or in which one is contained in the other.
    """
    if len(title) < SHORT:
        return []
    found = process.extract(
        title, others, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=ALIKE, limit=FEW
    )
    return [key for other, _score, key in found if len(other) >= SHORT]


def is_too_long(text: str) -> bool:
    """For the need, which holds the most."""
    return len(text.strip()) > Topic.NEED_MAX


def faults(proposal: Proposal, taken: Iterable[str]) -> dict[str, Fault]:
    """Field name -> what is wrong there. `taken`: the titles of the network's other topics that stand."""
    found: dict[str, Fault] = {
        name: TooLong(length, limit)
        for name, limit in LIMITS.items()
        if (length := len(getattr(proposal, name))) > limit
    }
    if not proposal.title and not proposal.form:
        found["title"] = NothingWished()
    elif proposal.title and any(_alike(title, proposal.title) for title in taken):
        found.setdefault("title", TitleTaken())
    return found


def faults_of_question(text: str) -> dict[str, Fault]:
    """Field name -> what is wrong there."""
    return _faults_of("question", text, Question.TEXT_MAX, NothingAsked())


def faults_of_offer(text: str) -> dict[str, Fault]:
    """Field name -> what is wrong there."""
    return _faults_of("offer", text, Hand.TEXT_MAX, NothingOffered())


def faults_of_reason(text: str) -> dict[str, Fault]:
    """Field name -> what is wrong there. No reason is needed."""
    return {"reason": TooLong(len(text), Topic.REASON_MAX)} if len(text) > Topic.REASON_MAX else {}


def _faults_of(field: str, text: str, most: int, empty: Fault) -> dict[str, Fault]:
    if not text:
        return {field: empty}
    return {field: TooLong(len(text), most)} if len(text) > most else {}


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
