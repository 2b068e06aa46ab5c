"""Leaders put topics on hold and merge them; both can be undone, and nobody's support is lost or counted twice."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from handlers.topics.slips import CHOICES_MAX
from sandbox import Message, Person
from storage.topics import Topic
from tests.living import House

MORE, NOTICE = "Mer om temaet", "Nettverksbot"
PARK, REASON, TAKE_UP = "Legg på vent", "Hvorfor legger du det på vent?", "Ta opp igjen"
MERGE, FORM, INTO, UNDO = (
    "Slå sammen med et annet tema", "Slå sammen temaer", "Hvilket tema vil du slå det sammen med?",
    "Angre sammenslåingen",
)  # fmt: skip


def card(house: House, title: str) -> Message:
    """The card of the topic with this title."""
    found: list[Message] = [one for one in house.cards() if one.says.splitlines()[1] == title]
    assert len(found) == 1
    return found[0]


def supports(house: House, title: str, *people: Person) -> None:
    for person in people:
        person.presses("Støtt temaet", message=card(house, title))


def opens(house: House, person: Person, title: str) -> str:
    person.presses("Mer …", message=card(house, title))
    return person.sees_modal(MORE).text


def merges(house: House, title: str, into: str, person: Person | None = None) -> None:
    leader = person or house.liv
    opens(house, leader, title)
    leader.presses(MERGE)
    leader.chooses(INTO, into)
    assert leader.submits().acked


def says(house: House, title: str, words: str) -> None:
    house.slack.wait_until(lambda: words in card(house, title).says, what=f"{title} to say {words!r}")


def forged(house: House, person: Person, deed: str, title: str) -> str:
    """What a person is told who sends the button of a leader's menu for this topic."""
    opens(house, house.liv, title)
    view = house.liv.sees_modal(MORE).view
    buttons = [element for block in view.blocks if block["type"] == "actions" for element in block["elements"]]
    value = next(element["value"] for element in buttons if element["action_id"] == deed)
    opens(house, person, title)
    theirs = person.sees_modal(MORE).view.as_json(house.ws.app.id, house.ws.bot_id, house.ws.id)
    action = {"action_id": deed, "value": value, "type": "button", "block_id": "b"}
    person.sends("interactive", {"type": "block_actions", "actions": [action], "view": theirs})
    return person.sees_modal(NOTICE).text


def refers(house: House, person: Person, title: str, whom: str, before: str | None = None) -> None:
    """`before`: what the person has written already."""
    opens(house, person, title)
    person.presses("Jeg vet om noen")
    assert person.sees_modal("Jeg vet om noen").values["Hvem vet du om, og hvordan kan de hjelpe?"] == before
    person.fills("Hvem vet du om, og hvordan kan de hjelpe?", whom)
    assert person.submits().acked


def buttons_for(house: House, person: Person, title: str) -> list[str]:
    opens(house, person, title)
    return person.sees_modal(MORE).buttons


def asked_before_withdrawing(house: House, person: Person, title: str) -> str:
    """What the person is asked to confirm who would withdraw the topic."""
    opens(house, person, title)
    blocks = person.sees_modal(MORE).view.blocks
    buttons = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    told: str = next(one["confirm"]["text"]["text"] for one in buttons if one["action_id"] == "topic.withdraw")
    return told


@pytest.fixture
def two(helse: House) -> House:
    """Kari's topic, which Kari and Ola support, and Ola's, which Ola and Liv support."""
    helse.proposes(helse.kari, "Samtykke")
    helse.proposes(helse.ola, "Personvern")
    supports(helse, "Samtykke", helse.kari, helse.ola)
    supports(helse, "Personvern", helse.ola, helse.liv)
    for title in ("Samtykke", "Personvern"):
        says(helse, title, "2 støtter temaet")
    return helse


# On hold


def test_a_topic_on_hold_says_why_and_leaves_the_list(two: House) -> None:
    opens(two, two.liv, "Samtykke")
    two.liv.presses(PARK)
    two.liv.fills(REASON, "Vi venter på <!here> loven")
    two.liv.submits()
    assert two.liv.modal is None
    says(two, "Samtykke", "💡 Tema på vent")
    on_hold = card(two, "Samtykke")
    assert "Derfor er det på vent\nVi venter på <!here> loven" in on_hold.says
    assert on_hold.pings == []
    two.ola.types("/tema liste", two.helse)
    assert "Samtykke" not in two.ola.sees("Temaer i", in_=two.helse).says


