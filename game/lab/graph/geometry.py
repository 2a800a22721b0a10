"""Where everything of the SVG picture stands, in pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.lab.graph.layers import Layers, Way, layered
from game.lab.graph.model import Edge, Graph, Node
from game.lab.graph.places import placed

CARD_WIDTH, CARD_HEIGHT = 270.0, 76.0
ENDING_WIDTH, ENDING_HEIGHT = 160.0, 96.0
ROW_GAP, LAST_GAP, NODE_GAP = 74.0, 120.0, 28.0
"""Between rows, above the endings, between nodes of a row."""
SCALE = 34.0
"""The thickness of a way that every player takes once."""
THINNEST = 1.4
LOOP_ROOM = 96.0
"""Beside the cards, for ways that lead back."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The x of the middle."""
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A way drawn downwards through points: it leaves and comes in straight."""

    edge: Edge
    points: tuple[Point, ...]
    """the lower side of a node, then in and out of each row passed, then the upper side of a node"""


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out at the side, down a lane of its own."""

    edge: Edge
    start: Point
    lane: float
    """x of the lane"""
    bottom: float


@dataclass(frozen=True, slots=True)
class Geometry:
    """The whole picture; `boxes` by node."""

    boxes: Mapping[str, Box]
    ribbons: tuple[Ribbon, ...]
    exits: tuple[Exit, ...]
    returns: tuple[Edge, ...]
    """ways back to a scene before, or to the same"""
    left: float
    right: float
    bottom: float


def thickness(share: float) -> float:
    """How thick a way is drawn."""
    return max(THINNEST, SCALE * min(share, 1.5))


def arranged(graph: Graph) -> Geometry:
    """Return the places of a graph's nodes and ways. Endings of an empty meter stand at the sides."""
    nodes = graph.nodes
    aside = [ending.id for ending in sorted(graph.endings, key=lambda ending: -ending.share) if ending.built_in]
    inner = [edge for edge in graph.edges if edge.target not in aside]
    shares = {(edge.source, edge.target): edge.share for edge in inner}
    last = [ending.id for ending in graph.endings if not ending.built_in]
    layers = layered([scene.id for scene in graph.scenes], last, list(shares))
    back = [edge for edge in inner if edge.source == edge.target or (edge.source, edge.target) in layers.back]
    free = {edge.source: LOOP_ROOM for edge in back}
    boxes, x = _boxes(layers, nodes, shares, free)
    left, right = (
        min((box.x - free.get(id, 0) for id, box in boxes.items()), default=0.0),
        max(map(_right, boxes.values()), default=0.0),
    )
    for id, place in x.items():
        left, right = min(left, place - 12), max(right, place + 12) if id not in boxes else right
    ribbons = _ribbons([edge for edge in inner if (edge.source, edge.target) in layers.chains], layers, boxes, x)
    exits = _aside(graph, aside, boxes, left, right)
    return Geometry(
        boxes,
        ribbons,
        exits,
        tuple(back),
        min([left, *map(_left, boxes.values())]),
        max([right, *map(_right, boxes.values())]),
        max((box.bottom for box in boxes.values()), default=0.0),
    )


def _left(box: Box) -> float:
    return box.x


def _right(box: Box) -> float:
    return box.right


def _size(node: Node | None, share: float) -> Point:
    if node is None:
        return thickness(share) + 16, 0.0
    return (CARD_WIDTH, CARD_HEIGHT) if node.grade is None else (ENDING_WIDTH, ENDING_HEIGHT)


