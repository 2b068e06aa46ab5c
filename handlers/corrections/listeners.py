"""Hears what leaders do with the bot's messages."""

from __future__ import annotations

from handlers.corrections import views
from handlers.refusals import NotMineError, NotThereAnyMoreError
from handlers.replies import Open, Reply
from handlers.visit import Visit
from storage import posts
from storage.date_polls import meeting_asked_about
from storage.meetings import meeting_shown_by
from storage.posts import Post
from storage.reflections import is_kept_back, reflection_shown_by
from storage.topics import topic_shown_by


def open_correction(visit: Visit) -> Reply:
    """On a message: what can be done with it, if it is the bot's."""
    if visit.network is None:
        raise visit.no_network()
    post = posts.standing_at(visit.session, visit.channel, visit.heard.ts)
    if post is None:
        raise NotMineError
    return _shown(visit, post)


def take_back(visit: Visit) -> Reply:
    if visit.post.user_id:
        raise NotMineError  # a direct message is its reader's
    posts.take_back(visit.session, visit.post)
    return _shown(visit, visit.post)


def put_back(visit: Visit) -> Reply:
    if is_kept_back(visit.session, visit.post):
        raise NotThereAnyMoreError
    posts.put_back(visit.session, visit.post)
    return _shown(visit, visit.post)


def see_taken_back(visit: Visit) -> Reply:
    taken_back = posts.taken_back_in(visit.session, visit.channel)
    gone = [post for post in taken_back if not is_kept_back(visit.session, post)]
    return Open(views.taken_back(visit.words, [(post, _about(visit, post)) for post in gone]), on_top=True)


def _shown(visit: Visit, post: Post) -> Reply:
    return Open(views.correction(visit.words, post, visit.the_network, _about(visit, post)))


def _about(visit: Visit, post: Post) -> views.About:
    session = visit.session
    return (
        topic_shown_by(session, post)
        or meeting_shown_by(session, post)
        or meeting_asked_about(session, post)
        or reflection_shown_by(session, post)
    )
