"""The forms of a round table, and what is said at their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers import blocks as b
from handlers.blocks import Block
from handlers.round_tables.rules import Fault, Setting
from handlers.typed import too_long
from handlers.words import Shown, Words
from storage.base import new_id
from storage.networks import Network
from storage.round_tables import RoundTable


def form_to_start(
    _: Words, network: Network, setting: Setting, item_id: str = "", *, on: RoundTable | None = None
) -> dict[str, Any]:
    """What is known is filled in. `item_id`: of the item on the agenda that it is. `on`: a round that goes on, of which
    the form tells."""
    see = [b.button(_("See the round"), "table.more", on.id)] if on else []
    return b.modal(
        _("Round table"),
        [
            *(b.said_beside(_("A round goes on already."), button) for button in see),
            b.section(_("One after the other has the word. I draw the order, and the channel sees whose turn it is.")),
            b.text_field(
                "question",
                _("What does each say something about?"),
                hint=_("Leave it empty if you say it aloud. At most {n} characters.", n=RoundTable.QUESTION_MAX),
                value=setting.question,
            ),
            *_people(_, setting),
            b.number_field(
                "minutes",
                _("How many minutes does each have?"),
                hint=_("Leave it empty if it does not matter. When they are over, I show it quietly."),
                value=setting.minutes,
                least=1,
                most=RoundTable.MINUTES_MAX,
            ),
        ],
        submit=_("Start the round"),
        close=_("Cancel"),
        deed="table.start",
        about=network.id,
        # To know it by, and what it has told of: Slack calls a modal the same, whatever comes to stand in it.
        message=f"{item_id}@{on.id if on else ''}@{new_id()}",
    )


def form_to_add(_: Words, table: RoundTable) -> dict[str, Any]:
    """Those who come late."""
    return b.modal(
        _("Who has come?"),
        [b.section(_("They get the word after those who wait.")), *_people(_, Setting())],
        submit=_("Let them join"),
        close=_("Cancel"),
        deed="table.add",
        about=table.id,
    )


def sentences(_: Words, found: Mapping[str, Fault], setting: Setting) -> dict[str, Shown]:
    """What is said at each field."""
    said = {
        Fault.QUESTION_TOO_LONG: too_long(_, RoundTable.QUESTION_MAX, len(setting.question)),
        Fault.NOBODY: _("Choose who is here, or write the names of people below."),
        Fault.A_BOT: _("One of those you chose is a bot. Choose the people who are here."),
        Fault.TOO_MANY: _("There is room for {n} in a round. Make two rounds of it.", n=RoundTable.SEATS_MAX),
        Fault.NAME_TOO_LONG: _("Write names of at most {n} characters, one on each line.", n=RoundTable.NAME_MAX),
        Fault.MINUTES: _("Write a whole number from 1 to {most}.", most=RoundTable.MINUTES_MAX),
    }
    return {name: said[fault] for name, fault in found.items()}


def _people(_: Words, setting: Setting) -> list[Block]:
    return [
        b.people_field(
            "people",
            _("Who is here?"),
            value=setting.user_ids,
            most=RoundTable.SEATS_MAX,
            hint=_("You can change it while the round goes on. When it is over, I forget who was there."),
            needed=False,
        ),
        b.text_field(
            "others",
            _("Who else, without Slack?"),
            hint=_("A name on each line."),
            value="\n".join(setting.others),
            tall=True,
        ),
    ]
