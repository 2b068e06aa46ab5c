"""The calls to Slack: one door for the quick ones inside a visit, one for messages that stay.

Neither retries by itself. The SDK's default would send a message again whose reply was lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.config import Settings
from handlers.people import facts_of
from storage.people import Facts

QUICK = 2  # seconds: a trigger lives three, and an answer must be there within three

# What a call can end in other than an answer. OSError: urllib's errors and time-outs.
FAILED = (SlackClientError, HTTPException, OSError)


@dataclass(frozen=True)
class Identity:
    """Who the bot is in its workspace."""

    team_id: str
    bot_user_id: str
    bot_id: str
    url: str  # the workspace's address, with a slash at its end


@dataclass(frozen=True)
class Place:
    """What Slack says of a channel."""

    creator_id: str | None
    bot_is_in: bool
    is_archived: bool


class Slack:
    """Both doors, with the bot's token."""

    def __init__(self, settings: Settings) -> None:
        self.quick = WebClient(settings.bot_token, settings.api_url, timeout=QUICK, retry_handlers=[])
        # A post's lease outlives its call twice over, and more.
        patience = max(1, round(settings.lease.total_seconds() / 3))
        self.posting = WebClient(settings.bot_token, settings.api_url, timeout=patience, retry_handlers=[])

    def who_am_i(self) -> Identity:
        said = self.posting.auth_test()
        return Identity(said["team_id"], said["user_id"], said["bot_id"], said["url"])

    def person(self, user_id: str, seconds: float) -> Facts:
        """Who somebody is, if Slack says so within these seconds."""
        return facts_of(self._within(seconds).users_info(user=user_id)["user"])

    def place(self, channel_id: str, seconds: float) -> Place | None:
        """What a channel is. None for one the bot can't see: a private one, or others' direct messages."""
        try:
            channel = self._within(seconds).conversations_info(channel=channel_id)["channel"]
        except SlackApiError as error:
            if error.response["error"] in (
                "channel_not_found",
                "not_in_channel",
                "method_not_supported_for_channel_type",
            ):
                return None
            raise
        return Place(
            channel.get("creator"), bool(channel.get("is_member")), bool(channel.get("is_archived"))
        )  # fmt: skip

    def _within(self, seconds: float) -> WebClient:
        # The SDK calls it an int, and hands it on to urllib, which takes any number.
        return WebClient(self.quick.token, self.quick.base_url, timeout=seconds, retry_handlers=[])  # type: ignore[arg-type]
