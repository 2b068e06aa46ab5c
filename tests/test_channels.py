"""What becomes of a network's channel is followed, nothing is lost, and leaders are told."""

from __future__ import annotations

from functools import partial

import pytest

from bot.roll_call import RollCall
from bot.slack import Slack
from sandbox import Channel, Message, Person
from storage import posts
from storage.members import member_of
from storage.moving import move
from storage.networks import network_in
from storage.people import Channel as Place
from storage.people import enter
from tests.living import House


def news(house: House, person: Person, words: str) -> Message:
    return person.sees(words, in_=person.dm(house.ws.bot))


def supports(channel: Channel, person: Person) -> None:
    person.presses("Støtt temaet", in_=channel)
    person.sees("1 støtter temaet", in_=channel)


def lives_in(house: House, channel_id: str) -> bool:
    with house.bot.database.reading() as session:
        return network_in(session, house.ws.id, channel_id) is not None


@pytest.fixture
def boss(helse: House) -> Person:
    """A workspace admin, who may do to channels what others may not."""
    sjef = helse.ws.add_person("Siri Sjef", admin=True)
    helse.liv.invites(sjef, helse.helse)
    return sjef


def test_a_new_name_changes_nothing(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.liv.renames(helse.helse, "helse-og-omsorg")
    supports(helse.helse, helse.ola)


@pytest.mark.parametrize("private", [True, False])
def test_a_converted_channel_goes_on_under_its_new_id(helse: House, private: bool) -> None:
    helse.proposes(helse.kari, "Samtykke")
    for now_private in (True,) if private else (True, False):
        helse.ws.converts(helse.helse, private=now_private)
        helse.slack.wait_until(partial(lives_in, helse, helse.helse.id), what="the network to have moved")
    supports(helse.helse, helse.ola)
    helse.proposes(helse.kari, "Tilgang")
    helse.ola.presses("Foreslå et tema", in_=helse.helse)
    helse.ola.sees_modal("Foreslå et tema")
    assert len(helse.cards("Samtykke")) == 1


def test_leaders_are_told_that_the_bot_is_out_and_how_it_comes_back(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.kari.removes(helse.ws.bot, helse.helse)
    told = news(helse, helse.liv, "Jeg er ikke lenger med i kanalen, så nettverket hviler.")
    assert "/invite @nettverksbot" in told.says
    helse.kari.invites(helse.ws.bot, helse.helse)
    helse.wait_until_awake()
    supports(helse.helse, helse.ola)
    helse.kari.removes(helse.ws.bot, helse.helse)  # and again, by a message of its own
    helse.slack.wait_until(lambda: len(helse.liv.reads(helse.liv.dm(helse.ws.bot))) == 2, what="a second message")


def test_leaders_are_told_of_an_archived_channel(helse: House, boss: Person) -> None:
    helse.proposes(helse.kari, "Samtykke")
    boss.archives(helse.helse)
    news(helse, helse.liv, "Noen har arkivert kanalen, så nettverket hviler.")
    boss.unarchives(helse.helse)
    helse.wait_until_awake()
    supports(helse.helse, helse.ola)


def test_leaders_are_told_of_a_deleted_channel(helse: House, boss: Person) -> None:
    helse.proposes(helse.kari, "Samtykke")
    boss.deletes(helse.helse)
    news(helse, helse.liv, "Noen har slettet kanalen, så nettverket hviler.")


def test_leaders_are_told_of_a_shared_channel_and_outsiders_use_the_buttons(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    kommunen = helse.ws.shares(helse.helse)
    news(helse, helse.liv, "Kanalen er nå delt med en annen organisasjon.")
    ute = helse.ws.add_outsider("Une Ute", kommunen)
    helse.ws.joins(ute, helse.helse)
    supports(helse.helse, ute)
    ute.presses("Foreslå et tema", in_=helse.helse)
    ute.fills("Tittel", "Samarbeid")
    ute.submits()
    helse.kari.sees("Samarbeid", in_=helse.helse)


def test_nobody_is_told_of_a_channel_without_a_network(house: House) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    house.kari.removes(house.ws.bot, house.helse)
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.presses("Sett opp nettverket", in_=house.helse)
    house.liv.sees_modal("Sett opp nettverket")
    assert not house.liv.reads(house.liv.dm(house.ws.bot))


def test_what_was_heard_under_the_new_id_before_the_change_gives_way(helse: House) -> None:
    """A bot that slept through the change, and is told of it late."""
    helse.proposes(helse.kari, "Samtykke")
    old = helse.helse.id
    helse.slack.wait_until(partial(lives_in, helse, old), what="the network")
    with helse.bot.database.writing() as session:
        channel = enter(session, helse.ws.id, "CNY0000000")
        member_of(session, channel, helse.kari.id)
        posts.make(session, "network.greeting", channel.channel_id, channel=channel, now=helse.slack.clock.now())
        for _twice in range(2):
            moved = move(session, helse.ws.id, old, "CNY0000000")
            assert bool(moved) is not bool(_twice)
    assert lives_in(helse, "CNY0000000")


def test_people_of_another_organisation_reach_everything_from_the_greeting(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    ute = helse.ws.add_outsider("Une Ute", helse.ws.shares(helse.helse))
    helse.ws.joins(ute, helse.helse)
    greeting = ute.sees("Dette er kanalen til et nettverk", in_=helse.helse)
    assert greeting.buttons == ["Foreslå et tema", "Se temaene", "Mer …"]
    ute.presses("Mer …", message=greeting)
    ute.presses("Jeg deltar")
    assert "Nå deltar du i Nettverk for helse." in ute.sees_modal("Din rolle").text


def test_a_channel_that_gets_a_new_id_while_it_is_read_does_not_stop_the_reading(helse: House) -> None:
    bot, team_id = helse.bot, helse.ws.id
    helse.slack.wait_until(helse.knows_everybody, 10, "the bot to have read the channel")
    with bot.database.writing() as session:
        session.get_one(Place, (team_id, helse.helse.id)).read_at = None
    reading = RollCall(bot.database, Slack(bot.settings), helse.slack.clock, team_id)
    reading._begin()
    with bot.database.writing() as session:
        move(session, team_id, helse.helse.id, "CNY0000000")
    reading.go_on()
    assert reading._channel_id == ""
