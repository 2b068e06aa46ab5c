"""People say whether they come, the leaders see who does, and who has not answered is asked once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from handlers.announcements.rules import Kind
from handlers.attending import ABOUT
from handlers.words import Words
from handlers.working_days import working_days_before
from sandbox import Answer as Told
from sandbox import Message, Person
from sandbox.forms import Modal
from storage import choices, posts
from storage.meetings import Meeting
from storage.members import members_in
from storage.networks import Volume
from storage.people import Person as Known
from storage.posts import Post
from storage.wall_time import day_of, moment_of
from tests.living import House, Living, Start
from tests.meetings import (
    PLANNING,
    PREVIEW,
    ahead,
    changes,
    directly,
    in_channel,
    lays,
    network_of,
    post,
    says_as_much,
    settle,
    turns_to,
)
from tests.test_cycle import ids
from tests.test_participants import SETTINGS, opens_settings
from tests.test_steering import SEND, SKIP, sees_list
from tests.test_steering import opens as opens_planned

YES, MAYBE, NO, MORE = "Jeg kommer", "Kanskje", "Jeg kan ikke komme", "Mer …"
ABOUT_IT, SEE, WHO, NOTICE = "Om møtet", "Se hvem som kommer", "Hvem kommer?", "Nettverksbot"
WORD, WISHES = "Vil du si noe til lederne?", "Hvilke direktemeldinger vil du ha?"
THANKS, AGAIN = "Lederne ser svaret ditt.", "Du hadde svart det samme før, så ingenting er endret."
BEGUN, OFF = "Møtet har begynt, så det er for sent å svare.", "Møtet er avlyst, så du trenger ikke å svare."
ASKED = "📅 Kommer du på møtet i"
QUESTION = "Spørsmål til deltakere"
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def key(helse: House) -> str:
    """A meeting in six working days, with a preview that comes tomorrow. Everybody in the channel is known."""
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know who is there")
    return lays(helse, ahead(helse, 6))[0]


def preview(house: House, key: str) -> Message:
    """It stands in the channel."""
    turns_to(house, post(house, Kind.PREVIEW, key).due_at)
    return house.ola.sees(PREVIEW, in_=house.helse)


def starts(house: House, key: str) -> datetime:
    with house.bot.database.reading() as session:
        return session.get_one(Meeting, (house.ws.id, key)).starts_at


def day_of_meeting(house: House, key: str) -> str:
    """«onsdag 9. desember»."""
    return Words("nb").day(day_of(starts(house, key)))


def has_plan(house: House, key: str) -> None:
    """As cycles have that leaders lay out: by it the bot sees that a meeting has begun."""
    with house.bot.database.writing() as session:
        meeting, now = session.get_one(Meeting, (house.ws.id, key)), house.slack.clock.now()
        posts.make(session, "cycle.plan", meeting.cycle_id, channel=meeting.network.channel, now=now)


def follows_along(house: House, person: Person) -> None:
    house.opens_menu(person)
    person.presses("Jeg følger bare med")
    person.sees_modal("Din rolle")
    person.closes(all_=True)


def is_inside(house: House, person: Person) -> bool:
    """As the bot knows it."""
    with house.bot.database.reading() as session:
        return person.id in members_in(session, network_of(house, session).channel)


def leaves(house: House, person: Person) -> None:
    person.leaves(house.helse)
    house.slack.wait_until(lambda: not is_inside(house, person), what="the bot to know who has left")


def planned_for(house: House) -> Counter[str]:
    """How many are to be asked, or have been, of which meeting."""
    with house.bot.database.reading() as session:
        asked = select(Post.subject_id).where(Post.team_id == house.ws.id, Post.view == Kind.COMING)
        return Counter(session.scalars(asked))


def answers(house: House, key: str) -> dict[str, tuple[str, str]]:
    """By people's ids."""
    with house.bot.database.reading() as session:
        return {one.user_id: (one.chosen, one.word) for one in choices.those(session, house.ws.id, ABOUT, key)}


def is_told(house: House, person: Person, words: str) -> None:
    """To them alone, in the channel."""
    assert person.sees(words, in_=house.helse).ephemeral_to == person.id


def opens(person: Person, message: Message) -> Modal:
    person.presses(MORE, message=message)
    return person.sees_modal(ABOUT_IT)


