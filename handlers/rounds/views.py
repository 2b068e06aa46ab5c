"""Shows a round: in the channel, to one person with all about it, and what «anonymous» promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers import blocks as b
from handlers.announcements.names import moment
from handlers.blocks import Block, Button, Message
from handlers.evaluating import have_answered
from handlers.practice import Rendering
from handlers.rounds.kind import Question
from handlers.rounds.kinds import KINDS, kind_of, questions_of, title_of
from handlers.rounds.results import Result, excerpts, in_short, page, pages, results_of, turning
from handlers.visit import need_names
from handlers.words import Shown, Words, cut, escape, lines
from storage.networks import Network
from storage.round_tables import RoundTable
from storage.rounds import Round, RoundClosing, RoundKind, Style, Visibility, count
from storage.thinking import ThinkingTime

LISTED_MAX = 30
TO_RULES = RoundKind.EXPECTATIONS, RoundKind.GROUND_RULES  # whose answers become rules


def in_channel(rendering: Rendering) -> Message | None:
    """What is asked, who sees it, until when, and how many have had their say; once it is closed, how it ended."""
    _, session = rendering.words, rendering.session
    asked = session.get_one(Round, (rendering.team_id, rendering.subject_id))
    closing = asked.closed_by(rendering.now)
    if closing and not rendering.stands and not asked.has_opened:
        return None  # it was called off
    said = count(session, asked)
    is_open = asked.has_opened and not closing  # it may be told of a moment before it opens
    offered = [b.button(_("Answer"), "round.answer", asked.id, style="primary")] * is_open
    return Message.of(
        b.quiet(_("💬 Round: {title}", title=title_of(_, asked))),
        *([] if closing else _questions(_, asked)),
        b.section(outcome(_, asked, closing) if closing else until(_, asked)),
        b.quiet(have_answered(_, said)) if said else None,
        b.buttons(*offered, b.button(_("More …"), "round.more", asked.id)),
    )


def summary(rendering: Rendering) -> Message | None:
    """When it has closed: what was answered, as far as everybody may see it."""
    _, session = rendering.words, rendering.session
    asked = session.get_one(Round, (rendering.team_id, rendering.subject_id))
    said = count(session, asked)
    if not said:
        return None
    is_shown = asked.is_for_all and asked.is_shown
    results = results_of(_, session, asked) if is_shown else []
    need_names((answer.person for answer in excerpts(results)), rendering.asked)
    return Message.of(
        b.quiet(_("💬 What came of the round: {title}", title=title_of(_, asked))),
        b.quiet(have_answered(_, said)),
        *(in_short(_, results) if is_shown else [b.said(not_shown(_, asked))]),
        b.buttons(b.button(_("See the answers"), "round.more", asked.id)) if asked.is_shown else None,
    )


def reminder(rendering: Rendering) -> Message | None:
    """One line in its thread, to all alike."""
    _, session = rendering.words, rendering.session
    asked = session.get_one(Round, (rendering.team_id, rendering.subject_id))
    if not asked.is_open(rendering.now):
        return None
    return Message.of(
        b.section(until(_, asked)),
        b.buttons(b.button(_("Answer"), "round.answer", asked.id)),
    )


def who_sees(_: Words, asked: Round) -> Shown:
    """The one sentence that is said before one answers."""
    match asked.visibility:
        case Visibility.OPEN:
            return _("Everyone in the channel can read your answer, with your name. You can change it until it closes.")
        case Visibility.LEADERS:
            return _(
                "Only {names} can read your answer, with your name. You can change it until it closes.",
                names=readers(_, asked),
            )
    if not asked.is_for_all:
        return _(
            "Your answer is anonymous and final: nobody can tell which is yours. {names} can read it after the round, "
            "and the channel sees the numbers, if at least {n} answer. If fewer do, I delete the answers.",
            names=readers(_, asked),
            n=asked.fewest_shown,
        )
    return _(
        "Your answer is anonymous and final: nobody can tell which is yours. Everyone can read it after the round, "
        "if at least {n} answer. If fewer do, I delete the answers.",
        n=asked.fewest_shown,
    )


def readers(_: Words, asked: Round) -> Shown:
    """The names of who may read it, as far as they are known."""
    names = [one.name for one in asked.readers or asked.network.leaders if one.name]
    return _.all_of(names) if names else _("those who lead the network now")


def until(_: Words, asked: Round) -> Shown:
    return _("You can answer until {when}.", when=moment(_, asked.closes_at, asked.network.tz))


def outcome(_: Words, asked: Round, closing: RoundClosing) -> Shown:
    """Why nobody answers any more, and what comes of it."""
    if closing is RoundClosing.CANCELLED and asked.meeting_id:
        return _("The meeting is cancelled, so nobody needs to answer any more.")
    if closing is RoundClosing.CANCELLED:
        return _("The round is called off.")
    if asked.had_their_say == 0:
        return _("The round is closed. Nobody has answered.")
    return _("The round is closed.")


def not_shown(_: Words, asked: Round) -> Shown:
    """Why the channel sees no answers."""
    if asked.visibility is Visibility.ANONYMOUS and not asked.is_shown:
        return _(
            "Fewer than {n} have answered, so nobody sees the answers. They are deleted, as I said before.",
            n=asked.fewest_shown,
        )
    return _("Only {names} can read the answers.", names=readers(_, asked))


def listed(
    _: Words,
    network: Network,
    those: Sequence[Round],
    tables: Sequence[RoundTable],
    quiet: Sequence[ThinkingTime],
    now: datetime,
    allows: Callable[[str], bool],
) -> dict[str, Any]:
    """`/runde`: the rounds that go on, spoken ones and thinking time too, and for those who lead also those that will,
    and what they can start.
    """
    leads = allows("round.start")
    shown = [asked for asked in those if asked.has_opened or leads]
    kinds = [
        b.said_beside(lines(kind.title(_), kind.why(_)), b.button(_("Choose"), "round.start", f"{network.id}@{key}"))
        for key, kind in KINDS.items()
        if key is not RoundKind.EVALUATION
    ]
    nothing = (
        _("No round goes on now.") if leads else _("No round goes on now. Those who lead the network can start one.")
    )
    return b.modal(
        _("Rounds"),
        [
            *(
                b.said_beside(
                    lines(_("Round table"), escape(table.question) if table.question else None),
                    b.button(_("See the round"), "table.more", table.id),
                )
                for table in tables
            ),
            *(
                b.said_beside(
                    lines(_("Thinking time"), escape(one.question) if one.question else None),
                    b.button(_("See the thinking time"), "thinking.more", one.id),
                )
                for one in quiet
            ),
            *(
                b.said_beside(
                    lines(title_of(_, asked), state(_, asked, now)),
                    b.button(_("See the round"), "round.more", asked.id),
                )
                for asked in shown[:LISTED_MAX]
            ),
            *([] if shown or tables or quiet else [b.section(nothing)]),
            *([b.divider(), *_live(_, network), b.section(_("Or ask everyone in writing:")), *kinds] if leads else []),
        ],
        close=_("Close"),
    )


def _live(_: Words, network: Network) -> list[Block]:
    """What is done in the meeting itself."""
    table = lines(_("Round table"), _("In the meeting: one after the other has the word, and nobody is forgotten."))
    thinking = lines(_("Thinking time"), _("In the meeting: quiet for some minutes, with a notepad for each."))
    return [
        b.section(_("Start a new round.")),
        b.said_beside(table, b.button(_("Choose"), "table.start", network.id)),
        b.said_beside(thinking, b.button(_("Choose"), "thinking.start", network.id)),
    ]


def state(_: Words, asked: Round, now: datetime) -> Shown:
    closing = asked.closed_by(now)
    if closing:
        return outcome(_, asked, closing)
    if not asked.has_opened:
        return _("It begins {when}.", when=moment(_, asked.opens_at, asked.network.tz))
    return until(_, asked)


def more(
    _: Words,
    asked: Round,
    *,
    said: int,
    answers: Mapping[str, str],
    results: Sequence[Result] | None,
    number: int,
    now: datetime,
    allows: Callable[[str], bool],
    is_final: bool = False,
    told: Shown | None = None,
) -> dict[str, Any]:
    """`said`: how many have had their say. `answers`: this person's; `is_final`: they are given, and nobody knows them.
    `results`: if they may read them; `number`: the page of these."""
    offered = [button for button in _buttons(_, asked, now, answers, is_final=is_final) if allows(button["action_id"])]
    turns = turning(_, asked, number, pages(results)) if results else []
    return b.modal(
        title_of(_, asked),
        [
            *([b.section(told)] if told else []),
            b.section(lines(state(_, asked, now), have_answered(_, said) if said else None)),
            *([b.quiet(who_sees(_, asked))] if asked.closed_by(now) is None else []),
            *_own(_, asked, answers),
            *([b.buttons(*offered)] if offered else []),
            *([b.divider(), *page(_, results, number)] if results and said else []),
            *([b.buttons(*turns)] if turns and said else []),
            *([b.quiet(not_shown(_, asked))] if said and results is None and asked.is_settled else []),
        ],
        close=_("Close"),
    )


def promise(_: Words, asked: Round) -> dict[str, Any]:
    """What «anonymous» means here, and what it can't mean."""
    promised = [
        _("– Your answer is kept without your name, without a time, and apart from the list of who has answered."),
        _("– When the round closes, I delete that list, and mix the answers so that their order tells nothing."),
        _("– Each of your answers stands by itself: nobody sees which ones belong together."),
        _("– If fewer than {n} answer, I delete all answers, and only say how many there were.", n=asked.fewest_shown),
        _("– I remind nobody in particular, and nobody is told who has not answered."),
    ]
    not_promised = [
        _("– Somebody may recognise you by what you write, or how."),
        _("– Whoever runs me could have watched my database while the round was open."),
        _("– If everybody answers the same, everybody knows what you have answered."),
    ]
    return b.modal(
        _("What anonymous means"),
        [
            b.heading(_("What I promise")),
            b.section(lines(*promised)),
            b.heading(_("What I can't promise")),
            b.section(lines(*not_promised)),
        ],
        close=_("Back"),
    )


