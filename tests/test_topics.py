"""Topics, through the front door: what people type, press, fill in and read."""

from __future__ import annotations

from sandbox import Sandbox
from tests.living import House, Living

FORM, MORE, EDIT = "Foreslå et tema", "Mer om temaet", "Rediger temaet"


def test_a_topic_goes_from_the_command_to_the_card(helse: House) -> None:
    helse.kari.types("/tema Samtykke i praksis", helse.helse)
    assert helse.kari.sees_modal(FORM).values["Tittel"] == "Samtykke i praksis"
    helse.kari.fills("Hva trenger du?", "Når må vi spørre på nytt?")
    helse.kari.fills("Metode og form du ønsker deg", "Samtale to og to")
    helse.kari.fills("En fagperson du vil høre", "Noen fra Datatilsynet")
    helse.kari.submits()
    assert helse.kari.modal is None
    card = helse.ola.sees("Samtykke i praksis", in_=helse.helse)
    assert card.says.splitlines() == [
        "💡 Forslag til tema",
        "Samtykke i praksis",
        "Dette trenger jeg",
        "Når må vi spørre på nytt?",
        "Metode og form",
        "Samtale to og to",
        "Fagperson",
        "Noen fra Datatilsynet",
        "Foreslått av Kari Nordmann",
        "Støtt temaet",
        "Legg til spørsmål",
        "Mer …",
    ]
    assert len(helse.cards()) == 1


