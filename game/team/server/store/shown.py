"""What everybody may see: the published documents, which of them are out of date, and the way of team scores."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from game.team.server.store.prepared import Prepared
from game.team.server.tables import dirty, published, team_point
from game.team.server.tables import team as team_table


@dataclass(frozen=True, slots=True)
class Document:
    """A published document."""

    version: int
    etag: str
    body: str


def mark(connection: Connection, contest: int) -> None:
    """Say that something changed that the documents show."""
    connection.execute(update(dirty).where(dirty.c.contest_id == contest).values(changes=dirty.c.changes + 1))


def outdate(connection: Connection, contest: int) -> None:
    """Say that the documents were changed themselves: none that is being made at this moment may take their place."""
    later = {"changes": dirty.c.changes + 2, "built": dirty.c.changes + 1}
    connection.execute(update(dirty).where(dirty.c.contest_id == contest).values(later))


@dataclass(frozen=True, slots=True)
class Build:
    """How far the documents of a contest go."""

    changes: int
    built: int
    state: str
    """the state of the contest that they show"""


def claim(connection: Connection, contest: int, at: int, pause: int) -> bool:
    """Return whether the caller is to look after the documents now.

    Of several processes one is, and the next one `pause` ms later at the earliest; at once where the last one was in
    the future, since a clock that was set back must not stop everything until it has caught up.
    """
    is_free = or_(dirty.c.built_at <= at - pause, dirty.c.built_at > at + pause)
    mine = update(dirty).where(dirty.c.contest_id == contest, is_free).values(built_at=at)
    return connection.execute(mine).rowcount > 0


def status(connection: Connection, contest: int) -> Build:
    """Return how far the documents go."""
    columns = select(dirty.c.changes, dirty.c.built, dirty.c.built_state)
    return Build(*connection.execute(columns.where(dirty.c.contest_id == contest)).one())


def statuses(connection: Connection) -> dict[int, Build]:
    """Return how far the documents of all contests go, by contest."""
    rows = connection.execute(select(dirty.c.contest_id, dirty.c.changes, dirty.c.built, dirty.c.built_state))
    return {row[0]: Build(*row[1:]) for row in rows}


def built(connection: Connection, contest: int, changes: int, state: str) -> None:
    """Say that the documents go up to that change and show that state."""
    connection.execute(update(dirty).where(dirty.c.contest_id == contest).values(built=changes, built_state=state))


def document(connection: Connection, contest: int, kind: str) -> Document | None:
    """Return a published document; None where there is none yet."""
    columns = select(published.c.version, published.c.etag, published.c.body)
    row = connection.execute(columns.where(published.c.contest_id == contest, published.c.kind == kind)).one_or_none()
    return None if row is None else Document(*row)


def documents(connection: Connection, contest: int) -> dict[str, Document]:
    """Return everything that is published of a contest, by kind."""
    columns = select(published.c.kind, published.c.version, published.c.etag, published.c.body)
    rows = connection.execute(columns.where(published.c.contest_id == contest).order_by(published.c.kind))
    return {row[0]: Document(*row[1:]) for row in rows}


def take_back(connection: Connection, contest: int, kind: str) -> None:
    """Take a document away."""
    connection.execute(delete(published).where(published.c.contest_id == contest, published.c.kind == kind))


def publish(connection: Connection, contest: int, kind: str, document: Document, at: int) -> None:
    """Put a document in the place of the one before."""
    same = (published.c.contest_id == contest, published.c.kind == kind)
    connection.execute(delete(published).where(*same))
    row = {"version": document.version, "etag": document.etag, "body": document.body}
    connection.execute(insert(published).values(contest_id=contest, kind=kind, at=at, **row))


def add_point(connection: Connection, contest: int, team: str, at: int, score: int) -> None:
    """Keep a team's score, where it is another one than before."""
    latest = select(team_point.c.score).where(team_point.c.contest_id == contest, team_point.c.team_id == team)
    if connection.execute(latest.order_by(team_point.c.id.desc()).limit(1)).scalar() != score:
        connection.execute(insert(team_point).values(contest_id=contest, team_id=team, at=at, score=score))


def forget_points(connection: Connection, team: str) -> None:
    """Forget the way of a team that is gone."""
    connection.execute(delete(team_point).where(team_point.c.team_id == team))


_EARLIER = team_point.alias("earlier")
_FIRST = (
    select(_EARLIER.c.id)
    .where(_EARLIER.c.contest_id == team_table.c.contest_id, _EARLIER.c.team_id == team_table.c.id)
    .order_by(_EARLIER.c.id.desc()).limit(1).offset(bindparam("others")).correlate(team_table).scalar_subquery()
)  # fmt: skip
_POINTS = Prepared(
    select(team_point.c.team_id, team_point.c.score)
    .select_from(team_table)
    .join(team_point, and_(
        team_point.c.contest_id == team_table.c.contest_id, team_point.c.team_id == team_table.c.id,
        team_point.c.id >= func.coalesce(_FIRST, 0),
    ))
    .where(team_table.c.contest_id == bindparam("contest")).order_by(team_point.c.id),
    many=True,
)  # fmt: skip
"""Of each team the last ones alone are read, however long its way has become."""


def points(connection: Connection, contest: int, most: int) -> dict[str, tuple[int, ...]]:
    """Return the last scores of every team, the oldest first."""
    rows = _POINTS.rows(connection, {"contest": contest, "others": most - 1})
    found: dict[str, list[int]] = defaultdict(list)
    for team, score in rows:
        found[team].append(score)
    return {team: tuple(scores) for team, scores in found.items()}
