"""Round tables (H12, H20): one after the other has the word, all who are there, and everyone sees whose turn it is."""

from handlers.practice import How, Listener, Practice
from handlers.round_tables import leading, listeners, views
from storage.agendas import Item
from storage.networks import Network
from storage.round_tables import RoundTable

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "table.start", leading.open_form, Network),
        Listener(How.FORM, "table.start", leading.start, Network, writes=True),
        Listener(How.BUTTON, "table.from_item", leading.start_from_item, Item, writes=True),
        Listener(How.BUTTON, "table.done", listeners.done, RoundTable, writes=True),
        Listener(How.BUTTON, "table.later", listeners.later, RoundTable, writes=True),
        Listener(How.BUTTON, "table.pass", listeners.passes, RoundTable, writes=True),
        Listener(How.BUTTON, "table.join", listeners.join, RoundTable, writes=True),
        Listener(How.BUTTON, "table.more", listeners.more, RoundTable),
        Listener(How.BUTTON, "table.begin_next", listeners.begin_next, RoundTable, writes=True),
        Listener(How.BUTTON, "table.not_begin_next", listeners.not_begin_next, RoundTable, writes=True),
        Listener(How.BUTTON, "table.seat", leading.seat, RoundTable, writes=True),
        Listener(How.BUTTON, "table.unseat", leading.unseat, RoundTable, writes=True),
        Listener(How.BUTTON, "table.add", leading.open_add, RoundTable),
        Listener(How.FORM, "table.add", leading.add, RoundTable, writes=True),
        Listener(How.BUTTON, "table.draw", leading.draw, RoundTable, writes=True),
        Listener(How.BUTTON, "table.undo", leading.undo, RoundTable, writes=True),
        Listener(How.BUTTON, "table.end", leading.end, RoundTable, writes=True),
    ],
    posts={"table.table": views.in_channel},
    chores=listeners.CHORES,
)
