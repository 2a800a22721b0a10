"""Which row each node of a picture stands in, and in which order.

The method is Sugiyama's: rounds are cut, rows follow the longest way, ways past a row get a place in it, and the order
within rows follows the mean place of the neighbours.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Way = tuple[str, str]
SWEEPS = 12
"""Passes up and down the rows; more changes nothing that can be seen in stories of sixty scenes."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Rows from top to bottom, each from left to right. Between rows, every way goes one row down."""

    rows: tuple[tuple[str, ...], ...]
    chains: Mapping[Way, tuple[str, ...]]
    """For each way downwards the places it passes, both ends included."""
    back: tuple[Way, ...]
    """ways that lead upwards, from a scene to one before it"""


def layered(nodes: Sequence[str], last: Sequence[str], ways: Sequence[Way]) -> Layers:
    """Return the rows of `nodes`, given in story order, with the nodes `last` in a row of their own at the bottom."""
    back = _upwards([*nodes, *last], ways)
    down = [way for way in ways if way not in back and way[0] != way[1]]
    row = _rows(nodes, down)
    bottom = max(row.values(), default=-1) + 1
    row.update(dict.fromkeys(last, bottom))
    chains = {way: _chain(way, row) for way in down}
    rows: list[list[str]] = [[] for _ in range(bottom + 1)]
    for id in (*nodes, *last):
        rows[row[id]].append(id)
    for start, chain in ((row[way[0]], chain) for way, chain in chains.items()):
        for step, id in enumerate(chain[1:-1], 1):
            rows[start + step].append(id)
    return Layers(_ordered(rows, chains.values()), chains, tuple(way for way in ways if way in back))


def _upwards(order: Sequence[str], ways: Sequence[Way]) -> set[Way]:
    """The ways that close a round, found by a walk from the first node on that does not recurse."""
    out = defaultdict(list)
    for source, target in ways:
        out[source].append(target)
    found: set[Way] = set()
    done: set[str] = set()
    for first in order:
        path: list[str] = []
        todo = [(first, False)]
        while todo:
            id, leaving = todo.pop()
            if leaving:
                done.add(path.pop())
            elif id not in done and id not in path:
                path.append(id)
                found |= {(id, target) for target in out[id] if target in path and target != id}
                todo += [(id, True), *((target, False) for target in reversed(out[id]))]
    return found


def _rows(nodes: Sequence[str], ways: Sequence[Way]) -> dict[str, int]:
    """Each node below all that lead to it; one that nothing leads to near what it leads to, or below the one before."""
    into: dict[str, list[str]] = defaultdict(list)
    out: dict[str, list[str]] = defaultdict(list)
    for source, target in ways:
        into[target].append(source)
        out[source].append(target)
    row = dict.fromkeys(nodes, 0)
    for _ in nodes:  # the longest way has no more steps
        deeper = {id: max((row[source] + 1 for source in into[id]), default=0) for id in nodes}
        if deeper == row:
            break
        row = deeper
    for before, id in pairwise(nodes):
        if not into[id]:
            row[id] = min((row[target] for target in out[id] if target in row), default=row[before] + 2) - 1
    return row


def _chain(way: Way, row: Mapping[str, int]) -> tuple[str, ...]:
    source, target = way
    between = (f"{source}\n{target}\n{place}" for place in range(row[source] + 1, row[target]))
    return (source, *between, target)


def _ordered(rows: Sequence[Sequence[str]], chains: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows with each node near the mean place of its neighbours; of all orders tried, the least crossed."""
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for upper, lower in pairwise(chain):
            above[lower].append(upper)
            below[upper].append(lower)
    now = [list(row) for row in rows]
    best = [list(row) for row in now]
    for sweep in range(SWEEPS):
        near, order = (above, range(1, len(now))) if sweep % 2 == 0 else (below, range(len(now) - 2, -1, -1))
        for place in order:
            _sort(now[place], now[place + (-1 if sweep % 2 == 0 else 1)], near)
        if crossings(now, below) < crossings(best, below):
            best = [list(row) for row in now]
    return tuple(tuple(row) for row in best)


def _sort(row: list[str], beside: Sequence[str], near: Mapping[str, Sequence[str]]) -> None:
    """Sort a row by the mean place of each node's neighbours in the row beside it; without any, it keeps its place."""
    places = {id: place for place, id in enumerate(beside)}
    scale = max(1, len(beside)) / max(1, len(row))
    wish = {
        id: sum(places[other] for other in near[id]) / len(near[id]) if near.get(id) else place * scale
        for place, id in enumerate(row)
    }
    row.sort(key=lambda id: wish[id])


def crossings(rows: Sequence[Sequence[str]], below: Mapping[str, Sequence[str]]) -> int:
    """How many pairs of ways between neighbouring rows cross."""
    total = 0
    for upper, lower in pairwise(rows):
        places = {id: place for place, id in enumerate(lower)}
        ends = [sorted(places[other] for other in below.get(id, ())) for id in upper]
        seen: list[int] = []
        for targets in ends:
            total += sum(1 for target in targets for other in seen if other > target)
            seen += targets
    return total
