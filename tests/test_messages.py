"""Any message in a network's channel becomes a topic, by the shortcut in its menu."""

from __future__ import annotations

import pytest

from handlers.topics.messages import readable
from handlers.words import Words
from sandbox import Channel, Message, Person
from tests.living import House

SHORTCUT, FORM, TITLE, NEED = "Foreslå som tema", "Foreslå et tema", "Tittel", "Hva trenger du?"


def typed(person: Person, channel: Channel, text: str, thread: Message | None = None) -> Message:
    person.types(text, channel, thread=thread)
    return person.reads(channel)[-1] if thread is None else next(m for m in channel.messages.values() if m.text == text)


def test_a_message_becomes_a_topic_of_whoever_proposes_it(helse: House) -> None:
    message = typed(helse.ola, helse.helse, "Kan vi snakke om samtykke?")
    assert helse.kari.uses(SHORTCUT, on=message).acked
    form = helse.kari.sees_modal(FORM)
    assert (form.values[TITLE], form.values[NEED]) == ("Kan vi snakke om samtykke?", None)
    assert "Kortet lenker til meldingen hvis alle i kanalen ser navnet ditt." in form.text
    helse.kari.fills(NEED, "Når må vi spørre?")
    helse.kari.submits()
    card = helse.liv.sees("Foreslått av Kari Nordmann", in_=helse.helse)
    address = f"{helse.slack.url}/archives/{helse.helse.id}/p{message.ts.replace('.', '')}"
    assert f"<{address}|Fra en melding i kanalen>" in card.says
    assert "Ola" not in card.says


def test_who_hides_their_name_is_not_given_away_by_their_message(helse: House) -> None:
    message = typed(helse.kari, helse.helse, "Lønn")
    helse.kari.uses(SHORTCUT, on=message)
    told = "Hvis bare lederne ser det, blir det ingen lenke, men andre kan kjenne igjen teksten."
    assert told in helse.kari.sees_modal(FORM).text
    helse.kari.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    helse.kari.fills(TITLE, "Hva er rettferdig?")
    helse.kari.submits()
    card = helse.ola.sees("Bare nettverkslederne ser hvem som foreslo det", in_=helse.helse)
    assert "Fra en melding i kanalen" not in card.says
    helse.ola.uses(SHORTCUT, on=message)  # nor is it told to who looks for it
    assert "Hva er rettferdig?" not in helse.ola.sees_modal(FORM).text
    helse.ola.submits()
    helse.liv.sees("Foreslått av Ola Li", in_=helse.helse)
    helse.kari.presses("Mer …", message=card)
    helse.kari.presses("Rediger temaet")
    helse.kari.chooses("Hvem får se at det kommer fra deg?", "Alle i kanalen")
    helse.kari.submits()
    helse.slack.wait_until(lambda: "Fra en melding i kanalen" in card.says, what="the link, since her name is shown")


def test_a_message_in_a_thread_is_linked_to_in_its_thread(helse: House) -> None:
    first = typed(helse.ola, helse.helse, "Hvem har tid?")
    answer = typed(helse.kari, helse.helse, "Samtykke haster mest", thread=first)
    helse.liv.uses(SHORTCUT, on=answer)
    helse.liv.submits()
    card = helse.ola.sees("Foreslått av Liv Berg", in_=helse.helse)
    assert f"?thread_ts={first.ts}&cid={helse.helse.id}|" in card.says


def test_a_long_message_stands_in_the_need_and_asks_for_a_title(helse: House) -> None:
    text = "Vi strever med samtykke. " * 12
    helse.kari.uses(SHORTCUT, on=typed(helse.ola, helse.helse, text))
    form = helse.kari.sees_modal(FORM)
    assert (form.values[TITLE], form.values[NEED]) == (None, text.strip())
    assert "Meldingen er for lang for en tittel, så den står i feltet under." in form.text
    assert "Bare begynnelsen" not in form.text


def test_of_a_message_too_long_for_the_need_the_form_says_what_is_missing(helse: House) -> None:
    helse.kari.uses(SHORTCUT, on=typed(helse.ola, helse.helse, "Vi strever med samtykke & tid. " * 200))
    form = helse.kari.sees_modal(FORM)
    assert len(form.values[NEED]) == 500
    assert form.values[NEED].endswith("…")
    told = "Bare begynnelsen av meldingen får plass her: høyst 500 tegn. Resten står i kanalen."
    assert told in form.text
    helse.kari.fills(TITLE, "Samtykke")
    helse.kari.submits()
    assert "Fra en melding i kanalen" in helse.ola.sees("Samtykke", in_=helse.helse).says


