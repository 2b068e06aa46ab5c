"""Calendar files and date polls"""

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
    op.create_table(
        "date_polls",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("closing", sa.String(length=32), nullable=True),
        sa.Column("picked_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "meeting_id"],
            ["meetings.team_id", "meetings.id"],
            name=op.f("date_polls_team_id_meeting_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("date_polls_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("date_polls_team_id_view_id_unique")),
    )
    with op.batch_alter_table("date_polls", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("date_polls_team_id_meeting_id_index"), ["team_id", "meeting_id"], unique=False
        )
        batch_op.create_index(batch_op.f("date_polls_team_id_closing_index"), ["team_id", "closing"], unique=False)

    op.create_table(
        "poll_days",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("poll_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "poll_id"],
            ["date_polls.team_id", "date_polls.id"],
            name=op.f("poll_days_team_id_poll_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("poll_days_pkey")),
        sa.UniqueConstraint(
            "team_id", "poll_id", "day", "begins", name=op.f("poll_days_team_id_poll_id_day_begins_unique")
        ),
    )


def downgrade() -> None:
    op.drop_table("poll_days")
    with op.batch_alter_table("date_polls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("date_polls_team_id_closing_index"))
        batch_op.drop_index(batch_op.f("date_polls_team_id_meeting_id_index"))

    op.drop_table("date_polls")
    op.drop_table("calendar_files")
