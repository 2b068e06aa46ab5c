"""The charter, through the front door: from what people have answered to rules that stand in the channel."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from sandbox import Message, Person
from sandbox.forms import Modal
from storage import rounds
from storage.base import new_id
from storage.charter import Rule, RuleAnswer, RuleState
from storage.choices import Choice
from storage.people import meet
from storage.rounds import Round, RoundAnswer, RoundClosing, RoundKind, Visibility
from tests.living import House
from tests.meetings import in_channel, network_of, settle
from tests.test_date_polls import leads_too
from tests.test_meetings import PAUSE

SHOP, ADD, EDIT, REMOVE, BACK = "Spilleregler", "Legg til en regel", "Rediger", "Fjern regelen", "Ta den inn igjen"
RULE, PLACE = "Regelen", "Hvor står det?"
PROPOSE, PUBLISH, DOWN = "Legg fram for nettverket", "Publiser felles rammer", "Ta dem ned"
PROPOSAL, CHARTER = "🤝 Forslag til felles rammer", "🤝 Felles rammer"
SAY, WHAT, ABOUT, MORE = "Si hva du mener", "Hva mener du?", "Om de felles rammene", "Mer …"
SUPPORT, OBJECT, NEITHER = "Jeg støtter den", "Jeg har en innvending", "Jeg har ingen mening"
WORD, NOTICE = "Et ord til lederne om den", "Nettverksbot"
SEE, LEADERS_ONLY = "Se felles rammer", "Bare nettverksledere kan gjøre dette."
GROUP, WHICH, BECOMES = "Grupper svar", "Hvilke svar sier det samme?", "Hvilken regel blir de?"
PHONES, TIMES = "Vi legger bort telefonene", "Vi begynner og slutter presis"


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


def rows(house: House, noun: Any) -> list[Any]:
    with house.bot.database.reading() as session:
        return list(session.scalars(select(noun)))


def rules(house: House) -> list[str]:
    return [rule.text for rule in sorted(rows(house, Rule), key=lambda rule: rule.position) if not rule.removed_at]


def proposes(house: House, *texts: str) -> Message:
    adds(house, *texts)
    opens(house)
    house.liv.presses(PROPOSE, confirm=PROPOSE)
    assert "Reglene står i kanalen nå." in house.liv.sees_modal(SHOP).text
    house.liv.closes(all_=True)
    return stands(house, PROPOSAL)


def publishes(house: House, *texts: str) -> Message:
    if texts:
        adds(house, *texts)
    opens(house)
    house.liv.presses(PUBLISH, confirm=PUBLISH)
    assert "De felles rammene står festet i kanalen nå." in house.liv.sees_modal(SHOP).text
    house.liv.closes(all_=True)
    return stands(house, CHARTER)


def stands(house: House, opening: str) -> Message:
    """The last message that opens so, as it is now."""
    house.slack.wait_until(lambda: in_channel(house, opening), what=f"{opening!r} to be posted")
    return in_channel(house, opening)[-1]


def says(house: House, opening: str, words: str) -> None:
    house.slack.wait_until(lambda: words in stands(house, opening).says, what=f"{opening!r} to say {words!r}")


def thinks(house: House, person: Person, *opinions: str, words: str = "") -> Modal:
    """One opinion for each rule, with a word about the first."""
    person.presses(SAY, message=stands(house, PROPOSAL))
    for text, opinion in zip(rules(house), opinions, strict=True):
        person.chooses(text, opinion)
    if words:
        person.fills(WORD, words)
    person.submits()
    return person.sees_modal(ABOUT if not person.modal.errors else WHAT)


def test_a_leader_writes_rules_and_puts_them_in_order(helse: House) -> None:
    assert "Det er ingen regler ennå." in opens(helse).text
    helse.liv.closes(all_=True)
    adds(helse, PHONES, TIMES)
    opens(helse)
    helse.liv.presses(EDIT, number=1) if False else None
    assert rules(helse) == [PHONES, TIMES]


def test_from_a_proposal_to_what_is_pinned(helse: House) -> None:
    message = proposes(helse, PHONES, TIMES)
    assert f"1. {PHONES}\n2. {TIMES}" in message.says
    assert message.buttons == [SAY, MORE]
    thinks(helse, helse.kari, SUPPORT, NEITHER)
    thinks(helse, helse.ola, OBJECT, SUPPORT, words="Jeg må kunne nås")
    says(helse, PROPOSAL, f"1. {PHONES}\nstøttes av 1, 1 innvending\n2. {TIMES}\nstøttes av 1\n2 har sagt sin mening")
    pinned = publishes(helse)
    assert f"1. {PHONES}\n2. {TIMES}" in pinned.says
    says(helse, PROPOSAL, "Reglene er publisert.")
