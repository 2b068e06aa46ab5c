"""The calls to Slack: one door for the quick ones inside a visit, one for messages that stay.

Neither retries by itself. The SDK's default would send a message again whose reply was lost.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.config import Settings
from handlers.blocks import Block
from handlers.people import facts_of
from storage.people import Facts

PAGE = 200  # what Slack recommends at most, of people in one answer
PACE = 1.0  # seconds: Slack permits one message each in a channel
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
    """Both doors, with the bot's token. `pace`: what is said by itself keeps to it, in seconds."""

    def __init__(self, settings: Settings, pace: float = PACE) -> None:
        self.pace = pace
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

    def direct(self, user_id: str) -> str:
        """The bot's direct message with a person, opened if need be."""
        return str(self.posting.conversations_open(users=user_id)["channel"]["id"])

    def hand(self, user_id: str, name: str, title: str, content: bytes, blocks: list[Block]) -> None:
        """A file, into the bot's direct message with a person. It is said in blocks: a comment would be parsed."""
        there = self.direct(user_id)
        self.posting.files_upload_v2(
            channel=there, filename=name, title=title, content=content, blocks=json.dumps(blocks)
        )  # fmt: skip

    def members(self, channel_id: str, cursor: str) -> tuple[list[str], str]:
        """A page of a channel's people, and where the next begins: empty after the last."""
        page = self.posting.conversations_members(channel=channel_id, limit=PAGE, cursor=cursor or None)
        return page["members"], _cursor(page)

    def everybody(self, cursor: str) -> tuple[list[Facts], str]:
        """A page of the workspace's people, and where the next begins: empty after the last."""
        page = self.posting.users_list(limit=PAGE, cursor=cursor or None)
        return [facts_of(user) for user in page["members"]], _cursor(page)

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


def _cursor(page: SlackResponse) -> str:
    return (page.get("response_metadata") or {}).get("next_cursor") or ""


def name_of(error: Exception) -> str:
    """Slack's word for it, or the kind of error. Never its text, which may hold what people wrote."""
    return str(error.response["error"]) if isinstance(error, SlackApiError) else type(error).__name__


def method_of(error: SlackApiError) -> str:
    """What was called."""
    return str(error.response.api_url).rpartition("/")[2]
