"""Shows who shall lead a network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers import blocks as b
from handlers.blocks import Message
from handlers.leadership.rules import Fault
from handlers.networks.rules import LEADERS_MAX
from handlers.networks.views import leaderless, leaders, stood_in
from handlers.practice import Rendering
from handlers.words import Shown, Words, lines
from storage.handovers import HandOver
from storage.networks import Network, StandIn
from storage.wall_time import day_of


def wanted(rendering: Rendering) -> Message | None:
    """To a coordinator: a network needs a leader, or has one again. Nothing to who coordinates no longer."""
    _ = rendering.words
    if not rendering.reader.is_coordinator:
        return None
    network = rendering.session.get_one(Network, (rendering.team_id, rendering.subject_id))
    first = b.said(_("📣 News about {name}", name=network.name))
    if network.leaders:
        return Message.of(first, b.section(_("The network has a leader again.")), leaders(_, network))
    return Message.of(
        first,
        b.section(
            _("The network has no leader now, so it rests. Nothing is lost. Who can lead it? Ask before you choose.")
        ),
        b.buttons(b.button(_("Choose a new leader"), "leadership.choose", network.id, style="primary")),
    )


def given(rendering: Rendering) -> Message | None:
    """To somebody whom others have made a leader, or asked to stand in. Nothing if that is over already."""
    _ = rendering.words
    network = rendering.session.get_one(Network, (rendering.team_id, rendering.subject_id))
    stand_in = network.stand_in_on(day_of(rendering.now, network.tz))
    if any(leader.user_id == rendering.reader_id for leader in network.leaders):
        told = _("You lead the network now.")
    elif stand_in and stand_in.user_id == rendering.reader_id:
        told = _("You stand in for the leaders until {day} is over.", day=_.day(stand_in.last_day))
    else:
        return None
    return Message.of(
        b.said(_("📣 News about {name}", name=network.name)),
        b.section(
            lines(told, _("Write /nettverk in the channel to see how it stands. What you can do is behind «More …»."))
        ),
        b.buttons(b.button(_("More …"), "network.more", network.id)),
    )


def over(rendering: Rendering) -> Message | None:
    """To somebody who leads no longer, because others said so. Nothing if they lead again."""
    _ = rendering.words
    network = rendering.session.get_one(Network, (rendering.team_id, rendering.subject_id))
    if any(leader.user_id == rendering.reader_id for leader in network.leaders):
        return None
    return Message.of(
        b.said(_("📣 News about {name}", name=network.name)),
        b.section(_("You lead the network no longer.")),
        leaders(_, network),
    )


def form_to_choose(_: Words, network: Network) -> dict[str, Any]:
    """Leaders for a network that has none."""
    return b.modal(
        _("Choose a new leader"),
        [
            b.said(_("«{name}» has no leader now. It goes on when you have chosen one.", name=network.name)),
            b.people_field(
                "leaders",
                _("Who should lead the network?"),
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
                    "Who stands in leads «{name}» with you, and can do the same as you, "
                    "but not hand over or end the network, or choose leaders.",
                    name=network.name,
                )
            ),
            b.people_field(
                "stand_in",
                _("Who should stand in?"),
                value=(),
                most=1,
                hint=_("One person, who is in the channel. Ask them first."),
            ),
            b.date_field(
                "last_day",
                _("Until when?"),
                hint=_("The last day. You can end the stand-in's time sooner."),
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
            b.section(_("You lead it as before, and can end this sooner: write /nettverk, and press «More …».")),
        ],
        close=_("Close"),
    )


def form_to_hand_over(_: Words, network: Network, others_lead: bool) -> dict[str, Any]:
    """Who leads after oneself, and what they are to know."""
    nobody = (
        _("People in the channel. Leave it empty if the other leaders go on by themselves.")
        if others_lead
        else _(
            "People in the channel. If you know nobody, leave it empty and say so below. "
            "Then the network rests until a coordinator has chosen a new leader."
        )
    )
    rests = {"rests": _("Nobody takes over: the network rests")}
    return b.modal(
        _("Hand the network over"),
        [
            b.said(_("You lead «{name}» no longer when you have handed it over.", name=network.name)),
            b.quiet(_("You can take it back for a day: write /nettverk, and press «More …».")),
            b.people_field("successors", _("Who takes over?"), value=(), most=LEADERS_MAX, hint=nobody, needed=False),
            *([] if others_lead else [b.several_field("nobody", _("Do you know nobody?"), rests, value=())]),
            b.text_field(
                "note",
                _("What should they know?"),
                hint=_(
                    "Only those who lead after you see it, with /nettverk. At most {n} characters.", n=HandOver.NOTE_MAX
                ),
                tall=True,
            ),
        ],
        submit=_("Hand it over"),
        close=_("Cancel"),
        deed="leadership.hand_over",
        about=network.id,
    )


def handed_over(_: Words, network: Network) -> dict[str, Any]:
    """What is said when it is done, in the form's place."""
    who = leaders(_, network)
    return b.modal(
        _("Hand the network over"),
        [
            b.said(_("You have handed «{name}» over. You can take it back for a day.", name=network.name)),
            *([who] if who else []),
            *([] if network.leaders else [b.section(leaderless(_))]),
            b.buttons(b.button(_("Take the leadership back"), "leadership.take_back", network.id)),
        ],
        close=_("Close"),
    )


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NOBODY: _("Choose somebody."),
        Fault.NO_SUCCESSOR: _("Choose somebody, or say below that nobody takes over."),
        Fault.CANNOT: _("One of those you chose is a bot or has left the workspace. Choose others."),
        Fault.OUTSIDE: _("Somebody you chose is not in the channel. Choose people who are."),
        Fault.LEADS_ALREADY: _("They lead the network already. Choose somebody else."),
        Fault.NO_DAY: _("Choose the last day."),
        Fault.DAY_IS_OVER: _("That day is over. Choose today or a later day."),
        Fault.ONESELF: _("You hand it over yourself. Choose others."),
        Fault.NOTE_TOO_LONG: _("Write at most {n} characters.", n=HandOver.NOTE_MAX),
    }
    return {name: said[fault] for name, fault in found.items()}