def test_markup_becomes_text_that_calls_nobody(helse: House) -> None:
    helse.proposes(helse.kari, "Først")  # so that the bot knows her
    message = typed(helse.ola, helse.helse, "@channel, @Kari Nordmann & @Per Ås: R&D <3?")
    helse.liv.uses(SHORTCUT, on=message)
    assert helse.liv.sees_modal(FORM).values[TITLE] == "@channel, Kari Nordmann & noen: R&D <3?"
    helse.liv.submits()
    card = helse.ola.sees("Kari Nordmann & noen", in_=helse.helse)
    assert card.pings == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Se <https://example.com/a?b=1&amp;c=2>", "Se https://example.com/a?b=1&c=2"),
        ("Se <https://example.com|example.com>", "Se https://example.com"),
        ("Se <https://example.com|planen vår &amp; mer>", "Se planen vår & mer (https://example.com)"),
        ("Skriv til <mailto:kari@example.com|kari@example.com>", "Skriv til kari@example.com"),
        ("I <#C1|helse> og <#C2>", "I #helse og en kanal"),
        ("<!here> <!subteam^S1|@arkiv> <!subteam^S2>", "@here @arkiv noen"),
        ("<!date^1700000000^{date}|14. november>", "14. november"),
        ("<@U1> spør <@U2> og <@U3|ola>", "Kari <b> spør noen og ola"),
        ("1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"),
        ("*fet* _k_ `x|y`", "*fet* _k_ `x|y`"),
    ],
)
def test_what_is_read_of_slacks_markup(text: str, read: str) -> None:
    assert readable(text, Words("nb"), {"U1": "Kari <b>"}.get) == read


def test_a_message_that_has_become_a_topic_is_to_be_supported(helse: House) -> None:
    message = typed(helse.ola, helse.helse, "Samtykke i skolen")
    helse.kari.uses(SHORTCUT, on=message)
    helse.kari.submits()
    helse.ola.sees("Foreslått av Kari Nordmann", in_=helse.helse)
    helse.liv.uses(SHORTCUT, on=message)
    told = helse.liv.sees("Dette er allerede et tema: «Samtykke i skolen».", in_=helse.helse)
    assert told.ephemeral
    helse.liv.presses("Støtt temaet", message=told)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)


def test_of_two_who_propose_one_message_at_once_the_later_sees_the_topic_there_is(helse: House) -> None:
    message = typed(helse.ola, helse.helse, "Samtykke i skolen")
    for person in (helse.kari, helse.liv):
        person.uses(SHORTCUT, on=message)
    helse.kari.submits()
    helse.ola.sees("Foreslått av Kari Nordmann", in_=helse.helse)
    helse.liv.fills(TITLE, "Noe helt annet")
    helse.liv.submits()
    assert "– Samtykke i skolen" in helse.liv.sees_modal(FORM).text
    assert len(helse.cards()) == 1
    helse.liv.submits()
    assert "Fra en melding i kanalen" in helse.ola.sees("Noe helt annet", in_=helse.helse).says


def test_the_same_form_twice_is_one_topic(helse: House) -> None:
    helse.kari.uses(SHORTCUT, on=typed(helse.ola, helse.helse, "Samtykke i skolen"))
    helse.ws.deliver_twice()
    helse.kari.submits()
    helse.ola.sees("Foreslått av Kari Nordmann", in_=helse.helse)
    assert len(helse.cards()) == 1


def test_a_message_whose_topic_is_withdrawn_can_be_proposed_anew(helse: House) -> None:
    message = typed(helse.ola, helse.helse, "Samtykke i skolen")
    helse.kari.uses(SHORTCUT, on=message)
    helse.kari.submits()
    card = helse.ola.sees("Foreslått av Kari Nordmann", in_=helse.helse)
    helse.kari.presses("Mer …", message=card)
    helse.kari.presses("Trekk temaet", confirm="Trekk temaet")
    helse.ola.sees("Trukket tema", in_=helse.helse)
    helse.liv.uses(SHORTCUT, on=message)
    helse.liv.sees_modal(FORM)


def test_the_card_of_a_topic_is_to_be_supported(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.liv.presses("Støtt temaet", in_=helse.helse)
    card = helse.ola.sees("1 støtter temaet", in_=helse.helse)
    helse.ola.uses(SHORTCUT, on=card)
    helse.ola.sees("Dette er allerede et tema: «Samtykke».", in_=helse.helse)
    helse.kari.presses("Mer …", message=card)
    helse.kari.presses("Trekk temaet", confirm="Trekk temaet")
    helse.ola.sees("Trukket tema", in_=helse.helse)
    helse.ola.uses(SHORTCUT, on=card)
    helse.ola.sees("Dette temaet er trukket.", in_=helse.helse)


def test_where_no_network_is(house: House) -> None:
    message = typed(house.ola, house.helse, "Samtykke")
    house.kari.uses(SHORTCUT, on=message)
    house.kari.sees("Jeg er ikke med i denne kanalen", in_=house.helse)
    house.liv.invites(house.ws.bot, house.helse)
    house.kari.sees("småjobbene", in_=house.helse)
    house.kari.uses(SHORTCUT, on=message)
    house.kari.sees("Det er ikke satt opp noe nettverk i denne kanalen ennå.", in_=house.helse)


def test_in_a_paused_network(helse: House) -> None:
    message = typed(helse.ola, helse.helse, "Samtykke")
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    helse.kari.uses(SHORTCUT, on=message)
    helse.kari.sees("«Nettverk for helse» er satt på pause", in_=helse.helse)


def test_in_a_direct_message(helse: House) -> None:
    with_ola = helse.kari.dm(helse.ola)
    helse.kari.uses(SHORTCUT, on=typed(helse.ola, with_ola, "Samtykke"))
    helse.kari.sees("Dette virker i kanalen til et nettverk, ikke i en direktemelding.", in_=with_ola)
