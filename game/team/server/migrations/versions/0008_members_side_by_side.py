"""What is asked of a team's members stands together: their names in a few rows, the rest in an index."""

from itertools import groupby
from operator import itemgetter

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

NAMES = 100


def upgrade() -> None:
    """Replace the index; make the table, and write down who is there."""
    op.drop_index("ix_member_team_id", "member")
    told = ["contest_id", "name", "role", "hidden", "language"]
    op.create_index("ix_member_of_team", "member", ["team_id", "erased_at", "joined_at", "id", *told])
    roll = op.create_table(
        "roll",
        sa.Column("contest_id", sa.Integer, sa.ForeignKey("contest.id", name="fk_roll_contest_id"), nullable=False),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("ids", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("contest_id", "team_id", "part", name="pk_roll"),
    )
    op.create_index("ix_roll_changed", "roll", ["contest_id", "changed"])
    members = sa.text("SELECT contest_id, team_id, name_key, id FROM member ORDER BY contest_id, team_id, id")
    rows: list[dict[str, object]] = []
    for (contest, team), of_team in groupby(op.get_bind().execute(members), key=itemgetter(0, 1)):
        lines = [("-" if "-" in key else key, id) for *_, key, id in of_team]
        for part in range(0, len(lines), NAMES):
            names, ids = zip(*lines[part : part + NAMES], strict=True)
            whose = {"contest_id": contest, "team_id": team, "part": part // NAMES, "changed": len(rows) + 1}
            rows.append(whose | {"names": "\n".join(names), "ids": "\n".join(ids)})
    op.bulk_insert(roll, rows)
