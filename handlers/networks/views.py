"""Shows networks: the greeting, the set-up and the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block, Message
from handlers.lengths import lengths
from handlers.networks.rules import HEADS, IT_VARIES, LEADERS_MAX, NAMES, ZONES, Fault, Plan
from handlers.practice import Rendering
from handlers.words import LANGUAGES, Shown, Words, escape, lines
from storage.networks import Evaluating, Network, StandIn, Volume, network_in
from storage.organisations import Creators, Organisation, organisation_of


def greeting(rendering: Rendering) -> Message:
    """What the bot says when it comes into a channel, and what has become of it since."""
    _ = rendering.words
    network = network_in(rendering.session, rendering.team_id, rendering.channel_id)
    if network is None:
        return Message.of(
            b.section(_("👋 *Hi! I help networks with the small chores.*")),
            b.section(
                _(
                    "When the network is set up, everyone here can propose topics with /tema and support each other's. "
                    "The person who invited me, or a workspace admin, sets it up. It takes a minute."
                )
                if organisation_of(rendering.session, rendering.team_id).creators is Creators.INVITERS
                else _(
                    "When the network is set up, everyone here can propose topics with /tema and support each other's. "
                    "A coordinator or a workspace admin sets it up. It takes a minute."
                )
            ),
            b.buttons(b.button(_("Set up the network"), "network.set_up", rendering.channel_id, style="primary")),
        )
    begins = b.quiet(_("👋 This is the channel of a network")), b.heading(escape(network.name))
    # Commands don't work for people of another organisation: what they may do has its buttons here.
    others = (
        b.button(_("See the topics"), "topic.list", network.id),
        b.button(_("More …"), "network.more", network.id),
    )
    if network.ended_at:
        return Message.of(*begins, b.section(ended(_)), b.buttons(*others))
    if not network.leaders:
        return Message.of(*begins, b.section(leaderless(_)), b.buttons(*others))
    if network.paused_at:
        return Message.of(*begins, b.section(paused(_)), leaders(_, network), b.buttons(*others))
    return Message.of(
        *begins,
        b.section(
            _(
                "What should the network take up? Write /tema, or press the button. "
                "The topic gets a card here, where others can support it."
            )
        ),
        leaders(_, network),
        b.buttons(b.button(_("Propose a topic"), "topic.propose", network.id), *others),
    )


def stood_in(_: Words, stand_in: StandIn) -> Shown:
    """Who stands in for the leaders, and until when."""
    day = _.day(stand_in.last_day)
    if not stand_in.person.name:
        return _("Somebody stands in for the leaders until {day} is over.", day=day)
    return _("{name} stands in for the leaders until {day} is over.", name=stand_in.person.name, day=day)


def ended(_: Words) -> Shown:
    return _(
        "The network has ended. Nothing more is posted here, and its topics are kept. "
        "A leader can take it up again with /nettverk."
    )


def leaderless(_: Words) -> Shown:
    return _(
        "The network has no leader now, so it rests. Nothing is lost. "
        "A coordinator or a workspace admin can choose a new one with /nettverk."
    )


def paused(_: Words) -> Shown:
    return _(
        "The network is paused: nobody can propose or support topics now. Nothing is lost. "
        "A leader can start it again with /nettverk."
    )


def form_to_set_up(_: Words, channel_id: str, plan: Plan) -> dict[str, Any]:
    """The set-up, with all but the name filled in."""
    return b.modal(
        _("Set up the network"),
        [
            b.section(_("When the network is set up, everyone in the channel can propose topics.")),
            b.quiet(_("Only the name is missing. The rest is a suggestion, and leaders can change it later.")),
            *_fields(_, plan, by_leader=True),
        ],
        submit=_("Set up"),
        close=_("Cancel"),
        deed="network.set_up",
        about=channel_id,
    )


def form_of_settings(
    _: Words, network: Network, plan: Plan, by_leader: bool, *, changed_by: str | None = None
) -> dict[str, Any]:
    """The same for a network that stands. Who leads it is no stand-in's choice.

    `changed_by`: somebody was faster; their name, if it is known.
    """
    return b.modal(
        _("Settings"),
        [
            *_late(_, network, changed_by),
            *_fields(_, plan, by_leader=by_leader),
            _evaluation_field(_, plan),
            _attendance_field(_, plan),
            _fewest_field(_, plan),
            _zone_field(_, plan),
        ],
        submit=_("Save the changes"),
        close=_("Cancel"),
        deed="network.settings",
        about=network.id,
        version=network.version,
    )


def saved(_: Words, network: Network) -> dict[str, Any]:
    """What is said after a change, in the form's place."""
    told = b.section(_("The changes are saved. This is how the network stands now."))
    stands = [b.heading(escape(network.name)), b.said(usually(_, network)), leaders(_, network)]
    return b.modal(_("Settings"), [told, *(block for block in stands if block)], close=_("Close"))


