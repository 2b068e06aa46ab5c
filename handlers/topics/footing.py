"""What the listeners of topics stand on: a topic that is open, what a person may do with it, and its card."""

from __future__ import annotations

from handlers.refusals import WithdrawnError
from handlers.topics import menu
from handlers.visit import Open, Visit
from storage import posts
from storage.topics import HandKind, Support, Topic, hands_for, questions_about


def standing(topic: Topic) -> Topic:
    """The topic, if anything can be done to it."""
    if topic.withdrawn_at:
        raise WithdrawnError
    return topic


def menu_of(visit: Visit) -> Open:
    """«Mer …», as it is now."""
    topic = visit.topic
    hands = hands_for(visit.session, topic)
    seen = [hand for hand in hands if hand.kind is not HandKind.KNOWS or visit.may("topic.see_referral", hand)]
    return Open(
        menu.more(
            visit.words,
            topic,
            supported=supported(visit) is not None,
            may_see_name=topic.shows_name or visit.may("topic.see_name"),
            questions=questions_about(visit.session, topic),
            hands=seen,
            unseen=len(hands) - len(seen),
            allows=visit.may,
        )
    )


def supported(visit: Visit) -> Support | None:
    """What this person has given the topic."""
    return visit.session.get(Support, (visit.topic.team_id, visit.topic.id, visit.person.user_id))


def renew_card(visit: Visit) -> None:
    posts.renew(visit.session, visit.topic.team_id, "topic.card", visit.topic.id)
