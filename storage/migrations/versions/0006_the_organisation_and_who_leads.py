"""The organisation with its coordinators and settings; who stands in and who handed over; networks that have ended"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CREATORS = sa.Enum("inviters", "organisers", name="creators", native_enum=False, length=32)


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_coordinator", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "DELETE FROM leaders WHERE EXISTS (SELECT 1 FROM people WHERE people.team_id = leaders.team_id "
        "AND people.user_id = leaders.user_id AND people.is_gone)"
    )
    op.create_table(
        "organisations",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("creators", CREATORS, nullable=False),
        sa.Column("retention_months", sa.Integer(), nullable=True),
        sa.Column("fewest_shown", sa.Integer(), nullable=False),
        sa.Column("whistle", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", name=op.f("organisations_pkey")),
    )
    op.create_table(
        "stand_ins",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("stand_ins_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"], ["people.team_id", "people.user_id"], name=op.f("stand_ins_team_id_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "network_id", name=op.f("stand_ins_pkey")),
    )
    op.create_table(
        "hand_overs",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("leader_id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("hand_overs_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "leader_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("hand_overs_team_id_leader_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("hand_overs_pkey")),
    )
    with op.batch_alter_table("hand_overs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("hand_overs_team_id_network_id_index"), ["team_id", "network_id"], unique=False
        )
    op.create_table(
        "successors",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("hand_over_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("has_read", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "hand_over_id"],
            ["hand_overs.team_id", "hand_overs.id"],
            name=op.f("successors_team_id_hand_over_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"], ["people.team_id", "people.user_id"], name=op.f("successors_team_id_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "hand_over_id", "user_id", name=op.f("successors_pkey")),
    )


def downgrade() -> None:
    op.drop_table("successors")
    op.drop_table("hand_overs")
    op.drop_table("stand_ins")
    op.drop_table("organisations")
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.drop_column("ended_at")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("is_coordinator")
