"""What the choices of a scene are worth against each other, over every state in which they are offered."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from game.analysis.successors import CLOSED, Block, Successors
from game.analysis.values import NO_SCORE, Values


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one deal shows of its choices; only scenes that it reaches are spoken of."""

    always_best: dict[str, bool]
    """By choice: it is open and a best reply in every state of its scene. Scenes where all is lost are left out."""
    twins: dict[tuple[str, str], bool]
    """By two choices that are ever open together: they lead to the very same from every such state."""
    loses: dict[str, tuple[str, ...]]
    """By ending: the choices of the last scene in which it can be lost that can lose it."""


def compare(graph: Successors, values: Values) -> Comparison:
    """Compares all choices by what replies alone still reach and the endings still possible."""
    by_replies = np.ascontiguousarray(values.by_replies)
    always_best: dict[str, bool] = {}
    lost = {block.scene for block in graph.blocks}
    twins: dict[tuple[str, str], bool] = {}
    loses: dict[str, tuple[str, tuple[str, ...]]] = {}
    for block in graph.blocks:
        if (by_replies[block.first : block.last] > NO_SCORE).any():
            lost.discard(block.scene)
        for choice, best in _best_replies(block, by_replies):
            always_best[choice] = always_best.get(choice, True) and best
        for pair, same in _same_replies(block):
            twins[pair] = twins.get(pair, True) and same
        for ending, choices in _losing_replies(graph, block, values.endings):
            known = loses.get(ending)
            earlier = known[1] if known and known[0] == block.scene else ()
            loses[ending] = block.scene, tuple(dict.fromkeys((*earlier, *choices)))
    for scene in lost:
        for unwanted in graph.space.story.scenes[scene].choices:
            always_best.pop(unwanted.id, None)
    return Comparison(always_best, twins, {ending: choices for ending, (_, choices) in loses.items()})


def _best_replies(block: Block, values: NDArray[np.int16]) -> list[tuple[str, bool]]:
    reached = values[block.to[: block.replies]]
    best = reached.max(axis=0, initial=NO_SCORE)
    return [
        (block.actions[place], bool((reached[place] == best).all() and (block.to[place] != CLOSED).all()))
        for place in range(block.replies)
    ]


def _same_replies(block: Block) -> list[tuple[tuple[str, str], bool]]:
    found = []
    for one, two in combinations(range(block.replies), 2):
        both = (block.to[one] != CLOSED) & (block.to[two] != CLOSED)
        if both.any():
            same = bool((block.to[one] == block.to[two])[both].all())
            found.append(((block.actions[one], block.actions[two]), same))
    return found


def _losing_replies(graph: Successors, block: Block, endings: NDArray[np.uint32]) -> list[tuple[str, list[str]]]:
    before = endings[block.first : block.last]
    lost = {}
    for place in range(block.replies):
        gone = before & ~endings[block.to[place]] & np.where(block.to[place] == CLOSED, np.uint32(0), ~np.uint32(0))
        lost[block.actions[place]] = int(np.bitwise_or.reduce(gone))
    found = []
    for place, ending in enumerate(graph.endings):
        choices = [choice for choice, bits in lost.items() if bits >> place & 1]
        if choices:
            found.append((ending, choices))
    return found
