"""A solved story as a picture: the scenes that can be reached, the ways taken, the endings and who gets there.

`graph_of` makes the picture's content out of a story and its `Analysis`; one module for each way to show it.
"""

from collections.abc import Callable

from game.analysis.facts import Analysis
from game.lab.graph.dot import to_dot
from game.lab.graph.mermaid import to_mermaid
from game.lab.graph.model import Edge, Graph, Node, graph_of
from game.lab.graph.outline import outline
from game.lab.graph.svg import to_svg
from game.story import Story
from game.text import Translator
from game.text.paint import Paint, plain

__all__ = ["FORMATS", "Edge", "Graph", "Node", "draw", "graph_of"]

_DRAWERS: dict[str, Callable[[Graph, Translator], str]] = {"mermaid": to_mermaid, "dot": to_dot, "svg": to_svg}
FORMATS = ("outline", *_DRAWERS)


def draw(story: Story, analysis: Analysis, form: str, t: Translator, width: int = 80, paint: Paint = plain) -> str:
    """Return the picture of a story in one of FORMATS, its words in the translator's language. Raises KeyError.

    `width` (cells) and `paint` are for the outline.
    """
    graph = graph_of(story, analysis, t)
    return outline(graph, t, width, paint) if form == "outline" else _DRAWERS[form](graph, t)
