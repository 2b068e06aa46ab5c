"""Finds our own posts again in a conversation's history, by their metadata. It is read for nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack import Identity, Slack
from storage.posts import Post

EVENT = "nettverksbot_post"
SKEW = timedelta(minutes=5)  # how far Slack's clock and ours may differ
PAGE = 200


class UnreadableError(Exception):
    """The operator has not granted history, so nobody can tell what stands in the channel."""


class History:
    """One workspace's channels, looked through for our posts."""

    def __init__(self, slack: Slack, identity: Identity) -> None:
        self._slack = slack
        self._me = identity

    def mark(self, post: Post) -> dict[str, Any]:
        """The metadata that a post's message carries."""
        return {"event_type": EVENT, "event_payload": {"post": post.id}}

    def find(self, post: Post, place: str, thread: str | None = None) -> list[str]:
        """The timestamps of all messages that show this post, the oldest first, where it would stand."""
        assert post.tried_at is not None
        oldest = f"{(post.tried_at - SKEW).timestamp():.6f}"
        found, cursor = [], ""
        while True:
            try:
                where = {"channel": place, "oldest": oldest, "include_all_metadata": True, "limit": PAGE}
                if cursor:
                    where["cursor"] = cursor
                page = self._page(where, thread)
            except SlackApiError as error:
                if error.response["error"] in ("missing_scope", "not_allowed_token_type"):
                    raise UnreadableError from error
                if error.response["error"] == "thread_not_found":  # it is gone, with all that stood in it
                    return []
                raise
            found += [message["ts"] for message in page["messages"] if self._shows(message, post)]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return sorted(found)

    def _page(self, where: dict[str, Any], thread: str | None) -> SlackResponse:
        if thread:
            return self._slack.posting.conversations_replies(ts=thread, **where)
        return self._slack.posting.conversations_history(**where)

    def delete(self, place: str, ts: str) -> None:
        """Take a second copy away. Another process may have done so just now."""
        try:
            self._slack.posting.chat_delete(channel=place, ts=ts)
        except SlackApiError as error:
            if error.response["error"] != "message_not_found":
                raise

    def _shows(self, message: dict[str, Any], post: Post) -> bool:
        """Another app could write the same metadata: only what we said ourselves counts."""
        metadata = message.get("metadata") or {}
        return (
            metadata.get("event_type") == EVENT
            and (metadata.get("event_payload") or {}).get("post") == post.id
            and (message.get("bot_id") == self._me.bot_id or message.get("user") == self._me.bot_user_id)
        )
