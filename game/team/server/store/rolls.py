"""The names of a team's members, many to a row, with a number that says in which order rows were changed.

Whoever has them in memory asks for what has changed since (`directory.py`). They are changed in the transaction that
changes a name or a team, under the lock of the contest: so a higher number is never kept before a lower one. No row
ever goes: where nobody is left it is empty, or it would be missed by those who have it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, case, func, select

from game.team.server.store.prepared import Prepared, Upsert
from game.team.server.tables import member, roll, team

NAMES = 100
"""Most names in one row: so a large team's are not written anew for everybody who joins."""
LEFT = "-"
"""Stands in for who has left; no key of a name has a hyphen, but the id that such a member has for a key."""


class Roll(NamedTuple):
    """Some members of a team."""

    team_id: str
    part: int
    changed: int
    team_key: str | None
    """the key of the team's name; None where the team has gone"""
    names: str
    """the keys of their names, a line each"""
    ids: str
    """as many lines"""

    @property
    def place(self) -> tuple[str, int]:
        """Which row it is."""
        return self.team_id, self.part


def changed_since(connection: Connection, contest: int, number: int) -> Sequence[Roll]:
    """Return the rows that have this number or a higher one; no two have the same."""
    return [Roll(*row) for row in _CHANGED.rows(connection, {"contest": contest, "number": number})]


def add(connection: Connection, contest: int, team_id: str, key: str, id: str) -> None:
    """Add the name of somebody new, who counts in the team's roster already: to the last row, or to one more."""
    [(roster, number)] = _NEXT.rows(connection, {"contest": contest, "of": team_id})
    row = {"contest_id": contest, "team_id": team_id, "part": (roster - 1) // NAMES, "changed": number}
    _ADD.do(connection, row | {"names": key, "ids": id})


def renew(connection: Connection, contest: int, team_id: str) -> None:
    """Write the names of a team anew: somebody has come or gone, or it or somebody in it is called otherwise."""
    found = _MEMBERS.rows(connection, {"contest": contest, "of": team_id})
    lines = [(LEFT if LEFT in key else key, id) for key, id in found]
    [(parts, number)] = _PARTS.rows(connection, {"contest": contest, "of": team_id})
    rows = []
    for part in range(max(parts, -(-len(lines) // NAMES))):
        some = lines[part * NAMES : (part + 1) * NAMES]
        names, ids = ("\n".join(line[column] for line in some) for column in (0, 1))
        row = {"contest_id": contest, "team_id": team_id, "part": part, "changed": number + part}
        rows.append(row | {"names": names, "ids": ids})
    _PUT.do(connection, *rows)


_OF_CONTEST = roll.c.contest_id == bindparam("contest")
_CHANGED = Prepared(
    select(roll.c.team_id, roll.c.part, roll.c.changed, team.c.name_key, roll.c.names, roll.c.ids)
    .outerjoin(team, team.c.id == roll.c.team_id).where(_OF_CONTEST, roll.c.changed >= bindparam("number")),
    many=True,
)  # fmt: skip
_NUMBER = select(func.coalesce(func.max(roll.c.changed), 0) + 1).where(_OF_CONTEST).scalar_subquery()
_NEXT = Prepared(select(team.c.roster, _NUMBER).where(team.c.id == bindparam("of")))
_OF_TEAM = _OF_CONTEST, roll.c.team_id == bindparam("of")
_PARTS = Prepared(select(func.coalesce(func.max(roll.c.part) + 1, 0), _NUMBER).where(*_OF_TEAM))
_MEMBERS = Prepared(
    select(member.c.name_key, member.c.id)
    .where(member.c.contest_id == bindparam("contest"), member.c.team_id == bindparam("of")),
    many=True,
)  # fmt: skip
_IS_EMPTY = roll.c.names == ""
_ADD = Upsert(
    roll,
    lambda new: {
        "names": case((_IS_EMPTY, new.names), else_=roll.c.names + "\n" + new.names),
        "ids": case((_IS_EMPTY, new.ids), else_=roll.c.ids + "\n" + new.ids),
        "changed": new.changed,
    },
)
_PUT = Upsert(roll, lambda new: {"names": new.names, "ids": new.ids, "changed": new.changed})
