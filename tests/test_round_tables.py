"""Round tables, through the front door: one after the other has the word, and everyone sees whose turn it is."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from handlers.agenda.rules import ours
from handlers.round_tables.listeners import sign
from handlers.round_tables.rules import drawn
from handlers.words import Words
from sandbox import Message, Person
from sandbox.forms import Modal
from storage.agendas import Item
from storage.base import Base, new_id
from storage.choices import choose
from storage.meetings import Meeting
from storage.members import Member
from storage.people import meet
from storage.round_tables import AFTERWARDS, LONGEST, RoundTable, Seat, SeatState
from storage.wall_time import ZONE
from tests.living import House, Living
from tests.meetings import changes, in_channel, lays, network_of, settle, turns_to
from tests.test_date_polls import leads_too

TABLE, NOW, SHEET, FORM = "🗣️ Runde rundt bordet", "Nå: ", "Runde rundt bordet", "Runde rundt bordet"
DONE, PASS, LATER, MORE, JOIN = "Ferdig", "Jeg står over", "Kom tilbake til meg", "Mer …", "Jeg vil ha ordet"
START, END, UNDO, DRAW, ADD = "Start runden", "Avslutt runden", "Angre", "Trekk rekkefølgen på nytt", "Noen har kommet"
BEGIN_NEXT, NOT_NEXT = "La meg begynne neste gang", "Jeg trenger ikke begynne neste gang"
ABOUT, HERE, OTHERS, MINUTES = (
    "Hva skal hver av dere si noe om?", "Hvem er her?", "Hvem andre er her, uten Slack?",
    "Hvor mange minutter får hver?",
)  # fmt: skip
NAMES = "\n".join(f"Gjest {letter}" for letter in "ABCDEFGHIJKL")
NAMED = {"others": OTHERS, "minutes": MINUTES}
NOT_YOURS = "En annen har ordet nå. Bare den som har ordet, og lederne kan trykke her."
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)


# The order, and that nobody is forgotten


def table_of(*names: str, minutes: int | None = None) -> RoundTable:
    table = RoundTable(minutes_each=minutes)
    table.begin([Seat(name=name) for name in names], MOMENT)
    return table


def seat(table: RoundTable, name: str) -> Seat:
    return next(one for one in table.seats if one.name == name)


@given(
    people=some.integers(0, 40),
    acts=some.lists(
        some.tuples(some.sampled_from(["done", "twice", "pass", "leave", "later", "late"]), some.integers(0, 60))
    ),
)
def test_everyone_present_who_did_not_pass_gets_the_word_exactly_once(people: int, acts: list[tuple[str, int]]) -> None:
    table = table_of(*(f"P{n}" for n in range(people)))
    heard: list[str] = []
    out: set[str] = set()

    def speaks() -> None:
        now = table.current
        if now and table.done(now, MOMENT):
            heard.append(now.name)

    for act, n in acts:
        on = table.current
        match act:
            case "done":
                speaks()
            case "twice" if on:  # a double click, or two leaders: both were drawn for the same seat
                heard.extend(on.name for _press in range(2) if table.done(on, MOMENT))
            case "pass" if on and table.out(on, MOMENT):
                out.add(on.name)
            case "later" if on:
                table.later(on, MOMENT)
            case "leave" if table.seats:
                who = table.seats[n % len(table.seats)]
                if table.out(who, MOMENT):
                    out.add(who.name)
            case "late":
                table.join([Seat(name=f"P{n}")], MOMENT)
                out.discard(f"P{n}")
    while table.current:
        speaks()
    assert len(heard) == len(set(heard))
    assert set(heard) == {one.name for one in table.seats} - out


@given(people=some.integers(1, 40), acts=some.lists(some.integers(0, 3), max_size=20))
def test_what_was_done_last_can_be_undone(people: int, acts: list[int]) -> None:
    def stands(table: RoundTable) -> dict[str, tuple[SeatState, int]]:
        return {one.name: (one.state, one.position) for one in table.seats}

    table = table_of(*(f"P{n}" for n in range(people)))
    assert not table.undo(MOMENT)
    for act in acts:
        before, on = stands(table), table.current
        if on is None:
            return
        did = (
            table.done(on, MOMENT) if act == 0
            else table.out(on, MOMENT) if act == 1
            else table.later(on, MOMENT) if act == 2
            else True
        )  # fmt: skip
        if act == 3:
            table.join([Seat(name="Sen")], MOMENT)
        if did and stands(table) != before:
            after = table.current
            assert table.undo(MOMENT + timedelta(minutes=1))
            assert stands(table) == before
            assert table.current is on
            assert table.turn_began_at == MOMENT + timedelta(minutes=1)
            assert not table.undo(MOMENT)
            table.done(on, MOMENT)
            assert after is not on or act == 3


@given(
    people=some.integers(1, 40), last=some.integers(0, 40), asked=some.sets(some.integers(0, 40)), lot=some.integers()
)
def test_the_order_is_drawn_and_is_fair(people: int, last: int, asked: set[int], lot: int) -> None:
    names = [f"p{n}" for n in range(people)]
    begin = {f"p{n}" for n in asked} & set(names)
    seats = [Seat(user_id=name, begins=name in begin) for name in names]
    order = [one.key for one in drawn(seats, f"p{last}", Random(lot))]
    assert sorted(order) == sorted(names)
    assert set(order[: len(begin)]) == begin
    assert people == 1 or order[0] != f"p{last}" or f"p{last}" in begin


def test_each_can_be_the_first() -> None:
    names = list("abcd")
    firsts = {drawn([Seat(name=name) for name in names], None, Random(lot))[0].name for lot in range(50)}
    assert firsts == set(names)


def test_who_is_alone_at_the_table_is_not_put_off() -> None:
    table = table_of("Liv")
    assert not table.later(seat(table, "Liv"), MOMENT)
    assert table.done(seat(table, "Liv"), MOMENT)
    assert table.current is None


def test_minutes_begin_anew_with_each_turn_and_are_over_once() -> None:
    table = table_of("Liv", "Ola", minutes=2)
    assert table.signs_at == MOMENT + timedelta(minutes=2)
    assert not table.is_too_long(MOMENT + timedelta(minutes=1, seconds=59))
    assert table.is_too_long(MOMENT + timedelta(minutes=2))
    later = MOMENT + timedelta(minutes=5)
    table.join([Seat(name="Kari")], later)
    assert table.signs_at == MOMENT + timedelta(minutes=2), "who comes late takes nobody's time"
    table.done(seat(table, "Liv"), later)
    assert table.signs_at == later + timedelta(minutes=2)
    table.done(seat(table, "Ola"), later)
    table.done(seat(table, "Kari"), later)
    assert table.signs_at is None


# Through the front door


def rows(house: House, noun: Any) -> list[Any]:
    with house.bot.database.reading() as session:
        return list(session.scalars(select(noun)))


def opens_form(house: House) -> Modal:
    house.slack.wait_until(house.knows_everybody, what="the bot to know everybody")
    house.liv.types("/runde", house.helse)
    house.liv.presses("Velg", in_=house.liv.sees_modal("Runder"))
    return house.liv.sees_modal(FORM)


def begins(house: House, *people: Person, **fields: str) -> Message:
    """Liv starts a round with these people, else with all who take part. `fields`: minutes, names of others."""
    before = len(in_channel(house, TABLE))
    assert ABOUT in opens_form(house).labels
    if people:
        house.liv.picks(HERE, *people)
    for label, text in ({ABOUT: "Hva tar du med deg?"} | {NAMED[name]: text for name, text in fields.items()}).items():
        house.liv.fills(label, text)
    house.liv.submits()
    assert "Runden er i gang." in house.liv.sees_modal(SHEET).text
    house.liv.closes(all_=True)
    house.slack.wait_until(lambda: len(in_channel(house, TABLE)) > before, what="the round to stand in the channel")
    return shown(house)


def shown(house: House) -> Message:
    """The newest round, as it is now."""
    return in_channel(house, TABLE)[-1]


def says(house: House, *words: str) -> None:
    house.slack.wait_until(lambda: all(word in shown(house).says for word in words), what=f"the round to say {words}")


def speaker(house: House) -> Person:
    """Whose turn it is, as the channel reads it."""
    (line,) = [line for line in shown(house).says.splitlines() if line.startswith(NOW)]
    people = [one for one in house.ws.members.values() if isinstance(one, Person)]
    return next(one for one in people if one.name == line.removeprefix(NOW))


def next_turn(house: House, who: Person, label: str = DONE) -> None:
    """The person presses once the message shows how it stands, and it shows somebody else."""
    settle(house)
    before = shown(house).says
    assert who.presses(label, message=shown(house)).acked
    house.slack.wait_until(lambda: shown(house).says != before, what="the next one's turn")


def looks(house: House, person: Person) -> Modal:
    person.presses(MORE, message=shown(house))
    return person.sees_modal(SHEET)


def leads(house: House, label: str, confirm: str | None = None) -> Modal:
    """Liv presses something behind «Mer …», and sees what came of it."""
    looks(house, house.liv)
    house.liv.presses(label, confirm=confirm)
    sheet = house.liv.sees_modal(SHEET)
    house.liv.closes(all_=True)
    return sheet


def others(house: House, number: int) -> list[Person]:
    """So many more people in the channel."""
    more = [house.ws.add_person(f"Deltaker {n}") for n in range(number)]
    for person in more:
        person.joins(house.helse)
    return more


def the_table(house: House) -> RoundTable:
    with house.bot.database.reading() as session:
        table = session.scalars(select(RoundTable).order_by(RoundTable.began_at.desc())).first()
        assert table
        assert table.seats is not None  # loaded while the session is open
        return table


def everywhere(house: House) -> str:
    """All that the database holds of rounds and of people's wishes."""
    with house.bot.database.reading() as session:
        tables = [Base.metadata.tables[name] for name in ("round_tables", "seats")]
        return "\n".join(str(row) for table in tables for row in session.execute(select(table)))


