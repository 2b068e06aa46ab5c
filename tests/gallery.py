"""Every view of the bot, with what people may have written in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

from sqlalchemy.orm import Session

from bot.mouth import sentence
from handlers import blocks as b
from handlers import refusals
from handlers.agenda import forms as agenda_forms
from handlers.agenda import views as agendas
from handlers.agenda.entry import Entry as ItemEntry
from handlers.announcements import menu as announcements
from handlers.announcements.asking import question
from handlers.announcements.rules import Kind
from handlers.announcements.views import preview
from handlers.attending import Answer, Coming
from handlers.blocks import Message
from handlers.calendar import views as calendars
from handlers.charter import forms as charter_forms
from handlers.charter import refusals as charter_refusals  # noqa: F401 (naming them makes them known)
from handlers.charter import views as charters
from handlers.charter.rules import Entry as RuleEntry
from handlers.charter.rules import Said, page_of
from handlers.coming import views as coming
from handlers.coming.rules import Turnout
from handlers.corrections import views as corrections
from handlers.date_polls import forms as poll_forms
from handlers.date_polls import views as polls
from handlers.date_polls.rules import best_first, proposed
from handlers.evaluating import TEXTS, was_it_worth_it
from handlers.evaluations import views as evaluations
from handlers.evaluations.rules import PAGE, Notes
from handlers.home import views as homes
from handlers.journal import views as journal_views
from handlers.leadership import views as leadership
from handlers.meetings import cycle as cycles
from handlers.meetings import forms as meeting_forms
from handlers.meetings import plan, sheet
from handlers.meetings.entry import Entry
from handlers.meetings.rules import Frame, Rhythm, laid_out
from handlers.networks import menu
from handlers.networks import views as networks
from handlers.networks.rules import Plan
from handlers.organisation import views as organisation
from handlers.organisation.rules import Choices
from handlers.participants import views as participants
from handlers.participants.rules import Wishes
from handlers.practice import Homecoming, Rendering
from handlers.practices import POSTS
from handlers.prompts import bank, questions
from handlers.reflections import bank_views
from handlers.reflections import views as reflection_views
from handlers.reflections.own import Mine
from handlers.roles import MAY
from handlers.room import views as room
from handlers.round_tables import forms as table_forms
from handlers.round_tables import refusals as table_refusals  # noqa: F401 (naming them makes them known)
from handlers.round_tables import views as table_views
from handlers.round_tables.rules import Fault, Setting
from handlers.rounds import forms as round_forms
from handlers.rounds import results as round_results
from handlers.rounds import views as rounds
from handlers.rounds.kinds import questions_of
from handlers.suggestions import views as suggestions
from handlers.thinking import forms as thinking_forms
from handlers.thinking import views as thinking_views
from handlers.thinking.forms import Setting as Thinking
from handlers.topics import forms as topic_forms
from handlers.topics import menu as topic_menu
from handlers.topics import slips
from handlers.topics import views as topics
from handlers.topics.rules import Proposal
from handlers.words import Shown, Words, escape
from storage import charter as rules_there
from storage.agendas import Item
from storage.attendance import Attendance
from storage.charter import Rule, RuleState
from storage.choices import Choice
from storage.date_polls import Closing, DatePoll, answers_of, answers_to, counts_of
from storage.evaluations import Evaluation, texts_in
from storage.handovers import HandOver
from storage.journal import JournalEntry
from storage.meetings import Cycle, Meeting
from storage.members import HeadCount
from storage.networks import Evaluating, Network, Volume
from storage.organisations import Creators, Organisation
from storage.people import Channel, Person
from storage.planned import coming_in
from storage.posts import Parked, Post
from storage.reflections import (
    Prompt,
    Reader,
    Reflection,
    Thought,
    prompts_of,
    reflections_of,
    thoughts_for_leaders,
)
from storage.round_tables import RoundTable
from storage.rounds import Round, RoundAnswer, RoundKind, answers_by
from storage.rounds import count as said_in
from storage.suggestions import Suggestion
from storage.thinking import Follows, ThinkingTime
from storage.topics import Hand, HandKind, Question, Topic, Which
from tests.contents import (
    EVERYBODY,
    HOME,
    MESSAGE,
    NOW,
    OTHER,
    Content,
    View,
    cycle_of,
    evaluations_of,
    items_of,
    meetings_of,
    poll_of,
    reflections_with,
    rounds_of,
    rules_of,
    stand,
    suggestions_of,
    tables_of,
    thinkings_of,
)

ASKED = [*EVERYBODY, *(f"S{n}" for n in range(1000))]  # Slack has told what it can of them
A_DAY = timedelta(days=1)
LATER = NOW + A_DAY
POLLS = (None, *Closing)  # one that is open, and one for each way in which it can be closed


def posts(
    session: Session,
    _: Words,
    network: Network,
    topic: Topic,
    meetings: list[Meeting],
    made: list[Suggestion],
    rounds_made: list[Round],
    evaluated: list[Round],
    tables: list[RoundTable],
    quiet: list[ThinkingTime],
) -> Iterator[tuple[str, View]]:
    """What stays in channels."""
    reflected = reflections_of(session, network)
    subjects: dict[str, list[tuple[str, str]]] = {
        "network.greeting": [(HOME, HOME), (OTHER, OTHER)],
        "network.news": [(HOME, network.id)],
        "network.moved": [(HOME, network.id)],
        "participant.welcome": [(HOME, network.id)],
        "leadership.wanted": [(HOME, network.id)],
        "leadership.given": [(HOME, network.id)],
        "leadership.over": [(HOME, network.id)],
        "topic.card": [(HOME, topic.id)],
        **{
            view: [(HOME, meeting.id) for meeting in meetings]
            for view in (*Kind, "meeting.moved", "meeting.cancelled", "meeting.room")
        },
        Kind.REFLECTION: [(HOME, one.id) for one in reflected],
        "reflection.shared": [(HOME, f"thought {reader}") for reader in Reader],
        "suggestion.new": [(HOME, one.id) for one in made],
        "suggestion.taken": [(HOME, one.id) for one in made],
        "announcement.missed": [(HOME, network.id)],
        "cycle.plan": [(HOME, "cycle")],
        **{
            view: [(HOME, asked.id) for asked in rounds_made]
            for view in ("round.round", "round.summary", "round.reminder")
        },
        "table.table": [(HOME, table.id) for table in tables],
        "thinking.time": [(HOME, one.id) for one in quiet],
        "thinking.over": [(HOME, one.ending_id) for one in quiet],
        "evaluation.results": [(HOME, asked.id) for asked in evaluated],
        "charter.proposal": [(HOME, "asking"), (HOME, "another asking")],
        "charter.rules": [(HOME, "charter")],
        "date_poll.poll": [(HOME, f"poll {closing}") for closing in POLLS],
    }
    assert subjects.keys() == POSTS.keys()
    for view, renderer in POSTS.items():
        for channel_id, subject_id in subjects[view]:
            # A leader, and who stands in for them; and what is there already.
            for reader_id, stands in (("U0", False), ("U5", False), ("U0", True)):
                message = renderer(
                    Rendering(
                        session, network.team_id, channel_id, subject_id, _, "https://etaten.slack.com/", NOW,
                        ASKED, reader_id, stands,
                    )
                )  # fmt: skip
                if message:
                    yield f"{view} in {channel_id} of {subject_id} to {reader_id} {stands}", message


def leadings(network: Network, content: Content) -> list[menu.Leading]:
    """What one may know of who leads: nothing, and all."""
    note = HandOver(leader=Person(name=network.leaders[0].name if network.leaders else None))
    note.note = content.text(HandOver.NOTE_MAX)
    may_choose = not network.leaders
    return [
        menu.Leading(),
        menu.Leading(network.stand_in, None if may_choose else note, may_choose=may_choose, may_take_back=True),
    ]


def messages(_: Words, network: Network, topic: Topic, content: Content) -> Iterator[tuple[str, View]]:
    """What one person is told."""
    for count in (0, 1, 2, 1000):
        for leading in leadings(network, content):
            counts = menu.Counts(count, HeadCount(count, count), count, count)
            shown = menu.overview(_, network, counts=counts, leading=leading)
            yield f"overview {count} {leading}", shown
    yield "beginning", menu.beginning(_, HOME)
    for which in Which:
        for n in (0, 1, 15):
            rows = [topics.Row(topic, k % 3, topic) for k in range(n)]
            yield f"listed {which} {n}", topics.listed(_, network, which, rows, there_are=n and n + n // 15)
    yield "there_already", topics.there_already(_, topic)
    for anew in (True, False):
        yield f"thanks {anew}", topics.thanks(_, topic, anew)
    for length in (b.FIELD_MAX + 1, 4_000):
        yield f"too_much {length}", topics.too_much(_, content.text(length))
    yield "taken", Message.of(topics.taken(_))
    yield "alone", Message.of(topics.alone(_))
    for refusal in refused(network, topic):
        yield type(refusal).__name__, sentence(refusal.say(_)).message


def forms(_: Words, network: Network, topic: Topic, content: Content) -> Iterator[tuple[str, View]]:
    """What opens before one person."""
    asked = [
        Question(id=str(n), asker_id=f"U{n % 3}", text=content.text(Question.TEXT_MAX))
        for n in range(content.questions)
    ]
    offered = [
        Hand(id=str(n), kind=kind, giver=Person(name=content.text(80) if content.known else None), text=asked[n].text)
        for n, kind in enumerate([*HandKind] * (content.questions // 2))
    ]
    for n in (1, 2, menu.LOST_MAX + 1, 1000):
        yield f"lost {n}", menu.lost(_, HOME, [network] * n, may_set_up=n == 1)
    yield "moved", menu.moved(_, network)
    yield "form_to_set_up", networks.form_to_set_up(_, HOME, Plan("", ["U1"], "nb"))
    plan = Plan.of(network)
    for late in (None, "", content.text(80)):
        for by_leader in (True, False):
            form = networks.form_of_settings(_, network, plan, by_leader, changed_by=late)
            yield f"form_of_settings {late} {by_leader}", form
    for day in (None, 6):
        network.weekday = day
        yield f"saved {day}", networks.saved(_, network)
    for missing in (0, 1, 1000):
        for allowed in (MAY, ()):
            for leading in leadings(network, content):
                shown = menu.more(
                    _,
                    network,
                    counts=menu.Counts(missing, HeadCount(0, 0), missing, missing),
                    takes_part=not missing,
                    leading=leading,
                    allows=allowed.__contains__,
                )
                yield f"more of the network {missing} {bool(allowed)} {leading}", shown
    for text in ("", content.text(Topic.TITLE_MAX), content.text(b.FIELD_MAX)):
        proposal = Proposal.from_command(text)
        yield f"form_from_message {len(text)}", topic_forms.form_from_message(_, network, text, MESSAGE)
        for alike in ([], [(topic, 0), (topic, 1), (topic, 1000)]):
            form = topic_forms.form_to_propose(_, network, proposal, alike=alike)
            yield f"form_to_propose {len(text)} {len(alike)}", form
    for by_proposer in (True, False):
        for late in (None, "", content.text(80)):
            form = topic_forms.form_to_edit(_, topic, topic_forms.proposal_of(topic), by_proposer, changed_by=late)
            yield f"form_to_edit {by_proposer} {late}", form
    yield "form_to_choose", leadership.form_to_choose(_, network)
    yield "chosen", leadership.chosen(_, network)
    assert network.stand_in
    for others in (True, False):
        yield f"form_to_hand_over {others}", leadership.form_to_hand_over(_, network, others)
    yield "handed_over", leadership.handed_over(_, network)
    yield "form_of_stand_in", leadership.form_of_stand_in(_, network)
    yield "stands_in", leadership.stands_in(_, network.stand_in)
    yield from forms_of_organisation(_, network, content)
    yield "form_to_ask", slips.form_to_ask(_, topic)
    yield "form_to_park", slips.form_to_park(_, topic)
    for count in (1, 2, slips.CHOICES_MAX):
        choices = [Topic(id=f"{n:032}", title=topic.title, form=topic.form, parked_at=NOW) for n in range(count)]
        for rest in (0, 1, 1000):
            form = slips.form_to_merge(_, topic, choices, likely=count == 1, there_are=count + rest)
            yield f"form_to_merge {count} {rest}", form
    for text in ("", content.text(Hand.TEXT_MAX)):
        yield f"form_to_contribute {len(text)}", slips.form_to_contribute(_, topic, text)
        yield f"form_to_refer {len(text)}", slips.form_to_refer(_, topic, text)
    for n in range(8):
        supported, may_change, may_see_name = bool(n & 4), bool(n & 2), bool(n & 1)
        yield (
            f"more {n}",
            topic_menu.more(
                _, topic, supported=supported, may_see_name=may_see_name, questions=asked, hands=offered,
                unseen=content.questions, now=NOW, meetings=[], survivor=topic, gathers=[topic] * content.gathers,
                allows=lambda _deed, _part=None, may=may_change: may,
            ),
        )  # fmt: skip
    yield (
        "notice",
        b.modal(
            Shown("Nettverksbot"),
            sentence(refusals.PausedError(network, False).say(_)).message.blocks,
            close=_("Close"),
        ),
    )


def corrected(_: Words, network: Network, topic: Topic, meeting: Meeting) -> Iterator[tuple[str, View]]:
    """What leaders do with the bot's messages."""
    for unwanted in (False, True):
        post = Post(id="P1", view="topic.card", is_unwanted=unwanted)
        for about in (topic, meeting, Reflection(), Thought(), None):
            yield f"correction {unwanted} {about}", corrections.correction(_, post, network, about)
    for n in (0, 1, 1000):
        yield f"taken_back {n}", corrections.taken_back(_, [(post, topic)] * n)


