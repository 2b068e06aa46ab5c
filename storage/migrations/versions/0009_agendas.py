"""Agendas"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_items",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=True),
        sa.Column("view_id", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carried_from_id", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "meeting_id"],
            ["meetings.team_id", "meetings.id"],
            name=op.f("agenda_items_team_id_meeting_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("agenda_items_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("agenda_items_pkey")),
        sa.UniqueConstraint("team_id", "carried_from_id", name=op.f("agenda_items_team_id_carried_from_id_unique")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("agenda_items_team_id_view_id_unique")),
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("agenda_items_team_id_meeting_id_index"), ["team_id", "meeting_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("agenda_items_team_id_network_id_index"), ["team_id", "network_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("agenda_items_team_id_network_id_index"))
        batch_op.drop_index(batch_op.f("agenda_items_team_id_meeting_id_index"))

    op.drop_table("agenda_items")
