"""People come into a network and leave it, take part or follow along, and say how the bot speaks to them."""

from __future__ import annotations

import time
from datetime import timedelta
from functools import partial

import pytest

from sandbox import Channel, Message, Person
from storage.members import HeadCount, Member, head_count, takes_part
from storage.networks import network_in
from storage.people import Person as Known
from tests.living import House
from tests.test_coordinators import coordinator
from tests.test_networks import LEADERS
from tests.test_settings import opens as opens_network_settings

SETTINGS, SEE, CHOICE = "Mine innstillinger", "Se deltakerne", "Deltakerne"


def heads(house: House) -> HeadCount:
    with house.bot.database.reading() as session:
        network = network_in(session, house.ws.id, house.helse.id)
        return head_count(session, network) if network else HeadCount(0, 0)


def takes(house: House, person: Person) -> bool:
    """Is this person in the channel and counted?"""
    with house.bot.database.reading() as session:
        network, known = network_in(session, house.ws.id, house.helse.id), session.get(Known, (house.ws.id, person.id))
        member = session.get(Member, (house.ws.id, house.helse.id, person.id))
        return bool(network and known and member and member.is_in and takes_part(session, network, known))


def is_known(house: House, person: Person) -> bool:
    with house.bot.database.reading() as session:
        known = session.get(Known, (house.ws.id, person.id))
        return bool(known and known.known_at)


def is_gone(house: House, person: Person) -> bool:
    with house.bot.database.reading() as session:
        return session.get_one(Known, (house.ws.id, person.id)).is_gone


def counts(house: House, participants: int, followers: int, within: float = 10.0) -> None:
    wanted = HeadCount(participants, followers)
    house.slack.wait_until(lambda: heads(house) == wanted, within, f"{wanted}")


def told(house: House, person: Person) -> list[Message]:
    """What the bot has written to a person directly."""
    return list(person.reads(person.dm(house.ws.bot)))


def test_everyone_in_the_channel_takes_part(helse: House) -> None:
    counts(helse, 3, 0)
    helse.kari.types("/nettverk", helse.helse)
    helse.kari.sees("3 personer deltar.", in_=helse.helse)


def test_nobody_is_counted_before_everybody_is_known(house: House) -> None:
    """«1 person deltar» would be wrong while the others are being looked up."""
    house.slack.faults.add("conversations.members", "http_error", status=503)
    house.set_up("Nettverk for helse")
    house.liv.invites(house.per, house.helse)  # of whom an event tells
    house.slack.wait_until(lambda: is_known(house, house.per), what="the bot to know who Per is")
    house.per.types("/nettverk", house.helse)
    assert "deltar" not in house.per.sees("Ingen temaer er åpne nå.", in_=house.helse).says
    house.opens_menu(house.liv)
    house.liv.presses(SEE)
    assert "Jeg har ikke lest ennå hvem som er med i kanalen." in house.liv.sees_modal(CHOICE).text


def test_nor_while_one_of_them_is_a_stranger(helse: House) -> None:
    counts(helse, 3, 0)
    with helse.bot.database.writing() as session:
        network = network_in(session, helse.ws.id, helse.helse.id)
        assert network
        session.get_one(Known, (helse.ws.id, helse.kari.id)).known_at = None
        assert head_count(session, network) == HeadCount(0, 0)
    counts(helse, 3, 0)


def test_bots_and_people_who_left_the_workspace_are_never_counted(helse: House) -> None:
    """Nor those who were gone before the bot came. The bot itself is in the channel too."""
    counts(helse, 3, 0)
    helse.ws.deactivate(helse.ola)
    helse.slack.wait_until(lambda: is_gone(helse, helse.ola), what="the bot to know that Ola is gone")
    counts(helse, 2, 0)
    helse.ws.reactivate(helse.ola)
    helse.liv.invites(helse.ola, helse.helse)
    counts(helse, 3, 0)


def test_guests_follow_along_until_somebody_chooses(helse: House) -> None:
    gjest = helse.ws.add_person("Gro Gjest", guest=True)
    helse.liv.invites(gjest, helse.helse)
    counts(helse, 3, 1)
    gjest.types("/nettverk", helse.helse)
    gjest.sees("3 personer deltar. 1 følger bare med.", in_=helse.helse)
    gjest.presses("Mer …", in_=helse.helse)
    gjest.presses("Jeg deltar")
    assert "Nå deltar du i Nettverk for helse." in gjest.sees_modal("Din rolle").text
    counts(helse, 4, 0)


def test_coordinators_follow_along_but_where_they_lead(helse: House) -> None:
    tor = coordinator(helse)
    counts(helse, 3, 1)
    assert "Jeg deltar" in helse.offers(tor)
    opens_network_settings(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, tor)
    helse.liv.submits()
    counts(helse, 4, 0)
    helse.opens_menu(tor)
    tor.presses("Jeg følger bare med")
    counts(helse, 3, 1)


def test_people_of_another_organisation_follow_along(helse: House) -> None:
    kommunen = helse.ws.shares(helse.helse)
    ute = helse.ws.add_outsider("Une Ute", kommunen)
    helse.ws.joins(ute, helse.helse)
    counts(helse, 3, 1)


