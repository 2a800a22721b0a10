"""The picture as SVG, laid out here: nothing needs to be installed, and it looks the same everywhere."""

from game.lab.graph.colours import INK, LINE, PAPER, SOFT_INK
from game.lab.graph.geometry import Geometry, arranged
from game.lab.graph.legend import legend
from game.lab.graph.model import Graph
from game.lab.graph.pills import pills
from game.lab.graph.shapes import FONT, node_shape, text
from game.lab.graph.strokes import exit_path, return_path, ribbon_path
from game.lab.graph.xml import element, words
from game.text import Translator

MARGIN, HEADER, NARROWEST = 44.0, 104.0, 860.0


def to_svg(graph: Graph, t: Translator) -> str:
    """Return the picture as a file of its own."""
    places = arranged(graph)
    wide = max(places.right - places.left, NARROWEST)
    dx = MARGIN - places.left + (wide - (places.right - places.left)) / 2
    key, key_height = legend(graph, t, wide)
    width, height = wide + 2 * MARGIN, HEADER + places.bottom + 2 * MARGIN + key_height
    drawn = element("g", *_drawing(graph, places, t), transform=f"translate({dx:.1f} {HEADER:.1f})")
    below = element("g", key, transform=f"translate({MARGIN:.1f} {HEADER + places.bottom + MARGIN:.1f})")
    paper = element("rect", width="100%", height="100%", fill=PAPER)
    return (
        element(
            "svg",
            element("title", words(graph.title)),
            element("desc", words(graph.facts)),
            _arrow(),
            paper,
            _header(graph),
            drawn,
            below,
            xmlns="http://www.w3.org/2000/svg",
            role="img",
            viewBox=f"0 0 {width:.0f} {height:.0f}",
            width=f"{width:.0f}",
            height=f"{height:.0f}",
            font_family=FONT,
            fill=INK,
        )
        + "\n"
    )


def _header(graph: Graph) -> str:
    return element(
        "g",
        text(MARGIN, 52, graph.title, 26, font_weight=700),
        text(MARGIN, 77, f"{graph.id} · {graph.facts}", 13, fill=SOFT_INK),
    )


def _drawing(graph: Graph, places: Geometry, t: Translator) -> list[str]:
    """Ways first, so that cards lie on them; the labels of ways on top of all."""
    nodes = graph.nodes
    drawn = [exit_path(way, nodes[way.edge.target], t) for way in places.exits]
    drawn += [
        ribbon_path(way, nodes[way.edge.target], t) for way in sorted(places.ribbons, key=lambda w: -w.edge.share)
    ]
    drawn += [return_path(edge, places.boxes, t) for edge in places.returns]
    drawn += [node_shape(node, places.boxes[id], t) for id, node in nodes.items()]
    return [*drawn, *pills(graph, places, t)]


def _arrow() -> str:
    head = element("path", d="M0 0L8 4L0 8Z", fill=LINE)
    marker = element("marker", head, id="arrow", markerWidth=8, markerHeight=8, refX=7, refY=4, orient="auto",
                     markerUnits="userSpaceOnUse")  # fmt: skip
    return element("defs", marker)
