"""What networks are asked between meetings, what people say to it, and their journals"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

READER = sa.Enum("self", "leaders", "all", name="reader", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "reflections",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("comes_at", sa.DateTime(timezone=True), nullable=False),
        _of("reflections", "network_id", "networks.id", cascades=True),
        _of("reflections", "meeting_id", "meetings.id", cascades=True),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("reflections_pkey")),
    )
    _index("reflections", "network_id")
    _index("reflections", "meeting_id")
    op.create_table(
        "prompts",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        _of("prompts", "network_id", "networks.id", cascades=True),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("prompts_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("prompts_team_id_view_id_unique")),
    )
    _index("prompts", "network_id")
    op.create_table(
        "struck_prompts",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        _of("struck_prompts", "network_id", "networks.id", cascades=True),
        sa.PrimaryKeyConstraint("team_id", "network_id", "prompt", name=op.f("struck_prompts_pkey")),
    )
    op.create_table(
        "thoughts",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reflection_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("reader", READER, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        _of("thoughts", "reflection_id", "reflections.id", cascades=True),
        _of("thoughts", "user_id", "people.user_id"),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("thoughts_pkey")),
        sa.UniqueConstraint(
            "team_id", "reflection_id", "user_id", name=op.f("thoughts_team_id_reflection_id_user_id_unique")
        ),
    )
    _index("thoughts", "user_id")
    op.create_table(
        "journal_entries",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("reflection_id", sa.String(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        _of("journal_entries", "network_id", "networks.id", cascades=True),
        _of("journal_entries", "user_id", "people.user_id"),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("journal_entries_pkey")),
        sa.UniqueConstraint(
            "team_id", "user_id", "reflection_id", name=op.f("journal_entries_team_id_user_id_reflection_id_unique")
        ),
    )
    for column in ("network_id", "reflection_id", "deleted_at"):
        _index("journal_entries", column)


def downgrade() -> None:
    for table in ("journal_entries", "thoughts", "struck_prompts", "prompts", "reflections"):
        op.drop_table(table)


def _of(table: str, column: str, other: str, *, cascades: bool = False) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["team_id", column],
        [f"{other.partition('.')[0]}.team_id", other],
        name=op.f(f"{table}_team_id_{column}_fkey"),
        ondelete="CASCADE" if cascades else None,
    )


def _index(table: str, column: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"{table}_team_id_{column}_index"), ["team_id", column], unique=False)
