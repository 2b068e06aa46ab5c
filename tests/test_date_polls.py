"""Date polls, through the front door: a leader asks which day suits, people answer, and the meeting moves there."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from handlers.announcements.rules import Kind
from handlers.words import Words
from sandbox import Message, Person
from sandbox.forms import Modal
from storage.choices import Choice
from storage.date_polls import DatePoll
from storage.meetings import Meeting
from storage.people import Person as Known
from storage.people import meet
from tests.living import House
from tests.meetings import ahead, changes, in_channel, lays, network_of, post, settle, topic, turns_to
from tests.test_corrections import MINE, USE, is_known
from tests.test_meetings import ABOUT, EDIT, cancels, edits, hears, opens
from tests.test_moving import loses_channel, moves, new_channel

FIND, FORM, ASK = "Finn en dag som passer", "Finn en dag som passer", "Spør i kanalen"
POLL, CLOSED = "📅 Hvilken dag passer?", "📅 Avstemningen om dag er avsluttet"
ANSWER, WHICH, MORE, SHEET = "Svar", "Hvilke dager passer?", "Mer …", "Om avstemningen"
PICK, BLIR, GIVE_UP = "Velg dag", "Hvilken dag blir det?", "Avslutt uten å velge"
WORKS, IF_NEED_BE, DOES_NOT = "Passer for meg", "Om nødvendig", "Passer ikke for meg"
NOTICE, LEADERS_ONLY = "Nettverksbot", "Bare nettverksledere kan gjøre dette."
IS_CLOSED = "Avstemningen er avsluttet. Hvorfor, står i kanalen."


def said(day: date) -> str:
    """As the bot says a day, at the usual time."""
    return Words("nb").day(day) + " kl.\u00a009.00"


@pytest.fixture
def three(helse: House) -> House:
    """A meeting in four weeks, and a form open to Liv with three days: the one before it, its own, and the next."""
    lays(helse, ahead(helse, 20))
    return helse


def days(house: House) -> list[date]:
    return [ahead(house, n) for n in (19, 20, 21)]


def opens_form(house: House, person: Person | None = None) -> Modal:
    leader = person or house.liv
    opens(house, leader)
    leader.presses(FIND)
    return leader.sees_modal(FORM)


def asks(house: House) -> Message:
    """Liv asks about the three days that are filled in."""
    opens_form(house)
    house.liv.submits()
    assert "Jeg spør i kanalen." in house.liv.sees_modal(SHEET).text
    house.liv.closes(all_=True)
    return hears(house, "Hvilken dag passer?")


def shown(house: House) -> Message:
    """The message of the one poll, as it is now."""
    (message,) = [one for one in house.ola.reads(house.helse) if one.says.startswith((POLL, CLOSED))]
    return message


def says(house: House, words: str) -> None:
    house.slack.wait_until(lambda: words in shown(house).says, what=f"the poll to say {words!r}")


def answers(house: House, person: Person, *chosen: str) -> Modal:
    """One thing for each day, in their order."""
    person.presses(ANSWER, message=shown(house))
    for day, answer in zip(days(house), chosen, strict=True):
        person.chooses(said(day), answer)
    person.submits()
    return person.sees_modal(SHEET)


def all_answer(house: House) -> None:
    """The day before suits two, and one if need be; the meeting's own suits one; the day after nobody."""
    answers(house, house.kari, WORKS, DOES_NOT, DOES_NOT)
    answers(house, house.ola, WORKS, WORKS, DOES_NOT)
    answers(house, house.liv, IF_NEED_BE, DOES_NOT, DOES_NOT)
    for person in (house.kari, house.ola, house.liv):
        person.closes(all_=True)
    says(house, "3 har svart")


def looks(house: House, person: Person) -> Modal:
    person.presses(MORE, message=shown(house))
    return person.sees_modal(SHEET)


def picks(house: House, day: date | None = None) -> Modal:
    looks(house, house.liv)
    house.liv.presses(PICK)
    if day:
        form = house.liv.sees_modal(PICK)
        (option,) = [one for one in options_of(form) if one.startswith(said(day))]
        house.liv.chooses(BLIR, option)
    house.liv.submits()
    return house.liv.sees_modal(SHEET)


