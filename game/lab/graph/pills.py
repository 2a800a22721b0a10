"""The labels of ways in the SVG picture, each at a free spot of its way."""

from collections.abc import Iterator
from itertools import pairwise

from game.lab.graph.colours import GRADE_COLOURS, PAPER, SOFT_INK
from game.lab.graph.geometry import Box, Exit, Geometry, Point, Ribbon
from game.lab.graph.model import Edge, Graph
from game.lab.graph.shapes import text, text_width
from game.lab.graph.strokes import point_on
from game.lab.graph.words import percent, way_label
from game.lab.graph.xml import element
from game.text import Translator, truncate

SIZE, HEIGHT = 11.0, 19.0
_PARTS = (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)
_LONGEST = 22
"""Cells of a label."""


def pills(graph: Graph, places: Geometry, t: Translator) -> list[str]:
    """Return the labels of all ways. Broad ways choose their spot first."""
    taken = list(places.boxes.values())
    drawn = []
    for ribbon in sorted(places.ribbons, key=lambda ribbon: -ribbon.edge.share):
        said = _said(ribbon.edge, t)
        spots = [_around(point, said) for point in _spots(ribbon)]
        spot = next((spot for spot in spots if not any(_meet(spot, other) for other in taken)), spots[0])
        taken.append(spot)
        drawn.append(_pill(spot, said))
    drawn += [_pill(_around(_beside(edge, places), _said(edge, t)), _said(edge, t)) for edge in places.returns]
    return drawn + [_exit(way, graph) for way in places.exits if way.edge.share >= 0.005]


def _said(edge: Edge, t: Translator) -> str:
    return f"{truncate(way_label(edge, t), _LONGEST)}  {percent(edge.share)}"


def _spots(ribbon: Ribbon) -> Iterator[Point]:
    """Where a label may stand: on the first curve, else where the way passes rows."""
    points = ribbon.points
    yield from (point_on(points[0], points[1], part) for part in _PARTS)
    for start, end in pairwise(points[1:]):
        yield (start[0] + end[0]) / 2, (start[1] + end[1]) / 2


def _beside(edge: Edge, places: Geometry) -> Point:
    source, target = places.boxes[edge.source], places.boxes[edge.target]
    if source is target:
        return source.x - 58, source.y + 37
    return min(source.x, target.x) - 48, (source.y + target.bottom) / 2


def _around(point: Point, said: str) -> Box:
    width = text_width(said, SIZE) + 14
    return Box(point[0] - width / 2, point[1] - HEIGHT / 2, width, HEIGHT)


def _meet(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _pill(box: Box, said: str) -> str:
    frame = element("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=HEIGHT / 2,
                    fill=PAPER, fill_opacity=0.93)  # fmt: skip
    return frame + text(box.middle, box.y + 13.5, said, SIZE, fill=SOFT_INK, text_anchor="middle")


def _exit(way: Exit, graph: Graph) -> str:
    """The share of those who leave, just above their way."""
    grade = graph.nodes[way.edge.target].grade or "mixed"
    side = 1 if way.lane > way.start[0] else -1
    return text(way.start[0] + side * 8, way.start[1] - 8 - 17 * min(way.edge.share, 1), percent(way.edge.share), SIZE,
                fill=GRADE_COLOURS[grade].line, text_anchor="start" if side > 0 else "end")  # fmt: skip
