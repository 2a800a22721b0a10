"""Sets of (satisfaction, stamina) as bits: a tile has two words a row, 101 bits of satisfaction, for stamina 0..100.

Moving a whole set by an action is then a shift of bits, however many states it holds. Few rows of a tile hold any, so
tiles on their way are strips: the same few rows of each.
"""

from typing import NamedTuple

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


class Strip(NamedTuple):
    """Some rows of tiles; all others are empty."""

    tiles: Tiles
    """(tiles, 2 words, rows)"""
    first: int
    """the stamina of the first of these rows"""

    @property
    def last(self) -> int:
        """The stamina of the last row."""
        return self.first + self.tiles.shape[2] - 1


def between(first: Column, last: Column) -> Tiles:
    """For each pair the two words with the bits first..last set; none where the last lies before the first."""
    first, last = (np.minimum(np.maximum(number, 0), SIZE) for number in (first, last + 1))
    return _BELOW[last] & ~_BELOW[first]


def empty(count: int) -> Tiles:
    """So many empty tiles."""
    return np.zeros((count, 2, SIZE), dtype=np.uint64)


def count(tiles: Tiles) -> int:
    """How many states they hold together."""
    return int(np.bitwise_count(tiles).sum(dtype=np.int64))


def cells(tiles: Tiles, lowest: int = 0) -> tuple[Column, Column, Column]:
    """Every state: its tile, stamina and satisfaction, in this order of sorting. `lowest`: stamina of the first row."""
    words = np.ascontiguousarray(tiles.transpose(0, 2, 1)).ravel()
    filled = np.flatnonzero(words)
    words = words[filled]
    bits = np.flatnonzero(np.unpackbits(words.view(np.uint8), bitorder="little"))
    row, word = np.divmod(filled, 2)
    tile, row = np.divmod(row, tiles.shape[2])
    counts = np.bitwise_count(words)  # what words have in common is worked out by word, for they are fewer
    return tile.repeat(counts), (row + lowest).repeat(counts), (WORD * word).repeat(counts) + (bits & WORD - 1)


def cut(strip: Strip, groups: Table) -> Strip:
    """Of each tile the states that start in its group's rectangle. Changes and returns the tiles."""
    tiles = strip.tiles
    first, last = groups[SATISFACTION + FIRST], groups[SATISFACTION + LAST]
    if (first > 1).any() or (last < METER_TOP).any():
        tiles &= between(first, last)[:, :, None]
    first, last = groups[STAMINA + FIRST], groups[STAMINA + LAST]
    if (first > strip.first).any() or (last < strip.last).any():
        rows = np.arange(strip.first, strip.last + 1)
        tiles *= ((rows >= first[:, None]) & (rows <= last[:, None]))[:, None, :]
    return strip


def moved(strip: Strip, groups: Table) -> Strip:
    """Each tile as its group's meters moved it. Changes the tiles."""
    return _along_stamina(Strip(_along_satisfaction(strip.tiles, groups), strip.first), groups)


def _along_satisfaction(tiles: Tiles, groups: Table) -> Tiles:
    added, least, most = (groups[SATISFACTION + part] for part in (ADDED, LEAST, MOST))
    # What would pass a bound is laid onto it; that needs to be looked for only where a start can lie so near.
    low = np.flatnonzero(groups[SATISFACTION + FIRST] < least - added)
    high = np.flatnonzero(groups[SATISFACTION + LAST] > most - added)
    under = _any_in(tiles[low], between(np.zeros_like(low), (least - added)[low] - 1))
    over = _any_in(tiles[high], between((most - added)[high] + 1, np.full_like(high, METER_TOP)))
    tiles &= between(least - added, most - added)[:, :, None]
    while added.any():
        near = np.minimum(np.maximum(added, -_FARTHEST), _FARTHEST)
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


def _along_stamina(strip: Strip, groups: Table) -> Strip:
    steps = groups[[STAMINA + ADDED, STAMINA + LEAST, STAMINA + MOST]]
    _, places, kind = np.unique((steps[0] + 1000 << 20) + (steps[1] << 10) + steps[2], True, True)
    kinds = [(int(added), int(least), int(most)) for added, least, most in steps[:, places].T]
    ends = [min(max(row + added, least), most) for added, least, most in kinds for row in (strip.first, strip.last)]
    result = Strip(np.zeros((*strip.tiles.shape[:2], max(ends) - min(ends) + 1), dtype=np.uint64), min(ends))
    for number, step in enumerate(kinds):
        _move_rows(strip, np.flatnonzero(kind == number), result, *step)
    return result


def _move_rows(strip: Strip, chosen: Column, result: Strip, added: int, least: int, most: int) -> None:
    """Put the rows of the chosen tiles where they move; those that would pass a bound are laid onto it."""
    first, last = max(strip.first, least - added), min(strip.last, most - added)
    if first <= last:
        result.tiles[chosen, :, first + added - result.first : last + added + 1 - result.first] = strip.tiles[
            chosen, :, first - strip.first : last + 1 - strip.first
        ]
    if first > strip.first:
        under = strip.tiles[chosen, :, : first - strip.first]
        result.tiles[chosen, :, least - result.first] |= np.bitwise_or.reduce(under, axis=2)
    if last < strip.last:
        over = strip.tiles[chosen, :, max(last + 1 - strip.first, 0) :]
        result.tiles[chosen, :, most - result.first] |= np.bitwise_or.reduce(over, axis=2)


def gathered(strip: Strip, target: Column) -> tuple[Column, Strip]:
    """The tiles that go to the same target laid over each other: the targets in order, each with its."""
    order = np.argsort(target, kind="stable")
    target = target[order]
    first = np.flatnonzero(np.r_[True, target[1:] != target[:-1]])
    counts = np.diff(np.r_[first, len(target)])
    tiles = strip.tiles[order[first]]
    for more in range(1, int(counts.max())):
        some = np.flatnonzero(counts > more)
        tiles[some] |= strip.tiles[order[first[some] + more]]
    return target[first], Strip(tiles, strip.first)
