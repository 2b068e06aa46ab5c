"""What a listener may answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from handlers.blocks import Message
from handlers.words import Shown


@dataclass(frozen=True)
class Say:
    """Words to this person alone, where they acted. `instead` puts them in the place of what was pressed."""

    message: Message
    instead: bool = False


@dataclass(frozen=True)
class Open:
    """A modal: a new one or, from within a modal, in its place.

    on_top: on top of it, if it stands on no other itself: who closes it is back there. back: also in the place of the
    modal that it stands on; a form closes then.
    """

    view: dict[str, Any]
    on_top: bool = False
    back: bool = False


@dataclass(frozen=True)
class Errors:
    """The form stays open with what was typed, and a sentence at each of these fields."""

    sentences: Mapping[str, Shown]


@dataclass(frozen=True)
class Close:
    """The form, and all it stood on, is done with."""


@dataclass(frozen=True)
class Send:
    """A file to this person alone, in their direct message with the bot, with a message.

    `told`: at once, where they acted. `failed`: in the same place, if it did not get there.
    """

    name: str
    title: str
    content: bytes
    message: Message
    told: Message
    failed: Message


Reply: TypeAlias = Say | Open | Errors | Close | Send | None