def _questions(_: Words, asked: Round) -> list[Block]:
    """Why one asks, what, and who sees the answers."""
    listed = lines(*(_("– {question}", question=one.text) for one in questions_of(_, asked)))
    return [
        b.section(kind_of(asked).why(_)),
        b.said(cut(listed, b.SECTION_MAX)),
        b.said(who_sees(_, asked)),
    ]


def _buttons(_: Words, asked: Round, now: datetime, answers: Mapping[str, str], *, is_final: bool) -> list[Button]:
    """A button for each deed that its state allows."""
    anonymity = [b.button(_("What does anonymous mean?"), "round.promise", asked.id)]
    anonymity = anonymity if asked.visibility is Visibility.ANONYMOUS else []
    if not asked.network.is_awake:
        return anonymity
    if asked.closed_by(now):
        to_rules = [b.button(_("Make ground rules of the answers"), "charter.see", asked.network_id)]
        return [*(to_rules if asked.kind in TO_RULES and asked.had_their_say else []), *anonymity]
    if not asked.has_opened:
        ask = (_("Call the round off?"), _("Then it does not begin. You can start another one."), _("Keep it"))
        return [b.button(_("Call the round off"), "round.close", asked.id, style="danger", confirm=ask)]
    ask = (
        _("Close the round?"),
        _("Then nobody can answer any more, and the channel gets the summary. You can't undo this."),
        _("Keep it open"),
    )
    answer = b.button(_("Change my answers") if answers else _("Answer"), "round.answer", asked.id)
    return [
        *([] if is_final else [answer]),
        b.button(_("Close the round"), "round.close", asked.id, confirm=ask),
        *anonymity,
    ]


def _own(_: Words, asked: Round, answers: Mapping[str, str]) -> list[Block]:
    """What this person has answered, where that is known."""
    said = [
        cut(lines(one.text, _answered(one, answers[one.name])), b.SECTION_MAX)
        for one in questions_of(_, asked)
        if one.name in answers
    ]
    return [b.quiet(_("Your answers")), *(b.said(text) for text in said)] if said else []


def _answered(question: Question, answer: str) -> Shown:
    return escape(answer) if question.style is Style.TEXT else question.offered[answer]
