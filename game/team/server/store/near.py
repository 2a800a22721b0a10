"""Who stands next to somebody on the board of all stories, found without counting anybody."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, literal_column, or_, select, union_all

from game.team.server.store.kept import ALL, place_of
from game.team.server.store.prepared import Prepared, exactly
from game.team.server.tables import member, standing, tally, team

SPAN = 5
"""Neighbours above and below."""


class Near(NamedTuple):
    """A member on the board of all stories, as neighbours see them."""

    id: str
    points: int
    attempts: int
    name: str
    hidden: bool
    team_name: str
    place: int


def own(connection: Connection, member_id: str) -> tuple[int, int] | None:
    """Return the points and attempts of a member, all stories together; None where there is no result."""
    found = _OWN.rows(connection, {"member": member_id})
    return found[0] if found else None


def around(connection: Connection, contest_id: int, member_id: str) -> list[Near]:
    """Return the SPAN members before and behind a member, and those who share the place, as many again; the best first.

    All of it is of one moment. Empty for who has no result.
    """
    rows = sorted(_NEAR.rows(connection, {"contest": contest_id, "member": member_id}), key=_order)
    if not rows:
        return []
    sharing: dict[tuple[int, int], int] = {_order(row)[:2]: row[6] for row in rows}
    own_place, points, attempts = rows[0][7:]
    # Nobody stands between those that are found: from the own place, theirs follow by how many share each.
    place, places = own_place - sum(n for at, n in sharing.items() if at < (-points, attempts)), {}
    for at, members in sharing.items():
        places[at] = place
        place += members
    return [Near._make((*row[:6], places[_order(row)[:2]])) for row in rows]


def _order(row: Sequence[Any]) -> tuple[int, int, str]:
    id, points, attempts, *_ = row
    return -points, attempts, id


def _next(most: int, which: Any, *order: Any) -> Any:
    """The first `most` results for which something holds, in an order."""
    found = select(standing.c.member_id, standing.c.total, standing.c.attempts)
    those = found.where(standing.c.contest_id == bindparam("contest"), which)
    return select(those.order_by(*order).limit(exactly(most)).subquery())


_MINE = standing.alias("mine")
_OWN = Prepared(select(_MINE.c.total, _MINE.c.attempts).where(_MINE.c.member_id == bindparam("member")))
_POINTS, _ATTEMPTS = (
    select(value).where(_MINE.c.member_id == bindparam("member")).scalar_subquery()
    for value in (_MINE.c.total, _MINE.c.attempts)
)
_NEXT = union_all(
    _next(  # the first condition of each is for the index
        SPAN + 1, and_(standing.c.total >= _POINTS, or_(standing.c.total > _POINTS, standing.c.attempts <= _ATTEMPTS)),
        standing.c.total, standing.c.attempts.desc(), standing.c.member_id.desc(),
    ),
    _next(
        SPAN, and_(standing.c.total <= _POINTS, or_(standing.c.total < _POINTS, standing.c.attempts > _ATTEMPTS)),
        standing.c.total.desc(), standing.c.attempts, standing.c.member_id,
    ),
).subquery()  # fmt: skip
_NEAR = Prepared(
    select(
        _NEXT, member.c.name, member.c.hidden, team.c.name, tally.c.members, place_of(_POINTS, _ATTEMPTS), _POINTS,
        _ATTEMPTS,
    )
    .join(member, member.c.id == _NEXT.c.member_id)
    .join(team, team.c.id == member.c.team_id)
    .join(tally, and_(
        tally.c.contest_id == bindparam("contest"), tally.c.board == literal_column(f"'{ALL}'"),
        tally.c.points == _NEXT.c.total, tally.c.attempts == _NEXT.c.attempts,
    )),
    many=True,
)  # fmt: skip
