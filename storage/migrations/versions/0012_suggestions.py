"""What participants suggest for a meeting"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KIND = sa.Enum("change", "more", "part", name="suggestionkind", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "suggestions",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("maker_id", sa.String(), nullable=False),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("thanks", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("item_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "meeting_id"],
            ["meetings.team_id", "meetings.id"],
            name=op.f("suggestions_team_id_meeting_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "maker_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("suggestions_team_id_maker_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("suggestions_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("suggestions_team_id_view_id_unique")),
    )
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("suggestions_team_id_meeting_id_index"), ["team_id", "meeting_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("suggestions")
