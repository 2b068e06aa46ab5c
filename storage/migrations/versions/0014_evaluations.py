"""How networks evaluate their meetings, and what leaders write down of them"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

EVALUATING = sa.Enum("anonymous", "leaders", "open", "spoken", "none", name="evaluating", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "evaluations",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("woke", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "meeting_id"],
            ["meetings.team_id", "meetings.id"],
            name=op.f("evaluations_team_id_meeting_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "meeting_id", name=op.f("evaluations_pkey")),
    )
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("evaluation", EVALUATING, nullable=False, server_default="anonymous"))


def downgrade() -> None:
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.drop_column("evaluation")
    op.drop_table("evaluations")
