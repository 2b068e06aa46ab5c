"""Hears what leaders do with a round table: start it, say who is here, undo, end it."""

from __future__ import annotations

from dataclasses import replace

from handlers import live
from handlers.attending import ABOUT, Answer
from handlers.replies import Errors, Open, Reply
from handlers.round_tables import forms, rules
from handlers.round_tables.listeners import changed, going_on, sheet
from handlers.round_tables.refusals import TableOverError
from handlers.round_tables.rules import Setting
from handlers.visit import Visit
from storage import choices, posts, round_tables
from storage.agendas import Item
from storage.attendance import attendance_of
from storage.base import new_id
from storage.meetings import Meeting, topic_of
from storage.members import let_begin, members_begin_next, participants
from storage.networks import Network, alone_in
from storage.round_tables import RoundTable, last_beginner, open_tables, table_from


def open_form(visit: Visit) -> Reply:
    """With those who are here, as far as is known. If a round goes on already, that is said first."""
    network = visit.at_work()
    here = who_is_here(visit, network, live.meeting_now(visit.session, network, visit.now))
    return Open(forms.form_to_start(visit.words, network, here, on=_in_progress(visit, network)))


def start(visit: Visit) -> Reply:
    """A form that was accepted before is the same round. Where one has begun meanwhile, that is said first."""
    _ = visit.words
    network = alone_in(visit.session, visit.at_work())
    if table := table_from(visit.session, network.team_id, visit.heard.message):
        return sheet(visit, table)
    setting = Setting.from_form(visit.heard.fields)
    wrong = rules.faults(setting, visit.meet(setting.user_ids))
    if wrong:
        return Errors(forms.sentences(_, wrong, setting))
    item_id, *told_of, _form = visit.heard.message.split("@")  # a form that an earlier version opened tells of none
    if not any(told_of) and (on := _in_progress(visit, network)):
        return Open(forms.form_to_start(_, network, setting, item_id, on=on))
    item = visit.session.get(Item, (network.team_id, item_id))
    meeting = live.on_now(item, visit.now) if item else live.meeting_now(visit.session, network, visit.now)
    return _begun(visit, setting, meeting, item, visit.heard.message)


def start_from_item(visit: Visit) -> Reply:
    """At once, with the item's minutes. Pressed again it is the same round; once that is over, a form for another."""
    network, item = alone_in(visit.session, visit.at_work()), visit.item
    visit.session.refresh(item)
    meeting = live.on_now(item, visit.now)
    topic = topic_of(visit.session, meeting)
    table = table_from(visit.session, network.team_id, f"item:{item.id}")
    if table and not table.ended_at:
        return sheet(visit, table)
    here = who_is_here(visit, network, meeting, live.question_of(item, topic.name if topic else ""))
    people = len(here.user_ids) + len(here.others)
    here = replace(here, minutes=str(rules.minutes_each(item, people)) if people else "")
    on = _in_progress(visit, network)
    if table or on or not people:
        return Open(forms.form_to_start(visit.words, network, here, item.id, on=on))
    visit.meet(here.user_ids)
    return _begun(visit, here, meeting, item, f"item:{item.id}")


def seat(visit: Visit) -> Reply:
    """Somebody is here after all, or was not done: they get the word last."""
    table = going_on(visit)
    seat = table.numbered(visit.heard.text)
    return changed(visit, table, did=seat is not None and table.admit(seat, visit.now))


def unseat(visit: Visit) -> Reply:
    """Somebody is not here, or passes."""
    table = going_on(visit)
    seat = table.numbered(visit.heard.text)
    return changed(visit, table, did=seat is not None and table.out(seat, visit.now))


def open_add(visit: Visit) -> Reply:
    visit.at_work()
    if visit.table.ended_at:
        raise TableOverError
    return Open(forms.form_to_add(visit.words, visit.table), on_top=True)


def add(visit: Visit) -> Reply:
    """Those who come late. Who is there already stays where they are, so the form counts once."""
    _, table = visit.words, going_on(visit)
    setting = Setting.from_form(visit.heard.fields)
    wrong = rules.faults(setting, visit.meet(setting.user_ids), table.seats)
    if wrong:
        return Errors(forms.sentences(_, wrong, setting))
    if not table.join(setting.seats, visit.now):
        return sheet(visit, table, _("They are in the round already."), back=True)
    return changed(visit, table, _("They are in the round, and get the word after those who wait."), back=True)


def draw(visit: Visit) -> Reply:
    """For those who wait. Nobody's word is taken from them, once somebody has had it."""
    table = going_on(visit)
    speaking = table.waiting[:1] if table.spoken else []
    rest = table.waiting[len(speaking) :]
    table.arrange([*speaking, *rules.drawn(rest, last_beginner(visit.session, table.network))], visit.now)
    return changed(visit, table)


def undo(visit: Visit) -> Reply:
    """What the leader saw that was done last, and nothing that came after it."""
    _, table = visit.words, going_on(visit)
    if visit.heard.text != str(table.acts) or not table.undo(visit.now):
        return sheet(visit, table, _("Something else was done meanwhile. This is how the round stands now."))
    return changed(visit, table, _("That is undone."))


def end(visit: Visit) -> Reply:
    """Pressed again, it is over already."""
    _, table = visit.words, going_on(visit)
    round_tables.end(visit.session, table, visit.now)
    return changed(visit, table, _("Who was there is forgotten now. I only remember who began, until the next round."))


def _in_progress(visit: Visit, network: Network) -> RoundTable | None:
    """The network's newest round in which somebody waits for the word."""
    those = open_tables(visit.session, network.team_id, network)
    return next((table for table in reversed(those) if table.waiting), None)


def _begun(visit: Visit, setting: Setting, meeting: Meeting | None, item: Item | None, view_id: str) -> Reply:
    """By lot, and not with the one who began last time."""
    _, session, network = visit.words, visit.session, visit.the_network
    begin_next = members_begin_next(session, visit.channel)
    for seat in (seats := setting.seats):
        seat.begins = seat.user_id in begin_next
    let_begin(session, visit.channel, setting.user_ids)
    order = rules.drawn(seats, last_beginner(session, network))
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
    table.begin(order, visit.now)
    session.add(table)
    session.flush()
    posts.make(session, "table.table", table.id, channel=visit.channel, now=visit.now)
    return sheet(
        visit,
        table,
        _("The round has begun. Whose turn it is presses in the channel. If anybody is missing, let them join here."),
    )


def who_is_here(visit: Visit, network: Network, meeting: Meeting | None, question: str = "") -> Setting:
    """Those who came, if that is told by name; else those who said that they come; else all who take part. And whoever
    starts it. Nobody, if that is more than there is room for.
    """
    session, me = visit.session, visit.person.user_id
    told = attendance_of(session, meeting) if meeting else None
    here = [one.user_id for one in told.attendees if one.user_id] if told else []
    others = [one.name for one in told.attendees if not one.user_id] if told else []
    if not here and not others and meeting:
        answers = choices.those(session, network.team_id, ABOUT, meeting.id)
        here = [one.user_id for one in answers if one.chosen == Answer.YES]
    here = here or [one.user_id for one in participants(session, network)]
    here = here if me in here else [*here, me]
    fits = len(here) + len(others) <= RoundTable.SEATS_MAX
    return Setting(question, here, others) if fits else Setting(question)
