"""What is kept from the runs is always what a recount of the runs gives."""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from game.team.board import Board
from game.team.board import shown as shown_rows
from game.team.contest import Roster
from game.team.rules import Result, member_totals, team_sums
from game.team.server.boards.made import Boards, upper
from game.team.server.database import Database
from game.team.server.store import contests, kept, people, play
from game.team.server.tables import best, contest, standing, tally, team
from tests.team.server.loading import Loading
from tests.team.server.serving import Serving, emptied


@pytest.fixture(scope="module")
def loading(shared: Database) -> Iterator[Loading]:
    """A contest to which everything happened in a random order: submits, the same again, voids, restores, moves."""
    loading = Loading(Serving(emptied(shared)), teams=5, members=40)
    draw = Random(7)
    for round in range(3):
        loading.anything(draw, 60)
        assert_is_recount(loading.serving, f"round {round}")
    yield loading
    loading.serving.close()


def test_kept_tables_are_a_recount_whatever_happened_to_the_runs(loading: Loading) -> None:
    """It was one after each round, and is one at the end."""
    assert_is_recount(loading.serving, "at the end")


def test_a_board_out_of_what_is_kept_has_the_rows_of_the_recount(loading: Loading) -> None:
    with loading.serving.services.database.reading() as connection:
        at = contests.by_id(connection, loading.contest)
        shown, roster = at.shown(loading.serving.now), people.roster(connection, at.id)
        results = list(play.results(connection, at.id))
        for kind, story in (("team", ""), ("member", ""), ("story", "late-1")):
            quick: Any = Boards(connection, at).kept(shown, kind, story, None)  # type: ignore[arg-type]
            slow: Any = Board.of(shown, roster, results, kind=kind, story=story)  # type: ignore[arg-type]
            everybody = slow.rows if kind == "team" else shown_rows(slow)
            assert [_plain(row) for row in quick.rows] == [_plain(row) for row in everybody]
            assert quick.rows
            assert (quick.filling, quick.played, quick.ticker) == (slow.filling, slow.played, slow.ticker)


def test_the_upper_part_ends_with_everybody_who_shares_its_last_place() -> None:
    ranked = [("a", 900, 1), ("b", 800, 1), ("c", 800, 1), ("d", 800, 2), ("e", 700, 1)]
    assert ["".join(id for id, *_ in upper(ranked, most)) for most in range(7)] == [
        "", "a", "abc", "abc", "abcd", "abcde", "abcde",
    ]  # fmt: skip


def test_places_by_tally_are_places_by_counting(loading: Loading) -> None:
    with loading.serving.services.database.reading() as connection:
        at = contests.by_id(connection, loading.contest)
        board = Board.of(at.shown(0), people.roster(connection, at.id), play.results(connection, at.id), kind="member")
        assert board.rows
        for row in board.rows:
            assert kept.place(connection, at.id, row.score, int(row.attempts)) == row.place
        assert kept.people(connection, at.id, kept.ALL) == len(board.rows)


def _plain(row: Any) -> tuple[Any, ...]:
    return (row.place, row.id, row.name, row.score, row.members, row.played, row.attempts, row.team)


def assert_is_recount(serving: Serving, when: str) -> None:
    with serving.services.database.reading() as connection:
        at = contests.by_id(connection, serving.made.contest.id)
        roster = people.roster(connection, at.id)
        totals = member_totals(_results(connection, at.id, roster), at.rules)
        sums = team_sums(totals.values())
        kept_bests = {tuple(row) for row in connection.execute(
            select(best.c.member_id, best.c.story_id, best.c.points, best.c.attempts, best.c.run_id))}  # fmt: skip
        counted = {(m, s.story, s.points, s.attempts, s.run) for m, t in totals.items() for s in t.stories}
        assert kept_bests == counted, when
        kept_totals = {tuple(row) for row in connection.execute(
            select(standing.c.member_id, standing.c.team_id, standing.c.total, standing.c.attempts))}  # fmt: skip
        assert kept_totals == {(m, t.team, t.points, t.attempts) for m, t in totals.items()}, when
        places = Counter(("", t.points, t.attempts) for t in totals.values())
        places += Counter(("*", t.points // 32, 0) for t in totals.values())
        places += Counter((s.story, s.points, s.attempts) for t in totals.values() for s in t.stories)
        kept_places = connection.execute(select(tally.c.board, tally.c.points, tally.c.attempts, tally.c.members))
        assert {row[:3]: row[3] for row in map(tuple, kept_places)} == dict(places), when
        teams, kept_sums = kept.teams(connection, at.id)
        assert (kept_sums, teams.sizes) == (sums, roster.sizes), when
        whole = connection.execute(select(contest.c.members, contest.c.points)).one()
        assert tuple(whole) == (len(totals), sum(t.points for t in totals.values())), when
        assert connection.execute(select(team.c.id).where(team.c.members < 0)).all() == []


def _results(connection: Any, contest_id: int, roster: Roster) -> list[Result]:
    return [r for r in play.results(connection, contest_id) if r.team == roster.member[r.member].team]
