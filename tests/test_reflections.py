"""A network is asked to think between two meetings: each writes for themselves, for the leaders or for all."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from handlers.announcements.rules import Kind, thinking_days
from handlers.prompts import bank, dealt
from handlers.words import LANGUAGES, Words
from sandbox import Message, Person
from sandbox.forms import Modal
from storage import people
from storage.journal import JournalEntry
from storage.members import Member
from storage.networks import Volume
from storage.posts import Post
from storage.reflections import Reflection, Thought, strike
from tests.living import House
from tests.meetings import ahead, changes, in_channel, lays, network_of, post, says_as_much, settle, turns_to
from tests.reckoning import A_DAY
from tests.test_home import opens as opens_home
from tests.test_steering import GONE, MOVE, SEND, SKIP, opens, sees_list, sends, shows

ASKED = "💭 Noe å tenke over"
WRITE, CHANGE, SAVE, DELETE = "Skriv en refleksjon", "Endre refleksjonen", "Lagre refleksjonen", "Slett det jeg skrev"
TEXT, WHO, FORM, SHEET = "Hva tenker du?", "Hvem skal lese det?", "Noe å tenke over", "Om refleksjonen"
ME, LEADERS, ALL = "Bare jeg, i dagboken min", "Lederne, med navnet mitt", "Alle i kanalen, i tråden, med navnet mitt"
READ, TO_LEADERS = "Les det som er skrevet til lederne", "Til lederne"
BANK, QUESTIONS = "Se alle spørsmålene", "Spørsmål til ettertanke"
JOURNAL, EDIT, THROW, UNDO = "Dagboken min", "Endre innlegget", "Slett innlegget", "Angre"
ANOTHER, CHOOSE, WHICH = "Velg et annet spørsmål", "Velg et spørsmål", "Hva skal jeg spørre om?"
NAME, ONLY = "Et spørsmål til ettertanke", "Bare nettverksledere kan gjøre dette."
QUESTION = [*bank(Words("nb")).values()]


@pytest.fixture
def met(helse: House) -> list[str]:
    """The keys of three meetings, with time to think between them."""
    return lays(helse, ahead(helse, 10), ahead(helse, 40), ahead(helse, 70))


@pytest.fixture
def asked(helse: House, met: list[str]) -> str:
    """The key of the first reflection, which stands in the channel."""
    comes(helse, f"{met[0]}.1")
    return f"{met[0]}.1"


def comes(house: House, key: str) -> Message:
    """What is planned before it comes too, each in its time."""
    due = post(house, Kind.REFLECTION, key).due_at
    with house.bot.database.reading() as session:
        before = session.scalars(select(Post.due_at).where(Post.rank > 0, Post.ts.is_(None), Post.due_at <= due))
        moments = sorted({*before})
    for moment in moments:
        turns_to(house, moment)
        settle(house)
    return house.ola.sees(ASKED, in_=house.helse)


def shown(house: House) -> Message:
    (message,) = in_channel(house, ASKED)
    return message


def says(house: House, words: str) -> None:
    house.slack.wait_until(lambda: words in shown(house).says, what=f"the question to say {words!r}")


def leaves_modals(person: Person) -> None:
    if person.modal:
        person.closes(all_=True)


def begins(house: House, person: Person, text: str, who: str = "") -> Modal:
    """The form, filled in."""
    leaves_modals(person)
    person.presses(WRITE, message=shown(house))
    person.fills(TEXT, text)
    if who:
        person.chooses(WHO, who)
    return person.sees_modal(FORM)


def writes(house: House, person: Person, text: str, who: str = "") -> Modal:
    begins(house, person, text, who)
    person.submits()
    return person.sees_modal(SHEET)


def looks(house: House, person: Person) -> Modal:
    leaves_modals(person)
    person.presses("Mer …", message=shown(house))
    return person.sees_modal(SHEET)


def below(house: House) -> list[str]:
    """What stands in the thread."""
    return [m.says for m in house.ola.reads(house.helse) if m.thread_ts == shown(house).ts and m is not shown(house)]


def hangs(house: House, *said: str) -> None:
    house.slack.wait_until(lambda: below(house) == [*said], what=f"the thread to say {said}")


def rows(house: House, kind: type[Thought] | type[JournalEntry]) -> list[str]:
    """What is written there, in the database."""
    with house.bot.database.reading() as session:
        found: list[Thought | JournalEntry] = [*session.scalars(select(kind))]
        return [one.text for one in found]


def is_said(house: House, words: str) -> bool:
    """Does anybody read it in a message?"""
    return any(words in one.says for one in house.helse.messages.values())


def question(house: House, key: str) -> str:
    """What is or was asked."""
    with house.bot.database.reading() as session:
        return bank(Words("nb"))[session.get_one(Reflection, (house.ws.id, key)).prompt]


# For oneself


@pytest.mark.usefixtures("asked")
def test_who_writes_for_themselves_has_it_in_their_journal_and_nobody_else_reads_it(helse: House) -> None:
    assert shown(helse).says.splitlines()[:2] == [ASKED, QUESTION[0]]
    assert shown(helse).buttons == [WRITE, "Mer …"]
    form = begins(helse, helse.kari, "Jeg trenger ro <!here> *nå*")
    assert form.values[WHO] == ME
    assert "Ingen andre ser dagboken din, heller ikke lederne." in form.text
    helse.kari.submits()
    assert "Bare du leser det." in helse.kari.sees_modal(SHEET).text
    says(helse, "1 har skrevet en refleksjon")
    assert "ro" not in looks(helse, helse.liv).text
    helse.liv.presses(READ)
    assert "Ingen har skrevet til lederne her." in helse.liv.sees_modal(TO_LEADERS).text
    home = opens_home(helse, helse.kari, until="Du har skrevet 1 innlegg. Bare du ser det.")
    helse.kari.presses(JOURNAL, in_=home)
    journal = helse.kari.sees_modal(JOURNAL).text
    assert f"{QUESTION[0]}\nJeg trenger ro <!here> *nå*" in journal
    assert not is_said(helse, "ro <!here>")
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know who is there")
    opens_home(helse, helse.ola, until="Du har ikke skrevet noe ennå.")


@pytest.mark.usefixtures("asked")
def test_an_entry_is_changed_and_deleted_and_the_deletion_undone_for_a_day(helse: House) -> None:
    writes(helse, helse.kari, "Ro")
    helse.kari.presses(JOURNAL)
    helse.kari.presses(EDIT)
    helse.kari.fills(TEXT, "x" * 2_001)
    helse.kari.submits()
    form = helse.kari.sees_modal(EDIT)
    assert ("høyst 2000 tegn" in form.errors[TEXT], form.values[TEXT]) == (True, "x" * 2_001)
    helse.kari.fills(TEXT, "Ro og tid")
    helse.kari.submits()
    shows(helse, "Ro og tid", helse.kari)
    assert rows(helse, JournalEntry) == ["Ro og tid"]
    says(helse, "1 har skrevet")
    helse.kari.presses(THROW)
    shows(helse, "Slettet. Du kan angre i et døgn.", helse.kari)
    assert "Ro og tid" not in helse.kari.sees_modal(JOURNAL).text
    helse.slack.wait_until(lambda: "har skrevet" not in shown(helse).says, what="nobody to have written")
    helse.kari.presses(UNDO)
    shows(helse, "Ro og tid", helse.kari)
    says(helse, "1 har skrevet")
    helse.kari.presses(THROW)
    shows(helse, "Slettet", helse.kari)
    helse.slack.clock.turn(A_DAY + timedelta(minutes=1))
    helse.slack.wait_until(lambda: rows(helse, JournalEntry) == [], what="it to be gone for good")
    helse.kari.presses(UNDO)
    shows(helse, GONE, helse.kari)


@pytest.mark.usefixtures("asked")
def test_nobody_comes_to_anothers_journal(helse: House) -> None:
    writes(helse, helse.kari, "Ro")
    with helse.bot.database.writing() as session:
        (entry,) = session.scalars(select(JournalEntry))
        people.meet(session, helse.ws.id, helse.ola.id).is_coordinator = True
    deeds = [("see", helse.kari.id), *((deed, entry.id) for deed in ("edit", "delete", "restore"))]
    for person in (helse.liv, helse.ola):
        for number, (deed, key) in enumerate(deeds, start=1):
            helse.forges(person, f"journal.{deed}", key)
            helse.slack.wait_until(partial(is_refused, helse, person, number), what=f"{person.name} to be refused")
            assert person.modal is None
    assert rows(helse, JournalEntry) == ["Ro"]


def is_refused(house: House, person: Person, times: int) -> bool:
    return len([one for one in person.reads(house.helse) if GONE in one.says]) == times


def is_away(house: House, person: Person) -> bool:
    with house.bot.database.reading() as session:
        known = session.get(Member, (house.ws.id, house.helse.id, person.id))
        return known is not None and not known.is_in


@pytest.mark.usefixtures("asked")
def test_who_has_left_still_has_their_journal(helse: House) -> None:
    writes(helse, helse.kari, "Ro")
    helse.kari.closes(all_=True)
    helse.kari.leaves(helse.helse)
    helse.slack.wait_until(partial(is_away, helse, helse.kari), what="the bot to know that she has left")
    home = opens_home(helse, helse.kari, until="Du er ikke med i noe nettverk ennå.")
    helse.kari.presses(JOURNAL, in_=home)
    assert "Ro" in helse.kari.sees_modal(JOURNAL).text


@pytest.mark.usefixtures("asked")
def test_a_long_journal_is_turned_page_by_page(helse: House) -> None:
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know who is there")
    with helse.bot.database.writing() as session:
        now = helse.slack.clock.now()
        session.add_all(
            JournalEntry(
                team_id=helse.ws.id, network=network_of(helse, session), user_id=helse.kari.id, text=f"Tanke {n}.",
                written_at=now - n * A_DAY,
            )
            for n in range(8)
        )  # fmt: skip
    helse.kari.presses(JOURNAL, in_=opens_home(helse, helse.kari, until="8 innlegg"))
    first = helse.kari.sees_modal(JOURNAL).text
    assert first.index("Tanke 0.") < first.index("Tanke 5.")
    assert "Tanke 6." not in first
    helse.kari.presses("Eldre")
    shows(helse, "Tanke 7.", helse.kari)
    helse.kari.presses("Nyere")
    shows(helse, "Tanke 0.", helse.kari)


# To the leaders


@pytest.mark.usefixtures("met")
def test_those_who_lead_now_read_what_is_written_to_them_and_nobody_else(helse: House, asked: str) -> None:
    writes(helse, helse.kari, "Møtene er for lange", LEADERS)
    assert "De ser navnet ditt." in helse.kari.sees_modal(SHEET).text
    assert READ not in helse.kari.sees_modal(SHEET).buttons
    looks(helse, helse.liv)
    helse.liv.presses(READ)
    assert "Kari Nordmann\nMøtene er for lange" in helse.liv.sees_modal(TO_LEADERS).text
    helse.liv.closes(all_=True)
    with helse.bot.database.writing() as session:
        network_of(helse, session).leaders = [people.meet(session, helse.ws.id, helse.ola.id)]
        people.meet(session, helse.ws.id, helse.liv.id).is_coordinator = True
    helse.forges(helse.liv, "reflection.read", asked)  # who led when it was written, and coordinates
    helse.liv.sees(ONLY, in_=helse.helse)
    assert READ not in looks(helse, helse.liv).buttons
    looks(helse, helse.ola)
    helse.ola.presses(READ)
    assert "Møtene er for lange" in helse.ola.sees_modal(TO_LEADERS).text
    assert not is_said(helse, "for lange")


@pytest.mark.usefixtures("asked")
def test_it_can_be_changed_and_where_it_goes_too(helse: House) -> None:
    writes(helse, helse.kari, "For lange", LEADERS)
    helse.kari.presses(CHANGE)
    form = helse.kari.sees_modal(FORM)
    assert (form.values[TEXT], form.values[WHO]) == ("For lange", LEADERS)
    helse.kari.fills(TEXT, "Litt for lange")
    helse.kari.chooses(WHO, ME)
    helse.kari.submits()
    shows(helse, "Bare du leser det.", helse.kari)
    assert (rows(helse, Thought), rows(helse, JournalEntry)) == ([], ["Litt for lange"])
    looks(helse, helse.liv)
    helse.liv.presses(READ)
    assert "lange" not in helse.liv.sees_modal(TO_LEADERS).text
    says(helse, "1 har skrevet")


# To all


@pytest.mark.usefixtures("asked")
def test_what_is_shared_stands_in_the_thread_until_it_is_not_shared_any_more(helse: House) -> None:
    writes(helse, helse.kari, "Ring meg <!here> *nå*", ALL)
    hangs(helse, "Kari Nordmann\nRing meg <!here> *nå*")
    (message,) = [m for m in helse.ola.reads(helse.helse) if "Ring meg" in m.says]
    assert message.pings == []
    writes(helse, helse.kari, "Ring meg i morgen", ALL)
    hangs(helse, "Kari Nordmann\nRing meg i morgen")
    writes(helse, helse.kari, "Ring meg i morgen", LEADERS)
    hangs(helse)
    writes(helse, helse.kari, "Ring meg likevel", ALL)
    hangs(helse, "Kari Nordmann\nRing meg likevel")
    writes(helse, helse.kari, "Bare for meg", ME)
    hangs(helse)
    writes(helse, helse.kari, "For alle", ALL)
    hangs(helse, "Kari Nordmann\nFor alle")
    helse.kari.presses(DELETE, confirm=DELETE)
    shows(helse, "Det du skrev, er slettet.", helse.kari)
    hangs(helse)
    assert (rows(helse, Thought), rows(helse, JournalEntry)) == ([], [])
    helse.slack.wait_until(lambda: "har skrevet" not in shown(helse).says, what="nobody to have written")


@pytest.mark.usefixtures("asked")
def test_leaders_can_take_it_out_of_the_thread_but_not_put_back_what_its_writer_has_taken_back(helse: House) -> None:
    writes(helse, helse.kari, "Ring meg", ALL)
    hangs(helse, "Kari Nordmann\nRing meg")
    (message,) = [m for m in helse.ola.reads(helse.helse) if "Ring meg" in m.says]
    helse.slack.wait_until(lambda: known(helse, message.ts), what="the bot to know where it stands")
    helse.liv.uses("Rett eller ta tilbake", on=message)
    assert "En refleksjon som noen har delt" in helse.liv.sees_modal("Meldingen min").text
    helse.liv.presses("Ta den tilbake", confirm="Ta den tilbake")
    hangs(helse)
    writes(helse, helse.kari, "Ring meg straks", ALL)  # a change brings nothing back
    assert below(helse) == []
    writes(helse, helse.kari, "Ring meg straks", ME)
    helse.liv.presses("Legg den ut igjen")
    shows(helse, GONE)
    assert below(helse) == []
    helse.liv.closes(all_=True)
    helse.opens_menu(helse.liv)
    helse.liv.presses("Se det som er tatt tilbake")
    assert "Ingen av meldingene mine er tatt tilbake nå." in helse.liv.sees_modal("Tatt tilbake").text


def known(house: House, ts: str) -> bool:
    with house.bot.database.reading() as session:
        return session.scalar(select(Post.id).where(Post.ts == ts)) is not None


# One of each person, and nothing typed is lost


@pytest.mark.usefixtures("asked")
def test_a_form_that_comes_twice_or_two_at_once_are_one(helse: House) -> None:
    writes(helse, helse.kari, "Ro", LEADERS)
    helse.kari.repeats()
    assert rows(helse, Thought) == ["Ro"]
    helse.kari.presses(DELETE, confirm=DELETE)
    shows(helse, "er slettet", helse.kari)
    begins(helse, helse.kari, "Tid", LEADERS)
    both = [threading.Thread(target=helse.kari.submits) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert helse.kari.sees_modal(SHEET)
    assert rows(helse, Thought) == ["Tid"]
    says(helse, "1 har skrevet")


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("text", "sentence"), [(" ", "Skriv noen ord"), ("x" * 2_001, "høyst 2000 tegn")])
def test_what_is_wrong_is_said_where_it_was_written(helse: House, text: str, sentence: str) -> None:
    begins(helse, helse.kari, text)
    helse.kari.submits()
    form = helse.kari.sees_modal(FORM)
    assert sentence in form.errors[TEXT]
    assert form.values[TEXT] == text
    assert rows(helse, JournalEntry) == []


@pytest.mark.usefixtures("asked")
def test_where_the_network_rests_meanwhile_the_text_stays_in_the_form(helse: House) -> None:
    begins(helse, helse.kari, "Ro")
    with helse.bot.database.writing() as session:
        network_of(helse, session).paused_at = helse.slack.clock.now()
    helse.kari.submits()
    assert "satt på pause" in helse.kari.sees_modal(FORM).errors[TEXT]
    assert helse.kari.sees_modal(FORM).values[TEXT] == "Ro"
    assert rows(helse, JournalEntry) == []
    helse.kari.closes(all_=True)
    assert looks(helse, helse.kari).buttons == [JOURNAL]


# What is asked


def test_leaders_see_which_question_comes_and_choose_another(helse: House, met: list[str]) -> None:
    assert f"{NAME}\n{QUESTION[0]}\nKommer " in sees_list(helse).text
    helse.liv.closes(all_=True)
    assert QUESTION[0] in opens(helse, NAME).text
    helse.liv.presses(ANOTHER)
    assert helse.liv.sees_modal(CHOOSE).values[WHICH] == QUESTION[0]
    helse.liv.chooses(WHICH, QUESTION[1])
    helse.liv.submits()
    shows(helse, QUESTION[1])
    assert [question(helse, f"{key}.1") for key in met[:2]] == [QUESTION[1], QUESTION[0]]
    helse.liv.presses("Se alt som kommer")
    assert QUESTION[1] in comes(helse, f"{met[0]}.1").says
    helse.slack.wait_until(lambda: post(helse, Kind.REFLECTION, f"{met[0]}.1").ts, what="the post to stand")
    helse.forges(helse.liv, "reflection.choose", f"{met[0]}.1")
    helse.liv.sees("Meldingen er alt lagt ut, eller på vei.", in_=helse.helse)


def test_what_a_leader_sends_or_moves_asks_what_they_saw(helse: House, met: list[str]) -> None:
    opens(helse, QUESTION[1])
    helse.liv.presses(SEND, confirm=SEND)
    assert QUESTION[1] in helse.ola.sees(ASKED, in_=helse.helse).says
    assert question(helse, f"{met[0]}.1") == QUESTION[0]
    helse.liv.closes(all_=True)
    opens(helse, QUESTION[0])
    due = post(helse, Kind.REFLECTION, f"{met[0]}.1").due_at
    helse.liv.presses(MOVE)
    sends(helse.liv, due + timedelta(hours=2))
    shows(helse, "En leder har flyttet den.")
    assert post(helse, Kind.REFLECTION, f"{met[0]}.1").due_at == due + timedelta(hours=2)


def test_what_is_skipped_is_not_asked_and_comes_the_next_time(helse: House, met: list[str]) -> None:
    opens(helse, QUESTION[0])
    helse.liv.presses(SKIP)
    shows(helse, "Hoppes over denne gangen.")
    turns_to(helse, post(helse, Kind.REFLECTION, f"{met[0]}.1").due_at + 3 * A_DAY)
    changes(helse, met[2], place="Rådhuset")
    assert in_channel(helse, ASKED) == []
    assert question(helse, f"{met[1]}.1") == QUESTION[0]


def test_struck_questions_are_not_asked_and_own_ones_come_first(helse: House, met: list[str]) -> None:
    helse.forges(helse.liv, "reflection.strike", f"{network(helse)}@need 1")
    helse.liv.sees_modal(QUESTIONS)
    assert f"Strøket: {QUESTION[0]}" in helse.liv.sees_modal(QUESTIONS).text
    assert [question(helse, f"{key}.1") for key in met[:2]] == [QUESTION[1], QUESTION[2]]
    helse.liv.presses("Legg til spørsmål")
    helse.liv.fills("Hva vil du spørre om?", f" {QUESTION[3]} ")
    helse.liv.submits()
    assert "er her allerede" in helse.liv.sees_modal("Legg til spørsmål").errors["Hva vil du spørre om?"]
    helse.liv.fills("Hva vil du spørre om?", "Hva drømmer du om <@U1>?")
    helse.liv.submits()
    helse.liv.repeats()
    shows(helse, "Spørsmålet er lagt til.")
    assert "Nettverkets egne\nHva drømmer du om <@U1>?" in helse.liv.sees_modal(QUESTIONS).text
    helse.liv.presses("Ta inn igjen")
    helse.slack.wait_until(lambda: "Strøket" not in helse.liv.sees_modal(QUESTIONS).text, what="it to be in again")
    assert question(helse, f"{met[1]}.1") == QUESTION[0]
    message = comes(helse, f"{met[0]}.1")
    assert "Hva drømmer du om <@U1>?" in message.says
    assert message.pings == []


def network(house: House) -> str:
    with house.bot.database.reading() as session:
        return network_of(house, session).id


@pytest.mark.usefixtures("met")
def test_only_leaders_see_the_bank_and_decide(helse: House, asked: str) -> None:
    assert BANK not in looks(helse, helse.kari).buttons
    helse.kari.closes()
    for deed in ("bank", "add"):
        helse.forges(helse.kari, f"reflection.{deed}", network(helse))
        helse.kari.sees(ONLY, in_=helse.helse)
    helse.forges(helse.ola, "reflection.choose", asked)
    helse.ola.sees(ONLY, in_=helse.helse)


def test_a_question_that_nobody_will_answer_is_none(helse: House, met: list[str]) -> None:
    """All are struck: nothing is asked, and leaders see that."""
    with helse.bot.database.writing() as session:
        for key in bank(Words("nb")):
            strike(session, network_of(helse, session), key)
    changes(helse, met[2], place="Rådhuset")
    assert "har den ingenting å si" in opens(helse, NAME).text


# How often


@pytest.mark.parametrize(("volume", "times"), [(Volume.QUIET, 0), (Volume.USUAL, 1), (Volume.EVERYTHING, 3)])
def test_how_often_a_network_is_asked_follows_how_much_it_wants_to_hear(
    helse: House, volume: Volume, times: int
) -> None:
    says_as_much(helse, volume)
    while len(thinking_days(first := ahead(helse, 10), second := first + timedelta(weeks=8), several=True)) != 3:
        helse.slack.clock.turn(A_DAY)  # so that no holidays come between
    lays(helse, first, second)
    with helse.bot.database.reading() as session:
        assert len(session.scalars(select(Post).where(Post.view == Kind.REFLECTION)).all()) == times


def test_a_cancelled_meeting_takes_its_question_away_and_nobody_is_asked_twice(helse: House, met: list[str]) -> None:
    comes(helse, f"{met[0]}.1")
    changes(helse, met[1], cancelled_at=helse.slack.clock.now())
    with helse.bot.database.reading() as session:
        there = session.scalars(select(Post.subject_id).where(Post.view == Kind.REFLECTION)).all()
    assert there == [f"{met[0]}.1"]


# Rules


@pytest.mark.parametrize(
    ("first", "second", "midway", "several"),
    [
        ("2026-09-02", "2026-09-30", "09-16", "09-16"),  # from Wednesday to Wednesday, four weeks
        ("2026-09-01", "2026-09-15", "09-09", "09-09"),
        ("2026-09-03", "2026-10-08", "09-23", "09-09 09-23 10-07"),  # five weeks, the nearer of two
        ("2026-09-02", "2026-10-28", "09-30", "09-16 09-30 10-14"),
        ("2026-09-02", "2026-09-09", "", ""),  # no Wednesday between
        ("2026-09-01", "2026-09-02", "", ""),
        ("2026-09-01", "2026-09-01", "", ""),  # two on one day
        ("2027-03-17", "2027-04-07", "03-24", "03-24"),  # of two as near, the earlier
        ("2028-05-03", "2028-05-31", "05-16", "05-16"),  # a red day moves earlier
        ("2026-06-10", "2026-08-19", "06-30", "06-17 06-30 08-12"),  # July moves earlier, and all of it to one day
        ("2026-06-30", "2026-07-15", "", ""),  # July alone, and earlier would be on the meeting's own day
    ],
)
def test_on_which_days_a_network_is_asked(first: str, second: str, midway: str, several: str) -> None:
    between = date.fromisoformat(first), date.fromisoformat(second)
    assert " ".join(f"{day:%m-%d}" for day in thinking_days(*between)) == midway
    assert " ".join(f"{day:%m-%d}" for day in sorted(thinking_days(*between, several=True))) == several


JANUARY = [datetime(2027, 1, day, tzinfo=UTC) for day in range(1, 11)]


@pytest.mark.parametrize(
    ("offered", "asked_before", "chosen", "come"),
    [
        ("abc", "", "...", "abc"),
        ("abc", "a", "..", "bc"),
        ("abc", "abc", "....", "abca"),  # when all were asked, it begins anew
        ("abc", "acb", "..", "ac"),  # with the one asked the longest ago
        ("bc", "a", "...", "bcb"),  # what is struck is not asked
        ("xabc", "ab", "...", "xca"),  # an own one is the first
        ("abc", "", "..a", "bca"),  # what a leader has chosen comes where they want it
        ("abc", "", "z..", "abc"),  # unless it is struck since
        ("a", "", "a..", "aaa"),
        ("", "ab", "..", "--"),  # all are struck
    ],
)
def test_none_comes_again_before_all_were_asked(offered: str, asked_before: str, chosen: str, come: str) -> None:
    before = dict(zip(asked_before, JANUARY, strict=False))
    coming = [(JANUARY[5] + n * A_DAY, None if one == "." else one) for n, one in enumerate(chosen)]
    assert "".join(prompt or "-" for prompt in dealt([*offered], before, coming)) == come


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bank_asks_forty_things_and_more_each_in_one_short_question(language: str) -> None:
    questions = [*bank(Words(language)).values()]
    assert len(set(questions)) == len(questions) >= 40
    assert all(one.endswith("?") and one.count("?") == 1 and len(one.split()) <= 20 for one in questions)
    assert [key.split()[0] for key in bank(Words(language))][:4] == ["need", "give", "tried", "together"]
