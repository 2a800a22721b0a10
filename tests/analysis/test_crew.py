"""Stories solved side by side: the same answers in the same order as one by one, and no process stays behind."""

from dataclasses import replace
from multiprocessing import active_children

from game.analysis.facts import Analysis
from game.analysis.solve import solve, solve_each
from tests.support.solver_stories import solved_story

STORIES = [solved_story(seed)[0] for seed in range(3)]


def untimed(analysis: Analysis) -> Analysis:
    """Without how long it took."""
    return replace(analysis, seconds=0, deals=tuple(replace(deal, seconds=0) for deal in analysis.deals))


def test_several_processes_find_what_one_finds() -> None:
    beside = [untimed(analysis) for analysis in solve_each(STORIES, workers=2)]
    assert beside == [untimed(solve(story)) for story in STORIES]
    assert not active_children()


def test_who_wants_no_more_answers_leaves_nobody_at_work() -> None:
    solving = solve_each(STORIES, workers=2)
    next(solving)
    solving.close()  # type: ignore[attr-defined]
    assert not active_children()
