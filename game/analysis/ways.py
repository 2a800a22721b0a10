"""What the actions of one scene do to its groups: worked out once for each group, then only bits move along them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from game.analysis.fields import SHOP, STRIKES, Column, Table
from game.analysis.tiles import Strip, Tiles, between, cut
from game.analysis.work import FIRST, LAST, SATISFACTION, SOURCE, STAMINA
from game.engine.state import METER_TOP, SHOP_STEPS

PIECE = 1024
"""Tiles moved at a time: about what a processor's cache holds."""


class Ways(NamedTuple):
    """Ways that lead to one target, a column each."""

    groups: Table
    """the METERS rows of a work table: the group they start from, its rectangle, how the meters move"""
    action: Column
    """index into the actions of the scene"""
    target: Column
    """index of the group they lead to; where the chat ends, what the score reads besides the meters (`standing`)"""

    def chosen(self, columns: Column) -> "Ways":
        """Some of them."""
        return Ways(self.groups.take(columns, axis=1), self.action.take(columns), self.target.take(columns))


def standing(work: Table) -> Column:
    """Strikes and shop as one number."""
    return work[STRIKES] * (SHOP_STEPS + 1) + work[SHOP]


class SceneWays:
    """All ways on from one scene."""

    def __init__(self) -> None:
        self.actions: tuple[str, ...] = ()
        self.to: dict[str, Ways] = {}
        """By target: `scenes.ID` or `endings.ID`."""
        self.asked: dict[tuple[str, bool], list[Ways]] = {}
        """What was asked or met on the way, by address and answer; `target` means nothing in them."""

    def add(self, target: str, meters: Table, action: Column, place: Column) -> None:
        """Add ways that actions take."""
        more = Ways(meters, action, place)
        old = self.to.get(target)
        self.to[target] = more if old is None else _joined(old, more)

    def ask(self, key: tuple[str, bool], meters: Table, action: int) -> None:
        """Note where groups come by."""
        none = np.zeros(meters.shape[1], dtype=np.int64)
        self.asked.setdefault(key, []).append(Ways(meters, none + action, none))


def _joined(one: Ways, two: Ways) -> Ways:
    return Ways(
        np.concatenate([one.groups, two.groups], axis=1),
        np.concatenate([one.action, two.action]),
        np.concatenate([one.target, two.target]),
    )


class Front:
    """New states of one scene, ready to move on."""

    def __init__(self, groups: Column, tiles: Tiles) -> None:
        self.groups = groups
        self.tiles = tiles
        self._place = np.full(int(groups.max(initial=-1)) + 1, -1)
        self._place[groups] = np.arange(len(groups))
        filled = (tiles[:, 0] | tiles[:, 1]) != 0
        self._lowest, self._highest = filled.argmax(axis=1), METER_TOP - filled[:, ::-1].argmax(axis=1)
        self._columns = np.bitwise_or.reduce(tiles, axis=2)

    def place_of(self, group: int) -> int:
        """The index of a group's tile; -1 where it has no new states."""
        return int(self._place[group]) if group < len(self._place) else -1

    def along(self, ways: Ways, by_row: bool = False) -> Iterator[tuple[Ways, Strip]]:
        """The states that take each way, piece by piece; ways that none takes are left out.

        `by_row`: in an order in which a piece spans few rows, else in that of the ways.
        """
        source = ways.groups[SOURCE]
        known = np.flatnonzero(source < len(self._place))
        start = self._place[source[known]]
        live = known[start >= 0]
        live, start = self._within_reach(ways.groups, live, start[start >= 0])
        if by_row:
            order = np.argsort(self._lowest[start], kind="stable")
            live, start = live[order], start[order]
        for first in range(0, len(live), PIECE):
            part = ways.chosen(live[first : first + PIECE])
            taken = cut(self._strip(start[first : first + PIECE]), part.groups)
            some = np.flatnonzero(taken.tiles.any(axis=(1, 2)))
            if len(some) == len(taken.tiles):
                yield part, taken
            elif len(some):
                yield part.chosen(some), Strip(taken.tiles[some], taken.first)

    def _strip(self, places: Column) -> Strip:
        lowest, highest = self._lowest[places].min(), self._highest[places].max()
        return Strip(self.tiles[places, :, lowest : highest + 1], int(lowest))

    def _within_reach(self, groups: Table, live: Column, start: Column) -> tuple[Column, Column]:
        """Leave out ways whose rectangle lies apart from all new states; cheaper than to cut the tiles."""
        near = self._lowest[start] <= groups[STAMINA + LAST].take(live)
        near &= self._highest[start] >= groups[STAMINA + FIRST].take(live)
        live, start = live[near], start[near]
        span = between(groups[SATISFACTION + FIRST].take(live), groups[SATISFACTION + LAST].take(live))
        some = (self._columns.take(start, axis=0) & span).any(axis=1)
        return live[some], start[some]
