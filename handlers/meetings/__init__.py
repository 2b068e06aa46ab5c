"""Meetings (H04, H10): a leader lays out a cycle at once, then adjusts single ones. The plan is in the channel."""

from handlers.meetings import listeners, plan
from handlers.practice import How, Listener, Practice
from storage.networks import Network

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "meeting.see_plan", listeners.see_plan, Network),
        Listener(How.BUTTON, "cycle.lay_out", listeners.open_lay_out, Network),
        Listener(How.FORM, "cycle.lay_out", listeners.lay_out, Network),
        Listener(How.FORM, "cycle.save", listeners.save, Network, writes=True),
    ],
    posts={"cycle.plan": plan.plan},
    chores=listeners.CHORES,
)
