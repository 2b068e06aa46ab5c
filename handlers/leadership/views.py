"""Shows who shall lead a network."""

from __future__ import annotations

from typing import Any

from handlers import blocks as b
from handlers.networks.rules import LEADERS_MAX
from handlers.networks.views import leaders
from handlers.words import Words
from storage.networks import Network


def form_to_choose(_: Words, network: Network) -> dict[str, Any]:
    """Leaders for a network that has none."""
    return b.modal(
        _("Choose a new leader"),
        [
            b.said(_("«{name}» has no leader now. It goes on when you have chosen one.", name=network.name)),
            b.people_field(
                "leaders",
                _("Who leads it?"),
                value=(),
                most=LEADERS_MAX,
                hint=_("Ask them first. They must be in the channel. Up to {n} people.", n=LEADERS_MAX),
            ),
        ],
        submit=_("Choose"),
        close=_("Cancel"),
        deed="leadership.choose",
        about=network.id,
    )


def chosen(_: Words, network: Network) -> dict[str, Any]:
    """What is said when it is done, in the form's place."""
    told = (
        _("«{name}» has a leader again. It was paused before, and a leader can start it.", name=network.name)
        if network.paused_at
        else _("«{name}» has a leader again, and goes on where it was.", name=network.name)
    )
    who = leaders(_, network)
    return b.modal(_("Choose a new leader"), [b.said(told), *([who] if who else [])], close=_("Close"))
