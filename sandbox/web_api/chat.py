"""Messages: post, change, delete, whisper. [slack-facts 1.6, 8.2, 8.3, 10]"""

from typing import TYPE_CHECKING, Any

from sandbox import storing, uploads
from sandbox.block_kit import check_blocks
from sandbox.modals import SlackError
from sandbox.web_api.method import Method, check_direct, find_channel, words
from sandbox.world import Channel, Message

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]
LONGEST_POST = 40_000  # characters; what is over is cut
LONGEST_UPDATE = 4_000
LONGEST_EPHEMERAL = 4_000  # bytes


def post_message(workspace: "Workspace", args: Json) -> Json:
    """chat.postMessage; a user id as channel opens the DM with the app."""
    channel = _writable(workspace, args)
    text, blocks = _content(workspace, args)
    thread_ts = args.get("thread_ts")
    if thread_ts and thread_ts not in channel.messages:
        raise SlackError("thread_not_found")  # UNVERIFIED: not on the method's page
    message = Message(workspace.next_ts(), workspace.bot, text[:LONGEST_POST], blocks, thread_ts=thread_ts)
    message.metadata = _metadata(args.get("metadata"))
    workspace.post(channel, message)
    answer: Json = {"channel": channel.id, "ts": message.ts, "message": _json(workspace, message)}
    if len(text) > LONGEST_POST:
        answer["response_metadata"] = {"warnings": ["message_truncated"]}
    return answer


def update(workspace: "Workspace", args: Json) -> Json:
    """chat.update: text without blocks takes the blocks away; metadata stays unless it is given, {} removes it."""
    channel = find_channel(workspace, args["channel"], "write")
    message = _own(workspace, channel, args["ts"], "cant_update_message")
    if channel.archived:
        raise SlackError("is_inactive")
    _must_be_in(workspace, channel)
    text, blocks = _content(workspace, args)
    if len(text) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    if "metadata" in args:
        message.metadata = _metadata(args["metadata"])
    if "text" in args:
        message.text = text
        message.edited = {"user": workspace.bot.id, "ts": workspace.next_ts()}
    message.blocks = blocks
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": _json(workspace, message)}


def delete(workspace: "Workspace", args: Json) -> Json:
    """chat.delete: the bot's own messages only."""
    channel = find_channel(workspace, args["channel"], "write")
    message = _own(workspace, channel, args["ts"], "cant_delete_message")
    if channel.archived:
        raise SlackError("cant_delete_message")  # UNVERIFIED string for archived channels
    _must_be_in(workspace, channel)
    channel.drop(message.ts)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(workspace: "Workspace", args: Json) -> Json:
    """chat.postEphemeral: for one person who is in the channel; it can never be changed by its ts."""
    channel = _writable(workspace, args)
    if args["user"] not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = _content(workspace, args)
    if len(text.encode()) > LONGEST_EPHEMERAL:
        raise SlackError("msg_too_long")
    message = Message(workspace.next_ts(), workspace.bot, text, blocks, thread_ts=args.get("thread_ts"))
    message.ephemeral_to = args["user"]
    workspace.post(channel, message)
    return {"message_ts": message.ts}


def _writable(workspace: "Workspace", args: Json) -> Channel:
    """Where a message may go. [slack-facts 8.2, 8.3, 9 messages_tab_enabled]"""
    person = workspace.members.get(args["channel"])
    if person:
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        channel = workspace.direct(workspace.bot, person)
    else:
        channel = find_channel(workspace, args["channel"], "write")
    check_direct(workspace, channel)
    _must_be_in(workspace, channel)
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _must_be_in(workspace: "Workspace", channel: Channel) -> None:
    anywhere = channel.kind == "public" and "chat:write.public" in workspace.yard.manifest.bot_scopes
    if workspace.bot.id not in channel.members and not anywhere:
        raise SlackError("not_in_channel")


def _own(workspace: "Workspace", channel: Channel, ts: object, error: str) -> Message:
    message = channel.messages.get(str(ts))
    if message is None:
        raise SlackError("message_not_found")
    if message.author is not workspace.bot or message.ephemeral:
        raise SlackError(error)
    return message


def checked_blocks(workspace: "Workspace", blocks: list[Json]) -> list[Json]:
    """A message's blocks as Slack keeps them. Raises invalid_blocks."""
    if wrong := check_blocks(blocks, "message") or uploads.unknown_images(workspace, blocks):
        raise SlackError("invalid_blocks", *wrong)
    return storing.with_ids(blocks)


def _content(workspace: "Workspace", args: Json) -> tuple[str, list[Json]]:
    """(text, blocks) as Slack keeps them."""
    text, blocks = args.get("text") or "", args.get("blocks") or []
    if not text and not blocks:
        raise SlackError("no_text")
    if not isinstance(text, str):
        raise SlackError("invalid_arguments", "text must be a string")
    return storing.posted_text(text), checked_blocks(workspace, blocks)


def _metadata(metadata: Any) -> Json | None:
    """Its shape: a type and a flat payload. Nested null or objects in lists are refused: Slack only advises against."""
    if metadata is None or metadata == {}:
        return None
    if not isinstance(metadata, dict) or metadata.keys() != {"event_type", "event_payload"}:
        raise SlackError("invalid_metadata_format")
    kind, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise SlackError("invalid_metadata_schema")
    for value in payload.values():
        inside = value if isinstance(value, list) else [value]
        if not all(isinstance(part, str | int | float | bool) for part in inside):
            raise SlackError("invalid_metadata_schema")
    return metadata


def _json(workspace: "Workspace", message: Message) -> Json:
    return message.as_json(workspace.bot_id, workspace.app.id)


# Slack knows more arguments: attachments, markdown_text, username, icon_* … The sandbox does not play them.
CONTENT = words("text blocks metadata link_names parse")
POSTING = CONTENT | words("thread_ts reply_broadcast unfurl_links unfurl_media mrkdwn")
METHODS = {
    "chat.postMessage": Method(post_message, "post", ("chat:write",), words("channel"), POSTING),
    "chat.update": Method(update, 3, ("chat:write",), words("channel ts"), CONTENT | words("reply_broadcast")),
    "chat.delete": Method(delete, 3, ("chat:write",), words("channel ts")),
    "chat.postEphemeral": Method(
        post_ephemeral, 4, ("chat:write",), words("channel user"), words("text blocks thread_ts link_names parse")
    ),
}
