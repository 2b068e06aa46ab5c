"""A network and a topic with what people may have written in them: at its longest, at its emptiest, and odd."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeAlias

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from handlers.announcements.plan import plan
from handlers.announcements.rules import Kind
from handlers.attending import ABOUT, Answer
from handlers.blocks import Message
from handlers.evaluating import SCALES, TEXTS
from storage import planned, posts, rounds
from storage.agendas import Item
from storage.charter import ABOUT as ABOUT_RULES
from storage.charter import Charter, Opinion, Rule, RuleState
from storage.choices import Choice, choose
from storage.date_polls import Answer as Suits
from storage.date_polls import Closing, DatePoll, PollDay
from storage.evaluations import Evaluation
from storage.journal import JournalEntry
from storage.meetings import Cycle, Meeting
from storage.members import enter_all
from storage.networks import Network, StandIn
from storage.people import Channel, Person
from storage.posts import Post
from storage.reflections import Prompt, Reader, Reflection, Thought
from storage.round_tables import RoundTable, Seat
from storage.rounds import Round, RoundAnswer, RoundClosing, RoundKind, RoundQuestion, Style, Visibility
from storage.suggestions import Suggestion, SuggestionKind
from storage.thinking import Follows, ThinkingTime
from storage.topics import Hand, HandKind, Question, Support, Topic

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEAM, HOME, OTHER = "T0123456789", "C0123456789", "C9876543210"
MESSAGE = "1763900000.000100:1763890000.000100"  # in a thread
View: TypeAlias = Message | dict[str, Any]

EVERYBODY = [f"U{number}" for number in range(6)]  # Slack has been asked about them all


@dataclass(frozen=True)
class Content:
    """What people have written: at its longest if not said otherwise. `fill` is repeated up to each limit."""

    fill: str = "Samtykke "
    title: bool = True
    rest: bool = True  # need, form and expert
    leaders: int = 5
    supporters: int = 2
    questions: int = 7
    shows_name: bool = True
    withdrawn: bool = False
    parked: bool = False
    merged: bool = False
    gathers: int = 0
    paused: bool = False
    archived: bool = False
    gone: bool = False  # the bot, from the channel
    deleted: bool = False
    ended: bool = False
    meetings: int = 5
    known: bool = True  # Slack has told who people are

    def text(self, most: int, there: bool = True) -> str:
        return (self.fill * most)[:most].strip() if there else ""


ODD = {
    "angle brackets": Content(fill="<>"),
    "emoji": Content(fill="🧑🏽‍🤝‍🧑🏻:tada:"),
    "from right to left": Content(fill="موضوع للنقاش‏ "),
    "line breaks": Content(fill="a\n\n\nb"),
    "Slack's own signs": Content(fill="<!channel> <@U1> @here *fet* _k_ ~s~ `k` {0} {name} %s "),
    "one endless word": Content(fill="x"),
}
CONTENTS = {
    "words": Content(),
    "a wish alone": Content(title=False, supporters=0, questions=0, meetings=1),
    "a title alone": Content(rest=False, supporters=1, questions=1, meetings=40),
    "nobody known, no leaders": Content(known=False, leaders=0),
    "one leader, a thousand supporters": Content(leaders=1, supporters=1000, questions=300),
    "hidden name": Content(shows_name=False),
    "withdrawn": Content(withdrawn=True, paused=True),
    "archived": Content(archived=True),
    "thrown out": Content(gone=True),
    "deleted": Content(gone=True, deleted=True),
    "ended": Content(ended=True),
    "on hold": Content(parked=True),
    "merged": Content(merged=True),
    "gathers others": Content(gathers=12),
    "ampersands": Content(fill="&", meetings=40),
    **ODD,
}


def stand(session: Session, content: Content) -> tuple[Network, Topic]:
    """A network and a topic of that content."""
    channel = Channel(
        team_id=TEAM, channel_id=HOME, bot_is_in=not content.gone, is_archived=content.archived, inviter_id="U9",
        is_deleted=content.deleted, is_shared=True,
    )  # fmt: skip
    name = content.text(80) if content.known else None
    people = [
        Person(
            team_id=TEAM, user_id=user_id, name=name, is_admin=False, is_bot=False, is_gone=False, is_coordinator=True
        )
        for user_id in EVERYBODY
    ]  # fmt: skip
    session.add_all([channel, Channel(team_id=TEAM, channel_id=OTHER, bot_is_in=True, is_archived=False), *people])
    session.flush()
    enter_all(session, channel, EVERYBODY)
    network = Network(
        team_id=TEAM, channel=channel, name=content.text(Network.NAME_MAX), language="nb", set_up_at=NOW,
        leaders=people[: content.leaders], paused_at=NOW if content.paused else None,
        ended_at=NOW if content.ended else None,
        place=content.text(Network.PLACE_MAX, content.rest), home=content.text(Network.HOME_MAX, content.rest),
    )  # fmt: skip
    network.stand_in = StandIn(user_id="U5", last_day=NOW.date())
    topic = Topic(
        team_id=TEAM, network=network, proposer_id="U5", view_id="V1", proposed_at=NOW, shows_name=content.shows_name,
        withdrawn_at=NOW if content.withdrawn else None, title=content.text(Topic.TITLE_MAX, content.title),
        need=content.text(Topic.NEED_MAX, content.rest), expert=content.text(Topic.EXPERT_MAX, content.rest),
        form=content.text(Topic.FORM_MAX, content.rest or not content.title), message=MESSAGE,
        parked_at=NOW if content.parked else None, parked_because=content.text(Topic.REASON_MAX, content.parked),
    )  # fmt: skip
    session.add_all([network, topic])
    session.flush()
    session.add_all(others := [twin(topic, n) for n in range(content.gathers + content.merged)])
    session.flush()
    for one in others[: content.gathers]:
        one.merged_into_id, one.merged_at = topic.id, NOW
    for one in others[content.gathers :]:
        topic.merged_into_id, topic.merged_at = one.id, NOW
        session.add(
            Post(
                team_id=TEAM, id="1", key=f"topic.card:{one.id}", view="topic.card", subject_id=one.id,
                channel_id=HOME, due_at=NOW, ts="1763900000.000200",
            )
        )  # fmt: skip
    session.add_all(
        Question(
            team_id=TEAM, topic_id=topic.id, asker_id=EVERYBODY[n % 5], view_id=f"Q{n}", asked_at=NOW,
            text=content.text(Question.TEXT_MAX),
        )
        for n in range(content.questions)
    )  # fmt: skip
    session.add_all(
        Hand(
            team_id=TEAM, topic_id=topic.id, giver_id=user_id, kind=kind, offered_at=NOW,
            text=content.text(Hand.TEXT_MAX),
        )
        for user_id in EVERYBODY[: content.questions]
        for kind in HandKind
    )  # fmt: skip
    session.flush()
    crowd = [{"team_id": TEAM, "user_id": f"S{n}"} for n in range(content.supporters)]
    if crowd:
        session.execute(
            insert(Person), [one | dict.fromkeys(("is_admin", "is_bot", "is_gone"), False) for one in crowd]
        )
        session.execute(insert(Support), [one | {"topic_id": topic.id} for one in crowd])
    return network, topic


def meetings_of(session: Session, network: Network, topic: Topic, content: Content) -> list[Meeting]:
    """Held and to come, each the one after the other: with a topic, with nothing, cancelled; and what is said of them.

    After the last but one, no other comes.
    """
    cycle = Cycle(team_id=TEAM, network_id=network.id, view_id="V1", laid_out_at=NOW)
    session.add(cycle)
    session.flush()
    full = {
        "topic_id": topic.id, "place": content.text(Network.PLACE_MAX, content.rest), "host_id": "U4",
        "goals": content.text(Meeting.GOALS_MAX, content.rest), "is_booked": True,
    }  # fmt: skip
    off = {"cancelled_at": NOW, "cancelled_because": content.text(Meeting.REASON_MAX, content.rest)}
    made = [
        Meeting(
            team_id=TEAM, cycle_id=cycle.id, network_id=network.id, day=NOW.date() + timedelta(days=days),
            begins=time(9), minutes=120, **more,
        )
        for days, more in ((-14, full), (-7, {}), (0, full), (7, full), (21, {}), (28, full | off), (35, off))
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    session.add_all(items_of(content, made[2]) + items_of(content, made[3])[:5])
    for meeting in made[3:5]:
        for user_id, answer in zip(EVERYBODY, [*Answer] * (content.questions > 0), strict=False):
            choose(session, network, ABOUT, meeting.id, user_id, answer, content.text(Choice.WORD_MAX, answer == "no"))
    plan(session, network, NOW)
    session.add_all(
        Post(
            team_id=TEAM, id=f"L{n}", key=f"lost:{n}", view=Kind.PREVIEW, subject_id=made[0].id, channel_id=HOME,
            due_at=NOW, useful_until=NOW, rank=1, parked=planned.NOT_COME[n % 3], told_at=NOW,
        )
        for n in range(content.questions)
    )  # fmt: skip
    for reader_id in ("U0", "U5"):
        posts.tell(session, "announcement.missed", network.id, to=reader_id, channel=network.channel, now=NOW)
    session.flush()
    return made


def items_of(content: Content, meeting: Meeting) -> list[Item]:
    """A full agenda: every other item about the meeting's topic."""
    return [
        Item(
            team_id=TEAM, id=f"I{n}{meeting.id}", network_id=meeting.network_id, meeting_id=meeting.id, minutes=n + 1,
            title=content.text(Item.TITLE_MAX, n % 2 == 0), position=n, version=1,
            method=content.text(Item.METHOD_MAX, content.rest), removed_at=None,
            responsible=content.text(Item.RESPONSIBLE_MAX, content.rest),
        )
        for n in range(Item.ITEMS_MAX)
    ]  # fmt: skip


