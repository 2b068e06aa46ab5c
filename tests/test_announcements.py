"""What the bot says of meetings by itself: each thing at its time, once, as things are then."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from handlers.announcements.plan import tell_leaders
from handlers.announcements.rules import Kind
from handlers.working_days import next_working
from sandbox import Message
from storage.networks import Volume
from storage.wall_time import day_of, moment_of
from tests.living import House, Living
from tests.meetings import (
    CALL,
    MISSED,
    NEXT,
    PLANNING,
    PREVIEW,
    REMINDER,
    TODAY,
    ahead,
    changes,
    directly,
    in_channel,
    lays,
    post,
    says_as_much,
    settle,
    topic,
    turns_to,
)  # fmt: skip
from tests.test_participants import opens_settings

A_MINUTE = timedelta(minutes=1)


def sent_at(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)


def read(house: House, kind: Kind, words: str) -> list[Message]:
    return directly(house, words) if kind is Kind.PLANNING else in_channel(house, words)


def wants_quiet(house: House, until: date) -> None:
    """Liv wants no direct message before that day."""
    opens_settings(house, house.liv)
    house.liv.fills("Ingen direktemeldinger før", until.isoformat())
    house.liv.submits()
    house.liv.closes(all_=True)


# Each at its time


@pytest.fixture
def samtykke(helse: House) -> str:
    """A topic's key, and a question about it."""
    helse.proposes(helse.kari, "Samtykke", "Vi trenger felles maler")
    helse.ola.presses("Legg til spørsmål", in_=helse.helse)
    helse.ola.fills("Hva vil du vite om dette?", "Hvem har en mal?")
    helse.ola.submits()
    return topic(helse, "Samtykke")


@pytest.mark.parametrize("volume", Volume)
def test_each_thing_is_said_once_and_at_its_time(helse: House, samtykke: str, volume: Volume) -> None:
    says_as_much(helse, volume)
    first, _second = lays(helse, ahead(helse, 22), ahead(helse, 80), topic_id=samtykke)
    said = {
        Kind.PLANNING: PLANNING, Kind.REMINDER: REMINDER, Kind.PREVIEW: PREVIEW, Kind.TODAY: TODAY, Kind.NEXT: NEXT
    }  # fmt: skip
    if volume is not Volume.EVERYTHING:
        del said[Kind.REMINDER]
    if volume is Volume.QUIET:
        del said[Kind.PLANNING], said[Kind.TODAY]
    due = {kind: post(helse, kind, first).due_at for kind in said}
    for moment in sorted({*due.values()}):
        now = [kind for kind in said if due[kind] == moment]
        turns_to(helse, moment - A_MINUTE)
        settle(helse)
        assert not any(read(helse, kind, said[kind]) for kind in now)
        turns_to(helse, moment)
        for kind in now:
            where = helse.liv.dm(helse.ws.bot) if kind is Kind.PLANNING else helse.helse
            assert sent_at(helse.liv.sees(said[kind], in_=where).ts) >= moment
    settle(helse)
    everything = [*in_channel(helse, "📅"), *directly(helse, "📅")]
    assert len(everything) == len(said), everything


def test_the_channel_reads_why_it_is_worth_coming(helse: House, samtykke: str) -> None:
    day = ahead(helse, 12)
    lays(helse, day, topic_id=samtykke, place="Rådhuset <!here>", goals="Enighet om *én* mal", host_id=helse.kari.id)
    turns_to(helse, moment_of(ahead(helse, 7), time(9, 1)))
    preview = helse.ola.sees(PREVIEW, in_=helse.helse)
    for words in (
        "Samtykke\nVi trenger felles maler\nSpørsmål fra deltakerne\n– Hvem har en mal?", "kl.\xa009.00–11.00",
        "Sted: Rådhuset <!here>\nVert: Kari Nordmann", "Mål\nEnighet om *én* mal",
    ):  # fmt: skip
        assert words in preview.says
    assert (preview.pings, preview.buttons) == ([], ["Jeg kommer", "Kanskje", "Jeg kan ikke komme", "Mer …"])
    turns_to(helse, moment_of(day, time(8, 1)))
    today = helse.ola.sees(TODAY, in_=helse.helse)
    assert today.thread_ts == preview.ts
    assert "Tema: Samtykke\nTid: " in today.says


