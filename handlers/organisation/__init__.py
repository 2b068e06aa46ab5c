"""The organisation: what holds once for all its networks, so that no leader has to think of it."""

from handlers.organisation import listeners
from handlers.practice import How, Listener, Practice
from storage.people import Channel

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "organisation.settings", listeners.open_settings, Channel),
        Listener(How.FORM, "organisation.settings", listeners.change, Channel, writes=True),
    ],
)
