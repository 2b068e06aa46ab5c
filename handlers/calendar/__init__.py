"""The calendar (H10): a meeting as a file that a person's own calendar takes in, sent to them alone."""

from handlers.calendar import listeners
from handlers.practice import How, Listener, Practice
from storage.meetings import Meeting
from storage.networks import Network

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "calendar.get", listeners.get, Meeting, writes=True),
        Listener(How.BUTTON, "calendar.get_all", listeners.get_all, Network, writes=True),
    ],
)