def options_of(form: Modal) -> list[str]:
    """The days in the form to pick one."""
    return [
        option["text"]["text"]
        for block in form.view.blocks
        if block["type"] == "input"
        for option in block["element"]["options"]
    ]


def rows(house: House, noun: Any) -> list[Any]:
    with house.bot.database.reading() as session:
        return list(session.scalars(select(noun)))


def leads_too(house: House, person: Person) -> None:
    """Beside Liv."""
    with house.bot.database.writing() as session:
        network = network_of(house, session)
        network.leaders.append(meet(session, house.ws.id, person.id))


def preview_due(house: House) -> datetime:
    (meeting,) = rows(house, Meeting)
    due: datetime = post(house, Kind.PREVIEW, meeting.id).due_at
    return due


def meeting_day(house: House) -> date:
    (meeting,) = rows(house, Meeting)
    day: date = meeting.day
    return day


# Asked


def test_the_working_days_around_it_are_filled_in_and_the_channel_is_asked(three: House) -> None:
    three.proposes(three.kari, "Samtykke <!channel>")
    (meeting,) = rows(three, Meeting)
    changes(three, meeting.id, topic_id=topic(three, "Samtykke <!channel>"))
    form = opens_form(three)
    before, own, after = days(three)
    assert [form.values[f"Dag {n}"] for n in range(1, 7)] == [*map(str, days(three)), None, None, None]
    assert form.values["Dag 1: Når begynner møtet?"] == form.values["Dag 6: Når begynner møtet?"] == "09:00"
    three.liv.closes(all_=True)
    message = asks(three)
    assert f"Det gjelder møtet {said(own)}: «Samtykke <!channel>»." in message.says
    assert f"– {said(before)}\n– {said(own)}\n– {said(after)}\n" in message.says
    assert message.buttons == [ANSWER, MORE]
    assert message.pings == []


def test_each_day_counts_its_answers_and_they_can_be_changed(three: House) -> None:
    asks(three)
    all_answer(three)
    before, own, after = days(three)
    lines = shown(three).says.splitlines()
    assert f"– {said(before)}: passer for 2, om nødvendig for 1 til" in lines
    assert f"– {said(own)}: passer for 1" in lines
    assert f"– {said(after)}: passer for ingen" in lines
    three.kari.presses(ANSWER, message=shown(three))
    assert three.kari.sees_modal(WHICH).values == {said(before): WORKS, said(own): DOES_NOT, said(after): DOES_NOT}
    three.kari.chooses(said(after), IF_NEED_BE)
    three.kari.submits()
    assert f"Svarene dine\n– {said(before)}: Passer for meg" in three.kari.sees_modal(SHEET).text
    says(three, f"– {said(after)}: passer om nødvendig for 1\n")
    assert "3 har svart" in shown(three).says


def test_answers_delivered_twice_count_once(three: House) -> None:
    asks(three)
    three.ws.deliver_twice()
    answers(three, three.kari, WORKS, IF_NEED_BE, DOES_NOT)
    says(three, "1 har svart")
    assert three.kari.repeats().acked
    assert len(rows(three, Choice)) == 3


def test_days_and_times_can_be_others(three: House) -> None:
    opens_form(three)
    three.liv.fills("Dag 1", "")
    three.liv.fills("Dag 2: Når begynner møtet?", "13:30")
    three.liv.submits()
    three.liv.sees_modal(SHEET)
    _before, own, after = days(three)
    assert f"– {said(own).replace('09.00', '13.30')}\n– {said(after)}\n" in hears(three, "Hvilken dag passer?").says


