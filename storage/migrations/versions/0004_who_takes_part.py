"""Who is in the channels, what people have chosen for themselves, and direct messages"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_guest", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("language", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("wants_welcomes", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("wants_leads", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("direct_id", sa.String(), nullable=True))
    with op.batch_alter_table("channels", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_deleted", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("is_shared", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("user_id", sa.String(), nullable=True))
        batch_op.create_foreign_key(
            op.f("posts_team_id_user_id_fkey"), "people", ["team_id", "user_id"], ["team_id", "user_id"]
        )
    op.create_table(
        "members",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        sa.Column("is_welcomed", sa.Boolean(), nullable=False),
        sa.Column("follows_along", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "channel_id"],
            ["channels.team_id", "channels.channel_id"],
            name=op.f("members_team_id_channel_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("members_team_id_user_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "user_id", name=op.f("members_pkey")),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("members_team_id_user_id_index"), ["team_id", "user_id"], unique=False)


def downgrade() -> None:
    op.drop_table("members")
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("posts_team_id_user_id_fkey"), type_="foreignkey")
        batch_op.drop_column("user_id")
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.drop_column("purpose")
    with op.batch_alter_table("channels", schema=None) as batch_op:
        for name in ("read_at", "is_shared", "is_deleted"):
            batch_op.drop_column(name)
    with op.batch_alter_table("people", schema=None) as batch_op:
        for name in ("direct_id", "wants_leads", "wants_welcomes", "snoozed_until", "language", "is_guest"):
            batch_op.drop_column(name)
