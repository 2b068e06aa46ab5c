"""The templates, and the few functions they call beside the place they draw."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context

from sandbox import reading
from sandbox.world import Message, Objection, View

Json = dict[str, Any]


def templates() -> Environment:
    """Jinja2 with autoescape: whatever is no Markup is escaped."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "initials": _initials,
        "number_of": lambda name: crc32(name.encode()),  # the same at every start, as Python's own hash is not
        "tojson_text": json.dumps,  # for attributes; Jinja's own `tojson` is for scripts
        "path": lambda address: urlsplit(address).path,  # the page may be open under another name of this machine
        "unescaped": reading.shown,
    }
    made.globals |= {"problems": _problems, "confirmation": _confirmation, "words_of": reading.texts}
    return made


def _initials(name: str) -> str:
    parts = name.split()
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper() if parts else "?"


def _confirmation(dialog: Json) -> Json:
    """A confirmation dialog as page.js shows it: texts alone."""
    texts = {part: reading.shown(dialog[part]["text"]) for part in ("title", "text", "confirm", "deny")}
    return texts | {"style": dialog.get("style", "primary")}


@pass_context
def _problems(context: Context, holder: View | Message) -> dict[str, str]:
    """block_id -> what is wrong there: the app's words, or what the person's own client says."""
    if isinstance(holder, Message):
        return {}
    said = {where: _sentence(context["_"], objection) for where, objection in holder.objections.items()}
    return said | {where: reading.shown(text) for where, text in holder.errors.items()}


def _sentence(_: Callable[..., str], objection: Objection) -> str:
    sentences = {
        "empty": _("Fill in this field."),
        "too long": _("Write at most {n} characters.", n=objection.limit),
        "too short": _("Write at least {n} characters.", n=objection.limit),
        "too many": _("Choose at most {n}.", n=objection.limit),
        "no number": _("Write a number."),
        "no whole number": _("Write a whole number."),
        "too small": _("The number must be at least {n}.", n=objection.limit),
        "too large": _("The number must be at most {n}.", n=objection.limit),
    }
    return sentences[objection.problem]
