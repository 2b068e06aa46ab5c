"""The page without a browser: what it shows to whom, what it refuses, and what it never loses."""

from __future__ import annotations

import html
import re
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from markupsafe import Markup

from sandbox import Person, Sandbox
from sandbox.page import Page
from sandbox.page.mrkdwn import Mrkdwn
from sandbox.page.tour import Step
from sandbox.page.traffic import Traffic
from sandbox.page.turning import Turning
from sandbox.page.words import Words
from sandbox.world import Call, Channel
from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import Puppet, modal, section, text_input


@pytest.fixture
def page(slack: Sandbox) -> Page:
    page = Page(slack)
    slack.page = page.app
    return page


@pytest.fixture
def etaten(page: Page, etaten: Etaten) -> Etaten:
    """The small workspace, with its page."""
    assert etaten.slack.page is page.app
    return etaten


def get(slack: Sandbox, path: str, **headers: str) -> str:
    """The page at a path, redirects followed, entities decoded. Raises urllib's HTTPError."""
    with urllib.request.urlopen(urllib.request.Request(slack.url + path, headers=headers)) as answer:
        return html.unescape(answer.read().decode())


def sees(person: Person, where: Channel | str) -> str:
    return get(person.workspace.yard, f"/as/{person.id}/{where if isinstance(where, str) else where.id}")


def does(person: Person, where: Channel | str, act: str, **form: str) -> str:
    """Send one of the page's forms; gives the page that follows."""
    key = where if isinstance(where, str) else where.id
    data = urllib.parse.urlencode({name.rstrip("_"): value for name, value in form.items()}).encode()
    with urllib.request.urlopen(f"{person.workspace.yard.url}/as/{person.id}/{key}/{act}", data) as answer:
        return html.unescape(answer.read().decode())


def status(slack: Sandbox, path: str, **headers: str) -> int:
    try:
        get(slack, path, **headers)
    except urllib.error.HTTPError as error:
        return error.code
    return 200


# Who sees what


def test_nobody_sees_what_slack_would_not_show(etaten: Etaten) -> None:
    gjest = etaten.ws.add_person("Gjest", guest=True)
    etaten.kari.types("Hemmelig", etaten.styret)
    between = etaten.kari.dm(etaten.ola)
    assert "styret" in sees(etaten.kari, etaten.helse)
    assert "styret" not in sees(etaten.ola, etaten.helse)
    for person, where in ((etaten.ola, etaten.styret), (gjest, etaten.helse), (gjest, between)):
        assert status(etaten.slack, f"/as/{person.id}/{where.id}") == 404
    assert status(etaten.slack, "/as/nobody") == 404
    assert status(etaten.slack, f"/as/{etaten.ws.bot.id}/{etaten.helse.id}") == 404, "nobody can be the app"


def test_a_whisper_is_for_one(etaten: Etaten, bot: Puppet) -> None:
    bot.api.chat_postEphemeral(channel=etaten.helse.id, user=etaten.kari.id, text="Bare til Kari")
    assert "Bare til Kari" in sees(etaten.kari, etaten.helse)
    assert "Bare til Kari" not in sees(etaten.ola, etaten.helse)
    whispered = next(m for m in etaten.helse.messages.values() if m.ephemeral)
    does(etaten.ola, etaten.helse, "dismiss", message=whispered.ts)
    assert "Bare til Kari" in sees(etaten.kari, etaten.helse), "nobody takes away what another sees"


def test_whoever_looks_in_can_join_and_an_archived_channel_is_closed(etaten: Etaten) -> None:
    per = etaten.ws.add_person("Per Ås")
    assert "Bli med i kanalen" in sees(per, etaten.helse)
    assert 'id="composer"' not in sees(per, etaten.helse)
    assert 'id="composer"' in does(per, etaten.helse, "join")
    per.archives(etaten.helse)
    assert "Denne kanalen er arkivert." in sees(per, etaten.helse)


# What is refused


def test_only_this_machine_may_ask_and_nothing_is_fetched_from_elsewhere(etaten: Etaten) -> None:
    assert status(etaten.slack, "/", Host="evil.example") == 400
    with urllib.request.urlopen(f"{etaten.slack.url}/as/{etaten.kari.id}/{etaten.helse.id}") as answer:
        policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert not re.search(r"https?:|\*|unsafe", policy)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "evil"])
