"""Single meetings, through the front door: leaders add, change and cancel them, and the channel hears what it must."""

from __future__ import annotations

from datetime import date, time

import pytest

from sandbox import Person
from sandbox.forms import Modal
from sandbox.world import Message
from storage.meetings import meetings_since
from storage.networks import network_in
from tests.living import House
from tests.meetings import settle
from tests.test_cycle import announced, ids, lines_of, plans, posts_of, stored, turn_to
from tests.test_leading import card, merges, says
from tests.test_networks import LEADERS

ADD, ABOUT, EDIT, CANCEL, RESTORE = (
    "Legg til et møte", "Om møtet", "Endre møtet", "Avlys møtet", "Avlys likevel ikke",
)  # fmt: skip
MAKE, SUGGESTIONS, FIND = "Foreslå noe", "Se forslagene", "Finn en dag som passer"
DAY, BEGINS, LENGTH, PLACE = "Hvilken dag?", "Når begynner møtet?", "Hvor lenge varer det?", "Hvor møtes dere?"
TOPIC, GOALS, HOST = "Hva handler det om?", "Hva vil dere oppnå?", "Hvem er vert?"
WHY = "Hvorfor avlyser du møtet?"
PLAN, WHICH, NOWHERE = "Sett på et møte", "På hvilket møte tar dere det opp?", "Ikke på noe møte"
ANSWERS, WHO = ["Jeg kommer", "Kanskje", "Jeg kan ikke komme"], "Se hvem som kommer"
MORE, NOTICE = "Mer om temaet", "Nettverksbot"
PAUSE = "Sett nettverket på pause"
OVER = "Det er allerede over. Velg en senere dag."


@pytest.fixture
def spring(helse: House) -> House:
    """A Friday in February of a year in which no holiday is near."""
    turn_to(helse, date(2041, 2, 1), time(10))
    return helse


def opens_form(house: House, person: Person) -> Modal:
    """As leaders do: by `/nettverk`, «Mer …» and the button."""
    house.opens_menu(person)
    person.presses(ADD)
    return person.sees_modal(ADD)


def adds(house: House, day: str = "2041-03-06", topic: str = "", close: bool = True) -> None:
    """Liv adds a meeting at nine."""
    opens_form(house, house.liv)
    house.liv.fills(DAY, day)
    if topic:
        house.liv.chooses(TOPIC, topic)
    house.liv.submits()
    assert "Møtet er lagt til." in house.liv.sees_modal(ABOUT).text
    if close:
        house.liv.closes()


def opens(house: House, person: Person, number: int = 0) -> Modal:
    """All about a meeting, as anyone finds it: by `/nettverk plan`, and «Mer …» beside it."""
    person.types("/nettverk plan", house.helse)
    shown = person.sees("Møter i Nettverk for helse", in_=house.helse)
    rows = [block["accessory"] for block in shown.blocks if "accessory" in block]
    block = next(block for block in shown.blocks if block.get("accessory") == rows[number])
    person.press(shown, block, rows[number])
    return person.sees_modal(ABOUT)


def edits(house: House, label: str, text: str, person: Person | None = None) -> Modal:
    """A leader changes one thing about the first meeting."""
    leader = person or house.liv
    opens(house, leader)
    leader.presses(EDIT)
    leader.fills(label, text)
    leader.submits()
    return leader.sees_modal(ABOUT)


def cancels(house: House, reason: str = "") -> None:
    opens(house, house.liv)
    house.liv.presses(CANCEL)
    house.liv.fills(WHY, reason)
    house.liv.submits()
    assert "Kanalen får vite det." in house.liv.sees_modal(ABOUT).text
    house.liv.closes()


def restores(house: House) -> None:
    opens(house, house.liv)
    house.liv.presses(RESTORE)
    assert "Møtet blir det likevel noe av." in house.liv.sees_modal(ABOUT).text
    house.liv.closes()


def plans_topic(house: House, title: str, meeting: str) -> None:
    house.liv.presses("Mer …", message=card(house, title))
    house.liv.presses(PLAN)
    house.liv.chooses(WHICH, meeting)
    assert house.liv.submits().acked
    assert house.liv.modal is None


