"""Networks, through the front door: the invitation, the set-up, and what happens to channels."""

from __future__ import annotations

import pytest

from bot.coordinators import appoint
from sandbox import Message, Person
from storage.people import Channel
from tests.living import House, Living

MENU = "Mer om nettverket"
OUTSIDE = "En av dem du valgte, er ikke med i kanalen. Velg noen som er det."
SET_UP, NAME, LEADERS = "Sett opp nettverket", "Hva heter nettverket?", "Hvem skal lede nettverket?"


def greetings(house: House) -> list[Message]:
    return [m for m in house.liv.reads(house.helse) if m.says.startswith("👋")]


def test_the_bot_greets_once_with_one_button(house: House) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    greeting = house.kari.sees("Hei! Jeg tar småjobbene", in_=house.helse)
    assert greeting.buttons == [SET_UP]
    house.liv.removes(house.ws.bot, house.helse)
    house.kari.invites(house.ws.bot, house.helse)
    house.slack.wait_until(lambda: channel_of(house).inviter_id == house.kari.id, what="the bot to have noticed")
    house.kari.presses(SET_UP, in_=house.helse)  # she invited it now, so she may
    house.kari.sees_modal(SET_UP)
    assert len(greetings(house)) == 1


def test_the_inviter_sets_up_and_the_greeting_says_what_comes_next(house: House) -> None:
    house.set_up("Nettverk for helse")
    greeting = house.ola.sees("Nettverk for helse", in_=house.helse)
    assert greeting.buttons == ["Foreslå et tema", "Se temaene", "Mer …"]
    assert "Leder: Liv Berg" in greeting.says
    assert len(greetings(house)) == 1


def test_all_but_the_name_is_filled_in(house: House) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    house.liv.types("/nettverk", house.helse)
    form = house.liv.sees_modal(SET_UP)
    assert not form.values[NAME]
    assert form.values[LEADERS] == [house.liv.id]
    assert form.values["Hvilket språk skal jeg bruke i kanalen?"] == "Bokmål"


def test_a_stranger_is_told_who_can(house: House) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    house.kari.sees("småjobbene", in_=house.helse)
    house.kari.presses(SET_UP, in_=house.helse)
    told = house.kari.sees("Bare den som inviterte meg hit", in_=house.helse)
    assert f"Spør <@{house.liv.id}>" in told.says
    house.kari.types("/nettverk", house.helse)
    told = house.kari.sees("Det er ikke satt opp noe nettverk i denne kanalen ennå.", in_=house.helse)
    assert f"<@{house.liv.id}> eller en administrator kan gjøre det" in told.says
    assert house.kari.modal is None


def test_a_workspace_admin_may_set_up(house: House) -> None:
    sjef = house.ws.add_person("Siri Sjef", admin=True)
    house.liv.invites(sjef, house.helse)
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    sjef.types("/nettverk", house.helse)
    sjef.sees("Du kan sette det opp, eller bestemme hva som gjelder for alle nettverk.", in_=house.helse)
    sjef.presses(SET_UP, in_=house.helse)
    sjef.sees_modal(SET_UP)


def test_the_creator_may_where_slack_names_no_inviter(house: House) -> None:
    house.kari.invites(house.ws.bot, house.helse, inviter=False)
    house.kari.sees("småjobbene", in_=house.helse)
    house.liv.types("/nettverk", house.helse)
    house.liv.sees_modal(SET_UP)
    house.kari.types("/nettverk", house.helse)
    house.kari.sees("Det er ikke satt opp noe nettverk", in_=house.helse)


def test_a_bot_that_slept_through_its_invitation_finds_its_way(house: House, living: Living) -> None:
    living.end(house.bot)
    house.ws.drop_sockets()
    house.slack.wait_until(lambda: not house.ws.connections, what="the bot to be gone")
    house.ws.channels[house.helse.id].members[house.ws.bot.id] = house.ws.bot  # no event at all
    living.bot(house.ws)
    house.liv.types("/nettverk", house.helse)
    house.liv.sees_modal(SET_UP)


