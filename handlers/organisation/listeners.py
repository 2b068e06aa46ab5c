"""Hears what admins and coordinators decide for all networks."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.leaders import coordinators_named
from handlers.organisation import views
from handlers.organisation.rules import Choices, faults
from handlers.replies import Errors, Open, Reply
from handlers.visit import Visit
from storage import posts
from storage.organisations import Organisation, alone_in_organisation, coordinators_in, name_coordinators
from storage.people import Person, channels_of


def open_settings(visit: Visit) -> Reply:
    choices = Choices.of(visit.organisation, _coordinators(visit))
    return Open(views.form_of_settings(visit.words, visit.channel.channel_id, visit.organisation, choices))


def change(visit: Visit) -> Reply:
    """Of two who change it at once the later is told, and keeps what they have put in."""
    organisation = alone_in_organisation(visit.session, visit.heard.team_id)
    before = Choices.of(organisation, _coordinators(visit))
    choices = Choices.from_form(visit.heard.fields, names_coordinators=before.coordinator_ids is not None)
    if choices == before:
        return Open(views.saved(visit.words, organisation, coordinators_in(visit.session, visit.heard.team_id)))
    coordinators = visit.meet(choices.coordinator_ids or ())
    wrong = faults(choices, coordinators)
    if wrong:
        return Errors(views.sentences(visit.words, wrong))
    if visit.heard.version != organisation.version:
        late = views.form_of_settings(
            visit.words, visit.channel.channel_id, organisation, choices, changed_by=_changer(visit, organisation)
        )
        return Open(late)
    choices.write(organisation)
    organisation.version, organisation.changed_by = organisation.version + 1, visit.person.user_id
    if choices.coordinator_ids not in (None, before.coordinator_ids):
        new = name_coordinators(visit.session, visit.heard.team_id, coordinators, by=visit.person.user_id)
        coordinators_named(visit.session, new, visit.now)
    visit.session.flush()
    for channel in channels_of(visit.session, visit.heard.team_id):
        posts.renew(visit.session, channel.team_id, "network.greeting", channel.channel_id)
    return Open(views.saved(visit.words, organisation, coordinators_in(visit.session, visit.heard.team_id)))


def _coordinators(visit: Visit) -> Sequence[Person] | None:
    """Those who are named, for who may name others."""
    may = visit.may("organisation.coordinators")
    return coordinators_in(visit.session, visit.heard.team_id) if may else None


def _changer(visit: Visit, organisation: Organisation) -> str:
    """The name of who changed it last, as far as it is known."""
    changer = visit.session.get(Person, (organisation.team_id, organisation.changed_by))
    return changer.name or "" if changer else ""
