"""Topics (H08): participants propose what the network takes up, and support each other's proposals."""

from handlers.practice import How, Listener, Practice
from handlers.topics import additions, footing, leading, listeners, views
from storage.networks import Network
from storage.people import Channel
from storage.topics import Hand, Question, Topic

PRACTICE = Practice(
    listeners=[
        Listener(How.COMMAND, "/tema", listeners.open_form, Channel, deed="topic.propose"),
        Listener(How.BUTTON, "topic.propose", listeners.open_form, Network),
        Listener(How.FORM, "topic.propose", listeners.propose, Network, writes=True),
        Listener(How.SHORTCUT, "topic.from_message", listeners.from_message, Channel),
        Listener(How.BUTTON, "topic.list", listeners.see_list, Network),
        Listener(How.BUTTON, "topic.ask", additions.open_question, Topic),
        Listener(How.FORM, "topic.ask", additions.ask, Topic, writes=True),
        Listener(How.BUTTON, "topic.strike", additions.take_away, Question, writes=True),
        Listener(How.BUTTON, "topic.contribute", additions.open_contribution, Topic),
        Listener(How.FORM, "topic.contribute", additions.contribute, Topic, writes=True),
        Listener(How.BUTTON, "topic.refer", additions.open_referral, Topic),
        Listener(How.FORM, "topic.refer", additions.refer, Topic, writes=True),
        Listener(How.BUTTON, "topic.take_back", additions.take_away, Hand, writes=True),
        Listener(How.BUTTON, "topic.support", additions.support, Topic, writes=True),
        Listener(How.BUTTON, "topic.more", footing.menu_of, Topic),
        Listener(How.BUTTON, "topic.unsupport", additions.unsupport, Topic, writes=True),
        Listener(How.BUTTON, "topic.edit", listeners.open_edit, Topic),
        Listener(How.FORM, "topic.edit", listeners.edit, Topic, writes=True),
        Listener(How.BUTTON, "topic.withdraw", listeners.withdraw, Topic, writes=True),
        Listener(How.BUTTON, "topic.restore", listeners.restore, Topic, writes=True),
        Listener(How.BUTTON, "topic.park", leading.open_park, Topic),
        Listener(How.FORM, "topic.park", leading.park, Topic, writes=True),
        Listener(How.BUTTON, "topic.take_up", leading.take_up, Topic, writes=True),
        Listener(How.BUTTON, "topic.merge", leading.open_merge, Topic),
        Listener(How.FORM, "topic.merge", leading.merge, Topic, writes=True),
        Listener(How.BUTTON, "topic.plan", leading.open_plan, Topic),
        Listener(How.FORM, "topic.plan", leading.plan, Topic, writes=True),
        Listener(How.BUTTON, "topic.unmerge", leading.unmerge, Topic, writes=True),
    ],
    posts={"topic.card": views.card},
    links={"topic.card": footing.renew_links},
)