def test_where_no_topic_is_set_it_asks_for_one(helse: House) -> None:
    says_as_much(helse, Volume.EVERYTHING)
    (key,) = lays(helse, ahead(helse, 20))
    turns_to(helse, post(helse, Kind.CALL, key).due_at)
    asked = helse.ola.sees(CALL, in_=helse.helse)
    helse.ola.presses("Foreslå et tema", message=asked)
    helse.ola.fills("Tittel", "Arkiv")
    helse.ola.submits()
    helse.ola.sees("Arkiv", in_=helse.helse)
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    helse.ola.sees("Ikke noe tema er satt ennå. Hva skal vi ta opp?", in_=helse.helse)
    changes(helse, key, topic_id=topic(helse, "Arkiv"))
    helse.slack.wait_until(lambda: not in_channel(helse, "satt ennå"), what="the preview to have the topic")
    assert "Arkiv" in in_channel(helse, PREVIEW)[-1].says
    assert helse.ola.sees("Tema: Arkiv", in_=helse.helse).buttons == ["Mer …"]  # nobody is asked any more
    turns_to(helse, post(helse, Kind.TODAY, key).due_at)
    assert helse.ola.sees(TODAY, in_=helse.helse).thread_ts is None  # who wants everything reads it in the channel


# As things are


def test_what_stands_of_a_meeting_tells_that_it_is_cancelled_or_moved(helse: House) -> None:
    day = ahead(helse, 6)
    (key,) = lays(helse, day)
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    first = helse.ola.sees(PREVIEW, in_=helse.helse)
    changes(helse, key, day=ahead(helse, 30), begins=time(12))
    helse.ola.sees("kl.\xa012.00–14.00", in_=helse.helse)
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    helse.slack.wait_until(lambda: len(in_channel(helse, PREVIEW)) == 2, what="a preview in good time")
    changes(helse, key, cancelled_at=helse.slack.clock.now(), cancelled_because="Verten er syk")
    helse.slack.wait_until(lambda: len(in_channel(helse, "📅 Avlyst møte")) == 2, what="both to say so")
    for one in in_channel(helse, "📅 Avlyst møte"):
        assert "Derfor\nVerten er syk" in one.says
        assert one.buttons == ["Mer …"]
    assert first.ts == in_channel(helse, "📅 Avlyst møte")[0].ts
    turns_to(helse, moment_of(ahead(helse, 40), time(12)))
    settle(helse)
    assert not in_channel(helse, TODAY)


def test_a_meeting_that_moves_while_its_preview_is_on_its_way_gets_another(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 6))
    helse.slack.faults.add("chat.postMessage", "slow", seconds=1.5)
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    helse.slack.wait_until(lambda: post(helse, Kind.PREVIEW, key).claim, what="it to be on its way")
    changes(helse, key, day=ahead(helse, 30))
    due = post(helse, Kind.PREVIEW, key).due_at
    helse.ola.sees(f"{ahead(helse, 30).day}.\xa0", in_=helse.helse)
    turns_to(helse, due)
    helse.slack.wait_until(lambda: len(in_channel(helse, PREVIEW)) == 2, what="a preview in good time")


def test_what_comes_next_tells_that_it_is_cancelled(helse: House) -> None:
    first, second = lays(helse, ahead(helse, 6), ahead(helse, 30))
    turns_to(helse, post(helse, Kind.NEXT, first).due_at)
    assert "Foreslå et tema" in helse.ola.sees(NEXT, in_=helse.helse).buttons
    changes(helse, second, cancelled_at=helse.slack.clock.now())
    helse.ola.sees("📅 Avlyst møte", in_=helse.helse)
    assert not in_channel(helse, NEXT)


