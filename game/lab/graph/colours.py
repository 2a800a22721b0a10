"""The colours of pictures, on light paper. Ink on each fill has a contrast of at least 7 to 1."""

from typing import NamedTuple

from game.story import Grade


class Colours(NamedTuple):
    """How a kind of node is drawn: its inside and its edge."""

    fill: str
    line: str


PAPER = "#faf7f1"
INK = "#26323d"
SOFT_INK = "#5b6670"
LINE = "#8795a3"
SCENE = Colours("#ffffff", "#c9c3b6")
LOST = Colours("#f1eee8", "#a5a49e")
GRADE_COLOURS: dict[Grade, Colours] = {
    "best": Colours("#bfe8d4", "#0b7a53"),
    "good": Colours("#dcefd6", "#5b9a3c"),
    "mixed": Colours("#fbe6b4", "#c98a0c"),
    "bad": Colours("#f8d3cd", "#c2412d"),
}
ACTS = {1: "#3b82a0", 2: "#c77d3a", 3: "#7b62a8"}
"""The stripe of a scene's card, by act."""
