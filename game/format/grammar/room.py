"""How much room a text has on the smallest screen, 80 x 24, whatever its language."""

from game.format.grammar.fields import SHAPE_BY_NAME
from game.text.width import cell_width

MOST_CELLS = 400
"""Width of one bubble; more fills half of an 80 x 24 screen."""
LONGEST_REPLY = 120
"""Characters of one bubble in Chinese; English takes three letters for one of them."""
_ENGLISH_FACTOR = 3

_SHAPES = {
    "customer": "customer",
    "variants": "variant",
    "cards": "card",
    "thoughts": "thought",
    "scenes": "scene",
    "choices": "choice",
    "endings": "ending",
}
"""Which part of the format limits a text, by the first word of its address."""


def room_of(address: str) -> int:
    """Return how wide the text at an address may be, in cells; 0 where nothing limits it."""
    if ".say." in address or ".reply." in address:
        return MOST_CELLS
    first, *_, name = ["story", address] if "." not in address else address.split(".")
    shape = SHAPE_BY_NAME.get(_SHAPES.get(first, first))
    field = shape.fields.get(name) if shape is not None else None
    return field.cells if field is not None else 0


def too_wide(text: str, most: int) -> int:
    """Return the cells of the widest line of a text that may have so many; 0 where it fits."""
    if len(text) * 2 <= most:
        return 0
    width = max(map(cell_width, text.split("\n")))
    return width if width > most else 0


def too_long(reply: str, *, chinese: bool) -> tuple[int, int] | None:
    """Return the characters of a reply's longest bubble and how many are plenty; None where it is no longer."""
    most = LONGEST_REPLY if chinese else LONGEST_REPLY * _ENGLISH_FACTOR
    longest = max(map(len, reply.split("\n")))
    return (longest, most) if longest > most else None
