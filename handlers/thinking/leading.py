"""Hears what leaders do with thinking time: give it, make it longer or shorter, and let a round follow."""

from __future__ import annotations

from handlers import live
from handlers.refusals import MeetingOffError
from handlers.replies import Errors, Open, Reply
from handlers.round_tables import forms as table_forms
from handlers.round_tables.leading import who_is_here
from handlers.rounds import starting
from handlers.thinking import forms
from handlers.thinking.forms import Setting
from handlers.thinking.listeners import sheet
from handlers.visit import Visit
from storage import posts
from storage.agendas import Item
from storage.base import new_id
from storage.meetings import Meeting, topic_of
from storage.networks import alone_in
from storage.rounds import RoundKind
from storage.thinking import Follows, ThinkingTime, thinking_from


def open_form(visit: Visit) -> Reply:
    return Open(forms.form_to_start(visit.words, visit.at_work(), Setting()))


def start(visit: Visit) -> Reply:
    """A form that was accepted before is the same thinking time."""
    network, form = alone_in(visit.session, visit.at_work()), visit.heard.message
    if known := thinking_from(visit.session, network.team_id, form):
        return sheet(visit, known)
    setting = Setting.from_form(visit.heard.fields)
    if wrong := forms.faults(visit.words, setting):
        return Errors(wrong)
    item = visit.session.get(Item, (network.team_id, form.partition("@")[0]))
    meeting = live.on_now(item, visit.now) if item else live.meeting_now(visit.session, network, visit.now)
    return _begun(visit, setting, meeting, item, form)


def start_from_item(visit: Visit) -> Reply:
    """At once, for the item's minutes. Pressed again it is the same; once that is over, a form for another."""
    network, item = alone_in(visit.session, visit.at_work()), visit.item
    visit.session.refresh(item)
    meeting = live.on_now(item, visit.now)
    known = thinking_from(visit.session, network.team_id, f"item:{item.id}")
    if known and not known.is_over(visit.now):
        return sheet(visit, known)
    topic = topic_of(visit.session, meeting)
    question = live.question_of(item, topic.name if topic else "")
    follows = Follows.TABLE if live.Way.TABLE in live.ways_of(item) else Follows.NONE
    setting = Setting(str(min(item.minutes, ThinkingTime.MINUTES_MAX)), question, follows)
    if known:
        return Open(forms.form_to_start(visit.words, network, setting, item.id))
    return _begun(visit, setting, meeting, item, f"item:{item.id}")


def extend(visit: Visit) -> Reply:
    """Of two who press at once, or one who presses twice, one gives more time."""
    thinking = _alone(visit)
    if visit.heard.text == thinking.end and thinking.has_room(visit.now):
        if thinking.is_over(visit.now):
            posts.renew(visit.session, thinking.team_id, "thinking.over", thinking.ending_id)  # it says so no longer
        thinking.extend(visit.now)
        _show(visit, thinking)
    return sheet(visit, thinking)


def end(visit: Visit) -> Reply:
    """Pressed again, it is over already."""
    thinking = _alone(visit)
    if not thinking.is_over(visit.now):
        thinking.cut_short(visit.now)
        _show(visit, thinking)
    return sheet(visit, thinking)


def open_table(visit: Visit) -> Reply:
    """The form of a round around the table, on what they have thought about."""
    network, thinking = visit.at_work(), visit.thinking
    here = who_is_here(visit, network, thinking.meeting, thinking.question)
    return Open(table_forms.form_to_start(visit.words, network, here, thinking.item_id or ""))


def open_round(visit: Visit) -> Reply:
    """The form of a written one."""
    return starting.form(visit, RoundKind.OWN, {"question_1": visit.thinking.question})


def _alone(visit: Visit) -> ThinkingTime:
    """What others have done to it meanwhile is seen."""
    alone_in(visit.session, visit.at_work())
    visit.session.refresh(visit.thinking)
    if visit.thinking.is_off:
        raise MeetingOffError
    return visit.thinking


def _begun(visit: Visit, setting: Setting, meeting: Meeting | None, item: Item | None, view_id: str) -> Reply:
    thinking = ThinkingTime(
        team_id=visit.person.team_id,
        id=new_id(),
        network=visit.the_network,
        meeting_id=meeting.id if meeting else None,
        item_id=item.id if item else None,
        view_id=view_id,
        question=setting.question,
        follows=setting.follows,
    )
    thinking.begin(int(setting.minutes), visit.now)
    visit.session.add(thinking)
    _show(visit, thinking)
    return sheet(visit, thinking)


def _show(visit: Visit, thinking: ThinkingTime) -> None:
    """In the channel, and there once more when it is over."""
    visit.session.flush()
    posts.want(visit.session, "thinking.time", thinking.id, channel=visit.channel, now=visit.now)
    posts.want(visit.session, "thinking.over", thinking.ending_id, channel=visit.channel, now=thinking.ends_at)
