"""Corrections: a leader corrects what the bot has posted in the channel, or takes it back."""

from handlers.corrections import listeners
from handlers.practice import How, Listener, Practice
from storage.networks import Network
from storage.people import Channel
from storage.posts import Post

PRACTICE = Practice(
    listeners=[
        Listener(How.SHORTCUT, "post.correct", listeners.open_correction, Channel),
        Listener(How.BUTTON, "post.take_back", listeners.take_back, Post, writes=True),
        Listener(How.BUTTON, "post.put_back", listeners.put_back, Post, writes=True),
        Listener(How.BUTTON, "post.see_taken_back", listeners.see_taken_back, Network),
    ],
)
