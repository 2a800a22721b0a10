"""Widths in terminal cells: a Chinese character takes two, a combining mark none. `len()` is never a width."""

from collections.abc import Iterator
from typing import Literal

from rich.cells import cell_len, get_character_cell_size

_JOINER = "\u200d"


def cell_width(text: str) -> int:
    """Return how many terminal cells `text` takes on one line."""
    return cell_len(text)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the pieces of `text` that may not be torn apart, each with its width in cells: 0, 1 or 2.

    A piece is a character with the marks that follow it (accents, emoji variation); only a mark at the very start has
    width 0.
    """
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and (text[end - 1] == _JOINER or get_character_cell_size(text[end]) == 0):
            continue
        piece = text[start:end]
        yield piece, get_character_cell_size(piece) if len(piece) == 1 else cell_len(piece)
        start = end


def truncate(text: str, width: int, ellipsis: str = "…") -> str:
    """Return `text` in at most `width` cells, ending in `ellipsis` where something was cut and there is room for it."""
    if cell_width(text) <= width:
        return text
    mark = ellipsis if cell_width(ellipsis) <= width else ""
    return _head(text, width - cell_width(mark)).rstrip() + mark


def pad(text: str, width: int, align: Literal["left", "right", "center"] = "left") -> str:
    """Return `text` in exactly `width` cells: cut where too long, filled with spaces where too short."""
    text = truncate(text, width)
    gap = max(0, width - cell_width(text))
    before = {"left": 0, "right": gap, "center": gap // 2}[align]
    return " " * before + text + " " * (gap - before)


def _head(text: str, width: int) -> str:
    taken: list[str] = []
    for piece, cells in clusters(text):
        width -= cells
        if width < 0:
            break
        taken.append(piece)
    return "".join(taken)
