"""What the listeners of topics stand on: a topic that is open, what a person may do with it, and its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from handlers.announcements import plan as announcements
from handlers.refusals import MergedError, WithdrawnError
from handlers.replies import Open
from handlers.topics import menu
from handlers.visit import Visit
from storage import posts
from storage.meetings import meetings_about
from storage.posts import Post
from storage.topics import (
    HandKind,
    Topic,
    gathered_under,
    hands_for,
    people_behind,
    questions_about,
    supports_by,
    survivor_of,
)


def standing(visit: Visit, topic: Topic | None = None) -> Topic:
    """The topic, or the one of the visit, if anything can be done to it."""
    topic = not_withdrawn(topic or visit.topic)
    if topic.merged_into_id:
        raise MergedError(survivor_of(visit.session, topic))
    return topic


def not_withdrawn(topic: Topic) -> Topic:
    """The topic, if its words can be changed: those of one that is merged stay on a card of their own."""
    if topic.withdrawn_at:
        raise WithdrawnError
    return topic


def menu_of(visit: Visit) -> Open:
    """«Mer …», as it is now."""
    if not isinstance(visit.subject, Topic):  # what was added to a topic is pressed under the one that gathers it
        visit = replace(visit, subject=survivor_of(visit.session, visit.topic))
    topic = visit.topic
    gathers, hands = gathered_under(visit.session, topic), hands_for(visit.session, topic)
    seen = [hand for hand in hands if hand.kind is not HandKind.KNOWS or visit.may("topic.see_referral", hand)]
    return Open(
        menu.more(
            visit.words,
            topic,
            now=visit.now,
            survivor=survivor_of(visit.session, topic),
            gathers=[other for other in gathers if other is not topic],
            meetings=meetings_about(visit.session, gathers),
            supported=bool(supports_by(visit.session, topic, visit.person)),
            may_see_name=topic.shows_name or visit.may("topic.see_name"),
            questions=questions_about(visit.session, topic),
            hands=seen,
            unseen=len(people_behind([hand for hand in hands if hand not in seen])),
            allows=visit.may,
        )
    )


def renew_card(visit: Visit) -> None:
    """The one that shows what has changed."""
    survivor = survivor_of(visit.session, visit.topic)
    posts.renew(visit.session, survivor.team_id, "topic.card", survivor.id)


def gathered_with(visit: Visit) -> list[Topic]:
    """The topic, what it is gathered under, and all that is gathered there: their cards name each other."""
    return gathered_under(visit.session, survivor_of(visit.session, visit.topic))


def renew_cards(visit: Visit, topics: Sequence[Topic]) -> None:
    """These topics have changed: their cards follow, and what is said of meetings about them.

    What did not stand when its network moved has no card in the new channel. It gets one when it stands again.
    """
    for one in topics:
        if one.is_standing:
            posts.want(visit.session, "topic.card", one.id, channel=visit.channel, now=visit.now)
        else:
            posts.renew(visit.session, one.team_id, "topic.card", one.id)
    for meeting in meetings_about(visit.session, topics):
        announcements.changed(visit.session, meeting, visit.now)


def renew_links(session: Session, post: Post) -> None:
    """The cards of what is merged into the topic of this card lead to it."""
    topic = session.get_one(Topic, (post.team_id, post.subject_id))
    for one in gathered_under(session, topic):
        if one is not topic:
            posts.renew(session, one.team_id, "topic.card", one.id)
