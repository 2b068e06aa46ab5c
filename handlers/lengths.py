"""How long meetings last: a choice in several forms."""

from __future__ import annotations

from handlers.words import Shown, Words

LENGTHS = (60, 90, 120, 150, 180, 240, 420)  # minutes


def lengths(_: Words) -> dict[str, Shown]:
    """What a menu offers."""
    said = (_("1 hour"), _("1½ hours"), _("2 hours"), _("2½ hours"), _("3 hours"), _("Half a day"), _("A whole day"))
    return dict(zip(map(str, LENGTHS), said, strict=True))