def test_a_form_leads_nowhere_else(etaten: Etaten, back: str) -> None:
    data = urllib.parse.urlencode({"back": back, "language": "nn"}).encode()
    with urllib.request.urlopen(f"{etaten.slack.url}/language", data) as answer:
        assert answer.url == f"{etaten.slack.url}/"


def test_what_could_not_be_sent_is_still_in_the_text_field(etaten: Etaten) -> None:
    """No bot is connected."""
    text = "/tema Noe jeg ikke vil <miste>"
    shown = does(etaten.kari, etaten.helse, "say", text=text, in_="channel")
    assert "Appen er ikke koblet til" in shown
    assert f">{text}</textarea>" in shown
    assert f">{text}</textarea>" not in sees(etaten.ola, etaten.helse)
    shown = does(etaten.kari, etaten.helse, "say", text="/finnesikke", in_="channel")
    assert "Kommandoen /finnesikke finnes ikke her." in shown
    shown = does(etaten.kari, etaten.helse, "say", text="Hei", in_="channel")
    assert "⚠" not in shown


def test_what_is_not_there_any_more_cannot_be_pressed(etaten: Etaten, bot: Puppet) -> None:
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Trykk"}}
    posted = bot.api.chat_postMessage(
        channel=etaten.helse.id, text="x", blocks=[{"type": "actions", "block_id": "b", "elements": [button]}]
    )
    assert "⚠" not in does(etaten.kari, etaten.helse, "press", message=posted["ts"], press='["b", "a", ""]')
    heard = len(bot.waits_for_envelopes(1))
    for act, form in (
        ("press", {"message": posted["ts"], "press": '["b", "c", ""]'}),
        ("press", {"message": posted["ts"], "press": '["b", "a", "another"]'}),
        ("press", {"message": "1.0", "press": '["b", "a", ""]'}),
        ("choose", {"message": posted["ts"], "choose": '["b", "a"]'}),
        ("submit", {"view": "V1"}),
        ("close", {"view": "V1"}),
        ("pin", {"message": "1.0"}),
        ("press", {"message": posted["ts"], "press": "no JSON"}),
        ("say", {}),
    ):
        assert "er endret eller borte" in does(etaten.kari, etaten.helse, act, **form), act
    assert len(bot.envelopes) == heard


def test_a_button_is_known_again_in_a_message_that_has_changed_meanwhile(etaten: Etaten, bot: Puppet) -> None:
    """Slack makes up new block ids with each change."""
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Trykk"}}
    rows = [{"type": "actions", "elements": [button | {"value": value}]} for value in "123"]
    ts = bot.api.chat_postMessage(channel=etaten.helse.id, text="x", blocks=rows)["ts"]
    _first, second, _third = re.findall(r'name="press" value="(.*?)" class', sees(etaten.kari, etaten.helse))
    bot.api.chat_update(channel=etaten.helse.id, ts=ts, text="x", blocks=[section("Nytt"), *rows])
    assert "⚠" not in does(etaten.kari, etaten.helse, "press", message=ts, press=second)
    (action,) = bot.waits_for_envelopes(1)[-1]["payload"]["actions"]
    assert action["value"] == "2"


def test_nobody_presses_in_anothers_modal(etaten: Etaten, bot: Puppet) -> None:
    etaten.kari.types("/tema", etaten.helse)
    field = {"type": "plain_text_input", "action_id": "a"}
    label = {"type": "plain_text", "text": "Tittel"}
    view: dict[str, Any] = {"type": "modal", "title": label, "submit": label, "blocks": [
        {"type": "input", "block_id": "b", "label": label, "element": field},
    ]}  # fmt: skip
    opened = bot.api.views_open(trigger_id=bot.envelopes[-1]["payload"]["trigger_id"], view=view)["view"]["id"]
    assert "Tittel" in sees(etaten.kari, etaten.helse)
    assert "<dialog class" not in sees(etaten.ola, etaten.helse)
    assert "er endret eller borte" in does(etaten.ola, etaten.helse, "submit", view=opened)
    assert etaten.kari.modal is not None


def test_a_new_fault_takes_the_place_of_the_last(etaten: Etaten, bot: Puppet) -> None:
    wrong = {"response_action": "errors", "errors": {"tittel": "Den finnes."}}
    bot.acks = lambda envelope: wrong if envelope["type"] == "interactive" else None
    etaten.kari.types("/tema", etaten.helse)
    trigger = bot.envelopes[-1]["payload"]["trigger_id"]
    opened = bot.api.views_open(trigger_id=trigger, view=modal(text_input()))["view"]["id"]

    def submits(title: str) -> str:
        return does(etaten.kari, etaten.helse, "submit", view=opened, **{'["tittel", "tekst"]': title})

    assert "Den finnes." in submits("Samtykke")
    empty = submits("")
    assert "Fyll ut dette feltet." in empty
    assert "Den finnes." not in empty
    again = submits("Samtykke")
    assert "Den finnes." in again
    assert "Fyll ut dette feltet." not in again


