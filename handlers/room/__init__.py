"""In the room (H12): the meeting begins with its programme, and all are asked whether they agree."""

from handlers.practice import How, Listener, Practice
from handlers.room import listeners, views
from storage.meetings import Meeting

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "room.start", listeners.start, Meeting, writes=True),
        Listener(How.BUTTON, "room.agree", listeners.agree, Meeting, writes=True),
    ],
    posts={"meeting.room": views.room},
)
