"""The states of one scene as numbers: groups of one kind together, group by group, stamina before satisfaction."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.analysis.fields import Column
from game.analysis.tiles import SIZE, WORD, Tiles
from game.analysis.ways import Ways
from game.analysis.work import FIRST, LAST, SATISFACTION, SOURCE, STAMINA
from game.engine.state import METER_TOP

_ONE = np.uint64(1)


class Rows(NamedTuple):
    """Rows of tiles, the states of each that take one way."""

    way: Column
    """index of the way"""
    stamina: Column
    first: Column
    """number of the first of these states; the others follow it"""
    counts: Column


class Part(NamedTuple):
    """The groups of one kind, and their numbers first..last-1."""

    groups: Column
    first: int
    last: int


class Numbering:
    """Numbers from `start` on for the states of all groups of a scene. `kinds` tells by group what stands together."""

    def __init__(self, tiles: Tiles, kinds: Column, start: int) -> None:
        self._words = np.ascontiguousarray(tiles.transpose(0, 2, 1)).reshape(-1, 2)
        """By row: the two words of its states."""
        filled = np.bitwise_count(self._words).reshape(-1, 2 * SIZE)
        self._before = (np.cumsum(filled, axis=1, dtype=np.uint16) - filled).reshape(-1, 2)
        """By row: how many states of the group come before each of its words."""
        sizes = filled.sum(axis=1, dtype=np.int64)
        self._first = np.zeros_like(sizes)
        self.parts: list[Part] = []
        for kind in np.unique(kinds[sizes > 0]):
            groups = np.flatnonzero((kinds == kind) & (sizes > 0))
            ends = start + np.cumsum(sizes[groups])
            self._first[groups] = ends - sizes[groups]
            self.parts.append(Part(groups, start, int(ends[-1])))
            start = int(ends[-1])
        self.end = start
        self.sizes = sizes
        """By group: how many states it has."""
        rows = filled[:, ::2] | filled[:, 1::2]
        some = rows != 0
        self._lowest, self._highest = some.argmax(axis=1), METER_TOP - some[:, ::-1].argmax(axis=1)

    def of(self, group: Column, stamina: Column, satisfaction: Column) -> Column:
        """The numbers of states; of what is no state, that of the next one."""
        place = 2 * (group * SIZE + stamina) + (satisfaction >> 6)
        below = (_ONE << (satisfaction & WORD - 1).astype(np.uint64)) - _ONE
        within = self._before.ravel().take(place) + np.bitwise_count(self._words.ravel().take(place) & below)
        number: Column = self._first.take(group) + within
        return number

    def taking(self, ways: Ways) -> Rows:
        """The rows of which some states start in the rectangle of a way."""
        source, first = ways.groups[SOURCE], ways.groups[STAMINA + FIRST]
        lowest = np.maximum(first, self._lowest[source])
        height = np.maximum(np.minimum(ways.groups[STAMINA + LAST], self._highest[source]) + 1 - lowest, 0)
        way = np.repeat(np.arange(len(source)), height)
        stamina = np.repeat(lowest - (np.cumsum(height) - height), height) + np.arange(len(way))
        group = source.take(way)
        begin = self.of(group, stamina, ways.groups[SATISFACTION + FIRST].take(way))
        counts = self.of(group, stamina, ways.groups[SATISFACTION + LAST].take(way) + 1) - begin
        some = np.flatnonzero(counts)
        return Rows(*(part.take(some) for part in (way, stamina, begin, counts)))

    def landing(
        self, group: Column, stamina: NDArray[np.integer[Any]], row: Column, satisfaction: NDArray[np.integer[Any]]
    ) -> Column:
        """The numbers of states in rows of a group and a stamina each; `row` says in which of them each state is."""
        place = group * SIZE + stamina
        words = self._words.take(place, axis=0)
        before = self._before.take(place, axis=0) + self._first.take(group)[:, None]
        half = 2 * row + (satisfaction >> 6)
        below = _BELOW.take(satisfaction)
        number: Column = before.ravel().take(half) + np.bitwise_count(words.ravel().take(half) & below)
        return number


_BELOW = (_ONE << (np.arange(SIZE) & WORD - 1).astype(np.uint64)) - _ONE
"""By satisfaction: the bits of its word that stand below it."""
