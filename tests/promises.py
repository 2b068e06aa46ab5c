"""What product.md promises under "How much it says": its table, in its words, and what follows from it for a year.

Whoever builds another row of it adds the row here: `tests/test_year.py` lives through the year, and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from storage.networks import Volume
from tests.reckoning import A_DAY, AN_HOUR, is_off, is_workday, workdays
from tests.years import CHANNEL, DIRECT, THREAD, Said

LAST_DAY = date(2027, 8, 29)  # of the year


@dataclass(frozen=True)
class Met:
    """A meeting, and what the clock on the wall shows when something is to be said of it."""

    number: int
    day: date
    begins: time
    has_topic: bool
    is_booked: bool
    following: Met | None = None
    is_middle: bool = False  # of its cycle

    def start(self) -> datetime:
        return datetime.combine(self.day, self.begins)

    def days_before(self, number: int) -> datetime:
        """What falls on a free day moves earlier."""
        return datetime.combine(workdays(self.day, -number), time(9))

    def preview(self) -> datetime:
        return self.days_before(5)

    def planning(self) -> datetime:
        return self.days_before(10)

    def reminder(self) -> datetime | None:
        return self.days_before(10) if self.has_topic else None

    def call(self) -> datetime | None:
        return None if self.has_topic else self.days_before(15)

    def asking(self) -> datetime | None:
        return self.days_before(3) if self.is_booked else None

    def this_morning(self) -> datetime:
        return datetime.combine(self.day, time(8)) if self.begins >= time(9) else self.start() - AN_HOUR

    def near_the_end(self) -> datetime:
        """They last an hour and a half."""
        return self.start() + timedelta(minutes=80)

    def next_morning(self) -> datetime:
        return datetime.combine(workdays(self.day, 1), time(9, 30))

    def day_after(self) -> datetime | None:
        return datetime.combine(workdays(self.day, 1), time(10)) if self.following else None

    def in_the_middle(self) -> datetime | None:
        return datetime.combine(workdays(self.day, 2), time(10)) if self.is_middle else None

    def a_week_on(self) -> datetime:
        asked = self.in_the_middle()
        assert asked
        return asked + 7 * A_DAY

    def midway(self) -> list[datetime]:
        """The Wednesday nearest the middle between two meetings."""
        return self._thinking(every=False)

    def fortnights(self) -> list[datetime]:
        """And every second one, before it and after."""
        return self._thinking(every=True)

    def _thinking(self, *, every: bool) -> list[datetime]:
        if self.following is None:
            return []
        first, second = self.day, self.following.day
        between = [first + n * A_DAY for n in range(1, (second - first).days)]
        asked = {day: day if is_workday(day) else workdays(day, -1) for day in between if day.isoweekday() == 3}
        inside = [day for day in asked if asked[day] > first]
        middle = min(inside, key=lambda day: (abs((day - first) - (second - day)), day), default=None)
        days = {asked[day] for day in inside if middle and (day == middle or (every and (day - middle).days % 14 == 0))}
        return [datetime.combine(day, time(10)) for day in sorted(days)]

    def next_meetings_day(self) -> datetime:
        """When the next meeting's own day begins."""
        assert self.following
        return datetime.combine(self.following.day, time(0))

    def next_preview(self) -> datetime:
        assert self.following
        return self.following.preview()


@dataclass(frozen=True)
class Row:
    """A row of the table: where it is said, for each volume, and when."""

    post: str
    view: str
    when: Callable[[Met], datetime | list[datetime] | None]
    volumes: Sequence[str | None]
    until: Callable[[Met], datetime] | None  # None: in the working hours of that day

    def moments(self, met: Met) -> list[datetime]:
        at = self.when(met)
        return at if isinstance(at, list) else [at] if at else []

    def useful_until(self, met: Met, at: datetime) -> datetime:
        return self.until(met) if self.until else datetime.combine(at.date(), time(17))

    @property
    def is_counted(self) -> bool:
        return self.post not in UNCOUNTED


# By their rank.
TABLE = [
    #    post                                      when              Stille   Vanlig   Alt        useful until
    Row("evaluation", "meeting.evaluation",        Met.near_the_end, (CHANNEL, CHANNEL, CHANNEL), Met.next_morning),
    Row("agenda preview", "meeting.preview",       Met.preview,      (CHANNEL, CHANNEL, CHANNEL), Met.start),
    Row("next topic", "meeting.next",              Met.day_after,    (CHANNEL, CHANNEL, CHANNEL), Met.next_preview),
    Row("next-topic reminder", "meeting.reminder", Met.reminder,     (None, None, CHANNEL),       Met.preview),
    Row("ask for topics", "meeting.call",          Met.call,         (None, None, CHANNEL),       Met.planning),
    Row("is our charter good?", "meeting.charter", Met.in_the_middle, (None, CHANNEL, CHANNEL),    Met.a_week_on),
    Row("reflection prompt", "meeting.reflection", Met.midway,       (None, CHANNEL, None),       None),
    Row("every 2nd week", "meeting.reflection",    Met.fortnights,   (None, None, CHANNEL),       None),
    Row("plan the meeting", "meeting.planning",    Met.planning,     (None, DIRECT, DIRECT),      Met.preview),
    Row("do you come?", "meeting.coming",          Met.asking,       (None, DIRECT, DIRECT),       Met.start),
    Row("today", "meeting.today",                  Met.this_morning, (None, THREAD, CHANNEL),     Met.start),
]  # fmt: skip
UNCOUNTED = {"evaluation", "plan the meeting", "do you come?", "today"}  # towards one a day and two a week
YIELDS_UNTIL = {
    "ask for topics": Met.preview,
    "reflection prompt": Met.next_meetings_day,
    "every 2nd week": Met.next_meetings_day,
}  # where that is not when it ceases to be useful anyway