def steered(session: Session, _: Words, network: Network, meetings: list[Meeting]) -> Iterator[tuple[str, View]]:
    """What leaders see and do of what will be said."""
    ahead, held, question = meetings[3], meetings[0], bank(_)["need 1"]
    waits = Post(id=f"{1:032}", view=Kind.PREVIEW, due_at=LATER)
    those = [
        waits,
        Post(id=f"{2:032}", view=Kind.NEXT, due_at=LATER),
        Post(id=f"{3:032}", view=Kind.PLANNING, due_at=LATER, user_id="U0", is_moved=True),
        Post(id=f"{4:032}", view=Kind.TODAY, due_at=LATER, parked=Parked.SKIPPED),
        Post(id=f"{5:032}", view=Kind.REMINDER, due_at=NOW),
        Post(id=f"{6:032}", view=Kind.CALL, due_at=LATER, parked=Parked.REFUSED),
        Post(id=f"{7:032}", view=Kind.CALL, due_at=NOW, ts="1"),
        Post(id=f"{8:032}", view=Kind.COMING, due_at=LATER, user_id="U0"),
        Post(id=f"{9:032}", view=Kind.REFLECTION, due_at=LATER, subject_id=f"{ahead.id}.1"),
    ]
    for n in (0, 1, 1000):
        for off in ([], [*Kind]):
            listed = [(post, ahead) for post in (those * n)[: min(n, announcements.LISTED)]]
            for volume in Volume:
                network.volume = volume
                asks = {post.id: question for post in those} if off else {}
                shown = announcements.coming(_, network, listed, n, off, meets=bool(n), now=NOW, asks=asks)
                yield f"coming {n} {len(off)} {volume}", shown
    reads = [None, preview(Rendering(session, network.team_id, HOME, ahead.id, _, "", NOW, EVERYBODY))]
    for post in those:
        for text in reads:
            yield f"more {post.id} {bool(text)}", announcements.more(_, post, held, reads=text, now=NOW)
    yield "form_to_move", announcements.form_to_move(_, waits, ahead, LATER)
    for comes in (True, False):
        yield f"called {comes}", announcements.called(_, ahead, comes=comes)


