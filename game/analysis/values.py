"""What each state is worth: the best and worst score still to be had, and the endings still possible."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.analysis.successors import SCORES, Block, Successors

Scores = NDArray[np.int16]
NO_SCORE = -1
"""The best score where no ending can be reached."""
ABOVE_ALL = SCORES
"""The worst score there."""
Allowed = Callable[[Block], "slice | list[int]"]
"""Which of a block's actions count."""


def all_actions(block: Block) -> slice:
    """Replies and care."""
    return slice(None)


def replies_only(block: Block) -> slice:
    """Replies without care."""
    return slice(block.replies)


def best_scores(graph: Successors, allowed: Allowed = all_actions) -> Scores:
    """By number the best score still reachable by those actions; NO_SCORE where none is."""
    return _scores(graph, NO_SCORE, lambda reached: reached.max(axis=0, initial=NO_SCORE), allowed)


def worst_scores(graph: Successors) -> Scores:
    """By number the worst score still reachable; ABOVE_ALL where none is."""
    return _scores(graph, ABOVE_ALL, lambda reached: reached.min(axis=0, initial=ABOVE_ALL), all_actions)


def endings_left(graph: Successors) -> NDArray[np.uint32]:
    """By number the endings still possible, a bit for each in the story's order."""
    values = np.zeros(graph.size, dtype=np.uint32)
    for place in range(len(graph.endings)):
        first = graph.states + place * SCORES
        values[first : first + SCORES] = 1 << place
    return _settled(graph, values, lambda block: np.bitwise_or.reduce(values[block.to], axis=0))


def _scores(graph: Successors, unknown: int, choose: Callable[[Scores], Scores], allowed: Allowed) -> Scores:
    values = np.full(graph.size, unknown, dtype=np.int16)
    values[graph.states : -1] = np.tile(np.arange(SCORES), len(graph.endings))
    return _settled(graph, values, lambda block: choose(values[block.to[allowed(block)]]))


def _settled(graph: Successors, values: NDArray[Any], value: Callable[[Block], NDArray[Any]]) -> NDArray[Any]:
    """The values of all blocks, from the last to the first; with loops again and again until nothing changes."""
    changed = True
    while changed:
        changed = False
        for block in reversed(graph.blocks):
            new = value(block)
            if graph.loops and not changed:
                changed = not np.array_equal(new, values[block.first : block.last])
            values[block.first : block.last] = new
    return values
