"""How far a reveal has come, and whether the wall shows how to join."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("contest", sa.Column("covered", sa.Integer(), nullable=True))
    op.add_column("contest", sa.Column("address", sa.Text(), nullable=False, server_default=""))
    op.add_column("contest", sa.Column("code_shown", sa.Boolean(), nullable=False, server_default=sa.false()))