def test_a_topic_on_hold_can_be_supported_and_taken_up_again(two: House) -> None:
    opens(two, two.liv, "Samtykke")
    two.liv.presses(PARK)
    two.liv.submits()  # no reason is needed
    says(two, "Samtykke", "💡 Tema på vent")
    assert "Derfor" not in card(two, "Samtykke").says
    supports(two, "Samtykke", two.liv)
    says(two, "Samtykke", "3 støtter temaet")
    opens(two, two.liv, "Samtykke")
    two.liv.presses(TAKE_UP)
    assert PARK in two.liv.sees_modal(MORE).buttons
    says(two, "Samtykke", "💡 Forslag til tema")


def test_of_two_who_put_it_on_hold_at_once_the_later_reason_holds(two: House) -> None:
    two.liv.presses("Mer …", message=card(two, "Samtykke"))
    two.liv.presses(PARK)
    two.liv.fills(REASON, "Først")
    two.ws.deliver_twice()
    two.liv.submits()
    says(two, "Samtykke", "Først")
    opens(two, two.liv, "Samtykke")
    assert PARK not in two.liv.sees_modal(MORE).buttons
    two.liv.presses(TAKE_UP)
    assert two.liv.repeats().acked
    says(two, "Samtykke", "💡 Forslag til tema")


def test_a_reason_that_is_too_long_gets_a_sentence(two: House) -> None:
    opens(two, two.liv, "Samtykke")
    two.liv.presses(PARK)
    two.liv.fills(REASON, "x" * 301)
    two.liv.submits()
    assert two.liv.sees_modal(PARK).errors == {REASON: "Skriv høyst 300 tegn her. Nå er det 301."}


@pytest.mark.parametrize("deed", ["topic.park", "topic.merge"])
def test_only_leaders_put_on_hold_and_merge(two: House, deed: str) -> None:
    opens(two, two.kari, "Samtykke")
    buttons = two.kari.sees_modal(MORE).buttons
    assert "Rediger temaet" in buttons  # it is her own
    assert not {PARK, MERGE} & {*buttons}
    assert "Bare nettverksledere kan gjøre dette." in forged(two, two.kari, deed, "Samtykke")


def test_only_leaders_take_up_and_undo(two: House) -> None:
    opens(two, two.liv, "Samtykke")
    two.liv.presses(PARK)
    two.liv.submits()
    says(two, "Samtykke", "💡 Tema på vent")
    assert "Bare nettverksledere kan gjøre dette." in forged(two, two.kari, "topic.take_up", "Samtykke")
    merges(two, "Samtykke", "Personvern")
    says(two, "Samtykke", "slått sammen med et annet")
    assert "Bare nettverksledere kan gjøre dette." in forged(two, two.kari, "topic.unmerge", "Samtykke")
    says(two, "Personvern", "3 støtter temaet")


# Merged


def test_what_is_merged_is_gathered_and_each_person_counts_once(two: House) -> None:
    two.kari.presses("Legg til spørsmål", message=card(two, "Samtykke"))
    two.kari.fills("Hva vil du vite om dette?", "Hvor ofte?")
    two.kari.submits()
    opens(two, two.ola, "Samtykke")
    two.ola.presses("Jeg kan bidra")
    two.ola.fills("Hva kan du bidra med?", "Skjemaet vårt")
    two.ola.submits()
    merges(two, "Samtykke", "Personvern")
    assert two.liv.modal is None
    says(two, "Personvern", "3 støtter temaet · 1 annet tema er slått sammen med dette")
    gathered = card(two, "Personvern").says
    assert "– Hvor ofte?" in gathered
    assert "Ola Li kan bidra: Skjemaet vårt" in gathered
    assert "Foreslått av Ola Li" in gathered
    assert "Slått sammen med dette temaet\n– Samtykke" in opens(two, two.kari, "Personvern")
    says(two, "Samtykke", "Slått sammen med «Personvern».")
    merged = card(two, "Samtykke")
    assert merged.buttons == ["Mer …"]
    assert f"p{card(two, 'Personvern').ts.replace('.', '')}|Se kortet>" in merged.says
    two.kari.types("/tema liste", two.helse)
    assert "1. Personvern\n3 støtter temaet" in two.kari.sees("Temaer i", in_=two.helse).says


