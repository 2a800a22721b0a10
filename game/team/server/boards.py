"""A board out of the tables: counted anew while a contest is small, out of what is kept when it is large.

Both ways come to the same rows. The recount also knows the lines of persons and, at any time, the awards.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from game.team.board import TICKS, Board, fillings, moved, person_rows, team_rows
from game.team.codec import WireError, decode
from game.team.contest import Contest, Roster
from game.team.document import BoardDocument, BoardKind, Filling, Row, Tick
from game.team.rules import Result, Standing, TeamSum, team_scores
from game.team.server.store import kept, people, play, shown
from game.team.server.store.contests import Kept
from game.team.spark import MOMENTS

SMALL = 3000
"""Results up to which everything is counted anew for each document: a fraction of a second."""
EVERYBODY = 1_000_000
_Rows = tuple[tuple[Row, ...], tuple[Filling, ...], int]
"""Who is ranked, teams that are filling, how many people have a result."""


def board(
    connection: Connection, at: Kept, contest: Contest, kind: BoardKind, story: str, previous: Mapping[str, Any] | None
) -> Board:
    """Return a board as it is now; `previous` is the document published before."""
    roster = people.roster(connection, at.id)
    if contest.state == "revealed" or play.count_results(connection, at.id) <= SMALL:
        return Board.of(contest, roster, play.results(connection, at.id), previous, kind=kind, story=story)
    return kept_board(connection, at, contest, roster, kind, story, previous)


def kept_board(
    connection: Connection, at: Kept, contest: Contest, roster: Roster, kind: BoardKind, story: str,
    previous: Mapping[str, Any] | None,
) -> Board:  # fmt: skip
    """Return a board out of what is kept, without counting a single run."""
    before, sums = _read(previous), kept.team_sums(connection, at.id)
    known = {row.id: row for row in before.rows} if before else {}
    rows, filling, played = (
        _teams(connection, at, contest, roster, *sums) if kind == "team" else _people(connection, at, roster, story)
    )
    latest = play.latest(connection, at.id, story, TICKS)
    ticker = tuple(_tick(result, sums[0].get(result.team, TeamSum()), contest, roster) for result in latest)
    version = before.version + 1 if before else 1
    return Board(contest, kind, moved(rows, known), filling, ticker, (), story, played, version)


def _teams(
    connection: Connection, at: Kept, contest: Contest, roster: Roster, sums: dict[str, TeamSum], sizes: dict[str, int]
) -> _Rows:
    scores = team_scores(sums, sizes, contest.rules)
    lines = shown.points(connection, at.id, MOMENTS)
    rows = tuple(replace(row, spark=lines.get(row.id, ())) for row in team_rows(scores, roster))
    return rows, fillings(scores, roster, contest), sum(total.played for total in sums.values())


def _people(connection: Connection, at: Kept, roster: Roster, story: str) -> _Rows:
    found = kept.top(connection, at.id, story, EVERYBODY)
    standings = (Standing(member, points, Fraction(attempts)) for member, points, attempts in found)
    return person_rows(standings, roster), (), len(found)


def _tick(result: Result, team: TeamSum, contest: Contest, roster: Roster) -> Tick:
    """A run that counted; without its points where so few of the team have played that they would be a person's."""
    is_many = team.played >= min(contest.rules.ranked_least, contest.rules.min_group)
    name = roster.team[result.team].name if result.team in roster.team else ""
    return Tick(int(result.played_at), name, result.story, result.points if is_many else None)


def _read(previous: Mapping[str, Any] | None) -> BoardDocument | None:
    try:
        return decode(BoardDocument, previous) if previous is not None else None
    except WireError:
        return None