def test_in_a_private_channel(house: House) -> None:
    lukket = house.ws.add_channel("lukket", creator=house.liv, private=True)
    house.liv.types("/tema Noe", lukket)
    house.liv.sees("Jeg er ikke med i denne kanalen", in_=lukket)
    house.liv.invites(house.ws.bot, lukket)
    house.liv.sees("småjobbene", in_=lukket)
    house.liv.presses(SET_UP, in_=lukket)
    house.liv.fills(NAME, "Lukket nettverk")
    house.liv.submits()
    house.liv.sees("Lukket nettverk", in_=lukket)
    house.liv.types("/tema Fortrolig", lukket)
    house.liv.submits()
    house.liv.sees("Fortrolig", in_=lukket)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("  ", "Skriv hva nettverket heter."),
        ("\u200b\u2060", "Skriv hva nettverket heter."),
        ("x" * 81, "Skriv et navn på høyst 80 tegn."),
    ],
)
def test_a_name_that_will_not_do(house: House, name: str, told: str) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    house.liv.presses(SET_UP, in_=house.helse)
    house.liv.fills(NAME, name)
    house.liv.submits()
    assert house.liv.sees_modal(SET_UP).errors == {NAME: told}


def test_bots_and_people_who_have_left_cannot_lead(house: House) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    house.liv.presses(SET_UP, in_=house.helse)
    house.liv.fills(NAME, "Helse")
    house.ws.deactivate(house.per)
    for cannot in (house.ws.bot, house.per):
        house.liv.picks(LEADERS, house.liv, cannot)
        house.liv.submits()
        told = house.liv.sees_modal(SET_UP).errors[LEADERS]
        assert told == "En av dem du valgte, er en bot eller har sluttet i arbeidsområdet. Velg personer som kan lede."
    house.liv.picks(LEADERS, house.liv, house.kari)
    house.liv.submits()
    house.liv.sees("Ledere: Kari Nordmann og Liv Berg", in_=house.helse)


def test_who_is_not_in_the_channel_cannot_lead(house: House) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    is_read(house)
    house.liv.presses(SET_UP, in_=house.helse)
    assert "De må være med i kanalen." in house.liv.sees_modal(SET_UP).text
    house.liv.fills(NAME, "Helse")
    house.liv.picks(LEADERS, house.liv, house.per)
    house.liv.submits()
    assert house.liv.sees_modal(SET_UP).errors == {LEADERS: OUTSIDE}


def test_the_second_who_sets_up_is_told_of_the_first(house: House) -> None:
    sjef = house.ws.add_person("Siri Sjef", admin=True)
    house.liv.invites(sjef, house.helse)
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    for person, name in ((house.liv, "Helse"), (sjef, "Helse og omsorg")):
        person.presses(SET_UP, in_=house.helse)
        person.fills(NAME, name)
    house.liv.submits()
    sjef.submits()
    told = sjef.sees_modal(SET_UP).errors[NAME]
    assert told == "Nettverket Helse er allerede satt opp her. Skriv /nettverk for å se det."
    assert house.liv.repeats().acked  # the same form, delivered again: nothing more happens
    house.liv.sees("Hva bør nettverket ta opp", in_=house.helse)


def test_nettverk_shows_the_network(helse: House) -> None:
    helse.kari.types("/nettverk", helse.helse)
    shown = helse.kari.sees("Ingen temaer er åpne nå.", in_=helse.helse)
    assert shown.ephemeral
    assert shown.buttons == ["Foreslå et tema", "Se temaene", "Se planen", "Mer …"]
    helse.proposes(helse.kari, "Samtykke")
    helse.liv.types("/nettverk", helse.helse)
    shown = helse.liv.sees("1 tema kan støttes i kanalen.", in_=helse.helse)
    assert shown.buttons == ["Foreslå et tema", "Se temaene", "Se planen", "Mer …"]
    helse.opens_menu(helse.liv)
    assert helse.liv.sees_modal(MENU).buttons == [
        "Se rundene", "Jeg følger bare med", "Mine innstillinger", "Planlegg møtene", "Legg til et møte",
        "Se hva som kommer", "Spilleregler", "Se deltakerne", "Endre innstillingene", "Velg vikar",
        "Sett nettverket på pause", "Overlat nettverket", "Avslutt nettverket",
    ]  # fmt: skip


def test_the_menu_has_a_persons_own_first_and_the_end_last(helse: House) -> None:
    assert appoint(helse.bot.settings, [helse.liv.id]) == []
    helse.opens_menu(helse.liv)
    shown = helse.liv.sees_modal(MENU).view.blocks
    assert [block["elements"][0]["text"] for block in shown if block["type"] == "context"] == [
        "For deg",
        "Nettverket",
        "Alle nettverk",
        "Overlate eller avslutte",
    ]
    assert helse.liv.sees_modal(MENU).buttons[-1] == "Avslutt nettverket"
    helse.opens_menu(helse.kari)  # who has one group, and needs no headings
    assert "For deg" not in helse.kari.sees_modal(MENU).text