def _late(_: Words, network: Network, changed_by: str | None) -> list[Block]:
    if changed_by is None:
        return []
    somebody = (
        _("{name} changed the settings while you wrote, so yours are not saved yet.", name=changed_by)
        if changed_by
        else _("Somebody changed the settings while you wrote, so yours are not saved yet.")
    )
    now = _("Now the network is called «{name}».", name=network.name)
    who = leaders(_, network)
    return [
        b.said(lines(somebody, now, usually(_, network))),
        *([who] if who else []),
        b.section(_("What you wrote is below. Save it if it should count instead.")),
    ]


def _fields(_: Words, plan: Plan, *, by_leader: bool) -> list[Block]:
    leaders = b.people_field(
        "leaders",
        _("Who should lead the network?"),
        value=plan.leader_ids,
        most=max(LEADERS_MAX, len(plan.leader_ids)),
        hint=_(
            "Leaders can edit topics and change these settings. They must be in the channel. Up to {n} people.",
            n=LEADERS_MAX,
        ),
    )
    return [
        b.text_field(
            "network_name",
            _("What is the network called?"),
            value=plan.name,
            hint=_("As people say it, for example «The digital health network»."),
            needed=True,
        ),
        b.text_field(
            "purpose",
            _("What is it for?"),
            value=plan.purpose,
            hint=_("One or two sentences, which newcomers are shown. You can leave it empty."),
            tall=True,
        ),
        *([leaders] if by_leader else []),
        b.select_field(
            "language",
            _("Which language do I speak in the channel?"),
            {code: escape(name) for code, name in LANGUAGES.items()},
            value=plan.language,
        ),
        *_usual_fields(_, plan),
        b.choice_field(
            "volume",
            _("How much should I say of my own accord?"),
            {
                Volume.QUIET: _("Quiet: the agenda, the evaluation and the next topic"),
                Volume.USUAL: _("Usual: also a reminder on the day and something to reflect on"),
                Volume.EVERYTHING: _("Everything: also calls for topics and more reminders"),
            },
            value=plan.volume,
        ),
    ]


def _usual_fields(_: Words, plan: Plan) -> list[Block]:
    """When and where it usually meets."""
    return [
        b.select_field(
            "weekday",
            _("On which day do you usually meet?"),
            {str(day): Shown(_.weekday(day).capitalize()) for day in range(7)} | {IT_VARIES: _("It varies")},
            value=IT_VARIES if plan.weekday is None else str(plan.weekday),
        ),
        b.time_field("begins", _("When do the meetings usually begin?"), value=f"{plan.begins:%H:%M}"),
        b.select_field("minutes", _("How long do they usually last?"), lengths(_), value=str(plan.minutes)),
        b.text_field(
            "place",
            _("Where do you usually meet?"),
            value=plan.place,
            hint=_("A room, an address or a link. Leave it empty if it varies."),
        ),
        b.text_field(
            "home",
            _("Where is the network at home?"),
            value=plan.home,
            hint=_("A town or a municipality. Lunch-to-lunch meetings are held not far from there."),
        ),
        b.choice_field(
            "gatherings",
            _("Do you have lunch-to-lunch meetings?"),
            {"no": _("No"), "yes": _("Yes, now and then")},
            value="yes" if plan.has_gatherings else "no",
        ),
    ]


