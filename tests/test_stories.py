"""Longer stories, through the front door: neighbours, strangers, a closed room, and a summer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sandbox import Message, Person
from sandbox.interactions import new_response_url
from sandbox.payloads import message_action, pressed
from storage.database import Database
from storage.networks import Network, network_in
from tests.living import House, Living, Process, Start
from tests.test_networks import bot_is_in

PAUSE, RESUME, SETTINGS = "Sett nettverket på pause", "Start nettverket igjen", "Endre innstillingene"
NAME, MORE = "Hva heter nettverket?", "Mer om temaet"


def network_of(house: House, database: Database) -> Network:
    with database.reading() as session:
        network = network_in(session, house.ws.id, house.helse.id)
        assert network
        return network


def card_of(house: House, title: str) -> Message:
    card: Message
    (card,) = [one for one in house.cards() if title in one.says.splitlines()]
    return card


def in_its_own_process(house: House, living: Living, start: Start) -> Process:
    """The bot moves out of this one, as in production."""
    living.end(house.bot)
    house.slack.wait_until(lambda: not house.ws.connections, what="the bot to be gone")
    return start(house)


def all_said(house: House) -> str:
    """Whatever the bot has said to anyone in the workspace, and what is shown before anyone."""
    said = [m.says + m.text for channel in house.ws.channels.values() for m in channel.messages.values()]
    return "\n".join([*said, *(str(view.source) for view in house.ws.views.values())])


@pytest.mark.processes
def test_two_workspaces_with_the_same_names_have_a_process_each_and_nothing_leaks(
    living: Living, start: Start, database: Database
) -> None:
    one, other = living.house("Etaten"), living.house("Direktoratet")
    processes = []
    for house in (one, other):
        processes.append(in_its_own_process(house, living, start))
        house.set_up("Nettverk for helse")
        house.proposes(house.kari, "Samtykke")
    one.proposes(one.kari, "Bare i Etaten")
    one.ola.presses("Støtt temaet", message=card_of(one, "Samtykke"))
    one.ola.presses("Legg til spørsmål", message=card_of(one, "Samtykke"))
    one.ola.fills("Hva vil du vite om dette?", "Gjelder det Etaten?")
    assert one.ola.submits().acked
    one.ola.sees("– Gjelder det Etaten?", in_=one.helse)
    one.opens_menu(one.liv)
    one.liv.presses(SETTINGS)
    one.liv.fills(NAME, "Etatens nettverk")
    assert one.liv.submits().acked
    one.liv.closes()
    one.ola.sees("Etatens nettverk", in_=one.helse)
    one.opens_menu(one.liv)
    one.liv.presses(PAUSE, confirm=PAUSE)
    assert "satt på pause" in one.liv.sees_modal("Mer om nettverket").text

    other.ola.types("/tema liste", other.helse)
    assert "1. Samtykke" in other.ola.sees("Temaer i Nettverk for helse", in_=other.helse).says
    other.ola.types("/nettverk", other.helse)
    assert "pause" not in other.ola.sees("1 tema kan støttes i kanalen.", in_=other.helse).says
    processes[0].end()  # one process is gone, and the neighbour's does not notice
    other.proposes(other.ola, "Et nytt tema")
    assert "Eta" not in all_said(other)
    assert "støtter temaet" not in card_of(other, "Samtykke").says
    assert (len(one.cards()), len(other.cards())) == (2, 2)
    assert network_of(other, database).name == "Nettverk for helse"
    assert one.ws.complaints == other.ws.complaints == []


def test_a_stranger_who_looks_in_can_change_nothing_of_others(helse: House, database: Database) -> None:
    """Per is not in the channel, but it is public, so he can read it."""
    helse.kari.types("/tema Lønn", helse.helse)
    helse.kari.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    helse.kari.submits()
    helse.ola.sees("Lønn", in_=helse.helse)
    with pytest.raises(AssertionError, match="is not in helse"):
        helse.per.types("/tema Mitt", helse.helse)
    helse.per.presses("Mer …", message=card_of(helse, "Lønn"))
    more = helse.per.sees_modal(MORE)
    assert "Kari" not in more.text
    assert not {"Rediger temaet", "Trekk temaet"} & set(more.buttons)
    helse.opens_menu(helse.liv)
    helse.liv.presses(SETTINGS)
    form = helse.liv.sees_modal("Innstillinger").view
    sent = form.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    sent["state"]["values"]["network_name"]["network_name"]["value"] = "Pers nettverk"
    helse.per.sends("interactive", {"type": "view_submission", "view": sent})
    assert "Bare nettverksledere kan gjøre dette." in helse.liv.sees_modal("Innstillinger").errors[NAME]
    assert network_of(helse, database).name == "Nettverk for helse"


def presses_a_copy(person: Person, label: str, message: Message, house: House) -> None:
    """Somebody who can't see the message has got hold of its button, and presses it where they are."""
    block, element = next(
        (block, element)
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["text"]["text"] == label
    )
    payload = message_action(house.ws, person, house.helse, message, pressed(element, block, None))
    payload["response_url"] = new_response_url(house.ws, house.helse, person)
    person.sends("interactive", payload)


