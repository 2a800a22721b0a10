"""Players who still go round when following them step by step has become slow: solved, not followed.

With what is left of the players in each state as m and the chances of each step as P, they stand in the states
v = m + P'v times before they end: one linear system. States from which the habit never ends a chat are left out first;
whoever is there goes round for ever, and the system of all others has exactly one solution.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.analysis.successors import Block, Numbers, Successors

Options = NDArray[np.bool_]
"""(actions, states): whether an action is one of those taken, each with equal chance"""
Habit = Callable[[Block, Numbers, NDArray[np.uint8]], Options]
"""What a player does: from a block, where some of its states lead, and their stamina."""
Mass = NDArray[np.float64]
MOST_SOLVED = 3000
"""States on rounds that are solved at once: more take seconds, and no known story has as many."""


class _Steps(NamedTuple):
    """Every step that players on a round may take."""

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    chances: Mass


def visits(graph: Successors, left: Mass, habit: Habit) -> Mass | None:
    """How often the players that are `left` in the states come to stand in each; none where nobody ever gets away.

    None where more than MOST_SOLVED states lie on their ways.
    """
    steps = _steps(graph, left, habit)
    ending = _ending(graph, steps)
    states = np.flatnonzero(ending)
    if len(states) > MOST_SOLVED:
        return None
    inner = ending[steps.sources] & ending[steps.targets]
    sources, targets = (np.searchsorted(states, ends[inner]) for ends in (steps.sources, steps.targets))
    system = np.eye(len(states))
    np.subtract.at(system, (targets, sources), steps.chances[inner])
    found = np.zeros(graph.size)
    found[states] = np.linalg.solve(system, left[states])
    return found


def _steps(graph: Successors, left: Mass, habit: Habit) -> _Steps:
    found = []
    known = np.zeros(graph.size, dtype=np.bool_)
    ahead = np.flatnonzero(left)
    while len(ahead):
        known[ahead] = True
        found += list(_steps_from(graph, ahead, habit))
        targets = np.unique(np.concatenate([steps.targets for steps in found[-len(graph.blocks) :]]))
        ahead = targets[(targets < graph.states) & ~known[targets]]
    return _Steps(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _steps_from(graph: Successors, numbers: NDArray[np.int64], habit: Habit) -> Iterator[_Steps]:
    """The steps from some states, block by block."""
    for block in graph.blocks:
        here = numbers[(block.first <= numbers) & (numbers < block.last)]
        to = block.to[:, here - block.first]
        options = habit(block, to, graph.stamina[here])
        action, place = np.nonzero(options)
        yield _Steps(here[place], to[action, place].astype(np.int64), 1 / np.count_nonzero(options, axis=0)[place])


def _ending(graph: Successors, steps: _Steps) -> NDArray[np.bool_]:
    """For each number, whether it is a state from which the habit may come to an ending."""
    ending = np.zeros(graph.size, dtype=np.bool_)
    ending[steps.sources[steps.targets >= graph.states]] = True
    while len(more := steps.sources[ending[steps.targets] & ~ending[steps.sources]]):
        ending[more] = True
    return ending
