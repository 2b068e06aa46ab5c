"""Asks midway in a cycle whether a network's charter is still good."""

from __future__ import annotations

from handlers import blocks as b
from handlers.blocks import Message
from handlers.charter_lines import all_counted, heard, numbered, to_answer
from handlers.practice import Rendering
from storage.charter import RuleState, counts_of, had_their_say, rules_of
from storage.meetings import Meeting


def are_they_good(rendering: Rendering) -> Message | None:
    """Where rules are published. If they are taken down later, it says so."""
    _, session, team_id = rendering.words, rendering.session, rendering.team_id
    meeting = session.get_one(Meeting, (team_id, rendering.subject_id))
    rules = rules_of(session, meeting.network, RuleState.PUBLISHED)
    if not (rules or rendering.stands):
        return None
    counts = all_counted(_, counts_of(session, team_id, rules, meeting.id))
    return Message.of(
        b.quiet(_("🤝 Is our charter still good?")),
        b.section(
            _("We are midway. Say of each rule whether you still support it.")
            if rules
            else _("The charter is taken down, so nobody is asked about it any more.")
        ),
        *numbered(rules, counts),
        *(heard(_, had_their_say(session, team_id, meeting.id)) if rules else []),
        b.buttons(*to_answer(_, meeting.network_id, meeting.id)) if rules else None,
    )
