"""Leadership: who leads a network after its leaders, while they are away, and when they are gone."""

from handlers.leadership import happenings, listeners, views
from handlers.practice import How, Listener, Practice
from storage.networks import Network

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "leadership.choose", listeners.open_choice, Network),
        Listener(How.FORM, "leadership.choose", listeners.choose, Network, writes=True),
        Listener(How.BUTTON, "leadership.stand_in", listeners.open_stand_in, Network),
        Listener(How.FORM, "leadership.stand_in", listeners.stand_in, Network, writes=True),
        Listener(How.BUTTON, "leadership.end_stand_in", listeners.end_stand_in, Network, writes=True),
        Listener(How.BUTTON, "leadership.hand_over", listeners.open_hand_over, Network),
        Listener(How.FORM, "leadership.hand_over", listeners.hand_over, Network, writes=True),
        Listener(How.BUTTON, "leadership.take_back", listeners.take_back, Network, writes=True),
        Listener(How.BUTTON, "leadership.read", listeners.read, Network, writes=True),
    ],
    posts={"leadership.wanted": views.wanted, "leadership.given": views.given, "leadership.over": views.over},
    events={"member_left_channel": happenings.left},
)
