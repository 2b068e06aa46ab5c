"""What the bot says is easy to read: LIX is under 35 in both Norwegian standards.

LIX = words / sentences + 100 × long words / words, where a long word has more than six letters, and a full stop, a
colon or another end of a sentence ends one (C. H. Björnsson, Läsbarhet, 1968).

Measured are sentences: in paragraphs and small lines, at fields, and what a button tells before it does something.
Titles, labels, choices and buttons are none, nor is a line without an end, such as «Metode og form» above what somebody
wrote. People's words are not ours: a name of three letters stands for them.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from handlers import blocks as b
from handlers.blocks import Block, Message
from handlers.practices import POSTS
from handlers.words import Shown, Words
from storage.database import Database
from tests.contents import Content
from tests.gallery import gallery
from tests.test_words import NORWEGIAN

MOST = 35
# One long word in ten weighs ten points, so in a text of a few words LIX says more of chance than of the writing. Views
# that have fewer words than this are measured together with the others of their practice.
ENOUGH = 30

THEIRS = "¤"
CONTENTS = [
    Content(fill=THEIRS, leaders=1),
    Content(fill=THEIRS, leaders=1, withdrawn=True, paused=True),
    Content(fill=THEIRS, leaders=1, archived=True, title=False),
    Content(fill=THEIRS, leaders=0, shows_name=False, rest=False),
]


@dataclass
class Text:
    """Paragraphs, each of them once."""

    paragraphs: set[str] = field(default_factory=set)

    @property
    def words(self) -> list[str]:
        return [word for paragraph in self.paragraphs for word in re.findall(r"\w+(?:[.-]\w+)*", paragraph)]

    @property
    def sentences(self) -> list[str]:
        ends = re.compile(r"[.:?!][)»*]*(?:\s|$)")
        return [one for paragraph in self.paragraphs for one in ends.split(paragraph) if re.search(r"\w", one)]

    @property
    def lix(self) -> float:
        long = [word for word in self.words if len(word) > 6]
        return len(self.words) / len(self.sentences) + 100 * len(long) / len(self.words)


def running_text(blocks: list[Block]) -> Iterator[str]:
    """The paragraphs of a view, with a name for what people wrote."""
    for block in blocks:
        said = [block["hint"]] if "hint" in block else []
        said += [block["text"]] if block["type"] == "section" else []
        said += block["elements"] if block["type"] == "context" else []
        buttons = *block.get("elements", ()), block.get("accessory", {})
        said += [button["confirm"]["text"] for button in buttons if "confirm" in button]
        for text in said:
            for line in text["text"].splitlines():
                if re.search(r"[^\W\d].*[.?!][»)*]*$", line.replace(THEIRS, "")):
                    yield re.sub(rf"{THEIRS}+|<@\w+>", "Liv", line).replace("kl. ", "kl ")


def practice_of(name: str) -> str:
    """The room of a view, by the name that it has in the gallery."""
    first = name.split()[0]
    if first in POSTS:
        return POSTS[first].__module__.split(".")[1]
    rooms = (module for module in sys.modules if module.startswith("handlers.") and hasattr(sys.modules[module], first))
    return next((room.split(".")[1] for room in rooms), "others")


def measured(database: Database, language: str) -> dict[str, Text]:
    """What is measured as one: a view that is long enough, or the short ones of a practice."""
    views: dict[str, Text] = defaultdict(Text)
    for content in CONTENTS:
        with database.writing() as session:
            for name, view in gallery(session, Words(language), content).items():
                blocks = view.blocks if isinstance(view, Message) else view["blocks"]
                views[name].paragraphs.update(running_text(blocks))
            session.rollback()  # makes room for the next
    together: dict[str, Text] = defaultdict(Text)
    for name, text in views.items():
        key = name if len(text.words) >= ENOUGH else f"the short ones of {practice_of(name)}"
        together[key].paragraphs |= text.paragraphs
    return {name: text for name, text in together.items() if text.words}


@pytest.mark.parametrize("language", NORWEGIAN)
def test_every_view_is_easy_to_read(database: Database, language: str) -> None:
    texts = measured(database, language)
    assert {name: round(text.lix) for name, text in texts.items() if text.lix >= MOST} == {}


def test_lix_counts_words_sentences_and_long_words() -> None:
    text = Text({"Bare nettverksledere kan gjøre dette: Spør Liv.", "Møtet er kl 09.00–11.30. (Eller senere?)"})
    assert (len(text.words), len(text.sentences)) == (14, 4)
    assert text.lix == 14 / 4 + 100 * 1 / 14


def test_what_is_measured_are_our_sentences() -> None:
    """Not labels, choices, buttons and lines without an end, nor what people wrote."""
    _ = Words("en")
    hint = Shown(f"Hint about {THEIRS * 9}.")
    blocks = [
        b.heading(Shown("A title.")),
        b.said(Shown(f"{THEIRS}.\nWhat I need\nSaid at kl. 09.00.")),
        b.quiet(Shown(f"Quiet: {THEIRS}")),
        b.text_field("name", Shown("A label?"), hint=hint),
        b.buttons(b.button(_("Close"), "deed", "key", confirm=(Shown("Sure?"), Shown("It is gone."), _("Cancel")))),
    ]
    assert [*running_text(blocks)] == ["Said at kl 09.00.", "Hint about Liv.", "It is gone."]