def laid(session: Session, _: Words, network: Network, topic: Topic, content: Content) -> Iterator[tuple[str, View]]:
    """How meetings are planned, and what is planned."""
    cycle = session.get_one(Cycle, (network.team_id, "cycle"))
    rows = plan.rows_of(session, cycle.meetings, NOW)
    for shown in ([], rows):
        for may_plan in (True, False):
            yield f"overview of meetings {len(shown)} {may_plan}", plan.overview(_, network, shown, may_plan=may_plan)
    yield "planned", cycles.planned(_, network, rows[:20])
    frame = Frame(network.begins, network.minutes, content.text(Network.PLACE_MAX))
    for offered in ([], [Topic(id=f"{n:032}", title=topic.title, form=topic.form) for n in range(cycles.TOPICS_MAX)]):
        for weekday in (None, 2):
            rhythm = Rhythm(NOW.date(), weekday)
            form = cycles.form_to_lay_out(_, network, rhythm, frame, offered)
            yield f"form_to_lay_out {weekday} {len(offered)}", form
        chosen = replace(frame, topic_ids=[topic.id for topic in offered[:20]])
        for every in (1, 12):
            days, skipped = laid_out(NOW.date(), 3, every, 20)
            form = cycles.form_to_save(_, network, days, skipped, chosen, offered)
            yield f"form_to_save {every} {len(offered)}", form