def test_one_follows_along_and_takes_part_again(helse: House) -> None:
    counts(helse, 3, 0)
    helse.opens_menu(helse.kari)
    helse.kari.presses("Jeg følger bare med")
    assert "Du kan fortsatt foreslå temaer" in helse.kari.sees_modal("Din rolle").text
    counts(helse, 2, 1)
    helse.kari.presses("Jeg deltar")
    helse.kari.repeats()
    counts(helse, 3, 0)


def test_a_choice_outlives_a_leave(helse: House) -> None:
    counts(helse, 3, 0)
    helse.opens_menu(helse.kari)
    helse.kari.presses("Jeg følger bare med")
    counts(helse, 2, 1)
    helse.kari.closes()
    helse.kari.leaves(helse.helse)
    counts(helse, 2, 0)
    helse.liv.invites(helse.kari, helse.helse)
    counts(helse, 2, 1)


def test_leaders_choose_for_others(helse: House) -> None:
    counts(helse, 3, 0)
    helse.opens_menu(helse.liv)
    helse.liv.presses(SEE)
    helse.liv.picks("Hvem vil du endre det for?", helse.kari, helse.ola)
    helse.liv.submits()
    shown = helse.liv.sees_modal(CHOICE).text
    assert "Lagret for 2 personer." in shown
    assert "Følger bare med: Kari Nordmann og Ola Li" in shown
    counts(helse, 1, 2)
    helse.liv.picks("Hvem vil du endre det for?", helse.per)
    helse.liv.submits()
    assert helse.liv.sees_modal(CHOICE).errors == {
        "Hvem vil du endre det for?": "Per Ås er ikke med i kanalen. Velg noen som er det."
    }


def test_only_leaders_choose_for_others(helse: House) -> None:
    helse.opens_menu(helse.kari)
    assert helse.kari.sees_modal("Mer om nettverket").buttons == ["Se rundene", "Jeg følger bare med", SETTINGS]


def test_who_came_and_went_unseen_is_found_the_next_day(helse: House) -> None:
    """No event has told of it: the bot slept."""
    counts(helse, 3, 0)
    helse.helse.members[helse.per.id] = helse.per
    del helse.helse.members[helse.ola.id]
    helse.slack.clock.turn(timedelta(hours=25))
    counts(helse, 3, 0)
    helse.slack.wait_until(partial(takes, helse, helse.per), what="Per to take part")
    assert not takes(helse, helse.ola)


def test_three_hundred_people_are_read_by_page(house: House) -> None:
    """Forty guests of them follow along. Nobody is asked for one by one while a list has them."""
    for n in range(300):
        house.ws.joins(house.ws.add_person(f"Deltaker {n}", guest=n < 40), house.helse)
    before = time.monotonic()
    house.set_up("Nettverk for helse")
    counts(house, 263, 40, within=20)
    assert time.monotonic() - before < 20
    assert len(house.ws.calls("conversations.members")) <= 4  # twice, if the network is set up while it is read
    assert len(house.ws.calls("users.list")) <= 4
    assert len(house.ws.calls("users.info")) < 20


def test_a_newcomer_is_welcomed_alone_and_once(helse: House) -> None:
    helse.opens_menu(helse.liv)
    helse.liv.presses("Endre innstillingene")
    helse.liv.fills("Hva er det til for?", "Vi deler det vi lærer om <samtykke>.")
    helse.liv.submits()
    helse.liv.invites(helse.per, helse.helse)
    welcome = helse.per.sees("Velkommen til Nettverk for helse.", in_=helse.per.dm(helse.ws.bot))
    assert "Vi deler det vi lærer om <samtykke>." in welcome.says
    assert welcome.buttons == ["Foreslå et tema", "Se temaene", "Jeg følger bare med", "Mer …"]
    assert "Velkommen" not in "".join(message.says for message in helse.kari.reads(helse.helse))
    helse.per.presses("Foreslå et tema", message=welcome)
    helse.per.fills("Tittel", "Samtykke")
    helse.per.submits()
    helse.kari.sees("Samtykke", in_=helse.helse)
    helse.per.presses("Jeg følger bare med", message=welcome)
    assert "Nå følger du bare med" in helse.per.sees_modal("Din rolle").text
    helse.per.closes()
    helse.per.leaves(helse.helse)
    helse.liv.invites(helse.per, helse.helse)
    counts(helse, 3, 1)
    assert len(told(helse, helse.per)) == 1


def test_who_was_there_before_the_network_is_not_welcomed(helse: House) -> None:
    counts(helse, 3, 0)
    assert not told(helse, helse.kari)


def opens_settings(house: House, person: Person) -> None:
    house.opens_menu(person)
    person.presses(SETTINGS)
    person.sees_modal(SETTINGS)


