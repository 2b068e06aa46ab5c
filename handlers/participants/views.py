"""Shows people what a network is to them, and asks how they want it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Message
from handlers.charter_lines import in_short, to_show
from handlers.participants.rules import AS_THE_NETWORK, Wishes
from handlers.practice import Rendering
from handlers.words import LANGUAGES, Shown, Words, escape, lines
from storage.charter import RuleState, rules_of
from storage.members import HeadCount, Member
from storage.networks import Network
from storage.people import Person

NAMES = 7  # that are told in a row
CHOSEN_MAX = 50  # people in one form


def welcome(rendering: Rendering) -> Message | None:
    """To a newcomer alone: what this network is for, and what one can do.

    Nothing where the network sleeps, and nothing to who has left or wants no welcomes by then.
    """
    _ = rendering.words
    network = rendering.session.get_one(Network, (rendering.team_id, rendering.subject_id))
    member = rendering.session.get_one(Member, (network.team_id, network.channel_id, rendering.reader_id))
    if not (network.is_awake and member.is_in and rendering.reader.wants_welcomes):
        return None
    rules = rules_of(rendering.session, network, RuleState.PUBLISHED)
    return Message.of(
        b.said(_("👋 Welcome to {name}.", name=network.name)),
        b.said(escape(network.purpose)) if network.purpose else None,
        b.said_beside(in_short(_, rules), to_show(_, network.id)) if rules else None,
        b.section(
            _(
                "Here people who work with the same things meet and learn from each other. You help decide what about: "
                "propose a topic, or support those that are there."
            )
        ),
        b.quiet(_("Would you rather only read? Press «I only follow along». Only you see this.")),
        b.buttons(
            b.button(_("Propose a topic"), "topic.propose", network.id),
            b.button(_("See the topics"), "topic.list", network.id),
            b.button(_("I only follow along"), "participant.follow", network.id),
            b.button(_("More …"), "network.more", network.id),
        ),
    )


def chosen(_: Words, network: Network, follows_along: bool) -> dict[str, Any]:
    """What a person's own choice means, and the way back."""
    if follows_along:
        told = _(
            "You only follow along in {name} now. You are not counted among its participants, and I don't prompt you. "
            "You can still propose topics, and your support and your answers count as before.",
            name=network.name,
        )
        back = b.button(_("I take part"), "participant.take_part", network.id)
    else:
        told = _(
            "You take part in {name} now. You are counted among its participants, "
            "and I ask you when the others are asked.",
            name=network.name,
        )
        back = b.button(_("I only follow along"), "participant.follow", network.id)
    return b.modal(_("Your part"), [b.said(told), b.buttons(back)], close=_("Close"))


def counted(_: Words, count: HeadCount) -> Shown | None:
    """How many there are. Nothing before Slack has told."""
    if not any(count):
        return None
    part = _.many("{n} person takes part.", "{n} people take part.", count.participants)
    along = _.many("{n} follows along.", "{n} follow along.", count.followers)
    return Shown(f"{part} {along}") if count.followers else part


def form_to_choose(
    _: Words, network: Network, count: HeadCount, listed: Sequence[Person], *, chosen: int = 0
) -> dict[str, Any]:
    """For leaders: who takes part, and who follows along. `listed`: the first who follow; `chosen`: for how many it
    was changed just now."""
    rest = count.followers - len(listed)
    names = [one.name or _("somebody without a name") for one in listed]
    if rest > 0:
        names.append(_("{n} more", n=rest))
    return b.modal(
        _("Participants"),
        [
            *([b.section(_.many("Saved for {n} person.", "Saved for {n} people.", chosen))] if chosen else []),
            b.section(counted(_, count) or _("I have not read yet who is in the channel. It takes a minute.")),
            *([b.quiet(_("Follow along: {names}", names=_.all_of(names)))] if names else []),
            b.people_field(
                "people",
                _("For whom do you want to change it?"),
                value=[],
                most=CHOSEN_MAX,
                hint=_("People in the channel. They can change it back themselves."),
            ),
            b.choice_field(
                "part",
                _("What do they do?"),
                {
                    "follows": _("They only follow along: no participants, not prompted"),
                    "takes": _("They take part"),
                },
                value="follows",
            ),
        ],
        submit=_("Save the choice"),
        close=_("Close"),
        deed="participant.choose",
        about=network.id,
    )  # fmt: skip


def absent(_: Words, people: Sequence[Person]) -> Shown:
    """At the field: who can't be chosen."""
    names = [one.name for one in people[:NAMES] if one.name]
    if not names:
        return _("Somebody you chose is not in the channel. Choose people who are.")
    return _.many(
        "{names} is not in the channel. Choose people who are.",
        "{names} are not in the channel. Choose people who are.",
        len(names),
        names=_.all_of(names),
    )


def form_of_wishes(_: Words, network: Network, wishes: Wishes) -> dict[str, Any]:
    """A person's own settings."""
    languages = {AS_THE_NETWORK: _("The same as the network")}
    languages |= {code: escape(name) for code, name in LANGUAGES.items()}
    return b.modal(
        _("My settings"),
        [
            b.quiet(_("They hold in all networks here, and only you see them.")),
            b.select_field(
                "language",
                _("Which language do I use when I write to you?"),
                languages,
                value=wishes.language or AS_THE_NETWORK,
            ),
            b.date_field(
                "snoozed_until",
                _("No direct messages before"),
                hint=_("Choose a day, for example your first day after a holiday. Leave it empty to get them now."),
                value=wishes.snoozed_until,
            ),
            b.several_field("wants", _("Which direct messages do you want?"), _kinds(_), value=_wanted(wishes)),
        ],
        submit=_("Save my settings"),
        close=_("Cancel"),
        deed="participant.settings",
        about=network.id,
    )


def saved(_: Words, wishes: Wishes) -> dict[str, Any]:
    """What is said after a change, in the form's place."""
    quiet = wishes.snoozed_until
    if quiet:
        told = _("You get no direct messages from me before {day}.", day=_.day(quiet))
    elif _wanted(wishes):
        told = _("You get direct messages from me when there is a reason.")
    else:
        told = _("You get no direct messages from me.")
    return b.modal(_("My settings"), [b.section(lines(_("Your settings are saved."), told))], close=_("Close"))


def day_is_over(_: Words) -> Shown:
    return _("Choose a day after today, or leave it empty.")


def _kinds(_: Words) -> dict[str, Shown]:
    return {
        "welcomes": _("A welcome when I come into a network"),
        "leads": _("News when a network I lead needs something"),
        "prompts": _("A question whether I come, where places are booked"),
    }


def _wanted(wishes: Wishes) -> list[str]:
    wants = {"welcomes": wishes.welcomes, "leads": wishes.leads, "prompts": wishes.prompts}
    return [kind for kind, wanted in wants.items() if wanted]
