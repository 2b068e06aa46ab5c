"""Stand-ins, through the front door: they lead until a day is over, and then no longer, without anybody's doing."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from sandbox.world import Member
from storage.wall_time import ZONE, day_of
from tests.living import House
from tests.test_networks import LEADERS, MENU, NAME, OUTSIDE, is_read
from tests.test_participants import snoozes, told
from tests.test_settings import CHANGE, opens

STAND_IN, WHO, UNTIL, END = "Velg vikar", "Hvem skal være vikar?", "Til og med når?", "Avslutt vikariatet"


def names(house: House, who: Member, days: int = 1) -> None:
    """Liv names a stand-in until so many days from now."""
    house.opens_menu(house.liv)
    house.liv.presses(STAND_IN)
    house.liv.picks(WHO, who)
    house.liv.fills(UNTIL, (day_of(house.slack.clock.now()) + timedelta(days)).isoformat())
    house.liv.submits()


def turn_to(house: House, days: int, wall: time) -> None:
    """To a wall time so many days from now, where the networks are."""
    now = house.slack.clock.now()
    house.slack.clock.turn(datetime.combine(day_of(now) + timedelta(days), wall, ZONE) - now)


def test_a_stand_in_leads_until_the_day_is_over(helse: House) -> None:
    names(helse, helse.kari)
    assert "Kari Nordmann er vikar for lederne til og med" in helse.liv.sees_modal(STAND_IN).text
    helse.kari.sees("Du er vikar for lederne til og med", in_=helse.kari.dm(helse.ws.bot))
    helse.liv.closes()
    turn_to(helse, 1, time(23, 58))
    helse.kari.types("/nettverk", helse.helse)
    helse.kari.sees("Kari Nordmann er vikar for lederne til og med", in_=helse.helse)
    opens(helse, helse.kari)
    helse.kari.fills("Hvor møtes dere vanligvis?", "Rådhuset")
    helse.kari.submits()
    assert "Endringene er lagret." in helse.kari.sees_modal("Innstillinger").text
    helse.kari.closes()
    turn_to(helse, 1, time(0, 1))
    helse.opens_menu(helse.kari)
    assert "vikar" not in helse.kari.sees_modal(MENU).text
    assert helse.kari.sees_modal(MENU).buttons == [
        "Se rundene",
        "Jeg følger bare med",
        "Mine innstillinger",
    ]  # as anyone's
    assert STAND_IN in helse.offers(helse.liv)


def test_who_leads_is_no_stand_ins_choice(helse: House) -> None:
    """Forged too: Kari sends the form with the field that Liv was shown, and herself in it."""
    names(helse, helse.kari)
    opens(helse, helse.liv)
    field = helse.liv.sees_modal("Innstillinger").view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    opens(helse, helse.kari)
    assert LEADERS not in helse.kari.sees_modal("Innstillinger").values
    helse.kari.fills(NAME, "Helse")
    forged = helse.kari.sees_modal("Innstillinger").view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    forged["state"]["values"]["leaders"] = field["state"]["values"]["leaders"]
    forged["state"]["values"]["leaders"]["leaders"]["selected_users"] = [helse.kari.id]
    helse.kari.sends("interactive", {"type": "view_submission", "view": forged})
    told = helse.ola.sees("Helse", in_=helse.helse)
    helse.slack.wait_until(lambda: "Nettverk for helse" not in told.says, what="the new name")
    assert "Leder: Liv Berg" in told.says


def test_a_stand_in_changes_the_settings_also_where_nobody_leads(helse: House) -> None:
    names(helse, helse.kari)
    helse.liv.leaves(helse.helse)
    helse.ola.sees("Nettverket har ingen leder nå", in_=helse.helse)
    opens(helse, helse.kari)
    helse.kari.fills(NAME, "Helse")
    helse.kari.submits()
    assert "Endringene er lagret." in helse.kari.sees_modal("Innstillinger").text


def test_a_stand_in_who_has_the_form_open_when_the_day_ends_is_refused(helse: House) -> None:
    names(helse, helse.kari)
    opens(helse, helse.kari)
    turn_to(helse, 2, time(0, 1))
    helse.kari.submits()
    assert "Bare nettverksledere kan gjøre dette." in helse.kari.sees_modal("Innstillinger").errors.popitem()[1]


@pytest.mark.parametrize("who", ["liv", "kari"])
def test_a_leader_or_the_stand_in_ends_it_sooner(helse: House, who: str) -> None:
    names(helse, helse.kari)
    helse.liv.closes()
    person = getattr(helse, who)
    helse.opens_menu(person)
    person.presses(END)
    assert END not in person.sees_modal(MENU).buttons
    person.closes()
    assert CHANGE not in helse.offers(helse.kari)


def test_a_stand_in_gets_the_leaders_news(helse: House) -> None:
    names(helse, helse.kari)
    helse.ws.shares(helse.helse)
    for person in (helse.liv, helse.kari):
        person.sees("Kanalen er nå delt med en annen organisasjon", in_=person.dm(helse.ws.bot))


def test_a_stand_in_whose_day_is_over_is_told_nothing_of_it(helse: House) -> None:
    snoozes(helse, helse.kari)
    names(helse, helse.kari)
    helse.ws.shares(helse.helse)
    helse.liv.sees("Kanalen er nå delt med en annen organisasjon", in_=helse.liv.dm(helse.ws.bot))
    helse.slack.clock.turn(timedelta(days=4))
    helse.bot.delivery.drain()
    assert not told(helse, helse.kari)


def test_naming_and_ending_is_a_leaders(helse: House) -> None:
    names(helse, helse.kari)
    assert CHANGE not in helse.offers(helse.ola)
    helse.liv.closes()
    helse.opens_menu(helse.liv)
    about = helse.button("leadership.end_stand_in", helse.liv)["value"]
    for deed, sentence in (
        ("leadership.stand_in", "Bare nettverksledere kan gjøre dette, ikke en vikar."),
        ("leadership.end_stand_in", "Bare nettverksledere kan gjøre dette."),
    ):
        helse.forges(helse.ola, deed, about)
        helse.ola.sees(sentence, in_=helse.helse)
    helse.opens_menu(helse.kari)
    assert CHANGE in helse.kari.sees_modal(MENU).buttons


@pytest.mark.parametrize(
    ("who", "days", "label", "told"),
    [
        ("liv", 1, WHO, "Personen leder nettverket allerede. Velg en annen."),
        ("bot", 1, WHO, "En av dem du valgte, er en bot eller har sluttet i arbeidsområdet. Velg andre."),
        ("per", 1, WHO, OUTSIDE),
        ("kari", -1, UNTIL, "Den dagen er over. Velg dagen i dag eller en senere dag."),
    ],
)
def test_what_will_not_do_gets_a_sentence_at_its_field(
    helse: House, who: str, days: int, label: str, told: str
) -> None:
    is_read(helse)
    names(helse, helse.ws.bot if who == "bot" else getattr(helse, who), days)
    assert helse.liv.sees_modal(STAND_IN).errors == {label: told}


def test_a_stand_in_who_leaves_the_channel_does_not_stand_in_when_back(helse: House) -> None:
    names(helse, helse.kari)
    helse.liv.closes()
    helse.kari.leaves(helse.helse)
    helse.liv.invites(helse.kari, helse.helse)
    helse.slack.wait_until(lambda: has_no_stand_in(helse), what="the bot to have noticed")
    assert CHANGE not in helse.offers(helse.kari)


def has_no_stand_in(house: House) -> bool:
    house.liv.types("/nettverk", house.helse)
    return "vikar" not in [message.says for message in house.liv.reads(house.helse)][-1]


def test_the_same_form_twice_is_one_stand_in(helse: House) -> None:
    helse.ws.deliver_twice()
    names(helse, helse.kari)
    assert "Kari Nordmann er vikar" in helse.liv.sees_modal(STAND_IN).text
    assert not helse.ws.complaints
