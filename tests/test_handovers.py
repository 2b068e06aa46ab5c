"""Handing a network over, through the front door: in one act, with what the next leaders are to know, and undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.world import Member
from tests.living import House
from tests.test_coordinators import coordinator
from tests.test_leadership import RESTS, chooses
from tests.test_networks import MENU, OUTSIDE, is_read
from tests.test_participants import counts
from tests.test_settings import CHANGE, opens
from tests.test_stand_ins import names

HAND_OVER, WHO, NOTE = "Overlat nettverket", "Hvem tar over?", "Hva bør de vite?"
BACK, READ = "Ta tilbake ledelsen", "Jeg har lest det"
SECRET = "Møterommet er bestilt til jul. <@U1> & *ring* Per først."


def hands_over(house: House, *whom: Member, note: str = "", nobody: bool = False) -> None:
    """Liv goes."""
    house.opens_menu(house.liv)
    house.liv.presses(HAND_OVER)
    house.liv.picks(WHO, *whom)
    house.liv.fills(NOTE, note)
    if nobody:
        house.liv.chooses("Vet du ikke om noen?", "Ingen tar over: nettverket hviler")
    house.liv.submits()


def test_a_network_is_handed_over_to_several_in_one_act(helse: House) -> None:
    hands_over(helse, helse.kari, helse.ola)
    told = helse.liv.sees_modal(HAND_OVER)
    assert "Du har overlatt «Nettverk for helse». I et døgn kan du ta det tilbake." in told.text
    assert "Ledere: Kari Nordmann og Ola Li" in told.text
    helse.liv.closes()
    helse.ola.sees("Ledere: Kari Nordmann og Ola Li", in_=helse.helse)
    helse.ola.sees("Nå leder du nettverket.", in_=helse.ola.dm(helse.ws.bot))
    assert CHANGE in helse.offers(helse.kari)
    assert BACK in helse.offers(helse.liv)
    assert not {CHANGE, HAND_OVER} & set(helse.offers(helse.liv))


def test_what_they_should_know_is_theirs_alone_until_they_have_read_it(helse: House) -> None:
    hands_over(helse, helse.kari, helse.ola, note=SECRET)
    helse.liv.closes()
    helse.kari.types("/nettverk", helse.helse)
    shown = helse.kari.sees(SECRET, in_=helse.helse)
    assert "Liv Berg har overlatt nettverket, og skrev dette til deg:" in shown.says
    helse.kari.presses(READ, in_=helse.helse)
    helse.slack.wait_until(lambda: SECRET not in shown.says, what="the note to be gone")
    helse.opens_menu(helse.kari)
    assert SECRET not in helse.kari.sees_modal(MENU).text
    helse.opens_menu(helse.ola)  # who has not read it
    assert SECRET in helse.ola.sees_modal(MENU).text
    helse.ola.presses(READ)
    assert SECRET not in helse.ola.sees_modal(MENU).text
    helse.liv.types("/nettverk", helse.helse)
    assert SECRET not in "".join(message.says for message in helse.liv.reads(helse.helse))


def test_a_leader_who_stays_is_shown_the_note_too(helse: House) -> None:
    opens(helse, helse.liv)
    helse.liv.picks("Hvem skal lede nettverket?", helse.liv, helse.kari)
    helse.liv.submits()
    helse.liv.closes()
    helse.ola.sees("Ledere: Kari Nordmann og Liv Berg", in_=helse.helse)
    hands_over(helse, note=SECRET)
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)
    helse.kari.types("/nettverk", helse.helse)
    helse.kari.sees(SECRET, in_=helse.helse)


def test_it_is_taken_back_within_a_day(helse: House) -> None:
    hands_over(helse, helse.kari, note=SECRET)
    helse.slack.clock.turn(timedelta(hours=23, minutes=59))
    helse.liv.closes()
    helse.opens_menu(helse.liv)
    helse.liv.presses(BACK)
    assert CHANGE in helse.liv.sees_modal(MENU).buttons
    assert BACK not in helse.liv.sees_modal(MENU).buttons
    helse.ola.sees("Leder: Liv Berg", in_=helse.helse)
    helse.kari.sees("Nå leder du ikke nettverket lenger.", in_=helse.kari.dm(helse.ws.bot))
    assert CHANGE not in helse.offers(helse.kari)
    helse.kari.types("/nettverk", helse.helse)
    assert READ not in helse.kari.sees("Ingen temaer", in_=helse.helse).buttons


def test_after_a_day_it_is_theirs(helse: House) -> None:
    hands_over(helse, helse.kari)
    helse.slack.clock.turn(timedelta(hours=24, minutes=1))
    helse.liv.presses(BACK)  # which still stands in the form she has open
    told = "Bare den som overlot nettverket, kan ta det tilbake, og bare i et døgn."
    assert told in helse.liv.sees_modal("Nettverksbot").text
    helse.liv.closes()
    assert not {CHANGE, BACK} & set(helse.offers(helse.liv))


def test_who_has_left_the_channel_cannot_take_it_back(helse: House) -> None:
    counts(helse, 3, 0)
    hands_over(helse, helse.kari)
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)
    helse.liv.leaves(helse.helse)
    counts(helse, 2, 0)
    helse.liv.presses(BACK)  # which still stands in the form she has open
    assert "Du er ikke lenger med i kanalen" in helse.liv.sees_modal("Nettverksbot").text
    helse.liv.closes()
    helse.kari.invites(helse.liv, helse.helse)
    assert BACK in helse.offers(helse.liv)


def test_taking_it_back_twice_is_taking_it_back(helse: House) -> None:
    hands_over(helse, helse.kari)
    helse.liv.presses(BACK)
    helse.ola.sees("Leder: Liv Berg", in_=helse.helse)
    helse.liv.repeats()
    assert CHANGE in helse.liv.sees_modal(MENU).buttons
    assert not helse.liv.failed


def test_without_anybody_the_network_rests_until_it_is_taken_back(helse: House) -> None:
    tor = coordinator(helse)
    hands_over(helse, nobody=True)
    assert RESTS in helse.liv.sees_modal(HAND_OVER).text
    helse.ola.sees(RESTS, in_=helse.helse)
    helse.liv.presses(BACK)
    helse.ola.sees("Leder: Liv Berg", in_=helse.helse)
    hands_over(helse, nobody=True)
    helse.ola.sees(RESTS, in_=helse.helse)
    chooses(helse, tor, helse.kari)
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)


def test_the_last_leader_goes_only_by_choosing_or_saying_that_nobody_takes_over(helse: House) -> None:
    hands_over(helse)
    told = {WHO: "Velg noen, eller kryss av under for at ingen tar over."}
    assert helse.liv.sees_modal(HAND_OVER).errors == told
    helse.liv.closes()
    assert CHANGE in helse.offers(helse.liv)


def test_handing_over_is_a_leaders_and_no_stand_ins(helse: House) -> None:
    names(helse, helse.kari)
    helse.liv.closes()
    assert HAND_OVER not in helse.offers(helse.kari)
    helse.opens_menu(helse.liv)
    about = helse.button("leadership.hand_over", helse.liv)["value"]
    for person in (helse.kari, helse.ola):
        helse.forges(person, "leadership.hand_over", about)
        person.sees("Bare nettverksledere kan gjøre dette, ikke en vikar.", in_=helse.helse)
        helse.forges(person, "leadership.take_back", about)
        person.sees("Bare den som overlot nettverket, kan ta det tilbake", in_=helse.helse)
    helse.forges(helse.ola, "leadership.read", about)
    helse.ola.sees("Bare nettverksledere kan gjøre dette.", in_=helse.helse)


@pytest.mark.parametrize(
    ("who", "note", "label", "told"),
    [
        ("liv", "", WHO, "Det er du som overlater nettverket. Velg andre."),
        ("bot", "", WHO, "En av dem du valgte, er en bot eller har sluttet i arbeidsområdet. Velg andre."),
        ("per", "", WHO, OUTSIDE),
        ("kari", "x" * 501, NOTE, "Skriv høyst 500 tegn."),
    ],
)
def test_what_will_not_do_gets_a_sentence_at_its_field(
    helse: House, who: str, note: str, label: str, told: str
) -> None:
    is_read(helse)
    hands_over(helse, helse.ws.bot if who == "bot" else getattr(helse, who), note=note)
    form = helse.liv.sees_modal(HAND_OVER)
    assert (form.errors, form.values[NOTE] or "") == ({label: told}, note)


def test_the_same_form_twice_is_one_hand_over(helse: House) -> None:
    helse.ws.deliver_twice()
    hands_over(helse, helse.kari, note=SECRET)
    assert "Leder: Kari Nordmann" in helse.liv.sees_modal(HAND_OVER).text
    helse.liv.presses(BACK)
    assert CHANGE in helse.liv.sees_modal(MENU).buttons
    helse.ola.sees("Leder: Liv Berg", in_=helse.helse)
    assert not helse.ws.complaints


def test_the_form_sent_again_with_others_is_those_others(helse: House) -> None:
    """The answer to the first was lost on its way, so the form still stood there."""
    helse.opens_menu(helse.liv)
    helse.liv.presses(HAND_OVER)
    sent = helse.liv.sees_modal(HAND_OVER).view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    helse.liv.picks(WHO, helse.kari)
    helse.liv.submits()
    helse.ola.sees("Leder: Kari Nordmann", in_=helse.helse)
    sent["state"]["values"]["successors"]["successors"]["selected_users"] = [helse.ola.id]
    helse.liv.sends("interactive", {"type": "view_submission", "view": sent})
    helse.kari.sees("Leder: Ola Li", in_=helse.helse)
    assert CHANGE not in helse.offers(helse.kari)


def test_settings_open_also_where_who_came_back_is_one_more_than_usual(helse: House) -> None:
    others = [helse.ws.add_person(f"Leder {n}") for n in range(5)]
    for one in others:
        helse.liv.invites(one, helse.helse)
    hands_over(helse, helse.kari)
    opens(helse, helse.kari)
    helse.kari.picks("Hvem skal lede nettverket?", *others)
    helse.kari.submits()
    helse.ola.sees("Leder 4", in_=helse.helse)
    helse.liv.presses(BACK)
    helse.liv.closes()
    opens(helse, helse.liv)
    assert len(helse.liv.sees_modal("Innstillinger").values["Hvem skal lede nettverket?"]) == 6
