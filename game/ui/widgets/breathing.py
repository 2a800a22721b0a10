"""The guide for a paced breath: a circle that grows and shrinks, a word and a count."""

from math import hypot
from typing import Any, ClassVar

from textual.reactive import reactive

from game.text.clean import clean
from game.ui.widgets.rows import BLANK, Row, RowsWidget, Span, placed

_HEIGHT = 11
"""Rows of the circle at its largest; two pixels a row."""
_SMALLEST = 0.3
"""Radius of the emptied circle as a share of the largest."""


def circle(fullness: float, height: int, plain: bool = False) -> list[str]:
    """A disc with a soft rim in `height` rows and twice as many columns; `fullness` is 0..1.

    Signs by what two pixels hold: `█` the disc, `░` the rim that a full breath reaches.
    """
    largest = height - 0.5
    radius = largest * (_SMALLEST + (1 - _SMALLEST) * max(0.0, min(1.0, fullness)))
    middle = height - 0.5
    rows = []
    for y in range(height):
        pairs = [(hypot(x - middle, 2 * y - middle), hypot(x - middle, 2 * y + 1 - middle)) for x in range(height * 2)]
        rows.append(
            "".join(
                _sign(upper <= radius, lower <= radius, largest - 1.7 <= min(upper, lower) <= largest, plain)
                for upper, lower in pairs
            )
        )
    return rows


def _sign(upper: bool, lower: bool, within: bool, plain: bool) -> str:
    if plain:
        return "o" if upper and lower else "." if within else " "
    if upper or lower:
        return "█" if upper and lower else "▀" if upper else "▄"
    return "░" if within else " "


class Breathing(RowsWidget):
    """Shows one moment of a breath. When calm, words and count alone."""

    PREFIX = "breathing"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"breathing--{role}" for role in ("disc", "rim", "word", "count")}
    DEFAULT_CSS = """
    Breathing {
        height: auto;
        .breathing--disc { color: $breath; }
        .breathing--rim { color: $dim; }
        .breathing--word { text-style: bold; }
        .breathing--count { color: $note; }
    }
    """
    word: reactive[str] = reactive("")
    """What to do now, in the player's language."""
    count: reactive[int] = reactive(0)
    """Seconds left of it; 0 shows none."""
    fullness: reactive[float] = reactive(0.0)
    """How far the circle has grown, 0..1."""
    rows_high: reactive[int] = reactive(_HEIGHT, layout=True)
    """Rows of the circle."""

    def __init__(self, word: str = "", count: int = 0, fullness: float = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.word = word
        self.count = count
        self.fullness = fullness

    def rows(self, width: int) -> list[Row]:
        """Circle, word and count, centred."""
        words: list[Row] = [(Span(clean(self.word), "word"),), (Span(str(self.count) if self.count else "", "count"),)]
        centred = [placed(row, width, "centre") for row in words]
        if self.look.calm:
            return [BLANK, *centred, BLANK]
        lines = circle(self.fullness, self.rows_high, self.look.plain_signs)
        return [*(placed(_painted(line), width, "centre") for line in lines), BLANK, *centred]


def _painted(line: str) -> Row:
    """Spans of disc and rim; each sign has its role, neighbours are not joined as rows are short."""
    return tuple(Span(sign, "rim" if sign in "░." else "disc" if sign != " " else "") for sign in line)
