"""Hears how leaders change an agenda: add, edit, move and remove its items, and carry them over."""

from __future__ import annotations

from handlers.agenda import forms
from handlers.agenda.entry import FIRST, Entry, faults
from handlers.agenda.footing import agenda, alone, changed, held, next_after, not_over
from handlers.programme import title_of
from handlers.refusals import AgendaFullError, ItemRemovedError, NoNextMeetingError
from handlers.replies import Errors, Open, Reply
from handlers.visit import Visit
from storage import agendas
from storage.agendas import Item, agenda_of, arrange, carried, item_from
from storage.base import new_id
from storage.meetings import Meeting, topic_of
from storage.people import Person

USUAL = 15  # minutes of an item, where the meeting has room for more


def open_add(visit: Visit) -> Reply:
    meeting = not_over(visit, held(visit))
    items = _with_room(visit, meeting)
    left = meeting.minutes - sum(item.minutes for item in items)
    entry = Entry("", str(left if 0 < left < USUAL else USUAL), place=items[-1].id if items else FIRST)
    return Open(forms.form_to_add(visit.words, meeting, entry, _titled(visit, items)), on_top=bool(visit.heard.view_id))


def add(visit: Visit) -> Reply:
    """A form that was accepted before is the same item: it changes what it wrote."""
    meeting = not_over(visit, alone(visit))
    item = item_from(visit.session, meeting, visit.heard.view_id)
    entry = Entry.from_form(visit.heard.fields)
    if wrong := faults(entry):
        return Errors(forms.sentences(visit.words, wrong, entry))
    if item:
        return _edited(visit, meeting, _standing(item), entry)
    items = _with_room(visit, meeting)
    item = Item(
        team_id=meeting.team_id,
        id=new_id(),
        network=meeting.network,
        meeting_id=meeting.id,
        view_id=visit.heard.view_id,
        changed_by=visit.person.user_id,
        position=len(items),
    )
    entry.write(item, "")
    entry.put(item, items)
    visit.session.add(item)
    changed(visit, meeting)
    return agenda(visit, meeting, back=True)


def open_edit(visit: Visit) -> Reply:
    not_over(visit, held(visit))
    item = _standing(visit.item)
    return _form(visit, item, Entry.of(item, _title(visit, item)))


def edit(visit: Visit) -> Reply:
    """Of two leaders who edit it at once the later is told, and keeps what they have put in."""
    meeting = not_over(visit, alone(visit))
    item, entry = _standing(visit.item), Entry.from_form(visit.heard.fields)
    if not entry.changes(item, _title(visit, item), _before(visit, item)):
        return agenda(visit, meeting, back=True)
    if wrong := faults(entry):
        return Errors(forms.sentences(visit.words, wrong, entry))
    if visit.heard.version != item.version:
        return _form(visit, item, entry, changed_by=_changer(visit))
    return _edited(visit, meeting, item, entry)


def remove(visit: Visit) -> Reply:
    """It can be taken in again."""
    _ = visit.words
    meeting, item = not_over(visit, alone(visit)), visit.item
    if not item.removed_at:
        item.removed_at = visit.now
        _count(visit, item)
        changed(visit, meeting)
    told = _("«{title}» is removed from the agenda.", title=_title(visit, item))
    return agenda(visit, meeting, told, removed=item, back=True)


def restore(visit: Visit) -> Reply:
    """Where it stood."""
    meeting, item = not_over(visit, alone(visit)), visit.item
    if item.removed_at:
        items = _with_room(visit, meeting)
        item.removed_at = None
        arrange([*items[: item.position], item, *items[item.position :]])
        _count(visit, item)
        changed(visit, meeting)
    return agenda(visit, meeting, back=True)


def carry(visit: Visit) -> Reply:
    """To the next meeting, once: also of a meeting that is over, when one knows what was not reached."""
    meeting, item = alone(visit), _standing(visit.item)
    if item.id not in carried(visit.session, [item]):
        to = next_after(visit, meeting)
        if to is None:
            raise NoNextMeetingError
        _with_room(visit, to)
        agendas.carry(visit.session, item, _title(visit, item), to)
        changed(visit, to)
    return agenda(visit, meeting, back=True)


def _edited(visit: Visit, meeting: Meeting, item: Item, entry: Entry) -> Open:
    title = _title(visit, item)
    if entry.changes(item, title, _before(visit, item)):
        entry.write(item, title)
        entry.put(item, [one for one in agenda_of(visit.session, meeting) if one is not item])
        _count(visit, item)
        changed(visit, meeting)
    return agenda(visit, meeting, back=True)


def _form(visit: Visit, item: Item, entry: Entry, changed_by: str | None = None) -> Open:
    meeting = visit.meeting
    others = [one for one in agenda_of(visit.session, meeting) if one is not item]
    form = forms.form_to_edit(
        visit.words,
        item,
        entry,
        _titled(visit, others),
        now=_title(visit, item),
        carried=carried(visit.session, [item]).get(item.id),
        to_carry=next_after(visit, meeting),
        changed_by=changed_by,
    )
    return Open(form, on_top=bool(visit.heard.view_id))


def _count(visit: Visit, item: Item) -> None:
    """Somebody else's open form is old now."""
    item.version, item.changed_by = item.version + 1, visit.person.user_id


def _standing(item: Item) -> Item:
    if item.removed_at:
        raise ItemRemovedError
    return item


def _with_room(visit: Visit, meeting: Meeting) -> list[Item]:
    """What is on the agenda, if there is room for one more."""
    items = agenda_of(visit.session, meeting)
    if len(items) >= Item.ITEMS_MAX:
        raise AgendaFullError
    return items


def _before(visit: Visit, item: Item) -> list[Item]:
    items = agenda_of(visit.session, visit.meeting)
    return items[: items.index(item)]


def _titled(visit: Visit, items: list[Item]) -> dict[str, str]:
    return {item.id: _title(visit, item) for item in items}


def _title(visit: Visit, item: Item) -> str:
    return title_of(visit.words, item, topic_of(visit.session, visit.meeting))


def _changer(visit: Visit) -> str:
    """The name of who changed the item last, as far as it is known."""
    changer = visit.session.get(Person, (visit.item.team_id, visit.item.changed_by))
    return changer.name or "" if changer else ""
