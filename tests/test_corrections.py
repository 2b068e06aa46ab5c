"""A leader corrects what the bot has posted, or takes it back."""

from __future__ import annotations

from sqlalchemy import select

from sandbox import Message
from storage.posts import Post
from tests.living import House
from tests.test_leading import card, merges, says

USE, MINE = "Rett eller ta tilbake", "Meldingen min"


def card_of(house: House, title: str) -> Message:
    house.proposes(house.kari, title)
    card: Message = house.cards(title)[0]
    house.slack.wait_until(lambda: is_known(house, card), what="the bot to know where its card stands")
    return card


def is_known(house: House, message: Message) -> bool:
    with house.bot.database.reading() as session:
        return session.scalar(select(Post).where(Post.ts == message.ts)) is not None


def takes_back(house: House, message: Message) -> None:
    house.liv.uses(USE, on=message)
    house.liv.sees_modal(MINE)
    house.liv.presses("Ta den tilbake", confirm="Ta den tilbake")
    house.slack.wait_until(lambda: message not in house.helse.messages.values(), what="the message to be gone")


def test_a_leader_takes_a_card_back_and_puts_it_out_again(helse: House) -> None:
    takes_back(helse, card_of(helse, "Samtykke"))
    assert "Meldingen er tatt tilbake" in helse.liv.sees_modal(MINE).text
    helse.kari.types("/tema liste", helse.helse)
    helse.kari.sees("1. Samtykke", in_=helse.helse)  # the topic stands
    helse.liv.presses("Legg den ut igjen")
    helse.ola.presses("Støtt temaet", message=helse.kari.sees("Foreslått av Kari Nordmann", in_=helse.helse))
    helse.kari.sees("1 støtter temaet", in_=helse.helse)
    assert len(helse.cards("Samtykke")) == 1


def test_what_is_taken_back_is_found_in_the_menu(helse: House) -> None:
    takes_back(helse, card_of(helse, "Samtykke"))
    helse.liv.closes()
    helse.opens_menu(helse.liv)
    helse.liv.presses("Se det som er tatt tilbake")
    assert "Samtykke" in helse.liv.sees_modal("Tatt tilbake").text
    helse.liv.presses("Legg den ut igjen")
    helse.ola.sees("Foreslått av Kari Nordmann", in_=helse.helse)
    helse.opens_menu(helse.liv)
    assert "Se det som er tatt tilbake" not in helse.liv.sees_modal("Mer om nettverket").buttons


def test_a_change_does_not_bring_back_what_was_taken_back(helse: House) -> None:
    card = card_of(helse, "Samtykke")
    helse.ola.presses("Mer …", message=card)
    takes_back(helse, card)
    helse.ola.presses("Støtt temaet")
    helse.bot.delivery.drain()
    assert helse.cards("Samtykke") == []


def test_a_merged_topics_card_leads_to_the_new_card_of_the_other(helse: House) -> None:
    survivor, _merged = card_of(helse, "Personvern"), card_of(helse, "Samtykke")
    merges(helse, "Samtykke", "Personvern")
    says(helse, "Samtykke", f"p{survivor.ts.replace('.', '')}|Se kortet>")
    takes_back(helse, survivor)
    helse.slack.wait_until(lambda: "Se kortet" not in card(helse, "Samtykke").says, what="the link to be gone")
    helse.liv.presses("Legg den ut igjen")
    helse.ola.sees("1 annet tema er slått sammen med dette", in_=helse.helse)
    says(helse, "Samtykke", f"p{card(helse, 'Personvern').ts.replace('.', '')}|Se kortet>")


def test_a_leader_corrects_from_the_message(helse: House) -> None:
    helse.liv.uses(USE, on=card_of(helse, "Samtykke"))
    helse.liv.presses("Rediger temaet")
    helse.liv.fills("Tittel", "Samtykke og tilgang")
    helse.liv.submits()
    helse.kari.sees("Samtykke og tilgang", in_=helse.helse)


def test_the_greeting_too(helse: House) -> None:
    greeting = helse.liv.sees("Dette er kanalen til et nettverk", in_=helse.helse)
    takes_back(helse, greeting)
    helse.liv.presses("Legg den ut igjen")
    helse.ola.sees("Dette er kanalen til et nettverk", in_=helse.helse)


def test_only_leaders_and_only_messages_of_the_bot(helse: House) -> None:
    card = card_of(helse, "Samtykke")
    helse.kari.uses(USE, on=card)
    helse.kari.sees("Bare nettverksledere kan gjøre dette.", in_=helse.helse)
    helse.kari.types("Hei!", helse.helse)
    helse.liv.uses(USE, on=helse.liv.sees("Hei!", in_=helse.helse))
    helse.liv.sees("Denne meldingen er ikke min.", in_=helse.helse)
    assert helse.liv.modal is None


def test_twice_changes_nothing(helse: House) -> None:
    card = card_of(helse, "Samtykke")
    helse.liv.uses(USE, on=card)
    helse.ws.deliver_twice()
    helse.liv.presses("Ta den tilbake", confirm="Ta den tilbake")
    helse.liv.presses("Legg den ut igjen")
    helse.liv.repeats()
    helse.ola.sees("Foreslått av Kari Nordmann", in_=helse.helse)
    helse.bot.delivery.drain()
    assert len(helse.cards("Samtykke")) == 1
