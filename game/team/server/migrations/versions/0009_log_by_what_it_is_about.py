"""What the log says about a member or a run is found without reading all of it."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_audit_target", "audit", ["contest_id", "target"])
