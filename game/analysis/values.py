"""What each state is worth: the best and worst scores still to be had, and the endings still possible."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.analysis.successors import SCORES, Block, Successors

NO_SCORE = -1
"""The best score where no ending can be reached."""
ABOVE_ALL = SCORES
"""The worst score there."""
_BEST, _BY_REPLIES, _WITHOUT_SLIP, _WORST = range(4)
_SCORES_KEPT = 4
_PIECE = 1 << 16
"""States taken at a time: about what a processor's cache holds."""


@dataclass(frozen=True, slots=True)
class Values:
    """What is known of each number (see `successors`)."""

    scores: NDArray[np.int16]
    """(numbers, 4); the four lie side by side so that one look fetches them all"""
    endings: NDArray[np.uint32]
    """the endings still possible, a bit for each in the story's order"""

    @property
    def best(self) -> NDArray[np.int16]:
        """The best score by any actions."""
        return self.scores[:, _BEST]

    @property
    def by_replies(self) -> NDArray[np.int16]:
        """The best score by replies alone, without care from here on."""
        return self.scores[:, _BY_REPLIES]

    @property
    def without_slip(self) -> NDArray[np.int16]:
        """The best score by any actions but replies with a slip."""
        return self.scores[:, _WITHOUT_SLIP]

    @property
    def worst(self) -> NDArray[np.int16]:
        """The worst score by any actions."""
        return self.scores[:, _WORST]


def values_of(graph: Successors) -> Values:
    """The values of every number, from the last block to the first; in rounds until nothing changes any more."""
    values = _ended(graph)
    for round_ in reversed(graph.rounds):
        changed = True
        while changed:
            changed = False
            for block in reversed(round_.blocks):
                for first in range(block.first, block.last, _PIECE):
                    changed |= _go_back(graph, block, slice(first, min(first + _PIECE, block.last)), values)
            changed &= round_.loops
    return values


def _ended(graph: Successors) -> Values:
    """The values of the endings; all states as if they had none."""
    scores = np.full((graph.size, _SCORES_KEPT), NO_SCORE, dtype=np.int16)
    scores[:, _WORST] = ABOVE_ALL
    scores[graph.states : -1] = np.tile(np.arange(SCORES), len(graph.endings))[:, None]
    endings = np.zeros(graph.size, dtype=np.uint32)
    endings[graph.states : -1] = np.repeat(1 << np.arange(len(graph.endings)), SCORES)
    return Values(scores, endings)


def _go_back(graph: Successors, block: Block, states: slice, values: Values) -> bool:
    """Works out the values of some states from those of where each action leads. True if any changed."""
    to = block.to[:, states.start - block.first : states.stop - block.first]
    clean = [not graph.is_slip(action) for action in block.actions]
    after = values.scores.view(np.int64).ravel().take(to)[:, :, None].view(np.int16)
    new = np.empty((to.shape[1], _SCORES_KEPT), dtype=np.int16)
    new[:, _BEST] = after[:, :, _BEST].max(axis=0)
    new[:, _BY_REPLIES] = after[: block.replies, :, _BY_REPLIES].max(axis=0)
    new[:, _WITHOUT_SLIP] = after[clean, :, _WITHOUT_SLIP].max(axis=0, initial=NO_SCORE)
    new[:, _WORST] = after[:, :, _WORST].min(axis=0)
    endings = np.bitwise_or.reduce(values.endings.take(to), axis=0)
    same = np.array_equal(new, values.scores[states]) and np.array_equal(endings, values.endings[states])
    values.scores[states], values.endings[states] = new, endings
    return not same
