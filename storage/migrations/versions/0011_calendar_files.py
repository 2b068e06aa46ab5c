"""Calendar files"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_files",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("press", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("calendar_files_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("calendar_files_team_id_user_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "network_id", "subject_id", "user_id", name=op.f("calendar_files_pkey")),
    )


def downgrade() -> None:
    op.drop_table("calendar_files")
