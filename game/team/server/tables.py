"""The tables of the server. Runs are the truth; `best`, `tally`, `standing` and the sums of a team are kept from them.

Moments are whole milliseconds since the epoch. What is only read back whole is kept as JSON text.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _contest(*, primary_key: bool = False) -> Column[int]:
    return Column("contest_id", ForeignKey("contest.id"), nullable=False, primary_key=primary_key)


contest = Table(
    "contest",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("rules", Text, nullable=False, doc="the fields of ContestRules as JSON"),
    Column("secret", String(64), nullable=False, doc="deals come from it; it never leaves the server"),
    Column("code", String(16), nullable=False, unique=True),
    Column("admin_hash", String(64), nullable=False),
    Column("opens_at", BigInteger),
    Column("freezes_at", BigInteger),
    Column("closes_at", BigInteger),
    Column("revealed_at", BigInteger),
    Column("members", Integer, nullable=False, default=0, doc="kept: members with a counted result"),
    Column("points", BigInteger, nullable=False, default=0, doc="kept: the sum of their totals"),
    Column("runs", Integer, nullable=False, server_default="0", doc="kept: the runs that came in and are still there"),
    Column("created_at", BigInteger, nullable=False),
    Column("covered", Integer, doc="while it is revealed step by step: teams from the top that are still secret"),
    Column("address", Text, nullable=False, server_default="", doc="where people join, as the wall shows it"),
    Column("code_shown", Boolean, nullable=False, server_default=false(), doc="the wall shows how to join"),
)

team = Table(
    "team",
    metadata,
    Column("id", String(36), primary_key=True),
    _contest(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, doc="two names that read alike have the same key"),
    Column("size", Integer, nullable=False, default=0, doc="people it has by its own account"),
    Column("roster", Integer, nullable=False, default=0, doc="kept: members who have joined"),
    Column("members", Integer, nullable=False, default=0, doc="kept: of these, who has a counted result"),
    Column("points", BigInteger, nullable=False, default=0, doc="kept: the sum of their totals"),
    Column("attempts", Integer, nullable=False, default=0, doc="kept: the sum of the attempts these took"),
    UniqueConstraint("contest_id", "name_key"),
)

TOLD_OF_MEMBER = ("contest_id", "name", "role", "hidden", "language")
"""What is told of every member of a team."""
member = Table(
    "member",
    metadata,
    Column("id", String(36), primary_key=True),
    _contest(),
    Column("team_id", ForeignKey("team.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("token_hash", String(64), unique=True),
    Column("role", String(8), nullable=False, default="member", doc="member or lead"),
    Column("language", String(8), nullable=False),
    Column("hidden", Boolean, nullable=False, default=False),
    Column("joined_at", BigInteger, nullable=False),
    Column("erased_at", BigInteger),
    UniqueConstraint("contest_id", "team_id", "name_key"),
    Index("ix_member_erased", "contest_id", "erased_at"),
    # The members of a team lie far apart in the table: what is told of them stands in the index, too.
    Index("ix_member_of_team", "team_id", "erased_at", "joined_at", "id", *TOLD_OF_MEMBER),
)

roll = Table(
    "roll",
    metadata,
    _contest(primary_key=True),
    Column("team_id", String(36), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("changed", BigInteger, nullable=False, doc="counts up in a contest with every change"),
    Column("names", Text, nullable=False, doc="the keys of some members' names, one a line; - for who has left"),
    Column("ids", Text, nullable=False, doc="theirs, as many lines"),
    Index("ix_roll_changed", "contest_id", "changed"),
)
"""What names are searched in: kept from the members of a team."""

story = Table(
    "story",
    metadata,
    _contest(primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("story_id", String(64), nullable=False),
    Column("titles", Text, nullable=False, doc="by language, as JSON"),
    Column("place", Integer, nullable=False),
    Column("yaml", Text, nullable=False),
    Column("translations", Text, nullable=False, doc="PO files by language, as JSON"),
    Column("best_scores", Text, nullable=False, doc="the best score of each deal, as JSON"),
)

ticket = Table(
    "ticket",
    metadata,
    Column("hash", String(64), primary_key=True),
    _contest(),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("variant", String(64), nullable=False),
    Column("seed", BigInteger, nullable=False, doc="the order in which replies are dealt"),
    Column("issued_at", BigInteger, nullable=False, doc="for the first time: renewing it moves its end alone"),
    Column("expires_at", BigInteger, nullable=False),
    Column("run_id", String(36)),
    UniqueConstraint("member_id", "digest", "attempt"),
)

TO_LOOK_AT = text("status IN ('flagged', 'late', 'refused') AND reason <> 'unplayable'")
"""A run that an organiser may have to decide about (`NEEDS_A_LOOK`), but not one that cannot be played again: nothing
can be done about it. As text, because an index of these alone is only used where the very same words are."""
TOLD_OF_OWN = ("id", "digest", "attempt", "status", "reason", "score", "points")
"""What a member is told of every run of theirs, besides when it came in."""
run = Table(
    "run",
    metadata,
    Column("id", String(36), primary_key=True, doc="made by the client, in the order of time"),
    _contest(),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("team_id", ForeignKey("team.id"), nullable=False, doc="the member's team now"),
    Column("story_id", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("ticket_hash", String(64), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("variant", String(64), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("actions", Text, nullable=False),
    Column("actions_hash", String(64), nullable=False, doc="of story, deal and actions: equal lists show"),
    Column("times_ms", Text, nullable=False),
    Column("rules", Integer, nullable=False),
    Column("ending", String(64)),
    Column("grade", String(8), nullable=False),
    Column("stamina", Integer, nullable=False, doc="at the end"),
    Column("promises_kept", Integer, nullable=False),
    Column("promises_broken", Integer, nullable=False),
    Column("score", Integer, nullable=False),
    Column("best_score", Integer, doc="the best that its deal allows"),
    Column("points", Integer, nullable=False),
    Column("status", String(8), nullable=False, doc="counted, flagged, refused, late or void"),
    Column("reason", String(32), nullable=False, doc="why it was refused or came late; empty otherwise"),
    Column("flags", Text, nullable=False, doc="what somebody should look at, with commas between"),
    Column("body_hash", String(64), nullable=False),
    Column("answer", Text, nullable=False, doc="what was answered when it came in, but for the sentence; as JSON"),
    Column("duration_ms", BigInteger, nullable=False),
    Column("issued_at", BigInteger, nullable=False, doc="when its ticket was"),
    Column("expires_at", BigInteger, doc="until when its ticket was good; empty: a ticket's hours after it was issued"),
    Column("received_at", BigInteger, nullable=False),
    # The runs of a member lie far apart in the table: what is told of them stands in the index, too.
    Index("ix_run_of_member", "member_id", "received_at", *TOLD_OF_OWN),
    Index("ix_run_of_team", "team_id", "received_at"),
    Index("ix_run_of_story", "contest_id", "story_id", "received_at"),
    Index(
        "ix_run_to_look_at",
        "contest_id",
        "received_at",
        "id",
        "story_id",
        "status",
        "reason",
        sqlite_where=TO_LOOK_AT,
        postgresql_where=TO_LOOK_AT,
    ),
    Index("ix_run_latest", "contest_id", "received_at"),
    Index("ix_run_alike", "contest_id", "actions_hash"),
)

best = Table(
    "best",
    metadata,
    _contest(),
    Column("member_id", String(36), primary_key=True),
    Column("story_id", String(64), primary_key=True),
    Column("points", Integer, nullable=False),
    Column("attempts", Integer, nullable=False, doc="the attempt that reached them first"),
    Column("run_id", String(36), nullable=False),
    Index("ix_best_board", "contest_id", "story_id", "points"),
)

tally = Table(
    "tally",
    metadata,
    _contest(primary_key=True),
    Column("board", String(64), primary_key=True, doc="a story's id; empty for all, * for all in steps"),
    Column("points", Integer, primary_key=True),
    Column("attempts", Integer, primary_key=True),
    Column("members", Integer, nullable=False),
    sqlite_with_rowid=False,  # kept in the order of its key: summing up all that is better reads neighbours
)
"""How many members stand at each result: a place is one and the sum of those above it."""

standing = Table(
    "standing",
    metadata,
    _contest(),
    Column("member_id", String(36), primary_key=True),
    Column("team_id", String(36), nullable=False, index=True),
    Column("total", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("ix_standing_board", "contest_id", "total", "attempts"),
)

team_point = Table(
    "team_point",
    metadata,
    Column("id", Integer, primary_key=True),
    _contest(),
    Column("team_id", String(36), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("score", Integer, nullable=False),
    Index("ix_team_point", "contest_id", "team_id", "id"),
)
"""The way of a team's score, one row whenever a run of its own moved it."""

published = Table(
    "published",
    metadata,
    _contest(primary_key=True),
    Column("kind", String(80), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("etag", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""The only thing that public pages read."""

dirty = Table(
    "dirty",
    metadata,
    _contest(primary_key=True),
    Column("changes", BigInteger, nullable=False),
    Column("built", BigInteger, nullable=False),
    Column("built_at", BigInteger, nullable=False, doc="when somebody last began to build them"),
    Column("built_state", String(8), nullable=False, doc="the state of the contest that they show"),
)
"""How many changes there were, and up to which of them the published documents go."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    _contest(),
    Column("at", BigInteger, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(16), nullable=False),
    Column("target", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_audit_target", "contest_id", "target"),
)
"""Only ever added to."""

bucket = Table(
    "bucket",
    metadata,
    Column("key", String(80), primary_key=True, doc="a hash: no address is kept"),
    Column("level", Double, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""Token buckets of the rate limits, shared by all server processes."""
