"""The organisation with its coordinators and settings; who stands in and who handed over; networks that have ended"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None

CREATORS = sa.Enum("inviters", "organisers", name="creators", native_enum=False, length=32)


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_coordinator", sa.Boolean(), nullable=False, server_default=sa.false()))
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
        sa.Column("whistle_link", sa.String(), nullable=False),
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


def downgrade() -> None:
    op.drop_table("stand_ins")
    op.drop_table("organisations")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("is_coordinator")