def suggestions_of(session: Session, meeting: Meeting, content: Content) -> list[Suggestion]:
    """Of each kind: open, taken in, left, and taken back."""
    states: list[dict[str, Any]] = [{}, {"taken_at": NOW}, {"left_at": NOW}, {"withdrawn_at": NOW}]
    made = [
        Suggestion(
            team_id=TEAM, meeting=meeting, maker_id="U4", view_id=f"S{kind}{n}", kind=kind, made_at=NOW,
            text=content.text(Suggestion.TEXT_MAX), thanks=n % 2 == 1, **state,
        )
        for kind in SuggestionKind
        for n, state in enumerate(states)
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def rounds_of(session: Session, network: Network, content: Content) -> list[Round]:
    """In all states, with who sees what; and with as many questions, options and answers as there can be."""
    made: list[Round] = []
    states: dict[str, dict[str, Any]] = {
        "open": {"opens_at": NOW, "has_opened": True},
        "planned": {"opens_at": NOW + timedelta(hours=1)},
        "called off": {"opens_at": NOW + timedelta(hours=1), "closing": RoundClosing.CANCELLED, "had_their_say": 0},
        "closed": {"opens_at": NOW, "has_opened": True, "closing": RoundClosing.BY_HAND, "had_their_say": 6},
        "alone": {"opens_at": NOW, "has_opened": True, "closing": RoundClosing.TIME, "had_their_say": 1},
    }
    for kind in (RoundKind.OWN, RoundKind.GROUND_RULES):
        for visibility in Visibility:
            for name, state in states.items():
                asked = Round(
                    team_id=TEAM, id=f"{kind} {visibility} {name}", network=network, kind=kind, visibility=visibility,
                    view_id=f"R{len(made)}", fewest_shown=5, closes_at=NOW + timedelta(days=3), readers=network.leaders,
                    **state,
                )  # fmt: skip
                if kind is RoundKind.OWN:
                    asked.questions = questions_of(content)
                made.append(asked)
    session.add_all(made)
    session.flush()
    names = {RoundKind.OWN: ["1", "4"], RoundKind.GROUND_RULES: ["rules", "speaking"]}
    for asked in made:
        texts = {name: content.text(Round.ANSWER_MAX) or "Ja" for name in names[asked.kind]}
        given = texts | ({"2": "5", "3": "1"} if asked.kind is RoundKind.OWN else {})
        if asked.has_opened:
            for user_id in EVERYBODY[: asked.had_their_say]:
                rounds.answer(session, asked, session.get_one(Person, (TEAM, user_id)), given)
    (full,) = [asked for asked in made if asked.id == "own open closed"]
    crowd = [
        {"team_id": TEAM, "id": f"A{n}", "round_id": full.id, "question": "1", "content": "Ja", "user_id": f"S{n}"}
        for n in range(min(content.supporters, 50))
    ]
    if crowd:
        session.execute(insert(RoundAnswer), [one | {"is_picked": False} for one in crowd])
    session.flush()
    return made


def tables_of(session: Session, network: Network, meetings: list[Meeting], content: Content) -> list[RoundTable]:
    """Of none, one, two and as many as there is room for: as they begin, with time over, heard, and over."""
    text, made = content.text(RoundTable.QUESTION_MAX), []
    for n in (1, 2, 5, RoundTable.SEATS_MAX):
        for name in ("new", "late", "heard", "passed", "over", "forgotten"):
            table = RoundTable(
                team_id=TEAM, id=f"table {n} {name}", network=network, view_id=f"T{n}{name}", question=text,
                began_at=NOW, minutes_each={"late": 1, "new": 30}.get(name), meeting_id=meetings[0].id,
            )  # fmt: skip
            people = [Seat(user_id=user_id, name="") for user_id in EVERYBODY[: n // 2]]
            names = [Seat(name=content.text(48) + f"{k}") for k in range(n - len(people))]
            session.add(table)
            table.begin([*people, *names], NOW - timedelta(minutes=1))
            for seat in table.waiting if name in ("heard", "over") else table.waiting[:0]:
                table.done(seat, NOW)
            for seat in table.waiting if name == "passed" else table.waiting[3:5]:
                table.out(seat, NOW)
            session.flush()
            if name == "over":
                table.ended_at, table.had_the_word, table.were_here = NOW, n - n // 3, n
            if name == "forgotten":
                table.ended_at = NOW
            made.append(table)
    session.flush()
    return made


def thinkings_of(session: Session, network: Network, meetings: list[Meeting], content: Content) -> list[ThinkingTime]:
    """As they begin, as long as they can be, over, and of a meeting that is cancelled: with each round after it."""
    off = next((meeting for meeting in meetings if meeting.cancelled_at), None)
    states = {
        "new": (0, 5, None),
        "long": (59, 1, meetings[0]),
        "over": (5, 0, None),
        "cancelled": (1, 4, off),
    }
    made = [
        ThinkingTime(
            team_id=TEAM, id=f"{name} then {follows}", network=network, view_id=f"Q{name}{follows}", follows=follows,
            question=content.text(ThinkingTime.QUESTION_MAX, name != "long"), meeting_id=meeting and meeting.id,
            began_at=NOW - timedelta(minutes=past), ends_at=NOW + timedelta(minutes=left),
        )
        for name, (past, left, meeting) in states.items()
        for follows in Follows
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def evaluations_of(session: Session, meetings: list[Meeting], content: Content) -> list[Round]:
    """Of those that are held: one that is open, one for each way in which it can be closed, and what leaders wrote."""
    states: list[tuple[Visibility, dict[str, Any]]] = [
        (Visibility.ANONYMOUS, {"had_their_say": 6, "closing": RoundClosing.TIME}),
        (Visibility.OPEN, {"had_their_say": 6, "closing": RoundClosing.TIME}),
        (Visibility.LEADERS, {}),
        (Visibility.ANONYMOUS, {"had_their_say": 1, "closing": RoundClosing.CANCELLED}),
    ]
    for meeting in meetings:
        if old := session.scalar(select(Round).where(Round.meeting_id == meeting.id)):
            session.delete(old)
    session.flush()
    made = [
        Round(
            team_id=TEAM, id=f"evaluation {n}", network=meeting.network, kind=RoundKind.EVALUATION, view_id=f"E{n}",
            meeting_id=meeting.id, visibility=visibility, fewest_shown=5, opens_at=NOW, has_opened=True,
            closes_at=NOW + timedelta(days=1), readers=meeting.network.leaders, **state,
        )
        for n, (meeting, (visibility, state)) in enumerate(zip(meetings, states, strict=False))
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    for asked in made:
        named = asked.visibility is not Visibility.ANONYMOUS
        session.add_all(
            RoundAnswer(
                team_id=TEAM, id=f"{asked.id} {question} {user_id}", round_id=asked.id, question=question,
                user_id=user_id if named else None,
                content="4" if question in SCALES else content.text(Round.ANSWER_MAX) or "Ja",
                is_picked=question not in SCALES,
            )
            for question in (*SCALES, *TEXTS)
            for user_id in EVERYBODY
        )  # fmt: skip
    session.add_all(
        Evaluation(
            team_id=TEAM, meeting_id=meeting.id, said=content.text(Evaluation.SAID_MAX, content.rest), woke="",
            changed=content.text(Evaluation.CHANGED_MAX), version=1,
        )
        for meeting in meetings[:4]
    )  # fmt: skip
    session.flush()
    return made


def questions_of(content: Content) -> list[RoundQuestion]:
    """As many of a leader's own as there can be, of each style."""
    styles = Style.TEXT, Style.SCALE, Style.CHOICE, Style.TEXT, Style.CHOICE
    options = "\n".join(f"{n}{content.text(Round.OPTION_MAX - 2)}".replace("\n", " ") for n in range(Round.OPTIONS_MAX))
    return [
        RoundQuestion(
            number=n, text=content.text(Round.QUESTION_MAX) or "?", style=style,
            options=options if style is Style.CHOICE else "",
        )
        for n, style in enumerate(styles, 1)
    ]  # fmt: skip


def cycle_of(session: Session, content: Content, network: Network, topic: Topic) -> Cycle:
    """Meetings every week from a month ago on, each in its own way."""
    cycle = Cycle(team_id=TEAM, id="cycle", network=network, view_id="V9", laid_out_at=NOW)
    session.add(cycle)
    session.flush()
    session.add_all(
        Meeting(
            team_id=TEAM, id=f"M{n}", cycle_id="cycle", network=network, day=NOW.date() + timedelta(weeks=n - 4),
            begins=time(9), minutes=120, place=content.text(Network.PLACE_MAX)[n % 3 :], goals="",
            topic_id=topic.id if n % 2 else None, cancelled_at=NOW if n % 5 == 3 else None,
            cancelled_because=content.text(Meeting.REASON_MAX, n % 2 == 1),
        )
        for n in range(content.meetings)
    )  # fmt: skip
    session.flush()
    return cycle


def poll_of(session: Session, meeting: Meeting, content: Content, closing: Closing | None) -> DatePoll:
    """About a meeting that is to come: as many days as there can be, with an answer of everybody."""
    poll = DatePoll(
        team_id=TEAM, id=f"poll {closing}", meeting=meeting, view_id=f"P{closing}", day=meeting.day,
        begins=meeting.begins, closing=closing, picked_id=f"{3:031}{closing}",
        days=[
            PollDay(team_id=TEAM, id=f"{n:031}{closing}", day=meeting.day + timedelta(days=n - 1), begins=time(9))
            for n in range(6)
        ],
    )  # fmt: skip
    session.add(poll)
    session.flush()
    people = EVERYBODY + [f"S{n}" for n in range(content.supporters)]
    for n, day in enumerate(poll.days[:4] if people else []):
        session.execute(
            insert(Choice),
            [
                {
                    "team_id": TEAM, "network_id": meeting.network_id, "about": "date_poll.day", "subject_id": day.id,
                    "user_id": user_id, "word": "", "chosen": [*Suits][0 if n == 3 else (n + k) % 3],
                }
                for k, user_id in enumerate(people)
            ],
        )  # fmt: skip
    return poll


def rules_of(session: Session, network: Network, content: Content, state: RuleState) -> list[Rule]:
    """As many as there can be, all of them in that state, and what everybody thinks of the first ones."""
    charter = Charter(team_id=TEAM, id="charter", network_id=network.id, proposal_id="asking", version=1)
    made = [
        Rule(
            team_id=TEAM, id=f"{n:032}", network=network, view_id=f"R{n}", position=n, state=state,
            text=content.text(Rule.TEXT_MAX),
        )
        for n in range(Rule.RULES_MAX)
    ]  # fmt: skip
    session.add_all([charter, *made])
    session.flush()
    for n, user_id in enumerate(EVERYBODY * (content.questions > 0)):
        for rule in made[:3]:
            opinion = [*Opinion][n % 2]
            about = f"{ABOUT_RULES}:asking", rule.id, user_id
            choose(session, network, *about, opinion, content.text(Choice.WORD_MAX))
    return made


def reflections_with(session: Session, network: Network, content: Content) -> None:
    """What the plan has made of them: one asks something of the network's own, and everybody has their say."""
    session.add(
        Prompt(
            team_id=TEAM, id="own", network_id=network.id, view_id="own", added_at=NOW,
            text=content.text(Prompt.TEXT_MAX),
        )
    )  # fmt: skip
    known = {"team_id": TEAM, "network_id": network.id, "meeting_id": "M0", "comes_at": NOW}
    asked = [Reflection(id=f"M0.{n}", prompt=prompt, **known) for n, prompt in enumerate(("own", "need 1", ""))]
    session.add_all(asked)
    session.flush()
    session.add_all(
        Thought(
            team_id=TEAM, id=f"thought {reader}", reflection_id="M0.0", user_id=f"U{n}", reader=reader,
            text=content.text(JournalEntry.TEXT_MAX),
        )
        for n, reader in enumerate(Reader)
    )  # fmt: skip
    session.flush()


def twin(topic: Topic, n: int) -> Topic:
    """Another topic of the same content."""
    return Topic(
        team_id=TEAM, network=topic.network, proposer_id="U4", view_id=f"W{n}", proposed_at=NOW, shows_name=True,
        title=topic.title, need=topic.need, form=topic.form, expert=topic.expert,
    )  # fmt: skip
