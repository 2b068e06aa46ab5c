"""Every view in every language, with empty, longest and odd content: Slack takes it, and a screen reader has it all."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.mouth import sentence
from handlers import blocks as b
from handlers import refusals
from handlers.blocks import Message
from handlers.networks import menu
from handlers.networks import rules as network_rules
from handlers.networks import views as networks
from handlers.networks.rules import Plan
from handlers.practice import Rendering
from handlers.practices import POSTS
from handlers.roles import MAY
from handlers.topics import forms as topic_forms
from handlers.topics import menu as topic_menu
from handlers.topics import rules as topic_rules
from handlers.topics import slips
from handlers.topics import views as topics
from handlers.topics.rules import Proposal
from handlers.words import LANGUAGES, Shown, Words
from sandbox.block_kit import check_blocks, check_view
from sandbox.reading import pings, pressable
from storage.database import Database
from storage.networks import Network
from storage.people import Channel, Person
from storage.posts import Post
from storage.topics import Hand, HandKind, Question, Support, Topic, Which

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
    known: bool = True  # Slack has told who people are

    def text(self, most: int, there: bool = True) -> str:
        return (self.fill * most)[:most].strip() if there else ""


CONTENTS = {
    "words": Content(),
    "a wish alone": Content(title=False, supporters=0, questions=0),
    "a title alone": Content(rest=False, supporters=1, questions=1),
    "nobody known, no leaders": Content(known=False, leaders=0),
    "one leader, a thousand supporters": Content(leaders=1, supporters=1000, questions=300),
    "hidden name": Content(shows_name=False),
    "withdrawn": Content(withdrawn=True, paused=True),
    "archived": Content(archived=True),
    "on hold": Content(parked=True),
    "merged": Content(merged=True),
    "gathers others": Content(gathers=12),
    "ampersands": Content(fill="&"),
    "angle brackets": Content(fill="<>"),
    "emoji": Content(fill="🧑🏽‍🤝‍🧑🏻:tada:"),
    "from right to left": Content(fill="موضوع للنقاش‏ "),
    "line breaks": Content(fill="a\n\n\nb"),
    "Slack's own signs": Content(fill="<!channel> <@U1> @here *fet* _k_ ~s~ `k` {0} {name} %s "),
    "one endless word": Content(fill="x"),
}


def stand(session: Session, content: Content) -> tuple[Network, Topic]:
    """A network and a topic of that content."""
    channel = Channel(team_id=TEAM, channel_id=HOME, bot_is_in=True, is_archived=content.archived, inviter_id="U9")
    name = content.text(80) if content.known else None
    people = [
        Person(team_id=TEAM, user_id=user_id, name=name, is_admin=False, is_bot=False, is_gone=False)
        for user_id in EVERYBODY
    ]
    session.add_all([channel, Channel(team_id=TEAM, channel_id=OTHER, bot_is_in=True, is_archived=False), *people])
    session.flush()
    network = Network(
        team_id=TEAM, channel=channel, name=content.text(Network.NAME_MAX), language="nb", set_up_at=NOW,
        leaders=people[: content.leaders], paused_at=NOW if content.paused else None,
        place=content.text(Network.PLACE_MAX, content.rest), home=content.text(Network.HOME_MAX, content.rest),
    )  # fmt: skip
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


def twin(topic: Topic, n: int) -> Topic:
    """Another topic of the same content."""
    return Topic(
        team_id=TEAM, network=topic.network, proposer_id="U4", view_id=f"W{n}", proposed_at=NOW, shows_name=True,
        title=topic.title, need=topic.need, form=topic.form, expert=topic.expert,
    )  # fmt: skip


def posts(session: Session, _: Words, network: Network, topic: Topic) -> Iterator[tuple[str, View]]:
    """What stays in channels."""
    subjects = {"network.greeting": [(HOME, HOME), (OTHER, OTHER)], "topic.card": [(HOME, topic.id)]}
    assert subjects.keys() == POSTS.keys()
    for view, renderer in POSTS.items():
        for channel_id, subject_id in subjects[view]:
            yield (
                f"{view} in {channel_id}",
                renderer(
                    Rendering(
                        session, network.team_id, channel_id, subject_id, _, "https://etaten.slack.com/", EVERYBODY
                    )
                ),
            )


def messages(_: Words, network: Network, topic: Topic, content: Content) -> Iterator[tuple[str, View]]:
    """What one person is told."""
    for count in (0, 1, 2, 1000):
        yield f"overview {count}", menu.overview(_, network, topics=count, missing=count)
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
    yield "form_to_set_up", networks.form_to_set_up(_, HOME, Plan("", ["U1"], "nb"))
    plan = Plan.of(network)
    for late in (None, "", content.text(80)):
        yield f"form_of_settings {late}", networks.form_of_settings(_, network, plan, changed_by=late)
    for day in (None, 6):
        network.weekday = day
        yield f"saved {day}", networks.saved(_, network)
    for missing in (0, 1, 1000):
        for allowed in (MAY, ()):
            shown = menu.more(_, network, topics=missing, missing=missing, allows=allowed.__contains__)
            yield f"more of the network {missing} {bool(allowed)}", shown
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
    yield "form_to_ask", slips.form_to_ask(_, topic)
    yield "form_to_park", slips.form_to_park(_, topic)
    for count in (1, 2, slips.CHOICES_MAX):
        choices = [Topic(id=f"{n:032}", title=topic.title, form=topic.form) for n in range(count)]
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
                unseen=content.questions, now=NOW, survivor=topic, gathers=[topic] * content.gathers,
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


def refused(network: Network, topic: Topic) -> Iterator[refusals.Refusal]:
    """Each named refusal, in each of its forms."""
    of: dict[type[refusals.Refusal], list[tuple[Any, ...]]] = {
        refusals.NoNetworkError: [(network.channel,), (Channel(),)],
        refusals.NotAllowedError: [(row.who, network.channel, of) for row in MAY.values() for of in (network, None)],
        refusals.PausedError: [(network, leads) for leads in (True, False)],
        refusals.ArchivedError: [(network,)],
        refusals.AlreadySetUpError: [(network,)],
        refusals.MergedError: [(topic,)],
    }
    for kind in refusals.Refusal.__subclasses__():
        for arguments in of.get(kind, [()]):
            yield kind(*arguments)


def gallery(session: Session, _: Words, content: Content) -> dict[str, View]:
    """All that can be seen of the bot with this content, by name."""
    network, topic = stand(session, content)
    return {
        **dict(posts(session, _, network, topic)),
        **dict(messages(_, network, topic, content)),
        **dict(forms(_, network, topic, content)),
    }


every_language = pytest.mark.parametrize("language", LANGUAGES)
every_content = pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)


@every_language
@every_content
def test_slack_takes_every_view(database: Database, language: str, content: Content) -> None:
    with database.writing() as session:
        for name, view in gallery(session, Words(language), content).items():
            if isinstance(view, Message):
                assert check_blocks(view.blocks, "message") == [], name
                assert len(view.text) <= 4000, name
                assert len(json.dumps([view.text, view.blocks])) < 64_000, f"{name} would not fit an acknowledgement"
            else:
                assert check_view(view) is None, name
                assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close") if part in view), name


@every_language
@every_content
def test_a_screen_reader_has_what_the_eyes_have(database: Database, language: str, content: Content) -> None:
    """It reads nothing but `text`. What is too long for it is cut at the end, and not in the middle of a sign."""
    with database.writing() as session:
        for name, view in gallery(session, Words(language), content).items():
            if not isinstance(view, Message):
                continue
            spoken = "\n".join(part["text"] for part in raw_texts(view))
            if len(spoken) <= b.SPOKEN_MAX:
                assert view.text == spoken, name
            else:
                assert spoken.startswith(view.text.removesuffix("…")), name
                assert len(view.text) > b.SPOKEN_MAX - 10, name
                assert not re.search("&[a-z]*…$", view.text), name


def raw_texts(message: Message) -> Iterator[dict[str, Any]]:
    """The text objects of a message's blocks, without its buttons."""
    for block in message.blocks:
        if block["type"] != "actions":
            yield from ([block["text"]] if "text" in block else block["elements"])


