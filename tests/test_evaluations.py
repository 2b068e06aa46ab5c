"""Evaluations, through the front door: people say how a meeting was, and the channel reads what came of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from handlers.announcements.plan import plan
from handlers.announcements.rules import Kind
from handlers.words import Words
from handlers.working_days import next_working
from sandbox import Message, Person
from sandbox.forms import Modal
from storage.evaluations import Evaluation
from storage.meetings import Meeting
from storage.networks import Evaluating, Volume
from storage.people import meet
from storage.posts import Post
from storage.rounds import Round, RoundAnswer, RoundMark, Visibility
from storage.wall_time import moment_of
from tests.living import House
from tests.meetings import (
    NEXT,
    PREVIEW,
    ahead,
    changes,
    directly,
    in_channel,
    lays,
    network_of,
    post,
    says_as_much,
    settle,
    turns_to,
)
from tests.test_meetings import ABOUT, opens
from tests.test_settings import SETTINGS
from tests.test_settings import opens as opens_settings
from tests.test_steering import SEND, SKIP, UNSKIP
from tests.test_steering import opens as opens_steering

ASKED, ANSWER, MORE = "📝 Evaluering av møtet", "Svar", "Mer …"
WORTH, HEARD, SERVED = "Var møtet verdt tiden din?", "Fikk alle sagt sitt?", "Hjalp møtet oss med det vi er her for?"
GOOD, BETTER = "Hva var bra?", "Hva kan gjøre neste møte bedre?"
FORM, RESULTS, HOW = "Evaluering av et møte", "📝 Dette kom ut av evalueringen", "📝 Slik var møtet"
PICK, WRITTEN, BOXES = "Velg hva kanalen får se", "Det dere skrev", "Hva får kanalen se?"
WRITE, SHEET_WRITE, NOTES = "Skriv ned", "Skriv ned evalueringen", "Evalueringen"
SAID, WOKE, CHANGED = "Hva ble sagt?", "Hva vekket engasjement?", "Hva endrer vi på grunn av det?"
WE_DID, SETTING = "💬 Dere sa, vi gjorde", "Hvordan vi evaluerer"
TOO_LATE = (
    "Runden er avsluttet, så dette ble ikke lagret. Har du svart før, gjelder det svaret. "
    "Det du skrev, står her til du lukker skjemaet."
)
READERS_ONLY = "Bare de som ledet nettverket da runden begynte"
LEADERS_ONLY = "Bare nettverksledere kan gjøre dette."
A_MINUTE = timedelta(minutes=1)


def evaluates(house: House, how: Evaluating) -> None:
    """Liv has chosen how."""
    with house.bot.database.writing() as session:
        network_of(house, session).evaluation = how


def rows(house: House, noun: Any) -> list[Any]:
    with house.bot.database.reading() as session:
        return list(session.scalars(select(noun)))


def asked_of(house: House, key: str) -> Round:
    """The round about a meeting."""
    asked: Round = next(one for one in rows(house, Round) if one.meeting_id == key)
    return asked


def crowd(house: House, number: int) -> list[Person]:
    """So many people of the channel, beside Liv."""
    there = [house.kari, house.ola]
    for n in range(len(there), number):
        there.append(house.ws.add_person(f"Deltaker {n}"))
        house.liv.invites(there[-1], house.helse)
    return there[:number]


def is_asked(house: House, key: str) -> Message:
    """Ten minutes before the meeting ends."""
    turns_to(house, post(house, Kind.EVALUATION, key).due_at)
    settle(house)
    return house.ola.sees(ASKED, in_=house.helse)


def answers(house: House, person: Person, **given: str) -> Modal:
    """What the person chooses and writes, by the names of the questions."""
    (message,) = in_channel(house, ASKED)
    person.presses(ANSWER, message=message)
    person.sees_modal(FORM)
    for label in (WORTH, HEARD, SERVED):
        if name := given.get({WORTH: "worth", HEARD: "heard", SERVED: "served"}[label]):
            person.chooses(label, name)
    for label, name in ((GOOD, "good"), (BETTER, "better")):
        if name in given:
            person.fills(label, given[name])
    person.submits()
    shown = person.sees_modal(FORM)
    person.closes(all_=True)
    return shown


def all_answer(house: House, number: int = 5, **more: str) -> None:
    people = crowd(house, number)
    house.slack.wait_until(house.knows_everybody, what="the bot to know everybody")
    for n, person in enumerate(people):
        answers(house, person, worth=str(5 - n % 2), heard="4", good=f"Godt {n}", **more)


def closes(house: House, key: str) -> None:
    """It is half past nine, the working day after."""
    day = _meeting(house, key).day
    turns_to(house, moment_of(next_working(day), time(9, 30)))
    settle(house)


def day_after(house: House, key: str) -> None:
    turns_to(house, post(house, Kind.NEXT, key).due_at)
    settle(house)


def told(house: House, person: Person | None = None) -> Message:
    who = person or house.liv
    return who.sees(RESULTS, in_=who.dm(house.ws.bot))


def _meeting(house: House, key: str) -> Meeting:
    with house.bot.database.reading() as session:
        return session.get_one(Meeting, (house.ws.id, key))


def day_of(house: House, key: str) -> str:
    return Words("nb").day(_meeting(house, key).day)


def picks(house: House, *texts: str, person: Person | None = None) -> Modal:
    who = person or house.liv
    who.presses(PICK, message=told(house, who))
    who.sees_modal(WRITTEN)
    who.chooses(BOXES, *texts)
    who.submits()
    return who.sees_modal(WRITTEN)


def writes(house: House, person: Person | None = None, **notes: str) -> Modal:
    """In the form that opens from the message with what came of it."""
    who = person or house.liv
    who.presses(WRITE, message=told(house, who))
    who.sees_modal(NOTES)
    for label, name in ((SAID, "said"), (WOKE, "woke"), (CHANGED, "changed")):
        if name in notes:
            who.fills(label, notes[name])
    who.submits()
    return who.sees_modal(ABOUT)


@pytest.fixture
def two(helse: House) -> list[str]:
    """A meeting in three weeks, and one two months after."""
    return lays(helse, ahead(helse, 15), ahead(helse, 60))


# Asked


def test_from_the_clocks_post_to_the_leaders_result_and_the_channels_summary(helse: House, two: list[str]) -> None:
    first, _second = two
    message = is_asked(helse, first)
    assert message.says.startswith(f"{ASKED} {day_of(helse, first)}\n")
    assert "Svaret ditt er anonymt. Lederne ser svarene hvis minst 5 svarer." in message.says
    assert " kl.\u00a009.30." in message.says
    assert message.buttons == [ANSWER, MORE]
    all_answer(helse)
    helse.slack.wait_until(lambda: "5 har svart" in in_channel(helse, ASKED)[0].says, what="them to be counted")
    closes(helse, first)
    result = told(helse)
    for words in (
        "5 har svart.",
        "– Verdt tiden: 4,6 av 5\n– Alle fikk sagt sitt: 4,0 av 5",
        "Det er 5 skriftlige svar.",
    ):
        assert words in result.says
    assert "vi er her for" not in result.says  # nobody answered it
    assert "avsluttet\n5 har svart." in in_channel(helse, ASKED)[0].says
    picks(helse, "Godt 1", "Godt 3")
    day_after(helse, first)
    summary = helse.ola.sees(HOW, in_=helse.helse).says
    assert summary.startswith(
        f"{HOW} {day_of(helse, first)}\n– Verdt tiden: 4,6 av 5\n– Alle fikk sagt sitt: 4,0 av 5\n"
    )
    assert "5 har svart\nNoe av det dere skrev\n– Godt 1\n– Godt 3\n📅 Neste møte\n" in summary
    assert "Godt 0" not in summary


@pytest.mark.parametrize("volume", Volume)
def test_it_is_asked_in_every_volume_and_summed_up_but_where_little_is_said(
    helse: House, two: list[str], volume: Volume
) -> None:
    first, _second = two
    says_as_much(helse, volume)
    changes(helse, first)
    is_asked(helse, first)
    all_answer(helse)
    closes(helse, first)
    says_little = volume is Volume.QUIET
    told(helse)
    helse.liv.presses("Les det som er skrevet" if says_little else PICK, message=told(helse))
    form = helse.liv.sees_modal(WRITTEN)
    assert "– Godt 4" in form.text
    assert (BOXES in form.labels) is not says_little
    day_after(helse, first)
    comes = helse.ola.sees(NEXT, in_=helse.helse).says
    assert comes.startswith(NEXT if says_little else HOW)


@pytest.mark.parametrize("number", range(7))
def test_what_is_seen_of_so_many_anonymous_answers(helse: House, number: int) -> None:
    """From five on the leaders read them, and the channel its numbers. Of fewer nothing is left but how many."""
    (key,) = lays(helse, ahead(helse, 15))
    is_asked(helse, key)
    all_answer(helse, number)
    assert [one.user_id for one in rows(helse, RoundAnswer)] == [None] * 3 * number
    assert len(rows(helse, RoundMark)) == number
    closes(helse, key)
    is_shown = number >= 5
    assert rows(helse, RoundMark) == []
    assert len(rows(helse, RoundAnswer)) == (3 * number if is_shown else 0)
    assert asked_of(helse, key).had_their_say == number
    direct = [told(helse)] if number else directly(helse, RESULTS)
    helse.ola.sees("avsluttet", in_=helse.helse)
    channel = in_channel(helse, ASKED)[0].says
    day_after(helse, key)
    summaries = in_channel(helse, HOW)
    if number == 0:
        assert (direct, summaries) == ([], [])
        assert "Ingen har svart." in channel
    elif is_shown:
        assert f"{number} har svart." in direct[0].says
        assert f"Det er {number} skriftlige svar." in direct[0].says
        assert "– Alle fikk sagt sitt: 4,0 av 5" in direct[0].says
        assert "– Alle fikk sagt sitt: 4,0 av 5" in summaries[0].says
        assert "Godt" not in channel + summaries[0].says
    else:
        few = f"{number} har svart.\nDet er færre enn 5, så svarene er slettet. Ingen får se dem."
        assert few in direct[0].says
        assert few in channel
        assert direct[0].buttons == [WRITE, MORE]
        assert summaries == []


def test_of_a_question_that_fewer_have_answered_no_number_is_shown(helse: House, two: list[str]) -> None:
    is_asked(helse, two[0])
    for n, person in enumerate(crowd(helse, 6)):
        answers(helse, person, worth="2", **({"served": "5"} if n < 4 else {}))
    closes(helse, two[0])
    day_after(helse, two[0])
    for says in (told(helse).says, helse.ola.sees(HOW, in_=helse.helse).says):
        assert "– Verdt tiden: 2,0 av 5" in says
        assert "vi er her for" not in says


def test_to_the_leaders_the_channel_sees_the_numbers_and_no_names(helse: House, two: list[str]) -> None:
    evaluates(helse, Evaluating.LEADERS)
    changes(helse, two[0])
    assert "Lederne ser hva du svarer." in is_asked(helse, two[0]).says
    all_answer(helse)
    closes(helse, two[0])
    helse.liv.presses(PICK, message=told(helse))
    assert "– Godt 0 (Kari Nordmann)" in helse.liv.sees_modal(WRITTEN).text
    helse.liv.closes(all_=True)
    picks(helse, "Godt 0")
    day_after(helse, two[0])
    summary = helse.ola.sees(HOW, in_=helse.helse).says
    assert "– Godt 0\n" in summary
    assert "Kari" not in summary


def test_to_the_leaders_fewer_than_the_smallest_number_give_the_channel_no_numbers(
    helse: House, two: list[str]
) -> None:
    evaluates(helse, Evaluating.LEADERS)
    changes(helse, two[0])
    is_asked(helse, two[0])
    all_answer(helse, 2)
    closes(helse, two[0])
    assert "– Verdt tiden: 4,5 av 5" in told(helse).says
    picks(helse, "Godt 1")
    day_after(helse, two[0])
    summary = helse.ola.sees(HOW, in_=helse.helse).says
    assert summary.startswith(f"{HOW} {day_of(helse, two[0])}\n2 har svart\nNoe av det dere skrev\n– Godt 1\n")


def test_open_it_has_names_and_numbers_of_whoever_has_answered(helse: House, two: list[str]) -> None:
    evaluates(helse, Evaluating.OPEN)
    changes(helse, two[0])
    assert "Alle i kanalen kan se hva du svarer." in is_asked(helse, two[0]).says
    all_answer(helse, 2)
    closes(helse, two[0])
    picks(helse, "Godt 0")
    day_after(helse, two[0])
    summary = helse.ola.sees(HOW, in_=helse.helse).says
    assert "– Verdt tiden: 4,5 av 5" in summary
    assert "– Godt 0 (Kari Nordmann)\n" in summary
    helse.forges(helse.kari, "evaluation.pick", asked_of(helse, two[0]).id)  # who reads may not choose
    helse.kari.sees(READERS_ONLY, in_=helse.helse)


def test_spoken_the_leaders_are_told_and_write_down_what_was_said(helse: House, two: list[str]) -> None:
    evaluates(helse, Evaluating.SPOKEN)
    changes(helse, two[0])
    turns_to(helse, post(helse, Kind.EVALUATION, two[0]).due_at)
    direct = helse.liv.sees(ASKED, in_=helse.liv.dm(helse.ws.bot))
    assert "Spør rundt bordet: Var det verdt tiden?" in direct.says
    assert (in_channel(helse, ASKED), rows(helse, Round)) == ([], [])
    assert directly(helse, ASKED, helse.kari) == []
    helse.liv.presses(WRITE, message=direct)
    assert "Kanalen får lese det" in helse.liv.sees_modal(NOTES).text
    helse.liv.fills(SAID, "Mer tid til *spørsmål* <!channel>")
    helse.liv.fills(WOKE, "Runden rundt bordet")
    helse.liv.submits()
    assert "Det du skrev, er lagret." in helse.liv.sees_modal(ABOUT).text
    helse.liv.sees("Det som ble sagt, er skrevet ned.", in_=helse.liv.dm(helse.ws.bot))
    day_after(helse, two[0])
    summary = helse.ola.sees(HOW, in_=helse.helse)
    head = f"{HOW} {day_of(helse, two[0])}\nDet ble sagt\nMer tid til *spørsmål* <!channel>\n📅 Neste møte\n"
    assert summary.says.startswith(head)
    assert summary.pings == []
    assert "rundt bordet" not in summary.says


def test_where_nothing_is_evaluated_nothing_is_asked_or_summed_up(helse: House, two: list[str]) -> None:
    evaluates(helse, Evaluating.NONE)
    changes(helse, two[0])
    assert (rows(helse, Round), planned_of(helse, Kind.EVALUATION)) == ([], [])
    turns_to(helse, _meeting_moment(helse, two[0]))
    assert SHEET_WRITE not in opens(helse, helse.liv).buttons
    day_after(helse, two[0])
    helse.ola.sees(NEXT, in_=helse.helse)
    assert in_channel(helse, HOW) == []
    assert planned_of(helse, Kind.NEXT) == [two[0]]


def planned_of(house: House, kind: Kind) -> list[str]:
    """The meetings of which that is planned, or said."""
    return [one.subject_id for one in rows(house, Post) if one.view == kind]


def _meeting_moment(house: House, key: str) -> datetime:
    """An hour before it ends."""
    with house.bot.database.reading() as session:
        return session.get_one(Meeting, (house.ws.id, key)).starts_at + timedelta(hours=1)


# It follows the meeting, the settings and who leads, until it has begun


def test_a_meeting_that_moves_takes_it_along_and_one_that_is_cancelled_takes_it_away(
    helse: House, two: list[str]
) -> None:
    first, _second = two
    due = post(helse, Kind.EVALUATION, first).due_at
    laid = {asked.meeting_id: asked for asked in rows(helse, Round)}
    assert laid[first].opens_at == due
    changes(helse, first, day=ahead(helse, 16), begins=time(12))
    moved = {asked.meeting_id: asked for asked in rows(helse, Round)}[first]
    assert (moved.id, moved.opens_at) == (laid[first].id, post(helse, Kind.EVALUATION, first).due_at)
    assert moved.opens_at > due
    assert moved.closes_at == moment_of(next_working(ahead(helse, 16)), time(9, 30))
    changes(helse, first, cancelled_at=helse.slack.clock.now())
    assert [asked.meeting_id for asked in rows(helse, Round)] == [two[1]]
    turns_to(helse, moved.opens_at)
    settle(helse)
    assert in_channel(helse, ASKED) == []


def test_what_is_written_while_the_meeting_is_cancelled_stays_in_the_form(helse: House, two: list[str]) -> None:
    first, _second = two
    message = is_asked(helse, first)
    helse.kari.presses(ANSWER, message=message)
    helse.kari.sees_modal(FORM)
    helse.kari.fills(GOOD, "Kaffen")
    changes(helse, first, cancelled_at=helse.slack.clock.now())
    helse.kari.submits()
    assert helse.kari.sees_modal(FORM).errors == {WORTH: TOO_LATE}
    assert rows(helse, RoundAnswer) == []
    settle(helse)
    assert "Møtet er avlyst, så ingen trenger å svare lenger." in in_channel(helse, ASKED)[0].says


def test_what_is_posted_keeps_its_round_although_that_has_not_opened_yet(helse: House, two: list[str]) -> None:
    """As when a process posts it, and another plans anew before either has opened it."""
    with helse.bot.database.writing() as session:
        key = post(helse, Kind.EVALUATION, two[0]).id
        session.get_one(Post, (helse.ws.id, key)).ts = "1795424400.000100"
        plan(session, network_of(helse, session), helse.slack.clock.now())
    assert two[0] in [asked.meeting_id for asked in rows(helse, Round)]


def test_what_leaders_steer_it_follows(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 15))
    opens_steering(helse, NOTES)
    helse.liv.presses(SKIP)
    helse.slack.wait_until(lambda: rows(helse, Round) == [], what="nobody to be asked")
    helse.liv.presses(UNSKIP)
    helse.slack.wait_until(lambda: rows(helse, Round), what="people to be asked after all")
    assert "Var møtet verdt tiden din?" in opens_steering(helse, NOTES).text
    helse.liv.presses(SEND, confirm=SEND)
    helse.ola.sees(ASKED, in_=helse.helse)
    settle(helse)
    assert asked_of(helse, key).has_opened
    all_answer(helse, 1)
    changes(helse, key, cancelled_at=helse.slack.clock.now())
    settle(helse)
    off = "avsluttet\nMøtet er avlyst, så ingen trenger å svare lenger."
    helse.slack.wait_until(lambda: off in in_channel(helse, ASKED)[0].says, what="it to be closed")
    assert in_channel(helse, ASKED)[0].buttons == [MORE]
    assert asked_of(helse, key).had_their_say == 1


def test_what_was_said_to_who_answers_stays_so(helse: House, two: list[str]) -> None:
    """Settings and leaders that change before it begins count, and after that they don't."""
    first, _second = two
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know everybody")
    with helse.bot.database.writing() as session:
        network = network_of(helse, session)
        network.leaders = [*network.leaders, meet(session, helse.ws.id, helse.kari.id)]
    evaluates(helse, Evaluating.LEADERS)
    changes(helse, first)
    is_asked(helse, first)
    with helse.bot.database.writing() as session:
        network = network_of(helse, session)
        network.leaders = [meet(session, helse.ws.id, person.id) for person in (helse.liv, helse.ola)]
        network.fewest_shown = 3
    evaluates(helse, Evaluating.OPEN)
    changes(helse, first)
    with helse.bot.database.reading() as session:
        asked = next(one for one in session.scalars(select(Round)) if one.meeting_id == first)
        assert (asked.visibility, asked.fewest_shown) == (Visibility.LEADERS, 5)
        assert {reader.user_id for reader in asked.readers} == {helse.liv.id, helse.kari.id}
    assert "Lederne ser hva du svarer." in in_channel(helse, ASKED)[0].says


