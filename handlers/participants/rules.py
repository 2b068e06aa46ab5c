"""What people may choose for themselves: read from the form, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage.people import Person
from storage.wall_time import day_of, start_of

AS_THE_NETWORK = "network"  # in place of a language


@dataclass(frozen=True)
class Wishes:
    """How a person wants the bot to speak to them, in every network."""

    language: str | None
    snoozed_until: date | None
    welcomes: bool
    leads: bool
    prompts: bool

    @classmethod
    def from_form(cls, fields: Mapping[str, Any]) -> Wishes:
        day = fields["snoozed_until"]
        return cls(
            language=None if fields["language"] == AS_THE_NETWORK else fields["language"],
            snoozed_until=date.fromisoformat(day) if day else None,
            welcomes="welcomes" in fields["wants"],
            leads="leads" in fields["wants"],
            prompts="prompts" in fields["wants"],
        )

    @classmethod
    def of(cls, person: Person, now: datetime) -> Wishes:
        """What holds now: a quiet time that is over is none."""
        quiet = person.snoozed_until if person.snoozed_until and person.snoozed_until > now else None
        day = day_of(quiet) if quiet else None
        return cls(person.language, day, person.wants_welcomes, person.wants_leads, person.wants_prompts)

    def write(self, person: Person) -> None:
        person.language = self.language
        person.snoozed_until = start_of(self.snoozed_until) if self.snoozed_until else None
        person.wants_welcomes, person.wants_leads, person.wants_prompts = self.welcomes, self.leads, self.prompts

    def is_over(self, now: datetime) -> bool:
        """Would the quiet time end today, or before?"""
        return self.snoozed_until is not None and self.snoozed_until <= day_of(now)
