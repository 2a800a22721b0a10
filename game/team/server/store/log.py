"""What admins did, which is only ever added to; and the buckets of the rate limits."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    RowMapping,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
    type_coerce,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql

from game.team.server.store.prepared import Prepared, named
from game.team.server.tables import audit, bucket, run


def note(connection: Connection, contest: int, at: int, actor: str, action: str, **what: str) -> None:
    """Add a line: `target`, `before`, `after`, `reason`."""
    connection.execute(insert(audit).values(contest_id=contest, at=at, actor=actor, action=action, **what))


def notes(connection: Connection, contest: int) -> list[RowMapping]:
    """Return all lines, the oldest first."""
    rows = connection.execute(select(audit).where(audit.c.contest_id == contest).order_by(audit.c.id))
    return list(rows.mappings())


def notes_about(connection: Connection, contest: int, member: str) -> list[dict[str, Any]]:
    """Return the lines about a member or the member's runs, the oldest first."""
    return named(audit.c.keys(), _NOTES_ABOUT.rows(connection, {"of_contest": contest, "of_member": member}))


def forget_names(connection: Connection, contest: int, member: str) -> None:
    """Take out what the lines about a member say of names, and why; that something was done, and when, stays.

    A reason may name anybody, so those about the member's runs go, too, while the runs are there to tell.
    """
    connection.execute(update(audit).where(*_about(contest, member)).values(reason=""))
    mine = (audit.c.contest_id == contest, audit.c.target == member)
    connection.execute(update(audit).where(*mine).values(before="", after=""))


def _about(contest: Any, member: Any) -> tuple[ColumnElement[bool], ...]:
    runs = select(run.c.id).where(run.c.member_id == member)
    # Not "one or the other": for that no index of targets is read.
    whose = union_all(select(type_coerce(member, audit.c.target.type)), runs)
    return audit.c.contest_id == contest, audit.c.target.in_(whose)


_NOTES_ABOUT = Prepared(
    select(audit).where(*_about(bindparam("of_contest"), bindparam("of_member"))).order_by(audit.c.id),
    many=True,
)


def take(connection: Connection, key: str, per_ms: float, size: float, now: int) -> float:
    """Take one from a bucket that fills by `per_ms` up to `size`, and return what is left: below 0 it was empty.

    Two requests never both take the last one. An empty bucket gives nothing and loses nothing: who keeps knocking is
    let in again like everybody else. PostgreSQL alone: with SQLite, one process keeps the buckets in its memory.
    """
    taken = _TAKE.rows(connection, {"key": key, "per_ms": per_ms, "size": size, "left": size - 1, "now": now})
    if taken:
        return float(taken[0][0])
    level, at = connection.execute(select(bucket.c.level, bucket.c.at).where(bucket.c.key == key)).one()
    return float(min(size, level + max(0, now - at) * per_ms)) - 1


def _take() -> Any:
    given: Any = {name: bindparam(name, type_=Double()) for name in ("size", "per_ms", "now")}
    filled = func.least(given["size"], bucket.c.level + func.greatest(0, given["now"] - bucket.c.at) * given["per_ms"])
    new = postgresql.insert(bucket).values(key=bindparam("key"), level=bindparam("left"), at=bindparam("now"))
    taking = new.on_conflict_do_update(
        index_elements=[bucket.c.key], set_={"level": filled - 1, "at": new.excluded.at}, where=filled >= 1
    )
    # A limit need not outlive a power cut, so nobody waits for the disk.
    return taking.returning(bucket.c.level, func.set_config("synchronous_commit", "off", True))


_TAKE = Prepared(_take())


def give(connection: Connection, key: str, size: float) -> None:
    """Put one back into a bucket."""
    more = case((bucket.c.level + 1 > size, size), else_=bucket.c.level + 1)
    connection.execute(update(bucket).where(bucket.c.key == key).values(level=more))


def forget_buckets(connection: Connection, before: int) -> None:
    """Forget buckets that nobody has drawn from since then; they are full again."""
    connection.execute(delete(bucket).where(bucket.c.at < before))