def of_meetings(
    _: Words, network: Network, topic: Topic, meetings: list[Meeting], content: Content
) -> Iterator[tuple[str, View]]:
    """What people see and do of single meetings, and of topics that are given to them."""
    topics_there = [Topic(id=f"{n:032}", title=topic.title, form=topic.form) for n in range(meeting_forms.TOPICS_MAX)]
    for there in ([], [topic, *topics_there]):
        entry = Entry.usual(network, meetings[3:], NOW)
        yield f"form_to_add {len(there)}", meeting_forms.form_to_add(_, network, entry, there)
        for late in (None, "", content.text(80)):
            form = meeting_forms.form_to_edit(
                _, meetings[0], Entry.of(meetings[0], topic), there, changed_by=late
            )  # fmt: skip
            yield f"form_to_edit {len(there)} {late}", form
    for n, meeting in enumerate(meetings):
        yield f"form_to_cancel {n}", meeting_forms.form_to_cancel(_, meeting)
        for count, told in ((0, None), (1, _("The channel is told.")), (1000, None)):
            for allowed in (MAY, ()):
                mine = choice(content, Answer.NO, "U0") if count else None
                who = Coming(Counter(dict.fromkeys(Answer, count)), mine, count, (count, count) if count else None)
                shown = sheet.more(
                    _, meeting, topic=topic if meeting.topic_id else None, questions=count, coming=who, now=NOW,
                    items=items_of(content, meeting)[: n * 10],
                    allows=allowed.__contains__, told=told,
                )  # fmt: skip
                yield f"more of the meeting {n} {count} {bool(allowed)}", shown
    yield "no_meetings", Message.of(topics.no_meetings(_))
    for n in (1, 7):
        with_topics = [(meeting, topic if meeting.topic_id else None) for meeting in meetings[:n]]
        yield f"form_to_plan {n}", slips.form_to_plan(_, topic, with_topics)
        planned = topics.planned(_, meetings[:n], NOW)
        yield f"listed planned {n}", topics.listed(_, network, Which.OPEN, [topics.Row(topic, 2, topic, planned)], 1)
        shown = topic_menu.more(
            _, topic, supported=False, may_see_name=True, questions=[], hands=[], unseen=0, now=NOW, survivor=topic,
            gathers=[], meetings=meetings[:n], allows=lambda _deed, _part=None: True,
        )  # fmt: skip
        yield f"more planned {n}", shown


def of_agendas(_: Words, topic: Topic, meetings: list[Meeting], content: Content) -> Iterator[tuple[str, View]]:
    """Agendas of meetings that are over, that go on and that are coming: none, short, full and too long."""
    asked = [Question(text=content.text(Question.TEXT_MAX)) for _number in range(content.questions)]
    for meeting, now in product(meetings[:4], (NOW, NOW - A_DAY)):
        copy = Item(meeting=meetings[3])
        for n in (0, 1, 7, Item.ITEMS_MAX):
            items, about = items_of(content, meeting)[:n], topic if n % 2 else None
            for there in (True, False):
                shown = agendas.agenda(
                    _, meeting, items, topic=about, questions=asked, carried={"I1": copy} if there else {},
                    to_carry=there, has_template=there, now=now, told=_("The channel is told.") if there else None,
                    removed=items[0] if items else None,
                )  # fmt: skip
                yield f"agenda {meeting.day} {now} {n} {there}", shown
            for minutes in (0, 19, 65):
                shown = agendas.where(_, meeting, items, about, NOW + timedelta(minutes=minutes), leads=bool(n))
                yield f"where {meeting.day} {n} {minutes}", shown
    items = items_of(content, meetings[3])
    titles = {item.id: item.title for item in items}
    for entry in (ItemEntry("", "15"), ItemEntry.of(items[0], items[0].title)):
        yield f"form_to_add {entry}", agenda_forms.form_to_add(_, meetings[3], entry, titles)
        for late, is_there in ((None, None), ("", copy), (content.text(80), None)):
            form = agenda_forms.form_to_edit(
                _, items[0], entry, titles, now=items[0].title, carried=is_there, to_carry=meetings[3],
                changed_by=late,
            )  # fmt: skip
            yield f"form_to_edit {entry} {late}", form


def choice(content: Content, answer: Answer, user_id: str) -> Choice:
    """Somebody's answer, with a word if they can't come."""
    person = Person(user_id=user_id, name=content.text(80) if content.known else None)
    word = content.text(Choice.WORD_MAX, answer is Answer.NO and content.rest)
    return Choice(user_id=user_id, chosen=answer, word=word, person=person)