@pytest.mark.usefixtures("two")
def test_the_setting_is_chosen_in_the_form(helse: House) -> None:
    opens_settings(helse, helse.liv)
    assert helse.liv.sees_modal(SETTINGS).values[SETTING] == "Skriftlig og anonymt"
    helse.liv.chooses(SETTING, "Muntlig: lederne skriver ned det som ble sagt")
    helse.liv.submits()
    helse.liv.sees_modal(SETTINGS)
    assert rows(helse, Round) == []
    with helse.bot.database.reading() as session:
        assert network_of(helse, session).evaluation is Evaluating.SPOKEN


# Who may


def test_a_leader_who_leads_no_more_reads_nothing_and_a_new_one_neither(helse: House, two: list[str]) -> None:
    first, _second = two
    is_asked(helse, first)
    all_answer(helse, 6)
    with helse.bot.database.writing() as session:
        network_of(helse, session).leaders = [meet(session, helse.ws.id, helse.ola.id)]
    closes(helse, first)
    assert directly(helse, RESULTS) == directly(helse, RESULTS, helse.ola) == []
    for person in (helse.liv, helse.ola):
        helse.forges(person, "evaluation.pick", asked_of(helse, first).id)
        person.sees(READERS_ONLY, in_=helse.helse)
    helse.forges(helse.liv, "evaluation.write", first)
    helse.liv.sees(LEADERS_ONLY, in_=helse.helse)


