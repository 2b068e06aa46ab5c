"""How a reply is said: in the acknowledgement, as a modal, or in the channel to that person alone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeAlias

from slack_bolt import BoltResponse
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.hearing import Act, Line
from bot.slack import FAILED, QUICK, Slack, name_of
from handlers import blocks as b
from handlers.blocks import Message
from handlers.practice import How
from handlers.replies import Close, Errors, Open, Reply, Say, Send
from handlers.words import Shown, unescape

log = logging.getLogger(__name__)

Call: TypeAlias = Callable[[], object]
FRAME_MAX = 60_000  # bytes of an acknowledgement; the SDK's socket can't send 64 kB or more
PATIENCE = 1.0  # seconds that words and cards wait for quiet at most


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

    def wait_for_quiet(self, seconds: float) -> None:
        """Until every act that is being heard is answered, or the seconds are over."""
        self._quiet.wait(seconds)

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
            case Send():
                return self._send(reply, act)
        return BoltResponse(status=200)

    def publish(self, user_id: str, view: dict[str, Any]) -> None:
        """Their Home tab, once the event that they look at it is acknowledged."""
        self._later(lambda: self._slack.quick.views_publish(user_id=user_id, view=view))

    def _open(self, reply: Open, act: Act) -> BoltResponse:
        views, line = self._slack.quick, act.line
        is_back = reply.back and self._show_beneath(reply.view, line)
        if line.how is How.FORM and not reply.back:  # in its place
            return _acknowledge(response_action="update", view=reply.view)
        if line.how is How.FORM:  # what it stood on must not stay as it was
            return BoltResponse(status=200) if is_back else _acknowledge(response_action="clear")
        try:
            if line.view_id and (line.beneath or not reply.on_top):
                views.views_update(view_id=line.view_id, view=reply.view)
            else:
                show = views.views_push if line.view_id else views.views_open
                shown = show(trigger_id=line.trigger_id, view=reply.view)
                act.line = replace(line, view_id=shown["view"]["id"], is_home=False)  # that is where they are now
        except FAILED as error:
            log.warning("a modal did not open: %s", name_of(error))
            if line.view_id and not reply.on_top:  # what was done is done; only its picture is old: once more
                self._later(lambda: views.views_update(view_id=line.view_id, view=reply.view))
                return BoltResponse(status=200)
            _ = act.words
            return self._say(sentence(_("The form didn't open. Nothing is changed. Try again.")), act)
        return BoltResponse(status=200)

    def _show_beneath(self, view: dict[str, Any], line: Line) -> bool:
        """Let the modal beneath the one that was pressed in or sent be this. False if there is none, or it fails."""
        if not line.beneath:
            return False
        try:
            self._slack.quick.views_update(view_id=line.beneath, view=view)
        except FAILED as error:
            log.warning("a modal beneath another was not shown anew: %s", name_of(error))
            return False
        return True

    def _say(self, reply: Say, act: Act) -> BoltResponse:
        message, line = reply.message, act.line
        if line.how is How.COMMAND:
            acknowledgement = _acknowledge(response_type="ephemeral", text=message.text, blocks=message.blocks)
            if len(acknowledgement.body) < FRAME_MAX:
                return acknowledgement
        if line.how is How.FORM:  # a form has no place to speak but its fields
            # Plain text: nothing is decoded in it, and a mention would be an id.
            said = "\n".join(line for line in message.text.splitlines() if "<@" not in line)
            return _acknowledge(response_action="errors", errors={line.first_field: unescape(said)})
        self._later(self._saying(reply, act))
        return BoltResponse(status=200)

    def _saying(self, reply: Say, act: Act) -> Call:
        """The call that says it where a button was pressed."""
        message, line, views = reply.message, act.line, self._slack.quick
        if line.is_home:
            return lambda: views.views_open(trigger_id=line.trigger_id, view=_notice(message, act))
        if line.view_id:
            return lambda: views.views_update(view_id=line.view_id, view=_notice(message, act))
        back = WebhookClient(line.response_url, timeout=QUICK, retry_handlers=[])
        return lambda: back.send(
            text=message.text, blocks=message.blocks, response_type="ephemeral", replace_original=reply.instead
        )

    def _send(self, reply: Send, act: Act) -> BoltResponse:
        """Where the file will be is said at once; if it does not get there, that is said in the same place."""

        def bring() -> None:
            try:
                self._slack.hand(act.heard.user_id, reply.name, reply.title, reply.content, reply.message.blocks)
            except FAILED as error:
                log.warning("a file did not arrive: %s", name_of(error))
                self._saying(Say(reply.failed), act)()

        if act.line.view_id or act.line.is_home:
            told = self._open(Open(_notice(reply.told, act), on_top=True), act)
        else:
            told = self._say(Say(reply.told), act)
        self._later(bring)
        return told

    def _later(self, call: Call) -> None:
        """After the acknowledgement, which must not wait for it."""

        def speak() -> None:
            self._quiet.wait(PATIENCE)
            try:
                answer = call()
                if isinstance(answer, WebhookResponse) and answer.status_code != 200:
                    log.warning("words to a person did not arrive: status %s", answer.status_code)
            except FAILED as error:
                log.warning("words to a person did not arrive: %s", name_of(error))

        self._after.submit(speak)


def sentence(text: Shown) -> Say:
    """A reply of words alone. Only our own texts hold a `<`, and a mention needs to be drawn as one."""
    return Say(Message.of(b.section(text) if "<@" in text else b.said(text)))


def _notice(message: Message, act: Act) -> dict[str, Any]:
    """Words in a modal of their own."""
    _ = act.words
    return b.modal(Shown("Nettverksbot"), message.blocks, close=_("Close"))


def _acknowledge(**body: Any) -> BoltResponse:
    return BoltResponse(status=200, body=body)
