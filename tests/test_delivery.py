"""Delivery on bad days: each post once, the last state shown, nothing lost."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy.exc import OperationalError

from handlers.blocks import Message
from handlers.practice import Rendering
from handlers.practices import POSTS
from handlers.visit import UnknownError
from sandbox import Answer, Person, Sandbox
from storage import claims
from storage.posts import Parked, Post
from tests.living import House, Living, Start

pytestmark = pytest.mark.paced
LEASE = "2"  # seconds: what production waits half a minute for is over in two


@pytest.fixture
def helse(living: Living) -> House:
    house = living.house(LEASE_SECONDS=LEASE)
    house.set_up("Nettverk for helse")
    return house


def post_of(house: House) -> Post:
    """The topic card's row."""
    with house.bot.database.reading() as session:
        return session.query(Post).filter(Post.team_id == house.ws.id, Post.view == "topic.card").one()


def test_a_lost_reply_is_settled_by_what_stands_in_the_channel(helse: House) -> None:
    helse.slack.faults.add("chat.postMessage", "lost_reply")
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.submits()
    helse.ola.sees("Samtykke", in_=helse.helse)
    helse.slack.wait_until(lambda: post_of(helse).ts, what="the post to know where it stands")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    assert len(helse.cards()) == 1
    assert len(helse.ws.calls("chat.postMessage")) == 2  # the greeting, the card


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "no_reply_before"},
        {"kind": "http_error", "status": 503},
        {"kind": "slack_error", "error": "internal_error"},
        {"kind": "slack_error", "error": "fatal_error"},
    ],
)
def test_what_never_arrived_is_sent_once_that_is_known(helse: House, fault: dict[str, object]) -> None:
    helse.slack.faults.add("chat.postMessage", **fault)  # type: ignore[arg-type]
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.submits()
    helse.ola.sees("Samtykke", in_=helse.helse)
    assert len(helse.cards()) == 1


def test_slack_asks_to_wait(living: Living) -> None:
    helse = living.house()  # with a lease that a busy machine can't use up
    helse.set_up("Nettverk for helse")
    helse.slack.faults.add("chat.postMessage", "ratelimited", retry_after=1)
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.submits()
    helse.ola.sees("Samtykke", in_=helse.helse)
    assert not helse.ws.calls("conversations.history")  # it surely was not posted


def test_a_lost_update_is_sent_again(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    for kind in ("lost_reply", "no_reply_before", "slack_error"):
        helse.slack.faults.add("chat.update", kind)
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse, timeout=15)


def test_a_token_that_is_mended_meanwhile(helse: House) -> None:
    helse.slack.faults.add("chat.postMessage", "slack_error", error="invalid_auth", times=2)
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.submits()
    helse.ola.sees("Samtykke", in_=helse.helse, timeout=15)


def test_slack_tells_of_a_lost_channel_where_its_events_did_not(helse: House) -> None:
    helse.liv.removes(helse.ws.bot, helse.helse, told=False)
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.submits()
    helse.slack.wait_until(lambda: post_of(helse).parked is Parked.CHANNEL_LOST, what="the post to be parked")
    helse.liv.invites(helse.ws.bot, helse.helse)
    helse.ola.sees("Samtykke", in_=helse.helse)
    assert len(helse.cards()) == 1


def test_a_channel_is_lost_before_anybody_knows_what_stands_there(helse: House) -> None:
    """It may not be looked into any more, so the post waits for the channel like the others."""
    helse.liv.removes(helse.ws.bot, helse.helse, told=False)
    helse.slack.faults.add("chat.postMessage", "no_reply_before")
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.submits()
    helse.slack.wait_until(lambda: post_of(helse).parked is Parked.CHANNEL_LOST, what="the post to be parked")
    helse.liv.invites(helse.ws.bot, helse.helse)
    helse.ola.sees("Samtykke", in_=helse.helse)
    assert len(helse.cards()) == 1


