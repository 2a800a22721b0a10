"""The nodes of the SVG picture: a card for a scene, a shape of its own for each grade of ending."""

from game.lab.graph.colours import ACTS, GRADE_COLOURS, INK, LOST, SCENE, SOFT_INK, Colours
from game.lab.graph.geometry import Box
from game.lab.graph.model import Node
from game.lab.graph.words import is_lost, percent, share_label
from game.lab.graph.xml import element, words
from game.story import Grade
from game.telling.signs import grade_sign
from game.text import Translator, cell_width, truncate, wrap

FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans', 'Segoe UI', sans-serif"
"""What systems call a face with Chinese in it; each has one of these."""


def text(x: float, y: float, said: str, size: float, **attributes: object) -> str:
    """A line of text from `x` on, its feet at `y`."""
    return element("text", words(said), x=float(x), y=float(y), font_size=size, **attributes)


def text_width(said: str, size: float) -> float:
    """About how wide a line is: Latin letters take a little more than half of what Chinese ones take."""
    return size * sum(1.0 if cell_width(sign) > 1 else 0.55 for sign in said)


def node_shape(node: Node, box: Box, t: Translator) -> str:
    """A node at its place."""
    return _card(node, box, t) if node.grade is None else _ending(node, box, t)


def _card(node: Node, box: Box, t: Translator) -> str:
    lost = is_lost(node)
    frame: dict[str, object] = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 13}
    colours = LOST if lost else SCENE
    share = share_label(node, t)
    name = truncate(node.name, int((box.width - 50 - text_width(share, 12)) / 8.2))
    lines = _lines(node.text, int((box.width - 34) / 6.6), 2)
    top = box.y + (47 if len(lines) > 1 else 52)
    return element(
        "g",
        "" if lost else element("rect", **{**frame, "y": box.y + 2.5}, fill=INK, fill_opacity=0.07),
        element("rect", **frame, fill=colours.fill, stroke=colours.line, stroke_dasharray="6 4" if lost else None),
        "" if lost else _stripe(box, ACTS.get(node.act, SOFT_INK)),
        text(box.x + 19, box.y + 26, name, 14.5, font_weight=700, fill=SOFT_INK if lost else INK),
        text(box.right - 15, box.y + 26, share, 12, fill=SOFT_INK, text_anchor="end"),
        *(text(box.x + 19, top + 17 * place, line, 12, fill=SOFT_INK) for place, line in enumerate(lines)),
    )


def _stripe(box: Box, colour: str) -> str:
    """The card's left edge, in the colour of its act."""
    x, y, low = box.x, box.y, box.bottom
    path = f"M{x + 6.5:.1f} {y + 1.9:.1f}Q{x:.1f} {y + 5:.1f} {x:.1f} {y + 13:.1f}V{low - 13:.1f}"
    return element("path", d=f"{path}Q{x:.1f} {low - 5:.1f} {x + 6.5:.1f} {low - 1.9:.1f}Z", fill=colour)


def _ending(node: Node, box: Box, t: Translator) -> str:
    grade = node.grade or "mixed"
    lost = is_lost(node)
    title = _lines(node.text, int((box.width - 34) / 7.9), 2)
    told = [f"{grade_sign(grade)} {share_label(node, t) if lost else percent(node.share)}"]
    told += [] if node.best is None else [t("lab_graph.best_here", score=node.best)]
    top = box.y + (31 if len(title) > 1 else 40)
    return element(
        "g",
        *ending_outline(grade, box, lost),
        *(_centred(box, top + 18 * place, line, 14, 700) for place, line in enumerate(title)),
        *(_centred(box, box.y + 64 + 15 * place, line, 11.5, 400) for place, line in enumerate(told)),
    )


def _centred(box: Box, y: float, said: str, size: float, weight: int) -> str:
    return text(box.middle, y, said, size, font_weight=weight, text_anchor="middle")


def ending_outline(grade: Grade, box: Box, lost: bool = False) -> list[str]:
    """The shape of an ending: a pill with two lines, a pill, a hexagon, a plate with its corners cut."""
    colours = Colours(LOST.fill, LOST.line) if lost else GRADE_COLOURS[grade]
    dashes = "6 4" if lost else None
    shape = element("path", d=_outline(grade, box), fill=colours.fill, stroke=colours.line, stroke_width=1.6,
                    stroke_linejoin="round", stroke_dasharray=dashes)  # fmt: skip
    if grade != "best":
        return [shape]
    off = min(4.5, box.height / 6)
    inner = Box(box.x + off, box.y + off, box.width - 2 * off, box.height - 2 * off)
    return [shape, element("path", d=_outline(grade, inner), fill="none", stroke=colours.line, stroke_width=1.1,
                           stroke_dasharray=dashes)]  # fmt: skip


def _outline(grade: Grade, box: Box) -> str:
    x, y, right, low, half = box.x, box.y, box.right, box.bottom, box.height / 2
    if grade in ("best", "good"):
        arc = f"A{half:.1f} {half:.1f} 0 0 1"
        return (
            f"M{x + half:.1f} {y:.1f}H{right - half:.1f}{arc} {right - half:.1f} {low:.1f}"
            f"H{x + half:.1f}{arc} {x + half:.1f} {y:.1f}Z"
        )
    cut = box.height * (0.3 if grade == "mixed" else 0.16)
    if grade == "mixed":
        corners = [(x + cut, y), (right - cut, y), (right, y + half), (right - cut, low), (x + cut, low), (x, y + half)]
    else:
        corners = [(x + cut, y), (right - cut, y), (right, y + cut), (right, low - cut),
                   (right - cut, low), (x + cut, low), (x, low - cut), (x, y + cut)]  # fmt: skip
    return "M" + "L".join(f"{across:.1f} {down:.1f}" for across, down in corners) + "Z"


def _lines(said: str, cells: int, most: int) -> list[str]:
    """A text broken into at most so many lines; what is too long ends in an ellipsis."""
    lines = wrap(said, cells) if said else []
    return lines if len(lines) <= most else [*lines[: most - 1], truncate(" ".join(lines[most - 1 :]), cells)]
