"""What a network usually does: when, how long and where it meets, how much the bot says; and who changed it last"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VOLUME = sa.Enum("quiet", "usual", "everything", name="volume", native_enum=False, length=32)


def upgrade() -> None:
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weekday", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("begins", sa.Time(), nullable=False, server_default="09:00:00"))
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=False, server_default="120"))
        batch_op.add_column(sa.Column("place", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("home", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("has_gatherings", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("volume", VOLUME, nullable=False, server_default="usual"))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("changed_by", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("networks", schema=None) as batch_op:
        for name in ("changed_by", "version", "volume", "has_gatherings", "home", "place", "minutes", "begins"):
            batch_op.drop_column(name)
        batch_op.drop_column("weekday")
