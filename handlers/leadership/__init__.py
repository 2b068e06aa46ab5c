"""Leadership: who leads a network when those who did are gone."""

from handlers.leadership import listeners
from handlers.practice import How, Listener, Practice
from storage.networks import Network

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "leadership.choose", listeners.open_choice, Network),
        Listener(How.FORM, "leadership.choose", listeners.choose, Network, writes=True),
    ],
)