def declines(person: Person, message: Message, word: str = "") -> Modal:
    person.presses(NO, message=message)
    person.fills(WORD, word)
    person.submits()
    return person.sees_modal(ABOUT_IT)


def sees_who(house: House, message: Message, person: Person | None = None) -> str:
    leader = person or house.liv
    opens(leader, message)
    leader.presses(SEE)
    text = leader.sees_modal(WHO).text
    leader.closes(all_=True)
    return text


# Answering


def test_who_answers_is_told_alone_and_the_preview_counts(helse: House, key: str) -> None:
    shown = preview(helse, key)
    assert shown.buttons == [YES, MAYBE, NO, MORE]
    assert "kommer" not in shown.says.replace(YES, "")  # nobody reads that nobody comes
    helse.kari.presses(YES, message=shown)
    is_told(helse, helse.kari, f"Du har svart at du kommer.\n{day_of_meeting(helse, key)}")
    is_told(helse, helse.kari, THANKS)
    helse.ola.presses(YES, message=shown)
    helse.liv.presses(MAYBE, message=shown)
    is_told(helse, helse.liv, "Du har svart at du kanskje kommer.")
    helse.ola.sees("2 kommer, 1 kanskje", in_=helse.helse)


def test_the_same_again_changes_nothing_and_another_answer_replaces_the_first(helse: House, key: str) -> None:
    shown = preview(helse, key)
    helse.kari.presses(YES, message=shown)
    helse.ola.sees("1 kommer", in_=helse.helse)
    wanted = post(helse, Kind.PREVIEW, key).wanted
    helse.kari.presses(YES, message=shown)
    is_told(helse, helse.kari, AGAIN)
    assert post(helse, Kind.PREVIEW, key).wanted == wanted
    helse.kari.presses(MAYBE, message=shown)
    helse.ola.sees("1 kanskje", in_=helse.helse)
    assert "1 kommer" not in shown.says
    assert answers(helse, key) == {helse.kari.id: ("maybe", "")}


def test_who_cannot_come_tells_the_leaders_alone_and_may_say_why(helse: House, key: str) -> None:
    shown = preview(helse, key)
    helse.kari.presses(NO, message=shown)
    assert "Bare lederne ser det du skriver, og at du ikke kan komme." in helse.kari.sees_modal(NO).text
    helse.kari.closes()
    assert answers(helse, key) == {}  # opening it wrote nothing
    told = declines(helse.kari, shown, "Jeg er <!channel> på *reise*").text
    assert THANKS in told
    assert "Du har svart at du ikke kan komme.\nDet du skrev til lederne: Jeg er <!channel> på *reise*" in told
    assert AGAIN in declines(helse.kari, shown, "Jeg er <!channel> på *reise*").text
    assert "ikke kan komme" not in opens(helse.ola, shown).text
    settle(helse)
    assert "kan ikke komme" not in shown.says.replace(NO, "")
    assert "1 kan ikke komme\nKari Nordmann\n– Jeg er <!channel> på *reise*" in sees_who(helse, shown)
    helse.kari.presses(YES, message=shown)  # and what she wrote is gone
    assert answers(helse, key) == {helse.kari.id: ("yes", "")}


def test_the_word_may_be_empty_and_not_too_long(helse: House, key: str) -> None:
    shown = preview(helse, key)
    helse.kari.presses(NO, message=shown)
    helse.kari.fills(WORD, "x" * 301)
    helse.kari.submits()
    form = helse.kari.sees_modal(NO)
    assert form.errors == {WORD: "Skriv høyst 300 tegn her. Nå er det 301."}
    helse.kari.fills(WORD, "")
    helse.kari.submits()
    helse.kari.sees_modal(ABOUT_IT)
    assert answers(helse, key) == {helse.kari.id: ("no", "")}


def test_the_form_twice_is_one_answer_and_with_other_words_changes_it(helse: House, key: str) -> None:
    shown = preview(helse, key)
    helse.kari.presses(NO, message=shown)
    form = helse.kari.sees_modal(NO).view.as_json(*ids(helse))
    helse.ws.deliver_twice()
    helse.kari.submits()
    assert helse.kari.repeats().acked
    assert answers(helse, key) == {helse.kari.id: ("no", "")}
    form["state"]["values"]["word"]["word"]["value"] = "Jeg er syk"
    helse.kari.sends("interactive", {"type": "view_submission", "view": form})
    assert answers(helse, key) == {helse.kari.id: ("no", "Jeg er syk")}
    assert not helse.ws.complaints


