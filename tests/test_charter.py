"""The charter, through the front door: from what people have answered to rules that stand in the channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from handlers.announcements.rules import Kind
from handlers.words import Words, unescape
from handlers.working_days import next_working
from sandbox import Message, Person
from sandbox.forms import Modal
from storage import rounds
from storage.base import new_id
from storage.charter import Charter, Rule, RuleAnswer
from storage.choices import Choice
from storage.networks import Volume
from storage.people import meet
from storage.posts import Post
from storage.rounds import Round, RoundAnswer, RoundClosing, RoundKind, Visibility
from storage.wall_time import day_of, moment_of
from tests.living import House
from tests.meetings import ahead, in_channel, lays, network_of, post, says_as_much, settle, turns_to
from tests.test_date_polls import leads_too
from tests.test_meetings import PAUSE
from tests.test_moving import loses_channel, moves, new_channel

SHOP, ADD, FORM = "Spilleregler", "Legg til en regel", "Endre regelen"
REMOVE, BACK, RULE, PLACE = "Fjern regelen", "Ta inn igjen", "Regelen", "Hvor skal det stå?"
PROPOSE, PUBLISH, DOWN = "Legg fram for nettverket", "Publiser felles rammer", "Ta dem ned"
PROPOSAL, CHARTER, MIDWAY = "🤝 Forslag til felles rammer", "🤝 Felles rammer", "🤝 Er rammene våre fortsatt gode?"
SAY, WHAT, ABOUT, MORE = "Si hva du mener", "Hva mener du?", "Om de felles rammene", "Mer …"
SUPPORT, OBJECT, NEITHER = "Jeg støtter den", "Jeg har en innvending", "Jeg har ingen mening"
FIRST_WORD, SEE = "Et ord til lederne om regel 1", "Se felles rammer"
GROUP, WHICH, BECOMES = "Grupper svar", "Hvilke svar sier det samme?", "Hvilken regel blir de?"
PHONES, TIMES = "Vi legger bort telefonene", "Vi begynner og slutter presis"
NOT_ASKED = "Ingen blir spurt om disse reglene lenger."


def opens(house: House, person: Person | None = None) -> Modal:
    """The workshop, from `/nettverk`."""
    leader = person or house.liv
    house.opens_menu(leader)
    leader.presses(SHOP)
    return leader.sees_modal(SHOP)


def adds(house: House, *texts: str) -> None:
    opens(house)
    for text in texts:
        house.liv.presses(ADD)
        house.liv.fills(RULE, text)
        house.liv.submits()
        house.liv.sees_modal(SHOP)
    house.liv.closes(all_=True)


def edits(house: House, text: str, person: Person | None = None) -> Modal:
    """A leader, who has the workshop open, opens the form of a rule."""
    leader = person or house.liv
    shown = leader.sees_modal(SHOP)
    block = next(one for one in shown.view.blocks if "accessory" in one and text in one["text"]["text"])
    leader.press(shown.view, block, block["accessory"])
    return leader.sees_modal(FORM)


def rows(house: House, noun: Any) -> list[Any]:
    with house.bot.database.reading() as session:
        return list(session.scalars(select(noun)))


def rules(house: House) -> list[str]:
    return [rule.text for rule in sorted(rows(house, Rule), key=lambda rule: rule.position) if not rule.removed_at]


def does(house: House, deed: str, told: str) -> None:
    """Liv presses a button of the workshop that asks first."""
    opens(house)
    house.liv.presses(deed, confirm=deed)
    assert told in house.liv.sees_modal(SHOP).text
    house.liv.closes(all_=True)


def proposes(house: House, *texts: str) -> Message:
    adds(house, *texts)
    does(house, PROPOSE, "Reglene står i kanalen nå.")
    return stands(house, PROPOSAL)


def publishes(house: House, *texts: str) -> Message:
    if texts:
        adds(house, *texts)
    does(house, PUBLISH, "De felles rammene står festet i kanalen nå.")
    return stands(house, CHARTER)


def stands(house: House, opening: str) -> Message:
    """The last message that opens so, as it is now."""
    house.slack.wait_until(lambda: in_channel(house, opening), what=f"{opening!r} to be posted")
    return in_channel(house, opening)[-1]


def says(house: House, opening: str, words: str) -> None:
    house.slack.wait_until(lambda: words in stands(house, opening).says, what=f"{opening!r} to say {words!r}")


def thinks(house: House, person: Person, *opinions: str, word: str = "", of: str = PROPOSAL) -> None:
    """One opinion for each rule, with a word about the first."""
    person.presses(SAY, message=stands(house, of))
    for n, (text, opinion) in enumerate(zip(rules(house), opinions, strict=True), 1):
        person.chooses(f"{n}. {text}", opinion)
    if word:
        person.fills(FIRST_WORD, word)
    person.submits()


def settled(
    house: House,
    *answers: str,
    kind: RoundKind = RoundKind.EXPECTATIONS,
    visibility: Visibility = Visibility.OPEN,
    readers: Sequence[Person] = (),
    fewest: int = 3,
) -> str:
    """A round in which somebody has given each of these answers, and which is closed. Its key."""
    with house.bot.database.writing() as session:
        now = house.slack.clock.now()
        asked = Round(
            team_id=house.ws.id, id=new_id(), network=network_of(house, session), kind=kind, view_id=new_id(),
            visibility=visibility, fewest_shown=fewest, opens_at=now - timedelta(days=3), closes_at=now,
            readers=[meet(session, house.ws.id, person.id) for person in readers],
        )  # fmt: skip
        session.add(asked)
        session.flush()
        question = "rules" if kind is RoundKind.GROUND_RULES else "of_each_other"
        for n, said in enumerate(answers):
            rounds.answer(session, asked, meet(session, house.ws.id, f"U{n:09}"), {question: said})
        rounds.settle(session, asked, RoundClosing.TIME)
        return asked.id


def groups(house: House, *said: str, text: str = "", rule: str = "", person: Person | None = None) -> None:
    """A leader has the workshop open, and makes a rule of these answers of the one round."""
    leader = person or house.liv
    leader.presses(GROUP)
    offered = options_of(leader.sees_modal(GROUP))
    leader.chooses(WHICH, *(next(one for one in offered if words in one) for words in said))
    if rule:
        leader.chooses(BECOMES, rule)
    leader.fills(RULE, text)
    leader.submits()


def options_of(form: Modal) -> list[str]:
    block = next(one for one in form.view.blocks if one.get("block_id") == "answers")
    return [unescape(option["text"]["text"]) for option in block["element"]["options"]]


# Written


def test_a_leader_writes_rules_and_puts_them_in_order(helse: House) -> None:
    assert "Det er ingen regler ennå." in opens(helse).text
    helse.liv.closes(all_=True)
    adds(helse, PHONES, TIMES)
    assert rules(helse) == [PHONES, TIMES]
    assert f"1. {PHONES}\nUtkast" in opens(helse).text
    edits(helse, TIMES)
    helse.liv.chooses(PLACE, "Først")
    helse.liv.submits()
    assert f"1. {TIMES}\nUtkast\nEndre\n2. {PHONES}" in helse.liv.sees_modal(SHOP).text
    assert in_channel(helse, "🤝") == []


def test_the_same_form_twice_is_one_rule_and_with_another_text_it_has_that(helse: House) -> None:
    opens(helse)
    helse.liv.presses(ADD)
    helse.liv.fills(RULE, PHONES)
    helse.ws.deliver_twice()
    helse.liv.submits()
    form = helse.liv._last
    assert form
    assert rules(helse) == [PHONES]
    form.body["view"]["state"]["values"]["text"]["text"]["value"] = TIMES
    helse.liv.sends("interactive", {"type": "view_submission", "view": form.body["view"]})
    assert rules(helse) == [TIMES]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("\u200b", "Skriv regelen, for eksempel «Vi begynner og slutter presis»."),
        ("x" * 201, "Skriv høyst 200 tegn her. Nå er det 201."),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_at_it(helse: House, text: str, error: str) -> None:
    opens(helse)
    helse.liv.presses(ADD)
    helse.liv.fills(RULE, text)
    helse.liv.submits()
    assert helse.liv.sees_modal(ADD).errors == {RULE: error}
    assert rules(helse) == []


def test_a_removed_rule_is_taken_in_again_where_it_stood(helse: House) -> None:
    publishes(helse, PHONES, TIMES)
    opens(helse)
    edits(helse, PHONES)
    helse.liv.presses(REMOVE)
    assert f"«{PHONES}» er fjernet." in helse.liv.sees_modal(SHOP).text
    helse.slack.wait_until(lambda: PHONES not in stands(helse, CHARTER).says, what="the rule to be gone")
    helse.liv.presses(BACK)
    helse.liv.repeats()
    says(helse, CHARTER, f"1. {PHONES}\n2. {TIMES}")
    assert rules(helse) == [PHONES, TIMES]


def test_there_is_room_for_twenty(helse: House) -> None:
    with helse.bot.database.writing() as session:
        network = network_of(helse, session)
        session.add_all(
            Rule(team_id=helse.ws.id, id=new_id(), network=network, view_id=new_id(), text=f"Regel {n}", position=n)
            for n in range(19)
        )
    opens(helse)
    helse.liv.presses(ADD)
    helse.liv.fills(RULE, PHONES)
    opens(helse)
    helse.liv.presses(ADD)
    helse.liv.fills(RULE, TIMES)
    helse.liv.submits()
    assert ADD not in helse.liv.sees_modal(SHOP).buttons
    assert rules(helse)[-1] == TIMES
    helse.forges(helse.liv, "charter.add", rows(helse, Charter)[0].network_id)
    helse.liv.sees("Det er plass til 20 regler.", in_=helse.helse)


# Two leaders at once


def test_of_two_who_change_a_rule_at_once_the_later_is_told(helse: House) -> None:
    adds(helse, PHONES)
    leads_too(helse, helse.ola)
    for leader in (helse.liv, helse.ola):
        opens(helse, leader)
        edits(helse, PHONES, leader)
        leader.fills(RULE, f"{leader.name} vil det")
    helse.liv.submits()
    helse.ola.submits()
    form = helse.ola.sees_modal(FORM)
    assert "Liv Berg endret reglene mens du skrev" in form.text
    assert form.values[RULE] == "Ola Li vil det"
    assert rules(helse) == ["Liv Berg vil det"]
    helse.ola.submits()
    helse.ola.sees_modal(SHOP)
    assert rules(helse) == ["Ola Li vil det"]


def test_nobody_publishes_what_they_have_not_seen(helse: House) -> None:
    adds(helse, PHONES)
    leads_too(helse, helse.ola)
    opens(helse, helse.ola)
    adds(helse, TIMES)
    helse.ola.presses(PUBLISH, confirm=PUBLISH)
    shown = helse.ola.sees_modal(SHOP).text
    assert "Noen har endret reglene i mellomtiden." in shown
    assert TIMES in shown
    assert in_channel(helse, CHARTER) == []
    helse.ola.presses(PUBLISH, confirm=PUBLISH)
    says(helse, CHARTER, TIMES)


# Proposed


def test_from_a_proposal_to_what_is_pinned(helse: House) -> None:
    message = proposes(helse, PHONES, TIMES)
    assert f"1. {PHONES}\n2. {TIMES}" in message.says
    assert message.buttons == [SAY, MORE]
    thinks(helse, helse.kari, SUPPORT, NEITHER)
    thinks(helse, helse.ola, OBJECT, SUPPORT, word="Jeg må kunne nås")
    said = f"1. {PHONES}\nstøttes av 1, 1 innvending\n2. {TIMES}\nstøttes av 1\n2 har sagt sin mening"
    says(helse, PROPOSAL, said)
    assert f"1. {PHONES}\nLagt fram · støttes av 1, 1 innvending" in opens(helse).text
    helse.liv.closes(all_=True)
    pinned = publishes(helse)
    helse.slack.wait_until(lambda: pinned.ts in helse.helse.pinned, what="the pin")
    assert f"1. {PHONES}\n2. {TIMES}" in pinned.says
    assert "innvending" not in pinned.says
    says(helse, PROPOSAL, "Reglene er publisert.")


def test_only_those_who_lead_read_who_objects_and_why(helse: House) -> None:
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know who is there")
    message = proposes(helse, PHONES)
    thinks(helse, helse.kari, OBJECT, word="Barnehagen <!here> ringer")
    assert "Du har en innvending.\nDu skrev: Barnehagen <!here> ringer" in helse.kari.sees_modal(ABOUT).text
    says(helse, PROPOSAL, "1 innvending")
    assert "Barnehagen" not in stands(helse, PROPOSAL).says
    for person, reads in ((helse.ola, False), (helse.liv, True)):
        person.presses(MORE, message=message)
        shown = person.sees_modal(ABOUT)
        assert ("Kari Nordmann har en innvending: Barnehagen <!here> ringer" in shown.text) is reads
        assert (SHOP in shown.buttons) is reads


def test_one_changes_what_one_thinks_and_takes_it_back(helse: House) -> None:
    proposes(helse, PHONES)
    helse.ws.deliver_twice()
    thinks(helse, helse.kari, OBJECT, word="Nei")
    says(helse, PROPOSAL, "1 innvending\n1 har sagt sin mening")
    helse.kari.presses("Endre det jeg mener")
    assert helse.kari.sees_modal(WHAT).values == {f"1. {PHONES}": OBJECT, FIRST_WORD: "Nei"}
    helse.kari.chooses(f"1. {PHONES}", SUPPORT)
    helse.kari.submits()
    says(helse, PROPOSAL, "støttes av 1\n")
    helse.kari.presses("Endre det jeg mener")
    helse.kari.chooses(f"1. {PHONES}", NEITHER)
    helse.kari.submits()
    helse.slack.wait_until(lambda: "støttes" not in stands(helse, PROPOSAL).says, what="nobody to have an opinion")
    assert rows(helse, Choice) == []


def test_a_word_that_is_too_long_is_told_at_its_field(helse: House) -> None:
    proposes(helse, PHONES)
    thinks(helse, helse.kari, OBJECT, word="x" * 301)
    assert helse.kari.sees_modal(WHAT).errors == {FIRST_WORD: "Skriv høyst 300 tegn her. Nå er det 301."}
    assert rows(helse, Choice) == []


def test_with_another_text_nobody_has_spoken_yet(helse: House) -> None:
    proposes(helse, PHONES, TIMES)
    thinks(helse, helse.kari, SUPPORT, SUPPORT)
    says(helse, PROPOSAL, "støttes av 1")
    opens(helse)
    form = edits(helse, PHONES)
    assert "1 har sagt hva de mener om denne regelen. Endrer du teksten, blir det glemt." in form.text
    helse.liv.fills(RULE, "Telefonene er i vesken")
    helse.liv.submits()
    says(helse, PROPOSAL, f"1. Telefonene er i vesken\n2. {TIMES}\nstøttes av 1")


def test_rules_that_change_while_one_answers_are_shown_anew(helse: House) -> None:
    message = proposes(helse, PHONES)
    helse.kari.presses(SAY, message=message)
    helse.kari.chooses(f"1. {PHONES}", SUPPORT)
    opens(helse)
    edits(helse, PHONES)
    helse.liv.fills(RULE, "Telefonene ringer fritt")
    helse.liv.submits()
    helse.kari.submits()
    form = helse.kari.sees_modal(WHAT)
    assert "Lederne endret reglene mens du skrev" in form.text
    assert "1. Telefonene ringer fritt" in form.values
    assert rows(helse, Choice) == []
    helse.kari.submits()
    helse.kari.sees_modal(ABOUT)
    assert len(rows(helse, Choice)) == 1


def test_once_published_nobody_is_asked_any_more(helse: House) -> None:
    message = proposes(helse, PHONES)
    helse.kari.presses(SAY, message=message)
    helse.kari.chooses(f"1. {PHONES}", OBJECT)
    publishes(helse)
    helse.kari.submits()
    assert NOT_ASKED in str(helse.kari.sees_modal(WHAT).errors)
    assert rows(helse, Choice) == []


def test_what_is_proposed_later_has_a_message_of_its_own(helse: House) -> None:
    first = proposes(helse, PHONES)
    publishes(helse)
    says(helse, PROPOSAL, "Reglene er publisert.")
    proposes(helse, TIMES)
    helse.slack.wait_until(lambda: len(in_channel(helse, PROPOSAL)) == 2, what="two proposals")
    assert first.ts != stands(helse, PROPOSAL).ts
    assert PHONES not in stands(helse, PROPOSAL).says


def test_where_the_network_rests_nobody_answers(helse: House) -> None:
    message = proposes(helse, PHONES)
    helse.opens_menu(helse.liv)
    helse.liv.presses(PAUSE, confirm=PAUSE)
    helse.kari.presses(SAY, message=message)
    helse.kari.sees("er satt på pause", in_=helse.helse)


# Published


def test_the_charter_is_taken_down_and_put_up_again(helse: House) -> None:
    publishes(helse, "Vi sier <!channel> *aldri*")
    says(helse, CHARTER, "1. Vi sier <!channel> *aldri*")
    assert stands(helse, CHARTER).pings == []
    does(helse, DOWN, "Reglene er utkast igjen")
    says(helse, CHARTER, "De felles rammene er tatt ned.")
    helse.slack.wait_until(lambda: not helse.helse.pinned, what="the pin to be out")
    publishes(helse)
    says(helse, CHARTER, "1. Vi sier")
    helse.slack.wait_until(lambda: len(helse.helse.pinned) == 1, what="the pin to be in")
    assert len(in_channel(helse, CHARTER)) == 1


def test_newcomers_are_shown_the_charter_and_everyone_finds_it(helse: House) -> None:
    assert SEE not in helse.offers(helse.kari)
    publishes(helse, *(f"Regel {n}" for n in range(7)))
    helse.liv.invites(helse.per, helse.helse)
    welcome = helse.per.sees("Velkommen til Nettverk for helse", in_=helse.per.dm(helse.ws.bot))
    assert "Rammene våre:\n– Regel 0\n– Regel 1\n– Regel 2\n– Regel 3\n– Regel 4\nog 2 til" in welcome.says
    helse.per.presses(SEE, message=welcome)
    assert "7. Regel 6" in helse.per.sees_modal("Felles rammer").text
    assert SEE in helse.offers(helse.kari)


def test_in_another_channel_the_charter_stands_anew(helse: House) -> None:
    publishes(helse, PHONES)
    proposes(helse, TIMES)
    loses_channel(helse)
    moves(helse, new_channel(helse, helse.kari, helse.ola))
    says(helse, CHARTER, PHONES)
    says(helse, PROPOSAL, TIMES)
    helse.slack.wait_until(lambda: len(helse.helse.pinned) == 1, what="the charter to be pinned there")


# From answers to rules


def test_answers_that_say_the_same_become_a_rule(helse: House) -> None:
    settled(helse, "Telefonen i vesken", "Ingen telefon, takk", "Vær <presis>")
    began = Words("nb").day(day_of(helse.slack.clock.now() - timedelta(days=3)))
    assert f"Verdier og forventninger: 3 har svart ({began})" in opens(helse).text
    helse.liv.presses(GROUP)
    form = helse.liv.sees_modal(GROUP)
    assert all(words in form.text for words in ("Telefonen i vesken", "Ingen telefon, takk", "Vær <presis>"))
    helse.liv.closes()
    groups(helse, "Telefonen", "Ingen telefon", text=PHONES)
    assert f"1. {PHONES}\nUtkast · samler 2 svar" in helse.liv.sees_modal(SHOP).text
    helse.liv.presses(GROUP)
    form = helse.liv.sees_modal(GROUP)
    assert options_of(form)[0] == "1. Vær <presis>"
    assert form.text.count(f"Med i regelen «{PHONES}»") == 2
    helse.liv.closes()
    groups(helse, "presis", rule=f"«{PHONES}»")
    assert "samler 3 svar" in helse.liv.sees_modal(SHOP).text
    assert {column.name for column in RuleAnswer.__table__.columns} == {"team_id", "rule_id", "answer_id"}


def test_the_same_grouping_twice_is_one_rule(helse: House) -> None:
    settled(helse, "Telefonen i vesken", kind=RoundKind.GROUND_RULES)
    opens(helse)
    helse.ws.deliver_twice()
    groups(helse, "Telefonen", text=PHONES)
    helse.liv.repeats()
    assert rules(helse) == [PHONES]
    assert len(rows(helse, RuleAnswer)) == 1


def test_what_is_missing_is_said_at_its_field(helse: House) -> None:
    settled(helse, "Telefonen i vesken")
    opens(helse)
    helse.liv.presses(GROUP)
    helse.liv.submits()
    assert helse.liv.sees_modal(GROUP).errors == {
        WHICH: "Velg svarene som regelen er laget av.",
        RULE: "Skriv regelen, for eksempel «Vi begynner og slutter presis».",
    }


def test_many_long_answers_come_page_by_page_and_whole(helse: House) -> None:
    long = "&" * (Round.ANSWER_MAX - 5)
    settled(helse, *(f"{n:03} {long}" for n in range(25)))
    opens(helse)
    helse.liv.presses(GROUP)
    form = helse.liv.sees_modal(GROUP)
    assert len(options_of(form)) == 20
    assert form.text.count("&") >= 20 * len(long)
    helse.liv.presses("Flere svar")
    assert len(options_of(helse.liv.sees_modal(GROUP))) == 5
    helse.liv.presses("Svarene før")
    assert len(options_of(helse.liv.sees_modal(GROUP))) == 20


def test_too_few_anonymous_answers_give_nothing_to_group(helse: House) -> None:
    key = settled(helse, "Telefonen", "Vesken", visibility=Visibility.ANONYMOUS)
    assert GROUP not in opens(helse).buttons
    helse.forges(helse.liv, "charter.group", key)
    helse.liv.sees("Denne knappen virker ikke lenger.", in_=helse.helse)
    settled(helse, "Telefonen", "Vesken", "Lommen", visibility=Visibility.ANONYMOUS)
    assert GROUP in opens(helse).buttons


def test_what_was_for_leaders_groups_only_who_led_then_and_leads_now(helse: House) -> None:
    key = settled(helse, "Telefonen i vesken", visibility=Visibility.LEADERS, readers=[helse.liv, helse.kari])
    leads_too(helse, helse.ola)
    assert GROUP in opens(helse).buttons
    assert GROUP not in opens(helse, helse.ola).buttons
    helse.forges(helse.ola, "charter.group", key)
    helse.ola.sees("Denne knappen virker ikke lenger.", in_=helse.helse)
    helse.forges(helse.kari, "charter.group", key)
    helse.kari.sees("Bare nettverksledere kan gjøre dette.", in_=helse.helse)
    opens(helse)
    groups(helse, "Telefonen", text=PHONES)
    assert "samler 1 svar" in opens(helse, helse.ola).text  # the rule is for all who lead


def test_an_answer_that_is_gone_is_gathered_no_more(helse: House) -> None:
    settled(helse, "Telefonen i vesken")
    opens(helse)
    groups(helse, "Telefonen", text=PHONES)
    helse.liv.sees_modal(SHOP)
    with helse.bot.database.writing() as session:
        for one in session.scalars(select(RoundAnswer)):
            session.delete(one)
    assert rows(helse, RuleAnswer) == []
    assert rules(helse) == [PHONES]


# Midway


def asked_midway(house: House, *days: int) -> list[str]:
    """A cycle with meetings so many working days from now; the clock shows the moment after the second."""
    keys = lays(house, *(ahead(house, n) for n in days))
    second = ahead(house, days[1])
    for day in (next_working(second), next_working(next_working(second))):  # what comes next, and the question
        turns_to(house, moment_of(day, time(10)))
        settle(house)
    return keys


@pytest.mark.parametrize("volume", Volume)
def test_midway_in_a_cycle_is_asked_whether_the_rules_are_still_good(helse: House, volume: Volume) -> None:
    says_as_much(helse, volume)
    publishes(helse, PHONES)
    keys = asked_midway(helse, 3, 23, 43)
    if volume is Volume.QUIET:
        assert in_channel(helse, MIDWAY) == []
        return
    assert post(helse, Kind.CHARTER, keys[1]).view == Kind.CHARTER
    message = stands(helse, MIDWAY)
    assert f"1. {PHONES}" in message.says
    assert message.buttons == [SAY, MORE]
    assert len(in_channel(helse, MIDWAY)) == 1


def test_midway_the_answers_are_counted_anew(helse: House) -> None:
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know who is there")
    proposes(helse, PHONES)
    thinks(helse, helse.kari, SUPPORT)
    thinks(helse, helse.ola, SUPPORT)
    publishes(helse)
    asked_midway(helse, 3, 23, 43)
    assert "støttes" not in stands(helse, MIDWAY).says
    thinks(helse, helse.kari, OBJECT, word="Vi glemmer det", of=MIDWAY)
    says(helse, MIDWAY, "1 innvending\n1 har sagt sin mening")
    helse.liv.presses(MORE, message=stands(helse, MIDWAY))
    assert "Kari Nordmann har en innvending: Vi glemmer det" in helse.liv.sees_modal(ABOUT).text
    helse.liv.closes(all_=True)
    does(helse, DOWN, "Reglene er utkast igjen")
    says(helse, MIDWAY, "ingen blir spurt om dem lenger")


def test_nobody_is_asked_midway_without_rules_or_a_middle(helse: House) -> None:
    asked_midway(helse, 3, 23, 43)
    assert in_channel(helse, MIDWAY) == []
    publishes(helse, PHONES)
    keys = lays(helse, ahead(helse, 60), ahead(helse, 80))
    with helse.bot.database.reading() as session:
        planned = session.scalars(select(Post).where(Post.view == Kind.CHARTER)).all()
    assert not any(one.subject_id in keys for one in planned)


def test_leaders_see_what_will_be_asked(helse: House) -> None:
    publishes(helse, PHONES)
    lays(helse, ahead(helse, 3), ahead(helse, 6), ahead(helse, 43))
    helse.opens_menu(helse.liv)
    helse.liv.presses("Se hva som kommer")
    shown = helse.liv.sees_modal("Dette kommer")
    name = "Et spørsmål om de felles rammene fortsatt er gode"
    block = next(one for one in shown.view.blocks if "accessory" in one and name in one["text"]["text"])
    helse.liv.press(shown.view, block, block["accessory"])
    assert f"1. {PHONES}" in helse.liv.sees_modal("Det jeg vil si").text