def meets_today(house: House, minutes: int = 120) -> str:
    """A meeting that goes on now. Its key."""
    now = house.slack.clock.now().astimezone(ZONE)
    (key,) = lays(house, now.date(), begins=now.time().replace(second=0, microsecond=0), minutes=minutes)
    return key


def test_one_after_the_other_has_the_word_and_nothing_is_kept_of_who_was_there(helse: House) -> None:
    begins(helse)
    says(helse, "Hva tar du med deg?", "Neste: ", "Deretter: ")
    heard = []
    for left in (3, 2, 1):
        who = speaker(helse)
        heard.append(who)
        assert len(the_table(helse).waiting) == left
        next_turn(helse, who)
    assert {one.id for one in heard} == {helse.liv.id, helse.kari.id, helse.ola.id}
    says(helse, "Alle har hatt ordet.", "3 av 3 har hatt ordet")
    assert shown(helse).buttons == [JOIN, MORE]
    sheet = leads(helse, END)
    assert "Nå har jeg glemt hvem som var med. Jeg husker bare hvem som begynte, til neste runde." in sheet.text
    says(helse, "Runden er over.")
    assert shown(helse).buttons == [MORE]
    assert rows(helse, Seat) == []
    first, *rest = heard
    assert [one.id in everywhere(helse) for one in rest] == [False, False]
    assert first.id == the_table(helse).began_with


