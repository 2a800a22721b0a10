"""Players who go round through more states than can be solved at once: said to be undecided, never guessed."""

import pytest

from game.analysis.facts import Analysis
from game.analysis.rounds import MOST_SOLVED
from game.analysis.solve import solve
from game.lab.kept import is_final
from game.story import All, Compare, Counter, Effect, Route, Story
from tests.support.making import reply, scene, story

TOP = 55


def wandering() -> Story:
    """One step at a time over a square of counters, whose only way out is the far corner."""
    steps = [(name, by) for name in ("across", "down") for by in (1, -1)]
    replies = [reply(f"{name}{by}", effect=Effect(satisfaction=100, counters=((name, by),))) for name, by in steps]
    out = Route("END", All((Compare("across", ">=", TOP), Compare("down", ">=", TOP))))
    counters = (Counter("across", 0, TOP, 0), Counter("down", 0, TOP, 0))
    return story(scene("here", *replies, to=(out, Route("here")), care=False), counters=counters)


@pytest.fixture(scope="module")
def solved() -> Analysis:
    return solve(wandering())


def test_the_story_is_larger_than_what_is_solved_at_once_and_yet_closed(solved: Analysis) -> None:
    assert solved.closed and solved.states > MOST_SOLVED
    assert [ending.verdict for ending in solved.endings if ending.id == "content"] == ["proved"]


def test_nobody_knows_how_they_end(solved: Analysis) -> None:
    """No share is given of an ending that can be reached, and what is missing to one is said to be undecided."""
    assert {ending.id: ending.share for ending in solved.endings if ending.share is not None} == {
        "walk-out": 0, "hand-over": 0, "gone": 0
    }  # fmt: skip
    for facts in solved.players:
        known = sum(share for _, share in facts.shares)
        assert known + facts.undecided == pytest.approx(1 if facts.player != "greedy" else 0)


def test_what_hangs_on_them_is_neither_proved_nor_kept(solved: Analysis) -> None:
    """Whether stock phrases pay cannot be told."""
    stock = solved.proof("no-stock-phrases", "")
    assert stock and stock.verdict == "unknown"
    assert not is_final(solved)
