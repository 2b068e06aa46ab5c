"""The Home tab: a person's networks, and what comes next in each."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from sandbox import Modal, Person
from storage.base import new_id
from storage.members import Member
from storage.networks import Network
from storage.people import Channel
from tests.living import House
from tests.test_cycle import plans
from tests.test_participants import counts


def opens(house: House, person: Person, *, until: str = "") -> Modal:
    """The tab, as soon as it says this."""
    person.opens_home()
    house.slack.wait_until(partial(says, person, until), what=f"{person.name}'s Home tab to say {until!r}")
    assert person.home
    return person.home


def says(person: Person, words: str) -> bool:
    return bool(person.home and words in person.home.text)


def test_one_sees_ones_networks_with_the_next_meeting_and_does_what_one_may(helse: House) -> None:
    counts(helse, 3, 0)
    assert "Ingen møter er planlagt ennå." in opens(helse, helse.kari, until="Nettverk for helse").text
    first = (helse.slack.clock.now() + timedelta(weeks=3)).date().isoformat()
    plans(helse, first, number="2")
    home = opens(helse, helse.kari, until="Neste møte")
    assert "Dette sier jeg i kanalen" not in home.text
    offered = ["Legg i kalenderen", "Foreslå et tema", "Se temaene", "Se planen", "Mer …", "Dagboken min"]
    assert home.buttons == offered
    helse.kari.presses("Foreslå et tema", in_=home)
    helse.kari.fills("Tittel", "Samtykke")
    helse.kari.submits()
    helse.ola.sees("Samtykke", in_=helse.helse)
    helse.kari.presses("Se temaene", in_=opens(helse, helse.kari, until="Neste møte"))
    assert "Samtykke" in helse.kari.sees_modal("Nettverksbot").text


def test_a_leader_sees_what_will_be_said(helse: House) -> None:
    counts(helse, 3, 0)
    plans(helse, (helse.slack.clock.now() + timedelta(weeks=3)).date().isoformat(), number="1")
    home = opens(helse, helse.liv, until="Dette sier jeg i kanalen")
    assert "– Hva møtet handler om: " in home.text
    helse.liv.presses("Se hva som kommer", in_=home)
    helse.liv.sees_modal("Dette kommer")


def test_who_is_in_no_network_is_told_how_to_begin(helse: House) -> None:
    counts(helse, 3, 0)
    home = opens(helse, helse.per, until="Du er ikke med i noe nettverk ennå.")
    assert "Nettverk for helse" not in home.text
    assert home.buttons == []


def test_who_has_left_sees_it_no_more_and_an_old_tab_does_nothing(helse: House) -> None:
    counts(helse, 3, 0)
    home = opens(helse, helse.kari, until="Nettverk for helse")
    helse.kari.leaves(helse.helse)
    counts(helse, 2, 0)
    helse.kari.presses("Foreslå et tema", in_=home)
    assert "Du er ikke lenger med i kanalen" in helse.kari.sees_modal("Nettverksbot").text
    helse.kari.closes()
    opens(helse, helse.kari, until="Du er ikke med i noe nettverk ennå.")


def test_it_speaks_the_persons_language(helse: House) -> None:
    counts(helse, 3, 0)
    with helse.bot.database.writing() as session:
        session.get_one(Network, (helse.ws.id, network_id(helse))).language = "nn"
    opens(helse, helse.kari, until="Nettverka dine")


def test_of_thirty_networks_twelve_are_shown(helse: House) -> None:
    counts(helse, 3, 0)
    with helse.bot.database.writing() as session:
        for n in range(29):
            place = {"team_id": helse.ws.id, "channel_id": f"C{n:09}"}
            session.add(Channel(**place))
            session.flush()
            session.add(Member(**place, user_id=helse.kari.id, is_in=True))
            name = f"<!channel> *{n}* & " + "x" * 60
            session.add(Network(**place, id=new_id(), name=name, language="nb", set_up_at=helse.slack.clock.now()))
            session.flush()
    home = opens(helse, helse.kari, until="og 18 nettverk til")
    assert "<!channel> *0* & xxx" in home.text


def network_id(house: House) -> str:
    with house.bot.database.reading() as session:
        return session.query(Network).one().id
