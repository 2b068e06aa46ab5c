"""Round tables: who has the word in a meeting"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATE = sa.Enum("waiting", "spoken", "out", name="seatstate", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "round_tables",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=True),
        sa.Column("item_id", sa.String(), nullable=True),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("minutes_each", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn_began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signs_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("began_with", sa.String(), nullable=True),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("seats_made", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("had_the_word", sa.Integer(), nullable=True),
        sa.Column("were_here", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("round_tables_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "meeting_id"],
            ["meetings.team_id", "meetings.id"],
            name=op.f("round_tables_team_id_meeting_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "item_id"],
            ["agenda_items.team_id", "agenda_items.id"],
            name=op.f("round_tables_team_id_item_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("round_tables_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("round_tables_team_id_view_id_unique")),
    )
    with op.batch_alter_table("round_tables", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("round_tables_team_id_network_id_began_at_index"),
            ["team_id", "network_id", "began_at"],
            unique=False,
        )
        for other in ("meeting_id", "item_id", "ended_at"):
            batch_op.create_index(batch_op.f(f"round_tables_team_id_{other}_index"), ["team_id", other], unique=False)

    op.create_table(
        "seats",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("table_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("position_before", sa.Integer(), nullable=True),
        sa.Column("state_before", STATE, nullable=True),
        sa.Column("begins", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "table_id"],
            ["round_tables.team_id", "round_tables.id"],
            name=op.f("seats_team_id_table_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"], ["people.team_id", "people.user_id"], name=op.f("seats_team_id_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "table_id", "number", name=op.f("seats_pkey")),
    )
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("seats_team_id_user_id_index"), ["team_id", "user_id"], unique=False)

    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("begins_next", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_column("begins_next")
    op.drop_table("seats")
    op.drop_table("round_tables")
