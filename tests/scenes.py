"""Scenes that deeds are tried in (tests/test_roles.py): one of each noun, and somebody for each role.

What can't be guessed from the table of roles stands here: `people_of` gives each role to somebody, `lay` puts one of
each noun into a channel, and STATES says of a deed what has to be so before it can be done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.wiring import Bot
from handlers.announcements.plan import plan
from handlers.announcements.rules import Kind
from handlers.practice import Listener
from handlers.roles import MAY, Role
from handlers.visit import Noun
from sandbox import Channel, Person, Workspace
from storage import (
    agendas,
    charter,
    date_polls,
    handovers,
    journal,
    meetings,
    members,
    networks,
    people,
    planned,
    posts,
    reflections,
    round_tables,
    rounds,
    suggestions,
    thinking,
    topics,
)
from storage.base import Base, new_id
from storage.wall_time import day_of
from tests.living import Living

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = datetime(2126, 11, 23, 9, tzinfo=UTC)  # than any test
WIDE = {Role.ANYONE, Role.ADMIN, Role.COORDINATOR}  # roles that one has wherever one is in the workspace
# What shows in the channel is answer enough: a word to who presses would be one more at each turn in a meeting.
QUIET = {"table.done", "table.later", "table.pass", "table.join"}
# Asked for by a listener on its way: tried where that listener is.
RIGHTS = {
    "topic.see_name",
    "topic.see_referral",
    "network.set_up_always",
    "network.leaders",
    "organisation.coordinators",
    "round.read",
}

WITH = {Role.READER: Role.LEADER}  # a role that only who has the other one can have
HAVE_IT = {("leadership.take_back", Role.LEADER)}  # who may, and to whom it changes nothing

AFTER = {"cycle.save": "cycle.lay_out"}  # a form that another form opens
MESSAGE = "1795424400.000100"  # what a shortcut is used on
ASKING = "asking"  # what people are asked about
AT_THE_TABLE = [Role.SPEAKER, *(role for role in Role if role is not Role.SPEAKER)]  # whose turn it is, and then
NEW_HOME = "CNEWHOME00"  # a channel without a network
CHOSEN = {
    "topic.list": topics.Which.OPEN,
    "announcement.unsilence": Kind.PREVIEW,
    "network.move": NEW_HOME,
    "round.start": rounds.RoundKind.PURPOSE,
    "table.done": "1",
    "table.later": "1",
    "table.seat": "1",
    "table.undo": "0",
    "table.unseat": "1",
    "thinking.extend": str(int(LATER.timestamp())),
    "round.before": "1",
    "round.after": "1",
    "charter.more": ASKING,
    "charter.answer": ASKING,
    "charter.propose": "1",
    "charter.publish": "1",
    "reflection.strike": "need 1",
    "reflection.unstrike": "need 1",
}  # what a choice adds to the noun's key

Nouns = dict[type[Noun], Any]


@dataclass(frozen=True)
class Scene:
    """A channel with one of each noun in it, and for each role a person who has it there, and no role elsewhere."""

    bot: Bot
    ws: Workspace
    channel: Channel
    cast: dict[Role, Person]
    nouns: Nouns

    def key(self, about: type[Noun]) -> str:
        assert about in self.nouns, f"`lay` puts no {about.__name__} here"
        if about is people.Person:
            return self.cast[Role.WRITER].id
        return self.channel.id if about is people.Channel else str(self.nouns[about].id)

    def allowed(self, listener: Listener) -> Person:
        """Somebody who may, by a role in this network if there is one."""
        return self.cast[min(MAY[listener.row].roles, key=lambda role: (role in WIDE, role.value))]


def people_of(ws: Workspace, bot: Bot) -> dict[Role, Person]:
    """Somebody for each role. Who has the role of anyone has no other."""
    cast = {role: ws.add_person(role.name.capitalize(), admin=role is Role.ADMIN) for role in Role}
    with bot.database.writing() as session:
        session.add_all(
            people.Person(
                team_id=ws.id, user_id=one.id, name=one.name, is_admin=one.is_admin, is_bot=False, is_gone=False,
                is_coordinator=role is Role.COORDINATOR, known_at=NOW,
            )
            for role, one in cast.items()
        )  # fmt: skip
    return cast


def lay(session: Session, ws: Workspace, channel: Channel, cast: dict[Role, Person]) -> Nouns:
    """One of each noun, from the outermost to the innermost. The bot knows who is there: it has nothing to find out."""
    place = people.Channel(
        team_id=ws.id, channel_id=channel.id, bot_is_in=True, is_archived=False, inviter_id=cast[Role.INVITER].id,
        read_at=LATER,
    )  # fmt: skip
    leader, reader = (session.get_one(people.Person, (ws.id, cast[role].id)) for role in (Role.LEADER, Role.READER))
    network = networks.Network(
        team_id=ws.id, id=new_id(), channel=place, name="Helse", language="nb", set_up_at=NOW, leaders=[leader, reader],
        stand_in=networks.StandIn(user_id=cast[Role.STAND_IN].id, last_day=LATER.date()),
    )  # fmt: skip
    hand_over = handovers.HandOver(
        team_id=ws.id, id=new_id(), leader_id=cast[Role.PREDECESSOR].id, note="Ring Per.", handed_over_at=LATER,
        successors=[handovers.Successor(user_id=leader.user_id, is_new=False)],
    )  # fmt: skip
    topic = topics.Topic(
        team_id=ws.id, id=new_id(), network=network, proposer_id=cast[Role.PROPOSER].id, view_id=new_id(),
        title="Samtykke", need="", form="", expert="", shows_name=True, proposed_at=NOW,
    )  # fmt: skip
    question = topics.Question(
        team_id=ws.id, id=new_id(), topic=topic, asker_id=cast[Role.ASKER].id, view_id=new_id(), text="Hvem?",
        asked_at=NOW,
    )  # fmt: skip
    hand = topics.Hand(
        team_id=ws.id, id=new_id(), topic=topic, giver_id=cast[Role.GIVER].id, kind=topics.HandKind.CONTRIBUTES,
        text="Meg", offered_at=NOW,
    )  # fmt: skip
    cycle = meetings.Cycle(team_id=ws.id, id=new_id(), network=network, view_id=new_id(), laid_out_at=NOW)
    meeting = meetings.Meeting(
        team_id=ws.id, id=new_id(), cycle_id=cycle.id, network=network, day=LATER.date(), begins=time(9), minutes=120,
    )  # fmt: skip
    item = agendas.Item(
        team_id=ws.id, id=new_id(), network=network, meeting_id=meeting.id, title="Runde", minutes=15, position=0,
    )  # fmt: skip
    suggestion = suggestions.Suggestion(
        team_id=ws.id, id=new_id(), meeting=meeting, maker_id=cast[Role.MAKER].id, view_id=new_id(),
        kind=suggestions.SuggestionKind.MORE, text="Arkiv", thanks=True, made_at=NOW,
    )  # fmt: skip
    poll = date_polls.DatePoll(
        team_id=ws.id, id=new_id(), meeting=meeting, view_id=new_id(), day=meeting.day, begins=meeting.begins,
        days=[
            date_polls.PollDay(team_id=ws.id, id=new_id(), day=meeting.day, begins=time(begins)) for begins in (9, 10)
        ],
    )  # fmt: skip
    asked = rounds.Round(
        team_id=ws.id, id=new_id(), network=network, kind=rounds.RoundKind.EXPECTATIONS, view_id=new_id(),
        visibility=rounds.Visibility.LEADERS, opens_at=NOW, closes_at=LATER, has_opened=True, fewest_shown=5,
        readers=[reader],
    )  # fmt: skip
    table = round_tables.RoundTable(
        team_id=ws.id, id=new_id(), network=network, view_id=new_id(), question="Hva tar du med deg?", began_at=LATER,
    )  # fmt: skip
    table.begin([round_tables.Seat(user_id=cast[role].id, name="") for role in AT_THE_TABLE], NOW)
    quiet = thinking.ThinkingTime(
        team_id=ws.id, id=new_id(), network=network, view_id=new_id(), question="Hva tar du med deg?",
        follows=thinking.Follows.TABLE, began_at=LATER - timedelta(minutes=5), ends_at=LATER,
    )  # fmt: skip
    rule = charter.Rule(
        team_id=ws.id, id=new_id(), network=network, view_id=new_id(), text="Vi er presise", position=0,
        state=charter.RuleState.PROPOSED,
    )  # fmt: skip
    reflection = reflections.Reflection(
        team_id=ws.id, id=f"{meeting.id}.1", network=network, meeting_id=meeting.id, prompt="need 1", comes_at=NOW,
    )  # fmt: skip
    entry = journal.JournalEntry(
        team_id=ws.id, id=new_id(), network=network, user_id=cast[Role.WRITER].id, text="Mitt", written_at=NOW,
    )  # fmt: skip
    writer = session.get_one(people.Person, (ws.id, cast[Role.WRITER].id))
    card = posts.Post(
        team_id=ws.id, id=new_id(), key=f"topic.card:{topic.id}", view="topic.card", subject_id=topic.id,
        channel_id=channel.id, due_at=NOW, shown=1, ts=ws.next_ts(),
    )  # fmt: skip
    nouns = (
        place, network, topic, question, hand, meeting, item, suggestion, poll, asked, table, quiet, rule, card,
        reflection, entry, writer,
    )  # fmt: skip
    session.add(cycle)
    for noun in nouns:
        session.add(noun)
        session.flush()
    members.enter_all(session, place, [one.id for one in cast.values()])
    session.add(charter.Charter(team_id=ws.id, network_id=network.id, proposal_id=ASKING, version=1))
    hand_over.network_id = network.id
    session.add(hand_over)
    return {type(noun): noun for noun in nouns}


# What has to be so before a deed can be done. For all others the network is awake, and its topic open.


def no_network(session: Session, nouns: Nouns) -> None:
    session.delete(nouns[networks.Network])


def channel_deleted(session: Session, nouns: Nouns) -> None:
    """And there is another, with the same people."""
    place = nouns[people.Channel]
    place.is_deleted, place.bot_is_in = True, False
    new = people.Channel(
        team_id=place.team_id, channel_id=NEW_HOME, bot_is_in=True, is_archived=False, read_at=LATER
    )  # fmt: skip
    session.add(new)
    session.flush()
    members.enter_all(session, new, members.members_in(session, place))


def leaderless(_session: Session, nouns: Nouns) -> None:
    nouns[networks.Network].leaders = []


def ended(_session: Session, nouns: Nouns) -> None:
    nouns[networks.Network].ended_at = NOW


def paused(_session: Session, nouns: Nouns) -> None:
    nouns[networks.Network].paused_at = NOW


def a_post_is_missing(_session: Session, nouns: Nouns) -> None:
    nouns[posts.Post].ts, nouns[posts.Post].parked = None, posts.Parked.UNSETTLED


def a_post_is_taken_back(_session: Session, nouns: Nouns) -> None:
    card = nouns[posts.Post]
    card.ts, card.parked, card.is_unwanted = None, posts.Parked.TAKEN_BACK, True


def its_card(_session: Session, nouns: Nouns) -> None:
    nouns[posts.Post].ts = MESSAGE


def supported(session: Session, nouns: Nouns) -> None:
    for person in session.scalars(select(people.Person).where(people.Person.team_id == nouns[topics.Topic].team_id)):
        session.add(topics.Support(team_id=person.team_id, topic_id=nouns[topics.Topic].id, user_id=person.user_id))


def withdrawn(_session: Session, nouns: Nouns) -> None:
    nouns[topics.Topic].withdrawn_at = NOW


def parked(_session: Session, nouns: Nouns) -> None:
    nouns[topics.Topic].parked_at = NOW


def another_topic(session: Session, nouns: Nouns) -> topics.Topic:
    like = nouns[topics.Topic]
    another = topics.Topic(
        team_id=like.team_id, id=new_id(), network=like.network, proposer_id=like.proposer_id, view_id=new_id(),
        title="Arkiv", need="", form="", expert="", shows_name=True, proposed_at=NOW,
    )  # fmt: skip
    session.add(another)
    session.flush()
    return another


def merged(session: Session, nouns: Nouns) -> None:
    nouns[topics.Topic].merged_into_id = another_topic(session, nouns).id
    nouns[topics.Topic].merged_at = LATER


def planned_post(session: Session, nouns: Nouns) -> None:
    """What is said of the meeting is planned, and one of it is the post."""
    network = nouns[networks.Network]
    plan(session, network, datetime.now(UTC))
    nouns[posts.Post] = planned.coming_in(session, network.channel, NOW)[0]


def skipped(session: Session, nouns: Nouns) -> None:
    planned_post(session, nouns)
    nouns[posts.Post].parked = posts.Parked.SKIPPED


def silenced(session: Session, nouns: Nouns) -> None:
    planned.silence(session, nouns[networks.Network], Kind.PREVIEW)


def no_meeting(session: Session, nouns: Nouns) -> None:
    """Else the next ones would be laid out after it, which is too far ahead."""
    session.delete(nouns[meetings.Meeting])


def no_poll(session: Session, nouns: Nouns) -> None:
    session.delete(nouns[date_polls.DatePoll])


def settled(session: Session, nouns: Nouns) -> None:
    """With an answer that rules can come of."""
    asked = nouns[rounds.Round]
    asked.visibility = rounds.Visibility.OPEN
    rounds.answer(session, asked, nouns[networks.Network].leaders[0], {"of_each_other": "Presisjon"})
    rounds.settle(session, asked, rounds.RoundClosing.TIME)


def draft(_session: Session, nouns: Nouns) -> None:
    nouns[charter.Rule].state = charter.RuleState.DRAFT


def rule_removed(_session: Session, nouns: Nouns) -> None:
    nouns[charter.Rule].removed_at = NOW


def cancelled(_session: Session, nouns: Nouns) -> None:
    nouns[meetings.Meeting].cancelled_at = NOW


def no_agenda(session: Session, nouns: Nouns) -> None:
    session.delete(nouns[agendas.Item])


def removed(_session: Session, nouns: Nouns) -> None:
    nouns[agendas.Item].removed_at = NOW


def another_meeting(session: Session, nouns: Nouns) -> None:
    """That what is on the agenda can be carried over to."""
    like = nouns[meetings.Meeting]
    session.add(
        meetings.Meeting(
            team_id=like.team_id, id=new_id(), cycle_id=like.cycle_id, network=like.network,
            day=like.day + timedelta(weeks=4), begins=like.begins, minutes=like.minutes,
        )
    )  # fmt: skip


def left(_session: Session, nouns: Nouns) -> None:
    nouns[suggestions.Suggestion].left_at = NOW


def away(_session: Session, nouns: Nouns) -> None:
    """Nobody is at the table any more; and that can be undone."""
    table = nouns[round_tables.RoundTable]
    for seat in table.waiting:
        seat.state = round_tables.SeatState.OUT


def asked_to_begin(session: Session, nouns: Nouns) -> None:
    there = members.Member.channel_id == nouns[people.Channel].channel_id
    for member in session.scalars(select(members.Member).where(there)):
        member.begins_next = True


def reflected(session: Session, nouns: Nouns) -> None:
    """Everybody has written to the leaders."""
    asked = nouns[reflections.Reflection]
    for person in session.scalars(select(people.Person).where(people.Person.team_id == asked.team_id)):
        known = {"team_id": asked.team_id, "reflection_id": asked.id, "user_id": person.user_id}
        session.add(reflections.Thought(**known, text="Mitt", reader=reflections.Reader.LEADERS))


def reflection_ahead(session: Session, nouns: Nouns) -> None:
    """One that is still to be asked, before another meeting."""
    another_meeting(session, nouns)
    plan(session, nouns[networks.Network], datetime.now(UTC))


def struck(session: Session, nouns: Nouns) -> None:
    reflections.strike(session, nouns[networks.Network], "need 1")


def entry_deleted(_session: Session, nouns: Nouns) -> None:
    nouns[journal.JournalEntry].deleted_at = LATER


def begun(_session: Session, nouns: Nouns) -> None:
    """A while ago, by the clock of the test's machine."""
    nouns[meetings.Meeting].day = datetime.now(UTC).date() - timedelta(days=3)