@pytest.mark.parametrize("in_thread", [False, True])
def test_a_messages_address_leads_to_it(etaten: Etaten, bot: Puppet, in_thread: bool) -> None:
    etaten.ola.types("Hvem har tid?", etaten.helse)
    first = etaten.ola.reads(etaten.helse)[-1]
    address = f"{etaten.slack.url}/archives/{etaten.helse.id}/p{first.ts.replace('.', '')}"
    address += f"?thread_ts={first.ts}&cid={etaten.helse.id}" if in_thread else ""
    bot.api.chat_postMessage(channel=etaten.helse.id, text=f"<{address}|derfra>")
    there = f"/as/{etaten.kari.id}/{etaten.helse.id}"
    there += f"?thread={first.ts}#t{first.ts}" if in_thread else f"#m{first.ts}"
    page = sees(etaten.kari, etaten.helse)
    assert f'<a href="{there}">derfra</a>' in page
    assert f'id="{there.partition("#")[2]}"' in get(etaten.slack, there.partition("#")[0])


# Texts


NAMES = {"U1": "Kari <b>", "C1": "helse"}


@pytest.fixture
def drawn() -> Mrkdwn:
    return Mrkdwn(NAMES.get, Words("nb").when, "U1")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*fet* _skrå_ ~strek~ `*kode*`", "<strong>fet</strong> <em>skrå</em> <del>strek</del> <code>*kode*</code>"),
        ("2*3*4 og snake_case_navn * alene *", "2*3*4 og snake_case_navn * alene *"),
        ("*fet med _skrå_ i*", "<strong>fet med <em>skrå</em> i</strong>"),
        ('&lt;b&gt; & "&lt;i&gt;" &amp;amp;', "&lt;b&gt; &amp; &#34;&lt;i&gt;&#34; &amp;amp;"),
        ("&gt; sitat\n&gt; mer\netter", "<blockquote>sitat<br>mer</blockquote>etter"),
        ("før\n```\nx <@U1> *y*\n```\netter", "før<pre>x &lt;@U1&gt; *y*</pre>etter"),
        ("<@U1>", '<span class="mention mine">@Kari &lt;b&gt;</span>'),
        ("<@U9|ukjent> <#C1>", '<span class="mention">@ukjent</span> <span class="mention">#helse</span>'),
        ("<!channel> <!subteam^S1|@styret>", '<span class="mention mine">@channel</span> '
         '<span class="mention mine">@styret</span>'),
        ("<!date^1795000000^{date} kl. {time}|da>", "<time>18. november 2026 kl. 12.06</time>"),
        ("<!date^x^{date}|da>", "da"),
        (":tada: :finnesikke:", '<span class="emoji">🎉</span> :finnesikke:'),
        ("<https://x.no/?a=1&amp;b|R&amp;D>", '<a href="https://x.no/?a=1&amp;b" target="_blank" '
         'rel="noopener noreferrer">R&amp;D</a>'),
        ("<javascript:alert(1)|her>", "her"),
        ("se https://x.no/side.", 'se <a href="https://x.no/side" target="_blank" rel="noopener noreferrer">'
         "https://x.no/side</a>."),
    ],
)  # fmt: skip
def test_mrkdwn(drawn: Mrkdwn, text: str, shown: str) -> None:
    assert drawn.rich(text) == Markup(shown)


def test_what_is_verbatim_or_plain_is_not_looked_into(drawn: Mrkdwn) -> None:
    assert "mention" in drawn.rich("@here")
    assert drawn.rich("@here https://x.no", verbatim=True) == Markup("@here https://x.no")
    assert drawn.plain("*a* <@U1>\n:tada:") == Markup('*a* &lt;@U1&gt;<br><span class="emoji">🎉</span>')


@pytest.mark.parametrize(("language", "told"), [("nb", "Folkene er"), ("nn", "Folka er"), ("en", "The people are")])
def test_the_page_speaks_ones_language(etaten: Etaten, language: str, told: str) -> None:
    shown = get(etaten.slack, "/", Cookie=f"language={language}")
    assert f'<html lang="{language}">' in shown
    assert told in shown


# The wire