def test_the_likely_same_is_chosen_already(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke i skolen")
    helse.proposes(helse.kari, "Noe helt annet")
    helse.ola.types("/tema Skolen og samtykke", helse.helse)
    for _time in range(2):  # it is said that one is like it
        helse.ola.submits()
    helse.ola.sees("Skolen og samtykke", in_=helse.helse)
    opens(helse, helse.liv, "Skolen og samtykke")
    helse.liv.presses(MERGE)
    assert helse.liv.sees_modal(FORM).values[INTO] == "Samtykke i skolen"


def test_a_choice_that_is_on_hold_says_so(two: House) -> None:
    opens(two, two.liv, "Personvern")
    two.liv.presses(PARK)
    two.liv.submits()
    says(two, "Personvern", "💡 Tema på vent")
    merges(two, "Samtykke", "Personvern (på vent)")
    says(two, "Samtykke", "Slått sammen med «Personvern».")


def test_undone_within_a_day_all_is_as_it_was_but_for_what_came_since(two: House) -> None:
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "3 støtter temaet")
    gunn = two.ws.add_person("Gunn")
    two.liv.invites(gunn, two.helse)
    supports(two, "Personvern", gunn)
    says(two, "Personvern", "4 støtter temaet")
    two.slack.clock.turn(timedelta(hours=23))
    opens(two, two.liv, "Samtykke")
    two.liv.presses(UNDO)
    assert MERGE in two.liv.sees_modal(MORE).buttons
    says(two, "Samtykke", "2 støtter temaet")
    says(two, "Personvern", "3 støtter temaet")
    assert "slått sammen" not in card(two, "Personvern").says + card(two, "Samtykke").says
    two.liv.repeats()
    says(two, "Samtykke", "2 støtter temaet")


def test_after_a_day_it_stays_merged(two: House) -> None:
    merges(two, "Samtykke", "Personvern")
    says(two, "Samtykke", "slått sammen med et annet")
    assert "Lederne kan angre i et døgn." in opens(two, two.liv, "Samtykke")
    two.slack.clock.turn(timedelta(hours=24))
    two.liv.presses(UNDO)
    assert "Du kan angre en sammenslåing i et døgn" in two.liv.sees_modal(NOTICE).text
    two.liv.closes()
    assert "kan angre" not in opens(two, two.liv, "Samtykke")
    assert UNDO not in two.liv.sees_modal(MORE).buttons


def test_a_topic_on_hold_comes_back_on_hold(two: House) -> None:
    opens(two, two.liv, "Samtykke")
    two.liv.presses(PARK)
    two.liv.submits()
    merges(two, "Samtykke", "Personvern")
    says(two, "Samtykke", "slått sammen med et annet")
    opens(two, two.liv, "Samtykke")
    two.liv.presses(UNDO)
    says(two, "Samtykke", "💡 Tema på vent")


def test_the_title_may_be_taken_by_now(two: House) -> None:
    merges(two, "Samtykke", "Personvern")
    says(two, "Samtykke", "slått sammen med et annet")
    opens(two, two.liv, "Samtykke")
    two.kari.types("/tema Samtykke", two.helse)
    two.kari.submits()
    two.slack.wait_until(lambda: len(two.cards()) == 3, what="the third card")
    two.liv.presses(UNDO)
    assert "Et annet tema i kanalen har samme tittel nå, så dette blir som det er." in two.liv.sees_modal(NOTICE).text


def test_a_chain_gathers_everything_and_can_be_undone_link_by_link(two: House) -> None:
    two.proposes(two.kari, "Tillit")
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "3 støtter temaet")
    merges(two, "Personvern", "Tillit")
    says(two, "Tillit", "3 støtter temaet · 2 andre temaer er slått sammen med dette")
    says(two, "Samtykke", "Slått sammen med «Tillit».")
    opens(two, two.liv, "Samtykke")
    two.liv.presses(UNDO)
    says(two, "Samtykke", "2 støtter temaet")
    says(two, "Tillit", "2 støtter temaet · 1 annet tema er slått sammen med dette")
    two.liv.closes()
    opens(two, two.liv, "Personvern")
    two.liv.presses(UNDO)
    says(two, "Personvern", "2 støtter temaet")
    two.slack.wait_until(lambda: "støtter" not in card(two, "Tillit").says, what="nothing to be left there")