def test_the_sheet_shows_ones_own_answer_and_takes_another(helse: House, key: str) -> None:
    shown = preview(helse, key)
    assert opens(helse.kari, shown).buttons == [YES, MAYBE, NO, "Foreslå et tema", "Legg i kalenderen", "Foreslå noe"]
    helse.kari.presses(YES)
    told = helse.kari.sees_modal(ABOUT_IT).text
    assert THANKS in told
    assert "Du har svart at du kommer.\n1 kommer" in told
    helse.kari.presses(YES)
    assert AGAIN in helse.kari.sees_modal(ABOUT_IT).text
    helse.kari.presses(NO)
    helse.kari.fills(WORD, "Jeg er syk")
    helse.kari.submits()
    assert "Det du skrev til lederne: Jeg er syk" in helse.kari.sees_modal(ABOUT_IT).text
    helse.kari.presses(NO)
    assert helse.kari.sees_modal(NO).values[WORD] == "Jeg er syk"


def test_where_no_topic_is_set_one_is_proposed_behind_more(helse: House, key: str) -> None:
    shown = preview(helse, key)
    assert "Hva skal vi ta opp? Trykk «Mer …», eller skriv /tema." in shown.says
    opens(helse.ola, shown)
    helse.ola.presses("Foreslå et tema")
    helse.ola.fills("Tittel", "Arkiv")
    helse.ola.submits()
    helse.ola.sees("Arkiv", in_=helse.helse)


def test_who_follows_along_may_answer_and_is_not_waited_for(helse: House, key: str) -> None:
    follows_along(helse, helse.ola)
    shown = preview(helse, key)
    assert "2 deltakere har ikke svart\nKari Nordmann, Liv Berg" in sees_who(helse, shown)
    helse.ola.presses(YES, message=shown)
    helse.ola.sees("1 kommer", in_=helse.helse)
    assert "1 kommer\nOla Li\n2 deltakere har ikke svart" in sees_who(helse, shown)


def test_only_those_who_lead_see_who_comes(helse: House, key: str) -> None:
    shown = preview(helse, key)
    assert "Ingen har svart ennå.\n3 deltakere har ikke svart" in sees_who(helse, shown)
    helse.kari.presses(YES, message=shown)
    declines(helse.ola, shown, "Jeg er syk")
    assert "1 kommer, 1 kan ikke komme" in opens(helse.liv, shown).text
    assert "1 kommer\nKari Nordmann\n1 kan ikke komme\nOla Li\n– Jeg er syk" in sees_who(helse, shown)
    assert SEE not in opens(helse.kari, shown).buttons
    helse.forges(helse.kari, "coming.see", key)
    helse.kari.sees("Bare nettverksledere kan gjøre dette.", in_=helse.helse)


def test_who_is_deactivated_is_not_counted(helse: House, key: str) -> None:
    shown = preview(helse, key)
    helse.kari.presses(YES, message=shown)
    helse.ola.presses(YES, message=shown)
    helse.ola.sees("2 kommer", in_=helse.helse)
    helse.ws.deactivate(helse.ola)
    helse.slack.wait_until(lambda: len(answers(helse, key)) == 1, what="the bot to know that Ola is gone")
    helse.kari.presses(MAYBE, message=shown)
    helse.kari.sees("1 kanskje", in_=helse.helse)
    assert "kommer," not in shown.says


# Refused


def test_when_the_meeting_has_begun_nobody_answers_any_more(helse: House, key: str) -> None:
    shown = preview(helse, key)
    helse.ola.presses(NO, message=shown)
    helse.kari.presses(YES, message=shown)
    helse.ola.sees("1 kommer", in_=helse.helse)
    buttons = list(shown.blocks[-1]["elements"])
    has_plan(helse, key)
    turns_to(helse, starts(helse, key))
    helse.ola.submits()
    assert BEGUN in str(helse.ola.sees_modal(NO).errors)
    helse.slack.wait_until(lambda: shown.buttons == [MORE], what="the preview to take no answers")
    assert "1 kommer" not in shown.says
    for deed in ("coming.yes", "coming.maybe", "coming.no"):  # as an old preview has them
        assert deed in {button["action_id"] for button in buttons}
        helse.forges(helse.kari, deed, key)
        helse.slack.wait_until(lambda: helse.kari.reads(helse.helse)[-1].says.startswith(BEGUN), what="Kari to be told")
    assert YES not in opens(helse.kari, shown).buttons
    assert answers(helse, key) == {helse.kari.id: ("yes", "")}