def answered(session: Session, nouns: Nouns) -> None:
    """The round is closed, and something is written in it."""
    asked = nouns[rounds.Round]
    asked.closing, asked.had_their_say = rounds.RoundClosing.TIME, 1
    answer = {"team_id": asked.team_id, "round_id": asked.id, "user_id": asked.readers[0].user_id}
    session.add(rounds.RoundAnswer(id=new_id(), question="good", content="Kaffen", is_picked=False, **answer))


def on_its_day(_session: Session, nouns: Nouns) -> None:
    """All day, by the clock of the test's machine."""
    meeting = nouns[meetings.Meeting]
    meeting.day, meeting.begins, meeting.minutes = day_of(datetime.now(UTC)), time(0), 24 * 60


def on_its_day_with_nobody_waiting(session: Session, nouns: Nouns) -> None:
    on_its_day(session, nouns)
    away(session, nouns)


STATES: dict[str, Callable[[Session, Nouns], object]] = {
    "network.set_up": no_network,
    "network.move": channel_deleted,
    "network.resume": paused,
    "network.take_up": ended,
    "leadership.choose": leaderless,
    "network.post_again": a_post_is_missing,
    "post.correct": its_card,
    "post.put_back": a_post_is_taken_back,
    **{f"announcement.{deed}": planned_post for deed in ("more", "send", "move", "skip", "silence")},
    "announcement.unskip": skipped,
    "announcement.unsilence": silenced,
    "cycle.save": no_meeting,
    "meeting.restore": cancelled,
    "charter.group": settled,
    "charter.propose": draft,
    "charter.restore": rule_removed,
    "agenda.fill": no_agenda,
    "agenda.restore": removed,
    "agenda.carry": another_meeting,
    "suggestion.reopen": left,
    "attendance.confirm": begun,
    "room.start": on_its_day,
    "table.from_item": on_its_day_with_nobody_waiting,
    "thinking.from_item": on_its_day,
    "table.join": away,
    "table.seat": away,
    "table.undo": away,
    "table.not_begin_next": asked_to_begin,
    "date_poll.open": no_poll,
    "evaluation.pick": answered,
    "evaluation.write": begun,
    "reflection.take_back": reflected,
    "reflection.choose": reflection_ahead,
    "reflection.unstrike": struck,
    "journal.restore": entry_deleted,
    "topic.unsupport": supported,
    "topic.restore": withdrawn,
    "topic.take_up": parked,
    "topic.merge": another_topic,
    "topic.unmerge": merged,
}


