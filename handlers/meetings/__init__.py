"""Meetings (H04, H10): a leader lays out a cycle at once, then adjusts single ones. The plan is in the channel."""

from handlers.meetings import leading, listeners, news, plan
from handlers.practice import How, Listener, Practice
from storage.meetings import Meeting
from storage.networks import Network

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "meeting.see_plan", listeners.see_plan, Network),
        Listener(How.BUTTON, "cycle.lay_out", listeners.open_lay_out, Network),
        Listener(How.FORM, "cycle.lay_out", listeners.lay_out, Network),
        Listener(How.FORM, "cycle.save", listeners.save, Network, writes=True),
        Listener(How.BUTTON, "meeting.more", leading.see, Meeting),
        Listener(How.BUTTON, "meeting.add", leading.open_form, Network),
        Listener(How.FORM, "meeting.add", leading.add, Network, writes=True),
        Listener(How.BUTTON, "meeting.edit", leading.open_edit, Meeting),
        Listener(How.FORM, "meeting.edit", leading.edit, Meeting, writes=True),
        Listener(How.BUTTON, "meeting.cancel", leading.open_cancel, Meeting),
        Listener(How.FORM, "meeting.cancel", leading.cancel, Meeting, writes=True),
        Listener(How.BUTTON, "meeting.restore", leading.restore, Meeting, writes=True),
    ],
    posts={"cycle.plan": plan.plan, "meeting.moved": news.moved, "meeting.cancelled": news.cancelled},
    chores=listeners.CHORES,
)
