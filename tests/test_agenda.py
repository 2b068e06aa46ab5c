"""Agendas, through the front door: leaders make a meeting's programme, everyone reads it, and the times follow."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from handlers.agenda.rules import scaled
from handlers.announcements.rules import Kind
from handlers.lengths import LENGTHS
from sandbox import Message, Person
from sandbox.forms import Modal
from storage.agendas import Item, agenda_of, template_of
from storage.base import new_id
from storage.meetings import Meeting
from tests.living import House
from tests.meetings import PLANNING, PREVIEW, TODAY, changes, in_channel, lays, network_of, post, topic, turns_to
from tests.test_cycle import ids, turn_to
from tests.test_meetings import ABOUT, opens
from tests.test_networks import LEADERS

AGENDA, ADD, EDIT, NOTICE = "Agenda", "Legg til punkt", "Endre punktet", "Nettverksbot"
TEMPLATE, SAVE, REMOVE, UNDO = "Bruk malen", "Lagre som mal", "Fjern punktet", "Ta inn igjen"
OVER = "Møtet er over, så det er for sent til dette. Skriv til de andre i kanalen."
CARRY, WHERE, AGAIN = "Ta med til neste møte", "Hvor er vi nå?", "Oppdater"
TITLE, MINUTES, METHOD, WHO, PLACE = (
    "Hva skjer?", "Hvor mange minutter tar det?", "Hvordan gjør dere det?", "Hvem har ansvaret?", "Hvor skal det stå?",
)  # fmt: skip
DAY = date(2041, 3, 6)  # a Wednesday
FULL = "Agendaen er full: Den har plass til 40 punkter. Fjern ett først."


@pytest.fixture
def spring(helse: House) -> House:
    """A Friday in February, and two meetings in March, on Wednesdays at nine, of two hours each."""
    turn_to(helse, date(2041, 2, 1), time(10))
    lays(helse, DAY, date(2041, 4, 3))
    return helse


def key(house: House, number: int = 0) -> str:
    """Of a meeting, in their order."""
    with house.bot.database.reading() as session:
        found = session.query(Meeting).filter_by(team_id=house.ws.id).order_by(Meeting.day).all()
        return found[number].id


def sees(house: House, person: Person | None = None, number: int = 0) -> Modal:
    """The agenda of a meeting, as a leader finds it."""
    leader = person or house.liv
    opens(house, leader, number)
    leader.presses(AGENDA)
    return leader.sees_modal(AGENDA)


def lines(shown: Modal | Message) -> list[str]:
    text = shown.text if isinstance(shown, Modal) else shown.says
    return text.replace("\u00a0", " ").splitlines()


def adds(house: House, title: str, minutes: str = "15", **more: str) -> Modal:
    """Liv, who has the agenda open, adds an item. `more`: method, who and place."""
    house.liv.presses(ADD)
    house.liv.fills(TITLE, title)
    house.liv.fills(MINUTES, minutes)
    house.liv.fills(METHOD, more.get("method", ""))
    house.liv.fills(WHO, more.get("who", ""))
    if place := more.get("place"):
        house.liv.chooses(PLACE, place)
    assert house.liv.submits().acked
    return house.liv.sees_modal(AGENDA)


def edits(house: House, title: str, person: Person | None = None) -> Modal:
    """A leader, who has the agenda open, opens the form of an item."""
    leader = person or house.liv
    shown = leader.sees_modal(AGENDA)
    block = next(one for one in shown.view.blocks if "accessory" in one and f" {title} (" in one["text"]["text"])
    leader.press(shown.view, block, block["accessory"])
    return leader.sees_modal(EDIT)


def items(house: House, number: int = 0) -> list[tuple[str, int]]:
    with house.bot.database.reading() as session:
        meeting = session.get_one(Meeting, (house.ws.id, key(house, number)))
        return [(item.title, item.minutes) for item in agenda_of(session, meeting)]


def fills_up(house: House, n: int, number: int = 0, title: str = "Punkt") -> None:
    """So many items at once, of a minute each."""
    with house.bot.database.writing() as session:
        meeting = session.get_one(Meeting, (house.ws.id, key(house, number)))
        session.add_all(
            Item(
                team_id=house.ws.id, id=new_id(), network_id=meeting.network_id, meeting_id=meeting.id,
                title=f"{title} {k}"[-150:], minutes=1, position=k,
            )
            for k in range(n)
        )  # fmt: skip


# Making one


def test_the_template_makes_an_agenda_as_long_as_the_meeting(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    changes(spring, key(spring), topic_id=topic(spring, "Samtykke"))
    shown = sees(spring)
    assert "Det er ingen agenda ennå." in shown.text
    assert shown.buttons == [TEMPLATE, ADD]
    spring.liv.presses(TEMPLATE)
    spring.liv.sees_modal(AGENDA)
    assert spring.liv.repeats().acked  # the second time changes nothing
    shown = spring.liv.sees_modal(AGENDA)
    assert lines(shown)[1:15] == [
        "onsdag 6. mars kl. 09.00–11.00",
        "09.00 Oppmøte og en runde (20 min)", "Metode: Runde rundt bordet", "Endre",
        "09.20 Samtykke (50 min)", "Endre",
        "10.10 Tenkepause (10 min)", "Endre",
        "10.20 Pause (10 min)", "Endre",
        "10.30 Neste tema (15 min)", "Endre",
        "10.45 Evaluering (15 min)", "Endre",
    ]  # fmt: skip
    assert "Til sammen 120 av 120 minutter" in shown.text
    spring.liv.closes()
    changes(spring, key(spring), begins=time(12, 30), topic_id=None)
    shown = sees(spring)
    assert "12.50 Tema (50 min)" in lines(shown)


def test_an_item_is_added_where_it_should_stand_and_the_times_follow(spring: House) -> None:
    sees(spring)
    adds(spring, "Runde", "20")
    adds(spring, "Evaluering", "100", method="I <par> *nå*", who="Åse fra kommunen, <!here>")
    shown = adds(spring, "Kaffe & prat", "10", place="Etter «Runde»")
    assert lines(shown)[2:9] == [
        "09.00 Runde (20 min)", "Endre",
        "09.20 Kaffe & prat (10 min)", "Endre",
        "09.30 Evaluering (100 min)", "Metode: I <par> *nå*", "Ansvarlig: Åse fra kommunen, <!here>",
    ]  # fmt: skip
    assert "Til sammen 130 av 120 minutter. Det er 10 minutter for mye." in shown.text
    adds(spring, "Velkommen", "5", place="Først")
    assert [title for title, _minutes in items(spring)] == ["Velkommen", "Runde", "Kaffe & prat", "Evaluering"]
    assert "09.25 Kaffe & prat (10 min)" in lines(spring.liv.sees_modal(AGENDA))
    spring.liv.closes()
    assert spring.liv.modal is None  # the form was on top, and is gone


def test_an_item_is_edited_and_moved(spring: House) -> None:
    sees(spring)
    for title in ("Runde", "Pause", "Evaluering"):
        adds(spring, title)
    form = edits(spring, "Evaluering")
    assert (form.values[TITLE], form.values[MINUTES], form.values[PLACE]) == ("Evaluering", "15", "Der det står nå")
    spring.liv.fills(MINUTES, "25")
    spring.liv.chooses(PLACE, "Først")
    spring.liv.submits()
    assert "09.00 Evaluering (25 min)" in lines(spring.liv.sees_modal(AGENDA))
    assert items(spring) == [("Evaluering", 25), ("Runde", 15), ("Pause", 15)]
    edits(spring, "Pause")
    assert spring.liv.submits().acked  # as it was
    assert items(spring) == [("Evaluering", 25), ("Runde", 15), ("Pause", 15)]


def test_an_item_is_removed_and_taken_in_again_where_it_stood(spring: House) -> None:
    sees(spring)
    for title in ("Runde", "Pause", "Evaluering"):
        adds(spring, title)
    edits(spring, "Pause")
    spring.liv.presses(REMOVE)
    shown = spring.liv.sees_modal(AGENDA)
    assert "«Pause» er fjernet fra agendaen." in shown.text
    assert items(spring) == [("Runde", 15), ("Evaluering", 15)]
    spring.liv.closes()
    assert "«Pause» er fjernet fra agendaen." in spring.liv.sees_modal(AGENDA).text  # beneath it, too
    spring.liv.presses(UNDO)
    assert UNDO not in spring.liv.sees_modal(AGENDA).buttons
    assert spring.liv.repeats().acked
    assert items(spring) == [("Runde", 15), ("Pause", 15), ("Evaluering", 15)]


def test_after_removing_one_goes_on_where_one_is(spring: House) -> None:
    """Slack stacks three modals at most."""
    sees(spring)
    fills_up(spring, 6)
    spring.liv.closes()
    sees(spring)
    for n in range(5):
        edits(spring, f"Punkt {n}")
        spring.liv.presses(REMOVE)
        spring.liv.sees_modal(AGENDA)
    adds(spring, "Nytt")
    assert "Nytt" in spring.liv.sees_modal(AGENDA).text
    assert items(spring) == [("Punkt 5", 1), ("Nytt", 15)]
    assert not spring.ws.complaints


def test_where_the_agenda_beneath_cannot_be_shown_nothing_old_is_left(spring: House) -> None:
    sees(spring)
    spring.liv.presses(ADD)
    spring.liv.fills(TITLE, "Runde")
    spring.slack.faults.add("views.update", "slack_error", error="internal_error")
    spring.liv.submits()
    assert spring.liv.modal is None
    assert "09.00 Runde (15 min)" in lines(sees(spring))


def test_the_topics_questions_are_at_hand(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    for n in range(7):
        spring.ola.presses("Legg til spørsmål", in_=spring.helse)
        spring.ola.fills("Hva vil du vite om dette?", f"Spørsmål {n}?")
        spring.ola.submits()
    changes(spring, key(spring), topic_id=topic(spring, "Samtykke"))
    shown = lines(sees(spring))
    assert shown[:2] == ["Samtykke", "Spørsmål fra deltakerne"]
    assert shown[6:8] == ["– Spørsmål 4?", "og 2 spørsmål til"]


def test_the_same_form_twice_is_one_item_and_with_other_words_changes_it(spring: House) -> None:
    sees(spring)
    spring.liv.presses(ADD)
    spring.liv.fills(TITLE, "Runde")
    form = spring.liv.sees_modal(ADD).view.as_json(*ids(spring))
    spring.ws.deliver_twice()
    spring.liv.submits()
    assert spring.liv.repeats().acked
    assert items(spring) == [("Runde", 15)]
    form["state"]["values"]["title"]["title"]["value"] = "En runde"
    spring.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert items(spring) == [("En runde", 15)]


# What will not do


@pytest.mark.parametrize(
    ("label", "entered", "told"),
    [
        (TITLE, "\u200b", "Skriv hva som skjer, for eksempel «Pause»."),
        (TITLE, "x" * 151, "Skriv høyst 150 tegn her. Nå er det 151."),
        (METHOD, "<!here>" * 22, "Skriv høyst 150 tegn her. Nå er det 154."),
        (WHO, "x" * 3000, "Skriv høyst 150 tegn her. Nå er det 3000."),
    ],
)
def test_what_will_not_do_gets_a_sentence_at_its_field(spring: House, label: str, entered: str, told: str) -> None:
    sees(spring)
    spring.liv.presses(ADD)
    spring.liv.fills(TITLE, "Runde")
    spring.liv.fills(label, entered)
    spring.liv.submits()
    form = spring.liv.sees_modal(ADD)
    assert form.errors == {label: told}
    assert form.values[label] == entered
    assert items(spring) == []


@pytest.mark.parametrize("minutes", ["0", "481", "-5", "1e3", "", "9" * 400])
def test_a_number_that_slack_would_not_let_through(spring: House, minutes: str) -> None:
    sees(spring)
    spring.liv.presses(ADD)
    spring.liv.fills(TITLE, "Runde")
    form = spring.liv.sees_modal(ADD).view.as_json(*ids(spring))
    form["state"]["values"]["minutes"]["minutes"]["value"] = minutes
    spring.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert spring.liv.sees_modal(ADD).errors == {MINUTES: "Skriv et helt tall fra 1 til 480."}


def test_forty_long_items_pass_and_one_more_is_refused(spring: House) -> None:
    fills_up(spring, 39, title="Punkt " * 25)
    sees(spring)
    spring.liv.presses(ADD)
    late = spring.liv.sees_modal(ADD).view.as_json(*ids(spring))
    spring.liv.closes()
    shown = adds(spring, "x" * 150, method="y" * 150, who="z" * 150)
    assert f"09.39 {'x' * 150} (15 min)" in lines(shown)
    assert FULL in shown.text
    assert ADD not in shown.buttons
    late["state"]["values"]["title"]["title"] = {"type": "plain_text_input", "value": "Enda ett"}
    spring.liv.sends("interactive", {"type": "view_submission", "view": late})
    answer = spring.ws.calls("envelope:interactive")[-1].response
    assert answer
    assert answer["ack"]["errors"] == {"title": FULL}
    assert len(items(spring)) == 40
    spring.liv.closes(all_=True)
    turns_to(spring, post(spring, Kind.PREVIEW, key(spring)).due_at)
    spring.ola.sees("og 20 til", in_=spring.helse)
    assert not spring.ws.complaints


# Refused


def test_only_leaders_see_and_change_it(spring: House) -> None:
    fills_up(spring, 1)
    assert AGENDA not in opens(spring, spring.kari).buttons
    assert "09.00 Punkt 0 (1 min)" in lines(spring.kari.sees_modal(ABOUT))
    spring.kari.closes()
    for deed in ("agenda.see", "agenda.fill", "agenda.save", "agenda.add"):
        before = len(spring.kari.reads(spring.helse))
        spring.forges(spring.kari, deed, key(spring))
        spring.slack.wait_until(partial(_is_told, spring, before), what="Kari to be told")


def _is_told(house: House, before: int) -> bool:
    return any("Bare nettverksledere" in one.says for one in house.kari.reads(house.helse)[before:])


def test_of_a_cancelled_meeting_and_of_one_that_is_over_it_stays(spring: House) -> None:
    sees(spring)
    adds(spring, "Runde")
    spring.liv.presses(ADD)
    spring.liv.fills(TITLE, "Pause")
    changes(spring, key(spring), cancelled_at=spring.slack.clock.now())
    spring.liv.submits()
    form = spring.liv.sees_modal(ADD)
    assert "Møtet er avlyst, så det kan ikke endres." in form.errors[TITLE]
    assert form.values[TITLE] == "Pause"
    changes(spring, key(spring), cancelled_at=None)
    turn_to(spring, DAY, time(11))
    spring.liv.submits()
    assert spring.liv.sees_modal(ADD).errors == {TITLE: OVER}
    spring.liv.closes(all_=True)
    with spring.bot.database.reading() as session:
        item = session.query(Item).filter_by(team_id=spring.ws.id).one().id
    for deed, about in (("agenda.remove", item), ("agenda.edit", item), ("agenda.fill", key(spring))):
        spring.forges(spring.liv, deed, about)
        spring.liv.sees(OVER, in_=spring.helse)
    assert items(spring) == [("Runde", 15)]


def test_in_an_archived_channel_and_a_pause_it_stays(spring: House) -> None:
    sees(spring)
    spring.liv.presses(ADD)
    spring.liv.fills(TITLE, "Runde")
    spring.liv.archives(spring.helse)
    spring.slack.wait_until(lambda: not spring.is_awake(), what="the bot to know")
    spring.liv.submits()
    assert "er arkivert" in spring.liv.sees_modal(ADD).errors[TITLE]
    spring.liv.unarchives(spring.helse)
    spring.wait_until_awake()
    spring.liv.submits()
    assert items(spring) == [("Runde", 15)]


def test_what_was_removed_meanwhile_is_not_edited(spring: House) -> None:
    sees(spring)
    adds(spring, "Runde")
    edits(spring, "Runde")
    spring.liv.fills(METHOD, "To og to")
    with spring.bot.database.writing() as session:
        session.query(Item).filter_by(team_id=spring.ws.id).one().removed_at = spring.slack.clock.now()
    spring.liv.submits()
    form = spring.liv.sees_modal(EDIT)
    assert form.errors == {
        TITLE: "Noen har fjernet dette punktet fra agendaen. Legg det til på nytt hvis dere trenger det."
    }
    assert form.values[METHOD] == "To og to"


def test_of_two_leaders_at_once_the_later_is_told_and_loses_nothing(spring: House) -> None:
    spring.opens_menu(spring.liv)
    spring.liv.presses("Endre innstillingene")
    spring.liv.picks(LEADERS, spring.liv, spring.kari)
    spring.liv.submits()
    spring.liv.closes()
    fills_up(spring, 2)
    sees(spring)
    sees(spring, spring.kari)
    edits(spring, "Punkt 0", spring.kari)
    spring.kari.fills(METHOD, "To og to")
    edits(spring, "Punkt 0")
    spring.liv.fills(MINUTES, "30")
    spring.liv.submits()
    spring.liv.sees_modal(AGENDA)
    spring.kari.submits()
    form = spring.kari.sees_modal(EDIT)
    assert "Liv Berg endret punktet mens du skrev, så det du skrev, er ikke lagret ennå." in form.text
    assert "Punkt 0 (30 min)" in form.text
    assert form.values[METHOD] == "To og to"
    spring.kari.fills(MINUTES, "30")
    spring.kari.submits()
    assert "Metode: To og to" in spring.kari.sees_modal(AGENDA).text
    assert items(spring) == [("Punkt 0", 30), ("Punkt 1", 1)]


def test_of_two_who_change_two_items_both_are_kept(spring: House) -> None:
    """Also their places, though each form shows the agenda as it was."""
    fills_up(spring, 3)
    sees(spring)
    edits(spring, "Punkt 2")
    spring.liv.fills(TITLE, "Sist")
    with spring.bot.database.writing() as session:
        first, second, *_rest = session.query(Item).filter_by(team_id=spring.ws.id).order_by(Item.position).all()
        first.position, second.position = 1, 0
    spring.liv.submits()
    spring.liv.sees_modal(AGENDA)
    assert [title for title, _minutes in items(spring)] == ["Punkt 1", "Punkt 0", "Sist"]


# The template


@given(some.lists(some.integers(1, Item.MINUTES_MAX), min_size=1, max_size=Item.ITEMS_MAX), some.sampled_from(LENGTHS))
@example([1] * Item.ITEMS_MAX, 60)
@example([480, *[1] * 39], 60)
def test_a_template_takes_as_long_as_the_meeting_and_leaves_no_item_out(minutes: list[int], length: int) -> None:
    found = scaled(minutes, length)
    assert sum(found) == length
    assert len(found) == len(minutes)
    assert min(found) >= 1
    assert scaled(found, length) == found


def test_of_a_template_each_item_keeps_its_share_in_steps_of_five_minutes() -> None:
    ours = [20, 50, 10, 10, 15, 15]
    assert scaled(ours, 60) == [10, 25, 5, 5, 10, 5]
    assert scaled(ours, 240) == [40, 100, 20, 20, 30, 30]
    assert scaled([7, 53], 60) == [7, 53]


def test_an_agenda_becomes_the_networks_template_and_scales(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    changes(spring, key(spring), topic_id=topic(spring, "Samtykke"))
    changes(spring, key(spring, 1), minutes=60)
    sees(spring)
    spring.liv.presses(TEMPLATE)
    edits(spring, "Pause")
    spring.liv.presses(REMOVE)
    spring.liv.presses(SAVE)
    assert "Malen er lagret." in spring.liv.sees_modal(AGENDA).text
    spring.liv.closes(all_=True)
    sees(spring, number=1)
    spring.liv.presses(TEMPLATE)
    shown = lines(spring.liv.sees_modal(AGENDA))
    assert "Til sammen 60 av 60 minutter" in shown
    assert [line for line in shown if line.endswith("min)")][:3] == [
        "09.00 Oppmøte og en runde (10 min)", "09.10 Tema (25 min)", "09.35 Tenkepause (5 min)",
    ]  # fmt: skip
    spring.liv.presses(SAVE, confirm=SAVE)  # it takes the place of the one before, and says so
    with spring.bot.database.reading() as session:
        template = template_of(session, network_of(spring, session))
        assert sum(item.minutes for item in template) == 60
        assert [item.title for item in template][:2] == ["Oppmøte og en runde", ""]


# Carried over


def test_what_was_not_reached_is_carried_over_once(spring: House) -> None:
    sees(spring)
    spring.liv.presses(TEMPLATE)
    edits(spring, "Evaluering")
    spring.liv.presses(CARRY)
    assert "Tatt med til møtet onsdag 3. april" in lines(spring.liv.sees_modal(AGENDA))
    assert CARRY not in edits(spring, "Evaluering").buttons
    spring.liv.closes(all_=True)
    turn_to(spring, DAY, time(11, 5))
    with spring.bot.database.reading() as session:
        about = session.query(Item).filter_by(team_id=spring.ws.id, title="Pause").one().id
    for _ in range(2):
        spring.forges(spring.liv, "agenda.carry", about)
        assert "Tatt med til møtet onsdag 3. april" in lines(spring.liv.sees_modal(AGENDA))
    assert CARRY in spring.liv.sees_modal(AGENDA).buttons  # of the others: one knows now what was not reached
    assert "Endre" not in spring.liv.sees_modal(AGENDA).buttons
    assert items(spring, 1) == [("Evaluering", 15), ("Pause", 10)]


def test_there_must_be_a_meeting_to_carry_over_to_and_room(spring: House) -> None:
    fills_up(spring, 40, 1)
    fills_up(spring, 1)
    sees(spring)
    edits(spring, "Punkt 0")
    spring.liv.presses(CARRY)
    assert FULL in spring.liv.sees_modal(NOTICE).text
    spring.liv.closes(all_=True)
    changes(spring, key(spring, 1), cancelled_at=spring.slack.clock.now())
    sees(spring)
    assert CARRY not in edits(spring, "Punkt 0").buttons
    with spring.bot.database.reading() as session:
        about = session.query(Item).filter_by(team_id=spring.ws.id, meeting_id=key(spring)).one().id
    spring.forges(spring.liv, "agenda.carry", about)
    spring.liv.sees("Det er ikke planlagt noe møte etter dette.", in_=spring.helse)


def test_carried_to_a_meeting_that_is_cancelled_it_goes_on_to_the_next(spring: House) -> None:
    lays(spring, date(2041, 5, 8))
    fills_up(spring, 1)
    sees(spring)
    edits(spring, "Punkt 0")
    spring.liv.presses(CARRY)
    spring.liv.closes(all_=True)
    assert items(spring, 1) == [("Punkt 0", 1)]
    changes(spring, key(spring, 1), cancelled_at=spring.slack.clock.now())
    sees(spring)
    edits(spring, "Punkt 0")
    spring.liv.presses(CARRY)
    assert "Tatt med til møtet onsdag 8. mai" in lines(spring.liv.sees_modal(AGENDA))
    assert (items(spring, 1), items(spring, 2)) == ([], [("Punkt 0", 1)])


# What the others read


def test_the_channel_reads_the_programme_and_it_follows(spring: House) -> None:
    sees(spring)
    adds(spring, "Runde <!here>", "20", method="Én om gangen", who="Åse")
    adds(spring, "Samtykke i praksis", "80")
    spring.liv.closes(all_=True)
    changes(spring, key(spring), goals="Enighet")
    turns_to(spring, post(spring, Kind.PREVIEW, key(spring)).due_at)
    preview = spring.ola.sees(PREVIEW, in_=spring.helse)
    assert lines(preview)[1:7] == [
        "Tid: onsdag 6. mars kl. 09.00–11.00",
        "Leder: Liv Berg",
        "Program",
        "09.00 Runde <!here> (20 min) · Én om gangen · Åse",
        "09.20 Samtykke i praksis (80 min)",
        "Mål",
    ]
    assert preview.pings == []
    sees(spring)
    adds(spring, "Evaluering", "20")
    spring.ola.sees("10.40 Evaluering (20 min)", in_=spring.helse)
    assert len(in_channel(spring, PREVIEW)) == 1
    turns_to(spring, post(spring, Kind.TODAY, key(spring)).due_at)
    assert "09.00 Runde <!here> (20 min)\n09.20" in spring.ola.sees(TODAY, in_=spring.helse).says


def test_leaders_are_led_to_the_agenda_and_see_it_grow(spring: House) -> None:
    turns_to(spring, post(spring, Kind.PLANNING, key(spring)).due_at)
    direct = spring.liv.dm(spring.ws.bot)
    told = spring.liv.sees(PLANNING, in_=direct)
    assert "Det er ingen agenda ennå." in told.says
    spring.liv.presses("Lag agenda", message=told)
    spring.liv.presses(TEMPLATE)
    spring.slack.wait_until(
        lambda: "Agendaen har 6 punkter: 120 av 120 minutter." in told.says, what="the message to follow"
    )
    assert told.buttons == ["Endre agendaen", "Be om temaer i kanalen", "Se hva som kommer", "Mer …"]
    edits(spring, "Pause")
    spring.liv.presses(REMOVE)
    spring.slack.wait_until(lambda: "5 punkter: 110 av 120 minutter." in told.says, what="the message to follow")


def test_without_an_agenda_all_is_as_it_was(spring: House) -> None:
    turns_to(spring, post(spring, Kind.PREVIEW, key(spring)).due_at)
    assert "Program" not in spring.ola.sees(PREVIEW, in_=spring.helse).says
    assert "Program" not in opens(spring, spring.kari).text


# Where we are


def test_where_we_are(spring: House) -> None:
    sees(spring)
    adds(spring, "Runde", "20")
    adds(spring, "Samtykke", "80")
    spring.liv.closes(all_=True)
    turns_to(spring, post(spring, Kind.PREVIEW, key(spring)).due_at)
    preview = spring.kari.sees(PREVIEW, in_=spring.helse)
    assert WHERE not in opens(spring, spring.kari).buttons
    turn_to(spring, DAY, time(9, 12, 30))
    spring.kari.presses("Mer …", message=preview)
    spring.kari.presses(WHERE)
    assert lines(spring.kari.sees_modal("Hvor vi er"))[:5] == [
        "Nå: Runde", "8 minutter igjen", "Neste: Samtykke, kl. 09.20", "Møtet slutter kl. 11.00.", AGAIN,
    ]  # fmt: skip
    turn_to(spring, DAY, time(10, 39))
    spring.kari.presses(AGAIN)
    assert lines(spring.kari.sees_modal("Hvor vi er"))[:3] == [
        "Nå: Samtykke", "1 minutt igjen", "Møtet slutter kl. 11.00.",
    ]  # fmt: skip
    turn_to(spring, DAY, time(10, 45))
    spring.kari.presses(AGAIN)
    assert "Dere er gjennom agendaen.\nMøtet slutter" in spring.kari.sees_modal("Hvor vi er").text
    turn_to(spring, DAY, time(11))
    spring.kari.presses(AGAIN)
    assert "Møtet er over." in spring.kari.sees_modal("Hvor vi er").text


def test_where_we_are_without_an_agenda_and_where_no_meeting_is(spring: House) -> None:
    spring.forges(spring.ola, "agenda.where", key(spring))
    assert "Møtet har ikke begynt ennå. Det er onsdag 6." in spring.ola.sees_modal("Hvor vi er").text
    turn_to(spring, DAY, time(9, 1))
    spring.ola.presses(AGAIN)
    shown = spring.ola.sees_modal("Hvor vi er")
    assert lines(shown) == ["Møtet slutter kl. 11.00.", AGAIN]
    changes(spring, key(spring), cancelled_at=spring.slack.clock.now())
    spring.ola.presses(AGAIN)
    assert "Møtet er avlyst." in spring.ola.sees_modal("Hvor vi er").text


@pytest.mark.parametrize(
    ("day", "begins", "shown"),
    [
        (date(2041, 3, 6), time(23, 30), ["23.30", "00.30", "01.30"]),  # midnight
        (date(2041, 3, 31), time(1, 30), ["01.30", "03.30", "04.30"]),  # the clocks are put on
        (date(2041, 10, 27), time(1, 30), ["01.30", "02.30", "02.30"]),  # and back
    ],
)
def test_clock_times_are_right_at_midnight_and_when_the_clocks_change(
    helse: House, day: date, begins: time, shown: list[str]
) -> None:
    turn_to(helse, date(2041, 2, 1), time(10))
    lays(helse, day, begins=begins, minutes=180)
    sees(helse)
    for title in ("Én", "To", "Tre"):
        adds(helse, title, "60")
    found = [line.split()[0] for line in lines(helse.liv.sees_modal(AGENDA)) if line.endswith("(60 min)")]
    assert found == shown
