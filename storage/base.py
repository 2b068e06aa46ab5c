"""What every table has in common: names, moments in UTC, and columns that say what they are for."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column


class Kept(StrEnum):
    """How long a column's content is kept. The privacy register is made from this."""

    WORKSPACE = "as long as the bot is in the workspace"
    NETWORK = "as long as the network"
    TOPIC = "as long as the topic"
    POST = "as long as what the message shows"
    ROUND = "until the round is closed"


class UTCDateTime(TypeDecorator[datetime]):
    """A moment. Refuses naive values; stored and read as UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The tables. `team_id`, Slack's id of the workspace, is the first part of every key, so no row reaches across."""

    metadata = MetaData(
        naming_convention={
            "ix": "%(table_name)s_%(column_0_N_name)s_index",
            "uq": "%(table_name)s_%(column_0_N_name)s_unique",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "pk": "%(table_name)s_pkey",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own form)
        datetime: UTCDateTime(),
        StrEnum: Enum(
            StrEnum, native_enum=False, length=32, values_callable=lambda kind: [member.value for member in kind]
        ),
    }


def column(why: str, kept: Kept, *, personal: bool = False, **options: Any) -> MappedColumn[Any]:
    """A column that says what it is for, whether it tells something about a person, and how long it is kept."""
    return mapped_column(**options, info={"why": why, "personal": personal, "kept": kept})


def new_id() -> str:
    """A random key: safe to show in a button or a message's metadata, since nothing can be guessed from it."""
    return uuid.uuid4().hex
