"""What people choose, who comes to a meeting, and who came"""

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

    op.create_table(
        "attendances",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("head_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "meeting_id"],
            ["meetings.team_id", "meetings.id"],
            name=op.f("attendances_team_id_meeting_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "meeting_id", name=op.f("attendances_pkey")),
    )
    op.create_table(
        "attendees",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "meeting_id"],
            ["attendances.team_id", "attendances.meeting_id"],
            name=op.f("attendees_team_id_meeting_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"], ["people.team_id", "people.user_id"], name=op.f("attendees_team_id_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "meeting_id", "number", name=op.f("attendees_pkey")),
    )
    with op.batch_alter_table("attendees", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("attendees_team_id_user_id_index"), ["team_id", "user_id"], unique=False)

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_booked", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("counts_names", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wants_prompts", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("wants_prompts")

    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.drop_column("counts_names")

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_column("is_booked")

    with op.batch_alter_table("attendees", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("attendees_team_id_user_id_index"))

    op.drop_table("attendees")
    op.drop_table("attendances")
    with op.batch_alter_table("choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("choices_team_id_user_id_index"))
        batch_op.drop_index(batch_op.f("choices_team_id_network_id_index"))

    op.drop_table("choices")
