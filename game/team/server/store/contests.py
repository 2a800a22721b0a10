"""Contests: their clock, their code, their rules."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import NoResultFound

from game.team.contest import Contest, ContestState
from game.team.document import JoinBox
from game.team.names import show_code
from game.team.rules import ContestRules
from game.team.server.store.prepared import Prepared
from game.team.server.tables import contest as table
from game.team.server.tables import dirty

Moment = Literal["opens_at", "freezes_at", "closes_at", "revealed_at"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A contest as it is kept. Moments are milliseconds since the epoch; None: there is none yet."""

    id: int
    slug: str
    name: str
    rules: ContestRules
    secret: bytes
    code: str
    admin_hash: str
    opens_at: int | None
    freezes_at: int | None
    closes_at: int | None
    revealed_at: int | None
    members: int
    """members with a counted result"""
    points: int
    """the sum of their totals"""
    runs: int
    """runs that came in and are still there"""
    created_at: int
    covered: int | None
    """while it is revealed step by step: teams from the top that are still secret"""
    address: str
    """where people join, as the wall shows it; empty where that is not known"""
    code_shown: bool
    """the organiser wants the wall to show how to join"""

    @property
    def grace_ms(self) -> int:
        """How long after the close a run that was played in time may come in."""
        return self.rules.grace_minutes * 60_000

    def state(self, now: int) -> ContestState:
        """Return where the contest stands at a moment: only its clock says so, in every process alike."""
        if self.opens_at is None or now < self.opens_at:
            return "planned"
        if self.closes_at is not None and now >= self.closes_at:
            return "closed" if self.is_frozen(now) else "revealed"
        return "frozen" if self.is_frozen(now) else "open"

    def is_frozen(self, now: int) -> bool:
        """Whether the published documents stand still at a moment; never before there is anything to show in them."""
        if self.opens_at is None or now < self.opens_at or self.freezes_at is None or now < self.freezes_at:
            return False
        return self.revealed_at is None or now < self.revealed_at

    def shown(self, now: int) -> Contest:
        """Return the contest as the board tells of it."""
        opens, freezes, closes = map(_seconds, (self.opens_at, self.freezes_at, self.closes_at))
        frozen = self.is_frozen(now)
        return Contest(self.slug, self.name, self.rules, self.state(now), frozen, now // 1000, opens, freezes, closes)

    def join_box(self, now: int) -> JoinBox | None:
        """Return how to join, for the wall: only while people may, and only where the organiser wants it shown."""
        if not self.code_shown or self.state(now) in ("closed", "revealed"):
            return None
        return JoinBox(self.address.removeprefix("http://"), show_code(self.code))


def add(connection: Connection, values: dict[str, Any]) -> Kept:
    """Keep a new contest and return it; `values` are the columns, `rules` as ContestRules."""
    row = {**values, "rules": json.dumps(values["rules"].to_json()), "members": 0, "points": 0, "runs": 0}
    made = connection.execute(insert(table).values(row).returning(table)).mappings().one()
    connection.execute(insert(dirty).values(contest_id=made["id"], changes=1, built=0, built_at=0, built_state=""))
    return _kept(made)


def by_slug(connection: Connection, slug: str) -> Kept | None:
    """Return the contest of that name in addresses."""
    rows = _BY_SLUG.rows(connection, {"of": slug})
    return _read(rows) if rows else None


def by_code(connection: Connection, code: str) -> Kept | None:
    """Return the contest that is joined by that code."""
    return _one(connection, table.c.code == code)


def by_id(connection: Connection, id: int) -> Kept:
    """Return a contest that exists."""
    return _read(_BY_ID.rows(connection, {"of": id}))


def by_admin(connection: Connection, hash: str) -> list[Kept]:
    """Return the contests that an admin token governs, the newest first."""
    return [_read([row]) for row in _BY_ADMIN.rows(connection, {"of": hash})]


def every(connection: Connection) -> list[Kept]:
    """Return all contests, the newest first."""
    rows = connection.execute(select(table).order_by(table.c.id.desc())).mappings()
    return [_kept(row) for row in rows]


def lock(connection: Connection, id: int) -> Kept:
    """Return a contest and hold it until the transaction ends, so that changes of one contest take turns.

    Everything that is kept from runs is changed under this lock alone: no two changes can wait for each other.
    """
    return _read(_LOCK.rows(connection, {"of": id}))


def change(connection: Connection, id: int, **values: Any) -> None:
    """Set columns of a contest."""
    connection.execute(update(table).where(table.c.id == id).values(**values))


def _one(connection: Connection, condition: Any) -> Kept | None:
    row = connection.execute(select(table).where(condition)).mappings().one_or_none()
    return None if row is None else _kept(row)


def _read(rows: Sequence[Any]) -> Kept:
    """The contest in the row that a prepared statement found. Raises NoResultFound where it found none."""
    if not rows:
        raise NoResultFound
    row = dict(zip(_NAMES, rows[0], strict=True))
    return _kept({**row, "code_shown": bool(row["code_shown"])})


def _kept(row: Mapping[Any, Any]) -> Kept:
    return Kept(
        id=row["id"],
        slug=row["slug"],
        name=row["name"],
        rules=_rules(row["rules"]),
        secret=bytes.fromhex(row["secret"]),
        **{name: row[name] for name in _PLAIN},
    )


@lru_cache(maxsize=64)
def _rules(text: str) -> ContestRules:
    return ContestRules.from_json(json.loads(text))


_NAMES = [column.name for column in table.columns]
_BY_ID = Prepared(select(table).where(table.c.id == bindparam("of")))
_LOCK = Prepared(select(table).where(table.c.id == bindparam("of")).with_for_update())
_BY_ADMIN = Prepared(select(table).where(table.c.admin_hash == bindparam("of")).order_by(table.c.id.desc()))
_BY_SLUG = Prepared(select(table).where(table.c.slug == bindparam("of")))
_PLAIN = (
    "code", "admin_hash", "opens_at", "freezes_at", "closes_at", "revealed_at", "members", "points", "runs",
    "created_at", "covered", "address", "code_shown",
)  # fmt: skip


def _seconds(moment: int | None) -> int | None:
    return None if moment is None else moment // 1000
