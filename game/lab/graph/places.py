"""Where the nodes of each row stand: as near to their neighbours as their widths allow."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from game.lab.graph.layers import Layers, Way

SWEEPS = 24


def placed(
    layers: Layers, widths: Mapping[str, float], room: Mapping[str, float], weights: Mapping[Way, float]
) -> dict[str, float]:
    """Return the middle of each node, in the unit of `widths`; `room` is what a node needs free at its left.

    Wide ways pull hardest (`weights`), and within a long way its places pull each other most, so that it runs straight.
    """
    pulls: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for way, chain in layers.chains.items():
        for upper, lower in pairwise(chain):
            inner = (upper != way[0]) + (lower != way[1])
            weight = (0.05 + weights.get(way, 0)) * (1, 2, 8)[inner]
            pulls[upper].append((lower, weight))
            pulls[lower].append((upper, weight))
    x = {id: place for row in layers.rows for id, place in zip(row, _line_up(row, widths, room), strict=True)}
    for sweep in range(SWEEPS):
        for row in layers.rows if sweep % 2 == 0 else reversed(layers.rows):
            wishes = [_wish(id, pulls[id], x) for id in row]
            x.update(zip(row, spread(wishes, _steps(row, widths, room)), strict=True))
    return x


def _line_up(row: Sequence[str], widths: Mapping[str, float], room: Mapping[str, float]) -> list[float]:
    """A row about the middle of the picture."""
    return spread([(0.0, 1.0)] * len(row), _steps(row, widths, room))


def _steps(row: Sequence[str], widths: Mapping[str, float], room: Mapping[str, float]) -> list[float]:
    """The least distance from each node's middle to the next one's."""
    return [(widths[left] + widths[right]) / 2 + room[right] for left, right in pairwise(row)]


def _wish(id: str, pulls: Sequence[tuple[str, float]], x: Mapping[str, float]) -> tuple[float, float]:
    total = sum(weight for _, weight in pulls)
    if not total:
        return x[id], 0.01
    return sum(x[other] * weight for other, weight in pulls) / total, total


def spread(wishes: Sequence[tuple[float, float]], steps: Sequence[float]) -> list[float]:
    """Return the places nearest to `wishes` (place, weight) that keep the order and the distances `steps`.

    Least squares by pooling neighbours that would overlap (isotonic regression).
    """
    offsets = [0.0]
    for step in steps:
        offsets.append(offsets[-1] + step)
    blocks: list[tuple[float, float, int]] = []  # mean, weight, number of members
    for (wish, weight), offset in zip(wishes, offsets, strict=False):
        block = (wish - offset, weight, 1)
        while blocks and blocks[-1][0] >= block[0]:
            mean, other, count = blocks.pop()
            whole = other + block[1]
            block = ((mean * other + block[0] * block[1]) / whole, whole, count + block[2])
        blocks.append(block)
    means = [mean for mean, _, count in blocks for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]
