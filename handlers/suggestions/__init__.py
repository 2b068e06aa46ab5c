"""Suggestions (H11, H12): what participants would like of a meeting reaches its leaders, who take it in or leave it."""

from handlers.practice import How, Listener, Practice
from handlers.suggestions import listeners, views
from storage.meetings import Meeting
from storage.suggestions import Suggestion

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "suggestion.make", listeners.open_form, Meeting),
        Listener(How.FORM, "suggestion.make", listeners.make, Meeting, writes=True),
        Listener(How.BUTTON, "suggestion.withdraw", listeners.withdraw, Suggestion, writes=True),
        Listener(How.BUTTON, "suggestion.see", listeners.see, Meeting),
        Listener(How.BUTTON, "suggestion.take", listeners.take, Suggestion, writes=True),
        Listener(How.BUTTON, "suggestion.leave", listeners.leave, Suggestion, writes=True),
        Listener(How.BUTTON, "suggestion.reopen", listeners.reopen, Suggestion, writes=True),
    ],
    posts={"suggestion.new": views.new, "suggestion.taken": views.taken},
)
