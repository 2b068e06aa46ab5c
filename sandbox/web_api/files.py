"""Files, as bots upload them since files.upload is gone. [slack-facts 8.2, 8.3; D:/reference/methods/files.…]"""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sandbox import storing, uploads
from sandbox.modals import SlackError
from sandbox.shapes import complaints, distinct_by, items, record, string
from sandbox.web_api.chat import checked_blocks
from sandbox.web_api.method import Method, check_direct, find_channel, words
from sandbox.world import Channel, File, Message, new_id

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]
LONGEST_ALT_TEXT = 1_000
_FILES = items(
    record({"id": string(None)}, {"title": string(None), "highlight_type": string(None)}), None, 1, distinct_by("id")
)


def get_upload_url(workspace: "Workspace", args: Json) -> Json:
    """files.getUploadURLExternal; `snippet_type` changes nothing here."""
    name, alt_text = str(args["filename"]), str(args.get("alt_txt") or "")
    if not str(args["length"]).isdigit():
        raise SlackError("invalid_arguments", "length must be a whole number of bytes")
    if not int(args["length"]):
        raise SlackError("missing_argument")
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    file_id, ticket = new_id("F"), new_id("")
    url = f"{workspace.yard.url}/files/{file_id}/{quote(name, safe='')}"
    file = File(
        file_id,
        name,
        name,
        uploads.mimetype(name),
        int(args["length"]),
        url,
        workspace.bot,
        workspace.seconds(),
        alt_text,
    )
    workspace.files[file_id] = workspace.uploads[ticket] = file
    return {"upload_url": f"{workspace.yard.url}/upload/{workspace.id}/{ticket}", "file_id": file_id}


def complete_upload(workspace: "Workspace", args: Json) -> Json:
    """files.completeUploadExternal: once per file. Without a channel the file is kept and shown to nobody.

    With `initial_comment` the blocks are ignored. The answer does not tell the message's ts.
    """
    named = args["files"]
    if wrong := complaints(_FILES(named), "/files"):
        raise SlackError("invalid_arguments", *wrong)
    files = [workspace.files.get(one["id"]) for one in named]
    brought = [file for file in files if file and file.state == "brought"]
    if len(brought) < len(files):
        raise SlackError("file_not_found")  # for a second completion UNVERIFIED
    message = _message(workspace, args) if args.get("channel_id") else None
    for file, one in zip(brought, named, strict=True):
        file.state, file.title = "kept", one.get("title", file.title)
    if message:
        message.files = brought
        workspace.post(workspace.channels[args["channel_id"]], message)
    return {"files": [{"id": file.id, "title": file.title} for file in brought]}


def info(workspace: "Workspace", args: Json) -> Json:
    """files.info: the file object and where it is shared, at once (Slack may lag)."""
    file = _find(workspace, args)
    shares: dict[str, dict[str, list[Json]]] = {}
    for channel in workspace.channels.values():
        for message in channel.messages.values():
            if file in message.files:
                kind = "public" if channel.kind == "public" else "private"
                shares.setdefault(kind, {}).setdefault(channel.id, []).append({"ts": message.ts})
    return {"file": file.as_json() | {"shares": shares}}


def delete(workspace: "Workspace", args: Json) -> Json:
    """files.delete. A message that held nothing else goes with the file (UNVERIFIED)."""
    file = _find(workspace, args)
    file.state, file.content = "deleted", b""
    for channel in workspace.channels.values():
        for message in list(channel.messages.values()):
            if file in message.files:
                message.files.remove(file)
                if not (message.files or message.text or message.blocks):
                    channel.drop(message.ts)
    return {}


def _message(workspace: "Workspace", args: Json) -> Message:
    """The message that will show the files, not yet posted."""
    channel = _shareable(workspace, args["channel_id"])
    thread_ts, comment = args.get("thread_ts"), str(args.get("initial_comment") or "")
    if thread_ts and thread_ts not in channel.messages:
        raise SlackError("thread_not_found")  # UNVERIFIED: not on the method's page
    blocks = [] if comment else checked_blocks(workspace, args.get("blocks") or [])
    return Message(workspace.next_ts(), workspace.bot, storing.posted_text(comment), blocks, thread_ts=thread_ts)


def _shareable(workspace: "Workspace", channel_id: object) -> Channel:
    """Where files may go: where the bot is a member. chat:write.public does not help. [slack-facts 8.1]"""
    channel = find_channel(workspace, channel_id, "write")
    check_direct(workspace, channel)
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("posting_to_channel_denied")  # UNVERIFIED string for archived channels
    return channel


def _find(workspace: "Workspace", args: Json) -> File:
    file = workspace.files.get(args["file"])
    if file is None or file.state in ("promised", "brought"):
        raise SlackError("file_not_found")
    if file.state == "deleted":
        raise SlackError("file_deleted")
    return file


# Slack also knows `channels`, a list of channels and people. The sandbox shares in one channel, by its id.
SHARING = words("channel_id initial_comment thread_ts blocks")
METHODS = {
    "files.getUploadURLExternal": Method(
        get_upload_url, 4, ("files:write",), words("filename length"), words("alt_txt snippet_type")
    ),
    "files.completeUploadExternal": Method(complete_upload, 4, ("files:write",), words("files"), SHARING),
    "files.info": Method(info, 4, ("files:read",), words("file")),
    "files.delete": Method(delete, 3, ("files:write",), words("file")),
}
