"""Hears what people do with a single meeting: see it, and as leaders add, edit, cancel it and let it take place."""

from __future__ import annotations

from handlers.announcements import plan
from handlers.attending import ABOUT, AGREED, Coming
from handlers.meetings import forms, sheet
from handlers.meetings.entry import Entry, faults
from handlers.refusals import CancelledError, NotThereAnyMoreError, TooLateToCancelError
from handlers.replies import Errors, Open, Reply
from handlers.typed import one_line, too_long
from handlers.visit import Visit
from handlers.words import Shown, lines
from storage import planned, posts
from storage.agendas import agenda_of
from storage.base import new_id
from storage.choices import forget
from storage.meetings import Cycle, Meeting, coming_meetings, cycles_of, meeting_from, topic_of
from storage.networks import Network, alone_in
from storage.people import Person
from storage.topics import Topic, Which, questions_about, ranked, survivor_of


def see(visit: Visit, told: Shown | None = None) -> Reply:
    """Also where the network rests. `told`: what the person has done just now."""
    return _sheet(visit, visit.meeting, told)


def open_form(visit: Visit) -> Reply:
    network = visit.at_work()
    entry = Entry.usual(network, coming_meetings(visit.session, network, visit.now), visit.now)
    return Open(forms.form_to_add(visit.words, network, entry, _topics(visit, network)))


def add(visit: Visit) -> Reply:
    """To the latest cycle, or as the beginning of one. A form that was accepted before is the same meeting."""
    _ = visit.words
    network = alone_in(visit.session, visit.at_work())
    meeting = meeting_from(visit.session, network.team_id, visit.heard.view_id)
    entry, wrong = _read(visit, network, meeting)
    if wrong:
        return Errors(wrong)
    if meeting:
        return _sheet(visit, meeting, change(visit, meeting, entry))
    meeting = Meeting(
        team_id=network.team_id,
        id=new_id(),
        cycle_id=_cycle(visit, network).id,
        network=network,
        view_id=visit.heard.view_id,
        topic_id=entry.topic_id,
    )
    entry.write(meeting)
    visit.session.add(meeting)
    visit.session.flush()
    plan.changed(visit.session, meeting, visit.now)
    return _sheet(visit, meeting, _("The meeting is added. The plan in the channel shows it."))


def open_edit(visit: Visit) -> Reply:
    network, meeting = visit.at_work(), not_cancelled(visit.meeting)
    topic = topic_of(visit.session, meeting)
    form = forms.form_to_edit(visit.words, meeting, Entry.of(meeting, topic), _topics(visit, network, topic))
    return Open(form)


def edit(visit: Visit) -> Reply:
    """Of two leaders who edit it at once the later is told, and keeps what they have put in."""
    network = alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.meeting)
    meeting = not_cancelled(visit.meeting)
    topic = topic_of(visit.session, meeting)
    entry, wrong = _read(visit, network, meeting)
    if entry == Entry.of(meeting, topic):
        return _sheet(visit, meeting)
    if wrong:
        return Errors(wrong)
    if visit.heard.version != meeting.version:
        topics = _topics(visit, network, topic)
        return Open(forms.form_to_edit(visit.words, meeting, entry, topics, changed_by=_changer(visit)))
    return _sheet(visit, meeting, change(visit, meeting, entry))


def open_cancel(visit: Visit) -> Reply:
    visit.at_work()
    return Open(forms.form_to_cancel(visit.words, not_begun(visit)))


def cancel(visit: Visit) -> Reply:
    """Of two who do it at once, the later reason holds."""
    _ = visit.words
    alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.meeting)
    meeting, reason = not_begun(visit), one_line(visit.heard.fields["reason"])
    if len(reason) > Meeting.REASON_MAX:
        return Errors({"reason": too_long(_, Meeting.REASON_MAX, len(reason))})
    if meeting.cancelled_at and meeting.cancelled_because == reason:
        return _sheet(visit, meeting)
    if not meeting.cancelled_at:
        posts.tell(visit.session, "meeting.cancelled", meeting.id, to=None, channel=visit.channel, now=visit.now)
    meeting.cancelled_at, meeting.cancelled_because = meeting.cancelled_at or visit.now, reason
    _written(visit, meeting)
    return _sheet(visit, meeting, _("The channel is told."))


def restore(visit: Visit) -> Reply:
    _ = visit.words
    alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.meeting)
    meeting = not_begun(visit)
    if not meeting.cancelled_at:
        return _sheet(visit, meeting)
    meeting.cancelled_at, meeting.cancelled_because = None, ""
    _written(visit, meeting)
    return _sheet(visit, meeting, _("The meeting takes place after all."))