def attended(_: Words, network: Network, meetings: list[Meeting], content: Content) -> Iterator[tuple[str, View]]:
    """Who comes to meetings, and who came."""
    for n, answer in enumerate(Answer):
        mine = choice(content, answer, "U0")
        yield f"answered {answer}", coming.answered(_, meetings[3], mine, bool(n))
    for n in (0, 1, 300):
        answers = [choice(content, answer, f"U{k}") for answer in Answer for k in range(n)]
        people = [one.person for one in answers[:n]]
        yield f"who_comes {n}", coming.who_comes(_, meetings[3], answers, people)
        yield f"who_comes without {n}", coming.who_comes(_, meetings[3], answers, [])
        yield f"who_comes not {n}", coming.who_comes(_, meetings[3], [], people)
        yield f"form_to_decline {n}", coming.form_to_decline(_, meetings[3], content.text(Choice.WORD_MAX, bool(n)))
        names = [content.text(Attendance.NAME_MAX)] * min(n, Attendance.OTHERS_MAX)
        for network.counts_names in (True, False):
            turnout = Turnout(str(n), [f"U{k}" for k in range(n)], names)
            yield f"form_of_attendance {n} {network.counts_names}", coming.form_of_attendance(_, meetings[0], turnout)
    for known in (None, choice(content, Answer.NO, "U0")):
        for is_open in (True, False):
            shown = question(_, meetings[0], meetings[0].topic, known, is_open=is_open)
            yield f"question {bool(known)} {is_open}", shown


def choices(_: Words, network: Network, content: Content) -> Iterator[tuple[str, View]]:
    """What people choose for themselves, and leaders for them."""
    people = [
        Person(user_id=f"U{n}", name=content.text(80) if content.known else None) for n in range(participants.NAMES)
    ]
    for listed in ([], people[:1], people):
        for count in (HeadCount(0, 0), HeadCount(1, 1), HeadCount(1000, 1000)):
            form = participants.form_to_choose(_, network, count, listed, chosen=count.participants)
            yield f"form_to_choose {len(listed)} {count.participants}", form
    for follows_along in (True, False):
        yield f"chosen {follows_along}", participants.chosen(_, network, follows_along)
    for wishes in (
        Wishes(None, None, True, True, True),
        Wishes("nn", None, False, False, False),
        Wishes("en", NOW.date(), True, False, False),
    ):
        yield f"form_of_wishes {wishes}", participants.form_of_wishes(_, network, wishes)
        yield f"saved {wishes}", participants.saved(_, wishes)


def forms_of_organisation(_: Words, network: Network, content: Content) -> Iterator[tuple[str, View]]:
    """What admins and coordinators decide."""
    for creators, months in ((Creators.INVITERS, None), (Creators.ORGANISERS, 1), (Creators.ORGANISERS, 24)):
        whistle = content.text(Organisation.WHISTLE_MAX, bool(months))
        holds = Organisation(creators=creators, retention_months=months, fewest_shown=5, whistle=whistle, version=1)
        yield f"what holds, saved {months}", organisation.saved(_, holds, network.leaders)
        for late in (None, "", content.text(80)):
            for named in (None, network.leaders):
                choices = Choices.of(holds, named)
                form = organisation.form_of_settings(_, HOME, holds, choices, changed_by=late)
                yield f"what holds {months} {late} {named}", form


def refused(network: Network, topic: Topic) -> Iterator[refusals.Refusal]:
    """Each named refusal, in each of its forms."""
    of: dict[type[refusals.Refusal], list[tuple[Any, ...]]] = {
        refusals.NoNetworkError: [
            (channel, Organisation(creators=creators), network.leaders)
            for channel in (network.channel, Channel())
            for creators in Creators
        ],
        refusals.NotAnOrganiserError: [(network.leaders,)],
        refusals.NotAllowedError: [
            (row.who, network.channel, of, network.leaders) for row in MAY.values() for of in (network, None)
        ],
        refusals.PausedError: [(network, leads) for leads in (True, False)],
        refusals.EndedError: [(network, may) for may in (True, False)],
        refusals.LeaderlessError: [(network, network.leaders, may) for may in (True, False)],
        refusals.HasLeadersError: [(network,)],
        refusals.HasLeftError: [(network,), (None,)],
        refusals.ArchivedError: [(network,)],
        refusals.AlreadySetUpError: [(network,)],
        refusals.MergedError: [(topic,)],
    }
    for kind in refusals.Refusal.__subclasses__():
        for arguments in of.get(kind, [()]):
            yield kind(*arguments)


def for_calendars(_: Words, network: Network, meetings: list[Meeting]) -> Iterator[tuple[str, View]]:
    """What stands with a file, and what is said of it."""
    for n, meeting in enumerate(meetings):
        yield f"one {n}", calendars.one(_, meeting)
    for n in (1, 40):
        yield f"several {n}", calendars.several(_, network, n)
    yield "on_its_way", calendars.on_its_way(_)
    yield "failed", calendars.failed(_)
    yield "nothing", calendars.nothing(_)