def test_what_a_withdrawn_topic_gathers_stands_again(two: House) -> None:
    assert "står for seg selv igjen" not in asked_before_withdrawing(two, two.ola, "Personvern")
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "3 støtter temaet")
    assert "står for seg selv igjen" in asked_before_withdrawing(two, two.ola, "Personvern")
    two.ws.deliver_twice()
    two.ola.presses("Trekk temaet", confirm="Trekk temaet")
    says(two, "Personvern", "💡 Trukket tema")
    says(two, "Samtykke", "2 støtter temaet")
    supports(two, "Samtykke", two.liv)
    says(two, "Samtykke", "3 støtter temaet")
    two.ola.presses("Ta temaet inn igjen")  # which does not merge anew
    says(two, "Personvern", "2 støtter temaet")
    two.bot.delivery.drain()
    assert "slått sammen" not in card(two, "Personvern").says + card(two, "Samtykke").says


def test_of_a_chain_the_rest_stays_together_when_its_end_is_withdrawn(two: House) -> None:
    two.proposes(two.kari, "Tillit")
    merges(two, "Samtykke", "Personvern")
    merges(two, "Personvern", "Tillit")
    says(two, "Samtykke", "Slått sammen med «Tillit».")
    opens(two, two.kari, "Tillit")
    two.kari.presses("Trekk temaet", confirm="Trekk temaet")
    says(two, "Personvern", "3 støtter temaet · 1 annet tema er slått sammen med dette")
    says(two, "Samtykke", "Slått sammen med «Personvern».")


def test_a_new_title_reaches_the_cards_of_what_is_merged(two: House) -> None:
    merges(two, "Samtykke", "Personvern")
    says(two, "Samtykke", "Slått sammen med «Personvern».")
    opens(two, two.ola, "Personvern")
    two.ola.presses("Rediger temaet")
    two.ola.fills("Tittel", "Tillit")
    two.ola.submits()
    says(two, "Samtykke", "Slått sammen med «Tillit».")


def test_what_is_merged_can_not_gather_what_gathers_it(two: House) -> None:
    """Else they would gather each other, and be nowhere."""
    merges(two, "Samtykke", "Personvern")
    says(two, "Samtykke", "slått sammen med et annet")
    opens(two, two.liv, "Personvern")
    two.liv.presses(MERGE)
    assert "Det er ingen andre temaer her å slå det sammen med." in two.liv.sees_modal(NOTICE).text


def test_a_topic_that_is_gone_by_now_can_not_gather_another(two: House) -> None:
    opens(two, two.liv, "Samtykke")
    two.liv.presses(MERGE)
    two.liv.chooses(INTO, "Personvern")
    opens(two, two.ola, "Personvern")
    two.ola.presses("Trekk temaet", confirm="Trekk temaet")
    two.liv.submits()
    told = "Dette temaet ble trukket eller slått sammen med et annet mens du valgte. Velg et annet."
    assert two.liv.sees_modal(FORM).errors == {INTO: told}


def test_the_same_merge_twice_is_one(two: House) -> None:
    two.ws.deliver_twice()
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "3 støtter temaet · 1 annet tema er slått sammen med dette")
    assert two.liv.modal is None


def test_two_leaders_who_merge_at_the_same_moment(two: House) -> None:
    two.opens_menu(two.liv)
    two.liv.presses("Endre innstillingene")
    two.liv.picks("Hvem skal lede nettverket?", two.liv, two.kari)
    two.liv.submits()
    two.kari.sees("Ledere:", in_=two.helse)
    for leader, title, into in ((two.liv, "Samtykke", "Personvern"), (two.kari, "Personvern", "Samtykke")):
        opens(two, leader, title)
        leader.presses(MERGE)
        leader.chooses(INTO, into)
    threads = [threading.Thread(target=leader.submits) for leader in (two.liv, two.kari)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    merged = [leader.modal is None for leader in (two.liv, two.kari)]
    assert sorted(merged) == [False, True]
    says(two, "Personvern" if merged[0] else "Samtykke", "3 støtter temaet")


def test_who_presses_what_was_there_a_moment_ago_is_told_where_to_go(two: House) -> None:
    supports(two, "Samtykke", two.liv)
    merges(two, "Samtykke", "Personvern")
    says(two, "Samtykke", "slått sammen med et annet")
    two.ola.presses("Støtt temaet", message=card(two, "Personvern"))
    two.ola.sees("Du støtter allerede «Personvern».", in_=two.helse)


def test_an_old_card_says_where_to_go(two: House) -> None:
    gunn = two.ws.add_person("Gunn")
    two.liv.invites(gunn, two.helse)
    supports(two, "Samtykke", gunn)
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "4 støtter temaet")
    gunn.repeats()  # her screen was slow
    gunn.sees("Dette temaet er slått sammen med «Personvern».", in_=two.helse)
    says(two, "Personvern", "4 støtter temaet")


