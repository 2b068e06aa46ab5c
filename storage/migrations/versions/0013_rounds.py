"""Written rounds, and what people answer"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KIND = sa.Enum(
    "expectations", "purpose", "ground_rules", "evaluation", "own", name="roundkind", native_enum=False, length=32
)
VISIBILITY = sa.Enum("open", "leaders", "anonymous", name="visibility", native_enum=False, length=32)
CLOSING = sa.Enum("time", "by hand", "cancelled", name="roundclosing", native_enum=False, length=32)
STYLE = sa.Enum("text", "scale", "choice", name="style", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "rounds",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=True),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("visibility", VISIBILITY, nullable=False),
        sa.Column("fewest_shown", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("has_opened", sa.Boolean(), nullable=False),
        sa.Column("closing", CLOSING, nullable=True),
        sa.Column("had_their_say", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "meeting_id"],
            ["meetings.team_id", "meetings.id"],
            name=op.f("rounds_team_id_meeting_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("rounds_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("rounds_pkey")),
        sa.UniqueConstraint("team_id", "meeting_id", name=op.f("rounds_team_id_meeting_id_unique")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("rounds_team_id_view_id_unique")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("rounds_team_id_had_their_say_index"), ["team_id", "had_their_say"], unique=False
        )
        batch_op.create_index(batch_op.f("rounds_team_id_network_id_index"), ["team_id", "network_id"], unique=False)

    op.create_table(
        "round_answers",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=True),
        sa.Column("is_picked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "round_id"],
            ["rounds.team_id", "rounds.id"],
            name=op.f("round_answers_team_id_round_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("round_answers_team_id_user_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("round_answers_pkey")),
        sa.UniqueConstraint(
            "team_id",
            "round_id",
            "user_id",
            "question",
            name=op.f("round_answers_team_id_round_id_user_id_question_unique"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("round_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("round_answers_team_id_round_id_index"), ["team_id", "round_id"], unique=False)

    op.create_table(
        "round_marks",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "round_id"],
            ["rounds.team_id", "rounds.id"],
            name=op.f("round_marks_team_id_round_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"], ["people.team_id", "people.user_id"], name=op.f("round_marks_team_id_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("team_id", "round_id", "user_id", name=op.f("round_marks_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "round_questions",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("style", STYLE, nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "round_id"],
            ["rounds.team_id", "rounds.id"],
            name=op.f("round_questions_team_id_round_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "round_id", "number", name=op.f("round_questions_pkey")),
    )
    op.create_table(
        "round_readers",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "round_id"],
            ["rounds.team_id", "rounds.id"],
            name=op.f("round_readers_team_id_round_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["people.team_id", "people.user_id"],
            name=op.f("round_readers_team_id_user_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("team_id", "round_id", "user_id", name=op.f("round_readers_pkey")),
    )
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fewest_shown", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.drop_column("fewest_shown")

    op.drop_table("round_readers")
    op.drop_table("round_questions")
    op.drop_table("round_marks")
    with op.batch_alter_table("round_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("round_answers_team_id_round_id_index"))

    op.drop_table("round_answers")
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("rounds_team_id_network_id_index"))
        batch_op.drop_index(batch_op.f("rounds_team_id_had_their_say_index"))

    op.drop_table("rounds")