def around_the_table(
    _: Words, network: Network, tables: list[RoundTable], content: Content
) -> Iterator[tuple[str, View]]:
    """What one sees and does of round tables."""
    for table in tables:
        for allowed, mine in product((MAY, ()), (None, *table.seats[:1], *table.seats[3:4], *table.seats[-1:])):
            shown = table_views.more(
                _, table, mine=mine, begins_next=mine is None, allows=allowed.__contains__, now=NOW,
                following=[b.said(escape(content.text(300)))], told=_("That is undone.") if allowed else None,
            )  # fmt: skip
            yield f"more of the {table.id} {bool(allowed)} {mine and mine.number}", shown
    full = tables[-1]
    for setting in (Setting(), Setting(content.text(150), EVERYBODY, [content.text(50)] * 50, "3")):
        for on in (None, full):
            form = table_forms.form_to_start(_, network, setting, f"{0:032}", on=on)
            yield f"form_to_start {setting} {bool(on)}", form
        for fault in Fault:
            wrong = table_forms.sentences(_, {"people": fault}, setting)
            yield f"fault {fault} {setting}", Message.of(*(b.section(text) for text in wrong.values()))
    yield "form_to_add", table_forms.form_to_add(_, full)
    for seat in (None, *full.seats[:1]):
        yield f"not_waiting {bool(seat)}", table_views.alone(table_views.not_waiting(_, seat))
    yield "passed", table_views.alone(table_views.passed(_))
    yield "joined", table_views.alone(table_views.joined(_, full.seats[0]))


def in_quiet(
    session: Session, _: Words, network: Network, quiet: list[ThinkingTime], content: Content
) -> Iterator[tuple[str, View]]:
    """What one sees and does of thinking time."""
    person = session.get_one(Person, (network.team_id, "U0"))
    for one in quiet:
        for allowed in (MAY, ()):
            shown = thinking_views.more(
                _, one, person, allows=allowed.__contains__, now=NOW, following=[b.said(escape(content.text(300)))],
                told=_("Your note is in your journal. Only you read it.") if allowed else None,
            )  # fmt: skip
            yield f"more of the thinking time {one.id} {bool(allowed)}", shown
        yield f"notepad {one.id}", thinking_forms.notepad(_, one, content.text(JournalEntry.TEXT_MAX), NOW)
    for setting in (Thinking(), Thinking("60", content.text(150), Follows.WRITTEN)):
        yield f"form_to_start {setting}", thinking_forms.form_to_start(_, network, setting, f"{0:032}")
    for name, wrong in thinking_forms.faults(_, Thinking("61", "x" * 151)).items():
        yield f"fault of thinking time {name}", Message.of(b.section(wrong))


def suggested(_: Words, meeting: Meeting, made: list[Suggestion], content: Content) -> Iterator[tuple[str, View]]:
    """What people see of suggestions, and as the meeting begins."""
    yield "form of a suggestion", suggestions.form(_, meeting)
    for n in (0, 1, len(made), 300):
        yield f"all_of {n}", suggestions.all_of(_, meeting, (made * 30)[:n])
    for one in made:
        yield f"made {one.view_id}", suggestions.made(_, one)
    for text in ("", content.text(Suggestion.TEXT_MAX) + "x" * Suggestion.TEXT_MAX):
        wrong = suggestions.fault(_, text)
        assert wrong
        yield f"fault {len(text)}", Message.of(b.section(wrong))
    for n in (0, Item.ITEMS_MAX):
        yield f"to_ask {n}", room.to_ask(_, meeting, items_of(content, meeting)[:n], None)
    for anew in (True, False):
        yield f"thanks in the room {anew}", room.thanks(_, anew)


def polled(session: Session, _: Words, network: Network, topic: Topic) -> Iterator[tuple[str, View]]:
    """What one sees and does of date polls."""
    for closing in POLLS:
        poll = session.get_one(DatePoll, (network.team_id, f"poll {closing}"))
        counts, names = counts_of(session, poll), {day.id: answers_to(session, day) for day in poll.days}
        for user_id in ("U0", "nobody"):
            own = answers_of(session, poll, Person(team_id=network.team_id, user_id=user_id))
            for about in (topic, None):
                for allowed in (MAY, ()):
                    shown = polls.more(
                        _, poll, topic=about, answers=own, counts=counts, names=names if allowed else {}, now=NOW,
                        allows=allowed.__contains__, told=_("The changes are saved.") if allowed else None,
                    )  # fmt: skip
                    yield f"more of the poll {closing} {user_id} {bool(about)} {bool(allowed)}", shown
            form = poll_forms.form_to_answer(_, poll, topic, poll.days, own)
            yield f"form_to_answer {closing} {user_id}", form
        days = best_first(poll.days, counts)
        yield f"form_to_pick {closing}", poll_forms.form_to_pick(_, poll, topic, days, counts)
        yield f"form_to_ask {closing}", poll_forms.form_to_ask(_, poll.meeting, proposed(poll.meeting, NOW))


def asked_in_rounds(
    session: Session,
    _: Words,
    network: Network,
    made: list[Round],
    tables: list[RoundTable],
    quiet: list[ThinkingTime],
) -> Iterator[tuple[str, View]]:
    """What one sees and does of rounds."""
    for allowed in (MAY, ()):
        yield f"rounds {bool(allowed)}", rounds.listed(_, network, made, tables, quiet, NOW, allowed.__contains__)
        yield f"no rounds {bool(allowed)}", rounds.listed(_, network, [], [], [], NOW, allowed.__contains__)
    for kind in (RoundKind.OWN, RoundKind.PURPOSE):
        for number in (1, 5):
            yield (
                f"form_to_start {kind} {number}",
                round_forms.form_to_start(_, network, kind, NOW.date(), 5, number=number, typed={}),
            )
    for asked in made:
        own = answers_by(session, asked, session.get_one(Person, (asked.team_id, "U0")))
        results = round_results.results_of(_, session, asked)
        yield f"form_to_answer {asked.id}", round_forms.form_to_answer(_, asked, questions_of(_, asked), own)
        for number in (1, round_results.pages(results)):
            shown = rounds.more(
                _, asked, said=said_in(session, asked), answers=own, results=results, number=number, now=NOW,
                allows=MAY.__contains__, told=_("The changes are saved."),
            )  # fmt: skip
            yield f"more of the round {asked.id} {number}", shown
        hidden = rounds.more(
            _,
            asked,
            said=said_in(session, asked),
            answers={},
            results=None,
            number=1,
            now=NOW,
            allows=set().__contains__,
        )
        yield f"more of the round {asked.id} to others", hidden
    yield "promise", rounds.promise(_, made[0])