def _read(visit: Visit, network: Network, meeting: Meeting | None) -> tuple[Entry, dict[str, Shown]]:
    """What the form says, with what gathers a topic that is merged; and what is said at its fields."""
    entry = Entry.from_form(visit.heard.fields)
    topic = visit.session.get(Topic, (network.team_id, entry.topic_id)) if entry.topic_id else None
    if entry.topic_id and (topic is None or topic.network_id != network.id):
        raise NotThereAnyMoreError
    topic = survivor_of(visit.session, topic) if topic else None
    entry = entry.about(topic)
    wrong = faults(
        entry,
        network,
        visit.now,
        meeting=meeting,
        hosts=visit.meet([entry.host_id] if entry.host_id else []),
        topic_gone=bool(topic and topic.withdrawn_at),
    )
    return entry, forms.sentences(visit.words, wrong, entry)


def change(visit: Visit, meeting: Meeting, entry: Entry, *, is_known: bool = False) -> Shown | None:
    """Write it down, and tell the channel of a new time, if the old one was told. What is said to who changed it.

    `is_known`: the channel has heard of the old time, whatever stands there.
    """
    _, session = visit.words, visit.session
    topic = topic_of(session, meeting)
    if entry == Entry.of(meeting, topic):
        return None
    is_moved, told = entry.moves(meeting), None
    is_known = is_known or _stands(visit, "meeting.preview", meeting) or _stands(visit, "meeting.moved", meeting)
    if is_moved and is_known:
        posts.want(session, "meeting.moved", meeting.id, channel=visit.channel, now=visit.now)
        told = _("The channel is told.")
    entry.write(meeting)
    if entry.about(topic) != entry:  # else it may be about one that is merged, and can be parted again
        meeting.topic_id = entry.topic_id
        if topic:
            posts.renew(session, topic.team_id, "topic.card", topic.id)
    if is_moved:
        planned.forget_moves(session, meeting.team_id, meeting.id)
        forget(session, meeting.team_id, [ABOUT, AGREED], meeting.id)
    _written(visit, meeting)
    return lines(_("The changes are saved."), told)


def _written(visit: Visit, meeting: Meeting) -> None:
    """Somebody else's open form is old now, and so is what was planned."""
    meeting.version, meeting.changed_by = meeting.version + 1, visit.person.user_id
    visit.session.flush()
    visit.session.refresh(meeting)
    plan.changed(visit.session, meeting, visit.now)


def _cycle(visit: Visit, network: Network) -> Cycle:
    """The latest; or one that begins now, whose plan the channel shall see."""
    cycles = cycles_of(visit.session, network)
    if cycles:
        return cycles[0]
    cycle = Cycle(
        team_id=network.team_id, id=new_id(), network=network, view_id=visit.heard.view_id, laid_out_at=visit.now
    )
    visit.session.add(cycle)
    visit.session.flush()
    posts.make(visit.session, "cycle.plan", cycle.id, channel=visit.channel, now=visit.now)
    return cycle


def _topics(visit: Visit, network: Network, chosen: Topic | None = None) -> list[Topic]:
    """Those to choose from: the one it has, and the open ones."""
    found, _there_are = ranked(visit.session, network, Which.OPEN, visit.person, most=forms.TOPICS_MAX)
    topics = [topic for topic, _support in found]
    return topics if chosen is None or chosen in topics else [chosen, *topics]


def _stands(visit: Visit, view: str, meeting: Meeting) -> bool:
    return posts.ts_of(visit.session, meeting.team_id, view, meeting.id) is not None


def not_cancelled(meeting: Meeting) -> Meeting:
    if meeting.cancelled_at:
        raise CancelledError
    return meeting


def not_begun(visit: Visit) -> Meeting:
    if visit.meeting.starts_at <= visit.now:
        raise TooLateToCancelError
    return visit.meeting


def _changer(visit: Visit) -> str:
    """The name of who changed the meeting last, as far as it is known."""
    changer = visit.session.get(Person, (visit.meeting.team_id, visit.meeting.changed_by))
    return changer.name or "" if changer else ""


def _sheet(visit: Visit, meeting: Meeting, told: Shown | None = None) -> Open:
    topic = topic_of(visit.session, meeting)
    return Open(
        sheet.more(
            visit.words,
            meeting,
            topic=topic,
            questions=len(questions_about(visit.session, topic)) if topic else 0,
            items=agenda_of(visit.session, meeting),
            coming=Coming.of(visit.session, meeting, visit.person),
            now=visit.now,
            allows=visit.may,
            told=told,
        )
    )
