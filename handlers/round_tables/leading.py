"""Hears what leaders do with a round table: start it, say who is here, undo, end it."""

from __future__ import annotations

from dataclasses import replace

from handlers import live
from handlers.attending import ABOUT, Answer
from handlers.refusals import CancelledError, ItemRemovedError, MeetingOverError, TooEarlyError
from handlers.replies import Errors, Open, Reply
from handlers.round_tables import forms, rules
from handlers.round_tables.listeners import changed, going_on, pressed, sheet
from handlers.round_tables.refusals import TableOverError
from handlers.round_tables.rules import Setting
from handlers.visit import Visit
from storage import choices, posts, round_tables
from storage.agendas import Item
from storage.attendance import attendance_of
from storage.base import new_id
from storage.meetings import Meeting, topic_of
from storage.members import members_begin_next, participants
from storage.networks import Network, alone_in
from storage.round_tables import RoundTable, last_beginner, table_from


def open_form(visit: Visit) -> Reply:
    """With those who are here, as far as is known; and with what it is about, if that was said where it was pressed."""
    network = visit.at_work()
    here = who_is_here(visit, network, live.meeting_now(visit.session, network, visit.now))
    return Open(forms.form_to_start(visit.words, network, here))


def start(visit: Visit) -> Reply:
    """A form that was accepted before is the same round."""
    _ = visit.words
    network = alone_in(visit.session, visit.at_work())
    if table := table_from(visit.session, network.team_id, visit.heard.message):
        return sheet(visit, table)
    setting = Setting.from_form(visit.heard.fields)
    wrong = rules.faults(setting, visit.meet(setting.user_ids))
    if wrong:
        return Errors(forms.sentences(_, wrong, setting))
    item = visit.session.get(Item, (network.team_id, visit.heard.message.partition("@")[0]))
    meeting = item.meeting if item else live.meeting_now(visit.session, network, visit.now)
    return _begun(visit, setting, meeting, item, visit.heard.message)


def start_from_item(visit: Visit) -> Reply:
    """At once, with the item's minutes. Pressed again it is the same round; once that is over, a form for another."""
    network, item = alone_in(visit.session, visit.at_work()), visit.item
    meeting = on_now(visit)
    topic = topic_of(visit.session, meeting)
    table = table_from(visit.session, network.team_id, f"item:{item.id}")
    if table and not table.ended_at:
        return sheet(visit, table)
    here = who_is_here(visit, network, meeting, live.question_of(item, topic.name if topic else ""))
    people = len(here.user_ids) + len(here.others)
    here = replace(here, minutes=str(rules.minutes_each(item, people)) if people else "")
    if table or not people:
        return Open(forms.form_to_start(visit.words, network, here, item.id))
    visit.meet(here.user_ids)
    return _begun(visit, here, meeting, item, f"item:{item.id}")


def seat(visit: Visit) -> Reply:
    """Somebody is here after all, and gets the word last."""
    table = going_on(visit)
    if seat := pressed(visit, table):
        table.join([seat], visit.now)
    return changed(visit, table)


def unseat(visit: Visit) -> Reply:
    table = going_on(visit)
    if seat := pressed(visit, table):
        table.out(seat, visit.now)
    return changed(visit, table)


def open_add(visit: Visit) -> Reply:
    visit.at_work()
    if visit.table.ended_at:
        raise TableOverError
    return Open(forms.form_to_add(visit.words, visit.table), on_top=True)


def add(visit: Visit) -> Reply:
    """Those who come late. Who is there already stays where they are, so the form counts once."""
    _, table = visit.words, going_on(visit)
    setting = Setting.from_form(visit.heard.fields)
    wrong = rules.faults(setting, visit.meet(setting.user_ids), len(table.seats))
    if wrong:
        return Errors(forms.sentences(_, wrong, setting))
    table.join(setting.seats, visit.now)
    return changed(visit, table, _("They are in the round, and get the word after those who wait."), back=True)


def draw(visit: Visit) -> Reply:
    """For those who wait."""
    table = going_on(visit)
    begin_next = members_begin_next(visit.session, visit.channel)
    table.arrange(rules.drawn(table.waiting, begin_next, None), visit.now)
    return changed(visit, table)


def undo(visit: Visit) -> Reply:
    _, table = visit.words, going_on(visit)
    return changed(visit, table, _("That is undone.") if table.undo(visit.now) else None)


def end(visit: Visit) -> Reply:
    """Pressed again, it is over already."""
    _, table = visit.words, going_on(visit)
    round_tables.end(visit.session, table, visit.now)
    return changed(visit, table, _("Who was there is forgotten now."))


def _begun(visit: Visit, setting: Setting, meeting: Meeting | None, item: Item | None, view_id: str) -> Reply:
    """By lot, and not with the one who began last time."""
    _, session, network = visit.words, visit.session, visit.the_network
    begin_next, begun_last = members_begin_next(session, visit.channel), last_beginner(session, network)
    table = RoundTable(
        team_id=network.team_id,
        id=new_id(),
        network=network,
        meeting_id=meeting.id if meeting else None,
        item_id=item.id if item else None,
        view_id=view_id,
        question=setting.question,
        minutes_each=int(setting.minutes) if setting.minutes else None,
        began_at=visit.now,
    )
    session.add(table)
    table.begin(rules.drawn(setting.seats, begin_next, begun_last), visit.now)
    session.flush()
    posts.make(session, "table.table", table.id, channel=visit.channel, now=visit.now)
    return sheet(
        visit, table, _("The round has begun. Whose turn it is can press in the channel, and so can you here.")
    )


def who_is_here(visit: Visit, network: Network, meeting: Meeting | None, question: str = "") -> Setting:
    """Those who came, if that is told by name; else those who said that they come; else all who take part, if there is
    room for them. And whoever starts it.
    """
    session, me = visit.session, visit.person.user_id
    attendance = attendance_of(session, meeting) if meeting else None
    if attendance and attendance.attendees:
        came = [one.user_id for one in attendance.attendees if one.user_id]
        return Setting(question, came, [one.name for one in attendance.attendees if not one.user_id])
    answers = choices.those(session, network.team_id, ABOUT, meeting.id) if meeting else []
    here = [one.user_id for one in answers if one.chosen == Answer.YES]
    here = here or [one.user_id for one in participants(session, network)]
    here = here if me in here else [*here, me]
    return Setting(question, here if len(here) <= RoundTable.SEATS_MAX else [])


def on_now(visit: Visit) -> Meeting:
    """The item's meeting, if it is held now, or will be today."""
    visit.session.refresh(visit.item)
    meeting = visit.meeting
    if visit.item.removed_at:
        raise ItemRemovedError
    if meeting.cancelled_at:
        raise CancelledError
    if meeting.ends_at <= visit.now:
        raise MeetingOverError
    if not live.may_begin(meeting, visit.now):
        raise TooEarlyError
    return meeting
