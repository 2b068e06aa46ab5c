"""Files: what becomes of the bytes a bot brings, which image blocks may show them, how a browser is handed one.

An upload has three steps: files.getUploadURLExternal promises a file of some size and gives a URL, a POST to that URL
brings the bytes, files.completeUploadExternal keeps the file and shares it. [slack-facts 8.3]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sandbox.world import File

if TYPE_CHECKING:
    from sandbox.workspace import Workspace
    from sandbox.yard import Sandbox

Json = dict[str, Any]
Headers = list[tuple[bytes, bytes]]

# By the ending of the name. What is not here is application/octet-stream.
MIMETYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "ics": "text/calendar",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
}
IN_IMAGE_BLOCKS = {"image/png", "image/jpeg", "image/gif"}  # [slack-facts 1.5]
SHOWN_BY_BROWSERS = IN_IMAGE_BLOCKS | {"image/webp"}


def mimetype(name: str) -> str:
    """The media type that a file's name tells of."""
    return MIMETYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def receive(workspace: "Workspace", ticket: str, content: bytes) -> tuple[int, str]:
    """A POST to an upload URL: (HTTP status, text). Raw bytes only; once only; the texts are UNVERIFIED."""
    file = workspace.uploads.get(ticket)
    if file is None:
        return 404, "no such upload"
    if len(content) != file.size:
        return 400, f"{file.size} bytes were promised, not {len(content)}"
    del workspace.uploads[ticket]
    file.content, file.state = content, "brought"
    return 200, f"OK - {file.size}"


def find(yard: "Sandbox", path: str) -> File | None:
    """The file at <id>/<name>, in whatever workspace. Who asks is not looked at: any browser on this machine may."""
    file_id, _, name = path.partition("/")
    files = (workspace.files.get(file_id) for workspace in yard.workspaces.values())
    return next((file for file in files if file and file.name == name and file.state == "kept"), None)


def headers(file: File) -> Headers:
    """How a browser may take a file: pictures are shown, anything else is only saved, so that no script ever runs."""
    shown = file.mimetype in SHOWN_BY_BROWSERS
    kind = file.mimetype if shown or file.mimetype == "text/calendar" else "application/octet-stream"
    return [
        (b"content-type", kind.encode()),
        (b"content-disposition", b"inline" if shown else b"attachment"),
        (b"x-content-type-options", b"nosniff"),
    ]


def unknown_images(workspace: "Workspace", blocks: list[Json], root: str = "/blocks") -> list[str]:
    """What is wrong with the `slack_file` of image blocks and elements: no such file, or no picture. [slack-facts 1.5]

    The complaint as Slack words it [#slackapi/python-slack-sdk#1797].
    """
    shown = list(_slack_files(blocks))
    if not shown:
        return []
    good = {
        key
        for file in workspace.files.values()
        if file.state == "kept" and file.mimetype in IN_IMAGE_BLOCKS
        for key in (("id", file.id), ("url", file.url))
    }
    return [
        f"invalid slack file [json-pointer:{root}{pointer}/slack_file]"
        for pointer, named in shown
        if not good & set(named.items())
    ]


def _slack_files(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """(pointer, slack_file) of every image that shows a file."""
    for index, block in enumerate(blocks):
        places = [("", block), ("/accessory", block.get("accessory", {}))]
        if block["type"] == "context":
            places += [(f"/elements/{at}", element) for at, element in enumerate(block["elements"])]
        yield from ((f"/{index}{place}", node["slack_file"]) for place, node in places if "slack_file" in node)