def test_an_old_message_of_a_leader_who_leads_no_more_picks_nothing(helse: House, two: list[str]) -> None:
    is_asked(helse, two[0])
    all_answer(helse)
    closes(helse, two[0])
    helse.liv.presses(PICK, message=told(helse))
    helse.liv.sees_modal(WRITTEN)
    helse.liv.chooses(BOXES, "Godt 1")
    with helse.bot.database.writing() as session:
        network_of(helse, session).leaders = [meet(session, helse.ws.id, helse.ola.id)]
    helse.liv.submits()
    assert READERS_ONLY in " ".join(helse.liv.sees_modal(WRITTEN).errors.values())
    assert not any(one.is_picked for one in rows(helse, RoundAnswer))


def test_a_coordinator_and_participants_read_and_write_nothing(helse: House, two: list[str]) -> None:
    first, _second = two
    is_asked(helse, first)
    all_answer(helse)
    closes(helse, first)
    with helse.bot.database.writing() as session:
        meet(session, helse.ws.id, helse.ola.id).is_coordinator = True
    for person in (helse.ola, helse.kari):
        helse.forges(person, "evaluation.pick", asked_of(helse, first).id)
        person.sees(READERS_ONLY, in_=helse.helse)
        helse.forges(person, "evaluation.write", first)
        person.sees(LEADERS_ONLY, in_=helse.helse)


