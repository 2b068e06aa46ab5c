"""Date polls (H04): a leader asks which day suits, people answer, and the leader moves the meeting there."""

from handlers.date_polls import leading, listeners, views
from handlers.practice import How, Listener, Practice
from storage.date_polls import DatePoll
from storage.meetings import Meeting

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "date_poll.open", leading.open_form, Meeting),
        Listener(How.FORM, "date_poll.open", leading.ask, Meeting, writes=True),
        Listener(How.BUTTON, "date_poll.answer", listeners.open_answer, DatePoll),
        Listener(How.FORM, "date_poll.answer", listeners.answer, DatePoll, writes=True),
        Listener(How.BUTTON, "date_poll.more", listeners.more, DatePoll),
        Listener(How.BUTTON, "date_poll.pick", leading.open_pick, DatePoll),
        Listener(How.FORM, "date_poll.pick", leading.pick, DatePoll, writes=True),
        Listener(How.BUTTON, "date_poll.close", leading.close, DatePoll, writes=True),
    ],
    posts={"date_poll.poll": views.poll},
    chores=listeners.CHORES,
)
