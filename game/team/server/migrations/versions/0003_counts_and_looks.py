"""The number of runs kept, and indexes by which a full contest is looked through."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column and count; replace one index, add the others."""
    op.add_column("contest", sa.Column("runs", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE contest SET runs = (SELECT count(*) FROM run WHERE run.contest_id = contest.id)")
    op.drop_index("ix_run_of_member", "run")
    op.create_index("ix_run_of_member", "run", ["member_id", "received_at"])
    op.create_index("ix_run_of_story", "run", ["contest_id", "story_id", "received_at"])
    open_ones = sa.text("status IN ('flagged', 'late', 'refused') AND reason <> 'unplayable'")
    columns = ["contest_id", "received_at", "status", "reason"]
    op.create_index("ix_run_to_look_at", "run", columns, sqlite_where=open_ones, postgresql_where=open_ones)
    op.create_index("ix_member_erased", "member", ["contest_id", "erased_at"])