def test_while_people_answer_nothing_is_picked(helse: House, two: list[str]) -> None:
    is_asked(helse, two[0])
    all_answer(helse)
    helse.forges(helse.liv, "evaluation.pick", asked_of(helse, two[0]).id)
    helse.liv.sees("Her er det ingenting å lese", in_=helse.helse)
    closes(helse, two[0])


def test_where_too_few_have_answered_nothing_is_picked(helse: House, two: list[str]) -> None:
    is_asked(helse, two[0])
    all_answer(helse, 4)
    closes(helse, two[0])
    helse.forges(helse.liv, "evaluation.pick", asked_of(helse, two[0]).id)
    helse.liv.sees("Her er det ingenting å lese", in_=helse.helse)


# Picked


def test_picks_made_later_show_in_place_and_twice_is_once(helse: House, two: list[str]) -> None:
    is_asked(helse, two[0])
    all_answer(helse)
    closes(helse, two[0])
    day_after(helse, two[0])
    before = helse.ola.sees(HOW, in_=helse.helse)
    assert "Godt" not in before.says
    helse.ws.deliver_twice()
    assert "Kanalen får se dette" in picks(helse, "Godt 2").text
    after = helse.ola.sees("– Godt 2\n", in_=helse.helse)
    assert after.ts == before.ts
    helse.liv.closes(all_=True)
    assert "Kanalen får ikke se noe" in picks(helse).text
    helse.slack.wait_until(lambda: "Godt" not in in_channel(helse, HOW)[0].says, what="it to be taken away")
    assert len(in_channel(helse, HOW)) == 1


