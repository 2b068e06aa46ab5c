"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channels",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("inviter_id", sa.String(), nullable=True),
        sa.Column("creator_id", sa.String(), nullable=True),
        sa.Column("bot_is_in", sa.Boolean(), nullable=False),
        sa.Column("is_archived", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "channel_id", name=op.f("channels_pkey")),
    )
    op.create_table(
        "people",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "user_id", name=op.f("people_pkey")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(
            "people_unknown",
            ["team_id"],
            unique=False,
            sqlite_where=sa.text("known_at IS NULL"),
            postgresql_where=sa.text("known_at IS NULL"),
        )

    op.create_table(
        "networks",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("set_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "channel_id"],
            ["channels.team_id", "channels.channel_id"],
            name=op.f("networks_team_id_channel_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("networks_pkey")),
        sa.UniqueConstraint("team_id", "channel_id", name=op.f("networks_team_id_channel_id_unique")),
    )
    op.create_table(
        "posts",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useful_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("sweep_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "parked",
            sa.Enum(
                "channel lost", "unsettled", "refused", "deleted", "late", name="parked", native_enum=False, length=32
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "channel_id"],
            ["channels.team_id", "channels.channel_id"],
            name=op.f("posts_team_id_channel_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("posts_pkey")),
        sa.UniqueConstraint("team_id", "key", name=op.f("posts_team_id_key_unique")),
    )
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.create_index(
            "posts_due",
            ["team_id", "due_at"],
            unique=False,
            sqlite_where=sa.text("wanted > shown AND parked IS NULL"),
            postgresql_where=sa.text("wanted > shown AND parked IS NULL"),
        )
        batch_op.create_index(batch_op.f("posts_team_id_channel_id_index"), ["team_id", "channel_id"], unique=False)
        batch_op.create_index(
            "posts_to_sweep",
            ["team_id", "sweep_at"],
            unique=False,
            sqlite_where=sa.text("sweep_at IS NOT NULL"),
            postgresql_where=sa.text("sweep_at IS NOT NULL"),
        )

    op.create_table(
        "leaders",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("leaders_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"], ["people.team_id", "people.user_id"], name=op.f("leaders_team_id_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "network_id", "user_id", name=op.f("leaders_pkey")),
    )
    op.create_table(
        "topics",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("proposer_id", sa.String(), nullable=False),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("expert", sa.String(), nullable=False),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("topics_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "proposer_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("topics_team_id_proposer_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("topics_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("topics_team_id_view_id_unique")),
    )
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("topics_team_id_network_id_index"), ["team_id", "network_id"], unique=False)
        batch_op.create_index(batch_op.f("topics_team_id_proposer_id_index"), ["team_id", "proposer_id"], unique=False)

    op.create_table(
        "supports",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("topic_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "topic_id"],
            ["topics.team_id", "topics.id"],
            name=op.f("supports_team_id_topic_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"], ["people.team_id", "people.user_id"], name=op.f("supports_team_id_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "topic_id", "user_id", name=op.f("supports_pkey")),
    )


def downgrade() -> None:
    op.drop_table("supports")
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("topics_team_id_proposer_id_index"))
        batch_op.drop_index(batch_op.f("topics_team_id_network_id_index"))

    op.drop_table("topics")
    op.drop_table("leaders")
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_index(
            "posts_to_sweep",
            sqlite_where=sa.text("sweep_at IS NOT NULL"),
            postgresql_where=sa.text("sweep_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("posts_team_id_channel_id_index"))
        batch_op.drop_index(
            "posts_due",
            sqlite_where=sa.text("wanted > shown AND parked IS NULL"),
            postgresql_where=sa.text("wanted > shown AND parked IS NULL"),
        )

    op.drop_table("posts")
    op.drop_table("networks")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(
            "people_unknown", sqlite_where=sa.text("known_at IS NULL"), postgresql_where=sa.text("known_at IS NULL")
        )

    op.drop_table("people")
    op.drop_table("channels")
