"""The explored states as numbers 0..n-1 and, action by action, where each state leads: what values are computed on.

States are numbered scene by scene, group by group, stamina before satisfaction. After them stands a number for each
ending with each score, and at the very end one for "not open". Blocks of states are so ordered that, loops apart,
everything leads into a later block.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.analysis.explore import BEFORE, Space
from game.analysis.fields import CARE, Column
from game.analysis.scores import TOP_SCORE, score_table
from game.analysis.tiles import SIZE, WORD, cells, moved
from game.analysis.ways import Front, Ways
from game.analysis.work import ADDED, FIRST, LAST, LEAST, MOST, SATISFACTION, SOURCE, STAMINA
from game.engine.state import State

Numbers = NDArray[np.int32]
"""Numbers of states."""
SCORES = TOP_SCORE + 1
CLOSED = -1
"""Where an action leads that is not open; as an index it means the last number."""
_PIECE = 1 << 17
"""Transitions worked out at a time: about what a processor's cache holds."""
_ONE = np.uint64(1)


@dataclass(frozen=True, slots=True)
class Block:
    """The states first..last-1: those of one scene with as many care actions done."""

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


class Successors:
    """Where every state of a closed space leads."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.endings = tuple(ending.id for ending in space.story.endings)
        self.states = 0
        self.blocks: list[Block] = []
        """In an order in which, loops apart, everything leads onward."""
        self._first: dict[str, Column] = {}
        self._rows: dict[str, NDArray[np.uint16]] = {}
        for scene in space.story.scenes:
            self._number(scene)
        self.size = self.states + len(self.endings) * SCORES + 1
        """How long an array over all numbers is."""
        self.stamina = np.empty(self.states, dtype=np.uint8)
        self.satisfaction = np.empty(self.states, dtype=np.uint8)
        for block in self.blocks:
            tiles = space.groups[block.scene].tiles[block.groups]
            _, self.stamina[block.first : block.last], self.satisfaction[block.first : block.last] = cells(tiles)
        self.possible: set[tuple[str, str, str]] = set()
        """Scene, action and target of every way that some state takes."""
        self._scores = {ending.id: score_table(ending.grade).astype(np.int64) for ending in space.story.endings}
        for block in self.blocks:
            self._lead(block)
        order, self.loops = in_order(self.possible)
        place = {scene: number for number, scene in enumerate(order)}
        self.blocks.sort(key=lambda block: place.get(block.scene, len(place)))
        self.opening = self._opening()
        """The number with which a chat begins; past the states where its first lines end it."""

    def _opening(self) -> int:
        before = Front(np.zeros(1, dtype=np.int64), self.space.groups[BEFORE].tiles)
        for target, ways in self.space.ways[BEFORE].to.items():
            for part, taken in before.along(ways):
                there = moved(taken, part.groups)
                _, stamina, satisfaction = cells(there.tiles, there.first)
                return int(self._numbers(target, part.target, stamina, satisfaction)[0])
        raise ValueError("a chat without a beginning")

    def number(self, scene: str, group: Column, stamina: Column, satisfaction: Column) -> Column:
        """The numbers of states."""
        word, bit = satisfaction >> 6, (satisfaction & WORD - 1).astype(np.uint64)
        bits = self.space.groups[scene].tiles.ravel().take((2 * group + word) * SIZE + stamina)
        before = np.bitwise_count(bits & ((_ONE << bit) - _ONE))
        within = self._rows[scene].take((group * SIZE + stamina) * 2 + word)
        return self._first[scene].take(group) + within + before

    def is_slip(self, action: str) -> bool:
        """Is it a reply with a slip?"""
        choice = self.space.story.choices.get(action)
        return choice is not None and choice.slip is not None

    def number_of(self, state: State) -> int:
        """The number of a state of the engine's; past the states where the chat has ended."""
        scene = self.space.story.scenes[state.scene]
        packed = self.space.liveness.pack(scene, self.space.fields.column(state)[:, None])
        group = self.space.groups[scene.id].find(packed)
        return int(self.number(scene.id, group, np.array([state.stamina]), np.array([state.satisfaction]))[0])

    def by_target(self, numbers: Numbers, shares: NDArray[np.float64]) -> Iterator[tuple[str, float]]:
        """Shares summed by what the numbers stand for: a scene or `endings.ID`."""
        blocks = sorted(self.blocks, key=lambda block: block.first)
        firsts = [block.first for block in blocks]
        firsts += [self.states + place * SCORES for place in range(len(self.endings))]
        sums = np.bincount(np.searchsorted(firsts, numbers, side="right") - 1, weights=shares)
        names = (*(block.scene for block in blocks), *(f"endings.{id}" for id in self.endings))
        for place in np.flatnonzero(sums):
            yield names[place], float(sums[place])

    def ending_of(self, number: int) -> tuple[str, int]:
        """The ending and the score that a number past the states stands for."""
        ending, score = divmod(number - self.states, SCORES)
        return self.endings[ending], score

    def block_of(self, number: int) -> Block:
        """The block in which a state stands."""
        return next(block for block in self.blocks if block.first <= number < block.last)

    def _number(self, scene: str) -> None:
        """Numbers the states of a scene, those with fewer care actions done first."""
        space = self.space
        groups, here, actions = space.groups[scene], space.story.scenes[scene], space.ways[scene].actions
        bits = np.bitwise_count(groups.tiles).transpose(0, 2, 1).reshape(-1, 2 * SIZE)
        self._rows[scene] = (np.cumsum(bits, axis=1, dtype=np.uint16) - bits).ravel()
        sizes = bits.sum(axis=1, dtype=np.int64)
        self._first[scene] = np.zeros_like(sizes)
        done = np.bitwise_count(space.liveness.unpack(here, groups.packed)[CARE])
        for count in np.unique(done[sizes > 0]):
            members = np.flatnonzero((done == count) & (sizes > 0))
            first = self.states
            self._first[scene][members] = first + np.cumsum(sizes[members]) - sizes[members]
            self.states += int(sizes[members].sum())
            to = np.full((len(actions), self.states - first), CLOSED, dtype=np.int32)
            self.blocks.append(Block(scene, members, first, self.states, actions, to))

    def _lead(self, block: Block) -> None:
        mine = np.zeros(len(self.space.groups[block.scene].packed), dtype=np.bool_)
        mine[block.groups] = True
        sizes = np.zeros(len(mine), dtype=np.int64)
        first = self._first[block.scene]
        sizes[block.groups] = np.diff(np.r_[first[block.groups], block.last])
        for target, ways in self.space.ways[block.scene].to.items():
            columns = np.flatnonzero(mine[ways.groups[SOURCE]])
            cuts = np.flatnonzero(np.diff(np.cumsum(sizes[ways.groups[SOURCE, columns]]) // _PIECE)) + 1
            for piece in np.split(columns, cuts):
                part = ways.chosen(piece)
                self._lead_along(target, part, block, sizes[part.groups[SOURCE]])

    def _lead_along(self, target: str, ways: Ways, block: Block, counts: Column) -> None:
        """Writes down where the states of groups so large go along these ways."""
        start = self._first[block.scene][ways.groups[SOURCE]] - (np.cumsum(counts) - counts)
        way = np.repeat(np.arange(len(counts)), counts)
        number = start.take(way) + np.arange(len(way))
        stamina, satisfaction = self.stamina.take(number), self.satisfaction.take(number)
        inside = _inside(ways, STAMINA, way, stamina) & _inside(ways, SATISFACTION, way, satisfaction)
        if not inside.all():
            kept = np.flatnonzero(inside)
            way, number, stamina, satisfaction = (part.take(kept) for part in (way, number, stamina, satisfaction))
        stamina, satisfaction = _moved(ways, STAMINA, way, stamina), _moved(ways, SATISFACTION, way, satisfaction)
        to = self._numbers(target, ways.target.take(way), stamina, satisfaction)
        action = ways.action.take(way)
        block.to[action, number - block.first] = to
        goal = target.removeprefix("scenes.")
        self.possible |= {(block.scene, block.actions[place], goal) for place in np.flatnonzero(np.bincount(action))}

    def _numbers(self, target: str, place: Column, stamina: Column, satisfaction: Column) -> Column:
        kind, _, id = target.partition(".")
        if kind == "scenes":
            return self.number(id, place, stamina, satisfaction)
        score: Column = self._scores[id].take((place * SIZE + stamina) * SIZE + satisfaction)
        return score + (self.states + self.endings.index(id) * SCORES)


def _inside(ways: Ways, meter: int, way: Column, value: NDArray[np.uint8]) -> NDArray[np.bool_]:
    first, last = (ways.groups[meter + row].astype(np.uint8) for row in (FIRST, LAST))
    inside: NDArray[np.bool_] = (value >= first.take(way)) & (value <= last.take(way))
    return inside


def _moved(ways: Ways, meter: int, way: Column, value: NDArray[np.uint8]) -> Column:
    added, least, most = (ways.groups[meter + row].astype(np.int16).take(way) for row in (ADDED, LEAST, MOST))
    return np.minimum(np.maximum(value + added, least), most).astype(np.int64)


def in_order(ways: Collection[tuple[str, str, str]]) -> tuple[list[str], bool]:
    """The scenes of ways, each before those it leads to, and whether loops forbid that somewhere.

    A way is a scene, an action and a target. A care action leads back into its scene, but never to the same state.
    """
    after: dict[str, list[str]] = {}
    for scene, action, target in sorted(ways):
        if not action.startswith("care:"):
            after.setdefault(scene, []).append(target)
    order: list[str] = []
    open_: list[str] = []
    loops = False
    # Depth first with a list of its own, since a story may have more scenes than Python has calls.
    for start in after:
        todo = [(start, False)]
        while todo:
            scene, done = todo.pop()
            if done:
                open_.remove(scene)
                order.append(scene)
            elif scene in open_:
                loops = True
            elif scene in after and scene not in order:
                open_.append(scene)
                todo += [(scene, True), *((target, False) for target in after[scene])]
    return order[::-1], loops
