"""The nouns of a Slack workspace, without any protocol: who there is, which rooms, what was said, what is open."""

import random
import secrets
import string
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sandbox import reading

Json = dict[str, Any]
ALPHABET = string.ascii_uppercase + string.digits


def new_id(prefix: str) -> str:
    """An id as Slack makes them: a letter that tells the kind, then ten letters and digits."""
    return prefix + "".join(random.choices(ALPHABET, k=10))


def new_hash() -> str:
    """A view's hash: another one after each change."""
    return f"{secrets.token_hex(5)}.{secrets.token_hex(4)}"


@dataclass(eq=False)
class Member:
    """A person or the bot, in one workspace: ids are unique per workspace. [slack-facts 12]

    An outsider is of another organisation, `team_id`, and comes in through a channel that is shared with it.
    """

    id: str
    name: str
    team_id: str
    is_admin: bool = False
    guest: Literal[False, "multi_channel", "single_channel"] = False
    is_bot: bool = False
    is_outsider: bool = False
    deleted: bool = False
    tz: str = "Europe/Oslo"
    locale: str = "en-US"
    title: str = ""  # what she does, in her own words

    @property
    def is_stranger(self) -> bool:
        """Of another organisation, and in no channel with the bot: an outsider it has met is none. [user-object]"""
        return self.is_outsider

    def user_object(self, *, include_locale: bool = False) -> Json:
        """The user object of users.info and user_change. [slack-facts 12; D:/reference/objects/user-object]"""
        handle = self.name.lower().replace(" ", ".")
        user: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "name": handle,
            "real_name": self.name,
            "deleted": self.deleted,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 0,
            "profile": {"real_name": self.name, "display_name": "", "title": self.title, "team": self.team_id},
        }
        if self.is_outsider:
            user["is_stranger"] = self.is_stranger
        if self.deleted or self.is_outsider:  # Slack leaves the rest out
            return user
        user |= {
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": bool(self.guest),
            "is_ultra_restricted": self.guest == "single_channel",
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": 3600,
        }
        if include_locale:
            user["locale"] = self.locale
        return user


@dataclass(eq=False)
class File:
    """A file the bot uploads: promised by its `size`, brought as `content`, kept once the upload is completed."""

    id: str
    name: str
    title: str
    mimetype: str
    size: int
    url: str
    author: Member
    created: int
    alt_text: str = ""
    content: bytes = field(default=b"", repr=False)
    state: Literal["promised", "brought", "kept", "deleted"] = "promised"

    def as_json(self) -> Json:
        """The file object. [D:/reference/objects/file-object]"""
        body: Json = {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title,
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2].lower(),
            "user": self.author.id,
            "size": self.size,
            "mode": "hosted",
            "is_external": False,
            "url_private": self.url,
            "url_private_download": self.url,
        }
        return body | ({"alt_txt": self.alt_text} if self.alt_text else {})


@dataclass(eq=False, repr=False)
class Message:
    """A message in a channel; `ephemeral_to` holds the one reader of an ephemeral message."""

    ts: str
    author: Member
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    ephemeral_to: str | None = None
    edited: Json | None = None
    chosen: dict[str, dict[tuple[str, str], Json]] = field(default_factory=dict)  # in its inputs, by who has
    files: list[File] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<Message of {self.author.name}{' (ephemeral)' if self.ephemeral else ''}: {self.says!r}>"

    def typed_by(self, user_id: str) -> dict[tuple[str, str], Json]:
        """What one person has chosen in its inputs: nobody else sees that."""
        return self.chosen.setdefault(user_id, {})

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it, and only until she reloads."""
        return self.ephemeral_to is not None

    @property
    def says(self) -> str:
        """All that a reader sees: the blocks if there are any, else the text; then the titles of its files."""
        said = reading.blocks_text(self.blocks) if self.blocks else reading.shown(self.text)
        return "\n".join([*([said] if said or not self.files else []), *(file.title for file in self.files)])

    @property
    def buttons(self) -> list[str]:
        """The labels of everything one can press in it."""
        return [label for label, _, _ in reading.pressable(self.blocks)]

    @property
    def pings(self) -> list[str]:
        """Whom it notifies: `<!channel>`, `<@U…>` and words that Slack would turn into such. [slack-facts 1.6]"""
        return reading.pings(self.text, self.blocks)

    def as_json(self, bot_id: str, app_id: str, *, all_metadata: bool = True) -> Json:
        """The message object of the Web API; without `all_metadata` only the metadata's type. [slack-facts 10]"""
        body: Json = {"type": "message", "user": self.author.id, "ts": self.ts, "team": self.author.team_id}
        body["text"] = self.text
        if self.author.is_bot:
            body |= {"bot_id": bot_id, "app_id": app_id}
        if self.blocks:
            body["blocks"] = self.blocks
        if self.files:
            body["files"] = [file.as_json() for file in self.files]
        if self.thread_ts:
            body["thread_ts"] = self.thread_ts
        if self.edited:
            body["edited"] = self.edited
        if self.metadata:
            body["metadata"] = self.metadata if all_metadata else {"event_type": self.metadata["event_type"]}
        return body


