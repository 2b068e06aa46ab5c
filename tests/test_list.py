"""`/tema liste`: the open topics, and in their place one's own, those on hold, and those that are gone."""

from __future__ import annotations

import pytest

from sandbox import Message
from tests.living import House

WHICH = "Hvilke temaer?"
OPEN, MINE, ON_HOLD, CLOSED = "Åpne temaer", "De jeg har foreslått", "På vent", "Trukket og slått sammen"


@pytest.fixture
def many(helse: House) -> House:
    """One topic of each state: Kari's are open and withdrawn, Ola's on hold and merged."""
    for person, title in (
        (helse.kari, "Åpent"),
        (helse.kari, "Trukket"),
        (helse.ola, "Ventende"),
        (helse.ola, "Slått"),
    ):
        helse.proposes(person, title)
    in_menu(helse, "Trukket", "Trekk temaet")
    in_menu(helse, "Ventende", "Legg på vent")
    helse.liv.submits()
    in_menu(helse, "Slått", "Slå sammen med et annet tema")
    helse.liv.chooses("Hvilket tema vil du slå det sammen med?", "Åpent")
    helse.liv.submits()
    helse.kari.sees("1 annet tema er slått sammen med dette", in_=helse.helse)
    return helse


def in_menu(house: House, title: str, button: str) -> None:
    """Liv presses what stands behind «Mer …» on this card."""
    card = next(one for one in house.cards() if one.says.splitlines()[1] == title)
    house.liv.presses("Mer …", message=card)
    house.liv.presses(button, confirm=button if button == "Trekk temaet" else None)


def listed(house: House, command: str = "/tema liste") -> Message:
    house.kari.types(command, house.helse)
    return house.kari.sees("Temaer i Nettverk for helse", in_=house.helse)


def shows(house: House, message: Message, which: str, words: str) -> None:
    assert house.kari.chooses(WHICH, which, in_=message).acked
    house.slack.wait_until(lambda: words in message.says, what=f"{which} to show {words!r}")


def rows(message: Message) -> list[str]:
    return [line for line in message.says.splitlines() if line[:1].isdigit()]


def test_each_choice_stands_in_the_place_of_the_one_before(many: House) -> None:
    message = listed(many)
    assert rows(message) == ["1. Åpent"]
    before = len(many.kari.reads(many.helse))
    shows(many, message, ON_HOLD, "1. Ventende\nPå vent")
    assert rows(message) == ["1. Ventende"]
    shows(many, message, CLOSED, "Slått sammen med «Åpent»")
    assert rows(message) == ["1. Trukket", "2. Slått"]
    shows(many, message, MINE, "1. Åpent\nMer …\n2. Trukket\nTrukket")
    assert rows(message) == ["1. Åpent", "2. Trukket"]
    many.kari.chooses(WHICH, OPEN, in_=message)
    many.slack.wait_until(lambda: rows(message) == ["1. Åpent"], what="the open ones to be back")
    assert message.ephemeral
    assert len(many.kari.reads(many.helse)) == before


def test_one_s_own_can_be_asked_for_at_once(many: House) -> None:
    assert rows(listed(many, "/tema liste mine")) == ["1. Åpent", "2. Trukket"]


def test_what_only_looks_like_it_is_a_title(helse: House) -> None:
    helse.kari.types("/tema Liste over gode spørsmål", helse.helse)
    assert helse.kari.sees_modal("Foreslå et tema").values["Tittel"] == "Liste over gode spørsmål"


def test_nothing_to_show_gets_a_sentence_of_its_own(helse: House) -> None:
    message = listed(helse)
    assert "Ingen temaer er åpne nå. Hva bør nettverket ta opp?" in message.says
    shows(helse, message, MINE, "Du har ikke foreslått noe tema her ennå.")
    shows(helse, message, ON_HOLD, "Ingen temaer er på vent.")
    shows(helse, message, CLOSED, "Ingen temaer er trukket eller slått sammen.")
    assert message.buttons == ["Foreslå et tema"]


def test_a_choice_that_is_no_more_shows_the_open_ones(many: House) -> None:
    message = listed(many)
    shows(many, message, ON_HOLD, "1. Ventende")
    menu = next(block for block in message.blocks if block["type"] == "actions")["elements"][0]
    gone = next(option for option in menu["options"] if option["text"]["text"] == MINE)
    gone["value"] = gone["value"].split("@")[0] + "@long gone"
    shows(many, message, MINE, "1. Åpent")
    assert rows(message) == ["1. Åpent"]


def test_hidden_names_are_in_no_list(many: House) -> None:
    many.ola.types("/tema Lønn", many.helse)
    many.ola.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    many.ola.submits()
    many.kari.sees("Lønn", in_=many.helse)
    message = listed(many)
    assert rows(message) == ["1. Åpent", "2. Lønn"]
    shows(many, message, MINE, "2. Trukket")
    assert "Lønn" not in message.says


def test_the_way_to_the_list_is_there_also_when_no_topic_is_open(helse: House) -> None:
    helse.proposes(helse.kari, "Ventende")
    in_menu(helse, "Ventende", "Legg på vent")
    helse.liv.submits()
    helse.kari.types("/nettverk", helse.helse)
    shown = helse.kari.sees("Ingen temaer er åpne nå.", in_=helse.helse)
    helse.kari.presses("Se temaene", message=shown)
    shows(helse, helse.kari.sees("Temaer i Nettverk for helse", in_=helse.helse), ON_HOLD, "1. Ventende\nPå vent")


def test_where_the_network_rests_the_list_is_still_there(many: House) -> None:
    many.opens_menu(many.liv)
    many.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    message = listed(many)
    assert "Foreslå et tema" not in message.buttons
    shows(many, message, ON_HOLD, "1. Ventende")
    many.kari.presses("Mer …", message=message)
    assert many.kari.sees_modal("Mer om temaet").buttons == []
