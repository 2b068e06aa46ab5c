"""Hears how those who lead steer what is said."""

from __future__ import annotations

from datetime import date, time

from handlers.announcements import menu
from handlers.announcements.asking import question
from handlers.announcements.names import moment
from handlers.announcements.plan import plan, slot_of
from handlers.announcements.reflecting import names_of
from handlers.announcements.rules import Kind, Slot, faults_of_move
from handlers.announcements.views import BY_KIND
from handlers.blocks import Message
from handlers.practice import Rendering
from handlers.refusals import NotThereAnyMoreError, SaidAlreadyError
from handlers.replies import Errors, Open, Reply
from handlers.visit import Visit, words_for
from storage import planned, posts
from storage.meetings import Meeting, coming_meetings, meeting_of, topic_of
from storage.networks import Network, alone_in
from storage.planned import Planned
from storage.posts import Parked, Post
from storage.wall_time import moment_of


def see(visit: Visit) -> Reply:
    """Also where the network rests: then it says why nothing comes."""
    return _listed(visit)


def more(visit: Visit) -> Reply:
    visit.at_work()
    return _shown(visit)


def send(visit: Visit) -> Reply:
    """At once, and whatever else comes that day: a leader knows the channel. Once said, it is what they wanted."""
    network = _steered(visit)
    planned.steer(visit.session, visit.post, parked=None, due_at=visit.now, is_moved=True)
    _plan_anew(visit, network)
    return _shown(visit)


def open_move(visit: Visit) -> Reply:
    visit.at_work()
    slot = _slot(visit)
    if planned.has_spoken(visit.post):
        raise SaidAlreadyError
    return Open(menu.form_to_move(visit.words, visit.post, slot.meeting, slot.last))


def move(visit: Visit) -> Reply:
    network, fields = _steered(visit), visit.heard.fields
    slot = _slot(visit)
    day = date.fromisoformat(fields["day"]) if fields["day"] else None
    wall = time.fromisoformat(fields["time"]) if fields["time"] else None
    wrong = faults_of_move(day, wall, visit.now, slot.last, network.tz)
    if wrong or day is None or wall is None:
        last = moment(visit.words, slot.last, network.tz)
        return Errors(menu.sentences(visit.words, wrong, last))
    due = moment_of(day, wall, network.tz)
    if not planned.steer(visit.session, visit.post, parked=None, due_at=due, is_moved=True):
        raise SaidAlreadyError
    _plan_anew(visit, network)
    return _shown(visit)


def skip(visit: Visit) -> Reply:
    network = _steered(visit)
    if not planned.steer(visit.session, visit.post, parked=Parked.SKIPPED):
        raise SaidAlreadyError
    _plan_anew(visit, network)
    return _shown(visit)


def unskip(visit: Visit) -> Reply:
    network = _steered(visit)
    if not planned.steer(visit.session, visit.post, parked=None):
        raise SaidAlreadyError
    _plan_anew(visit, network)
    return _shown(visit)


def silence(visit: Visit) -> Reply:
    network = _steered(visit)
    planned.silence(visit.session, network, visit.post.view)
    _plan_anew(visit, network)
    return _listed(visit)


def unsilence(visit: Visit) -> Reply:
    network = alone_in(visit.session, visit.at_work())
    planned.unsilence(visit.session, network, visit.heard.text)
    _plan_anew(visit, network)
    return _listed(visit)


def call(visit: Visit) -> Reply:
    """Ask for topics in the channel, if the meeting still needs one. Who presses twice has asked once."""
    network = alone_in(visit.session, visit.at_work())
    meeting = visit.meeting
    slot = slot_of(visit.session, network, Kind.CALL, meeting.id, visit.now)
    if slot is None or visit.now >= slot.last:
        return Open(menu.called(visit.words, meeting, comes=False))
    wanted = Planned(Kind.CALL, meeting.id, visit.now, slot.last, Kind.CALL.rank)
    planned.say_now(visit.session, network.channel, wanted)
    _plan_anew(visit, network)
    return Open(menu.called(visit.words, meeting, comes=True))


def _steered(visit: Visit) -> Network:
    """The network, alone with whoever decides of its post: what somebody has done to that meanwhile is seen."""
    network = alone_in(visit.session, visit.at_work())
    if not visit.session.get(Post, (visit.post.team_id, visit.post.id), populate_existing=True):
        raise NotThereAnyMoreError
    _meeting(visit)
    return network


def _meeting(visit: Visit) -> Meeting:
    """What the post is about, if it is one that can be steered."""
    if visit.post.view not in {*Kind}:
        raise NotThereAnyMoreError
    return meeting_of(visit.session, visit.post)


def _slot(visit: Visit) -> Slot:
    _meeting(visit)
    slot = slot_of(visit.session, visit.the_network, Kind(visit.post.view), visit.post.subject_id, visit.now)
    if slot is None:
        raise NotThereAnyMoreError
    return slot


def _plan_anew(visit: Visit, network: Network) -> None:
    """What else comes makes room; and leaders who have a meeting's plan before them see how it is now."""
    plan(visit.session, network, visit.now)
    for meeting in coming_meetings(visit.session, network, visit.now):
        posts.renew_told(visit.session, network.team_id, Kind.PLANNING, meeting.id)


def _listed(visit: Visit) -> Open:
    network = visit.the_network
    those = planned.coming_in(visit.session, network.channel, visit.now) if network.is_awake else []
    listed = [(post, meeting_of(visit.session, post)) for post in those[: menu.LISTED]]
    off = planned.silenced(visit.session, network)
    meets = bool(coming_meetings(visit.session, network, visit.now))
    asks = names_of(visit.words, visit.session, those[: menu.LISTED])
    shown = menu.coming(visit.words, network, listed, len(those), off, meets=meets, now=visit.now, asks=asks)
    return Open(shown)


def _asked(visit: Visit, meeting: Meeting) -> Message:
    """What they read who have not answered, whether or not the leader has."""
    return question(visit.words, meeting, topic_of(visit.session, meeting))


def _shown(visit: Visit) -> Open:
    """One of them, with what it says now: in the language of those who will read it."""
    post, meeting = visit.post, _meeting(visit)
    rendering = Rendering(
        visit.session,
        post.team_id,
        post.channel_id,
        post.subject_id,
        visit.words if post.user_id else words_for(None, visit.the_network),
        "",  # they hold no links
        max(visit.now, post.due_at),
        visit.asked,
        reader_id=visit.person.user_id,
        stands=post.ts is not None,
    )
    if post.view == Kind.COMING:
        reads: Message | None = _asked(visit, meeting)
    else:
        reads = BY_KIND[post.view](rendering)
    return Open(menu.more(visit.words, post, meeting, reads=reads, now=visit.now))
