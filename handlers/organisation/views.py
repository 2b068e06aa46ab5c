"""Shows what holds for all networks of an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block
from handlers.organisation.rules import COORDINATORS_MAX, Choices, Fault
from handlers.words import Shown, Words, lines
from storage.organisations import Creators, Organisation
from storage.people import Person


def form_of_settings(
    _: Words, channel_id: str, organisation: Organisation, choices: Choices, *, changed_by: str | None = None
) -> dict[str, Any]:
    """The form. `changed_by`: somebody was faster; their name, if it is known."""
    return b.modal(
        _("Settings in common"),
        [
            b.section(_("This holds for all networks in the workspace.")),
            *_late(_, organisation, changed_by),
            *_fields(_, choices),
        ],
        submit=_("Save the changes"),
        close=_("Cancel"),
        deed="organisation.settings",
        about=channel_id,
        version=organisation.version,
    )


def saved(_: Words, organisation: Organisation, coordinators: Sequence[Person]) -> dict[str, Any]:
    """What is said after a change, in the form's place."""
    names = [one.name for one in coordinators if one.name]
    blocks = [
        b.section(_("The changes are saved, and hold for all networks.")),
        b.said(_stands(_, organisation)),
    ]
    if names:
        blocks.append(b.quiet(coordinated(_, names)))
    return b.modal(_("Settings in common"), blocks, close=_("Close"))


def coordinated(_: Words, names: Sequence[str]) -> Shown:
    return _.many("Coordinator: {names}", "Coordinators: {names}", len(names), names=_.all_of(names))


def sentences(_: Words, found: Mapping[str, Fault]) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.NO_NUMBER_OF_MONTHS: _("Write a number from {least} to {most}.", least=1, most=Organisation.MONTHS_MAX),
        Fault.NO_NUMBER_OF_PEOPLE: _(
            "Write a number from {least} to {most}.", least=Organisation.FEWEST, most=Organisation.FEWEST_MAX
        ),
        Fault.WHISTLE_TOO_LONG: _("Write at most {n} characters.", n=Organisation.WHISTLE_MAX),
        Fault.NOBODY: _("Choose at least one person who coordinates the networks."),
        Fault.CANNOT: _("One of those you chose is a bot or has left the workspace. Choose others."),
    }
    return {name: said[fault] for name, fault in found.items()}


def _late(_: Words, organisation: Organisation, changed_by: str | None) -> list[Block]:
    if changed_by is None:
        return []
    somebody = (
        _("{name} changed the settings while you wrote, so yours are not saved yet.", name=changed_by)
        if changed_by
        else _("Somebody changed the settings while you wrote, so yours are not saved yet.")
    )
    return [
        b.said(lines(somebody, _stands(_, organisation))),
        b.section(_("What you wrote is below. Save it if it should count instead.")),
    ]


def _stands(_: Words, organisation: Organisation) -> Shown:
    """What holds now."""
    months, whistle = organisation.retention_months, organisation.whistle
    return lines(
        _("Only coordinators and workspace admins can set up networks.")
        if organisation.creators is Creators.ORGANISERS
        else _("Whoever invites me to a channel can set up a network there."),
        _.many(
            "What people write is kept for {n} month at most.",
            "What people write is kept for {n} months at most.",
            months,
        )
        if months
        else _("There is no limit to how long networks keep what people write."),
        _("Numbers are shown when at least {n} people are behind them.", n=organisation.fewest_shown),
        _("Whistle-blowing: {where}", where=whistle) if whistle else None,
        _("I don't use the months, the number and what is said of whistle-blowing yet."),
    )


def _fields(_: Words, choices: Choices) -> list[Block]:
    fields = [
        b.choice_field(
            "creators",
            _("Who can set up networks?"),
            {
                Creators.INVITERS: _("Whoever invites me to a channel"),
                Creators.ORGANISERS: _("Only coordinators and workspace admins"),
            },
            value=choices.creators,
        ),
        b.number_field(
            "months",
            _("For how many months can networks keep what people write?"),
            value=choices.months,
            least=1,
            most=Organisation.MONTHS_MAX,
            hint=_(
                "I don't delete anything by this yet. From 1 to {most}. Leave it empty if there should be no limit.",
                most=Organisation.MONTHS_MAX,
            ),
        ),
        b.number_field(
            "fewest",
            _("How many must have answered before I show numbers?"),
            value=choices.fewest,
            least=Organisation.FEWEST,
            most=Organisation.FEWEST_MAX,
            hint=_(
                "I don't show such numbers yet. From {least} to {most}. With fewer, one could guess who answered what.",
                least=Organisation.FEWEST,
                most=Organisation.FEWEST_MAX,
            ),
            needed=True,
        ),
        b.text_field(
            "whistle",
            _("Where does one blow the whistle?"),
            value=choices.whistle,
            hint=_(
                "I don't show this to anybody yet. A link, an address or a phone number. "
                "Nobody can blow the whistle with me."
            ),
        ),
    ]
    if choices.coordinator_ids is not None:
        fields.append(
            b.people_field(
                "coordinators",
                _("Who coordinates the networks?"),
                value=choices.coordinator_ids,
                most=COORDINATORS_MAX,
                hint=_(
                    "They can set up networks, and choose leaders where there are none. Up to {n} people.",
                    n=COORDINATORS_MAX,
                ),
            )
        )
    return fields
