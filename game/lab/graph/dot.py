"""The picture in the DOT language, for those who have Graphviz."""

from game.lab.graph.colours import GRADE_COLOURS, INK, LINE, LOST, PAPER, SCENE, SOFT_INK
from game.lab.graph.model import Edge, Graph, Node
from game.lab.graph.words import is_lost, percent, share_label, way_label
from game.telling.signs import grade_sign
from game.text import Translator, clean

_SHAPES = {"best": "doubleoctagon", "good": "ellipse", "mixed": "hexagon", "bad": "box"}
_FONT = "Noto Sans CJK SC"


def to_dot(graph: Graph, t: Translator) -> str:
    """Return the digraph. Every id and text is a quoted string, so nothing of a story is markup."""
    heading = f"{graph.title}\n{graph.facts}"
    lines = [
        f"digraph {quoted(graph.id)} {{",
        f"  graph [label={quoted(heading)} labelloc=t bgcolor={quoted(PAPER)} fontname={quoted(_FONT)} fontsize=18]",
        f"  node [fontname={quoted(_FONT)} fontsize=12 fontcolor={quoted(INK)} style=filled]",
        f"  edge [fontname={quoted(_FONT)} fontsize=10 fontcolor={quoted(SOFT_INK)} arrowsize=0.7]",
    ]
    lines += [f"  {_id(node.id)} [{_node(node, t)}]" for node in graph.nodes.values()]
    lines += [f"  {_id(edge.source)} -> {_id(edge.target)} [{_edge(edge, graph, t)}]" for edge in graph.edges]
    return "\n".join([*lines, "}", ""])


def _id(id: str) -> str:
    return quoted(clean(id))


def _node(node: Node, t: Translator) -> str:
    words = node.name if node.grade is None else f"{grade_sign(node.grade)} {node.text}"
    colours = LOST if is_lost(node) else SCENE if node.grade is None else GRADE_COLOURS[node.grade]
    shape, style = ("box", "rounded,filled") if node.grade is None else (_SHAPES[node.grade], "filled")
    style += ",dashed" if is_lost(node) else ""
    label = f"{words}\n{share_label(node, t)}"
    return (
        f"label={quoted(label)} shape={shape} style={quoted(style)} "
        f"fillcolor={quoted(colours.fill)} color={quoted(colours.line)}"
    )


def _edge(edge: Edge, graph: Graph, t: Translator) -> str:
    grade = graph.nodes[edge.target].grade
    colour = GRADE_COLOURS[grade].line if grade else LINE
    style = "solid" if edge.share else "dotted"
    label = f"{way_label(edge, t)} {percent(edge.share)}"
    hover = ", ".join(edge.choices) or label
    return (
        f"label={quoted(label)} tooltip={quoted(hover)} penwidth={1 + 9 * min(edge.share, 1):.1f} "
        f"color={quoted(colour)} style={style}"
    )


def quoted(text: str) -> str:
    r"""Return a text as DOT's quoted string: `\` would begin an escape and `&` an entity, even within quotes."""
    text = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n") + '"'
