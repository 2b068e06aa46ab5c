"""Channels and what was said in them. [slack-facts 8.1, 8.2, 10]"""

from typing import TYPE_CHECKING, Any

from sandbox.modals import SlackError
from sandbox.web_api.method import Method, any_of, find_channel, page, truth, words
from sandbox.world import Channel, Message

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]


def info(workspace: "Workspace", args: Json) -> Json:
    """conversations.info"""
    channel = find_channel(workspace, args["channel"], "read")
    body = channel.as_json(workspace.bot)
    if truth(args.get("include_num_members")):
        body["num_members"] = len(channel.members)
    if truth(args.get("include_locale")):
        body["locale"] = "en-US"
    return {"channel": body}


def members(workspace: "Workspace", args: Json) -> Json:
    """conversations.members: ids, page by page."""
    channel = find_channel(workspace, args["channel"], "read")
    ids, cursor = page(list(channel.members), args, 100)
    return {"members": ids, "response_metadata": {"next_cursor": cursor}}


def history(workspace: "Workspace", args: Json) -> Json:
    """conversations.history: newest first, without threads' replies; metadata in full only when asked for."""
    channel = _readable(workspace, args)
    said = [m for m in reversed(_between(channel, args)) if m.thread_ts in (None, m.ts)]
    return _messages(workspace, channel, said, args)


def replies(workspace: "Workspace", args: Json) -> Json:
    """conversations.replies: the parent and its replies, oldest first. A bot token in channels: UNVERIFIED."""
    channel = _readable(workspace, args)
    if args["ts"] not in channel.messages:
        raise SlackError("thread_not_found")
    said = [m for m in _between(channel, args) if args["ts"] in (m.ts, m.thread_ts)]
    return _messages(workspace, channel, said, args)


def open_direct(workspace: "Workspace", args: Json) -> Json:
    """conversations.open: the DM with one person."""
    ids = str(args["users"]).split(",")
    if len(ids) > 1:
        raise SlackError("invalid_arguments", "the sandbox opens direct messages with one person only")
    person = workspace.members.get(ids[0])
    if person is None:
        raise SlackError("user_not_found")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if person.deleted:
        raise SlackError("user_disabled")
    if person.is_outsider:
        raise SlackError("user_not_visible")
    return {"channel": {"id": workspace.direct(workspace.bot, person).id}}


def _readable(workspace: "Workspace", args: Json) -> Channel:
    channel = find_channel(workspace, args["channel"], "history")
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _between(channel: Channel, args: Json) -> list[Message]:
    """What all can read, from `oldest` to `latest`; the ends themselves only with `inclusive`."""
    oldest, latest = (_moment(args.get(key), default) for key, default in (("oldest", 0.0), ("latest", 1e12)))
    ends = truth(args.get("inclusive"))
    within = []
    for message in channel.messages.values():
        at = float(message.ts)
        if not message.ephemeral and (oldest < at < latest or (ends and at in (oldest, latest))):
            within.append(message)
    return sorted(within, key=lambda message: message.ts)


def _moment(value: object, default: float) -> float:
    try:
        return float(str(value)) if value else default
    except ValueError:
        raise SlackError("invalid_arguments", f"not a timestamp: {value}") from None


def _messages(workspace: "Workspace", channel: Channel, said: list[Message], args: Json) -> Json:
    shown, cursor = page(said, args, 100)
    full = truth(args.get("include_all_metadata"))
    bodies = [message.as_json(workspace.bot_id, workspace.app.id, all_metadata=full) for message in shown]
    for body in bodies:
        answers = [m for m in channel.messages.values() if m.thread_ts == body["ts"] and m.ts != body["ts"]]
        if answers:
            body |= {"thread_ts": body["ts"], "reply_count": len(answers), "latest_reply": answers[-1].ts}
    return {"messages": bodies, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


READING = words("cursor limit oldest latest inclusive include_all_metadata")
METHODS = {
    "conversations.info": Method(
        info, 3, any_of("read"), words("channel"), words("include_locale include_num_members")
    ),
    "conversations.members": Method(members, 4, any_of("read"), words("channel"), words("cursor limit")),
    "conversations.history": Method(history, 3, any_of("history"), words("channel"), READING),
    "conversations.replies": Method(replies, 3, any_of("history"), words("channel ts"), READING),
    "conversations.open": Method(open_direct, 3, ("im:write",), words("users"), words("return_im")),
}
