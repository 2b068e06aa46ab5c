"""Hears what people do with meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.announcements import plan as announcements
from handlers.announcements.rules import Kind
from handlers.meetings import cycle as forms
from handlers.meetings.plan import overview, rows_of
from handlers.meetings.rules import (
    Frame,
    Rhythm,
    days_from,
    faults_of_days,
    faults_of_frame,
    faults_of_rhythm,
    laid_out,
)
from handlers.practice import Chore
from handlers.refusals import NotThereAnyMoreError
from handlers.replies import Errors, Open, Reply, Say
from handlers.visit import Visit
from storage import planned, posts
from storage.base import new_id
from storage.meetings import (
    LATELY,
    Cycle,
    Meeting,
    begun_since_shown,
    coming_meetings,
    cycle_from,
    meetings_since,
    topic_of,
)
from storage.networks import Network, alone_in
from storage.topics import Topic, Which, ranked


def see_plan(visit: Visit) -> Reply:
    """`/nettverk plan`: what would still begin, cancelled or not. Also where the network rests."""
    network = visit.the_network
    rows = rows_of(visit.session, meetings_since(visit.session, network, visit.today), visit.now)
    may_plan = network.is_awake and visit.may("cycle.lay_out")
    shown = overview(visit.words, network, [row for row in rows if not row.is_past], may_plan=may_plan)
    return Say(shown)


def open_lay_out(visit: Visit) -> Reply:
    network = visit.at_work()
    there = coming_meetings(visit.session, network, visit.now)
    rhythm = Rhythm.of(network, visit.today, there[-1].day if there else None)
    return Open(forms.form_to_lay_out(visit.words, network, rhythm, Frame.of(network), _to_choose_from(visit)))


def lay_out(visit: Visit) -> Reply:
    """The dates, before they are saved. Nothing is written yet: the second form carries what stands in the first."""
    network = visit.at_work()
    rhythm, frame = Rhythm.from_form(visit.heard.fields), Frame.from_form(visit.heard.fields)
    wrong = faults_of_rhythm(rhythm, visit.today) | faults_of_frame(frame, rhythm.number)
    if wrong or rhythm.first is None:
        return Errors(forms.sentences(visit.words, wrong, rhythm.number))
    weekday = rhythm.first.weekday() if rhythm.weekday is None else rhythm.weekday
    days, skipped = laid_out(rhythm.first, weekday, rhythm.every, rhythm.number)
    return Open(forms.form_to_save(visit.words, network, days, skipped, frame, _to_choose_from(visit)))


def save(visit: Visit) -> Reply:
    """A form that was accepted before is the same cycle: it changes what it wrote, unless others have done so since."""
    network = alone_in(visit.session, visit.at_work())
    frame, days = Frame.from_form(visit.heard.fields), days_from(visit.heard.fields)
    wrong = faults_of_days(days, frame.begins, visit.now, network.tz) | faults_of_frame(frame, len(days))
    if wrong:
        return Errors(forms.sentences(visit.words, wrong, len(days)))
    _check_topics(visit, network, frame.topic_ids)
    cycle = cycle_from(visit.session, network.team_id, visit.heard.view_id)
    if cycle is None:
        cycle = _begun(visit, network)
        meetings = [_new(cycle) for _ in days]
    else:
        meetings = list(cycle.meetings)
    given = {one.topic_id for one in meetings}
    if len(meetings) == len(days) and all(one.version == 1 and not one.cancelled_at for one in meetings):
        in_order = sorted(day for day in days.values() if day)
        for number, (meeting, day) in enumerate(zip(meetings, in_order, strict=True)):
            frame.write(meeting, day, number)
    visit.session.add_all(meetings)
    if any(visit.session.is_modified(meeting) for meeting in meetings):
        posts.want(visit.session, "cycle.plan", cycle.id, channel=visit.channel, now=visit.now)
        announcements.plan(visit.session, network, visit.now)
        for topic_id in given | {one.topic_id for one in meetings}:
            if topic_id:
                posts.renew(visit.session, network.team_id, "topic.card", topic_id)
        visit.session.refresh(cycle, ["meetings"])
    return Open(forms.planned(visit.words, network, rows_of(visit.session, cycle.meetings, visit.now)))


def left_behind(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Cycles of which a meeting has begun since the plan was shown, so that it is over by now."""
    return begun_since_shown(session, team_id, now)


def catch_up(session: Session, team_id: str, cycle_id: str, now: datetime) -> None:
    """Once for each meeting: the plan is asked for at a later moment than it began. Its topic has been taken up, nobody
    says any more whether they come, and participants may be asked of the next one.
    """
    cycle = session.get_one(Cycle, (team_id, cycle_id))
    alone_in(session, cycle.network)
    posts.renew(session, team_id, "cycle.plan", cycle_id, now=now)
    begun = [meeting for meeting in cycle.meetings if now - LATELY < meeting.starts_at <= now]
    for kind in (Kind.PREVIEW, Kind.COMING):
        planned.renew_about(session, team_id, [meeting.id for meeting in begun], view=kind)
    for meeting in begun:
        if topic := topic_of(session, meeting):
            posts.renew(session, team_id, "topic.card", topic.id)
    announcements.plan(session, cycle.network, now)


CHORES = (Chore(left_behind, catch_up),)


def _to_choose_from(visit: Visit) -> list[Topic]:
    """The open topics that no coming meeting is about, the most supported first."""
    network = visit.the_network
    given = {meeting.topic_id for meeting in coming_meetings(visit.session, network, visit.now)}
    found, _there_are = ranked(visit.session, network, Which.OPEN, visit.person, most=forms.TOPICS_MAX)
    return [topic for topic, _support in found if topic.id not in given]


def _check_topics(visit: Visit, network: Network, topic_ids: Sequence[str]) -> None:
    """Refuse what nobody was offered."""
    for topic_id in topic_ids:
        topic = visit.session.get(Topic, (network.team_id, topic_id))
        if topic is None or topic.network_id != network.id:
            raise NotThereAnyMoreError


def _begun(visit: Visit, network: Network) -> Cycle:
    cycle = Cycle(
        team_id=network.team_id, id=new_id(), network=network, view_id=visit.heard.view_id, laid_out_at=visit.now
    )  # fmt: skip
    visit.session.add(cycle)
    visit.session.flush()
    return cycle


def _new(cycle: Cycle) -> Meeting:
    return Meeting(team_id=cycle.team_id, id=new_id(), cycle_id=cycle.id, network=cycle.network, version=1)
