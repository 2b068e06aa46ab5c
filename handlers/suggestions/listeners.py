"""Hears what participants suggest for a meeting, and what its leaders make of it."""

from __future__ import annotations

from collections.abc import Callable

from handlers.agenda.footing import changed, not_over, taking_place
from handlers.announcements.rules import Kind
from handlers.refusals import AgendaFullError, MeetingOffError, NotThereAnyMoreError
from handlers.replies import Errors, Open, Reply
from handlers.suggestions import views
from handlers.typed import one_line
from handlers.visit import Visit
from storage import planned, posts
from storage.agendas import Item, agenda_of
from storage.base import new_id
from storage.meetings import Meeting
from storage.networks import alone_in
from storage.suggestions import Suggestion, SuggestionKind, suggestion_from, suggestions_for

MINUTES = 10  # of what is taken in, until somebody says more


def open_form(visit: Visit) -> Reply:
    return Open(views.form(visit.words, taking_place(visit)), on_top=bool(visit.heard.view_id))


def make(visit: Visit) -> Reply:
    """A form that was accepted before is the same suggestion: it changes what it wrote, until a leader has decided."""
    session, meeting = visit.session, taking_place(visit)
    alone_in(session, meeting.network)
    text = one_line(visit.heard.fields["text"])
    if fault := views.fault(visit.words, text):
        return Errors({"text": fault})
    form = f"{visit.heard.message} of {visit.person.user_id}"
    known = suggestion_from(session, meeting.team_id, form)
    made = known or Suggestion(
        team_id=meeting.team_id,
        id=new_id(),
        meeting=meeting,
        maker_id=visit.person.user_id,
        view_id=form,
        made_at=visit.now,
    )
    if not made.is_open:
        return Open(views.made(visit.words, made))
    made.kind = SuggestionKind(visit.heard.fields["kind"])
    made.text, made.thanks = text, "thanks" in visit.heard.fields["thanks"]
    session.add(made)
    session.flush()
    if known:
        _tell_anew(visit, made)
    else:
        for leader in meeting.network.led_by(visit.today):
            if leader.wants_leads:
                posts.tell(session, "suggestion.new", made.id, to=leader.user_id, channel=visit.channel, now=visit.now)
    return Open(views.made(visit.words, made))


def withdraw(visit: Visit) -> Reply:
    """By whose it is. What is taken in stays: it is the leaders' by then."""
    suggestion = _alone_with(visit)
    if not suggestion.taken_at:
        suggestion.withdrawn_at = suggestion.withdrawn_at or visit.now
        _tell_anew(visit, suggestion)
    return Open(views.made(visit.words, suggestion))


def see(visit: Visit) -> Reply:
    return _list(visit, visit.meeting)


def take(visit: Visit) -> Reply:
    """One click: what is new becomes an item of the agenda, and those in the channel read of it below the preview."""
    return _decide(visit, _take)


def leave(visit: Visit) -> Reply:
    return _decide(visit, _leave)


def reopen(visit: Visit) -> Reply:
    """Undo either."""
    return _decide(visit, _reopen)


def _decide(visit: Visit, how: Callable[[Visit, Suggestion], None]) -> Reply:
    """From the list of all, or from the direct message, which follows."""
    suggestion = _alone_with(visit)
    meeting = not_over(visit, suggestion.meeting)
    if meeting.cancelled_at:
        raise MeetingOffError
    if suggestion.withdrawn_at:
        raise NotThereAnyMoreError
    how(visit, suggestion)
    visit.session.flush()
    _tell_anew(visit, suggestion)
    return _list(visit, meeting)


def _take(visit: Visit, suggestion: Suggestion) -> None:
    if suggestion.taken_at:
        return
    session, meeting = visit.session, suggestion.meeting
    suggestion.taken_at, suggestion.left_at = visit.now, None
    if suggestion.kind is not SuggestionKind.CHANGE:
        suggestion.item_id = _item(visit, suggestion).id
        changed(visit, meeting)
    preview = planned.key_of(Kind.PREVIEW, meeting.id)
    if posts.ts_by_key(session, meeting.team_id, preview):
        posts.want(session, "suggestion.taken", suggestion.id, channel=visit.channel, now=visit.now, reply_to=preview)


def _item(visit: Visit, suggestion: Suggestion) -> Item:
    """Last on the agenda, which its leaders arrange."""
    meeting = suggestion.meeting
    others = agenda_of(visit.session, meeting)
    if len(others) >= Item.ITEMS_MAX:
        raise AgendaFullError
    item = Item(
        team_id=meeting.team_id,
        id=new_id(),
        network=meeting.network,
        meeting_id=meeting.id,
        title=suggestion.text,
        minutes=MINUTES,
        responsible=(suggestion.maker.name or "")
        if suggestion.thanks and suggestion.kind is SuggestionKind.PART
        else "",
        position=len(others),
    )
    visit.session.add(item)
    return item


def _leave(visit: Visit, suggestion: Suggestion) -> None:
    _reopen(visit, suggestion)
    suggestion.left_at = visit.now


def _reopen(visit: Visit, suggestion: Suggestion) -> None:
    if suggestion.item_id:
        visit.session.get_one(Item, (suggestion.team_id, suggestion.item_id)).removed_at = visit.now
        suggestion.item_id = None
        changed(visit, suggestion.meeting)
    suggestion.taken_at = suggestion.left_at = None
    posts.renew(visit.session, suggestion.team_id, "suggestion.taken", suggestion.id)


def _list(visit: Visit, meeting: Meeting) -> Open:
    return Open(views.all_of(visit.words, meeting, suggestions_for(visit.session, meeting)))


def _alone_with(visit: Visit) -> Suggestion:
    """Alone with whoever decides of it: what others have done to it meanwhile is seen."""
    alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.suggestion)
    return visit.suggestion


def _tell_anew(visit: Visit, suggestion: Suggestion) -> None:
    posts.renew_told(visit.session, suggestion.team_id, "suggestion.new", suggestion.id)
