"""What people have typed, as it is kept: without space around it, and empty if there is nothing to see."""

from __future__ import annotations

import unicodedata

INVISIBLE = ("Cc", "Cf", "Mn", "Zl", "Zp", "Zs")  # Unicode's names for what takes no ink of its own


def whole(text: str) -> str:
    """With its line breaks."""
    return text.strip() if any(unicodedata.category(character) not in INVISIBLE for character in text) else ""


def one_line(text: str) -> str:
    """Without line breaks, in the one form in which an «å» is one character."""
    return whole(unicodedata.normalize("NFC", " ".join(text.split())))
