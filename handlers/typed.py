"""What people have typed, as it is kept: without space around it, empty if there is nothing to see, not too long."""

from __future__ import annotations

import unicodedata

from handlers.words import Shown, Words

INVISIBLE = ("Cc", "Cf", "Mn", "Zl", "Zp", "Zs")  # Unicode's names for what takes no ink of its own


def whole(text: str) -> str:
    """With its line breaks."""
    return text.strip() if any(unicodedata.category(character) not in INVISIBLE for character in text) else ""


def one_line(text: str) -> str:
    """Without line breaks, in the one form in which an «å» is one character."""
    return whole(unicodedata.normalize("NFC", " ".join(text.split())))


def too_long(_: Words, limit: int, length: int) -> Shown:
    """What is said at a field that holds too much."""
    return _("Write at most {limit} characters here. Now there are {length}.", limit=limit, length=length)
