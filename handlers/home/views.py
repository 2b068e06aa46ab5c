"""Shows a person what the bot has for them, in all their networks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers import blocks as b
from handlers.announcements.names import line
from handlers.blocks import Block
from handlers.meeting_lines import when_and_where
from handlers.practice import Homecoming
from handlers.visit import words_for
from handlers.words import Words, escape, lines
from storage.journal import count_entries
from storage.meetings import Meeting, coming_meetings, topic_of
from storage.members import networks_of
from storage.networks import Network
from storage.people import Person
from storage.planned import coming_in
from storage.posts import Post
from storage.topics import Topic
from storage.wall_time import day_of

NETWORKS_MAX = 12  # in a view, which holds a hundred blocks
LISTED = 3  # of what will be said


@dataclass(frozen=True)
class Mine:
    """One of a person's networks. `coming`: what will be said there, for those who lead it."""

    network: Network
    meeting: Meeting | None
    topic: Topic | None
    leads: bool
    coming: Sequence[Post] = ()


def home(homecoming: Homecoming) -> dict[str, Any]:
    """What Slack shows of the bot beside its direct messages."""
    networks = networks_of(homecoming.session, homecoming.person)
    _ = words_for(homecoming.person, networks[0] if networks else None)
    written = count_entries(homecoming.session, homecoming.person)
    return drawn(_, [_mine(homecoming, network) for network in networks], homecoming.person, written)


def drawn(_: Words, those: Sequence[Mine], person: Person, written: int) -> dict[str, Any]:
    """`written`: how many entries the person's journal has."""
    rest = len(those) - NETWORKS_MAX
    if not those:
        return b.home(
            b.heading(_("Your networks")),
            b.section(
                _(
                    "You are in no network yet. Join the channel of one, and it is here the next time you look. "
                    "Or invite me to a channel with /invite @nettverksbot, and set a new one up there."
                )
            ),
            *(_journal(_, person, written) if written else []),
        )
    shown = [block for mine in those[:NETWORKS_MAX] for block in _network(_, mine)]
    more = _.many("and {n} more network", "and {n} more networks", rest)
    others = [b.quiet(more)] if rest > 0 else []
    return b.home(b.heading(_("Your networks")), *shown, *others, *_journal(_, person, written))


def _mine(homecoming: Homecoming, network: Network) -> Mine:
    session, now = homecoming.session, homecoming.now
    meeting = next(iter(coming_meetings(session, network, now)), None)
    leads = network.is_led_by(homecoming.person, day_of(now, network.tz))
    coming = coming_in(session, network.channel, now)[:LISTED] if leads and network.is_awake else []
    return Mine(network, meeting, topic_of(session, meeting) if meeting else None, leads, coming)


def _network(_: Words, mine: Mine) -> list[Block]:
    network = mine.network
    said = [
        b.divider(),
        b.heading(escape(network.name)),
        *([] if network.is_awake else [b.section(_("The network rests now."))]),
        _next(_, mine),
    ]
    if mine.coming:
        said.append(b.quiet(_("What I say in the channel")))
        said.append(b.said(lines(*(line(_, post, network.tz) for post in mine.coming))))
    return [*said, b.buttons(*_buttons(_, mine))]


def _journal(_: Words, person: Person, written: int) -> list[Block]:
    """What they have written for themselves. Slack shows this tab to nobody else."""
    told = (
        _.many(
            "You have written {n} entry. Only you see it.", "You have written {n} entries. Only you see them.", written
        )
        if written
        else _("You have written nothing yet. Only you will see what you write here.")
    )
    see = b.button(_("My journal"), "journal.see", person.user_id)
    return [b.divider(), b.heading(_("My journal")), b.said_beside(told, see)]


def _next(_: Words, mine: Mine) -> Block:
    if mine.meeting is None:
        return b.section(_("No meetings are planned yet."))
    about = _("Topic: {title}", title=mine.topic.name) if mine.topic else _("No topic is set.")
    return b.said_beside(
        lines(_("The next meeting"), when_and_where(_, mine.meeting), about),
        b.button(_("Add to your calendar"), "calendar.get", mine.meeting.id),
    )


def _buttons(_: Words, mine: Mine) -> list[b.Button]:
    network = mine.network
    offered = [b.button(_("Propose a topic"), "topic.propose", network.id)] if network.is_awake else []
    if mine.leads and network.is_awake:
        offered.append(b.button(_("See what is coming"), "announcement.see", network.id))
    else:
        offered.append(b.button(_("See the topics"), "topic.list", network.id))
    offered.append(b.button(_("See the plan"), "meeting.see_plan", network.id))
    return [*offered, b.button(_("More …"), "network.more", network.id)]
