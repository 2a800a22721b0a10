"""Teams as they stand, the first ones or those that are searched for, found by the database.

To make a score of each of five hundred teams in Python, for a page of fifty, takes several times as long. So the
order that follows from `rules.team_scores` and `places` is said once more, as SQL; scores and places come from there.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Double, and_, bindparam, case, cast, func, literal, or_, select

from game.team.contest import Roster, Team
from game.team.names import name_key
from game.team.places import places
from game.team.rules import TeamScore, TeamSum, team_scores
from game.team.server.store.contests import Kept
from game.team.server.store.prepared import Prepared, exactly, rounded_up
from game.team.server.tables import contest, team

Placed = tuple[int | None, TeamScore]
"""A place, None for a team that is still filling; and the score."""


def ranking(connection: Connection, at: Kept, most: int) -> tuple[int, Sequence[Placed], Roster]:
    """Return how many teams there are, the first of them, and what these are called.

    Those that are ranked by their places, the others behind them by name. All of it is of one moment.
    """
    rows = _first(rounded_up(most)).rows(connection, _values(at))[:most]
    scores, roster = _scored(rows, at)
    filling = ((None, score) for score in scores if not score.is_ranked)
    of = rows[0][-1] if rows else 0
    return of, [*places(score for score in scores if score.is_ranked), *filling], roster


def search(connection: Connection, at: Kept, find: str) -> tuple[Sequence[Placed], Roster]:
    """Return the teams with that id or with that in their names, in the order of `ranking`, and their names."""
    rows = _FOUND.rows(connection, _values(at) | {"find": find, "key": name_key(find)})
    scores, roster = _scored(rows, at)
    return [(row[-1] if score.is_ranked else None, score) for row, score in zip(rows, scores, strict=True)], roster


def _values(at: Kept) -> dict[str, int]:
    rules = at.rules
    return {
        "contest": at.id, "average": rules.average_players, "least": rules.ranked_least, "share": rules.ranked_share,
    }  # fmt: skip


def _scored(rows: Sequence[Any], at: Kept) -> tuple[Sequence[TeamScore], Roster]:
    """The scores of teams as the rules make them, and the teams, both in the order of the rows."""
    points, played = rows[0][6:8] if rows else (0, 0)
    roster = Roster(tuple(Team(*row[:3]) for row in rows))
    sums = {row[0]: TeamSum(*row[3:6]) for row in rows if row[5]}
    return team_scores(sums, roster.sizes, at.rules, TeamSum(points, played=played)), roster


_PLAYED = team.c.members
_SIZE: Any = case((team.c.roster > team.c.size, team.c.roster), else_=team.c.size)
_RANKED = and_(bindparam("least") <= _PLAYED, _SIZE * bindparam("share") <= _PLAYED * 100)
_AVERAGE: Any = bindparam("average", type_=BigInteger())  # so all it is reckoned with is as wide
_WHOLE = (_PLAYED + _AVERAGE) * contest.c.members
_SCORE = (2 * (team.c.points * contest.c.members + _AVERAGE * contest.c.points) + _WHOLE) // (2 * _WHOLE)
_ORDER = (
    case((_RANKED, 0), else_=1),
    case((_RANKED, _SCORE)).desc(),
    case((_RANKED, cast(team.c.attempts, Double) / _PLAYED)),
    case((_RANKED, literal("")), else_=team.c.name),
    team.c.id,
)
_HERE = team.c.contest_id == bindparam("contest")
# In the order in which `_scored` takes them: a Team, a TeamSum, the points and members of the contest.
_EVERY = (
    select(
        team.c.id, team.c.name, _SIZE.label("people"), team.c.points, team.c.attempts, _PLAYED,
        contest.c.points.label("all_points"), contest.c.members.label("all_members"),
    )
    .join(contest, contest.c.id == team.c.contest_id).where(_HERE)
)  # fmt: skip
_NUMBER = select(func.count()).where(_HERE).scalar_subquery()


@cache
def _first(most: int) -> Prepared:
    return Prepared(_EVERY.add_columns(_NUMBER).order_by(*_ORDER).limit(exactly(most)), many=True)


_PLACED = _EVERY.add_columns(
    func.rank().over(order_by=_ORDER[:3]).label("place"), func.row_number().over(order_by=_ORDER).label("turn"),
    team.c.name_key,
).subquery()  # fmt: skip
_KEY = bindparam("key", type_=team.c.name_key.type)
_FOUND = Prepared(
    select(*list(_PLACED.c)[:8], _PLACED.c.place)
    .where(or_(_PLACED.c.id == bindparam("find"), and_(_KEY != "", _PLACED.c.name_key.contains(_KEY))))
    .order_by(_PLACED.c.turn),
    many=True,
)