@every_content
def test_what_people_wrote_pings_nobody(database: Database, content: Content) -> None:
    """Mentions of ours stand only in words to one reader, where they call nobody."""
    with database.writing() as session:
        for name, view in gallery(session, Words("nb"), content).items():
            blocks, text = (view.blocks, view.text) if isinstance(view, Message) else (view["blocks"], "")
            called = set(pings(text, blocks))
            assert called <= ({"<@U9>"} if name.endswith("Error") else set()), name


@every_language
def test_few_buttons(database: Database, language: str) -> None:
    """In a message at most three beside «More …», of which one may be the primary."""
    with database.writing() as session:
        for name, view in gallery(session, Words(language), Content()).items():
            if not isinstance(view, Message):
                continue
            buttons = [element for _label, block, element in pressable(view.blocks) if block["type"] == "actions"]
            assert len([button for button in buttons if not button["action_id"].endswith(".more")]) <= 3, name
            assert len([button for button in buttons if button.get("style") == "primary"]) <= 1, name


@every_language
def test_sentences_at_fields(language: str) -> None:
    _ = Words(language)
    for fault in network_rules.Fault:
        assert networks.sentences(_, {"leaders": fault})["leaders"].endswith(".")
    empty = topic_rules.NothingWished(), topic_rules.NothingAsked(), topic_rules.NothingOffered()
    for wrong in (*empty, topic_rules.TooLong(151, 150), topic_rules.TitleTaken(), topic_rules.MergedIntoNothing()):
        assert topic_forms.sentences(_, {"title": wrong})["title"].endswith(".")


def test_no_view_is_left_out() -> None:
    """Who writes a new view adds it to this file."""
    views = {
        name
        for room in (networks, menu, topics, topic_menu, topic_forms, slips)
        for name, one in inspect.getmembers(room, inspect.isfunction)
        if one.__module__ == room.__name__ and not name.startswith("_")
    }
    assert views == {
        "greeting", "card",  # by the posts they show
        "overview", "saved", "usually", "leaders", "form_of_settings", "form_to_set_up",
        "thanks", "too_much", "taken", "sentences", "listed", "there_already", "form_to_propose",
        "form_from_message", "form_to_edit", "form_to_ask", "form_to_contribute", "form_to_refer",
        "form_to_park", "form_to_merge", "alone",
        "more", "content", "support_of", "proposal_of", "proposed_by", "offer_of", "know_someone",
        "more_questions",  # a noun as a view or form holds it
    }  # fmt: skip