def test_a_cancelled_meeting_takes_no_answers(helse: House, key: str) -> None:
    shown = preview(helse, key)
    helse.ola.presses(NO, message=shown)
    changes(helse, key, cancelled_at=helse.slack.clock.now())
    helse.ola.submits()
    assert OFF in str(helse.ola.sees_modal(NO).errors)
    helse.forges(helse.kari, "coming.yes", key)
    is_told(helse, helse.kari, OFF)
    helse.slack.wait_until(lambda: shown.buttons == [MORE], what="the preview to say so")
    assert opens(helse.kari, shown).buttons == ["Ta ut av kalenderen"]
    assert answers(helse, key) == {}


def test_who_has_left_or_was_never_there_is_refused(helse: House, key: str) -> None:
    shown = preview(helse, key)
    opens(helse.ola, shown)
    leaves(helse, helse.ola)
    helse.ola.presses(YES)
    assert "Du er ikke lenger med i kanalen" in helse.ola.sees_modal(NOTICE).text
    elsewhere = helse.ws.add_channel("annet", creator=helse.per)
    helse.per.invites(helse.ws.bot, elsewhere)
    helse.forges(helse.per, "coming.yes", key, elsewhere)
    helse.per.sees("Denne knappen virker ikke lenger.", in_=elsewhere)
    helse.forges(helse.kari, "coming.yes", "x" * 32)
    helse.kari.sees("Denne knappen virker ikke lenger.", in_=helse.helse)
    assert answers(helse, key) == {}


def test_not_in_an_archived_channel_nor_in_a_pause(helse: House, key: str) -> None:
    shown = preview(helse, key)
    opens(helse.kari, shown)
    helse.liv.archives(helse.helse)
    helse.slack.wait_until(lambda: not helse.is_awake(), what="the bot to know that the channel is archived")
    helse.kari.presses(YES)
    assert "er arkivert" in helse.kari.sees_modal(NOTICE).text
    helse.liv.unarchives(helse.helse)
    helse.wait_until_awake()
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    helse.ola.presses(YES, message=shown)
    is_told(helse, helse.ola, "satt på pause, så du kan ikke endre noe nå.")
    assert answers(helse, key) == {}


# Where places are booked


@pytest.fixture
def booked(helse: House) -> str:
    """A meeting in ten working days for which places are booked."""
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know who is there")
    return lays(helse, ahead(helse, 10), is_booked=True)[0]


def asked(house: House, person: Person) -> list[Message]:
    """What the person has been asked by now. The bot may be at it by itself at this moment."""

    def is_at_it() -> bool:
        with house.bot.database.reading() as session:
            at = select(Post.id).where(Post.team_id == house.ws.id, Post.view == Kind.COMING, Post.claim.is_not(None))
            return session.scalar(at) is not None

    settle(house)
    house.slack.wait_until(lambda: not is_at_it(), what="the bot to have asked")
    return directly(house, ASKED, person)


def test_who_has_not_answered_is_asked_once_three_working_days_before(helse: House, booked: str) -> None:
    shown = preview(helse, booked)
    helse.kari.presses(YES, message=shown)
    due = post(helse, Kind.COMING, booked).due_at
    day = working_days_before(day_of(starts(helse, booked)), 3)
    assert due == moment_of(day, time(9))
    turns_to(helse, due - A_MINUTE)
    assert [asked(helse, who) for who in (helse.kari, helse.ola, helse.liv)] == [[], [], []]
    turns_to(helse, due)
    (told,) = asked(helse, helse.ola)
    assert "Plasser er bestilt, så lederne trenger å vite hvor mange som kommer." in told.says
    assert told.buttons == [YES, MAYBE, NO, MORE]
    assert (len(asked(helse, helse.kari)), len(asked(helse, helse.liv))) == (0, 1)
    assert in_channel(helse, ASKED) == []
    helse.ola.presses(MAYBE, message=told)
    helse.slack.wait_until(lambda: "Du har svart at du kanskje kommer." in told.says, what="it to show the answer")
    assert "Plasser er bestilt" not in told.says
    helse.ola.sees("1 kommer, 1 kanskje", in_=helse.helse)
    helse.ola.presses(MAYBE, message=told)
    helse.ola.sees(AGAIN, in_=helse.ola.dm(helse.ws.bot))
    assert THANKS in declines(helse.ola, told, "Jeg er syk").text
    helse.slack.wait_until(lambda: "Det du skrev til lederne: Jeg er syk" in told.says, what="the other answer")
    assert told.buttons == [YES, MAYBE, NO, MORE]


