"""Reflections (H09): what people write when they are asked between two meetings, and the bank that the questions come
from.
"""

from handlers.practice import How, Listener, Practice
from handlers.reflections import leading, listeners, views
from storage.networks import Network
from storage.reflections import Reflection

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "reflection.write", listeners.open_form, Reflection),
        Listener(How.FORM, "reflection.write", listeners.write, Reflection, writes=True),
        Listener(How.BUTTON, "reflection.take_back", listeners.take_back, Reflection, writes=True),
        Listener(How.BUTTON, "reflection.more", listeners.more, Reflection),
        Listener(How.BUTTON, "reflection.read", leading.read, Reflection),
        Listener(How.BUTTON, "reflection.choose", leading.open_choice, Reflection),
        Listener(How.FORM, "reflection.choose", leading.choose, Reflection, writes=True),
        Listener(How.BUTTON, "reflection.bank", leading.see_bank, Network),
        Listener(How.BUTTON, "reflection.add", leading.open_add, Network),
        Listener(How.FORM, "reflection.add", leading.add, Network, writes=True),
        Listener(How.BUTTON, "reflection.strike", leading.strike, Network, writes=True),
        Listener(How.BUTTON, "reflection.unstrike", leading.unstrike, Network, writes=True),
    ],
    posts={"reflection.shared": views.shared},
)
