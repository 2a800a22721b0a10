"""What a member is told of their runs stands in the index by which these are found."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Replace the index."""
    op.drop_index("ix_run_of_member", "run")
    told = ["id", "digest", "attempt", "status", "reason", "score", "points"]
    op.create_index("ix_run_of_member", "run", ["member_id", "received_at", *told])
