"""A board out of the tables: counted anew while a contest is small, out of what is kept when it is large.

Both ways come to the same rows. The recount also knows the lines of persons and, at any time, the awards.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from game.team.board import LARGE, MOST_NAMED, TICKS, Board, fillings, moved, person_rows, team_rows
from game.team.contest import Contest, Member, Roster
from game.team.document import BoardKind, Filling, Row, Tick
from game.team.rules import Result, Standing, TeamSum, team_scores
from game.team.server.store import kept, people, play, shown
from game.team.server.store.contests import Kept
from game.team.spark import MOMENTS

SMALL_AT_THE_END = 5000
"""Members with a result up to which everything is counted anew once it is over, when there is time: seconds. Before
that, up to LARGE: a fraction of a second."""


def board(
    connection: Connection, at: Kept, contest: Contest, kind: BoardKind, story: str, previous: Mapping[str, Any] | None
) -> Board:
    """Return a board as it is now; `previous` is the document published before."""
    if at.members <= (SMALL_AT_THE_END if contest.state == "revealed" else LARGE):
        roster = people.roster(connection, at.id)
        return Board.of(contest, roster, play.results(connection, at.id), previous, kind=kind, story=story)
    return kept_board(connection, at, contest, kind, story, previous)


def kept_board(
    connection: Connection, at: Kept, contest: Contest, kind: BoardKind, story: str, previous: Mapping[str, Any] | None
) -> Board:
    """Return a board out of what is kept, without counting a single run."""
    known, (sums, sizes) = _rows(previous), kept.team_sums(connection, at.id)
    teams = Roster(people.teams(connection, at.id))
    latest = play.latest(connection, at.id, story, TICKS)
    ticker = tuple(_tick(result, sums.get(result.team, TeamSum()), contest, teams) for result in latest)
    if kind == "team":
        rows, filling, played = _teams(connection, at, contest, teams, sums, sizes)
    else:
        (rows, played), filling = _people(connection, at, teams, story), ()
        # The rows are the upper part already: no part of them is to be cut off once more.
        contest = replace(contest, rules=replace(contest.rules, shown_share=100))
    version = previous["version"] + 1 if previous else 1
    return Board(contest, kind, moved(rows, known), filling, ticker, (), story, played, version)


def _teams(
    connection: Connection, at: Kept, contest: Contest, roster: Roster, sums: dict[str, TeamSum], sizes: dict[str, int]
) -> tuple[tuple[Row, ...], tuple[Filling, ...], int]:
    scores = team_scores(sums, sizes, contest.rules)
    lines = shown.points(connection, at.id, MOMENTS)
    rows = tuple(replace(row, spark=lines.get(row.id, ())) for row in team_rows(scores, roster))
    return rows, fillings(scores, roster, contest), sum(total.played for total in sums.values())


def _people(connection: Connection, at: Kept, teams: Roster, story: str) -> tuple[tuple[Row, ...], int]:
    """The upper part of the members, as many as the rules name, but no more than anybody reads."""
    played = kept.people(connection, at.id, story)
    most = min(MOST_NAMED, -(-played * at.rules.shown_share // 100))
    found = kept.top(connection, at.id, story, most)
    named = people.some(connection, [member for member, *_ in found])
    members = tuple(Member(id, row["team_id"], row["name"], row["hidden"]) for id, row in named.items())
    standings = (Standing(member, points, Fraction(attempts)) for member, points, attempts in found)
    return person_rows(standings, Roster(teams.teams, members)), played


def _tick(result: Result, team: TeamSum, contest: Contest, roster: Roster) -> Tick:
    """A run that counted; without its points where so few of the team have played that they would be a person's."""
    is_many = team.played >= min(contest.rules.ranked_least, contest.rules.min_group)
    name = roster.team[result.team].name if result.team in roster.team else ""
    return Tick(int(result.played_at), name, result.story, result.points if is_many else None)


def _rows(previous: Mapping[str, Any] | None) -> dict[str, Row]:
    """The rows published before, by id, with what tells whether they moved. It is our own paper: nothing is checked."""
    found = previous["rows"] if previous else ()
    return {row["id"]: Row(row["place"], row["id"], None, row["score"], change=row.get("change")) for row in found}
