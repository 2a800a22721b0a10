"""A board: the full recount of a contest, and the document that is published of it.

`Board.of` works everything out anew from all results. A server that keeps sums up to date makes its standings with
`rules` and `tally`; both come to the same board.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from game.team.awards import Award, awards
from game.team.codec import WireError, decode, encode
from game.team.contest import Contest, Roster
from game.team.document import AwardRow, BoardDocument, BoardKind, ContestHead, Filling, Row, Tick
from game.team.places import Standing, person_standing, places, story_standing
from game.team.rules import (
    ContestRules,
    MemberTotal,
    Result,
    TeamScore,
    TeamSum,
    counted,
    member_totals,
    needed_players,
    team_scores,
    team_sums,
)
from game.team.spark import member_sparks, team_sparks
from game.text import LANGUAGES, load

TICKS = 10
"""Runs in the ticker."""


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody's place at one moment. Not for publication as it is: see `to_document`."""

    contest: Contest
    kind: BoardKind
    rows: tuple[Row, ...]
    """everybody who is ranked, the best first"""
    filling: tuple[Filling, ...] = ()
    ticker: tuple[Tick, ...] = ()
    awards: tuple[AwardRow, ...] = ()
    story: str = ""
    played: int = 0
    """people who have a result on this board"""
    version: int = 1

    @classmethod
    def of(
        cls,
        contest: Contest,
        roster: Roster,
        results: Iterable[Result],
        previous: Mapping[str, Any] | None = None,
        *,
        kind: BoardKind = "team",
        story: str = "",
    ) -> "Board":
        """Count everything again.

        `results` are those that count by their status, in any order; those of nobody in the roster are left out, and a
        member's results go with the member to another team. `previous` is the document published before, of the same
        kind and story: from it come the changes of place and the next version; one that cannot be read is ignored.
        `story` is the id of a story, for the kind `story`. Raises ValueError for a story where none belongs, or none.
        """
        if (kind == "story") != bool(story):
            raise ValueError("a board of the kind `story`, and no other, has a story")
        runs = counted(_with_roster(results, roster), contest.rules)
        before = _read_previous(previous, kind, story)
        make = _TeamBoard if kind == "team" else _PersonBoard
        return make(contest, roster, runs, before, kind, story).board()


def to_document(board: Board) -> dict[str, Any]:
    """Return what everybody may see of a board, as plain data for JSON: a BoardDocument.

    Persons are listed only where at least `min_group` have a result, and of them only the upper `shown_share` percent.
    A team that the organiser moved everybody out of, such as a misspelt one, is told to nobody.
    """
    contest, rules = board.contest, board.contest.rules
    is_person = board.kind != "team"
    head = ContestHead(
        contest.slug, contest.name, contest.state, contest.frozen, contest.now,
        contest.opens, contest.freezes, contest.closes,
    )  # fmt: skip
    return encode(
        BoardDocument(
            head,
            board.kind,
            board.version,
            dict(printed_rule(board.kind, rules)),
            shown(board) if is_person else board.rows,
            tuple(team for team in board.filling if team.members),
            board.ticker,
            board.awards,
            board.story,
            board.played,
            rules.min_group if is_person else 0,
            {story: dict(titles) for story, titles in contest.titles.items()},
        )
    )