@dataclass(eq=False)
class Channel:
    """A conversation: a public or private channel, or a direct message between two."""

    id: str
    name: str
    kind: Literal["public", "private", "im"]
    created: int
    creator: str
    members: dict[str, Member] = field(default_factory=dict)
    archived: bool = False
    shared_with: list[str] = field(default_factory=list)  # the team ids of other organisations
    former_ids: list[str] = field(default_factory=list)  # known to people's clients alone
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    pinned: list[str] = field(default_factory=list)  # the ts of its messages, in the order they were pinned

    @property
    def family(self) -> str:
        """The first word of its scopes: channels:read, groups:history, im:read …"""
        return {"public": "channels", "private": "groups", "im": "im"}[self.kind]

    def event(self, what: str) -> str:
        """The name of what happens to it: channel_rename, and group_rename where it is private."""
        return f"{'group' if self.kind == 'private' else 'channel'}_{what}"

    def open_to(self, member: Member) -> bool:
        """Whether she can read it: its members, and for public channels everyone but guests and outsiders."""
        shut_out = member.guest or member.is_outsider or member.is_bot
        return member.id in self.members or (self.kind == "public" and not shut_out)

    def drop(self, ts: str) -> None:
        """Take a message away, and its pin with it."""
        self.messages.pop(ts, None)
        if ts in self.pinned:
            self.pinned.remove(ts)

    def as_json(self, seen_by: Member) -> Json:
        """The channel object of conversations.info. Never trust an id's first letter: read is_private."""
        if self.kind == "im":
            other = next((m for m in self.members if m != seen_by.id), seen_by.id)
            return {"id": self.id, "created": self.created, "is_im": True, "user": other, "is_archived": self.archived}
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": True,
            "is_group": False,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.kind == "private",
            "is_archived": self.archived,
            "is_general": False,
            "is_shared": bool(self.shared_with),
            "is_ext_shared": bool(self.shared_with),
            "is_org_shared": False,
            "is_member": seen_by.id in self.members,
            "created": self.created,
            "creator": self.creator,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }


PROBLEMS = {
    "empty": "is required",
    "too long": "is longer than {}",
    "too short": "is shorter than {}",
    "too many": "takes {} at most",
    "no number": "is no number",
    "no whole number": "is no whole number",
    "too small": "is not within the limits: at least {}",
    "too large": "is not within the limits: at most {}",
}


@dataclass(frozen=True)
class Objection:
    """What Slack's client has against a field: `problem` is a key of PROBLEMS, `limit` what stands in its sentence."""

    label: str
    problem: str
    limit: int | float | str = ""

    def __str__(self) -> str:
        return f"{self.label!r} {PROBLEMS[self.problem].format(self.limit)}"


@dataclass(eq=False)
class View:
    """A modal or Home tab that one person has open. `stack` is the pile of modals it lies in, itself included."""

    id: str
    owner: str
    source: Json
    stack: list["View"]
    root_id: str
    previous_id: str | None = None
    typed: dict[tuple[str, str], Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)  # by block_id: what the app says of the fields
    objections: dict[str, Objection] = field(default_factory=dict)  # by block_id: what her own client says
    hash: str = field(default_factory=new_hash)

    @property
    def blocks(self) -> list[Json]:
        """Its blocks, each with a block_id."""
        blocks: list[Json] = self.source["blocks"]
        return blocks

    def typed_by(self, _user_id: str) -> dict[tuple[str, str], Json]:
        """What stands in its inputs; only its owner has it before her."""
        return self.typed

    def show(self, source: Json) -> None:
        """Put new content in; what was typed stays where block_id and action_id are the same. [slack-facts 1.3]"""
        self.source = source
        self.hash = new_hash()
        self.errors, self.objections = {}, {}
        kept = {(block["block_id"], element["action_id"]) for block, element in reading.stateful(self.blocks)}
        self.typed = {where: what for where, what in self.typed.items() if where in kept}

    def as_json(self, app_id: str, bot_id: str, team_id: str) -> Json:
        """The view object of interaction payloads and views.* answers. [slack-facts 1.4; D:/reference/views]"""
        source = self.source
        body: Json = {
            "id": self.id,
            "team_id": team_id,
            "type": source["type"],
            "blocks": source["blocks"],
            "private_metadata": source.get("private_metadata", ""),
            "callback_id": source.get("callback_id", ""),
            "external_id": source.get("external_id", ""),
            "state": {"values": reading.state_values(self.blocks, self.typed)},
            "hash": self.hash,
            "clear_on_close": source.get("clear_on_close", False),
            "notify_on_close": source.get("notify_on_close", False),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": app_id,
            "app_installed_team_id": team_id,
            "bot_id": bot_id,
        }
        if source["type"] == "modal":
            body |= {"title": source["title"], "close": source.get("close"), "submit": source.get("submit")}
        return body


@dataclass(frozen=True)
class Call:
    """One exchange, for tests to look at: a Web API call, a response URL, or an envelope and its acknowledgement."""

    method: str
    args: Json
    response: Json | None
    at: datetime

    def __str__(self) -> str:
        return f"{self.method} -> {str(self.response)[:200]} for {str(self.args)[:200]}"
