"""What people type that is too long, too little, doubled or dressed up: a clear sentence, and nobody is pinged."""

from __future__ import annotations

import threading

import pytest

from tests.living import House, Living

TITLE, NEED, WISH = "Tittel", "Hva trenger du?", "Metode og form du ønsker deg"


def test_neither_title_nor_wish(helse: House) -> None:
    helse.kari.types("/tema", helse.helse)
    helse.kari.fills(TITLE, "   ")
    helse.kari.fills(NEED, "Jeg vet ikke helt")
    helse.kari.submits()
    form = helse.kari.sees_modal("Foreslå et tema")
    assert form.errors == {
        TITLE: "Skriv en tittel, eller et ønske om metode og form lenger ned. Det holder med én av delene."
    }
    assert form.values[NEED] == "Jeg vet ikke helt"


def test_a_wish_alone_is_enough(helse: House) -> None:
    helse.kari.types("/tema", helse.helse)
    helse.kari.fills(WISH, "Et besøk hos noen som får det til")
    helse.kari.submits()
    card = helse.ola.sees("Et besøk hos noen", in_=helse.helse)
    assert card.says.startswith("💡 Ønske om hvordan vi jobber")
    helse.ola.presses("Støtt temaet", message=card)
    helse.ola.sees("Du støtter ønsket.", in_=helse.helse)


@pytest.mark.parametrize(
    ("label", "length", "limit"),
    [(TITLE, 3000, 150), (TITLE, 151, 150), (NEED, 501, 500), (WISH, 301, 300), ("En fagperson du vil høre", 151, 150)],
)
def test_too_long(helse: House, label: str, length: int, limit: int) -> None:
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.kari.fills(label, "x" * length)
    helse.kari.submits()
    form = helse.kari.sees_modal("Foreslå et tema")
    assert form.errors == {label: f"Skriv høyst {limit} tegn her. Nå er det {length}."}
    assert form.values[label] == "x" * length
    assert helse.cards() == []


def test_exactly_as_long_as_it_may_be(helse: House) -> None:
    helse.kari.types("/tema " + "&" * 150, helse.helse)
    helse.kari.fills(NEED, "<" * 500)
    helse.kari.fills(WISH, ">" * 300)
    helse.kari.submits()
    card = helse.ola.sees("&" * 150, in_=helse.helse)
    assert "<" * 500 in card.says
    assert ">" * 300 in card.says
    helse.kari.presses("Mer …", message=card)
    assert "&" * 150 in helse.kari.sees_modal("Mer om temaet").text


def test_a_long_command_stands_whole_in_the_need(helse: House) -> None:
    text = "Hvordan får vi til godt samtykke når alle har det travelt? " * 10
    helse.kari.types(f"/tema {text}", helse.helse)
    form = helse.kari.sees_modal("Foreslå et tema")
    assert form.values[NEED] == text.strip()
    assert not form.values[TITLE]
    assert "Teksten din var for lang for en tittel. Hele teksten står i feltet under." in form.text
    helse.kari.fills(TITLE, "Samtykke når alle har det travelt")
    helse.kari.submits()
    assert helse.kari.sees_modal("Foreslå et tema").errors == {
        NEED: f"Skriv høyst 500 tegn her. Nå er det {len(text.strip())}."
    }


def test_a_command_too_long_for_any_form_is_given_back_whole(helse: House) -> None:
    text = "&" * 3900
    helse.kari.types(f"/tema {text}", helse.helse)
    told = helse.kari.sees("Teksten din er på 3900 tegn, og skjemaet tar høyst 3000.", in_=helse.helse)
    assert told.says.replace("\n", "").count("&") == 3900
    assert helse.kari.modal is None


@pytest.mark.parametrize(
    "title",
    [
        "Samtykke 🎉 :tada:",
        "موضوع للنقاش",
        "Hei <!channel> og <!here>",
        "Hei <@U123> og @here @channel",
        "*fet* _kursiv_ ~strøket~ `kode` 2*3*4",
        "Forskning & utvikling <b>nå</b> &amp; &lt;",
        "{name} {0} %s %(n)s",
        "<https://example.org|Klikk her>",
    ],
)
def test_dressed_up_text_is_data(helse: House, title: str) -> None:
    helse.kari.types(f"/tema {title}", helse.helse)
    helse.kari.fills(NEED, title)
    helse.kari.submits()
    card = helse.ola.sees(title, in_=helse.helse)
    assert card.says.count(title) == 2  # it stands as it was typed
    assert title in helse.kari.sees(title, in_=helse.helse).says
    helse.ola.presses("Støtt temaet", message=card)
    helse.ola.sees("Du støtter «", in_=helse.helse)
    helse.ola.presses("Mer …", message=card)
    assert title in helse.ola.sees_modal("Mer om temaet").text
    for message in helse.ola.reads(helse.helse):
        assert message.pings == []
    assert not helse.ws.complaints


