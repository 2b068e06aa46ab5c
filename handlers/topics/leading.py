"""Hears what leaders do with topics: give them to meetings, put them on hold, merge them, and undo all that."""

from __future__ import annotations

from handlers.announcements import plan as announcements
from handlers.blocks import Message
from handlers.refusals import NotThereAnyMoreError, TooLateError
from handlers.replies import Close, Errors, Open, Reply, Say
from handlers.topics import forms, slips, views
from handlers.topics.footing import gathered_with, menu_of, renew_cards, standing
from handlers.topics.rules import MeetingChanged, MergedIntoNothing, faults, faults_of_reason, likely_same
from handlers.typed import one_line
from handlers.visit import Visit
from storage import posts
from storage.meetings import Meeting, coming_meetings, topic_of
from storage.networks import alone_in
from storage.topics import Topic, others, standing_titles


def open_park(visit: Visit) -> Reply:
    visit.at_work()
    return Open(slips.form_to_park(visit.words, standing(visit)), on_top=True)


def park(visit: Visit) -> Reply:
    """Of two who do it at once, the later reason holds."""
    visit.at_work()
    topic, reason = standing(visit), one_line(visit.heard.fields["reason"])
    wrong = faults_of_reason(reason)
    if wrong:
        return Errors(forms.sentences(visit.words, wrong))
    topic.parked_at, topic.parked_because = topic.parked_at or visit.now, reason
    renew_cards(visit, gathered_with(visit))
    return Close()


def take_up(visit: Visit) -> Reply:
    visit.at_work()
    topic = standing(visit)
    if topic.parked_at:
        topic.parked_at, topic.parked_because = None, ""
        renew_cards(visit, gathered_with(visit))
    return menu_of(visit)


def open_merge(visit: Visit) -> Reply:
    """The likely ones first; then the most supported, as many as a menu holds."""
    network, topic = visit.at_work(), standing(visit)
    titles = standing_titles(visit.session, network, besides=topic)
    likely = [visit.session.get_one(Topic, (network.team_id, key)) for key in likely_same(topic.title, titles)]
    supported, count = others(visit.session, topic, slips.CHOICES_MAX)
    if not count:
        return Say(Message.of(views.alone(visit.words)))
    choices = [*likely, *(other for other in supported if other not in likely)][: slips.CHOICES_MAX]
    return Open(slips.form_to_merge(visit.words, topic, choices, likely=bool(likely), there_are=count), on_top=True)


def merge(visit: Visit) -> Reply:
    """Into a topic that stands, so no chain can close into a ring. Nothing moves: what it has is counted there."""
    network = alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.topic)
    topic, into_id = visit.topic, visit.heard.fields["into"]
    if topic.merged_into_id == into_id:
        return Close()
    standing(visit)
    into = visit.session.get(Topic, (network.team_id, into_id), populate_existing=True)
    if into is None or into.network_id != network.id or into is topic:
        raise NotThereAnyMoreError
    if not into.is_standing:
        return Errors(forms.sentences(visit.words, {"into": MergedIntoNothing()}))
    topic.merged_into_id, topic.merged_at = into.id, visit.now
    renew_cards(visit, gathered_with(visit))
    return Close()


def unmerge(visit: Visit) -> Reply:
    """Unless someone has proposed the same meanwhile: then it stays merged, and the reason is said."""
    network = alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.topic)
    topic = visit.topic
    if topic.merged_into_id is None:
        return menu_of(visit)
    if not topic.can_be_parted(visit.now):
        raise TooLateError
    titles = standing_titles(visit.session, network, besides=topic)
    if faults(forms.proposal_of(topic), titles.values()):
        return Say(Message.of(views.taken(visit.words)))
    gathered = gathered_with(visit)
    topic.merged_into_id = topic.merged_at = None
    renew_cards(visit, gathered)
    return menu_of(visit)


def open_plan(visit: Visit) -> Reply:
    network, topic = visit.at_work(), standing(visit)
    coming = coming_meetings(visit.session, network, visit.now)[: slips.MEETINGS_MAX]
    if not coming:
        return Say(Message.of(views.no_meetings(visit.words)))
    choices = [(meeting, topic_of(visit.session, meeting)) for meeting in coming]
    return Open(slips.form_to_plan(visit.words, topic, choices), on_top=True)


def plan(visit: Visit) -> Reply:
    """For one of the meetings to come, or for none. A meeting that is other than it was in the form stays as it is."""
    network = alone_in(visit.session, visit.at_work())
    topic, chosen = standing(visit), visit.heard.fields["meeting"]
    coming = coming_meetings(visit.session, network, visit.now)
    given = None
    if chosen != slips.NO_MEETING:
        given = visit.session.get(Meeting, (network.team_id, chosen.partition(":")[0]))
        if given is None or given.network_id != network.id:
            raise NotThereAnyMoreError
        about = topic_of(visit.session, given)
        if given not in coming or (about is not topic and slips.key(given, about) != chosen):
            return Errors(forms.sentences(visit.words, {"meeting": MeetingChanged()}))
    for meeting in coming:
        if meeting is given:
            _give(visit, meeting, topic)
        elif topic_of(visit.session, meeting) is topic:
            _give(visit, meeting, None)
    return Close()


def _give(visit: Visit, meeting: Meeting, topic: Topic | None) -> None:
    before = topic_of(visit.session, meeting)
    if before is topic:
        return
    meeting.topic_id = topic.id if topic else None
    meeting.version, meeting.changed_by = meeting.version + 1, visit.person.user_id
    visit.session.flush()
    visit.session.refresh(meeting)
    if before:
        posts.renew(visit.session, before.team_id, "topic.card", before.id)
    announcements.changed(visit.session, meeting, visit.now)