def test_many_texts_come_in_pages_and_ten_are_enough(helse: House, two: list[str]) -> None:
    is_asked(helse, two[0])
    all_answer(helse, 12, better="Kortere " + "møter " * 40)
    closes(helse, two[0])
    helse.liv.presses(PICK, message=told(helse))
    form = helse.liv.sees_modal(WRITTEN)
    assert "Side 1 av 3" in form.text
    helse.liv.chooses(BOXES, *(f"Godt {n}" for n in (0, 1, 10, 11, 2, 3, 4, 5, 6, 7)))
    helse.liv.submits()
    form = helse.liv.sees_modal(WRITTEN)
    assert "Side 2 av 3" in form.text
    assert "– Godt 8\n– Godt 9\nHva kan gjøre neste møte bedre?\n– Kortere møter" in form.text
    helse.liv.chooses(BOXES, "Godt 8")
    helse.liv.submits()
    assert [*helse.liv.sees_modal(WRITTEN).errors.values()] == ["Velg færre: kanalen får se høyst 10 til sammen."]
    helse.liv.chooses(BOXES)
    helse.liv.submits()
    helse.liv.submits()
    assert "– Godt 7" in helse.liv.sees_modal(WRITTEN).text
    assert sum(one.is_picked for one in rows(helse, RoundAnswer)) == 10


