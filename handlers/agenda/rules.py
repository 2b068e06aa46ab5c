"""What an agenda begins with, and what is on at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.programme import Timed
from handlers.words import Words
from storage.agendas import Item
from storage.base import new_id
from storage.meetings import Meeting

STEP = 5  # minutes, where there is room


def ours(_: Words) -> list[Item]:
    """The template of a network that has none of its own. What has no title is the topic."""
    those = (
        (_("Arrival and a round"), 20, _("Round table")),
        ("", 50, ""),
        (_("Thinking time"), 10, ""),
        (_("Break"), 10, ""),
        (_("Next topic"), 15, ""),
        (_("Evaluation"), 15, ""),
    )
    return [Item(title=title, minutes=minutes, method=method, responsible="") for title, minutes, method in those]


def from_template(template: Sequence[Item], meeting: Meeting) -> list[Item]:
    """The same for a meeting, as long as that is."""
    lengths = scaled([item.minutes for item in template], meeting.minutes)
    return [
        Item(
            team_id=meeting.team_id, id=new_id(), network=meeting.network, meeting_id=meeting.id, title=item.title,
            minutes=minutes, method=item.method, responsible=item.responsible, position=position,
        )
        for position, (item, minutes) in enumerate(zip(template, lengths, strict=True))
    ]  # fmt: skip


def scaled(lengths: Sequence[int], to: int) -> list[int]:
    """Minutes that together are `to`, each as near to its share as whole steps allow, and none without any."""
    whole = sum(lengths)
    if whole == to:
        return list(lengths)
    step = STEP if to % STEP == 0 and to // STEP >= 2 * len(lengths) else 1
    shares = [length * to / whole / step for length in lengths]
    steps = [max(1, int(share)) for share in shares]
    while (lack := to // step - sum(steps)) != 0:
        gaps = [share - number for share, number in zip(shares, steps, strict=True)]
        if lack > 0:
            steps[gaps.index(max(gaps))] += 1
        else:
            steps[min((n for n in range(len(steps)) if steps[n] > 1), key=gaps.__getitem__)] -= 1
    return [number * step for number in steps]


def now_and_next(those: Sequence[Timed], now: datetime) -> tuple[Timed | None, Timed | None]:
    """What is on, and what comes then."""
    on = next((one for one in those if one.begins <= now < one.ends), None)
    return on, next((one for one in those if one.begins > now), None)