def of_evaluations(
    session: Session, _: Words, meetings: list[Meeting], made: list[Round], content: Content
) -> Iterator[tuple[str, View]]:
    """What leaders see and do of evaluations, and what they are asked where these are spoken."""
    full = content.text(Evaluation.SAID_MAX)
    network = meetings[0].network
    before = network.evaluation, network.volume
    for network.volume in (Volume.USUAL, Volume.QUIET):
        for asked in made:
            texts = texts_in(session, asked, TEXTS)
            for there, number in ((texts[:1], 1), (texts[:PAGE], 1), (texts, 1), (texts, 2)):
                told = _("The changes are saved.") if number > 1 else None
                form = evaluations.form_to_pick(_, asked, there, number, told)
                yield f"form_to_pick of {asked.id} {network.volume} {len(there)} {number}", form
            yield f"picked {asked.id}", evaluations.picked(_, texts)
        yield "picked none", evaluations.picked(_, [])
        for late in (None, "", content.text(80)):
            for notes in (Notes(), Notes(full, full, full[: Evaluation.CHANGED_MAX])):
                form = evaluations.form_to_write(_, meetings[0], notes, 1, changed_by=late)
                yield f"form_to_write {network.volume} {late} {bool(notes.said)}", form
    network.evaluation = Evaluating.SPOKEN
    for meeting in meetings[-3:]:
        for reader_id, stands in (("U0", False), ("U5", True)):
            shown = was_it_worth_it(
                Rendering(session, network.team_id, HOME, meeting.id, _, "", NOW, ASKED, reader_id, stands)
            )
            if shown:
                yield f"to_write_down {meeting.id} {reader_id}", shown
    network.evaluation, network.volume = before


def agreed(
    session: Session, _: Words, network: Network, rules: list[Rule], content: Content
) -> Iterator[tuple[str, View]]:
    """What people see of a charter, and leaders do with it."""
    charter, person = rules_there.charter_of(session, network), Person(team_id=network.team_id, user_id="U0")
    counts = rules_there.counts_of(session, network.team_id, rules, "asking")
    mine = rules_there.answers_by(session, rules, "asking", person)
    told = {rule.id: rules_there.answers_to(session, rule, "asking") * 20 for rule in rules}
    asked = Round(id="round", network=network, opens_at=NOW, had_their_say=300)
    for n in (0, 1, len(rules)):
        some = rules[:n]
        for there in (True, False):
            yield f"show {n} {there}", charters.show(_, network, some, leads=there)
            shown = charters.more(
                _, network, some, asking="asking", is_open=there, counts=counts, mine=mine if there else {},
                words_to_leaders=told if there else None, told=_("The changes are saved.") if there else None,
            )  # fmt: skip
            yield f"more of the charter {n} {there}", shown
            shown = charters.workshop(
                _, network, charter, some, gathered={rule.id: n for rule in rules}, counts=counts,
                rounds=[(asked, _("Ground rules"))] * 5 * there, told=_("The changes are saved.") if there else None,
                removed=rules[0] if there else None,
            )  # fmt: skip
            yield f"workshop {n} {there}", shown
        entry = RuleEntry(content.text(Rule.TEXT_MAX))
        yield f"form_to_add a rule {n}", charter_forms.form_to_add(_, network, entry, some[1:])
        for late in (None, "", content.text(80)):
            form = charter_forms.form_to_edit(
                _, rules[0], entry, some[1:], version=1, spoken=n, changed_by=late
            )  # fmt: skip
            yield f"form_to_edit a rule {n} {late}", form
        said = {rule.id: Said.of(mine.get(rule.id)) for rule in rules}
        form = charter_forms.form_to_answer(_, charter, some, said, asking="asking", is_late=n == 1)
        yield f"form_to_answer rules {n}", form
        answers = [RoundAnswer(id=f"A{k}", content=content.text(Round.ANSWER_MAX)) for k in range(n * 3)]
        taken = {answer.id: rules[0] for answer in answers[::2]}
        for page in (0, 1):
            numbered, has_more = page_of([("Hva forventer du?", answers)], taken, page)
            form = charter_forms.form_to_group(
                _, asked, _("Ground rules"), numbered, some, taken=taken, page=page, has_more=has_more
            )  # fmt: skip
            yield f"form_to_group {n} {page}", form
    for rule in rules:
        rule.state = RuleState.PROPOSED
    session.flush()
    for stands in (True, False):
        rendering = Rendering(session, network.team_id, HOME, "asking", _, "", NOW, EVERYBODY, stands=stands)
        if message := charters.proposal(rendering):
            yield f"proposal {stands}", message


