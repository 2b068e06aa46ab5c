"""Evaluations (H19, H21, H22): how a meeting was, what the channel sees of it, and what becomes other because of it."""

from handlers.evaluations import listeners, views
from handlers.practice import How, Listener, Practice
from storage.meetings import Meeting
from storage.rounds import Round

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "evaluation.pick", listeners.open_pick, Round),
        Listener(How.FORM, "evaluation.pick", listeners.pick, Round, writes=True),
        Listener(How.BUTTON, "evaluation.write", listeners.open_form, Meeting),
        Listener(How.FORM, "evaluation.write", listeners.write, Meeting, writes=True),
    ],
    posts={"evaluation.results": views.results},
    chores=listeners.CHORES,
)