def test_what_a_screen_reader_hears_is_the_whole_card(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke", need="Klare regler")
    heard = helse.cards()[0].text
    for said in ("Samtykke", "Klare regler", "Foreslått av Kari Nordmann"):
        assert said in heard


def test_the_button_under_the_greeting_opens_the_same_form(helse: House) -> None:
    helse.ola.presses("Foreslå et tema", in_=helse.helse)
    helse.ola.sees_modal(FORM)


def test_a_guest_may_propose(helse: House) -> None:
    gjest = helse.ws.add_person("Gunn Gjest", guest=True)
    helse.liv.invites(gjest, helse.helse)
    helse.proposes(gjest, "Fra en gjest")


def test_support_counts_each_person_once(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    card = helse.cards()[0]
    helse.ola.presses("Støtt temaet", message=card)
    assert helse.ola.repeats().acked
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    helse.ola.presses("Støtt temaet", message=card)
    helse.ola.sees("Du støtter allerede «Samtykke»", in_=helse.helse)
    helse.liv.presses("Støtt temaet", message=card)
    helse.ola.sees("2 støtter temaet", in_=helse.helse)


def test_only_who_supports_is_told_so(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    assert helse.ola.sees("Du støtter «Samtykke»", in_=helse.helse).ephemeral
    assert not [m for m in helse.liv.reads(helse.helse) if "Du støtter" in m.says]


def test_nothing_is_said_of_no_support(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    assert "0" not in helse.cards()[0].says


def test_support_is_taken_back_behind_more(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    helse.ola.presses("Mer …", in_=helse.helse)
    assert "Du støtter dette temaet." in helse.ola.sees_modal(MORE).text
    helse.ola.presses("Ta tilbake støtten")
    assert "Støtt temaet" in helse.ola.sees_modal(MORE).buttons
    helse.slack.wait_until(lambda: "støtter temaet" not in helse.cards()[0].says, what="the support to go")


def test_support_from_behind_more(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Mer …", in_=helse.helse)
    helse.ola.presses("Støtt temaet")
    assert "Ta tilbake støtten" in helse.ola.sees_modal(MORE).buttons
    helse.ola.sees("1 støtter temaet", in_=helse.helse)


def test_the_proposer_edits_and_the_card_changes_in_place(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke", need="Klare regler")
    before = helse.cards()[0].ts
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.kari.presses("Rediger temaet")
    form = helse.kari.sees_modal(EDIT)
    assert form.values["Hva trenger du?"] == "Klare regler"
    assert "Hvem får se at det kommer fra deg?" in form.labels
    helse.kari.fills("Tittel", "Samtykke i skolen")
    helse.kari.submits()
    assert helse.kari.modal is None
    helse.ola.sees("Samtykke i skolen", in_=helse.helse)
    assert [card.ts for card in helse.cards()] == [before]


def test_a_leader_edits_but_does_not_choose_who_sees_the_name(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.liv.presses("Mer …", in_=helse.helse)
    helse.liv.presses("Rediger temaet")
    assert "Hvem får se at det kommer fra deg?" not in helse.liv.sees_modal(EDIT).labels
    helse.liv.fills("Tittel", "Samtykke, hva nå?")
    helse.liv.submits()
    assert "Foreslått av Kari Nordmann" in helse.ola.sees("Samtykke, hva nå?", in_=helse.helse).says


def test_others_are_not_offered_to_edit(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Mer …", in_=helse.helse)
    more = helse.ola.sees_modal(MORE)
    assert more.buttons == ["Støtt temaet", "Legg til spørsmål", "Jeg kan bidra", "Jeg vet om noen"]
    assert "Bare lederne og den som foreslo temaet, kan endre det." in more.text


def test_others_who_forge_the_button_are_refused(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.ola.presses("Mer …", in_=helse.helse)
    withdraw = next(
        element
        for block in helse.kari.sees_modal(MORE).view.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "topic.withdraw"
    )
    view = helse.ola.sees_modal(MORE).view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    forged = {"action_id": withdraw["action_id"], "value": withdraw["value"], "type": "button", "block_id": "b"}
    helse.ola.sends("interactive", {"type": "block_actions", "actions": [forged], "view": view})
    told = helse.ola.sees_modal("Nettverksbot")
    assert "Bare lederne og den som foreslo temaet, kan endre det." in told.text
    assert "Spør Liv Berg." in told.text
    assert "Trukket" not in helse.cards()[0].says


def test_a_withdrawn_topic_stands_as_withdrawn_and_can_come_back(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.kari.presses("Trekk temaet", confirm="Trekk temaet")
    helse.slack.wait_until(
        lambda: helse.kari.modal and helse.kari.modal.buttons == ["Ta temaet inn igjen"], what="the way back"
    )
    assert helse.ola.sees("Trukket tema", in_=helse.helse).buttons == ["Mer …"]
    helse.kari.presses("Ta temaet inn igjen")
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    assert len(helse.cards()) == 1


def test_a_click_on_a_card_that_has_been_withdrawn_is_told_so(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.kari.presses("Trekk temaet", confirm="Trekk temaet")
    helse.ola.sees("Trukket tema", in_=helse.helse)
    helse.ola.repeats()  # his screen was slow: he pressed what was there a moment ago
    helse.ola.sees("Dette temaet er trukket.", in_=helse.helse)


def test_a_withdrawn_topic_stays_so_if_its_title_is_taken_by_now(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.kari.presses("Trekk temaet", confirm="Trekk temaet")
    helse.ola.sees("Trukket tema", in_=helse.helse)
    helse.proposes(helse.ola, "Samtykke")
    helse.kari.presses("Ta temaet inn igjen")
    assert "Et annet tema i kanalen har samme tittel nå" in helse.kari.sees_modal("Nettverksbot").text


def test_a_hidden_name_is_for_leaders_and_the_proposer(helse: House) -> None:
    helse.kari.types("/tema Lønn", helse.helse)
    helse.kari.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    helse.kari.submits()
    card = helse.ola.sees("Lønn", in_=helse.helse)
    assert "Bare nettverkslederne ser hvem som foreslo det" in card.says
    assert "Kari" not in card.says
    assert "Kari" not in card.text
    helse.ola.presses("Mer …", message=card)
    assert "Kari" not in helse.ola.sees_modal(MORE).text
    for person in (helse.liv, helse.kari):
        person.presses("Mer …", message=card)
        assert "Foreslått av Kari Nordmann" in person.sees_modal(MORE).text


def test_a_leader_who_edits_a_hidden_topic_does_not_lift_the_veil(helse: House) -> None:
    helse.kari.types("/tema Lønn", helse.helse)
    helse.kari.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    helse.kari.submits()
    helse.ola.sees("Lønn", in_=helse.helse)
    helse.liv.presses("Mer …", in_=helse.helse)
    helse.liv.presses("Rediger temaet")
    helse.liv.fills("Tittel", "Lønn og forventning")
    helse.liv.submits()
    assert "Kari" not in helse.ola.sees("Lønn og forventning", in_=helse.helse).says


def test_a_new_name_reaches_the_card(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    helse.kari.renames_self("Kari Nordmann Berg")
    helse.ola.sees("Foreslått av Kari Nordmann Berg", in_=helse.helse)


def test_a_name_that_slack_would_not_tell_at_first_comes_later(helse: House, slack: Sandbox) -> None:
    nina = helse.ws.add_person("Nina Ny")
    slack.wait_until(lambda: helse.knows_everybody(), 10, "the bot to know everybody else")
    helse.helse.members[nina.id] = nina  # and nobody tells
    slack.faults.add("users.info", "slack_error", times=2)
    nina.types("/tema Samtykke", helse.helse)
    nina.submits()
    helse.ola.sees("Foreslått av en deltaker", in_=helse.helse)
    nina.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("Foreslått av Nina Ny", in_=helse.helse)


def test_in_nynorsk_and_english(living: Living) -> None:
    for language, button, supported in (
        ("nn", "Støtt temaet", "1 støttar temaet"),
        ("en", "Support the topic", "1 supports"),
    ):
        house = living.house(f"Etaten {language}")
        house.set_up("Nett", language)
        house.kari.types("/tema Samtykke", house.helse)
        house.kari.submits()
        house.ola.sees("Samtykke", in_=house.helse)
        house.ola.presses(button, in_=house.helse)
        house.ola.sees(supported, in_=house.helse)


def test_two_workspaces_on_one_database_keep_to_themselves(living: Living) -> None:
    one, other = living.house("Etaten"), living.house("Direktoratet")
    for house in (one, other):
        house.set_up("Nettverk for helse")
        house.proposes(house.kari, "Samtykke")
    one.ola.presses("Støtt temaet", in_=one.helse)
    one.ola.sees("1 støtter temaet", in_=one.helse)
    assert "støtter temaet" not in other.cards()[0].says
    assert len(one.cards()) == len(other.cards()) == 1
