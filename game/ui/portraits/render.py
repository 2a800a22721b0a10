"""A portrait as rows of terminal cells: two pixels a cell in colour, tones without, ASCII where signs must be plain."""

from dataclasses import dataclass

from game.ui.portraits.picture import TRANSPARENT, Grid, Portrait, Tone

UPPER, LOWER, FULL = "▀", "▄", "█"
_TONE_SIGNS = {(True, True): FULL, (True, False): UPPER, (False, True): LOWER, (False, False): " "}
_SHADE = "▒"
_LETTERED = {
    "calm": (" -   - ", " o   o ", "  ---  "),
    "anxious": (" /   \\ ", " O   O;", "  ~~~  "),
    "irritated": (" \\   / ", " -   - ", "  .-.  "),
    "furious": (" \\\\ // ", " @   @ ", " /###\\ "),
    "relieved": (" ^   ^ ", " u   u ", " \\___/ "),
    "hurt": (" /   \\ ", " o   o,", "  .-.  "),
}
"""Brows, eyes and mouth of each expression."""
_SMALL_TOP, _SMALL_SIDE = 6, 4
"""What the small variant leaves out: pixel rows above the forehead, columns at both sides."""
_SMALL_ROWS = 12


@dataclass(frozen=True)
class Cell:
    """One terminal cell: a sign and its colours as `#rrggbb`; an empty colour is that of the screen."""

    sign: str
    colour: str = ""
    ground: str = ""


Picture = list[list[Cell]]


def small(portrait: Portrait, grid: Grid) -> Grid:
    """The face without hair and shoulders, for narrow screens: 16 columns and 6 rows of a 24 x 24 portrait."""
    if portrait.width < 24 or portrait.height < 24:
        return grid
    return tuple(row[_SMALL_SIDE:-_SMALL_SIDE] for row in grid[_SMALL_TOP : _SMALL_TOP + _SMALL_ROWS])


def coloured(portrait: Portrait, grid: Grid) -> Picture:
    """Half blocks in colour."""
    paint = {letter: entry.colour for letter, entry in portrait.palette.items()} | {TRANSPARENT: ""}
    return [[_two_tone(paint[top], paint[bottom]) for top, bottom in row] for row in _pairs(grid)]


def toned(portrait: Portrait, grid: Grid) -> Picture:
    """Without any colour: a light face with dark features, hair and clothes shaded."""
    tones = {letter: entry.tone for letter, entry in portrait.palette.items()}
    return [[Cell(_tone_sign(tones.get(top), tones.get(bottom))) for top, bottom in row] for row in _pairs(grid)]


def _tone_sign(top: Tone | None, bottom: Tone | None) -> str:
    if "light" not in (top, bottom) and "shade" in (top, bottom):
        return _SHADE
    return _TONE_SIGNS[top == "light", bottom == "light"]


def lettered(expression: str) -> Picture:
    """A face of ASCII signs, where neither colours nor block signs can be had; the same for everybody."""
    brows, eyes, mouth = _LETTERED.get(expression, _LETTERED["calm"])
    rows = [" .-------. ", f"/ {brows} \\", f"| {eyes} |", "|    ,    |", f"\\ {mouth} /", " '-------' "]
    return [[Cell(sign) for sign in row] for row in rows]


def tiled(portrait: Portrait, grid: Grid) -> Picture:
    """Coloured blanks, one a cell, for terminals where half blocks would be two columns wide."""
    paint = {letter: entry.colour for letter, entry in portrait.palette.items()} | {TRANSPARENT: ""}
    ink = {letter for letter, entry in portrait.palette.items() if entry.tone == "ink"}
    return [[Cell(" ", ground=paint[top if top in ink else bottom]) for top, bottom in row] for row in _pairs(grid)]


def _pairs(grid: Grid) -> list[list[tuple[str, str]]]:
    return [list(zip(upper, lower, strict=True)) for upper, lower in zip(grid[::2], grid[1::2], strict=True)]


def _two_tone(top: str, bottom: str) -> Cell:
    if top == bottom:
        return Cell(FULL, top) if top else Cell(" ")
    return Cell(UPPER, top, bottom) if top else Cell(LOWER, bottom)
