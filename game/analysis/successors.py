"""The explored states as numbers 0..n-1 and, action by action, where each state leads: what values are computed on.

States are numbered scene by scene (see `numbering`). After them stands a number for each ending with each score, and
at the very end one for "not open". Blocks of states are so ordered that, rounds apart, everything leads into a later
block.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.analysis.explore import BEFORE, Space
from game.analysis.fields import CARE, FACTS, PROMISES, USED, Column
from game.analysis.numbering import Numbering, Rows
from game.analysis.order import in_order
from game.analysis.places import Places
from game.analysis.scores import TOP_SCORE, score_table
from game.analysis.tiles import SIZE, cells, moved
from game.analysis.ways import Front, Ways
from game.analysis.work import ADDED, LEAST, MOST, SATISFACTION, SOURCE, STAMINA

Numbers = NDArray[np.int32]
"""Numbers of states."""
Meter = NDArray[np.integer[Any]]
"""Values of a meter."""
SCORES = TOP_SCORE + 1
CLOSED = -1
"""Where an action leads that is not open; as an index it means the last number."""
_PIECE = 1 << 16
"""Transitions worked out at a time: about what a processor's cache holds."""


_PROGRESS = (CARE, FACTS, USED, PROMISES)
"""What only grows in most rounds: parted by it, they are seen to be none."""


@dataclass(frozen=True, slots=True)
class Block:
    """The states first..last-1: some of those of one scene."""

    scene: str
    groups: Column
    first: int
    last: int
    actions: tuple[str, ...]
    """the replies as written, then the care actions"""
    to: Numbers
    """(actions, states): where each leads"""

    @property
    def replies(self) -> int:
        """How many of the actions are replies."""
        return sum(not action.startswith("care:") for action in self.actions)


class Round(NamedTuple):
    """Blocks that all lead to one another, or a single one."""

    blocks: tuple[Block, ...]
    loops: bool
    """Does anything in it lead back into it?"""


