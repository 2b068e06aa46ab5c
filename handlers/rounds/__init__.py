"""Written rounds (H02, H03, H07, H20): a leader asks, everybody is heard, and all know beforehand who sees it."""

from handlers.practice import How, Listener, Practice
from handlers.rounds import listeners, starting, views
from storage.networks import Network
from storage.people import Channel
from storage.rounds import Round

PRACTICE = Practice(
    listeners=[
        Listener(How.COMMAND, "/runde", starting.see, Channel, deed="round.list"),
        Listener(How.BUTTON, "round.list", starting.see, Network),
        Listener(How.BUTTON, "round.start", starting.open_form, Network),
        Listener(How.FORM, "round.start", starting.start, Network, writes=True),
        Listener(How.BUTTON, "round.answer", listeners.open_answer, Round),
        Listener(How.FORM, "round.answer", listeners.answer, Round, writes=True),
        Listener(How.BUTTON, "round.more", listeners.more, Round),
        Listener(How.BUTTON, "round.before", listeners.turn, Round),
        Listener(How.BUTTON, "round.after", listeners.turn, Round),
        Listener(How.BUTTON, "round.close", starting.close, Round, writes=True),
        Listener(How.BUTTON, "round.promise", listeners.promise, Round),
    ],
    posts={"round.round": views.in_channel, "round.summary": views.summary, "round.reminder": views.reminder},
    chores=listeners.CHORES,
)