def shown(board: Board) -> tuple[Row, ...]:
    """Return the persons that the public list names: the upper part, and whoever shares the last place in it."""
    rules = board.contest.rules
    if board.played < rules.min_group:
        return ()
    most = -(-len(board.rows) * rules.shown_share // 100)
    last = board.rows[most - 1].place if most else None
    return tuple(row for row in board.rows if last is not None and row.place is not None and row.place <= last)


def team_rows(scores: Iterable[TeamScore], roster: Roster) -> tuple[Row, ...]:
    """Return the rows of the ranked teams among `scores`, the best first, without changes and sparks."""
    return tuple(
        Row(
            place, at.id, roster.team[at.id].name, at.score,
            members=at.size, played=at.played, attempts=_tenths(at.attempts),
        )
        for place, at in places(score for score in scores if score.is_ranked)
    )  # fmt: skip


def person_rows(standings: Iterable[Standing], roster: Roster) -> tuple[Row, ...]:
    """Return the rows of members, the best first, without changes and sparks. The hidden ones have no name."""
    rows = []
    for place, at in places(standings):
        member = roster.member[at.id]
        name = None if member.hidden else member.name
        rows.append(Row(place, at.id, name, at.score, team=_team(roster, member.team), attempts=_tenths(at.attempts)))
    return tuple(rows)


def moved(rows: Sequence[Row], before: Mapping[str, Row]) -> tuple[Row, ...]:
    """Return the rows with their changes of place against those published before, by id.

    Who stands where they stood keeps the change shown before: it tells of the last move, not of the last second.
    """
    found = ((row, _change(row, before.get(row.id))) for row in rows)
    return tuple(row if change == row.change else replace(row, change=change) for row, change in found)


def fillings(scores: Iterable[TeamScore], roster: Roster, contest: Contest) -> tuple[Filling, ...]:
    """Return the teams that too few have played for, by name."""
    found = (
        Filling(s.id, roster.team[s.id].name, s.played, s.size, needed_players(s.size, contest.rules))
        for s in scores
        if not s.is_ranked
    )
    return tuple(sorted(found, key=lambda filling: (filling.name, filling.id)))


class _Counting(ABC):
    """What all kinds of boards are made of."""

    def __init__(
        self, contest: Contest, roster: Roster, runs: tuple[Result, ...],
        before: BoardDocument | None, kind: BoardKind, story: str,
    ) -> None:  # fmt: skip
        self.contest, self.roster, self.runs, self.before = contest, roster, runs, before
        self.kind, self.story = kind, story
        self.totals: dict[str, MemberTotal] = member_totals(runs, contest.rules)
        self.sums: dict[str, TeamSum] = team_sums(self.totals.values())

    def board(self) -> Board:
        """The board of this kind."""
        sparks = self.sparks()
        rows = [replace(row, spark=sparks.get(row.id, ())) for row in self.rows()]
        known = {row.id: row for row in self.before.rows} if self.before else {}
        return Board(
            self.contest, self.kind, moved(rows, known), self.filling(), self._ticker(), self._awards(),
            self.story, self.people(), self.before.version + 1 if self.before else 1,
        )  # fmt: skip

    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """Who is ranked."""

    @abstractmethod
    def sparks(self) -> Mapping[str, tuple[int, ...]]:
        """The score over time, by id."""

    def filling(self) -> tuple[Filling, ...]:
        """Teams not ranked yet."""
        return ()

    def people(self) -> int:
        """How many have a result here."""
        return len(self.totals)

    def _ticker(self) -> tuple[Tick, ...]:
        runs = [run for run in self.runs if not self.story or run.story == self.story]
        return tuple(self._tick(run) for run in runs[: -TICKS - 1 : -1])

    def _tick(self, run: Result) -> Tick:
        known = self.sums[run.team].played >= min(self.contest.rules.ranked_least, self.contest.rules.min_group)
        return Tick(int(run.played_at), _team(self.roster, run.team), run.story, run.points if known else None)

    def _awards(self) -> tuple[AwardRow, ...]:
        given = awards(self.runs, self.roster.sizes, self.contest.rules)
        return tuple(map(self._award, given)) if not self.story else ()

    def _award(self, award: Award) -> AwardRow:
        if award.kind == "mastered":
            name = _team(self.roster, award.id)
            return AwardRow(award.kind, award.id, name, name, award.value, award.story)
        member = self.roster.member[award.id]
        shown_name = None if member.hidden else member.name
        return AwardRow(award.kind, award.id, shown_name, _team(self.roster, member.team), award.value, award.story)


class _TeamBoard(_Counting):
    """Teams against each other."""

    def rows(self) -> tuple[Row, ...]:
        return team_rows(self._scores(), self.roster)

    def sparks(self) -> Mapping[str, tuple[int, ...]]:
        return team_sparks(self.runs, self.roster.sizes, self.contest.rules)

    def filling(self) -> tuple[Filling, ...]:
        return fillings(self._scores(), self.roster, self.contest)

    def _scores(self) -> tuple[TeamScore, ...]:
        return team_scores(self.sums, self.roster.sizes, self.contest.rules)


class _PersonBoard(_Counting):
    """Members against each other, over all stories or in one."""

    def rows(self) -> tuple[Row, ...]:
        return person_rows(self._standings(), self.roster)

    def sparks(self) -> Mapping[str, tuple[int, ...]]:
        return member_sparks([r for r in self.runs if not self.story or r.story == self.story], self.contest.rules)

    def people(self) -> int:
        return len(self._standings())

    def _standings(self) -> list[Standing]:
        if not self.story:
            return list(map(person_standing, self.totals.values()))
        found = (story_standing(total, self.story) for total in self.totals.values())
        return [standing for standing in found if standing is not None]


def _with_roster(results: Iterable[Result], roster: Roster) -> Iterable[Result]:
    for result in results:
        member = roster.member.get(result.member)
        if member is not None:
            yield result if result.team == member.team else replace(result, team=member.team)


def _read_previous(previous: Mapping[str, Any] | None, kind: BoardKind, story: str) -> BoardDocument | None:
    try:
        document = decode(BoardDocument, previous) if previous is not None else None
    except WireError:
        return None
    return document if document and (document.kind, document.story) == (kind, story) else None


def _change(row: Row, before: Row | None) -> int | None:
    if before is None or before.place is None or row.place is None:
        return None
    return before.place - row.place or before.change or 0


def _team(roster: Roster, id: str) -> str:
    return roster.team[id].name if id in roster.team else ""


def _tenths(number: float) -> float:
    return round(float(number), 1)


@cache
def printed_rule(kind: BoardKind, rules: ContestRules) -> Mapping[str, str]:
    """Return how places are given, by language: what is printed under the table."""
    values = {
        "attempts": rules.attempts, "stories": rules.stories, "average": rules.average_players,
        "share": rules.ranked_share, "least": rules.ranked_least,
    }  # fmt: skip
    return {language: load(language)(f"team.rule.{kind}", **values) for language in LANGUAGES}
