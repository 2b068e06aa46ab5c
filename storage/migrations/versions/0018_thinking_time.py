"""Thinking time in meetings; a journal's entries answer that too"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

FOLLOWS = sa.Enum("none", "table", "written", name="follows", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "thinking_times",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=True),
        sa.Column("item_id", sa.String(), nullable=True),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("follows", FOLLOWS, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ticks_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                ["team_id", column],
                [f"{table}.team_id", f"{table}.id"],
                name=op.f(f"thinking_times_team_id_{column}_fkey"),
                ondelete="CASCADE",
            )
            for column, table in (("network_id", "networks"), ("meeting_id", "meetings"), ("item_id", "agenda_items"))
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("thinking_times_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("thinking_times_team_id_view_id_unique")),
    )
    with op.batch_alter_table("thinking_times", schema=None) as batch_op:
        for column in ("network_id", "meeting_id", "item_id", "ticks_at"):
            batch_op.create_index(
                batch_op.f(f"thinking_times_team_id_{column}_index"), ["team_id", column], unique=False
            )
    _rename("reflection_id", "about_id")


def downgrade() -> None:
    _rename("about_id", "reflection_id")
    op.drop_table("thinking_times")


def _rename(before: str, after: str) -> None:
    """With the constraint and the index that are called after it."""
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f(f"journal_entries_team_id_{before}_index"))
        batch_op.drop_constraint(batch_op.f(f"journal_entries_team_id_user_id_{before}_unique"), type_="unique")
        batch_op.alter_column(before, new_column_name=after, existing_type=sa.String(), existing_nullable=True)
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            batch_op.f(f"journal_entries_team_id_user_id_{after}_unique"), ["team_id", "user_id", after]
        )
        batch_op.create_index(batch_op.f(f"journal_entries_team_id_{after}_index"), ["team_id", after], unique=False)