def test_leaders_get_help_with_planning_that_stays_current(helse: House, samtykke: str) -> None:
    (key,) = lays(helse, ahead(helse, 12))
    turns_to(helse, post(helse, Kind.PLANNING, key).due_at)
    direct = helse.liv.sees(PLANNING, in_=helse.liv.dm(helse.ws.bot))
    assert (
        "Ikke noe tema er satt.\nDet er ingen agenda ennå.\nTemaer å velge mellom, mest støttet først\n– Samtykke"
        in direct.says
    )
    assert "Dette sier jeg i kanalen\n– Hva møtet handler om: " in direct.says
    assert direct.buttons == ["Lag agenda", "Be om temaer i kanalen", "Se hva som kommer", "Mer …"]
    changes(helse, key, topic_id=samtykke)
    helse.liv.sees("Tema: Samtykke", in_=helse.liv.dm(helse.ws.bot))
    (direct,) = directly(helse, PLANNING)
    assert direct.buttons == ["Lag agenda", "Endre møtet", "Se hva som kommer", "Mer …"]
    assert not directly(helse, PLANNING, helse.kari)


def test_a_leader_asks_for_topics_in_the_channel(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 12))
    turns_to(helse, post(helse, Kind.PLANNING, key).due_at)
    direct = helse.liv.sees(PLANNING, in_=helse.liv.dm(helse.ws.bot))
    helse.liv.presses("Be om temaer i kanalen", message=direct)
    assert "Nå ber jeg om temaer i kanalen." in helse.liv.sees_modal("Be om temaer").text
    assert helse.liv.repeats().acked
    helse.ola.sees(CALL, in_=helse.helse)
    helse.liv.sees("Jeg har bedt om temaer i kanalen.", in_=helse.liv.dm(helse.ws.bot))
    settle(helse)
    assert len(in_channel(helse, CALL)) == 1
    assert directly(helse, PLANNING)[0].buttons == ["Lag agenda", "Endre møtet", "Se hva som kommer", "Mer …"]


def test_a_leader_who_wants_quiet_gets_no_help_before_that_is_over(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 12))
    due, quiet_until = post(helse, Kind.PLANNING, key).due_at, ahead(helse, 4)
    wants_quiet(helse, quiet_until)
    turns_to(helse, due + timedelta(hours=2))
    settle(helse)
    assert not directly(helse, PLANNING)
    turns_to(helse, moment_of(quiet_until, time(9, 30)))
    helse.liv.sees(PLANNING, in_=helse.liv.dm(helse.ws.bot))


# Bad days


def test_after_a_week_without_a_process_one_comes_a_day(helse: House, living: Living) -> None:
    says_as_much(helse, Volume.EVERYTHING)
    lays(helse, *(ahead(helse, days) for days in (17, 18, 19)))
    living.end(helse.bot)
    turns_to(helse, moment_of(ahead(helse, 6), time(12)))
    helse.bot = living.bot(helse.ws)
    helse.ola.sees(CALL, in_=helse.helse)
    for _ in range(8):
        settle(helse)
        days = [day_of(sent_at(one.ts)) for one in in_channel(helse, "📅")]
        assert len(days) == len({*days})  # never two
        turns_to(helse, moment_of(next_working(day_of(helse.slack.clock.now())), time(12)))
    assert len(days) > 2
    weeks = [day.isocalendar()[:2] for day in days]
    assert max(weeks.count(week) for week in weeks) <= 2


def test_what_is_of_no_use_any_more_is_dropped_and_leaders_are_told_once(helse: House, living: Living) -> None:
    lays(helse, ahead(helse, 7))
    living.end(helse.bot)
    turns_to(helse, moment_of(ahead(helse, 7), time(12)))
    helse.bot = living.bot(helse.ws)
    told = helse.liv.sees(MISSED, in_=helse.liv.dm(helse.ws.bot))
    for words in ("Hva møtet handler om (møtet ", "En påminnelse samme dag (møtet ", "mens det var til nytte."):
        assert words in told.says
    settle(helse)
    turns_to(helse, helse.slack.clock.now() + timedelta(days=3))
    with helse.bot.database.writing() as session:  # as does a process that found it to do at the same moment
        tell_leaders(session, helse.ws.id, helse.helse.id, helse.slack.clock.now())
    settle(helse)
    assert len(directly(helse, MISSED)) == 1
    assert not in_channel(helse, "📅")