def test_what_is_asked_about_a_topic_that_is_merged_meanwhile_is_kept_in_the_form(two: House) -> None:
    two.kari.presses("Legg til spørsmål", message=card(two, "Samtykke"))
    two.kari.fills("Hva vil du vite om dette?", "Hvor ofte?")
    merges(two, "Samtykke", "Personvern")
    two.kari.submits()
    form = two.kari.sees_modal("Legg til spørsmål")
    assert "Dette temaet er slått sammen med «Personvern»." in form.errors["Hva vil du vite om dette?"]
    assert form.values["Hva vil du vite om dette?"] == "Hvor ofte?"


def test_the_words_of_a_merged_topic_are_still_its_proposer_s(two: House) -> None:
    opens(two, two.kari, "Samtykke")
    two.kari.presses("Rediger temaet")
    two.kari.fills("Tittel", "Samtykke i skolen")
    merges(two, "Samtykke", "Personvern")
    two.kari.submits()  # the form that she began before
    two.ola.sees("Samtykke i skolen", in_=two.helse)
    says(two, "Samtykke i skolen", "Slått sammen med «Personvern».")
    assert "Rediger temaet" not in buttons_for(two, two.ola, "Samtykke i skolen")
    opens(two, two.kari, "Samtykke i skolen")
    two.kari.presses("Rediger temaet")
    two.kari.fills("Tittel", "Personvern")  # its title may be that of another: it stands nowhere
    two.kari.fills("Hva trenger du?", "Klare regler")
    two.kari.submits()
    assert two.kari.modal is None
    two.ola.sees("Klare regler", in_=two.helse)


def test_a_merged_topic_is_withdrawn_by_its_proposer_and_its_support_stays(two: House) -> None:
    merges(two, "Samtykke", "Personvern")
    says(two, "Samtykke", "slått sammen med et annet")
    assert "teller fortsatt" in asked_before_withdrawing(two, two.kari, "Samtykke")
    assert "Trekk temaet" not in buttons_for(two, two.ola, "Samtykke")
    assert "Bare lederne og den som foreslo temaet" in forged(two, two.ola, "topic.withdraw", "Samtykke")
    two.kari.presses("Trekk temaet", confirm="Trekk temaet")
    says(two, "Samtykke", "💡 Trukket tema")
    says(two, "Personvern", "3 støtter temaet")
    two.kari.presses("Ta temaet inn igjen")
    says(two, "Samtykke", "Slått sammen med «Personvern».")


def test_what_is_merged_into_a_merged_topic_goes_on_when_that_is_withdrawn(two: House) -> None:
    two.proposes(two.kari, "Tillit")
    merges(two, "Samtykke", "Personvern")
    merges(two, "Personvern", "Tillit")
    says(two, "Samtykke", "Slått sammen med «Tillit».")
    opens(two, two.ola, "Personvern")
    two.ola.presses("Trekk temaet", confirm="Trekk temaet")
    says(two, "Personvern", "💡 Trukket tema")
    opens(two, two.kari, "Tillit")
    two.kari.presses("Trekk temaet", confirm="Trekk temaet")
    says(two, "Samtykke", "2 støtter temaet")
    says(two, "Personvern", "💡 Trukket tema")


def test_support_that_is_taken_back_is_taken_back_from_all(two: House) -> None:
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "3 støtter temaet")
    assert "Du støtter dette temaet." in opens(two, two.ola, "Personvern")  # he supported both
    two.ola.presses("Ta tilbake støtten")
    says(two, "Personvern", "2 støtter temaet")


