"""A network's settings, through the front door: what leaders change later, and what becomes of it."""

from __future__ import annotations

import pytest

from sandbox import Person
from tests.living import House
from tests.test_networks import LEADERS, NAME, OUTSIDE, is_read

CHANGE, SAVE, SETTINGS = "Endre innstillingene", "Lagre endringene", "Innstillinger"
PLACE, LANGUAGE = "Hvor møtes dere vanligvis?", "Hvilket språk skal jeg bruke i kanalen?"
FEWEST = "Hvor mange må svare før anonyme svar vises?"


def opens(house: House, person: Person) -> None:
    """As leaders do: by `/nettverk`, «Mer …» and the button."""
    house.opens_menu(person)
    person.presses(CHANGE)
    person.sees_modal(SETTINGS)


def test_what_was_set_up_stands_in_the_form_and_can_be_changed(helse: House) -> None:
    opens(helse, helse.liv)
    values = helse.liv.sees_modal(SETTINGS).values
    assert (values[NAME], values[LEADERS]) == ("Nettverk for helse", [helse.liv.id])
    assert values["Hvilken dag møtes dere vanligvis?"] == "Onsdag"
    helse.liv.fills(NAME, "Nettverk for digital helse")
    helse.liv.chooses("Hvilken dag møtes dere vanligvis?", "Torsdag")
    helse.liv.fills("Når begynner møtene vanligvis?", "12:30")
    helse.liv.chooses("Hvor lenge varer de vanligvis?", "2½ time")
    helse.liv.fills(PLACE, "Rådhuset")
    assert helse.liv.submits().acked
    told = helse.liv.sees_modal(SETTINGS).text
    assert "Endringene er lagret." in told
    assert "på torsdager kl.\u00a012.30–15.00" in told
    helse.liv.closes()
    helse.ola.sees("Nettverk for digital helse", in_=helse.helse)
    helse.kari.types("/nettverk", helse.helse)
    assert "Sted: Rådhuset" in helse.kari.sees("Nettverket møtes vanligvis på torsdager", in_=helse.helse).says


def test_the_form_as_it_was_changes_nothing(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.submits()
    assert helse.liv.modal is None


def test_leaders_are_added_and_one_may_go(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.kari)
    helse.liv.submits()
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)
    helse.opens_menu(helse.liv)
    assert helse.liv.sees_modal("Mer om nettverket").buttons == [
        "Se rundene",
        "Jeg følger bare med",
        "Mine innstillinger",
    ]
    opens(helse, helse.kari)
    helse.kari.picks(LEADERS)
    with pytest.raises(AssertionError, match="is required"):
        helse.kari.submits()


def test_who_is_made_a_leader_by_others_is_told_and_who_is_taken_away(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, helse.kari)
    helse.liv.submits()
    helse.kari.sees("Nå leder du nettverket.", in_=helse.kari.dm(helse.ws.bot))
    opens(helse, helse.kari)
    helse.kari.picks(LEADERS, helse.kari, helse.ola)
    helse.kari.submits()
    helse.ola.sees("Nå leder du nettverket.", in_=helse.ola.dm(helse.ws.bot))
    told = helse.liv.sees("Nå leder du ikke nettverket lenger.", in_=helse.liv.dm(helse.ws.bot))
    assert "Ledere: Kari Nordmann og Ola Li" in told.says
    assert len(helse.liv.reads(helse.liv.dm(helse.ws.bot))) == 1  # nothing of what she did herself
    assert len(helse.kari.reads(helse.kari.dm(helse.ws.bot))) == 1


def test_leaders_are_people_in_the_channel(helse: House) -> None:
    is_read(helse)
    opens(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, helse.per)
    helse.liv.submits()
    assert helse.liv.sees_modal(SETTINGS).errors == {LEADERS: OUTSIDE}
    helse.kari.invites(helse.per, helse.helse)
    helse.per.sees("Velkommen til Nettverk for helse.", in_=helse.per.dm(helse.ws.bot))
    helse.liv.submits()
    helse.ola.sees("Ledere: Liv Berg og Per Ås", in_=helse.helse)