def news(house: House, words: str) -> list[Message]:
    return [message for message in house.ola.reads(house.helse) if words in message.says.replace("\u00a0", " ")]


def hears(house: House, words: str) -> Message:
    """The channel hears it, once."""
    house.slack.wait_until(lambda: bool(news(house, words)), what=f"the channel to hear {words!r}")
    (message,) = news(house, words)
    return message


def due(house: House, view: str) -> str:
    """When the one post of that kind comes, in UTC."""
    (post,) = [post for post in posts_of(house) if post.view == view]
    return f"{post.due_at:%Y-%m-%d %H:%M}"


# Adding


def test_what_is_usual_is_filled_in_and_the_plan_begins(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    values = opens_form(spring, spring.liv).values
    assert (values[DAY], values[BEGINS], values[LENGTH], values[TOPIC]) == (
        "2041-02-06", "09:00", "2 timer", "Ikke noe tema ennå",
    )  # fmt: skip
    spring.liv.fills(DAY, "2041-03-07")
    spring.liv.fills(PLACE, "Rådhuset")
    spring.liv.fills(GOALS, "Vi vet hva <!channel> loven sier")
    spring.liv.chooses(TOPIC, "Samtykke")
    spring.liv.picks(HOST, spring.ola)
    spring.liv.submits()
    shown = spring.liv.sees_modal(ABOUT)
    assert lines_of(shown.text)[:7] == [
        "Møtet er lagt til. Planen i kanalen viser det.",
        "Samtykke",
        "Tid: torsdag 7. mars kl. 09.00–11.00",
        "Sted: Rådhuset",
        "Vert: Ola Li",
        "Mål",
        "Vi vet hva <!channel> loven sier",
    ]
    assert shown.buttons == [
        *ANSWERS, "Se temaet", "Legg i kalenderen", MAKE, "Agenda", SUGGESTIONS, WHO, EDIT, FIND, CANCEL
    ]  # fmt: skip
    assert "Samtykke · Rådhuset" in hears(spring, "Planen for våren 2041").says
    says(spring, "Samtykke", "Planlagt: torsdag 7.")
    assert due(spring, "meeting.preview") == "2041-02-28 08:00"


def test_one_more_joins_the_latest_plan(spring: House) -> None:
    plan = plans(spring, "2041-02-20", number="2")
    assert opens_form(spring, spring.liv).values[DAY] == "2041-02-06"
    spring.liv.submits()
    spring.slack.wait_until(lambda: "onsdag 6." in plan.says, what="the plan to show it")
    assert len(stored(spring)) == 3
    assert len(news(spring, "Planen for")) == 1
    spring.liv.closes()
    assert opens_form(spring, spring.liv).values[DAY] == "2041-02-13"


def test_the_same_form_twice_is_one_meeting_and_with_other_values_changes_it(spring: House) -> None:
    form = opens_form(spring, spring.liv).view.as_json(*ids(spring))
    spring.ws.deliver_twice()
    spring.liv.submits()
    assert spring.liv.repeats().acked
    assert stored(spring) == [("2041-02-06", None)]
    form["state"]["values"]["day"]["day"]["selected_date"] = "2041-02-13"
    spring.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert stored(spring) == [("2041-02-13", None)]
    settle(spring)
    assert len(news(spring, "Planen for")) == 1
    assert not spring.ws.complaints


def test_adding_is_for_leaders_and_not_in_a_pause(spring: House) -> None:
    assert ADD not in spring.offers(spring.kari)
    spring.opens_menu(spring.liv)
    key = spring.button("meeting.add", spring.liv)["value"]
    spring.forges(spring.kari, "meeting.add", key)
    spring.kari.sees("Bare nettverksledere kan gjøre dette.", in_=spring.helse)
    form = opens_form(spring, spring.liv).view.as_json(*ids(spring))
    spring.liv.closes()
    spring.opens_menu(spring.liv)
    spring.liv.presses(PAUSE, confirm=PAUSE)
    assert ADD not in spring.liv.sees_modal("Mer om nettverket").buttons
    spring.liv.sends("interactive", {"type": "view_submission", "view": form})
    spring.forges(spring.liv, "meeting.add", key)
    spring.liv.sees("satt på pause, så du kan ikke endre noe nå.", in_=spring.helse)
    assert stored(spring) == []


@pytest.mark.parametrize(
    ("label", "entered", "told"),
    [
        (DAY, "2041-01-31", OVER),
        (DAY, "2041-02-01", OVER),  # at nine, and it is ten
        (DAY, "0001-01-01", OVER),
        (DAY, "9999-12-31", "Det er mange år fram i tid. Velg en dag før det."),
        (PLACE, "x" * 3000, "Skriv høyst 150 tegn her. Nå er det 3000."),
        (GOALS, "<!channel>" * 51, "Skriv høyst 500 tegn her. Nå er det 510."),
    ],
)
def test_what_will_not_do_gets_a_sentence_at_its_field(spring: House, label: str, entered: str, told: str) -> None:
    opens_form(spring, spring.liv)
    spring.liv.fills(label, entered)
    spring.liv.submits()
    form = spring.liv.sees_modal(ADD)
    assert form.errors == {label: told}
    assert form.values[label] == entered
    assert stored(spring) == []


def test_more_than_a_field_holds_does_not_pass_slack(spring: House) -> None:
    opens_form(spring, spring.liv)
    spring.liv.fills(GOALS, "x" * 5000)
    with pytest.raises(AssertionError, match="3000"):
        spring.liv.submits()


def test_a_bot_is_no_host_and_a_topic_withdrawn_meanwhile_no_topic(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    opens_form(spring, spring.liv)
    spring.liv.chooses(TOPIC, "Samtykke")
    spring.liv.picks(HOST, spring.ws.bot)
    spring.kari.presses("Mer …", message=card(spring, "Samtykke"))
    spring.kari.presses("Trekk temaet", confirm="Trekk temaet")
    spring.liv.submits()
    assert spring.liv.sees_modal(ADD).errors == {
        TOPIC: "Dette temaet ble trukket mens du valgte. Velg et annet.",
        HOST: "Den du valgte, er en bot eller har sluttet i arbeidsområdet. Velg en som kan være vert.",
    }


# Seeing


def test_anyone_sees_all_about_a_meeting_and_only_leaders_may_change_it(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    adds(spring, topic="Samtykke")
    assert opens(spring, spring.kari).buttons == [*ANSWERS, "Se temaet", "Legg i kalenderen", MAKE]
    spring.kari.presses("Se temaet")
    assert "Planlagt: onsdag 6." in spring.kari.sees_modal(MORE).text
    spring.opens_menu(spring.liv)
    spring.liv.presses(PAUSE, confirm=PAUSE)
    spring.liv.closes()
    shown = opens(spring, spring.liv)
    assert shown.buttons == ["Se temaet", "Legg i kalenderen"]
    assert "Nettverket hviler, så du kan ikke endre noe nå." in shown.text


# Editing


def test_what_is_changed_stands_in_the_plan_and_its_posts_follow(spring: House) -> None:
    adds(spring)
    assert due(spring, "meeting.preview") == "2041-02-27 08:00"
    edits(spring, DAY, "2041-03-13")
    assert "Endringene er lagret." in spring.liv.sees_modal(ABOUT).text
    assert due(spring, "meeting.preview") == "2041-03-06 08:00"
    hears(spring, "onsdag 13. mars kl. 09.00–11.00")
    assert news(spring, "Møtet er flyttet") == []  # the plan is all that the channel has of it
    edits(spring, BEGINS, "10:30")
    hears(spring, "onsdag 13. mars kl. 10.30–12.30")


def test_the_form_as_it_was_changes_nothing(spring: House) -> None:
    adds(spring)
    before = announced(spring)
    opens(spring, spring.liv)
    spring.liv.presses(EDIT)
    spring.liv.submits()
    assert "Endringene" not in spring.liv.sees_modal(ABOUT).text
    assert announced(spring) == before


def test_of_two_leaders_at_once_the_later_is_told_and_loses_nothing(spring: House) -> None:
    spring.opens_menu(spring.liv)
    spring.liv.presses("Endre innstillingene")
    spring.liv.picks(LEADERS, spring.liv, spring.kari)
    spring.liv.submits()
    spring.liv.closes()
    adds(spring)
    opens(spring, spring.kari)
    spring.kari.presses(EDIT)
    spring.kari.fills(GOALS, "Vi er enige")
    edits(spring, PLACE, "Rådhuset")
    spring.kari.submits()
    form = spring.kari.sees_modal(EDIT)
    assert "Liv Berg endret møtet mens du skrev, så det du skrev, er ikke lagret ennå." in form.text
    assert "Sted: Rådhuset" in form.text
    assert form.values[GOALS] == "Vi er enige"
    spring.kari.fills(PLACE, "Rådhuset")
    spring.kari.submits()
    shown = spring.kari.sees_modal(ABOUT).text
    assert "Vi er enige" in shown
    assert "Sted: Rådhuset" in shown


def test_moved_in_the_minute_its_preview_is_due_it_does_not_come_then(spring: House) -> None:
    adds(spring)
    turn_to(spring, date(2041, 2, 27), time(8, 59, 30))
    edits(spring, DAY, "2041-03-13")
    turn_to(spring, date(2041, 2, 27), time(9, 0, 30))
    spring.bot.delivery.drain()
    assert news(spring, "📅 Møtet onsdag") == []
    turn_to(spring, date(2041, 3, 6), time(9, 0, 30))
    hears(spring, "📅 Møtet onsdag 13. mars")
    assert news(spring, "Møtet er flyttet") == []


def test_a_meeting_that_the_channel_has_heard_of_is_moved_in_its_sight(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    adds(spring, topic="Samtykke")
    turn_to(spring, date(2041, 2, 27), time(9, 0, 30))
    preview = hears(spring, "📅 Møtet onsdag 6. mars")
    spring.ola.presses("Jeg kommer", message=preview)
    spring.slack.wait_until(lambda: "1 kommer" in preview.says, what="the channel to see who comes")
    assert "Kanalen får vite det." in edits(spring, DAY, "2041-03-07").text
    told = hears(spring, "Møtet om «Samtykke» er flyttet til torsdag 7. mars kl. 09.00–11.00.")
    says(spring, "Samtykke", "Planlagt: torsdag 7.")
    spring.slack.wait_until(lambda: "torsdag" in preview.says, what="the preview to follow")
    assert "1 kommer" not in preview.says  # that was about another day
    assert "Si på nytt om du kommer." in told.says
    edits(spring, BEGINS, "12:00")
    spring.slack.wait_until(lambda: "12.00–14.00" in told.says, what="the message to follow")
    assert len(news(spring, "er flyttet til")) == 1
    spring.ola.presses("Mer …", message=told)
    spring.ola.sees_modal(ABOUT)


def test_moved_and_cancelled_before_anybody_heard_it_is_told_of_the_next_move(spring: House) -> None:
    adds(spring)
    turn_to(spring, date(2041, 2, 27), time(9, 0, 30))
    hears(spring, "📅 Møtet onsdag 6. mars")
    spring.bot.metronome.stop()
    edits(spring, DAY, "2041-03-07")
    spring.liv.closes()
    cancels(spring)
    spring.bot.delivery.drain()
    hears(spring, "Møtet torsdag 7. mars kl. 09.00–11.00 er avlyst.")
    assert news(spring, "er flyttet til") == []
    restores(spring)
    edits(spring, DAY, "2041-03-08")
    spring.bot.delivery.drain()
    hears(spring, "Møtet er flyttet til fredag 8. mars kl. 09.00–11.00.")


def test_what_a_leader_has_moved_goes_where_it_belongs_again(spring: House) -> None:
    adds(spring)
    with spring.bot.database.writing() as session:
        for post in posts_of(spring):
            if post.view == "meeting.preview":
                post.due_at, post.is_moved = post.due_at.replace(day=26), True
                session.merge(post)
    edits(spring, BEGINS, "10:00")
    assert due(spring, "meeting.preview") == "2041-02-27 08:00"


def test_into_the_past_it_is_not_moved_and_what_was_held_not_at_all(spring: House) -> None:
    adds(spring)
    opens(spring, spring.liv)
    spring.liv.presses(EDIT)
    spring.liv.fills(DAY, "2041-01-30")
    spring.liv.submits()
    assert spring.liv.sees_modal(EDIT).errors == {DAY: OVER}
    spring.liv.closes()
    shown = opens(spring, spring.liv)
    turn_to(spring, date(2041, 3, 6), time(9, 30))
    spring.liv.presses(EDIT, in_=shown)
    spring.liv.fills(DAY, "2041-03-20")
    spring.liv.submits()
    assert spring.liv.sees_modal(EDIT).errors == {
        DAY: "Møtet har begynt, så det kan ikke flyttes. Legg heller til et nytt møte."
    }
    spring.liv.fills(DAY, "2041-03-06")
    spring.liv.fills(GOALS, "Vi ble enige")
    spring.liv.submits()
    shown = spring.liv.sees_modal(ABOUT)
    assert "Vi ble enige" in shown.text
    assert shown.buttons == [
        "Hvor er vi nå?", MAKE, "Agenda", SUGGESTIONS, "Start møtet", "Start en runde rundt bordet",
        "Gi tid til å tenke", WHO, EDIT, "Bekreft oppmøtet", "Skriv ned evalueringen",
    ]  # fmt: skip


# Cancelling


def test_a_cancelled_meeting_takes_its_posts_away_and_the_channel_is_told_why(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    adds(spring, topic="Samtykke")
    says(spring, "Samtykke", "Planlagt: onsdag 6.")
    opens(spring, spring.liv)
    spring.liv.presses(CANCEL)
    assert "Kanalen får vite at møtet er avlyst." in spring.liv.sees_modal(CANCEL).text
    spring.liv.fills(WHY, "Jeg er <!here> syk")
    spring.ws.deliver_twice()
    spring.liv.submits()
    shown = spring.liv.sees_modal(ABOUT)
    assert "Møtet er avlyst.\nDerfor\nJeg er <!here> syk" in shown.text.replace("*", "")
    assert shown.buttons == ["Se temaet", "Ta ut av kalenderen", RESTORE]
    told = hears(spring, "Møtet om «Samtykke» onsdag 6. mars kl. 09.00–11.00 er avlyst.")
    assert "Derfor\nJeg er <!here> syk" in told.says
    assert told.pings == []
    assert announced(spring) == set()
    spring.slack.wait_until(lambda: "Planlagt" not in card(spring, "Samtykke").says, what="the card to follow")


def test_cancelled_while_its_preview_waits_it_does_not_come(spring: House) -> None:
    adds(spring)
    turn_to(spring, date(2041, 2, 27), time(8, 59, 30))
    spring.bot.metronome.stop()
    turn_to(spring, date(2041, 2, 27), time(9, 0, 30))
    cancels(spring)
    spring.bot.delivery.drain()
    hears(spring, "Møtet onsdag 6. mars kl. 09.00–11.00 er avlyst.")
    assert news(spring, "📅 Møtet onsdag") == []


def test_it_takes_place_after_all_and_what_was_told_says_so(spring: House) -> None:
    adds(spring)
    before = announced(spring)
    cancels(spring, "Storm")
    told = hears(spring, "er avlyst.")
    restores(spring)
    spring.slack.wait_until(
        lambda: "Møtet blir likevel holdt onsdag 6. mars" in told.says.replace("\u00a0", " "),
        what="the message to say so",
    )
    assert "Storm" not in told.says
    assert announced(spring) == before
    cancels(spring)  # once more: whoever has read that it is held must hear of it
    assert hears(spring, "er avlyst.").ts != told.ts


def test_cancelled_and_restored_before_anybody_heard_there_is_nothing_to_tell(spring: House) -> None:
    adds(spring)
    hears(spring, "Planen for")
    spring.bot.metronome.stop()
    cancels(spring)
    restores(spring)
    spring.bot.delivery.drain()
    assert news(spring, "blir likevel holdt") == []
    cancels(spring)
    spring.bot.delivery.drain()
    hears(spring, "er avlyst.")


def test_another_reason_later_is_the_one_that_holds(spring: House) -> None:
    adds(spring)
    opens(spring, spring.liv)
    spring.liv.presses(CANCEL)
    form = spring.liv.sees_modal(CANCEL).view.as_json(*ids(spring))
    spring.liv.submits()
    told = hears(spring, "er avlyst.")
    form["state"]["values"]["reason"] = {"reason": {"type": "plain_text_input", "value": "Storm"}}
    spring.liv.sends("interactive", {"type": "view_submission", "view": form})
    spring.slack.wait_until(lambda: "Storm" in told.says, what="the reason")
    assert len(news(spring, "er avlyst.")) == 1


def test_what_has_begun_is_neither_cancelled_nor_restored(spring: House) -> None:
    adds(spring)
    adds(spring, "2041-03-13")
    key = _key(spring, 0)
    cancels(spring)
    opens(spring, spring.liv, 1)
    spring.liv.presses(CANCEL)
    turn_to(spring, date(2041, 3, 13), time(9, 1))
    spring.liv.submits()
    too_late = "Møtet skulle ha begynt nå, så det er for sent å gjøre dette. Skriv til de andre i kanalen."
    assert spring.liv.sees_modal(CANCEL).errors == {WHY: too_late}
    spring.forges(spring.liv, "meeting.restore", key)
    spring.liv.sees(too_late, in_=spring.helse)
    spring.forges(spring.liv, "meeting.edit", key)
    spring.liv.sees("Møtet er avlyst, så det kan ikke endres. Velg først «Avlys likevel ikke».", in_=spring.helse)


def test_a_reason_that_is_too_long(spring: House) -> None:
    adds(spring)
    opens(spring, spring.liv)
    spring.liv.presses(CANCEL)
    spring.liv.fills(WHY, "x" * 301)
    spring.liv.submits()
    assert spring.liv.sees_modal(CANCEL).errors == {WHY: "Skriv høyst 300 tegn her. Nå er det 301."}


# Planning topics


@pytest.fixture
def two(spring: House) -> House:
    """Two topics, and two meetings with no topic."""
    for title in ("Samtykke", "Innsyn"):
        spring.proposes(spring.kari, title)
    for day in ("2041-03-06", "2041-03-13"):
        adds(spring, day)
    return spring


def test_a_topic_is_given_to_a_meeting_then_to_another_and_taken_off(two: House) -> None:
    plans_topic(two, "Samtykke", "onsdag 6.\u00a0mars")
    says(two, "Samtykke", "Planlagt: onsdag 6.")
    hears(two, "onsdag 6. mars kl. 09.00–11.00\nSamtykke")
    two.ola.types("/tema liste", two.helse)
    assert "1. Samtykke\nPlanlagt: onsdag 6." in two.ola.sees("Temaer i", in_=two.helse).says
    plans_topic(two, "Samtykke", "onsdag 13.\u00a0mars")
    says(two, "Samtykke", "Planlagt: onsdag 13.")
    assert [title for _day, title in stored(two)] == [None, "Samtykke"]
    plans_topic(two, "Samtykke", NOWHERE)
    two.slack.wait_until(lambda: "Planlagt" not in card(two, "Samtykke").says, what="the card to follow")
    assert [title for _day, title in stored(two)] == [None, None]


def test_a_topic_takes_the_place_of_another(two: House) -> None:
    plans_topic(two, "Samtykke", "onsdag 6.\u00a0mars")
    says(two, "Samtykke", "Planlagt")
    plans_topic(two, "Innsyn", "onsdag 6.\u00a0mars: Samtykke")
    says(two, "Innsyn", "Planlagt: onsdag 6.")
    two.slack.wait_until(lambda: "Planlagt" not in card(two, "Samtykke").says, what="the other card to follow")


def test_a_meeting_that_got_another_topic_meanwhile_keeps_it(two: House) -> None:
    two.liv.presses("Mer …", message=card(two, "Innsyn"))
    two.liv.presses(PLAN)
    two.liv.chooses(WHICH, "onsdag 6.\u00a0mars")
    form = two.liv.sees_modal("Planlegg temaet").view.as_json(*ids(two))
    two.liv.closes(all_=True)
    plans_topic(two, "Samtykke", "onsdag 6.\u00a0mars")
    two.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert stored(two)[0] == ("2041-03-06", "Samtykke")


def test_of_a_meeting_whose_topic_was_chosen_an_open_form_is_old(two: House) -> None:
    opens(two, two.liv)
    two.liv.presses(EDIT)
    two.liv.fills(GOALS, "Vi er enige")
    form = two.liv.sees_modal(EDIT).view.as_json(*ids(two))
    two.liv.closes(all_=True)
    plans_topic(two, "Samtykke", "onsdag 6.\u00a0mars")
    two.liv.sends("interactive", {"type": "view_submission", "view": form})
    assert stored(two)[0] == ("2041-03-06", "Samtykke")


def test_where_no_meeting_is_coming_there_is_nothing_to_choose(spring: House) -> None:
    spring.proposes(spring.kari, "Samtykke")
    spring.liv.presses("Mer …", message=card(spring, "Samtykke"))
    spring.liv.presses(PLAN)
    assert "Det er ingen møter framover." in spring.liv.sees_modal(NOTICE).text
    spring.kari.presses("Mer …", message=card(spring, "Samtykke"))
    assert PLAN not in spring.kari.sees_modal(MORE).buttons


def test_once_the_meeting_has_begun_the_topic_is_taken_up(two: House) -> None:
    plans_topic(two, "Samtykke", "onsdag 6.\u00a0mars")
    turn_to(two, date(2041, 3, 6), time(9, 1))
    says(two, "Samtykke", "Tatt opp onsdag 6.")
    two.liv.presses("Mer …", message=card(two, "Samtykke"))
    assert "Tatt opp onsdag 6." in two.liv.sees_modal(MORE).text


def test_what_gathers_the_topic_is_taken_up_in_its_place_until_they_are_parted(two: House) -> None:
    plans_topic(two, "Samtykke", "onsdag 6.\u00a0mars")
    says(two, "Samtykke", "Planlagt")
    merges(two, "Samtykke", "Innsyn")
    says(two, "Innsyn", "Planlagt: onsdag 6.")
    hears(two, "onsdag 6. mars kl. 09.00–11.00\nInnsyn")
    edits(two, PLACE, "Rådhuset")
    two.liv.closes()
    two.liv.presses("Mer …", message=card(two, "Samtykke"))
    two.liv.presses("Angre sammenslåingen")
    says(two, "Samtykke", "Planlagt: onsdag 6.")
    two.slack.wait_until(lambda: "Planlagt" not in card(two, "Innsyn").says, what="the other card to follow")
    hears(two, "onsdag 6. mars kl. 09.00–11.00\nSamtykke")


def test_a_topic_that_is_withdrawn_leaves_its_meeting_and_comes_back_to_it(two: House) -> None:
    plans_topic(two, "Samtykke", "onsdag 6.\u00a0mars")
    plan = hears(two, "onsdag 6. mars kl. 09.00–11.00\nSamtykke")
    assert "meeting.reminder" not in {view for view, _due in announced(two)}
    two.kari.presses("Mer …", message=card(two, "Samtykke"))
    two.kari.presses("Trekk temaet", confirm="Trekk temaet")
    two.slack.wait_until(lambda: "Samtykke" not in plan.says, what="the plan to follow")
    edits(two, PLACE, "Rådhuset")
    two.kari.presses("Ta temaet inn igjen")
    two.slack.wait_until(lambda: "Samtykke" in plan.says, what="the plan to follow")


def _key(house: House, number: int) -> str:
    with house.bot.database.reading() as session:
        network = network_in(session, house.ws.id, house.helse.id)
        assert network
        return meetings_since(session, network, date(2041, 1, 1))[number].id