def test_the_same_form_twice_is_one_poll_and_with_other_days_it_has_those(three: House) -> None:
    opens_form(three)
    three.ws.deliver_twice()
    three.liv.submits()
    assert len(rows(three, DatePoll)) == 1
    hears(three, "Hvilken dag passer?")
    form = three.liv._last
    assert form
    other = form.body["view"]["state"]["values"]
    other["day_3"]["day_3"]["selected_date"] = ahead(three, 25).isoformat()
    answers(three, three.kari, WORKS, WORKS, DOES_NOT)
    three.liv.sends("interactive", {"type": "view_submission", "view": form.body["view"]})
    says(three, f"– {said(ahead(three, 25))}\n")
    assert f"– {said(days(three)[0])}: passer for 1\n" in shown(three).says
    assert len(rows(three, DatePoll)) == 1


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"Dag 1": "", "Dag 3": ""}, {"Dag 1": "Velg minst to dager, så det er noe å velge mellom."}),
        ({"Dag 1": "2020-01-02"}, {"Dag 1": "Det er allerede over. Velg en senere dag."}),
        ({"Dag 1": "9999-01-01"}, {"Dag 1": "Det er mange år fram i tid. Velg en dag før det."}),
        (
            {"Dag 3": "own"},
            {"Dag 3": "Denne dagen og tiden står her allerede. Velg noe annet, eller la det stå tomt."},
        ),
    ],
)
def test_what_is_wrong_with_the_days_is_said_at_them(three: House, fields: dict[str, str], errors: Any) -> None:
    opens_form(three)
    for label, text in fields.items():
        three.liv.fills(label, days(three)[1].isoformat() if text == "own" else text)
    three.liv.submits()
    assert three.liv.sees_modal(FORM).errors == errors
    assert rows(three, DatePoll) == []


def test_one_meeting_has_one_open_poll(three: House) -> None:
    opens_form(three)
    three.liv.submits()
    three.liv.closes(all_=True)
    hears(three, "Hvilken dag passer?")
    opens(three, three.liv)
    three.liv.presses(FIND)
    assert PICK in three.liv.sees_modal(SHEET).buttons  # it is the poll that opens


def test_of_two_leaders_who_ask_at_once_one_has_asked(three: House) -> None:
    leads_too(three, three.ola)
    for leader in (three.liv, three.ola):
        opens_form(three, leader)
    three.liv.submits()
    three.ola.submits()
    assert [*three.ola.sees_modal(FORM).errors.values()] == [
        "En annen leder har allerede spurt om dette møtet. Lukk skjemaet, og velg dag i den avstemningen."
    ]
    assert len(rows(three, DatePoll)) == 1


# A day is chosen


def test_the_best_day_is_chosen_first_and_the_meeting_moves_with_its_posts(three: House) -> None:
    asks(three)
    all_answer(three)
    before, own, after = days(three)
    was_due = preview_due(three)
    looks(three, three.liv)
    three.liv.presses(PICK)
    form = three.liv.sees_modal(PICK)
    assert options_of(form) == [
        f"{said(before)}: passer for 2, om nødvendig for 1 til", f"{said(own)}: passer for 1",
        f"{said(after)}: passer for ingen",
    ]  # fmt: skip
    assert form.values[BLIR] == options_of(form)[0]
    three.liv.submits()
    sheet = three.liv.sees_modal(SHEET)
    assert "Endringene er lagret.\nKanalen får vite det." in sheet.text
    assert f"Dagen er valgt: {said(before)}." in sheet.text
    assert sheet.buttons == ["Se møtet"]
    assert meeting_day(three) == before
    assert preview_due(three) < was_due
    says(three, f"Dagen er valgt: {said(before)}.")
    assert shown(three).says.startswith(CLOSED)
    assert shown(three).buttons == [MORE]
    hears(three, "Møtet er flyttet til")


def test_a_leader_may_choose_another_and_the_meetings_own_day_moves_nothing(three: House) -> None:
    asks(three)
    _before, own, _after = days(three)
    assert "Møtet blir den dagen det var satt til." in picks(three, own).text
    says(three, f"Dagen er valgt: {said(own)}.")
    assert meeting_day(three) == own
    settle(three)
    assert in_channel(three, "Møtet er flyttet") == []


def test_a_choice_delivered_twice_is_one(three: House) -> None:
    asks(three)
    three.ws.deliver_twice()
    picks(three, days(three)[2])
    assert three.liv.repeats().acked
    (meeting,) = rows(three, Meeting)
    assert (meeting.day, meeting.version) == (days(three)[2], 2)
    hears(three, "Møtet er flyttet til")


