"""The first tables.

A step never follows later changes of `tables.py`: what it makes is written out here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _people()
    _play()
    _kept()
    _shown()


def _people() -> None:
    _contest()
    _team()
    _member()
    _audit()
    _bucket()


def _contest() -> None:
    op.create_table(
        "contest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("admin_hash", sa.String(length=64), nullable=False),
        sa.Column("opens_at", sa.BigInteger(), nullable=True),
        sa.Column("freezes_at", sa.BigInteger(), nullable=True),
        sa.Column("closes_at", sa.BigInteger(), nullable=True),
        sa.Column("revealed_at", sa.BigInteger(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
        sa.UniqueConstraint("code", name=op.f("uq_contest_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_contest_slug")),
    )


def _team() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("roster", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_team_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("contest_id", "name_key", name=op.f("uq_team_contest_id_name_key")),
    )


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_member_contest_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_member_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("contest_id", "team_id", "name_key", name=op.f("uq_member_contest_id_team_id_name_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_member_token_hash")),
    )
    op.create_index(op.f("ix_member_team_id"), "member", ["team_id"], unique=False)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_audit_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )


def _bucket() -> None:
    op.create_table(
        "bucket",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("level", sa.Double(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_bucket")),
    )


def _play() -> None:
    _story()
    _ticket()
    _run()


def _story() -> None:
    op.create_table(
        "story",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("titles", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("yaml", sa.Text(), nullable=False),
        sa.Column("translations", sa.Text(), nullable=False),
        sa.Column("best_scores", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_story_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", "digest", name=op.f("pk_story")),
    )


def _ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_ticket_contest_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_ticket_member_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_ticket")),
        sa.UniqueConstraint("member_id", "digest", "attempt", name=op.f("uq_ticket_member_id_digest_attempt")),
    )


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("team_id", sa.String(length=36), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("ticket_hash", sa.String(length=64), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("actions", sa.Text(), nullable=False),
        sa.Column("actions_hash", sa.String(length=64), nullable=False),
        sa.Column("times_ms", sa.Text(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("ending", sa.String(length=64), nullable=True),
        sa.Column("grade", sa.String(length=8), nullable=False),
        sa.Column("stamina", sa.Integer(), nullable=False),
        sa.Column("promises_kept", sa.Integer(), nullable=False),
        sa.Column("promises_broken", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("best_score", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("duration_ms", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_run_contest_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_run_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_run_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index("ix_run_alike", "run", ["contest_id", "actions_hash"], unique=False)
    op.create_index("ix_run_latest", "run", ["contest_id", "received_at"], unique=False)
    op.create_index("ix_run_of_member", "run", ["member_id", "story_id"], unique=False)


def _kept() -> None:
    op.create_table(
        "best",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_best_contest_id")),
        sa.PrimaryKeyConstraint("member_id", "story_id", name=op.f("pk_best")),
    )
    op.create_index("ix_best_board", "best", ["contest_id", "story_id", "points"], unique=False)
    op.create_table(
        "tally",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("board", sa.String(length=64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_tally_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", "board", "points", "attempts", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "standing",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("team_id", sa.String(length=36), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_standing_contest_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_standing")),
    )
    op.create_index("ix_standing_board", "standing", ["contest_id", "total", "attempts"], unique=False)
    op.create_index(op.f("ix_standing_team_id"), "standing", ["team_id"], unique=False)
    op.create_table(
        "team_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_team_point_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_point")),
    )
    op.create_index("ix_team_point", "team_point", ["contest_id", "team_id", "id"], unique=False)


def _shown() -> None:
    op.create_table(
        "published",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("etag", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_published_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", "kind", name=op.f("pk_published")),
    )
    op.create_table(
        "dirty",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.Column("built", sa.BigInteger(), nullable=False),
        sa.Column("built_at", sa.BigInteger(), nullable=False),
        sa.Column("built_state", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_dirty_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_dirty")),
    )
