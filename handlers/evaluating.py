"""How a meeting was: what the channel is asked near its end, and what it reads of the answers."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.orm import Session

from handlers import blocks as b
from handlers.blocks import Block, Message
from handlers.meeting_lines import more
from handlers.practice import Rendering
from handlers.typed import one_line
from handlers.words import Shown, Words, cut, escape, lines
from storage.evaluations import notes_of, texts_in
from storage.meetings import Meeting, preceding
from storage.networks import Evaluating, Volume
from storage.rounds import Round, RoundAnswer, Visibility, count, counts, evaluation_of
from storage.wall_time import day_of

WORTH, HEARD, SERVED, GOOD, BETTER = "worth", "heard", "served", "good", "better"  # the names of the questions
SCALES, TEXTS, MOST = (WORTH, HEARD, SERVED), (GOOD, BETTER), 5
PICKED_MAX, PICKED_LENGTH = 10, 400  # of free texts in the channel, and of the characters of each


def was_it_worth_it(rendering: Rendering) -> Message | None:
    """Near the end. In the channel it can be answered until it closes; where it is spoken, those who lead are told."""
    session = rendering.session
    meeting = session.get_one(Meeting, (rendering.team_id, rendering.subject_id))
    asked = evaluation_of(session, meeting)
    if asked:
        return _asked(rendering, meeting, asked)
    return _to_write_down(rendering, meeting) if meeting.network.evaluation is Evaluating.SPOKEN else None


def _asked(rendering: Rendering, meeting: Meeting, asked: Round) -> Message | None:
    _, closing = rendering.words, asked.closed_by(rendering.now)
    day, people = _.day(meeting.day), count(rendering.session, asked)
    if meeting.cancelled_at and not rendering.stands:
        return None
    if closing:
        off = _("The meeting is cancelled, so nobody needs to answer any more.") if meeting.cancelled_at else None
        return Message.of(
            b.quiet(_("📝 Evaluation of the meeting on {day}: closed", day=day)),
            b.section(off or outcome(_, asked, people)),
            b.buttons(b.button(_("More …"), "round.more", asked.id)),
        )
    until = asked.closes_at.astimezone(meeting.network.tz)
    to_answer = [b.button(_("Answer"), "round.answer", asked.id, style="primary")]
    return Message.of(
        b.quiet(_("📝 Evaluation of the meeting on {day}", day=day)),
        b.section(
            _("Was the meeting worth your time? It takes a minute to say so, and it helps us make the next one better.")
        ),
        b.section(who_sees(_, asked)),
        b.quiet(_("You can answer until {day} at {time}.", day=_.day(until.date()), time=_.clock(until.time()))),
        b.quiet(have_answered(_, people)) if people else None,
        # It may be told of a moment before it opens.
        b.buttons(*to_answer * asked.has_opened, b.button(_("More …"), "round.more", asked.id)),
    )


def _to_write_down(rendering: Rendering, meeting: Meeting) -> Message | None:
    """To somebody who leads, where people say it round the table."""
    _, network = rendering.words, meeting.network
    if meeting.cancelled_at or not network.is_led_by(rendering.reader, day_of(rendering.now, network.tz)):
        return None
    if not rendering.stands and not (rendering.reader.wants_leads and network.is_awake):
        return None
    notes = notes_of(rendering.session, meeting)
    return Message.of(
        b.said(_("📝 Evaluation of the meeting on {day} in {name}", day=_.day(meeting.day), name=network.name)),
        b.section(
            _("What was said is written down.")
            if notes and notes.said
            else _(
                "Ask round the table: Was it worth the time? Did everyone get a say? What was good, and what would be "
                "better? Then write down what was said."
            )
        ),
        b.buttons(b.button(_("Write it down"), "evaluation.write", meeting.id), more(_, meeting)),
    )


def who_sees(_: Words, asked: Round) -> Shown:
    """In short, before one answers."""
    if asked.visibility is Visibility.OPEN:
        return _("Everyone in the channel can see what you answer.")
    if asked.visibility is Visibility.LEADERS:
        return _("The leaders see what you answer. The channel sees the numbers, and what the leaders choose.")
    return _(
        "Your answer is anonymous. The leaders see the answers when at least {n} have answered. "
        "The channel sees the numbers, and what the leaders choose.",
        n=asked.fewest_shown,
    )


def have_answered(_: Words, people: int) -> Shown:
    return _.many("{n} has answered", "{n} have answered", people)


def outcome(_: Words, asked: Round, people: int) -> Shown:
    """How many have answered and, where they are too few, what that means."""
    if not people:
        return _("Nobody has answered.")
    answered = _.many("{n} has answered.", "{n} have answered.", people)
    if asked.is_settled and not asked.is_shown:
        few = _("That is fewer than {n}, so the answers are deleted. Nobody sees them.", n=asked.fewest_shown)
        return lines(answered, few)
    return answered


def scales(_: Words) -> dict[str, Shown]:
    """What is answered with a number, in short."""
    return {
        WORTH: _("Worth the time"),
        HEARD: _("Everyone got a say"),
        SERVED: _("Served why we meet"),
    }


def numbers(_: Words, session: Session, asked: Round, *, to_leaders: bool = False) -> list[Shown]:
    """«– Verdt tiden: 4,3 av 5», without what too few have answered."""
    if not (asked.is_settled and asked.is_shown):
        return []
    known = asked.visibility is Visibility.OPEN or (to_leaders and asked.visibility is Visibility.LEADERS)
    fewest, found = 1 if known else asked.fewest_shown, counts(session, asked, SCALES)
    return [
        _("– {what}: {average} of {most}", what=what, average=_.decimal(_mean(found[name])), most=MOST)
        for name, what in scales(_).items()
        if found[name].total() >= fewest
    ]


def summary(_: Words, session: Session, meeting: Meeting) -> list[Block]:
    """To the channel, the day after. Empty: there is nothing to tell of, or the network wants to hear little."""
    if meeting.network.volume is Volume.QUIET or meeting.cancelled_at:
        return []
    asked, notes = evaluation_of(session, meeting), notes_of(session, meeting)
    figures = numbers(_, session, asked) if asked else []
    picked = [one for one in texts_in(session, asked, TEXTS) if one.is_picked] if asked and asked.is_settled else []
    said = notes.said if notes else ""
    if not (figures or picked or said):
        return []
    answered = have_answered(_, count(session, asked)) if asked and (figures or picked) else None
    return [
        b.quiet(_("📝 How the meeting on {day} was", day=_.day(meeting.day))),
        *([b.said(lines(*figures))] if figures else []),
        *([b.quiet(answered)] if answered else []),
        *([b.quiet(_("Some of what you wrote"))] if picked else []),
        *(b.said(_quoted(_, one, asked)) for one in picked[:PICKED_MAX]),
        *([b.quiet(_("What was said")), b.said(cut(escape(said), b.FIELD_MAX))] if said else []),
    ]


def came_of_it(_: Words, session: Session, meeting: Meeting) -> list[Block]:
    """«Dere sa, vi gjorde»: what is other because of how the meeting before was."""
    before = preceding(session, meeting)
    notes = notes_of(session, before) if before else None
    if notes is None or not notes.changed:
        return []
    return [b.quiet(_("💬 You said, we did")), b.said(escape(notes.changed))]


def _quoted(_: Words, one: RoundAnswer, asked: Round | None) -> Shown:
    """With a name only where everybody could see it anyway."""
    text = cut(escape(one_line(one.content)), PICKED_LENGTH)
    name = one.person.name if one.person and asked and asked.visibility is Visibility.OPEN else None
    return _("– {text} ({name})", text=text, name=name) if name else Shown(f"– {text}")


def _mean(count: Counter[str]) -> float:
    return sum(int(content) * people for content, people in count.items()) / count.total()