def test_of_two_leaders_who_choose_at_once_the_first_has_chosen(three: House) -> None:
    leads_too(three, three.ola)
    asks(three)
    for leader, day in ((three.liv, days(three)[0]), (three.ola, days(three)[2])):
        looks(three, leader)
        leader.presses(PICK)
        leader.chooses(BLIR, said(day))
    threads = [threading.Thread(target=leader.submits) for leader in (three.liv, three.ola)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = [leader.modal for leader in (three.liv, three.ola)]
    assert sorted("Dagen er valgt" in (one.text if one else "") for one in told) == [False, True]
    (late,) = [one for one in told if one and one.errors]
    assert [*late.errors.values()] == [IS_CLOSED]
    (poll,) = rows(three, DatePoll)
    with three.bot.database.reading() as session:
        picked = session.get_one(DatePoll, (poll.team_id, poll.id)).picked
        assert picked
        assert meeting_day(three) == picked.day
    hears(three, "Møtet er flyttet til")


def test_a_leader_ends_it_without(three: House) -> None:
    asks(three)
    answers(three, three.kari, WORKS, WORKS, WORKS)
    three.kari.presses("Endre svarene mine")
    three.kari.sees_modal(WHICH)
    looks(three, three.liv)
    three.liv.presses(GIVE_UP, confirm=GIVE_UP)
    assert "En leder har avsluttet avstemningen uten å velge en dag." in three.liv.sees_modal(SHEET).text
    assert three.liv.repeats().acked
    says(three, "En leder har avsluttet avstemningen uten å velge en dag.")
    assert meeting_day(three) == days(three)[1]
    three.kari.submits()
    assert [*three.kari.sees_modal(WHICH).errors.values()] == [IS_CLOSED]
    three.liv.closes(all_=True)
    assert opens_form(three).values["Dag 1"] == str(days(three)[0])  # another may be asked


# Overtaken


def test_where_the_meeting_is_cancelled_it_is_closed(three: House) -> None:
    form = opens_form(three)
    three.liv.closes(all_=True)
    message = asks(three)
    cancels(three)
    says(three, "Møtet er avlyst, så ingen trenger å svare lenger.")
    assert shown(three).says.startswith(CLOSED)
    three.forges(three.kari, "date_poll.answer", rows(three, DatePoll)[0].id)
    three.kari.sees(IS_CLOSED, in_=three.helse)
    assert FIND not in opens(three, three.liv).buttons
    assert message.ts == shown(three).ts
    three.forges(three.liv, "date_poll.open", form.view.source["private_metadata"].partition("@")[0])
    three.liv.sees("Møtet er avlyst, så det kan ikke endres.", in_=three.helse)


def test_where_the_meeting_is_moved_by_hand_it_is_closed(three: House) -> None:
    asks(three)
    looks(three, three.liv)
    three.liv.presses(PICK)
    (meeting,) = rows(three, Meeting)
    changes(three, meeting.id, day=ahead(three, 30))
    says(three, f"Møtet er flyttet til {said(ahead(three, 30))}–11.00, så ingen trenger å svare lenger.")
    three.liv.submits()
    assert [*three.liv.sees_modal(PICK).errors.values()] == [IS_CLOSED]
    assert meeting_day(three) == ahead(three, 30)


def test_other_changes_of_the_meeting_leave_it_open(three: House) -> None:
    asks(three)
    edits(three, "Hvor møtes dere?", "Rådhuset")
    settle(three)
    assert shown(three).says.startswith(POLL)
    three.proposes(three.kari, "Samtykke")
    (meeting,) = rows(three, Meeting)
    changes(three, meeting.id, topic_id=topic(three, "Samtykke"))
    says(three, "«Samtykke»")


def test_once_the_meeting_has_begun_it_is_closed_and_an_old_form_too(three: House) -> None:
    asks(three)
    three.kari.presses(ANSWER, message=shown(three))
    for day in days(three):
        three.kari.chooses(said(day), WORKS)
    (meeting,) = rows(three, Meeting)
    with three.bot.database.reading() as session:
        begins = session.get_one(Meeting, (meeting.team_id, meeting.id)).starts_at
    turns_to(three, begins)
    three.kari.submits()
    assert [*three.kari.sees_modal(WHICH).errors.values()] == [IS_CLOSED]
    says(three, "Tiden er ute, så ingen kan svare lenger.")


def test_a_day_that_is_over_is_neither_asked_nor_chosen(three: House) -> None:
    asks(three)
    before, own, after = days(three)
    looks(three, three.liv)
    three.liv.presses(PICK)
    three.liv.chooses(BLIR, said(before))
    turns_to(three, datetime.combine(before, datetime.min.time(), UTC) + timedelta(hours=12))
    three.liv.submits()
    assert three.liv.sees_modal(PICK).errors == {BLIR: "Det er allerede over. Velg en senere dag."}
    three.kari.presses(ANSWER, message=shown(three))
    assert [*three.kari.sees_modal(WHICH).values] == [said(own), said(after)]


def test_in_an_archived_channel_nothing_is_answered(three: House) -> None:
    asks(three)
    three.kari.presses(ANSWER, message=shown(three))
    for day in days(three):
        three.kari.chooses(said(day), WORKS)
    three.liv.archives(three.helse)
    three.slack.wait_until(lambda: not three.is_awake(), what="the bot to know that the channel is archived")
    three.kari.submits()
    (told,) = three.kari.sees_modal(WHICH).errors.values()
    assert "er arkivert, så nettverket hviler." in told
    assert rows(three, Choice) == []


def test_leaders_correct_it_by_way_of_its_meeting(three: House) -> None:
    message = asks(three)
    three.slack.wait_until(lambda: is_known(three, message), what="the bot to know where the poll stands")
    three.liv.uses(USE, on=message)
    three.liv.sees_modal(MINE)
    three.liv.presses(EDIT)
    three.liv.sees_modal(EDIT)


def test_in_another_channel_it_is_asked_again_with_its_answers(three: House) -> None:
    asks(three)
    answers(three, three.kari, WORKS, WORKS, WORKS)
    says(three, "1 har svart")
    loses_channel(three)
    moves(three, new_channel(three, three.kari, three.ola))
    hears(three, "Hvilken dag passer?")
    says(three, "1 har svart")


# Who may


def test_only_leaders_ask_and_choose(three: House) -> None:
    opens(three, three.kari)
    assert FIND not in three.kari.sees_modal(ABOUT).buttons
    three.kari.closes(all_=True)
    asks(three)
    answers(three, three.ola, WORKS, DOES_NOT, DOES_NOT)
    says(three, "1 har svart")
    sheet = looks(three, three.kari)
    assert sheet.buttons == [ANSWER, "Se møtet"]
    assert "Du har ikke svart." in sheet.text
    assert "Ola" not in sheet.text
    three.kari.closes()
    (poll,) = rows(three, DatePoll)
    for deed in ("date_poll.pick", "date_poll.close"):
        three.forges(three.kari, deed, poll.id)
        three.kari.sees(LEADERS_ONLY, in_=three.helse)


def test_leaders_see_who_has_answered_what(three: House) -> None:
    asks(three)
    all_answer(three)
    three.slack.wait_until(three.knows_everybody, what="the bot to know everybody")
    text = looks(three, three.liv).text
    before, own, _after = days(three)
    assert f"{said(before)}: passer for 2, om nødvendig for 1 til\nPasser for: Kari Nordmann og Ola Li\n" in text
    assert "Om nødvendig: Liv Berg\n" in text
    assert f"{said(own)}: passer for 1\nPasser for: Ola Li\nPasser ikke for: Kari Nordmann og Liv Berg\n" in text


def test_of_three_hundred_a_hundred_are_named(three: House) -> None:
    asks(three)
    (poll,) = rows(three, DatePoll)
    with three.bot.database.writing() as session:
        stood = session.get_one(DatePoll, (poll.team_id, poll.id))
        crowd = [{"team_id": three.ws.id, "user_id": f"U{n:09}", "name": f"Deltaker {n:03}"} for n in range(300)]
        session.execute(insert(Known), [one | dict.fromkeys(("is_admin", "is_bot", "is_gone"), False) for one in crowd])
        session.execute(
            insert(Choice),
            [
                {
                    "team_id": three.ws.id, "network_id": stood.network.id, "about": "date_poll.day",
                    "subject_id": day.id, "user_id": one["user_id"], "chosen": "works", "word": "",
                }
                for one in crowd
                for day in stood.days
            ],
        )  # fmt: skip
    text = looks(three, three.liv).text
    assert text.count("Deltaker 000, Deltaker 001, ") == 3
    assert text.count("Deltaker 099 og 200 til") == 3
    three.liv.closes()
    answers(three, three.kari, WORKS, WORKS, WORKS)
    says(three, "301 har svart")
