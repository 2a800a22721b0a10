"""The picture as a Mermaid flowchart, for pages that draw Mermaid."""

import json

from game.lab.graph.colours import GRADE_COLOURS, INK, LINE, LOST, SCENE, Colours
from game.lab.graph.model import Edge, Graph, Node
from game.lab.graph.words import is_lost, percent, share_label, way_label
from game.telling.signs import grade_sign
from game.text import Translator

_SHAPES = {"best": '(["{}"])', "good": '(["{}"])', "mixed": '{{{{"{}"}}}}', "bad": '[/"{}"\\]'}
"""Stadium, hexagon, trapezium: told apart without colours."""
_WIDE = str.maketrans("<>&$", "＜＞＆＄")
"""Signs that look alike, for where Mermaid takes ours for HTML or a formula however they are written."""


def to_mermaid(graph: Graph, t: Translator) -> str:
    """Return the flowchart. Nodes have numbers for names, and every text is escaped: nothing of a story is markup."""
    names = {id: f"n{number}" for number, id in enumerate(graph.nodes, 1)}
    lines = ["---", f"title: {json.dumps(_title(graph), ensure_ascii=False)}", "---", "flowchart TD"]
    lines += [f"  {names[node.id]}{_node(node, t)}" for node in graph.nodes.values()]
    lines += [f"  {names[edge.source]} {_arrow(edge, t)} {names[edge.target]}" for edge in graph.edges]
    lines += [f"  linkStyle {number} {_line(edge, graph)}" for number, edge in enumerate(graph.edges)]
    return "\n".join([*lines, *_classes(), ""])


def _title(graph: Graph) -> str:
    """The title as a YAML text. Titles know no entity codes, and Mermaid takes out what looks like HTML."""
    return f"{graph.title} ({graph.facts})".translate(_WIDE)


def _node(node: Node, t: Translator) -> str:
    if node.grade is None:
        label = f"{escaped(node.name)}<br>{escaped(share_label(node, t))}"
        return f'("{label}"):::{"lost" if is_lost(node) else "scene"}'
    label = f"{grade_sign(node.grade)} {escaped(node.text)}<br>{escaped(share_label(node, t))}"
    return _SHAPES[node.grade].format(label) + f":::{'lost' if is_lost(node) else node.grade}"


def _arrow(edge: Edge, t: Translator) -> str:
    arrow = "-->" if edge.share else "-.->"
    return f'{arrow}|"{escaped(way_label(edge, t))} {percent(edge.share)}"|'


def _line(edge: Edge, graph: Graph) -> str:
    grade = graph.nodes[edge.target].grade
    colour = GRADE_COLOURS[grade].line if grade else LINE
    return f"stroke:{colour},stroke-width:{1 + 9 * min(edge.share, 1):.1f}px"


def _classes() -> list[str]:
    styles: dict[str, Colours] = {
        "scene": SCENE,
        "lost": LOST,
        **{str(grade): colours for grade, colours in GRADE_COLOURS.items()},
    }
    return [
        f"  classDef {name} fill:{style.fill},stroke:{style.line},color:{INK}"
        + (",stroke-dasharray:5 4" if name == "lost" else "")
        for name, style in styles.items()
    ]


def escaped(text: str) -> str:
    """Return a text with every sign but letters, digits and spaces as Mermaid's entity code, so that none is markup.

    Two dollars begin a formula even as codes; they become wide ones.
    """
    text = text.replace("$$", "$$".translate(_WIDE))
    return "".join(sign if sign.isalnum() or sign == " " or ord(sign) > 0x7F else f"#{ord(sign)};" for sign in text)