class Successors:
    """Where every state of a closed space leads."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.endings = tuple(ending.id for ending in space.story.endings)
        self.states = 0
        self._numbering: dict[str, Numbering] = {}
        self._block_of: dict[str, Column] = {}
        """By scene: the place among all blocks of the one in which each group stands."""
        blocks: list[Block] = []
        winding = _winding(space)
        for scene in space.story.scenes:
            self._number(scene, scene in winding, blocks)
        self.places = Places(space, self._numbering)
        self.size = self.states + len(self.endings) * SCORES + 1
        """How long an array over all numbers is."""
        self.stamina = np.empty(self.states, dtype=np.uint8)
        self.satisfaction = np.empty(self.states, dtype=np.uint8)
        for block in blocks:
            tiles = space.groups[block.scene].tiles[block.groups]
            _, self.stamina[block.first : block.last], self.satisfaction[block.first : block.last] = cells(tiles)
        self.possible: set[tuple[str, str, str]] = set()
        """Scene, action and target of every way that some state takes."""
        self.scores: dict[str, tuple[int, int]] = {}
        """By ending met: the worst and the best score with which it comes."""
        after = [self._lead(place, block) for place, block in enumerate(blocks)]
        self.rounds = [
            Round(tuple(blocks[place] for place in round_), len(round_) > 1 or round_[0] in after[round_[0]])
            for round_ in in_order(after)
        ]
        """Each leads into itself or into later ones."""
        self.blocks = [block for round_ in self.rounds for block in round_.blocks]
        self.loops = any(round_.loops for round_ in self.rounds)
        self.opening = self._opening()
        """The number with which a chat begins; past the states where its first lines end it."""

    def _opening(self) -> int:
        before = Front(np.zeros(1, dtype=np.int64), self.space.groups[BEFORE].tiles)
        for target, ways in self.space.ways[BEFORE].to.items():
            for part, taken in before.along(ways):
                there = moved(taken, part.groups)
                _, stamina, satisfaction = cells(there.tiles, there.first)
                return int(self._numbers(target, part.target, stamina, np.arange(1), satisfaction)[0])
        raise ValueError("a chat without a beginning")

    def number(self, scene: str, group: Column, stamina: Column, satisfaction: Column) -> Column:
        """The numbers of states."""
        return self._numbering[scene].of(group, stamina, satisfaction)

    def is_slip(self, action: str) -> bool:
        """Is it a reply with a slip?"""
        choice = self.space.story.choices.get(action)
        return choice is not None and choice.slip is not None

    def by_target(self, numbers: Numbers, shares: NDArray[np.float64]) -> Iterator[tuple[str, float]]:
        """Shares summed by what the numbers stand for: a scene or `endings.ID`."""
        ends = [numbering.end for numbering in self._numbering.values()]
        ends += [self.states + (place + 1) * SCORES for place in range(len(self.endings))]
        sums = np.bincount(np.searchsorted(ends, numbers, side="right"), weights=shares)
        names = (*self._numbering, *(f"endings.{id}" for id in self.endings))
        for place in np.flatnonzero(sums):
            yield names[place], float(sums[place])

    def ending_of(self, number: int) -> tuple[str, int]:
        """The ending and the score that a number past the states stands for."""
        ending, score = divmod(number - self.states, SCORES)
        return self.endings[ending], score

    def block_of(self, number: int) -> Block:
        """The block in which a state stands."""
        return next(block for block in self.blocks if block.first <= number < block.last)

    def _number(self, scene: str, winding: bool, blocks: list[Block]) -> None:
        """Numbers the states of a scene, those with fewer care actions done first."""
        groups, actions = self.space.groups[scene], self.space.ways[scene].actions
        fields = self.space.liveness.unpack(self.space.story.scenes[scene], groups.packed)
        kinds = np.bitwise_count(fields[list(_PROGRESS if winding else _PROGRESS[:1])]).sum(axis=0)
        numbering = self._numbering[scene] = Numbering(groups.tiles, kinds, self.states)
        self._block_of[scene] = np.zeros(len(groups.packed), dtype=np.int64)
        self.states = numbering.end
        for part in numbering.parts:
            self._block_of[scene][part.groups] = len(blocks)
            to = np.full((len(actions), part.last - part.first), CLOSED, dtype=np.int32)
            blocks.append(Block(scene, *part, actions, to))

    def _lead(self, place: int, block: Block) -> set[int]:
        """Writes down where the states of a block lead. The places of the blocks among which that is."""
        sizes, after = self._numbering[block.scene].sizes, set[int]()
        for target, ways in self.space.ways[block.scene].to.items():
            columns = np.flatnonzero(self._block_of[block.scene][ways.groups[SOURCE]] == place)
            cuts = np.flatnonzero(np.diff(np.cumsum(sizes[ways.groups[SOURCE, columns]]) // _PIECE)) + 1
            for piece in np.split(columns, cuts):
                after |= self._lead_along(target, ways.chosen(piece), block)
        return after

    def _lead_along(self, target: str, ways: Ways, block: Block) -> set[int]:
        """Writes down where the states of some groups go along these ways."""
        rows = self._numbering[block.scene].taking(ways)
        stamina = _bounded(ways, STAMINA, rows.way, rows.stamina)
        row = np.repeat(np.arange(len(rows.way)), rows.counts)
        state = np.arange(len(row)) + (rows.first - np.cumsum(rows.counts) + rows.counts).take(row)
        satisfaction = _bounded(ways, SATISFACTION, rows.way, self.satisfaction.take(state), row)
        to = self._numbers(target, ways.target.take(rows.way), stamina, row, satisfaction)
        # All actions' rows one after the other: a single index is quicker than two.
        line = ways.action.take(rows.way) * (block.last - block.first) - block.first
        block.to.ravel()[line.take(row) + state] = to
        return self._note(target, ways, rows, to, block)

    def _note(self, target: str, ways: Ways, rows: Rows, to: NDArray[np.integer[Any]], block: Block) -> set[int]:
        """Keeps what can happen. The places of the blocks to which these ways lead."""
        kind, _, id = target.partition(".")
        taken = np.zeros(len(ways.action), dtype=np.bool_)
        taken[rows.way] = True
        goal = id if kind == "scenes" else target
        self.possible |= {(block.scene, block.actions[place], goal) for place in np.unique(ways.action[taken])}
        if kind == "scenes":
            return set(np.unique(self._block_of[id][ways.target[taken]]).tolist())
        worst, best = self.scores.get(id, (SCORES, 0))
        first = self.states + self.endings.index(id) * SCORES
        if len(to):
            self.scores[id] = min(worst, int(to.min()) - first), max(best, int(to.max()) - first)
        return set()

    def _numbers(
        self, target: str, place: Column, stamina: Meter, row: Column, satisfaction: Meter
    ) -> NDArray[np.integer[Any]]:
        """The numbers of what stands in rows of a place and a stamina each; `row` says in which of them each does."""
        kind, _, id = target.partition(".")
        if kind == "scenes":
            return self._numbering[id].landing(place, stamina, row, satisfaction)
        first = (place * SIZE + stamina) * SIZE
        score = score_table(self.space.story.ending(id).grade).ravel().take(first.take(row) + satisfaction)
        return score.astype(np.int32) + np.int32(self.states + self.endings.index(id) * SCORES)


def _bounded(ways: Ways, meter: int, way: Column, value: Meter, row: Column | None = None) -> Meter:
    """A meter of states or rows, moved along the ways of their rows."""
    moved_by = (ways.groups[meter + step].astype(np.int16).take(way) for step in (ADDED, LEAST, MOST))
    added, least, most = moved_by if row is None else (number.take(row) for number in moved_by)
    return np.minimum(np.maximum(value + added, least), most)


def _winding(space: Space) -> set[str]:
    """The scenes to which replies can lead back."""
    scenes = list(space.story.scenes)
    after = [
        {
            scenes.index(target.removeprefix("scenes."))
            for target, ways in space.ways[scene].to.items()
            if target.startswith("scenes.") and (ways.action < len(space.story.scenes[scene].choices)).any()
        }
        for scene in scenes
    ]
    rounds = [round_ for round_ in in_order(after) if len(round_) > 1 or round_[0] in after[round_[0]]]
    return {scenes[place] for round_ in rounds for place in round_}
