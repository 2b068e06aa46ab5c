"""Written rounds, through the front door: a leader asks, everybody is heard, and each sees what was said they would."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from sandbox import Answer as Told
from sandbox import Message, Person
from sandbox.forms import Modal
from storage.people import meet
from storage.rounds import Round, RoundAnswer, RoundMark
from tests.living import House, Living, Start
from tests.meetings import network_of, turns_to
from tests.test_moving import loses_channel, moves, new_channel

ROUNDS, CHOOSE, START = "Runder", "Velg", "Start runden"
VALUES, PURPOSE, RULES, OWN = "Verdier og forventninger", "Hensikten vår", "Spilleregler", "Spørsmål til alle"
WHO, OPEN, LEADERS, ANONYMOUS = (
    "Hvem ser svarene?",
    "Åpen: alle i kanalen ser svarene, med navn",
    "Til lederne: bare de ser svarene, med navn",
    "Anonym: alle ser svarene, men ingen ser hvem som har svart hva",
)
WHY, MATTERS = "Hvorfor finnes dette nettverket?", "Hva er viktigst for deg her?"
ANSWER, MORE, SEE = "Svar", "Mer …", "Se svarene"
CLOSE, SURE = "Avslutt runden", "Avslutt runden"
ROUND, SUMMARY = "💬 Runde: ", "💬 Dette kom ut av runden: "
FINAL = "Du har svart allerede. Anonyme svar er endelige, så det er det svaret som gjelder."
TOO_LATE = (
    "Runden er avsluttet, så dette ble ikke lagret. Har du svart før, gjelder det svaret. "
    "Det du skrev, står her til du lukker skjemaet."
)


def opens_form(house: House, kind: str, person: Person | None = None) -> Modal:
    leader = person or house.liv
    leader.types("/runde", house.helse)
    rounds = leader.sees_modal(ROUNDS)
    (block,) = [one for one in rounds.view.blocks if one["type"] == "section" and one["text"]["text"].startswith(kind)]
    leader.press(rounds.view, block, block["accessory"])
    return leader.sees_modal(kind)


def starts(house: House, kind: str = PURPOSE, who: str = OPEN) -> Message:
    """Liv starts a round as it is filled in. Its message in the channel."""
    opens_form(house, kind)
    house.liv.chooses(WHO, who)
    house.liv.submits()
    assert "Runden er i gang." in house.liv.sees_modal(kind).text
    house.liv.closes(all_=True)
    return hears(house, ROUND + kind)


def hears(house: House, words: str) -> Message:
    return house.ola.sees(words, in_=house.helse)


def shown(house: House, beginning: str = ROUND) -> Message:
    (message,) = [one for one in house.ola.reads(house.helse) if one.says.startswith(beginning)]
    return message


def says(house: House, words: str, beginning: str = ROUND) -> None:
    house.slack.wait_until(lambda: words in shown(house, beginning).says, what=f"the round to say {words!r}")


def answers(house: House, person: Person, said: str, question: str = WHY, kind: str = PURPOSE) -> Modal:
    person.presses(ANSWER, message=shown(house))
    person.sees_modal(kind)
    person.fills(question, said)
    person.submits()
    return person.sees_modal(kind)


def looks(house: House, person: Person, kind: str = PURPOSE, beginning: str = ROUND) -> Modal:
    person.presses(MORE if beginning == ROUND else SEE, message=shown(house, beginning))
    return person.sees_modal(kind)


def closes(house: House, kind: str = PURPOSE) -> None:
    looks(house, house.liv, kind)
    house.liv.presses(CLOSE, confirm=CLOSE)
    house.liv.sees_modal(kind)
    house.liv.closes(all_=True)
    says(house, "Runden er avsluttet.")


def people(house: House, number: int) -> list[Person]:
    """So many in the channel, besides Liv."""
    more = [house.ws.add_person(f"Deltaker {n}") for n in range(number - 2)]
    for person in more:
        person.joins(house.helse)
    return [house.kari, house.ola, *more][:number]


def rows(house: House, noun: Any) -> list[Any]:
    with house.bot.database.reading() as session:
        return list(session.scalars(select(noun)))


def test_everybody_is_heard_and_the_channel_sees_what_came_of_it(helse: House) -> None:
    message = starts(helse)
    assert "Alle i kanalen kan lese svaret ditt, med navnet ditt." in message.says
    assert "har svart" not in message.says
    sheet = answers(helse, helse.kari, "For å lære av hverandre")
    assert "Svarene dine er lagret." in sheet.text
    assert "For å lære av hverandre" in sheet.text
    says(helse, "1 har svart")
    answers(helse, helse.ola, "For <!channel> & meg")
    says(helse, "2 har svart")
    helse.ola.closes(all_=True)
    closes(helse)
    summary = hears(helse, SUMMARY + PURPOSE)
    assert "– For å lære av hverandre (Kari" in summary.says
    assert "– For <!channel> & meg (Ola" in summary.says
    assert "<!channel>" not in str(summary.blocks)
    assert ANSWER not in shown(helse).buttons


def test_an_answer_is_changed_until_the_round_closes(helse: House) -> None:
    starts(helse)
    answers(helse, helse.kari, "Kaffe")
    helse.kari.presses("Endre svarene mine")
    helse.kari.sees_modal(PURPOSE)
    helse.kari.fills(WHY, "Faglig påfyll")
    helse.kari.fills(MATTERS, "Åpenhet")
    helse.kari.submits()
    assert "Åpenhet" in helse.kari.sees_modal(PURPOSE).text
    assert sorted(answer.content for answer in rows(helse, RoundAnswer)) == ["Faglig påfyll", "Åpenhet"]
    says(helse, "1 har svart")


def test_nothing_is_no_answer_and_too_much_keeps_its_text(helse: House) -> None:
    starts(helse)
    helse.kari.presses(ANSWER, message=shown(helse))
    helse.kari.sees_modal(PURPOSE)
    helse.kari.submits()
    assert helse.kari.modal
    assert helse.kari.modal.errors == {WHY: "Svar på minst ett av spørsmålene."}
    helse.kari.fills(MATTERS, "x" * 1001)
    helse.kari.submits()
    assert helse.kari.modal
    assert helse.kari.modal.errors == {MATTERS: "Skriv høyst 1000 tegn her. Nå er det 1001."}


def test_only_leaders_start_and_others_see_what_goes_on(helse: House) -> None:
    helse.kari.types("/runde", helse.helse)
    rounds = helse.kari.sees_modal(ROUNDS)
    assert "Ingen runde er i gang nå. De som leder nettverket, kan starte en." in rounds.text
    assert CHOOSE not in rounds.buttons
    helse.kari.closes()
    starts(helse)
    helse.kari.types("/runde", helse.helse)
    helse.kari.presses("Se runden")
    assert CLOSE not in helse.kari.sees_modal(PURPOSE).buttons
    helse.kari.closes(all_=True)
    (asked,) = rows(helse, Round)
    helse.forges(helse.kari, "round.close", asked.id)
    helse.kari.sees("Bare nettverksledere kan gjøre dette.", in_=helse.helse)
    helse.forges(helse.ola, "round.start", f"{asked.network_id}@purpose")
    helse.ola.sees("Bare nettverksledere kan gjøre dette.", in_=helse.helse)


def leads(house: House, person: Person, *, alone: bool = False) -> None:
    with house.bot.database.writing() as session:
        network = network_of(house, session)
        known = meet(session, house.ws.id, person.id)
        network.leaders = [known] if alone else [*network.leaders, known]


def test_what_is_for_those_who_lead_is_read_by_who_led_then_and_leads_now(helse: House) -> None:
    message = starts(helse, who=LEADERS)
    assert "Bare Liv Berg kan lese svaret ditt" in message.says
    answers(helse, helse.kari, "Trygghet")
    assert "Trygghet" in looks(helse, helse.liv).text
    helse.liv.closes(all_=True)
    assert "Trygghet" not in looks(helse, helse.ola).text
    helse.ola.closes(all_=True)
    leads(helse, helse.ola)
    assert "Trygghet" not in looks(helse, helse.ola).text  # who leads since was not named
    helse.ola.closes(all_=True)
    leads(helse, helse.ola, alone=True)
    assert "Trygghet" not in looks(helse, helse.liv).text  # and who was, leads no longer
    helse.liv.closes(all_=True)
    (asked,) = rows(helse, Round)
    for person in (helse.liv, helse.ola):
        helse.forges(person, "round.after", f"{asked.id}@1")
        words = "Bare de som ledet nettverket da runden begynte, og fortsatt gjør det, kan lese svarene."
        person.sees(words, in_=helse.helse)


def test_the_channel_is_told_that_only_leaders_read_it(helse: House) -> None:
    starts(helse, who=LEADERS)
    answers(helse, helse.kari, "Trygghet")
    helse.kari.closes(all_=True)
    closes(helse)
    summary = hears(helse, SUMMARY + PURPOSE)
    assert "Trygghet" not in summary.says
    assert "Bare Liv Berg kan lese svarene." in summary.says
    assert "Trygghet" in looks(helse, helse.liv, beginning=SUMMARY).text
    assert "Trygghet" not in looks(helse, helse.ola, beginning=SUMMARY).text


@pytest.mark.parametrize(
    ("number", "fewest", "is_shown"),
    [
        (1, 5, False), (2, 5, False), (3, 5, False), (4, 5, False), (5, 5, True), (6, 5, True), (2, 3, False),
        (3, 3, True),
    ],
)  # fmt: skip
def test_anonymous_answers_are_shown_from_the_smallest_number_on(
    helse: House, number: int, fewest: int, is_shown: bool
) -> None:
    """Six are in the channel besides Liv: also where all but one have answered."""
    with helse.bot.database.writing() as session:
        network_of(helse, session).fewest_shown = fewest if fewest != 5 else None
    crowd = people(helse, 6)
    message = starts(helse, who=ANONYMOUS)
    assert f"hvis minst {fewest} svarer" in message.says
    for n, person in enumerate(crowd[:number]):
        sheet = answers(helse, person, f"Svar {n}")
        assert "Det er endelig, og ingen kan se at det er ditt." in sheet.text
        assert "Svar 0" not in sheet.text
        person.closes(all_=True)
    says(helse, f"{number} har svart")
    assert "Svar 0" not in looks(helse, helse.liv).text
    helse.liv.closes(all_=True)
    closes(helse)
    summary = hears(helse, SUMMARY + PURPOSE)
    assert f"{number} har svart" in summary.says
    assert ("– Svar 0" in summary.says) is is_shown
    assert ("De er slettet, slik jeg sa på forhånd." in summary.says) is not is_shown
    sheet = looks(helse, helse.liv)
    assert ("Svar 0" in sheet.text) is is_shown
    assert rows(helse, RoundMark) == []
    kept = [(answer.content, answer.user_id) for answer in rows(helse, RoundAnswer)]
    assert sorted(kept) == ([(f"Svar {n}", None) for n in range(number)] if is_shown else [])


def test_an_anonymous_answer_is_final(helse: House) -> None:
    starts(helse, who=ANONYMOUS)
    sheet = answers(helse, helse.kari, "Første")
    assert ANSWER not in sheet.buttons
    helse.kari.closes(all_=True)
    helse.kari.presses(ANSWER, message=shown(helse))
    assert FINAL in helse.kari.sees_modal(PURPOSE).text
    assert ANSWER not in helse.kari.sees_modal(PURPOSE).buttons
    helse.kari.closes(all_=True)
    says(helse, "1 har svart")
    assert [answer.content for answer in rows(helse, RoundAnswer)] == ["Første"]


def test_what_anonymous_means_is_told_before_one_answers(helse: House) -> None:
    starts(helse, who=ANONYMOUS)
    helse.kari.presses(ANSWER, message=shown(helse))
    helse.kari.fills(WHY, "Halvferdig")
    helse.kari.presses("Hva betyr anonymt?")
    page = helse.kari.sees_modal("Hva anonymt betyr")
    assert "Dette kan jeg ikke love" in page.text
    helse.kari.closes()
    helse.kari.submits()
    assert "Svaret ditt er med." in helse.kari.sees_modal(PURPOSE).text


def test_what_is_sent_when_the_round_has_closed_stays_in_the_form(helse: House) -> None:
    starts(helse)
    helse.kari.presses(ANSWER, message=shown(helse))
    helse.kari.fills(MATTERS, "Litt for sent")
    closes(helse)
    helse.kari.submits()
    assert helse.kari.modal
    assert helse.kari.modal.errors == {WHY: TOO_LATE}
    assert rows(helse, RoundAnswer) == []
    assert "Ingen svarte." in shown(helse).says
    assert not [one for one in helse.ola.reads(helse.helse) if one.says.startswith(SUMMARY)]


def test_a_round_begins_and_closes_by_itself_and_reminds_once_in_its_thread(helse: House) -> None:
    opens_form(helse, PURPOSE)
    now = helse.slack.clock.now()
    helse.liv.fills("Hvilken dag begynner runden?", (now + timedelta(days=1)).date().isoformat())
    helse.liv.fills("Hvilken dag er siste frist for å svare?", (now + timedelta(days=4)).date().isoformat())
    helse.liv.submits()
    assert "Runden er planlagt." in helse.liv.sees_modal(PURPOSE).text
    helse.liv.closes(all_=True)
    assert not [one for one in helse.ola.reads(helse.helse) if one.says.startswith(ROUND)]
    (asked,) = rows(helse, Round)
    turns_to(helse, asked.opens_at)
    message = hears(helse, ROUND + PURPOSE)
    answers(helse, helse.kari, "Læring")
    helse.kari.closes(all_=True)
    turns_to(helse, asked.closes_at - timedelta(hours=1))
    helse.slack.wait_until(
        lambda: [one for one in helse.ola.reads(helse.helse) if one.thread_ts == message.ts], what="the reminder"
    )
    turns_to(helse, asked.closes_at)
    assert "– Læring" in hears(helse, SUMMARY + PURPOSE).says
    says(helse, "Runden er avsluttet.")


def test_a_planned_round_is_called_off(helse: House) -> None:
    opens_form(helse, PURPOSE)
    now = helse.slack.clock.now()
    helse.liv.fills("Hvilken dag begynner runden?", (now + timedelta(days=1)).date().isoformat())
    helse.liv.chooses(WHO, ANONYMOUS)
    helse.liv.submits()
    assert "hvis minst 5 svarer" in helse.liv.sees_modal(PURPOSE).text
    helse.liv.presses("Avlys runden", confirm="Avlys runden")
    assert "Runden er avlyst." in helse.liv.sees_modal(PURPOSE).text
    helse.liv.closes(all_=True)
    turns_to(helse, now + timedelta(days=2))
    assert not [one for one in helse.ola.reads(helse.helse) if one.says.startswith(ROUND)]


def test_a_leader_asks_questions_of_their_own(helse: House) -> None:
    opens_form(helse, OWN)
    helse.liv.fills("Spørsmål 1", "Hvor ofte bør vi møtes?")
    helse.liv.presses("Legg til spørsmål")
    helse.liv.sees_modal(OWN)
    helse.liv.chooses("Spørsmål 1: hvordan svarer man?", "Ved å velge én av flere ting")
    helse.liv.fills("Spørsmål 1: hva kan man velge?", "Hver måned\nHvert kvartal")
    helse.liv.fills("Spørsmål 2", "Hvor nyttig er nettverket?")
    helse.liv.chooses("Spørsmål 2: hvordan svarer man?", "På en skala fra 1 til 5")
    helse.liv.submits()
    assert "Runden er i gang." in helse.liv.sees_modal(OWN).text
    helse.liv.closes(all_=True)
    assert "– Hvor ofte bør vi møtes?" in hears(helse, ROUND + OWN).says
    for person, often, useful in ((helse.kari, "Hver måned", "5"), (helse.ola, "Hver måned", "4")):
        person.presses(ANSWER, message=shown(helse))
        person.chooses("Hvor ofte bør vi møtes?", often)
        person.chooses("Hvor nyttig er nettverket?", useful)
        person.submits()
        assert often in person.sees_modal(OWN).text
        person.closes(all_=True)
    closes(helse, OWN)
    summary = hears(helse, SUMMARY + OWN)
    assert "– Hver måned: 2" in summary.says
    assert "– Hvert kvartal: 0" in summary.says
    assert "4,5 av 5 (2 svar)" in summary.says


def test_what_is_wrong_with_own_questions_is_said_where_it_stands(helse: House) -> None:
    opens_form(helse, OWN)
    helse.liv.fills("Spørsmål 1", "Hva nå?")
    helse.liv.chooses("Spørsmål 1: hvordan svarer man?", "Ved å velge én av flere ting")
    helse.liv.fills("Spørsmål 1: hva kan man velge?", "Bare dette\nBare dette")
    helse.liv.fills("Hvilken dag er siste frist for å svare?", "2026-01-01")
    helse.liv.submits()
    assert helse.liv.modal
    assert helse.liv.modal.errors == {
        "Spørsmål 1: hva kan man velge?": "Skriv minst to ting å velge mellom, hver på sin linje.",
        "Hvilken dag er siste frist for å svare?": (
            "Fristen må være etter at runden har begynt. Velg en senere dag eller et senere klokkeslett."
        ),
    }


def test_two_leaders_who_close_at_once_close_it_once(helse: House) -> None:
    starts(helse)
    leads(helse, helse.ola)
    answers(helse, helse.kari, "Læring")
    both = helse.liv, helse.ola
    for leader in both:
        looks(helse, leader)
    threads = [threading.Thread(target=partial(leader.presses, CLOSE, confirm=CLOSE)) for leader in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    hears(helse, SUMMARY + PURPOSE)
    assert shown(helse, SUMMARY)  # the one


def test_a_network_that_moves_takes_its_open_rounds_along(helse: House) -> None:
    starts(helse)
    answers(helse, helse.kari, "Læring")
    helse.kari.closes(all_=True)
    loses_channel(helse)
    home = new_channel(helse)
    moves(helse, home)
    helse.ola.sees(ROUND + PURPOSE, in_=home)


@pytest.mark.alone
def test_three_hundred_answer_an_anonymous_round_within_ten_seconds(helse: House, living: Living, start: Start) -> None:
    message = starts(helse, who=ANONYMOUS)
    living.end(helse.bot)
    crowd = [helse.ws.add_person(f"Person {number}") for number in range(300)]
    for person in crowd:
        helse.helse.members[person.id] = person  # they came before the bot did: no welcomes
    start(helse)  # as in production, in a process of its own
    before = len(helse.ws.calls("chat.update"))
    acks: list[Told] = []
    sheets: list[str] = []

    def says_theirs(number: int, person: Person) -> None:
        acks.append(person.presses(ANSWER, message=message))
        person.sees_modal(PURPOSE)
        person.fills(WHY, f"Svar {number}")
        acks.append(person.submits())
        sheets.append(person.sees_modal(PURPOSE).text)

    threads = [threading.Timer(number / 30, says_theirs, one) for number, one in enumerate(enumerate(crowd))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    helse.ola.sees("300 har svart", in_=helse.helse, timeout=10)
    assert len(acks) == 600
    assert all(one.acked for one in acks)
    assert max(one.seconds for one in acks) < 1.0
    assert len(sheets) == 300
    assert all("Svaret ditt er med." in sheet for sheet in sheets)
    assert len(helse.ws.calls("chat.update")) - before <= 14
    kept = [(answer.content, answer.user_id) for answer in rows(helse, RoundAnswer)]
    assert sorted(kept) == sorted((f"Svar {number}", None) for number in range(300))
