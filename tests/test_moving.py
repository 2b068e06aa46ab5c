"""A network whose channel was deleted is taken to another one, with all that is remembered of it."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial

import pytest

from bot.coordinators import appoint
from bot.roll_call import RollCall
from bot.slack import Slack
from sandbox import Channel, Message, Person
from storage.members import HeadCount, outside
from storage.networks import Network, network_in
from storage.people import Channel as Place
from storage.people import Person as Known
from storage.posts import Post
from tests.living import House
from tests.test_channels import lives_in, news
from tests.test_cycle import plans
from tests.test_leading import PARK, TAKE_UP, UNDO, card, merges, opens, says
from tests.test_list import CLOSED, WHICH, in_menu
from tests.test_networks import LEADERS, SET_UP
from tests.test_organisation import CHANGE, ORGANISERS, WHO, admin
from tests.test_participants import counts, heads, snoozes, told
from tests.test_settings import opens as opens_settings

HERE, NEW, DONE = "Flytt nettverket hit", "Sett opp et nytt nettverk", "Flytt nettverket hit"
MOVED = "«Nettverk for helse» holder til i denne kanalen nå."
NO_LONGER = "Denne knappen virker ikke lenger."
NOT_YET = "Det er ikke satt opp noe nettverk i denne kanalen ennå."


def loses_channel(house: House) -> Person:
    """An admin deletes the channel, and the bot has heard of it. Gives the admin."""
    deleted, siri = house.helse.id, admin(house)
    siri.deletes(house.helse)
    house.slack.wait_until(partial(is_lost, house, deleted), what="the bot to know that the channel is gone")
    return siri


def is_lost(house: House, channel_id: str) -> bool:
    with house.bot.database.reading() as session:
        return session.get_one(Place, (house.ws.id, channel_id)).is_deleted


def new_channel(house: House, *people: Person, name: str = "helse-ny") -> Channel:
    """Liv makes another one, and invites people and the bot."""
    channel = house.ws.add_channel(name, creator=house.liv)
    for person in (*people, house.ws.bot):
        house.liv.invites(person, channel)
    house.liv.sees("småjobbene", in_=channel)
    return channel


def moves(house: House, channel: Channel, person: Person | None = None) -> None:
    """By what one sees there. From now on the house lives in that channel."""
    who = person or house.liv
    who.types("/nettverk", channel)
    who.presses(HERE, confirm=HERE)
    assert MOVED in who.sees_modal(DONE).text
    who.closes()
    house.helse = channel


def is_read(house: House) -> None:
    """The bot has learnt who is in the channel that the house lives in."""
    house.slack.wait_until(house.knows_everybody, 10, "the bot to have read the channel")


def leads(house: House, person: Person) -> bool:
    with house.bot.database.reading() as session:
        network = network_in(session, house.ws.id, house.helse.id)
        return bool(network and session.get(Known, (house.ws.id, person.id)) in network.leaders)


@pytest.fixture
def rich(helse: House) -> House:
    """Of the network's topics one is open, one on hold, one of Ola's withdrawn, and one merged into the first."""
    for person, title in ((helse.kari, "Samtykke"), (helse.kari, "Personvern"), (helse.ola, "Arkiv")):
        helse.proposes(person, title)
    helse.proposes(helse.kari, "Tilgang")
    helse.ola.presses("Støtt temaet", message=card(helse, "Samtykke"))
    in_menu(helse, "Personvern", PARK)
    helse.liv.submits()
    in_menu(helse, "Arkiv", "Trekk temaet")
    helse.liv.closes()
    merges(helse, "Tilgang", "Samtykke")
    says(helse, "Samtykke", "1 annet tema er slått sammen med dette")
    return helse


def test_leaders_are_told_what_to_do(helse: House) -> None:
    loses_channel(helse)
    written = news(helse, helse.liv, "Noen har slettet kanalen, så nettverket hviler.")
    assert "Inviter meg til en annen kanal, og skriv /nettverk der." in written.says


def test_a_leader_takes_the_network_to_another_channel(rich: House) -> None:
    loses_channel(rich)
    channel = new_channel(rich, rich.kari, rich.ola)
    rich.liv.types("/nettverk", channel)
    offer = rich.liv.sees_modal(SET_UP)
    assert "Nettverk for helse" in offer.text
    assert offer.buttons == [HERE, NEW]
    moves(rich, channel)
    greeting = rich.ola.sees("Dette er kanalen til et nettverk", in_=channel)
    assert "Nettverk for helse" in greeting.says
    rich.ola.sees("1 støtter temaet · 1 annet tema er slått sammen med dette", in_=channel)
    rich.ola.sees("Tema på vent", in_=channel)
    rich.bot.delivery.drain()
    assert [one.says.splitlines()[1] for one in rich.cards()] == ["Samtykke", "Personvern"]
    assert len([one for one in rich.ola.reads(channel) if one.says.startswith("👋")]) == 1
    rich.kari.presses("Støtt temaet", message=card(rich, "Samtykke"))
    rich.ola.sees("2 støtter temaet", in_=channel)
    rich.proposes(rich.kari, "Et nytt tema")


def test_what_is_planned_goes_along(helse: House) -> None:
    """The plan stands anew, pinned, and what is said of its meetings is said there."""
    first = (helse.slack.clock.now() + timedelta(weeks=3)).date().isoformat()
    plans(helse, first, number="2")
    loses_channel(helse)
    moves(helse, new_channel(helse, helse.kari))
    plan = helse.kari.sees("📅 Planen", in_=helse.helse)
    helse.slack.wait_until(lambda: plan.ts in helse.helse.pinned, what="the plan to be pinned")
    with helse.bot.database.reading() as session:
        waiting = session.query(Post).filter(Post.view == "meeting.preview").all()
        assert {post.channel_id for post in waiting} == {helse.helse.id}
        assert len(waiting) == 2


def test_the_greetings_button_offers_it_too_and_a_new_one(helse: House) -> None:
    loses_channel(helse)
    channel = new_channel(helse)
    helse.liv.presses(SET_UP, in_=channel)
    helse.liv.presses(NEW)
    helse.liv.fills("Hva heter nettverket?", "Noe helt annet")
    helse.liv.submits()
    helse.liv.sees("Noe helt annet", in_=channel)
    second = new_channel(helse, name="helse-igjen")
    helse.liv.presses(SET_UP, in_=second)
    helse.liv.presses(HERE, confirm=HERE)
    assert MOVED in helse.liv.sees_modal(DONE).text
    helse.liv.sees("Nettverk for helse", in_=second)


def test_it_is_offered_in_the_networks_language(house: House) -> None:
    house.set_up("Nettverk for helse", "nn")
    loses_channel(house)
    house.liv.types("/nettverk", new_channel(house))
    assert "Kanalen til dette nettverket er sletta." in house.liv.sees_modal("Set opp nettverket").text


def test_what_was_put_aside_gets_a_card_when_it_stands_again(rich: House) -> None:
    loses_channel(rich)
    moves(rich, new_channel(rich, rich.kari, rich.ola))
    rich.ola.types("/tema liste mine", rich.helse)
    rich.ola.presses("Mer …", message=rich.ola.sees("1. Arkiv", in_=rich.helse))
    rich.ola.presses("Ta temaet inn igjen")
    rich.kari.sees("Foreslått av Ola Li", in_=rich.helse)
    rich.liv.types("/tema liste", rich.helse)
    listed = rich.liv.sees("1. Samtykke", in_=rich.helse)
    rich.liv.chooses(WHICH, CLOSED, in_=listed)
    rich.slack.wait_until(lambda: "1. Tilgang" in listed.says, what="the list of what is merged")
    rich.liv.presses("Mer …", message=listed)
    rich.liv.presses(UNDO)
    rich.kari.sees("Forslag til tema\nTilgang", in_=rich.helse)
    opens(rich, rich.liv, "Personvern")
    rich.liv.presses(TAKE_UP)
    says(rich, "Personvern", "Forslag til tema")


def test_who_is_not_in_the_new_channel_neither_counts_nor_leads(helse: House) -> None:
    opens_settings(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, helse.kari)
    helse.liv.submits()
    helse.liv.closes(all_=True)
    counts(helse, 3, 0)
    helse.opens_menu(helse.ola)
    helse.ola.presses("Jeg følger bare med")
    counts(helse, 2, 1)
    loses_channel(helse)
    moves(helse, new_channel(helse, helse.ola, helse.per))
    counts(helse, 2, 1)  # Ola has chosen before
    assert [leads(helse, one) for one in (helse.liv, helse.kari)] == [True, False]
    helse.ola.sees("Leder: Liv Berg", in_=helse.helse)
    moved = news(helse, helse.kari, "Kanalen ble slettet, så nettverket har flyttet til")
    assert f"<#{helse.helse.id}>" in moved.says
    assert len(told(helse, helse.liv)) == 1  # she did it herself
    helse.liv.invites(helse.kari, helse.helse)
    counts(helse, 3, 1)
    assert not leads(helse, helse.kari)


def test_nobody_is_counted_before_the_new_channel_is_read(helse: House) -> None:
    counts(helse, 3, 0)
    loses_channel(helse)
    channel = new_channel(helse)
    helse.slack.faults.add("conversations.members", "http_error", status=503)
    moves(helse, channel)
    assert heads(helse) == HeadCount(0, 0)


def test_a_leader_who_did_not_invite_the_bot_may(helse: House) -> None:
    loses_channel(helse)
    channel = helse.ws.add_channel("helse-ny", creator=helse.kari)
    for one in (helse.liv, helse.ws.bot):
        helse.kari.invites(one, channel)
    helse.kari.sees("småjobbene", in_=channel)
    helse.liv.types("/nettverk", channel)
    assert helse.liv.sees_modal(SET_UP).buttons == [HERE]
    moves(helse, channel)


def test_a_leader_may_where_organisers_alone_set_up(helse: House) -> None:
    siri = loses_channel(helse)
    channel = new_channel(helse, siri)
    siri.types("/nettverk", channel)
    siri.presses(CHANGE, in_=channel)
    siri.chooses(WHO, ORGANISERS)
    siri.submits()
    helse.liv.types("/nettverk", channel)
    assert helse.liv.sees_modal(SET_UP).buttons == [HERE]
    moves(helse, channel)


def test_nobody_else_is_offered_it(helse: House) -> None:
    """Kari takes part in it; she may set up a network where she has invited the bot, and nothing more."""
    loses_channel(helse)
    channel = new_channel(helse, helse.kari)
    helse.kari.types("/nettverk", channel)
    helse.kari.sees(NOT_YET, in_=channel)
    another = helse.ws.add_channel("karis", creator=helse.kari)
    helse.kari.invites(helse.ws.bot, another)
    helse.kari.sees("småjobbene", in_=another)
    helse.kari.presses(SET_UP, in_=another)
    assert "Hva heter nettverket?" in helse.kari.sees_modal(SET_UP).text


@pytest.mark.parametrize("by_admin", [True, False])
def test_admins_and_coordinators_may(helse: House, by_admin: bool) -> None:
    helse.proposes(helse.kari, "Samtykke")
    siri, tor = loses_channel(helse), helse.ws.add_person("Tor Eide")
    assert appoint(helse.bot.settings, [tor.id]) == []
    who = siri if by_admin else tor
    channel = new_channel(helse, who)
    who.types("/nettverk", channel)
    who.presses(SET_UP, in_=channel)
    who.presses(HERE, confirm=HERE)
    helse.liv.sees("Samtykke", in_=channel)
    news(helse, helse.liv, "Kanalen ble slettet, så nettverket har flyttet til")


@pytest.mark.parametrize("how", ["the bot is out", "archived", "ended"])
def test_a_network_that_is_not_lost_is_not_offered(helse: House, how: str) -> None:
    match how:
        case "the bot is out":
            helse.liv.removes(helse.ws.bot, helse.helse)
        case "archived":
            helse.liv.archives(helse.helse)
        case "ended":
            helse.opens_menu(helse.liv)
            helse.liv.presses("Avslutt nettverket", confirm="Avslutt nettverket")
            helse.liv.closes()
            loses_channel(helse)
    helse.slack.wait_until(lambda: not helse.is_awake(), what="the bot to know")
    helse.liv.types("/nettverk", new_channel(helse))
    assert "Hva heter nettverket?" in helse.liv.sees_modal(SET_UP).text


def test_twice_moves_it_once_and_of_two_the_later_is_refused(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    siri = loses_channel(helse)
    first, second = new_channel(helse, helse.ola), new_channel(helse, siri, name="helse-to")
    siri.types("/nettverk", second)
    siri.presses(SET_UP, in_=second)
    helse.liv.types("/nettverk", first)
    helse.ws.deliver_twice()
    helse.liv.presses(HERE, confirm=HERE)
    helse.liv.repeats()
    assert MOVED in helse.liv.sees_modal(DONE).text
    siri.presses(HERE, confirm=HERE)
    assert NO_LONGER in siri.sees_modal("Nettverksbot").text
    helse.ola.sees("Samtykke", in_=first)
    helse.bot.delivery.drain()
    helse.helse = first
    assert len(helse.cards("Samtykke")) == 1
    siri.sees("småjobbene", in_=second)


def answer_to(house: House, person: Person) -> str:
    """Which of the two stands in the offer's place."""
    house.slack.wait_until(lambda: person.modal and person.modal.title != SET_UP, what="an answer")
    assert person.modal
    return next(one for one in (MOVED, NO_LONGER) if one in person.modal.text)


