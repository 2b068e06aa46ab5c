"""A leader's own questions (H07, H20): up to five, each with a text, a scale or a choice as its answer."""

from __future__ import annotations

from handlers.rounds.kind import Kind
from handlers.words import Shown, Words


def title(_: Words) -> Shown:
    return _("Questions to you all")


def why(_: Words) -> Shown:
    return _("Everyone gets the word, also those who say little in the meetings.")


KIND = Kind(title, why)
