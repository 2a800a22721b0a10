"""Runs to look at, and those of a team, stand in an index in the order in which they are listed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Replace the one index, add the other."""
    op.drop_index("ix_run_to_look_at", "run")
    open_ones = sa.text("status IN ('flagged', 'late', 'refused') AND reason <> 'unplayable'")
    columns = ["contest_id", "received_at", "id", "story_id", "status", "reason"]
    op.create_index("ix_run_to_look_at", "run", columns, sqlite_where=open_ones, postgresql_where=open_ones)
    op.create_index("ix_run_of_team", "run", ["team_id", "received_at"])
