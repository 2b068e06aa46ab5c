"""How a reply is said: in the acknowledgement, as a modal, or in the channel to that person alone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeAlias

from slack_bolt import BoltResponse
from slack_sdk.webhook import WebhookClient

from bot.hearing import Act
from bot.slack import FAILED, QUICK, Slack
from handlers import blocks as b
from handlers.blocks import Message
from handlers.practice import How
from handlers.visit import Close, Errors, Open, Reply, Say
from handlers.words import Shown

log = logging.getLogger(__name__)

Call: TypeAlias = Callable[[], object]
PATIENCE = 1.0  # seconds that words wait for quiet at most


class Mouth:
    """Answers the person who acted. Messages that stay are delivery's (`bot/delivery.py`)."""

    def __init__(self, slack: Slack, after: ThreadPoolExecutor) -> None:
        self._slack = slack
        self._after = after
        self._hearing = 0  # acts that are not acknowledged yet
        self._counting = threading.Lock()
        self._quiet = threading.Event()
        self._quiet.set()

    @contextmanager
    def hearing(self) -> Iterator[None]:
        """While acts are being heard, words that are no acknowledgement wait: in a crowd, acknowledging comes first."""
        with self._counting:
            self._hearing += 1
            self._quiet.clear()
        try:
            yield
        finally:
            with self._counting:
                self._hearing -= 1
                if not self._hearing:
                    self._quiet.set()

    def reply(self, reply: Reply, act: Act) -> BoltResponse:
        """Say it, and give what acknowledges the act."""
        match reply:
            case Open():
                return self._open(reply, act)
            case Errors():
                return _acknowledge(response_action="errors", errors=dict(reply.sentences))
            case Close():
                return _acknowledge(response_action="clear")
            case Say():
                return self._say(reply, act)
        return BoltResponse(status=200)

    def _open(self, reply: Open, act: Act) -> BoltResponse:
        views, line = self._slack.quick, act.line
        try:
            if not line.view_id:
                views.views_open(trigger_id=line.trigger_id, view=reply.view)
            elif reply.on_top:
                views.views_push(trigger_id=line.trigger_id, view=reply.view)
            else:
                views.views_update(view_id=line.view_id, view=reply.view)
        except FAILED as error:
            log.warning("a modal did not open: %s", error)
            if line.view_id and not reply.on_top:
                return BoltResponse(status=200)  # what was done is done; only its picture is old
            _ = act.words
            return self._say(sentence(_("The form didn't open in time. Nothing is changed. Try again.")), act)
        return BoltResponse(status=200)

    def _say(self, reply: Say, act: Act) -> BoltResponse:
        message, line = reply.message, act.line
        if line.how is How.COMMAND:
            return _acknowledge(response_type="ephemeral", text=message.text, blocks=message.blocks)
        if line.how is How.FORM:  # a form has no place to speak but its fields
            return _acknowledge(response_action="errors", errors={line.first_field: message.text})
        if line.view_id:
            _ = act.words
            notice = b.modal(Shown("Nettverksbot"), message.blocks, close=_("Close"))
            self._later(lambda: self._slack.quick.views_update(view_id=line.view_id, view=notice))
        else:
            back = WebhookClient(line.response_url, timeout=QUICK, retry_handlers=[])
            self._later(
                lambda: back.send(
                    text=message.text,
                    blocks=message.blocks,
                    response_type="ephemeral",
                    replace_original=reply.instead,
                )
            )
        return BoltResponse(status=200)

    def _later(self, call: Call) -> None:
        """After the acknowledgement, which must not wait for it."""

        def speak() -> None:
            self._quiet.wait(PATIENCE)
            try:
                call()
            except FAILED as error:
                log.warning("words to a person did not arrive: %s", error)

        self._after.submit(speak)


def sentence(text: Shown) -> Say:
    """A reply of words alone."""
    return Say(Message.of(b.section(text)))


def _acknowledge(**body: Any) -> BoltResponse:
    return BoltResponse(status=200, body=body)
