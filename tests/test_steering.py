"""Leaders see what will be said, and steer it: each press does what it says, and tells what it could not do."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from handlers.announcements.menu import LISTED
from handlers.announcements.rules import Kind
from sandbox import Person
from sandbox.forms import Modal
from sandbox.reading import pressable
from storage.networks import Volume
from storage.wall_time import ZONE, day_of, moment_of
from tests.living import House
from tests.meetings import (
    PLANNING,
    PREVIEW,
    TODAY,
    ahead,
    changes,
    in_channel,
    lays,
    post,
    says_as_much,
    settle,
    turns_to,
)  # fmt: skip
from tests.test_networks import LEADERS
from tests.test_settings import opens as opens_settings

SEE, LIST, ONE = "Se hva som kommer", "Dette kommer", "Det jeg vil si"
SEND, MOVE, SKIP, UNSKIP = "Send meldingen nå", "Flytt meldingen", "Hopp over denne gangen", "Ikke hopp over likevel"
SILENCE, UNSILENCE = "Slå av slike meldinger", "Slå på igjen"
DAY, TIME = "Hvilken dag skal den komme?", "Når på dagen?"
THE_PREVIEW = "Hva møtet handler om"
ALREADY, GONE = "Meldingen er alt lagt ut, eller på vei.", "Denne knappen virker ikke lenger."


@pytest.fixture
def key(helse: House) -> str:
    """A meeting in twelve working days."""
    return lays(helse, ahead(helse, 12))[0]


def sees_list(house: House, person: Person | None = None) -> Modal:
    who = person or house.liv
    house.opens_menu(who)
    who.presses(SEE)
    return who.sees_modal(LIST)


def opens(house: House, what: str = THE_PREVIEW, person: Person | None = None) -> Modal:
    """«Mer …» beside it in the list."""
    who = person or house.liv
    view = sees_list(house, who).view
    block, element = next(
        (block, element)
        for _, block, element in pressable(view.blocks)
        if what in block.get("text", {}).get("text", "")
    )
    who.press(view, block, element)
    return who.sees_modal(ONE)


def moves(person: Person, moment: datetime) -> None:
    person.presses(MOVE)
    sends(person, moment)


def sends(person: Person, moment: datetime) -> None:
    """The form, with this moment in it."""
    person.fills(DAY, moment.astimezone(ZONE).date().isoformat())
    person.fills(TIME, f"{moment.astimezone(ZONE):%H:%M}")
    person.submits()


def shows(house: House, words: str, person: Person | None = None) -> None:
    who = person or house.liv
    house.slack.wait_until(lambda: who.modal and words in who.modal.text.replace("\xa0", " "), what=words)


# What is coming


def test_the_list_tells_what_comes_when_and_why(helse: House, key: str) -> None:
    seen = sees_list(helse).text.replace("\xa0", " ")
    assert "Dette kommer jeg til å si av meg selv." in seen
    due = post(helse, Kind.PREVIEW, key).due_at.astimezone(ZONE)
    assert "Hva møtet handler om\nKommer " in seen
    assert f" {due.day}. " in seen
    assert "kl. 09.00, fordi møtet er " in seen
    for what in ("En påminnelse samme dag", "Hjelp til planleggingen, til lederne"):
        assert what in seen
    assert "En oppfordring" not in seen  # the network has not chosen to hear everything


def test_each_shows_what_it_says_now(helse: House, key: str) -> None:
    changes(helse, key, place="Rådhuset", goals="Enighet")
    seen = opens(helse).text
    assert "Slik er den nå:\n📅 Møtet " in seen
    assert "Sted: Rådhuset" in seen
    assert "Mål\nEnighet" in seen
    helse.liv.presses("Se alt som kommer")
    helse.liv.sees_modal(LIST)


def test_the_list_tells_why_nothing_comes(helse: House) -> None:
    assert "Ikke noe møte er planlagt, så jeg har ingenting å si av meg selv." in sees_list(helse).text
    lays(helse, ahead(helse, 12))
    says_as_much(helse, Volume.QUIET)
    assert "Nettverket har valgt at jeg sier lite." in sees_list(helse).text
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    shows(helse, "satt på pause")
    seen = sees_list(helse)
    assert "Nettverket er satt på pause, så jeg sier ingenting før en leder starter det igjen." in seen.text
    assert seen.buttons == []


def test_a_long_list_ends_with_how_many_more_there_are(helse: House) -> None:
    says_as_much(helse, Volume.EVERYTHING)
    lays(helse, *(ahead(helse, 20 + 15 * n) for n in range(8)))
    seen = sees_list(helse)
    assert seen.buttons == ["Mer …"] * LISTED
    assert " til" in seen.text.splitlines()[-1]
    assert seen.text.splitlines()[-1].startswith("og ")


@pytest.mark.usefixtures("key")
def test_what_goes_to_several_leaders_is_in_the_list_once_and_steered_for_all(helse: House) -> None:
    opens_settings(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, helse.kari)
    helse.liv.submits()
    helse.liv.closes(all_=True)
    assert sees_list(helse).text.count("Hjelp til planleggingen") == 1
    opens(helse, "Hjelp til planleggingen", helse.kari)
    helse.kari.presses(SEND, confirm=SEND)
    for leader in (helse.liv, helse.kari):
        leader.sees(PLANNING, in_=leader.dm(helse.ws.bot))
    shows(helse, "Meldingen er på vei.", helse.kari)


# Skip, and skip not


def test_what_is_skipped_does_not_come_and_the_rest_does(helse: House, key: str) -> None:
    due = post(helse, Kind.PREVIEW, key).due_at
    assert SKIP in opens(helse).buttons
    helse.liv.presses(SKIP)
    shows(helse, "Hoppes over denne gangen.")
    assert helse.liv.repeats().acked
    shows(helse, "Hoppes over denne gangen.")
    assert UNSKIP in helse.liv.sees_modal(ONE).buttons
    changes(helse, key, place="Rådhuset")  # what is planned anew stays skipped
    assert "Hoppes over denne gangen." in sees_list(helse).text
    turns_to(helse, due + timedelta(hours=3))
    settle(helse)
    assert not in_channel(helse, PREVIEW)
    turns_to(helse, post(helse, Kind.TODAY, key).due_at)
    assert helse.ola.sees(TODAY, in_=helse.helse).thread_ts is None


def test_what_is_wanted_after_all_comes_at_its_time(helse: House, key: str) -> None:
    opens(helse)
    helse.liv.presses(SKIP)
    shows(helse, "Hoppes over denne gangen.")
    helse.liv.presses(UNSKIP)
    shows(helse, "Kommer ")
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    helse.ola.sees(PREVIEW, in_=helse.helse)


# Move


def test_what_is_moved_comes_then_and_not_before(helse: House, key: str) -> None:
    due = post(helse, Kind.PREVIEW, key).due_at
    later = moment_of(day_of(due), time(13, 30))
    opens(helse)
    moves(helse.liv, later)
    shows(helse, "En leder har flyttet den. Den kommer ")
    assert helse.liv.repeats().acked
    changes(helse, key, place="Rådhuset")  # what is planned anew stays where a leader has put it
    turns_to(helse, due + timedelta(hours=1))
    settle(helse)
    assert not in_channel(helse, PREVIEW)
    turns_to(helse, later)
    helse.ola.sees(PREVIEW, in_=helse.helse)
    settle(helse)
    assert len(in_channel(helse, PREVIEW)) == 1


def test_a_moment_that_is_over_or_too_late_is_refused_at_its_field(helse: House, key: str) -> None:
    day = ahead(helse, 12)
    opens(helse)
    helse.liv.presses(MOVE)
    for moment, label, told in (
        (helse.slack.clock.now() - timedelta(days=1), DAY, "Velg et tidspunkt som ikke er over."),
        (moment_of(day, time(9)), TIME, "Velg et tidspunkt før "),
        (moment_of(day + timedelta(days=1), time(8)), DAY, "Velg et tidspunkt før "),
    ):
        sends(helse.liv, moment)
        errors = helse.liv.sees_modal(MOVE).errors
        assert list(errors) == [label]
        assert errors[label].startswith(told)
    assert not post(helse, Kind.PREVIEW, key).is_moved


# Send now


def test_what_is_sent_now_comes_now_and_once(helse: House, key: str) -> None:
    opens(helse)
    helse.liv.presses(SEND, confirm=SEND)
    shows(helse, "Meldingen er på vei.")
    helse.ola.sees(PREVIEW, in_=helse.helse)
    helse.slack.wait_until(lambda: post(helse, Kind.PREVIEW, key).ts, what="the post to know where it stands")
    assert helse.liv.repeats().acked
    shows(helse, "Meldingen er lagt ut.")
    turns_to(helse, moment_of(ahead(helse, 8), time(12)))
    settle(helse)
    assert len(in_channel(helse, PREVIEW)) == 1


# Switch off


def test_a_kind_that_is_switched_off_does_not_come_until_it_is_on_again(helse: House, key: str) -> None:
    other = lays(helse, ahead(helse, 30))[0]
    due = post(helse, Kind.PREVIEW, key).due_at
    opens(helse)
    moves(helse.liv, due - timedelta(hours=1))
    shows(helse, "En leder har flyttet den.")
    helse.liv.presses(SILENCE)
    helse.liv.sees_modal(LIST)
    shows(helse, f"Slått av\n{THE_PREVIEW}")
    assert helse.liv.sees_modal(LIST).text.count(THE_PREVIEW) == 1
    turns_to(helse, due + timedelta(hours=2))
    settle(helse)
    assert not in_channel(helse, PREVIEW)
    sees_list(helse)
    helse.liv.presses(UNSILENCE)
    helse.slack.wait_until(lambda: UNSILENCE not in helse.liv.sees_modal(LIST).buttons, what="nothing to be off")
    helse.ola.sees(PREVIEW, in_=helse.helse)  # late, but still of use
    turns_to(helse, post(helse, Kind.PREVIEW, other).due_at)
    helse.slack.wait_until(lambda: len(in_channel(helse, PREVIEW)) == 2, what="the other one")


# Too late, or at once


@pytest.mark.parametrize("deed", [SKIP, MOVE, SILENCE])
def test_what_is_posted_meanwhile_is_told(helse: House, key: str, deed: str) -> None:
    opens(helse)
    turns_to(helse, post(helse, Kind.PREVIEW, key).due_at)
    helse.ola.sees(PREVIEW, in_=helse.helse)
    helse.slack.wait_until(lambda: post(helse, Kind.PREVIEW, key).ts, what="the post to know where it stands")
    helse.liv.presses(deed)
    if deed == SILENCE:  # of those to come
        shows(helse, f"Slått av\n{THE_PREVIEW}")
    else:
        shows(helse, ALREADY)
    assert len(in_channel(helse, PREVIEW)) == 1


@pytest.mark.parametrize("deed", [SKIP, SEND])
def test_what_is_gone_meanwhile_is_told(helse: House, key: str, deed: str) -> None:
    opens(helse)
    changes(helse, key, cancelled_at=helse.slack.clock.now())
    helse.liv.presses(deed, confirm=SEND if deed == SEND else None)
    shows(helse, GONE)
    settle(helse)
    assert not in_channel(helse, "📅")


@pytest.mark.usefixtures("key")
def test_of_two_leaders_the_later_decides(helse: House) -> None:
    opens_settings(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, helse.kari)
    helse.liv.submits()
    helse.liv.closes(all_=True)
    opens(helse)
    opens(helse, person=helse.kari)
    helse.liv.presses(SKIP)
    shows(helse, "Hoppes over denne gangen.")
    helse.kari.presses(SEND, confirm=SEND)
    helse.ola.sees(PREVIEW, in_=helse.helse)
    helse.liv.presses(UNSKIP)
    shows(helse, ALREADY)
    assert len(in_channel(helse, PREVIEW)) == 1


def test_what_follows_makes_room_for_what_a_leader_moves(helse: House) -> None:
    """On one day the channel hears one planned thing, and what a leader has put there counts."""
    first, second = lays(helse, ahead(helse, 12), ahead(helse, 13))
    theirs = post(helse, Kind.PREVIEW, second).due_at
    opens(helse)  # of the first
    moves(helse.liv, theirs + timedelta(hours=3))
    shows(helse, "En leder har flyttet den.")
    assert day_of(post(helse, Kind.PREVIEW, first).due_at) == day_of(theirs)
    assert day_of(post(helse, Kind.PREVIEW, second).due_at) > day_of(theirs)


@pytest.mark.usefixtures("key")
def test_only_who_leads_sees_and_steers(helse: House) -> None:
    assert SEE not in helse.offers(helse.kari)
    assert SEE in helse.offers(helse.liv)


def test_a_post_of_another_kind_is_nobodys_to_steer(helse: House, key: str) -> None:
    helse.proposes(helse.kari, "Samtykke")
    with helse.bot.database.reading() as session:
        card = next(one.id for one in session.query(type(post(helse, Kind.PREVIEW, key))) if one.view == "topic.card")
    helse.forges(helse.liv, "announcement.skip", card)
    helse.liv.sees(GONE, in_=helse.helse)
