"""The first teams as they stand, found by the database.

To make a score of each of five hundred teams in Python, for a page of a hundred, takes several times as long. So the
order that follows from `rules.team_scores` and `places` is said once more, as SQL; scores and places come from there.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Double, and_, bindparam, case, cast, func, literal, select

from game.team.contest import Roster, Team
from game.team.places import places
from game.team.rules import TeamScore, TeamSum, team_scores
from game.team.server.store.contests import Kept
from game.team.server.store.prepared import Prepared
from game.team.server.tables import contest, team

ALL = 2**31 - 1
"""More teams than there can be."""
Placed = tuple[int | None, TeamScore]
"""A place, None for a team that is still filling; and the score."""


def ranking(connection: Connection, at: Kept, most: int = ALL) -> tuple[int, Sequence[Placed], Roster]:
    """Return how many teams there are, the first of them, and what these are called.

    Those that are ranked by their places, the others behind them by name. All of it is of one moment.
    """
    values = {
        "contest": at.id, "most": most, "average": at.rules.average_players, "least": at.rules.ranked_least,
        "share": at.rules.ranked_share,
    }  # fmt: skip
    rows = _FIRST.rows(connection, values)
    of, points, played = rows[0][6:] if rows else (0, 0, 0)
    roster = Roster(tuple(Team(*row[:3]) for row in rows))
    sums = {row[0]: TeamSum(*row[3:6]) for row in rows if row[5]}
    scores = team_scores(sums, roster.sizes, at.rules, TeamSum(points, played=played))
    filling = ((None, score) for score in scores if not score.is_ranked)
    return of, [*places(score for score in scores if score.is_ranked), *filling], roster


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
_NUMBER = select(func.count()).where(team.c.contest_id == bindparam("contest")).scalar_subquery()
_FIRST = Prepared(
    select(
        team.c.id, team.c.name, _SIZE, team.c.points, team.c.attempts, _PLAYED, _NUMBER, contest.c.points,
        contest.c.members,
    )
    .join(contest, contest.c.id == team.c.contest_id)
    .where(team.c.contest_id == bindparam("contest"))
    .order_by(*_ORDER).limit(bindparam("most"))
)  # fmt: skip
