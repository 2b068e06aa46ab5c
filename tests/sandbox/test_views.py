"""Modals and the Home tab through the Web API. Each test names its source in slack-facts.md."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import Json, Puppet, buttons, client, modal, plain, refusal, section, text_input


@pytest.fixture(autouse=True)
def connected(etaten: Etaten) -> Iterator[None]:
    """A bot that acknowledges: everything here begins with somebody's act."""
    with Puppet(etaten.ws):
        yield


def trigger(etaten: Etaten) -> str:
    """A fresh trigger, from a command of Kari's."""
    etaten.kari.types("/tema x", etaten.helse)
    trigger_id: str = etaten.ws.calls("envelope:slash_commands")[-1].args["trigger_id"]
    return trigger_id


def opened(etaten: Etaten, *blocks: Json, **view: Any) -> Json:
    """Open a modal before Kari; the view as the API tells it."""
    answer: Json = client(etaten.ws).views_open(trigger_id=trigger(etaten), view=modal(*blocks, **view))["view"]
    return answer


def pressed(etaten: Etaten, label: str) -> str:
    """Kari presses a button in her modal; the trigger it gives."""
    etaten.kari.presses(label)
    trigger_id: str = etaten.ws.calls("envelope:interactive")[-1].args["trigger_id"]
    return trigger_id


def test_1_4_a_trigger_opens_one_modal(etaten: Etaten) -> None:
    api = client(etaten.ws)
    once = trigger(etaten)
    answer = api.views_open(trigger_id=once, view=modal())["view"]
    assert answer["root_view_id"] == answer["id"] == etaten.kari.modal.view.id  # type: ignore[union-attr]
    assert answer["state"]["values"] == {"tittel": {"tekst": {"type": "plain_text_input", "value": None}}}
    assert refusal(api.views_open, trigger_id=once, view=modal())["error"] == "exchanged_trigger_id"
    assert refusal(api.views_open, trigger_id="1.2", view=modal())["error"] == "invalid_trigger_id"


def test_1_4_a_trigger_lives_three_seconds(etaten: Etaten) -> None:
    late = trigger(etaten)
    etaten.slack.clock.turn(timedelta(seconds=4))
    assert refusal(client(etaten.ws).views_open, trigger_id=late, view=modal())["error"] == "expired_trigger_id"


@pytest.mark.parametrize(
    "view",
    [
        modal(title="x" * 25),
        {key: value for key, value in modal().items() if key != "submit"},
        modal(private_metadata="x" * 3001),
        modal(text_input(), text_input()),
        {"type": "home", "blocks": []},
        "not a view",
    ],
)
def test_1_4_a_wrong_view_is_refused_with_messages(etaten: Etaten, view: Any) -> None:
    once = trigger(etaten)
    answer = refusal(client(etaten.ws).views_open, trigger_id=once, view=view)
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"]
    client(etaten.ws).views_open(trigger_id=once, view=modal())  # UNVERIFIED: the trigger is still good


def test_1_4_an_external_id_is_unique(etaten: Etaten) -> None:
    opened(etaten, external_id="min")
    etaten.ola.types("/tema x", etaten.helse)
    again = etaten.ws.calls("envelope:slash_commands")[-1].args["trigger_id"]
    api = client(etaten.ws)
    answer = refusal(api.views_open, trigger_id=again, view=modal(external_id="min"))
    assert answer["error"] == "duplicate_external_id"
    api.views_update(external_id="min", view=modal(title="Nytt navn", external_id="min"))
    assert etaten.kari.modal.title == "Nytt navn"  # type: ignore[union-attr]


def test_1_4_the_hash_of_an_older_version_conflicts(etaten: Etaten) -> None:
    view = opened(etaten)
    api = client(etaten.ws)
    newer = api.views_update(view_id=view["id"], hash=view["hash"], view=modal(title="To"))["view"]
    conflict = refusal(api.views_update, view_id=view["id"], hash=view["hash"], view=modal(title="Tre"))
    assert conflict["error"] == "hash_conflict"
    api.views_update(view_id=view["id"], hash=newer["hash"], view=modal(title="Tre"))


def test_1_4_a_closed_view_is_not_found(etaten: Etaten) -> None:
    view = opened(etaten)
    etaten.kari.closes()
    assert refusal(client(etaten.ws).views_update, view_id=view["id"], view=modal())["error"] == "not_found"
    body = {"view_id": "V1", "external_id": "x", "view": modal()}
    both = refusal(client(etaten.ws).api_call, api_method="views.update", json=body)
    assert both["error"] == "invalid_arguments"


def test_1_3_what_is_typed_survives_where_both_ids_stay(etaten: Etaten) -> None:
    view = opened(etaten)
    etaten.kari.fills("Tittel", "Samtykke")
    api = client(etaten.ws)
    api.views_update(view_id=view["id"], view=modal(section("mer"), text_input()))
    assert etaten.kari.modal.values == {"Tittel": "Samtykke"}  # type: ignore[union-attr]
    api.views_update(view_id=view["id"], view=modal(text_input(block_id="annen")))
    assert etaten.kari.modal.values == {"Tittel": None}  # type: ignore[union-attr]


def test_1_4_three_modals_lie_on_a_stack_and_no_fourth(etaten: Etaten) -> None:
    api = client(etaten.ws)
    first = opened(etaten, buttons("Mer"))
    second = api.views_push(trigger_id=pressed(etaten, "Mer"), view=modal(buttons("Mer"), title="To"))["view"]
    assert (second["root_view_id"], second["previous_view_id"]) == (first["id"], first["id"])
    api.views_push(trigger_id=pressed(etaten, "Mer"), view=modal(buttons("Mer"), title="Tre"))
    assert etaten.kari.modal.depth == 3  # type: ignore[union-attr]
    fourth = refusal(api.views_push, trigger_id=pressed(etaten, "Mer"), view=modal(title="Fire"))
    assert fourth["error"] == "push_limit_reached"
    etaten.kari.closes()
    assert etaten.kari.modal.title == "To"  # type: ignore[union-attr]


def test_a_push_needs_a_trigger_from_a_modal(etaten: Etaten) -> None:
    answer = refusal(client(etaten.ws).views_push, trigger_id=trigger(etaten), view=modal())
    assert answer["error"] == "not_found"  # UNVERIFIED string


def test_11_home_is_published_per_person_and_guarded_by_its_hash(etaten: Etaten) -> None:
    api = client(etaten.ws)
    home = {"type": "home", "blocks": [section("Hei Kari"), buttons("Foreslå")]}
    first = api.views_publish(user_id=etaten.kari.id, view=home)["view"]
    assert etaten.kari.home.text == "Hei Kari\nForeslå"  # type: ignore[union-attr]
    assert etaten.ola.home is None
    assert etaten.kari.presses("Foreslå", in_=etaten.kari.home).acked
    api.views_publish(user_id=etaten.kari.id, view=home, hash=first["hash"])
    assert refusal(api.views_publish, user_id=etaten.kari.id, view=home, hash=first["hash"])["error"] == "hash_conflict"
    assert refusal(api.views_publish, user_id=etaten.kari.id, view=modal())["error"] == "invalid_arguments"
    assert refusal(api.views_publish, user_id="U1", view=home)["error"] == "user_not_found"  # UNVERIFIED string


def test_a_header_too_long_is_pointed_at(etaten: Etaten) -> None:
    view = modal({"type": "header", "text": plain("x" * 151)}, text_input())
    answer = refusal(client(etaten.ws).views_open, trigger_id=trigger(etaten), view=view)
    assert "/blocks/0/text/text" in answer["response_metadata"]["messages"][0]
