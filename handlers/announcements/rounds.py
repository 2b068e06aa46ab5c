"""Lays the rounds in which meetings are evaluated: each opens as the channel is asked, and then stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.announcements.rules import Kind
from storage.base import new_id
from storage.evaluations import evaluations_of
from storage.meetings import Meeting
from storage.networks import Network
from storage.organisations import organisation_of
from storage.planned import Planned, has_spoken
from storage.posts import Parked, Post
from storage.rounds import Round, RoundKind, Visibility


def lay(
    session: Session,
    network: Network,
    meetings: Sequence[Meeting],
    wanted: Sequence[Planned],
    there: Sequence[Post],
) -> None:
    """A round for each evaluation that is planned in the channel, and none for others. `there`: what was planned."""
    skipped = {post.key for post in there if post.parked is Parked.SKIPPED}
    asks = {
        plan.subject_id: plan
        for plan in wanted
        if plan.view == Kind.EVALUATION and plan.to is None and plan.key not in skipped
    }
    fewest = network.fewest_shown or organisation_of(session, network.team_id).fewest_shown
    known = evaluations_of(session, network.team_id, [meeting.id for meeting in meetings])
    spoken = {post.subject_id for post in there if post.view == Kind.EVALUATION and has_spoken(post)}  # it opens now
    for meeting_id, asked in known.items():
        if not asked.has_opened and meeting_id not in asks.keys() | spoken:
            session.delete(asked)
    for meeting_id, plan in asks.items():
        asked = known.get(meeting_id) or _round(network, meeting_id)
        if asked.has_opened:
            continue
        asked.visibility = Visibility(network.evaluation)
        asked.opens_at, asked.closes_at, asked.fewest_shown = plan.due_at, plan.useful_until, fewest
        session.add(asked)
    session.flush()


def _round(network: Network, meeting_id: str) -> Round:
    return Round(
        team_id=network.team_id,
        id=new_id(),
        network_id=network.id,
        kind=RoundKind.EVALUATION,
        meeting_id=meeting_id,
        view_id=f"meeting:{meeting_id}",
        has_opened=False,
    )
