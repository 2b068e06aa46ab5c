"""Thinking time (H14): quiet in a meeting, with a countdown for all and a notepad for each, and a round on it."""

from handlers.practice import How, Listener, Practice
from handlers.thinking import leading, listeners, views
from storage.agendas import Item
from storage.networks import Network
from storage.thinking import ThinkingTime

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "thinking.start", leading.open_form, Network),
        Listener(How.FORM, "thinking.start", leading.start, Network, writes=True),
        Listener(How.BUTTON, "thinking.from_item", leading.start_from_item, Item, writes=True),
        Listener(How.BUTTON, "thinking.write", listeners.open_notepad, ThinkingTime),
        Listener(How.FORM, "thinking.write", listeners.write, ThinkingTime, writes=True),
        Listener(How.BUTTON, "thinking.more", listeners.more, ThinkingTime),
        Listener(How.BUTTON, "thinking.extend", leading.extend, ThinkingTime, writes=True),
        Listener(How.BUTTON, "thinking.end", leading.end, ThinkingTime, writes=True),
        Listener(How.BUTTON, "thinking.table", leading.open_table, ThinkingTime),
        Listener(How.BUTTON, "thinking.ask", leading.open_round, ThinkingTime),
    ],
    posts={"thinking.time": views.in_channel, "thinking.over": views.over},
    chores=listeners.CHORES,
)