def test_the_channel_speaks_the_new_language_at_once(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    opens(helse, helse.liv)
    helse.liv.chooses(LANGUAGE, "Nynorsk")
    helse.liv.submits()
    assert "Endringane er lagra." in helse.liv.sees_modal("Innstillingar").text
    helse.ola.sees("Støtt temaet", in_=helse.helse)
    helse.ola.sees("Føreslått av Kari Nordmann", in_=helse.helse)
    helse.ola.sees("Dette er kanalen til eit nettverk", in_=helse.helse)


@pytest.mark.parametrize(
    ("label", "text", "told"),
    [
        (NAME, " ", "Skriv hva nettverket heter."),
        (PLACE, "x" * 151, "Skriv høyst 150 tegn."),
        ("Hvor hører nettverket hjemme?", "x" * 81, "Skriv høyst 80 tegn."),
    ],
)
def test_what_will_not_do_gets_a_sentence_at_its_field(helse: House, label: str, text: str, told: str) -> None:
    opens(helse, helse.liv)
    helse.liv.fills(label, text)
    helse.liv.submits()
    form = helse.liv.sees_modal(SETTINGS)
    assert (form.errors, form.values[label]) == ({label: told}, text)


def test_of_two_who_change_it_at_once_the_later_is_told_and_keeps_the_text(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.picks(LEADERS, helse.liv, helse.kari)
    helse.liv.submits()
    helse.liv.closes()
    helse.ola.sees("Ledere: Kari Nordmann og Liv Berg", in_=helse.helse)
    for leader in (helse.liv, helse.kari):
        opens(helse, leader)
    helse.kari.fills(NAME, "Karis navn")
    helse.kari.submits()
    helse.liv.fills(PLACE, "Livs sted")
    helse.liv.submits()
    form = helse.liv.sees_modal(SETTINGS)
    assert "Kari Nordmann endret innstillingene mens du skrev" in form.text
    assert "Nå heter nettverket «Karis navn»." in form.text
    assert form.values[PLACE] == "Livs sted"
    helse.liv.fills(NAME, "Karis navn")
    helse.liv.submits()
    assert "Endringene er lagret." in helse.liv.sees_modal(SETTINGS).text
    helse.kari.types("/nettverk", helse.helse)
    helse.kari.sees("Sted: Livs sted", in_=helse.helse)


def test_the_same_form_twice_is_one_change(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.fills(NAME, "Nytt navn")
    helse.ws.deliver_twice()
    helse.liv.submits()
    helse.ola.sees("Nytt navn", in_=helse.helse)
    assert not helse.ws.complaints


def test_the_settings_are_a_leaders(helse: House) -> None:
    """Forged: Ola presses the button he does not have, and sends the form he was not shown."""
    helse.opens_menu(helse.liv)
    button = helse.button("network.settings", helse.liv)
    helse.liv.presses(CHANGE)
    form = helse.liv.sees_modal(SETTINGS).view
    helse.ola.types("/tema", helse.helse)
    own = helse.ola.sees_modal("Foreslå et tema").view
    action = {key: button[key] for key in ("action_id", "value", "type")} | {"block_id": "b"}
    helse.ola.sends(
        "interactive",
        {"type": "block_actions", "actions": [action], "view": own.as_json("A", "B", helse.ws.id), "container": {}},
    )
    helse.ola.sees_modal("Nettverksbot")
    assert "Bare nettverksledere kan gjøre dette." in helse.ola.sees_modal("Nettverksbot").text
    forged = form.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id) | {"id": own.id}
    forged["state"]["values"]["network_name"]["network_name"]["value"] = "Olas nettverk"
    helse.ola.sends("interactive", {"type": "view_submission", "view": forged})
    assert "Olas nettverk" not in "".join(message.says for message in helse.ola.reads(helse.helse))
    helse.liv.types("/nettverk", helse.helse)
    helse.liv.sees("Nettverk for helse", in_=helse.helse)


def tells_how_many(house: House, number: int) -> None:
    """An anonymous round, which says so before anybody answers."""
    house.liv.types("/runde", house.helse)
    rounds = house.liv.sees_modal("Runder").view
    block = next(one for one in rounds.blocks if one.get("accessory", {}).get("action_id") == "round.start")
    house.liv.press(rounds, block, block["accessory"])
    house.liv.sees_modal("Verdier og forventninger")
    house.liv.chooses("Hvem ser svarene?", "Anonym: alle ser svarene, men ingen ser hvem som har svart hva")
    house.liv.submits()
    house.ola.sees(f"hvis minst {number} svarer", in_=house.helse)
    house.liv.closes(all_=True)


def test_how_many_must_answer_is_the_networks_own_until_the_field_is_emptied(helse: House) -> None:
    for before, number, told in ((None, "8", 8), ("8", "", 5)):
        opens(helse, helse.liv)
        assert helse.liv.sees_modal(SETTINGS).values[FEWEST] == before
        helse.liv.fills(FEWEST, number)
        helse.liv.submits()
        assert "Endringene er lagret." in helse.liv.sees_modal(SETTINGS).text
        helse.liv.closes()
        tells_how_many(helse, told)


@pytest.mark.parametrize("number", ["2", "21"])
def test_how_many_must_answer_stays_within_its_bounds(helse: House, number: str) -> None:
    """Slack keeps numbers within them; who goes around it is told so."""
    opens(helse, helse.liv)
    view = helse.liv.sees_modal(SETTINGS).view
    sent = view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    sent["state"]["values"]["fewest"]["fewest"]["value"] = number
    helse.liv.sends("interactive", {"type": "view_submission", "view": sent})
    assert view.errors == {"fewest": "Skriv et tall fra 3 til 20."}
