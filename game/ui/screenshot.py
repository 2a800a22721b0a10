"""Screenshots that look like the terminal.

The SVG writer of rich counts characters where it should count cells, so Chinese is squashed to half its width
(Textualize/rich#2742), and viewers differ in what they make of `textLength` and of leading blanks. Here each word gets
a place of its own, and block signs become rectangles, so that a portrait has no seams.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby

from game.text.width import cell_width, clusters

_TEXT = re.compile(
    r'<text class="([^"]*-r\d+)" x="([0-9.]+)" y="([0-9.]+)" textLength="([0-9.]+)"([^>]*)>([^<]*)</text>'
)
_CELL, _BASELINE, _LINE = 12.2, 18.5, 24.4
"""Geometry of rich's export: cell width, from the top of a row to its baseline, and row height, in SVG units."""
_WIDE_SIZE = ' font-size="22.5"'
"""Wide signs fill their two cells, as they do in a terminal."""
_EIGHTHS = "▏▎▍▌▋▊▉█"
_BLOCKS = {sign: (0.0, 0.0, number / 8, 1.0) for number, sign in enumerate(_EIGHTHS, 1)} | {
    "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 1), "▐": (0.5, 0, 1, 1),
    "▗": (0.5, 0.5, 1, 1), "▖": (0, 0.5, 0.5, 1), "▝": (0.5, 0, 1, 0.5), "▘": (0, 0, 0.5, 0.5),
}  # fmt: skip
"""Block signs as left, top, right and bottom in parts of a cell."""


def corrected(svg: str) -> str:
    """Give each text of an exported screenshot its place in cells."""
    return _TEXT.sub(lambda match: "".join(_pieces(*match.groups())), svg)


def _pieces(style: str, x: str, y: str, _length: str, rest: str, text: str) -> Iterator[str]:
    place = float(x)
    for word in _words(unescape(text).replace("\xa0", " ")):
        width = cell_width(word) * _CELL
        if word[0] in _BLOCKS:
            yield _rectangle(style, place, float(y), len(word), _BLOCKS[word[0]])
        elif not word.isspace():
            size = _WIDE_SIZE if cell_width(word) == 2 * len(word) else ""
            yield (
                f'<text class="{style}" x="{place:g}" y="{y}" textLength="{width:g}"{size}{rest}>'
                f"{escape(word).replace(' ', '&#160;')}</text>"
            )
        place += width


def _words(text: str) -> Iterator[str]:
    """Split into runs of one width, each wide sign, blank run and run of one block sign by itself."""
    pieces = [piece for piece, _ in clusters(text)]
    for _, run in groupby(enumerate(pieces), key=_run_key):
        yield "".join(piece for _, piece in run)


def _run_key(numbered: tuple[int, str]) -> str:
    number, piece = numbered
    if cell_width(piece) > 1:
        return f"wide {number}"
    return piece if piece in _BLOCKS or piece == " " else "narrow"


def _rectangle(style: str, x: float, y: float, count: int, block: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = block
    count = count if right - left == 1 else 1
    return (
        f'<rect class="{style}" x="{x + left * _CELL:g}" y="{y - _BASELINE + top * _LINE:g}" '
        f'width="{(right - left) * _CELL * count + 0.1:g}" height="{(bottom - top) * _LINE + 0.2:g}" '
        'shape-rendering="crispEdges"/>'
    )
