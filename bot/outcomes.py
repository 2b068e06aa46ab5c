"""What became of a message, read from how Slack's answer failed (slack-facts: chat.postMessage, chat.update)."""

from __future__ import annotations

import socket
from enum import Enum
from urllib.error import URLError

from slack_sdk.errors import SlackApiError


class Outcome(Enum):
    UNKNOWN = "nobody knows whether Slack took it"
    LIMITED = "Slack asks to wait"
    CHANNEL_LOST = "the bot can't speak in the channel"
    DELETED = "somebody deleted the message"
    REFUSED = "Slack refuses it as it is"
    LATER = "not now"


# What is not named here may pass: a token is mended, an organisation's rule is lifted, Slack has a bad day. It is tried
# again, more and more seldom.
BY_NAME = {
    # Slack's pages on these four: the call may have partly succeeded.
    "internal_error": Outcome.UNKNOWN,
    "fatal_error": Outcome.UNKNOWN,
    "request_timeout": Outcome.UNKNOWN,
    "service_unavailable": Outcome.UNKNOWN,
    "ratelimited": Outcome.LIMITED,
    "rate_limited": Outcome.LIMITED,
    "not_in_channel": Outcome.CHANNEL_LOST,
    "channel_not_found": Outcome.CHANNEL_LOST,
    "is_archived": Outcome.CHANNEL_LOST,
    "is_inactive": Outcome.CHANNEL_LOST,  # chat.update's word for an archived channel
    "message_not_found": Outcome.DELETED,
    "cant_update_message": Outcome.DELETED,
    "edit_window_closed": Outcome.DELETED,
    # Our own fault: sent again, it would be refused again.
    "invalid_arguments": Outcome.REFUSED,
    "invalid_blocks": Outcome.REFUSED,
    "invalid_blocks_format": Outcome.REFUSED,
    "invalid_metadata_format": Outcome.REFUSED,
    "invalid_metadata_schema": Outcome.REFUSED,
    "metadata_too_large": Outcome.REFUSED,
    "msg_blocks_too_long": Outcome.REFUSED,
    "msg_too_large": Outcome.REFUSED,
    "msg_too_long": Outcome.REFUSED,
    "no_text": Outcome.REFUSED,
    # conversations.open, of somebody who takes no messages any more, and chat.postMessage to them.
    "user_disabled": Outcome.REFUSED,
    "user_not_found": Outcome.REFUSED,
    "user_not_visible": Outcome.REFUSED,
    "cannot_dm_bot": Outcome.REFUSED,
    "messages_tab_disabled": Outcome.REFUSED,
}
ARCHIVED = ("is_archived", "is_inactive")
WAIT = 30.0  # seconds, where Slack asks to wait and doesn't say how long


def outcome_of(error: Exception, *, stands: bool) -> tuple[Outcome, float]:
    """The outcome, and the seconds to wait where Slack asks for it. `stands`: an update, which may be sent twice."""
    outcome = _outcome(error)
    if outcome is Outcome.UNKNOWN and stands:
        outcome = Outcome.LATER
    if outcome is not Outcome.LIMITED:
        return outcome, 0
    assert isinstance(error, SlackApiError)
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    return outcome, float(headers.get("retry-after", WAIT))


def _outcome(error: Exception) -> Outcome:
    if isinstance(error, SlackApiError):
        if error.response.status_code == 429:
            return Outcome.LIMITED
        if error.response.status_code >= 500:
            return Outcome.UNKNOWN
        said = str(error.response["error"])
        return Outcome.UNKNOWN if " " in said else BY_NAME.get(said, Outcome.LATER)  # no name: not Slack's own answer
    # Nothing has reached Slack if its name was not found or nobody listened there.
    if isinstance(error, URLError) and isinstance(error.reason, ConnectionRefusedError | socket.gaierror):
        return Outcome.LATER
    return Outcome.UNKNOWN