def test_who_wants_quiet_is_told_afterwards(helse: House, living: Living) -> None:
    lays(helse, ahead(helse, 7))
    day, quiet_until = ahead(helse, 7), ahead(helse, 12)
    wants_quiet(helse, quiet_until)
    living.end(helse.bot)
    turns_to(helse, moment_of(day, time(12)))
    helse.bot = living.bot(helse.ws)
    settle(helse)
    assert not directly(helse, MISSED)
    turns_to(helse, moment_of(quiet_until, time(9)))
    assert "Hva møtet handler om" in helse.liv.sees(MISSED, in_=helse.liv.dm(helse.ws.bot)).says


def test_what_slack_does_not_take_is_told_and_can_be_posted_again(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 7))
    helse.slack.faults.add("chat.postMessage", "slack_error", error="invalid_blocks")
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    told = helse.liv.sees(MISSED, in_=helse.liv.dm(helse.ws.bot))
    assert "Slack tok det ikke imot." in told.says
    helse.liv.presses("Legg ut på nytt", message=told)
    helse.ola.sees(PREVIEW, in_=helse.helse)


def test_a_network_on_pause_hears_nothing_until_it_goes_on(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 7))
    due = post(helse, Kind.PREVIEW, key).due_at
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    turns_to(helse, due + timedelta(hours=3))
    settle(helse)
    assert not in_channel(helse, PREVIEW)
    helse.opens_menu(helse.liv)
    helse.liv.presses("Start nettverket igjen")
    helse.ola.sees(PREVIEW, in_=helse.helse)
    assert not directly(helse, MISSED)


def test_an_archived_channel_hears_what_is_still_of_use_when_it_is_back(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 7))
    helse.liv.archives(helse.helse)
    helse.slack.wait_until(lambda: not helse.is_awake(), what="the bot to know")
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at + timedelta(hours=3))
    settle(helse)
    assert not in_channel(helse, PREVIEW)
    helse.liv.unarchives(helse.helse)
    helse.ola.sees(PREVIEW, in_=helse.helse)
    settle(helse)
    assert len(in_channel(helse, PREVIEW)) == 1


def test_a_revoked_token_that_is_mended_costs_nothing(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 7))
    helse.slack.faults.add("chat.postMessage", "slack_error", error="invalid_auth", times=3)
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    helse.ola.sees(PREVIEW, in_=helse.helse, timeout=15)
    assert len(in_channel(helse, PREVIEW)) == 1


def test_two_processes_say_it_once(helse: House, living: Living) -> None:
    first, _second = lays(helse, ahead(helse, 12), ahead(helse, 60))
    another = living.bot(helse.ws)
    turns_to(helse, post(helse, Kind.PLANNING, first).due_at)
    helse.liv.sees(PLANNING, in_=helse.liv.dm(helse.ws.bot))
    for kind, words in ((Kind.PREVIEW, PREVIEW), (Kind.TODAY, TODAY), (Kind.NEXT, NEXT)):
        turns_to(helse, post(helse, kind, first).due_at)
        helse.ola.sees(words, in_=helse.helse)
    settle(helse)
    another.delivery.drain()
    assert len(in_channel(helse, "📅")) == 3
    assert len(directly(helse, PLANNING)) == 1


# Corrected


def test_a_preview_is_corrected_where_its_meeting_is_and_can_be_taken_back(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 7))
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    preview = helse.ola.sees(PREVIEW, in_=helse.helse)
    helse.slack.wait_until(lambda: post(helse, Kind.PREVIEW, key).ts, what="the post to know where it stands")
    helse.liv.uses("Rett eller ta tilbake", on=preview)
    shown = helse.liv.sees_modal("Meldingen min")
    assert PREVIEW in shown.text
    assert shown.buttons == ["Endre møtet", "Ta den tilbake"]
    helse.liv.presses("Ta den tilbake", confirm="Ta den tilbake")
    helse.slack.wait_until(lambda: not in_channel(helse, PREVIEW), what="it to be gone")
    changes(helse, key, place="Rådhuset")
    settle(helse)
    assert not in_channel(helse, PREVIEW)
