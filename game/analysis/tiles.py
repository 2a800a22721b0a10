"""Sets of (satisfaction, stamina) as bits: a tile has two words a row, 101 bits of satisfaction, for stamina 0..100.

Moving a whole set by an action is then a shift of bits, however many states it holds.
"""

import numpy as np
from numpy.typing import NDArray

from game.analysis.fields import Column, Table
from game.analysis.work import ADDED, FIRST, LAST, LEAST, MOST, SATISFACTION, STAMINA
from game.engine.state import METER_TOP

Tiles = NDArray[np.uint64]
"""(tiles, 2 words, 101 rows)"""

SIZE = METER_TOP + 1
WORD = 64
_FARTHEST = WORD - 1
"""Bits by which a word can be shifted at once."""
_BELOW = np.array([((1 << n) - 1 & (1 << WORD) - 1, (1 << n) - 1 >> WORD) for n in range(SIZE + 1)], dtype=np.uint64)
"""By number n in 0..101: the bits 0..n-1."""
_ONE = np.uint64(1)


def between(first: Column, last: Column) -> Tiles:
    """For each pair the two words with the bits first..last set; none where the last lies before the first."""
    first, last = np.clip(first, 0, SIZE), np.clip(last + 1, 0, SIZE)
    return _BELOW[last] & ~_BELOW[first]


def empty(count: int) -> Tiles:
    """So many empty tiles."""
    return np.zeros((count, 2, SIZE), dtype=np.uint64)


def count(tiles: Tiles) -> int:
    """How many states they hold together."""
    return int(np.bitwise_count(tiles).sum(dtype=np.int64))


def cells(tiles: Tiles) -> tuple[Column, Column, Column]:
    """Every state: its tile, stamina and satisfaction, in this order of sorting."""
    words = np.ascontiguousarray(tiles.transpose(0, 2, 1)).ravel()
    filled = np.flatnonzero(words)
    bits = np.flatnonzero(np.unpackbits(words[filled].view(np.uint8), bitorder="little"))
    row, word = np.divmod(filled.take(bits >> 6), 2)
    return row // SIZE, row % SIZE, WORD * word + (bits & WORD - 1)


def cut(tiles: Tiles, groups: Table) -> Tiles:
    """Of each tile the states that start in its group's rectangle. Changes and returns the tiles."""
    first, last = groups[SATISFACTION + FIRST], groups[SATISFACTION + LAST]
    if (first > 1).any() or (last < METER_TOP).any():
        tiles &= between(first, last)[:, :, None]
    first, last = groups[STAMINA + FIRST], groups[STAMINA + LAST]
    if (first > 1).any() or (last < METER_TOP).any():
        rows = np.arange(SIZE)
        tiles *= ((rows >= first[:, None]) & (rows <= last[:, None]))[:, None, :]
    return tiles


def moved(tiles: Tiles, groups: Table) -> Tiles:
    """Each tile as its group's meters moved it. Changes the tiles."""
    return _along_stamina(_along_satisfaction(tiles, groups), groups)


def _along_satisfaction(tiles: Tiles, groups: Table) -> Tiles:
    added, least, most = (groups[SATISFACTION + part] for part in (ADDED, LEAST, MOST))
    # What would pass a bound is laid onto it; that needs to be looked for only where a start can lie so near.
    low = np.flatnonzero(groups[SATISFACTION + FIRST] < least - added)
    high = np.flatnonzero(groups[SATISFACTION + LAST] > most - added)
    under = _any_in(tiles[low], between(np.zeros_like(low), (least - added)[low] - 1))
    over = _any_in(tiles[high], between((most - added)[high] + 1, np.full_like(high, METER_TOP)))
    tiles &= between(least - added, most - added)[:, :, None]
    while added.any():
        near = np.clip(added, -_FARTHEST, _FARTHEST)
        for chosen, up in ((np.flatnonzero(near > 0), True), (np.flatnonzero(near < 0), False)):
            if len(chosen):
                tiles[chosen] = _shifted(tiles[chosen], np.abs(near[chosen]).astype(np.uint64)[:, None], up)
        added = added - near
    _lay(tiles, low, under, least)
    _lay(tiles, high, over, most)
    return tiles


def _any_in(tiles: Tiles, words: Tiles) -> NDArray[np.bool_]:
    """For each row, whether it has any of those bits."""
    found: NDArray[np.bool_] = ((tiles[:, 0] & words[:, :1]) | (tiles[:, 1] & words[:, 1:])) != 0
    return found


def _lay(tiles: Tiles, chosen: Column, rows: NDArray[np.bool_], bound: Column) -> None:
    """Sets the bit of a bound in the rows of the chosen tiles that had bits beyond it."""
    some = np.flatnonzero(rows.any(axis=1))
    chosen = chosen[some]
    tiles[chosen] |= rows[some][:, None, :] * between(bound[chosen], bound[chosen])[:, :, None]


def _shifted(tiles: Tiles, by: Tiles, up: bool) -> Tiles:
    """Bits moved up or down by 1..63; what passes from word to word takes two shifts, for a whole word is too much."""
    low, high, rest = tiles[:, 0], tiles[:, 1], _FARTHEST - by
    if up:
        high <<= by
        high |= low >> rest >> _ONE
        low <<= by
    else:
        low >>= by
        low |= high << rest << _ONE
        high >>= by
    return tiles


def _along_stamina(tiles: Tiles, groups: Table) -> Tiles:
    steps = groups[[STAMINA + ADDED, STAMINA + LEAST, STAMINA + MOST]]
    key = (steps[0] + 1000 << 20) + (steps[1] << 10) + steps[2]
    for value in np.unique(key):
        chosen = np.flatnonzero(key == value)
        added, least, most = (int(step) for step in steps[:, chosen[0]])
        tiles[chosen] = _rows_moved(tiles[chosen], added, least, most)
    return tiles


def _rows_moved(tiles: Tiles, added: int, least: int, most: int) -> Tiles:
    result = np.zeros_like(tiles)
    first, last = max(least - added, 0), min(most - added, METER_TOP)
    if first <= last:
        result[:, :, first + added : last + added + 1] = tiles[:, :, first : last + 1]
    if first > 0:
        result[:, :, least] |= np.bitwise_or.reduce(tiles[:, :, : min(first, SIZE)], axis=2)
    if last < METER_TOP:
        result[:, :, most] |= np.bitwise_or.reduce(tiles[:, :, max(last + 1, 0) :], axis=2)
    return result


def gathered(tiles: Tiles, target: Column) -> tuple[Column, Tiles]:
    """The tiles that go to the same target laid over each other, pair by pair: the targets in order, each with its."""
    order = np.argsort(target, kind="stable")
    target, tiles = target[order], tiles[order]
    while (target[1:] == target[:-1]).any():
        first = np.flatnonzero(np.r_[True, target[1:] != target[:-1]])
        rank = np.arange(len(target)) - np.repeat(first, np.diff(np.r_[first, len(target)]))
        odd, even = np.flatnonzero(rank % 2), np.flatnonzero(rank % 2 == 0)
        tiles[odd - 1] |= tiles[odd]
        target, tiles = target[even], tiles[even]
    return target, tiles
