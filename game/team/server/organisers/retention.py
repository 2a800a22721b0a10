"""What is over for long is erased: everything of a contest, so many days after its end as its rules say."""

from sqlalchemy import Connection, delete, func, select

from game.team.server.services import Services
from game.team.server.store import contests
from game.team.server.store.contests import Kept
from game.team.server.tables import contest, member, metadata, run

_DAY = 86_400_000


def erase_expired(services: Services) -> tuple[str, ...]:
    """Erase the contests whose time is up, and return their names."""
    now, gone = services.now(), []
    with services.database.reading() as connection:
        due = [kept for kept in contests.every(connection) if _is_due(connection, kept, now)]
    for kept in due:
        with services.database.writing() as connection:
            erase(connection, kept.id)
        services.shelf.forget(kept.id)
        gone.append(kept.name)
    return tuple(gone)


def erase(connection: Connection, id: int) -> None:
    """Erase a contest: people, runs, boards, the log, all of it."""
    for table in reversed(metadata.sorted_tables):
        if "contest_id" in table.c:
            connection.execute(delete(table).where(table.c.contest_id == id))
    connection.execute(delete(contest).where(contest.c.id == id))


def _is_due(connection: Connection, kept: Kept, now: int) -> bool:
    limit = now - kept.rules.keep_days * _DAY
    # The first look is at what is in memory: most contests are young.
    return kept.created_at < limit and _end(connection, kept) < limit


def _end(connection: Connection, kept: Kept) -> int:
    """When it ended; where nobody closed it, when something last happened."""
    if kept.closes_at is not None:
        return kept.closes_at
    columns = ((run.c.received_at, run.c.contest_id), (member.c.joined_at, member.c.contest_id))
    last = (connection.execute(select(func.max(at)).where(id == kept.id)).scalar() for at, id in columns)
    return max(kept.created_at, kept.opens_at or 0, *(at or 0 for at in last))