def _boxes(
    layers: Layers, nodes: Mapping[str, Node], shares: Mapping[Way, float], free: Mapping[str, float]
) -> tuple[dict[str, Box], dict[str, float]]:
    """The box of each node, and the middle of each place in a row, those that ways pass included.

    Scenes line up along what most players do; the endings stand below them evenly, however few get there.
    """
    carried = {id: shares[way] for way, chain in layers.chains.items() for id in chain[1:-1]}
    sizes = {id: _size(nodes.get(id), carried.get(id, 0)) for row in layers.rows for id in row}
    pulls = {way: share if nodes[way[1]].grade is None else 0.0 for way, share in shares.items()}
    room = {id: NODE_GAP + free.get(id, 0) for id in sizes}
    x = placed(layers, {id: size[0] for id, size in sizes.items()}, room, pulls)
    boxes, y = {}, 0.0
    for place, row in enumerate(layers.rows, 1):
        height = max((sizes[id][1] for id in row), default=0.0) or CARD_HEIGHT
        for id in row:
            if id in nodes:
                width, own = sizes[id]
                boxes[id] = Box(x[id] - width / 2, y, width, own)
            else:
                boxes[id] = Box(x[id], y, 0, height)
        y += height + (LAST_GAP if place == len(layers.rows) - 1 else ROW_GAP)
    return {id: box for id, box in boxes.items() if id in nodes}, x


def _ribbons(
    edges: Sequence[Edge], layers: Layers, boxes: Mapping[str, Box], x: Mapping[str, float]
) -> tuple[Ribbon, ...]:
    tops = {id: (boxes[id].y, boxes[id].bottom) for id in boxes}
    spans = [next((tops[id] for id in row if id in tops), (0.0, 0.0)) for row in layers.rows]
    rows = {id: place for place, row in enumerate(layers.rows) for id in row}
    out, into = _ports(edges, layers, boxes, x, 0), _ports(edges, layers, boxes, x, -1)
    ribbons = []
    for edge in edges:
        way = edge.source, edge.target
        passed = [(x[id], y) for id in layers.chains[way][1:-1] for y in spans[rows[id]]]
        ends = (out[way], boxes[edge.source].bottom), (into[way], boxes[edge.target].y)
        ribbons.append(Ribbon(edge, (ends[0], *passed, ends[1])))
    return tuple(ribbons)


def _ports(
    edges: Sequence[Edge], layers: Layers, boxes: Mapping[str, Box], x: Mapping[str, float], end: int
) -> dict[Way, float]:
    """Where each way leaves (`end` 0) or comes in (-1): side by side, in the order in which they lie beyond."""
    ports: dict[Way, float] = {}
    for id, box in boxes.items():
        here = [edge for edge in edges if layers.chains[edge.source, edge.target][end] == id]
        here.sort(key=lambda edge: x[layers.chains[edge.source, edge.target][1 if end == 0 else -2]])
        total = sum(thickness(edge.share) for edge in here)
        gap = min(14.0, max(0.0, box.width - 40 - total) / max(1, len(here) - 1))
        place = box.middle - (total + gap * (len(here) - 1)) / 2
        for edge in here:
            thick = thickness(edge.share)
            ports[edge.source, edge.target] = place + thick / 2
            place += thick + gap
    return ports


def _aside(graph: Graph, aside: Sequence[str], boxes: dict[str, Box], left: float, right: float) -> tuple[Exit, ...]:
    """Place the endings at the sides, the first one right; return the ways there. Who leaves first goes outermost."""
    bottom = max((box.y for box in boxes.values()), default=0.0)
    exits: list[Exit] = []
    for number, id in enumerate(aside):
        side = 1 if number % 2 == 0 else -1
        edges = [edge for edge in graph.edges if edge.target == id]
        total = sum(thickness(edge.share) for edge in edges)
        inner = right if side > 0 else left
        middle = inner + side * (NODE_GAP + max(ENDING_WIDTH, total) / 2)
        boxes[id] = Box(middle - ENDING_WIDTH / 2, bottom, ENDING_WIDTH, ENDING_HEIGHT)
        lane = middle + side * total / 2
        for edge in sorted(edges, key=lambda edge: boxes[edge.source].y):
            box, thick = boxes[edge.source], thickness(edge.share)
            start = (box.right if side > 0 else box.x, box.bottom - 22)
            exits.append(Exit(edge, start, lane - side * thick / 2, bottom))
            lane -= side * thick
    return tuple(exits)
