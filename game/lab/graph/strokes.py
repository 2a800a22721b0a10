"""The ways of the SVG picture as strokes, as thick as they are taken."""

from collections.abc import Mapping
from itertools import pairwise

from game.lab.graph.colours import GRADE_COLOURS, LINE
from game.lab.graph.geometry import Box, Exit, Point, Ribbon, thickness
from game.lab.graph.model import Edge, Node
from game.lab.graph.words import percent, way_label
from game.lab.graph.xml import element, words
from game.text import Translator

_ROUND = 22.0
_OPACITY = 0.5


def ribbon_path(ribbon: Ribbon, target: Node, t: Translator) -> str:
    """A way down: curves between rows, straight through them."""
    points = ribbon.points
    path = f"M{_at(points[0])}"
    for place, (start, end) in enumerate(pairwise(points)):
        path += f"L{_at(end)}" if place % 2 else _curve(start, end)
    return _stroke(path, ribbon.edge, target, t)


def exit_path(way: Exit, target: Node, t: Translator) -> str:
    """A way out at the side: across, round a corner, down its lane."""
    (x, y), lane = way.start, way.lane
    turn = _ROUND if lane > x else -_ROUND
    path = f"M{_at(way.start)}H{lane - turn:.1f}Q{lane:.1f} {y:.1f} {lane:.1f} {y + _ROUND:.1f}V{way.bottom:.1f}"
    return _stroke(path, way.edge, target, t)


def return_path(edge: Edge, boxes: Mapping[str, Box], t: Translator) -> str:
    """A way back, left of the cards, with an arrow: it is the only one that leads upwards."""
    source, target = boxes[edge.source], boxes[edge.target]
    low, high = source.y + 52, target.y + 22
    out = min(source.x, target.x) - (44 if source is target else 64)
    path = f"M{source.x:.1f} {low:.1f}C{out:.1f} {low + 8:.1f} {out:.1f} {high - 8:.1f} {target.x - 1:.1f} {high:.1f}"
    wide = min(thickness(edge.share), 6.0)
    return element("path", _hover(edge, t), d=path, fill="none", stroke=LINE, stroke_width=wide, stroke_opacity=0.8,
                   stroke_dasharray=None if edge.share else "2 5", marker_end="url(#arrow)")  # fmt: skip


def point_on(start: Point, end: Point, part: float) -> Point:
    """The point of a curve between rows after `part` (0..1) of it."""
    (x1, y1), (x2, y2), rest = start, end, 1 - part
    middle = (y1 + y2) / 2
    bend = 3 * rest * rest * part, 3 * rest * part * part
    x = (rest**3 + bend[0]) * x1 + (part**3 + bend[1]) * x2
    return x, rest**3 * y1 + sum(bend) * middle + part**3 * y2


def _stroke(path: str, edge: Edge, target: Node, t: Translator) -> str:
    colour = GRADE_COLOURS[target.grade].line if target.grade else LINE
    return element("path", _hover(edge, t), d=path, fill="none", stroke=colour, stroke_opacity=_OPACITY,
                   stroke_width=thickness(edge.share), stroke_dasharray=None if edge.share else "2 5")  # fmt: skip


def _hover(edge: Edge, t: Translator) -> str:
    """What a browser shows where the pointer rests."""
    said = ", ".join(edge.choices) or way_label(edge, t)
    return element("title", words(f"{percent(edge.share)}: {said}"))


def _curve(start: Point, end: Point) -> str:
    middle = (start[1] + end[1]) / 2
    return f"C{start[0]:.1f} {middle:.1f} {end[0]:.1f} {middle:.1f} {_at(end)}"


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