def reflected(session: Session, _: Words, network: Network, content: Content) -> Iterator[tuple[str, View]]:
    """What people write when they are asked to reflect, what leaders see of it, and the bank."""
    asked, person = reflections_of(session, network)[0], session.get_one(Person, (network.team_id, "U0"))
    own = prompts_of(session, network)
    for words in (escape(own[0].text), bank(_)["need 1"]):
        for reader in (None, *Reader):
            mine = Mine(content.text(reflection_views.TEXT_MAX), reader) if reader else None
            yield f"form of a reflection {reader}", reflection_views.form(_, asked, words, mine)
            for allowed in (MAY, ()):
                told = _("What you wrote is deleted.") if allowed else None
                shown = reflection_views.more(
                    _, asked, words, mine, person, allows=allowed.__contains__, told=told
                )  # fmt: skip
                yield f"more of the reflection {reader} {bool(allowed)}", shown
    thoughts = thoughts_for_leaders(session, asked)
    for n, page in ((0, 0), (1, 0), (30, 1), (30, 2)):
        yield f"read {n} {page}", reflection_views.read(_, asked, escape(own[0].text), thoughts * n, page)
    for fault_of in (reflection_views.fault, journal_views.fault):
        for text in ("", content.text(reflection_views.TEXT_MAX) + "x" * reflection_views.TEXT_MAX):
            wrong = fault_of(_, text)
            assert wrong
            yield f"fault of a reflection {fault_of.__module__} {len(text)}", Message.of(b.section(wrong))
    offered = questions(_, session, network)
    for n in (0, 1, Prompt.PROMPTS_MAX):
        for struck in ((), offered):
            told = _("The question is added. It is asked next.") if n else None
            yield f"bank {n} {len(struck)}", bank_views.bank(_, network, (own * 30)[:n], struck, told)
    yield "form_to_add a question", bank_views.form_to_add(_, network)
    for text, is_there, is_full in (
        ("", False, False),
        ("x" * 151, False, False),
        ("x", True, False),
        ("x", False, True),
    ):
        wrong = bank_views.fault(_, text, is_there=is_there, is_full=is_full)
        assert wrong
        yield f"fault of a question {len(text)} {is_there}", Message.of(b.section(wrong))
    yield "form_to_choose a question", bank_views.form_to_choose(_, asked, offered)
    yield "chosen question", bank_views.chosen(_, network, escape(own[0].text), bank(_)["need 1"])
    for n, page in ((0, 0), (1, 0), (20, 0), (20, 3)):
        entries = [
            JournalEntry(
                id=f"{k:032}", network=network, question=content.text(Prompt.TEXT_MAX, k % 2 == 0), written_at=NOW,
                text=content.text(JournalEntry.TEXT_MAX), deleted_at=NOW if k % 5 == 3 else None,
            )
            for k in range(n)
        ]  # fmt: skip
        yield f"journal {n} {page}", journal_views.journal(_, person, entries, page)
        for entry in entries[:2]:
            yield f"form of a journal {entry.id}", journal_views.form(_, entry)


def at_home(session: Session, _: Words, network: Network, meetings: list[Meeting]) -> Iterator[tuple[str, View]]:
    """The Home tab of who is in none, one and many networks, and of who leads them."""
    coming = coming_in(session, network.channel, NOW)[: homes.LISTED]
    full = homes.Mine(network, meetings[3], meetings[0].topic, True, coming)
    for n in (0, 1, 30):
        yield f"home {n}", homes.drawn(_, [full] * n, Person(user_id="U0"), n)
    for meeting in (None, meetings[1]):
        mine = homes.Mine(network, meeting, None, False)
        yield f"home {meeting}", homes.drawn(_, [mine], Person(user_id="U0"), 0)
    for user_id in ("U0", "U5"):
        person = session.get_one(Person, (network.team_id, user_id))
        yield f"home of {user_id}", homes.home(Homecoming(session, person, NOW))


def gallery(session: Session, _: Words, content: Content) -> dict[str, View]:
    """All that can be seen of the bot with this content, by name."""
    network, topic = stand(session, content)
    meetings = meetings_of(session, network, topic, content)
    made = suggestions_of(session, meetings[3], content)
    cycle_of(session, content, network, topic)
    rounds_made = rounds_of(session, network, content)
    evaluated = evaluations_of(session, meetings, content)
    rules = rules_of(session, network, content, RuleState.PUBLISHED)
    for closing in POLLS:
        poll_of(session, meetings[3], content, closing)
    reflections_with(session, network, content)
    tables = tables_of(session, network, meetings, content)
    quiet = thinkings_of(session, network, meetings, content)
    return {
        **dict(posts(session, _, network, topic, meetings, made, rounds_made, evaluated, tables, quiet)),
        **dict(in_quiet(session, _, network, quiet, content)),
        **dict(around_the_table(_, network, tables, content)),
        **dict(of_evaluations(session, _, meetings, evaluated, content)),
        **dict(asked_in_rounds(session, _, network, rounds_made, tables, quiet)),
        **dict(suggested(_, meetings[3], made, content)),
        **dict(messages(_, network, topic, content)),
        **dict(forms(_, network, topic, content)),
        **dict(choices(_, network, content)),
        **dict(corrected(_, network, topic, meetings[0])),
        **dict(steered(session, _, network, meetings)),
        **dict(laid(session, _, network, topic, content)),
        **dict(polled(session, _, network, topic)),
        **dict(for_calendars(_, network, meetings)),
        **dict(at_home(session, _, network, meetings)),
        **dict(reflected(session, _, network, content)),
        **dict(of_meetings(_, network, topic, meetings, content)),
        **dict(of_agendas(_, topic, meetings, content)),
        **dict(attended(_, network, meetings, content)),
        **dict(agreed(session, _, network, rules, content)),
    }
