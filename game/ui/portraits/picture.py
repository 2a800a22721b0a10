"""A portrait: a base grid of pixels and the parts that make each expression, free of files and screens."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

TRANSPARENT = "."
"""The letter of a pixel that lets what is below show through."""

EXPRESSIONS = ("calm", "anxious", "irritated", "furious", "relieved", "hurt")
"""What a face can show; the first four are the moods of a story, the last two belong to endings."""

STAND_INS = {"relieved": "calm", "hurt": "anxious", "happy": "relieved", "furious": "irritated"}
"""Which expression is shown when a portrait does not draw the one asked for."""

Tone = Literal["light", "shade", "ink"]
Grid = tuple[str, ...]
"""Rows of palette letters, all of one length."""


@dataclass(frozen=True)
class Paint:
    """One palette entry: a colour as `#rrggbb`, and what it is where there is no colour.

    `ink` is for what must stand out in a face (eyes, brows, mouth), `shade` for hair and clothes, the rest is `light`.
    """

    colour: str
    tone: Tone = "light"


@dataclass(frozen=True)
class Part:
    """A piece of a face, such as eyes or a mouth, laid over the base from pixel row `top` on."""

    top: int
    rows: Grid


@dataclass(frozen=True)
class Portrait:
    """One person: width and height in pixels, palette, base and the parts of each expression."""

    base: Grid
    palette: dict[str, Paint]
    parts: dict[str, Part] = field(default_factory=dict)
    faces: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Width in pixels; a pixel is one column wide."""
        return len(self.base[0])

    @property
    def height(self) -> int:
        """Height in pixels; two pixels make one row of text."""
        return len(self.base)

    def pixels(self, expression: str) -> Grid:
        """The grid of one expression; an expression that is not drawn is shown by its stand-in, at last by the base."""
        grid = self.base
        for name in self.faces.get(self._drawn(expression), ()):
            grid = _laid_over(grid, self.parts[name])
        return grid

    def _drawn(self, expression: str) -> str:
        while expression not in self.faces and expression in STAND_INS:
            expression = STAND_INS[expression]
        return expression if expression in self.faces else "calm"


def _laid_over(grid: Grid, part: Part) -> Grid:
    rows = list(grid)
    for offset, row in enumerate(part.rows):
        rows[part.top + offset] = "".join(_top_pixel(row, rows[part.top + offset]))
    return tuple(rows)


def _top_pixel(upper: str, lower: str) -> Iterator[str]:
    return (below if above == TRANSPARENT else above for above, below in zip(upper, lower, strict=True))
