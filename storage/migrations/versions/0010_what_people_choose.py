"""What people choose"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "choices",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("choices_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"], ["people.team_id", "people.user_id"], name=op.f("choices_team_id_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "about", "subject_id", "user_id", name=op.f("choices_pkey")),
    )
    with op.batch_alter_table("choices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("choices_team_id_network_id_index"), ["team_id", "network_id"], unique=False)
        batch_op.create_index(batch_op.f("choices_team_id_user_id_index"), ["team_id", "user_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("choices_team_id_user_id_index"))
        batch_op.drop_index(batch_op.f("choices_team_id_network_id_index"))

    op.drop_table("choices")
