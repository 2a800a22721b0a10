"""A board out of the tables: counted anew while a contest is small, out of what is kept when it is large.

Both ways come to the same rows. The recount also knows the lines of persons and, at any time, the awards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from game.team.board import TICKS, Board, fillings, moved, person_rows, team_rows
from game.team.contest import Contest, Member, Roster
from game.team.document import BoardKind, Row, Tick
from game.team.large import MOST_NAMED, is_large
from game.team.places import Standing
from game.team.rules import Result, TeamScore, TeamSum, team_scores
from game.team.server.store import kept, people, play, shown
from game.team.server.store.contests import Kept
from game.team.server.store.kept import Ranked
from game.team.spark import MOMENTS


class Boards:
    """The boards of a contest at one moment: what several of them show is read once."""

    def __init__(self, connection: Connection, at: Kept) -> None:
        self._connection, self._at = connection, at

    def board(self, contest: Contest, kind: BoardKind, story: str, previous: Mapping[str, Any] | None) -> Board:
        """Return a board as it is now; `previous` is the document published before."""
        if is_large(self._at.members, contest.state):
            return self.kept(contest, kind, story, previous)
        return Board.of(contest, self._roster, self._results, previous, kind=kind, story=story)

    def kept(self, contest: Contest, kind: BoardKind, story: str, previous: Mapping[str, Any] | None) -> Board:
        """Return a board out of what is kept, without counting a single run."""
        known, (teams, sums) = _rows(previous), self._kept
        latest = play.latest(self._connection, self._at.id, story, TICKS)
        ticker = tuple(_tick(result, sums.get(result.team, TeamSum()), contest, teams) for result in latest)
        if kind == "team":
            scores = team_scores(sums, teams.sizes, self._at.rules)
            rows, filling = self._team_rows(scores), fillings(scores, teams, contest)
            played = sum(total.played for total in sums.values())
        else:
            (rows, played), filling = self._people(story), ()
            # The rows are the upper part already: no part of them is to be cut off once more.
            contest = replace(contest, rules=replace(contest.rules, shown_share=100))
        version = previous["version"] + 1 if previous else 1
        return Board(contest, kind, moved(rows, known), filling, ticker, (), story, played, version)

    @cached_property
    def _roster(self) -> Roster:
        return people.roster(self._connection, self._at.id)

    @cached_property
    def _results(self) -> tuple[Result, ...]:
        return tuple(play.results(self._connection, self._at.id))

    @cached_property
    def _kept(self) -> tuple[Roster, dict[str, TeamSum]]:
        return kept.teams(self._connection, self._at.id)

    def _team_rows(self, scores: Sequence[TeamScore]) -> tuple[Row, ...]:
        lines = shown.points(self._connection, self._at.id, MOMENTS)
        return tuple(replace(row, spark=lines.get(row.id, ())) for row in team_rows(scores, self._kept[0]))

    def _people(self, story: str) -> tuple[tuple[Row, ...], int]:
        """The upper part of the members, as many as the rules name, but no more than MOST_NAMED."""
        connection, at = self._connection, self._at
        played = kept.people(connection, at.id, story)
        most = -(-played * at.rules.shown_share // 100)
        found = upper(kept.top(connection, at.id, story, MOST_NAMED), most)
        named = people.some(connection, [member for member, *_ in found])
        members = tuple(Member(id, who.team_id, who.name, bool(who.hidden)) for id, who in named.items())
        standings = (Standing(member, points, attempts) for member, points, attempts in found)
        return person_rows(standings, Roster(self._kept[0].teams, members)), played


def upper(ranked: Sequence[Ranked], most: int) -> Sequence[Ranked]:
    """Return the first `most`, and whoever shares the last place among them: ids are no reason to be left out."""
    last = ranked[most - 1][1:] if 0 < most <= len(ranked) else None
    return [one for number, one in enumerate(ranked) if number < most or one[1:] == last]


def _tick(result: Result, team: TeamSum, contest: Contest, roster: Roster) -> Tick:
    """A run that counted; without its points where so few of the team have played that they would be a person's."""
    is_many = team.played >= min(contest.rules.ranked_least, contest.rules.min_group)
    name = roster.team[result.team].name if result.team in roster.team else ""
    return Tick(int(result.played_at), name, result.story, result.points if is_many else None)


def _rows(previous: Mapping[str, Any] | None) -> dict[str, Row]:
    """The rows published before, by id, with what tells whether they moved. It is our own paper: nothing is checked."""
    found = previous["rows"] if previous else ()
    return {row["id"]: Row(row["place"], row["id"], None, row["score"], change=row.get("change")) for row in found}
