"""People act by what they see, and their client stops them where Slack's would."""

import threading
from typing import Any

import pytest

from sandbox import Answer, Sandbox
from tests.sandbox.conftest import MANIFEST, Etaten
from tests.sandbox.puppet import Json, Puppet, buttons, modal, plain, section, text_input

COLOURS = [{"text": plain("Rød &amp; rosa"), "value": "r"}, {"text": plain("Blå"), "value": "b"}]


def field(label: str, kind: str, **element: Any) -> Json:
    """An input block with an element of this kind; its ids are its label."""
    inner = {"type": kind, "action_id": label} | element
    return {"type": "input", "block_id": label, "label": plain(label), "element": inner}


def show(etaten: Etaten, bot: Puppet, *blocks: Json) -> None:
    """Open a modal before Kari."""
    etaten.kari.types("/tema x", etaten.helse)
    bot.api.views_open(trigger_id=bot.envelopes[-1]["payload"]["trigger_id"], view=modal(*blocks))


def sent(bot: Puppet) -> Any:
    """The values of the last submission: {action_id: answer}, the type left out."""
    values = bot.envelopes[-1]["payload"]["view"]["state"]["values"]
    return {key: {k: v for k, v in a.items() if k != "type"} for block in values.values() for key, a in block.items()}


def test_every_kind_of_input_is_filled_by_its_label(etaten: Etaten, bot: Puppet) -> None:
    show(
        etaten,
        bot,
        field("Tekst", "plain_text_input", initial_value="før"),
        field("Tall", "number_input", is_decimal_allowed=False),
        field("E-post", "email_text_input"),
        field("Lenke", "url_text_input"),
        field("Dato", "datepicker"),
        field("Tid", "timepicker"),
        field("Begge", "datetimepicker"),
        field("Meny", "static_select", options=COLOURS),
        field("Radio", "radio_buttons", options=COLOURS, initial_option=COLOURS[1]),
        field("Bokser", "checkboxes", options=COLOURS),
        field("Leder", "users_select"),
        field("Ledere", "multi_users_select"),
        field("Kanal", "channels_select"),
    )
    kari = etaten.kari
    assert kari.modal is not None
    assert kari.modal.values["Radio"] == "Blå"
    texts = {"Tekst": "etter", "Tall": "7", "E-post": "a@b.no", "Lenke": "https://x.no", "Dato": "2026-12-01"}
    for label, text in (texts | {"Tid": "09:30", "Begge": "1795000000"}).items():
        kari.fills(label, text)
    for label in ("Meny", "Radio"):
        kari.chooses(label, "Rød & rosa")
    kari.chooses("Bokser", "Rød & rosa", "Blå")
    kari.picks("Leder", etaten.ola)
    kari.picks("Ledere", etaten.ola, kari)
    kari.picks("Kanal", etaten.helse)
    assert kari.modal.values["Bokser"] == ["Rød & rosa", "Blå"]
    kari.submits()
    assert sent(bot) == {
        "Tekst": {"value": "etter"},
        "Tall": {"value": "7"},
        "E-post": {"value": "a@b.no"},
        "Lenke": {"value": "https://x.no"},
        "Dato": {"selected_date": "2026-12-01"},
        "Tid": {"selected_time": "09:30"},
        "Begge": {"selected_date_time": 1795000000},
        "Meny": {"selected_option": COLOURS[0]},
        "Radio": {"selected_option": COLOURS[0]},
        "Bokser": {"selected_options": COLOURS},
        "Leder": {"selected_user": etaten.ola.id},
        "Ledere": {"selected_users": [etaten.ola.id, kari.id]},
        "Kanal": {"selected_channel": etaten.helse.id},
    }


@pytest.mark.parametrize(
    ("block", "text", "objection"),
    [
        (text_input(), "", "'Tittel' is required"),
        (text_input(max_length=3), "abcd", "longer than 3"),
        (text_input(min_length=3), "ab", "shorter than 3"),
        (field("Tall", "number_input", is_decimal_allowed=False), "x", "is no number"),
        (field("Tall", "number_input", is_decimal_allowed=False), "1.5", "is no whole number"),
        (field("Tall", "number_input", is_decimal_allowed=True, max_value="2"), "2.5", "is not within"),
    ],
)
def test_slacks_client_does_not_send_a_wrong_form(
    etaten: Etaten, bot: Puppet, block: Json, text: str, objection: str
) -> None:
    show(etaten, bot, block)
    etaten.kari.fills(block["label"]["text"], text)
    with pytest.raises(AssertionError, match=objection):
        etaten.kari.submits()
    assert bot.envelopes[-1]["type"] == "slash_commands"


