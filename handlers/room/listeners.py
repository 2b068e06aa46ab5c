"""Hears a leader begin the meeting, and people agree on what is planned."""

from __future__ import annotations

from handlers.agenda.footing import taking_place
from handlers.attending import AGREED
from handlers.refusals import TooEarlyError
from handlers.replies import Open, Reply, Say
from handlers.room import views
from handlers.visit import Visit
from storage import choices, posts
from storage.agendas import agenda_of
from storage.meetings import topic_of


def start(visit: Visit) -> Reply:
    """The programme stands in the channel, once, with the question that the leader asks aloud."""
    meeting = taking_place(visit)
    if visit.today < meeting.day:
        raise TooEarlyError
    posts.want(visit.session, "meeting.room", meeting.id, channel=visit.channel, now=visit.now)
    return Open(views.to_ask(visit.words, meeting, agenda_of(visit.session, meeting), topic_of(visit.session, meeting)))


def agree(visit: Visit) -> Reply:
    meeting = taking_place(visit)
    anew = choices.choose(visit.session, meeting.network, AGREED, meeting.id, visit.person.user_id, views.AGREES)
    if anew:
        posts.renew(visit.session, meeting.team_id, "meeting.room", meeting.id)
    return Say(views.thanks(visit.words, anew))
