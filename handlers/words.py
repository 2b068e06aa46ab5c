"""A person's language, and the one escaping of people's text.

The code holds the English sentence; `texts/nb.po` and `texts/nn.po` hold the Norwegian ones and are read at start.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from datetime import date, time
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}  # each by its own name: no need to know another first
DAY = {"nb": "EEEE d.\u00a0MMMM", "nn": "EEEE d.\u00a0MMMM", "en": "EEEE\u00a0d MMMM"}
CLOCK = {"nb": "HH.mm", "nn": "HH.mm", "en": "HH:mm"}
TEXTS = Path(__file__).parent / "texts"


class Shown(str):
    """Text that is ready for Slack's eyes: ours, or people's after `escape`. Blocks take nothing else."""

    __slots__ = ()


def escape(text: str) -> Shown:
    """People's text as data: nothing in it can mention, link or ping (Slack's three characters, and no others)."""
    if isinstance(text, Shown):
        return text
    return Shown(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def unescape(text: str) -> str:
    """For the few places where Slack shows a text exactly as it is sent."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def cut(text: Shown, most: int) -> Shown:
    """What fits of it; not in the middle of an escaped character."""
    return text if len(text) <= most else Shown(re.sub(r"&[a-z]*$", "", text[: most - 1]) + "…")


def lines(*parts: Shown | None) -> Shown:
    """Several texts below each other; what is None is left out."""
    return Shown("\n".join(part for part in parts if part is not None))


class Words:
    """One language. `_("Hello {name}", name=…)` gives the sentence in it, with what people wrote escaped."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, message: str, **values: str | int) -> Shown:
        return _filled(self._catalogue.gettext(message), values)

    def many(self, one: str, several: str, n: int, **values: str | int) -> Shown:
        """The sentence that fits the number, which is `{n}` in it."""
        return _filled(self._catalogue.ngettext(one, several, n), {"n": n, **values})

    def weekday(self, number: int) -> Shown:
        """«onsdag» for 2."""
        return Shown(get_day_names("wide", locale=self.language)[number])

    def day(self, day: date) -> Shown:
        """«onsdag 25. november»."""
        return Shown(format_date(day, DAY[self.language], locale=self.language))

    def clock(self, wall: time) -> Shown:
        """«09.00»."""
        return Shown(format_time(wall, CLOCK[self.language], locale=self.language))

    def decimal(self, number: float) -> Shown:
        """«4,3»."""
        return Shown(format_decimal(number, "0.0", locale=self.language))

    def all_of(self, names: Iterable[str]) -> Shown:
        """«Liv, Ola og Kari»."""
        return Shown(format_list([escape(name) for name in names], locale=self.language))


def _filled(sentence: str, values: dict[str, str | int]) -> Shown:
    if not values:
        return Shown(sentence)
    return Shown(sentence.format_map({k: escape(v) if isinstance(v, str) else v for k, v in values.items()}))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (TEXTS / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
