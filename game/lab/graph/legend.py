"""The legend of the SVG picture: what its shapes, colours and strokes mean."""

from collections.abc import Iterator

from game.lab.graph.colours import ACTS, GRADE_COLOURS, LINE, LOST, SCENE, SOFT_INK
from game.lab.graph.geometry import Box
from game.lab.graph.model import Graph
from game.lab.graph.shapes import ending_outline, text, text_width
from game.lab.graph.words import is_lost
from game.lab.graph.xml import element
from game.story import GRADES
from game.telling.signs import grade_sign
from game.text import Translator

_SIGN, _LINE, _GAP = 40.0, 30.0, 26.0
Item = tuple[str, str]
"""A drawing 30 wide and 18 high, and what it means."""


def legend(graph: Graph, t: Translator, width: float) -> tuple[str, float]:
    """Return the legend and its height, broken into lines of at most `width`."""
    drawn = [text(0, 12, t("lab_graph.legend.heading"), 13, font_weight=700)]
    x, y = 0.0, 28.0
    for drawing, meaning in _items(graph, t):
        wide = _SIGN + text_width(meaning, 12)
        if x and x + wide > width:
            x, y = 0.0, y + _LINE
        label = text(_SIGN, 13.5, meaning, 12, fill=SOFT_INK)
        drawn.append(element("g", drawing, label, transform=f"translate({x:.1f} {y:.1f})"))
        x += wide + _GAP
    return "".join(drawn), y + _LINE


def _items(graph: Graph, t: Translator) -> Iterator[Item]:
    for act in sorted({scene.act for scene in graph.scenes}):
        yield _scene(ACTS.get(act, SOFT_INK)), t("lab_graph.act", act=act)
    for grade in GRADES:
        if any(ending.grade == grade for ending in graph.endings):
            outline = "".join(ending_outline(grade, Box(0, 0, 30, 18)))
            yield outline, f"{grade_sign(grade)} {t(f'lab_graph.grade.{grade}')}"
    yield _stroke(LINE, 9.0), t("lab_graph.legend.thickness")
    if any(not edge.share for edge in graph.edges):
        yield _stroke(LINE, 1.6, "2 5"), t("lab_graph.legend.dotted")
    if any(graph.nodes[edge.target].built_in for edge in graph.edges):
        yield _stroke(GRADE_COLOURS["bad"].line, 5.0), t("lab_graph.legend.side")
    if any(is_lost(node) for node in graph.nodes.values()):
        yield _scene(None), t("lab_graph.legend.lost")


def _scene(stripe: str | None) -> str:
    colours = SCENE if stripe else LOST
    card = element("rect", width=30, height=18, rx=5, fill=colours.fill, stroke=colours.line,
                   stroke_dasharray=None if stripe else "4 3")  # fmt: skip
    return card + (element("rect", width=4, height=14, y=2, rx=2, fill=stripe) if stripe else "")


def _stroke(colour: str, width: float, dashes: str | None = None) -> str:
    return element("path", d="M0 9H30", stroke=colour, stroke_width=width, stroke_opacity=0.6, stroke_dasharray=dashes)
