"""Until when the ticket of a run was good: renewing a ticket no longer moves when it was issued."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column. It stays empty for runs that there are: for these it follows from when theirs was issued."""
    op.add_column("run", sa.Column("expires_at", sa.BigInteger(), nullable=True))
