"""Plans what the bot says of a network's meetings, anew whenever something changes that it follows from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.announcements import rounds
from handlers.announcements.reflecting import deal
from handlers.announcements.rules import SAYS, Kind, Slot, midway, placed, slots
from handlers.practice import Chore
from storage import planned, posts
from storage.charter import RuleState, rules_of
from storage.date_polls import open_poll
from storage.meetings import Meeting, meetings_in, meetings_since, topic_of
from storage.members import to_prompt
from storage.networks import Evaluating, Network, Volume, alone_in, network_in
from storage.planned import Planned
from storage.posts import Parked, Post
from storage.reflections import reflections_after
from storage.suggestions import suggestions_for
from storage.wall_time import day_of

LOOK_BACK = timedelta(days=60)  # what was said that long ago bears on nothing any more
AT_LEAST = 3  # meetings, for a cycle to have a middle
LATE = timedelta(hours=1)  # what waits longer than that finds itself another place


def plan(session: Session, network: Network, now: datetime) -> None:
    """Write what is to be said, and when, from the meetings and settings as they are now."""
    session.flush()
    alone_in(session, network)
    meetings = meetings_since(session, network, day_of(now, network.tz) - LOOK_BACK)
    about = [meeting.id for meeting in meetings] + reflections_after(session, network, meetings)
    there = planned.planned_about(session, network.team_id, about, alone=True)
    wanted = [] if network.rests else list(_wanted(session, network, meetings, there, now))
    planned.lay(session, network.channel, wanted, there, now)
    rounds.lay(session, network, meetings, wanted, there)
    deal(session, network, wanted, there, now)


def changed(session: Session, meeting: Meeting, now: datetime) -> None:
    """A meeting is other than it was: plan anew, and show anew what stands about it."""
    network = meeting.network
    plan(session, network, now)
    recent = meetings_since(session, network, day_of(now, network.tz) - LOOK_BACK)
    before = [other.id for other in recent if other.day <= meeting.day]  # what was said after one speaks of the next
    after = [other.id for other in recent if other.day > meeting.day]  # and a preview of the one before it
    planned.renew_about(session, meeting.team_id, [meeting.id, *before[-3:], *after[:1]])
    posts.renew(session, meeting.team_id, "cycle.plan", meeting.cycle_id)
    posts.renew(session, meeting.team_id, "meeting.moved", meeting.id)
    posts.renew(session, meeting.team_id, "meeting.cancelled", meeting.id)
    posts.renew(session, meeting.team_id, "meeting.room", meeting.id)
    for suggestion in suggestions_for(session, meeting):
        posts.renew_told(session, meeting.team_id, "suggestion.new", suggestion.id)
        posts.renew(session, meeting.team_id, "suggestion.taken", suggestion.id)
    if poll := open_poll(session, meeting, now):
        posts.renew(session, meeting.team_id, "date_poll.poll", poll.id)
    if topic := topic_of(session, meeting):
        posts.renew(session, meeting.team_id, "topic.card", topic.id)


def charter_changed(session: Session, network: Network, now: datetime) -> None:
    """Its rules are others than they were: plan anew, and show anew where they have been asked about."""
    plan(session, network, now)
    recent = meetings_since(session, network, day_of(now, network.tz) - LOOK_BACK)
    planned.renew_about(session, network.team_id, [meeting.id for meeting in recent], view=Kind.CHARTER)


def _wanted(
    session: Session, network: Network, meetings: Sequence[Meeting], there: Sequence[Post], now: datetime
) -> Iterator[Planned]:
    posts_by_key = {post.key: post for post in there}
    spoken = {key for key, post in posts_by_key.items() if planned.has_spoken(post)}
    late = {key for key, post in posts_by_key.items() if _is_late(post, now)}
    fixed = {key for key, post in posts_by_key.items() if post.is_moved or post.parked is Parked.SKIPPED} - late
    skipped = {(post.view, post.subject_id) for post in there if post.parked is Parked.SKIPPED}
    says = SAYS[network.volume] - planned.silenced(session, network)
    candidates = []
    for slot in _addressed(session, network, meetings, now):
        post = posts_by_key.get(slot.key)
        was_moved = post and planned.has_spoken(post) and not post.is_moved and slot.due_at > now  # its meeting was
        once = Kind.COMING, Kind.EVALUATION, Kind.REFLECTION  # nobody is asked twice
        if post and was_moved and slot.kind not in once:
            planned.say_anew(session, post)
        elif slot.key in fixed - spoken:
            yield _planned(slot, post.due_at if post and post.is_moved else slot.due_at)
            continue
        elif slot.key in spoken:
            continue
        if post and slot.key in late:
            until = slot.until if post.due_at < slot.until else slot.last
            candidates.append(replace(slot, due_at=post.due_at, until=until))
        elif slot.kind in says and (slot.kind, slot.subject_id) not in skipped:  # nor to who came since
            candidates.append(slot)
    taken = [_day_of(post, network) for post in there if _is_heard(post) and post.key not in late]
    for slot in placed(candidates, taken, now, network.tz):
        yield _planned(slot, slot.due_at)


def slot_of(session: Session, network: Network, kind: Kind, subject_id: str, now: datetime) -> Slot | None:
    """Where it would come of itself. None if it does not follow from the meeting."""
    recent = meetings_since(session, network, day_of(now, network.tz) - LOOK_BACK)
    there = (slot for slot in _slots(session, network, recent) if (slot.kind, slot.subject_id) == (kind, subject_id))
    return next(there, None)


def _addressed(session: Session, network: Network, meetings: Sequence[Meeting], now: datetime) -> Iterator[Slot]:
    """What follows from the meetings, each direct message once for each who is to get it.

    Where evaluations are spoken, those who lead are asked to write down what was said.

    Participants are asked of the next booked meeting alone: of those after it when that has begun.
    """
    leaders = [leader for leader in network.led_by(day_of(now, network.tz)) if leader.wants_leads]
    booked = next((meeting for meeting in meetings if meeting.is_booked and meeting.is_coming(now)), None)
    asked = to_prompt(session, network) if booked else []
    for slot in _slots(session, network, meetings):
        is_spoken = slot.kind is Kind.EVALUATION and network.evaluation is Evaluating.SPOKEN
        if slot.kind is Kind.PLANNING or is_spoken:
            yield from (replace(slot, to=leader.user_id) for leader in leaders)
        elif slot.kind is Kind.COMING:
            yield from (replace(slot, to=user_id) for user_id in asked if slot.meeting is booked)
        else:
            yield slot


def _slots(session: Session, network: Network, meetings: Sequence[Meeting]) -> Iterator[Slot]:
    standing = [meeting for meeting in meetings if meeting.cancelled_at is None]
    yield from slots(standing, [topic_of(session, meeting) is not None for meeting in standing])
    if rules_of(session, network, RuleState.PUBLISHED):
        middles = {_middle_of(session, network, cycle_id) for cycle_id in {meeting.cycle_id for meeting in standing}}
        yield from midway([meeting for meeting in standing if meeting.id in middles])


def _middle_of(session: Session, network: Network, cycle_id: str) -> str | None:
    """The key of the meeting in the middle of a cycle, if that has one: of that after which was asked, if any was."""
    meetings = meetings_in(session, network.team_id, cycle_id)
    there = planned.planned_about(session, network.team_id, [meeting.id for meeting in meetings])
    asked = [post.subject_id for post in there if post.view == Kind.CHARTER and planned.has_spoken(post)]
    standing = [meeting.id for meeting in meetings if meeting.cancelled_at is None]
    middle = standing[(len(standing) - 1) // 2] if len(standing) >= AT_LEAST else None
    return next(iter(asked), middle)


def _planned(slot: Slot, due_at: datetime) -> Planned:
    in_thread = slot.kind is Kind.TODAY and slot.meeting.network.volume is not Volume.EVERYTHING
    return Planned(
        slot.kind,
        slot.subject_id,
        due_at,
        slot.until if due_at < slot.until else slot.last,
        slot.kind.rank,
        slot.to,
        planned.key_of(Kind.PREVIEW, slot.meeting.id) if in_thread else None,
    )


def _is_heard(post: Post) -> bool:
    """Does it take room in the channel, whatever else is planned?"""
    return Kind(post.view).is_counted and (planned.has_spoken(post) or (post.is_moved and post.parked is None))


def _is_late(post: Post, now: datetime) -> bool:
    """Did a leader set a moment for it that has passed, as when no process ran? Then it finds room like the others."""
    return post.is_moved and post.parked is None and not planned.has_spoken(post) and post.due_at <= now - LATE


def _day_of(post: Post, network: Network) -> date:
    """The day on which it came or comes. Slack's name for a message is the moment that it was sent, in seconds."""
    came = datetime.fromtimestamp(float(post.ts), UTC) if post.ts else post.due_at
    return day_of(came, network.tz)


def overdue(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Channels where posts wait that should have come a while ago: as when no process ran, or the channel was lost."""
    return planned.overdue_in(session, team_id, now - LATE)


def catch_up(session: Session, team_id: str, channel_id: str, now: datetime) -> None:
    """They come one a day while they are of use. What is of none any more is dropped."""
    network = network_in(session, team_id, channel_id)
    if network:
        plan(session, network, now)


def not_come(session: Session, team_id: str, now: datetime) -> Sequence[str]:  # noqa: ARG001 (every chore is asked so)
    """Channels where posts have been dropped or have failed, and nobody was told."""
    return planned.to_tell_in(session, team_id)


def tell_leaders(session: Session, team_id: str, channel_id: str, now: datetime) -> None:
    """Once, of all that has gathered."""
    network = network_in(session, team_id, channel_id)
    if network is None or not planned.told(session, network.channel, now):
        return
    for leader in network.led_by(day_of(now, network.tz)):
        if leader.wants_leads:
            posts.tell(session, "announcement.missed", network.id, to=leader.user_id, channel=network.channel, now=now)


CHORES = (Chore(overdue, catch_up), Chore(not_come, tell_leaders))
