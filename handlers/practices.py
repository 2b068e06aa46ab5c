"""The corridor: every practice, in reading order. A new one is a folder beside the others and a line here."""

from handlers import leadership, networks, organisation, topics

PRACTICES = (networks.PRACTICE, topics.PRACTICE, leadership.PRACTICE, organisation.PRACTICE)

LISTENERS = [listener for practice in PRACTICES for listener in practice.listeners]
EVENTS = {name: answer for practice in PRACTICES for name, answer in practice.events.items()}
POSTS = {view: renderer for practice in PRACTICES for view, renderer in practice.posts.items()}