def test_nobody_is_asked_twice(helse: House, booked: str) -> None:
    """Not when all is planned anew, nor when the meeting moves: then what stands says the new time."""
    turns_to(helse, post(helse, Kind.COMING, booked).due_at)
    (told,) = asked(helse, helse.ola)
    changes(helse, booked, day=ahead(helse, 20))
    turns_to(helse, starts(helse, booked) - A_MINUTE)
    assert asked(helse, helse.ola) == [told]
    assert day_of_meeting(helse, booked) in told.says
    turns_to(helse, starts(helse, booked))
    helse.ola.presses(YES, message=told)
    helse.ola.sees(BEGUN, in_=helse.ola.dm(helse.ws.bot))


def test_what_stands_says_that_the_meeting_is_cancelled(helse: House, booked: str) -> None:
    turns_to(helse, post(helse, Kind.COMING, booked).due_at)
    (told,) = asked(helse, helse.ola)
    changes(helse, booked, cancelled_at=helse.slack.clock.now(), cancelled_because="Liv er syk")
    helse.slack.wait_until(lambda: "Liv er syk" in told.says, what="it to say so")
    assert told.buttons == [MORE]


def test_who_is_not_to_be_asked_is_not(helse: House, booked: str) -> None:
    """Who follows along, has left, wants no such questions, or wants quiet; each decided after it was planned."""
    due = post(helse, Kind.COMING, booked).due_at
    follows_along(helse, helse.ola)
    opens_settings(helse, helse.kari)
    helse.kari.chooses(WISHES, "Velkommen når jeg kommer inn i et nettverk")
    helse.kari.submits()
    helse.kari.closes(all_=True)
    turns_to(helse, due)
    assert (asked(helse, helse.ola), asked(helse, helse.kari), len(asked(helse, helse.liv))) == ([], [], 1)


def test_who_comes_later_is_asked_too_and_who_has_left_is_not(helse: House, booked: str) -> None:
    helse.liv.invites(helse.per, helse.helse)
    helse.slack.wait_until(lambda: is_inside(helse, helse.per), what="the bot to know that Per is there")
    leaves(helse, helse.ola)
    changes(helse, booked, place="Rådhuset")
    turns_to(helse, post(helse, Kind.COMING, booked).due_at)
    assert (len(asked(helse, helse.per)), asked(helse, helse.ola)) == (1, [])


@pytest.mark.parametrize("volume", Volume)
def test_where_little_is_said_nobody_is_asked(helse: House, booked: str, volume: Volume) -> None:
    due = post(helse, Kind.COMING, booked).due_at
    says_as_much(helse, volume)
    changes(helse, booked)
    turns_to(helse, due)
    assert len(asked(helse, helse.ola)) == (0 if volume is Volume.QUIET else 1)


def test_only_of_the_next_booked_meeting_until_that_has_begun(helse: House) -> None:
    helse.slack.wait_until(helse.knows_everybody, what="the bot to know who is there")
    first, second = lays(helse, ahead(helse, 10), ahead(helse, 20), is_booked=True)
    has_plan(helse, first)
    assert planned_for(helse) == {first: 3}
    turns_to(helse, post(helse, Kind.COMING, first).due_at)
    assert len(asked(helse, helse.ola)) == 1
    turns_to(helse, starts(helse, first))
    settle(helse)
    assert planned_for(helse) == {first: 3, second: 3}
    turns_to(helse, post(helse, Kind.COMING, second).due_at)
    assert len(asked(helse, helse.ola)) == 2


def test_booked_late_they_are_asked_at_once(helse: House, key: str) -> None:
    turns_to(helse, starts(helse, key) - timedelta(hours=20))  # of the day before, at work
    changes(helse, key, is_booked=True)
    assert len(asked(helse, helse.ola)) == 1