# Written down


def test_what_is_changed_because_of_it_opens_the_next_preview(helse: House, two: list[str]) -> None:
    first, second = two
    is_asked(helse, first)
    all_answer(helse)
    closes(helse, first)
    writes(helse, changed="Vi begynner med *en runde*")
    helse.liv.closes(all_=True)
    turns_to(helse, post(helse, Kind.PREVIEW, second).due_at)
    preview = helse.ola.sees(WE_DID, in_=helse.helse)
    assert preview.says.startswith(f"{WE_DID}\nVi begynner med *en runde*\n{PREVIEW} {day_of(helse, second)}\n")
    writes(helse, changed="Vi tar pause")
    assert helse.ola.sees("Vi tar pause", in_=helse.helse).ts == preview.ts
    changes(helse, first, cancelled_at=helse.slack.clock.now())  # it was not held after all
    helse.slack.wait_until(lambda: in_channel(helse, WE_DID) == [], what="it to be left out")


def test_after_the_last_meeting_there_is_a_summary_if_there_is_something_to_tell(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 15))
    is_asked(helse, key)
    all_answer(helse)
    closes(helse, key)
    day_after(helse, key)
    summary = helse.ola.sees(HOW, in_=helse.helse)
    assert "Neste møte" not in summary.says
    assert summary.buttons == [MORE]


