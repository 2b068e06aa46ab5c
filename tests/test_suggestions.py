"""Suggestions for a meeting, and how it begins: they reach its leaders, who take them in with one click."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.announcements.rules import Kind
from sandbox import Person
from sandbox.forms import Modal
from sandbox.world import Message
from storage.agendas import Item
from storage.meetings import Meeting
from storage.suggestions import Suggestion
from tests.living import House
from tests.meetings import PREVIEW, ahead, changes, lays, post, turns_to
from tests.test_meetings import opens

MAKE, SEND, WITHDRAW, YOURS = "Foreslå noe", "Send forslaget", "Trekk forslaget", "Forslaget ditt"
WHAT, KIND, THANKS = "Hva foreslår du?", "Hva handler det om?", "Hvis lederne tar det inn"
MORE, CHANGE, PART = "Noe mer å ta opp", "Noe å endre", "Jeg vil gjerne bidra med noe"
TAKE, FOLLOW, LEAVE, UNDO = "Ta det inn i agendaen", "Følg forslaget", "La det ligge", "Angre"
SEE, ALL, START, AGREE = "Se forslagene", "Forslag", "Start møtet", "Jeg er enig"
ONLY = "Bare nettverksledere kan gjøre dette."
OVER = "Møtet er over, så det er for sent til dette."


@pytest.fixture
def meeting(helse: House) -> str:
    """The key of a meeting whose preview stands."""
    (key,) = lays(helse, ahead(helse, 12))
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    helse.ola.sees(PREVIEW, in_=helse.helse)
    return key


def suggests(house: House, person: Person, text: str, kind: str = MORE, *, named: bool = True) -> Modal:
    person.presses("Mer …", message=person.sees(PREVIEW, in_=house.helse))
    person.presses(MAKE)
    person.chooses(KIND, kind)
    person.fills(WHAT, text)
    if not named:
        person.chooses(THANKS)
    person.submits()
    return person.sees_modal(YOURS)


def told(house: House, person: Person, words: str) -> Message:
    """The direct message of a suggestion."""
    return person.sees(words, in_=person.dm(house.ws.bot))


def below(house: House) -> list[str]:
    """What stands in the thread of the preview."""
    preview = house.ola.sees(PREVIEW, in_=house.helse)
    return [one.says for one in house.ola.reads(house.helse) if one.thread_ts == preview.ts and one is not preview]


def preview_says(house: House, words: str) -> bool:
    return words in house.ola.sees(PREVIEW, in_=house.helse).says


@pytest.mark.usefixtures("meeting")
def test_a_suggestion_reaches_the_leader_who_takes_it_in_with_one_click(helse: House) -> None:
    assert "Lederne har fått forslaget ditt." in suggests(helse, helse.kari, "Barn under <!here> *16*").text
    message = told(helse, helse.liv, "Barn under")
    assert "Kari Nordmann vil gjerne ta opp:\nBarn under <!here> *16*" in message.says
    assert (message.pings, message.buttons) == ([], [TAKE, LEAVE, "Mer …"])
    helse.liv.presses(TAKE, message=message)
    helse.slack.wait_until(lambda: preview_says(helse, "Barn under"), what="the programme to have it")
    helse.slack.wait_until(lambda: len(below(helse)) == 1, what="the thread to say what is new")
    assert below(helse) == ["Nytt i programmet: «Barn under <!here> *16*»\nTakk til Kari Nordmann for forslaget."]
    helse.slack.wait_until(lambda: "Det står i agendaen." in message.says, what="the leader to read what was done")
    helse.liv.presses(UNDO, message=message)
    helse.slack.wait_until(lambda: not preview_says(helse, "Barn under"), what="the programme to be as it was")
    helse.slack.wait_until(lambda: "tilbake" in below(helse)[0], what="the thread to say so")
    helse.slack.wait_until(lambda: TAKE in message.buttons, what="the choice to be open again")
    helse.liv.presses(TAKE, message=message)
    helse.slack.wait_until(lambda: preview_says(helse, "Barn under"), what="it to be there again")
    assert len(below(helse)) == 1


@pytest.mark.usefixtures("meeting")
def test_who_does_not_want_thanks_is_not_named(helse: House) -> None:
    suggests(helse, helse.kari, "Kortere pause", CHANGE, named=False)
    helse.liv.presses(FOLLOW, message=told(helse, helse.liv, "Kari Nordmann ønsker en endring"))
    helse.slack.wait_until(lambda: len(below(helse)) == 1, what="the thread to say what is new")
    assert below(helse) == ["Lederne følger et forslag: «Kortere pause»"]


@pytest.mark.usefixtures("meeting")
def test_who_would_like_to_do_a_part_is_responsible_for_it(helse: House) -> None:
    suggests(helse, helse.ola, "Fortelle om skjemaet vårt", PART)
    helse.liv.presses(TAKE, message=told(helse, helse.liv, "Ola Li vil gjerne bidra med"))
    helse.slack.wait_until(lambda: preview_says(helse, "Fortelle om skjemaet vårt"), what="the programme to have it")
    assert preview_says(helse, "Ola Li")
    suggests(helse, helse.kari, "Vise fram malen vår", PART, named=False)
    helse.liv.closes(all_=True)
    helse.liv.presses(TAKE, message=told(helse, helse.liv, "Kari Nordmann vil gjerne bidra"))
    helse.slack.wait_until(lambda: preview_says(helse, "Vise fram malen vår"), what="the programme to have that")
    assert not preview_says(helse, "Kari Nordmann")


@pytest.mark.usefixtures("meeting")
def test_what_is_left_can_be_taken_up_and_what_is_taken_back_is_gone(helse: House) -> None:
    suggests(helse, helse.kari, "Arkiv")
    message = told(helse, helse.liv, "Arkiv")
    helse.liv.presses(LEAVE, message=message)
    helse.slack.wait_until(lambda: "Det får ligge nå." in message.says, what="the leader to read what was done")
    assert below(helse) == []
    helse.liv.presses(UNDO, message=message)
    helse.slack.wait_until(lambda: TAKE in message.buttons, what="the choice to be open again")
    helse.kari.presses(WITHDRAW)
    assert "Du har trukket forslaget." in helse.kari.sees_modal(YOURS).text
    helse.slack.wait_until(lambda: "har trukket det" in message.says, what="the leader to read that")
    helse.forges(helse.liv, "suggestion.take", one(helse).id)
    helse.liv.sees("virker ikke lenger", in_=helse.helse)


@pytest.mark.usefixtures("meeting")
def test_leaders_see_all_and_decide_there(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.presses(SEE)
    assert "Ingen har foreslått noe ennå." in helse.liv.sees_modal(ALL).text
    helse.liv.closes(all_=True)
    suggests(helse, helse.kari, "Arkiv")
    opens(helse, helse.liv)
    helse.liv.presses(SEE)
    helse.liv.presses(TAKE)
    assert "Det står i agendaen." in helse.liv.sees_modal(ALL).text


@pytest.mark.usefixtures("meeting")
def test_a_form_that_comes_twice_is_one_suggestion(helse: House) -> None:
    suggests(helse, helse.kari, "Arkiv")
    helse.kari.repeats()
    told(helse, helse.liv, "Arkiv")
    assert one(helse).text == "Arkiv"


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(("text", "sentence"), [(" ", "Skriv hva du foreslår."), ("x" * 151, "høyst 150 tegn")])
def test_what_is_wrong_is_said_where_it_was_written(helse: House, text: str, sentence: str) -> None:
    helse.kari.presses("Mer …", message=helse.kari.sees(PREVIEW, in_=helse.helse))
    helse.kari.presses(MAKE)
    helse.kari.fills(WHAT, text)
    helse.kari.submits()
    form = helse.kari.sees_modal(MAKE)
    assert sentence in form.errors[WHAT]
    assert form.values[WHAT] == text


def test_once_the_meeting_is_over_or_off_it_is_too_late(helse: House, meeting: str) -> None:
    helse.forges(helse.kari, "suggestion.see", meeting)
    helse.kari.sees(ONLY, in_=helse.helse)
    changes(helse, meeting, cancelled_at=helse.slack.clock.now())
    helse.forges(helse.kari, "suggestion.make", meeting)
    helse.kari.sees("Møtet er avlyst", in_=helse.helse)
    changes(helse, meeting, cancelled_at=None)
    helse.slack.clock.turn(ends(helse, meeting))
    for deed, person in (("suggestion.make", helse.ola), ("room.agree", helse.kari), ("room.start", helse.liv)):
        helse.forges(person, deed, meeting)
        person.sees(OVER, in_=helse.helse)


def test_what_a_leader_removes_from_the_agenda_is_not_said_to_be_in_it(helse: House, meeting: str) -> None:
    suggests(helse, helse.kari, "Arkiv")
    message = told(helse, helse.liv, "Arkiv")
    helse.liv.presses(TAKE, message=message)
    helse.slack.wait_until(lambda: len(below(helse)) == 1, what="the thread to say what is new")
    with helse.bot.database.reading() as session:
        item = session.query(Item).filter_by(meeting_id=meeting, title="Arkiv").one().id
    helse.forges(helse.liv, "agenda.remove", item)
    helse.slack.wait_until(lambda: "er fjernet derfra" in message.says, what="the leader to read that it is gone")
    helse.slack.wait_until(lambda: "tilbake" in below(helse)[0], what="the thread to say so too")


def test_what_leaders_were_told_follows_the_meeting(helse: House, meeting: str) -> None:
    suggests(helse, helse.kari, "Arkiv")
    message = told(helse, helse.liv, "Arkiv")
    helse.kari.repeats()
    changes(helse, meeting, cancelled_at=helse.slack.clock.now())
    helse.slack.wait_until(lambda: message.buttons == [], what="nothing to be left to decide")
    assert len([one for one in helse.liv.reads(helse.liv.dm(helse.ws.bot)) if "Arkiv" in one.says]) == 1


# In the room


def test_a_leader_begins_and_all_agree(helse: House, meeting: str) -> None:
    assert START not in opens(helse, helse.liv).buttons  # on its day
    helse.liv.closes()
    turns_to(helse, post(helse, Kind.TODAY, meeting).due_at)
    opens(helse, helse.liv)
    helse.liv.presses(START)
    assert "spør høyt" in helse.liv.sees_modal("Møtet begynner").text
    begun = helse.ola.sees("🔔 Vi begynner", in_=helse.helse)
    assert (begun.thread_ts, begun.buttons) == (None, [AGREE, "Foreslå noe annet", "Mer …"])
    helse.ola.presses(AGREE, message=begun)
    helse.ola.sees("Du er enig.", in_=helse.helse)
    helse.ola.presses(AGREE, message=begun)
    helse.ola.sees("Du er enig fra før.", in_=helse.helse)
    helse.kari.presses(AGREE, message=begun)
    helse.slack.wait_until(lambda: "2 er enige" in begun.says, what="two to agree")
    helse.liv.closes(all_=True)
    opens(helse, helse.liv)
    helse.liv.presses(START)
    helse.liv.sees_modal("Møtet begynner")
    changes(helse, meeting, goals="Én mal")
    helse.slack.wait_until(lambda: "Én mal" in begun.says, what="the room to see the goal")
    assert len([m for m in helse.ola.reads(helse.helse) if "🔔" in m.says]) == 1


def test_a_meeting_that_is_cancelled_or_moved_has_not_begun(helse: House, meeting: str) -> None:
    helse.forges(helse.liv, "room.start", meeting)
    helse.liv.sees("Du kan starte møtet på selve dagen.", in_=helse.helse)
    turns_to(helse, post(helse, Kind.TODAY, meeting).due_at)
    helse.forges(helse.liv, "room.start", meeting)
    begun = helse.ola.sees("🔔 Vi begynner", in_=helse.helse)
    changes(helse, meeting, day=ahead(helse, 4))
    helse.slack.wait_until(lambda: begun.buttons == ["Mer …"], what="nobody to be asked")
    assert "Møtet er flyttet" in begun.says
    changes(helse, meeting, cancelled_at=helse.slack.clock.now())
    helse.slack.wait_until(lambda: "Avlyst møte" in begun.says, what="it to say that it is off")


def test_only_leaders_begin(helse: House, meeting: str) -> None:
    assert START not in opens(helse, helse.kari).buttons
    helse.kari.closes()
    helse.forges(helse.kari, "room.start", meeting)
    helse.kari.sees(ONLY, in_=helse.helse)


def one(house: House) -> Suggestion:
    with house.bot.database.reading() as session:
        (found,) = session.query(Suggestion)
        return found


def ends(house: House, key: str) -> timedelta:
    """How long until the meeting is over."""
    with house.bot.database.reading() as session:
        return session.get_one(Meeting, (house.ws.id, key)).ends_at - house.slack.clock.now()
