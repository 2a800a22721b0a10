"""Both meters over a whole chat, as two curves in one chart that is exact to the cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.reactive import reactive

from game.text.width import cell_width, truncate
from game.ui.widgets.rows import BLANK, Row, RowsWidget, Span

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell by row and column (Unicode chapter 21, Braille Patterns)."""
_BRAILLE = 0x2800
_AXIS = 4
"""Cells left of the plot: a number and the axis."""
_SIGNS = "*o"
"""How the two curves are drawn where signs must be plain."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: its name in the player's language and a value 0..100 after each turn, the start included."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A sign, one cell wide, on the first curve at a turn (0: the start); the legend gives its `meaning`."""

    turn: int
    sign: str
    meaning: str = ""


Dots = dict[tuple[int, int], int]
"""Braille bits by column and row of the plot."""


def dots(values: Sequence[int], width: int, height: int, dashed: bool = False) -> Dots:
    """The line through the values on a plot of cells: two dots thick, or thin and `dashed` for the second curve."""
    found: Dots = {}
    for x, y in _points(values, width * 2, height * 4):
        if not dashed:
            _put(found, x, max(0, y - 1))
        if not dashed or x % 8 < 6:
            _put(found, x, y)
    return found


def _put(found: Dots, x: int, y: int) -> None:
    cell = (x // 2, y // 4)
    found[cell] = found.get(cell, 0) | _DOTS[y % 4][x % 2]


def _points(values: Sequence[int], columns: int, lines: int) -> list[tuple[int, int]]:
    """Dots from left to right; steep parts are filled upwards so that the line has no holes."""
    heights = [_height(values, x / max(1, columns - 1), lines) for x in range(columns)]
    points = []
    for x, y in enumerate(heights):
        last = heights[x - 1] if x else y
        step = 1 if y >= last else -1
        points += [(x, between) for between in range(last + step, y, step)]
        points.append((x, y))
    return points


def _height(values: Sequence[int], share: float, lines: int) -> int:
    """Line of dots, from the top, at a share of the way from the first value to the last."""
    place = share * (len(values) - 1)
    left = min(int(place), max(0, len(values) - 2))
    right = min(left + 1, len(values) - 1)
    value = values[left] + (values[right] - values[left]) * (place - left)
    return round((100 - max(0, min(100, value))) / 100 * (lines - 1))


def marker_cells(
    markers: Sequence[Marker], values: Sequence[int], width: int, height: int
) -> dict[tuple[int, int], str]:
    """Where each marker's sign stands; a later one wins."""
    cells = {}
    for marker in markers:
        if 0 <= marker.turn < len(values):
            share = marker.turn / max(1, len(values) - 1)
            column = round(share * (width * 2 - 1)) // 2
            cells[column, _height(values, share, height * 4) // 4] = marker.sign
    return cells


class CurveChart(RowsWidget):
    """The chart: plot with axis, turns below, legend. Its height is that of the plot and three rows."""

    PREFIX = "curve"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"curve--{role}" for role in ("first", "second", "both", "axis", "marker", "legend")
    }
    DEFAULT_CSS = """
    CurveChart {
        height: auto;
        .curve--first { color: $satisfaction; }
        .curve--second { color: $stamina; }
        .curve--both { color: $foreground; }
        .curve--axis { color: $dim; }
        .curve--marker { color: $foreground; text-style: bold; }
        .curve--legend { color: $note; }
    }
    """
    curves: reactive[tuple[Curve, Curve] | None] = reactive(None, layout=True)
    """The two curves, of one length."""
    markers: reactive[tuple[Marker, ...]] = reactive((), layout=True)
    """Turns worth a sign, such as the turning point."""
    plot_height: reactive[int] = reactive(8, layout=True)
    """Height of the plot in rows."""

    def __init__(
        self, curves: tuple[Curve, Curve] | None = None, markers: Sequence[Marker] = (), **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.curves = curves
        self.markers = tuple(markers)

    def rows(self, width: int) -> list[Row]:
        """The chart at this width; nothing where there is no turn or no room."""
        plot = width - _AXIS - 1
        if not self.curves or not all(curve.values for curve in self.curves) or plot < 4:
            return [BLANK]
        return [*self._plot(plot), *self._turns(plot), *self._legend(width)]

    def _plot(self, width: int) -> list[Row]:
        assert self.curves
        first, second = (
            dots(curve.values, width, self.plot_height, dashed=bool(number)) for number, curve in enumerate(self.curves)
        )
        signs = marker_cells(self.markers, self.curves[0].values, width, self.plot_height)
        return [
            (
                self._label(y),
                *(self._cell(first.get((x, y), 0), second.get((x, y), 0), signs.get((x, y))) for x in range(width)),
            )
            for y in range(self.plot_height)
        ]

    def _label(self, y: int) -> Span:
        """The axis at a row, with the numbers 100, 50 and 0."""
        numbers = {0: 100, (self.plot_height - 1) // 2: 50, self.plot_height - 1: 0}
        edge = "|" if self.look.plain_signs else "┤" if y in numbers else "│"
        return Span(f"{numbers.get(y, ''):>3}{edge}", "axis")

    def _cell(self, first: int, second: int, sign: str | None) -> Span:
        if sign:
            return Span(sign, "marker")
        if not first and not second:
            return Span(" ")
        role = "both" if first and second else "first" if first else "second"
        plain = _SIGNS[0] if first else _SIGNS[1]
        return Span(plain if self.look.plain_signs else chr(_BRAILLE | first | second), role)

    def _turns(self, width: int) -> list[Row]:
        """The lower axis and the numbers of turns, as many as there is room for."""
        assert self.curves
        last = len(self.curves[0].values) - 1
        line = "+" + "-" * width if self.look.plain_signs else "└" + "─" * width
        signs = [" "] * (width + 3)
        step = max(1, -(-last * 5 // width)) if last else 1
        for turn in range(0, last + 1, step):
            column = round(turn / max(1, last) * (width * 2 - 1)) // 2
            signs[column : column + len(str(turn))] = str(turn)
        return [(Span(" " * (_AXIS - 1) + line, "axis"),), (Span(" " * _AXIS + "".join(signs)[: width + 1], "axis"),)]

    def _legend(self, width: int) -> list[Row]:
        assert self.curves
        samples = _SIGNS if self.look.plain_signs else ("⠶⠶", "⠤⠄")
        roles = ("first", "second")
        entries: list[Row] = [
            (Span(f"{sample} ", role), Span(curve.name, "legend"))
            for sample, role, curve in zip(samples, roles, self.curves, strict=True)
        ]
        meanings: Mapping[str, str] = {marker.sign: marker.meaning for marker in self.markers if marker.meaning}
        entries += [(Span(f"{sign} ", "marker"), Span(meaning, "legend")) for sign, meaning in meanings.items()]
        return _flowed(entries, width - _AXIS)


def _flowed(entries: Sequence[Row], width: int) -> list[Row]:
    """Entries side by side, in as many rows as they need."""
    rows: list[list[Span]] = []
    used = width + 1
    for entry in entries:
        sign = entry[0]
        name = Span(truncate(entry[1].text, width - cell_width(sign.text)), entry[1].role)
        cells = cell_width(sign.text) + cell_width(name.text) + 3
        if used + cells > width + 3:
            rows.append([Span(" " * _AXIS)])
            used = 0
        else:
            rows[-1].append(Span("   "))
        rows[-1] += [sign, name]
        used += cells
    return [tuple(row) for row in rows]
