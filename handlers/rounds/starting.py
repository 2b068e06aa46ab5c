"""Hears how leaders start a round, and close it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.replies import Errors, Open, Reply
from handlers.rounds import forms, rules, views
from handlers.rounds.listeners import sheet, show_anew
from handlers.visit import Visit
from storage import planned, posts, rounds
from storage.base import new_id
from storage.networks import alone_in
from storage.round_tables import open_tables
from storage.rounds import Round, RoundClosing, RoundKind, round_from
from storage.thinking import counting_down


def see(visit: Visit) -> Reply:
    """`/runde`."""
    network = visit.at_work()
    those = [asked for asked in rounds.rounds_in(visit.session, network, visit.now) if not asked.closing]
    tables = open_tables(visit.session, network.team_id, network)
    quiet = [one for one in counting_down(visit.session, network.team_id, network) if not one.is_over(visit.now)]
    return Open(views.listed(visit.words, network, those, tables, quiet, visit.now, visit.may))


def open_form(visit: Visit) -> Reply:
    """Of the kind that was chosen; with a question more, if that was pressed in the form itself."""
    kind, _each, number = visit.heard.text.partition(":")
    return form(visit, RoundKind(kind), visit.heard.fields, number=int(number or 1))


def form(visit: Visit, kind: RoundKind, typed: Mapping[str, Any], *, number: int = 1) -> Open:
    """`typed`: what stands in it already."""
    network, fewest = visit.at_work(), _fewest(visit)
    return Open(forms.form_to_start(visit.words, network, kind, visit.today, fewest, number=number, typed=typed))


def start(visit: Visit) -> Reply:
    """A form that was accepted before is the same round, which stays as it began."""
    _, session = visit.words, visit.session
    network = alone_in(session, visit.at_work())
    asked = round_from(session, network.team_id, visit.heard.message)
    if asked:
        return sheet(visit, asked)
    kind = RoundKind(visit.heard.message.partition("@")[0])
    plan = rules.Plan.from_form(kind, visit.heard.fields, network.tz)
    wrong = rules.faults(plan, visit.now)
    if wrong:
        return Errors(forms.sentences(_, wrong))
    asked = _begun(visit, plan)
    if asked.has_opened:
        return sheet(visit, asked, _("The round has begun. The channel sees how many have had their say."))
    return sheet(visit, asked, _("The round is planned. You can call it off until it begins."))


def close(visit: Visit) -> Reply:
    """Once it is closed, it stays as it was closed. One that has not begun is called off."""
    _, asked = visit.words, visit.round
    alone_in(visit.session, visit.at_work())
    rounds.hold(visit.session, asked, alone=True)
    if asked.closed_by(visit.now) is None:
        asked.closing = RoundClosing.BY_HAND if asked.has_opened else RoundClosing.CANCELLED
        show_anew(visit.session, asked)
    if not asked.has_opened:
        return sheet(visit, asked)
    return sheet(visit, asked, _("The round is closed. What came of it is told in the channel in a moment."))


def _fewest(visit: Visit) -> int:
    """As it is now; a round that begins later has what holds then."""
    return visit.the_network.fewest_shown or visit.organisation.fewest_shown


def _begun(visit: Visit, plan: rules.Plan) -> Round:
    session, network = visit.session, visit.the_network
    assert plan.closes_at is not None
    asked = Round(
        team_id=network.team_id,
        id=new_id(),
        network=network,
        kind=plan.kind,
        view_id=visit.heard.message,
        visibility=plan.visibility,
        fewest_shown=_fewest(visit),
        opens_at=plan.opens_at or visit.now,
        closes_at=plan.closes_at,
        questions=[rules.written(asking) for asking in plan.askings],
    )
    session.add(asked)
    if plan.opens_at is None:
        asked.open(visit.organisation.fewest_shown)
    session.flush()
    channel, key = visit.channel, planned.key_of("round.round", asked.id)
    posts.make(session, "round.round", asked.id, channel=channel, now=asked.opens_at)
    if at := rules.reminds_at(asked):
        posts.make(session, "round.reminder", asked.id, channel=channel, now=at, reply_to=key)
    return asked
