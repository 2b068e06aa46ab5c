"""Announcements (H10, H22): what the bot says of meetings by itself, and how leaders steer it."""

from handlers.announcements import listeners, views
from handlers.announcements.plan import CHORES
from handlers.practice import How, Listener, Practice
from storage.meetings import Meeting
from storage.networks import Network
from storage.posts import Post

PRACTICE = Practice(
    listeners=[
        Listener(How.BUTTON, "announcement.see", listeners.see, Network),
        Listener(How.BUTTON, "announcement.more", listeners.more, Post),
        Listener(How.BUTTON, "announcement.send", listeners.send, Post, writes=True),
        Listener(How.BUTTON, "announcement.move", listeners.open_move, Post),
        Listener(How.FORM, "announcement.move", listeners.move, Post, writes=True),
        Listener(How.BUTTON, "announcement.skip", listeners.skip, Post, writes=True),
        Listener(How.BUTTON, "announcement.unskip", listeners.unskip, Post, writes=True),
        Listener(How.BUTTON, "announcement.silence", listeners.silence, Post, writes=True),
        Listener(How.BUTTON, "announcement.unsilence", listeners.unsilence, Network, writes=True),
        Listener(How.BUTTON, "announcement.call", listeners.call, Meeting, writes=True),
    ],
    posts={**views.BY_KIND, "announcement.missed": views.missed},
    chores=CHORES,
)
