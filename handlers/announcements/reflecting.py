"""Asks a question to think about between two meetings; and deals out which one, when the posts are planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import blocks as b
from handlers.announcements.rules import Kind
from handlers.blocks import Message
from handlers.practice import Rendering
from handlers.prompts import dealt, question_of, questions
from handlers.visit import words_for
from handlers.words import Shown, Words
from storage import planned
from storage.journal import count_about
from storage.networks import Network
from storage.planned import Planned
from storage.posts import Post
from storage.reflections import Reflection, count_thoughts, reflections_of


def asked(rendering: Rendering) -> Message | None:
    """In the channel, with how many have had their say."""
    _, session = rendering.words, rendering.session
    reflection = session.get(Reflection, (rendering.team_id, rendering.subject_id))
    question = question_of(_, session, reflection) if reflection else None
    if reflection is None or question is None:
        return None
    return Message.of(
        b.quiet(_("💭 Something to think about")),
        b.heading(question),
        b.section(_("Write a few lines. You choose who reads them: you alone, the leaders, or everyone here.")),
        *said_by(_, count(session, reflection)),
        b.buttons(
            b.button(_("Write a reflection"), "reflection.write", reflection.id),
            b.button(_("More …"), "reflection.more", reflection.id),
        ),
    )


def count(session: Session, reflection: Reflection) -> int:
    """How many have had their say, to whomever."""
    return count_thoughts(session, reflection) + count_about(session, reflection.team_id, reflection.id)


def said_by(_: Words, people: int) -> list[b.Block]:
    """So many. Nobody hears that there is none."""
    return [b.quiet(_.many("{n} has written a reflection", "{n} have written a reflection", people))] if people else []


def deal(session: Session, network: Network, wanted: Sequence[Planned], there: Sequence[Post], now: datetime) -> None:
    """Let each that is to come have its question. `there`: what was planned before, and what stands.

    What a leader has chosen, or given a moment, keeps its own. What does not come after all uses none up.
    """
    its_own = [plan for plan in wanted if plan.view == Kind.REFLECTION and now < plan.useful_until]
    coming = sorted(its_own, key=lambda plan: plan.due_at)
    waited = {post.subject_id for post in there if post.view == Kind.REFLECTION and not planned.has_spoken(post)}
    if not (coming or waited):
        return
    moved = {post.subject_id for post in there if post.is_moved}
    known = {reflection.id: reflection for reflection in reflections_of(session, network)}
    those = [known.get(plan.subject_id) or _new(session, network, plan) for plan in coming]
    for one in those:
        known.pop(one.id, None)
    for subject_id in waited & known.keys():
        known[subject_id].prompt, known[subject_id].is_chosen = "", False
    asked_at = {reflection.prompt: reflection.comes_at for reflection in known.values()}
    chosen = [one.prompt if one.is_chosen or one.id in moved else None for one in those]
    offered = [*questions(words_for(None, network), session, network)]
    moments = [plan.due_at for plan in coming]
    for one, moment, prompt in zip(
        those, moments, dealt(offered, asked_at, [*zip(moments, chosen, strict=True)]), strict=True
    ):
        one.is_chosen = one.is_chosen and one.prompt == prompt
        one.prompt, one.comes_at = prompt, moment
    session.flush()


def _new(session: Session, network: Network, plan: Planned) -> Reflection:
    known = {"team_id": network.team_id, "id": plan.subject_id, "meeting_id": planned.noun_of(plan.subject_id)}
    reflection = Reflection(**known, network=network, prompt="", is_chosen=False, comes_at=plan.due_at)
    session.add(reflection)
    return reflection


def names_of(_: Words, session: Session, there: Sequence[Post]) -> dict[str, Shown]:
    """The key of each of these posts that asks something -> the question."""
    found = {}
    for post in there:
        reflection = session.get(Reflection, (post.team_id, post.subject_id)) if post.view == Kind.REFLECTION else None
        if reflection and (question := question_of(_, session, reflection)):
            found[post.id] = question
    return found
