"""Participants (H00): people come into a network and leave it, take part or follow along, and say how they want it."""

from handlers.participants import happenings, listeners, views
from handlers.practice import How, Listener, Practice
from storage.networks import Network

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "participant.follow", listeners.follow, Network, writes=True),
        Listener(How.BUTTON, "participant.take_part", listeners.take_part, Network, writes=True),
        Listener(How.BUTTON, "participant.choose", listeners.open_choice, Network),
        Listener(How.FORM, "participant.choose", listeners.choose, Network, writes=True),
        Listener(How.BUTTON, "participant.settings", listeners.open_settings, Network),
        Listener(How.FORM, "participant.settings", listeners.save, Network, writes=True),
    ],
    events={"member_joined_channel": happenings.joined, "member_left_channel": happenings.left},
    posts={"participant.welcome": views.welcome},
)
