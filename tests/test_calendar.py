"""Meetings in people's own calendars: the file stands in their messages, and other programs than ours read it right."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from handlers.calendar.ics import calendar
from handlers.calendar.zones import described
from handlers.networks.rules import ZONES
from handlers.words import Words
from sandbox import Message, Person
from storage.base import new_id
from storage.meetings import Meeting
from storage.networks import Network
from tests.living import House
from tests.meetings import ahead, changes, lays, topic
from tests.test_home import opens as opens_home
from tests.test_meetings import ABOUT, BEGINS, NOTICE, cancels, edits, opens
from tests.test_participants import counts

GET, TAKE_OUT, GET_ALL = "Legg i kalenderen", "Ta ut av kalenderen", "Legg alle i kalenderen"
SENDING = "Jeg sender deg filen nå. Du finner den i meldingene dine fra meg."
UTC_FOR_EVER = "Atlantic/Reykjavik"
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def files(house: House, person: Person) -> list[Message]:
    """What the bot has sent a person that holds a file."""
    return [one for one in person.reads(person.dm(house.ws.bot)) if one.files]


def received(house: House, person: Person, number: int = 1) -> Message:
    """The last of so many."""
    house.slack.wait_until(lambda: len(files(house, person)) >= number, what=f"{person.name} to have {number} files")
    assert len(files(house, person)) == number
    return files(house, person)[-1]


def gets(house: House, person: Person, number: int = 1, button: str = GET) -> str:
    """The file of the first meeting, as the person takes it from all about that."""
    opens(house, person)
    person.presses(button)
    assert person.sees_modal(NOTICE).text == SENDING
    person.closes(all_=True)
    return received(house, person, number).files[0].content.decode()


def event(text: str) -> Any:
    """Its one meeting, as another program reads it."""
    return vobject.readOne(text).vevent


def made(zone: str, *meetings: tuple[date, time], minutes: int = 120, **more: Any) -> str:
    """The file of meetings in that time zone."""
    network = Network(team_id="T1", id="n", channel_id="C1", name="Helse; & <b>", zone=zone)
    whole: dict[str, Any] = {"version": 1, "place": "", "goals": "", "minutes": minutes} | more
    rows = [
        (Meeting(team_id="T1", id=new_id(), network=network, day=day, begins=begins, **whole), None)
        for day, begins in meetings
    ]
    return calendar(Words("nb"), rows, NOW).decode()


# In the messages


def test_the_file_stands_in_ones_own_messages(helse: House) -> None:
    helse.proposes(helse.kari, "Samtykke & sånt, igjen; <!channel>")
    (key,) = lays(helse, ahead(helse, 20), place="Rådhuset, møterom 1; «Fjord»")
    changes(helse, key, topic_id=topic(helse, "Samtykke & sånt, igjen; <!channel>"), goals="Vi vet\nhva & hvem")
    text = gets(helse, helse.kari)
    message = received(helse, helse.kari)
    assert "Til kalenderen din: møtet i Nettverk for helse" in message.says
    assert "Hvis møtet flyttes, kan du hente filen på nytt." in message.says
    assert message.pings == []
    assert message.files[0].title == "Nettverk for helse: Samtykke & sånt, igjen; <!channel>"
    shown = event(text)
    assert shown.summary.value == "Nettverk for helse: Samtykke & sånt, igjen; <!channel>"
    assert shown.location.value == "Rådhuset, møterom 1; «Fjord»"
    assert shown.description.value.startswith("Vi vet\nhva & hvem\nKanalen: https://slack.com/app_redirect?")
    assert f"&channel={helse.helse.id}" in shown.description.value
    assert (shown.dtstart.value.date(), shown.dtstart.value.time()) == (ahead(helse, 20), time(9))
    assert shown.dtend.value - shown.dtstart.value == timedelta(hours=2)
    assert shown.status.value == "CONFIRMED"
    assert vobject.readOne(text).method.value == "PUBLISH"
    assert files(helse, helse.ola) == []


def test_under_the_words_of_where_it_is_the_meeting_is_still_open(helse: House) -> None:
    lays(helse, ahead(helse, 20))
    opens(helse, helse.kari)
    helse.kari.presses(GET)
    helse.kari.sees_modal(NOTICE)
    helse.kari.closes()
    helse.kari.sees_modal(ABOUT)


def test_a_moved_meeting_is_the_same_one_later(helse: House) -> None:
    lays(helse, ahead(helse, 20))
    before = event(gets(helse, helse.liv))
    edits(helse, BEGINS, "13:30")
    helse.liv.closes(all_=True)
    after = event(gets(helse, helse.liv, 2))
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert (before.dtstart.value.time(), after.dtstart.value.time()) == (time(9), time(13, 30))


def test_a_cancelled_meeting_is_taken_out(helse: House) -> None:
    lays(helse, ahead(helse, 20))
    before = event(gets(helse, helse.liv))
    cancels(helse)
    text = gets(helse, helse.liv, 2, TAKE_OUT)
    assert "er avlyst.\nÅpne filen, så går møtet ut av kalenderen din." in received(helse, helse.liv, 2).says
    after = event(text)
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert (after.status.value, vobject.readOne(text).method.value) == ("CANCELLED", "CANCEL")
    assert after.summary.value == "Avlyst: Nettverk for helse"


def test_once_it_has_begun_nobody_needs_it(helse: House) -> None:
    lays(helse, ahead(helse, 20))
    assert GET in opens(helse, helse.kari).buttons
    helse.slack.clock.turn(timedelta(days=60))
    with helse.bot.database.reading() as session:
        key = session.query(Meeting.id).scalar()
    helse.forges(helse.kari, "meeting.more", key)
    assert GET not in helse.kari.sees_modal(ABOUT).buttons


def test_all_that_are_coming_are_one_file(helse: House) -> None:
    days = [ahead(helse, n) for n in (20, 60, 100)]
    keys = lays(helse, *days)
    changes(helse, keys[1], cancelled_at=helse.slack.clock.now())
    helse.kari.types("/nettverk plan", helse.helse)
    helse.kari.sees("Møter i Nettverk for helse", in_=helse.helse)
    helse.kari.presses(GET_ALL, in_=helse.helse)
    helse.kari.sees(SENDING, in_=helse.helse)
    message = received(helse, helse.kari)
    assert "Til kalenderen din: de 2 møtene som kommer i Nettverk for helse." in message.says
    events = vobject.readOne(message.files[0].content.decode()).vevent_list
    assert [one.dtstart.value.date() for one in events] == [days[0], days[2]]


def test_where_none_is_coming_any_more_an_old_button_says_so(helse: House) -> None:
    (key,) = lays(helse, ahead(helse, 20))
    helse.kari.types("/nettverk plan", helse.helse)
    shown = helse.kari.sees("Møter i Nettverk for helse", in_=helse.helse)
    changes(helse, key, cancelled_at=helse.slack.clock.now())
    helse.kari.presses(GET_ALL, message=shown)
    helse.kari.sees("Ingen møter er planlagt ennå.", in_=helse.helse)
    assert files(helse, helse.kari) == []
    helse.kari.types("/nettverk plan", helse.helse)
    helse.slack.wait_until(lambda: "Avlyst" in helse.kari.reads(helse.helse)[-1].says, what="the plan to be shown")
    assert GET_ALL not in helse.kari.reads(helse.helse)[-1].buttons


def test_the_home_tab_has_it_at_the_next_meeting(helse: House) -> None:
    counts(helse, 3, 0)
    lays(helse, ahead(helse, 20))
    helse.kari.presses(GET, in_=opens_home(helse, helse.kari, until="Neste møte"))
    assert helse.kari.sees_modal(NOTICE).text == SENDING
    assert event(received(helse, helse.kari).files[0].content.decode()).dtstart.value.date() == ahead(helse, 20)


# Once, and told when it fails


def test_the_same_press_delivered_twice_sends_one_file(helse: House) -> None:
    lays(helse, ahead(helse, 20))
    opens(helse, helse.kari)
    helse.kari.presses(GET)
    assert helse.kari.repeats().acked
    helse.kari.closes(all_=True)
    gets(helse, helse.kari, 2)  # while who presses again wants another


@pytest.mark.parametrize(
    "step", ["conversations.open", "files.getUploadURLExternal", "upload", "files.completeUploadExternal"]
)
def test_one_is_told_in_place_if_it_does_not_get_there(helse: House, step: str) -> None:
    lays(helse, ahead(helse, 20))
    opens(helse, helse.kari)
    helse.slack.faults.add(step, "http_error", status=503)
    helse.kari.presses(GET)
    helse.slack.wait_until(
        lambda: "Jeg fikk ikke sendt deg filen." in helse.kari.sees_modal(NOTICE).text, what="Kari to be told"
    )
    assert files(helse, helse.kari) == []
    helse.kari.closes(all_=True)
    gets(helse, helse.kari)


def test_so_one_is_in_the_home_tab_and_in_the_channel(helse: House) -> None:
    counts(helse, 3, 0)
    lays(helse, ahead(helse, 20))
    helse.slack.faults.add("files.completeUploadExternal", "slack_error", error="file_uploads_disabled", times=2)
    helse.kari.presses(GET, in_=opens_home(helse, helse.kari, until="Neste møte"))
    helse.slack.wait_until(
        lambda: "Jeg fikk ikke sendt deg filen." in helse.kari.sees_modal(NOTICE).text, what="Kari to be told"
    )
    helse.kari.closes()
    helse.kari.types("/nettverk plan", helse.helse)
    helse.kari.sees("Møter i Nettverk for helse", in_=helse.helse)
    helse.kari.presses(GET_ALL, in_=helse.helse)
    helse.kari.sees("Jeg fikk ikke sendt deg filen.", in_=helse.helse)
    assert files(helse, helse.kari) == []


def test_who_has_left_gets_none(helse: House) -> None:
    counts(helse, 3, 0)
    lays(helse, ahead(helse, 20))
    home = opens_home(helse, helse.kari, until="Neste møte")
    helse.kari.leaves(helse.helse)
    counts(helse, 2, 0)
    helse.kari.presses(GET, in_=home)
    assert "Du er ikke lenger med i kanalen" in helse.kari.sees_modal(NOTICE).text
    assert files(helse, helse.kari) == []


# As other programs read it


def moments(text: str, zone: str) -> list[tuple[datetime, datetime]]:
    """Begin and end of each meeting, on which two programs agree.

    Under a name that neither knows or remembers, they have to take the zone from the file. (Where it is UTC for ever,
    that is what stands there.)
    """
    assert "DTSTART:" in text.partition("BEGIN:VEVENT")[2] if zone == UTC_FOR_EVER else f"DTSTART;TZID={zone}:" in text
    text = text.replace(zone, f"Test/{new_id()}")
    theirs = [in_utc(one.dtstart.value, one.dtend.value) for one in vobject.readOne(text).vevent_list]
    calendar = IcsCalendarStream.calendar_from_ics(text)
    assert [in_utc(one.dtstart, one.dtend) for one in calendar.events] == theirs
    return theirs


def in_utc(begins: Any, ends: Any) -> tuple[datetime, datetime]:
    return begins.astimezone(UTC), ends.astimezone(UTC)


def expected(zone: str, day: date, begins: time, minutes: int) -> tuple[datetime, datetime]:
    starts = datetime.combine(day, begins, ZoneInfo(zone)).astimezone(UTC)
    return starts, starts + timedelta(minutes=minutes)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2026, 2029, 2040])
def test_two_programs_read_the_moments_that_are_meant(zone: str, year: int) -> None:
    """A day in each week of a year and more, thus on both sides of each change of the clocks."""
    slots = [(date(year, 1, 1) + timedelta(days=5 * n), time(9 + n % 9)) for n in range(90)]
    text = made(zone, *slots)
    assert moments(text, zone) == [expected(zone, day, begins, 120) for day, begins in slots]


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Oslo", date(2027, 3, 28)), ("Europe/Oslo", date(2026, 10, 25)),
        ("America/New_York", date(2027, 3, 14)), ("America/New_York", date(2026, 11, 1)),
        ("America/Nuuk", date(2029, 3, 24)), ("America/Nuuk", date(2029, 10, 27)),
        ("Asia/Tokyo", date(2026, 10, 25)),
    ],
)  # fmt: skip
def test_a_night_in_which_the_clocks_change(zone: str, day: date) -> None:
    """One before it, one through it, one after it."""
    slots = [(day - timedelta(days=1), time(9)), (day, time(0, 30)), (day, time(9))]
    for minutes in (30, 360):
        assert moments(made(zone, *slots, minutes=minutes), zone) == [expected(zone, *slot, minutes) for slot in slots]


def test_a_zone_is_told_by_its_rule() -> None:
    oslo = described(ZoneInfo("Europe/Oslo"), date(2026, 11, 1), date(2027, 6, 1)).to_ical().decode()
    assert re.findall("RRULE:.*", oslo.replace("\r", "")) == [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    ]  # fmt: skip
    assert "DTSTART:19700329T020000" in oslo
    assert "DTSTART:19701025T030000" in oslo
    assert "RRULE" not in described(ZoneInfo("Asia/Tokyo"), date(2026, 1, 1), date(2026, 1, 1)).to_ical().decode()


def test_a_line_is_never_too_long_and_people_break_none() -> None:
    text = made(
        "Europe/Oslo", (date(2027, 3, 1), time(9)), place="x" * 150 + "\nEND:VEVENT", goals="Æ" * 500, version=7
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    shown = event(text)
    assert shown.location.value == "x" * 150 + "\nEND:VEVENT"
    assert shown.description.value.startswith("Æ" * 500)
    assert (shown.summary.value, shown.sequence.value) == ("Helse; & <b>", "7")
    assert shown.dtstamp.value == NOW
