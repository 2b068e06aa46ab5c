"""Agendas (H06, H10–H12): leaders make a meeting's programme, and everyone sees where they are in it."""

from handlers.agenda import changes, listeners
from handlers.practice import How, Listener, Practice
from storage.agendas import Item
from storage.meetings import Meeting

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "agenda.see", listeners.see, Meeting),
        Listener(How.BUTTON, "agenda.where", listeners.where, Meeting),
        Listener(How.BUTTON, "agenda.fill", listeners.fill, Meeting, writes=True),
        Listener(How.BUTTON, "agenda.save", listeners.save, Meeting, writes=True),
        Listener(How.BUTTON, "agenda.add", changes.open_add, Meeting),
        Listener(How.FORM, "agenda.add", changes.add, Meeting, writes=True),
        Listener(How.BUTTON, "agenda.edit", changes.open_edit, Item),
        Listener(How.FORM, "agenda.edit", changes.edit, Item, writes=True),
        Listener(How.BUTTON, "agenda.remove", changes.remove, Item, writes=True),
        Listener(How.BUTTON, "agenda.restore", changes.restore, Item, writes=True),
        Listener(How.BUTTON, "agenda.carry", changes.carry, Item, writes=True),
    ],
)
