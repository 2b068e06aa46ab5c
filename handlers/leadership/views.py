"""Shows who shall lead a network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers import blocks as b
from handlers.leadership.rules import Fault
from handlers.networks.rules import LEADERS_MAX
from handlers.networks.views import leaders, stood_in
from handlers.words import Shown, Words
from storage.networks import Network, StandIn


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


def form_of_stand_in(_: Words, network: Network) -> dict[str, Any]:
    """Who leads it while its leaders are away."""
    return b.modal(
        _("Choose a stand-in"),
        [
            b.said(
                _(
                    "Who stands in leads «{name}» with you, and can do all that you can, "
                    "but not hand it over or end it.",
                    name=network.name,
                )
            ),
            b.people_field(
                "stand_in",
                _("Who stands in?"),
                value=(),
                most=1,
                hint=_("One person, who is in the channel. Ask them first."),
            ),
            b.date_field(
                "last_day",
                _("Until when?"),
                hint=_("The last day. You can end it before."),
                needed=True,
            ),
        ],
        submit=_("Choose"),
        close=_("Cancel"),
        deed="leadership.stand_in",
        about=network.id,
    )


def stands_in(_: Words, stand_in: StandIn) -> dict[str, Any]:
    """What is said when it is done, in the form's place."""
    return b.modal(
        _("Choose a stand-in"),
        [
            b.said(stood_in(_, stand_in)),
            b.section(_("You lead the network as before. To end it sooner, write /nettverk, and press «More …».")),
        ],
        close=_("Close"),
    )


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NOBODY: _("Choose somebody."),
        Fault.CANNOT: _("One of those you chose is a bot or has left the workspace. Choose others."),
        Fault.LEADS_ALREADY: _("They lead the network already. Choose somebody else."),
        Fault.NO_DAY: _("Choose the last day."),
        Fault.DAY_IS_OVER: _("That day is over. Choose today or a later day."),
    }
    return {name: said[fault] for name, fault in found.items()}