def test_whose_turn_it_is_not_is_refused_and_a_leader_presses_for_all(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    who = speaker(helse)
    other = helse.ola if who is helse.kari else helse.kari
    other.presses(DONE, message=shown(helse))
    other.sees(NOT_YOURS, in_=helse.helse)
    assert speaker(helse) is who
    next_turn(helse, helse.liv)
    assert speaker(helse) is other
    sheet = looks(helse, helse.liv)
    assert f"{other.name} er ferdig" in sheet.buttons
    helse.liv.presses(f"{other.name} er ferdig")
    says(helse, "Alle har hatt ordet.")


def test_who_passes_is_not_asked_and_nothing_is_kept_of_it(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    who = speaker(helse)
    other = helse.ola if who is helse.kari else helse.kari
    other.presses(PASS, message=shown(helse))
    other.sees("Du står over denne gangen. Det blir glemt når runden er over.", in_=helse.helse)
    says(helse, f"{NOW}{who.name}")
    next_turn(helse, who)
    says(helse, "Alle har hatt ordet.", "1 av 1 har hatt ordet")
    leads(helse, END)
    assert other.id not in everywhere(helse)


def test_everybody_passes(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    for _turn in range(2):
        next_turn(helse, speaker(helse), PASS)
    says(helse, "Ingen venter på ordet.")
    assert "har hatt ordet" not in shown(helse).says
    leads(helse, END)
    says(helse, "Runden er over.")


def test_who_passed_can_have_the_word_after_all_and_who_comes_late_gets_it_last(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    first = speaker(helse)
    next_turn(helse, first, PASS)
    second = speaker(helse)
    first.presses(JOIN, in_=looks(helse, first))
    assert "Du er med i runden, og får ordet etter dem som venter." in first.sees_modal(SHEET).text
    (late,) = others(helse, 1)
    late.presses(JOIN, in_=looks(helse, late))
    assert "Det er 2 foran deg." in late.sees_modal(SHEET).text
    for who in (second, first, late):
        says(helse, f"{NOW}{who.name}")
        next_turn(helse, who)
    says(helse, "3 av 3 har hatt ordet")
    late.closes(all_=True)
    helse.kari.presses(JOIN, message=shown(helse))
    helse.kari.sees("Du har hatt ordet. Du kan be om å begynne neste gang.", in_=helse.helse)


def test_come_back_to_me(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    first = speaker(helse)
    next_turn(helse, first, LATER)
    assert speaker(helse) is not first
    next_turn(helse, speaker(helse))
    says(helse, f"{NOW}{first.name}")
    assert LATER not in shown(helse).buttons, "nobody else is left"


def test_a_leader_says_who_is_here(helse: House) -> None:
    """One leaves in the middle, one comes late, and somebody without Slack is there by name."""
    begins(helse, helse.kari, helse.ola, helse.liv, others="Gro Hagen\n\nGro Hagen")
    table = the_table(helse)
    assert sorted(one.name for one in table.seats) == ["", "", "", "Gro Hagen"]
    looks(helse, helse.liv)
    assert sum(label == "Er ikke her" for label in helse.liv.sees_modal(SHEET).buttons) == 4
    helse.liv.presses("Er ikke her")  # the one who has the word
    gone = next(one for one in the_table(helse).seats if one.state is SeatState.OUT)
    helse.liv.presses("Er her")
    assert the_table(helse).waiting[-1].number == gone.number
    helse.liv.presses(ADD)
    helse.liv.sees_modal("Hvem har kommet?")
    helse.liv.submits()
    assert helse.liv.sees_modal("Hvem har kommet?").errors == {
        HERE: "Velg hvem som er her, eller skriv navnene deres i feltet under."
    }
    helse.liv.fills(OTHERS, "Ada Dahl <!here>")
    helse.liv.submits()
    assert "De er med i runden" in helse.liv.sees_modal(SHEET).text
    helse.liv.repeats()
    assert [one.name for one in the_table(helse).seats].count("Ada Dahl <!here>") == 1
    helse.liv.closes(all_=True)
    for _each in range(5):
        next_turn(helse, helse.liv)
    says(helse, "5 av 5 har hatt ordet")
    assert "<!here>" not in str(shown(helse).blocks)


def test_what_was_done_by_mistake_is_undone(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    first = speaker(helse)
    assert UNDO not in looks(helse, helse.liv).buttons
    helse.liv.closes(all_=True)
    next_turn(helse, helse.liv)
    assert "Det er angret." in leads(helse, UNDO).text
    says(helse, f"{NOW}{first.name}")
    assert the_table(helse).began_with is None


def test_a_leader_draws_anew(helse: House) -> None:
    begins(helse, helse.liv, others=NAMES)
    before = [one.number for one in the_table(helse).waiting]
    leads(helse, DRAW)
    after = [one.number for one in the_table(helse).waiting]
    assert sorted(after) == sorted(before)
    leads(helse, UNDO)
    assert [one.number for one in the_table(helse).waiting] == before


def test_two_leaders_at_once_and_a_double_click_skip_nobody(helse: House) -> None:
    leads_too(helse, helse.kari)
    begins(helse, helse.kari, helse.ola, helse.liv)
    who, message = speaker(helse), shown(helse)
    both = [
        threading.Thread(target=lambda leader=leader: leader.presses(DONE, message=message))
        for leader in (helse.kari, helse.liv)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    mine = next(one for one in the_table(helse).seats if one.user_id == who.id)
    helse.forges(who, "table.done", f"{the_table(helse).id}@{mine.number}")
    settle(helse)
    says(helse, "1 av 3 har hatt ordet")
    assert not [one for one in who.reads(helse.helse) if one.says.startswith(NOT_YOURS)]


def test_who_was_cut_short_begins_next_time(helse: House) -> None:
    begins(helse, helse.kari, helse.ola, helse.liv)
    next_turn(helse, speaker(helse))
    cut = speaker(helse)
    looks(helse, cut)
    cut.presses(BEGIN_NEXT)
    assert "Du begynner neste gang, hvis du er der." in cut.sees_modal(SHEET).text
    cut.presses(NOT_NEXT)
    assert "Du trenger ikke å begynne neste gang." in cut.sees_modal(SHEET).text
    cut.presses(BEGIN_NEXT)
    cut.sees_modal(SHEET)
    cut.closes(all_=True)
    next_turn(helse, helse.liv)
    assert "1 har ikke hatt ordet ennå." in str(looks(helse, helse.liv).view.blocks)
    helse.liv.presses(END, confirm=END)
    helse.liv.closes(all_=True)
    says(helse, "Runden er over.")
    begins(helse, helse.kari, helse.ola, helse.liv)
    assert speaker(helse) is cut
    leads(helse, DRAW)
    assert speaker(helse) is cut, "also when the order is drawn anew"
    next_turn(helse, cut)
    leads(helse, END, confirm=END)
    begins(helse, helse.kari, helse.ola, helse.liv)
    for _lot in range(4):
        assert speaker(helse) is not cut, "who began last time does not begin again"
        leads(helse, DRAW)


def test_a_round_in_which_nobody_had_the_word_forgets_nobody(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    first = speaker(helse)
    next_turn(helse, first)
    leads(helse, END, confirm=END)
    begins(helse, helse.kari, helse.ola)
    leads(helse, END, confirm=END)
    begins(helse, helse.kari, helse.ola)
    assert speaker(helse) is not first
    next_turn(helse, speaker(helse))
    assert [one.began_with == first.id for one in rows(helse, RoundTable)].count(True) == 0


def test_somebody_who_is_not_in_the_channel_does_not_take_part_for_that(helse: House) -> None:
    begins(helse, helse.per)
    next_turn(helse, helse.liv)
    assert helse.per.id not in [one.user_id for one in rows(helse, Member)]


def test_a_leader_who_passes_in_the_channel_passes_for_themselves(helse: House) -> None:
    begins(helse, helse.kari, helse.liv, helse.ola)
    if speaker(helse) is helse.liv:
        next_turn(helse, helse.liv, LATER)
    on = speaker(helse)
    helse.liv.presses(PASS, message=shown(helse))
    helse.liv.sees("Du står over denne gangen.", in_=helse.helse)
    assert speaker(helse) is on
    looks(helse, helse.liv)
    helse.liv.presses(f"{on.name} står over")
    helse.liv.sees_modal(SHEET)
    assert [one.user_id for one in the_table(helse).seats if one.state is SeatState.OUT].count(on.id) == 1


def test_a_leader_who_has_the_word_finds_each_button_once(helse: House) -> None:
    begins(helse, helse.liv, helse.kari)
    while speaker(helse) is not helse.liv:
        next_turn(helse, helse.liv, LATER)
    buttons = looks(helse, helse.liv).buttons
    assert "Liv Berg står over" in buttons
    assert PASS not in buttons


def test_undo_takes_nothing_back_that_a_leader_has_not_seen(helse: House) -> None:
    begins(helse, helse.kari, helse.ola, helse.liv)
    next_turn(helse, helse.liv)
    looks(helse, helse.liv)  # and leaves it open
    who = speaker(helse)
    next_turn(helse, who, PASS)
    helse.liv.presses(UNDO)
    assert "Noe annet skjedde imens." in helse.liv.sees_modal(SHEET).text
    assert next(one for one in the_table(helse).seats if one.user_id == who.id).state is SeatState.OUT


def test_what_changes_nothing_leaves_the_undo(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    on = speaker(helse)
    next_turn(helse, on)
    helse.forges(on, "table.join", the_table(helse).id)
    on.sees("Du har hatt ordet. Du kan be om å begynne neste gang.", in_=helse.helse)
    leads(helse, UNDO)
    says(helse, f"{NOW}{on.name}")


def test_who_was_not_done_gets_the_word_again(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    first = speaker(helse)
    next_turn(helse, first)
    next_turn(helse, speaker(helse), PASS)
    sheet = looks(helse, helse.liv)
    (label,) = [
        one["accessory"]["accessibility_label"] for one in sheet.view.blocks
        if one.get("accessory", {}).get("text", {}).get("text") == "Gi ordet igjen"
    ]  # fmt: skip
    assert label == f"Gi ordet igjen: {first.name}"
    helse.liv.presses("Gi ordet igjen")
    says(helse, f"{NOW}{first.name}")


def test_a_number_is_nobody_elses_later() -> None:
    table = table_of("A")
    table.join([Seat(name="B")], MOMENT)
    table.undo(MOMENT)
    table.join([Seat(name="C")], MOMENT)
    assert seat(table, "C").number == 3


def test_nobody_loses_the_word_to_a_new_draw(helse: House) -> None:
    begins(helse, helse.liv, others=NAMES)
    next_turn(helse, helse.liv)
    on = the_table(helse).waiting[0].number
    for _lot in range(4):
        leads(helse, DRAW)
        assert the_table(helse).waiting[0].number == on


def test_another_round_goes_on_already(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    form = opens_form(helse)
    assert "En runde er i gang fra før." in form.text
    helse.liv.presses("Se runden")
    assert END in helse.liv.sees_modal(SHEET).buttons


def test_who_has_the_form_open_is_told_of_a_round_that_began_meanwhile_and_loses_nothing(helse: House) -> None:
    leads_too(helse, helse.ola)
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know everybody")
    helse.ola.types("/runde", helse.helse)
    helse.ola.presses("Velg", in_=helse.ola.sees_modal("Runder"))
    helse.ola.sees_modal(FORM)
    helse.ola.fills(ABOUT, "Hva lærte du?")
    helse.ola.picks(HERE, helse.kari, helse.ola)
    begins(helse, helse.kari, helse.liv)
    helse.ola.submits()
    form = helse.ola.sees_modal(FORM)
    assert "En runde er i gang fra før." in form.text
    assert form.values[ABOUT] == "Hva lærte du?"
    assert form.values[HERE] == [helse.kari.id, helse.ola.id]
    assert len(rows(helse, RoundTable)) == 1
    helse.ola.submits()
    assert "Runden er i gang." in helse.ola.sees_modal(SHEET).text
    assert len(rows(helse, RoundTable)) == 2


def test_once_all_have_had_the_word_the_next_round_begins_without_a_question(helse: House) -> None:
    begins(helse, helse.liv)
    next_turn(helse, helse.liv)
    assert "En runde er i gang fra før." not in opens_form(helse).text


def test_alone_at_the_table(helse: House) -> None:
    begins(helse, helse.liv)
    says(helse, f"{NOW}Liv Berg")
    assert shown(helse).buttons == [DONE, PASS, MORE]
    next_turn(helse, helse.liv)
    says(helse, "Alle har hatt ordet.")


def test_forty_people(helse: House) -> None:
    crowd = others(helse, 40)
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know everybody")
    begins(helse, *crowd)
    says(helse, "og 30 til")
    heard = []
    for _turn in crowd:
        heard.append(speaker(helse))
        next_turn(helse, heard[-1])
    assert {one.id for one in heard} == {one.id for one in crowd}
    assert len(heard) == 40
    says(helse, "40 av 40 har hatt ordet")
    assert len(looks(helse, helse.liv).view.blocks) <= 100


@pytest.mark.paced
def test_the_message_changes_at_most_once_a_second(helse: House) -> None:
    begins(helse, helse.kari, helse.ola, helse.liv, others="Gro\nAda\nBo")
    for _turn in range(6):
        (on,) = the_table(helse).waiting[:1]
        helse.forges(helse.liv, "table.done", f"{the_table(helse).id}@{on.number}")
    says(helse, "6 av 6 har hatt ordet")
    at = [call.at for call in helse.ws.calls("chat.update") if "Runde rundt bordet" in str(call.args)]
    assert at
    assert all(later - earlier >= timedelta(seconds=0.9) for earlier, later in pairwise(at))


def test_the_round_goes_on_where_it_was_when_the_process_starts_again(helse: House, living: Living) -> None:
    begins(helse, helse.kari, helse.ola, helse.liv, minutes="2")
    next_turn(helse, speaker(helse))
    on = speaker(helse)
    living.end(helse.bot)
    helse.slack.clock.turn(timedelta(minutes=3))
    helse.bot = living.bot(helse.ws)
    says(helse, f"{NOW}{on.name}", "⏳ Det har gått 2 minutter. Rund gjerne av.", "1 av 3 har hatt ordet")
    next_turn(helse, on)
    says(helse, "2 minutter til hver. Denne varer til kl.")


def test_minutes_are_over_quietly_and_once(helse: House) -> None:
    begins(helse, helse.kari, helse.ola, minutes="1")
    says(helse, "1 minutt til hver. Denne varer til kl.")
    on = speaker(helse)
    helse.slack.clock.turn(timedelta(minutes=1))
    says(helse, "⏳ Det har gått 1 minutt. Rund gjerne av.")
    assert speaker(helse) is on
    updates = len(helse.ws.calls("chat.update"))
    helse.slack.clock.turn(timedelta(minutes=5))
    settle(helse)
    assert len(helse.ws.calls("chat.update")) == updates


def test_the_sign_is_for_who_had_their_minutes_and_not_for_the_next(helse: House) -> None:
    """As when somebody presses «Ferdig» between the look for it and the sign."""
    begins(helse, helse.kari, helse.ola, minutes="1")
    table = the_table(helse)
    assert table.signs_at
    with helse.bot.database.writing() as session:
        sign(session, table.team_id, table.id, table.signs_at - timedelta(seconds=1))
    assert the_table(helse).signs_at == table.signs_at
    with helse.bot.database.writing() as session:
        sign(session, table.team_id, table.id, table.signs_at)
    assert the_table(helse).signs_at is None


def test_the_meetings_sheet_tells_of_the_round_in_which_most_had_the_word(helse: House) -> None:
    key = meets_today(helse)
    for here, heard, said in (
        ([helse.liv], 1, "Runden er over. Alle fikk ordet."),
        ([helse.kari, helse.ola, helse.liv], 2, "Runden er over. 2 av 3 fikk ordet."),
        ([helse.kari], 0, "Runden er over."),
    ):
        begins(helse, *here)
        for _turn in range(heard):
            next_turn(helse, helse.liv)
        leads(helse, END, confirm=END if heard < len(here) else None)
        says(helse, said)
    helse.forges(helse.kari, "meeting.more", key)
    assert "2 av 3 fikk ordet i en runde rundt bordet." in helse.kari.sees_modal("Om møtet").text


def test_a_meeting_that_moves_does_not_keep_it_open(helse: House) -> None:
    key = meets_today(helse)
    begins(helse, helse.kari, helse.ola)
    began = the_table(helse).began_at
    changes(helse, key, day=began.date() + timedelta(days=30))
    turns_to(helse, began + LONGEST)
    says(helse, "Runden er over.")
    assert rows(helse, Seat) == []


def test_a_meeting_goes_on_over_midnight(helse: House) -> None:
    now = helse.slack.clock.now().astimezone(ZONE)
    (key,) = lays(helse, now.date(), begins=time(23), minutes=180)
    with helse.bot.database.reading() as session:
        starts = session.get_one(Meeting, (helse.ws.id, key)).starts_at
    turns_to(helse, starts + timedelta(hours=2))
    begins(helse, helse.kari, helse.ola)
    assert the_table(helse).meeting_id == key


def test_it_ends_by_itself_when_nobody_ends_it(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    turns_to(helse, the_table(helse).began_at + LONGEST)
    says(helse, "Runden er over.")
    assert rows(helse, Seat) == []


def test_with_its_meeting_it_ends_an_hour_later_or_when_that_is_cancelled(helse: House) -> None:
    key = meets_today(helse)
    begins(helse, helse.kari, helse.ola)
    with helse.bot.database.reading() as session:
        ends = session.get_one(Meeting, (helse.ws.id, key)).ends_at
    turns_to(helse, ends + AFTERWARDS - timedelta(minutes=1))
    settle(helse)
    assert the_table(helse).ended_at is None
    changes(helse, key, cancelled_at=helse.slack.clock.now())
    says(helse, "Runden er over.")
    assert rows(helse, Seat) == []


def test_from_the_agenda_with_one_click_and_its_minutes_and_then_the_next_item(helse: House) -> None:
    key = meets_today(helse)
    with helse.bot.database.writing() as session:
        meeting = session.get_one(Meeting, (helse.ws.id, key))
        template = [("Hvordan har du det?", "Runde rundt bordet", 6), ("Tenkepause", "", 5)]
        items = [
            Item(
                team_id=helse.ws.id, id=new_id(), network=meeting.network, meeting_id=key, title=title, method=how,
                minutes=minutes, position=n,
            )
            for n, (title, how, minutes) in enumerate(template)
        ]  # fmt: skip
        session.add_all(items)
        session.flush()
        for person in (helse.kari, helse.ola):
            meet(session, helse.ws.id, person.id)
            choose(session, meeting.network, "meeting.coming", key, person.id, "yes")
        changes_follow = [item.id for item in items]
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know everybody")
    helse.forges(helse.liv, "agenda.see", key)
    agenda = helse.liv.sees_modal("Agenda")
    assert [one for one in agenda.buttons if one.startswith("Start")] == [START, "Start tenkepausen"]
    helse.liv.presses(START)
    assert "Runden er i gang." in helse.liv.sees_modal(SHEET).text
    helse.liv.closes(all_=True)
    helse.ola.sees(TABLE, in_=helse.helse)
    table = the_table(helse)
    assert (table.question, table.minutes_each, table.item_id) == ("Hvordan har du det?", 2, changes_follow[0])
    assert {one.user_id for one in table.seats} == {helse.kari.id, helse.ola.id, helse.liv.id}
    helse.forges(helse.liv, "table.from_item", changes_follow[0])
    assert "Hvordan har du det?" in helse.liv.sees_modal(SHEET).text
    helse.liv.closes(all_=True)
    helse.forges(helse.liv, "table.from_item", changes_follow[1])
    assert "En runde er i gang fra før." in helse.liv.sees_modal(FORM).text
    assert len(rows(helse, RoundTable)) == 1
    helse.liv.closes(all_=True)
    sheet = leads(helse, END, confirm=END)
    assert "Neste på agendaen: Tenkepause (5 min)" in sheet.text
    assert "Start tenkepausen" in sheet.buttons
    helse.forges(helse.liv, "table.from_item", changes_follow[0])
    assert helse.liv.sees_modal(FORM).values[ABOUT] == "Hvordan har du det?"


def test_ours_begins_with_a_round() -> None:
    assert ours(Words("nb"))[0].method == "Runde rundt bordet"


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        (ABOUT, "x" * 151, "Skriv høyst 150 tegn her. Nå er det 151."),
        (OTHERS, "x" * 51, "Skriv navn på høyst 50 tegn, ett på hver linje."),
    ],
)
def test_what_is_wrong_is_said_where_it_was_written(helse: House, label: str, typed: str, said: str) -> None:
    opens_form(helse)
    helse.liv.fills(label, typed)
    helse.liv.submits()
    form = helse.liv.sees_modal(FORM)
    assert form.errors == {label: said}
    assert form.values[label] == typed


def test_nobody_a_bot_and_too_many(helse: House) -> None:
    opens_form(helse)
    helse.liv.picks(HERE)
    helse.liv.submits()
    assert helse.liv.sees_modal(FORM).errors == {
        HERE: "Velg hvem som er her, eller skriv navnene deres i feltet under."
    }
    helse.liv.picks(HERE, helse.ws.bot)
    helse.liv.submits()
    assert helse.liv.sees_modal(FORM).errors == {HERE: "En av dem du valgte, er en bot. Velg menneskene som er her."}
    helse.liv.picks(HERE, helse.kari)
    helse.liv.fills(OTHERS, "\n".join(f"N{n}" for n in range(60)))
    helse.liv.submits()
    assert helse.liv.sees_modal(FORM).errors == {HERE: "Det er plass til 60 i en runde. Lag to runder av det."}


def test_a_form_that_comes_twice_is_one_round(helse: House) -> None:
    opens_form(helse)
    helse.liv.submits()
    helse.liv.sees_modal(SHEET)
    helse.liv.repeats()
    settle(helse)
    assert len(rows(helse, RoundTable)) == 1
    assert len(in_channel(helse, TABLE)) == 1


def test_where_the_network_rests_the_round_waits(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    who = speaker(helse)
    with helse.bot.database.writing() as session:
        network_of(helse, session).paused_at = helse.slack.clock.now()
    who.presses(DONE, message=shown(helse))
    who.sees("er satt på pause", in_=helse.helse)
    assert "Det er 1 foran deg." in looks(helse, helse.ola if who is helse.kari else helse.kari).text
    with helse.bot.database.writing() as session:
        network_of(helse, session).paused_at = None
    next_turn(helse, who)


def test_it_is_among_the_rounds_that_go_on(helse: House) -> None:
    begins(helse, helse.kari, helse.ola)
    helse.ola.types("/runde", helse.helse)
    assert "Hva tar du med deg?" in helse.ola.sees_modal("Runder").text
    helse.ola.presses("Se runden")
    sheet = helse.ola.sees_modal(SHEET)
    assert "Rekkefølgen" in sheet.text
    assert END not in sheet.buttons
    helse.ola.closes(all_=True)
    leads(helse, END, confirm=END)
    helse.kari.presses(MORE, message=shown(helse))
    assert helse.kari.sees_modal(SHEET).buttons == [BEGIN_NEXT]
    table = the_table(helse)
    helse.forges(helse.ola, "table.join", table.id)
    helse.ola.sees("Runden er over. De som leder nettverket, kan starte en ny.", in_=helse.helse)