OPENS = {
    "agenda preview": {"nb": "📅 Møtet ", "nn": "📅 Møtet ", "en": "📅 The meeting on "},
    "evaluation": {
        "nb": "📝 Evaluering av møtet ",
        "nn": "📝 Evaluering av møtet ",
        "en": "📝 Evaluation of the meeting ",
    },
    "next topic": {"nb": "📅 Neste møte", "nn": "📅 Neste møte", "en": "📅 Our next meeting"},
    "next-topic reminder": {"nb": "📅 Temaet ", "nn": "📅 Temaet ", "en": "📅 The topic on "},
    "ask for topics": {"nb": "📅 Møtet ", "nn": "📅 Møtet ", "en": "📅 The meeting on "},
    "is our charter good?": {
        "nb": "🤝 Er rammene våre fortsatt gode?",
        "nn": "🤝 Er rammene våre framleis gode?",
        "en": "🤝 Is our charter still good?",
    },
    "every 2nd week": {"nb": "💭 Noe å tenke over", "nn": "💭 Noko å tenkje over", "en": "💭 Something to think about"},
    "plan the meeting": {"nb": "📅 Et møte ", "nn": "📅 Eit møte ", "en": "📅 A meeting to plan "},
    "do you come?": {
        "nb": "📅 Kommer du på møtet i ",
        "nn": "📅 Kjem du på møtet i ",
        "en": "📅 Are you coming to the meeting in ",
    },
    "today": {"nb": "📅 Vi møtes i dag", "nn": "📅 Vi møtest i dag", "en": "📅 We meet today"},
}


@dataclass(frozen=True)
class Rhythm:
    """How often a network meets, when, and how it speaks."""

    language: str
    first: date
    weeks: int
    begins: time
    zone: str = "Europe/Oslo"

    def met(self, changed: Mapping[int, date | None] = {}) -> list[Met]:
        """All its meetings of the year: what falls on a day off is skipped. `changed`: the day of one that a leader has
        moved, or None of one that is cancelled.
        """
        days: list[date] = []
        day = self.first
        while day <= LAST_DAY:
            days += [] if is_off(day) else [day]
            day += timedelta(weeks=self.weeks)
        kept = [(changed.get(number, day), number) for number, day in enumerate(days)]
        met = [Met(number, day, self.begins, has_topic(number), is_booked(number)) for day, number in kept if day]
        middle = met[(len(met) - 1) // 2]
        return [
            replace(one, following=other, is_middle=one is middle)
            for one, other in zip(met, [*met[1:], None], strict=True)
        ]


RHYTHMS = [
    Rhythm("nb", date(2026, 9, 2), 4, time(9)),
    Rhythm("nn", date(2026, 9, 1), 2, time(8, 30)),  # often, so that posts must yield to each other
    Rhythm("en", date(2026, 9, 3), 5, time(13), "America/New_York"),
]


def has_topic(number: int) -> bool:
    return number % 3 != 2


def is_booked(number: int) -> bool:
    return number % 4 == 3


def promised(met: Sequence[Met], volume: Volume) -> list[Said]:
    """What the table says of these meetings."""
    return sorted(_promised(met, list(Volume).index(volume)))


def _promised(met: Sequence[Met], volume: int) -> Iterator[Said]:
    days: set[date] = set()
    for row in TABLE:
        where = row.volumes[volume]
        if where is None:
            continue
        for one, moment in [(other, moment) for other in met for moment in row.moments(other)]:
            at = moment
            until, last = row.useful_until(one, at), YIELDS_UNTIL.get(row.post, row.until)
            while row.is_counted and (at.date() in days or len(days & _week_of(at.date())) == 2):
                later = datetime.combine(workdays(at.date(), 1), at.time())
                at, until = later, min(until + (later - at), last(one) if last else until)
            if at < until:
                days |= {at.date()} if row.is_counted else set()
                yield Said(at, row.view, one.number, where)


def _week_of(day: date) -> set[date]:
    monday = day - day.weekday() * A_DAY
    return {monday + n * A_DAY for n in range(7)}
