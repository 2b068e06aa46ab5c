"""The bank of questions to reflect on (H09), each with a thought of its own, and which of them comes next.

A question is remembered by its key, which is kept for good: its words may be bettered, but not its thought.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain

from sqlalchemy.orm import Session

from handlers.words import Shown, Words, escape
from storage.networks import Network
from storage.reflections import Prompt, Reflection, prompts_of, struck_in

NEVER = datetime.min.replace(tzinfo=UTC)


def themes(_: Words) -> dict[Shown, dict[str, Shown]]:
    """What a theme is called -> its questions, by their keys."""
    return {
        _("What I need"): _need(_),
        _("What I can give"): _give(_),
        _("What I tried"): _tried(_),
        _("How we work together"): _together(_),
    }


def bank(_: Words) -> dict[str, Shown]:
    """All of them, in the order in which they come: from one theme to the next."""
    by_theme = [those.items() for those in themes(_).values()]
    return dict(chain.from_iterable(zip(*by_theme, strict=True)))


def questions(_: Words, session: Session, network: Network) -> dict[str, Shown]:
    """Those that may be asked in a network, its own first."""
    own = {prompt.id: escape(prompt.text) for prompt in prompts_of(session, network)}
    struck = struck_in(session, network)
    return {key: text for key, text in (own | bank(_)).items() if key not in struck}


def question_of(_: Words, session: Session, reflection: Reflection) -> Shown | None:
    """What is asked. None: all are struck, so nothing is."""
    own = session.get(Prompt, (reflection.team_id, reflection.prompt))
    return escape(own.text) if own else bank(_).get(reflection.prompt)


def dealt(
    offered: Sequence[str], asked: Mapping[str, datetime], coming: Sequence[tuple[datetime, str | None]]
) -> list[str]:
    """Which question comes when: none again before all others were asked.

    `asked`: when each was asked last. `coming`: the moments to come, with what a leader has chosen for one.
    An empty one: there is none to ask.
    """
    last = dict(asked)
    chosen = {prompt for _moment, prompt in coming if prompt in offered}
    free = [one for one in offered if one not in chosen] or offered
    found = []
    for moment, own in coming:
        prompt = own if own in chosen else min(free, key=lambda one: last.get(one, NEVER), default="")
        last[prompt or ""] = moment
        found.append(prompt or "")
    return found


def _need(_: Words) -> dict[str, Shown]:
    return {
        "need 1": _("Which task are you putting off because you don't know how to begin?"),
        "need 2": _("What would you ask the network if no question were too small?"),
        "need 3": _("Whom do you wish you could call when you are stuck?"),
        "need 4": _("What takes more of your time than it ought to?"),
        "need 5": _("Which decision would you like to talk through before you make it?"),
        "need 6": _("What would you most like to learn in the next half-year?"),
        "need 7": _("Where in your work are you alone with the responsibility?"),
        "need 8": _("Which example from others would help you right now?"),
        "need 9": _("What keeps you from doing your work as well as you want to?"),
        "need 10": _("What would you like feedback on before it is finished?"),
        "need 11": _("Which rule or routine do you wish somebody would explain to you?"),
    }


def _give(_: Words) -> dict[str, Shown]:
    return {
        "give 1": _("What do colleagues often ask you about?"),
        "give 2": _("Which template or checklist of yours could save others an hour?"),
        "give 3": _("Which mistake of yours can the rest of us be spared?"),
        "give 4": _("What do you know now that you wish you had known as a newcomer?"),
        "give 5": _("Who in the network should get to know somebody you know?"),
        "give 6": _("What have you read or heard lately that more of us should know of?"),
        "give 7": _("Which part of your work can you show us in ten minutes?"),
        "give 8": _("Whom can you offer an hour of your time before the next meeting?"),
        "give 9": _("Which experience from an earlier job can be of use here?"),
        "give 10": _("What does your workplace do well that others can copy?"),
        "give 11": _("Whom can you praise today, and for what?"),
    }


def _tried(_: Words) -> dict[str, Shown]:
    return {
        "tried 1": _("What have you tried since we last met, and how did it go?"),
        "tried 2": _("Which small change turned out to matter?"),
        "tried 3": _("What have you stopped doing, and what happened then?"),
        "tried 4": _("What did not go as planned, and what did you learn from it?"),
        "tried 5": _("Which idea from a meeting have you used at work?"),
        "tried 6": _("Whom have you asked for help lately, and what came of it?"),
        "tried 7": _("What surprised you at work last week?"),
        "tried 8": _("Which conversation has made you see something in a new way?"),
        "tried 9": _("What would you do differently if you could begin again?"),
        "tried 10": _("What are you proud of having finished?"),
        "tried 11": _("Which small step can you try this week?"),
    }


def _together(_: Words) -> dict[str, Shown]:
    return {
        "together 1": _("When did you last feel that somebody here listened to you?"),
        "together 2": _("From whom do we hear too seldom?"),
        "together 3": _("What should we do more of when we meet?"),
        "together 4": _("What can we stop doing without missing it?"),
        "together 5": _("What makes it easy or hard to say that you don't know?"),
        "together 6": _("How do we welcome those who are new?"),
        "together 7": _("What do we disagree about that is worth talking about?"),
        "together 8": _("What do we do with good ideas once the meeting is over?"),
        "together 9": _("What would make you look forward to the next meeting?"),
        "together 10": _("How can we keep in touch between meetings?"),
        "together 11": _("What should the rest of us know about how you work best?"),
    }
