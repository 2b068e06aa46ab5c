"""Cycles, through the front door: a leader plans half a year in one go, and the plan stands in the channel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

import pytest

from handlers.meetings.cycle import form_to_save
from handlers.meetings.rules import Frame
from handlers.words import LANGUAGES, Words
from handlers.working_days import A_DAY, WEEKEND, free_because
from sandbox import Message, Person
from storage.meetings import Cycle, Meeting, cycles_of, meetings_since
from storage.networks import Network, network_in
from storage.posts import Post
from storage.wall_time import ZONE
from tests.living import House, Living
from tests.test_settings import opens as opens_settings

LAY_OUT, SEE, SAVED, MORE = "Planlegg møtene", "Se planen", "Planen er lagret", "Mer om nettverket"
FIRST, EVERY, WEEKDAY, NUMBER = "Når er det første møtet?", "Hvor ofte møtes dere?", "Hvilken dag?", "Hvor mange møter?"
PLACE, TOPICS, BEGINS = "Hvor møtes dere?", "Hva handler de om?", "Når begynner de?"
PAUSE = "Sett nettverket på pause"


@pytest.fixture
def spring(helse: House) -> House:
    """In February of a year in which Good Friday and Constitution Day are both Fridays, four weeks apart."""
    turn_to(helse, datetime(2041, 2, 1, 10))
    return helse


def turn_to(house: House, there: datetime) -> None:
    """To a wall time where the network is."""
    house.slack.clock.turn(there.replace(tzinfo=ZONE).astimezone(UTC) - house.slack.clock.now())


def opens(house: House, person: Person) -> None:
    """As leaders do: by `/nettverk`, «Mer …» and the button."""
    house.opens_menu(person)
    person.presses(LAY_OUT)
    person.sees_modal(LAY_OUT)


def lays_out(house: House, first: str = "2041-02-22", **more: str) -> None:
    """Liv fills in the first form, and looks at the dates. `more`: a field's name here -> what she chooses there."""
    opens(house, house.liv)
    house.liv.fills(FIRST, first)
    house.liv.chooses(WEEKDAY, more.get("weekday", "Samme dag som det første"))
    if number := more.get("number"):
        house.liv.chooses(NUMBER, number)
    house.liv.submits()
    assert "Ingenting er lagret ennå" in house.liv.sees_modal(LAY_OUT).text


def plans(house: House, first: str = "2041-02-22", **more: str) -> Message:
    """Liv plans a cycle. The plan in the channel."""
    before = len(the_plans(house))
    lays_out(house, first, **more)
    house.liv.submits()
    house.liv.sees_modal(SAVED)
    house.liv.closes()
    house.slack.wait_until(lambda: len(the_plans(house)) > before, what="the plan")
    return the_plans(house)[-1]


def lines_of(text: str) -> list[str]:
    """Its lines, with common spaces."""
    return text.replace("\u00a0", " ").splitlines()


def the_plans(house: House) -> list[Message]:
    return [message for message in house.ola.reads(house.helse) if message.says.startswith("📅")]


def days_in(person: Person) -> list[str]:
    """The dates that stand in the form."""
    return [day for label, day in person.sees_modal(LAY_OUT).values.items() if label.startswith("Møte ")]


def stored(house: House, do: Callable[[Network, list[Meeting]], Any] | None = None) -> list[tuple[str, str | None]]:
    """The days of the network's meetings and their topics, as they are kept. `do`: something to do to them before."""
    with house.bot.database.writing() as session:
        network = network_in(session, house.ws.id, house.helse.id)
        assert network
        meetings = meetings_since(session, network, datetime(2020, 1, 1, tzinfo=UTC).date())
        if do:
            do(network, meetings)
        return [(one.day.isoformat(), one.topic.title if one.topic else None) for one in meetings]


def test_half_a_year_is_planned_in_one_go(spring: House) -> None:
    for title in ("Samtykke", "Innsyn"):
        spring.proposes(spring.kari, title)
    spring.ola.presses("Støtt temaet", message=spring.cards("Samtykke")[0])
    spring.ola.sees("1 støtter temaet", in_=spring.helse)
    opens(spring, spring.liv)
    form = spring.liv.sees_modal(LAY_OUT).values
    assert (form[FIRST], form[EVERY], form[WEEKDAY], form[NUMBER]) == (
        "2041-02-20",
        "Med 4 ukers mellomrom",
        "Onsdag",
        "5",
    )
    assert (form[BEGINS], form["Hvor lenge varer de?"]) == ("09:00", "2 timer")
    spring.liv.fills(FIRST, "2041-02-18")
    spring.liv.chooses(WEEKDAY, "Fredag")
    spring.liv.fills(PLACE, "Rådhuset")
    spring.liv.chooses(TOPICS, "Innsyn", "Samtykke")
    spring.liv.submits()
    shown = spring.liv.sees_modal(LAY_OUT)
    asked = [line for line in lines_of(shown.text) if line.startswith("Møte ") or "hopper over" in line]
    assert asked == [
        "Møte 1: fredag 22. februar",
        "Møte 2: fredag 22. mars",
        "Langfredag: Jeg hopper over fredag 19. april.",
        "Grunnlovsdagen: Jeg hopper over fredag 17. mai.",
        "Møte 3: fredag 14. juni",
        "Sommerferie: Jeg hopper over fredag 12. juli.",
        "Møte 4: fredag 9. august",
        "Møte 5: fredag 6. september",
    ]
    assert (shown.values[PLACE], shown.values[TOPICS]) == ("Rådhuset", ["Innsyn", "Samtykke"])
    assert stored(spring) == []
    spring.liv.fills("Møte 3: fredag 14.\u00a0juni", "2041-06-13")
    spring.liv.submits()
    assert "torsdag 13. juni kl. 09.00–11.00" in lines_of(spring.liv.sees_modal(SAVED).text)
    plan = spring.ola.sees("Planen fra våren 2041 til høsten 2041", in_=spring.helse)
    assert lines_of(plan.says) == [
        "📅 Planen fra våren 2041 til høsten 2041",
        "fredag 22. februar kl. 09.00–11.00",
        "Innsyn · Rådhuset",
        "fredag 22. mars kl. 09.00–11.00",
        "Samtykke · Rådhuset",
        "torsdag 13. juni kl. 09.00–11.00",
        "Rådhuset",
        "fredag 9. august kl. 09.00–11.00",
        "Rådhuset",
        "fredag 6. september kl. 09.00–11.00",
        "Rådhuset",
        "Er det noe du savner? Skriv /tema, eller trykk på knappen.",
        "Foreslå et tema",
        "Mer …",
    ]