def test_a_hidden_proposer_stays_hidden_when_topics_are_merged(helse: House) -> None:
    helse.ola.types("/tema Lønn", helse.helse)
    helse.ola.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
    helse.ola.submits()
    helse.kari.sees("Lønn", in_=helse.helse)
    helse.proposes(helse.kari, "Samtykke")
    helse.kari.presses("Legg til spørsmål", message=card(helse, "Samtykke"))
    helse.kari.fills("Hva vil du vite om dette?", "Hvor ofte?")
    helse.kari.submits()
    merges(helse, "Samtykke", "Lønn")
    says(helse, "Lønn", "– Hvor ofte?")
    assert "Ola" not in card(helse, "Lønn").says + opens(helse, helse.kari, "Lønn")
    helse.kari.presses("Ta bort spørsmålet")  # her own question, about her own topic
    more = helse.kari.sees_modal(MORE)
    assert "Hvor ofte?" not in more.text
    assert "Lønn" in more.text
    assert "Ola" not in more.text
    assert "Rediger temaet" not in more.buttons


def test_what_was_told_to_one_proposer_is_not_told_to_another(helse: House) -> None:
    helse.liv.invites(helse.per, helse.helse)
    helse.proposes(helse.kari, "Samtykke")
    helse.proposes(helse.ola, "Personvern")
    opens(helse, helse.per, "Samtykke")
    helse.per.presses("Jeg vet om noen")
    helse.per.fills("Hvem vet du om, og hvordan kan de hjelpe?", "Eva")
    helse.per.submits()
    merges(helse, "Samtykke", "Personvern")
    says(helse, "Personvern", "1 kjenner noen som kan hjelpe")
    assert "Eva" not in opens(helse, helse.ola, "Personvern")
    for person in (helse.kari, helse.per, helse.liv):
        assert "Eva" in opens(helse, person, "Personvern")


def test_who_has_offered_help_with_both_topics_counts_once(two: House) -> None:
    for title, whom in (("Samtykke", "Eva"), ("Personvern", "Siri")):
        refers(two, two.liv, title, whom)
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "1 kjenner noen som kan hjelpe")
    assert "2 kjenner noen" not in card(two, "Personvern").says
    two.liv.invites(two.per, two.helse)
    assert "1 kjenner noen som kan hjelpe" in opens(two, two.per, "Personvern")


def test_an_offer_made_again_where_it_is_gathered_is_the_same_offer(two: House) -> None:
    two.liv.invites(two.per, two.helse)
    refers(two, two.per, "Samtykke", "Eva")
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "1 kjenner noen som kan hjelpe")
    refers(two, two.per, "Personvern", "Siri", before="Eva")
    says(two, "Personvern", "1 kjenner noen som kan hjelpe")
    for person in (two.liv, two.ola):  # who proposed this one, as the form said
        told = opens(two, person, "Personvern")
        assert "Siri" in told
        assert "Eva" not in told
    assert "Siri" not in opens(two, two.kari, "Personvern")


def test_a_new_name_reaches_the_card_that_gathers_the_offer(two: House) -> None:
    opens(two, two.kari, "Samtykke")
    two.kari.presses("Jeg kan bidra")
    two.kari.fills("Hva kan du bidra med?", "Et skjema")
    two.kari.submits()
    merges(two, "Samtykke", "Personvern")
    says(two, "Personvern", "Kari Nordmann kan bidra: Et skjema")
    two.kari.renames_self("Kari Berg")
    says(two, "Personvern", "Kari Berg kan bidra: Et skjema")


def test_more_topics_than_a_menu_holds(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    with helse.bot.database.writing() as session:
        first = session.query(Topic).one()
        session.add_all(
            Topic(
                team_id=first.team_id, network=first.network, proposer_id=first.proposer_id, view_id=f"V{n}",
                title=f"Nummer {n}", need="", form="", expert="", shows_name=True, proposed_at=first.proposed_at,
            )
            for n in range(CHOICES_MAX + 2)
        )  # fmt: skip
    opens(helse, helse.liv, "Samtykke")
    helse.liv.presses(MERGE)
    form = helse.liv.sees_modal(FORM)
    told = "2 temaer med mindre støtte er ikke med i listen. Vil du slå sammen med et av dem, begynner du på kortet"
    assert told in form.text
