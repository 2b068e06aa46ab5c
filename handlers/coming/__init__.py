"""Coming (H06): people say whether they come to a meeting, and leaders see who does, and confirm how many came."""

from handlers.announcements import asking
from handlers.coming import leading, listeners
from handlers.practice import How, Listener, Practice
from storage.meetings import Meeting

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "coming.yes", listeners.come, Meeting, writes=True),
        Listener(How.BUTTON, "coming.maybe", listeners.come_perhaps, Meeting, writes=True),
        Listener(How.BUTTON, "coming.no", listeners.open_form, Meeting),
        Listener(How.FORM, "coming.no", listeners.decline, Meeting, writes=True),
        Listener(How.BUTTON, "coming.see", leading.see, Meeting),
        Listener(How.BUTTON, "attendance.confirm", leading.open_attendance, Meeting),
        Listener(How.FORM, "attendance.confirm", leading.confirm, Meeting, writes=True),
    ],
    posts={"meeting.coming": asking.asked},
)
