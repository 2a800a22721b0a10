"""The states of one scene as far as they are known: groups that agree in all but the meters, with a tile each."""

import numpy as np
from numpy.typing import NDArray

from game.analysis.fields import Column
from game.analysis.tiles import Strip, Tiles, count, empty


class Groups:
    """Grows while a story is explored; a group keeps its index."""

    def __init__(self) -> None:
        self.packed: Column = np.zeros(0, dtype=np.int64)
        """What the states of each group agree in, packed into one number."""
        self._room = empty(0)
        self._new = empty(0)
        self._touched: list[Column] = []
        self._order: Column = np.zeros(0, dtype=np.int64)
        self._sorted: Column = np.zeros(0, dtype=np.int64)
        self.worked: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        """Whether the ways on from a group are known."""

    @property
    def tiles(self) -> Tiles:
        """The known states of each group."""
        return self._room[: len(self.packed)]

    @property
    def states(self) -> int:
        """How many states are known."""
        return count(self.tiles)

    def find(self, packed: Column) -> Column:
        """The indexes of these groups; those not met before are added, still empty."""
        new = np.unique(packed)
        new = new[~np.isin(new, self._sorted, assume_unique=True)]
        if len(new):
            self._add(new)
        return self._order[np.searchsorted(self._sorted, packed)]

    def bring(self, target: Column, strip: Strip) -> None:
        """Lay states over groups; what is new among them counts from the next `settle` on. Each target stands once."""
        rows = slice(strip.first, strip.last + 1)
        new = strip.tiles & ~self._room[target, :, rows]
        some = new.any(axis=(1, 2))
        target = target[some]
        self._new[target, :, rows] |= new[some]
        self._touched.append(target)

    def settle(self) -> tuple[Column, Tiles]:
        """The groups with new states, and these states."""
        if not self._touched:
            return np.zeros(0, dtype=np.int64), empty(0)
        target = np.unique(np.concatenate(self._touched))
        self._touched = []
        tiles = self._new[target]
        self._new[target] = 0
        self._room[target] |= tiles
        return target, tiles

    def _add(self, new: Column) -> None:
        self.packed = np.concatenate([self.packed, new])
        self._order = np.argsort(self.packed)
        self._sorted = self.packed[self._order]
        missing = len(self.packed) - len(self._room)
        if missing > 0:
            more = max(missing, len(self._room))
            self._room, self._new = (_longer(tiles, more) for tiles in (self._room, self._new))
            self.worked = np.concatenate([self.worked, np.zeros(more, dtype=np.bool_)])


def _longer(tiles: Tiles, more: int) -> Tiles:
    """The tiles with so many empty ones after them. What is not touched yet costs no memory: it is no copy."""
    longer = empty(len(tiles) + more)
    longer[: len(tiles)] = tiles
    return longer
