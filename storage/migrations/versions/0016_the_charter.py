"""The rules that a network gives itself"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STATE = sa.Enum("draft", "proposed", "published", name="rulestate", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "charters",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("charters_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("charters_pkey")),
        sa.UniqueConstraint("team_id", "network_id", name=op.f("charters_team_id_network_id_unique")),
    )
    op.create_table(
        "rules",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "network_id"],
            ["networks.team_id", "networks.id"],
            name=op.f("rules_team_id_network_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("rules_pkey")),
        sa.UniqueConstraint("team_id", "view_id", name=op.f("rules_team_id_view_id_unique")),
    )
    with op.batch_alter_table("rules", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("rules_team_id_network_id_index"), ["team_id", "network_id"], unique=False)

    op.create_table(
        "rule_answers",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("answer_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "rule_id"],
            ["rules.team_id", "rules.id"],
            name=op.f("rule_answers_team_id_rule_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "answer_id"],
            ["round_answers.team_id", "round_answers.id"],
            name=op.f("rule_answers_team_id_answer_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "rule_id", "answer_id", name=op.f("rule_answers_pkey")),
    )
    with op.batch_alter_table("rule_answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("rule_answers_team_id_answer_id_index"), ["team_id", "answer_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("rule_answers")
    op.drop_table("rules")
    op.drop_table("charters")