def test_a_private_channel_from_its_set_up_to_its_topics(house: House) -> None:
    """Its network works as any other, and nobody outside has a part in it."""
    room = house.ws.add_channel("lukket", creator=house.liv, private=True)
    house.liv.invites(house.kari, room)
    house.liv.invites(house.ola, room)
    closed = replace(house, helse=room)
    closed.set_up("Lukket nettverk")
    closed.proposes(closed.kari, "Fortrolig")
    closed.ola.presses("Støtt temaet", in_=room)
    closed.ola.sees("1 støtter temaet", in_=room)
    card = card_of(closed, "Fortrolig")

    house.set_up("Åpent nettverk")
    house.liv.invites(house.per, house.helse)
    with pytest.raises(AssertionError, match="no access"):
        house.per.reads(room)
    presses_a_copy(house.per, "Støtt temaet", card, house)
    house.per.sees("Denne knappen virker ikke lenger.", in_=house.helse)
    house.per.types("/tema liste", house.helse)
    house.per.sees("Ingen temaer er åpne nå.", in_=house.helse)
    assert not any("Fortrolig" in m.says or "Lukket" in m.says for m in house.per.reads(house.helse))
    assert "1 støtter temaet" in card_of(closed, "Fortrolig").says

    house.liv.removes(house.ws.bot, room)
    house.slack.wait_until(lambda: not bot_is_in(closed), what="the bot to have noticed")
    house.liv.invites(house.ws.bot, room)
    house.slack.wait_until(lambda: bot_is_in(closed), what="the bot to be back")
    house.kari.presses("Støtt temaet", message=card)
    house.kari.sees("2 støtter temaet", in_=room)
    assert card_of(closed, "Fortrolig").ts == card.ts
    assert house.ws.complaints == []


def turn_to(house: House, year: int, month: int, day: int) -> None:
    clock = house.slack.clock
    clock.turn(datetime(year, month, day, 7, tzinfo=UTC) - clock.now())


def test_a_network_is_taken_up_again_after_the_summer_as_it_was(helse: House, database: Database) -> None:
    year = helse.slack.clock.now().year + 1
    turn_to(helse, year, 6, 1)
    helse.proposes(helse.kari, "Samtykke")
    helse.proposes(helse.ola, "Arkiv")
    helse.ola.presses("Støtt temaet", message=card_of(helse, "Samtykke"))
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    helse.ola.presses("Mer …", message=card_of(helse, "Arkiv"))
    helse.ola.presses("Trekk temaet", confirm="Trekk temaet")
    helse.kari.sees("Trukket tema", in_=helse.helse)
    before = {card.ts: card.says for card in helse.cards()}
    helse.opens_menu(helse.liv)
    helse.liv.presses(PAUSE, confirm=PAUSE)
    helse.liv.sees_modal("Mer om nettverket")
    helse.liv.closes()
    paused_at = network_of(helse, database).paused_at
    assert paused_at
    assert (paused_at.month, paused_at.day) == (6, 1)

    turn_to(helse, year, 7, 20)
    helse.kari.presses("Støtt temaet", message=card_of(helse, "Samtykke"))
    helse.kari.sees("«Nettverk for helse» er satt på pause", in_=helse.helse)

    turn_to(helse, year, 8, 31)
    helse.opens_menu(helse.liv)
    helse.liv.presses(RESUME)
    assert "1 tema kan støttes i kanalen." in helse.liv.sees_modal("Mer om nettverket").text
    assert {card.ts: card.says for card in helse.cards()} == before
    helse.kari.presses("Støtt temaet", message=card_of(helse, "Samtykke"))
    helse.kari.sees("2 støtter temaet", in_=helse.helse)
    helse.ola.presses("Mer …", message=card_of(helse, "Arkiv"))
    helse.ola.presses("Ta temaet inn igjen")
    helse.slack.wait_until(lambda: "Trukket" not in card_of(helse, "Arkiv").says, what="the topic to be back")
    helse.proposes(helse.kari, "Høstens første")
    assert {card.ts for card in helse.cards()} > before.keys()
    assert len(helse.cards()) == 3
    assert helse.ws.complaints == []
