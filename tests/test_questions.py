"""Topics are sharpened (H18) and seen in order: questions on the card, `/tema liste`, and two who edit at once."""

from __future__ import annotations

import pytest

from handlers.topics.rules import likely_same
from sandbox import Person
from tests.living import House

ASK, QUESTION, ADD = "Legg til spørsmål", "Hva vil du vite om dette?", "Legg til spørsmålet"
MORE, EDIT = "Mer om temaet", "Rediger temaet"


def asks(house: House, person: Person, text: str) -> None:
    person.presses(ASK, in_=house.helse)
    person.fills(QUESTION, text)
    assert person.submits().acked


def test_a_question_stands_on_the_card_without_a_name(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    asks(helse, helse.ola, "Gjelder det også <!channel> barn?")
    assert helse.ola.modal is None
    card = helse.kari.sees("– Gjelder det også <!channel> barn?", in_=helse.helse)
    assert "Spørsmål fra deltakerne" in card.says
    assert "Ola" not in card.says
    assert card.pings == []
    assert len(helse.cards()) == 1


@pytest.mark.parametrize(
    ("text", "told"), [(" ", "Skriv spørsmålet ditt."), ("x" * 301, "Skriv høyst 300 tegn her. Nå er det 301.")]
)
def test_what_is_no_question_gets_a_sentence(helse: House, text: str, told: str) -> None:
    helse.proposes(helse.kari, "Samtykke")
    asks(helse, helse.ola, text)
    form = helse.ola.sees_modal(ASK)
    assert (form.errors, form.values[QUESTION]) == ({QUESTION: told}, text)


def test_the_same_form_twice_is_one_question(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ws.deliver_twice()
    asks(helse, helse.ola, "Hvor ofte?")
    helse.kari.sees("– Hvor ofte?", in_=helse.helse)
    assert helse.cards()[0].says.count("Hvor ofte?") == 1


def test_a_card_shows_five_and_says_how_many_more(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    for n in range(7):
        asks(helse, helse.ola, f"Spørsmål nummer {n}")
    card = helse.kari.sees("og 2 spørsmål til", in_=helse.helse)
    assert "nummer 4" in card.says
    assert "nummer 5" not in card.says
    helse.kari.presses("Mer …", message=card)
    assert "nummer 6" in helse.kari.sees_modal(MORE).text


def test_who_asked_and_leaders_take_a_question_away(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    for text in ("Olas første", "Olas andre"):
        asks(helse, helse.ola, text)
    card = helse.kari.sees("– Olas andre", in_=helse.helse)
    helse.kari.presses("Mer …", message=card)
    assert "Ta bort spørsmålet" not in helse.kari.sees_modal(MORE).buttons
    helse.ola.presses("Mer …", message=card)
    helse.ola.presses("Ta bort spørsmålet")  # the first of them
    helse.slack.wait_until(lambda: "Olas første" not in helse.cards()[0].says, what="the question to be gone")
    helse.liv.presses("Mer …", message=card)
    helse.liv.presses("Ta bort spørsmålet")
    helse.slack.wait_until(lambda: "Olas andre" not in helse.cards()[0].says, what="the other to be gone")


def test_others_who_forge_the_button_take_nothing_away(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    asks(helse, helse.ola, "Olas spørsmål")
    card = helse.kari.sees("– Olas spørsmål", in_=helse.helse)
    helse.ola.presses("Mer …", message=card)
    strike = next(block["accessory"] for block in helse.ola.sees_modal(MORE).view.blocks if block.get("accessory"))
    helse.kari.presses("Mer …", message=card)
    view = helse.kari.sees_modal(MORE).view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    forged = {"action_id": strike["action_id"], "value": strike["value"], "type": "button", "block_id": "b"}
    helse.kari.sends("interactive", {"type": "block_actions", "actions": [forged], "view": view})
    assert "Bare lederne og den som spurte, kan ta bort et spørsmål." in helse.kari.sees_modal("Nettverksbot").text
    assert "Olas spørsmål" in helse.cards()[0].says


def test_a_question_about_a_topic_that_is_withdrawn_meanwhile_is_kept_in_the_form(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses(ASK, in_=helse.helse)
    helse.ola.fills(QUESTION, "Hvor ofte?")
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.kari.presses("Trekk temaet", confirm="Trekk temaet")
    helse.ola.submits()
    form = helse.ola.sees_modal(ASK)
    assert "Dette temaet er trukket." in form.errors[QUESTION]
    assert form.values[QUESTION] == "Hvor ofte?"


@pytest.mark.parametrize("command", ["/tema liste", "/tema Liste", "/tema list"])
def test_the_list_has_the_most_supported_first(helse: House, command: str) -> None:
    for title in ("Det første", "Det andre"):
        helse.proposes(helse.kari, title)
    helse.ola.presses("Støtt temaet", in_=helse.helse)  # the newest card
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    helse.liv.types(command, helse.helse)
    listed = helse.liv.sees("Temaer i Nettverk for helse", in_=helse.helse)
    assert listed.ephemeral
    assert listed.says.index("1. Det andre") < listed.says.index("2. Det første")
    helse.liv.presses("Mer …", message=listed)
    assert "Det andre" in helse.liv.sees_modal(MORE).text


def test_an_empty_list_says_what_to_do(helse: House) -> None:
    helse.kari.types("/tema liste", helse.helse)
    assert helse.kari.sees("Ingen temaer er åpne nå.", in_=helse.helse).buttons == ["Foreslå et tema"]


def test_a_long_list_says_how_many_more_there_are(helse: House) -> None:
    for n in range(17):
        helse.kari.types(f"/tema {chr(97 + n) * 8}", helse.helse)
        helse.kari.submits()
    helse.liv.types("/nettverk", helse.helse)
    helse.liv.presses("Se temaene", in_=helse.helse)
    listed = helse.liv.sees("Og 2 til, lenger opp i kanalen.", in_=helse.helse)
    assert "15. oooooooo" in listed.says


def test_a_list_where_no_network_is(house: House) -> None:
    house.liv.invites(house.ws.bot, house.helse)
    house.kari.sees("småjobbene", in_=house.helse)
    house.kari.types("/tema liste", house.helse)
    house.kari.sees("Det er ikke satt opp noe nettverk i denne kanalen ennå.", in_=house.helse)


def test_a_likely_duplicate_is_shown_with_its_support_before_it_is_saved(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke i skolen")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    helse.liv.types("/tema I skolen: samtykke!", helse.helse)
    helse.liv.fills("Hva trenger du?", "Ikke mist dette")
    helse.liv.submits()
    form = helse.liv.sees_modal("Foreslå et tema")
    assert "Dette finnes allerede. Er det det samme?" in form.text
    assert "– Samtykke i skolen\n1 støtter temaet" in form.text
    assert form.values["Hva trenger du?"] == "Ikke mist dette"
    assert len(helse.cards()) == 1
    helse.liv.submits()
    assert helse.liv.modal is None
    helse.ola.sees("I skolen: samtykke!", in_=helse.helse)
    assert len(helse.cards()) == 2


def test_who_cancels_has_proposed_nothing(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke i skolen")
    helse.liv.types("/tema Samtykke i skolen nå", helse.helse)
    helse.liv.submits()
    helse.liv.closes()
    assert len(helse.cards()) == 1


@pytest.mark.parametrize(
    ("title", "alike"),
    [
        ("Én pasient, to systemer", ["a"]),
        ("HVEM EIER DATA", ["b"]),
        ("Digital hjemmeoppfølging", ["c"]),
        ("Noe helt annet", []),
        ("data", []),
        ("🎉", []),
    ],
)
def test_what_is_likely_the_same(title: str, alike: list[str]) -> None:
    others = {"a": "To systemer og én pasient", "b": "Hvem eier dataene?", "c": "Besøk hos digital hjemmeoppfølging"}
    assert likely_same(title, others) == alike


def test_of_two_who_edit_at_once_the_later_is_told_and_keeps_the_text(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke", "Mitt behov")
    card = helse.cards()[0]
    for person in (helse.kari, helse.liv):
        person.presses("Mer …", message=card)
        person.presses(EDIT)
    helse.kari.fills("Tittel", "Karis tittel")
    helse.kari.submits()
    helse.ola.sees("Karis tittel", in_=helse.helse)
    helse.liv.fills("Hva trenger du?", "Livs behov")
    helse.liv.submits()
    form = helse.liv.sees_modal(EDIT)
    assert "Kari Nordmann redigerte temaet mens du skrev" in form.text
    assert "Karis tittel" in form.text
    assert form.values["Hva trenger du?"] == "Livs behov"
    helse.liv.fills("Tittel", "Karis tittel")
    helse.liv.submits()
    assert helse.liv.modal is None
    assert "Karis tittel" in helse.ola.sees("Livs behov", in_=helse.helse).says


def test_who_was_faster_is_not_told_if_the_name_is_hidden(helse: House) -> None:
    helse.kari.types("/tema Lønn", helse.helse)
    helse.kari.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    helse.kari.submits()
    card = helse.ola.sees("Lønn", in_=helse.helse)
    for person in (helse.kari, helse.liv):
        person.presses("Mer …", message=card)
        person.presses(EDIT)
    helse.kari.fills("Tittel", "Lønn og ansvar")
    helse.kari.submits()
    helse.ola.sees("Lønn og ansvar", in_=helse.helse)
    helse.liv.fills("Tittel", "Lønna")
    helse.liv.submits()
    assert "Noen redigerte temaet mens du skrev" in helse.liv.sees_modal(EDIT).text
