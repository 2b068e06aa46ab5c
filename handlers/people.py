"""Who people are: from what Slack says of them to what the bot remembers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.leaders import no_longer_leads
from storage import posts
from storage.networks import networks_led_by
from storage.people import Facts, meet
from storage.topics import survivor_of, topics_naming


def facts_of(user: Mapping[str, Any]) -> Facts:
    """What is of use in Slack's user object. Any of its fields may be missing or empty; Slackbot says it is no bot."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or ""
    return Facts(
        user_id=user["id"],
        home_id=user.get("team_id") or "",
        name=" ".join(name.split()),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_gone=bool(user.get("deleted")),
        is_guest=bool(user.get("is_restricted")),
    )


def learn(session: Session, team_id: str, facts: Facts, now: datetime) -> None:
    """Remember who a person is. What carries an old name is shown anew."""
    person = meet(session, team_id, facts.user_id)
    renamed = person.name != (facts.name or None)
    person.name, person.known_at = facts.name or None, now
    person.is_admin, person.is_bot, person.is_gone = facts.is_admin, facts.is_bot, facts.is_gone
    person.is_guest = facts.is_guest or facts.home_id != team_id
    session.flush()
    if person.is_gone:
        for network in networks_led_by(session, person):
            no_longer_leads(session, network, person, now)
    if renamed:
        for topic in topics_naming(session, person):
            posts.renew(session, team_id, "topic.card", survivor_of(session, topic).id)
        for network in networks_led_by(session, person):
            posts.renew(session, team_id, "network.greeting", network.channel_id)
