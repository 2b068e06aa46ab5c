"""What an admin does on the page, and what becomes of those who look on."""

import pytest

from sandbox import Person, Sandbox
from sandbox.page import Page
from tests.sandbox.conftest import Etaten
from tests.sandbox.test_page import does, get, sees, status


@pytest.fixture
def page(slack: Sandbox) -> Page:
    page = Page(slack)
    slack.page = page.app
    return page


@pytest.fixture
def sjef(page: Page, etaten: Etaten) -> Person:
    """An admin in #helse, with the page there."""
    assert etaten.slack.page is page.app
    sjef = etaten.ws.add_person("Siri Sjef", admin=True)
    sjef.joins(etaten.helse)
    return sjef


def test_the_menu_is_for_admins_and_so_is_what_stands_in_it(etaten: Etaten, sjef: Person) -> None:
    assert "Administrer" in sees(sjef, etaten.helse)
    assert "Administrer" not in sees(sjef, sjef.dm(etaten.kari))
    assert "Administrer" not in sees(etaten.kari, etaten.helse)
    for act, form in (
        ("convert", {}),
        ("delete", {}),
        ("guest", {"name": "Gunn"}),
        ("share", {"name": "Nina"}),
        ("deactivate", {"user": sjef.id}),
        ("reactivate", {"user": etaten.ola.id}),
    ):
        assert "⚠" in does(etaten.kari, etaten.helse, act, **form), act
    assert [member.name for member in etaten.helse.members.values()] == [
        "Kari Nordmann", "Ola Nordmann", "prove", "Siri Sjef",
    ]  # fmt: skip


def test_everybody_follows_a_converted_channel(etaten: Etaten, sjef: Person) -> None:
    etaten.kari.types("Hei", etaten.helse)
    before = etaten.helse.id
    assert "Gjør kanalen åpen for alle" in does(sjef, etaten.helse, "convert")
    assert etaten.helse.id != before
    assert 'id="composer"' in sees(etaten.ola, before), "a tab that stood there finds it"
    assert status(etaten.slack, f"/as/{etaten.ws.add_person('Liv').id}/{before}") == 404


def test_a_deleted_channel_leads_elsewhere(etaten: Etaten, sjef: Person) -> None:
    kaffe = etaten.ws.add_channel("kaffe", creator=sjef)
    assert "<h1>" in does(sjef, kaffe, "delete")
    assert status(etaten.slack, f"/as/{sjef.id}/{kaffe.id}") == 404


def test_somebody_from_outside(etaten: Etaten, sjef: Person) -> None:
    etaten.kari.types("Hei", etaten.helse)
    assert "er endret eller borte" in does(sjef, etaten.helse, "guest", name=" ")
    assert "gjest" in does(sjef, etaten.helse, "guest", name="Gunn Gjest")
    shown = does(sjef, etaten.helse, "share", name="Nina Nabo")
    assert "delt med andre" in shown
    nina = next(m for m in etaten.helse.members.values() if isinstance(m, Person) and m.is_outsider)
    shown = sees(nina, etaten.helse)
    assert "ekstern" in shown
    for hers in ("/tema", "Nytt tema", "Gjør til tema", "Ola Nordmann</a>", f"/as/{nina.id}/home"):
        assert hers not in shown, f"{hers} is not for outsiders"
        assert hers.replace(nina.id, etaten.kari.id) in sees(etaten.kari, etaten.helse)
    does(sjef, etaten.helse, "unshare")
    assert nina.id not in etaten.helse.members


def test_somebody_is_shut_out_and_let_in(etaten: Etaten, sjef: Person) -> None:
    assert "Slipp inn Ola Nordmann igjen" in does(sjef, etaten.helse, "deactivate", user=etaten.ola.id)
    assert status(etaten.slack, f"/as/{etaten.ola.id}/{etaten.helse.id}") == 404
    assert "Ola Nordmann" not in get(etaten.slack, "/")
    assert "Deaktiver Ola Nordmann" in does(sjef, etaten.helse, "reactivate", user=etaten.ola.id)
    assert "Ola Nordmann" in get(etaten.slack, "/")


def test_a_name_that_will_not_do_is_told_in_ones_language(etaten: Etaten, sjef: Person) -> None:
    for name, told in (("To Ord", "Skriv et navn med små bokstaver"), ("styret", "Det finnes alt en kanal")):
        assert told in does(sjef, etaten.helse, "say", text=f"/rename {name}", in_="channel")
    assert "#</span>folkehelse" in does(sjef, etaten.helse, "say", text="/rename folkehelse", in_="channel")