@pytest.mark.parametrize("where", ["one channel", "two channels"])
def test_of_two_at_the_same_moment_one_moves_it(helse: House, where: str) -> None:
    helse.proposes(helse.kari, "Samtykke")
    siri = loses_channel(helse)
    channels = [new_channel(helse, siri, helse.ola)]
    channels += channels if where == "one channel" else [new_channel(helse, siri, helse.ola, name="helse-to")]
    people = (helse.liv, siri)
    for person, channel in zip(people, channels, strict=True):
        person.types("/nettverk", channel)
        if person is siri:
            siri.presses(SET_UP, in_=channel)
    threads = [threading.Thread(target=partial(person.presses, HERE, confirm=HERE)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers = [answer_to(helse, person) for person in people]
    assert {*answers} == ({MOVED} if where == "one channel" else {MOVED, NO_LONGER})
    helse.helse = channels[answers.index(MOVED)]
    helse.ola.sees("Samtykke", in_=helse.helse)
    helse.bot.delivery.drain()
    assert len(helse.cards("Samtykke")) == 1


def test_a_network_that_was_set_up_there_meanwhile_stays(helse: House) -> None:
    siri = loses_channel(helse)
    channel = new_channel(helse, siri)
    helse.liv.types("/nettverk", channel)
    siri.presses(SET_UP, in_=channel)
    siri.presses(NEW)
    siri.fills("Hva heter nettverket?", "Noe helt annet")
    siri.submits()
    siri.sees("Noe helt annet", in_=channel)
    helse.liv.presses(HERE, confirm=HERE)
    assert "Nettverket Noe helt annet er allerede satt opp her." in helse.liv.sees_modal("Nettverksbot").text


def forged(house: House, person: Person, target: str, network_id: str = "") -> str:
    """What a person is told who sends the offer's button with this channel, or network, in it."""
    with house.bot.database.reading() as session:
        about = network_id or session.query(Network.id).filter(Network.team_id == house.ws.id).scalar()
    view = person.sees_modal(SET_UP).view.as_json(house.ws.app.id, house.ws.bot_id, house.ws.id)
    action = {"action_id": "network.move", "value": f"{about}@{target}", "type": "button", "block_id": "b"}
    person.sends("interactive", {"type": "block_actions", "actions": [action], "view": view})
    return person.sees_modal("Nettverksbot").text


@pytest.mark.parametrize("where", ["somebody else's", "none at all", "one without the bot"])
def test_a_forged_channel_is_refused(helse: House, where: str) -> None:
    loses_channel(helse)
    here = new_channel(helse)
    theirs = helse.ws.add_channel("theirs", creator=helse.per)
    if where != "one without the bot":
        helse.per.invites(helse.ws.bot, theirs)
        helse.per.sees("småjobbene", in_=theirs)
        helse.slack.wait_until(partial(knows_outside, helse, theirs), 10, "the bot to know that Liv is not in it")
    helse.liv.types("/nettverk", here)
    assert NO_LONGER in forged(helse, helse.liv, "CNOWHERE00" if where == "none at all" else theirs.id)
    assert not lives_in(helse, theirs.id)


def knows_outside(house: House, channel: Channel) -> bool:
    with house.bot.database.reading() as session:
        liv = session.get_one(Known, (house.ws.id, house.liv.id))
        return bool(outside(session, session.get_one(Place, (house.ws.id, channel.id)), [liv]))


def test_a_channel_the_bot_was_thrown_out_of_meanwhile_is_refused(helse: House) -> None:
    loses_channel(helse)
    channel = new_channel(helse)
    helse.liv.types("/nettverk", channel)
    helse.liv.removes(helse.ws.bot, channel)
    helse.slack.wait_until(partial(is_out, helse, channel), what="the bot to know that it is out")
    helse.liv.presses(HERE, confirm=HERE)
    assert "Jeg er ikke med i denne kanalen" in helse.liv.sees_modal("Nettverksbot").text


def is_out(house: House, channel: Channel) -> bool:
    with house.bot.database.reading() as session:
        return not session.get_one(Place, (house.ws.id, channel.id)).bot_is_in


def test_a_network_that_lives_where_it_did_is_not_moved(helse: House) -> None:
    """Liv leads it, and sends its key from what is offered of another one."""
    with helse.bot.database.reading() as session:
        network = network_in(session, helse.ws.id, helse.helse.id)
        assert network
    loses_channel(helse)
    moves(helse, new_channel(helse))
    third = new_channel(helse, name="helse-tre")
    helse.liv.types("/nettverk", third)
    assert NO_LONGER in forged(helse, helse.liv, third.id, network.id)


def test_a_message_that_is_gone_is_not_linked_to(helse: House) -> None:
    helse.ola.types("Hvem kan noe om samtykke?", helse.helse)
    helse.kari.uses("Foreslå som tema", on=helse.kari.sees("Hvem kan noe om samtykke?", in_=helse.helse))
    helse.kari.submits()
    helse.ola.sees("Fra en melding i kanalen", in_=helse.helse)
    loses_channel(helse)
    moves(helse, new_channel(helse, helse.ola))
    assert "Fra en melding" not in helse.ola.sees("Forslag til tema", in_=helse.helse).says


def test_what_is_taken_back_stays_so_and_can_be_put_out(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    shown = card(helse, "Samtykke")
    helse.slack.wait_until(partial(stands, helse, shown), what="the bot to know where its card stands")
    helse.liv.uses("Rett eller ta tilbake", on=shown)
    helse.liv.presses("Ta den tilbake", confirm="Ta den tilbake")
    helse.liv.closes()
    loses_channel(helse)
    moves(helse, new_channel(helse, helse.ola))
    helse.bot.delivery.drain()
    assert helse.cards() == []
    helse.opens_menu(helse.liv)
    helse.liv.presses("Se det som er tatt tilbake")
    helse.liv.presses("Legg den ut igjen")
    helse.ola.sees("Samtykke", in_=helse.helse)


def stands(house: House, message: Message) -> bool:
    with house.bot.database.reading() as session:
        return session.query(Post).filter(Post.ts == message.ts).count() == 1


def test_direct_messages_go_on(helse: House) -> None:
    helse.liv.invites(helse.per, helse.helse)
    welcome = helse.per.sees("Velkommen til Nettverk for helse.", in_=helse.per.dm(helse.ws.bot))
    loses_channel(helse)
    moves(helse, new_channel(helse, helse.per))
    is_read(helse)
    helse.per.presses("Foreslå et tema", message=welcome)
    helse.per.fills("Tittel", "Samtykke")
    helse.per.submits()
    helse.per.sees("Samtykke", in_=helse.helse)
    assert len(told(helse, helse.per)) == 1


def test_news_of_the_channel_that_waited_too_long_is_not_told(helse: House) -> None:
    """Liv wanted quiet for some days; meanwhile another has moved the network."""
    opens_settings(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, helse.kari)
    helse.liv.submits()
    helse.liv.closes(all_=True)
    snoozes(helse, helse.liv)
    loses_channel(helse)
    moves(helse, new_channel(helse, helse.kari), helse.kari)
    helse.slack.clock.turn(timedelta(days=4))
    news(helse, helse.liv, "nettverket har flyttet til")
    helse.bot.delivery.drain()
    assert len(told(helse, helse.liv)) == 1


def test_a_channel_that_a_network_comes_to_while_it_is_read_is_read_anew(helse: House) -> None:
    counts(helse, 3, 0)
    loses_channel(helse)
    channel, bot = new_channel(helse), helse.bot
    helse.slack.wait_until(lambda: place_of(helse, channel).read_at, 10, "the channel to have been read")
    bot.metronome.stop()  # nobody else reads it
    with bot.database.writing() as session:
        session.get_one(Place, (helse.ws.id, channel.id)).read_at = None
    reading = RollCall(bot.database, Slack(bot.settings, pace=0), helse.slack.clock, helse.ws.id)
    reading._begin()
    moves(helse, channel)
    reading.go_on()
    assert place_of(helse, channel).read_at is None
    reading.go_on()
    assert heads(helse) == HeadCount(1, 0)


def place_of(house: House, channel: Channel) -> Place:
    with house.bot.database.reading() as session:
        return session.get_one(Place, (house.ws.id, channel.id))
