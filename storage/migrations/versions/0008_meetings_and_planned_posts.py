"""Cycles, meetings, posts that are planned ahead, and the heartbeat"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TO_TELL = sa.text("rank > 0 AND user_id IS NULL AND told_at IS NULL AND parked IN ('late', 'refused', 'unsettled')")


def upgrade() -> None:
    op.create_table(
        "heartbeats",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name=op.f("heartbeats_pkey")),
    )
    op.create_table(
        "cycles",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("laid_out_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("cycles_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("cycles_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("cycles_team_id_view_id_unique")),
    )
    with op.batch_alter_table("cycles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("cycles_team_id_network_id_index"), ["team_id", "network_id"], unique=False)

    op.create_table(
        "silences",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("silences_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "network_id", "view", name=op.f("silences_pkey")),
    )
    op.create_table(
        "meetings",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("cycle_id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("view_id", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("topic_id", sa.String(), nullable=True),
        sa.Column("goals", sa.String(), nullable=False),
        sa.Column("host_id", sa.String(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_because", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "cycle_id"],
            ["cycles.team_id", "cycles.id"],
            name=op.f("meetings_team_id_cycle_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "host_id"], ["people.team_id", "people.user_id"], name=op.f("meetings_team_id_host_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("meetings_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "topic_id"], ["topics.team_id", "topics.id"], name=op.f("meetings_team_id_topic_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("meetings_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("meetings_team_id_view_id_unique")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("meetings_team_id_cycle_id_index"), ["team_id", "cycle_id"], unique=False)
        batch_op.create_index(batch_op.f("meetings_team_id_host_id_index"), ["team_id", "host_id"], unique=False)
        batch_op.create_index(
            batch_op.f("meetings_team_id_network_id_day_index"), ["team_id", "network_id", "day"], unique=False
        )
        batch_op.create_index(batch_op.f("meetings_team_id_topic_id_index"), ["team_id", "topic_id"], unique=False)

    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("zone", sa.String(), nullable=False, server_default="Europe/Oslo"))

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("is_moved", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("reply_to", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("is_pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("posts_team_id_subject_id_index"), ["team_id", "subject_id"], unique=False)
        batch_op.create_index(
            "posts_to_tell", ["team_id"], unique=False, sqlite_where=TO_TELL, postgresql_where=TO_TELL
        )


def downgrade() -> None:
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_index("posts_to_tell", sqlite_where=TO_TELL, postgresql_where=TO_TELL)
        batch_op.drop_index(batch_op.f("posts_team_id_subject_id_index"))
        batch_op.drop_column("told_at")
        batch_op.drop_column("is_pinned")
        batch_op.drop_column("reply_to")
        batch_op.drop_column("is_moved")
        batch_op.drop_column("rank")

    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.drop_column("zone")

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("meetings_team_id_topic_id_index"))
        batch_op.drop_index(batch_op.f("meetings_team_id_network_id_day_index"))
        batch_op.drop_index(batch_op.f("meetings_team_id_host_id_index"))
        batch_op.drop_index(batch_op.f("meetings_team_id_cycle_id_index"))

    op.drop_table("meetings")
    op.drop_table("silences")
    with op.batch_alter_table("cycles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("cycles_team_id_network_id_index"))

    op.drop_table("cycles")
    op.drop_table("heartbeats")
