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
    REFUSED = "Slack refuses it"
    LATER = "not now"


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
    "message_not_found": Outcome.DELETED,
    "cant_update_message": Outcome.DELETED,
    "edit_window_closed": Outcome.DELETED,
    # The operator can mend these while the bot runs.
    "not_authed": Outcome.LATER,
    "invalid_auth": Outcome.LATER,
    "account_inactive": Outcome.LATER,
    "token_revoked": Outcome.LATER,
    "token_expired": Outcome.LATER,
    "missing_scope": Outcome.LATER,
    "no_permission": Outcome.LATER,
    "accesslimited": Outcome.LATER,
    "access_denied": Outcome.LATER,
    "restricted_action": Outcome.LATER,
    "message_limit_exceeded": Outcome.LATER,
}


def outcome_of(error: Exception, *, stands: bool) -> tuple[Outcome, float]:
    """The outcome, and the seconds to wait where Slack named them. `stands`: an update, which may be sent twice."""
    if isinstance(error, SlackApiError):
        if error.response.status_code >= 500:
            return _unknown(stands), 0
        retry_after = error.response.headers.get("Retry-After") or error.response.headers.get("retry-after") or 30
        return _certain(BY_NAME.get(error.response["error"], Outcome.REFUSED), stands), float(retry_after)
    # Nothing has reached Slack if its name was not found or nobody listened there.
    if isinstance(error, URLError) and isinstance(error.reason, ConnectionRefusedError | socket.gaierror):
        return Outcome.LATER, 0
    return _unknown(stands), 0


def _certain(outcome: Outcome, stands: bool) -> Outcome:
    return _unknown(stands) if outcome is Outcome.UNKNOWN else outcome


def _unknown(stands: bool) -> Outcome:
    return Outcome.LATER if stands else Outcome.UNKNOWN