def test_where_there_is_nothing_to_tell_nothing_is_posted_until_there_is(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 15))
    is_asked(helse, key)
    all_answer(helse, 1)
    closes(helse, key)
    day_after(helse, key)
    assert in_channel(helse, HOW) == in_channel(helse, NEXT) == []
    turns_to(helse, helse.slack.clock.now() + timedelta(hours=1))
    writes(helse, said="Vi vil ha mer tid")
    assert "Det ble sagt\nVi vil ha mer tid" in helse.ola.sees(HOW, in_=helse.helse).says
    assert len(in_channel(helse, HOW)) == 1
    assert not any("Oppsummering" in one.says for one in directly(helse, "Dette har ikke kommet"))


def test_of_two_who_write_it_down_at_once_the_later_is_told(helse: House, two: list[str]) -> None:
    first, _second = two
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know everybody")
    with helse.bot.database.writing() as session:
        network = network_of(helse, session)
        network.leaders = [*network.leaders, meet(session, helse.ws.id, helse.kari.id)]
    is_asked(helse, first)
    for person in (helse.liv, helse.kari):
        helse.forges(person, "evaluation.write", first)
        person.sees_modal(NOTES)
        person.fills(SAID, f"Av {person.name}")
    helse.ws.deliver_twice()
    helse.liv.submits()
    helse.liv.sees_modal(ABOUT)
    helse.kari.submits()
    late = helse.kari.sees_modal(NOTES)
    assert "Liv Berg skrev ned noe mens du skrev, så ditt er ikke lagret ennå." in late.text
    assert late.values[SAID] == "Av Kari Nordmann"
    assert [one.said for one in rows(helse, Evaluation)] == ["Av Liv Berg"]
    helse.kari.submits()
    helse.kari.sees_modal(ABOUT)
    assert [(one.said, one.version) for one in rows(helse, Evaluation)] == [("Av Kari Nordmann", 2)]


def test_it_is_written_down_from_the_meetings_sheet_once_that_has_begun(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 15))
    assert SHEET_WRITE not in opens(helse, helse.liv).buttons
    helse.liv.closes(all_=True)
    helse.forges(helse.liv, "evaluation.write", key)
    helse.liv.sees("Du kan skrive dette ned når møtet har begynt.", in_=helse.helse)
    message = is_asked(helse, key)
    assert message
    helse.forges(helse.liv, "meeting.more", key)
    helse.liv.presses(SHEET_WRITE)
    helse.liv.sees_modal(NOTES)
    helse.liv.fills(SAID, "x" * 1001)
    helse.liv.submits()
    assert helse.liv.sees_modal(NOTES).errors == {SAID: "Skriv høyst 1000 tegn her. Nå er det 1001."}
    helse.liv.fills(SAID, "x" * 1000)
    helse.liv.submits()
    helse.liv.sees_modal(ABOUT)
    helse.forges(helse.kari, "meeting.more", key)
    assert SHEET_WRITE not in helse.kari.sees_modal(ABOUT).buttons


# Bad days


def test_it_is_asked_late_if_need_be_but_not_at_night(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 15), begins=time(19))
    day = _meeting(helse, key).day
    helse.bot.metronome.stop()
    turns_to(helse, moment_of(day, time(23)))
    changes(helse, key)
    assert post(helse, Kind.EVALUATION, key).due_at == moment_of(next_working(day), time(9))
