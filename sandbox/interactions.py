"""A person's act on its way to the bot, and what the bot's acknowledgement does. [slack-facts 3, 4, 1.4]"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sandbox import modals, storing, uploads
from sandbox.block_kit import check_blocks
from sandbox.socket_mode import NO_ACK, NO_SOCKET
from sandbox.world import Channel, Member, Message, View, new_id

if TYPE_CHECKING:
    from sandbox.people import Person
    from sandbox.workspace import Workspace

Json = dict[str, Any]
Applied = Callable[[Json], str | None]  # does what the acknowledgement asks; returns what the person sees go wrong

RESPONSE_URL_LIFE = timedelta(minutes=30)
RESPONSE_URL_USES = 5
REMEMBERED = 20_000  # triggers and response URLs; the oldest are forgotten

DISPATCH_FAILED = "dispatch_failed"
OPERATION_TIMEOUT = "operation_timeout"
WARNING_TRIANGLE = "a warning triangle beside the button"
TROUBLE_CONNECTING = "We had some trouble connecting. Try again?"  # [slackapi/bolt-python#1003]

# How a delivery that failed looks to the person. [slack-facts 3] Of shortcuts no page tells: as of commands here.
COMMAND_FAILURES = {NO_SOCKET: DISPATCH_FAILED, NO_ACK: OPERATION_TIMEOUT}
ACTION_FAILURES = {NO_SOCKET: DISPATCH_FAILED, NO_ACK: WARNING_TRIANGLE}
SUBMISSION_FAILURES = {NO_SOCKET: DISPATCH_FAILED, NO_ACK: TROUBLE_CONNECTING}


@dataclass(frozen=True)
class Answer:
    """How an act went: whether the bot acknowledged it, after how long, and what the person saw go wrong."""

    acked: bool
    seconds: float
    error: str | None = None


@dataclass(eq=False)
class Trigger:
    """The right to open a modal: once, for 3 s. `view` is the modal it came from, if any."""

    workspace: "Workspace"
    user: str
    expires: datetime
    view: View | None
    used: bool = False


@dataclass(eq=False)
class ResponseUrl:
    """The right to answer where somebody acted: five times within 30 minutes. `message` is what she acted on."""

    workspace: "Workspace"
    channel: Channel
    person: Member
    message: Message | None
    expires: datetime
    uses: int = RESPONSE_URL_USES


def new_trigger(workspace: "Workspace", person: Member, view: View | None = None) -> str:
    """A fresh trigger_id. It lives as long as the bot has for its acknowledgement (three seconds at Slack)."""
    triggers, life = workspace.yard.triggers, timedelta(seconds=workspace.yard.ack_seconds)
    trigger_id = f"{new_id('')}.{new_id('')}"
    triggers[trigger_id] = Trigger(workspace, person.id, workspace.yard.clock.now() + life, view)
    if len(triggers) > REMEMBERED:
        del triggers[next(iter(triggers))]
    return trigger_id


def new_response_url(workspace: "Workspace", channel: Channel, person: Member, message: Message | None = None) -> str:
    """A fresh response_url."""
    urls = workspace.yard.response_urls
    key = f"{workspace.id}/{new_id('')}"
    urls[key] = ResponseUrl(workspace, channel, person, message, workspace.yard.clock.now() + RESPONSE_URL_LIFE)
    if len(urls) > REMEMBERED:
        del urls[next(iter(urls))]
    return f"{workspace.yard.url}/response/{key}"


def act(person: "Person", kind: str, text: str, body: Json, applied: Applied, seen: dict[str, str]) -> Answer:
    """Send a payload (JSON `text`) and wait for its answer. `seen` says how each failure looks to the person."""
    workspace = person.workspace
    answer: Future[Answer] = Future()
    started, began = time.monotonic(), workspace.yard.clock.now()

    def done(ack: Json | None, failure: str | None) -> None:
        seconds = time.monotonic() - started
        with workspace.yard.lock:
            error = applied(ack or {}) if failure is None else seen[failure]
            told = {"ack": ack} if failure is None else {"failure": failure}
            workspace.record(f"envelope:{kind}", body, told, began)
            person.failed = error
        answer.set_result(Answer(failure is None, seconds, error))
        workspace.yard.news.changed()

    accepts = kind == "slash_commands" or body.get("type") == "view_submission"
    if not workspace.installed:
        done(None, NO_SOCKET)
    else:
        workspace.app.sockets.deliver(kind, text, done, accepts=accepts)
    return answer.result(timeout=workspace.yard.ack_seconds + 10)


def command_answered(workspace: "Workspace", person: Member, channel: Channel, typed: str, ack: Json) -> str | None:
    """An acknowledgement with words shows them: to her, or with `in_channel` to all, her command included."""
    if not ack or not (ack.get("text") or ack.get("blocks")):
        return None
    wrong = _not_a_message(workspace, ack, {"text", "blocks", "response_type"})
    if wrong:
        workspace.complain(f"the answer to {typed!r} is not a message: {'; '.join(wrong)}")
        return DISPATCH_FAILED
    public = ack.get("response_type") == "in_channel"
    if public:
        workspace.post(channel, Message(workspace.next_ts(), person, storing.typed_text(typed)))
    _say(workspace, channel, ack, None if public else person.id)
    return None


def action_answered(workspace: "Workspace", ack: Json) -> str | None:
    """The acknowledgement of a button or a shortcut carries nothing."""
    if ack:
        workspace.complain(f"the acknowledgement of an action carries a payload, which Slack ignores: {ack}")
    return None


def submission_answered(workspace: "Workspace", view: View, ack: Json) -> str | None:
    """What `response_action` asks for is done if it is right; else she sees trouble, and we say why."""
    wrong = modals.answer_submission(workspace, view, ack)
    if wrong:
        workspace.complain(f"the answer to the submission of {view.source.get('callback_id')!r}: {wrong}")
        return TROUBLE_CONNECTING
    return None


def respond(url: ResponseUrl, body: Json) -> tuple[int, str]:
    """A post to a response URL: (HTTP status, text). The texts of refusals are UNVERIFIED. [slack-facts 3]"""
    workspace = url.workspace
    if workspace.yard.clock.now() > url.expires:
        return 404, "expired_url"
    if not url.uses:
        return 404, "used_url"
    if error := _respond(url, body):
        workspace.complain(f"a post to a response URL was refused: {error}")
        return 400, error
    url.uses -= 1
    return 200, "ok"


def _respond(url: ResponseUrl, body: Json) -> str | None:
    workspace, channel, original = url.workspace, url.channel, url.message
    if workspace.channels.get(channel.id) is not channel:
        return "channel_not_found"
    known = {"text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts", "metadata"}
    known |= {"unfurl_links", "unfurl_media", "mrkdwn", "link_names", "parse"}
    if wrong := _not_a_message(workspace, body, known):
        return "; ".join(wrong)
    if body.get("delete_original"):
        if body.keys() != {"delete_original"}:
            return "delete_original must stand alone"
        if original:
            channel.drop(original.ts)
        return None
    if not body.get("text") and not body.get("blocks"):
        return "no_text"
    if body.get("replace_original") and original:
        if body.get("thread_ts"):
            return "thread_ts needs replace_original: false"
        # An ephemeral message stays ephemeral and a public one public, whatever response_type says.
        original.text = storing.posted_text(body.get("text") or "")
        original.blocks = storing.with_ids(body.get("blocks") or [])
        return None
    _say(workspace, channel, body, None if body.get("response_type") == "in_channel" else url.person.id)
    return None


def _say(workspace: "Workspace", channel: Channel, body: Json, reader: str | None) -> None:
    text, blocks = storing.posted_text(body.get("text") or ""), storing.with_ids(body.get("blocks") or [])
    thread = body.get("thread_ts")
    workspace.post(
        channel, Message(workspace.next_ts(), workspace.bot, text, blocks, thread_ts=thread, ephemeral_to=reader)
    )


def _not_a_message(workspace: "Workspace", body: Json, known: set[str]) -> list[str]:
    wrong = [f"unknown field {key}" for key in body if key not in known]
    if not isinstance(body.get("text") or "", str):
        wrong.append("text must be a string")
    if body.get("response_type") not in (None, "in_channel", "ephemeral"):
        wrong.append("response_type must be in_channel or ephemeral")
    blocks = body.get("blocks") or []
    return wrong + (check_blocks(blocks, "message") or uploads.unknown_images(workspace, blocks))
