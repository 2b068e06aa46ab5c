"""Cycles, through the front door: a leader plans half a year in one go, and the plan stands in the channel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from handlers.meetings.cycle import form_to_save
from handlers.meetings.rules import Frame
from handlers.words import LANGUAGES, Words
from handlers.working_days import A_DAY, WEEKEND, free_because
from sandbox import Person
from sandbox.world import Message
from storage.meetings import Meeting, meetings_since
from storage.networks import Network, network_in
from storage.posts import Post
from storage.wall_time import moment_of
from tests.living import House, Living
from tests.test_settings import opens as opens_settings

LAY_OUT, SEE, SAVED, MORE = "Planlegg møtene", "Se planen", "Planen er lagret", "Mer om nettverket"
FIRST, EVERY, WEEKDAY, NUMBER = "Når er det første møtet?", "Hvor ofte møtes dere?", "Hvilken dag?", "Hvor mange møter?"
PLACE, TOPICS, BEGINS = "Hvor møtes dere?", "Hva handler de om?", "Når begynner de?"
PAUSE = "Sett nettverket på pause"


@pytest.fixture
def spring(helse: House) -> House:
    """In February of a year in which Good Friday and Constitution Day are both Fridays, four weeks apart."""
    turn_to(helse, date(2041, 2, 1), time(10))
    return helse


def turn_to(house: House, day: date, wall: time) -> None:
    """To a wall time where the network is."""
    house.slack.clock.turn(moment_of(day, wall) - house.slack.clock.now())


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
        meetings = meetings_since(session, network, date(2020, 1, 1))
        if do:
            do(network, meetings)
        return [(one.day.isoformat(), one.topic.title if one.topic else None) for one in meetings]


def ids(house: House) -> tuple[str, str, str]:
    """What Slack says of a form that is sent: whose it is."""
    return house.ws.app.id, house.ws.bot_id, house.ws.id


def posts_of(house: House) -> list[Post]:
    """All that is said of meetings, or planned to be."""
    with house.bot.database.reading() as session:
        there = select(Post).where(Post.team_id == house.ws.id, (Post.rank > 0) | (Post.view == "cycle.plan"))
        return list(session.scalars(there))


def announced(house: House) -> set[tuple[str, datetime]]:
    return {(post.view, post.due_at) for post in posts_of(house) if post.rank}


def told_to(house: House) -> set[str]:
    return {post.user_id for post in posts_of(house) if post.user_id}


def asked_for(house: House) -> list[int]:
    """How often each plan was to be shown anew."""
    return [post.wanted for post in posts_of(house) if post.view == "cycle.plan"]


def quiet_lines(plan: Message) -> list[str]:
    """What is over."""
    return [
        text for block in plan.blocks if block["type"] == "context" for text in lines_of(block["elements"][0]["text"])
    ]


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


def test_the_plan_is_pinned_while_a_meeting_is_coming(spring: House) -> None:
    plan = plans(spring, number="2")
    spring.slack.wait_until(lambda: plan.ts in spring.helse.pinned, what="the pin")
    assert plan.pings == []
    turn_to(spring, date(2041, 2, 22), time(9, 1))
    spring.slack.wait_until(
        lambda: quiet_lines(plan) == ["fredag 22. februar kl. 09.00–11.00"], what="the first to be over"
    )
    assert plan.ts in spring.helse.pinned
    turn_to(spring, date(2041, 3, 22), time(9, 1))
    spring.slack.wait_until(lambda: plan.ts not in spring.helse.pinned, what="the pin to be taken out")
    assert len(quiet_lines(plan)) == 2
    assert plan.buttons == ["Mer …"]
    wanted = asked_for(spring)
    turn_to(spring, date(2041, 3, 22), time(9, 30))
    spring.bot.chores.do()
    assert asked_for(spring) == wanted  # once, not at every beat


def test_anyone_sees_the_plan_and_only_leaders_make_it(spring: House) -> None:
    spring.kari.types("/nettverk plan", spring.helse)
    shown = spring.kari.sees("Ingen møter er planlagt ennå.", in_=spring.helse)
    assert (shown.ephemeral, shown.buttons) == (True, ["Foreslå et tema", "Mer …"])
    spring.liv.types("/nettverk plan", spring.helse)
    shown = spring.liv.sees("Ingen møter er planlagt ennå.", in_=spring.helse)
    assert shown.buttons == [LAY_OUT, "Foreslå et tema", "Mer …"]
    spring.liv.presses(LAY_OUT, message=shown)
    form = spring.liv.sees_modal(LAY_OUT)
    spring.kari.sends("interactive", {"type": "view_submission", "view": form.view.as_json(*ids(spring))})
    assert stored(spring) == []
    plans(spring, number="2")
    spring.ola.types("/nettverk", spring.helse)
    spring.ola.presses(SEE, in_=spring.helse)
    shown = spring.ola.sees("Møter i Nettverk for helse", in_=spring.helse)
    assert [line for line in lines_of(shown.says)[1:] if line != "Mer …"][:2] == [
        "fredag 22. februar kl. 09.00–11.00",
        "fredag 22. mars kl. 09.00–11.00",
    ]
    assert LAY_OUT not in spring.offers(spring.kari)
    with spring.bot.database.reading() as session:
        network = network_in(session, spring.ws.id, spring.helse.id)
        assert network
        key = network.id
    spring.forges(spring.kari, "cycle.lay_out", key)
    spring.kari.sees("Bare nettverksledere kan gjøre dette.", in_=spring.helse)


def test_the_same_form_twice_is_one_cycle(spring: House) -> None:
    lays_out(spring, number="3")
    spring.ws.deliver_twice()
    spring.liv.submits()
    spring.ola.sees("📅", in_=spring.helse)
    assert [day for day, _topic in stored(spring)] == ["2041-02-22", "2041-03-22", "2041-06-14"]
    wanted = asked_for(spring)
    assert spring.liv.repeats().acked
    assert asked_for(spring) == wanted
    assert len(the_plans(spring)) == 1
    assert not spring.ws.complaints


def test_the_form_sent_again_with_other_values_changes_what_it_wrote_until_others_do(spring: House) -> None:
    lays_out(spring, number="2")
    form = spring.liv.sees_modal(LAY_OUT).view.as_json(*ids(spring))
    spring.liv.submits()
    plan = spring.ola.sees("📅", in_=spring.helse)
    form["state"]["values"]["day_2"]["day_2"]["selected_date"] = "2041-02-20"
    spring.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert [day for day, _topic in stored(spring)] == ["2041-02-20", "2041-02-22"]
    spring.slack.wait_until(lambda: "onsdag 20." in plan.says, what="the new day")

    def moved(_network: Network, meetings: list[Meeting]) -> None:
        meetings[0].version += 1

    stored(spring, moved)
    form["state"]["values"]["day_2"]["day_2"]["selected_date"] = "2041-02-27"
    spring.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert [day for day, _topic in stored(spring)] == ["2041-02-20", "2041-02-22"]


def test_a_second_cycle_begins_after_the_first_and_has_a_plan_of_its_own(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    opens(spring, spring.liv)
    spring.liv.chooses(TOPICS, "Samtykke")
    spring.liv.chooses(NUMBER, "2")
    spring.liv.submits()
    spring.liv.submits()
    spring.liv.closes()
    assert stored(spring) == [("2041-02-20", "Samtykke"), ("2041-03-20", None)]
    spring.ola.sees("Planen for våren 2041", in_=spring.helse)
    opens(spring, spring.liv)
    form = spring.liv.sees_modal(LAY_OUT).values
    assert form[FIRST] == "2041-04-17"
    assert TOPICS not in form  # the only one is given to a meeting
    spring.liv.closes()
    plans(spring, "2041-08-21", number="1")
    spring.kari.sees("📅 Planen for høsten 2041", in_=spring.helse)
    assert [lines_of(plan.says)[0] for plan in the_plans(spring)] == [
        "📅 Planen for våren 2041",
        "📅 Planen for høsten 2041",
    ]
    spring.kari.types("/nettverk plan", spring.helse)
    shown = spring.kari.sees("Møter i Nettverk for helse", in_=spring.helse)
    assert len([line for line in lines_of(shown.says) if " kl. " in line]) == 3


def test_the_plan_follows_a_topics_title_and_the_language(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    opens(spring, spring.liv)
    spring.liv.chooses(TOPICS, "Samtykke")
    spring.liv.submits()
    spring.liv.submits()
    plan = spring.ola.sees("📅", in_=spring.helse)
    assert "Samtykke" in plan.says
    spring.kari.presses("Mer …", message=spring.cards()[0])
    spring.kari.presses("Rediger temaet")
    spring.kari.fills("Tittel", "Samtykke i skolen")
    spring.kari.submits()
    spring.slack.wait_until(lambda: "Samtykke i skolen" in plan.says, what="the new title")
    opens_settings(spring, spring.liv)
    spring.liv.chooses("Hvilket språk skal jeg bruke i kanalen?", "Nynorsk")
    spring.liv.submits()
    spring.slack.wait_until(lambda: "Er det noko du saknar?" in plan.says, what="the plan in nynorsk")
    spring.kari.presses("Meir …", message=spring.cards()[0])
    spring.kari.presses("Trekk temaet", confirm="Trekk temaet")
    spring.slack.wait_until(lambda: "skolen" not in plan.says, what="the withdrawn topic to vanish")


def test_a_cancelled_meeting_is_struck_by_words(spring: House) -> None:
    plan = plans(spring, number="2")

    def cancelled(_network: Network, meetings: list[Meeting]) -> None:
        meetings[0].cancelled_at, meetings[0].cancelled_because = spring.slack.clock.now(), "Liv er syk"

    stored(spring, cancelled)
    opens_settings(spring, spring.liv)
    spring.liv.fills("Hvor møtes dere vanligvis?", "Rådhuset")
    spring.liv.submits()
    spring.slack.wait_until(lambda: "Avlyst" in plan.says, what="the cancelled meeting")
    assert lines_of(plan.says)[1:4] == [
        "Avlyst: fredag 22. februar kl. 09.00–11.00",
        "Liv er syk",
        "fredag 22. mars kl. 09.00–11.00",
    ]


@pytest.mark.parametrize(
    ("label", "entered", "told"),
    [
        (FIRST, "2041-01-31", "Det er allerede over. Velg en senere dag."),
        (FIRST, "0001-01-01", "Det er allerede over. Velg en senere dag."),
        (FIRST, "9999-12-31", "Det er mange år fram i tid. Velg en dag før det."),
        (PLACE, "x" * 151, "Skriv høyst 150 tegn."),
    ],
)
def test_what_will_not_do_gets_a_sentence_at_its_field(spring: House, label: str, entered: str, told: str) -> None:
    opens(spring, spring.liv)
    spring.liv.fills(label, entered)
    spring.liv.submits()
    assert spring.liv.sees_modal(LAY_OUT).errors == {label: told}


def test_more_topics_than_meetings(spring: House) -> None:
    for title in ("Samtykke", "Innsyn"):
        spring.proposes(spring.kari, title)
    opens(spring, spring.liv)
    spring.liv.chooses(TOPICS, "Samtykke", "Innsyn")
    spring.liv.chooses(NUMBER, "1")
    spring.liv.submits()
    assert spring.liv.sees_modal(LAY_OUT).errors == {TOPICS: "Velg høyst 1: ett til hvert møte."}


def test_dates_that_will_not_do_get_a_sentence_each(spring: House) -> None:
    lays_out(spring)
    labels = [label for label in spring.liv.sees_modal(LAY_OUT).labels if label.startswith("Møte ")]
    for label, day in zip(labels, ("2041-01-31", "2041-03-22", "2041-03-22", "0001-01-01", "9999-12-31"), strict=True):
        spring.liv.fills(label, day)
    spring.liv.submits()
    over, far = "Det er allerede over. Velg en senere dag.", "Det er mange år fram i tid. Velg en dag før det."
    same = "Det er et annet møte den dagen. Velg en annen."
    errors = spring.liv.sees_modal(LAY_OUT).errors
    assert [errors.get(label) for label in labels] == [over, None, same, over, far]
    assert stored(spring) == []


def test_today_is_over_once_it_has_begun(spring: House) -> None:
    lays_out(spring, "2041-02-01", number="1")
    spring.liv.submits()
    assert list(spring.liv.sees_modal(LAY_OUT).errors.values()) == ["Det er allerede over. Velg en senere dag."]
    spring.liv.fills(BEGINS, "10:30")
    spring.liv.submits()
    spring.liv.sees_modal(SAVED)


def test_a_red_day_chosen_by_hand_is_meant(spring: House) -> None:
    lays_out(spring, number="1")
    spring.liv.fills("Møte 1: fredag 22.\u00a0februar", "2041-04-19")
    spring.liv.submits()
    assert stored(spring) == [("2041-04-19", None)]


def test_nothing_is_planned_in_a_pause_and_what_was_comes_again_after_it(spring: House) -> None:
    plans(spring)
    assert announced(spring)
    opens(spring, spring.liv)
    form = spring.liv.sees_modal(LAY_OUT).view.as_json(*ids(spring))
    spring.liv.closes()
    spring.opens_menu(spring.liv)
    spring.liv.presses(PAUSE, confirm=PAUSE)
    assert LAY_OUT not in spring.liv.sees_modal(MORE).buttons
    assert announced(spring) == set()
    spring.liv.sends("interactive", {"type": "view_submission", "view": form})
    spring.kari.types("/nettverk plan", spring.helse)
    spring.kari.sees("fredag 22.", in_=spring.helse)
    spring.liv.presses("Start nettverket igjen")
    assert announced(spring)


def test_an_ended_network_has_its_plan_unpinned_and_taken_up_it_is_pinned_again(spring: House) -> None:
    plan = plans(spring)
    spring.slack.wait_until(lambda: plan.ts in spring.helse.pinned, what="the pin")
    spring.opens_menu(spring.liv)
    spring.liv.presses("Avslutt nettverket", confirm="Avslutt nettverket")
    spring.slack.wait_until(lambda: plan.ts not in spring.helse.pinned, what="the pin to be taken out")
    assert announced(spring) == set()
    spring.liv.presses("Ta nettverket opp igjen")
    spring.slack.wait_until(lambda: plan.ts in spring.helse.pinned, what="the pin")
    assert announced(spring)


def test_who_leads_is_told_what_leaders_are(spring: House) -> None:
    plans(spring)
    assert told_to(spring) == {spring.liv.id}
    opens_settings(spring, spring.liv)
    spring.liv.picks("Hvem skal lede nettverket?", spring.kari)
    spring.liv.submits()
    assert told_to(spring) == {spring.kari.id}


def test_a_stand_in_is_told_too(spring: House) -> None:
    plans(spring)
    spring.opens_menu(spring.liv)
    spring.liv.presses("Velg vikar")
    spring.liv.picks("Hvem skal være vikar?", spring.kari)
    spring.liv.fills("Til og med når?", "2041-05-01")
    spring.liv.submits()
    spring.liv.closes()
    assert told_to(spring) == {spring.liv.id, spring.kari.id}
    spring.kari.leaves(spring.helse)
    spring.slack.wait_until(lambda: told_to(spring) == {spring.liv.id}, what="the plan without her")


def test_a_network_that_follows_another_clock_has_its_posts_by_that(spring: House) -> None:
    plans(spring, number="1")
    before = announced(spring)
    opens_settings(spring, spring.liv)
    assert spring.liv.sees_modal("Innstillinger").values["Hvilken klokke følger dere?"] == "Oslo"
    spring.liv.chooses("Hvilken klokke følger dere?", "Nuuk")
    spring.liv.submits()
    assert "Endringene er lagret." in spring.liv.sees_modal("Innstillinger").text
    assert announced(spring) == {(view, due_at + timedelta(hours=3)) for view, due_at in before}


def test_two_who_save_at_once(spring: House, living: Living) -> None:
    """Two processes, and two forms: two cycles, each with its plan."""
    living.bot(spring.ws)
    opens_settings(spring, spring.liv)
    spring.liv.picks("Hvem skal lede nettverket?", spring.liv, spring.kari)
    spring.liv.submits()
    spring.liv.closes()
    for person in (spring.liv, spring.kari):
        opens(spring, person)
        person.submits()
    both = [threading.Thread(target=person.submits) for person in (spring.liv, spring.kari)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    spring.slack.wait_until(lambda: len(the_plans(spring)) == 2, what="two plans")
    assert len(stored(spring)) == 10
    assert not spring.ws.complaints


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_that_is_skipped_has_a_reason_in_words(language: str) -> None:
    day, skipped = date(2026, 1, 1), []
    while day.year < 2060:
        reason = free_because(day)
        skipped += [(day, reason)] if reason and reason != WEEKEND else []
        day += A_DAY
    frame, network = Frame(time(9), 60, ""), Network(id="N")
    shown = [form_to_save(Words(language), network, [], [one], frame, []) for one in skipped]
    told = {view["blocks"][1]["elements"][0]["text"].partition(":")[0] for view in shown}
    assert len(told) == len({reason for _day, reason in skipped})