def test_a_leader_pauses_and_takes_up_again(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    assert "Start nettverket igjen" in helse.liv.sees_modal(MENU).buttons
    assert "satt på pause" in helse.liv.sees_modal(MENU).text
    helse.kari.types("/tema Noe annet", helse.helse)
    told = helse.kari.sees("«Nettverk for helse» er satt på pause", in_=helse.helse)
    assert "En leder kan starte det igjen med /nettverk.\nSpør Liv Berg." in told.says
    helse.liv.types("/tema Noe annet", helse.helse)
    helse.liv.sees("Du kan starte det igjen: Skriv /nettverk, og trykk på «Mer …».", in_=helse.helse)
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("«Nettverk for helse» er satt på pause", in_=helse.helse)
    helse.liv.presses("Start nettverket igjen")
    assert "1 tema kan støttes i kanalen." in helse.liv.sees_modal(MENU).text
    helse.proposes(helse.kari, "Noe annet")


def test_the_greeting_says_that_the_network_is_paused(helse: House) -> None:
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    greeting = helse.ola.sees("Nettverket er satt på pause", in_=helse.helse)
    assert "En leder kan starte det igjen med /nettverk." in greeting.says
    assert greeting.buttons == ["Se temaene", "Mer …"]
    helse.liv.presses("Start nettverket igjen")
    helse.ola.sees("Hva bør nettverket ta opp?", in_=helse.helse)
    assert len(greetings(helse)) == 1


def test_pausing_is_a_leaders(helse: House) -> None:
    helse.opens_menu(helse.liv)
    button = helse.button("network.pause", helse.liv)
    channel = {"id": helse.helse.id, "name": "helse"}
    helse.ola.sends(
        "interactive",
        {
            "type": "block_actions",
            "actions": [{k: button[k] for k in ("action_id", "value", "type")} | {"block_id": "b"}],
            "channel": channel,
            "response_url": response_url(helse, helse.ola),
        },
    )
    helse.ola.sees("Bare nettverksledere kan gjøre dette.\nSpør Liv Berg.", in_=helse.helse)
    helse.proposes(helse.kari, "Samtykke")  # it still works


def response_url(house: House, person: Person) -> str:
    """One that reaches this person: from a button they have pressed."""
    person.presses("Foreslå et tema", in_=house.helse)
    person.closes()
    return str(person._last.body["response_url"])  # type: ignore[union-attr]


@pytest.mark.parametrize("command", ["/tema Noe", "/nettverk"])
def test_in_a_direct_message(house: House, command: str) -> None:
    for other in (house.ws.bot, house.ola):
        house.kari.types(command, house.kari.dm(other))
        house.kari.sees("ikke i en direktemelding", in_=house.kari.dm(other))


@pytest.mark.parametrize("command", ["/tema Noe", "/nettverk"])
def test_in_a_channel_the_bot_is_not_in(house: House, command: str) -> None:
    house.kari.types(command, house.helse)
    house.kari.sees("Jeg er ikke med i denne kanalen", in_=house.helse)


def test_tema_before_there_is_a_network(house: House) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    house.liv.sees("småjobbene", in_=house.helse)
    house.kari.types("/tema Noe", house.helse)
    house.kari.sees("Det er ikke satt opp noe nettverk i denne kanalen ennå.", in_=house.helse)


def test_the_bot_is_thrown_out_and_invited_back(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    card = helse.cards()[0].ts
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.kari.presses("Rediger temaet")
    helse.liv.removes(helse.ws.bot, helse.helse)
    helse.slack.wait_until(lambda: not bot_is_in(helse), what="the bot to have noticed")
    helse.kari.fills("Tittel", "Samtykke i skolen")
    helse.kari.submits()
    assert "Jeg er ikke med i denne kanalen" in helse.kari.sees_modal("Rediger temaet").errors["Tittel"]
    helse.kari.types("/tema Noe", helse.helse)
    helse.kari.sees("Jeg er ikke med i denne kanalen", in_=helse.helse)
    helse.liv.invites(helse.ws.bot, helse.helse)
    helse.slack.wait_until(lambda: bot_is_in(helse), what="the bot to be back")
    helse.kari.submits()
    helse.ola.sees("Samtykke i skolen", in_=helse.helse)
    assert [one.ts for one in helse.cards()] == [card]
    assert len(greetings(helse)) == 1


def bot_is_in(house: House) -> bool:
    with house.bot.database.reading() as session:
        channel = session.get(Channel, (house.ws.id, house.helse.id))
        return channel is not None and channel.bot_is_in


def test_an_archived_channel_rests_and_goes_on_where_it_was(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.liv.archives(helse.helse)
    helse.slack.wait_until(lambda: channel_of(helse).is_archived, what="the bot to have noticed")
    helse.kari.presses("Støtt temaet")
    assert "Kanalen til Nettverk for helse er arkivert" in helse.kari.sees_modal("Nettverksbot").text
    helse.kari.renames_self("Kari N. Berg")  # changes the card, which can't be changed now
    helse.liv.unarchives(helse.helse)
    helse.ola.sees("Foreslått av Kari N. Berg", in_=helse.helse)
    assert len(helse.cards()) == 1


def channel_of(house: House) -> Channel:
    with house.bot.database.reading() as session:
        return session.get_one(Channel, (house.ws.id, house.helse.id))


def is_read(house: House) -> None:
    """The bot has learnt who is in the channel."""
    house.slack.wait_until(lambda: channel_of(house).read_at, 10, "the channel to have been read")


@pytest.mark.parametrize(
    ("language", "greeting"), [("nn", "Kva bør nettverket ta opp?"), ("en", "What should the network take up?")]
)
def test_the_network_speaks_the_language_it_chose(house: House, language: str, greeting: str) -> None:
    house.set_up("Helse", language)
    house.kari.sees(greeting, in_=house.helse)


def test_an_unarchive_that_the_bot_slept_through(helse: House, living: Living) -> None:
    helse.liv.archives(helse.helse)
    helse.slack.wait_until(lambda: channel_of(helse).is_archived, what="the bot to have noticed")
    helse.helse.archived = False  # no event at all
    helse.proposes(helse.kari, "Samtykke")
    assert living


def test_a_leaders_new_name_reaches_the_greeting(helse: House) -> None:
    helse.liv.renames_self("Liv Berg Ås")
    helse.kari.sees("Leder: Liv Berg Ås", in_=helse.helse)


@pytest.mark.parametrize("method", ["conversations.info", "users.info"])
def test_a_slow_slack_does_not_keep_people_waiting(house: House, method: str) -> None:
    """Every act is answered within the three seconds Slack gives, with something true."""
    if method == "users.info":
        house.liv.invites(house.ws.bot, house.helse)
        house.kari.sees("småjobbene", in_=house.helse)
    house.slack.faults.add(method, "slow", times=3, seconds=4)
    assert house.kari.types("/nettverk", house.helse).acked
    house.kari.sees("Det er ikke satt opp" if method == "users.info" else "Jeg er ikke med", in_=house.helse)


def test_a_slack_that_does_not_say_what_a_channel_is(house: House) -> None:
    house.slack.faults.add("conversations.info", "slack_error", error="internal_error", times=2)
    house.kari.types("/tema Noe", house.helse)
    house.kari.sees("Jeg er ikke med i denne kanalen", in_=house.helse)


def test_an_unknown_button_answers_in_the_channels_language(house: House) -> None:
    house.set_up("Health", "en")
    greeting = house.kari.sees("What should the network take up?", in_=house.helse)
    next(block for block in greeting.blocks if block["type"] == "actions")["elements"][0]["action_id"] = "long.gone"
    house.kari.presses("Propose a topic", message=greeting)
    house.kari.sees("This button no longer works.", in_=house.helse)


def test_nothing_is_offered_that_would_be_refused_in_a_pause(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    card = helse.cards()[0]
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    helse.kari.types("/nettverk", helse.helse)
    shown = helse.kari.sees("Nettverket møtes vanligvis", in_=helse.helse)
    assert "Nettverket er satt på pause" in shown.says
    assert shown.buttons == ["Se temaene", "Se planen", "Mer …"]
    helse.kari.presses("Mer …", message=card)
    more = helse.kari.sees_modal("Mer om temaet")
    assert more.buttons == []
    assert "Nettverket hviler, så du kan ikke endre noe nå." in more.text