def test_ones_own_language_holds_for_what_only_one_sees(helse: House) -> None:
    opens_settings(helse, helse.kari)
    helse.kari.chooses("Hvilket språk skal jeg bruke når jeg skriver til deg?", "English")
    helse.kari.submits()
    assert "Your settings are saved." in helse.kari.sees_modal("My settings").text
    helse.kari.closes(all_=True)
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.sees_modal("Propose a topic")
    helse.kari.submits()
    assert "Foreslått av Kari Nordmann" in helse.ola.sees("Samtykke", in_=helse.helse).says


def snoozes(house: House, person: Person) -> None:
    """For three days."""
    opens_settings(house, person)
    day = (house.slack.clock.now() + timedelta(days=3)).date()
    person.fills("Ingen direktemeldinger før", day.isoformat())
    person.submits()
    assert "Du får ingen direktemeldinger fra meg før" in person.sees_modal(SETTINGS).text
    person.closes(all_=True)


def test_a_snoozed_person_hears_nothing_until_the_day(helse: House) -> None:
    snoozes(helse, helse.liv)
    helse.kari.removes(helse.ws.bot, helse.helse)
    helse.slack.clock.turn(timedelta(days=1))
    helse.bot.delivery.drain()
    assert not told(helse, helse.liv)
    helse.slack.clock.turn(timedelta(days=2))
    helse.liv.sees("Jeg er ikke lenger med i kanalen", in_=helse.liv.dm(helse.ws.bot))


@pytest.mark.parametrize("by_leaving", [True, False])
def test_who_has_left_or_wants_no_welcome_by_then_is_not_welcomed(helse: House, by_leaving: bool) -> None:
    """Kari was there before the network, so she has not been welcomed yet."""
    counts(helse, 3, 0)
    snoozes(helse, helse.kari)
    helse.kari.leaves(helse.helse)
    counts(helse, 2, 0)
    helse.liv.invites(helse.kari, helse.helse)
    counts(helse, 3, 0)
    if by_leaving:
        helse.kari.leaves(helse.helse)
        counts(helse, 2, 0)
    else:
        opens_settings(helse, helse.kari)
        helse.kari.chooses("Hvilke direktemeldinger vil du ha?", "Nytt når et nettverk jeg leder, trenger noe")
        helse.kari.submits()
    helse.slack.clock.turn(timedelta(days=4))
    helse.bot.delivery.drain()
    assert not told(helse, helse.kari)


def test_a_day_that_is_over_is_refused_at_its_field(helse: House) -> None:
    opens_settings(helse, helse.kari)
    helse.kari.fills("Ingen direktemeldinger før", helse.slack.clock.now().date().isoformat())
    helse.kari.submits()
    assert helse.kari.sees_modal(SETTINGS).errors == {
        "Ingen direktemeldinger før": "Velg en dag etter i dag, eller la feltet stå tomt."
    }


def test_a_leader_who_wants_no_news_gets_none(helse: House) -> None:
    opens_settings(helse, helse.liv)
    helse.liv.chooses("Hvilke direktemeldinger vil du ha?", "Velkommen når jeg kommer inn i et nettverk")
    helse.liv.submits()
    assert helse.liv.sees_modal(SETTINGS).text
    helse.liv.closes(all_=True)
    helse.kari.removes(helse.ws.bot, helse.helse)
    helse.slack.wait_until(lambda: not helse.is_awake(), what="the bot to know that it is out")
    helse.bot.delivery.drain()
    assert not told(helse, helse.liv)


def test_who_has_left_reads_nothing_more(helse: House) -> None:
    """What one was shown as a participant still lies in a direct message and in open modals."""
    lukket = helse.ws.add_channel("lukket", creator=helse.liv, private=True)
    helse.liv.invites(helse.ws.bot, lukket)
    helse.liv.sees("småjobbene", in_=lukket)
    helse.liv.presses("Sett opp nettverket", in_=lukket)
    helse.liv.fills("Hva heter nettverket?", "Lukket nettverk")
    helse.liv.submits()
    helse.liv.sees("Lukket nettverk", in_=lukket)
    helse.liv.invites(helse.per, lukket)
    welcome = helse.per.sees("Velkommen til Lukket nettverk.", in_=helse.per.dm(helse.ws.bot))
    helse.per.types("/tema", lukket)
    helse.liv.removes(helse.per, lukket)
    helse.slack.wait_until(lambda: not is_in(helse, lukket, helse.per), what="the bot to know that Per has left")
    helse.per.fills("Tittel", "Fra utsiden")
    helse.per.submits()
    form = helse.per.sees_modal("Foreslå et tema")
    assert list(form.errors.values()) == [
        "Du er ikke lenger med i kanalen, så dette kan du ikke gjøre nå.\nSpør Liv Berg."
    ]
    helse.per.closes()
    for button in ("Se temaene", "Mer …", "Jeg følger bare med"):
        helse.per.presses(button, message=welcome)
        helse.per.sees("Du er ikke lenger med i kanalen", in_=helse.per.dm(helse.ws.bot))
        assert helse.per.modal is None


def is_in(house: House, channel: Channel, person: Person) -> bool:
    with house.bot.database.reading() as session:
        return bool(session.get_one(Member, (house.ws.id, channel.id, person.id)).is_in)
