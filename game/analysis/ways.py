"""What the actions of one scene do to its groups: worked out once for each group, then only bits move along them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from game.analysis.fields import SHOP, STRIKES, Column, Table
from game.analysis.tiles import Tiles, cut
from game.analysis.work import SOURCE
from game.engine.state import SHOP_STEPS

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
        return Ways(self.groups[:, columns], self.action[columns], self.target[columns])


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

    def add(self, target: str, meters: Table, action: int, place: Column) -> None:
        """Add ways that one action takes."""
        more = Ways(meters, np.full(meters.shape[1], action), place)
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


def along(ways: Ways, groups: Column, tiles: Tiles) -> Iterator[tuple[Ways, Tiles]]:
    """The states of these groups that take each way, piece by piece; ways that none takes are left out."""
    if not len(groups):
        return
    place = np.full(max(int(groups.max()), int(ways.groups[SOURCE].max(initial=0))) + 1, -1)
    place[groups] = np.arange(len(groups))
    start = place[ways.groups[SOURCE]]
    live = np.flatnonzero(start >= 0)
    for first in range(0, len(live), PIECE):
        piece = live[first : first + PIECE]
        part = ways.chosen(piece)
        taken = cut(tiles[start[piece]], part.groups)
        some = np.flatnonzero(taken.any(axis=(1, 2)))
        if len(some):
            yield part.chosen(some), taken[some]