class Stage:
    """Two workspaces on one database, with a bot each. A scene for each case; its neighbours are the same for all."""

    def __init__(self, living: Living) -> None:
        self.here = living.slack.add_workspace("Etaten")
        self.there = living.slack.add_workspace("Direktoratet")
        self._bots = {ws.id: living.bot(ws) for ws in (self.here, self.there)}
        for bot in self._bots.values():
            bot.metronome.stop()  # what comes by itself would change the tables between two looks at them
        self._before: Scene | None = None
        self._untouched: object = None  # what made the state of the one before, if it still has that
        self._cast = people_of(self.here, self._bots[self.here.id])
        home = self.here.add_channel("nytt-hjem", creator=self._cast[Role.LEADER])
        home.members |= {member.id: member for member in (self.here.bot, *self._cast.values())}
        self.here.channels[NEW_HOME] = self.here.channels.pop(home.id)
        home.id = NEW_HOME
        self.next_door = self._scene(self.here, people_of(self.here, self._bots[self.here.id]))
        self.abroad = self._scene(self.there, people_of(self.there, self._bots[self.there.id]))

    def untouched(self, deed: str) -> Scene:
        """One that has that deed's state, for a test that changes nothing: the one before, if it was for such too."""
        state = STATES.get(deed)
        if self._before is None or self._untouched is not (state or lay):
            self.scene(deed)
            self._untouched = state or lay
        assert self._before
        return self._before

    def scene(self, deed: str) -> Scene:
        """A new one. The one before is cleared away: else each look at all tables would take longer than the last."""
        self._untouched = None
        if self._before:
            with self._before.bot.database.writing() as session:
                for table in reversed(Base.metadata.sorted_tables):
                    if "channel_id" in table.c:
                        there = table.c.channel_id.in_([self._before.channel.id, NEW_HOME])
                        session.execute(delete(table).where(there))
        self._before = self._scene(self.here, self._cast, STATES.get(deed))
        return self._before

    def _scene(
        self, ws: Workspace, cast: dict[Role, Person], state: Callable[[Session, Nouns], object] | None = None
    ) -> Scene:
        channel = ws.add_channel(f"kanal-{len(ws.channels)}", creator=cast[Role.INVITER])
        channel.members |= {member.id: member for member in (ws.bot, *cast.values())}
        bot = self._bots[ws.id]
        with bot.database.writing() as session:
            nouns = lay(session, ws, channel, cast)
            if state:
                state(session, nouns)
        return Scene(bot, ws, channel, cast, nouns)
