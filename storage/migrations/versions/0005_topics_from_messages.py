"""Topics from messages, on hold and merged; and offers to help with them"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KIND = sa.Enum("contributes", "knows someone", name="handkind", native_enum=False, length=32)


def upgrade() -> None:
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.add_column(sa.Column("message", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("parked_because", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("merged_into_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("merged_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            batch_op.f("topics_team_id_merged_into_id_index"), ["team_id", "merged_into_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("topics_team_id_merged_into_id_fkey"),
            "topics",
            ["team_id", "merged_into_id"],
            ["team_id", "id"],
        )
    op.create_table(
        "hands",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("topic_id", sa.String(), nullable=False),
        sa.Column("giver_id", sa.String(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "giver_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("hands_team_id_giver_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "topic_id"],
            ["topics.team_id", "topics.id"],
            name=op.f("hands_team_id_topic_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("hands_pkey")),
        sa.UniqueConstraint(
            "team_id", "topic_id", "giver_id", "kind", name=op.f("hands_team_id_topic_id_giver_id_kind_unique")
        ),
    )
    with op.batch_alter_table("hands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("hands_team_id_giver_id_index"), ["team_id", "giver_id"], unique=False)


def downgrade() -> None:
    op.drop_table("hands")
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("topics_team_id_merged_into_id_fkey"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("topics_team_id_merged_into_id_index"))
        for name in ("merged_at", "merged_into_id", "parked_because", "parked_at", "message"):
            batch_op.drop_column(name)
