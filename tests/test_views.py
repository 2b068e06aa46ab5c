"""Every view in every language, with empty, longest and odd content: Slack takes it, and a screen reader has it all."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest

from handlers import attending, charter_lines, evaluating, meeting_lines, programme, prompts
from handlers import blocks as b
from handlers.agenda import entry as agenda_entry
from handlers.agenda import forms as agenda_forms
from handlers.agenda import views as agendas
from handlers.announcements import asking, midway, names, reflecting
from handlers.announcements import menu as steering
from handlers.announcements import rules as announcement_rules
from handlers.announcements import views as announcements
from handlers.blocks import Message
from handlers.calendar import views as calendars
from handlers.charter import forms as charter_forms
from handlers.charter import rules as charter_rules
from handlers.charter import views as charters
from handlers.coming import rules as coming_rules
from handlers.coming import views as coming
from handlers.corrections import views as corrections
from handlers.date_polls import forms as poll_forms
from handlers.date_polls import rules as poll_rules
from handlers.date_polls import views as polls
from handlers.evaluations import views as evaluations
from handlers.home import views as homes
from handlers.journal import views as journal
from handlers.leadership import rules as leadership_rules
from handlers.leadership import views as leadership
from handlers.meetings import cycle, entry, sheet
from handlers.meetings import forms as meeting_forms
from handlers.meetings import news as meeting_news
from handlers.meetings import plan as meeting_plan
from handlers.meetings import rules as meeting_rules
from handlers.networks import menu, news
from handlers.networks import rules as network_rules
from handlers.networks import views as networks
from handlers.organisation import rules as organisation_rules
from handlers.organisation import views as organisation
from handlers.participants import views as participants
from handlers.reflections import bank_views as reflection_bank
from handlers.reflections import views as reflections
from handlers.room import views as room
from handlers.round_tables import forms as table_forms
from handlers.round_tables import views as tables
from handlers.rounds import forms as round_forms
from handlers.rounds import results as round_results
from handlers.rounds import rules as round_rules
from handlers.rounds import views as rounds
from handlers.suggestions import views as suggestions
from handlers.thinking import forms as thinking_forms
from handlers.thinking import views as thinkings
from handlers.topics import forms as topic_forms
from handlers.topics import menu as topic_menu
from handlers.topics import rules as topic_rules
from handlers.topics import slips
from handlers.topics import views as topics
from handlers.words import LANGUAGES, Shown, Words
from sandbox.block_kit import check_blocks, check_view
from sandbox.reading import pings, pressable
from storage.database import Database
from storage.people import Person
from tests.contents import CONTENTS, ODD, Content, View
from tests.gallery import gallery

every_language = pytest.mark.parametrize("language", LANGUAGES)
# What people write is as odd in one language as in another: it is tried in one.
every_content = pytest.mark.parametrize(
    ("content", "language"),
    [
        pytest.param(content, language, id=f"{name} {language}")
        for name, content in CONTENTS.items()
        for language in (["nb"] if name in ODD else LANGUAGES)
    ],
)


@every_content
def test_every_view(database: Database, language: str, content: Content) -> None:
    """All of them at once: to draw them takes some seconds, and to look at them almost none."""
    with database.writing() as session:
        drawn = gallery(session, Words(language), content)
    for name, view in drawn.items():
        if isinstance(view, Message):
            slack_takes_message(name, view)
            a_screen_reader_has_what_the_eyes_have(name, view)
            has_few_buttons(name, view)
        else:
            assert check_view(view) is None, name
            assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close") if part in view), name
        pings_nobody(name, view)


def slack_takes_message(name: str, view: Message) -> None:
    assert check_blocks(view.blocks, "message") == [], name
    assert len(view.text) <= 4000, name
    assert len(json.dumps([view.text, view.blocks])) < 64_000, f"{name} would not fit an acknowledgement"


def a_screen_reader_has_what_the_eyes_have(name: str, view: Message) -> None:
    """It reads nothing but `text`. What is too long for it is cut at the end, and not in the middle of a sign."""
    spoken = "\n".join(part["text"] for part in raw_texts(view))
    if len(spoken) <= b.SPOKEN_MAX:
        assert view.text == spoken, name
    else:
        assert spoken.startswith(view.text.removesuffix("…")), name
        assert len(view.text) > b.SPOKEN_MAX - 10, name
        assert not re.search("&[a-z]*…$", view.text), name


def raw_texts(message: Message) -> Iterator[dict[str, Any]]:
    """The text objects of a message's blocks, without its buttons."""
    for block in message.blocks:
        if block["type"] != "actions":
            yield from ([block["text"]] if "text" in block else block["elements"])


def pings_nobody(name: str, view: View) -> None:
    """Mentions of ours stand only in words to one reader, where they call nobody."""
    blocks, text = (view.blocks, view.text) if isinstance(view, Message) else (view["blocks"], "")
    assert set(pings(text, blocks)) <= ({"<@U9>"} if name.endswith("Error") else set()), name


def has_few_buttons(name: str, view: Message) -> None:
    """At most three beside «More …», of which one may be the primary."""
    buttons = [element for _label, block, element in pressable(view.blocks) if block["type"] == "actions"]
    assert len([button for button in buttons if not button["action_id"].endswith(".more")]) <= 3, name
    assert len([button for button in buttons if button.get("style") == "primary"]) <= 1, name