def test_slacks_client_picks_no_more_than_it_may(etaten: Etaten, bot: Puppet) -> None:
    show(etaten, bot, field("Ledere", "multi_users_select", max_selected_items=1))
    etaten.kari.picks("Ledere", etaten.kari, etaten.ola)
    with pytest.raises(AssertionError, match="takes 1 at most"):
        etaten.kari.submits()


@pytest.mark.parametrize(
    ("act", "complaint"),
    [
        (lambda e: e.kari.fills("Navn", "x"), r"no input 'Navn'; there are \['Tittel', 'Farge'\]"),
        (lambda e: e.kari.fills("Farge", "x"), "does not type into a static_select"),
        (lambda e: e.kari.chooses("Farge", "Grønn"), r"no option \['Grønn'\]; there are"),
        (lambda e: e.kari.chooses("Farge", "Blå", "Rød & rosa"), "one only"),
        (lambda e: e.kari.presses("Nei"), r"no button 'Nei'; there are \['Slett'\]"),
        (lambda e: e.kari.presses("Slett"), "asks for confirmation by 'Ja, slett'"),
        (lambda e: e.kari.presses("Slett", confirm="Ja"), "asks for confirmation by 'Ja, slett'"),
        (lambda e: e.ola.submits(), "has no modal open"),
        (lambda e: e.ola.reads(e.styret), "no access to styret"),
        (lambda e: e.ola.types("hei", e.styret), "is not in styret"),
        (lambda e: e.ola.repeats(), "has sent nothing yet"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(etaten: Etaten, bot: Puppet, act: Any, complaint: str) -> None:
    confirm = {"title": plain("?"), "text": plain("Sikker?"), "confirm": plain("Ja, slett"), "deny": plain("Nei")}
    show(etaten, bot, text_input(), field("Farge", "static_select", options=COLOURS), buttons("Slett", confirm=confirm))
    with pytest.raises(AssertionError, match=complaint):
        act(etaten)


def test_a_button_that_is_not_there_yet_is_waited_for(
    etaten: Etaten, bot: Puppet, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, find = threading.Event(), etaten.kari._find_button

    def looks(*where: Any) -> Any:
        try:
            return find(*where)
        finally:
            looked.set()

    monkeypatch.setattr(etaten.kari, "_find_button", looks)
    answers: list[Answer] = []
    presses = threading.Thread(target=lambda: answers.append(etaten.kari.presses("Støtt", in_=etaten.helse)))
    presses.start()
    assert looked.wait(10)
    bot.api.chat_postMessage(channel=etaten.helse.id, text="Samtykke", blocks=[buttons("Støtt")])
    presses.join()
    assert [answer.acked for answer in answers] == [True]
    assert bot.envelopes[-1]["payload"]["type"] == "block_actions"


def test_a_confirmed_button_and_a_line_of_an_overflow_menu(etaten: Etaten, bot: Puppet) -> None:
    confirm = {"title": plain("?"), "text": plain("Sikker?"), "confirm": plain("Ja"), "deny": plain("Nei")}
    menu = {"type": "overflow", "action_id": "meny", "options": COLOURS}
    line = section("Linje") | {"block_id": "linje", "accessory": menu}
    bot.api.chat_postMessage(channel=etaten.helse.id, text="x", blocks=[line, buttons("Slett", confirm=confirm)])
    message = etaten.kari.reads(etaten.helse)[-1]
    assert message.buttons == ["Rød & rosa", "Blå", "Slett"]
    assert etaten.kari.presses("Slett", message=message, confirm="Ja").acked
    assert etaten.kari.presses("Blå", message=message).acked
    assert bot.envelopes[-1]["payload"]["actions"][0]["selected_option"] == COLOURS[1]


def test_a_picker_outside_an_input_tells_at_once(etaten: Etaten, bot: Puppet) -> None:
    select = {"type": "static_select", "action_id": "farge", "options": COLOURS}
    block = section("Farge") | {"block_id": "b", "accessory": select}
    bot.api.chat_postMessage(channel=etaten.helse.id, text="x", blocks=[block])
    etaten.kari.chooses("Farge", "Blå", in_=etaten.kari.reads(etaten.helse)[-1])
    payload = bot.envelopes[-1]["payload"]
    assert payload["actions"][0]["selected_option"] == COLOURS[1]
    assert payload["state"]["values"]["b"]["farge"]["selected_option"] == COLOURS[1]
    show(etaten, bot, text_input() | {"dispatch_action": True})
    etaten.kari.fills("Tittel", "søk")
    assert bot.envelopes[-1]["payload"]["actions"][0]["value"] == "søk"


def test_two_buttons_with_one_label_are_told_apart_by_pressing_the_very_one(etaten: Etaten, bot: Puppet) -> None:
    lines = [COLOURS[0], COLOURS[0] | {"value": "r2"}]
    menu = {"type": "overflow", "action_id": "meny", "options": lines}
    twins = [{"type": "button", "action_id": name, "text": plain("Støtt"), "value": name} for name in ("en", "to")]
    blocks = [{"type": "actions", "block_id": "b", "elements": [*twins, menu]}]
    bot.api.chat_postMessage(channel=etaten.helse.id, text="x", blocks=blocks)
    message = etaten.kari.reads(etaten.helse)[-1]
    block = message.blocks[0]
    assert etaten.kari.press(message, block, block["elements"][1]).acked
    action = bot.envelopes[-1]["payload"]["actions"][0]
    assert (action["action_id"], action["value"], action["block_id"]) == ("to", "to", "b")
    assert etaten.kari.press(message, block, block["elements"][2], lines[1]).acked
    assert bot.envelopes[-1]["payload"]["actions"][0]["selected_option"]["value"] == "r2"
    etaten.helse.drop(message.ts)
    with pytest.raises(AssertionError, match="finds the message nowhere"):
        etaten.kari.press(message, block, block["elements"][1])


def test_a_button_is_pressed_without_asking_who_presses_it(etaten: Etaten, bot: Puppet) -> None:
    confirm = {"title": plain("?"), "text": plain("Sikker?"), "confirm": plain("Ja"), "deny": plain("Nei")}
    show(etaten, bot, text_input(), buttons("Slett", confirm=confirm))
    assert etaten.kari.modal is not None
    view = etaten.kari.modal.view
    assert etaten.kari.press(view, view.blocks[1], view.blocks[1]["elements"][0]).acked
    assert bot.envelopes[-1]["payload"]["view"]["id"] == view.id


def test_an_entry_is_put_in_and_told_where_slack_would(etaten: Etaten, bot: Puppet) -> None:
    show(etaten, bot, text_input(), text_input("Søk", "søk") | {"dispatch_action": True})
    assert etaten.kari.modal is not None
    view, before = etaten.kari.modal.view, len(bot.envelopes)
    entry = {"type": "plain_text_input", "value": "x"}
    assert etaten.kari.put(view, view.blocks[0], view.blocks[0]["element"], entry) == Answer(acked=True, seconds=0.0)
    assert (len(bot.envelopes), etaten.kari.modal.values["Tittel"]) == (before, "x")
    assert etaten.kari.put(view, view.blocks[1], view.blocks[1]["element"], entry).acked
    assert bot.envelopes[-1]["payload"]["actions"][0]["value"] == "x"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("@Ola Nordmann: hei", "<@OLA>: hei"),
        ("@Ola, @Kari & @Ola Nordmannsen", "<@KORT>, @Kari &amp; <@KORT> Nordmannsen"),
        ("(@prove) @here @channel @everyone @herearound", "(<@BOT>) <!here> <!channel> <!everyone> @herearound"),
        ("ola@here.no, @ola nordmann, <@U123>", "ola@here.no, @ola nordmann, &lt;@U123&gt;"),
        ("@Per & Co <3", "<@PER> &lt;3"),
        ("@Sluttet", "@Sluttet"),
    ],
)
def test_1_6_names_become_mentions_the_longest_first(etaten: Etaten, typed: str, kept: str) -> None:
    short, per, gone = (etaten.ws.add_person(name) for name in ("Ola", "Per & Co", "Sluttet"))
    etaten.ws.deactivate(gone)
    etaten.kari.types(typed, etaten.helse)
    ids = {"OLA": etaten.ola.id, "KORT": short.id, "BOT": etaten.ws.bot.id, "PER": per.id}
    for word, member_id in ids.items():
        kept = kept.replace(f"@{word}>", f"@{member_id}>")
    assert etaten.kari.reads(etaten.helse)[-1].text == kept


def test_a_mention_notifies(etaten: Etaten) -> None:
    etaten.kari.types("@Ola Nordmann @here", etaten.helse)
    assert etaten.ola.reads(etaten.helse)[-1].pings == [f"<@{etaten.ola.id}>", "<!here>"]


def test_messages_with_æøå_come_through_whole(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.types("Blåbærsyltetøy & <3", etaten.helse)
    message = etaten.ola.sees("Blåbærsyltetøy & <3", in_=etaten.helse)
    assert message.text == "Blåbærsyltetøy &amp; &lt;3"
    assert message.author is etaten.kari
    etaten.kari.types("/tema blåbær 🫐", etaten.helse)
    assert bot.envelopes[-1]["payload"]["text"] == "blåbær 🫐"


def test_sees_tells_what_she_reads_instead(etaten: Etaten) -> None:
    etaten.kari.types("noe annet", etaten.helse)
    with pytest.raises(AssertionError, match="she reads:\\n  'noe annet'"):
        etaten.ola.sees("noe nytt", in_=etaten.helse, timeout=0.1)


def test_12_guests_see_only_where_they_are(etaten: Etaten) -> None:
    liv = etaten.ws.add_person("Liv", guest=True)
    with pytest.raises(AssertionError, match="no access"):
        liv.reads(etaten.helse)
    etaten.kari.invites(liv, etaten.helse)
    assert liv.reads(etaten.helse) == []


def test_nobody_types_in_an_archived_channel_or_a_command_in_a_thread(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.types("hei", etaten.helse)
    with pytest.raises(AssertionError, match="in a thread"):
        etaten.kari.types("/tema x", etaten.helse, thread=etaten.kari.reads(etaten.helse)[-1])
    etaten.kari.archives(etaten.helse)
    with pytest.raises(AssertionError, match="archived"):
        etaten.kari.types("/tema x", etaten.helse)
    assert bot.events("member_joined_channel") == []


def test_a_payload_can_be_repeated_and_forged(etaten: Etaten, bot: Puppet) -> None:
    show(etaten, bot, text_input())
    etaten.kari.fills("Tittel", "x")
    etaten.kari.submits()
    assert etaten.kari.repeats().acked
    submissions = [e["payload"] for e in bot.envelopes if e["payload"].get("type") == "view_submission"]
    assert submissions[0] == submissions[1]
    etaten.ola.sends("interactive", {"type": "block_actions", "actions": [{"action_id": "støtt", "value": "7"}]})
    forged = bot.envelopes[-1]["payload"]
    assert (forged["user"]["id"], forged["team"]["id"]) == (etaten.ola.id, etaten.ws.id)
    etaten.ola.sends("slash_commands", {"command": "/skjult", "text": "x", "channel_id": etaten.styret.id})
    assert bot.envelopes[-1]["payload"]["user_id"] == etaten.ola.id


def test_two_hundred_people_at_once() -> None:
    with Sandbox(MANIFEST, rate_limits=False) as slack:
        ws = slack.add_workspace("Etaten")
        people = [ws.add_person(f"Person {number}") for number in range(200)]
        channel = ws.add_channel("helse", creator=people[0])
        for person in people[1:]:
            ws.joins(person, channel)
        answers: list[Answer] = []
        with Puppet(ws, lambda envelope: {"text": envelope["payload"]["user_id"]}):
            threads = [
                threading.Thread(target=lambda one=person: answers.append(one.types("/tema x", channel)))
                for person in people
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert [answer.acked for answer in answers] == [True] * 200
        assert all([m.text for m in person.reads(channel)] == [person.id] for person in people)
