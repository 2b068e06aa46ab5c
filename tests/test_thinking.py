"""Thinking time: a leader gives everyone quiet in a meeting, the channel counts down, and each notes for themselves."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from handlers.programme import clock
from handlers.words import Words
from sandbox import Message, Person
from sandbox.forms import Modal
from sandbox.reading import pressable
from sandbox.world import Call
from storage.agendas import Item
from storage.base import new_id
from storage.journal import JournalEntry
from storage.meetings import Meeting
from storage.networks import Network
from storage.people import meet
from storage.thinking import ThinkingTime
from tests.living import House, Living
from tests.meetings import ahead, changes, in_channel, lays, network_of, settle, topic, turns_to
from tests.test_cycle import ids
from tests.test_reflections import is_away, is_said, leaves_modals, rows
from tests.test_steering import shows

SHEET, START, WRITE, MORE = "Tenkepause", "Start tenkepausen", "Åpne notatblokken", "Mer …"
EXTEND, END, TABLE, ASK = "Gi fem minutter til", "Avslutt nå", "Start en runde rundt bordet", "Spør skriftlig"
MINUTES, QUESTION, FOLLOWS = "Hvor mange minutter?", "Hva skal alle tenke over?", "Hva kommer etterpå?"
NONE, AROUND, WRITTEN = "Ingen runde", "En runde rundt bordet", "En skriftlig runde"
NOTEPAD, TEXT, SAVE, SAVED = "Notatblokk", "Hva tenker du?", "Lagre notatet", "Notatet ligger i dagboken din."
JOURNAL, OWN = "Dagboken min", [WRITE, "Dagboken min"]
QUIET, BELL, OVER = "🤫", "🔔 Tiden er ute.", "🤫 Tenkepausen er over."
ONLY = "Bare nettverksledere kan gjøre dette."
A_MINUTE = timedelta(minutes=1)


def opens_form(house: House, person: Person | None = None) -> Modal:
    leader = person or house.liv
    leaves_modals(leader)
    leader.types("/runde", house.helse)
    rounds = leader.sees_modal("Runder")
    (block,) = [one for one in rounds.view.blocks if one.get("accessory", {}).get("action_id") == "thinking.start"]
    leader.press(rounds.view, block, block["accessory"])
    return leader.sees_modal(SHEET)


def gives(house: House, minutes: int = 5, question: str = "", follows: str = NONE) -> Message:
    """Liv gives everyone time to think. What stands in the channel."""
    before = len(in_channel(house, QUIET))
    opens_form(house)
    house.liv.fills(MINUTES, str(minutes))
    house.liv.fills(QUESTION, question)
    house.liv.chooses(FOLLOWS, follows)
    house.liv.submits()
    house.slack.wait_until(lambda: len(in_channel(house, QUIET)) == before + 1, what="the channel to hear of it")
    return in_channel(house, QUIET)[-1]


def lines(shown: Modal | Message) -> list[str]:
    """What it says, of a message without its buttons."""
    if isinstance(shown, Modal):
        return shown.text.replace("\u00a0", " ").splitlines()
    return shown.says.replace("\u00a0", " ").splitlines()[: -len(shown.buttons)]


def says(house: House, message: Message, words: str) -> None:
    house.slack.wait_until(lambda: words in message.says, what=f"the message to say {words!r}, not {message.says!r}")


def row(house: House) -> ThinkingTime:
    (found,) = those(house)
    return found


def those(house: House) -> list[ThinkingTime]:
    with house.bot.database.reading() as session:
        return session.query(ThinkingTime).order_by(ThinkingTime.began_at).all()


def until(house: House) -> str:
    """What the channel says of its end."""
    with house.bot.database.reading() as session:
        thinking = session.query(ThinkingTime).one()
        return f"🤫 Stille til {clock(Words('nb'), thinking.ends_at, thinking.network.tz)}".replace("til ", "til kl. ")


def turns(house: House, by: timedelta) -> None:
    house.slack.clock.turn(by)
    settle(house)


def bells(house: House) -> list[Message]:
    return in_channel(house, BELL)


def rings(house: House, times: int = 1) -> Message:
    house.slack.wait_until(lambda: len(bells(house)) == times, what=f"{times} bells")
    return bells(house)[-1]


def updates(house: House, messages: Iterable[Message]) -> list[Call]:
    those = {message.ts for message in messages}
    return [call for call in house.ws.calls("chat.update") if call.args["ts"] in those]


def looks(message: Message, person: Person) -> Modal:
    leaves_modals(person)
    person.presses(MORE, message=message)
    return person.sees_modal(SHEET)


def notes(message: Message, person: Person, text: str) -> Modal:
    leaves_modals(person)
    person.presses(WRITE, message=message)
    person.fills(TEXT, text)
    person.submits()
    return person.sees_modal(SHEET)


def leads_too(house: House, person: Person) -> None:
    with house.bot.database.writing() as session:
        network = network_of(house, session)
        network.leaders.append(meet(session, house.ws.id, person.id))


def at_once(*acts: Callable[[], object]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# Given by a form


def test_a_leader_gives_everyone_quiet_and_the_channel_sees_until_when(helse: House) -> None:
    form = opens_form(helse)
    assert (form.values[MINUTES], form.values[QUESTION], form.values[FOLLOWS]) == ("5", None, NONE)
    message = gives(helse, 7, "Hva er viktigst? <!here> *nå*", AROUND)
    assert lines(message) == [until(helse), "Hva er viktigst? <!here> *nå*", "7 minutter igjen."]
    assert (message.buttons, message.pings) == ([WRITE, MORE], [])
    sheet = helse.liv.sees_modal(SHEET)
    assert lines(sheet)[:3] == lines(message)
    assert sheet.buttons == [*OWN, EXTEND, END]
    others = looks(message, helse.kari)
    assert (lines(others)[:3], others.buttons) == (lines(message), OWN)


def test_a_question_that_is_too_long_is_told_and_kept(helse: House) -> None:
    opens_form(helse)
    helse.liv.fills(QUESTION, "x" * 151)
    helse.liv.submits()
    form = helse.liv.sees_modal(SHEET)
    assert ("høyst 150 tegn" in form.errors[QUESTION], form.values[QUESTION]) == (True, "x" * 151)
    assert those(helse) == []


def test_the_same_form_twice_is_one(helse: House) -> None:
    message = gives(helse)
    assert helse.liv.repeats().acked
    settle(helse)
    assert in_channel(helse, QUIET) == [message]
    assert len(those(helse)) == 1


def test_only_leaders_give_quiet_and_decide_of_it(helse: House) -> None:
    gives(helse)
    thinking = row(helse)
    for deed in ("end", "extend", "ask", "table"):
        helse.forges(helse.kari, f"thinking.{deed}", f"{thinking.id}@{thinking.end}")
    helse.forges(helse.kari, "thinking.start", thinking.network_id)
    helse.slack.wait_until(lambda: refusals(helse, helse.kari) == 5, what="her to be refused each time")
    assert (row(helse).ends_at, helse.kari.modal) == (thinking.ends_at, None)


def refusals(house: House, person: Person) -> int:
    return len([one for one in person.reads(house.helse) if ONLY in one.says])


def test_it_belongs_to_the_meeting_of_the_day(helse: House) -> None:
    day = ahead(helse, 2)
    (meeting,) = lays(helse, day)
    gives(helse)
    turns_to(helse, starts_at(helse, meeting) - timedelta(minutes=5))
    gives(helse)
    assert [one.meeting_id for one in those(helse)] == [None, meeting]


def starts_at(house: House, meeting: str) -> datetime:
    with house.bot.database.reading() as session:
        return session.get_one(Meeting, (house.ws.id, meeting)).starts_at


# Counting down


def test_the_channel_counts_the_minutes_down(helse: House) -> None:
    message = gives(helse, 5)
    says(helse, message, "5 minutter igjen.")
    turns(helse, timedelta(seconds=40))
    assert (lines(message)[-1], updates(helse, [message])) == ("5 minutter igjen.", [])
    for left in ("4 minutter igjen.", "3 minutter igjen.", "2 minutter igjen.", "1 minutt igjen."):
        turns(helse, A_MINUTE)
        assert lines(message)[-1] == left
    assert len(updates(helse, [message])) == 4
    turns(helse, A_MINUTE)
    assert lines(message) == [OVER]
    assert message.buttons == [MORE]
    turns(helse, timedelta(hours=1))
    assert len(updates(helse, [message])) == 5


def test_who_has_slept_shows_once_how_long_it_is_now(helse: House) -> None:
    message = gives(helse, 30)
    turns(helse, timedelta(minutes=12, seconds=30))
    assert lines(message)[-1] == "18 minutter igjen."
    assert len(updates(helse, [message])) == 1


@pytest.mark.parametrize(("later", "shown"), [(2, "3 minutter igjen."), (7, OVER)])
def test_a_process_that_starts_anew_goes_on_where_it_is_by_now(
    helse: House, living: Living, later: int, shown: str
) -> None:
    message = gives(helse, 5)
    living.end(helse.bot)
    helse.slack.clock.turn(later * A_MINUTE + timedelta(seconds=1))
    helse.bot = living.bot(helse.ws)
    says(helse, message, shown)
    settle(helse)
    assert len(updates(helse, [message])) == 1
    assert len(bells(helse)) == (shown == OVER)
    turns(helse, 10 * A_MINUTE)
    assert len(bells(helse)) == 1


def test_who_starts_long_after_the_end_says_nothing_aloud(helse: House, living: Living) -> None:
    message = gives(helse, 5)
    living.end(helse.bot)
    helse.slack.clock.turn(16 * A_MINUTE)
    helse.bot = living.bot(helse.ws)
    says(helse, message, OVER)
    settle(helse)
    assert bells(helse) == []


def test_of_two_processes_one_counts(helse: House, living: Living) -> None:
    living.bot(helse.ws)
    message = gives(helse, 5)
    for _ in range(3):
        turns(helse, A_MINUTE)
    assert lines(message)[-1] == "2 minutter igjen."
    assert len(updates(helse, [message])) == 3
    turns(helse, 2 * A_MINUTE + timedelta(seconds=1))
    assert len(bells(helse)) == 1


def test_a_moment_before_it_began_there_is_not_a_minute_more() -> None:
    """As another process sees it whose clock is a little behind, or who waited for the one that began it."""
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    thinking = ThinkingTime()
    thinking.begin(10, now)
    assert [thinking.minutes_left(now + timedelta(seconds=n)) for n in (-1, 0, 1, 60, 61)] == [10, 10, 10, 9, 9]


def test_ten_at_once_are_shown_no_oftener_than_once_a_minute(helse: House) -> None:
    """Slack takes some fifty updates a minute (tier 3). So many are ten, of ten networks as of one."""
    messages = [gives(helse, 15) for _ in range(10)]
    for _ in range(10):
        turns(helse, A_MINUTE)
    calls = updates(helse, messages)
    assert Counter(call.args["ts"] for call in calls) == {message.ts: 10 for message in messages}
    for message in messages:
        moments = [call.at for call in updates(helse, [message])]
        assert min(later - earlier for earlier, later in pairwise(moments)) > timedelta(seconds=1)


# When it is over


@pytest.mark.parametrize(
    ("follows", "told"),
    [
        (NONE, []),
        (AROUND, ["Den som leder, kan starte en runde rundt bordet nå, under «Mer …»."]),
        (WRITTEN, ["Den som leder, kan spørre alle skriftlig nå, under «Mer …»."]),
    ],
)
def test_when_it_is_over_a_new_message_says_so_once_and_what_comes(helse: House, follows: str, told: list[str]) -> None:
    gives(helse, 5, follows=follows)
    turns(helse, 4 * A_MINUTE)
    assert bells(helse) == []
    turns(helse, A_MINUTE + timedelta(seconds=1))
    (bell,) = bells(helse)
    assert (lines(bell), bell.buttons) == ([BELL, *told], [MORE])
    turns(helse, timedelta(minutes=1))
    assert bells(helse) == [bell]
    sheet = looks(bell, helse.liv)
    assert sheet.buttons == [*OWN, TABLE, ASK, EXTEND]
    primary = [label for label, _block, button in pressable(sheet.view.blocks) if button.get("style") == "primary"]
    assert primary == {NONE: [], AROUND: [TABLE], WRITTEN: [ASK]}[follows]
    assert looks(bell, helse.kari).buttons == OWN


def test_everyone_finds_it_among_the_rounds_while_it_lasts(helse: House) -> None:
    gives(helse, 5, "Hva lærte du?")
    helse.kari.types("/runde", helse.helse)
    assert "Tenkepause\nHva lærte du?" in helse.kari.sees_modal("Runder").text
    helse.kari.presses("Se tenkepausen")
    helse.kari.sees_modal(SHEET)
    helse.kari.closes()
    turns(helse, 5 * A_MINUTE)
    helse.kari.types("/runde", helse.helse)
    assert "Se tenkepausen" not in helse.kari.sees_modal("Runder").buttons


def test_more_time_before_the_end_lets_the_bell_ring_later(helse: House) -> None:
    message = gives(helse, 5)
    first = until(helse)
    helse.liv.presses(EXTEND)
    shows(helse, "10 minutter igjen.")
    says(helse, message, "10 minutter igjen.")
    assert lines(message)[0] == until(helse) != first
    turns(helse, 6 * A_MINUTE)
    assert (lines(message)[-1], bells(helse)) == ("4 minutter igjen.", [])
    turns(helse, 4 * A_MINUTE + timedelta(seconds=1))
    assert len(bells(helse)) == 1


def test_more_time_after_the_end_begins_now_and_the_bell_rings_again(helse: House) -> None:
    message = gives(helse, 5)
    turns(helse, 8 * A_MINUTE)
    early = rings(helse)
    looks(early, helse.liv)
    helse.liv.presses(EXTEND)
    says(helse, message, "5 minutter igjen.")
    says(helse, early, "🔔 Tiden var ute. Så ble det mer tid.")
    assert message.buttons == [WRITE, MORE]
    turns(helse, 4 * A_MINUTE)
    assert bells(helse) == []
    turns(helse, A_MINUTE + timedelta(seconds=1))
    assert len(bells(helse)) == 1
    assert lines(message) == [OVER]


def test_of_two_leaders_who_give_more_time_at_once_one_does(helse: House) -> None:
    message = gives(helse, 5)
    leads_too(helse, helse.ola)
    began, ends = row(helse).began_at, row(helse).ends_at
    looks(message, helse.liv)
    looks(message, helse.ola)
    at_once(lambda: helse.liv.presses(EXTEND), lambda: helse.ola.presses(EXTEND))
    for person in (helse.liv, helse.ola):
        shows(helse, "10 minutter igjen.", person)
    assert helse.ola.repeats().acked
    settle(helse)
    assert (row(helse).began_at, row(helse).ends_at) == (began, ends + 5 * A_MINUTE)


def test_an_hour_in_all_is_the_longest(helse: House) -> None:
    gives(helse, 58)
    helse.liv.presses(EXTEND)
    shows(helse, "60 minutter igjen.")
    assert helse.liv.sees_modal(SHEET).buttons == [*OWN, END]
    thinking = row(helse)
    helse.forges(helse.liv, "thinking.extend", f"{thinking.id}@{thinking.end}")
    shows(helse, "60 minutter igjen.")
    assert row(helse).ends_at - row(helse).began_at == 60 * A_MINUTE


def test_a_leader_ends_it_early_and_the_bell_rings_at_once_and_not_again(helse: House) -> None:
    message = gives(helse, 5)
    turns(helse, A_MINUTE)
    helse.liv.presses(END)
    shows(helse, OVER)
    says(helse, message, OVER)
    rings(helse)
    assert helse.liv.repeats().acked
    turns(helse, 10 * A_MINUTE)
    assert len(bells(helse)) == 1
    assert len(updates(helse, [message])) == 2


def test_a_written_round_follows_with_the_question_filled_in(helse: House) -> None:
    gives(helse, 5, "Hva lærte du?", WRITTEN)
    helse.liv.presses(END)
    shows(helse, OVER)
    helse.liv.presses(ASK)
    form = helse.liv.sees_modal("Spørsmål til alle")
    assert form.values["Spørsmål 1"] == "Hva lærte du?"
    helse.liv.submits()
    assert "Runden er i gang." in helse.liv.sees_modal("Spørsmål til alle").text
    helse.ola.sees("💬 Runde: ", in_=helse.helse)


def test_a_round_around_the_table_follows_with_the_question_filled_in(helse: House) -> None:
    gives(helse, 5, "Hva lærte du?", AROUND)
    helse.liv.presses(END)
    shows(helse, OVER)
    helse.liv.presses(TABLE)
    form = helse.liv.sees_modal("Runde rundt bordet")
    assert form.values["Hva skal hver av dere si noe om?"] == "Hva lærte du?"


# The notepad


def test_a_note_is_in_ones_own_journal_and_nobody_else_reads_it(helse: House) -> None:
    message = gives(helse, 5, "Hva lærte du?")
    sheet = notes(message, helse.kari, "At ro <!here> *hjelper*")
    assert lines(sheet)[0] == f"{SAVED} Bare du leser det."
    assert sheet.buttons == OWN
    helse.kari.presses(JOURNAL)
    assert "Hva lærte du?\nAt ro <!here> *hjelper*" in helse.kari.sees_modal(JOURNAL).text
    assert "hjelper" not in looks(message, helse.liv).text
    helse.liv.presses(WRITE)
    assert helse.liv.sees_modal(NOTEPAD).values[TEXT] is None
    settle(helse)
    assert not is_said(helse, "hjelper")
    assert updates(helse, [message]) == []


def test_a_note_without_a_question_is_called_after_what_it_was(helse: House) -> None:
    notes(gives(helse), helse.kari, "Ro")
    helse.kari.presses(JOURNAL)
    assert "Tenkepause\nRo" in helse.kari.sees_modal(JOURNAL).text


def test_one_goes_on_with_a_note_also_when_it_is_over(helse: House) -> None:
    message = gives(helse)
    notes(message, helse.kari, "Ro")
    turns(helse, 6 * A_MINUTE)
    looks(message, helse.kari)
    helse.kari.presses(WRITE)
    assert helse.kari.sees_modal(NOTEPAD).values[TEXT] == "Ro"
    helse.kari.fills(TEXT, "Ro og tid")
    helse.kari.submits()
    shows(helse, SAVED, helse.kari)
    assert helse.kari.repeats().acked
    assert rows(helse, JournalEntry) == ["Ro og tid"]


@pytest.mark.parametrize(("text", "told"), [("x" * 2_001, "høyst 2000 tegn"), (" \n ", "Skriv noen ord")])
def test_a_note_that_is_empty_or_too_long_is_told_and_kept_in_the_form(helse: House, text: str, told: str) -> None:
    message = gives(helse)
    helse.kari.presses(WRITE, message=message)
    helse.kari.fills(TEXT, text)
    helse.kari.submits()
    form = helse.kari.sees_modal(NOTEPAD)
    assert (told in form.errors[TEXT], form.values[TEXT]) == (True, text)
    assert rows(helse, JournalEntry) == []


def test_a_note_that_is_deleted_and_written_anew_is_there_again(helse: House) -> None:
    message = gives(helse)
    notes(message, helse.kari, "Ro")
    helse.kari.presses(JOURNAL)
    helse.kari.presses("Slett innlegget")
    shows(helse, "Slettet", helse.kari)
    leaves_modals(helse.kari)
    helse.kari.presses(WRITE, message=message)
    assert helse.kari.sees_modal(NOTEPAD).values[TEXT] is None
    helse.kari.fills(TEXT, "Likevel ro")
    helse.kari.submits()
    shows(helse, SAVED, helse.kari)
    helse.kari.presses(JOURNAL)
    assert "Likevel ro" in helse.kari.sees_modal(JOURNAL).text
    assert rows(helse, JournalEntry) == ["Likevel ro"]


def test_notes_of_two_times_are_two(helse: House) -> None:
    first, second = gives(helse), gives(helse)
    notes(first, helse.kari, "Ro")
    notes(second, helse.kari, "Uro")
    assert sorted(rows(helse, JournalEntry)) == ["Ro", "Uro"]


def test_the_form_twice_is_one_note_and_a_second_form_changes_it(helse: House) -> None:
    message = gives(helse)
    helse.kari.presses(WRITE, message=message)
    helse.kari.fills(TEXT, "Ro")
    form = helse.kari.sees_modal(NOTEPAD).view.as_json(*ids(helse))
    helse.ws.deliver_twice()
    helse.kari.submits()
    assert helse.kari.repeats().acked
    assert rows(helse, JournalEntry) == ["Ro"]
    form["state"]["values"]["text"]["text"]["value"] = "Uro"
    helse.kari.sends("interactive", {"type": "view_submission", "view": form})
    assert rows(helse, JournalEntry) == ["Uro"]


def test_who_has_left_meanwhile_keeps_what_stands_in_the_form(helse: House) -> None:
    message = gives(helse)
    helse.kari.presses(WRITE, message=message)
    helse.kari.fills(TEXT, "Ro")
    helse.kari.leaves(helse.helse)
    helse.slack.wait_until(lambda: is_away(helse, helse.kari), what="the bot to know that she has left")
    helse.kari.submits()
    form = helse.kari.sees_modal(NOTEPAD)
    assert "Du er ikke lenger med i kanalen" in form.errors[TEXT]
    assert form.values[TEXT] == "Ro"
    assert rows(helse, JournalEntry) == []


def test_a_network_that_rests_lets_nobody_note_and_rings_no_bell(helse: House) -> None:
    message = gives(helse)
    helse.kari.presses(WRITE, message=message)
    helse.kari.fills(TEXT, "Ro")
    with helse.bot.database.writing() as session:
        session.get_one(Network, (helse.ws.id, row(helse).network_id)).paused_at = helse.slack.clock.now()
    helse.kari.submits()
    form = helse.kari.sees_modal(NOTEPAD)
    assert ("er satt på pause" in form.errors[TEXT], form.values[TEXT]) == (True, "Ro")
    assert looks(message, helse.liv).buttons == [JOURNAL]
    turns(helse, 6 * A_MINUTE)
    assert (lines(message), bells(helse)) == ([OVER], [])


# From the agenda


@pytest.fixture
def meeting(helse: House) -> str:
    """The key of a meeting that goes on."""
    (key,) = lays(helse, ahead(helse, 2))
    turns_to(helse, starts_at(helse, key) + A_MINUTE)
    settle(helse)
    return key


def stands(house: House, meeting: str, title: str, minutes: int = 10, position: int = 0, method: str = "") -> str:
    """An item on its agenda."""
    with house.bot.database.writing() as session:
        network = network_of(house, session)
        item = Item(
            team_id=house.ws.id, id=new_id(), network=network, meeting_id=meeting, title=title, minutes=minutes,
            method=method, position=position,
        )  # fmt: skip
        session.add(item)
        return item.id


def begins(house: House, meeting: str, person: Person | None = None) -> Modal:
    """The meeting begins, and its leader sees what can be begun from the agenda."""
    leader = person or house.liv
    leaves_modals(leader)
    house.forges(leader, "room.start", meeting)
    return leader.sees_modal("Møtet begynner")


def test_one_click_on_the_agenda_gives_its_minutes(helse: House, meeting: str) -> None:
    item = stands(helse, meeting, "Hva er viktigst nå?", 12, method="Tenkepause")
    stands(helse, meeting, "Pause", 15, position=1)
    begins(helse, meeting)
    helse.liv.presses(START)
    message = helse.ola.sees(QUIET, in_=helse.helse)
    assert lines(message) == [until(helse), "Hva er viktigst nå?", "12 minutter igjen."]
    assert (row(helse).item_id, row(helse).meeting_id, row(helse).view_id) == (item, meeting, f"item:{item}")
    assert "Pause" not in helse.liv.sees_modal(SHEET).text
    begins(helse, meeting)
    helse.liv.presses(START)  # again: what is there
    assert "12 minutter igjen." in helse.liv.sees_modal(SHEET).text
    helse.liv.presses(END)
    shows(helse, "Neste på agendaen: Pause (15 min)")
    assert "Neste på agendaen" not in looks(message, helse.kari).text
    begins(helse, meeting)
    helse.liv.presses(START)  # that is over: another one
    form = helse.liv.sees_modal(SHEET)
    assert (form.values[MINUTES], form.values[QUESTION]) == ("12", "Hva er viktigst nå?")
    helse.liv.fills(MINUTES, "3")
    helse.liv.submits()
    shows(helse, "3 minutter igjen.")
    assert [(one.item_id, one.meeting_id) for one in those(helse)] == [(item, meeting)] * 2


@pytest.mark.parametrize("has_topic", [True, False])
def test_an_item_that_only_names_it_is_about_the_topic_of_the_meeting(
    helse: House, meeting: str, has_topic: bool
) -> None:
    if has_topic:
        helse.proposes(helse.kari, "Samtykke")
        changes(helse, meeting, topic_id=topic(helse, "Samtykke"))
    stands(helse, meeting, "tenkepause", 90)
    begins(helse, meeting)
    helse.liv.presses(START)
    helse.ola.sees(QUIET, in_=helse.helse)
    assert row(helse).question == ("Samtykke" if has_topic else "")
    assert row(helse).ends_at - row(helse).began_at == 60 * A_MINUTE


def test_two_leaders_who_click_at_once_give_it_once(helse: House, meeting: str) -> None:
    stands(helse, meeting, "Tenkepause")
    leads_too(helse, helse.ola)
    begins(helse, meeting)
    begins(helse, meeting, helse.ola)
    at_once(lambda: helse.liv.presses(START), lambda: helse.ola.presses(START))
    for person in (helse.liv, helse.ola):
        shows(helse, "10 minutter igjen.", person)
    assert helse.ola.repeats().acked
    settle(helse)
    assert len(those(helse)) == len(in_channel(helse, QUIET)) == 1


def test_it_is_given_on_the_day_of_the_meeting_and_not_afterwards(helse: House) -> None:
    (meeting,) = lays(helse, ahead(helse, 4))
    item = stands(helse, meeting, "Tenkepause")
    helse.forges(helse.liv, "thinking.from_item", item)
    helse.liv.sees("Du kan starte møtet på selve dagen.", in_=helse.helse)
    changes(helse, meeting, cancelled_at=helse.slack.clock.now())
    helse.forges(helse.liv, "thinking.from_item", item)
    helse.liv.sees("Møtet er avlyst, så det kan ikke endres.", in_=helse.helse)
    changes(helse, meeting, cancelled_at=None)
    turns_to(helse, starts_at(helse, meeting) + timedelta(hours=3))
    helse.forges(helse.liv, "thinking.from_item", item)
    helse.liv.sees("Møtet er over, så det er for sent til dette.", in_=helse.helse)
    assert those(helse) == []


def test_a_meeting_that_is_cancelled_takes_its_quiet_with_it(helse: House) -> None:
    (meeting,) = lays(helse, ahead(helse, 2))
    turns_to(helse, starts_at(helse, meeting) - timedelta(minutes=30))
    message = gives(helse, 10)
    sheet = helse.liv.sees_modal(SHEET)
    changes(helse, meeting, cancelled_at=helse.slack.clock.now())
    says(helse, message, "🤫 Møtet er avlyst, og tenkepausen også.")
    assert message.buttons == [MORE]
    assert EXTEND in sheet.buttons
    helse.liv.presses(EXTEND)
    shows(helse, "Møtet er avlyst, så det går ikke lenger.")
    assert looks(message, helse.liv).buttons == OWN
    turns(helse, 20 * A_MINUTE)
    assert bells(helse) == []
    assert len(updates(helse, [message])) == 1