def test_a_leader_marks_it_in_the_form(helse: House, key: str) -> None:
    opens(helse.liv, preview(helse, key))
    helse.liv.presses("Endre møtet")
    helse.liv.chooses("Må dere vite hvor mange som kommer?", "Plasser er bestilt")
    helse.liv.submits()
    assert "Endringene er lagret." in helse.liv.sees_modal(ABOUT_IT).text
    assert planned_for(helse) == {key: 3}
    helse.liv.presses("Endre møtet")
    assert helse.liv.sees_modal("Endre møtet").values["Må dere vite hvor mange som kommer?"] == ["Plasser er bestilt"]
    helse.liv.chooses("Må dere vite hvor mange som kommer?")
    helse.liv.submits()
    helse.liv.sees_modal(ABOUT_IT)
    assert planned_for(helse) == {}


def test_the_message_says_the_way_out(helse: House, booked: str) -> None:
    turns_to(helse, post(helse, Kind.COMING, booked).due_at)
    (told,) = asked(helse, helse.ola)
    assert "Vil du ikke ha slike spørsmål? Trykk «Mer …», og så «Mine innstillinger»." in told.says
    opens(helse.ola, told)
    helse.ola.presses(SETTINGS)
    helse.ola.chooses(WISHES)
    helse.ola.submits()
    assert "Du får ingen direktemeldinger fra meg." in helse.ola.sees_modal(SETTINGS).text
    with helse.bot.database.reading() as session:
        assert not session.get_one(Known, (helse.ws.id, helse.ola.id)).wants_prompts


def test_leaders_see_it_once_and_steer_it(helse: House, booked: str) -> None:
    assert sees_list(helse).text.count(QUESTION) == 1
    helse.liv.closes(all_=True)
    shown = preview(helse, booked)
    helse.liv.presses(YES, message=shown)
    seen = opens_planned(helse, QUESTION).text
    assert "📅 Kommer du på møtet i Nettverk for helse?" in seen  # although Liv herself is not asked
    helse.liv.presses(SKIP)
    helse.liv.sees_modal("Det jeg vil si")
    turns_to(helse, post(helse, Kind.COMING, booked).due_at)
    assert asked(helse, helse.ola) == []
    opens_planned(helse, QUESTION)
    helse.liv.presses("Ikke hopp over likevel")
    assert len(asked(helse, helse.ola)) == 1


@pytest.mark.usefixtures("booked")
def test_a_leader_sends_it_now(helse: House) -> None:
    opens_planned(helse, QUESTION)
    helse.liv.presses(SEND, confirm=SEND)
    assert [len(asked(helse, who)) for who in (helse.liv, helse.kari, helse.ola)] == [1, 1, 1]


def test_help_with_planning_tells_what_the_channel_reads_alone(helse: House, key: str) -> None:
    changes(helse, key, day=ahead(helse, 20), is_booked=True)
    turns_to(helse, post(helse, Kind.PLANNING, key).due_at)
    told = helse.liv.sees(PLANNING, in_=helse.liv.dm(helse.ws.bot))
    assert "Dette sier jeg i kanalen\n– Hva møtet handler om" in told.says
    assert QUESTION not in told.says


# A crowd


@pytest.mark.alone
def test_three_hundred_answer_within_ten_seconds(helse: House, living: Living, start: Start) -> None:
    (key,) = lays(helse, ahead(helse, 12))
    opens_planned(helse, "Hva møtet handler om")
    helse.liv.presses(SEND, confirm=SEND)
    shown = helse.ola.sees(PREVIEW, in_=helse.helse)
    living.end(helse.bot)
    crowd = [helse.ws.add_person(f"Person {number}") for number in range(300)]
    for person in crowd:
        helse.helse.members[person.id] = person  # they came before the bot did: no welcomes
    start(helse)  # as in production, in a process of its own
    before = len(helse.ws.calls("chat.update"))
    told: list[Told] = []

    def press(person: Person, label: str) -> None:
        told.append(person.presses(label, message=shown))

    labels = [YES, YES, MAYBE]
    presses = [threading.Timer(number / 30, press, (person, labels[number % 3])) for number, person in enumerate(crowd)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    helse.ola.sees("200 kommer, 100 kanskje", in_=helse.helse, timeout=10)
    assert all(one.acked for one in told)
    assert max(one.seconds for one in told) < 1.0
    assert len(helse.ws.calls("chat.update")) - before <= 14
    assert len(answers(helse, key)) == 300
    text = sees_who(helse, shown)
    assert "200 kommer\n" in text
    assert "og 100 til" in text
