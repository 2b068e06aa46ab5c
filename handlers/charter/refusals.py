"""Why something can't be done with a charter, and what to do instead."""

from __future__ import annotations

from handlers.refusals import Refusal
from handlers.words import Shown, Words
from storage.charter import Rule


class RulesFullError(Refusal):
    """One rule more than a charter holds."""

    def say(self, _: Words) -> Shown:
        return _("There is room for {n} rules. Remove one first, or put two together.", n=Rule.RULES_MAX)


class RuleRemovedError(Refusal):
    """Done to a rule that is removed."""

    def say(self, _: Words) -> Shown:
        return _("Somebody has removed this rule. Add it anew if you need it.")


class NotAskedError(Refusal):
    """An opinion about rules that nobody is asked about any more."""

    def say(self, _: Words) -> Shown:
        return _("Nobody is asked about these rules any more. Write to the leaders if you would change something.")
