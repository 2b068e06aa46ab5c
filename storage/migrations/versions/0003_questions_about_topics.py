"""Questions about topics, and who edited a topic last"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("changed_by", sa.String(), nullable=True))
    op.create_table(
        "questions",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("topic_id", sa.String(), nullable=False),
        sa.Column("asker_id", sa.String(), nullable=False),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "asker_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("questions_team_id_asker_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "topic_id"],
            ["topics.team_id", "topics.id"],
            name=op.f("questions_team_id_topic_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("questions_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("questions_team_id_view_id_unique")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("questions_team_id_topic_id_index"), ["team_id", "topic_id"], unique=False)


def downgrade() -> None:
    op.drop_table("questions")
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.drop_column("changed_by")
        batch_op.drop_column("version")