def test_a_title_twice(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke i praksis")
    helse.ola.types("/tema samtykke   i PRAKSIS", helse.helse)
    helse.ola.fills(NEED, "Mitt behov")
    helse.ola.submits()
    form = helse.ola.sees_modal("Foreslå et tema")
    assert form.errors == {
        TITLE: "Det finnes allerede et tema med denne tittelen i kanalen. Støtt det der, eller skriv en annen tittel."
    }
    assert form.values[NEED] == "Mitt behov"
    assert len(helse.cards()) == 1


def test_the_same_title_by_two_at_once(helse: House, living: Living) -> None:
    """Two processes, so that no lock of one of them helps."""
    living.bot(helse.ws)
    for person in (helse.kari, helse.ola):
        person.types("/tema Samtykke", helse.helse)
    both = [threading.Thread(target=person.submits) for person in (helse.kari, helse.ola)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    helse.ola.sees("Forslag til tema", in_=helse.helse)
    told = [person.modal.errors for person in (helse.kari, helse.ola) if person.modal]
    assert len(told) == 1
    assert TITLE in told[0]


def test_a_form_delivered_twice_is_one_topic(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    assert helse.kari.repeats().acked
    helse.proposes(helse.ola, "Et annet")  # a card later than any that the repetition could have made
    assert len(helse.cards()) == 2


def test_an_envelope_delivered_to_two_processes_is_one_topic(helse: House, living: Living) -> None:
    living.bot(helse.ws)
    helse.kari.types("/tema Samtykke", helse.helse)
    helse.ws.deliver_twice()
    assert helse.kari.submits().acked
    helse.ola.sees("Samtykke", in_=helse.helse)
    helse.proposes(helse.ola, "Et annet")
    assert len(helse.cards()) == 2


def test_a_form_sent_again_with_other_words_edits_what_it_wrote(helse: House) -> None:
    """The answer to the first was lost on its way, so the form still stood there."""
    helse.kari.types("/tema Samtykke", helse.helse)
    form = helse.kari.sees_modal("Foreslå et tema")
    sent = form.view.as_json(helse.ws.app.id, helse.ws.bot_id, helse.ws.id)
    helse.kari.submits()
    helse.ola.sees("Samtykke", in_=helse.helse)
    sent["state"]["values"]["title"]["title"]["value"] = "Samtykke og tillit"
    helse.kari.sends("interactive", {"type": "view_submission", "view": sent})
    helse.ola.sees("Samtykke og tillit", in_=helse.helse)
    assert len(helse.cards()) == 1


def test_a_form_opened_before_a_restart_is_taken_after_it(helse: House, living: Living) -> None:
    helse.kari.types("/tema Samtykke", helse.helse)
    living.end(helse.bot)
    living.bot(helse.ws)
    helse.kari.submits()
    helse.ola.sees("Samtykke", in_=helse.helse)


def test_a_button_that_nothing_answers_to(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    card = helse.cards()[0]
    next(b for b in card.blocks if b["type"] == "actions")["elements"][0]["action_id"] = "long.gone"
    helse.ola.presses("Støtt temaet", message=card)
    helse.ola.sees("Denne knappen virker ikke lenger.", in_=helse.helse)


def test_a_topic_of_another_channel_is_out_of_reach(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke")
    card = helse.cards()[0]
    other = helse.ws.add_channel("annen", creator=helse.per)
    helse.per.invites(helse.ws.bot, other)
    greeting = helse.per.sees("småjobbene", in_=other)
    button = next(b for b in greeting.blocks if b["type"] == "actions")["elements"][0]
    button["action_id"] = "topic.support"
    button["value"] = next(b for b in card.blocks if b["type"] == "actions")["elements"][0]["value"]
    helse.per.presses("Sett opp nettverket", message=greeting)
    helse.per.sees("Denne knappen virker ikke lenger.", in_=other)
    assert "støtter" not in helse.cards()[0].says


def test_a_title_that_nobody_can_see(helse: House) -> None:
    helse.kari.types("/tema \u200b\u2060", helse.helse)
    helse.kari.fills("Metode og form du ønsker deg", "\u200b")
    helse.kari.submits()
    assert TITLE in helse.kari.sees_modal("Foreslå et tema").errors


def test_the_same_title_written_with_other_bytes(helse: House) -> None:
    helse.proposes(helse.kari, "Åpenhet på møtet")
    helse.ola.types("/tema A\u030apenhet pa\u030a møtet", helse.helse)
    helse.ola.submits()
    assert TITLE in helse.ola.sees_modal("Foreslå et tema").errors