def test_where_a_reviewer_would_frown(etaten: Etaten, bot: Puppet) -> None:
    traffic = Traffic()
    assert traffic.since(etaten.ws) == []
    traffic.begins(etaten.ws)
    etaten.kari.types("/tema <!here> &lt;", etaten.helse)
    bot.api.api_call("chat.postMessage", json={"channel": etaten.helse.id, "blocks": [section("x")]})
    bot.api.chat_postMessage(channel=etaten.helse.id, text="Tema: <!here>")
    bot.api.chat_postMessage(channel=etaten.helse.id, text="<!channel>")
    bot.api.chat_postMessage(channel=etaten.helse.id, text=f"Hei <@{etaten.kari.id}>")
    exchanges = [exchange for exchange in traffic.since(etaten.ws) if exchange.name != "events_api"]
    assert [(e.to_app, e.name) for e in exchanges] == [(True, "slash_commands"), *[(False, "chat.postMessage")] * 4]
    assert [e.warnings for e in exchanges] == [
        [], [("no text", "")], [("ping of a person", "<!here>")], [("ping to all", "<!channel>")], [],
    ]  # fmt: skip
    etaten.slack.faults.add("chat.postMessage", "slack_error", error="fatal_error")
    traffic.begins(etaten.ws)
    with pytest.raises(Exception, match="fatal_error"):
        bot.api.chat_postMessage(channel=etaten.helse.id, text="x")
    refused = next(exchange for exchange in traffic.since(etaten.ws) if exchange.name == "chat.postMessage")
    assert refused.warnings == [("lost", "slack_error")]


# Time


@pytest.fixture
def turned(slack: Sandbox) -> list[tuple[datetime, datetime]]:
    """A stand-in for the bot: (due, told when) of each of its posts, one every three days from tomorrow."""
    began, posted = slack.clock.now(), []
    due = [began + timedelta(days=days) for days in (1, 4, 7, 10)]

    def post() -> None:
        while due and due[0] <= slack.clock.now():
            posted.append((due.pop(0), slack.clock.now()))

    slack.clock.on_turn.append(post)
    slack.page = Page(slack, upcoming=lambda: min(due, default=None)).app
    return posted


def turn(slack: Sandbox, by: str) -> str:
    with urllib.request.urlopen(f"{slack.url}/turn/{by}", b"back=/") as answer:
        return str(answer.read())


def test_time_is_lived_through_post_by_post(slack: Sandbox, turned: list[tuple[datetime, datetime]]) -> None:
    began = slack.clock.now()
    turn(slack, "week")
    assert all(timedelta() <= told - due < timedelta(minutes=1) for due, told in turned), "each at its own moment"
    assert len(turned) == 3
    assert timedelta(days=7) <= slack.clock.now() - began < timedelta(days=7, minutes=1)


def test_to_the_next_post_and_not_further(slack: Sandbox, turned: list[tuple[datetime, datetime]]) -> None:
    began = slack.clock.now()
    turn(slack, "next")
    assert len(turned) == 1
    turn(slack, "next")
    assert len(turned) == 2
    assert slack.clock.now() - began < timedelta(days=4, minutes=1)
    turn(slack, "hour")
    turn(slack, "nonsense")
    second, _told = turned[1]
    assert timedelta(hours=1) <= slack.clock.now() - second < timedelta(hours=1, minutes=1)


def test_where_nothing_is_planned_the_clock_stays(slack: Sandbox) -> None:
    before = slack.clock.turned
    Turning(slack, lambda: None).turn("next")
    assert slack.clock.turned == before


# The tour


def test_a_step_is_ticked_off_when_it_is_done(slack: Sandbox, etaten: Etaten, bot: Puppet) -> None:
    def shows(call: Call) -> bool:
        return call.method == "envelope:slash_commands"

    step = Step("propose", etaten.kari, etaten.helse, shows)
    slack.page = Page(slack, tour=[step]).app
    assert "0 av 1 gjort" in sees(etaten.ola, etaten.helse)
    does(etaten.kari, etaten.helse, "say", text="/tema x", in_="channel")
    assert bot.envelopes
    assert "Omvisning" not in sees(etaten.ola, etaten.helse)
    assert "gjort" in get(slack, "/")
    etaten.ws.traffic.clear()
    assert "gjort" in get(slack, "/"), "once done, it stays done"


def test_a_moment_is_told_as_people_write_it() -> None:
    noon = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert Words("nn").when(noon, "EEEE d. MMMM") == "tysdag 24. november"
