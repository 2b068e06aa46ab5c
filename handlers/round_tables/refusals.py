"""Why something can't be done in a round table, and what to do instead."""

from __future__ import annotations

from handlers.refusals import Refusal
from handlers.words import Shown, Words
from storage.round_tables import RoundTable


class TableOverError(Refusal):
    """Done in a round that is over."""

    def say(self, _: Words) -> Shown:
        return _("The round is over. Those who lead the network can start another one.")


class TableFullError(Refusal):
    """One more than a round holds."""

    def say(self, _: Words) -> Shown:
        return _("There is room for {n} in a round. Ask a leader for a second round.", n=RoundTable.SEATS_MAX)