def _evaluation_field(_: Words, plan: Plan) -> Block:
    """Of a round that has begun, nothing changes."""
    return b.select_field(
        "evaluation",
        _("How we evaluate"),
        {
            Evaluating.ANONYMOUS: _("In writing, and anonymous"),
            Evaluating.LEADERS: _("In writing, to the leaders"),
            Evaluating.OPEN: _("In writing, and open to everyone"),
            Evaluating.SPOKEN: _("Spoken: the leaders write down what was said"),
            Evaluating.NONE: _("Not at all"),
        },
        value=plan.evaluation,
        hint=_("I ask ten minutes before a meeting ends. A round that has begun stays as it is."),
    )


def _attendance_field(_: Words, plan: Plan) -> Block:
    """What is kept of who came to a meeting."""
    return b.select_field(
        "attendance",
        _("How do you count who comes to your meetings?"),
        {HEADS: _("Only how many came"), NAMES: _("The names of those who came")},
        value=NAMES if plan.counts_names else HEADS,
        hint=_("Only the leaders see the names. If you go back to the number alone, I delete the names."),
    )


def _fewest_field(_: Words, plan: Plan) -> Block:
    return b.number_field(
        "fewest",
        _("How many must answer before anonymous answers are shown?"),
        value=str(plan.fewest_shown or ""),
        least=Organisation.FEWEST,
        most=Organisation.FEWEST_MAX,
        hint=_(
            "From {least} to {most}. Leave it empty to use the number that the organisation has chosen.",
            least=Organisation.FEWEST,
            most=Organisation.FEWEST_MAX,
        ),
    )


def _zone_field(_: Words, plan: Plan) -> Block:
    """Only who has moved it needs to know that a network has a time zone."""
    said = (
        _("Oslo"), _("Longyearbyen"), _("Copenhagen"), _("Stockholm"), _("Helsinki"), _("Reykjavik"), _("London"),
        _("Brussels"), _("Tórshavn"), _("Nuuk"), _("New York"), _("Tokyo"),
    )  # fmt: skip
    return b.select_field(
        "zone",
        _("Which clock do you follow?"),
        dict(zip(ZONES, said, strict=True)),
        value=plan.zone,
        hint=_("All times of the network are as the clocks show them there."),
    )


def usually(_: Words, network: Network) -> Shown:
    """When and where it usually meets."""
    begins, ends = _.clock(network.begins), _.clock(network.ends)
    if network.weekday is None:
        when = _("The network usually meets at {begins}–{ends}. The day varies.", begins=begins, ends=ends)
    else:
        day = _.weekday(network.weekday)
        when = _("The network usually meets on {day}s at {begins}–{ends}.", day=day, begins=begins, ends=ends)
    return lines(when, _("Place: {place}", place=network.place) if network.place else None)


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_NAME: _("Write what the network is called."),
        Fault.NAME_TOO_LONG: _("Write a name of at most {n} characters.", n=Network.NAME_MAX),
        Fault.PURPOSE_TOO_LONG: _("Write at most {n} characters.", n=Network.PURPOSE_MAX),
        Fault.PLACE_TOO_LONG: _("Write at most {n} characters.", n=Network.PLACE_MAX),
        Fault.HOME_TOO_LONG: _("Write at most {n} characters.", n=Network.HOME_MAX),
        Fault.NO_NUMBER_OF_PEOPLE: _(
            "Write a number from {least} to {most}.", least=Organisation.FEWEST, most=Organisation.FEWEST_MAX
        ),
        Fault.NO_LEADER: _("Choose at least one person who leads the network."),
        Fault.LEADER_CANNOT: _(
            "One of those you chose is a bot or has left the workspace. Choose people who can lead."
        ),
        Fault.LEADER_OUTSIDE: _("Somebody you chose is not in the channel. Choose people who are."),
    }
    return {name: said[fault] for name, fault in found.items()}


def leaders(_: Words, network: Network) -> Block | None:
    names = [leader.name for leader in network.leaders if leader.name]
    return b.quiet(_.many("Leader: {names}", "Leaders: {names}", len(names), names=_.all_of(names))) if names else None
