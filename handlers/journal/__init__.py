"""The journal: what a person has written for nobody but themselves."""

from handlers.journal import listeners
from handlers.practice import How, Listener, Practice
from storage.journal import JournalEntry
from storage.people import Person

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "journal.see", listeners.see, Person),
        Listener(How.BUTTON, "journal.edit", listeners.open_edit, JournalEntry),
        Listener(How.FORM, "journal.edit", listeners.edit, JournalEntry, writes=True),
        Listener(How.BUTTON, "journal.delete", listeners.delete, JournalEntry, writes=True),
        Listener(How.BUTTON, "journal.restore", listeners.restore, JournalEntry, writes=True),
    ],
    chores=listeners.CHORES,
)
