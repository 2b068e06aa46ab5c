"""App Home: a person's networks, what comes next in each, and a way to all that they may do there."""

from handlers.home import views
from handlers.practice import Practice

PRACTICE = Practice(listeners=[], home=views.home)
