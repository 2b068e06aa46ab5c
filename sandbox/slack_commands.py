"""Slack's own commands, as far as the sandbox plays them: they never reach the bot. The sentences are ours."""

from collections.abc import Callable, Iterable, Mapping

from sandbox.keeping import Keeper
from sandbox.world import Channel, Member

NOT_IN_DIRECT_MESSAGES = "That command doesn't work in direct messages."
NOT_FOR_GUESTS = "Guests can't use that command."
NOBODY = "There is nobody of that name here."
ALREADY_IN = "They are already in this channel."


def obey(person: Keeper, channel: Channel, name: str, rest: str) -> str | None:
    """Do what one of COMMANDS asks for; `rest` is what followed its name. Returns what she sees go wrong."""
    if channel.kind == "im":
        return NOT_IN_DIRECT_MESSAGES
    if (person.guest or person.is_outsider) and name != "/leave":
        return NOT_FOR_GUESTS
    return COMMANDS[name](person, channel, rest)


def _archive(person: Keeper, channel: Channel, _rest: str) -> str | None:
    person.archives(channel)
    return None


def _invite(person: Keeper, channel: Channel, rest: str) -> str | None:
    member = _named(rest, (one for one in person.workspace.members.values() if not one.deleted))
    if member is None:
        return NOBODY
    if member.id in channel.members:
        return ALREADY_IN
    person.invites(member, channel)
    return None


def _leave(person: Keeper, channel: Channel, _rest: str) -> str | None:
    person.leaves(channel)
    return None


def _remove(person: Keeper, channel: Channel, rest: str) -> str | None:
    member = _named(rest, channel.members.values())
    if member is None:
        return NOBODY
    person.removes(member, channel)
    return None


def _rename(person: Keeper, channel: Channel, rest: str) -> str | None:
    person.renames(channel, rest.strip().removeprefix("#"))
    return None


def _named(rest: str, members: Iterable[Member]) -> Member | None:
    """The member of this name, with or without its @, in capitals or small letters."""
    name = rest.strip().removeprefix("@").casefold()
    return next((member for member in members if member.name.casefold() == name), None)


COMMANDS: Mapping[str, Callable[[Keeper, Channel, str], str | None]] = {
    "/archive": _archive,
    "/invite": _invite,
    "/leave": _leave,
    "/remove": _remove,
    "/rename": _rename,
}
