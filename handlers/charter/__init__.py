"""The charter (H02, H03): leaders make rules of what was answered, people say what they think, and all see them."""

from handlers.charter import grouping, leading, listeners, views
from handlers.practice import How, Listener, Practice
from storage.charter import Rule
from storage.networks import Network
from storage.rounds import Round

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "charter.show", listeners.show, Network),
        Listener(How.BUTTON, "charter.more", listeners.more, Network),
        Listener(How.BUTTON, "charter.answer", listeners.open_answer, Network),
        Listener(How.FORM, "charter.answer", listeners.answer, Network, writes=True),
        Listener(How.BUTTON, "charter.see", leading.see, Network),
        Listener(How.BUTTON, "charter.add", leading.open_add, Network),
        Listener(How.FORM, "charter.add", leading.add, Network, writes=True),
        Listener(How.BUTTON, "charter.edit", leading.open_edit, Rule),
        Listener(How.FORM, "charter.edit", leading.edit, Rule, writes=True),
        Listener(How.BUTTON, "charter.remove", leading.remove, Rule, writes=True),
        Listener(How.BUTTON, "charter.restore", leading.restore, Rule, writes=True),
        Listener(How.BUTTON, "charter.group", grouping.open_group, Round),
        Listener(How.FORM, "charter.group", grouping.group, Round, writes=True),
        Listener(How.BUTTON, "charter.propose", leading.propose, Network, writes=True),
        Listener(How.BUTTON, "charter.publish", leading.publish, Network, writes=True),
        Listener(How.BUTTON, "charter.withdraw", leading.withdraw, Network, writes=True),
    ],
    posts={"charter.proposal": views.proposal, "charter.rules": views.published},
)
