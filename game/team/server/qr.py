"""A QR code in text: two modules in each character, light where the code is light, as dark terminals show it."""

from collections.abc import Iterator

import segno

_HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
"""By whether the upper and the lower module are dark."""
BORDER = 2


def picture(text: str) -> Iterator[str]:
    """Yield the lines of a QR code."""
    rows = [[bool(module) for module in row] for row in segno.make(text, micro=False).matrix_iter(border=BORDER)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        yield "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