def test_a_card_that_somebody_deleted_stays_deleted(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Mer …", in_=helse.helse)
    helse.bot.delivery._slack.posting.chat_delete(channel=helse.helse.id, ts=helse.cards()[0].ts)
    helse.ola.presses("Støtt temaet")
    helse.slack.wait_until(lambda: post_of(helse).parked is Parked.DELETED, what="the post to be parked")
    assert helse.cards() == []


def test_what_slack_refuses_is_shown_when_it_changes(helse: House) -> None:
    helse.slack.faults.add("chat.postMessage", "slack_error", error="invalid_blocks")
    helse.kari.types("/tema Samtykke", helse.helse)
    sent = helse.kari.sees_modal("Foreslå et tema").view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    helse.kari.submits()
    helse.slack.wait_until(lambda: post_of(helse).parked is Parked.REFUSED, what="the post to be parked")
    sent["state"]["values"]["title"]["title"]["value"] = "Samtykke og tillit"
    helse.kari.sends("interactive", {"type": "view_submission", "view": sent})
    helse.ola.sees("Samtykke og tillit", in_=helse.helse)


def test_a_second_copy_that_slipped_through_is_deleted(helse: House) -> None:
    """As a process would leave it that froze just before it spoke, and thawed when another had spoken for it."""
    helse.proposes(helse.kari, "Samtykke")
    helse.slack.wait_until(lambda: post_of(helse).ts, what="the post to know where it stands")
    card, post = helse.cards()[0], post_of(helse)
    posting = helse.bot.delivery._slack.posting
    posting.chat_postMessage(
        channel=helse.helse.id,
        text=card.text,
        blocks=card.blocks,
        metadata=helse.bot.delivery._history.mark(post),
    )
    assert len(helse.cards()) == 2
    with helse.bot.database.writing() as session:
        session.get_one(Post, (post.team_id, post.id)).sweep_at = helse.slack.clock.now() - timedelta(hours=1)
    helse.bot.metronome.ring()
    helse.slack.wait_until(lambda: [one.ts for one in helse.cards()] == [card.ts], what="the copy to go")


def test_anothers_message_with_our_mark_is_left_alone(helse: House) -> None:
    """Any app can write any metadata; only our own messages are ours to find and delete."""
    helse.proposes(helse.kari, "Samtykke")
    helse.slack.wait_until(lambda: post_of(helse).ts, what="the post to know where it stands")
    post = post_of(helse)
    forged = next(m for m in helse.helse.messages.values() if m.ts == post.ts)
    forged.author = helse.per
    assert helse.bot.delivery._history.find(post, post.channel_id) == []


def test_two_processes_show_one_card(helse: House, living: Living) -> None:
    living.bot(helse.ws, LEASE_SECONDS=LEASE)
    for number in range(5):
        helse.kari.types(f"/tema Tema {number}", helse.helse)
        helse.kari.submits()
    for number in range(5):
        helse.ola.sees(f"Tema {number}", in_=helse.helse, timeout=10)
    assert Counter(card.says for card in helse.cards()).most_common(1)[0][1] == 1
    assert len(helse.ws.calls("chat.postMessage")) == 6  # the greeting, five cards


@pytest.mark.alone
def test_two_hundred_support_one_card_within_a_second(helse: House, living: Living, start: Start) -> None:
    helse.proposes(helse.kari, "Samtykke")
    card = helse.cards()[0]
    living.end(helse.bot)
    crowd = [helse.ws.add_person(f"Person {number}") for number in range(200)]
    for person in crowd:
        helse.helse.members[person.id] = person  # they came before the bot did: no welcomes
    start(helse)  # as in production, in a process of its own
    before = len(helse.ws.calls("chat.update"))
    answers: list[Answer] = []

    def support(person: Person) -> None:
        answers.append(person.presses("Støtt temaet", message=card))

    presses = [threading.Timer(number / len(crowd), support, (person,)) for number, person in enumerate(crowd)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    helse.ola.sees("200 støtter temaet", in_=helse.helse, timeout=10)
    assert all(answer.acked for answer in answers)
    assert max(answer.seconds for answer in answers) < 1.0  # the promise, whatever the machine
    assert len(helse.ws.calls("chat.update")) - before <= 12


def test_without_history_it_is_posted_at_most_once_and_a_leader_decides(tmp_path: Path, database_url: str) -> None:
    """An operator who doesn't grant history gets a question instead of a guess."""
    manifest = yaml.safe_load(Path("manifest.yml").read_text())
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    manifest["oauth_config"]["scopes"]["bot"] = [scope for scope in scopes if not scope.endswith(":history")]
    (tmp_path / "manifest.yml").write_text(yaml.safe_dump(manifest))
    with Sandbox(tmp_path / "manifest.yml") as slack:
        living = Living(slack, database_url)
        helse = living.house(LEASE_SECONDS="4")
        helse.set_up("Nettverk for helse")
        slack.faults.add("chat.postMessage", "no_reply_before")
        helse.kari.types("/tema Samtykke", helse.helse)
        helse.kari.submits()
        slack.wait_until(lambda: post_of(helse).parked is Parked.UNSETTLED, what="the post to be parked")
        helse.kari.types("/nettverk", helse.helse)
        assert "Legg ut på nytt" not in helse.kari.sees("1 tema kan støttes", in_=helse.helse).buttons
        helse.opens_menu(helse.liv)
        helse.liv.sees("1 melding fra meg mangler kanskje i kanalen.", in_=helse.helse)
        helse.liv.presses("Legg ut på nytt")
        helse.ola.sees("Forslag til tema", in_=helse.helse)
        assert len(helse.cards()) == 1
        living.close()


def test_sockets_that_drop_and_refresh(helse: House) -> None:
    helse.ws.refresh_sockets("refresh_requested")
    helse.ws.wait_for_bot()
    helse.proposes(helse.kari, "Samtykke")


@pytest.mark.parametrize("fault", [{"kind": "http_error", "status": 429}, {"kind": "http_error", "status": 404}])
def test_an_answer_that_is_not_slacks_own(helse: House, fault: dict[str, object]) -> None:
    """From a proxy on the way, say: it must not end the post."""
    helse.slack.faults.add("chat.postMessage", **fault)  # type: ignore[arg-type]
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.submits()
    helse.slack.clock.turn(timedelta(minutes=1))
    helse.slack.wait_until(lambda: post_of(helse).parked is None and post_of(helse).tried_at, what="a first try")
    assert post_of(helse).parked is None


@pytest.mark.parametrize("error", ["org_login_required", "something_new"])
def test_an_error_that_may_pass_is_waited_out(helse: House, error: str) -> None:
    helse.slack.faults.add("chat.postMessage", "slack_error", error=error)
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.submits()
    helse.ola.sees("Samtykke", in_=helse.helse)


def has_heard(house: House, event: str) -> bool:
    """Has the bot acknowledged that this happened?"""
    return any(call.response for call in house.ws.calls("envelope:events_api") if call.args["event"]["type"] == event)


def test_a_click_that_comes_before_the_news_of_the_archive(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.slack.faults.add("chat.update", "slack_error", error="is_inactive")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.slack.wait_until(lambda: post_of(helse).parked is Parked.CHANNEL_LOST, what="the post to wait")
    helse.liv.archives(helse.helse)
    helse.slack.wait_until(lambda: has_heard(helse, "channel_archive"), what="the bot to hear of the archive")
    helse.liv.unarchives(helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)


def test_a_leader_posts_a_deleted_card_again(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Mer …", in_=helse.helse)
    helse.bot.delivery._slack.posting.chat_delete(channel=helse.helse.id, ts=helse.cards()[0].ts)
    helse.ola.presses("Støtt temaet")
    helse.slack.wait_until(lambda: post_of(helse).parked is Parked.DELETED, what="the post to be parked")
    helse.opens_menu(helse.liv)
    helse.liv.presses("Legg ut på nytt")
    helse.ola.sees("1 støtter temaet", in_=helse.helse)


def test_a_database_that_is_away_for_a_moment(helse: House, monkeypatch: pytest.MonkeyPatch) -> None:
    away = iter([True, True])

    def due(*given: object, **named: object) -> object:
        if next(away, False):
            raise OperationalError("SELECT", {}, Exception("away"))
        return really_due(*given, **named)  # type: ignore[arg-type]

    really_due = claims.due
    monkeypatch.setattr(claims, "due", due)
    helse.proposes(helse.kari, "Samtykke")


def test_a_socket_that_is_cut(helse: House) -> None:
    helse.ws.drop_sockets()
    helse.slack.wait_until(lambda: not helse.ws.connections, what="the socket to be gone")
    helse.ws.wait_for_bot(timeout=30)
    helse.proposes(helse.kari, "Samtykke")


def test_an_act_under_way_when_the_bot_stops_is_answered(helse: House, living: Living) -> None:
    helse.slack.faults.add("views.open", "slow", seconds=0.5)
    answers: list[Answer] = []
    act = threading.Thread(target=lambda: answers.append(helse.kari.types("/tema Samtykke", helse.helse)))
    act.start()
    helse.slack.wait_until(lambda: not helse.bot.mouth._quiet.is_set(), what="the act to be heard")
    living.end(helse.bot)
    act.join()
    assert answers[0].acked


def test_a_view_may_lack_one_person_after_another(helse: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(rendering: Rendering) -> Message | None:
        for person in (helse.per, helse.ola):
            if person.id not in rendering.asked:
                raise UnknownError(people=[person.id])
        return card(rendering)

    card = POSTS["topic.card"]
    monkeypatch.setitem(POSTS, "topic.card", lacking)
    helse.proposes(helse.kari, "Samtykke")
