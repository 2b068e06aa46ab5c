"""People, and the channels the bot is in. [slack-facts 8.1, 8.3, 12]"""

from typing import TYPE_CHECKING, Any

from sandbox.modals import SlackError
from sandbox.web_api.method import MOST, Method, any_of, need, page, truth, words
from sandbox.world import Member

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]
FAMILIES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


def info(workspace: "Workspace", args: Json) -> Json:
    """users.info"""
    member = _everybody(workspace).get(args["user"])
    if member is None:
        raise SlackError("user_not_found")
    return {"user": member.user_object(include_locale=truth(args.get("include_locale")))}


def list_(workspace: "Workspace", args: Json) -> Json:
    """users.list: the deactivated, guests, apps and Slackbot too; without a limit all at once, if they are not many."""
    everybody = list(_everybody(workspace).values())
    if not args.get("limit") and len(everybody) > MOST:
        raise SlackError("limit_required")
    some, cursor = page(everybody, args, MOST)
    members = [member.user_object(include_locale=truth(args.get("include_locale"))) for member in some]
    return {"members": members, "cache_ts": workspace.seconds(), "response_metadata": {"next_cursor": cursor}}


def conversations(workspace: "Workspace", args: Json) -> Json:
    """users.conversations: where the bot is, public channels unless `types` names others. It tells no is_member."""
    types = str(args.get("types") or "public_channel").replace(" ", "").split(",")
    if not FAMILIES.keys() >= set(types):
        raise SlackError("invalid_types")
    families, no_archive = [FAMILIES[kind] for kind in types], truth(args.get("exclude_archived"))
    for family in families:
        need(workspace, f"{family}:read")
    mine = [
        channel
        for channel in workspace.channels.values()
        if channel.family in families and workspace.bot.id in channel.members and not (no_archive and channel.archived)
    ]
    some, cursor = page(mine, args, 100)
    channels = [channel.as_json(workspace.bot) for channel in some]
    for channel in channels:
        channel.pop("is_member", None)
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def _everybody(workspace: "Workspace") -> dict[str, Member]:
    """All members, and Slackbot, who says of itself that it is no bot. [slack-facts 8.2]"""
    return workspace.members | {"USLACKBOT": Member("USLACKBOT", "Slackbot", workspace.id)}


METHODS = {
    "users.info": Method(info, 4, ("users:read",), words("user"), words("include_locale")),
    "users.list": Method(list_, 2, ("users:read",), optional=words("cursor limit include_locale")),
    "users.conversations": Method(
        conversations, 3, any_of("read"), optional=words("types exclude_archived cursor limit")
    ),
}