@every_language
def test_sentences_at_fields(language: str) -> None:
    _ = Words(language)
    for absent in ([], [Person(user_id="U1", name="Kari")], [Person(user_id="U1", name="Kari")] * 9):
        assert participants.absent(_, absent).endswith(".")
    assert participants.day_is_over(_).endswith(".")
    for fault in network_rules.Fault:
        assert networks.sentences(_, {"leaders": fault})["leaders"].endswith(".")
    for lacking in leadership_rules.Fault:
        assert leadership.sentences(_, {"stand_in": lacking})["stand_in"].endswith(".")
    for flaw in announcement_rules.Fault:
        assert steering.sentences(_, {"day": flaw}, Shown("onsdag"))["day"].endswith(".")
    for slip in meeting_rules.Fault:
        assert cycle.sentences(_, {"day_1": slip}, 5)["day_1"].endswith(".")
    for mistake in organisation_rules.Fault:
        assert organisation.sentences(_, {"whistle": mistake})["whistle"].endswith(".")
    for lack in poll_rules.Fault:
        assert poll_forms.sentences(_, {"day_1": lack})["day_1"].endswith(".")
    for blunder in round_rules.Fault:
        assert round_forms.sentences(_, {"closes_day": blunder})["closes_day"].endswith(".")
    for lapse in entry.Fault:
        told = meeting_forms.sentences(_, {"day": lapse}, entry.Entry(None, time(9), 60))
        assert told["day"].endswith(".")
    for error in agenda_entry.Fault:
        told = agenda_forms.sentences(_, {"title": error}, agenda_entry.Entry("", ""))
        assert told["title"].endswith(".")
    for blank in charter_rules.Fault:
        assert charter_forms.sentences(_, {"text": blank}, "")["text"].endswith(".")
    for flaw_of_turnout in coming_rules.Fault:
        assert coming.sentences(_, {"others": flaw_of_turnout})["others"].endswith(".")
    empty = topic_rules.NothingWished(), topic_rules.NothingAsked(), topic_rules.NothingOffered()
    gone = topic_rules.MergedIntoNothing(), topic_rules.MeetingChanged()
    for wrong in (*empty, topic_rules.TooLong(151, 150), topic_rules.TitleTaken(), *gone):
        assert topic_forms.sentences(_, {"title": wrong})["title"].endswith(".")


ROOMS = (
    reflecting,
    prompts,
    reflections,
    reflection_bank,
    journal,
    room,
    suggestions,
    homes,
    meeting_lines,
    programme,
    agendas,
    agenda_forms,
    attending,
    asking,
    coming,
    announcements,
    names,
    steering,
    networks,
    menu,
    news,
    calendars,
    midway,
    charter_lines,
    charters,
    charter_forms,
    polls,
    poll_forms,
    rounds,
    round_forms,
    round_results,
    tables,
    table_forms,
    thinkings,
    thinking_forms,
    evaluating,
    evaluations,
    corrections,
    participants,
    leadership,
    organisation,
    topics,
    topic_menu,
    topic_forms,
    slips,
    cycle,
    meeting_plan,
    meeting_forms,
    meeting_news,
    sheet,
)


def test_no_view_is_left_out() -> None:
    """Who writes a new view adds it to this file."""
    views = {
        name
        for room in ROOMS
        for name, one in inspect.getmembers(room, inspect.isfunction)
        if one.__module__ == room.__name__ and not name.startswith("_")
    }
    assert views == {
        "greeting", "news", "moved", "welcome", "wanted", "given", "over", "card",  # by the posts they show
        "today", "preview", "following_one", "reminder", "call", "planning", "missed",
        "when", "when_and_where", "goals",
        "name_of", "named", "moment", "line", "state", "reason",
        "coming", "form_to_move", "called",
        "correction", "taken_back", "home", "drawn", "paused",
        "beginning", "lost", "coordinated", "leaderless", "form_of_stand_in",
        "stands_in", "stood_in", "form_to_hand_over", "handed_over", "ended",
        "overview", "saved", "usually", "leaders", "form_of_settings", "form_to_set_up",
        "form_to_choose", "form_of_wishes", "chosen", "counted", "absent", "day_is_over",
        "thanks", "too_much", "taken", "sentences", "listed", "there_already", "form_to_propose",
        "form_from_message", "form_to_edit", "form_to_ask", "form_to_contribute", "form_to_refer",
        "form_to_park", "form_to_merge", "alone",
        "more", "content", "support_of", "proposal_of", "proposed_by", "offer_of", "know_someone",
        "counts_of", "answer_of", "answers", "heading", "own", "can_be_confirmed", "asked", "question",
        "answered", "noted", "form_to_decline", "who_comes", "form_of_attendance",
        "plan", "form_to_lay_out", "form_to_save", "planned", "rows_of",
        "form_to_add", "form_to_cancel", "because", "cancelled",
        "form_to_plan", "no_meetings", "key",
        "poll", "about", "outcome", "time_of", "answer_names",
        "form_to_answer", "form_to_pick",
        "one", "several", "summary", "description", "on_its_way", "failed", "nothing",
        "programme", "timed", "title_of", "clock", "agenda", "where", "how_and_who", "carried_to",
        "led_by", "form", "fault", "made", "new", "all_of", "room", "to_ask",
        "in_channel", "who_sees", "readers", "until", "not_shown", "promise",
        "form_to_start", "visibilities", "styles", "results_of", "excerpts", "texts_on", "in_short", "pages",
        "page", "numbers", "turning",
        "was_it_worth_it", "have_answered", "scales", "came_of_it", "results", "label_of_picking", "picked",
        "form_to_write",
        "are_they_good", "numbered", "all_counted", "heard", "to_answer", "to_show",
        "proposal", "published", "show", "workshop", "short", "form_to_group",
        "count", "said_by", "deal", "names_of", "themes", "bank", "questions", "question_of", "dealt",
        "read", "on_page", "shared", "journal",
        "joined", "not_waiting", "passed",
        "notepad", "rounds", "faults",
        "more_questions",  # a noun as a view or form holds it
    }  # fmt: skip
