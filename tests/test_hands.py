"""Participants offer to help with a topic: «Jeg kan bidra» and «Jeg vet om noen», behind «Mer …» on the card."""

from __future__ import annotations

import pytest

from sandbox import Person
from tests.living import House

MORE, TAKE_AWAY = "Mer om temaet", "Ta bort tilbudet"
CONTRIBUTE, WITH = "Jeg kan bidra", "Hva kan du bidra med?"
REFER, WHOM = "Jeg vet om noen", "Hvem vet du om, og hvordan kan de hjelpe?"


def opens(house: House, person: Person) -> str:
    """What «Mer …» on the newest card shows."""
    person.presses("Mer …", in_=house.helse)
    return person.sees_modal(MORE).text


def contributes(house: House, person: Person, text: str) -> None:
    opens(house, person)
    person.presses(CONTRIBUTE)
    person.fills(WITH, text)
    assert person.submits().acked


def refers(house: House, person: Person, text: str) -> None:
    opens(house, person)
    person.presses(REFER)
    person.fills(WHOM, text)
    assert person.submits().acked


def test_who_can_contribute_stands_on_the_card_with_the_offer(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    opens(helse, helse.ola)
    helse.ola.presses(CONTRIBUTE)
    told = "Navnet ditt og det du skriver, står på kortet i kanalen. Høyst 300 tegn."
    assert told in helse.ola.sees_modal(CONTRIBUTE).text
    helse.ola.fills(WITH, "Skjemaet vårt & <!channel>")
    helse.ola.submits()
    assert helse.ola.modal is None
    card = helse.liv.sees("Ola Li kan bidra: Skjemaet vårt & <!channel>", in_=helse.helse)
    assert card.pings == []
    assert card.buttons == ["Støtt temaet", "Legg til spørsmål", "Mer …"]


def test_whom_one_knows_is_for_leaders_and_the_proposer(helse: House) -> None:
    helse.proposes(helse.ola, "Først")  # so that the bot knows him
    helse.proposes(helse.kari, "Samtykke")
    helse.liv.invites(helse.per, helse.helse)
    opens(helse, helse.ola)
    helse.ola.presses(REFER)
    told = "Bare lederne og den som foreslo temaet, ser det du skriver, og navnet ditt."
    assert told in helse.ola.sees_modal(REFER).text
    helse.ola.fills(WHOM, "Eva i Datatilsynet")
    helse.ola.submits()
    card = helse.per.sees("1 kjenner noen som kan hjelpe", in_=helse.helse)
    assert "Eva" not in card.says + card.text
    for person in (helse.liv, helse.kari, helse.ola):
        assert "Ola Li kjenner noen: Eva i Datatilsynet" in opens(helse, person)
    others = opens(helse, helse.per)
    assert "Eva" not in others
    assert "1 kjenner noen som kan hjelpe" in others


def test_a_proposer_whose_name_is_hidden_sees_it_too_and_stays_hidden(helse: House) -> None:
    helse.kari.types("/tema Lønn", helse.helse)
    helse.kari.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    helse.kari.submits()
    helse.ola.sees("Lønn", in_=helse.helse)
    refers(helse, helse.ola, "Eva i Datatilsynet")
    contributes(helse, helse.ola, "Et skjema")
    card = helse.ola.sees("Ola Li kan bidra", in_=helse.helse)
    assert "Eva i Datatilsynet" in opens(helse, helse.kari)
    assert "Kari" not in card.says + card.text + opens(helse, helse.ola)


def test_sending_again_changes_the_offer(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    contributes(helse, helse.ola, "Et skjema")
    helse.liv.sees("Ola Li kan bidra: Et skjema", in_=helse.helse)
    opens(helse, helse.ola)
    helse.ola.presses(CONTRIBUTE)
    assert helse.ola.sees_modal(CONTRIBUTE).values[WITH] == "Et skjema"
    helse.ola.fills(WITH, "To skjemaer")
    helse.ola.submits()
    card = helse.liv.sees("Ola Li kan bidra: To skjemaer", in_=helse.helse)
    assert card.says.count("kan bidra") == 1


def test_the_same_form_twice_is_one_offer(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ws.deliver_twice()
    refers(helse, helse.ola, "Eva")
    helse.kari.sees("1 kjenner noen som kan hjelpe", in_=helse.helse)


@pytest.mark.parametrize(
    ("text", "told"), [(" ", "Skriv noen ord om det."), ("x" * 301, "Skriv høyst 300 tegn her. Nå er det 301.")]
)
def test_what_is_no_offer_gets_a_sentence(helse: House, text: str, told: str) -> None:
    helse.proposes(helse.kari, "Samtykke")
    contributes(helse, helse.ola, text)
    form = helse.ola.sees_modal(CONTRIBUTE)
    assert (form.errors, form.values[WITH]) == ({WITH: told}, text)


def test_who_offers_and_leaders_take_an_offer_away_and_nobody_else(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    contributes(helse, helse.ola, "Et skjema")
    refers(helse, helse.ola, "Eva")
    helse.liv.sees("1 kjenner noen som kan hjelpe", in_=helse.helse)
    opens(helse, helse.kari)
    assert TAKE_AWAY not in helse.kari.sees_modal(MORE).buttons
    opens(helse, helse.ola)
    helse.ola.presses(TAKE_AWAY)  # the first of them
    helse.slack.wait_until(lambda: "kan bidra" not in helse.cards()[0].says, what="the offer to be gone")
    assert "Eva" in opens(helse, helse.liv)
    helse.liv.presses(TAKE_AWAY)
    helse.slack.wait_until(lambda: "kjenner noen" not in helse.cards()[0].says, what="the tip to be gone")


def test_others_who_forge_the_button_take_nothing_away(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    contributes(helse, helse.ola, "Et skjema")
    helse.kari.sees("Ola Li kan bidra", in_=helse.helse)
    opens(helse, helse.ola)
    taken = next(block["accessory"] for block in helse.ola.sees_modal(MORE).view.blocks if block.get("accessory"))
    opens(helse, helse.kari)
    view = helse.kari.sees_modal(MORE).view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    forged = {"action_id": taken["action_id"], "value": taken["value"], "type": "button", "block_id": "b"}
    helse.kari.sends("interactive", {"type": "block_actions", "actions": [forged], "view": view})
    told = "Bare lederne og den som ga tilbudet, kan ta det bort."
    assert told in helse.kari.sees_modal("Nettverksbot").text
    assert "Ola Li kan bidra" in helse.cards()[0].says


def test_an_offer_for_a_topic_that_is_withdrawn_meanwhile_is_kept_in_the_form(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    opens(helse, helse.ola)
    helse.ola.presses(CONTRIBUTE)
    helse.ola.fills(WITH, "Et skjema")
    opens(helse, helse.kari)
    helse.kari.presses("Trekk temaet", confirm="Trekk temaet")
    helse.ola.submits()
    form = helse.ola.sees_modal(CONTRIBUTE)
    assert "Dette temaet er trukket." in form.errors[WITH]
    assert form.values[WITH] == "Et skjema"


def test_a_card_shows_five_offers_and_says_how_many_more(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    for n in range(7):
        person = helse.ws.add_person(f"Nr {n}")
        helse.liv.invites(person, helse.helse)
        contributes(helse, person, "Et skjema")
    card = helse.liv.sees("og 2 til kan bidra", in_=helse.helse)
    assert card.says.count("kan bidra: Et skjema") == 5
    assert opens(helse, helse.liv).count("kan bidra: Et skjema") == 7


def test_a_new_name_reaches_the_offer(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    contributes(helse, helse.ola, "Et skjema")
    helse.kari.sees("Ola Li kan bidra", in_=helse.helse)
    helse.ola.renames_self("Ola Li Berg")
    helse.kari.sees("Ola Li Berg kan bidra", in_=helse.helse)
