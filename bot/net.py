"""The one wrapper around every listener: it prepares the visit, commits, answers, and catches what falls.

Bolt runs with `process_before_response`: what the wrapper returns *is* the acknowledgement, so nothing is acknowledged
before it is committed. Words to a person in the channel come after it, on threads of their own (`bot/mouth.py`).
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from slack_bolt import BoltResponse
from sqlalchemy.orm import Session

from bot.acquaintance import Acquaintance
from bot.clock import Clock
from bot.hearing import Act, hear
from bot.mouth import Mouth, sentence
from bot.slack import QUICK, Identity
from handlers.practice import Happening, Homecoming, How, Listener
from handlers.refusals import InDirectMessageError, NotThereAnyMoreError, Refusal
from handlers.replies import Reply
from handlers.visit import UnknownError, Visit, words_for
from handlers.words import Words
from storage.database import Database
from storage.networks import network_in
from storage.people import Person, meet

READ_ALOUD = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # what a reference is made of: no 0 beside O, no 1 beside I

log = logging.getLogger(__name__)


class Net:
    """Between Bolt and the practices."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        identity: Identity,
        acquaintance: Acquaintance,
        mouth: Mouth,
        wake: Callable[[], None],
        listeners: Iterable[Listener],
    ) -> None:
        self._database = database
        self._clock = clock
        self._identity = identity
        self._acquaintance = acquaintance
        self._mouth = mouth
        self._wake = wake
        self._listeners = {(listener.how, listener.name): listener for listener in listeners}

    def person_did(self, how: How, body: Mapping[str, Any]) -> BoltResponse:
        """A person's act, from Slack's payload to the acknowledgement."""
        with self._mouth.hearing():
            act = hear(how, body, self._identity.team_id)
            listener = self._listeners.get((how, act.line.name))
            return self._heard(listener, act) if listener else self._unknown(act)

    def _heard(self, listener: Listener, act: Act) -> BoltResponse:
        reply: Reply
        try:
            reply = self._answer(listener, act)
        except Refusal as refusal:
            reply = sentence(refusal.said or refusal.say(self._words_there(act)))
        except Exception:  # noqa: BLE001 (the one net)
            reply = self._failed(listener, act)
        else:
            if listener.writes:
                self._wake()
        return self._mouth.reply(reply, act)

    def _unknown(self, act: Act) -> BoltResponse:
        """Nothing answers to it (any more)."""
        log.warning("nothing answers to a %s of this name", act.line.how.name.lower())
        return self._mouth.reply(sentence(NotThereAnyMoreError().say(self._words_there(act))), act)

    def happened(self, answers: Sequence[Callable[[Happening], None]], body: Mapping[str, Any]) -> BoltResponse:
        """An event, to all practices that answer to it.

        If we fail at it, it is not acknowledged: Slack tells it again, and twice changes nothing.
        """
        team_id, me = self._identity.team_id, self._identity.bot_user_id

        def told(session: Session) -> None:
            for answer in answers:
                answer(Happening(session, team_id, me, body["event"], self._clock.now()))

        try:
            self._database.write(told)
        except Exception:  # the one net
            log.exception("failed at the event %s", body["event"].get("type"))
            return BoltResponse(status=500)
        self._wake()
        return BoltResponse(status=200)

    def came_home(self, draw: Callable[[Homecoming], dict[str, Any]], body: Mapping[str, Any]) -> BoltResponse:
        """Somebody looks at the Home tab. If we fail at it, they see what they saw the last time."""
        user_id = body["event"]["user"]
        if body["event"].get("tab") == "home":
            try:
                with self._database.reading() as session:
                    person = meet(session, self._identity.team_id, user_id)
                    view = draw(Homecoming(session, person, self._clock.now()))
            except Exception:  # the one net
                log.exception("failed at a Home tab")
            else:
                self._mouth.publish(user_id, view)
        return BoltResponse(status=200)

    def _answer(self, listener: Listener, act: Act) -> Reply:
        """Visit the listener; again once Slack has been asked for what was missing, with no session open."""
        if act.line.is_direct:
            raise InDirectMessageError
        give_up = time.monotonic() + QUICK
        asked: frozenset[str] = frozenset()
        while True:
            try:
                return self._visit(listener, act, asked)
            except UnknownError as unknown:
                self._acquaintance.make(unknown, give_up)
                asked |= unknown.questions

    def _visit(self, listener: Listener, act: Act, asked: frozenset[str]) -> Reply:
        def visited(session: Session) -> Reply:
            visit = Visit.enter(session, listener.about, act.heard, self._clock.now(), asked)
            act.words = visit.words
            try:
                visit.check(listener.row)
                return listener.answer(visit)
            except Refusal as refusal:
                refusal.said = refusal.say(act.words)  # here, while it can still look at what it is about
                raise

        if listener.writes:
            return self._database.write(visited)
        with self._database.reading() as session:
            return visited(session)

    def _words_there(self, act: Act) -> Words:
        """The person's language or the channel's, for what is refused before there is a visit."""
        heard = act.heard
        with self._database.reading() as session:
            person = session.get(Person, (heard.team_id, heard.user_id))
            return words_for(person, network_in(session, heard.team_id, heard.channel_id or ""))

    def _failed(self, listener: Listener, act: Act) -> Reply:
        """Our fault. The trace goes to the log, and its reference to the person; a form keeps what was typed."""
        reference = "".join(secrets.choice(READ_ALOUD) for _ in range(4))
        log.exception("failed at %s (reference %s)", listener.name, reference)
        _ = act.words
        if listener.how is How.FORM:
            return sentence(
                _(
                    "Something went wrong on our side. What you wrote is still here. "
                    "Try again in a while. (Reference {reference})",
                    reference=reference,
                )
            )
        return sentence(
            _(
                "Something went wrong on our side, and nothing is changed. "
                "Try again in a while. (Reference {reference})",
                reference=reference,
            )
        )
