"""The corridor: every practice, in reading order. A new one is a folder beside the others and a line here."""

from handlers import (
    agenda,
    announcements,
    calendar,
    charter,
    coming,
    corrections,
    date_polls,
    evaluations,
    home,
    journal,
    leadership,
    meetings,
    networks,
    organisation,
    participants,
    reflections,
    room,
    round_tables,
    rounds,
    suggestions,
    thinking,
    topics,
)

PRACTICES = (
    networks.PRACTICE,
    participants.PRACTICE,
    topics.PRACTICE,
    meetings.PRACTICE,
    agenda.PRACTICE,
    coming.PRACTICE,
    announcements.PRACTICE,
    calendar.PRACTICE,
    suggestions.PRACTICE,
    room.PRACTICE,
    round_tables.PRACTICE,
    thinking.PRACTICE,
    reflections.PRACTICE,
    journal.PRACTICE,
    date_polls.PRACTICE,
    rounds.PRACTICE,
    evaluations.PRACTICE,
    charter.PRACTICE,
    leadership.PRACTICE,
    organisation.PRACTICE,
    corrections.PRACTICE,
    home.PRACTICE,
)

LISTENERS = [listener for practice in PRACTICES for listener in practice.listeners]
EVENTS = {
    name: [practice.events[name] for practice in PRACTICES if name in practice.events]
    for name in {name for practice in PRACTICES for name in practice.events}
}
CHORES = [chore for practice in PRACTICES for chore in practice.chores]
POSTS = {view: renderer for practice in PRACTICES for view, renderer in practice.posts.items()}
HOME = next(practice.home for practice in PRACTICES if practice.home)
LINKS = {view: renew for practice in PRACTICES for view, renew in practice.links.items()}
